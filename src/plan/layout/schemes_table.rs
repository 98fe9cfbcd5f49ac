//! A list of schemes, with the rows people write between them.

use super::rows::{Classified, OF_WHICH, RowKind};
use super::{Fate, NOT_ADDED, Problem, Record, RecordKind, Sink, TableId, Use, Walk, schemes};

impl<'g> Walk<'g> {
    pub(super) fn schemes(&self, sink: &mut impl Sink) {
        let amounts = self.amounts();
        let name = self.layout.column(schemes::NAME);
        let id = self.layout.column(schemes::SCHEME);
        let Some(label) = name.or(id) else { return };
        let labelled = self.layout.column(schemes::WORKSTREAM).is_none();
        let mut outside = false;
        for Classified { row, kind, section, order } in
            self.classify(label, &amounts, id == Some(label), sink)
        {
            let place = self.grid.place(row, label);
            let section = if labelled { section } else { [None, None] };
            match kind {
                RowKind::Section => {
                    let text = self.only_text(row);
                    sink.left_out(
                        row,
                        place,
                        format!("a section heading: `{text}` labels the rows below"),
                        Fate::Unread,
                    );
                }
                RowKind::Footnote => {
                    sink.left_out(row, place, "a footnote: no figures stand in this row", Fate::Unread);
                }
                RowKind::Left(reason, fate) => sink.left_out(row, place, reason, fate),
                RowKind::Nameless => {
                    let figure = amounts.iter().copied().find(|at| self.figure(row, *at).is_some());
                    let what = "this row of figures has no name and is not the total of the rows above";
                    let mend = "name the scheme, or call the row Total";
                    sink.problem(Problem::layout(self.grid.place(row, figure.unwrap_or(0)), what, mend));
                }
                RowKind::OfWhich => sink.left_out(row, place, OF_WHICH, Fate::Total),
                RowKind::Total | RowKind::SubTotal(_) => {
                    let grand = kind == RowKind::Total;
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if grand { RecordKind::GrandTotal } else { RecordKind::SubTotal };
                    record.section = section;
                    if let RowKind::SubTotal(over) = kind {
                        record.over = over;
                    }
                    let named = !self.name_of(row, label, &amounts).is_empty();
                    let reason = if named {
                        NOT_ADDED
                    } else {
                        "a total without a name: it equals the rows above; compared, not added"
                    };
                    sink.left_out(row, place, reason, Fate::Total);
                    sink.record(&record, &self.layout.columns);
                    outside |= grand;
                }
                RowKind::Scheme => {
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if outside { RecordKind::OutsideTotal } else { RecordKind::Row };
                    record.section = section;
                    record.order = order;
                    sink.record(&record, &self.layout.columns);
                    self.across_totals(row, &record, sink);
                }
            }
        }
    }

    /// The `Total` columns over the periods of a scheme.
    fn across_totals(&self, row: usize, record: &Record<'g>, sink: &mut impl Sink) {
        let name = record.fields.iter().find(|field| field.column == schemes::SCHEME).copied();
        for (at, column) in self.layout.columns.iter().enumerate() {
            let Use::Total(measure) = column.used else { continue };
            let Some(cell) = self.field(row, at, measure.column()) else { continue };
            let total = Record {
                kind: RecordKind::AcrossTotal,
                fields: name.into_iter().chain([cell]).collect(),
                series: Vec::new(),
                ..record.clone()
            };
            sink.record(&total, &self.layout.columns);
        }
    }
}
