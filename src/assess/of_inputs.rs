//! What is said of the inputs, told once for all the plans that stand in one: what was left out of their tables, and
//! the remarks on how they were understood.

use crate::location::SourceId;
use crate::plan::notes::fold;
use crate::plan::{Note, Submission};
use crate::report::Control;
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// The most notes that the report of a plan holds where there are several plans, which share them.
const MOST_NOTES: usize = 20;

/// What is said of each input.
#[derive(Default)]
pub(super) struct OfInputs {
    left_out: BTreeMap<SourceId, LeftOut>,
    notes: BTreeMap<SourceId, Vec<String>>,
}

#[derive(Default)]
struct LeftOut {
    totals: usize,
    rows: usize,
    columns: usize,
}

impl OfInputs {
    pub(super) fn of(submission: &Submission) -> Self {
        let mut all = Self::default();
        for reading in &submission.readings {
            let own = all.left_out.entry(reading.place.source()).or_default();
            own.totals += reading.totals;
            own.rows += reading.left_out.len() - reading.totals.min(reading.left_out.len());
            own.columns += reading.columns.iter().filter(|column| column.ours.is_none()).count();
        }
        let mut notes: BTreeMap<SourceId, Vec<&Note>> = BTreeMap::new();
        for note in &submission.notes {
            notes.entry(note.place.source()).or_default().push(note);
        }
        for (source, notes) in notes {
            let folded = fold(notes.into_iter());
            let most = if submission.plans.len() == 1 { folded.len() } else { MOST_NOTES };
            let said = folded.iter().take(most).map(|remark| remark.said(&submission.sources));
            let mut said: Vec<String> = said.collect();
            if let Some(more) = folded.len().checked_sub(most).filter(|more| *more > 0) {
                said.push(format!("and {} on standard error", count(more, "more note")));
            }
            all.notes.insert(source, said);
        }
        all
    }

    /// Adds what was left out of inputs.
    pub(super) fn count(&self, sources: &BTreeSet<SourceId>, control: &mut Control) {
        for own in sources.iter().filter_map(|source| self.left_out.get(source)) {
            control.total_rows += own.totals;
            control.rows_left_out += own.rows;
            control.columns_left_out += own.columns;
        }
    }

    /// The remarks on an input.
    pub(super) fn notes(&self, source: SourceId) -> &[String] {
        self.notes.get(&source).map_or(&[], Vec::as_slice)
    }
}
