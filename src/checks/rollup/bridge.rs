//! From what a body states to what its members add up to, step by step, so that it closes to the penny.

use super::super::double_counting::Twice;
use super::super::names;
use super::super::sums::{self, Sum, within};
use crate::calendar::FinancialYear;
use crate::figures::PlanFigures;
use crate::money::Money;
use crate::names::ByName;
use crate::plan::fields::{ColumnId, TableId, years};
use crate::plan::{Measure, Outside, Plan, Scheme};
use crate::report::{BridgeStep, Bridged};

/// A plan with its figures.
pub type Body<'a> = (&'a Plan, &'a PlanFigures);

/// A member of a body: an organisation, or a body with members of its own.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    pub name: &'a str,
    /// The plan of a body that others report to: what it states stands for them.
    pub leads: Option<Body<'a>>,
    /// The plans whose savings it is.
    pub plans: Vec<Body<'a>>,
    /// Those plans with the ones whose schemes are replaced by another's: a challenge is not replaced with them.
    pub all: Vec<Body<'a>>,
    /// Those of them that others report to: no figure of their own is missed.
    pub leading: Vec<&'a str>,
}

/// What a figure of a body is held against.
#[derive(Clone, Copy)]
pub struct Members<'m, 'a> {
    pub parts: &'m [Part<'a>],
    /// Members of which no plan is read.
    pub missing: &'m [String],
    /// Savings that two of them count.
    pub twice: &'m [Twice<'a>],
}

impl<'a> Members<'_, 'a> {
    /// Every plan of theirs, with the name of the member.
    pub(super) fn bodies(&self) -> Vec<(&'a str, Body<'a>)> {
        let of = |part: &Part<'a>| part.plans.iter().map(|body| (part.name, *body)).collect::<Vec<_>>();
        self.parts.iter().flat_map(of).collect()
    }
}

/// What a member or a workstream brings, and the organisations of the member that bring nothing.
pub(super) struct Brought {
    pub name: String,
    pub sum: Sum,
    pub silent: Vec<String>,
}

impl Brought {
    pub(super) fn of(name: &str, sum: Sum) -> Self {
        Self { name: name.to_owned(), sum, silent: Vec::new() }
    }
}

/// A step, with symbolic places.
#[derive(Debug, Clone)]
pub struct Step {
    pub step: BridgeStep,
    pub of: String,
    pub amount: Option<Money>,
    pub note: String,
    pub sum: Sum,
}

/// A figure of a body, and how it comes to be what it is.
#[derive(Debug, Clone)]
pub struct Bridge {
    pub figure: Bridged,
    pub year: FinancialYear,
    pub workstream: String,
    pub control: bool,
    pub stated: Sum,
    /// What the members and own schemes add up to.
    pub members: Sum,
    /// Stated first, then the members, then what explains the difference.
    pub steps: Vec<Step>,
    /// Whether it closes but for rounding, or there is nothing to hold it against.
    pub agrees: bool,
    /// Members of which no figure is given.
    pub without: Vec<String>,
    /// Whether the figure stands in another bridge already, by member.
    pub again: bool,
}

