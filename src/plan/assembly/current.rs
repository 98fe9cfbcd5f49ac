//! The grid that is being read, and what is known of it so far.

use super::Role;
use super::account::Counting;
use crate::plan::folding::Folded;
use crate::plan::recognise::Titled;
use crate::plan::{Note, Reading};

/// What is known of the grid being read.
pub(super) struct Current {
    pub(super) grid: usize,
    pub(super) role: Role,
    pub(super) reading: Reading,
    pub(super) last_organisation: Option<(String, usize)>,
    /// The draft of rows that name no organisation, once one was read.
    pub(super) nameless: Option<usize>,
    /// The schemes of each row of schemes, by draft.
    pub(super) taken: Vec<Vec<(usize, u32)>>,
    /// The first organisation whose rows stand in it.
    pub(super) first: Option<usize>,
    /// The year and the day that its titles state.
    pub(super) titled: Titled,
    pub(super) counting: Counting,
    /// Its folded rows that are not taken yet.
    pub(super) folded: Option<Folded>,
    pub(super) noted: Noted,
}

/// The notes on a table whose rows are taken scheme by scheme, and are said row by row.
#[derive(Default)]
pub(super) struct Noted {
    /// How many notes there were before a record that begins on a line.
    records: Vec<(usize, u32)>,
    /// Notes on folded rows, with the lines on which they begin.
    folded: Vec<(u32, Note)>,
}

impl Noted {
    /// Begins a record on a line, before which there were so many notes.
    pub(super) fn begin(&mut self, line: u32, notes: usize) {
        self.records.push((notes, line));
    }

    /// Takes the notes on a folded row that begins on a line.
    pub(super) fn take(&mut self, line: u32, notes: impl IntoIterator<Item = Note>) {
        self.folded.extend(notes.into_iter().map(|note| (line, note)));
    }

    /// Takes the notes on folded rows that were taken elsewhere.
    pub(super) fn join(&mut self, other: Self) {
        self.folded.extend(other.folded);
    }

    /// Puts the notes on folded rows among the others, in the order of the rows.
    pub(super) fn settle(&mut self, notes: &mut Vec<Note>) {
        let Self { records, folded } = std::mem::take(self);
        let first = records.first().map_or(notes.len(), |(notes, _)| *notes);
        let line = |at: usize| {
            let before = records.partition_point(|(known, _)| *known <= at).checked_sub(1);
            before.and_then(|own| records.get(own)).map_or(0, |(_, line)| *line)
        };
        let others = notes.split_off(first.min(notes.len()));
        let others = others.into_iter().enumerate().map(|(at, note)| (line(first + at), note));
        let mut all: Vec<(u32, Note)> = folded.into_iter().chain(others).collect();
        all.sort_by_key(|(line, _)| *line);
        notes.extend(all.into_iter().map(|(_, note)| note));
    }
}

impl Current {
    /// Whether an organisation is the one that was named last.
    pub(super) fn is_last(&self, name: &str) -> bool {
        self.last_organisation.as_ref().is_some_and(|(last, _)| last == name)
    }

    pub(super) fn new(grid: usize, role: Role, reading: Reading) -> Self {
        Self {
            grid,
            role,
            reading,
            last_organisation: None,
            nameless: None,
            taken: Vec::new(),
            first: None,
            titled: Titled::default(),
            counting: Counting::default(),
            folded: None,
            noted: Noted::default(),
        }
    }
}
