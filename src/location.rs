//! Where a cell stands: small copyable places, and the table that turns them into words.
//!
//! A place is kept from the moment a cell is read until it is printed. It holds numbers only;
//! names (files, sheets, JSON keys) are kept once, in [`Sources`].

use indexmap::IndexSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// Which input a place belongs to: an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// An interned name (a sheet, a JSON prefix or key): an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// The place of a cell, a row or a whole input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A whole input.
    File(SourceId),
    /// A cell of a text file: the physical line and the character at which it begins, both from 1.
    Cell { source: SourceId, line: u32, column: u32 },
    /// A cell of a workbook sheet; row and column from 1 (column 3 is `C`).
    Sheet { source: SourceId, sheet: NameId, row: u32, column: u32 },
    /// A value of a JSON document: the pointer of its table, the row in it, the key.
    Json {
        source: SourceId,
        /// What comes before the row: `#/schemes`, `#/3/schemes`, `:12#/schemes`, or
        /// [`Place::LINES`].
        prefix: NameId,
        /// Index in the array, or [`Place::NO_ROW`] where the table is a single object; of
        /// [`Place::LINES`] the physical line.
        row: u32,
        /// The key, empty for the whole row.
        key: NameId,
    },
    /// Many cells folded into one sum: first and last physical line, and how many cells.
    Lines { source: SourceId, first: u32, last: u32, cells: u32 },
}

impl Place {
    /// The row number of a JSON table that is one object, not an array.
    pub const NO_ROW: u32 = u32::MAX;

    /// The prefix of JSON Lines whose every line is a row: `plan.jsonl:12#/sponsor`.
    pub const LINES: &str = ":#";

    /// The input this place belongs to.
    pub fn source(self) -> SourceId {
        match self {
            Self::File(source)
            | Self::Cell { source, .. }
            | Self::Sheet { source, .. }
            | Self::Json { source, .. }
            | Self::Lines { source, .. } => source,
        }
    }
}

/// One input: its name as the user gave it, its size and hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The name as given on the command line (`-` is shown as `<stdin>`).
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// A table of a JSON document: its input, and what comes before its rows.
type Table = (SourceId, NameId);
/// A value of a JSON table: its row, its key and its line.
type KeptLine = (u32, NameId, u32);

/// Every input of a run and every name that places refer to.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Source>,
    names: IndexSet<String>,
    /// Of JSON tables of several lines: row, key and line of every value, rows in order.
    lines: Vec<KeptLine>,
    /// Which of those are whose.
    of_tables: HashMap<Table, Range<u32>>,
}

impl Sources {
    /// Adds an input and gives its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.files.push(source);
        SourceId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Says how large an input is and what its hash is, once its bytes are read.
    pub fn describe(&mut self, id: SourceId, bytes: u64, sha256: String) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            (file.bytes, file.sha256) = (bytes, sha256);
        }
    }

    /// Keeps a name once and gives its number.
    pub fn intern(&mut self, name: &str) -> NameId {
        let known = self.names.get_index_of(name);
        let at = known.unwrap_or_else(|| self.names.insert_full(name.to_owned()).0);
        NameId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The inputs in the order given.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The size of all inputs together, as far as they are read.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The name of an input.
    pub fn file_name(&self, id: SourceId) -> &str {
        self.files.get(id.0 as usize).map_or("<input>", |file| &file.name)
    }

    /// An interned name.
    pub fn name(&self, id: NameId) -> &str {
        self.names.get_index(id.0 as usize).map_or("", String::as_str)
    }

    /// Whether the name of a JSON table says on which line its document is: `:12#/schemes`.
    pub fn names_a_line(&self, prefix: NameId) -> bool {
        self.name(prefix).starts_with(':')
    }

    /// Keeps on which line of its document every value of a JSON table stands; rows come in order.
    pub fn keep_lines(&mut self, table: Table, values: &[KeptLine]) {
        let end = |lines: &[KeptLine]| u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let first = end(&self.lines);
        self.lines.extend_from_slice(values);
        self.of_tables.insert(table, first..end(&self.lines));
    }

    /// The line of a value of a JSON document; of one that is not there, that of its row.
    fn line_of(&self, table: Table, row: u32, key: NameId) -> Option<u32> {
        let own = self.of_tables.get(&table)?;
        let kept = self.lines.get(own.start as usize..own.end as usize)?;
        let from = kept.partition_point(|(own, ..)| *own < row);
        let own = kept.get(from..)?;
        let of_row = own.iter().take_while(|(own, ..)| *own == row);
        let found = of_row.clone().find(|(_, own, _)| *own == key).or(of_row.clone().next());
        found.map(|(.., line)| *line)
    }

    /// A place with the names of what it stands in.
    pub fn at(&self, place: Place) -> PlaceAt<'_> {
        let at = PlaceAt { file: self.file_name(place.source()).into(), ..PlaceAt::default() };
        match place {
            Place::File(_) => at,
            Place::Cell { line, column, .. } => PlaceAt { line: Some(line), column: Some(column), ..at },
            Place::Sheet { sheet, row, column, .. } => {
                let cell = format!("{}{row}", letters(column));
                PlaceAt { sheet: Some(self.name(sheet).into()), cell: Some(cell), ..at }
            }
            Place::Json { source, prefix, row, key } => {
                let table = self.name(prefix);
                // a document of JSON Lines says which line it is: `:12#/schemes`
                let (document, pointer) = table.split_once('#').unwrap_or(("", table));
                let document = document.trim_start_matches(':').parse().ok();
                let is_row = table == Place::LINES;
                let mut text = pointer.to_owned();
                if !is_row && row != Place::NO_ROW {
                    text.push_str(&format!("/{row}"));
                }
                let name = self.name(key);
                if !name.is_empty() {
                    text.push('/');
                    text.push_str(&name.replace('~', "~0").replace('/', "~1"));
                }
                let document = if is_row { Some(row) } else { document };
                let line = document.or_else(|| self.line_of((source, prefix), row, key));
                PlaceAt { pointer: Some(text), line, is_of_lines: document.is_some(), ..at }
            }
            Place::Lines { first, last, cells, .. } => {
                PlaceAt { line: Some(first), last_line: Some(last), cells: Some(cells), ..at }
            }
        }
    }

    /// The same, which outlives the names.
    pub fn kept(&self, place: Place) -> PlaceAt<'static> {
        let PlaceAt { file, sheet, cell, pointer, line, column, last_line, cells, is_of_lines } =
            self.at(place);
        let file = Cow::Owned(file.into_owned());
        let sheet = sheet.map(|sheet| Cow::Owned(sheet.into_owned()));
        PlaceAt { file, sheet, cell, pointer, line, column, last_line, cells, is_of_lines }
    }

    /// A place in words: `plan.csv:14:7`, `book.xlsx#Schemes!C7`, `plan.json#/schemes/3/sponsor`.
    pub fn show(&self, place: Place) -> String {
        self.at(place).to_string()
    }
}

