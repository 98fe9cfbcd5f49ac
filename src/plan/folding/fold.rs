//! Folding records into the rows of their schemes. A row that begins as the last one did is not taken apart again.

use super::cells::{Kinds, Months, is_blank, is_blank_line, lines};
use super::part::{Key, Keys, Part, RowOfMonth};
use super::{ColumnRole, Columns};
use crate::plan::fields::{ColumnId, savings};
use crate::plan::vocabulary::{TotalName, total_name};
use crate::read::csv::unguarded;
use crate::read::limits::{LIMITS, Limit};
use crate::read::records::{End, Span, cell, ended, split};
use memchr::memchr2;

/// Why a text cannot be folded and is to be read whole: it is not UTF-8, or holds what no table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRegular;

/// The most columns of a table that is folded: which cells of a row say something is held by the bits of a number.
pub(super) const MOST_COLUMNS: usize = 63;

/// The longest record that is folded, in bytes: no cell of it is beyond the reader's limit.
const LONGEST: usize = LIMITS[Limit::Cell as usize].default as usize;

/// The columns that name what a row is about, the first filled one before the others: it may name a total.
const NAMES: [ColumnId; 4] = [savings::SCHEME, savings::NAME, savings::WORKSTREAM, savings::ORGANISATION];

/// A fold under way.
#[derive(Debug)]
pub struct Fold<'c> {
    columns: &'c Columns,
    part: Part,
    cells: Vec<Span>,
    keys: Keys,
    months: Months,
    /// How the last regular row began, as it stands in the file: to its first figure.
    last: Vec<u8>,
    /// Of such a beginning: the lines that end in it, the column behind it, and which cells that nothing is
    /// read from say something in it.
    behind: (u32, u16, u64),
    scheme: u32,
}

/// A chunk that is being folded.
struct Text<'b> {
    bytes: &'b [u8],
    is_ascii: bool,
}

impl<'c> Fold<'c> {
    /// Nothing folded yet.
    pub fn new(columns: &'c Columns) -> Self {
        let part = Part::of(columns.roles.len());
        let (cells, keys, months) = (Vec::new(), Keys::default(), Months::default());
        Self { columns, part, cells, keys, months, last: Vec::new(), behind: (0, 1, 0), scheme: u32::MAX }
    }

    /// Whether of so many records or more most are regular.
    pub fn is_worth_it(&self, tried: usize) -> bool {
        let rows: usize = self.part.schemes.iter().map(|own| own.rows.len()).sum();
        self.part.odd.len() < tried || self.part.odd.len() < rows
    }

    /// What was folded.
    pub fn finish(self) -> Part {
        self.part
    }

    /// Folds the records of a chunk from an offset on, which stands on a line.
    ///
    /// # Errors
    /// `NotRegular` where the chunk cannot be told from text that is read otherwise.
    pub fn chunk(&mut self, bytes: &[u8], from: usize, line: u32) -> Result<(), NotRegular> {
        if std::str::from_utf8(bytes).is_err() || memchr::memchr(0, bytes).is_some() {
            return Err(NotRegular);
        }
        let text = Text { bytes, is_ascii: bytes.is_ascii() };
        let (mut at, mut line) = (from, line);
        while at < bytes.len() {
            (at, line) = match self.like_last(&text, at, line) {
                Some(next) => next,
                None => self.record(&text, at, line),
            };
        }
        Ok(())
    }

    /// Folds a row of the same scheme as the last, written alike; `None` where it is not one. Gives where the
    /// next begins, and its line.
    #[inline]
    fn like_last(&mut self, text: &Text, at: usize, line: u32) -> Option<(usize, u32)> {
        let columns = self.columns;
        if self.last.is_empty() || !text.bytes.get(at..)?.starts_with(&self.last) {
            return None;
        }
        let start = at + self.last.len();
        let (above, column, filled) = self.behind;
        let mut row = RowOfMonth::on(line + above);
        let (mut from, mut filled) = (start, filled);
        let mut is_dated = false;
        let mut roles = columns.roles.iter().enumerate().skip(columns.keys);
        loop {
            let (index, role) = roles.next()?;
            let own = || u16::try_from(from - start).ok().and_then(|more| column.checked_add(more));
            let plain = match role {
                ColumnRole::Amount(measure) => {
                    columns.plain_amount(text.bytes, from).map(|((hundredths, decimals), end)| {
                        own().and_then(|own| row.put(*measure, hundredths, decimals, own)).map(|()| end)
                    })
                }
                ColumnRole::Period => columns.plain_month(text.bytes, from).map(|(number, end)| {
                    row.date(number);
                    Some(end)
                }),
                ColumnRole::Unread(_) | ColumnRole::Key(_) => None,
            };
            let end = match plain {
                Some(end) => {
                    filled |= 1 << index;
                    ended(text.bytes, end?, columns.separator)
                }
                None => {
                    let (is_filled, end) = self.cell_like_last(text, from, *role, &mut row, own)?;
                    filled |= u64::from(is_filled) << index;
                    end
                }
            };
            is_dated |= *role == ColumnRole::Period;
            match end {
                End::Cell(next) => from = next,
                End::Record(next) => {
                    let rest_is_blank = roles.all(|(_, role)| *role != ColumnRole::Period);
                    if !is_dated || !rest_is_blank {
                        return None;
                    }
                    self.count(filled);
                    self.part.push(self.scheme, &row)?;
                    return Some((next, line + above + 1));
                }
            }
        }
    }

