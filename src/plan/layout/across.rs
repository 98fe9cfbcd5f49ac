//! The forms in which a row of the file is not a row of one table: rows of several tables, measures
//! down the side, organisations across.

use super::{Field, Record, RecordKind, RowKind, Sink, Walk};
use crate::plan::fields::{ColumnId, Kind, TABLES, TableId, schemes, years};
use crate::plan::heading::Heading;
use crate::plan::recognise::{Use, ambiguity, named_column, years_label};
use crate::plan::values::Ambiguous;
use crate::problem::{Problem, ProblemKind};
use std::collections::HashMap;

impl<'g> Walk<'g> {
    /// Rows of several tables, named by their first cell.
    pub(super) fn records(&self, sink: &mut impl Sink) {
        let is_plan = |row: &usize| TableId::by_name(self.grid.text(*row, 0)) == Some(TableId::Plan);
        let (plans, others): (Vec<usize>, Vec<usize>) = self.data_rows().partition(is_plan);
        let mut periods: HashMap<TableId, Vec<Ambiguous>> = HashMap::new();
        for row in plans.into_iter().chain(others) {
            let word = self.grid.text(row, 0);
            let Some(table) = TableId::by_name(word) else {
                sink.problem(
                    Problem::new(
                        self.grid.place(row, 0),
                        ProblemKind::Unknown {
                            what: "table",
                            found: word.trim().to_owned(),
                            near: crate::nearest::nearest(word, TABLES.iter().map(|table| table.one)),
                        },
                    )
                    .under("record"),
                );
                continue;
            };
            if self.too_wide(row, sink) {
                continue;
            }
            let periods = periods.entry(table).or_insert_with(|| self.periods_of(table));
            let mut fields = Vec::new();
            for (at, column) in self.layout.columns.iter().enumerate().skip(1) {
                let id = named_column(table, self.mapping, &column.heading);
                match id.and_then(|id| self.field(row, at, id)) {
                    Some(field) => fields.push(Field { ambiguous: periods[at], ..field }),
                    None if column.used == Use::Unused || self.grid.text(row, at).trim().is_empty() => {}
                    None => sink.problem(self.not_of_table(table, row, at)),
                }
            }
            let first = fields.iter().map(|field| field.from).min().unwrap_or(0);
            let record = Record {
                table,
                kind: RecordKind::Row,
                place: self.grid.place(row, first),
                fields,
                series: Vec::new(),
                section: [None, None],
                organisation: None,
            };
            sink.record(&record, &self.layout.columns);
        }
    }

    /// How `YYYY-MM` is read in each column, by the rows of one table alone.
    fn periods_of(&self, table: TableId) -> Vec<Ambiguous> {
        let rows = || self.data_rows().filter(|row| TableId::by_name(self.grid.text(*row, 0)) == Some(table));
        let columns = self.layout.columns.iter().enumerate();
        columns
            .map(|(at, column)| match named_column(table, self.mapping, &column.heading) {
                Some(id) if id.declaration().kind == Kind::Period => {
                    ambiguity(&column.heading, self.mapping, rows().map(|row| self.grid.text(row, at)))
                }
                _ => Ambiguous::Refuse,
            })
            .collect()
    }

    /// A cell under a heading that its row's table does not have.
    fn not_of_table(&self, table: TableId, row: usize, at: usize) -> Problem {
        let heading = &self.layout.columns[at].heading;
        let names = table.declaration().columns.iter().map(|column| column.name);
        Problem::new(
            self.grid.place(row, at),
            ProblemKind::Unknown {
                what: "column of that name in this record's table",
                found: heading.raw.clone(),
                near: crate::nearest::nearest(&heading.plain, names),
            },
        )
        .under(&heading.raw)
    }

    /// Measures down the side, years across: each year column becomes a row of `years`.
    pub(super) fn measures_down(&self, sink: &mut impl Sink) {
        let mut labelled: Vec<(usize, ColumnId)> = Vec::new();
        for row in self.data_rows() {
            let label = self.grid.text(row, 0);
            match years_label(self.mapping, &Heading::new(label)) {
                Some(column) => labelled.push((row, column)),
                None => sink.left_out(
                    self.grid.place(row, 0),
                    format!("the label `{}` is not one of a savings plan's yearly measures", label.trim()),
                    false,
                ),
            }
        }
        for (at, column) in self.layout.columns.iter().enumerate() {
            let (kind, period) = match column.used {
                Use::Across(_) => (RecordKind::Row, true),
                Use::Total => (RecordKind::AcrossTotal, false),
                _ => continue,
            };
            let cells = labelled.iter().filter_map(|(row, id)| self.field(*row, at, *id));
            let year = period.then(|| self.field(self.layout.heading_row, at, years::YEAR)).flatten();
            let year = year.map(|field| Field { ambiguous: Ambiguous::Year, ..field });
            let record = Record {
                table: TableId::Years,
                kind,
                place: column.place,
                fields: year.into_iter().chain(cells).collect(),
                series: Vec::new(),
                section: [None, None],
                organisation: None,
            };
            sink.record(&record, &self.layout.columns);
        }
    }

    /// Schemes down the side, organisations across: a record for each organisation of a row.
    pub(super) fn organisations_across(&self, sink: &mut impl Sink) {
        let amounts: Vec<usize> = (0..self.layout.columns.len())
            .filter(|at| matches!(self.layout.columns[*at].used, Use::Organisation(_) | Use::Total))
            .collect();
        let mut total_seen = false;
        for row in self.data_rows() {
            let row_kind = self.row_kind(row, 0, &amounts, true);
            let kind = match row_kind {
                RowKind::Total => RecordKind::GrandTotal,
                RowKind::SubTotal | RowKind::OfWhich => RecordKind::SubTotal,
                RowKind::Scheme if total_seen => RecordKind::OutsideTotal,
                RowKind::Scheme => RecordKind::Row,
                RowKind::Section | RowKind::Footnote | RowKind::Nameless => {
                    sink.left_out(self.grid.place(row, 0), "no amounts stand in this row".to_owned(), false);
                    continue;
                }
            };
            total_seen |= kind == RecordKind::GrandTotal;
            if matches!(kind, RecordKind::GrandTotal | RecordKind::SubTotal) {
                sink.left_out(self.grid.place(row, 0), "a total: compared, not added".to_owned(), true);
            }
            for at in &amounts {
                let Some(amount) = self.field(row, *at, schemes::PLAN_YEAR) else { continue };
                let name = self.field(row, 0, schemes::SCHEME);
                let (organisation, kind) = match &self.layout.columns[*at].used {
                    Use::Organisation(name) => (Some(name.as_str()), kind),
                    _ => (None, if kind == RecordKind::Row { RecordKind::AcrossTotal } else { kind }),
                };
                let record = Record {
                    table: TableId::Schemes,
                    kind,
                    place: self.grid.place(row, 0),
                    fields: name.into_iter().chain([amount]).collect(),
                    series: Vec::new(),
                    section: [None, None],
                    organisation,
                };
                sink.record(&record, &self.layout.columns);
            }
        }
    }
}
