//! Every criterion, in published order, and every check, with their texts filled from the policy.

use crate::checks::CHECKS;
use crate::criteria::{self, Criterion};
use crate::policy::Policy;
use crate::report::catalogue::Asked;

/// What a report says of its codes.
pub fn all(policy: &Policy) -> Vec<Asked> {
    let criteria = criteria::all().map(|criterion: &'static Criterion| Asked {
        code: criterion.id,
        set: Some(criterion.set),
        row: criterion.row,
        asks: criterion.asks,
        how: policy.fill(criterion.how),
        source: criterion.source(),
        decisive: criterion.decisive,
    });
    let checks = CHECKS.iter().map(|check| Asked {
        code: check.code,
        set: None,
        row: check.title,
        asks: check.finds,
        how: policy.fill(check.how),
        source: "a finding beyond the criteria; it changes no colour".to_owned(),
        decisive: false,
    });
    criteria.chain(checks).collect()
}
