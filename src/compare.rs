//! Two assessments at different times: what moved, in the words of the contract and with bridges that close.
//! Pure: from two snapshots and a policy to a movement.

use crate::assess::shown::of_unit;
use crate::calendar::{parse_date, show_date};
use crate::money::{Money, Unit};
use crate::policy::Policy;
use crate::report::{
    Body, CardLine, Direction, Level, MilestoneChange, Movement, MovementCount, Report, Shown, Subject,
    SubjectMovement, SubmissionHead,
};
use crate::words::{count, listed};
use snapshot::SnapPlan;
use std::cmp::Reverse;
use std::collections::HashMap;

mod beside;
mod bridge;
mod direction;
pub mod documents;
mod headroom;
mod matching;
mod milestones;
mod over;
mod series;
pub mod snapshot;
mod standing;
mod subjects;
pub mod verified;
mod words;

pub use direction::is_worse;
pub use series::series;
pub use snapshot::Snapshot;

/// Two submissions of which one states the unit of its amounts and the other does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitsDiffer {
    /// Whether it is the later one that states none.
    pub later_has_none: bool,
}

/// Two submissions, compared.
pub struct Compared {
    /// What moved.
    pub movement: Movement,
    /// Every subject, moved or not.
    subjects: Vec<SubjectMovement>,
}

/// Compares two submissions under a policy; `unit` is the one in which tables are to show amounts.
///
/// # Errors
/// Where amounts with a unit would be held against amounts without one.
pub fn compare(
    from: &Snapshot,
    to: &Snapshot,
    policy: &Policy,
    unit: Option<Unit>,
) -> Result<Compared, UnitsDiffer> {
    same_unit(from, to)?;
    let pairs = matching::organisations(from, to);
    let mut milestones: Vec<MilestoneChange> = pairs.iter().flat_map(milestones::of).collect();
    let subjects =
        subjects::all((from, to), &pairs, &milestones, (policy, from.plans.len().max(to.plans.len()) > 1));
    milestones.sort_by_key(|change| (change.what, Reverse(change.days)));
    let moved: Vec<SubjectMovement> = subjects.iter().filter(|own| words::moves(own)).cloned().collect();
    let whole = subjects.last().filter(|own| matches!(own.level, Level::Organisation | Level::Nation));
    let movement = Movement {
        from: head(from),
        to: head(to),
        notes: notes(from, to, &pairs),
        shown: shown((to, from), whole.map(largest).unwrap_or_default(), unit),
        whole: whole.cloned(),
        counts: MovementCount::all(&moved),
        subjects: moved,
        milestones,
        findings: beside::findings(from, to, &pairs),
        expectations: pairs.iter().flat_map(beside::expectations).collect(),
    };
    Ok(Compared { movement, subjects })
}

impl Compared {
    /// Puts the directions on a report's organisations and cards, and the movement into it.
    pub fn into_report(self, report: &mut Report) {
        let of: HashMap<String, &SubjectMovement> =
            self.subjects.iter().map(|own| (own.key(), own)).collect();
        for plan in &mut report.plans {
            let organisation = plan.head.organisation.clone();
            let body = Body { level: Level::Organisation, organisation, ..Body::default() };
            let own = of.get(&body.key());
            plan.head.direction = own.map_or(Direction::Unknown, |own| own.direction);
        }
        let cards = report.plans.iter_mut().flat_map(|plan| &mut plan.report_card);
        for line in cards.chain(report.rollup.iter_mut().flat_map(|rollup| &mut rollup.report_card)) {
            let Some(own) = of.get(&subject_of(line).key()).copied() else { continue };
            // of an organisation the card's own colour, which is one of those that its overall rating is made of
            line.direction = own.direction_card;
            line.direction_development = own.direction_development;
            line.direction_progress = own.direction_progress;
        }
        report.movement = Some(self.movement);
    }
}

/// What a card is about.
fn subject_of(line: &CardLine) -> Subject {
    let body = Body {
        level: line.level,
        organisation: line.organisation.clone(),
        code: None,
        region: line.region.clone(),
        cluster: line.cluster.clone(),
        workstream: line.workstream.clone(),
    };
    Subject { body, scheme: line.scheme.clone(), name: String::new() }
}

fn same_unit(from: &Snapshot, to: &Snapshot) -> Result<(), UnitsDiffer> {
    match (from.has_unit(), to.has_unit()) {
        (Some(before), Some(now)) if before != now => Err(UnitsDiffer { later_has_none: !now }),
        _ => Ok(()),
    }
}

