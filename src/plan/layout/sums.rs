//! Running sums of the schemes of a table, to tell which rows above a total it is over.

use super::Walk;
use crate::money::{Amount, Money, figure};

/// What the columns of amounts add up to after each scheme: the sum, and how far rounding can have
/// moved it.
pub(in crate::plan) struct Sums<'a> {
    amounts: &'a [usize],
    after: Vec<Vec<(Money, Money)>>,
}

impl<'a> Sums<'a> {
    pub(in crate::plan) fn new(amounts: &'a [usize]) -> Self {
        Self { amounts, after: vec![vec![(Money::ZERO, Money::ZERO); amounts.len()]] }
    }

    pub(in crate::plan) fn len(&self) -> usize {
        self.after.len() - 1
    }

    /// Adds the row of a scheme, which has these figures in the columns of amounts.
    pub(in crate::plan) fn push(&mut self, figure: impl Fn(usize) -> Option<Amount>) {
        let mut next = self.after.last().cloned().unwrap_or_default();
        for (sum, at) in next.iter_mut().zip(self.amounts) {
            if let Some(amount) = figure(*at) {
                *sum = match (sum.0.checked_add(amount.value), sum.1.checked_add(amount.half_digit())) {
                    (Some(value), Some(slack)) => (value, slack),
                    _ => *sum, // too many digits: refused when the plan is built
                };
            }
        }
        self.after.push(next);
    }

    /// Whether a row of these figures is the total of the schemes from `first` on, in every column in which it has a
    /// figure, but for rounding.
    pub(in crate::plan) fn equal(&self, first: usize, figure: impl Fn(usize) -> Option<Amount>) -> bool {
        let (Some(from), Some(to)) = (self.after.get(first), self.after.last()) else { return false };
        let mut figures = 0;
        let all = self.amounts.iter().zip(from.iter().zip(to)).all(|(at, (from, to))| {
            let Some(total) = figure(*at) else { return true };
            figures += 1;
            let slack = to.1 - from.1 + total.half_digit();
            (to.0 - from.0 - total.value).abs() <= slack
        });
        all && figures > 0 && first < self.len()
    }
}

impl Walk<'_> {
    /// The figure of a cell in the unit of its column.
    pub(super) fn figure(&self, row: usize, at: usize) -> Option<Amount> {
        let unit = self.layout.columns.get(at).and_then(|column| column.unit);
        figure(self.grid.text(row, at), unit)
    }
}
