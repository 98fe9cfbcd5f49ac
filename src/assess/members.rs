//! A body without schemes of its own: its colours are its members', at the month that all have reached.

use super::Run;
use crate::figures::rolled::Together;
use crate::plan::Plan;
use crate::rating::Rating;
use crate::report::{CardColumn, CardLine, FinanceLine, Level, PlanReport, Rollup, Shown};

/// What such a body takes from its members.
pub(super) struct OfMembers<'r> {
    pub(super) together: &'r Together,
    /// Its workstreams.
    pub(super) finance: Vec<&'r FinanceLine>,
    /// The whole of it.
    pub(super) whole: Option<&'r FinanceLine>,
    /// Its own card.
    pub(super) card: Option<&'r CardLine>,
    /// The overall colours of its workstreams and of its members' schemes.
    pub(super) beneath: Vec<(Level, Rating)>,
    /// The unit in which its members are written.
    pub(super) unit: Option<&'static str>,
    /// How its members' amounts are shown.
    pub(super) shown: Shown,
    pub(super) shown_headroom: Shown,
}

impl<'r> OfMembers<'r> {
    /// That of a plan, from the reports of its members, each with the overall colours of its schemes; `None` where
    /// it has schemes of its own, or nobody reports to it.
    pub(super) fn of(
        run: &'r Run,
        plan: &Plan,
        rollup: &'r Rollup,
        members: &[(&PlanReport, &[Rating])],
    ) -> Option<Self> {
        let level = run.level_of(plan);
        let (at, body) = run.bodies().named(&plan.organisation).filter(|_| !level.is_own())?;
        let of_workstreams = match level {
            Level::Cluster => Level::ClusterWorkstream,
            Level::Region => Level::RegionWorkstream,
            _ => Level::NationWorkstream,
        };
        let is_own = |region: &str, cluster: &str| match level {
            Level::Cluster => cluster == body.name,
            Level::Region => region == body.name && cluster.is_empty(),
            _ => true,
        };
        let lines = |of: Level| {
            let lines = rollup.finance.iter().filter(move |line| line.level == of);
            lines.filter(|line| is_own(&line.region, &line.cluster))
        };
        let cards = |of: Level| {
            let cards = rollup.report_card.iter().filter(move |line| line.level == of);
            cards.filter(|line| is_own(&line.region, &line.cluster))
        };
        let beneath = cards(of_workstreams).map(|line| (line.level, line[CardColumn::Overall]));
        let of_workstreams = lines(of_workstreams).collect();
        let of_schemes =
            members.iter().flat_map(|(_, colours)| *colours).map(|colour| (Level::Scheme, *colour));
        let reports = || members.iter().map(|(report, _)| *report);
        let shown = |pick: fn(&PlanReport) -> Option<Shown>| {
            reports().filter_map(pick).reduce(Shown::with).unwrap_or_default()
        };
        Some(Self {
            together: run.rolled.body(at)?,
            finance: of_workstreams,
            whole: lines(level).next(),
            card: cards(level).next(),
            beneath: beneath.chain(of_schemes).collect(),
            unit: reports().find_map(|plan| plan.unit),
            shown: shown(|plan| (plan.control.schemes > 0).then_some(plan.shown)),
            shown_headroom: shown(|plan| plan.headroom.total.as_ref().map(|_| plan.shown_headroom)),
        })
    }
}