    /// Reads any other cell of a row that begins as the last one did; `own` gives its column. Gives whether it says
    /// something, and what ends it.
    fn cell_like_last(
        &mut self,
        text: &Text,
        from: usize,
        role: ColumnRole,
        row: &mut RowOfMonth,
        own: impl Fn() -> Option<u16>,
    ) -> Option<(bool, End)> {
        let columns = self.columns;
        let (span, end) = cell(text.bytes, from, columns.separator)?;
        let content = text.bytes.get(span.start..span.end)?;
        if span.start != from && memchr2(b'\n', b'\r', content).is_some() {
            return None;
        }
        match role {
            ColumnRole::Period => row.date(self.months.number(content, columns)?),
            ColumnRole::Amount(measure) => {
                if let Some((hundredths, decimals)) = columns.amount(content)? {
                    row.put(measure, hundredths, decimals, own()?)?;
                }
            }
            // what may hold lines, or characters of several bytes, is taken apart
            ColumnRole::Unread(kinds) => {
                if !kinds.know(Kinds::of(content)) || span.start != from || !content.is_ascii() {
                    return None;
                }
            }
            ColumnRole::Key(_) => return None,
        }
        Some((!is_blank(content), end))
    }

    /// Counts the cells of a row that say something.
    #[inline]
    fn count(&mut self, filled: u64) {
        let mut rest = filled;
        while rest != 0 {
            if let Some(count) = self.part.filled.get_mut(rest.trailing_zeros() as usize) {
                *count += 1;
            }
            rest &= rest - 1;
        }
    }

    /// Folds any record: finds its scheme, or makes it. What is not regular is given back. Gives where the next
    /// begins, and its line.
    fn record(&mut self, text: &Text, at: usize, line: u32) -> (usize, u32) {
        self.last.clear();
        let mut cells = std::mem::take(&mut self.cells);
        let split = split(text.bytes, at, self.columns.separator, &mut cells);
        let (Ok(next) | Err(next)) = split;
        let record = text.bytes.get(at..next).unwrap_or_default();
        if split.is_err() || !is_blank_line(&cells, text.bytes) {
            let is_whole = split.is_ok() && record.len() <= LONGEST;
            let folded = is_whole.then(|| self.fold(text, at, line, &cells)).flatten();
            if folded.is_none() {
                self.part.give_back(line, record);
            }
        }
        self.cells = cells;
        (next, line + lines(record))
    }

    /// Folds the cells of a record; `None` where it is not regular.
    fn fold(&mut self, text: &Text, at: usize, line: u32, cells: &[Span]) -> Option<()> {
        let columns = self.columns;
        let beyond = cells.get(columns.roles.len()..).unwrap_or_default();
        if beyond.iter().any(|span| span.start < span.end) {
            return None;
        }
        // the amounts of a row stand on one line
        let begin = |index: usize| cells.get(index).map(|span| text.begin(*span, at, columns.separator));
        let is_amount = |role: &ColumnRole| matches!(role, ColumnRole::Amount(_));
        let amounts =
            || (0..columns.roles.len()).filter(|index| columns.roles.get(*index).is_some_and(is_amount));
        let figure = begin(columns.keys)?;
        let above = lines_ended(text.bytes.get(at..figure)?);
        let last = amounts().filter_map(begin).next_back().unwrap_or(figure);
        if memchr2(b'\n', b'\r', text.bytes.get(figure..last.max(figure))?).is_some() {
            return None;
        }
        let mut row = RowOfMonth::on(line + above);
        let (mut is_dated, mut filled) = (false, 0u64);
        for ((index, role), span) in columns.roles.iter().enumerate().zip(cells) {
            if let ColumnRole::Key(_) = role {
                continue;
            }
            let content = span.text(text.bytes);
            match role {
                ColumnRole::Period => {
                    row.date(self.months.number(&content, columns)?);
                    is_dated = true;
                }
                ColumnRole::Amount(measure) => {
                    if let Some((hundredths, decimals)) = columns.amount(&content)? {
                        let column = text.column(begin(index)?, at)?;
                        row.put(*measure, hundredths, decimals, column)?;
                    }
                }
                ColumnRole::Unread(kinds) if !kinds.know(Kinds::of(&content)) => return None,
                ColumnRole::Unread(_) | ColumnRole::Key(_) => {}
            }
            filled |= u64::from(!is_blank(&content)) << index;
        }
        if !is_dated {
            return None;
        }
        self.read_keys(text, at, line + above, line, cells)?;
        let scheme = self.scheme(line)?;
        self.part.push(scheme, &row)?;
        self.scheme = scheme;
        self.count(filled);
        self.last.extend_from_slice(text.bytes.get(at..figure)?);
        let before = filled & ((1u64 << columns.keys) - 1);
        self.behind = (above, text.column(figure, at)?, before);
        Some(())
    }

