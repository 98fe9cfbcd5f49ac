//! What each body, year and workstream has of what is identified (NAO September 2011, Figures 1, 7 and 8).

use super::Run;
use super::themes::theme;
use crate::figures::Figures;
use crate::figures::hierarchy::{Standing, in_total, replaced};
use crate::figures::identified::{Identified, budget};
use crate::money::{Money, Percent, percentages};
use crate::names::{ByName, Names};
use crate::report::{Level, Share, ShareBy, ShareLine};

/// Every share: of the whole by region, of each region by organisation; by year of the whole and of each region;
/// by workstream of the whole.
pub(super) fn lines(run: &Run) -> Vec<ShareLine> {
    let figures = run.figures;
    let mut lines = of_bodies(run, figures);
    lines.extend(of_years(run, figures));
    lines.extend(of_workstreams(run, figures));
    lines
}

/// What all have identified together.
pub(super) fn whole(lines: &[ShareLine]) -> Money {
    let whole = lines.iter().find(|line| line.by == ShareBy::Body && line.level == Level::Nation);
    whole.and_then(|line| line.identified).unwrap_or_default()
}

/// A body with what it has identified.
struct Own {
    at: usize,
    identified: Identified,
}

/// The bodies that the whole is divided into: regions, and those of no region.
fn tops(run: &Run, figures: &Figures) -> Vec<Own> {
    let roots = figures.bodies.roots();
    let is_nation =
        |at: &usize| figures.bodies.get(*at).is_some_and(|body| body.standing == Standing::Nation);
    let (nations, others): (Vec<usize>, Vec<usize>) = roots.partition(is_nation);
    let parts = nations.iter().filter_map(|at| figures.bodies.get(*at)).flat_map(|body| body.parts.clone());
    let mut all: Vec<usize> = others.into_iter().chain(parts).collect();
    all.sort_unstable();
    owns(run, figures, &all)
}

fn owns(run: &Run, figures: &Figures, bodies: &[usize]) -> Vec<Own> {
    let of = |at: &usize| Own {
        at: *at,
        identified: Identified::of_body(*at, (run.submission, figures), run.policy),
    };
    bodies.iter().map(of).collect()
}

fn of_bodies(run: &Run, figures: &Figures) -> Vec<ShareLine> {
    let tops = tops(run, figures);
    let mut lines = divided(run, figures, &tops, "");
    let mut whole = ShareLine { level: Level::Nation, ..ShareLine::default() };
    let known: Vec<Money> = lines.iter().filter_map(|line| line.identified).collect();
    whole.identified = (!known.is_empty()).then(|| known.into_iter().sum());
    whole.share = whole.identified.and_then(|all| Percent::of(all, all)).map(|all| Share::of(all, &[]));
    let budgets: Option<Vec<Money>> =
        lines.iter().filter(|line| line.identified.is_some()).map(|line| line.budget).collect();
    whole.budget = budgets.filter(|all| !all.is_empty()).map(|all| all.into_iter().sum());
    whole.percent_of_budget = of_budget(whole.identified, whole.budget);
    whole.incomplete = lines.iter().any(|line| line.incomplete);
    lines.push(whole);
    for top in &tops {
        let Some(body) = figures.bodies.get(top.at).filter(|body| !body.parts.is_empty()) else { continue };
        let mut parts = owns(run, figures, &body.parts);
        // what a region plans over and above its members is a part of it, too
        if let Some(own) = body.plan.and_then(|at| figures.plans.get(at)) {
            let identified = own.identified.clone();
            if identified.total().is_some() {
                parts.push(Own { at: top.at, identified });
            }
        }
        lines.extend(divided(run, figures, &parts, &body.name));
    }
    lines
}

/// The parts of a whole, each with its share: regions, or the organisations of one.
fn divided(run: &Run, figures: &Figures, parts: &[Own], region: &str) -> Vec<ShareLine> {
    let known: Vec<(&Own, Money)> =
        parts.iter().filter_map(|own| Some((own, own.identified.total()?))).collect();
    let shares = percentages(&known.iter().map(|(_, amount)| *amount).collect::<Vec<_>>());
    let line = |own: &Own, identified: Option<Money>, share: Option<Percent>| {
        let body = figures.bodies.get(own.at)?;
        let is_region = !body.parts.is_empty() && region.is_empty();
        let plan = body.plan.and_then(|at| run.submission.plans.get(at));
        let budget = budget(own.at, (run.submission, figures)).filter(|_| body.name != region);
        Some(ShareLine {
            level: if is_region { Level::Region } else { Level::Organisation },
            region: if is_region { body.name.clone() } else { region.to_owned() },
            organisation: if is_region { String::new() } else { body.name.clone() },
            code: plan.and_then(|plan| plan.code()).map(str::to_owned),
            identified,
            share: share.map(|share| Share::of(share, &[])),
            budget,
            percent_of_budget: of_budget(identified, budget),
            incomplete: own.identified.incomplete,
            ..ShareLine::default()
        })
    };
    let with = known.iter().zip(shares).filter_map(|((own, amount), share)| line(own, Some(*amount), share));
    let without = parts.iter().filter(|own| own.identified.total().is_none());
    with.chain(without.filter_map(|own| line(own, None, None))).collect()
}

