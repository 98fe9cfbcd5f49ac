//! An organisation whose parent changes: one row of the `plan` table says each parent and from which day.

use super::Plan;
use super::fields::{ColumnId, plan};
use super::row::Row;
use crate::calendar::Date;

/// What a row that says no more than a parent may fill.
const OF_PARENT: [ColumnId; 5] =
    [plan::ORGANISATION, plan::CODE, plan::TIER, plan::PARENT, plan::PARENT_FROM];

/// Whether a row of the `plan` table says no more than which parent its organisation has from a day on.
pub(super) fn is_of_parent_alone(row: &Row) -> bool {
    row.filled(plan::PARENT) && row.cells.iter().all(|cell| OF_PARENT.contains(&cell.column))
}

impl Plan {
    /// Takes the parent that the organisation has on a day; without a day the last. A parent without a day
    /// holds until the first that has one; before that day there is none, where no row says so.
    pub fn settle_parent(&mut self, on: Option<Date>) {
        let own = std::iter::once(&self.row).filter(|row| row.filled(plan::PARENT));
        let mut rows: Vec<&Row> = self.other_parents.iter().chain(own).collect();
        if !rows.iter().any(|row| row.date(plan::PARENT_FROM).is_some()) {
            return;
        }
        rows.sort_by_key(|row| row.date(plan::PARENT_FROM));
        let holds = |row: &&&Row| row.date(plan::PARENT_FROM).zip(on).is_none_or(|(from, on)| from <= on);
        let in_force = rows.iter().rev().find(holds);
        self.parent = in_force.and_then(|row| row.text(plan::PARENT)).map(str::to_owned);
    }
}
