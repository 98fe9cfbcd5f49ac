//! DC: one saving in two workstreams or two organisations, under the same name, nearly the same or another.

use super::sums::{MOST_PLACES, Sum};
use super::{Check, Found, names, shown};
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::hierarchy::replaced;
use crate::figures::{Figures, SchemeFigures};
use crate::money::Money;
use crate::names::same;
use crate::parallel::Threads;
use crate::plan::fields::schemes;
use crate::plan::{Plan, Scheme, Submission};
use crate::policy::Policy;
use crate::report::Severity;
use crate::words::{count, listed};
use chance::Bits;
use drawn::{Body, entries};
use evidence::Evidence;
use groups::{Group, groups};
use lines::{Register, Stated};
use namesakes::Named;
use places::Places;
use std::collections::{BTreeMap, BTreeSet};
use words::Known;

mod amounts;
mod ceiling;
mod chance;
mod drawn;
mod evidence;
mod glance;
mod groups;
mod growth;
mod line;
mod lines;
mod namesakes;
mod near;
mod order;
mod pairs;
mod places;
mod size;
mod sketches;
mod slips;
mod words;

/// Double counting.
pub const CHECK: Check = Check {
    code: "DC",
    title: "Double counting",
    finds: "a saving that two workstreams or two organisations both count, under the same name, nearly the same or \
            another",
    how: "planned savings equal within rounding in a year (or equal to the other's less its investment: gross and \
          net), in two workstreams or two organisations of a region; with what else is alike: names (without \
          small words, endings, slips and short forms), description, phasing, manager, sponsor, clinical lead, \
          brief, investment, saving to date. Each likeness weighs by how rare it is among the schemes read: a lone \
          £100,000, or a name that every organisation has, shows nothing, unless one name has the same amount in \
          every month; years in which the amounts differ, and numbers or opposites in the names (Ward 3, Ward 4), speak against. A warning where the evidence is \
          strong, else a note. A scheme with counted_under, an idea, an unidentified line and a line outside the \
          total are left out",
    passes: "Falls prevention in two workstreams, one of them counted_under the other",
    fails: "Falls prevention and Falls prevention service in two workstreams, £221,900 each in 2011/12",
    run,
};

/// On a plan and its members.
fn run(view: &PlanView) -> Vec<Found> {
    let own = (view.plan, view.figures);
    let bodies = std::iter::once(own).chain(view.members.iter().copied());
    let bodies = bodies.map(|(plan, figures)| Body { plan, figures, region: None, is_replaced: false });
    let bodies: Vec<Body> = bodies.collect();
    found_among(&bodies, view.policy, Threads::ONE).found.into_iter().map(|(_, found)| found).collect()
}

/// What of everything submitted is counted twice.
#[derive(Default)]
pub struct Across<'a> {
    /// The findings, each with the organisation of the scheme it is about.
    pub found: Vec<(String, Found)>,
    pub twice: Vec<Twice<'a>>,
}

/// A saving that two plans, or two workstreams of one, count in a year.
pub struct Twice<'a> {
    pub plans: [&'a Plan; 2],
    pub schemes: [&'a Scheme; 2],
    pub year: FinancialYear,
    figures: [&'a SchemeFigures; 2],
    /// Of each: whether what investment leaves is meant.
    net: [bool; 2],
}

impl Twice<'_> {
    /// What of it is counted once too often.
    pub fn sum(&self) -> Sum {
        let of = |at: usize| {
            let mut all = entries(self.schemes[at], self.figures[at]);
            all.find(|(own, _)| own.is_of(Some(self.year), self.net[at]))
        };
        let Some(((own, own_places), (other, other_places))) = of(0).zip(of(1)) else {
            return Sum::default();
        };
        let least = if own.value <= other.value { own } else { other };
        let places = own_places.into_iter().chain(other_places).take(MOST_PLACES).collect();
        Sum { value: least.value, slack: least.slack, cells: 1, places, unreadable: false }
    }
}

/// On everything submitted.
pub fn across<'a>(
    submission: &'a Submission,
    figures: &'a Figures,
    policy: &Policy,
    threads: Threads,
) -> Across<'a> {
    let is_replaced = |plan| replaced(submission, &figures.bodies, policy, (plan, None));
    let bodies = submission.plans.iter().zip(&figures.plans);
    let bodies = bodies.map(|(plan, own)| Body {
        plan,
        figures: own,
        region: figures.bodies.region_of(&plan.organisation),
        is_replaced: is_replaced(plan),
    });
    found_among(&bodies.collect::<Vec<_>>(), policy, threads)
}

