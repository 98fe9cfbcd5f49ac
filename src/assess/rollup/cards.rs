//! The report card over organisations: workstreams across all, regions, the whole. Each scheme stands
//! with the colours of its own card, at its organisation's own date; finance is that of the sums.

use super::super::Run;
use super::super::card::{Card, level_line, of_level};
use crate::figures::hierarchy::{in_total, replaced};
use crate::figures::{Figures, PlanFigures, Sums};
use crate::names::ByName;
use crate::plan::{Plan, Scheme};
use crate::report::{CardLine, Level, PlanReport};

/// The cards of the schemes that enter the sums of each level.
#[derive(Default)]
struct Cards<'c> {
    workstreams: ByName<Vec<&'c Card>>,
    regions: ByName<Vec<&'c Card>>,
    nation: Vec<&'c Card>,
}

/// The lines of workstreams across all, of regions and of the whole, in the order of the finance lines.
pub(super) fn lines(
    run: &Run,
    figures: &Figures,
    plans: &[PlanReport],
    workstreams: &ByName<Sums>,
    regions: &ByName<Sums>,
    nation: &Sums,
) -> Vec<CardLine> {
    let all = || run.submission.plans.iter().zip(&figures.plans).zip(plans);
    let of_plans: Vec<Vec<(&Scheme, Card)>> =
        all().map(|((plan, figures), report)| of_schemes(plan, figures, report)).collect();
    let mut cards = Cards::default();
    for (plan, own) in run.submission.plans.iter().zip(&of_plans) {
        if replaced(run.submission, run.policy, plan) {
            continue;
        }
        let region = run.regions.of_plan(plan);
        for (scheme, card) in own {
            if let Some(workstream) = scheme.workstream() {
                cards.workstreams.of(workstream).push(card);
            }
            if let Some(region) = region {
                cards.regions.of(region).push(card);
            }
            cards.nation.push(card);
        }
    }
    let line = |level: Level, own: &[&Card], sums: &Sums| {
        let line = level_line(run, &of_level(run, own, sums), level);
        CardLine { incomplete: sums.is_incomplete(), ..line }
    };
    let of = |all: &ByName<Vec<&'_ Card>>, name: &str, level: Level, sums: &Sums| {
        line(level, all.get(name).map_or(&[], Vec::as_slice), sums)
    };
    let mut lines: Vec<CardLine> = workstreams
        .iter()
        .map(|(name, sums)| {
            let line = of(&cards.workstreams, name, Level::Across, sums);
            CardLine { workstream: name.to_owned(), ..line }
        })
        .collect();
    lines.extend(regions.iter().map(|(name, sums)| {
        let line = of(&cards.regions, name, Level::Region, sums);
        CardLine { region: name.to_owned(), ..line }
    }));
    lines.push(line(Level::Nation, &cards.nation, nation));
    lines
}

/// The cards of a plan's schemes that enter its sums, each with its scheme.
fn of_schemes<'p>(plan: &'p Plan, figures: &PlanFigures, report: &PlanReport) -> Vec<(&'p Scheme, Card)> {
    let lines = report.report_card.iter().filter(|line| line.level == Level::Scheme);
    let own = |line: &CardLine| {
        let at = plan.scheme_index(&line.scheme)?;
        let scheme = plan.schemes.get(at).filter(|scheme| in_total(scheme))?;
        Some((scheme, Card::of_line(line, figures.schemes.get(at)?.planned)))
    };
    lines.filter_map(own).collect()
}
