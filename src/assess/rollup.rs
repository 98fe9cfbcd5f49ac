//! Several organisations at once: workstreams across all, regions, the whole. Sums over organisations
//! stand at the latest month that all of them have reached.

use super::Run;
use super::finance::{Sums, level};
use super::headroom;
use crate::figures::hierarchy::{self, Regions, in_total, replaced};
use crate::figures::{Figures, Headroom, PlanFigures};
use crate::plan::Plan;
use crate::report::{FinanceLine, HeadroomRow, Rollup};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Rolls everything up.
pub(super) fn roll_up(run: &Run, figures: &Figures) -> Rollup {
    let common = figures.common_as_at;
    let at_common = hierarchy::at_common(run.submission, figures, run.policy);
    let mut workstreams = Named::default();
    let mut regions = Named::default();
    let mut nation = Sums::default();
    let hierarchy = Regions::of(run.submission);
    for (plan, figures) in &at_common {
        let region = hierarchy.of_plan(plan);
        for (scheme, own) in plan.schemes.iter().zip(&figures.schemes) {
            if !in_total(scheme) || replaced(run.submission, run.policy, plan) {
                continue;
            }
            if let Some(workstream) = scheme.workstream() {
                workstreams.sum(workstream).add(own);
            }
            if let Some(region) = region {
                regions.sum(region).add(own);
            }
            nation.add(own);
        }
    }
    let mut finance: Vec<FinanceLine> = workstreams
        .sums
        .iter()
        .map(|(name, sums)| FinanceLine {
            workstream: name.clone(),
            ..level(run.policy, "workstream", "", sums)
        })
        .collect();
    finance.extend(regions.sums.iter().map(|(name, sums)| level(run.policy, "region", name, sums)));
    finance.push(level(run.policy, "nation", "", &nation));
    Rollup {
        as_at: common.map(|date| date.to_string()),
        finance,
        headroom: headrooms(run, &at_common, &hierarchy, &regions),
        late: late(run, figures),
        bridges: Vec::new(),
    }
}

/// Sums by name, in order of first use, found without regard to case.
#[derive(Default)]
pub(super) struct Named {
    index: BTreeMap<String, usize>,
    pub(super) sums: Vec<(String, Sums)>,
}

impl Named {
    pub(super) fn sum(&mut self, name: &str) -> &mut Sums {
        let next = self.sums.len();
        let at = *self.index.entry(name.to_lowercase()).or_insert(next);
        if at == next {
            self.sums.push((name.to_owned(), Sums::default()));
        }
        &mut self.sums[at].1
    }
}

fn headrooms(
    run: &Run,
    plans: &[(&Plan, Cow<PlanFigures>)],
    hierarchy: &Regions,
    regions: &Named,
) -> Vec<HeadroomRow> {
    let mut rows = Vec::new();
    let mut members: HashMap<String, Vec<&Headroom>> = HashMap::new();
    // a region's own years restate its members'
    let mut restated: HashMap<String, &Headroom> = HashMap::new();
    for (plan, figures) in plans {
        if let Some(region) = hierarchy.of_plan(plan) {
            members.entry(region.to_ascii_lowercase()).or_default().push(&figures.headroom);
        }
        if figures.headroom.assessed() {
            restated.entry(plan.organisation.to_ascii_lowercase()).or_insert(&figures.headroom);
        }
    }
    for (name, _) in &regions.sums {
        let key = name.to_ascii_lowercase();
        let sum = match restated.get(&key) {
            Some(own) => (*own).clone(),
            None => Headroom::sum(members.get(&key).into_iter().flatten().copied(), run.policy),
        };
        if sum.assessed() {
            rows.extend(headroom::rows(run, name, &sum));
        }
    }
    let is_restated = |plan: &Plan| {
        plan.parent.as_ref().is_some_and(|parent| restated.contains_key(&parent.to_ascii_lowercase()))
    };
    let counted = plans.iter().filter(|(plan, _)| !is_restated(plan));
    let all = Headroom::sum(counted.map(|(_, figures)| &figures.headroom), run.policy);
    if all.assessed() {
        rows.extend(headroom::rows(run, "", &all));
    }
    rows
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
