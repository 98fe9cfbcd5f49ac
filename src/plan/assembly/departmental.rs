//! The Department's figures as a reviewer gives them: each row finds the plan that it is about, and no figure is
//! dropped without a word.

use super::Builder;
use super::draft::Draft;
use crate::calendar::{FinancialYear, Period};
use crate::cutting;
use crate::location::Place;
use crate::names::{ByName, Names, fold_spaces, same};
use crate::plan::departmental::COLUMNS;
use crate::plan::fields::{ColumnId, TableId, plan, years};
use crate::plan::layout::{Record, Sink};
use crate::plan::recognise::Recognised;
use crate::problem::Problem;
use std::collections::HashMap;

/// What is known of the files of the Department's figures.
#[derive(Debug, Default)]
pub(super) struct Departmental {
    /// The plans by code.
    codes: Option<ByName<usize>>,
    /// Where each figure stands.
    given: HashMap<(usize, ColumnId, FinancialYear), Place>,
    /// The first row of all.
    first: Option<Place>,
    /// The organisations named that are not read, and where the first of them is.
    strangers: Names,
    strange: Option<Place>,
    /// Whether a row is about a plan that is read.
    known: bool,
    figures: bool,
}

impl Builder<'_> {
    /// Takes a row of the Department's figures.
    pub(super) fn take_departmental(&mut self, record: &Record, columns: &[Recognised]) {
        if record.table != TableId::Years {
            self.refuse_table(record.table, record.place);
            return;
        }
        self.departmental.first.get_or_insert(record.place);
        let Some(draft) = self.plan_meant(record) else { return };
        self.departmental.known = true;
        let mut row = self.row(record, columns, draft);
        self.ask_for_required(record, &row);
        if row.unreadable(years::YEAR) || row.is_blank(years::YEAR) {
            return;
        }
        let is_figure = |column: &ColumnId| row.amount(*column).is_some();
        let given: Vec<ColumnId> = COLUMNS.into_iter().filter(is_figure).collect();
        self.departmental.figures |= !given.is_empty();
        let Some(year) = row.year(years::YEAR) else {
            let what = match row.period(years::YEAR) {
                Some(Period::Span(..)) => "a span of years",
                _ => "a part of a year",
            };
            let text =
                format!("{what}: the Department's figures are compared year by year, and this one is not");
            self.leave_departmental(record.place, row.place_of(years::YEAR), text);
            return;
        };
        if given.is_empty() {
            self.current.reading.left_out.push((record.place, "no departmental figure".to_owned()));
            return;
        }
        for column in given {
            let place = row.place_of(column);
            if let Some(first) = self.departmental.given.insert((draft, column, year), place) {
                let organisation = self.drafts.get(draft).map_or("", |draft| &draft.organisation);
                let what = format!("the {} of `{organisation}` for {year}", column.name());
                self.problems.push(Problem::duplicate(place, what, first));
            }
        }
        let others: Vec<(ColumnId, Place)> = row
            .cells
            .iter()
            .filter(|cell| ![years::ORGANISATION, years::YEAR].contains(&cell.column))
            .filter(|cell| !COLUMNS.contains(&cell.column) && row.filled(cell.column))
            .map(|cell| (cell.column, cell.place))
            .collect();
        for (column, place) in others {
            let name = column.name();
            self.note(place, format!("`{name}` is no figure of the Department's here, and is not read"));
        }
        let Some(draft) = self.drafts.get_mut(draft) else { return };
        let has_year = draft.tables.of(TableId::Years).iter().any(|own| own.year(years::YEAR) == Some(year));
        row.cells.retain(|cell| cell.column == years::YEAR || COLUMNS.contains(&cell.column));
        let place = row.place_of(years::YEAR);
        draft.departmental.push(row);
        self.current.reading.rows += 1;
        if !has_year {
            let text = "the plan has no row of this year: the Department's figure has nothing beside it";
            self.note(place, text.to_owned());
        }
    }

    /// The plan that a row is about, by name or code; where none is named, the only one.
    fn plan_meant(&mut self, record: &Record) -> Option<usize> {
        let field = record.fields.iter().find(|field| field.column == years::ORGANISATION);
        let Some(name) = record.organisation.or(field.map(|field| field.text)) else {
            if self.drafts.len() > 1 {
                let what = format!(
                    "this row of the Department's figures names no organisation, and {} are read",
                    self.drafts.len()
                );
                let mend = "name the organisation it is about in a column `organisation`";
                self.problems.push(Problem::layout(record.place, what, mend));
            }
            return (self.drafts.len() == 1).then_some(0);
        };
        let name = fold_spaces(name);
        let at = self.organisations.position(&name).or_else(|| self.plan_of_code(&name));
        let at = at.or_else(|| self.draft_of_body(&name, record.place));
        if at.is_none() {
            let place = field.map_or(record.place, |field| field.place);
            self.departmental.strangers.add(&name);
            self.departmental.strange.get_or_insert(place);
            let reason = format!("no plan of `{}` is read", cutting::cell(&name));
            self.current.reading.left_out.push((record.place, reason));
        }
        at
    }

    fn plan_of_code(&mut self, code: &str) -> Option<usize> {
        let drafts = &self.drafts;
        let codes = self.departmental.codes.get_or_insert_with(|| {
            let mut codes = ByName::default();
            for (at, draft) in drafts.iter().enumerate() {
                if let Some(code) = code_of(draft) {
                    codes.insert(code, at);
                }
            }
            codes
        });
        codes.get(code).copied()
    }

    fn leave_departmental(&mut self, row: Place, cell: Place, text: String) {
        self.current.reading.left_out.push((row, text.clone()));
        self.note(cell, text);
    }

    /// Says what of the Department's figures is about nothing that is read.
    pub(super) fn settle_departmental(&mut self) {
        let Departmental { first: Some(first), strangers, strange, known, figures, .. } =
            std::mem::take(&mut self.departmental)
        else {
            return;
        };
        let sound = self.problems.is_empty() && !self.drafts.is_empty();
        let names: Vec<&str> = strangers.iter().map(|(name, ())| name).collect();
        match (strange, names.first()) {
            (Some(place), Some(name)) if !known && sound => {
                let read = self.drafts.iter().map(|draft| draft.organisation.as_str());
                self.problems.push(Problem::unknown(place, "organisation", name, read));
            }
            (Some(place), _) => {
                let near = self.drafts.iter().map(|draft| draft.organisation.as_str());
                let near = match names[..] {
                    [one] => crate::nearest::offer(crate::nearest::nearest(one, near)),
                    _ => String::new(),
                };
                let text = format!(
                    "the Department's figures of organisations that are not read are left out: {}{near}",
                    cutting::list(&names)
                );
                self.note(place, text);
            }
            _ => {}
        }
        if known && !figures && sound {
            let [allocation, challenge] = COLUMNS.map(ColumnId::name);
            let what = format!("the Department's figures hold neither `{allocation}` nor `{challenge}`");
            let mend = "head the columns so, beside `organisation` and `year`";
            self.problems.push(Problem::layout(first, what, mend));
        }
    }
}

fn code_of(draft: &Draft) -> Option<&str> {
    let code = draft.row.as_ref()?.text(plan::CODE)?;
    (!same(code, &draft.organisation)).then_some(code)
}
