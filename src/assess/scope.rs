//! What is assessed: an analyst with a tracker asks about the money, not whether it is a plan.

use super::Scope;
use crate::plan::Submission;
use crate::plan::fields::TableId;

/// The scope that the tables given allow: the plan when two of four planning tables have rows,
/// delivery when a delivery table has, else money. One scope for the run.
pub(super) fn of(submission: &Submission) -> Scope {
    let given = |table: TableId| submission.plans.iter().any(|plan| !plan.rows(table).is_empty());
    let planning = [TableId::Assumptions, TableId::Activity, TableId::Inputs, TableId::Engagement];
    let delivery = [TableId::Milestones, TableId::Kpis, TableId::Risks];
    if planning.into_iter().filter(|table| given(*table)).count() >= 2 {
        Scope::Plan
    } else if delivery.into_iter().any(given) {
        Scope::Delivery
    } else {
        Scope::Money
    }
}
