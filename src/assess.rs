//! The assessment: criteria, finance, headroom and findings of every plan, and the colours and
//! positions that follow. Pure: from a submission, a policy and options to a report.

use crate::checks::{CHECKS, Found, double_counting};
use crate::criteria::PlanView;
use crate::figures::hierarchy::{Standing, is_its_members};
use crate::figures::{Bodies, Figures, PlanFigures, Rolled};
use crate::location::{Place, Sources};
use crate::parallel::Threads;
use crate::plan::called::rows_of;
use crate::plan::fields::judgements;
use crate::plan::{Plan, Row, Submission};
use crate::policy::Policy;
use crate::rating::Rating;
use crate::report::fingerprint;
use crate::report::{
    Conformance, Finding, Level, List, Lists, NotRead, Places, PlanReport, Report, ReportHead, SCHEMA,
    Summary, Tool,
};
use bridges::Bridges;
pub use bridges::{ControlTotal, Expected};
use card::Card;
use members::OfMembers;
use of_inputs::OfInputs;
pub use options::Options;
use organisation::Organisation;
pub use policy_used::{policy_again, policy_used};
use said_alike::SaidAlike;
use std::collections::BTreeMap;
use std::sync::Arc;

pub mod blanks;
mod bridges;
mod brief;
mod card;
mod cards;
mod catalogue;
#[cfg(test)]
mod example;
mod exception_report;
mod exceptions;
mod expectations;
pub mod finance;
mod head;
mod headline;
pub mod headroom;
mod inputs;
mod listed;
mod lists;
mod members;
mod mix;
pub mod months;
mod not_assessed;
mod of_inputs;
mod options;
mod organisation;
mod overall;
mod peers;
mod pipeline;
mod policy_used;
mod practice;
mod risk_log;
mod rollup;
mod said_alike;
mod scope;
mod shares;
pub mod shortfalls;
pub mod shown;
mod sums_alone;
mod themes;
mod to_green;
mod years;

use crate::names::ByName;

pub use crate::report::Scope;

/// What every part of the assessment of one run shares.
struct Run<'a> {
    submission: &'a Submission,
    policy: &'a Policy,
    options: &'a Options,
    /// The lists that are worked out.
    lists: Lists,
    /// The scope in force, never `Auto`.
    scope: Scope,
    /// Whether the scope was worked out, so that what was not supplied stays out of the colours.
    auto: bool,
    figures: &'a Figures,
    /// The sums over organisations.
    rolled: Rolled,
    bridges: Bridges,
    /// What is said of the inputs.
    of_inputs: OfInputs,
    /// What is said of organisations in the same words.
    alike: SaidAlike,
    /// A reviewer's judgements by organisation.
    reviewed: BTreeMap<&'a str, Vec<&'a Row>>,
}

impl Run<'_> {
    /// Who reports to whom.
    fn bodies(&self) -> &Bodies {
        &self.figures.bodies
    }

    /// The alignment of a plan to that of its region, or of a region to its members (finding RU).
    fn alignment(&self, plan: &Plan) -> Rating {
        let mut of_chain = self.bodies().chain(&plan.organisation);
        let agrees = of_chain.find_map(|(_, body)| self.bridges.agrees(&body.name));
        match agrees.filter(|_| self.options.wants(crate::checks::rollup::CHECK.code)) {
            None => Rating::NotApplicable,
            Some(true) => Rating::Green,
            Some(false) => Rating::Amber,
        }
    }

    /// Whether a plan brings no schemes of its own to the sums, and others report to it.
    fn is_its_members(&self, plan: &Plan) -> bool {
        is_its_members(self.bodies(), plan)
    }

    /// The level at which a plan is rated: that of its members, where it is theirs alone.
    fn level_of(&self, plan: &Plan) -> Level {
        level_of(self.bodies(), plan)
    }

    fn sources(&self) -> &Sources {
        &self.submission.sources
    }

    fn places(&self, places: &[Place]) -> Places {
        Places::new(&self.submission.sources, places)
    }

    fn finding(&self, organisation: &str, found: Found) -> Finding {
        let about = fingerprint::about(&found.found);
        let parts = [organisation, &found.scheme, &found.workstream, found.code, &about];
        Finding {
            fingerprint: fingerprint::of(&parts),
            severity: found.severity,
            code: found.code,
            organisation: organisation.to_owned(),
            workstream: found.workstream,
            scheme: found.scheme,
            places: self.places(&found.places),
            found: found.found,
            expected: found.expected,
            amount: found.amount,
            action: found.action,
        }
    }
}

