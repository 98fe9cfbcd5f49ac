//! What the cells of a regular row say, from their bytes.

use super::Columns;
use crate::calendar::Period;
use crate::money::PlainAmount;
use crate::plan::series::MonthRow;
use crate::plan::values::{Ambiguous, period};
use crate::read::records::Span;

/// What the cells of a column are seen to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds {
    figures: bool,
    words: bool,
}

impl Kinds {
    /// Takes note of a cell.
    pub fn see(&mut self, text: &str) {
        let one = Self::of(text.as_bytes());
        self.figures |= one.figures;
        self.words |= one.words;
    }

    /// What one cell holds; nothing, where it is blank.
    pub(super) fn of(text: &[u8]) -> Self {
        let mut marks = text.iter().filter(|mark| !mark.is_ascii_whitespace());
        match marks.next() {
            None => Self::default(),
            // a figure may begin with a sign, a bracket or the sign of a currency
            Some(mark) if mark.is_ascii_alphabetic() => Self { words: true, figures: false },
            Some(_) if text.iter().any(u8::is_ascii_digit) => Self { figures: true, words: false },
            Some(_) => Self { words: true, figures: false },
        }
    }

    /// Whether a cell holds what others were seen to hold.
    pub(super) fn know(self, one: Self) -> bool {
        (self.figures || !one.figures) && (self.words || !one.words)
    }
}

/// An amount in hundredths with its decimals, or that there is none.
pub(super) type Cell = Option<(i32, u8)>;

impl Columns {
    /// The amount that a cell begins with and is, in hundredths with its decimals, and where the cell ends: told
    /// without looking for its end first. `None` where it is to be read otherwise.
    #[inline]
    pub(super) fn plain_amount(&self, bytes: &[u8], at: usize) -> Option<((i32, u8), usize)> {
        let (plain, length) = PlainAmount::read_start(bytes.get(at..)?, self.separator != b',')?;
        let end = self.end(bytes, at + length)?;
        Some((plain.hundredths()?, end))
    }

    /// The month that a cell is, `2010-04`, and where the cell ends; `None` where it is to be read otherwise.
    #[inline]
    pub(super) fn plain_month(&self, bytes: &[u8], at: usize) -> Option<(u16, usize)> {
        let end = self.end(bytes, at + MONTH)?;
        Some((plain(bytes.get(at..end)?, self)?, end))
    }

    /// An offset, where a cell that is not in quotes ends there.
    #[inline]
    fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let is_end = |mark: &u8| *mark == self.separator || matches!(mark, b'\n' | b'\r');
        bytes.get(at).is_none_or(is_end).then_some(at)
    }

    /// An amount, or that there is none; `None` where the ordinary reader must say what it is.
    #[inline]
    pub(super) fn amount(&self, text: &[u8]) -> Option<Cell> {
        let text = text.trim_ascii();
        if let Some(plain) = PlainAmount::read(text) {
            return plain.hundredths().map(Some);
        }
        match text {
            b"" => Some(None),
            b"-" => Some(self.dash_is_nil.then_some((0, 0))),
            _ => None,
        }
    }
}

/// The months that were read last, by how they are written: few are told apart in a table.
#[derive(Debug, Default)]
pub(super) struct Months {
    known: Vec<(Box<[u8]>, Option<u16>)>,
    last: usize,
}

/// How many ways of writing months are kept.
const MOST: usize = 512;

impl Months {
    /// The number of a month; `None` where the ordinary reader must say what stands here.
    #[inline]
    pub(super) fn number(&mut self, text: &[u8], columns: &Columns) -> Option<u16> {
        if text.len() == MONTH
            && let Some(number) = plain(text, columns)
        {
            return Some(number);
        }
        // months follow one another
        for at in [self.last, self.last + 1] {
            if let Some((known, number)) = self.known.get(at)
                && **known == *text
            {
                self.last = at;
                return *number;
            }
        }
        let known = self.known.iter().position(|(known, _)| **known == *text);
        let at = known.unwrap_or_else(|| {
            if self.known.len() >= MOST {
                self.known.clear();
            }
            self.known.push((text.into(), read(text, columns)));
            self.known.len() - 1
        });
        self.last = at;
        self.known.get(at)?.1
    }
}

/// How long `2010-04` is.
const MONTH: usize = 7;

/// Reads `2010-04`, where it is a month whatever stands around it.
#[inline]
fn plain(text: &[u8], columns: &Columns) -> Option<u16> {
    let digit =
        |at: usize| text.get(at).filter(|mark| mark.is_ascii_digit()).map(|mark| i32::from(mark - b'0'));
    if text.get(4) != Some(&b'-') {
        return None;
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    let number = digit(5)? * 10 + digit(6)?;
    let may_be_a_year = number == (year + 1) % 100;
    let is_month = (1..=12).contains(&number) && year >= 1000;
    let is_told = columns.ambiguous == Ambiguous::Month || !may_be_a_year;
    (is_month && is_told).then(|| MonthRow::number(year * 12 + number - 1)).flatten()
}

/// Reads any other way of writing a month.
fn read(text: &[u8], columns: &Columns) -> Option<u16> {
    let text = std::str::from_utf8(text).ok()?.trim();
    match period(text, columns.ambiguous, columns.year) {
        Ok(Period::Month(month)) => MonthRow::number(month.since_year_0()),
        _ => None,
    }
}

/// Whether a cell says nothing.
pub(super) fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Whether a line is blank, and so no row.
pub(super) fn is_blank_line(cells: &[Span], bytes: &[u8]) -> bool {
    cells.len() == 1 && cells.iter().all(|span| is_blank(&span.text(bytes)))
}

/// How many lines end in a text: with a line feed, a carriage return, or both.
pub(super) fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(crate::read::chunks::lines(bytes)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_holds() {
        let kinds = |text: &str| Kinds::of(text.as_bytes());
        let (figure, words) = (Kinds { figures: true, words: false }, Kinds { figures: false, words: true });
        assert!(["12", "(5)", "£3", "-.5", " 7"].iter().all(|text| kinds(text) == figure));
        assert!(["n/a", "-", "Ward 7", "…"].iter().all(|text| kinds(text) == words));
        assert_eq!(kinds("  "), Kinds::default());
        assert!(words.know(Kinds::default()) && !words.know(figure) && !Kinds::default().know(words));
    }
}
