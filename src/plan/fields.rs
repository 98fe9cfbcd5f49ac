//! The one declaration of every table and column of a plan. The reader, its "did you mean", the
//! templates, the explanations and the documentation of the format all come from here.

use std::fmt;

/// How a column's cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Free text. A placeholder or `none` is blank.
    Text,
    /// Free text, or a stated nothing: `none: reason`. A placeholder is blank.
    TextOrNone,
    /// An identifier or name, spaces folded.
    Id,
    /// Several identifiers separated by `;`, each with optional `: text`.
    Ids,
    /// Money.
    Amount,
    /// A plain number: a volume, a score, a value that may be in any measure.
    Number,
    /// A percentage.
    Percent,
    /// A date.
    Date,
    /// A financial year.
    Year,
    /// A year, a quarter or a month.
    Period,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes or no.
    YesNo,
    /// A red, amber or green letter or word.
    Rag,
    /// An amount, a number or text, as the row says; kept as written.
    Value,
}

/// The columns that the sheet of judgements owed has beside those of its table, with what they mean.
/// They are notes for the reader, and not read back.
pub const REVIEW_NOTES: [(&str, &str); 3] = [
    ("asks", "What the criterion asks."),
    ("look_for", "How it is judged."),
    ("data_shows", "What the plan's data show of it, and where."),
];

/// Differences of other columns, as they are stated: compared, never added.
pub const VARIANCES: [ColumnId; 2] = [schemes::VARIANCE_YTD, schemes::VARIANCE_FORECAST];

/// Required columns, each with the one that says the same where it is blank.
const STANDS_IN: [(ColumnId, ColumnId); 1] = [(judgements::RESULT, judgements::ASSURANCE)];

impl Column {
    /// Whether it is required, and no other column says the same.
    pub fn is_required(&self) -> bool {
        self.is_lacking(|id| id != self.id)
    }

    /// Whether a table that has no such column lacks it, given what other columns it has.
    pub fn is_lacking(&self, has: impl Fn(ColumnId) -> bool) -> bool {
        let stands_in = || STANDS_IN.iter().any(|(of, other)| *of == self.id && has(*other));
        self.required && !has(self.id) && !stands_in()
    }
}

/// A column, by its table and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId {
    /// The table.
    pub table: TableId,
    /// The place in [`Table::columns`].
    pub index: u8,
}

/// The declaration of a column.
#[derive(Debug)]
pub struct Column {
    /// Its identity.
    pub id: ColumnId,
    /// The heading as written by `qipp template`.
    pub name: &'static str,
    /// How cells are read.
    pub kind: Kind,
    /// Whether a table without it is an error.
    pub required: bool,
    /// Other headings by which it is known.
    pub aliases: &'static [&'static str],
    /// What it means, with its unit.
    pub meaning: &'static str,
}

/// The declaration of a table.
#[derive(Debug)]
pub struct Table {
    /// Its identity.
    pub id: TableId,
    /// Its name: the key in JSON, the word in the `record` column, the file of a folder.
    pub name: &'static str,
    /// The word for one row, as the `record` column may also say.
    pub one: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// Its columns in template order.
    pub columns: &'static [Column],
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl ColumnId {
    /// The declaration.
    pub fn declaration(self) -> &'static Column {
        &self.table.declaration().columns[usize::from(self.index)]
    }

    /// The heading.
    pub fn name(self) -> &'static str {
        self.declaration().name
    }
}

impl fmt::Display for ColumnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table.declaration().name, self.name())
    }
}

impl TableId {
    /// The declaration.
    pub fn declaration(self) -> &'static Table {
        &TABLES[self as usize]
    }

    /// The table called this in JSON, in a `record` column or as a file name.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim();
        let is_so = |known: &str| {
            known.eq_ignore_ascii_case(name) || !name.is_ascii() && known == name.to_lowercase()
        };
        TABLES.iter().find(|table| is_so(table.name) || is_so(table.one)).map(|table| table.id)
    }
}

macro_rules! tables {
    ($($table:ident $module:ident $one:literal;)+) => {
        /// The tables of a plan.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TableId { $(#[doc = concat!("The table `", stringify!($module), "`.")] $table,)+ }

        /// Every table, in the order in which the documentation lists them.
        pub const TABLES: &[Table] = &[$(Table {
            id: TableId::$table,
            name: stringify!($module),
            one: $one,
            meaning: $module::MEANING,
            columns: $module::COLUMNS,
        },)+];
    };
}

macro_rules! columns {
    ($(#[doc = $doc:literal])+ $table:ident $module:ident {
        $($(#[doc = $meaning:literal])+ $column:ident $name:literal: $kind:expr, $required:ident, [$($alias:literal),*];)+
    }) => {
        $(#[doc = $doc])+
        pub mod $module {
            use crate::plan::fields::words::*;
            use crate::plan::fields::{Column, ColumnId, TableId};
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the columns")]
            enum Index { $($column,)+ }
            $($(#[doc = $meaning])+
            pub const $column: ColumnId = ColumnId { table: TableId::$table, index: Index::$column as u8 };)+
            /// What the table holds.
            pub const MEANING: &str = concat!($($doc),+);
            /// The columns in template order.
            pub const COLUMNS: &[Column] = &[$(Column {
                id: $column,
                name: $name,
                kind: $kind,
                required: columns!(@$required),
                aliases: &[$($alias),*],
                meaning: concat!($($meaning),+),
            },)+];
        }
    };
    (@required) => { true };
    (@optional) => { false };
}

mod tables;
pub(crate) mod words;

pub use tables::*;

/// What stands for every scheme of an organisation in `exceptions`.
pub const EVERY_SCHEME: &str = "*";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_found_by_its_name() {
        for table in TABLES {
            assert_eq!(TableId::by_name(table.name), Some(table.id));
            assert_eq!(TableId::by_name(table.one), Some(table.id));
            for column in table.columns {
                assert_eq!(table.column(column.name).map(|c| c.id), Some(column.id));
                assert_eq!(column.id.declaration().name, column.name);
                assert!(column.meaning.trim().ends_with('.'), "{}", column.id);
            }
        }
    }
}
