//! A sum with its cells.

use crate::calendar::Month;
use crate::figures::basis::UsedCell;
use crate::location::Place;
use crate::money::Money;
use crate::plan::Row;
use crate::plan::fields::ColumnId;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Default)]
pub struct Part {
    pub amount: Money,
    pub places: Vec<Place>,
    /// How many schemes, rows or cells gave something.
    pub given: usize,
    pub lacks: bool,
}

impl Part {
    pub fn add(&mut self, amount: Money, places: impl IntoIterator<Item = Place>) {
        self.amount = self.amount + amount;
        self.places.extend(places);
        self.given += 1;
    }

    pub fn add_cell(&mut self, row: &Row, column: ColumnId) {
        if let Some(amount) = row.money(column) {
            self.add(amount, row.cells_of(column).map(|cell| cell.place));
        }
        self.lacks |= row.unreadable(column);
    }

    /// Adds the cells of periods from a month on.
    pub fn add_cells_from<'c>(&mut self, first: Month, cells: impl IntoIterator<Item = &'c UsedCell>) {
        let is_late = |cell: &&UsedCell| cell.period.is_some_and(|period| period.first_month() >= first);
        for cell in cells.into_iter().filter(is_late) {
            self.add(cell.amount.map(|amount| amount.value).unwrap_or_default(), [cell.place]);
        }
    }

    pub fn join(&mut self, other: &Self) {
        self.amount = self.amount + other.amount;
        self.places.extend(&other.places);
        self.given += other.given;
        self.lacks |= other.lacks;
    }

    /// The same cells, of which something else is made.
    pub fn with_amount(&self, amount: Money) -> Self {
        Self { amount, ..self.clone() }
    }

    /// The amount times four, of a quarter.
    pub fn times_four(&self) -> Self {
        self.with_amount(self.amount.percent(Decimal::from(400)))
    }
}
