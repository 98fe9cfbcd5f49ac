//! What workstreams of different plans have in common: the national workstream that they are or serve, else
//! their own name.

use crate::plan::Plan;
use crate::plan::fields::workstreams;
use crate::policy::Policy;

/// The workstream of a plan under the name by which those of several plans are one: the national workstream
/// whose name or other name it has, else the only one that its row of the `workstreams` table names, else its
/// own.
pub(super) fn theme<'t>(plan: &'t Plan, policy: &'t Policy, workstream: &'t str) -> &'t str {
    let national = |name: &str| policy.national.named(name);
    let served = || {
        let text = plan.workstream(workstream)?.text(workstreams::NATIONAL_WORKSTREAM)?;
        national(text)
    };
    national(workstream).or_else(served).unwrap_or(workstream)
}
