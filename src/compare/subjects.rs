//! Every subject of two submissions with what moved of it: schemes, workstreams, organisations, and what is over
//! organisations.

use super::bridge::{self, Bridges, OfScheme, Unnamed};
use super::matching::{Pair, PlanPair, SchemeShot};
use super::over::{Home, LEVELS, Over, Placed, Sum};
use super::snapshot::{SnapCard, SnapFinance, SnapPlan, Snapshot};
use super::standing::{Slips, Standing};
use super::words::{self, Sums};
use crate::money::Money;
use crate::names::{ByName, same};
use crate::plan::ids_of;
use crate::policy::Policy;
use crate::report::{Body, Level, MilestoneChange, MilestoneMove, Move, Subject, SubjectMovement};

/// Every subject, whether it moved or not; what is over organisations, where there are several: in the order of
/// the lines of a report.
pub fn all<'p>(
    (from, to): (&'p Snapshot, &'p Snapshot),
    pairs: &'p [PlanPair<'p>],
    milestones: &[MilestoneChange],
    (policy, several): (&Policy, bool),
) -> Vec<SubjectMovement> {
    let mut slips: ByName<Vec<&MilestoneChange>> = ByName::default();
    for change in milestones.iter().filter(|change| change.what == MilestoneMove::Slipped) {
        slips.of(&change.organisation).push(change);
    }
    let mut over = Over::default();
    let mut subjects = Vec::new();
    for pair in pairs {
        let name = pair.plan.latest().map_or("", |plan| &plan.organisation);
        let slips = slips.get(name).map_or(&[][..], Vec::as_slice);
        of_plan(pair, homes_of(pair, (from, to)), (slips, policy), &mut over, &mut subjects);
    }
    for level in LEVELS.into_iter().filter(|_| several) {
        let sums = over.sums(level).into_iter();
        subjects.extend(sums.map(|sum| of_sum(sum, (from, to), policy)));
    }
    subjects
}

fn of_sum(sum: Sum, (from, to): (&Snapshot, &Snapshot), policy: &Policy) -> SubjectMovement {
    let Sum { body, was, bridges, slips } = sum;
    let before = Body { workstream: was.clone().unwrap_or_else(|| body.workstream.clone()), ..body.clone() };
    let standings = (Standing::over(from, &before), Standing::over(to, &body));
    let subject = Subject { body, ..Subject::default() };
    let subject = SubjectMovement { subject, was, ..SubjectMovement::default() };
    words::fill(subject, standings, &Sums { bridges: &bridges, slips, moved: Money::ZERO }, policy)
}

fn of_plan<'p>(
    pair: &'p PlanPair<'p>,
    (home_before, home_now): (Option<Home<'p>>, Option<Home<'p>>),
    (slipped, policy): (&[&MilestoneChange], &Policy),
    over: &mut Over<'p>,
    subjects: &mut Vec<SubjectMovement>,
) {
    let Some(plan) = pair.plan.latest() else { return };
    let body = Body {
        level: Level::Organisation,
        organisation: plan.organisation.clone(),
        code: plan.code.clone(),
        region: plan.region().to_owned(),
        cluster: plan.cluster().to_owned(),
        ..Body::default()
    };
    let mut of_schemes: ByName<Slips> = ByName::default();
    let mut workstreams: ByName<(Bridges, Slips)> = ByName::default();
    let mut whole = Slips::default();
    for change in slipped {
        whole.add(change);
        ids_of(&change.scheme).for_each(|id| of_schemes.of(id).add(change));
    }
    let year = |plan: Option<&SnapPlan>| plan.and_then(|plan| plan.year);
    let (before, now) = (year(pair.plan.from), year(pair.plan.to));
    let unnamed = Unnamed { from: before.or(now), to: now.or(before) };
    let date = |plan: Option<&SnapPlan>| plan.and_then(|plan| plan.as_at.clone());
    // what is said otherwise of the same date is a correction, and no delivered saving withdrawn
    let is_later = date(pair.plan.from).zip(date(pair.plan.to)).is_none_or(|(from, to)| from < to);
    let (mut bridges, mut moved) = (Bridges::default(), Money::ZERO);
    for scheme in &pair.schemes {
        let own = bridge::of_scheme(*scheme, unnamed);
        bridges.add(&own.stays);
        moved = moved + own.crossing();
        let homes = homes(pair, *scheme);
        share(&own, homes, &mut workstreams);
        let slips = scheme.to.and_then(|to| of_schemes.get(to.id)).copied().unwrap_or_default();
        let sums = Sums { bridges: &own.stays, slips, moved: own.crossing() };
        let mut subject = of_scheme(&body, *scheme, homes, &sums, policy);
        if !is_later {
            subject.words.retain(|moved| moved.word != Move::Withdrawn);
        }
        subjects.push(subject);
        let home = |own: Option<Home<'p>>, scheme: Option<SchemeShot<'p>>| {
            let scheme = scheme.filter(SchemeShot::in_total)?;
            Some(Home { workstream: scheme.workstream, ..own? })
        };
        let (from, to) = (home(home_before, scheme.from), home(home_now, scheme.to));
        over.schemes.push(Placed { own, from, to });
    }
    let home = home_now.unwrap_or_default();
    over.slips.push((home, String::new(), whole));
    for change in slipped {
        for name in home_of(change, pair) {
            workstreams.of(&name).1.add(change);
            let mut slips = Slips::default();
            slips.add(change);
            over.slips.push((home, name, slips));
        }
    }
    subjects.extend(of_workstreams(pair, &body, &workstreams, policy));
    let was = |from: &SnapPlan| {
        let is_other = !same(&from.organisation, &plan.organisation);
        is_other.then(|| from.organisation.clone()).filter(|_| !from.is_called_by_its_file)
    };
    let regions = (pair.plan.from.map(SnapPlan::region), pair.plan.to.map(SnapPlan::region));
    let moved_from =
        regions.0.zip(regions.1).filter(|(was, is)| !same(was, is)).map(|(was, _)| was.to_owned());
    let subject = SubjectMovement {
        subject: Subject { body, ..Subject::default() },
        was: pair.plan.from.and_then(was),
        moved_from,
        ..SubjectMovement::default()
    };
    let both = (Standing::of_plan(pair.plan.from), Standing::of_plan(pair.plan.to));
    subjects.push(words::fill(subject, both, &Sums { bridges: &bridges, slips: whole, moved }, policy));
}

