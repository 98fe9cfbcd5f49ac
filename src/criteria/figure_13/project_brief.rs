//! Figure 13: project_brief.
use crate::criteria::Criterion;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[];