/// What of members' plans may stand in one figure and not in the other.
pub(super) type Candidate = (BridgeStep, &'static str, Vec<(String, Sum)>);

pub fn is_named(scheme: &Scheme) -> bool {
    scheme.outside().is_none() && !scheme.unidentified
}

pub(super) fn enters(scheme: &Scheme) -> bool {
    scheme.outside().is_none()
}

/// What schemes of a plan save in a year.
pub fn planned((plan, figures): Body, year: FinancialYear, pick: impl Fn(&Scheme) -> bool) -> Sum {
    let own = plan.schemes.iter().zip(&figures.schemes).filter(|(scheme, _)| pick(scheme));
    let by_year = own.flat_map(|(scheme, figures)| sums::planned(scheme, figures));
    by_year.filter(|(of, _)| *of == year).map(|(_, sum)| sum).collect()
}

pub(super) fn in_years(plan: &Plan, column: ColumnId, year: FinancialYear) -> Sum {
    let row = plan.rows(TableId::Years).iter().find(|row| row.year(years::YEAR) == Some(year));
    row.map(|row| sums::cell(row, column)).unwrap_or_default()
}

/// A figure of a plan: by its schemes where they give the year, else as its years table has it.
fn of_plan(body: Body, figure: Bridged, year: FinancialYear) -> Sum {
    let schemes = match figure {
        Bridged::Challenge => return in_years(body.0, years::CHALLENGE, year),
        Bridged::Identified => planned(body, year, is_named),
        Bridged::Plan => planned(body, year, enters),
    };
    if schemes.cells > 0 { schemes } else { in_years(body.0, years::IDENTIFIED, year) }
}

impl Part<'_> {
    /// What a body that others report to states, which stands for them.
    pub(super) fn stated(&self, figure: Bridged, year: FinancialYear) -> Option<Sum> {
        let column = if figure == Bridged::Challenge { years::CHALLENGE } else { years::IDENTIFIED };
        let (plan, _) = self.leads?;
        Some(in_years(plan, column, year)).filter(Sum::is_given)
    }

    fn brings(&self, figure: Bridged, year: FinancialYear) -> Brought {
        if let Some(stated) = self.stated(figure, year) {
            return Brought::of(self.name, stated);
        }
        let (mut sum, mut silent) = (Sum::default(), Vec::new());
        for body in if figure == Bridged::Challenge { &self.all } else { &self.plans } {
            let own = of_plan(*body, figure, year);
            let name = body.0.organisation.as_str();
            if own.cells == 0 && !self.leading.contains(&name) {
                silent.push(name.to_owned());
            }
            sum.merge(&own);
        }
        let is_partial = sum.cells > 0;
        Brought { silent: silent.into_iter().filter(|_| is_partial).collect(), ..Brought::of(self.name, sum) }
    }
}

/// The bridge of a figure over members.
pub fn over(
    (figure, year, control): (Bridged, FinancialYear, bool),
    stated: Sum,
    own: Sum,
    members: Members,
) -> Bridge {
    let brought = members.parts.iter().map(|part| part.brings(figure, year)).collect();
    let candidates = match figure {
        Bridged::Challenge => Vec::new(),
        Bridged::Identified | Bridged::Plan => candidates(figure, year, &members.bodies(), members.twice),
    };
    let about = (figure, year, String::new(), control);
    let parts = Parts { kind: BridgeStep::Member, brought, own, missing: members.missing };
    close(about, stated, parts, &candidates, Vec::new())
}

pub(super) fn invested(
    year: FinancialYear,
    bodies: &[(&str, Body)],
    pick: &dyn Fn(&Scheme) -> bool,
) -> Vec<(String, Sum)> {
    let of = |(name, (plan, _)): &(&str, Body)| {
        let schemes = plan.schemes.iter().filter(|scheme| pick(scheme));
        let sum: Sum = schemes.map(|scheme| sums::in_year(scheme, Measure::Investment, year)).collect();
        ((*name).to_owned(), Sum::default().less(&sum))
    };
    bodies.iter().map(of).collect()
}

/// What is said of savings that two members count.
const TWICE: &str = "savings that two members count";

/// The same within one organisation, between its workstreams.
const TWICE_WITHIN: &str = "savings that two workstreams count";

/// Savings that two members count, of a single organisation two of its workstreams, each taken off once.
pub(super) fn counted_twice(
    year: FinancialYear,
    bodies: &[(&str, Body)],
    twice: &[Twice],
    pick: &dyn Fn(&Scheme) -> bool,
) -> Candidate {
    let is_of = |plan: &Plan| bodies.iter().any(|(_, (own, _))| std::ptr::eq(*own, plan));
    let is_within = bodies.len() == 1;
    let is_one = |own: &&Twice| std::ptr::eq(own.plans[0], own.plans[1]);
    let of_year = twice.iter().filter(|own| own.year == year && is_one(own) == is_within);
    let within = of_year.filter(|own| own.plans.into_iter().all(is_of) && own.schemes.into_iter().all(pick));
    let mut by_name: ByName<Sum> = ByName::default();
    for own in within {
        by_name.of(own.schemes[0].name()).merge(&Sum::default().less(&own.sum()));
    }
    let note = if is_within { TWICE_WITHIN } else { TWICE };
    (BridgeStep::CountedTwice, note, by_name.into_iter().collect())
}

