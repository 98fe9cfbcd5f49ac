//! Cells with what stands in them, looked up by their place.

use super::Assessed;
use crate::figures::basis::UsedCell;
use crate::location::Place;
use crate::money::Money;
use crate::plan::assembly::Role;
use crate::read::Grid;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// The tables of a run, as they stand in the files.
pub type Tables = [(Arc<Grid>, Role)];

/// A place with what stands there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Cited {
    /// Where: `plan.csv:14:7`.
    pub place: String,
    /// The text of the cell; blank where it is blank or the place is no single cell.
    pub text: String,
}

/// A cell that enters a sum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Cell {
    /// `plan`, `actual` or `forecast`.
    pub measure: &'static str,
    /// Its period: `2011-04`, `Q1 2011/12`, `2011/12`; `to date` or `the year` for a column without one.
    pub period: String,
    /// The amount; null where the cell could not be read.
    pub amount: Option<Money>,
    /// Where it stands.
    pub place: String,
    /// What stands there.
    pub text: String,
}

/// What a column without a period is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Time {
    ToDate,
    Year,
}

/// The text that stands at a place; `None` where the place is no single cell.
#[must_use]
pub fn text_at(tables: &Tables, place: Place) -> Option<&str> {
    tables.iter().find_map(|(grid, _)| grid.text_at(place))
}

impl Assessed<'_> {
    /// A place with its text.
    pub(super) fn cited(&self, place: Place) -> Cited {
        let text = text_at(self.tables, place).unwrap_or("").to_owned();
        Cited { place: self.place(place), text }
    }

    /// Cells with their texts.
    pub(super) fn cells(&self, cells: &[UsedCell], time: Time) -> Vec<Cell> {
        let of = |cell: &UsedCell| {
            let Cited { place, text } = self.cited(cell.place);
            let period = cell.period.map(|period| period.to_string());
            let without = if matches!(time, Time::ToDate) { "to date" } else { "the year" };
            Cell {
                measure: cell.measure.word(),
                period: period.unwrap_or_else(|| without.to_owned()),
                amount: cell.amount.map(|amount| amount.value),
                place,
                text,
            }
        };
        cells.iter().map(of).collect()
    }
}
