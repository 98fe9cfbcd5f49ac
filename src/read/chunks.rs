//! A long separated text in pieces that end where a record ends, so that several threads can read it
//! and none holds the whole. Quotes are walked exactly, as [`super::csv`] reads them: counting them is
//! wrong where one stands inside an unquoted cell.

use memchr::{memchr, memchr_iter, memchr2, memrchr};
use std::io::{self, Read};

/// How much is read at a time, in bytes.
pub const CHUNK: usize = 1 << 20;
/// The longest record that is cut at its end; longer ones are read with the whole file.
const LONGEST: usize = 4 * CHUNK;

/// A piece of the text, from the start of a record to the end of one.
#[derive(Debug, Default)]
pub struct Chunk {
    buffer: Vec<u8>,
    /// Which piece of the text it is, from 0.
    pub number: u32,
    /// The physical line on which it begins.
    pub line: u32,
}

impl Chunk {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer
    }
}

/// What became of a request for a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Here it is.
    Chunk,
    /// The text has ended.
    End,
    /// A record does not end within reason: a quote is not closed, or there are no line ends.
    Endless,
}

/// Cuts what it reads into pieces.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    separator: u8,
    carry: Vec<u8>,
    ended: bool,
    number: u32,
    line: u32,
    /// How much is read at a time, in bytes.
    size: usize,
}

impl<R: Read> Chunks<R> {
    /// Pieces of an input of cells divided by `separator`.
    pub fn new(input: R, separator: u8) -> Self {
        Self::of_size(input, separator, CHUNK)
    }

    /// The same in pieces of about so many bytes.
    pub fn of_size(input: R, separator: u8, size: usize) -> Self {
        Self { input, separator, carry: Vec::new(), ended: false, number: 0, line: 1, size }
    }

    /// Fills a piece, reusing its memory.
    ///
    /// # Errors
    /// What the input reports.
    pub fn fill(&mut self, chunk: &mut Chunk) -> io::Result<Filled> {
        let mut room = self.size.max(self.carry.len() + self.size / 2);
        std::mem::swap(&mut chunk.buffer, &mut self.carry);
        self.carry.clear();
        loop {
            self.read_to(&mut chunk.buffer, room)?;
            let bytes = chunk.buffer.as_slice();
            let cut = if self.ended { bytes.len() } else { last_end(bytes, self.separator) };
            if cut > 0 {
                self.carry.extend_from_slice(bytes.get(cut..).unwrap_or_default());
                chunk.buffer.truncate(cut);
                (chunk.number, chunk.line) = (self.number, self.line);
                self.number += 1;
                let lines = lines(chunk.bytes());
                self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                return Ok(Filled::Chunk);
            }
            if self.ended {
                return Ok(Filled::End);
            }
            if room >= LONGEST {
                return Ok(Filled::Endless);
            }
            room = (2 * room).min(LONGEST);
        }
    }

    /// Reads on until there are so many bytes or the input has ended.
    fn read_to(&mut self, buffer: &mut Vec<u8>, room: usize) -> io::Result<()> {
        let more = room.saturating_sub(buffer.len());
        let read = self.input.by_ref().take(more as u64).read_to_end(buffer)?;
        self.ended |= read < more;
        Ok(())
    }
}

/// How many lines end in a text: with a line feed, a carriage return, or both.
pub fn lines(bytes: &[u8]) -> usize {
    let feeds = memchr_iter(b'\n', bytes).count();
    // most texts have none
    let lone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    feeds + lone
}

/// The offset behind the last line end that is also a record's end; 0 where there is none. What
/// follows the text is unknown, so that a quote at its very end closes nothing yet.
pub fn last_end(bytes: &[u8], separator: u8) -> usize {
    let (mut cut, mut from) = (0, 0);
    let unquoted_end = |from: usize, to: usize, cut: usize| {
        let stretch = bytes.get(from..to).unwrap_or_default();
        memrchr(b'\n', stretch).map_or(cut, |at| from + at + 1)
    };
    // everything before `from` is outside quotes or behind them
    let mut searched = 0;
    while let Some(found) = bytes.get(searched..).and_then(|rest| memchr(b'"', rest)) {
        let quote = searched + found;
        if !opens_cell(bytes, from, quote, separator) {
            searched = quote + 1;
            continue;
        }
        cut = unquoted_end(from, quote, cut);
        match closing(bytes, quote, separator, false) {
            Closing::Behind(at) => (from, searched) = (at, at),
            Closing::Never(line_end) => (from, searched) = (line_end, line_end + 1),
            Closing::Unknown => return cut,
        }
    }
    unquoted_end(from, bytes.len(), cut)
}

