//! What a rule of the gate looks at in one organisation, and what holds each subject short.

use super::{Level, Rule, Subject};
use crate::criteria::Outcome;
use crate::criteria::{COVERS_CHALLENGE, FIVE_PERCENT_RULE};
use crate::names::key;
use crate::rating::Rating;
use crate::report::{
    CardColumn, ExpectationReport, Finding, Level as LineLevel, NotAssessed, Part, PlanReport, Report, Scope,
};
use std::collections::{HashMap, HashSet};

/// What no exception can cover.
const NEVER: &str = "";

/// A scheme (blank for the organisation), a code and, of a finding, its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) scheme: String,
    pub(super) code: String,
    pub(super) fingerprint: Option<String>,
}

impl Pair {
    pub(super) fn of(scheme: &str, code: &str) -> Self {
        Self { scheme: scheme.to_owned(), code: code.to_owned(), fingerprint: None }
    }

    pub(super) fn of_plan(code: &str) -> Self {
        Self::of("", code)
    }

    pub(super) fn of_finding(finding: &Finding) -> Self {
        let fingerprint = Some(finding.fingerprint.clone());
        Self { fingerprint, ..Self::of(&finding.scheme, finding.code) }
    }
}

/// How a subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Fine,
    Short,
    /// There is nothing to look at.
    Missing,
}

/// One subject of a rule.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) standing: Standing,
    /// What holds it short: where all of it is accepted, it passes.
    pub(super) held_by: Vec<Pair>,
}

impl Item {
    pub(super) fn new(name: &str, says: impl Into<String>, is_short: bool, held_by: Vec<Pair>) -> Self {
        let standing = if is_short { Standing::Short } else { Standing::Fine };
        Self { name: name.to_owned(), says: says.into(), standing, held_by }
    }

    pub(super) fn missing(name: &str, why: &str) -> Self {
        let says = format!("nothing to look at: {why}");
        Self { name: name.to_owned(), says, standing: Standing::Missing, held_by: Vec::new() }
    }
}

/// The subjects of a rule in one organisation.
pub(super) fn items(report: &Report, plan: &PlanReport, rule: &Rule) -> Vec<Item> {
    match rule.level {
        Level::Owed => return owed(plan),
        Level::Finding => return findings(report, plan, rule),
        Level::Worse | Level::Red | Level::Amber | Level::Grey => {}
    }
    let one = |name: &str, rating: Rating, held_by: Vec<Pair>| {
        Item::new(name, rating.word(), rule.fails(rating), held_by)
    };
    let of_plan = |code: &str| vec![Pair::of_plan(code)];
    let mut items = match rule.subject {
        Subject::Plan => vec![one(&plan.organisation, plan.rating, overall(plan, rule))],
        Subject::Row => {
            let rows = plan.appendix_one.iter().filter(|row| !row.not_supplied);
            rows.map(|row| one(row.row, row.rating, short("", &row.expectations, rule))).collect()
        }
        Subject::Scheme => {
            let schemes = Schemes::of(plan, rule);
            let of = |line: Rated| one(line.scheme, line.rating, schemes.held_by(line.scheme));
            lines(plan, LineLevel::Scheme).map(of).collect()
        }
        Subject::Workstream => {
            let mut beneath = of_workstreams(plan, rule);
            let mut of = |line: Rated| {
                one(line.workstream, line.rating, beneath.remove(line.workstream).unwrap_or_default())
            };
            lines(plan, LineLevel::Workstream).map(&mut of).collect()
        }
        Subject::Delivery => vec![one("delivery", plan.ratings.delivery, delivery(plan, rule))],
        Subject::Finance => vec![one("finance", plan.ratings.finance, of_plan(FIVE_PERCENT_RULE))],
        Subject::Forecast => vec![one("forecast", plan.ratings.forecast, of_plan(FIVE_PERCENT_RULE))],
        Subject::Headroom => vec![one("headroom", plan.ratings.headroom, of_plan(COVERS_CHALLENGE))],
    };
    // what is not assessed is no subject that passes
    let missing = missing(plan, rule.subject);
    without_missing(&mut items, missing);
    items
}

/// Puts what there is nothing to look at in, in place of the subjects of the same names that are not short.
pub(super) fn without_missing(items: &mut Vec<Item>, missing: Vec<Item>) {
    let names: HashSet<&str> = missing.iter().map(|own| own.name.as_str()).collect();
    items.retain(|item| item.standing == Standing::Short || !names.contains(item.name.as_str()));
    items.extend(missing);
}

