//! From what a body states to what its members add up to, step by step, so that it closes to the penny.

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
    /// The plans whose figures it is.
    pub plans: Vec<Body<'a>>,
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
}

/// What of members' plans may stand in one figure and not in the other.
type Candidate = (BridgeStep, &'static str, Vec<(String, Sum)>);

pub fn is_named(scheme: &Scheme) -> bool {
    scheme.outside().is_none() && !scheme.unidentified
}

fn enters(scheme: &Scheme) -> bool {
    scheme.outside().is_none()
}

/// What schemes of a plan save in a year.
pub fn planned((plan, figures): Body, year: FinancialYear, pick: impl Fn(&Scheme) -> bool) -> Sum {
    let own = plan.schemes.iter().zip(&figures.schemes).filter(|(scheme, _)| pick(scheme));
    let by_year = own.flat_map(|(scheme, figures)| sums::planned(scheme, figures));
    by_year.filter(|(of, _)| *of == year).map(|(_, sum)| sum).collect()
}

fn in_years(plan: &Plan, column: ColumnId, year: FinancialYear) -> Sum {
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
    fn figure(&self, figure: Bridged, year: FinancialYear) -> Sum {
        if let Some((plan, _)) = self.leads {
            let column = if figure == Bridged::Challenge { years::CHALLENGE } else { years::IDENTIFIED };
            let stated = in_years(plan, column, year);
            if stated.is_given() {
                return stated;
            }
        }
        self.plans.iter().map(|body| of_plan(*body, figure, year)).collect()
    }
}

/// The bridge of a figure over members.
pub fn over(
    (figure, year, control): (Bridged, FinancialYear, bool),
    stated: Sum,
    own: Sum,
    parts: &[Part],
    missing: &[String],
) -> Bridge {
    let amounts: Vec<(String, Sum)> =
        parts.iter().map(|part| (part.name.to_owned(), part.figure(figure, year))).collect();
    let bodies: Vec<(&str, Body)> =
        parts.iter().flat_map(|part| part.plans.iter().map(|body| (part.name, *body))).collect();
    let candidates =
        if figure == Bridged::Challenge { Vec::new() } else { candidates(figure, year, &bodies) };
    let about = (figure, year, String::new(), control);
    close(about, stated, (BridgeStep::Member, amounts), own, missing, &candidates)
}

/// The bridge of an organisation's plan of a year against a control total, by workstream.
pub fn of_workstreams(year: FinancialYear, stated: Sum, body: Body) -> Bridge {
    let mut amounts: ByName<Sum> = ByName::default();
    for scheme in body.0.schemes.iter().filter(|scheme| enters(scheme)) {
        let own = planned(body, year, |other| std::ptr::eq(other, scheme));
        if own.cells > 0 {
            amounts.of(scheme.workstream().unwrap_or("no workstream")).merge(&own);
        }
    }
    let amounts: Vec<(String, Sum)> = amounts.into_iter().collect();
    let own = if amounts.is_empty() { in_years(body.0, years::IDENTIFIED, year) } else { Sum::default() };
    let candidates = candidates(Bridged::Plan, year, &[(&body.0.organisation, body)]);
    let about = (Bridged::Plan, year, String::new(), true);
    close(about, stated, (BridgeStep::Workstream, amounts), own, &[], &candidates)
}

/// The bridge of one workstream of a body whose schemes restate its members': what is in one plan alone.
pub fn restated(year: FinancialYear, workstream: &str, own: Body, parts: &[Part]) -> Bridge {
    let of = |scheme: &Scheme| {
        enters(scheme) && crate::names::same(scheme.workstream().unwrap_or_default(), workstream)
    };
    let stated = planned(own, year, of);
    let amounts: Vec<(String, Sum)> = parts
        .iter()
        .map(|part| {
            (part.name.to_owned(), part.plans.iter().map(|body| planned(*body, year, of)).collect::<Sum>())
        })
        .filter(|(_, sum)| sum.cells > 0)
        .collect();
    let by_name = |bodies: &[Body]| {
        let mut all: ByName<Sum> = ByName::default();
        for body in bodies {
            for scheme in body.0.schemes.iter().filter(|scheme| of(scheme)) {
                let own = planned(*body, year, |other| std::ptr::eq(other, scheme));
                if own.cells > 0 {
                    all.of(scheme.name()).merge(&own);
                }
            }
        }
        all
    };
    let bodies: Vec<Body> = parts.iter().flat_map(|part| part.plans.iter().copied()).collect();
    let (here, there) = (by_name(&[own]), by_name(&bodies));
    let mut alone: Vec<Step> = Vec::new();
    for (name, sum) in here.iter().filter(|(name, _)| !there.contains(name)) {
        alone.push(step(BridgeStep::OnlyHere, name, sum.value, "in the region's plan alone", sum));
    }
    for (name, sum) in there.iter().filter(|(name, _)| !here.contains(name)) {
        alone.push(step(BridgeStep::OnlyThere, name, -sum.value, "in a member's plan alone", sum));
    }
    let named: Vec<(&str, Body)> =
        parts.iter().flat_map(|part| part.plans.iter().map(|body| (part.name, *body))).collect();
    let invested = invested(year, &named, &of);
    let candidates = [(BridgeStep::GrossNet, "what the members invest", invested)];
    let about = (Bridged::Plan, year, workstream.to_owned(), false);
    let mut bridge =
        close_with(about, stated, (BridgeStep::Member, amounts), Sum::default(), &[], &candidates, alone);
    bridge.agrees =
        within(bridge.stated.value - bridge.members.value, bridge.stated.slack + bridge.members.slack)
            || bridge.stated.unreadable
            || bridge.members.unreadable;
    bridge
}

fn invested(
    year: FinancialYear,
    bodies: &[(&str, Body)],
    pick: &dyn Fn(&Scheme) -> bool,
) -> Vec<(String, Sum)> {
    let of = |(name, (plan, _)): &(&str, Body)| {
        let schemes = plan.schemes.iter().filter(|scheme| pick(scheme));
        let sum: Sum =
            schemes.map(|scheme| sums::in_year(scheme, Measure::Investment, year, |_| true)).collect();
        ((*name).to_owned(), Sum::default().less(&sum))
    };
    bodies.iter().map(of).collect()
}

fn candidates(figure: Bridged, year: FinancialYear, bodies: &[(&str, Body)]) -> Vec<Candidate> {
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
    all
}

fn step(step: BridgeStep, of: &str, amount: Money, note: &str, sum: &Sum) -> Step {
    Step { step, of: of.to_owned(), amount: Some(amount), note: note.to_owned(), sum: sum.clone() }
}

type About = (Bridged, FinancialYear, String, bool);

fn close(
    about: About,
    stated: Sum,
    members: (BridgeStep, Vec<(String, Sum)>),
    own: Sum,
    missing: &[String],
    candidates: &[Candidate],
) -> Bridge {
    close_with(about, stated, members, own, missing, candidates, Vec::new())
}

/// The steps of a bridge: what is in one plan alone first, then the part of the members' plans that is what
/// remains, then rounding; what is left after that is for members of which nothing is read, else unexplained.
fn close_with(
    (figure, year, workstream, control): About,
    stated: Sum,
    (kind, amounts): (BridgeStep, Vec<(String, Sum)>),
    own: Sum,
    missing: &[String],
    candidates: &[Candidate],
    alone: Vec<Step>,
) -> Bridge {
    let mut members: Sum = amounts.iter().map(|(_, sum)| sum.clone()).collect();
    members.merge(&own);
    let mut steps = vec![step(BridgeStep::Stated, "", stated.value, "", &stated)];
    let mut without: Vec<String> = Vec::new();
    for (name, sum) in &amounts {
        let given = sum.cells > 0;
        if !given {
            without.push(name.clone());
        }
        let note = if given { "" } else { "no figure is given" };
        steps.push(Step { amount: given.then_some(sum.value), ..step(kind, name, sum.value, note, sum) });
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
    Bridge { figure, year, workstream, control, stated, members, steps, agrees, without }
}

/// The part of the members' plans that is what is left: of all members, else of one, else two parts of all.
fn explained(left: Money, slack: Money, candidates: &[Candidate]) -> Vec<Step> {
    let wholes: Vec<Step> = candidates
        .iter()
        .map(|(kind, note, sums)| {
            let sum: Sum = sums.iter().map(|(_, sum)| sum.clone()).collect();
            step(*kind, "", sum.value, note, &sum)
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
