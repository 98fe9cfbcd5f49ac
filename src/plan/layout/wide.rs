//! Tables on their side: organisations across.

use super::rows::{Classified, NAMELESS, RowKind};
use super::{Fate, NOT_ADDED, OF_WHICH, Record, RecordKind, Sink, TableId, Use, Walk, schemes};

impl<'g> Walk<'g> {
    /// Schemes down the side, organisations across: a record for each organisation of a row.
    pub(super) fn organisations_across(&self, sink: &mut impl Sink) {
        let rows = self.classify(0, &self.amounts(), true, sink);
        let mut total_seen = false;
        let mut measures = Vec::new();
        for Classified { row, kind: row_kind, order, named, .. } in rows.iter().cloned() {
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
                RowKind::Measure(column) => {
                    measures.push((row, column));
                    continue;
                }
                RowKind::Nameless => {
                    sink.problem(self.nameless(row, &self.amounts(), &rows));
                    sink.left_out(row, place, NAMELESS, Fate::Refused);
                    continue;
                }
                RowKind::Left(reason, fate) => {
                    sink.left_out(row, place, reason, fate);
                    continue;
                }
                RowKind::Section | RowKind::Footnote => {
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
                record.named.clone_from(&named);
                sink.record(&record, &self.layout.columns);
            }
        }
        self.measures(&measures, 0, sink);
    }
}