pub(super) fn candidates(
    figure: Bridged,
    year: FinancialYear,
    bodies: &[(&str, Body)],
    twice: &[Twice],
) -> Vec<Candidate> {
    type Pick = fn(&Scheme) -> bool;
    let over = |pick: Pick, turned: bool| -> Vec<(String, Sum)> {
        let of = |(name, body): &(&str, Body)| {
            let sum = planned(*body, year, pick);
            ((*name).to_owned(), if turned { Sum::default().less(&sum) } else { sum })
        };
        bodies.iter().map(of).collect()
    };
    let unidentified: Pick = |scheme| enters(scheme) && scheme.unidentified;
    let picks: [(BridgeStep, &'static str, Pick); 3] = [
        (BridgeStep::OutsideTheTotal, "lines outside the total", |s| s.outside() == Some(Outside::Total)),
        (BridgeStep::OutsideTheTotal, "ideas", |s| s.outside() == Some(Outside::Idea)),
        (BridgeStep::CountedTwice, "lines counted under another", |s| {
            matches!(s.outside(), Some(Outside::CountedUnder(_)))
        }),
    ];
    let mut all = vec![(
        BridgeStep::OutsideTheTotal,
        "unidentified lines",
        over(unidentified, figure == Bridged::Plan),
    )];
    all.extend(picks.map(|(step, note, pick)| (step, note, over(pick, false))));
    all.push((BridgeStep::GrossNet, "what the members invest", invested(year, bodies, &enters)));
    all.push(counted_twice(year, bodies, twice, &enters));
    all
}

pub(super) fn step(step: BridgeStep, of: &str, amount: Money, note: &str, sum: &Sum) -> Step {
    Step { step, of: of.to_owned(), amount: Some(amount), note: note.to_owned(), sum: sum.clone() }
}

pub(super) type About = (Bridged, FinancialYear, String, bool);

/// What is added up on the other side of a stated figure.
pub(super) struct Parts<'m> {
    /// Whether it comes by member or by workstream.
    pub kind: BridgeStep,
    pub brought: Vec<Brought>,
    /// What the body's own schemes bring.
    pub own: Sum,
    pub missing: &'m [String],
}

/// The steps of a bridge: what is in one plan alone first, then the part of the members' plans that is what
/// remains, then rounding; what is left after that is for members of which nothing is read, else unexplained.
pub(super) fn close(
    (figure, year, workstream, control): About,
    stated: Sum,
    Parts { kind, brought, own, missing }: Parts,
    candidates: &[Candidate],
    alone: Vec<Step>,
) -> Bridge {
    let mut members: Sum = brought.iter().map(|own| own.sum.clone()).collect();
    members.merge(&own);
    let mut steps = vec![step(BridgeStep::Stated, "", stated.value, "", &stated)];
    let mut without: Vec<String> = Vec::new();
    for Brought { name, sum, silent } in &brought {
        let given = sum.cells > 0;
        let lacking = if given { silent.as_slice() } else { std::slice::from_ref(name) };
        without.extend(lacking.iter().cloned());
        let note = match (given, silent.as_slice()) {
            (false, _) => "no figure is given".to_owned(),
            (true, []) => String::new(),
            (true, silent) => format!("without {}", names(silent.iter().map(String::as_str))),
        };
        steps.push(Step { amount: given.then_some(sum.value), ..step(kind, name, sum.value, &note, sum) });
    }
    without.extend(missing.iter().cloned());
    if own.cells > 0 {
        steps.push(step(BridgeStep::OwnSchemes, "", own.value, "", &own));
    }
    for name in missing {
        let none = Sum::default();
        steps.push(Step {
            amount: None,
            ..step(BridgeStep::NotSubmitted, name, none.value, "no plan is read", &none)
        });
    }
    let slack = stated.slack + members.slack;
    let whole = stated.value - members.value;
    let agrees =
        within(whole, slack) || stated.unreadable || members.unreadable || members.cells == 0 && !control;
    let mut left = whole - alone.iter().filter_map(|step| step.amount).sum::<Money>();
    steps.extend(alone);
    if members.cells == 0 {
        steps.push(step(BridgeStep::OnlyHere, "", left, "no member gives a figure", &Sum::default()));
        left = Money::ZERO;
    } else if !within(left, slack) {
        for found in explained(left, slack, candidates) {
            left = left - found.amount.unwrap_or_default();
            steps.push(found);
        }
    }
    left = left - taken_once(left, slack, candidates, &mut steps);
    if !left.is_zero() {
        let (kind, of, note) = if within(left, slack) {
            (BridgeStep::Rounding, String::new(), "")
        } else if !without.is_empty()
            && kind == BridgeStep::Member
            && left.is_negative() == stated.value.is_negative()
        {
            (BridgeStep::NotSubmitted, without.join("; "), "what is left, if the rest is right")
        } else {
            (BridgeStep::Unexplained, String::new(), "")
        };
        steps.push(step(kind, &of, left, note, &Sum::default()));
    }
    Bridge { figure, year, workstream, control, stated, members, steps, agrees, without, again: false }
}