/// Whether the quote at `at` is the first mark of its cell, spaces apart. `from` is where a record or
/// the text behind a quoted cell begins.
fn opens_cell(bytes: &[u8], from: usize, at: usize, separator: u8) -> bool {
    let before = bytes.get(from..at).unwrap_or_default();
    let mut marks = before.iter().rev().skip_while(|byte| **byte == b' ' && separator != b' ');
    match marks.next() {
        Some(byte) => *byte == separator || matches!(byte, b'\n' | b'\r'),
        None => from == 0,
    }
}

/// How many spaces a text begins with that say nothing; where they separate cells, none.
pub(super) fn spaces(text: &[u8], separator: u8) -> usize {
    if separator == b' ' { 0 } else { text.iter().take_while(|byte| **byte == b' ').count() }
}

/// Where a quoted cell ends.
pub(super) enum Closing {
    /// Behind its closing quote and the spaces after it.
    Behind(usize),
    /// The quote is not closed before a separator or a line end; the line ends here.
    Never(usize),
    /// The text ends before that can be told.
    Unknown,
}

/// The end of the quoted cell whose opening quote stands at `open`; `is_whole` says that nothing
/// follows the text.
pub(super) fn closing(bytes: &[u8], open: usize, separator: u8, is_whole: bool) -> Closing {
    let from = |at: usize| bytes.get(at..).unwrap_or_default();
    let never = || match memchr2(b'\n', b'\r', from(open)) {
        Some(end) => Closing::Never(open + end),
        None if is_whole => Closing::Never(bytes.len()),
        None => Closing::Unknown,
    };
    let mut at = open + 1;
    loop {
        let Some(found) = memchr(b'"', from(at)) else {
            return if is_whole { never() } else { Closing::Unknown };
        };
        at += found + 1;
        if bytes.get(at) != Some(&b'"') {
            break;
        }
        at += 1;
    }
    let behind = at + spaces(from(at), separator);
    match bytes.get(behind) {
        None if is_whole => Closing::Behind(behind),
        None => Closing::Unknown,
        Some(byte) if *byte == separator || matches!(byte, b'\n' | b'\r') => Closing::Behind(behind),
        Some(_) => never(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, step: usize) -> Vec<String> {
        /// Gives a few bytes at a time.
        struct Slow<'t>(&'t [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                let n = self.1.min(out.len()).min(self.0.len());
                out[..n].copy_from_slice(&self.0[..n]);
                self.0 = &self.0[n..];
                Ok(n)
            }
        }
        let mut chunks = Chunks::new(Slow(text.as_bytes(), step), b',');
        let mut chunk = Chunk::default();
        let mut pieces = Vec::new();
        while chunks.fill(&mut chunk).unwrap() == Filled::Chunk {
            pieces.push(String::from_utf8(chunk.bytes().to_vec()).unwrap());
        }
        pieces
    }

    #[test]
    fn records_are_cut_at_line_ends_outside_quotes() {
        let end = |text: &str| last_end(text.as_bytes(), b',');
        assert_eq!(end("a,b\nc,d"), 4);
        assert_eq!(end("a,\"b\nc\",d\ne"), 10);
        assert_eq!(end("a,\"b\nc"), 0, "the cell may go on");
        assert_eq!(end("a\nb,\"c\""), 2, "the quote may be the first of two");
        assert_eq!(
            end("5\" hose,1\n6\" hose,2\nx"),
            20,
            "a quote inside an unquoted cell is a mark like any"
        );
        assert_eq!(end("a,\"b\" c\nd,e\nf"), 12, "a cell that is not closed ends with its line");
        assert_eq!(end("a, \"b\n\"\n"), 8, "spaces before a quote");
        assert_eq!(end("\"a\"\"\nb\"\nc"), 8);
    }

    #[test]
    fn pieces_are_whole_records_and_lose_nothing() {
        let row = "London,\"A, B\nC\",\"5\"\" hose\",5\" pipe,1\r\n";
        let text = row.repeat(3 * CHUNK / row.len());
        for step in [CHUNK / 3, 70_001] {
            let pieces = pieces(&text, step);
            assert!(pieces.len() > 2);
            assert!(pieces.iter().all(|piece| piece.len() % row.len() == 0));
            assert_eq!(pieces.concat(), text);
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        let text = format!("a,\"b{}", "x\n".repeat(LONGEST));
        let mut chunks = Chunks::new(text.as_bytes(), b',');
        assert_eq!(chunks.fill(&mut Chunk::default()).unwrap(), Filled::Endless);
    }
}
