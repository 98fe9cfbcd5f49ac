//! The figures of a row, added to those of others and compared with them.

use crate::money::{Amount, Money};

/// The figures of a row, or their sum over several: each with how far rounding can have moved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(Vec<Option<Sum>>);

/// A sum and how far rounding can have moved it.
type Sum = (Money, Money);

impl Line {
    pub fn of(amounts: &[usize], figure: impl Fn(usize) -> Option<Amount>) -> Self {
        let of = |at: &usize| figure(*at).map(|amount| (amount.value, amount.half_digit()));
        Self(amounts.iter().map(of).collect())
    }

    /// No figure in any of so many columns.
    pub fn none(columns: usize) -> Self {
        Self(vec![None; columns])
    }

    /// The figure of a column, and how far rounding can have moved it.
    pub fn get(&self, column: usize) -> Option<Sum> {
        self.0.get(column).copied().flatten()
    }

    pub fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            let Some((value, slack)) = *other else { continue };
            let (sum, moved) = own.unwrap_or((Money::ZERO, Money::ZERO));
            *own = sum.checked_add(value).zip(moved.checked_add(slack)).or(*own);
        }
    }

    pub fn less(&self, other: &Self) -> Self {
        let mut turned = other.clone();
        turned.0.iter_mut().flatten().for_each(|(value, _)| *value = -*value);
        let mut out = self.clone();
        out.add(&turned);
        out
    }

    pub fn negated(&self) -> Self {
        Self::none(self.0.len()).less(self)
    }

    /// Whether this is the sum, in every column in which it has a figure, but for rounding.
    pub fn is(&self, sum: &Self) -> bool {
        let fits = |(own, sum): (&Option<Sum>, &Option<Sum>)| {
            let Some(own) = own else { return true };
            let (value, slack) = sum.unwrap_or((Money::ZERO, Money::ZERO));
            (value - own.0).abs() <= slack + own.1
        };
        self.filled() && self.0.iter().zip(&sum.0).all(fits)
    }

    /// Whether this is the sum in every column in which either has a figure.
    pub fn is_wholly(&self, sum: &Self) -> bool {
        let lacks = |(own, sum): (&Option<Sum>, &Option<Sum>)| {
            own.is_none() && sum.is_some_and(|(value, _)| !value.is_zero())
        };
        self.is(sum) && !self.0.iter().zip(&sum.0).any(lacks)
    }

    /// Whether any figure is not nil.
    pub fn filled(&self) -> bool {
        self.0.iter().flatten().any(|(value, _)| !value.is_zero())
    }
}
