//! Tables that lie on their side: measures down and years across, organisations across.

use super::mapping::Meaning;
use super::{Recognition, Use, names};
use crate::calendar::Period;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Heading, PeriodName, Span};
use crate::plan::vocabulary::organisations::is_total_of_bodies;
use crate::plan::vocabulary::rows::{RowMeasure, row_measure};

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
            let text = self.grid.text(row, 0);
            let label = Heading::new(text);
            names::years_label(self.mapping, self.grid.line(row), &label).is_some()
                || row_measure(text).is_some_and(|measure| measure != RowMeasure::Left)
        };
        let across: Vec<usize> = (0..periods.len()).filter(|at| periods[*at].is_some()).collect();
        if !self.data_rows().any(is_labelled) || self.holds_themes(&across) {
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
        let mapped = self.columns.iter().any(|column| column.organisation_said().is_some());
        let named: Vec<Option<String>> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                column.organisation_said().map(str::to_owned).or_else(|| {
                    // beside one that the user calls so, others of letters alone are organisations too
                    if mapped && column.mapped.is_none() && self.may_be_organisation(at) {
                        return Some(column.own().raw.trim().to_owned());
                    }
                    if !column.meanings.is_empty() {
                        return None; // the name of a column, and of no organisation
                    }
                    let name = names::without_brackets(&column.heading.raw);
                    names::is_organisation(self.guidance.reference, &name).then_some(name)
                })
            })
            .collect();
        let is_total = |at: usize| {
            let column = &self.columns[at];
            let total = column.words.span == Some(Span::Total) && !column.words.others;
            let said = column.mapped.as_ref().is_some_and(|ours| ours.meaning == Meaning::Total);
            said || total && column.words.figure.is_none() || is_total_of_bodies(&column.heading.plain)
        };
        let organisations = named.iter().flatten().count();
        let others = (1..self.columns.len())
            .filter(|at| named[*at].is_none() && !is_total(*at) && self.is_of_amounts(*at))
            .filter(|at| {
                self.columns[*at].mapped.as_ref().is_none_or(|ours| ours.meaning != Meaning::Ignore)
            });
        if organisations < if mapped { 1 } else { 2 } || !mapped && others.count() > 0 {
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

    /// Whether a column stands among others that add up to a total in every row and are called by
    /// letters alone, as organisations are: `BDUH`.
    pub(super) fn may_be_organisation(&self, at: usize) -> bool {
        let is_acronym = |at: usize| {
            let raw = self.columns[at].own().raw.trim();
            (2..=6).contains(&raw.len()) && raw.chars().all(|c| c.is_ascii_uppercase())
        };
        let total = (0..self.columns.len()).find(|at| is_total_of_bodies(&self.columns[*at].heading.plain));
        is_acronym(at)
            && total.is_none_or(|total| self.parts_of(total).is_none_or(|(parts, _)| parts.contains(&at)))
    }
}
