//! Separated text to a grid, with the physical line and character column of every cell. Only
//! well-formed text is read: a quote that is not closed is a problem at the place where it opens, and
//! reading goes on behind its line so that the rest of the file is judged too.

use super::records::{End, cell, ended};
use super::{Form, Grid, Limit, Limits};
use crate::location::{Place, SourceId};
use crate::problem::{Problem, ProblemKind};
use memchr::{memchr_iter, memchr2, memchr2_iter};
use std::borrow::Cow;

mod separator;

pub use separator::{named_separator, separates, sniff};

/// How many bytes a cell of a long text has at least, for the room that is made for them.
const LEAST_CELL: usize = 4;
/// The longest text of one file: places and cells are counted in 32 bits.
const MAX_TEXT: usize = u32::MAX as usize;

/// Reads separated text; the separator is sniffed where none is given.
pub fn read(
    source: SourceId,
    text: &str,
    separator: Option<u8>,
    hint: &str,
    group: u32,
    limits: &Limits,
) -> (Grid, Vec<Problem>) {
    let grid = Grid::new(source, Form::Text, hint, group);
    let mut pieces = Pieces::new(grid, text, separator, text.len(), limits);
    pieces.push(text);
    pieces.finish()
}

/// A text that is read in pieces, each from the start of a record to the end of one.
pub struct Pieces {
    grid: Grid,
    problems: Vec<Problem>,
    separator: u8,
    /// The length of a first line that names the separator.
    named: Option<usize>,
    /// The length of the whole text in bytes, until room is made for it.
    length: Option<usize>,
    limits: Limits,
    line: u32,
    /// Whether nothing more is read.
    is_over: bool,
}

impl Pieces {
    /// Nothing is read yet; `beginning` shows the separator where none is given. The grid is empty.
    pub fn new(grid: Grid, beginning: &str, separator: Option<u8>, length: usize, limits: &Limits) -> Self {
        let named = named_separator(beginning);
        let known = separator.or(named.map(|(separator, _)| separator));
        let separator = known.unwrap_or_else(|| sniff(beginning));
        let named = named.map(|(_, length)| length);
        let is_over = length > MAX_TEXT;
        let too_long = is_over.then(|| {
            let what = format!("the file is longer than {MAX_TEXT} bytes");
            let kind = ProblemKind::Limit { what, mend: "give it in parts".to_owned() };
            Problem::new(Place::File(grid.source), kind)
        });
        let problems = too_long.into_iter().collect();
        Self { grid, problems, separator, named, length: Some(length), limits: *limits, line: 1, is_over }
    }

    /// What separates its cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// Reads the next piece.
    pub fn push(&mut self, text: &str) {
        if self.is_over {
            return;
        }
        if let Some(length) = self.length.take() {
            self.make_room(text, length);
        }
        let mut scanner = Scanner::new(text, self.line, self.separator, &self.limits);
        if let Some(length) = self.named.take() {
            scanner.at = length;
            scanner.rest_of_line();
        }
        self.problems.extend(scanner.rows(&mut self.grid));
        (self.line, self.is_over) = (scanner.line, scanner.at < text.len());
    }

    /// Makes room for the whole text, as the piece shows how much its cells need.
    fn make_room(&mut self, text: &str, length: usize) {
        let count = |byte| memchr_iter(byte, text.as_bytes()).count();
        let cells = count(self.separator) + count(b'\n') + 1;
        // the rest may hold fewer than a first piece of blank cells
        let shown = if text.len() < length { length / (text.len() / cells).max(LEAST_CELL) } else { cells };
        self.grid.reserve(shown, length);
    }

    /// The rows, and what is wrong with them.
    pub fn finish(mut self) -> (Grid, Vec<Problem>) {
        self.grid.shrink();
        (self.grid, self.problems)
    }
}

/// Whether text begins, behind any apostrophes, with what a spreadsheet takes for a formula. Such text
/// is written with one more apostrophe before it, and read without it.
pub fn is_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text of a cell without its guard.
pub fn unguarded(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'\'') if is_guarded(text) => text.get(1..).unwrap_or_default(),
        _ => text,
    }
}

