//! What the user says that a table means (`--map`, `[columns]`, `[rows]`): their heading, column or row,
//! and what it is to us. The user's word comes before anything that is recognised.

use crate::calendar::FinancialYear;
use crate::plan::heading::Heading;
use crate::words::words;

mod found;
mod ours;
mod settle;
mod theirs;

pub(crate) use ours::nearest_meaning;
pub use ours::{Meaning, Ours, RowMeaning};
use theirs::Theirs;
pub use theirs::names_input;

words! {
    /// What an entry speaks of.
    #[derive(Default)]
    pub enum Speaks {
        /// Columns and rows: `--map`.
        #[default]
        OfBoth = "--map",
        OfColumns = "[columns]",
        OfRows = "[rows]",
    }
}

/// What the user says of a heading, a column or a row, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Their heading or label, or the place of their column or row.
    pub theirs: String,
    /// What it is to us.
    pub ours: String,
    /// Whether it speaks of columns, of rows or of both.
    pub speaks: Speaks,
    /// Where it is said: `--map`, `qipp.toml:8:1`.
    pub origin: String,
}

impl Said {
    /// What `--map` says.
    pub fn map(theirs: &str, ours: &str) -> Self {
        let speaks = Speaks::OfBoth;
        Self { theirs: theirs.to_owned(), ours: ours.to_owned(), speaks, origin: speaks.word().to_owned() }
    }
}

/// The table that entries are asked of: its file as it was given, and its sheet.
#[derive(Debug, Clone, Copy)]
pub struct InputName<'a> {
    /// The file.
    pub file: &'a str,
    /// The sheet, or the key of a table of JSON.
    pub sheet: &'a str,
}

/// What the user says that bears on one table.
#[derive(Debug, Clone, Default)]
pub struct Mapping(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    /// Which of those that were said it is.
    number: usize,
    theirs: Theirs,
    ours: Ours,
    speaks: Speaks,
}

impl Mapping {
    /// What is said of every table of a submission.
    pub fn new(said: &[Said]) -> Self {
        Self::of(said, Some)
    }

    /// What is said of one table: entries bound to its input, and in a submission those bound to none.
    pub fn of_input(said: &[Said], input: InputName, is_submission: bool) -> Self {
        Self::of(said, |theirs| theirs::bound(theirs, input).or_else(|| is_submission.then_some(theirs)))
    }

    /// Whether what is typed is read as the place of a column or of rows.
    pub(crate) fn is_place(theirs: &str) -> bool {
        Theirs::of(theirs).is_place()
    }

    /// Entries that mean nothing were refused where they were read.
    fn of<'s>(said: &'s [Said], bound: impl Fn(&'s str) -> Option<&'s str>) -> Self {
        let entry = |(number, said): (usize, &'s Said)| {
            let theirs = Theirs::of(bound(&said.theirs)?);
            Some(Entry { number, theirs, ours: Ours::of(&said.ours)?, speaks: said.speaks })
        };
        Self(said.iter().enumerate().filter_map(entry).collect())
    }

    /// The last entry that fits; one that names a place comes before words.
    fn last(&self, besides: Speaks, fits: impl Fn(&Theirs) -> bool) -> Option<&Ours> {
        let fitting = || self.0.iter().rev().filter(|entry| entry.speaks != besides && fits(&entry.theirs));
        let placed = fitting().find(|entry| entry.theirs.is_place());
        placed.or_else(|| fitting().next()).map(|entry| &entry.ours)
    }

    /// What the user says that a heading means, wherever it stands.
    pub fn get(&self, heading: &Heading) -> Option<&Ours> {
        if self.0.is_empty() {
            return None;
        }
        self.last(Speaks::OfRows, |theirs| theirs.is_heading(heading))
    }

    /// What the user says that a column means, counted from 0: by its place, by its whole heading, or by
    /// the last row of that.
    pub fn column(&self, at: usize, heading: &Heading, own: &Heading) -> Option<&Ours> {
        if self.0.is_empty() {
            return None;
        }
        let by_place = self.last(Speaks::OfRows, |theirs| theirs.is_column(at));
        by_place.or_else(|| self.get(heading)).or_else(|| self.get(own))
    }

    /// What the user says of a row, in whatever words.
    pub(super) fn of_row(&self, line: u32, label: &str) -> Option<&Ours> {
        if self.0.is_empty() {
            return None;
        }
        let label = Heading::new(label);
        self.last(Speaks::OfColumns, |theirs| theirs.is_line(line) || theirs.is_heading(&label))
    }

    /// What the user says that a row is: by its physical line ([`crate::read::Grid::line`]), or by its
    /// label.
    pub fn row(&self, line: u32, label: &str) -> Option<RowMeaning<'_>> {
        self.of_row(line, label)?.meaning.of_row()
    }

    /// The physical lines that the user says are the rows of headings.
    pub fn is_heading_row(&self, line: u32, label: &str) -> bool {
        self.row(line, label) == Some(RowMeaning::Heading)
    }

    /// Whether any entry speaks of rows as headings.
    pub fn names_headings(&self) -> bool {
        self.0.iter().any(|entry| entry.ours.meaning == Meaning::Heading)
    }

    /// The financial year of months that name none: `--map "year=2011/12"`.
    pub(super) fn year(&self) -> Option<FinancialYear> {
        let of = |entry: &Entry| entry.ours.said_year().filter(|_| entry.theirs.is_words("year"));
        self.0.iter().rev().find_map(of)
    }
}