/// Whether a part that was not assessed leaves a subject without what it is about.
fn is_part_of(part: Part, subject: Subject, is_money_alone: bool) -> bool {
    match subject {
        // a tracker is asked about its money; a plan about all that it is the worst of
        Subject::Plan if is_money_alone => part == Part::Finance,
        Subject::Plan => !matches!(part, Part::Forecast),
        Subject::Row => part == Part::Row,
        Subject::Scheme | Subject::Workstream => part == Part::Column,
        Subject::Delivery => matches!(part, Part::Delivery | Part::Column),
        Subject::Finance => part == Part::Finance,
        Subject::Forecast => part == Part::Forecast,
        Subject::Headroom => part == Part::Headroom,
    }
}

/// What of a subject there is nothing to look at in.
pub(super) fn missing(plan: &PlanReport, subject: Subject) -> Vec<Item> {
    let is_money_alone = plan.scope == Scope::Money;
    let is_judged = |own: &&NotAssessed| {
        // a scope that does not judge a part is no hole of a gate on the whole
        let beyond = own.part == Part::Row && plan.appendix_one.is_empty() && subject == Subject::Plan;
        // a region that is its members' sum has no papers of its own
        let is_its_members = !plan.level.is_own() && matches!(own.part, Part::Row | Part::Column);
        !beyond && !is_its_members && is_part_of(own.part, subject, is_money_alone)
    };
    let parts = plan.not_assessed.iter().filter(is_judged);
    let mut missing: Vec<Item> = parts.map(|own| Item::missing(own.name, &own.why)).collect();
    let (whole, rating) = (plan.organisation.as_str(), plan.ratings);
    let alone = |name: &str, rating: Rating| (rating == Rating::NotApplicable).then(|| name.to_owned());
    let unrated = match subject {
        Subject::Plan => alone(whole, plan.rating),
        Subject::Delivery => alone("delivery", rating.delivery),
        Subject::Finance => alone("finance", rating.finance),
        Subject::Forecast => alone("forecast", rating.forecast),
        Subject::Headroom => alone("headroom", rating.headroom),
        Subject::Row => {
            let is_rated = plan.appendix_one.iter().any(|row| row.rating != Rating::NotApplicable);
            (!is_rated).then(|| "Appendix One".to_owned())
        }
        Subject::Scheme | Subject::Workstream => None,
    };
    if let Some(name) = unrated.filter(|name| !missing.iter().any(|own| own.name == *name)) {
        missing.push(Item::missing(&name, "it is not rated"));
    }
    let level = match subject {
        Subject::Scheme => LineLevel::Scheme,
        Subject::Workstream => LineLevel::Workstream,
        _ => return missing,
    };
    let planned = plan.years.iter().filter(|year| year.level == level && year.plan.is_some());
    let planned: HashSet<(&str, &str)> =
        planned.map(|year| (year.workstream.as_str(), year.scheme.as_str())).collect();
    let own = plan.finance.iter().filter(|line| line.level == level);
    let silent = own.filter(|line| {
        // one that is planned for another year, or is a gap to be filled, is known
        let is_known = line.plan_ytd.is_some()
            || line.plan_year.is_some()
            || planned.contains(&(line.workstream.as_str(), line.scheme.as_str()));
        line.rating == Rating::NotApplicable && !is_known
    });
    missing.extend(silent.map(|line| {
        let name = if level == LineLevel::Scheme { &line.scheme } else { &line.workstream };
        Item::missing(name, "nothing says what is planned")
    }));
    let is_rated = lines(plan, level).any(|line| line.rating != Rating::NotApplicable);
    if !is_rated && plan.level.is_own() {
        missing.push(Item::missing(&plan.organisation, &format!("no {} is rated", subject.word())));
    }
    missing
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
fn short(scheme: &str, expectations: &[ExpectationReport], rule: &Rule) -> Vec<Pair> {
    let found = expectations.iter().filter(|expectation| holds(expectation.result, rule));
    found.map(|expectation| Pair::of(scheme, expectation.code)).collect()
}

/// Whether a result holds a subject short at a colour.
pub(super) fn holds(result: Outcome, rule: &Rule) -> bool {
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

/// What holds the schemes of a plan short, by their ids.
pub(super) struct Schemes<'p> {
    rule: &'p Rule,
    judged: HashMap<&'p str, &'p [ExpectationReport]>,
    /// Those whose money fails.
    failing: HashSet<&'p str>,
}

impl<'p> Schemes<'p> {
    pub(super) fn of(plan: &'p PlanReport, rule: &'p Rule) -> Self {
        let judged = plan.figure_13.iter().map(|own| (own.scheme.as_str(), own.expectations.as_slice()));
        let own = plan.finance.iter().filter(|line| line.level == LineLevel::Scheme);
        let failing = own.filter(|line| rule.fails(line.rating)).map(|line| line.scheme.as_str());
        Self { rule, judged: judged.collect(), failing: failing.collect() }
    }

    /// What holds a scheme short: the expectations on it; where it is not judged, its money.
    pub(super) fn held_by(&self, scheme: &str) -> Vec<Pair> {
        if let Some(judged) = self.judged.get(scheme) {
            return short(scheme, judged, self.rule);
        }
        if self.failing.contains(scheme) { vec![Pair::of(scheme, FIVE_PERCENT_RULE)] } else { Vec::new() }
    }
}

/// What holds each workstream short: what holds its schemes.
pub(super) fn of_workstreams<'p>(plan: &'p PlanReport, rule: &Rule) -> HashMap<&'p str, Vec<Pair>> {
    let (schemes, mut names) = (Schemes::of(plan, rule), HashMap::new());
    subjects_of(plan, LineLevel::Workstream).for_each(|name| {
        names.entry(key(name)).or_insert(name);
    });
    let mut beneath: HashMap<&str, Vec<Pair>> = HashMap::new();
    for line in plan.finance.iter().filter(|own| own.level == LineLevel::Scheme) {
        if let Some(name) = names.get(&key(&line.workstream)) {
            beneath.entry(name).or_default().extend(schemes.held_by(&line.scheme));
        }
    }
    beneath
}