    /// Reads the keys of a record whose amounts stand on a line; `None` where they are too long to be kept so.
    fn read_keys(&mut self, text: &Text, at: usize, amounts: u32, line: u32, cells: &[Span]) -> Option<()> {
        self.keys.text.clear();
        self.keys.keys = Default::default();
        for ((index, _), key) in self.columns.key_columns().zip(&mut self.keys.keys) {
            let Some(span) = cells.get(index) else { continue };
            let begin = text.begin(*span, at, self.columns.separator);
            let content = span.text(text.bytes);
            let content = unguarded(std::str::from_utf8(&content).ok()?);
            let own = line + lines_ended(text.bytes.get(at..begin)?);
            *key = Key {
                len: u16::try_from(content.len()).ok()?,
                above: u16::try_from(amounts - own).ok()?,
                column: text.column(begin, at)?,
            };
            self.keys.text.extend_from_slice(content.as_bytes());
        }
        Some(())
    }

    /// The scheme of the keys that were read, made where it is new.
    fn scheme(&mut self, line: u32) -> Option<u32> {
        // where rows go month by month, schemes follow one another in the same order
        let next = self.scheme.wrapping_add(1);
        if self.part.has(next, &self.keys) {
            return Some(next);
        }
        if let Some(known) = self.part.find(&self.keys) {
            return Some(known);
        }
        let is_odd = self.is_odd()?;
        self.part.add(&self.keys, line, is_odd)
    }

    /// Whether rows of these keys are no rows of a scheme: they name none, or a total.
    fn is_odd(&self) -> Option<bool> {
        let texts = Keys::each(&self.keys.keys, &self.keys.text, self.columns.key_columns());
        let mut named: [&str; NAMES.len()] = [""; NAMES.len()];
        for (_, id, _, text) in texts {
            if let Some(own) = NAMES.iter().position(|name| *name == id).and_then(|at| named.get_mut(at)) {
                *own = std::str::from_utf8(text).ok()?.trim();
            }
        }
        let [scheme, name, _, organisation] = named;
        let first = named.iter().find(|text| !text.is_empty())?;
        let is_total = total_name(first).filter(TotalName::is_sure).is_some();
        Some(is_total || organisation.is_empty() || scheme.is_empty() && name.is_empty())
    }
}

impl Text<'_> {
    /// Where a cell begins, with its spaces and its quote, in a record that begins at an offset.
    fn begin(&self, span: Span, record: usize, separator: u8) -> usize {
        let before = self.bytes.get(record..span.start).unwrap_or_default();
        if before.last() != Some(&b'"') {
            return span.start;
        }
        let marks = before.get(..before.len() - 1).unwrap_or_default();
        let spaces = marks.iter().rev().take_while(|mark| **mark == b' ' && separator != b' ').count();
        span.start - 1 - spaces
    }

    /// The character column of an offset in its line, in a record that begins at another.
    fn column(&self, at: usize, record: usize) -> Option<u16> {
        let before = self.bytes.get(record..at)?;
        let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
        let own = before.get(start..)?;
        let characters = if self.is_ascii {
            own.len()
        } else {
            own.iter().filter(|mark| !matches!(**mark, 0x80..=0xBF)).count()
        };
        u16::try_from(characters + 1).ok()
    }
}

/// How many lines end in the beginning of a record.
fn lines_ended(bytes: &[u8]) -> u32 {
    if memchr2(b'\n', b'\r', bytes).is_some() { lines(bytes) } else { 0 }
}
