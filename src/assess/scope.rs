//! What is assessed: an analyst with a tracker asks about the money, not whether it is a plan.

use super::Scope;
use crate::plan::Submission;
use crate::plan::fields::TableId;

/// The tables of delivery, as a reader calls them.
pub(super) const DELIVERY: &[(TableId, &str)] =
    &[(TableId::Milestones, "milestones"), (TableId::Kpis, "KPIs"), (TableId::Risks, "risks")];
/// The tables of planning, likewise.
pub(super) const PLANNING: &[(TableId, &str)] = &[
    (TableId::Assumptions, "assumptions"),
    (TableId::Activity, "activity"),
    (TableId::Inputs, "inputs"),
    (TableId::Engagement, "engagement"),
];

/// The scope that the tables given allow: the plan when two of four planning tables have rows,
/// delivery when a delivery table has, else money. One scope for the run.
pub(super) fn of(submission: &Submission) -> Scope {
    let given =
        |(table, _): &&(TableId, &str)| submission.plans.iter().any(|plan| !plan.rows(*table).is_empty());
    if PLANNING.iter().filter(given).count() >= 2 {
        Scope::Plan
    } else if DELIVERY.iter().any(|table| given(&table)) {
        Scope::Delivery
    } else {
        Scope::Money
    }
}
