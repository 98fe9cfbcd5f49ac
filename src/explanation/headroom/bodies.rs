//! A region and its members, as the headroom of the region is explained by them.

use crate::assess::headroom::rows;
use crate::explanation::Assessed;
use crate::figures::{Figures, PlanFigures};
use crate::names::same;
use crate::parallel::Threads;
use crate::plan::Plan;
use crate::report::{HeadroomRow, Level, PlanReport};

/// Whether an organisation is a region's own, or one of its members.
pub(super) fn is_of(plan: &PlanReport, region: &str) -> bool {
    same(&plan.organisation, region) || plan.parent.as_deref().is_some_and(|parent| same(parent, region))
}

impl Assessed<'_> {
    /// Whether others report to the organisation of a plan.
    pub(super) fn is_region(&self, plan: &Plan) -> bool {
        let parents = self.submission.plans.iter().filter_map(|other| other.parent.as_deref());
        parents.into_iter().any(|parent| same(parent, &plan.organisation))
    }

    /// The figures of a plan, of a region with its members'.
    pub(super) fn figures(&self, plan: &Plan, is_region: bool) -> PlanFigures {
        let all = is_region.then(|| Figures::of(self.submission, self.policy, self.as_at, Threads::ONE));
        let of_region = all.and_then(|all| {
            let mut plans = self.submission.plans.iter().zip(all.plans);
            plans.find(|(other, _)| std::ptr::eq(*other, plan)).map(|(_, own)| own)
        });
        of_region.unwrap_or_else(|| PlanFigures::of(plan, self.policy, self.as_at))
    }

    /// What organisations bring each by itself, a region without its members.
    pub(super) fn bodies(&self, wanted: impl Fn(&PlanReport) -> bool) -> Vec<HeadroomRow> {
        let mut all: Option<Figures> = None;
        let mut bodies = Vec::new();
        for (at, (plan, report)) in self.submission.plans.iter().zip(&self.report.plans).enumerate() {
            if !wanted(report) {
                continue;
            }
            if !self.is_region(plan) {
                bodies.extend(report.headroom.rows().cloned());
                continue;
            }
            let all = all
                .get_or_insert_with(|| Figures::of(self.submission, self.policy, self.as_at, Threads::ONE));
            if let Some(own) = all.plans.get(at) {
                bodies.extend(rows(
                    self.policy,
                    (Level::Organisation, &plan.organisation),
                    own.headroom_alone(),
                ));
            }
        }
        bodies
    }
}
