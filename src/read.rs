//! File formats: bytes become grids of located text cells. Knows nothing of savings plans.

use crate::location::{NameId, Place, SourceId};

pub use limits::{Limit, Limits};

pub mod chunks;
pub mod csv;
pub mod encoding;
pub mod json;
pub mod limits;
pub mod records;
pub mod workbook;

/// Text without the spaces around it. Most has none.
#[inline]
pub fn trim(text: &str) -> &str {
    let is_mark = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_mark(bytes.first()) && is_mark(bytes.last()) { text } else { text.trim() }
}

/// What kind of place the cells of a grid have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text file: physical line and character column.
    Text,
    Sheet(NameId),
    /// A JSON table: the prefix of its pointer; columns are interned keys.
    Json(NameId),
}

/// A cell of a grid: where its text ends in [`Grid::text`] (it begins where the one before ends), and
/// where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct GridCell {
    end: u32,
    line: u32,
    column: u32,
}

/// A table of text cells as it stands in a file, rows ragged, nothing interpreted.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The input.
    pub source: SourceId,
    /// What its places look like.
    pub form: Form,
    /// A hint at the table: a file's stem, a sheet's name, a JSON key.
    pub hint: String,
    /// What groups tables into one plan: a folder, a file, or a JSON object.
    pub group: u32,
    /// The name the group gives an organisation that no cell names: a folder's or a file's.
    pub owner: String,
    /// The number that people give the first row of an array of JSON, whose index is 0; elsewhere rows have the
    /// numbers of their lines, and this is 0.
    pub first_number: u32,
    /// The row behind which each row is a column of the file: such rows stand on no line.
    pub turned_behind: Option<usize>,
    /// Rows that show what the columns hold and whose cells are kept elsewhere, in order.
    pub samples: Vec<usize>,
    text: String,
    cells: Vec<GridCell>,
    rows: Vec<u32>,
}

impl Grid {
    /// An empty grid.
    pub fn new(source: SourceId, form: Form, hint: &str, group: u32) -> Self {
        Self {
            source,
            form,
            hint: hint.to_owned(),
            group,
            owner: String::new(),
            first_number: 0,
            turned_behind: None,
            samples: Vec::new(),
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Makes room for so many cells and bytes of text, where there is so much; else it is made as they
    /// come.
    pub fn reserve(&mut self, cells: usize, text: usize) {
        if self.cells.try_reserve_exact(cells).is_ok() {
            self.text.try_reserve_exact(text).unwrap_or_default();
        }
    }

    /// Adds a cell to the row that is being built.
    pub fn push_cell(&mut self, text: &str, line: u32, column: u32) {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.cells.push(GridCell { end, line, column });
    }

    /// Adds a cell that stands where one of another grid of the same input does.
    pub fn push_at(&mut self, from: &Self, row: usize, column: usize, text: &str) {
        let (line, column) = match from.place(row, column) {
            Place::Cell { line, column, .. } | Place::Sheet { row: line, column, .. } => (line, column),
            _ => (from.line(row), 1),
        };
        self.push_cell(text, line, column);
    }

    /// Adds a row of another grid as it stands.
    pub fn push_row(&mut self, from: &Self, row: usize) {
        for column in 0..from.width(row) {
            self.push_at(from, row, column, from.text(row, column));
        }
        self.end_row();
    }

    /// An empty grid of the same source and owner, by another hint.
    pub fn alike(&self, hint: &str) -> Self {
        let mut out = Self::new(self.source, self.form, hint, self.group);
        out.owner.clone_from(&self.owner);
        out
    }

    /// Ends the row that is being built.
    pub fn end_row(&mut self) {
        self.rows.push(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
    }

    /// Forgets the cells of the row that is being built.
    pub fn drop_row(&mut self) {
        let end = self.rows.last().map_or(0, |end| *end as usize);
        self.cells.truncate(end);
        self.text.truncate(self.start(end));
    }

    /// Gives back what was reserved for further rows.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
    }

    /// The same rows in tables of at most so many each, so that what is read of it can be given back.
    pub fn into_parts(mut self, rows: usize) -> Vec<Self> {
        let rows = rows.max(1);
        let mut parts = Vec::new();
        // from the end, where a table is shortened without being moved
        while self.len() > rows {
            let first = (self.len() - 1) / rows * rows;
            parts.push(self.split_off(first));
            self.shrink();
        }
        parts.push(self);
        parts.reverse();
        parts
    }

    /// The rows from the given one on, taken out of the table.
    fn split_off(&mut self, row: usize) -> Self {
        let cell = self.range(row).start;
        let text = self.start(cell);
        let less = |end: u32, by: usize| end - u32::try_from(by).unwrap_or(end);
        let mut rest = Self::new(self.source, self.form, &self.hint, self.group);
        rest.owner.clone_from(&self.owner);
        rest.first_number = self.first_number;
        rest.text = self.text.split_off(text);
        rest.cells = self.cells.split_off(cell);
        rest.cells.iter_mut().for_each(|cell| cell.end = less(cell.end, text));
        rest.rows = self.rows.split_off(row);
        rest.rows.iter_mut().for_each(|end| *end = less(*end, cell));
        rest
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let end = self.rows.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |s| *s as usize);
        start..end
    }

    /// The number of cells of a row.
    pub fn width(&self, row: usize) -> usize {
        self.range(row).len()
    }

    /// The text of a cell, blank beyond the row's end.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let range = self.range(row);
        let at = range.start + column;
        let cell = self.cells.get(at).filter(|_| range.contains(&at));
        cell.and_then(|cell| self.text.get(self.start(at)..cell.end as usize)).unwrap_or("")
    }

