//! Tables on their side: measures down and years across, organisations across.

use super::rows::{Classified, OF_WHICH, RowKind};
use super::{ColumnId, Fate, Field, NOT_ADDED, Record, RecordKind, Sink, TableId, Use, Walk, schemes, years};
use crate::cutting::cell;
use crate::plan::heading::Heading;
use crate::plan::recognise::years_label;
use crate::plan::values::Ambiguous;

impl<'g> Walk<'g> {
    /// Measures down the side, years across: each year column becomes a row of `years`.
    pub(super) fn measures_down(&self, sink: &mut impl Sink) {
        let mut labelled: Vec<(usize, ColumnId, Heading)> = Vec::new();
        for row in self.data_rows() {
            let text = self.grid.text(row, 0);
            let label = Heading::new(text);
            let place = self.grid.place(row, 0);
            match years_label(self.mapping, self.grid.line(row), &label) {
                Some(column) => labelled.push((row, column, label)),
                None if (1..self.layout.columns.len())
                    .all(|at| self.grid.text(row, at).trim().is_empty()) =>
                {
                    sink.left_out(row, place, "no figures stand in this row", Fate::Unread);
                }
                None => {
                    let text = cell(text);
                    let reason = format!("the label `{text}` is not one of a savings plan's yearly measures");
                    sink.left_out(row, place, reason, Fate::Unread);
                }
            }
        }
        for (at, column) in self.layout.columns.iter().enumerate() {
            let (kind, period) = match column.used {
                Use::Across(_) => (RecordKind::Row, true),
                Use::Total(_) => (RecordKind::AcrossTotal, false),
                _ => continue,
            };
            let cells = labelled.iter().filter_map(|(row, id, label)| {
                let field = self.field(*row, at, *id)?;
                Some(Field { unit: column.heading.unit.or(label.unit).or(field.unit), ..field })
            });
            let year = period.then(|| self.heading_field(at, years::YEAR)).flatten();
            let fields = year.into_iter().chain(cells).collect();
            sink.record(&Record::new(TableId::Years, kind, column.place, fields), &self.layout.columns);
        }
    }

    /// The year over a column, as a cell.
    fn heading_field(&self, at: usize, id: ColumnId) -> Option<Field<'g>> {
        let column = self.layout.columns.get(at)?;
        Some(Field {
            column: id,
            text: &column.said,
            place: column.place,
            unit: None,
            ambiguous: Ambiguous::Year,
            year: None,
            from: at,
        })
    }

    /// Schemes down the side, organisations across: a record for each organisation of a row.
    pub(super) fn organisations_across(&self, sink: &mut impl Sink) {
        let rows = self.classify(0, &self.amounts(), true, sink);
        let mut total_seen = false;
        for Classified { row, kind: row_kind, order, .. } in rows {
            let place = self.grid.place(row, 0);
            let kind = match row_kind {
                RowKind::Total => RecordKind::GrandTotal,
                RowKind::SubTotal(_) => RecordKind::SubTotal,
                RowKind::Scheme if total_seen => RecordKind::OutsideTotal,
                RowKind::Scheme => RecordKind::Row,
                RowKind::OfWhich => {
                    sink.left_out(row, place, OF_WHICH, Fate::Total);
                    continue;
                }
                RowKind::Section | RowKind::Footnote | RowKind::Nameless | RowKind::Left(..) => {
                    sink.left_out(row, place, "no amounts stand in this row", Fate::Unread);
                    continue;
                }
            };
            total_seen |= kind == RecordKind::GrandTotal;
            let over = if let RowKind::SubTotal(over) = row_kind { over } else { Vec::new() };
            if matches!(kind, RecordKind::GrandTotal | RecordKind::SubTotal) {
                sink.left_out(row, place, NOT_ADDED, Fate::Total);
            }
            for at in self.amounts() {
                let Some(amount) = self.field(row, at, schemes::PLAN_YEAR) else { continue };
                let name = self.field(row, 0, schemes::SCHEME);
                let (organisation, kind) = match self.layout.columns.get(at).map(|column| &column.used) {
                    Some(Use::Organisation(name)) => (Some(name.as_str()), kind),
                    _ => (None, if kind == RecordKind::Row { RecordKind::AcrossTotal } else { kind }),
                };
                let fields = name.into_iter().chain([amount]).collect();
                let mut record = Record::new(TableId::Schemes, kind, place, fields);
                record.organisation = organisation;
                record.over.clone_from(&over);
                record.order = order;
                sink.record(&record, &self.layout.columns);
            }
        }
    }
}
