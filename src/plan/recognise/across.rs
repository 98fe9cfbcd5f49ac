//! Tables that lie on their side: years across with measures down, and organisations across.

use super::names::{is_known_organisation, without_brackets};
use super::{Use, Work, years_label};
use crate::calendar::{Period, TimeError, parse_period};
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::heading::Heading;

impl Work<'_> {
    /// Years across and measures of the `years` table down the side.
    pub(super) fn measures_down(&mut self) -> bool {
        let periods: Vec<Option<Period>> = self.columns.iter().map(|c| self.plain_year(&c.heading)).collect();
        if periods.iter().flatten().count() == 0 || periods.first().is_none_or(Option::is_some) {
            return false;
        }
        let labelled = self
            .data_rows()
            .filter(|row| self.years_label(&Heading::new(self.grid.text(*row, 0))).is_some())
            .count();
        if labelled == 0 {
            return false;
        }
        for (at, (column, period)) in self.columns.iter_mut().zip(periods).enumerate() {
            column.used = match period {
                _ if at == 0 => Use::Labels,
                Some(period) => Use::Across(period),
                None if column.heading.plain == "total" => Use::Total,
                None => Use::Unused,
            };
        }
        true
    }

    /// A heading that is a year or a span of years and nothing else.
    fn plain_year(&self, heading: &Heading) -> Option<Period> {
        match parse_period(&heading.raw) {
            Ok(period @ (Period::Year(_) | Period::Span(..))) => Some(period),
            Err(TimeError::Ambiguous(_, year)) => Some(Period::Year(year)),
            _ => None,
        }
    }

    /// The column of the `years` table that a row label names.
    fn years_label(&self, label: &Heading) -> Option<ColumnId> {
        years_label(self.mapping, label)
    }

    /// Unnamed amounts under headings that are organisations.
    pub(super) fn organisations_across(&mut self) -> bool {
        let named: Vec<Option<String>> = self
            .columns
            .iter()
            .map(|column| {
                self.mapping.organisation(&column.heading).map(str::to_owned).or_else(|| {
                    let name = without_brackets(&column.heading.raw);
                    is_known_organisation(&name).then_some(name)
                })
            })
            .collect();
        let organisations = named.iter().flatten().count();
        let others = (1..self.columns.len()).filter(|at| {
            named[*at].is_none() && self.is_numeric(*at) && self.columns[*at].heading.plain != "total"
        });
        if organisations < 2 || others.count() > 0 {
            return false;
        }
        for (at, (column, name)) in self.columns.iter_mut().zip(named).enumerate() {
            column.used = match name {
                Some(name) => Use::Organisation(name),
                None if at == 0 => Use::Field(schemes::SCHEME),
                None if column.heading.plain == "total" => Use::Total,
                None => Use::Unused,
            };
        }
        true
    }
}
