//! How wide and how high the cells of a workbook are, so that what stands in them can be read.

use crate::wrapping::wrap;
use crate::write::{Cell, Column, Holds, Table};

/// The height of a line of text, in points.
pub(in crate::write) const LINE: u16 = 15;

/// The most lines of a row that are shown at once.
const LINES: u16 = 12;

/// The widths of columns, in characters: the narrowest, the widest, and those of a blank table.
const NARROW: u16 = 11;
const WIDE: u16 = 48;
const BLANK_TEXT: u16 = 28;
const BLANK: u16 = 14;

/// The room that the button of a filter takes beside a heading.
const BUTTON: usize = 4;

/// The characters in a line of a note, its width and the height of a line in pixels.
const NOTE: (u16, u32, u32) = (42, 290, 18);

/// The characters that a page is wide, at a size that can be read.
const A4: u16 = 190;
const A3: u16 = 300;

/// The paper that a sheet fits in its whole width.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Paper {
    A4,
    A3,
}

/// The paper for a sheet of this width; `None` where it needs several pages side by side.
pub(super) fn paper(width: u16) -> Option<Paper> {
    if width <= A4 { Some(Paper::A4) } else { (width <= A3).then_some(Paper::A3) }
}

/// The width of a column: of its longest cell, within bounds.
pub(super) fn width(table: &Table, at: usize) -> u16 {
    let Some(column) = table.columns.get(at) else { return NARROW };
    let cells = table.rows.iter().filter_map(|row| row.get(at));
    let wanted = match cells.map(|cell| shown(column, cell)).max().filter(|longest| *longest > 0) {
        Some(longest) => u16::try_from(longest + 3).unwrap_or(WIDE),
        None if column.holds == Holds::Text => BLANK_TEXT,
        None => BLANK,
    };
    let heading = column.name.chars().count() + BUTTON;
    wanted.max(u16::try_from(heading).unwrap_or(WIDE)).clamp(NARROW, WIDE)
}

/// The characters that a cell shows in its longest line.
fn shown(column: &Column, cell: &Cell) -> usize {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    match cell {
        Cell::Number(digits) if column.holds == Holds::Money => {
            let whole = digits.split('.').next().unwrap_or("").trim_start_matches('-').len();
            digits.len() + whole.saturating_sub(1) / 3
        }
        cell => longest(&cell.text()),
    }
}

/// The height of a row, where its wrapped texts need more than a line.
pub(super) fn height(columns: &[Column], cells: &[Cell], widths: &[u16]) -> Option<u16> {
    let wrapped =
        columns.iter().zip(cells).zip(widths).filter(|((column, _), _)| column.holds == Holds::Text);
    let most = wrapped.map(|((_, cell), width)| lines(&cell.text(), width.saturating_sub(2))).max()?;
    (most > 1).then(|| most.min(LINES) * LINE)
}

/// The lines that a text takes in a cell of this width.
pub(in crate::write) fn lines(text: &str, width: u16) -> u16 {
    let of_line = |line: &str| wrap(line, usize::from(width).max(1), 0).len();
    u16::try_from(text.split('\n').map(of_line).sum::<usize>()).unwrap_or(LINES)
}

/// The width and height of a note, in pixels.
pub(super) fn note(text: &str) -> (u32, u32) {
    let (characters, width, line) = NOTE;
    (width, (u32::from(lines(text, characters)) + 1) * line)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn a_text_takes_as_many_lines_as_its_words_need() {
        assert_eq!([lines("", 10), lines("one", 10), lines("one two three", 10)], [1, 1, 2]);
        assert_eq!([lines("one two t", 9), lines("one\ntwo", 9), lines("a\n\nb", 9)], [1, 2, 3]);
        assert_eq!(lines(&"x".repeat(25), 10), 3);
    }

    #[test]
    fn money_has_room_for_its_separators() {
        let tables = sample::tables();
        assert_eq!(width(&tables[0], 1), 32, "12,345,678,901,234,567,890.01 and room around it");
        let mut blank = tables[0].clone();
        blank.rows.clear();
        assert_eq!([width(&blank, 0), width(&blank, 1)], [BLANK_TEXT, BLANK]);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let mut table = sample::tables().remove(0);
        let widths = [20, 20, 20, 20];
        assert_eq!(height(&table.columns, &table.rows[0], &widths), None);
        table.rows[0][0] = Cell::Text("ten twenty thirty forty fifty".to_owned());
        assert_eq!(height(&table.columns, &table.rows[0], &widths), Some(2 * LINE));
        table.rows[0][0] = Cell::Text("word ".repeat(1000));
        assert_eq!(height(&table.columns, &table.rows[0], &widths), Some(LINES * LINE));
    }
}
