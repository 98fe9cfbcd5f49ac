//! Several organisations at once: clusters, regions, the whole, each with its workstreams. Sums over
//! organisations stand at the latest month that all of them have reached.

use super::Run;
use super::card::{self, Card};
use super::finance::level;
use super::headline::{self, Gathered};
use super::headroom;
use super::months;
use super::shares;
use super::years::of as of_years;
use crate::figures::hierarchy::{Body, Standing, in_total, replaced, replaced_by};
use crate::figures::rolled::Together;
use crate::figures::{Figures, Sums};
use crate::names::{ByName, Spellings};
use crate::report::{CardLine, FinanceLine, HeadroomRow, Level, List, Rollup, Whose, YearLine};
use std::sync::Arc;

/// The cards are those of every plan's judged schemes, by the index of the scheme; `gathered` is what its headline
/// figures are made of.
pub(super) fn roll_up(run: &Run, cards: &[&[(usize, Card)]], gathered: &[Option<&Gathered>]) -> Rollup {
    let headlines = run.shows_headlines().then(|| headline::Bodies::of(run, gathered));
    let headlines = |about: &FinanceLine, at: Option<usize>| {
        headlines.as_ref().map_or_else(Vec::new, |own| own.lines(about, at))
    };
    let figures = run.figures;
    // what stands for its members is rated by their card
    let reads_cards =
        run.lists.has(List::Card) || run.submission.plans.iter().any(|plan| !run.level_of(plan).is_own());
    let shares = run.list(List::Shares, || shares::lines(run));
    let whole = shares::whole(&shares);
    let mut rollup = Rollup {
        as_at: figures.common_as_at.map(|date| date.to_string()),
        bridge: run.bridges.lines(run),
        not_submitted: run.bridges.not_submitted.clone(),
        late: late(run, figures),
        no_region: no_region(run),
        shown_shares: super::shown::shares(run, whole),
        shares,
        ..Rollup::default()
    };
    let of_level = |standing: Standing| {
        let bodies = figures.bodies.leading();
        let bodies =
            bodies.filter(move |(_, own)| own.standing == standing && figures.bodies.is_outermost(own));
        bodies.filter_map(|(at, own)| Some((at, own, run.rolled.body(at)?)))
    };
    let of_bodies = of_level(Standing::Cluster).chain(of_level(Standing::Region));
    let mut all: Vec<Over> = of_bodies.map(|(at, body, sums)| Over::of(run, (at, body), sums)).collect();
    all.push(Over::whole(run));
    for over in &all {
        rollup.lines(run, over.levels, &over.about, over.sums);
        if reads_cards {
            rollup.report_card.extend(over.cards(run, &weighed(run, cards, over.at)));
        }
        rollup.headroom.extend(headrooms(run, (over.about.level, over.name), over.sums));
        rollup.headline.extend(headlines(&over.about, over.at));
    }
    rollup
}

/// What is over organisations: a body, or the whole.
struct Over<'r> {
    /// The number of the body; `None` of the whole.
    at: Option<usize>,
    name: &'r str,
    /// The levels of its lines: that of its workstreams, and its own.
    levels: [Level; 2],
    /// What names it in its lines.
    about: FinanceLine,
    sums: &'r Together,
}

