//! What one thread has folded of a table: the rows of each scheme, and the rows that are given back.

use crate::plan::Measure;
use crate::plan::fields::ColumnId;
use crate::plan::series::MonthRow;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::{BuildHasher, Hash, Hasher};

/// A key of rows: its text, and where it stands beside their amounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) len: u16,
    /// How many lines above the amounts it stands.
    pub(super) above: u16,
    pub(super) column: u16,
}

/// The keys of a row, one for each column of keys, and their texts one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) keys: [Key; super::KEYS.len()],
    pub(super) text: Vec<u8>,
}

/// The rows whose keys are written alike, and stand alike.
#[derive(Debug)]
pub(super) struct Alike {
    pub(super) keys: [Key; super::KEYS.len()],
    /// Where its texts begin among those of the part, and how long they are.
    text: (usize, u32),
    /// The line on which the first of them begins.
    pub(super) first: u32,
    /// Its rows; none of what the ordinary reader reads.
    pub(super) rows: Vec<MonthRow>,
    pub(super) is_odd: bool,
}

/// What a record says of a month: its savings, and what is invested where it says that.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowOfMonth {
    savings: MonthRow,
    invested: MonthRow,
}

/// A record that is given back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    pub(super) line: u32,
    start: usize,
    end: usize,
}

/// What was folded of some chunks of a table.
#[derive(Debug, Default)]
pub struct Part {
    pub(super) schemes: Vec<Alike>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    texts: Vec<u8>,
    pub(super) odd: Vec<Odd>,
    odd_text: Vec<u8>,
    /// How many cells of each column say something, in the rows that are folded; keys apart.
    pub(super) filled: Vec<usize>,
}

/// How many rows of a scheme room is made for at a time: a tracker has a year or a few, and many schemes.
const GROWTH: usize = 12;
/// For how many rows room is made at once, as many as the scheme before has.
const MOST_AT_ONCE: usize = 120;

impl RowOfMonth {
    /// Nothing yet, on a line.
    pub(super) fn on(line: u32) -> Self {
        Self { savings: MonthRow::on(line), invested: MonthRow::on(line) }
    }

    pub(super) fn date(&mut self, number: u16) {
        self.savings.date(number);
        self.invested.date(number);
    }

    /// Puts an amount in hundredths, with its decimals and its column; `None` where it is to be read otherwise.
    #[inline]
    pub(super) fn put(&mut self, measure: Measure, hundredths: i32, decimals: u8, column: u16) -> Option<()> {
        let row = if measure == Measure::Investment { &mut self.invested } else { &mut self.savings };
        row.put(measure, hundredths, decimals, column)
    }
}

impl Part {
    /// Nothing of so many columns.
    pub(super) fn of(columns: usize) -> Self {
        Self { filled: vec![0; columns], ..Self::default() }
    }

    pub(super) fn text(&self, alike: &Alike) -> &[u8] {
        let (start, len) = alike.text;
        self.texts.get(start..start + len as usize).unwrap_or_default()
    }

    pub(super) fn has(&self, at: u32, keys: &Keys) -> bool {
        self.schemes
            .get(at as usize)
            .is_some_and(|own| own.keys == keys.keys && self.text(own) == keys.text.as_slice())
    }

    pub(super) fn find(&self, keys: &Keys) -> Option<u32> {
        self.index.find(self.hash(&keys.keys, &keys.text), |at| self.has(*at, keys)).copied()
    }

    /// Adds what a record says to a scheme; `None` where there is none of this number, or its rows are read elsewhere.
    #[inline]
    pub(super) fn push(&mut self, at: u32, row: &RowOfMonth) -> Option<()> {
        self.push_row(at as usize, row.savings)?;
        if !row.invested.is_empty() {
            self.push_row(at as usize, row.invested)?;
        }
        Some(())
    }

    #[inline]
    fn push_row(&mut self, at: usize, row: MonthRow) -> Option<()> {
        let own = self.schemes.get_mut(at).filter(|own| !own.is_odd)?;
        if own.rows.len() < own.rows.capacity() {
            own.rows.push(row);
            return Some(());
        }
        // schemes mostly have as many rows as the one before
        let is_first = own.rows.is_empty();
        let before = at.checked_sub(1).filter(|_| is_first).and_then(|before| self.schemes.get(before));
        let before = before.map_or(0, |before| before.rows.len().min(MOST_AT_ONCE));
        let own = self.schemes.get_mut(at)?;
        own.rows.reserve_exact(before.max(own.rows.len() / 2).max(GROWTH));
        own.rows.push(row);
        Some(())
    }

    /// Adds the scheme of a row; none of its rows is added yet. `None` where there are too many.
    pub(super) fn add(&mut self, keys: &Keys, first: u32, is_odd: bool) -> Option<u32> {
        let at = u32::try_from(self.schemes.len()).ok()?;
        let text = (self.texts.len(), u32::try_from(keys.text.len()).ok()?);
        self.texts.extend_from_slice(&keys.text);
        let hash = self.hash(&keys.keys, &keys.text);
        self.schemes.push(Alike { keys: keys.keys, text, first, rows: Vec::new(), is_odd });
        let Self { schemes, index, hasher, texts, .. } = self;
        index.insert_unique(hash, at, |other| {
            schemes.get(*other as usize).map_or(0, |own| {
                let (start, len) = own.text;
                hash_of(hasher, &own.keys, texts.get(start..start + len as usize).unwrap_or_default())
            })
        });
        Some(at)
    }

    fn hash(&self, keys: &[Key], text: &[u8]) -> u64 {
        hash_of(&self.hasher, keys, text)
    }

    /// Gives a record back that begins on a line.
    pub(super) fn give_back(&mut self, line: u32, record: &[u8]) {
        let start = self.odd_text.len();
        self.odd_text.extend_from_slice(record);
        self.odd.push(Odd { line, start, end: self.odd_text.len() });
    }

    pub(super) fn record(&self, odd: Odd) -> &[u8] {
        self.odd_text.get(odd.start..odd.end).unwrap_or_default()
    }

    /// Takes in what another part holds of the same schemes; the rest of it stays where it is.
    pub(super) fn join(&mut self, other: &mut Self) {
        let (mut keys, mut schemes) = (Keys::default(), std::mem::take(&mut other.schemes));
        for own in &mut schemes {
            keys.keys = own.keys;
            keys.text.clear();
            keys.text.extend_from_slice(other.text(own));
            let known = self.find(&keys).and_then(|at| self.schemes.get_mut(at as usize));
            if let Some(known) = known {
                known.first = known.first.min(own.first);
                known.rows.append(&mut own.rows);
            }
        }
        other.schemes = schemes;
    }
}

fn hash_of(hasher: &DefaultHashBuilder, keys: &[Key], text: &[u8]) -> u64 {
    let mut state = hasher.build_hasher();
    keys.hash(&mut state);
    state.write(text);
    state.finish()
}

impl Keys {
    /// The text of each key, by its column.
    pub(super) fn each<'t>(
        keys: &'t [Key],
        text: &'t [u8],
        columns: impl Iterator<Item = (usize, ColumnId)> + 't,
    ) -> impl Iterator<Item = (usize, ColumnId, Key, &'t [u8])> + 't {
        let mut start = 0;
        columns.zip(keys).map(move |((at, id), key)| {
            let from = start;
            start += usize::from(key.len);
            (at, id, *key, text.get(from..start).unwrap_or_default())
        })
    }
}
