//! Tables of typed cells to bytes: separated text, JSON, a workbook. Knows nothing of savings plans.

use crate::calendar::Date;

pub mod csv;
pub mod json;
pub mod marking;
pub mod workbook;

/// The first column of text that holds rows of several tables: it names each row's table.
pub const RECORD: &str = "record";

/// A table to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name: a file's stem, a key, a sheet.
    pub name: &'static str,
    /// The word for one row of it, under [`RECORD`].
    pub one: &'static str,
    pub columns: Vec<Column>,
    /// Its rows, each as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The same with a first column that names the table of each row: no row of it is taken for a total, a heading
    /// or a note of the table.
    #[must_use]
    pub fn recorded(&self) -> Self {
        let note = "What the row is, whatever it is called.".to_owned();
        let record = Column { name: RECORD, note, required: true, holds: Holds::Name };
        let row = |row: &Vec<Cell>| [&[Cell::Text(self.one.to_owned())], row.as_slice()].concat();
        Self {
            columns: std::iter::once(record).chain(self.columns.iter().cloned()).collect(),
            rows: self.rows.iter().map(row).collect(),
            ..*self
        }
    }
}

/// A column to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    /// What it means, for a note at its heading.
    pub note: String,
    /// Whether every row needs it.
    pub required: bool,
    pub holds: Holds,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Text,
    /// A name, an id, a year, a period: short text, never to be taken for a number or a date.
    Name,
    Number,
    Money,
    Date,
    Words(&'static [&'static str]),
}

/// A cell to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Blank,
    Text(String),
    /// A number in plain digits, as many as are to be shown: `-98.50`.
    Number(String),
    Date(Date),
}

impl Cell {
    /// The cell as text: dates as `2011-09-30`.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Blank => "".into(),
            Self::Text(text) | Self::Number(text) => text.into(),
            Self::Date(date) => date.to_string().into(),
        }
    }
}

/// The columns of all tables, each name once, in the order of first use.
fn all_columns(tables: &[Table]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for column in tables.iter().flat_map(|table| &table.columns) {
        if !names.contains(&column.name) {
            names.push(column.name);
        }
    }
    names
}

#[cfg(test)]
mod sample;
