//! What will be made of tables, before anyone assesses them: of each its shape, headings and unit, of each
//! column and special row what it is taken for and on what evidence, and what is still open. Made in
//! [`super::assembly::survey`], whether the tables can be read or not.

use crate::money::Money;
use crate::problem::{self, Choice, Question};
use schemars::JsonSchema;
use serde::Serialize;

pub use super::recognise::Evidence;

/// The version of the schema of a survey as JSON.
pub const SCHEMA: &str = "qipp-map/2";

/// What will be made of tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Survey {
    /// The version of this schema: `qipp-map/2`.
    pub schema: &'static str,
    /// The tables in the order of the inputs.
    pub tables: Vec<TableMap>,
    /// What only the user can say.
    pub open: Vec<Open>,
    /// What else is unsound, as `qipp assess` says it.
    pub problems: Vec<String>,
}

/// What will be made of one table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableMap {
    /// As it is named on the command line: `book.xlsx#Schemes`.
    pub input: String,
    /// The table of ours; null where none is recognised.
    pub table: Option<&'static str>,
    /// How it lies, in words.
    pub shape: String,
    /// The lines on which its headings stand; none where it has none.
    pub headings: Vec<u32>,
    /// The unit of its amounts, where one is stated.
    pub unit: Option<String>,
    /// How many rows hold anything.
    pub rows: usize,
    /// Its columns from the left.
    pub columns: Vec<ColumnMap>,
    /// Rows that are not simply one of its rows: totals, section headings, footnotes.
    pub special_rows: Vec<RowMap>,
    /// Remarks on how it was understood.
    pub notes: Vec<String>,
}

/// What a column is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ColumnMap {
    /// Its number, from 1: `#3` on the command line.
    pub number: usize,
    /// Its heading, blank where it has none.
    pub heading: String,
    /// Three of its cells.
    pub samples: Vec<String>,
    /// How many of its cells hold an amount, totals left out.
    pub amounts: usize,
    /// What they add up to as they stand; null where there are none.
    pub sum: Option<Money>,
    /// The unit of its amounts.
    pub unit: Option<&'static str>,
    /// What it is taken for; null where nothing is read from it.
    pub taken_for: Option<String>,
    /// The word that says so to `--map`; null where there is none.
    pub word: Option<String>,
    /// What speaks for that.
    pub evidence: Option<Evidence>,
    /// What else it could be, the likeliest first.
    pub runners_up: Vec<Answer>,
}

/// What a row is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RowMap {
    /// Its line: `line 15` on the command line; 0 where it is a column of the file, said by its label.
    pub line: u32,
    /// Its label, blank where it has none.
    pub label: String,
    /// Three of its amounts.
    pub samples: Vec<String>,
    /// How many of its cells hold an amount.
    pub amounts: usize,
    /// What they add up to as they stand; null where there are none.
    pub sum: Option<Money>,
    /// What it is taken for.
    pub taken_for: String,
    /// The word that says so to `--map`; null where there is none.
    pub word: Option<&'static str>,
    /// Why.
    pub because: String,
}

/// A question that only the user can answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Open {
    /// What is open.
    pub question: Question,
    /// Where.
    pub place: String,
    /// The question.
    pub what: String,
    /// The answers it may have, the likeliest first.
    pub answers: Vec<Answer>,
}

/// An answer: an option and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Answer {
    /// The option as it is typed.
    pub option: String,
    /// Their heading, column or row, of an option `--map`.
    pub theirs: Option<String>,
    /// What it is to us, or the value of the option.
    pub ours: String,
    /// What it says, and why it may be so.
    pub says: String,
}

impl From<&Choice> for Answer {
    fn from(choice: &Choice) -> Self {
        let (theirs, ours) = match &choice.answer {
            problem::Answer::Map { theirs, ours, .. } => (Some(theirs.clone()), ours.clone()),
            problem::Answer::Option { value, .. } => (None, value.clone()),
        };
        Self { option: choice.answer.to_string(), theirs, ours, says: choice.says.clone() }
    }
}

impl Answer {
    /// The name of the option: `map`, `sign`.
    pub fn name(&self) -> &str {
        self.option.trim_start_matches("--").split(' ').next().unwrap_or_default()
    }
}
