//! A table whose regular rows are folded: its schemes in the order in which the file first names them.

use super::Columns;
use super::part::{Alike, Key, Keys, Odd, Part};
use crate::location::{Place, SourceId};
use crate::plan::fields::{ColumnId, savings};
use crate::plan::recognise::Layout;
use crate::plan::series::MonthRow;
use std::collections::BTreeSet;

/// The folded rows of a table.
#[derive(Debug)]
pub struct Folded {
    /// How its columns are folded.
    pub columns: Columns,
    /// How the table is understood.
    pub layout: Layout,
    source: SourceId,
    parts: Vec<Part>,
    /// Its schemes that are not taken yet: the part and the number of each, the last one first.
    order: Vec<(usize, usize)>,
}

/// The rows that were taken of a scheme, and where its keys stand among those of the table.
#[derive(Debug)]
pub struct TakenRows {
    part: usize,
    at: usize,
    rows: Vec<MonthRow>,
}

/// The rows of a scheme whose keys are written alike.
#[derive(Debug)]
pub struct SchemeRows {
    /// Its keys: our column, the index of theirs, the text, and its place in the first row.
    pub keys: Vec<(ColumnId, usize, String, Place)>,
    /// In the order of months, of one month in that of lines.
    pub(in crate::plan) rows: Vec<MonthRow>,
    /// The line of the amounts of the first row in the file.
    pub(in crate::plan) line: u32,
}

impl Folded {
    /// Brings together what was folded of a table.
    pub fn new(source: SourceId, columns: Columns, layout: Layout, mut parts: Vec<Part>) -> Self {
        for at in 1..parts.len() {
            let (before, rest) = parts.split_at_mut(at);
            if let Some(part) = rest.first_mut() {
                before.iter_mut().for_each(|known| known.join(part));
            }
        }
        let mut order: Vec<(u32, usize, usize)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let own = part.schemes.iter().enumerate().filter(|(_, own)| !own.rows.is_empty());
            order.extend(own.map(|(at, own)| (own.first, number, at)));
        }
        order.sort_unstable_by(|one, other| other.cmp(one));
        let order = order.into_iter().map(|(_, part, at)| (part, at)).collect();
        Self { columns, layout, source, parts, order }
    }

    /// The records that were given back, in the order of the file, each with the line on which it begins.
    pub fn odd(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let parts = self.parts.iter();
        let mut all: Vec<(Odd, &Part)> =
            parts.flat_map(|part| part.odd.iter().map(move |odd| (*odd, part))).collect();
        all.sort_by_key(|(odd, _)| odd.line);
        all.into_iter().map(|(odd, part)| (odd.line, part.record(odd)))
    }

    /// How many rows are folded and not taken yet.
    pub(in crate::plan) fn rows(&self) -> usize {
        let own = self.order.iter().filter_map(|(part, at)| self.scheme(*part, *at));
        own.map(|(_, own)| records(&own.rows).count()).sum()
    }

    /// How many cells of a column say something, keys apart.
    pub(in crate::plan) fn filled(&self, column: usize) -> usize {
        self.parts.iter().filter_map(|part| part.filled.get(column)).sum()
    }

    /// The texts of a column of keys, each once.
    pub(in crate::plan) fn texts(&self, column: ColumnId) -> BTreeSet<&str> {
        let schemes = self.order.iter().filter_map(|(part, at)| self.scheme(*part, *at));
        let keys =
            schemes.flat_map(|(part, own)| Keys::each(&own.keys, part.text(own), self.columns.key_columns()));
        let own = keys.filter(|(_, id, ..)| *id == column);
        own.filter_map(|(_, _, _, text)| std::str::from_utf8(text).ok()).collect()
    }

    fn scheme(&self, part: usize, at: usize) -> Option<(&Part, &Alike)> {
        let part = self.parts.get(part)?;
        Some((part, part.schemes.get(at)?))
    }

    /// Takes the rows of the schemes whose first row begins before a line, else of all, in the order in which the file
    /// first names them.
    pub(in crate::plan) fn take_before(&mut self, line: Option<u32>) -> Vec<TakenRows> {
        let mut taken = Vec::new();
        while let Some((part, at)) = self.order.last().copied() {
            let own = self.parts.get_mut(part).and_then(|part| part.schemes.get_mut(at));
            let Some(own) = own.filter(|own| line.is_none_or(|line| own.first < line)) else { break };
            taken.push(TakenRows { part, at, rows: std::mem::take(&mut own.rows) });
            self.order.pop();
        }
        taken
    }

    /// The organisation that the rows of a scheme name, and where the first of them begins.
    pub(in crate::plan) fn owner(&self, taken: &TakenRows) -> Option<(&str, Place)> {
        let (part, own) = self.scheme(taken.part, taken.at)?;
        let keys = || Keys::each(&own.keys, part.text(own), self.columns.key_columns());
        let (_, _, first, _) = keys().find(|(.., text)| !text.trim_ascii().is_empty())?;
        let (.., name) = keys().find(|(_, id, ..)| *id == savings::ORGANISATION)?;
        Some((std::str::from_utf8(name).ok()?, self.place(first, taken.line()?)))
    }

    /// The rows of a scheme in order, with all their keys.
    pub(in crate::plan) fn scheme_of(&self, taken: TakenRows) -> Option<SchemeRows> {
        let line = taken.line()?;
        let (part, own) = self.scheme(taken.part, taken.at)?;
        let mut rows = taken.rows;
        if !rows.is_sorted_by_key(MonthRow::key) {
            rows.sort_by_key(MonthRow::key);
        }
        let keys = Keys::each(&own.keys, part.text(own), self.columns.key_columns());
        let keys = keys.map(|(at, id, key, text)| {
            (id, at, String::from_utf8_lossy(text).into_owned(), self.place(key, line))
        });
        Some(SchemeRows { keys: keys.collect(), rows, line })
    }

    /// Where a key stands, above amounts that stand on a line.
    fn place(&self, key: Key, line: u32) -> Place {
        let line = line.saturating_sub(key.above.into());
        Place::Cell { source: self.source, line, column: key.column.into() }
    }
}

/// The rows that are one each for a record.
fn records(rows: &[MonthRow]) -> impl Iterator<Item = &MonthRow> {
    rows.iter().filter(|row| !row.is_invested())
}

impl SchemeRows {
    /// The lines of its records, in the order of its rows.
    pub(in crate::plan) fn lines(&self) -> impl Iterator<Item = u32> {
        records(&self.rows).map(MonthRow::line)
    }
}

impl TakenRows {
    /// The line of the amounts of the first row in the file.
    fn line(&self) -> Option<u32> {
        self.rows.iter().map(MonthRow::line).min()
    }
}
