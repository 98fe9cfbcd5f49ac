//! Rows of several tables in one grid, each named by its first cell.

use super::{ColumnId, Field, Problem, Record, RecordKind, Sink, TableId, Use, Walk, turn};
use crate::nearest::nearest;
use crate::plan::fields::{Kind, TABLES};
use crate::plan::recognise::{ambiguity, named_column};
use crate::plan::values::Ambiguous;
use std::collections::BTreeMap;

/// What each heading is in one of the tables, and how `YYYY-MM` is read under it.
type Columns = Vec<Option<(ColumnId, Ambiguous)>>;

impl Walk<'_> {
    /// Rows of several tables, named by their first cell, each when it is its table's turn.
    pub(super) fn records(&self, sink: &mut impl Sink) {
        let mut rows: Vec<(usize, Option<TableId>)> = Vec::new();
        let is_said = self.mapping.speaks_of_rows(&self.layout.columns);
        for row in self.data_rows() {
            let word = self.grid.text(row, 0);
            let said = if is_said { self.said_of(row, &[]) } else { None };
            if self.is_left_out(row, said, sink) {
                continue;
            }
            // rows of one table stand together
            let known = rows.last().filter(|(before, _)| self.grid.text(*before, 0) == word);
            rows.push((row, known.map_or_else(|| TableId::by_name(word), |(_, table)| *table)));
        }
        rows.sort_by_key(|(_, table)| table.map_or(0, turn));
        let mut tables: BTreeMap<TableId, Columns> = BTreeMap::new();
        for (row, table) in &rows {
            let (row, word) = (*row, self.grid.text(*row, 0));
            let Some(table) = *table else {
                let tables = TABLES.iter().map(|table| table.one);
                let place = self.grid.place(row, 0);
                sink.problem(Problem::unknown(place, "table", word.trim(), tables).under("record"));
                continue;
            };
            let cells = self.grid.row(row).enumerate().skip(1);
            let filled: Vec<usize> = cells.filter(|(_, text)| !text.is_empty()).map(|(at, _)| at).collect();
            // a row that names its table and says nothing is a blank row
            if filled.is_empty() || self.too_wide(row, sink) {
                continue;
            }
            let columns = tables.entry(table).or_insert_with(|| self.columns_of(table, &rows));
            let mut fields = Vec::with_capacity(filled.len());
            for at in filled {
                match columns.get(at).and_then(Option::as_ref) {
                    Some((id, ambiguous)) => {
                        if let Some(field) = self.field(row, at, *id) {
                            fields.push(Field { ambiguous: *ambiguous, ..field });
                        }
                    }
                    None => self.unknown(table, row, at, sink),
                }
            }
            let first = fields.iter().map(|field| field.from).min().unwrap_or(0);
            let place = self.grid.place(row, first);
            sink.record(&Record::new(table, RecordKind::Row, place, fields), &self.layout.columns);
        }
    }

    fn columns_of(&self, table: TableId, rows: &[(usize, Option<TableId>)]) -> Columns {
        let rows = || rows.iter().filter(|(_, own)| *own == Some(table)).map(|(row, _)| *row);
        let of = |(at, column): (usize, &super::Recognised)| {
            let id = named_column(table, column.mapped.as_deref(), &column.heading)?;
            let ambiguous = if id.declaration().kind == Kind::Period {
                ambiguity(
                    &column.heading,
                    column.mapped.as_deref(),
                    rows().map(|row| self.grid.text(row, at)),
                )
            } else {
                Ambiguous::Refuse
            };
            Some((id, ambiguous))
        };
        self.layout.columns.iter().enumerate().map(of).collect()
    }

    /// A cell under a heading that its row's table has not; one that no table has is a note.
    fn unknown(&self, table: TableId, row: usize, at: usize, sink: &mut impl Sink) {
        let Some(column) = self.layout.columns.get(at) else { return };
        let known = !matches!(column.used, Use::Unused | Use::Ignored | Use::Other);
        if !known || self.grid.text(row, at).trim().is_empty() {
            return;
        }
        let names = table.declaration().columns.iter().map(|column| column.name);
        let mend = match nearest(&column.heading.plain, names) {
            Some(near) => format!("clear the cell, or put it in the column `{near}`"),
            None => "clear the cell, or put it in a row of the table that has the column".to_owned(),
        };
        let (raw, one) = (&column.heading.raw, table.declaration().one);
        let what = format!("\"{raw}\" is no column of the table `{one}`, and this row of it fills it");
        sink.problem(Problem::layout(self.grid.place(row, at), what, mend));
    }
}