/// The level at which a plan is rated: that of its members, where it is theirs alone.
pub fn level_of(bodies: &Bodies, plan: &Plan) -> Level {
    let own = bodies.named(&plan.organisation).filter(|_| is_its_members(bodies, plan));
    match own.map(|(_, body)| body.standing) {
        Some(Standing::Nation) => Level::Nation,
        Some(Standing::Region) => Level::Region,
        Some(Standing::Cluster) => Level::Cluster,
        Some(Standing::Organisation) | None => Level::Organisation,
    }
}

/// Assesses a submission.
pub fn assess(submission: &Submission, policy: &Policy, options: &Options) -> Report {
    let figures = Figures::of(submission, policy, options.as_at, options.threads);
    of_figures(submission, &figures, policy, options)
}

/// Assesses a submission of which the figures are worked out.
pub fn of_figures<'a>(
    submission: &'a Submission,
    figures: &'a Figures,
    policy: &'a Policy,
    options: &Options,
) -> Report {
    let scope = if options.scope == Scope::Auto { scope::of(submission) } else { options.scope };
    let lists = options.lists(submission);
    let is_rolled_up =
        submission.plans.len() > 1 || !options.expected.is_empty() || !options.controls.is_empty();
    let roll_up = || Rolled::of(submission, figures, policy, options.threads);
    let rolled = is_rolled_up.then(roll_up).unwrap_or_default();
    let auto = options.scope == Scope::Auto;
    let bridges = Bridges::default();
    let of_inputs = OfInputs::of(submission);
    let plans = &submission.plans;
    let reviewed = rows_of(plans, &submission.reviewed, judgements::ORGANISATION, plans);
    let run = Run {
        submission,
        policy,
        options,
        lists,
        scope,
        auto,
        figures,
        rolled,
        bridges,
        of_inputs,
        alike: SaidAlike::default(),
        reviewed,
    };
    if !lists.has(List::Judgement) {
        return sums_alone::report(&run, is_rolled_up);
    }
    let members = beneath(submission, figures);
    let across = if options.wants(double_counting::CHECK.code) || Bridges::may_be(figures, options) {
        double_counting::across(submission, figures, policy, options.threads)
    } else {
        double_counting::Across::default()
    };
    let run = Run { bridges: Bridges::of((submission, figures), policy, options, &across.twice), ..run };
    let view = |(plan, own): (&'a Plan, &'a PlanFigures)| {
        let members = members.get(&plan.organisation).cloned().unwrap_or_default();
        let view = PlanView::new(plan, own, policy, members);
        if run.reads_reasons(plan) { view } else { view.without_reasons() }
    };
    let all: Vec<(&Plan, &PlanFigures)> = plans.iter().zip(&figures.plans).collect();
    // several plans side by side; of a single one its findings beside the rest
    let (of_plans, within) =
        if all.len() > 1 { (options.threads, Threads::ONE) } else { (Threads::ONE, options.threads) };
    let one = |view: &PlanView, of_members: Option<&OfMembers>| {
        within.beside(|| findings(&run, view), || organisation::assess(&run, view, of_members))
    };
    let mut assessed: Vec<Option<(Vec<Finding>, Organisation)>> =
        of_plans.map(&all, |own| run.level_of(own.0).is_own().then(|| one(&view(*own), None)));
    let cards: Vec<&[(usize, Card)]> =
        assessed.iter().map(|own| own.as_ref().map_or(&[][..], |(_, own)| &own.cards)).collect();
    let gathered: Vec<_> =
        assessed.iter().map(|own| own.as_ref().and_then(|(_, own)| own.gathered.as_deref())).collect();
    let rollup = is_rolled_up.then(|| rollup::roll_up(&run, &cards, &gathered));
    // what stands for its members is rated by what was found of them
    let of_members = |own: (&'a Plan, &'a PlanFigures)| {
        let (at, _) = run.bodies().named(&own.0.organisation)?;
        let beneath = run.bodies().plans_of(at).into_iter().filter_map(|at| assessed.get(at)?.as_ref());
        let members: Vec<_> = beneath.map(|(_, own)| (&own.report, &*own.colours)).collect();
        let of_members = OfMembers::of(&run, own.0, rollup.as_ref()?, &members)?;
        Some(one(&view(own), Some(&of_members)))
    };
    let those: Vec<_> = all.iter().enumerate().filter(|(at, _)| assessed[*at].is_none()).collect();
    let those: Vec<_> = those.into_iter().map(|(at, own)| (at, of_members(*own))).collect();
    those.into_iter().for_each(|(at, own)| assessed[at] = own);
    let (mut findings, mut conflicts) = (Vec::new(), Vec::new());
    let mut report = |(found, own): (Vec<Finding>, Organisation)| {
        findings.extend(found);
        conflicts.extend(own.conflicts);
        own.report
    };
    let mut plans: Vec<PlanReport> = assessed.into_iter().filter_map(|own| own.map(&mut report)).collect();
    findings.extend(conflicts);
    if options.wants(double_counting::CHECK.code) {
        findings
            .extend(across.found.into_iter().map(|(organisation, found)| run.finding(&organisation, found)));
    }
    if options.wants(crate::checks::stated::CHECK.code) {
        let across = crate::checks::stated::across(submission, figures, policy);
        findings.extend(across.into_iter().map(|found| run.finding("", found)));
    }
    if options.wants(crate::checks::rollup::CHECK.code) {
        findings.extend(run.bridges.found_of_no_plan(&run));
    }
    let faults = exceptions::settle(&run, &mut plans, &findings);
    findings.extend(faults);
    if run.lists.has(List::Brief) {
        plans.iter_mut().for_each(|plan| plan.brief = brief::of_plan(plan).into());
    }
    let peers = run.list(List::Peers, || {
        let views: Vec<PlanView> = all.iter().map(|own| view(*own)).collect();
        peers::of(&run, &views, &plans)
    });
    count_findings(&mut plans, &findings);
    let organisations = || plans.iter().filter(|plan| plan.level.is_own());
    let count = |rating: Rating| organisations().filter(|plan| plan.rating == rating).count();
    let bodies =
        |standing: Standing| run.bodies().leading().filter(|(_, own)| own.standing == standing).count();
    let summary = Summary {
        organisations: organisations().count(),
        clusters: bodies(Standing::Cluster),
        regions: bodies(Standing::Region),
        dropped: options.dropped,
        green: count(Rating::Green),
        amber: count(Rating::Amber),
        red: count(Rating::Red),
        grey: count(Rating::Grey),
        findings: findings.len(),
        problems: options.problems.clone(),
    };
    findings.sort_by(|a, b| a.severity.cmp(&b.severity).then_with(|| b.amount.cmp(&a.amount)));
    let mut report = Report {
        head: ReportHead {
            conformance: Conformance::of(&plans, [&options.select, &options.ignore], options.dropped),
            ..head(submission, policy, options)
        },
        plans,
        rollup,
        peers,
        movement: None,
        gate: None,
        problems: options.not_read.clone(),
        findings,
        summary,
    };
    let brief = brief::of_whole(&report, report.shown());
    let look_first = brief::look_first(&report, report.shown());
    if let Some(rollup) = &mut report.rollup {
        rollup.brief.clone_from(&brief);
        rollup.look_first.clone_from(&look_first);
    }
    report
}

