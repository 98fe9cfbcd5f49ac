//! Rows that are taken out of a table before it is read: their amounts are counted all the same.

use crate::plan::layout::Fate;
use crate::read::Grid;

/// Rows that were taken out of a table before it was read.
pub(super) struct Aside {
    /// The rows, in the columns of their table.
    pub(super) grid: Grid,
    /// Of each the reason, and what becomes of its amounts.
    pub(super) fates: Vec<(&'static str, Fate)>,
}

impl Aside {
    /// Takes those whose rows were taken out of this table.
    pub(super) fn take(asides: &mut Vec<Self>, grid: &Grid) -> Vec<Self> {
        let is_its = |aside: &Self| (aside.grid.source, aside.grid.form) == (grid.source, grid.form);
        let (own, others) = std::mem::take(asides).into_iter().partition(is_its);
        *asides = others;
        own
    }
}
