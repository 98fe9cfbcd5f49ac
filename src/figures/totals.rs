//! The sums of a level together with its amounts by year.

use super::sums::{Summed, Sums};
use super::years::YearSums;

/// The positions of a level, and its amounts by year.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    pub sums: Sums,
    pub years: YearSums,
}

impl Summed for Totals {
    fn join(&mut self, other: &Self) {
        self.sums.join(&other.sums);
        self.years.join(&other.years);
    }

    fn lack(&mut self) {
        self.sums.lack();
        self.years.lack();
    }
}
