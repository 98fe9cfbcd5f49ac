//! Folding records into schemes. A row that begins as the last one did is not taken apart again.

use super::keys::{Keys, is_blank, is_blank_line, may_be_a_total, name_of};
use super::partial::{PartialTracker, Scheme, is_ordinary};
use super::{Amounts, ColumnRole, Columns, Terms, month};
use crate::money::PlainAmount;
use crate::plan::Measure;
use crate::read::limits::{LIMITS, Limit};
use crate::read::records::{End, Span, cell, ended, split};

/// Why a file cannot be folded and is to be read whole by the ordinary reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRegular;

/// The longest record that is folded, in bytes: no cell of it is beyond the reader's limit.
const LONGEST: usize = LIMITS[Limit::Cell as usize].default as usize;

/// A fold under way.
#[derive(Debug)]
pub struct Fold<'c> {
    columns: &'c Columns,
    terms: Terms,
    part: PartialTracker,
    cells: Vec<Span>,
    /// How the last regular row began, as it stands in the file, and the scheme it belongs to.
    last: Vec<u8>,
    scheme: u32,
}

impl<'c> Fold<'c> {
    /// Nothing folded yet.
    pub fn new(columns: &'c Columns, terms: Terms) -> Self {
        Self {
            columns,
            terms,
            part: PartialTracker::default(),
            cells: Vec::new(),
            last: Vec::new(),
            scheme: 0,
        }
    }

    /// What was folded.
    pub fn finish(self) -> PartialTracker {
        self.part
    }

    /// Folds the records of a chunk from an offset on.
    ///
    /// # Errors
    /// [`NotRegular`] where the chunk cannot be told from text that is read otherwise.
    pub fn chunk(&mut self, number: u32, bytes: &[u8], from: usize) -> Result<(), NotRegular> {
        if std::str::from_utf8(bytes).is_err() || memchr::memchr(0, bytes).is_some() {
            return Err(NotRegular);
        }
        let (mut at, mut record) = (from, u64::from(number) << 32);
        while at < bytes.len() {
            at = match self.like_last(bytes, at) {
                Some(next) => next,
                None => self.record(bytes, at, record)?,
            };
            record += 1;
        }
        Ok(())
    }

    /// Folds a row of the same scheme as the last, written alike; `None` where it is not one.
    #[inline]
    fn like_last(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        if self.last.is_empty() || !bytes.get(at..)?.starts_with(&self.last) {
            return None;
        }
        let columns = self.columns;
        let (mut from, mut bit) = (at + self.last.len(), 0);
        let mut amounts: Amounts = [None; 3];
        let mut roles = columns.roles.get(columns.keys..)?.iter();
        loop {
            let end = match roles.next()? {
                ColumnRole::Month => {
                    let (span, end) = cell(bytes, from, columns.separator)?;
                    bit = self.month(bytes.get(span.start..span.end)?)?;
                    end
                }
                ColumnRole::Amount(measure) => {
                    let (amount, end) = self.amount_cell(bytes, from)?;
                    amounts[slot(*measure)] = amount;
                    end
                }
                _ => cell(bytes, from, columns.separator)?.1,
            };
            match end {
                End::Cell(next) => from = next,
                End::Record(next) => {
                    // cells that are left out hold nothing, but a month has none
                    if roles.any(|role| *role == ColumnRole::Month) {
                        return None;
                    }
                    self.part.schemes.get_mut(self.scheme as usize)?.add(&self.terms, bit, amounts);
                    return Some(next);
                }
            }
        }
    }

