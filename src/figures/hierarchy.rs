//! Organisations above one another: which region a plan belongs to, and the figures of every plan at
//! the month that all of them have reached.

use super::{Figures, Headroom, PlanFigures};
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

/// The headroom of every region that has a plan of its own, with that of its members at the month that all
/// of them have reached; by its index among the plans.
pub fn headroom_of_regions(
    submission: &Submission,
    figures: &Figures,
    policy: &Policy,
) -> Vec<(usize, Headroom)> {
    let hierarchy = Regions::of(submission);
    let leads = |plan: &Plan| hierarchy.of_plan(plan).is_some_and(|region| same(region, &plan.organisation));
    if !submission.plans.iter().any(leads) {
        return Vec::new();
    }
    let plans = at_common(submission, figures, policy);
    let regions = plans.iter().enumerate().filter(|(_, (plan, _))| leads(plan));
    let with_members = regions.map(|(at, (region, own))| {
        let is_member = |plan: &Plan| {
            !leads(plan) && hierarchy.of_plan(plan).is_some_and(|of| same(of, &region.organisation))
        };
        let members: Vec<&Headroom> =
            plans.iter().filter(|(plan, _)| is_member(plan)).map(|(_, own)| own.headroom_alone()).collect();
        let mut sum = Headroom::of_region(Some((*region, own.headroom_alone())), &members, policy);
        let lacks = |of: Option<&str>| of.is_none_or(|of| same(of, &region.organisation));
        if submission.left_out.iter().any(|out| lacks(out.region.as_deref()))
            && !own.headroom_alone().restates_all(region)
        {
            sum.lack();
        }
        (at, sum)
    });
    with_members.collect()
}

/// Whether a plan's schemes are replaced by those of the region it belongs to (policy `own`).
pub fn replaced(submission: &Submission, policy: &Policy, plan: &Plan) -> bool {
    let Some(parent) = &plan.parent else { return false };
    submission.plans.iter().any(|other| same(&other.organisation, parent) && replaces(other, policy))
}

/// Whether a region's own schemes replace its members' (policy `own`).
pub fn replaces(region: &Plan, policy: &Policy) -> bool {
    policy.choice(Key::Own) == Some(OwnSchemes::Replace) && region.schemes.iter().any(in_total)
}

/// Whether a scheme enters the sums of its organisation.
pub fn in_total(scheme: &Scheme) -> bool {
    scheme.outside().is_none()
}
