//! What becomes of the records of a table, of its rows that are none of the plan's, and of what is said of them.

use super::reading::is_over_everybody;
use super::{Builder, Note, Role};
use crate::location::Place;
use crate::plan::fields::TableId;
use crate::plan::layout::{Fate, Field, Record, RecordKind, Sink};
use crate::plan::recognise::Recognised;
use crate::problem::Problem;

impl Sink for Builder<'_> {
    fn record(&mut self, record: &Record, columns: &[Recognised]) {
        if let Place::Cell { line, .. } = record.place {
            self.take_folded(line);
        }
        self.current.counting.begin(record);
        if self.current.role == Role::Departmental {
            self.take_departmental(record, columns);
            return;
        }
        if self.current.role != Role::Submission {
            // a reviewer's rows name their organisation; they make none
            let draft = self.draft_of_review(record);
            self.take_row(record, columns, draft);
            return;
        }
        if matches!(record.kind, RecordKind::GrandTotal | RecordKind::SubTotal | RecordKind::AcrossTotal) {
            self.stated(record, columns);
            return;
        }
        let owner = if is_over_everybody(record) { Some(0) } else { self.owner(record) };
        let Some(draft) = owner else { return };
        if self.drafts.get(draft).is_none() {
            return;
        }
        self.current.first.get_or_insert(draft);
        match record.table {
            TableId::Schemes => self.take_scheme(record, columns, draft),
            TableId::Savings => self.take_saving(record, columns, draft),
            _ => self.take_row(record, columns, draft),
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn left_out(&mut self, row: usize, place: Place, reason: impl Into<String>, fate: Fate) {
        self.current.reading.totals += usize::from(fate == Fate::Total);
        self.current.counting.left.push((row, fate, place));
        self.current.reading.left_out.push((place, reason.into()));
    }

    fn not_used(&mut self, row: usize, label: &str, cells: &[Field]) {
        self.count_unused(row, label, cells);
    }

    fn note(&mut self, place: Place, text: String) {
        self.submission.notes.push(Note { place, text });
    }
}
