//! Several organisations at once: workstreams across all, regions, the whole. Sums over organisations
//! stand at the latest month that all of them have reached.

use super::Run;
use super::finance::level;
use super::headroom;
use crate::figures::hierarchy::{self, Regions, replaced};
use crate::figures::sums::counted;
use crate::figures::{Figures, Headroom, PlanFigures, Sums};
use crate::names::ByName;
use crate::plan::Plan;
use crate::report::{FinanceLine, HeadroomRow, Level, Rollup};
use std::borrow::Cow;

pub(super) fn roll_up(run: &Run, figures: &Figures) -> Rollup {
    let common = figures.common_as_at;
    let at_common = hierarchy::at_common(run.submission, figures, run.policy);
    let mut workstreams: ByName<Sums> = ByName::default();
    let mut regions: ByName<Sums> = ByName::default();
    let mut nation = Sums::default();
    let hierarchy = Regions::of(run.submission);
    for (plan, figures) in &at_common {
        let region = hierarchy.of_plan(plan);
        if replaced(run.submission, run.policy, plan) {
            continue;
        }
        for (scheme, own) in counted(plan, figures) {
            if let Some(workstream) = scheme.workstream() {
                workstreams.of(workstream).add(own);
            }
            if let Some(region) = region {
                regions.of(region).add(own);
            }
            nation.add(own);
        }
    }
    let mut finance: Vec<FinanceLine> = workstreams
        .iter()
        .map(|(name, sums)| FinanceLine {
            workstream: name.to_owned(),
            ..level(run.policy, Level::Across, "", sums)
        })
        .collect();
    finance.extend(regions.iter().map(|(name, sums)| level(run.policy, Level::Region, name, sums)));
    finance.push(level(run.policy, Level::Nation, "", &nation));
    Rollup {
        as_at: common.map(|date| date.to_string()),
        finance,
        headroom: headrooms(run, &at_common, &hierarchy, &regions),
        late: late(run, figures),
        no_region: no_region(run, &hierarchy),
    }
}

fn headrooms(
    run: &Run,
    plans: &[(&Plan, Cow<PlanFigures>)],
    hierarchy: &Regions,
    regions: &ByName<Sums>,
) -> Vec<HeadroomRow> {
    let mut rows = Vec::new();
    let mut members: ByName<Vec<&Headroom>> = ByName::default();
    // a region's own years restate its members'
    let mut restated: ByName<Option<&Headroom>> = ByName::default();
    for (plan, figures) in plans {
        if let Some(region) = hierarchy.of_plan(plan) {
            members.of(region).push(&figures.headroom);
        }
        if figures.headroom.total.is_some() {
            restated.of(&plan.organisation).get_or_insert(&figures.headroom);
        }
    }
    for (name, _) in regions.iter() {
        let sum = match restated.get(name).copied().flatten() {
            Some(own) => own.clone(),
            None => Headroom::sum(members.get(name).into_iter().flatten().copied(), run.policy),
        };
        if sum.total.is_some() {
            rows.extend(headroom::rows(run, name, &sum));
        }
    }
    let is_restated = |plan: &Plan| plan.parent.as_ref().is_some_and(|parent| restated.contains(parent));
    let counted = plans.iter().filter(|(plan, _)| !is_restated(plan));
    let all = Headroom::sum(counted.map(|(_, figures)| &figures.headroom), run.policy);
    if all.total.is_some() {
        rows.extend(headroom::rows(run, "", &all));
    }
    rows
}

/// Organisations of no region, where others have one.
fn no_region(run: &Run, hierarchy: &Regions) -> Vec<String> {
    let all = run.submission.plans.iter();
    let of_none = all.filter(|plan| hierarchy.of_plan(plan).is_none());
    let names: Vec<String> = of_none.map(|plan| plan.organisation.clone()).collect();
    if names.len() == run.submission.plans.len() { Vec::new() } else { names }
}

/// Organisations that hold the common month back.
fn late(run: &Run, figures: &Figures) -> Vec<String> {
    let reporting = || run.submission.plans.iter().zip(&figures.plans).filter(|(_, own)| own.as_at.reports());
    let latest = reporting().filter_map(|(_, own)| own.as_at.date).max();
    reporting()
        .filter(|(_, own)| own.as_at.date < latest)
        .map(|(plan, _)| plan.organisation.clone())
        .collect()
}