/// What two organisations, or two workstreams of one, count of the savings of a group, link by link and year by year.
fn twice<'a>(register: &Register<'a>, group: &Group) -> Vec<Twice<'a>> {
    let of_link = |link: &Evidence| {
        let lines = register.stated(link.lines.0).zip(register.stated(link.lines.1));
        let equal = lines.into_iter().flat_map(|lines| link.equal.iter().map(move |equal| (lines, equal)));
        let each = equal.filter_map(|((one, other), (own, theirs))| {
            Some(Twice {
                plans: [one.plan, other.plan],
                schemes: [one.scheme, other.scheme],
                year: own.year?, // theirs, too
                figures: [one.figures, other.figures],
                net: [own.net, theirs.net],
            })
        });
        each.collect::<Vec<_>>()
    };
    group.links.iter().flat_map(of_link).collect()
}

/// The savings that the same organisations count twice and that are said one by one; of more they are said as one.
const MOST_SAID: usize = 60;

/// How far evidence must go beyond what chance asks for before a likeness is a warning.
const STRONG: Bits = Bits::whole(5);

fn found_among<'a>(bodies: &[Body<'a>], policy: &Policy, threads: Threads) -> Across<'a> {
    let register = Register::of(bodies, threads);
    let groups = groups(&register, threads);
    let twice = groups.iter().flat_map(|group| twice(&register, group)).collect();
    let mut by_bodies: BTreeMap<Vec<usize>, Vec<Group>> = BTreeMap::new();
    for group in groups {
        let within: BTreeSet<usize> = group
            .lines
            .iter()
            .filter_map(|line| register.line(*line))
            .map(|line| line.glance.body as usize)
            .collect();
        by_bodies.entry(within.into_iter().collect()).or_default().push(group);
    }
    let by_bodies: Vec<(Vec<usize>, Vec<Group>)> = by_bodies.into_iter().collect();
    let found = threads.map(&by_bodies, |(within, groups)| -> Vec<(String, Found)> {
        let Some(body) = within.first().and_then(|body| bodies.get(*body)) else { return Vec::new() };
        let view = PlanView::new(body.plan, body.figures, policy, Vec::new());
        let found: Vec<Found> = if groups.len() > MOST_SAID {
            many(&view, &register, groups).into_iter().collect()
        } else {
            groups.iter().filter_map(|group| finding(&view, &register, group)).collect()
        };
        found.into_iter().map(|found| (body.plan.organisation.clone(), found)).collect()
    });
    Across { found: found.into_iter().flatten().collect(), twice }
}

/// What of a group is counted more than once.
fn at_stake(group: &Group) -> Money {
    let equal = group.links.iter().flat_map(|link| &link.equal);
    equal.map(|(one, other)| one.value.min(other.value)).sum()
}

/// A line of a group: the index of its organisation, and what else it says.
type Member<'r, 'a> = (u32, &'r Stated<'a>);

fn members<'r, 'a>(register: &'r Register<'a>, group: &Group) -> Vec<Member<'r, 'a>> {
    let member = |at: &u32| Some((register.line(*at)?.glance.body, register.stated(*at)?));
    group.lines.iter().filter_map(member).collect()
}

const ACTION: &str = "Fill counted_under in all but one of them (ORGANISATION/ID where the other has it), or say how the \
                      savings differ.";

fn finding(view: &PlanView, register: &Register, group: &Group) -> Option<Found> {
    let members = members(register, group);
    let ((body, one), rest) = members.split_first()?;
    let abroad = rest.iter().any(|(other, _)| other != body);
    let all: Vec<String> = members.iter().map(|(_, own)| called(own, abroad)).collect();
    let stake = at_stake(group);
    let is_strong = group.links.iter().all(|link| link.beyond >= STRONG);
    let look = if is_strong { "look like one saving" } else { "may be one saving" };
    let mut alike = vec![amounts(view, group)];
    alike.push(named(register, group, &members));
    let same =
        group.links.iter().skip(1).fold(
            group.links.first().map_or_else(Vec::new, |link| link.likeness.same.clone()),
            |same, link| same.into_iter().filter(|what| link.likeness.same.contains(what)).collect(),
        );
    if !same.is_empty() {
        alike.push(listed(&same));
    }
    let times = if members.len() > 2 { format!("{} times", members.len()) } else { "twice".to_owned() };
    let severity = if is_strong { Severity::Warning } else { Severity::Note };
    let finding = CHECK.finding(
        severity,
        format!("{} {look}: {}", listed(&all), alike.join("; ")),
        format!("each saving counted once: {} may be counted {times}", shown(view, &[stake]).in_words(stake)),
        ACTION,
    );
    let places = Places::of(register, &group.lines);
    let amounts = group.links.iter().flat_map(|Evidence { lines, equal, .. }| {
        let each = equal.iter().flat_map(|(own, theirs)| [(lines.0, own), (lines.1, theirs)]);
        each.flat_map(|(line, entry)| places.at(line, entry)).copied()
    });
    let names = members.iter().map(|(_, own)| own.scheme.row.place_of(schemes::NAME));
    Some(finding.about(one.scheme).at(names).at(amounts).worth(stake))
}

