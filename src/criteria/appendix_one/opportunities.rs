//! Appendix One: opportunities.
use crate::criteria::Criterion;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[];
