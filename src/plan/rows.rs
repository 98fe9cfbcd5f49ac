//! The rows of a plan by their table.

use super::Row;
use super::fields::TableId;

/// Rows by their table, of the tables that have any: of a great many plans most have few.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows(Vec<(TableId, Vec<Row>)>);

impl Rows {
    /// Those of a table, in the order in which they were added.
    pub fn of(&self, table: TableId) -> &[Row] {
        self.0.iter().find(|(own, _)| *own == table).map_or(&[], |(_, rows)| rows)
    }

    /// The same, to be changed; `None` where there is none.
    pub fn of_mut(&mut self, table: TableId) -> Option<&mut Vec<Row>> {
        self.0.iter_mut().find(|(own, _)| *own == table).map(|(_, rows)| rows)
    }

    pub fn push(&mut self, table: TableId, row: Row) {
        match self.of_mut(table) {
            Some(rows) => rows.push(row),
            None => self.0.push((table, vec![row])),
        }
    }
}