/// What is taken off for savings that are counted twice and do not explain the difference alone, so that less of it
/// is left; where more would be left, that stands beside what is stated.
fn taken_once(left: Money, slack: Money, candidates: &[Candidate], steps: &mut Vec<Step>) -> Money {
    let twice = candidates.iter().find(|(_, note, _)| [TWICE, TWICE_WITHIN].contains(note));
    let Some((kind, note, sums)) = twice.filter(|(_, _, sums)| !sums.is_empty()) else { return Money::ZERO };
    if steps.iter().any(|step| step.note == *note) {
        return Money::ZERO;
    }
    let sum: Sum = sums.iter().map(|(_, sum)| sum.clone()).collect();
    let of = names(sums.iter().map(|(name, _)| name.as_str()));
    if !within(left, slack) && (left - sum.value).abs() < left.abs() {
        steps.push(step(*kind, &of, sum.value, note, &sum));
        return sum.value;
    }
    if let Some(stated) = steps.first_mut() {
        let who = if *note == TWICE { "two members" } else { "two workstreams" };
        stated.note = if within(left, slack) {
            format!("agrees though {who} count {of} (finding DC)")
        } else {
            format!("{who} count {of} (finding DC), which explains no part of the difference")
        };
    }
    Money::ZERO
}

/// The part of the members' plans that is what is left: of all members, else of one, else two parts of all.
fn explained(left: Money, slack: Money, candidates: &[Candidate]) -> Vec<Step> {
    let wholes: Vec<Step> = candidates
        .iter()
        .map(|(kind, note, sums)| {
            let sum: Sum = sums.iter().map(|(_, sum)| sum.clone()).collect();
            let name = match (kind, sums.as_slice()) {
                (BridgeStep::CountedTwice, [(only, _)]) => only,
                _ => "",
            };
            step(*kind, name, sum.value, note, &sum)
        })
        .filter(|step| !step.sum.value.is_zero())
        .collect();
    let fits = |value: Money, own: Money| !value.is_zero() && within(left - value, slack + own);
    if let Some(one) = wholes.iter().find(|step| fits(step.sum.value, step.sum.slack)) {
        return vec![one.clone()];
    }
    for (kind, note, sums) in candidates {
        if let Some((name, sum)) = sums.iter().find(|(_, sum)| fits(sum.value, sum.slack)) {
            return vec![step(*kind, name, sum.value, note, sum)];
        }
    }
    for (at, one) in wholes.iter().enumerate() {
        let others = wholes.iter().skip(at + 1);
        let mut fitting =
            others.filter(|other| fits(one.sum.value + other.sum.value, one.sum.slack + other.sum.slack));
        if let Some(other) = fitting.next() {
            return vec![one.clone(), other.clone()];
        }
    }
    Vec::new()
}
