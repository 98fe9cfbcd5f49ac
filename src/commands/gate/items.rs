//! What a rule of the gate looks at in one organisation, and what holds each subject short.

use super::{Level, Rule, Subject};
use crate::criteria::Outcome;
use crate::names::same;
use crate::rating::Rating;
use crate::report::{CardColumn, ExpectationReport, Level as LineLevel, PlanReport, Report};

/// The 5% rule: what holds finance short.
pub(super) const FINANCE: &str = "F13-FIN-5";
/// Opportunities match the challenge: what holds headroom short.
pub(super) const HEADROOM: &str = "A1-OPP-4";
/// What no exception can cover.
const NEVER: &str = "";

/// A scheme (blank for the organisation) and a code.
pub(super) type Pair = (String, String);

/// One subject of a rule.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) fails: bool,
    /// What holds it short: where all of it is accepted, it passes.
    pub(super) held_by: Vec<Pair>,
}

/// The subjects of a rule in one organisation.
pub(super) fn items(report: &Report, plan: &PlanReport, rule: Rule) -> Vec<Item> {
    match rule.level {
        Level::Owed => return owed(plan),
        Level::Finding => return findings(report, plan, rule.code),
        Level::Worse | Level::Red | Level::Amber | Level::Grey => {}
    }
    let one = |name: &str, rating: Rating, held_by: Vec<Pair>| {
        let says = rating.word().to_owned();
        Item { name: name.to_owned(), says, fails: rule.fails(rating), held_by }
    };
    let of_plan = |code: &str| vec![(String::new(), code.to_owned())];
    match rule.subject {
        Subject::Plan => vec![one(&plan.organisation, plan.rating, overall(plan, rule))],
        Subject::Row => {
            let rows = plan.appendix_one.iter().filter(|row| !row.not_supplied);
            rows.map(|row| one(row.row, row.rating, short("", &row.expectations, rule))).collect()
        }
        Subject::Scheme => lines(plan, LineLevel::Scheme)
            .map(|line| one(line.scheme, line.rating, of_scheme(plan, line.scheme, rule)))
            .collect(),
        Subject::Workstream => lines(plan, LineLevel::Workstream)
            .map(|line| {
                let own = plan.finance.iter().filter(|own| own.level == LineLevel::Scheme);
                let own = own.filter(|own| same(&own.workstream, line.workstream));
                let held_by = own.flat_map(|own| of_scheme(plan, &own.scheme, rule)).collect();
                one(line.workstream, line.rating, held_by)
            })
            .collect(),
        Subject::Finance => vec![one("finance", plan.ratings.finance, of_plan(FINANCE))],
        Subject::Forecast => vec![one("forecast", plan.ratings.forecast, of_plan(FINANCE))],
        Subject::Headroom => vec![one("headroom", plan.ratings.headroom, of_plan(HEADROOM))],
    }
}

/// A scheme or workstream with its colour: both halves of the report card, else finance alone.
struct Rated<'r> {
    workstream: &'r str,
    scheme: &'r str,
    rating: Rating,
}

fn lines<'r>(plan: &'r PlanReport, level: LineLevel) -> impl Iterator<Item = Rated<'r>> {
    let cards = plan.report_card.iter().filter(move |line| line.level == level);
    let cards = cards.map(|line| Rated {
        workstream: &line.workstream,
        scheme: &line.scheme,
        rating: line[CardColumn::Overall],
    });
    let money = plan.finance.iter().filter(move |line| line.level == level);
    let money =
        money.map(|line| Rated { workstream: &line.workstream, scheme: &line.scheme, rating: line.rating });
    let has_cards = plan.report_card.iter().any(|line| line.level == level);
    cards.chain(money.filter(move |_| !has_cards))
}

/// The expectations that hold a subject short: for red those that are unmet or without evidence, for
/// amber all that are short of met.
fn short(scheme: &str, expectations: &[ExpectationReport], rule: Rule) -> Vec<Pair> {
    let found = expectations.iter().filter(|expectation| holds(expectation.result, rule));
    found.map(|expectation| (scheme.to_owned(), expectation.code.to_owned())).collect()
}

