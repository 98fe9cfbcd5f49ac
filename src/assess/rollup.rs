//! Several organisations at once: workstreams across all, regions, the whole. Sums over organisations
//! stand at the latest month that all of them have reached.

use super::Run;
use super::finance::level;
use super::headroom;
use super::years::of as of_years;
use crate::calendar::FinancialYear;
use crate::figures::hierarchy::{self, Regions, replaced};
use crate::figures::sums::counted;
use crate::figures::years::YearSums;
use crate::figures::{Figures, Headroom, PlanFigures, Summed, Sums};
use crate::names::{ByName, Names, same};
use crate::plan::Plan;
use crate::report::{FinanceLine, HeadroomRow, Level, PlanReport, Rollup, YearLine};
use std::borrow::Cow;

mod cards;

pub(super) fn roll_up(run: &Run, figures: &Figures, plans: &[PlanReport]) -> Rollup {
    let common = figures.common_as_at;
    let at_common = hierarchy::at_common(run.submission, figures, run.policy);
    let mut workstreams: ByName<Sums> = ByName::default();
    let mut regions: ByName<Sums> = ByName::default();
    let mut nation = Sums::default();
    let mut years = Years::default();
    let mut lacking = Lacking::default();
    let hierarchy = &run.regions;
    for (plan, figures) in &at_common {
        let region = hierarchy.of_plan(plan);
        if replaced(run.submission, run.policy, plan) {
            continue;
        }
        years.add(plan, figures, region);
        for (scheme, own) in counted(plan, figures) {
            if let Some(workstream) = scheme.workstream() {
                workstreams.of(workstream).add(own);
            }
            if let Some(region) = region {
                regions.of(region).add(own);
            }
            nation.add(own);
        }
        if plan.lost.schemes {
            lacking.add(region);
        }
    }
    for out in &run.submission.left_out {
        lacking.add(out.region.as_deref());
    }
    for (_, sums) in regions.iter_mut().filter(|(name, _)| lacking.contains(name)) {
        sums.lack();
    }
    if lacking.any {
        workstreams.iter_mut().for_each(|(_, sums)| sums.lack());
        nation.lack();
        years.lack(&lacking);
    }
    let year = common_year(at_common.iter().map(|(_, figures)| figures.year));
    let mut finance: Vec<FinanceLine> = workstreams
        .iter()
        .map(|(name, sums)| FinanceLine {
            workstream: name.to_owned(),
            year,
            ..level(run.policy, Level::Across, "", sums)
        })
        .collect();
    finance.extend(
        regions
            .iter()
            .map(|(name, sums)| FinanceLine { year, ..level(run.policy, Level::Region, name, sums) }),
    );
    finance.push(FinanceLine { year, ..level(run.policy, Level::Nation, "", &nation) });
    Rollup {
        as_at: common.map(|date| date.to_string()),
        finance,
        report_card: cards::lines(run, figures, plans, &workstreams, &regions, &nation),
        years: years.lines(),
        headroom: headrooms(run, &at_common, hierarchy, &regions, &lacking),
        late: late(run, figures),
        no_region: no_region(run, hierarchy),
    }
}

/// The year of all; `None` where they differ.
fn common_year(mut years: impl Iterator<Item = Option<FinancialYear>>) -> Option<FinancialYear> {
    let first = years.next().flatten()?;
    years.all(|year| year == Some(first)).then_some(first)
}

/// Every year over organisations.
#[derive(Default)]
struct Years {
    workstreams: ByName<YearSums>,
    regions: ByName<YearSums>,
    nation: YearSums,
}

impl Years {
    fn add(&mut self, plan: &Plan, figures: &PlanFigures, region: Option<&str>) {
        for (name, sums) in YearSums::by_workstream(plan, figures) {
            self.workstreams.of(&name).join(&sums);
        }
        let own = YearSums::of_plan(plan, figures);
        if let Some(region) = region {
            self.regions.of(region).join(&own);
        }
        self.nation.join(&own);
    }

    fn lack(&mut self, lacking: &Lacking) {
        self.workstreams.iter_mut().for_each(|(_, sums)| sums.lack());
        let regions = self.regions.iter_mut().filter(|(name, _)| lacking.contains(name));
        regions.for_each(|(_, sums)| sums.lack());
        self.nation.lack();
    }

    fn lines(&self) -> Vec<YearLine> {
        let mut lines = Vec::new();
        for (name, sums) in self.workstreams.iter() {
            let about = YearLine { workstream: name.to_owned(), ..YearLine::default() };
            lines.extend(of_years(Level::Across, &about, sums));
        }
        for (name, sums) in self.regions.iter() {
            let about = YearLine { region: name.to_owned(), ..YearLine::default() };
            lines.extend(of_years(Level::Region, &about, sums));
        }
        lines.extend(of_years(Level::Nation, &YearLine::default(), &self.nation));
        lines
    }
}

/// Which sums over organisations lack what could not be read (with `--keep-going`).
#[derive(Default)]
struct Lacking {
    /// Whether anything is lacking at all.
    any: bool,
    /// Whether it may be of any region.
    everywhere: bool,
    regions: Names,
}

impl Lacking {
    /// Something of a region, or of one that nothing names.
    fn add(&mut self, region: Option<&str>) {
        self.any = true;
        match region {
            Some(region) => {
                self.regions.add(region);
            }
            None => self.everywhere = true,
        }
    }

    fn contains(&self, region: &str) -> bool {
        self.everywhere || self.regions.contains(region)
    }
}

/// What the headroom of a region is made of.
#[derive(Default)]
struct Members<'a> {
    own: Option<(&'a Plan, &'a Headroom)>,
    members: Vec<&'a Headroom>,
}

fn headrooms(
    run: &Run,
    plans: &[(&Plan, Cow<PlanFigures>)],
    hierarchy: &Regions,
    regions: &ByName<Sums>,
    lacking: &Lacking,
) -> Vec<HeadroomRow> {
    let mut of_regions: ByName<Members> = ByName::default();
    let mut of_none: Vec<&Headroom> = Vec::new();
    for (plan, figures) in plans {
        match hierarchy.of_plan(plan) {
            Some(region) if same(region, &plan.organisation) => {
                of_regions.of(region).own = Some((*plan, figures.headroom_alone()));
            }
            Some(region) => of_regions.of(region).members.push(figures.headroom_alone()),
            None => of_none.push(figures.headroom_alone()),
        }
    }
    let sums: Vec<(&str, Headroom)> = of_regions
        .iter()
        .map(|(name, own)| {
            let mut sum = Headroom::of_region(own.own, &own.members, run.policy);
            if lacking.contains(name) && !own.own.is_some_and(|(plan, own)| own.restates_all(plan)) {
                sum.lack();
            }
            (name, sum)
        })
        .collect();
    let mut rows = Vec::new();
    for (name, _) in regions.iter() {
        let sum = sums.iter().find(|(own, _)| same(own, name)).map(|(_, sum)| sum);
        if let Some(sum) = sum.filter(|sum| sum.total.is_some()) {
            rows.extend(headroom::rows(run.policy, name, sum));
        }
    }
    let all = sums.iter().map(|(_, sum)| sum).chain(of_none);
    let mut all = Headroom::sum(all, run.policy);
    if lacking.any {
        all.lack();
    }
    if all.total.is_some() {
        rows.extend(headroom::rows(run.policy, "", &all));
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
