//! The records of a chunk of separated text, cell by cell, without a copy: the quick way of reading
//! what [`super::csv`] reads, for well-formed records.

use super::chunks::{Closing, closing, spaces};
use memchr::{memchr, memchr2, memchr3, memrchr};
use std::borrow::Cow;

/// A cell as a range of its chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first byte, behind an opening quote.
    pub start: usize,
    /// Behind its last byte, before a closing quote.
    pub end: usize,
    /// Whether quotes stand inside it doubled.
    pub doubled: bool,
}

impl Span {
    /// The text of the cell.
    pub fn text<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let raw = bytes.get(self.start..self.end).unwrap_or_default();
        if !self.doubled {
            return Cow::Borrowed(raw);
        }
        let mut text = Vec::with_capacity(raw.len());
        let mut marks = raw.iter();
        while let Some(mark) = marks.next() {
            text.push(*mark);
            if *mark == b'"' {
                marks.next();
            }
        }
        Cow::Owned(text)
    }
}

/// What ends a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A separator: the next cell begins here.
    Cell(usize),
    /// A line end, or the end of the text: the next record begins here.
    Record(usize),
}

/// Reads the cell that begins at `at`. `None` where a quote is not closed before a separator or a
/// line end.
pub fn cell(bytes: &[u8], at: usize, separator: u8) -> Option<(Span, End)> {
    let rest = bytes.get(at..).unwrap_or_default();
    let spaces = spaces(rest, separator);
    if rest.get(spaces) == Some(&b'"') {
        return quoted(bytes, at + spaces, separator);
    }
    let end = at + memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
    Some((Span { start: at, end, doubled: false }, ended(bytes, end, separator)))
}

fn quoted(bytes: &[u8], open: usize, separator: u8) -> Option<(Span, End)> {
    let Closing::Behind(behind) = closing(bytes, open, separator, true) else { return None };
    let end = open + 1 + memrchr(b'"', bytes.get(open + 1..behind)?)?;
    let doubled = memchr(b'"', bytes.get(open + 1..end)?).is_some();
    Some((Span { start: open + 1, end, doubled }, ended(bytes, behind, separator)))
}

/// What stands at the end of a cell.
pub fn ended(bytes: &[u8], at: usize, separator: u8) -> End {
    match bytes.get(at) {
        Some(byte) if *byte == separator => End::Cell(at + 1),
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => End::Record(at + 2),
        Some(_) => End::Record(at + 1),
        None => End::Record(at),
    }
}

/// Splits the record that begins at `at` into `cells`, and gives where the next begins. Where its
/// quotes are not well formed that is an error, which gives the start of the next line.
///
/// # Errors
/// The offset of the line behind a quote that is not closed.
pub fn split(bytes: &[u8], at: usize, separator: u8, cells: &mut Vec<Span>) -> Result<usize, usize> {
    cells.clear();
    let mut from = at;
    loop {
        let Some((span, end)) = cell(bytes, from, separator) else {
            let rest = bytes.get(from..).unwrap_or_default();
            let line = from + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            return Err(match ended(bytes, line, separator) {
                End::Cell(next) | End::Record(next) => next,
            });
        };
        cells.push(span);
        match end {
            End::Cell(next) => from = next,
            End::Record(next) => return Ok(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::SourceId;
    use proptest::prelude::*;

    fn records(text: &str) -> Option<Vec<Vec<String>>> {
        let bytes = text.as_bytes();
        let (mut at, mut cells, mut records) = (0, Vec::new(), Vec::new());
        while at < bytes.len() {
            at = split(bytes, at, b',', &mut cells).ok()?;
            let texts = cells.iter().map(|span| String::from_utf8(span.text(bytes).into_owned()).unwrap());
            records.push(texts.collect::<Vec<_>>());
        }
        Some(records)
    }

    #[test]
    fn quotes_spaces_and_line_ends() {
        assert_eq!(
            records("a, \"b\"\"c\" ,5\" d\r\n\"x\ny\",,\n").unwrap(),
            [vec!["a", "b\"c", "5\" d"], vec!["x\ny", "", ""]]
        );
        assert_eq!(records("a,\"b\"").unwrap(), [["a", "b"]]);
        assert_eq!(records("a,\"b\"\"").as_deref(), None, "not closed");
    }

    /// Text of the marks that matter.
    const MARKS: &str = "(\"|\"\"|,|\n|\r\n|\r| |a|1\\.5|£|,\"x,\"\"y\n\",){0,40}";

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn the_quick_way_reads_what_the_ordinary_reader_reads(text in MARKS) {
            let (grid, problems) = crate::read::csv::read(SourceId(0), &text, Some(b','), "", 0, &crate::read::Limits::DEFAULT);
            match records(&text) {
                Some(records) => {
                    prop_assert!(problems.is_empty());
                    // the reader leaves out lines that hold nothing at all
                    let filled = records.iter().filter(|r| r.len() > 1 || !r[0].trim().is_empty());
                    let ours: Vec<&Vec<String>> = filled.filter(|r| **r != [""]).collect();
                    let theirs: Vec<Vec<String>> = (0..grid.len())
                        .map(|row| (0..grid.width(row)).map(|at| grid.text(row, at).to_owned()).collect())
                        .collect();
                    prop_assert_eq!(ours, theirs.iter().filter(|r| r.len() > 1 || !r[0].trim().is_empty()).collect::<Vec<_>>());
                }
                None => prop_assert!(!problems.is_empty(), "{:?}", text),
            }
        }

        /// But for spaces before a quote, which that crate takes for text.
        #[test]
        fn and_what_the_csv_crate_reads(cells in proptest::collection::vec(proptest::collection::vec("([a-c,\"\n\r][a-c,\"\n\r ]{0,5})?", 2..5), 1..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut oracle = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                oracle.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(records(&text).unwrap(), theirs);
        }
    }
}