impl<'r> Over<'r> {
    fn of(run: &Run, (at, body): (usize, &'r Body), sums: &'r Together) -> Self {
        let levels = match body.standing {
            Standing::Cluster => [Level::ClusterWorkstream, Level::Cluster],
            _ => [Level::RegionWorkstream, Level::Region],
        };
        let name = |of: Option<&str>| of.unwrap_or("").to_owned();
        let (region, cluster) =
            (name(run.bodies().region_of(&body.name)), name(run.bodies().cluster_of(&body.name)));
        let about = FinanceLine {
            level: levels[1],
            whose: Arc::new(Whose { region, cluster, ..Whose::default() }),
            replaced_by: replaced_by(run.submission, run.bodies(), run.policy, &body.name),
            ..FinanceLine::default()
        };
        Self { at: Some(at), name: &body.name, levels, about, sums }
    }

    fn whole(run: &'r Run) -> Self {
        let about = FinanceLine { level: Level::Nation, ..FinanceLine::default() };
        let levels = [Level::NationWorkstream, Level::Nation];
        Self { at: None, name: "", levels, about, sums: &run.rolled.all }
    }

    /// Its report card: its workstreams and the whole of it.
    fn cards(&self, run: &Run, cards: &[(Option<&str>, &Card)]) -> Vec<CardLine> {
        let (mut by_workstream, mut known) = (ByName::<Vec<&Card>>::default(), Spellings::default());
        for (workstream, card) in cards {
            if let Some(workstream) = workstream {
                by_workstream.of_many(workstream, &mut known).push(card);
            }
        }
        let line = |level: Level, workstream: &str, cards: &[&Card], sums: &Sums| CardLine {
            whose: Arc::clone(&self.about.whose),
            workstream: workstream.to_owned(),
            incomplete: sums.is_incomplete(),
            ..card::level_line(run, &card::of_level(run, cards, sums), level)
        };
        let [of_workstreams, of_all] = self.levels;
        let mut lines = Vec::new();
        for (workstream, totals) in self.sums.totals.workstreams.iter() {
            let cards = by_workstream.get(workstream).map_or(&[][..], Vec::as_slice);
            lines.push(line(of_workstreams, workstream, cards, &totals.sums));
        }
        let all: Vec<&Card> = cards.iter().map(|(_, card)| *card).collect();
        lines.push(line(of_all, "", &all, &self.sums.totals.all.sums));
        lines
    }
}

/// The cards of the schemes that enter the sums of a body (of all, where none is named), each with its workstream.
fn weighed<'c>(
    run: &'c Run,
    cards: &[&'c [(usize, Card)]],
    body: Option<usize>,
) -> Vec<(Option<&'c str>, &'c Card)> {
    let of_plan = |at: usize| Some((run.submission.plans.get(at)?, *cards.get(at)?));
    let plans = run.bodies().plans_within(body, run.submission).into_iter().filter_map(of_plan);
    let plans = plans.filter(|(plan, _)| !replaced(run.submission, run.bodies(), run.policy, (plan, body)));
    let of_schemes = plans
        .flat_map(|(plan, cards)| cards.iter().filter_map(|(at, card)| Some((plan.schemes.get(*at)?, card))));
    of_schemes
        .filter(|(scheme, _)| in_total(scheme))
        .map(|(scheme, own)| (scheme.workstream(), own))
        .collect()
}

impl Rollup {
    /// Adds the lines of a body: its workstreams and the whole of it.
    fn lines(&mut self, run: &Run, levels: [Level; 2], about: &FinanceLine, own: &Together) {
        let [of_workstreams, of_all] = levels;
        let about = FinanceLine { year: own.year, ..about.clone() };
        for (workstream, totals) in own.totals.workstreams.iter() {
            let workstream = workstream.to_owned();
            let about = FinanceLine { level: of_workstreams, workstream, ..about.clone() };
            self.finance.push(level(run.policy, about, &totals.sums));
        }
        let (whose, replaced_by) = (Arc::clone(&about.whose), about.replaced_by.clone());
        self.finance.push(level(run.policy, about, &own.totals.all.sums));
        let about = YearLine { whose, replaced_by, ..YearLine::default() };
        for (workstream, totals) in own.totals.workstreams.iter() {
            let about = YearLine { workstream: workstream.to_owned(), ..about.clone() };
            self.years.extend(of_years(of_workstreams, &about, &totals.years));
        }
        self.years.extend(of_years(of_all, &about, &own.totals.all.years));
        let (months, xmr) = run.list(List::Months, || months::over(run, levels, &about, own));
        self.months.extend(months);
        self.xmr.extend(xmr);
    }
}

fn headrooms(run: &Run, name: (Level, &str), own: &Together) -> Vec<HeadroomRow> {
    let mut rows = Vec::new();
    if own.headroom.total.is_some() {
        rows = headroom::rows(run.policy, name, &own.headroom);
        let total = rows.last_mut();
        total.into_iter().for_each(|total| headroom::without_challenge(run, total, &own.headroom));
    }
    rows
}

/// Organisations of no region, where others have one.
fn no_region(run: &Run) -> Vec<String> {
    let all = || run.submission.plans.iter();
    let is_nation =
        |name: &str| run.bodies().named(name).is_some_and(|(_, body)| body.standing == Standing::Nation);
    let of_none = all().filter(|plan| run.bodies().region_of(&plan.organisation).is_none());
    if of_none.clone().count() == all().count() {
        return Vec::new();
    }
    of_none.filter(|plan| !is_nation(&plan.organisation)).map(|plan| plan.organisation.clone()).collect()
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