/// Whether a result holds a subject short at a colour.
pub(super) fn holds(result: Outcome, rule: Rule) -> bool {
    match result {
        Outcome::Unmet | Outcome::Unevidenced => true,
        Outcome::Partly | Outcome::Unreviewed => rule.level == Level::Amber,
        Outcome::Met | Outcome::NotApplicable => false,
    }
}

/// The schemes or workstreams that the gate looks at.
pub(super) fn subjects_of(plan: &PlanReport, level: LineLevel) -> impl Iterator<Item = &str> {
    lines(plan, level).map(move |line| {
        let Rated { scheme, workstream, .. } = line;
        if level == LineLevel::Scheme { scheme } else { workstream }
    })
}

pub(super) fn of_scheme(plan: &PlanReport, scheme: &str, rule: Rule) -> Vec<Pair> {
    let judged = plan.figure_13.iter().find(|judged| judged.scheme == scheme);
    if let Some(judged) = judged {
        return short(scheme, &judged.expectations, rule);
    }
    let mut line =
        plan.finance.iter().filter(|line| line.level == LineLevel::Scheme && line.scheme == scheme);
    let fails = line.any(|line| rule.fails(line.rating));
    if fails { vec![(scheme.to_owned(), FINANCE.to_owned())] } else { Vec::new() }
}

/// What holds the overall rating short, part by part.
pub(super) fn overall(plan: &PlanReport, rule: Rule) -> Vec<Pair> {
    let mut held_by: Vec<Pair> = Vec::new();
    let of_plan = |code: &str| (String::new(), code.to_owned());
    let parts = plan.ratings;
    if rule.fails(parts.plan) {
        let rows = plan.appendix_one.iter().filter(|row| rule.fails(row.rating));
        held_by.extend(rows.flat_map(|row| short("", &row.expectations, rule)));
    }
    if rule.fails(parts.finance) || rule.fails(parts.forecast) {
        held_by.push(of_plan(FINANCE));
    }
    if rule.fails(parts.delivery) {
        let failing = lines(plan, LineLevel::Scheme).filter(|line| rule.fails(line.rating));
        held_by.extend(failing.flat_map(|line| of_scheme(plan, line.scheme, rule)));
    }
    if rule.fails(parts.headroom) {
        held_by.push(of_plan(HEADROOM));
    }
    if !plan.held.is_empty() && rule.level == Level::Amber {
        held_by.push(of_plan(NEVER));
    }
    held_by
}

/// Judgements that a reader owes.
fn owed(plan: &PlanReport) -> Vec<Item> {
    let own = plan.appendix_one.iter().flat_map(|row| &row.expectations).chain(&plan.integrated_plan);
    let own = own.map(|expectation| ("", expectation));
    let schemes = plan.figure_13.iter().flat_map(|judged| {
        judged.expectations.iter().map(|expectation| (judged.scheme.as_str(), expectation))
    });
    own.chain(schemes)
        .map(|(scheme, expectation)| Item {
            name: [scheme, expectation.code].join(" ").trim().to_owned(),
            says: "a reader's judgement is owed".to_owned(),
            fails: expectation.result == Outcome::Unreviewed,
            held_by: vec![(scheme.to_owned(), expectation.code.to_owned())],
        })
        .collect()
}

fn findings(report: &Report, plan: &PlanReport, code: Option<&str>) -> Vec<Item> {
    let is_first = report.plans.first().is_some_and(|first| std::ptr::eq(first, plan));
    let has_plan = |name: &str| report.plans.iter().any(|plan| plan.organisation == name);
    let own = report.findings.iter().filter(|finding| {
        // one across organisations is looked at once
        finding.organisation == plan.organisation || is_first && !has_plan(&finding.organisation)
    });
    own.map(|finding| Item {
        name: [finding.code, finding.scheme.as_str()].join(" ").trim().to_owned(),
        says: finding.found.clone(),
        fails: code.is_none_or(|code| code == finding.code),
        held_by: vec![(finding.scheme.clone(), finding.code.to_owned())],
    })
    .collect()
}