/// Where an organisation stands then and now.
fn homes_of<'p>(
    pair: &PlanPair<'p>,
    (from, to): (&'p Snapshot, &'p Snapshot),
) -> (Option<Home<'p>>, Option<Home<'p>>) {
    let home = |plan: &'p SnapPlan, snapshot: &'p Snapshot| {
        let of_name = |name: &str| snapshot.plans.iter().find(|own| same(&own.organisation, name));
        let above = plan.replaced_by().and_then(of_name);
        let replaced_in = above.map(|own| (own.region(), own.cluster()));
        Home { region: plan.region(), cluster: plan.cluster(), workstream: "", replaced_in }
    };
    (pair.plan.from.map(|plan| home(plan, from)), pair.plan.to.map(|plan| home(plan, to)))
}

/// The workstreams of an organisation.
fn of_workstreams(
    pair: &PlanPair,
    body: &Body,
    workstreams: &ByName<(Bridges, Slips)>,
    policy: &Policy,
) -> Vec<SubjectMovement> {
    let (lines, cards) = (lines(pair), cards(pair));
    let of = |(name, own): (&str, &[Option<&SnapFinance>; 2])| {
        let [card_before, card_now] = cards.get(name).copied().unwrap_or_default();
        let (bridges, slips) = workstreams.get(name).cloned().unwrap_or_default();
        let body = Body { level: Level::Workstream, workstream: name.to_owned(), ..body.clone() };
        let subject = SubjectMovement {
            subject: Subject { body, ..Subject::default() },
            was: pair.workstream_was(name).map(str::to_owned),
            ..SubjectMovement::default()
        };
        let [before, now] = *own;
        let standing = |card: Option<_>, line: Option<_>| Standing::of(card.filter(|_| line.is_some()), line);
        let both = (standing(card_before, before), standing(card_now, now));
        words::fill(subject, both, &Sums { bridges: &bridges, slips, moved: Money::ZERO }, policy)
    };
    lines.iter().map(of).collect()
}

/// The workstreams a scheme stands in, as the later submission calls them, where it is in the total.
fn homes<'p>(pair: &'p PlanPair, scheme: Pair<SchemeShot<'p>>) -> (Option<&'p str>, Option<&'p str>) {
    let there =
        |scheme: Option<SchemeShot<'p>>| scheme.filter(SchemeShot::in_total).map(|own| own.workstream);
    (there(scheme.from).map(|name| pair.workstream_now(name)), there(scheme.to))
}

/// Adds a scheme to the level that holds it: to both, where it is not the same.
fn share(own: &OfScheme, homes: (Option<&str>, Option<&str>), levels: &mut ByName<(Bridges, Slips)>) {
    let mut add = |name: &str, part: &Bridges| {
        if !name.is_empty() {
            levels.of(name).0.add(part);
        }
    };
    match homes {
        (Some(from), Some(to)) if same(from, to) => add(to, &own.stays),
        (from, to) => {
            from.into_iter().for_each(|name| add(name, &own.leaves));
            to.into_iter().for_each(|name| add(name, &own.enters));
        }
    }
}