    /// Where the text of a cell begins.
    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.cells.get(before)).map_or(0, |before| before.end as usize)
    }

    /// The place of a cell; beyond the row's end, of its last cell.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let cells = self.cells.get(self.range(row)).unwrap_or(&[]);
        let Some(cell) = cells.get(column).or_else(|| cells.last()) else {
            return Place::File(self.source);
        };
        let (source, line, column) = (self.source, cell.line, cell.column);
        match self.form {
            Form::Text => Place::Cell { source, line, column },
            Form::Sheet(sheet) => Place::Sheet { source, sheet, row: line, column },
            Form::Json(prefix) => Place::Json { source, prefix, row: line, key: NameId(column) },
        }
    }

    /// The physical line, or the row of a sheet, on which a row begins; of an array of JSON its number from 1. 0
    /// where it begins on none.
    pub fn line(&self, row: usize) -> u32 {
        if self.turned_behind.is_some_and(|last| row > last) {
            return 0;
        }
        let first = self.cells.get(self.range(row).start);
        let number = |cell: &GridCell| cell.line.checked_add(self.first_number).unwrap_or(1);
        first.filter(|_| self.width(row) > 0).map_or(0, number)
    }

    /// The row of a place of this table.
    pub fn row_at(&self, place: Place) -> Option<usize> {
        let (line, _) = self.line_of(place)?;
        let at = self.first_cell(line)?;
        self.cells.get(at).filter(|cell| cell.line == line)?;
        Some(self.rows.partition_point(|end| *end as usize <= at))
    }

    /// The line and column of a place, where it is one of this table.
    fn line_of(&self, place: Place) -> Option<(u32, u32)> {
        let found = match (place, self.form) {
            (Place::Cell { line, column, .. }, Form::Text) => (line, column),
            (Place::Sheet { sheet, row, column, .. }, Form::Sheet(own)) if sheet == own => (row, column),
            (Place::Json { prefix, row, key, .. }, Form::Json(own)) if prefix == own => (row, key.0),
            _ => return None,
        };
        (place.source() == self.source).then_some(found)
    }

    /// The first cell that stands on a line or below it.
    fn first_cell(&self, line: u32) -> Option<usize> {
        // the keys of JSON stand where they are first used: there the value is meant
        let keys = if matches!(self.form, Form::Json(_)) { self.range(0).end } else { 0 };
        // lines follow one another, as they do in the file
        Some(keys + self.cells.get(keys..)?.partition_point(|cell| cell.line < line))
    }

    /// The text of the cell that stands at a place; `None` where none of this table does.
    pub fn text_at(&self, place: Place) -> Option<&str> {
        let at = self.cell_at(place)?;
        self.text.get(self.start(at)..self.cells.get(at)?.end as usize).map(trim)
    }

    /// The cell that stands at a place.
    fn cell_at(&self, place: Place) -> Option<usize> {
        let (line, column) = self.line_of(place)?;
        let first = self.first_cell(line)?;
        let of_line = self.cells.get(first..)?.iter().take_while(|cell| cell.line == line);
        Some(first + of_line.enumerate().find(|(_, cell)| cell.column == column)?.0)
    }

    /// The row and the column of the cell that stands at a place.
    pub fn find(&self, place: Place) -> Option<(usize, usize)> {
        let at = self.cell_at(place)?;
        let row = self.rows.partition_point(|end| *end as usize <= at);
        Some((row, at - self.range(row).start))
    }

    /// The cells of a row, trimmed.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        let range = self.range(row);
        let mut start = self.start(range.start);
        self.cells.get(range).unwrap_or(&[]).iter().map(move |cell| {
            let begin = std::mem::replace(&mut start, cell.end as usize);
            trim(self.text.get(begin..start).unwrap_or(""))
        })
    }

    /// The rows from one on that are to be read here.
    pub fn own_rows(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        (first..self.len()).filter(|row| self.samples.is_empty() || self.samples.binary_search(row).is_err())
    }

    /// Whether every cell of a row is blank.
    pub fn is_blank(&self, row: usize) -> bool {
        self.row(row).all(str::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_together_are_the_table() {
        let text = "a,b\n1,\"x\ny\"\n\n£2\n3,z,w\n4,5\n";
        let read = || csv::read(SourceId(0), text, Some(b','), "t", 7, &Limits::DEFAULT).0;
        let whole = read();
        for rows in 0..8 {
            let parts = read().into_parts(rows);
            assert!(parts.iter().all(|part| part.group == 7 && (1..=rows.max(1)).contains(&part.len())));
            let mut row = 0;
            for part in &parts {
                for own in 0..part.len() {
                    assert_eq!(part.width(own), whole.width(row));
                    for column in 0..=whole.width(row) {
                        assert_eq!(part.text(own, column), whole.text(row, column));
                        assert_eq!(part.place(own, column), whole.place(row, column));
                    }
                    row += 1;
                }
            }
            assert_eq!(row, whole.len(), "in parts of {rows}");
        }
    }

    #[test]
    fn every_cell_is_found_by_its_place() {
        let text = "a,b\n1,\"x\ny\"\n\n£2\n3,z,w\n4,5\n";
        let (grid, _) = csv::read(SourceId(0), text, Some(b','), "t", 7, &Limits::DEFAULT);
        for row in 0..grid.len() {
            for column in 0..grid.width(row) {
                assert_eq!(grid.text_at(grid.place(row, column)), Some(grid.text(row, column)));
                assert_eq!(grid.row_at(grid.place(row, column)), Some(row));
                assert_eq!(grid.find(grid.place(row, column)), Some((row, column)));
            }
        }
        let mut sources = crate::location::Sources::default();
        let text = r#"{"savings": [{"a": "1", "b": "2"}, {"c": "3", "a": "4"}]}"#;
        let (tables, _) = json::read(&mut sources, SourceId(0), text, "t", 0, &Limits::DEFAULT);
        let texts = [(1, 0, "1"), (1, 1, "2"), (2, 0, "4"), (2, 2, "3")];
        assert!(
            texts.iter().all(|(row, at, text)| tables[0].text_at(tables[0].place(*row, *at)) == Some(text))
        );
        assert_eq!(grid.text_at(Place::Cell { source: SourceId(0), line: 1, column: 2 }), None);
        assert_eq!(grid.text_at(Place::Cell { source: SourceId(1), line: 1, column: 1 }), None);
    }
}
