//! Marks of the words of names, kept together to be held against each other at once.

use super::slips::Marks;
use super::words::{Lexicon, Said};

/// What tells of the words of every name, name by name.
#[derive(Default)]
pub(super) struct Sketches {
    words: Vec<(u32, Marks)>,
    ends: Vec<usize>,
}

impl Sketches {
    pub fn of<'n>(names: impl Iterator<Item = &'n Said>, lexicon: &Lexicon) -> Self {
        let mut all = Self::default();
        for name in names {
            all.words.extend(lexicon.marked(name));
            all.ends.push(all.words.len());
        }
        all
    }

    pub fn of_name(&self, named: u32) -> &[(u32, Marks)] {
        let at = named as usize;
        let begin = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = begin.zip(self.ends.get(at).copied()).map(|(begin, end)| begin..end);
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }
}