/// Adds the rows of some more text, whose first line is the given one, to a grid.
pub fn read_on(grid: &mut Grid, text: &str, line: u32, separator: u8, limits: &Limits) -> Vec<Problem> {
    Scanner::new(text, line, separator, limits).rows(grid)
}

/// Walks the rows of a text by the one grammar of [`records`](super::records), and tells where each
/// cell stands.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
    /// How far characters of the line have been counted: byte offset and characters.
    counted: (usize, u32),
    /// Whether every character is one byte.
    is_ascii: bool,
    separator: u8,
    limits: &'t Limits,
    /// The most cells of a row, and the most bytes of a cell.
    most: (usize, usize),
}

/// How many characters of a cell that is too long are kept.
const BEGINNING: usize = 1_000;

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(BEGINNING).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, line: u32, separator: u8, limits: &'t Limits) -> Self {
        let (is_ascii, counted) = (text.is_ascii(), (0, 0));
        let most = (limits.count(Limit::Columns), limits.count(Limit::Cell));
        Self { text, at: 0, line, line_start: 0, counted, is_ascii, separator, limits, most }
    }

    /// Reads every row into a grid.
    fn rows(&mut self, grid: &mut Grid) -> Vec<Problem> {
        let mut problems = Vec::new();
        while self.at < self.text.len() && self.row(grid, &mut problems) {}
        problems
    }

    /// The character column of the current byte offset in its line, from 1.
    fn column(&mut self) -> u32 {
        if self.is_ascii {
            return u32::try_from(self.at - self.line_start).unwrap_or(u32::MAX) + 1;
        }
        let (from, chars) =
            if self.counted.0 >= self.line_start { self.counted } else { (self.line_start, 0) };
        // what is no continuation of a character begins one
        let begins = |byte: &&u8| !matches!(**byte, 0x80..=0xBF);
        let more =
            self.text.as_bytes().get(from..self.at).map_or(0, |part| part.iter().filter(begins).count());
        let chars = chars + u32::try_from(more).unwrap_or(0);
        self.counted = (self.at, chars);
        chars + 1
    }

    /// Goes on to an offset, counting the lines that end before it.
    fn pass(&mut self, to: usize) {
        let bytes = self.text.as_bytes();
        for end in memchr2_iter(b'\n', b'\r', bytes.get(self.at..to).unwrap_or_default()) {
            let end = self.at + end;
            let goes_on = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
            if !goes_on {
                self.line += 1;
                self.line_start = end + 1;
            }
        }
        self.at = to;
    }

    /// Reads a row; gives whether to go on behind it.
    fn row(&mut self, grid: &mut Grid, problems: &mut Vec<Problem>) -> bool {
        let blank;
        let mut cells = 0;
        loop {
            let (line, column) = (self.line, self.column());
            let place = Place::Cell { source: grid.source, line, column };
            cells += 1;
            if cells > self.most.0 {
                let most = self.limits.show(Limit::Columns);
                let what = format!("this row has more than {most} cells, the most that are read");
                let mend = "check the separator (--separator), or give the table in parts";
                let kind = self.limits.exceeded(Limit::Columns, what, mend);
                problems.push(Problem::new(place, kind));
                grid.end_row();
                return false;
            }
            if self.text.as_bytes().get(self.at) == Some(&self.separator) {
                grid.push_cell("", line, column); // most cells of a wide table are blank
                self.at += 1;
                continue;
            }
            let Some((span, end)) = cell(self.text.as_bytes(), self.at, self.separator) else {
                problems.push(unclosed(place));
                grid.push_cell(self.rest_of_line(), line, column);
                grid.end_row();
                return true;
            };
            let is_quoted = span.start > self.at;
            let raw = self.text.get(span.start..span.end).unwrap_or_default();
            let content =
                if span.doubled { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) };
            if content.len() > self.most.1 {
                let mend = "shorten the text; if a quote is not closed above it, close it";
                problems.push(Problem::new(place, self.limits.cell(content.len(), mend)));
            }
            // of what is too long its beginning stands for it
            let kept = match content.len() > self.most.1 {
                true => beginning(&content),
                false => &content,
            };
            grid.push_cell(unguarded(kept), line, column);
            if !is_quoted {
                self.at = span.end; // no line ends in it
            }
            match end {
                End::Cell(next) if !is_quoted => self.at = next,
                End::Cell(next) => self.pass(next),
                End::Record(next) => {
                    blank = cells == 1 && !is_quoted && content.trim().is_empty();
                    self.pass(next);
                    break;
                }
            }
        }
        if blank {
            grid.drop_row();
        } else {
            grid.end_row();
        }
        true
    }

    /// Takes what is left of the line; its end is taken, too.
    fn rest_of_line(&mut self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let end = self.at + length;
        match ended(self.text.as_bytes(), end, self.separator) {
            End::Cell(next) | End::Record(next) => self.pass(next),
        }
        rest.get(..length).unwrap_or_default()
    }
}

