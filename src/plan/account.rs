//! The account of a table: every cell of it that holds an amount is used in a sum, stated, a total, left
//! out by the user's word, or not used; and then it is said.

use crate::location::Place;
use crate::money::{Money, Unit};
use crate::plan::fields::{ColumnId, schemes, totals};

/// Cells of amounts, and what they add up to: a saving is positive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    pub cells: usize,
    pub sum: Money,
}

impl Amounts {
    pub(crate) fn add(&mut self, amount: Money) {
        self.merge(Self { cells: 1, sum: amount });
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.cells += other.cells;
        // amounts of too many digits to be added exactly are refused when the plan is built
        self.sum = self.sum.checked_add(other.sum).unwrap_or(self.sum);
    }
}

/// What becomes of a cell that holds an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It enters sums.
    Used,
    /// It is compared with what is worked out.
    Stated,
    /// It is a total of others: compared, never added.
    Total,
    /// The user says that it is nothing.
    LeftOut,
    /// Nothing is read from it.
    NotUsed,
}

impl Status {
    /// That of the cells of a column of ours in a row that is no total.
    pub(crate) fn of(column: ColumnId) -> Self {
        match column {
            schemes::VARIANCE_YTD | schemes::VARIANCE_FORECAST => Self::Stated,
            totals::STATED => Self::Total,
            _ => Self::Used,
        }
    }
}

/// The amounts of a table by what becomes of them: together all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account {
    pub used: Amounts,
    pub stated: Amounts,
    pub total: Amounts,
    pub left_out: Amounts,
    pub not_used: Amounts,
}

impl Account {
    pub(crate) fn add(&mut self, status: Status, amount: Money) {
        match status {
            Status::Used => &mut self.used,
            Status::Stated => &mut self.stated,
            Status::Total => &mut self.total,
            Status::LeftOut => &mut self.left_out,
            Status::NotUsed => &mut self.not_used,
        }
        .add(amount);
    }
}

/// Whether amounts stand one below the other or side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Column,
    Row,
}

impl Line {
    pub fn word(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Row => "row",
        }
    }
}

/// A column or row of amounts that nothing is read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Unused {
    pub line: Line,
    /// Its index in the grid.
    pub at: usize,
    /// Its heading or label, blank where it has none.
    pub heading: String,
    pub place: Place,
    /// Those of its cells that stand in no total.
    pub amounts: Amounts,
    /// The unit of its amounts, where anything states one.
    pub unit: Option<Unit>,
}

impl Unused {
    /// Its heading, or which column it is.
    pub fn name(&self) -> String {
        match self.line {
            _ if !self.heading.is_empty() => self.heading.clone(),
            Line::Column => format!("column {}", self.at + 1),
            Line::Row => "a row without a name".to_owned(),
        }
    }
}
