//! Separated text to a grid, with the physical line and character column of every cell. Only
//! well-formed text is read: a quote that is not closed is a problem at the place where it opens, and
//! reading goes on behind its line so that the rest of the file is judged too.

use super::{Form, Grid};
use crate::location::{Place, SourceId};
use crate::problem::{Problem, ProblemKind};

/// The separators that are recognised.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads separated text; the separator is sniffed where none is given.
#[must_use]
pub fn read(
    source: SourceId,
    text: &str,
    separator: Option<char>,
    hint: &str,
    group: u32,
) -> (Grid, Vec<Problem>) {
    let separator = separator.unwrap_or_else(|| sniff(text));
    let mut scanner = Scanner { text, at: 0, line: 1, line_start: 0, counted: (0, 0), separator };
    let mut grid = Grid::new(source, Form::Text, hint, group);
    let mut problems = Vec::new();
    while !scanner.done() {
        scanner.row(source, &mut grid, &mut problems);
    }
    (grid, problems)
}

/// Whether a character may separate cells.
#[must_use]
pub fn separates(c: char) -> bool {
    SEPARATORS.contains(&c)
}

/// Whether text begins, behind any apostrophes, with what a spreadsheet takes for a formula. Such text
/// is written with one more apostrophe before it, and read without it.
#[must_use]
pub fn is_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text of a cell without its guard.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| is_guarded(text)).unwrap_or(text)
}

/// The separator found most often outside quotes in the first lines.
fn sniff(text: &str) -> char {
    let mut counts = [0usize; SEPARATORS.len()];
    let mut quoted = false;
    for (lines, line) in text.lines().enumerate() {
        if lines > 50 {
            break;
        }
        for c in line.chars() {
            if c == '"' {
                quoted = !quoted;
            } else if !quoted && let Some(at) = SEPARATORS.iter().position(|s| *s == c) {
                counts[at] += 1;
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let at = counts.iter().position(|count| *count == most && most > 0).unwrap_or(0);
    SEPARATORS[at]
}

/// What ended a cell.
#[derive(PartialEq, Eq)]
enum End {
    Cell,
    Row,
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
    /// How far characters of the line have been counted: byte offset and characters.
    counted: (usize, u32),
    separator: char,
}

impl Scanner<'_> {
    fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// The character column of a byte offset in the current line, from 1.
    fn column(&mut self) -> u32 {
        let (from, chars) = if self.counted.0 >= self.line_start && self.counted.0 <= self.at {
            self.counted
        } else {
            (self.line_start, 0)
        };
        let more = self.text.get(from..self.at).map_or(0, |part| part.chars().count());
        let chars = chars + u32::try_from(more).unwrap_or(0);
        self.counted = (self.at, chars);
        chars + 1
    }

    fn new_line(&mut self) {
        self.line += 1;
        self.line_start = self.at;
        self.counted = (self.at, 0);
    }

    fn row(&mut self, source: SourceId, grid: &mut Grid, problems: &mut Vec<Problem>) {
        let mut blank = true;
        loop {
            let (line, column) = (self.line, self.column());
            let begin = self.at;
            let quoted = self.text[self.at..].trim_start_matches([' ']).starts_with('"');
            let end = if quoted {
                match self.quoted() {
                    Ok((content, end)) => {
                        blank = false;
                        grid.push_cell(unguarded(&content), line, column);
                        end
                    }
                    Err(()) => {
                        problems.push(Problem::new(
                            Place::Cell { source, line, column },
                            ProblemKind::Syntax {
                                what: "the quoted cell that begins here is not closed, or holds a single quote mark"
                                    .to_owned(),
                                mend: "close it with a quote mark before the separator; write a quote mark inside a quoted cell twice (\"\")"
                                    .to_owned(),
                            },
                        ));
                        (self.at, self.line, self.line_start) = (begin, line, self.start_of(begin));
                        self.counted = (self.line_start, 0);
                        blank = false;
                        let rest = self.rest_of_line();
                        grid.push_cell(rest, line, column);
                        End::Row
                    }
                }
            } else {
                let (content, end) = self.plain();
                blank &= content.trim().is_empty() && end == End::Row;
                grid.push_cell(unguarded(content), line, column);
                end
            };
            if end == End::Row {
                break;
            }
            blank = false;
        }
        if blank {
            grid.drop_row();
        } else {
            grid.end_row();
        }
    }

    fn start_of(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1)
    }

    fn rest_of_line(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let content = &rest[..length];
        self.at += length;
        self.line_end();
        content
    }

    /// Takes a line end, if one stands here.
    fn line_end(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = if rest.starts_with("\r\n") {
            2
        } else if rest.starts_with(['\n', '\r']) {
            1
        } else {
            return false;
        };
        self.at += length;
        self.new_line();
        true
    }

    /// An unquoted cell: quote marks inside it are ordinary characters.
    fn plain(&mut self) -> (&str, End) {
        let separator = self.separator;
        let rest = &self.text[self.at..];
        let length = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
        let content = &rest[..length];
        self.at += length;
        let end = self.end_of_cell();
        (content, end.unwrap_or(End::Row))
    }

    /// Takes what ends a cell: a separator, a line end or the end of the text.
    fn end_of_cell(&mut self) -> Option<End> {
        if self.done() || self.line_end() {
            return Some(End::Row);
        }
        if self.peek() == Some(self.separator) {
            self.at += self.separator.len_utf8();
            return Some(End::Cell);
        }
        None
    }

    /// A quoted cell. Fails when it is not closed before a separator or a line end.
    fn quoted(&mut self) -> Result<(String, End), ()> {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        self.at += 1;
        let mut content = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            let stop = rest.find(['"', '\n', '\r']).ok_or(())?;
            content.push_str(&rest[..stop]);
            self.at += stop;
            if !rest[stop..].starts_with('"') {
                let before = self.at;
                self.line_end();
                content.push_str(&self.text[before..self.at]);
                continue;
            }
            self.at += 1;
            if self.peek() == Some('"') {
                content.push('"');
                self.at += 1;
                continue;
            }
            while self.peek() == Some(' ') && self.separator != ' ' {
                self.at += 1;
            }
            return self.end_of_cell().map(|end| (content, end)).ok_or(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> (Grid, Vec<Problem>) {
        read(SourceId(0), text, None, "", 0)
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
    fn separators_are_sniffed_and_quotes_inside_a_plain_cell_are_ordinary() {
        let (grid, _) = grid("a;b\n5\" hose;\"1;2\"\n");
        assert_eq!(grid.text(1, 0), "5\" hose");
        assert_eq!(grid.text(1, 1), "1;2");
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

    #[test]
    fn the_csv_crate_agrees_on_well_formed_text() {
        let text = "a,b,c\n\"1,2\",\"x\"\"y\",\n,,3\n\"line\nbreak\",4,5\n";
        let (grid, _) = grid(text);
        let mut oracle =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for (at, record) in oracle.records().enumerate() {
            let record = record.unwrap();
            let ours: Vec<&str> = (0..grid.width(at)).map(|column| grid.text(at, column)).collect();
            assert_eq!(ours, record.iter().collect::<Vec<_>>());
        }
    }
}
