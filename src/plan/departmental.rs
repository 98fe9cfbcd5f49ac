//! The Department's figures of a plan's years. A reviewer gives them; what a plan types itself serves only
//! where the reviewer gives none.

use super::fields::{ColumnId, TableId, years};
use super::{Plan, Row};
use crate::calendar::FinancialYear;
use crate::location::Place;
use crate::money::{Amount, Money};

/// The columns that hold them.
pub const COLUMNS: [ColumnId; 2] = [years::DEPARTMENTAL_ALLOCATION, years::DEPARTMENTAL_CHALLENGE];

/// A figure of the Department, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Departmental {
    pub amount: Amount,
    pub place: Place,
    /// Whether the plan types it itself, and no reviewer gives it.
    pub as_the_plan_states: bool,
}

impl Departmental {
    pub fn money(&self) -> Money {
        self.amount.value
    }
}

impl Plan {
    /// The Department's figure of a year: the reviewer's, else the plan's own.
    pub fn departmental(&self, column: ColumnId, year: FinancialYear) -> Option<Departmental> {
        self.departmental_of_reviewer(column, year).or_else(|| {
            let own = figure(self.rows(TableId::Years), column, year)?;
            Some(Departmental { as_the_plan_states: true, ..own })
        })
    }

    /// The same, of the reviewer alone.
    pub fn departmental_of_reviewer(&self, column: ColumnId, year: FinancialYear) -> Option<Departmental> {
        figure(&self.departmental, column, year)
    }
}

fn figure(rows: &[Row], column: ColumnId, year: FinancialYear) -> Option<Departmental> {
    rows.iter().filter(|row| row.year(years::YEAR) == Some(year)).find_map(|row| {
        let (amount, place) = (row.amount(column)?, row.place_of(column));
        Some(Departmental { amount, place, as_the_plan_states: false })
    })
}