/// What holds delivery short: what holds the schemes that fail.
fn delivery(plan: &PlanReport, rule: &Rule) -> Vec<Pair> {
    if !rule.fails(plan.ratings.delivery) {
        return Vec::new();
    }
    let failing = lines(plan, LineLevel::Scheme).filter(|line| rule.fails(line.rating));
    let schemes = Schemes::of(plan, rule);
    failing.flat_map(|line| schemes.held_by(line.scheme)).collect()
}

/// What holds the overall rating short, part by part.
pub(super) fn overall(plan: &PlanReport, rule: &Rule) -> Vec<Pair> {
    let mut held_by: Vec<Pair> = Vec::new();
    let parts = plan.ratings;
    if rule.fails(parts.plan) {
        let rows = plan.appendix_one.iter().filter(|row| rule.fails(row.rating));
        held_by.extend(rows.flat_map(|row| short("", &row.expectations, rule)));
    }
    if rule.fails(parts.finance) || rule.fails(parts.forecast) {
        held_by.push(Pair::of_plan(FIVE_PERCENT_RULE));
    }
    held_by.extend(delivery(plan, rule));
    if rule.fails(parts.headroom) {
        held_by.push(Pair::of_plan(COVERS_CHALLENGE));
    }
    if !plan.held.is_empty() && rule.level == Level::Amber {
        held_by.push(Pair::of_plan(NEVER));
    }
    held_by.dedup();
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
        .map(|(scheme, expectation)| {
            let name = [scheme, expectation.code].join(" ");
            let is_owed = expectation.result == Outcome::Unreviewed;
            let held_by = vec![Pair::of(scheme, expectation.code)];
            Item::new(name.trim(), "a reader's judgement is owed", is_owed, held_by)
        })
        .collect()
}

/// The findings that are looked at with an organisation: its own, and with the first those across organisations.
pub(super) fn findings_of<'r>(report: &'r Report, plan: &'r PlanReport) -> impl Iterator<Item = &'r Finding> {
    let is_first = report.plans.first().is_some_and(|first| std::ptr::eq(first, plan));
    let named = report.plans.iter().filter(move |_| is_first).map(|plan| plan.organisation.as_str());
    let named: HashSet<&str> = named.collect();
    report.findings.iter().filter(move |finding| {
        finding.organisation == plan.organisation
            || is_first && !named.contains(finding.organisation.as_str())
    })
}

fn findings(report: &Report, plan: &PlanReport, rule: &Rule) -> Vec<Item> {
    let own = findings_of(report, plan);
    own.map(|finding| {
        let name = [finding.code, finding.scheme.as_str()].join(" ");
        Item::new(name.trim(), &*finding.found, rule.counts(finding), vec![Pair::of_finding(finding)])
    })
    .collect()
}
