//! The account of a table: every cell of it that holds an amount is used in a sum, stated, a total, left
//! out by the user's word, or not used; and then it is said.

use crate::location::Place;
use crate::money::{Money, Unit, show_amount};
use crate::plan::fields::{ColumnId, VARIANCES, totals};
use crate::problem::Choice;
use thin_vec::ThinVec;

/// Cells of amounts, and what they add up to: a saving is positive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    pub cells: usize,
    pub sum: Money,
    /// Whether they have too many digits to be added exactly: the sum is of some of them, and nothing is
    /// assessed.
    pub is_beyond: bool,
}

impl Amounts {
    /// Cells with their sum.
    pub(crate) fn of(cells: usize, sum: Money) -> Self {
        Self { cells, sum, is_beyond: false }
    }

    pub(crate) fn add(&mut self, amount: Money) {
        self.merge(Self::of(1, amount));
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.cells += other.cells;
        match self.sum.checked_add(other.sum) {
            Some(sum) => self.sum = sum,
            None => self.is_beyond = true,
        }
        self.is_beyond |= other.is_beyond;
    }

    /// `8 cells, £1,234k`.
    pub(crate) fn said(self, unit: Option<Unit>) -> String {
        format!("{}, {}", crate::words::count(self.cells, "cell"), in_full(self.sum, unit))
    }
}

/// What becomes of a cell that holds an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
            _ if VARIANCES.contains(&column) => Self::Stated,
            totals::STATED => Self::Total,
            _ => Self::Used,
        }
    }
}

/// The amounts of a table by what becomes of them, in the order of [`Status`]: together all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account(ThinVec<(Status, Amounts)>);

impl Account {
    /// All of them: what becomes of some, and which they are.
    pub fn all(&self) -> &[(Status, Amounts)] {
        &self.0
    }

    /// Those of which one thing becomes.
    pub fn of(&self, status: Status) -> Amounts {
        let own = self.0.iter().find(|(known, _)| *known == status);
        own.map_or_else(Amounts::default, |(_, amounts)| *amounts)
    }

    pub(crate) fn add(&mut self, status: Status, amount: Money) {
        self.add_all(status, Amounts::of(1, amount));
    }

    pub(crate) fn add_all(&mut self, status: Status, amounts: Amounts) {
        match self.0.binary_search_by_key(&status, |(known, _)| *known) {
            Ok(at) => self.0[at].1.merge(amounts),
            Err(at) => {
                self.0.reserve_exact(1); // there may be a great many tables, each with few
                self.0.insert(at, (status, amounts));
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(status, amounts)| self.add_all(*status, *amounts));
    }

    /// Whether some of its amounts cannot be added exactly.
    pub(crate) fn is_beyond(&self) -> bool {
        self.0.iter().any(|(_, amounts)| amounts.is_beyond)
    }
}

/// Whether amounts stand one below the other or side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Column,
    Row,
    /// A row above the headings, among the titles.
    RowAbove,
}

impl Line {
    pub fn word(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Row | Self::RowAbove => "row",
        }
    }
}

/// A column or row of amounts that nothing is read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Unused {
    pub line: Line,
    /// Of a column its index, of a row its physical line.
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
    /// Its heading or label, or its place.
    pub fn name(&self) -> String {
        match self.line {
            _ if !self.heading.is_empty() => self.heading.clone(),
            Line::Column => format!("column {}", self.at + 1),
            Line::Row | Line::RowAbove => format!("line {}", self.at),
        }
    }

    /// That it is this of ours.
    pub(crate) fn choice(&self, ours: &str, says: &str) -> Choice {
        match self.line {
            Line::Column => Choice::column(self.at, ours, says),
            Line::Row | Line::RowAbove => {
                Choice::row(u32::try_from(self.at).unwrap_or(u32::MAX), &self.heading, ours, says)
            }
        }
    }

    /// `8 cells, £1,234k`.
    pub fn said(&self) -> String {
        self.amounts.said(self.unit)
    }
}

/// An amount in its unit, with as many decimals as it has: `-£1,234.5k`; without one where none is stated.
fn in_full(amount: Money, unit: Option<Unit>) -> String {
    let sign = if amount.is_negative() { "-" } else { "" };
    let own = unit.unwrap_or(Unit::Pounds);
    let digits = show_amount(amount.abs(), own, amount.decimals(own));
    match unit {
        None => format!("{sign}{digits}"),
        Some(unit) => format!("{sign}£{digits}{}", unit.label().trim_start_matches('£')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_said_in_its_own_unit() {
        let pounds = |pounds: i64| Money::new(pounds.into());
        assert_eq!(in_full(pounds(1_234_000), Some(Unit::Thousands)), "£1,234k");
        assert_eq!(in_full(pounds(-1_234_500), Some(Unit::Millions)), "-£1.2345m");
        assert_eq!(in_full(pounds(1_234_500), None), "1,234,500");
    }
}
