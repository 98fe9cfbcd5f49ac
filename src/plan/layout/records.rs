//! Rows of several tables in one grid, each named by its first cell.

use super::{ColumnId, Problem, ProblemKind, Sink, TableId, Use, Walk, plain};
use crate::nearest::nearest;
use crate::plan::fields::TABLES;

impl Walk<'_> {
    /// Rows of several tables, named by their first cell; the plans first.
    pub(super) fn records(&self, sink: &mut impl Sink) {
        let is_plan = |row: &usize| TableId::by_name(self.grid.text(*row, 0)) == Some(TableId::Plan);
        let (plans, others): (Vec<usize>, Vec<usize>) = self.data_rows().partition(is_plan);
        let mut columns: Vec<Option<Vec<Option<ColumnId>>>> = TABLES.iter().map(|_| None).collect();
        for row in plans.into_iter().chain(others) {
            let word = self.grid.text(row, 0);
            let Some(table) = TableId::by_name(word) else {
                let kind = ProblemKind::Unknown {
                    what: "table",
                    found: word.trim().to_owned(),
                    near: nearest(word, TABLES.iter().map(|table| table.one)),
                };
                sink.problem(Problem::new(self.grid.place(row, 0), kind).under("record"));
                continue;
            };
            if self.too_wide(row, sink) {
                continue;
            }
            let mut record = self.record(table, row);
            let Some(slot) = columns.get_mut(table as usize) else { continue };
            let ids = slot.get_or_insert_with(|| self.columns_of(table));
            for (at, id) in ids.iter().enumerate().skip(1) {
                match id.and_then(|id| self.field(row, at, id)) {
                    Some(field) => record.fields.push(field),
                    None if !self.grid.text(row, at).trim().is_empty() => self.unknown(table, row, at, sink),
                    None => {}
                }
            }
            sink.record(&record, &self.layout.columns);
        }
    }

    /// The column of a table that each heading is, by name or alias.
    fn columns_of(&self, table: TableId) -> Vec<Option<ColumnId>> {
        let declared = table.declaration().columns;
        let of = |heading: &str| {
            let own = declared.iter().find(|column| plain(column.name) == heading);
            own.or_else(|| declared.iter().find(|column| column.aliases.iter().any(|a| plain(a) == heading)))
        };
        let columns = self.layout.columns.iter();
        columns.map(|column| of(&column.heading.plain).map(|column| column.id)).collect()
    }

    /// A cell under a heading that its row's table has not.
    fn unknown(&self, table: TableId, row: usize, at: usize, sink: &mut impl Sink) {
        let Some(column) = self.layout.columns.get(at).filter(|column| column.used != Use::Ignored) else {
            return;
        };
        let names = table.declaration().columns.iter().map(|column| column.name);
        let kind = ProblemKind::Unknown {
            what: "column of that name in this record's table",
            found: column.heading.raw.clone(),
            near: nearest(&column.heading.plain, names),
        };
        sink.problem(Problem::new(self.grid.place(row, at), kind).under(&column.heading.raw));
    }
}
