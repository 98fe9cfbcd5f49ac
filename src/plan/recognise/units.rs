//! The unit of each column of amounts.

use super::Recognition;
use crate::money::Unit;

impl Recognition<'_> {
    /// The unit that is stated for the whole table: by the heading over its names, by a title.
    pub(super) fn stated_unit(&self) -> Option<Unit> {
        let name = self.names().and_then(|column| column.heading.unit);
        name.or_else(|| self.titles.unit().map(|(_, unit)| unit))
    }

    /// The nearest statement of a unit: the column's heading, the name heading, a title.
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
    }
}
