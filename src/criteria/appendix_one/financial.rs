//! Appendix One: financial.
use crate::criteria::Criterion;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[];
