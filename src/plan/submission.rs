//! All that is read from one input: plans, and what was taken and left of each table.

use super::account::{Account, Unused};
use super::fields::{ColumnId, TableId};
use super::{Plan, Row, StatedTotal};
use crate::location::{Place, Sources};
use crate::money::Unit;
use std::fmt;
use std::sync::Arc;
use thin_vec::ThinVec;

/// What gives an organisation's name where nothing but its file or folder does.
pub const NAMED_BY_FILE: [&str; 2] = ["the folder or file", "the file"];

/// Everything that was submitted, read and sound.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    /// The inputs and the names that places refer to.
    pub sources: Arc<Sources>,
    /// The plans, in the order in which their organisations were met.
    pub plans: Vec<Plan>,
    /// What was read of each table of each input.
    pub readings: Vec<Reading>,
    /// Totals over organisations as stated.
    pub stated: Vec<StatedTotal>,
    /// Judgements of a reviewer, given apart from the submission.
    pub reviewed: Vec<Row>,
    /// Accepted departures, given apart from the submission.
    pub exceptions: Vec<Row>,
    /// Remarks on how the input was understood.
    pub notes: Vec<Note>,
    /// What could not be read of it and is in no plan.
    pub left_out: Vec<LeftOut>,
}

/// An organisation that could not be read, and is in no figure (only with `--keep-going`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name; `None` where nothing says which it is.
    pub organisation: Option<String>,
    /// The region it reports to, where that is known.
    pub region: Option<String>,
}

/// A remark on how the input was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What.
    pub text: String,
}

/// What was read of one table of one input: nothing is ignored in silence.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Where the table begins.
    pub place: Place,
    pub table: TableId,
    /// Rows that became rows of the plan.
    pub rows: usize,
    /// Each column: its heading, what it was taken for and the cells read.
    pub columns: Vec<ReadColumn>,
    /// Each row left out, with the reason.
    pub left_out: ThinVec<(Place, String)>,
    /// How many of the rows left out are totals.
    pub totals: usize,
    /// What becomes of every amount in it.
    pub account: Account,
    /// Columns and rows of amounts that nothing is read from.
    pub unused: ThinVec<Unused>,
}

impl Reading {
    /// A table of which nothing is read yet.
    pub fn of(place: Place, table: TableId) -> Self {
        Self {
            place,
            table,
            rows: 0,
            columns: Vec::new(),
            left_out: ThinVec::new(),
            totals: 0,
            account: Account::default(),
            unused: ThinVec::new(),
        }
    }

    /// Adds what was read of other rows of the same table.
    pub(in crate::plan) fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        for (own, theirs) in self.columns.iter_mut().zip(&other.columns) {
            own.cells += theirs.cells;
        }
        self.account.merge(&other.account);
    }
}

/// What a column was taken for.
#[derive(Debug, Clone)]
pub enum TakenFor {
    /// A column of ours.
    Field(ColumnId),
    /// Something else, in words.
    Else(Box<str>),
}

impl fmt::Display for TakenFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(column) => column.fmt(f),
            Self::Else(words) => f.write_str(words),
        }
    }
}

/// What was made of one column.
#[derive(Debug, Clone)]
pub struct ReadColumn {
    pub heading: Box<str>,
    /// What it was taken for; `None` where it was not used.
    pub ours: Option<TakenFor>,
    pub unit: Option<Unit>,
    /// Cells that said something.
    pub cells: usize,
    /// Where the heading stands.
    pub place: Place,
}