    /// Folds any record: finds its scheme, or makes it. What is not regular marks its scheme, its
    /// organisation, or the part.
    fn record(&mut self, bytes: &[u8], at: usize, record: u64) -> Result<usize, NotRegular> {
        self.last.clear();
        let mut cells = std::mem::take(&mut self.cells);
        let next = split(bytes, at, self.columns.separator, &mut cells);
        if next.is_err() {
            self.part.has_odd_rows = true;
        } else if !is_blank_line(&cells, bytes) {
            self.cells_of_row(bytes, &cells, record)?;
            let behind_keys = self.columns.keys.checked_sub(1).and_then(|last| cells.get(last..=last + 1));
            if let (Some([_, figure]), false) = (behind_keys, self.last_is_odd()) {
                // a quote before the first figure belongs to it
                let quoted = figure.start.checked_sub(1).is_some_and(|mark| bytes.get(mark) == Some(&b'"'));
                let start = figure.start - usize::from(quoted);
                if bytes.get(start.wrapping_sub(1)) == Some(&self.columns.separator) {
                    self.last.extend_from_slice(bytes.get(at..start).unwrap_or_default());
                }
            }
        }
        self.cells = cells;
        let next = match next {
            Ok(next) | Err(next) => next,
        };
        // a record so long may hold a cell beyond the reader's limit
        if next - at > LONGEST { Err(NotRegular) } else { Ok(next) }
    }

    /// Whether the row before was not regular, so that no row is like it.
    fn last_is_odd(&self) -> bool {
        self.part.schemes.get(self.scheme as usize).is_none_or(|scheme| scheme.is_odd)
    }

    fn cells_of_row(&mut self, bytes: &[u8], cells: &[Span], record: u64) -> Result<(), NotRegular> {
        // where rows go month by month, schemes follow one another in the same order
        let after_last = self.scheme.wrapping_add(1);
        self.scheme = u32::MAX;
        let Some(keys) = self.columns.keys_of(bytes, cells) else {
            self.part.has_odd_rows = true;
            return Ok(());
        };
        if is_blank(&keys.organisation) {
            return Err(NotRegular); // whose row it is depends on all others
        }
        let owner = self.part.owner(&keys.organisation, record);
        if is_blank(&keys.id) {
            // its name serves, and may be that of another scheme
            self.mark_owner(owner);
            return Ok(());
        }
        self.region(owner, &keys.region);
        let is_next = self.part.is_scheme(after_last, owner, &keys.id);
        let known = if is_next { Some(after_last) } else { self.part.scheme(owner, &keys.id) };
        let scheme = match known {
            Some(known) => {
                self.compare(known, &keys);
                known
            }
            None => self.new_scheme(owner, &keys, record)?,
        };
        self.scheme = scheme;
        let mut amounts: Amounts = [None; 3];
        let (mut bit, mut has_own_unit, mut is_regular) = (None, false, true);
        for (role, span) in self.columns.roles.iter().zip(cells) {
            let text = span.text(bytes);
            match role {
                ColumnRole::Month => {
                    if self.is_untold(&text) {
                        return Err(NotRegular);
                    }
                    bit = self.month(&text);
                }
                ColumnRole::Amount(measure) => match self.amount(&text) {
                    Some(amount) => amounts[slot(*measure)] = amount,
                    None => {
                        is_regular = false;
                        has_own_unit |= may_state_a_unit(&text);
                    }
                },
                _ => {}
            }
        }
        if has_own_unit && !self.columns.has_unit() {
            return Err(NotRegular); // amounts with a unit and without one are weighed over the whole file
        }
        if let Some(scheme) = self.part.schemes.get_mut(scheme as usize) {
            match bit.filter(|_| is_regular) {
                Some(bit) => scheme.add(&self.terms, bit, amounts),
                None => scheme.is_odd = true,
            }
        }
        Ok(())
    }

    /// Has every row of an organisation read by the ordinary reader.
    fn mark_owner(&mut self, owner: u32) {
        if let Some((_, owner)) = self.part.owners.get_index_mut(owner as usize) {
            owner.is_odd = true;
        }
    }

    /// An organisation belongs to one region.
    fn region(&mut self, owner: u32, region: &[u8]) {
        let Some((_, owner)) = self.part.owners.get_index_mut(owner as usize) else { return };
        match &owner.region {
            _ if region.is_empty() => {}
            Some(known) => owner.is_odd |= **known != *region,
            None => {
                owner.is_odd |= !is_ordinary(region);
                owner.region = Some(region.into());
            }
        }
    }

