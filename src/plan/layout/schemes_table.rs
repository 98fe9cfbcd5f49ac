//! A list of schemes, with the rows people write between them.

use super::rows::{Classified, NAMELESS, RowKind, Section};
use super::{Fate, NOT_ADDED, OF_WHICH, Problem, Record, RecordKind, Sink, TableId, Use, Walk, schemes};
use crate::cutting::cell;
use crate::problem::{Choice, Question};

impl<'g> Walk<'g> {
    pub(super) fn schemes(&self, sink: &mut impl Sink) {
        let amounts = self.amounts();
        let name = self.layout.column(schemes::NAME);
        let id = self.layout.column(schemes::SCHEME);
        let owner = self.layout.column(schemes::ORGANISATION);
        let Some(label) = name.or(id).or(owner) else { return };
        let are_bodies = self.are_bodies();
        let mut outside = false;
        let (mut ahead, mut measures) = (Vec::new(), Vec::new());
        let by_name = self.is_by_name();
        let rows = self.classify(label, &amounts, id == Some(label), sink);
        for Classified { row, kind, section, order, named } in &rows {
            let (row, section) = (*row, *section);
            let place = self.grid.place(row, label);
            match kind {
                RowKind::Section => {
                    let text = self.only_text(row);
                    sink.left_out(
                        row,
                        place,
                        format!("a section heading: `{text}` labels the rows below"),
                        Fate::Section,
                    );
                }
                RowKind::Footnote => {
                    sink.left_out(row, place, "a footnote: no figures stand in this row", Fate::Unread);
                }
                RowKind::Left(reason, fate) => sink.left_out(row, place, *reason, *fate),
                RowKind::Nameless => {
                    sink.problem(self.nameless(row, &amounts, &rows));
                    sink.left_out(row, place, NAMELESS, Fate::Refused);
                }
                RowKind::OfWhich => sink.left_out(row, place, OF_WHICH, Fate::Total),
                RowKind::Measure(column) => measures.push((row, *column)),
                RowKind::Total | RowKind::SubTotal(_) => {
                    let grand = *kind == RowKind::Total;
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if grand { RecordKind::GrandTotal } else { RecordKind::SubTotal };
                    record.section = self.labelled(row, section);
                    if are_bodies {
                        record.fields.retain(|field| field.column != schemes::ORGANISATION);
                    }
                    if let RowKind::SubTotal(over) = kind {
                        record.over.clone_from(over);
                    }
                    let named = !self.name_of(row, label, &amounts).is_empty();
                    let reason = if named {
                        NOT_ADDED
                    } else {
                        "a total without a name: it equals the rows above; compared, not added"
                    };
                    sink.left_out(row, place, reason, Fate::Total);
                    outside |= grand;
                    if record.over.last().is_some_and(|last| last >= order) {
                        ahead.push(record); // its rows stand below it
                    } else {
                        sink.record(&record, &self.layout.columns);
                    }
                }
                RowKind::Scheme => {
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if outside { RecordKind::OutsideTotal } else { RecordKind::Row };
                    record.section = self.labelled(row, section);
                    record.order = *order;
                    record.named =
                        named.clone().or_else(|| are_bodies.then(|| self.name_of(row, label, &amounts)));
                    record.by_name = by_name;
                    sink.record(&record, &self.layout.columns);
                    self.across_totals(row, &record, sink);
                }
            }
        }
        let bodies = rows.iter().filter(|row| are_bodies && row.kind == RowKind::Scheme).count();
        match measures.first() {
            Some((row, _)) if bodies > 1 => sink.problem(self.of_all_bodies(*row, label)),
            _ => self.measures(&measures, label, sink),
        }
        self.challenges(&rows, sink);
        for record in ahead {
            sink.record(&record, &self.layout.columns);
        }
    }

    /// Whether each row is an organisation, and names what it saves.
    pub(super) fn are_bodies(&self) -> bool {
        [schemes::NAME, schemes::SCHEME].into_iter().all(|id| self.layout.column(id).is_none())
    }

    /// What is asked of a measure of all the organisations that stand above it.
    fn of_all_bodies(&self, row: usize, label: usize) -> Problem {
        let text = cell(self.grid.text(row, label).trim());
        let what =
            format!("each row is an organisation, and `{text}` is of all of them: of which is not said");
        let choices = vec![
            Choice::column(label, schemes::SCHEME.name(), "the rows are parts of one organisation's plan"),
            Choice::map(self.line(row), "ignore", "of no single one: left out"),
        ];
        Problem::open(self.grid.place(row, label), Question::UnreadAmounts, what, choices)
    }

    /// Whether one column names the schemes, and none numbers them.
    fn is_by_name(&self) -> bool {
        let numbers = |word: &str| ["id", "ref", "reference", "no", "number", "code"].contains(&word);
        let named = self.layout.column(schemes::NAME).is_some();
        let id = self.layout.column(schemes::SCHEME).and_then(|at| self.layout.columns.get(at));
        id.is_none_or(|id| !named && !id.heading.plain.split(' ').any(numbers))
    }

    /// The section of a row that has no workstream of its own.
    fn labelled(&self, row: usize, section: Section<'g>) -> Section<'g> {
        let own = self.layout.column(schemes::WORKSTREAM).map(|at| self.text_of(row, at).trim());
        match own {
            None => section,
            Some(_) => [None, None],
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
