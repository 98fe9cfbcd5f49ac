//! Organisations above one another: which region a plan belongs to, and the figures of every plan at
//! the month that all of them have reached.

use super::{Figures, PlanFigures};
use crate::names::{Names, same};
use crate::plan::{Plan, Scheme, Submission};
use crate::policy::choices::OwnSchemes;
use crate::policy::{Key, Policy};
use std::borrow::Cow;

/// Every plan with its figures at the latest common month.
pub fn at_common<'a>(
    submission: &'a Submission,
    figures: &'a Figures,
    policy: &Policy,
) -> Vec<(&'a Plan, Cow<'a, PlanFigures>)> {
    let common = figures.common_as_at;
    let all = submission.plans.iter().zip(&figures.plans);
    all.map(|(plan, own)| {
        let differs = own.as_at.reports() && own.as_at.date != common;
        let at = if differs { Cow::Owned(PlanFigures::of(plan, policy, common)) } else { Cow::Borrowed(own) };
        (plan, at)
    })
    .collect()
}

/// The organisations that others report to.
#[derive(Debug)]
pub struct Regions(Names);

impl Regions {
    pub fn of(submission: &Submission) -> Self {
        let mut regions = Names::default();
        for parent in submission.plans.iter().filter_map(|plan| plan.parent.as_ref()) {
            regions.add(parent);
        }
        Self(regions)
    }

    /// The region an organisation belongs to: its parent, or itself where others report to it.
    pub fn of_plan<'p>(&self, plan: &'p Plan) -> Option<&'p str> {
        let leads = self.0.contains(&plan.organisation);
        if leads { Some(&plan.organisation) } else { plan.parent.as_deref() }
    }
}

/// Whether a plan's schemes are replaced by those of the region it belongs to (policy `own`).
pub fn replaced(submission: &Submission, policy: &Policy, plan: &Plan) -> bool {
    if policy.choice(Key::Own) != Some(OwnSchemes::Replace) {
        return false;
    }
    let Some(parent) = &plan.parent else { return false };
    submission
        .plans
        .iter()
        .any(|other| same(&other.organisation, parent) && other.schemes.iter().any(in_total))
}

/// Whether a scheme enters the sums of its organisation.
pub fn in_total(scheme: &Scheme) -> bool {
    scheme.in_sums() && !scheme.outside_total
}
