//! The unit of each column of amounts.

use super::testimony::adds_up;
use super::{Recognition, Use};
use crate::calendar::Period;
use crate::money::{Amount, Unit};
use crate::plan::Measure;
use crate::plan::fields::schemes;

impl Recognition<'_> {
    /// The unit that is stated for the whole table: by the heading over its names, by a title.
    pub(super) fn stated_unit(&self) -> Option<Unit> {
        let name = self.names().and_then(|column| column.heading.unit);
        name.or_else(|| self.titles.unit().map(|(_, unit)| unit))
    }

    /// The nearest statement of a unit: the column's heading, the name heading, a title; else that of a
    /// total that the columns add up to as they are written.
    pub(super) fn settle_units(&mut self) {
        let name = self.names().and_then(|column| column.heading.unit);
        let title = self.titles.unit();
        let given = self.stated_unit();
        let mut from_title = false;
        for column in &mut self.columns {
            if column.money {
                column.unit = column.heading.unit.or(given);
                let read = Self::is_amount(&column.used);
                from_title |= read && column.heading.unit.is_none() && name.is_none() && given.is_some();
            }
        }
        if let (true, Some((place, unit))) = (from_title, title) {
            self.notes.push((place, format!("the unit {} is taken from the title", unit.label())));
        }
        if given.is_none() {
            self.unit_of_total();
        }
    }

    /// Months and quarters without a unit beside a total with one, which they add up to in every row.
    fn unit_of_total(&mut self) {
        for whole in 0..self.columns.len() {
            let Some((measure, unit)) = self.total_with_unit(whole) else { continue };
            let is_part = |at: &usize| {
                let column = &self.columns[*at];
                let of = |period| matches!(period, Period::Month(_) | Period::Quarter(_));
                column.unit.is_none()
                    && matches!(column.used, Use::Series(own, period) if own == measure && of(period))
            };
            let parts: Vec<usize> = (0..self.columns.len()).filter(is_part).collect();
            if !self.make_up(&parts, whole) {
                continue;
            }
            let called: Vec<String> = parts.iter().map(|at| self.called(*at)).collect();
            let note = format!(
                "{} are in {}: as they are written they add up to {}",
                crate::cutting::list(&called),
                unit.label(),
                self.called(whole)
            );
            self.notes.push((self.columns[whole].place, note));
            parts.into_iter().for_each(|at| self.columns[at].unit = Some(unit));
        }
    }

    fn total_with_unit(&self, at: usize) -> Option<(Measure, Unit)> {
        let column = &self.columns[at];
        let measure = match column.used {
            Use::Total(measure) | Use::Series(measure, Period::Year(_)) => measure,
            Use::Field(schemes::PLAN_YEAR) => Measure::Plan,
            Use::Field(schemes::FORECAST_YEAR) => Measure::Forecast,
            _ => return None,
        };
        Some((measure, column.heading.unit?))
    }

    /// Whether parts add up to a whole in every row that has it, and in one at least are more than nil.
    fn make_up(&self, parts: &[usize], whole: usize) -> bool {
        let mut tells = false;
        for row in self.data_rows() {
            let Some(whole) = self.figure(row, whole) else { continue };
            let amounts: Vec<Amount> = parts.iter().filter_map(|at| self.figure(row, *at)).collect();
            if !adds_up(&amounts, whole) {
                return false;
            }
            tells |= !whole.value.is_zero();
        }
        tells
    }
}