fn of_scheme(
    body: &Body,
    pair: Pair<SchemeShot>,
    homes: (Option<&str>, Option<&str>),
    sums: &Sums,
    policy: &Policy,
) -> SubjectMovement {
    let body = Body { level: Level::Scheme, ..body.clone() };
    let Some(own) = pair.latest() else { return SubjectMovement::default() };
    let is_other = |from: &SchemeShot| !same(from.name, own.name) || !same(from.id, own.id);
    let called = |from: SchemeShot| match same(from.id, own.id) {
        true => from.name.to_owned(),
        false if same(from.id, from.name) => from.id.to_owned(),
        false => format!("{} {}", from.id, from.name),
    };
    let moved = homes.0.zip(homes.1).filter(|(from, to)| !same(from, to));
    let why = match (pair.from, pair.to) {
        (Some(from), Some(to)) if from.in_total() != to.in_total() => Some(if to.in_total() {
            format!("was {}", from.outside())
        } else {
            format!("now {}", to.outside())
        }),
        (None, Some(one)) | (Some(one), None) if !one.in_total() => Some(one.outside().into_owned()),
        _ => None,
    };
    let subject = SubjectMovement {
        subject: Subject {
            body: Body { workstream: own.workstream.to_owned(), ..body },
            scheme: own.id.to_owned(),
            name: own.name.to_owned(),
        },
        was: pair.from.filter(|_| pair.to.is_some()).filter(is_other).map(called),
        moved_from: moved.map(|(from, _)| from.to_owned()),
        why,
        ..SubjectMovement::default()
    };
    let both = (Standing::of_scheme(pair.from), Standing::of_scheme(pair.to));
    let enters = presence(pair);
    words::fill_scheme(subject, both, sums, (enters, policy))
}

/// Whether a scheme is in the total (or, outside it, in the submission) then and now.
fn presence(pair: Pair<SchemeShot>) -> (bool, bool) {
    let (from, to) = (pair.from, pair.to);
    if from.is_some() != to.is_some() {
        return (from.is_some(), to.is_some());
    }
    let is_in = |scheme: Option<SchemeShot>| scheme.is_some_and(|scheme| scheme.in_total());
    if is_in(from) || is_in(to) { (is_in(from), is_in(to)) } else { (true, true) }
}

/// The workstreams of a milestone: its own, else those of its schemes.
fn home_of(change: &MilestoneChange, pair: &PlanPair) -> Vec<String> {
    if change.scheme.is_empty() {
        return Some(change.workstream.clone()).filter(|name| !name.is_empty()).into_iter().collect();
    }
    let mut homes: ByName<()> = ByName::default();
    for id in ids_of(&change.scheme) {
        let scheme = pair.schemes.iter().filter_map(|pair| pair.to).find(|scheme| same(scheme.id, id));
        scheme.filter(|scheme| !scheme.workstream.is_empty()).map(|scheme| homes.add(scheme.workstream));
    }
    homes.into_iter().map(|(name, ())| name).collect()
}

/// The finance lines of workstreams, then and now, by what the later submission calls them.
fn lines<'p>(pair: &PlanPair<'p>) -> ByName<[Option<&'p SnapFinance>; 2]> {
    let mut lines: ByName<[Option<&SnapFinance>; 2]> = ByName::default();
    let of = |plan: Option<&'p SnapPlan>| {
        let all = plan.into_iter().flat_map(|plan| &plan.finance);
        all.filter(|line| line.level == Level::Workstream)
    };
    for line in of(pair.plan.to) {
        lines.of(&line.workstream)[1] = Some(line);
    }
    for line in of(pair.plan.from) {
        lines.of(pair.workstream_now(&line.workstream))[0] = Some(line);
    }
    lines
}

fn cards<'p>(pair: &PlanPair<'p>) -> ByName<[Option<&'p SnapCard>; 2]> {
    let mut cards: ByName<[Option<&SnapCard>; 2]> = ByName::default();
    let of = |plan: Option<&'p SnapPlan>| {
        let all = plan.into_iter().flat_map(|plan| &plan.report_card);
        all.filter(|card| card.level == Level::Workstream)
    };
    for card in of(pair.plan.to) {
        cards.of(&card.workstream)[1] = Some(card);
    }
    for card in of(pair.plan.from) {
        cards.of(pair.workstream_now(&card.workstream))[0] = Some(card);
    }
    cards
}
