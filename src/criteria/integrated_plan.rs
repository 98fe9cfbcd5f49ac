//! NAO September 2011, paragraph 2.6: what the Department wanted to be assured of in the integrated
//! plans of 2011-12.
use crate::criteria::Criterion;

/// The assurances in published order.
pub const CRITERIA: &[Criterion] = &[];