    /// A scheme has one workstream and one name; what is blank says nothing.
    fn compare(&mut self, scheme: u32, keys: &Keys) {
        let Some(known) = self.part.schemes.get(scheme as usize) else { return };
        let agrees = |known: &[u8], here: &[u8]| here.is_empty() || known == here;
        let name = self.part.text(known.name);
        let is_same = agrees(self.part.workstream_name(known.workstream), &keys.workstream)
            && (agrees(name, &keys.name) || name_of(&keys.name).is_some_and(|read| agrees(name, &read)));
        if let Some(known) = self.part.schemes.get_mut(scheme as usize) {
            known.is_odd |= !is_same;
        }
    }

    fn new_scheme(&mut self, owner: u32, keys: &Keys, record: u64) -> Result<u32, NotRegular> {
        if !is_ordinary(&keys.id) {
            self.mark_owner(owner); // it may be another's id, written otherwise
        }
        let is_odd = !keys.id.is_ascii()
            || may_be_a_total(&keys.id)
            || !(keys.workstream.is_empty() || is_ordinary(&keys.workstream));
        let name = name_of(&keys.name).ok_or(NotRegular)?;
        let workstream = if keys.workstream.is_empty() {
            PartialTracker::NONE
        } else {
            self.part.workstream(&keys.workstream)
        };
        let id = self.part.keep(&keys.id).ok_or(NotRegular)?;
        let name = self.part.keep(&name).ok_or(NotRegular)?;
        Ok(self.part.add(Scheme {
            first: record,
            organisation: owner,
            workstream,
            id,
            name,
            is_odd,
            ..Scheme::default()
        }))
    }

    fn month(&self, text: &[u8]) -> Option<u32> {
        let (month, could_be_year) = month(text)?;
        if could_be_year && !self.columns.months_told {
            return None;
        }
        self.terms.bit(month)
    }

    /// Whether a text is a month or a year, and nothing tells which.
    fn is_untold(&self, text: &[u8]) -> bool {
        !self.columns.months_told && month(text).is_some_and(|(_, could_be_year)| could_be_year)
    }

    /// The amount of the cell that begins here, and what ends it; `None` where it is not plain.
    #[inline]
    fn amount_cell(&self, bytes: &[u8], at: usize) -> Option<(Option<i64>, End)> {
        let separator = self.columns.separator;
        let text = bytes.get(at..)?;
        let is_quoted = text.first() == Some(&b'"');
        let text = if is_quoted { text.get(1..)? } else { text };
        let Some((plain, used)) = PlainAmount::read_start(text, is_quoted || separator != b',') else {
            let (span, end) = cell(bytes, at, separator)?;
            return Some((self.amount(bytes.get(span.start..span.end)?)?, end));
        };
        let mut behind = at + usize::from(is_quoted) + used;
        if is_quoted {
            if bytes.get(behind) != Some(&b'"') {
                return None;
            }
            behind += 1;
        }
        let is_end = bytes.get(behind).is_none_or(|mark| *mark == separator || matches!(mark, b'\n' | b'\r'));
        is_end.then(|| (Some(self.signed(plain)), ended(bytes, behind, separator)))
    }

    fn signed(&self, plain: PlainAmount) -> i64 {
        if self.terms.is_negative { -plain.value } else { plain.value }
    }

    /// An amount, or that there is none; `None` where the ordinary reader must say what it is.
    #[inline]
    fn amount(&self, text: &[u8]) -> Option<Option<i64>> {
        let text = text.trim_ascii();
        if let Some(plain) = PlainAmount::read(text) {
            return Some(Some(self.signed(plain)));
        }
        match text {
            b"" => Some(None),
            b"-" => Some(self.terms.dash_is_nil.then_some(0)),
            _ => None,
        }
    }
}

/// Where the amount of a measure stands among those of a row.
fn slot(measure: Measure) -> usize {
    match measure {
        Measure::Plan => 0,
        Measure::Actual => 1,
        Measure::Forecast | Measure::Investment => 2,
    }
}

/// Whether an amount may state a unit of its own: `£1.2m`.
fn may_state_a_unit(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_digit)
        && text.iter().any(|mark| mark.is_ascii_alphabetic() || !mark.is_ascii())
}
