//! What stands behind a code: the criteria and checks as this policy reads them.

use crate::criteria::Set;

/// A criterion or check with its texts filled from the policy.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id.
    pub code: &'static str,
    /// The published set of a criterion; `None` of a check.
    pub set: Option<Set>,
    /// The published row or column, or what the check is called.
    pub row: &'static str,
    /// What is asked, or found.
    pub asks: &'static str,
    /// How it is judged, with the values of the policy.
    pub how: String,
    /// Paper, table, area, row and item; of a check what it is.
    pub source: String,
    /// Whether a row or column is red without it.
    pub decisive: bool,
}