fn of_budget(identified: Option<Money>, budget: Option<Money>) -> Option<Share> {
    Percent::of(identified?, budget?).map(|percent| Share::of(percent, &[]))
}

fn of_years(run: &Run, figures: &Figures) -> Vec<ShareLine> {
    let tops = tops(run, figures);
    let mut all = Identified::default();
    tops.iter().for_each(|own| all.join(&own.identified));
    let mut lines = years_of(Level::Nation, "", &all);
    for own in &tops {
        if let Some(body) = figures.bodies.get(own.at).filter(|body| !body.parts.is_empty()) {
            lines.extend(years_of(Level::Region, &body.name, &own.identified));
        }
    }
    lines
}

fn years_of(level: Level, region: &str, identified: &Identified) -> Vec<ShareLine> {
    let years: Vec<_> = identified.iter().collect();
    let shares = percentages(&years.iter().map(|(_, amount)| *amount).collect::<Vec<_>>());
    let line = |((year, amount), share): ((_, Money), Option<Percent>)| ShareLine {
        by: ShareBy::Year,
        level,
        region: region.to_owned(),
        year,
        identified: Some(amount),
        share: share.map(|share| Share::of(share, &[])),
        incomplete: identified.incomplete,
        ..ShareLine::default()
    };
    years.into_iter().zip(shares).map(line).collect()
}

/// The workstreams, that of most plans first, then of most savings; last what names none.
fn of_workstreams(run: &Run, figures: &Figures) -> Vec<ShareLine> {
    #[derive(Default)]
    struct Common {
        plans: usize,
        planned: Money,
        incomplete: bool,
    }
    let mut found: ByName<Common> = ByName::default();
    let all = run.submission.plans.iter().zip(&figures.plans);
    for (plan, own) in
        all.filter(|(plan, _)| !replaced(run.submission, &figures.bodies, run.policy, (plan, None)))
    {
        let mut seen = Names::default();
        for (scheme, own) in plan.schemes.iter().zip(&own.schemes) {
            if !in_total(scheme) || scheme.unidentified {
                continue;
            }
            let name = scheme.workstream().map_or("", |name| theme(plan, run.policy, name));
            let common = found.of(name);
            common.plans += usize::from(seen.add(name));
            common.planned = common.planned + own.planned;
            common.incomplete |= own.planned_incomplete || plan.lost.schemes;
        }
    }
    let mut found: Vec<(String, Common)> = found.into_iter().collect();
    if found.iter().all(|(name, _)| name.is_empty()) {
        return Vec::new();
    }
    found.sort_by(|(one, a), (other, b)| {
        (one.is_empty(), b.plans, b.planned).cmp(&(other.is_empty(), a.plans, a.planned))
    });
    let shares = percentages(&found.iter().map(|(_, common)| common.planned).collect::<Vec<_>>());
    let line = |((name, common), share): ((String, Common), Option<Percent>)| ShareLine {
        by: ShareBy::Workstream,
        level: Level::Nation,
        workstream: (!name.is_empty()).then_some(name),
        plans: Some(common.plans),
        identified: Some(common.planned),
        share: share.map(|share| Share::of(share, &[])),
        incomplete: common.incomplete,
        ..ShareLine::default()
    };
    found.into_iter().zip(shares).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_what_the_bodies_of_the_nation_have_identified() {
        let line = |by, level, identified: i64| ShareLine {
            by,
            level,
            identified: Some(Money::of_hundredths(identified)),
            ..ShareLine::default()
        };
        let of_bodies = [line(ShareBy::Body, Level::Region, 1), line(ShareBy::Body, Level::Nation, 2)];
        let of_others = line(ShareBy::Workstream, Level::Nation, 3);
        assert_eq!(whole(&[&[of_others.clone()][..], &of_bodies].concat()), Money::of_hundredths(2));
        assert_eq!(whole(&[of_others]), Money::ZERO);
    }
}
