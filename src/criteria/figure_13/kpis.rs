//! Figure 13: kpis.
use crate::criteria::Criterion;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[];