/// Organisations that count a great many savings twice, as one finding.
fn many(view: &PlanView, register: &Register, groups: &[Group]) -> Option<Found> {
    let all: Vec<Vec<Member>> = groups.iter().map(|group| members(register, group)).collect();
    let (_, first) = all.first()?.first()?;
    let within: BTreeMap<u32, &str> =
        all.iter().flatten().map(|(body, own)| (*body, own.plan.organisation.as_str())).collect();
    let within: Vec<&str> = within.into_values().collect();
    let stake: Money = groups.iter().map(at_stake).sum();
    let named: Vec<&str> = all.iter().filter_map(|group| Some(group.first()?.1.scheme.name())).collect();
    let place = if within.len() > 1 {
        format!("by each of {}", listed(&within))
    } else {
        "in two workstreams".to_owned()
    };
    let finding = CHECK.warning(
        format!("{} are counted {place}: {}", count(groups.len(), "saving"), names(named)),
        format!("each saving counted once: {} may be counted twice", shown(view, &[stake]).in_words(stake)),
        ACTION,
    );
    let places = all.iter().flatten().map(|(_, own)| own.scheme.row.place_of(schemes::NAME));
    let mut finding = finding.at(places).worth(stake);
    if within.len() == 1 {
        finding.workstream = first.scheme.workstream().unwrap_or_default().to_owned();
    }
    Some(finding)
}

/// A scheme in a sentence: its id, its name, and where it stands.
fn called(line: &Stated, abroad: bool) -> String {
    let within = if abroad { &line.plan.organisation } else { line.scheme.workstream().unwrap_or_default() };
    if *line.scheme.id == *line.scheme.name() {
        return format!("\"{}\" ({within})", line.scheme.name());
    }
    format!("{} \"{}\" ({within})", line.scheme.id, line.scheme.name())
}

/// Which amounts are equal: `£221,900 in 2011/12`.
fn amounts(view: &PlanView, group: &Group) -> String {
    let Some(link) = group.links.first() else { return String::new() };
    let all: Vec<Money> = link.equal.iter().map(|(one, _)| one.value).collect();
    let shown = shown(view, &all);
    let each = link.equal.iter().map(|(one, _)| match one.year {
        Some(year) => format!("{} in {year}", shown.in_words(one.value)),
        None => shown.in_words(one.value),
    });
    let each: Vec<String> = each.collect();
    let is_net = group.links.iter().flat_map(|link| &link.equal).any(|(one, other)| one.net || other.net);
    let net = if is_net { ", one of them gross and the other less its investment" } else { "" };
    let of = if link.years > 1 {
        format!(" ({} of {} years)", link.equal.len(), link.years)
    } else {
        String::new()
    };
    format!("{} in {}{of}{net}", listed(&each), if group.lines.len() > 2 { "each" } else { "both" })
}

/// How the names are alike.
fn named(register: &Register, group: &Group, members: &[Member]) -> String {
    let all_same = members.windows(2).all(|pair| match pair {
        [(_, one), (_, other)] => same(one.scheme.name(), other.scheme.name()),
        _ => true,
    });
    if all_same {
        return "the same name".to_owned();
    }
    if group.links.iter().any(|link| link.likeness.name == Named::Otherwise) {
        return "under other names".to_owned();
    }
    let near = group.links.iter().find(|link| link.likeness.name == Named::Near).map(|link| link.lines);
    let Some((own, (one, other))) =
        near.and_then(|(one, other)| register.stated(one).zip(register.line(one).zip(register.line(other))))
    else {
        return "the same name but for its wording".to_owned();
    };
    let names = register.name(one.glance.named).zip(register.name(other.glance.named));
    let alike = names.map(|(one, other)| register.lexicon.compare(&mut Known::default(), one, other));
    let both: Vec<u32> = alike.unwrap_or_default().both.iter().map(|(own, _)| *own).collect();
    format!("names share {}", register.lexicon.quoted(own.scheme.name(), &both))
}

#[cfg(test)]
mod tests;
