//! Where a cell stands: small copyable places, and the table that turns them into words.
//!
//! A place is kept from the moment a cell is read until it is printed. It holds numbers only;
//! names (files, sheets, JSON keys) are kept once, in [`Sources`].

use indexmap::IndexSet;

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

/// Every input of a run and every name that places refer to.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Source>,
    names: IndexSet<String>,
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

    /// A place in words: `plan.csv:14:7`, `book.xlsx#Schemes!C7`, `plan.json#/schemes/3/sponsor`.
    pub fn show(&self, place: Place) -> String {
        let file = self.file_name(place.source());
        match place {
            Place::File(_) => file.to_owned(),
            Place::Cell { line, column, .. } => format!("{file}:{line}:{column}"),
            Place::Sheet { sheet, row, column, .. } => {
                let sheet = self.name(sheet);
                let quote = if sheet.chars().all(|c| c.is_alphanumeric() || c == '_') { "" } else { "'" };
                format!("{file}#{quote}{sheet}{quote}!{}{row}", letters(column))
            }
            Place::Json { prefix, row, key, .. } => {
                let mut text = match self.name(prefix) {
                    Place::LINES => format!("{file}:{row}#"),
                    prefix if row == Place::NO_ROW => format!("{file}{prefix}"),
                    prefix => format!("{file}{prefix}/{row}"),
                };
                let key = self.name(key);
                if !key.is_empty() {
                    text.push('/');
                    text.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
                text
            }
            Place::Lines { first, last, cells, .. } => format!("{file}:{first}-{last} ({cells} cells)"),
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
    }
}