fn unclosed(place: Place) -> Problem {
    let what = "the quoted cell that begins here is not closed, or holds a single quote mark";
    let mend = "close it with a quote mark before the separator; write a quote mark inside a quoted cell twice (\"\")";
    Problem::new(place, ProblemKind::syntax(what, mend))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> (Grid, Vec<Problem>) {
        read(SourceId(0), text, None, "", 0, &Limits::DEFAULT)
    }

    fn line_column(place: Place) -> (u32, u32) {
        match place {
            Place::Cell { line, column, .. } => (line, column),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_and_columns_are_physical() {
        let (grid, problems) = grid("a,b\r\n\r\n\"x\ny\",£,z\r\nlast,\"q\"\"r\"\n");
        assert!(problems.is_empty());
        assert_eq!(grid.len(), 3, "blank lines are no rows");
        assert_eq!(grid.text(1, 0), "x\ny");
        assert_eq!(line_column(grid.place(1, 0)), (3, 1));
        assert_eq!(line_column(grid.place(1, 2)), (4, 6), "behind a line break inside the cell before");
        assert_eq!(grid.text(2, 1), "q\"r");
        assert_eq!(line_column(grid.place(2, 1)), (5, 6));
    }

    #[test]
    fn the_separator_is_the_one_that_divides_every_line() {
        for (text, cells) in [
            ("Scheme;Plan;Actual\nA, B and C;1,234;2,345\nD, E;1,200;3,400\n", ["Scheme", "Plan", "Actual"]),
            ("sep=;\nScheme;Plan;Actual\nA,B,C,D;1;2\n", ["Scheme", "Plan", "Actual"]),
            ("Scheme,Needs,Plan\nA,B; C; D,1\nE,F; G; H; I,2\n", ["Scheme", "Needs", "Plan"]),
            ("Scheme|Plan|Actual\nA, B|1,000|2,000\n", ["Scheme", "Plan", "Actual"]),
            ("5\" hose;\"1;2\";x\na;b;c\n", ["5\" hose", "1;2", "x"]),
        ] {
            let (grid, problems) = grid(text);
            assert!(problems.is_empty());
            assert_eq!(grid.row(0).collect::<Vec<_>>(), cells);
        }
        let notes: String = (1..41).map(|at| format!("Note {at}, as agreed\n")).collect();
        let rows = "A;1;2\n".repeat(200);
        assert_eq!(sniff(&format!("{notes}Scheme;Plan;Actual\n{rows}")), b';', "behind many titles");
        let (grid, _) = grid("sep=;\na;b\n");
        assert_eq!(line_column(grid.place(0, 0)), (2, 1), "lines are counted with the first");
    }

    #[test]
    fn what_is_too_large_names_the_limit() {
        let (_, problems) = grid(&format!("a,b\n{},1\n", "x".repeat((1 << 20) + 1)));
        assert!(matches!(&problems[0].kind, ProblemKind::Limit { what, .. } if what.contains("1 MB")));
        let (grid, problems) = grid(&",".repeat(16_389));
        assert_eq!(problems.len(), 1);
        assert!(matches!(&problems[0].kind, ProblemKind::Limit { what, .. } if what.contains("16,384")));
        assert_eq!(grid.len(), 1);
    }

    #[test]
    fn an_unclosed_quote_is_named_where_it_opens_and_the_rest_is_read() {
        let (grid, problems) = grid("a,b\n1,\"open\n2,\"x\"\n3,y\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(line_column(problems[0].place), (2, 3));
        assert_eq!(grid.len(), 4);
        assert_eq!(grid.text(2, 1), "x");
        assert_eq!(line_column(grid.place(3, 0)), (4, 1));
    }
}