fn head(submission: &Submission, policy: &Policy, options: &Options) -> ReportHead {
    ReportHead {
        schema: SCHEMA,
        tool: Tool::THIS,
        policy: policy_used(policy),
        options: options.given.clone(),
        inputs: inputs::of(submission, options),
        conformance: Conformance::of(&[], [&[], &[]], 0),
        criteria: catalogue::all(policy),
    }
}

/// The report of a submission of which nothing is assessed: its files, and what is wrong with them.
pub fn refused(sources: &Arc<Sources>, policy: &Policy, given: &[String], problems: Vec<NotRead>) -> Report {
    let submission = Submission { sources: Arc::clone(sources), ..Submission::default() };
    let options = Options { given: given.to_vec(), ..Options::default() };
    Report { head: head(&submission, policy, &options), problems, ..Report::default() }
}

/// Gives every plan the number of findings about it.
fn count_findings(plans: &mut [PlanReport], findings: &[Finding]) {
    let mut counts: ByName<usize> = ByName::default();
    for finding in findings {
        *counts.of(&finding.organisation) += 1;
    }
    for plan in plans {
        plan.head.findings = counts.get(&plan.head.organisation).copied().unwrap_or_default();
    }
}

/// The plans with schemes of their own beneath each body that others report to.
fn beneath<'a>(submission: &'a Submission, figures: &'a Figures) -> ByName<Vec<(&'a Plan, &'a PlanFigures)>> {
    let mut members: ByName<Vec<_>> = ByName::default();
    for (plan, own) in submission.plans.iter().zip(&figures.plans) {
        if !is_its_members(&figures.bodies, plan) {
            for (_, above) in figures.bodies.chain(&plan.organisation).skip(1) {
                members.of(&above.name).push((plan, own));
            }
        }
    }
    members
}

/// Findings of one organisation beyond the criteria.
fn findings(run: &Run, view: &PlanView) -> Vec<Finding> {
    let wanted = CHECKS.iter().filter(|check| run.options.wants(check.code));
    // one saving may be counted by organisations anywhere: these are held against each other once
    let wanted = wanted.filter(|check| check.code != double_counting::CHECK.code);
    let found = |check: &crate::checks::Check| match check.code == crate::checks::rollup::CHECK.code {
        true => run.bridges.found(&view.plan.organisation),
        false => (check.run)(view),
    };
    wanted.flat_map(found).map(|found| run.finding(&view.plan.organisation, found)).collect()
}
