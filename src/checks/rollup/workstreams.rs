//! Bridges by workstream: of an organisation against a control total, of what a body states over its members, and
//! of one workstream that a body restates.

use super::super::double_counting::Twice;
use super::super::sums::Sum;
use super::bridge::{
    Body, Bridge, Brought, Members, Part, Parts, Step, candidates, close, counted_twice, enters, in_years,
    invested, is_named, planned, step,
};
use crate::calendar::FinancialYear;
use crate::names::{ByName, same};
use crate::plan::Scheme;
use crate::plan::fields::years;
use crate::report::{BridgeStep, Bridged};

const NO_WORKSTREAM: &str = "no workstream";

/// What comes by workstream, and what does not.
#[derive(Default)]
struct Divided {
    by_name: ByName<Sum>,
    rest: Sum,
}

impl Divided {
    /// Adds the schemes of a plan; where they give nothing, its years table.
    fn add(&mut self, year: FinancialYear, body: Body, pick: fn(&Scheme) -> bool) {
        let mut is_given = false;
        for scheme in body.0.schemes.iter().filter(|scheme| pick(scheme)) {
            let own = planned(body, year, |other| std::ptr::eq(other, scheme));
            if own.cells > 0 {
                is_given = true;
                self.by_name.of(scheme.workstream().unwrap_or(NO_WORKSTREAM)).merge(&own);
            }
        }
        if !is_given {
            self.rest.merge(&in_years(body.0, years::IDENTIFIED, year));
        }
    }

    fn brought(self) -> Vec<Brought> {
        let rest = (self.rest.cells > 0).then(|| Brought::of("stated without workstreams", self.rest));
        self.by_name.into_iter().map(|(name, sum)| Brought::of(&name, sum)).chain(rest).collect()
    }
}

/// The bridge of an organisation's plan of a year against a control total, by workstream.
pub fn of_organisation(year: FinancialYear, stated: Sum, body: Body, twice: &[Twice]) -> Bridge {
    let mut divided = Divided::default();
    divided.add(year, body, enters);
    let own = if divided.by_name.is_empty() { std::mem::take(&mut divided.rest) } else { Sum::default() };
    let candidates = candidates(Bridged::Plan, year, &[(&body.0.organisation, body)], twice);
    let about = (Bridged::Plan, year, String::new(), true);
    let parts = Parts { kind: BridgeStep::Workstream, brought: divided.brought(), own, missing: &[] };
    close(about, stated, parts, &candidates, Vec::new())
}

/// The same figure as of a bridge by member, by workstream; `None` where no member has one. `own` is the body's
/// plan where its schemes are added to its members'.
pub fn of_members(
    (figure, year, control): (Bridged, FinancialYear, bool),
    stated: Sum,
    own: Option<Body>,
    members: Members,
) -> Option<Bridge> {
    let pick = if figure == Bridged::Identified { is_named } else { enters };
    let mut divided = Divided::default();
    for part in members.parts {
        match part.stated(figure, year) {
            Some(stated) => divided.rest.merge(&stated),
            None => part.plans.iter().for_each(|body| divided.add(year, *body, pick)),
        }
    }
    let schemes = own.map(|own| planned(own, year, pick)).unwrap_or_default();
    divided.by_name.iter().find(|(name, _)| *name != NO_WORKSTREAM)?;
    let candidates = candidates(figure, year, &members.bodies(), members.twice);
    let brought = divided.brought();
    let parts = Parts { kind: BridgeStep::Workstream, brought, own: schemes, missing: &[] };
    let bridge = close((figure, year, String::new(), control), stated, parts, &candidates, Vec::new());
    Some(Bridge { again: true, ..bridge })
}

/// The bridge of one workstream over members, of what a body states of it.
pub fn of_stated(year: FinancialYear, workstream: &str, stated: Sum, members: Members) -> Bridge {
    let of = |scheme: &Scheme| is_in(scheme, workstream);
    in_one(year, workstream, stated, members, &of, Vec::new())
}

/// The bridge of one workstream of a body whose schemes restate its members': what is in one plan alone.
pub fn restated(year: FinancialYear, workstream: &str, own: Body, members: Members) -> Bridge {
    let of = |scheme: &Scheme| is_in(scheme, workstream);
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
    let bodies: Vec<Body> = members.bodies().into_iter().map(|(_, body)| body).collect();
    let (here, there) = (by_name(&[own]), by_name(&bodies));
    let mut alone: Vec<Step> = Vec::new();
    for (name, sum) in here.iter().filter(|(name, _)| !there.contains(name)) {
        alone.push(step(BridgeStep::OnlyHere, name, sum.value, "in the region's plan alone", sum));
    }
    for (name, sum) in there.iter().filter(|(name, _)| !here.contains(name)) {
        alone.push(step(BridgeStep::OnlyThere, name, -sum.value, "in a member's plan alone", sum));
    }
    let stated = planned(own, year, of);
    in_one(year, workstream, stated, members, &of, alone)
}

fn is_in(scheme: &Scheme, workstream: &str) -> bool {
    enters(scheme) && same(scheme.workstream().unwrap_or_default(), workstream)
}

fn in_one(
    year: FinancialYear,
    workstream: &str,
    stated: Sum,
    members: Members,
    of: &dyn Fn(&Scheme) -> bool,
    alone: Vec<Step>,
) -> Bridge {
    let brings = |part: &Part| {
        Brought::of(part.name, part.plans.iter().map(|body| planned(*body, year, of)).collect::<Sum>())
    };
    let brought: Vec<Brought> = members.parts.iter().map(brings).filter(|own| own.sum.cells > 0).collect();
    let bodies = members.bodies();
    let candidates = [
        (BridgeStep::GrossNet, "what the members invest", invested(year, &bodies, of)),
        counted_twice(year, &bodies, members.twice, of),
    ];
    let about = (Bridged::Plan, year, workstream.to_owned(), false);
    let parts = Parts { kind: BridgeStep::Member, brought, own: Sum::default(), missing: &[] };
    let bridge = close(about, stated, parts, &candidates, alone);
    let difference = bridge.stated.value - bridge.members.value;
    let agrees = super::super::sums::within(difference, bridge.stated.slack + bridge.members.slack)
        || bridge.stated.unreadable
        || bridge.members.unreadable;
    Bridge { agrees, ..bridge }
}