fn head(snapshot: &Snapshot) -> SubmissionHead {
    SubmissionHead {
        name: snapshot.label.clone(),
        as_at: snapshot.as_at().map(str::to_owned),
        policy: snapshot.policy.name.clone(),
        policy_hash: snapshot.policy.hash.clone(),
        scope: snapshot.plans.first().map(|plan| plan.scope),
        organisations: snapshot.plans.len(),
        dropped: snapshot.summary.dropped,
    }
}

/// What bears on the comparison as a whole.
fn notes(from: &Snapshot, to: &Snapshot, pairs: &[matching::PlanPair]) -> Vec<String> {
    let mut notes = Vec::new();
    if !from.policy.colours_as(&to.policy) {
        let same_name = if from.policy.name == to.policy.name { " with other values" } else { "" };
        notes.push(format!(
            "assessed under policy {}, then under {}{same_name}: a colour may differ by the policy alone",
            from.policy.name, to.policy.name
        ));
    }
    let scope = |snapshot: &Snapshot| snapshot.plans.first().map(|plan| plan.scope);
    if let (Some(before), Some(now)) = (scope(from), scope(to))
        && before != now
    {
        notes.push(format!(
            "assessed in scope {before}, then in scope {now}: overall colours are not of the same things; give \
             both the same --scope"
        ));
    }
    for (snapshot, when) in [(from, "earlier"), (to, "later")] {
        if snapshot.summary.dropped > 0 {
            notes.push(format!(
                "{} of the {when} submission could not be read: what is missing there is not new or dropped",
                count(snapshot.summary.dropped, "organisation")
            ));
        }
    }
    notes.extend([(from, "earlier"), (to, "later")].into_iter().filter_map(of_several_dates));
    let year = |plan: Option<&SnapPlan>| plan.and_then(|plan| plan.year);
    let years = |pair: &&matching::PlanPair| {
        year(pair.plan.from).zip(year(pair.plan.to)).is_some_and(|(from, to)| from != to)
    };
    if let Some(pair) = pairs.iter().find(years)
        && let Some((from, to)) = year(pair.plan.from).zip(year(pair.plan.to))
    {
        notes
            .push(format!("the reporting year was {from} and is {to}: positions to date are of other years"));
    }
    let unnamed = pairs.iter().filter(|pair| pair.plan.from.is_some() && pair.plan.to.is_some());
    if unnamed.clone().any(|pair| year(pair.plan.from).is_some() != year(pair.plan.to).is_some()) {
        notes.push("one submission does not say its year: taken to be the other's".to_owned());
    }
    notes
}

/// That the plans of a submission stand at several dates: to date they are added at the month that all have reached,
/// while a forecast is as old as its plan.
fn of_several_dates((snapshot, when): (&Snapshot, &str)) -> Option<String> {
    let dates = || snapshot.plans.iter().filter_map(|plan| plan.as_at.as_deref());
    let (first, last) = dates().min().zip(dates().max())?;
    let older: Vec<&str> = snapshot
        .plans
        .iter()
        .filter(|plan| plan.as_at.as_deref().is_some_and(|date| date < last))
        .map(|plan| plan.organisation.as_str())
        .collect();
    let shown = |iso: &str| parse_date(iso).map_or_else(|_| iso.to_owned(), show_date);
    (first < last).then(|| {
        format!(
            "the plans of the {when} submission are as at {} to {}: sums to date stop at the month that all have \
             reached, forecasts are as old as each plan (older: those of {})",
            shown(first),
            shown(last),
            listed(&older)
        )
    })
}

/// The largest amount of the plan of all, then or now.
fn largest(whole: &SubjectMovement) -> Money {
    let plan = whole.total.plan;
    let all = [Some(plan.opening), Some(plan.closing), whole.plan_ytd.to, whole.plan_ytd.from];
    all.into_iter().flatten().map(Money::abs).max().unwrap_or_default()
}

/// The unit of tables: the one asked for, else the one that fits the plan of all.
fn shown((to, from): (&Snapshot, &Snapshot), largest: Money, asked: Option<Unit>) -> Shown {
    let written = |snapshot: &Snapshot| {
        let units = snapshot.plans.iter().filter_map(|plan| Unit::parse(plan.unit.as_deref()?));
        units.max()
    };
    let written = written(to).or_else(|| written(from));
    let decimals = if written.is_none() { largest.decimal().scale() } else { 0 };
    of_unit(asked, written, largest, decimals)
}