/// A place as data: the file, and where in it; a key that is not there does not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceAt<'s> {
    /// The file, as it was given.
    pub file: Cow<'s, str>,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Cow<'s, str>>,
    /// The cell of the sheet: `C7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The pointer into a JSON document: `/schemes/3/sponsor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The line of a text, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The character of the line at which the cell begins, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The last line, of many cells that are folded into one sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_line: Option<u32>,
    /// How many cells those are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<u32>,
    /// Whether its document is a line of JSON Lines.
    #[serde(skip)]
    is_of_lines: bool,
}

impl fmt::Display for PlaceAt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            let quote = if sheet.chars().all(|c| c.is_alphanumeric() || c == '_') { "" } else { "'" };
            return write!(f, "#{quote}{sheet}{quote}!{}", self.cell.as_deref().unwrap_or_default());
        }
        match (&self.pointer, self.line, self.last_line, self.column) {
            (Some(pointer), Some(line), ..) if self.is_of_lines => write!(f, ":{line}#{pointer}"),
            (Some(pointer), ..) => write!(f, "#{pointer}"),
            (None, Some(first), Some(last), _) => {
                write!(f, ":{first}-{last} ({} cells)", self.cells.unwrap_or_default())
            }
            (None, Some(line), None, Some(column)) => write!(f, ":{line}:{column}"),
            (None, Some(line), None, None) => write!(f, ":{line}"),
            (None, None, ..) => Ok(()),
        }
    }
}

/// A spreadsheet column's letters: 1 is `A`, 27 is `AA`.
pub fn letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        let digit = (column - 1) % 26;
        out.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        column = (column - 1) / 26;
    }
    out.iter().rev().collect()
}

/// A digest as inputs and policies are known by it: in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_print_as_users_write_them() {
        let mut sources = Sources::default();
        let source = sources.add(Source { name: "plan.json".into(), bytes: 0, sha256: String::new() });
        let prefix = sources.intern("#/schemes");
        let key = sources.intern("a/b");
        let sheet = sources.intern("Sheet one");
        let json = Place::Json { source, prefix, row: 3, key };
        assert_eq!(sources.show(json), "plan.json#/schemes/3/a~1b");
        let prefix = sources.intern(Place::LINES);
        assert_eq!(sources.show(Place::Json { source, prefix, row: 3, key }), "plan.json:3#/a~1b");
        let cell = Place::Sheet { source, sheet, row: 7, column: 28 };
        assert_eq!(sources.show(cell), "plan.json#'Sheet one'!AB7");
        assert_eq!(sources.intern("a/b"), key, "a name is kept once");
        let table = sources.intern("#/schemes");
        sources.keep_lines((source, table), &[(3, key, 14)]);
        let at = sources.at(json);
        assert_eq!((at.pointer.as_deref(), at.line), (Some("/schemes/3/a~1b"), Some(14)));
        assert_eq!(at.to_string(), "plan.json#/schemes/3/a~1b");
    }
}
