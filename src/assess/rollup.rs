//! Several organisations at once: workstreams across all, regions, the whole. Sums over organisations
//! stand at the latest month that all of them have reached.

use super::Run;
use super::finance::{Sums, level};
use super::headroom;
use crate::figures::hierarchy::{self, in_total, region_of, replaced};
use crate::figures::{Figures, Headroom, PlanFigures};
use crate::plan::Plan;
use crate::report::{FinanceLine, HeadroomRow, Rollup};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rolls everything up.
pub(super) fn roll_up(run: &Run, figures: &Figures) -> Rollup {
    let common = figures.common_as_at;
    let at_common = hierarchy::at_common(run.submission, figures, run.policy);
    let mut workstreams = Named::default();
    let mut regions = Named::default();
    let mut nation = Sums::default();
    for (plan, figures) in &at_common {
        let region = region_of(run.submission, plan);
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
        headroom: headrooms(run, &at_common, &regions),
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

fn headrooms(run: &Run, plans: &[(&Plan, Cow<PlanFigures>)], regions: &Named) -> Vec<HeadroomRow> {
    let mut rows = Vec::new();
    for (name, _) in &regions.sums {
        let own = plans.iter().find(|(plan, _)| plan.organisation.eq_ignore_ascii_case(name));
        let restated = own.filter(|(_, figures)| figures.headroom.assessed());
        let members = plans.iter().filter(|(plan, _)| {
            region_of(run.submission, plan).is_some_and(|region| region.eq_ignore_ascii_case(name))
        });
        let sum = match restated {
            Some((_, figures)) => figures.headroom.clone(),
            None => Headroom::sum(members.map(|(_, figures)| &figures.headroom), run.policy),
        };
        if sum.assessed() {
            rows.extend(headroom::rows(run, name, &sum));
        }
    }
    let all = Headroom::sum(
        plans
            .iter()
            .filter(|(plan, _)| {
                // a region's own years restate its members'
                plan.parent.as_ref().is_none_or(|parent| {
                    !plans.iter().any(|(other, figures)| {
                        other.organisation.eq_ignore_ascii_case(parent) && figures.headroom.assessed()
                    })
                })
            })
            .map(|(_, figures)| &figures.headroom),
        run.policy,
    );
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
