//! The criteria as this policy reads them: what the page and the reports of machines say of a code.

use crate::criteria::{self, Set};
use crate::policy::Policy;

/// A criterion with its texts filled from the policy.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id.
    pub code: &'static str,
    /// The published set.
    pub set: Set,
    /// The published row or column.
    pub row: &'static str,
    /// What is asked.
    pub asks: &'static str,
    /// How it is judged, with the values of the policy.
    pub how: String,
    /// Paper, table, area, row and item.
    pub source: String,
    /// Whether a row or column is red without it.
    pub decisive: bool,
}

/// Every criterion, in published order.
pub fn all(policy: &Policy) -> Vec<Asked> {
    let asked = |criterion: &'static criteria::Criterion| Asked {
        code: criterion.id,
        set: criterion.set,
        row: criterion.row,
        asks: criterion.asks,
        how: policy.fill(criterion.how),
        source: criterion.source(),
        decisive: criterion.decisive,
    };
    criteria::all().map(asked).collect()
}
