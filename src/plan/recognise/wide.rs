//! Tables that lie on their side: measures down and years across, organisations across.

use super::{Recognition, Use, names};
use crate::calendar::Period;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Heading, PeriodName, Span};

impl Recognition<'_> {
    /// Years across and measures of the `years` table down the side.
    pub(super) fn measures_down(&mut self) -> bool {
        let periods: Vec<Option<Period>> = self
            .columns
            .iter()
            .map(|column| match (column.words.others, column.words.period) {
                (false, Some(PeriodName::Plain(period @ (Period::Year(_) | Period::Span(..))))) => {
                    Some(period)
                }
                (false, Some(PeriodName::MonthOrYear(_, year))) => Some(year),
                _ => None,
            })
            .collect();
        if periods.iter().flatten().count() == 0 || periods.first().is_none_or(Option::is_some) {
            return false;
        }
        let is_labelled = |row: usize| {
            let label = Heading::new(self.grid.text(row, 0));
            names::years_label(self.mapping, self.grid.line(row), &label).is_some()
        };
        if !self.data_rows().any(is_labelled) {
            return false;
        }
        for (at, (column, period)) in self.columns.iter_mut().zip(periods).enumerate() {
            if let Some(period) = period {
                column.said = period.to_string();
            }
            let total = column.words.span == Some(Span::Total) && !column.words.others;
            column.used = match period {
                _ if at == 0 => Use::Labels,
                Some(period) => Use::Across(period),
                None if total => Use::Total(Measure::Plan),
                None => Use::Unused,
            };
        }
        true
    }

    /// Unnamed amounts under headings that are organisations.
    pub(super) fn organisations_across(&mut self) -> bool {
        let named: Vec<Option<String>> = self
            .columns
            .iter()
            .map(|column| {
                column.organisation_said().map(str::to_owned).or_else(|| {
                    if !column.meanings.is_empty() {
                        return None; // the name of a column, and of no organisation
                    }
                    let name = names::without_brackets(&column.heading.raw);
                    names::is_known_organisation(&name).then_some(name)
                })
            })
            .collect();
        let is_total = |at: usize| {
            let words = &self.columns[at].words;
            words.span == Some(Span::Total) && !words.others
        };
        let organisations = named.iter().flatten().count();
        let others = (1..self.columns.len())
            .filter(|at| named[*at].is_none() && !is_total(*at) && self.profile(*at).is_numeric());
        let mapped = self.columns.iter().any(|column| column.organisation_said().is_some());
        if organisations < if mapped { 1 } else { 2 } || others.count() > 0 {
            return false;
        }
        let totals: Vec<bool> = (0..self.columns.len()).map(is_total).collect();
        for (at, (column, name)) in self.columns.iter_mut().zip(named).enumerate() {
            column.used = match name {
                Some(name) => Use::Organisation(name),
                None if at == 0 => Use::Field(schemes::SCHEME),
                None if totals[at] => Use::Total(Measure::Plan),
                None => Use::Unused,
            };
        }
        true
    }
}
