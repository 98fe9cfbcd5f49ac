//! What titles and file names state, used where no cell does.

use super::{Builder, Role, TableId};
use crate::calendar::{FinancialYear, parse_date, parse_month};
use crate::plan::fields::plan;
use crate::plan::layout::{Fate, Sink};
use crate::plan::recognise::{Layout, Mapping, RowMeaning, Shape, Use};
use crate::read::Grid;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The year of the plan as its own table says it (the year of `as_at`, else of `submitted`), or the
/// titles of other tables do; `None` where they differ.
pub(super) fn year_of_plan(grids: &[(Arc<Grid>, Role, Layout)]) -> Option<FinancialYear> {
    let own = grids.iter().filter(|(_, role, _)| *role == Role::Submission);
    let years: BTreeSet<FinancialYear> =
        own.clone().flat_map(|(grid, _, layout)| stated(grid, layout)).collect();
    let titled = || {
        own.filter_map(|(_, _, layout)| {
            let as_at = layout.titled.as_at.map(|(date, _)| FinancialYear::of(date));
            as_at.or_else(|| layout.titled.year.map(|(year, ..)| year))
        })
        .collect::<BTreeSet<FinancialYear>>()
    };
    let years = if years.is_empty() { titled() } else { years };
    let mut years = years.into_iter();
    years.next().filter(|_| years.next().is_none())
}

/// The years of the dates in a plan table.
fn stated(grid: &Grid, layout: &Layout) -> Vec<FinancialYear> {
    let is_plan = matches!(layout.shape, Shape::Rows(TableId::Plan) | Shape::Records);
    let column = |id: crate::plan::fields::ColumnId| {
        layout.columns.iter().position(|column| {
            column.used == Use::Field(id) || is_plan && column.heading.plain.replace(' ', "_") == id.name()
        })
    };
    let of = |id| {
        let at = column(id)?;
        let years = (layout.first_row..grid.len()).filter_map(|row| {
            let text = grid.text(row, at);
            let month = || parse_month(text).map(|month| month.end());
            parse_date(text).or_else(|_| month()).ok().map(FinancialYear::of)
        });
        Some(years.collect::<Vec<_>>()).filter(|years| !years.is_empty())
    };
    if is_plan { of(plan::AS_AT).or_else(|| of(plan::SUBMITTED)).unwrap_or_default() } else { Vec::new() }
}

impl Builder<'_> {
    /// Leaves out what stands above the headings.
    pub(super) fn leave_titles(&mut self, grid: &Grid, layout: &Layout, mapping: &Mapping) {
        for row in (0..layout.heading_row).filter(|row| !grid.is_blank(*row)) {
            let label = grid.row(row).map(str::trim).find(|text| !text.is_empty()).unwrap_or_default();
            let (why, fate) = match mapping.row(grid.line(row), label) {
                Some(RowMeaning::Ignore) => ("the mapping says so", Fate::ByWord),
                _ => ("a title above the headings", Fate::Unread),
            };
            self.left_out(row, grid.place(row, 0), why, fate);
        }
    }

    /// Gives the plans of a grid what its titles state.
    pub(super) fn take_titles(&mut self, at: usize, layout: &Layout) {
        let titled = &layout.titled;
        if titled.year.is_none() && titled.as_at.is_none() && titled.cumulative.is_none() {
            return;
        }
        self.current.titled = titled.clone();
        let place = self.current.reading.place;
        let across = layout.columns.iter().filter_map(|column| match &column.used {
            Use::Organisation(name) => Some(name.clone()),
            _ => None,
        });
        let names: Vec<String> = self.owners.default_of(at).into_iter().chain(across).collect();
        for name in names {
            self.call_home(&name);
            let draft = self.draft(&name, place);
            self.take_titled(draft);
        }
    }

    /// Gives a plan what the titles over the table state that is being read, where nothing gave it before.
    pub(super) fn take_titled(&mut self, draft: usize) {
        let titled = &self.current.titled;
        let (year, as_at, cumulative) = (titled.year, titled.as_at, titled.cumulative);
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.titled_year = draft.titled_year.or(year);
            draft.titled_cumulative = draft.titled_cumulative.or(cumulative);
            draft.titled_as_at = draft.titled_as_at.or(as_at);
        }
    }
}
