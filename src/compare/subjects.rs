//! Every subject of two submissions with what moved of it: schemes, workstreams, organisations, regions, the
//! nation.

use super::bridge::{self, Bridges, OfScheme, Unnamed};
use super::matching::{Pair, PlanPair, SchemeShot};
use super::snapshot::{SnapCard, SnapFinance, SnapPlan, Snapshot};
use super::standing::{Slips, Standing};
use super::words;
use crate::names::{ByName, same};
use crate::plan::ids_of;
use crate::policy::Policy;
use crate::report::{Level, MilestoneChange, MilestoneMove, Move, SubjectMovement};

/// The sums over organisations while they are made.
#[derive(Default)]
struct Over {
    regions: ByName<(Bridges, Slips)>,
    nation: (Bridges, Slips),
}

/// Every subject, whether it moved or not; regions and the nation, where there are several organisations: in the order of the lines of a report.
pub fn all(
    (from, to): (&Snapshot, &Snapshot),
    pairs: &[PlanPair],
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
        of_plan(pair, slips, policy, &mut over, &mut subjects);
    }
    if several {
        let standings = |region: Option<&str>| (Standing::over(from, region), Standing::over(to, region));
        for (name, (bridges, slips)) in over.regions.iter() {
            let subject = SubjectMovement {
                level: Level::Region,
                region: name.to_owned(),
                ..SubjectMovement::default()
            };
            subjects.push(words::fill(subject, standings(Some(name)), bridges, *slips, policy));
        }
        let subject = SubjectMovement { level: Level::Nation, ..SubjectMovement::default() };
        let (bridges, slips) = &over.nation;
        subjects.push(words::fill(subject, standings(None), bridges, *slips, policy));
    }
    subjects
}

fn of_plan(
    pair: &PlanPair,
    slipped: &[&MilestoneChange],
    policy: &Policy,
    over: &mut Over,
    subjects: &mut Vec<SubjectMovement>,
) {
    let Some(plan) = pair.plan.latest() else { return };
    let named = SubjectMovement {
        organisation: plan.organisation.clone(),
        code: plan.code.clone(),
        region: plan.region().to_owned(),
        ..SubjectMovement::default()
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
    let regions = (pair.plan.from.map(SnapPlan::region), pair.plan.to.map(SnapPlan::region));
    let date = |plan: Option<&SnapPlan>| plan.and_then(|plan| plan.as_at.clone());
    // what is said otherwise of the same date is a correction, and no delivered saving withdrawn
    let is_later = date(pair.plan.from).zip(date(pair.plan.to)).is_none_or(|(from, to)| from < to);
    let mut bridges = Bridges::default();
    for scheme in &pair.schemes {
        let own = bridge::of_scheme(*scheme, unnamed);
        bridges.add(&own.stays);
        over.nation.0.add(&own.stays);
        let homes = homes(pair, *scheme);
        share(&own, homes, &mut workstreams);
        // a scheme is of the region of its organisation in the submission that holds it
        let of_region = (homes.0.and(regions.0), homes.1.and(regions.1));
        share(&own, of_region, &mut over.regions);
        let slips = scheme.to.and_then(|to| of_schemes.get(to.id)).copied().unwrap_or_default();
        let mut subject = of_scheme(&named, *scheme, homes, &own.stays, slips, policy);
        if !is_later {
            subject.words.retain(|moved| moved.word != Move::Withdrawn);
        }
        subjects.push(subject);
    }
    for change in slipped {
        for home in home_of(change, pair) {
            workstreams.of(&home).1.add(change);
        }
    }
    let (lines, cards) = (lines(pair), cards(pair));
    for (name, own) in lines.iter() {
        let mut own_cards = cards.get(name).copied().unwrap_or_default();
        let (bridges, slips) = workstreams.get(name).cloned().unwrap_or_default();
        let subject = SubjectMovement {
            level: Level::Workstream,
            workstream: name.to_owned(),
            was: pair.workstream_was(name).map(str::to_owned),
            ..named.clone()
        };
        let standing = |side: usize| {
            let line = own.get(side).copied().flatten();
            Standing::of(own_cards.get_mut(side).and_then(Option::take).filter(|_| line.is_some()), line)
        };
        let mut standing = standing;
        let both = (standing(0), standing(1));
        subjects.push(words::fill(subject, both, &bridges, slips, policy));
    }
    let was = |from: &SnapPlan| {
        let is_other = !same(&from.organisation, &plan.organisation);
        is_other.then(|| from.organisation.clone()).filter(|_| !from.is_called_by_its_file)
    };
    let moved_from =
        regions.0.zip(regions.1).filter(|(was, is)| !same(was, is)).map(|(was, _)| was.to_owned());
    let subject = SubjectMovement {
        level: Level::Organisation,
        was: pair.plan.from.and_then(was),
        moved_from,
        ..named
    };
    let both = (Standing::of_plan(pair.plan.from), Standing::of_plan(pair.plan.to));
    subjects.push(words::fill(subject, both, &bridges, whole, policy));
    over.nation.1.join(whole);
    if let Some(region) = regions.1.filter(|region| !region.is_empty()) {
        over.regions.of(region).1.join(whole);
    }
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
    named: &SubjectMovement,
    pair: Pair<SchemeShot>,
    homes: (Option<&str>, Option<&str>),
    bridges: &Bridges,
    slips: Slips,
    policy: &Policy,
) -> SubjectMovement {
    let Some(own) = pair.latest() else { return named.clone() };
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
        level: Level::Scheme,
        workstream: own.workstream.to_owned(),
        scheme: own.id.to_owned(),
        name: own.name.to_owned(),
        was: pair.from.filter(|_| pair.to.is_some()).filter(is_other).map(called),
        moved_from: moved.map(|(from, _)| from.to_owned()),
        why,
        ..named.clone()
    };
    let both = (Standing::of_scheme(pair.from), Standing::of_scheme(pair.to));
    let enters = presence(pair);
    words::fill_scheme(subject, both, bridges, slips, (enters, policy))
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
