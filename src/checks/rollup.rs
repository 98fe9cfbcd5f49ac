//! RU: a region's plan is the sum of its members' (NAO September 2011, paragraphs 3.3 and 3.8).

use super::sums::{self, Sum};
use super::{Check, Found, names, shown_in};
use crate::calendar::{FinancialYear, Period};
use crate::criteria::PlanView;
use crate::figures::hierarchy::{in_total, replaces};
use crate::money::Unit;
use crate::names::Names;
use crate::plan::fields::{TableId, savings, schemes, years};
use crate::plan::{Plan, StatedTotal, TotalOver};
use crate::policy::choices::OwnSchemes;
use crate::policy::{Key, Policy};
use crate::report::{BridgeStep, Bridged};
use bridge::planned;
use std::collections::BTreeSet;

pub mod bridge;
pub mod workstreams;

pub use bridge::{Body, Bridge, Members, Part};

pub const CHECK: Check = Check {
    code: "RU",
    title: "Roll-up of members",
    finds: "a region's challenge, identified savings or schemes that are not the sum of its members'",
    how: "for every year of the region's own years table, its challenge and identified savings against the sum of \
          its members'; its printed totals of the year's plan, of all and by workstream; where its own schemes restate \
          the members' (policy own = \"replace\"), by workstream and year; a difference within rounding is none, any other is explained as far as it can be: members \
          without a figure, unidentified lines, ideas, lines outside the total, lines counted under another, \
          gross and net, savings that two members count; also a printed total (--control) that differs, and who has not submitted (--expect-org)",
    passes: "A region that states £1,748m of identified savings for 2011/12 over members that add to it",
    fails: "A region whose challenge for 2011/12 is £4m above the sum of its members', two of which give none",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let parts = view.members.iter().map(|(plan, own)| Part {
        name: &plan.organisation,
        leads: None,
        plans: vec![(*plan, *own)],
        all: vec![(*plan, *own)],
        leading: Vec::new(),
    });
    let parts: Vec<Part> = parts.collect();
    let members = Members { parts: &parts, missing: &[], twice: &[] };
    let bridges = bridges((view.plan, view.figures), members, view.policy);
    found(&bridges, view.plan.unit)
}

/// What a body states, held against its members: its challenge and identified savings year by year, the totals
/// that it prints, and its own schemes where they restate the members', by workstream and year.
pub fn bridges(own: Body, members: Members, policy: &Policy) -> Vec<Bridge> {
    if members.parts.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    let adds = policy.choice(Key::Own) == Some(OwnSchemes::Add);
    let added = Some(own).filter(|_| adds);
    for row in own.0.rows(TableId::Years) {
        let Some(year) = row.year(years::YEAR) else { continue };
        let challenge = sums::cell(row, years::CHALLENGE);
        if challenge.is_given() {
            all.push(bridge::over((Bridged::Challenge, year, false), challenge, Sum::default(), members));
        }
        let identified = sums::cell(row, years::IDENTIFIED);
        if identified.is_given() {
            let schemes = added.map(|own| planned(own, year, bridge::is_named)).unwrap_or_default();
            let about = (Bridged::Identified, year, false);
            all.push(bridge::over(about, identified.clone(), schemes, members));
            all.extend(workstreams::of_members(about, identified, added, members));
        }
    }
    all.extend(of_totals(own, members));
    if replaces(own.0, policy) {
        all.extend(restated(own, members));
    }
    all
}

/// A total of the year's plan that a body without schemes of its own prints, which is over its members; of a
/// workstream, where it names one.
pub fn totals(plan: &Plan) -> impl Iterator<Item = (&StatedTotal, Option<FinancialYear>, Option<&str>)> {
    let is_theirs = !plan.schemes.iter().any(in_total);
    plan.stated.iter().filter(move |_| is_theirs).filter_map(|total| {
        let year = match (total.column, total.period) {
            (schemes::PLAN_YEAR, None) => None,
            (savings::PLAN, Some(Period::Year(year))) => Some(year),
            _ => return None,
        };
        match &total.over {
            TotalOver::Plan => Some((total, year, None)),
            TotalOver::Workstream(name) => Some((total, year, Some(&**name))),
            _ => None,
        }
    })
}

fn of_totals(own: Body, members: Members) -> Vec<Bridge> {
    let mut all = Vec::new();
    let mut years = members.parts.iter().flat_map(|part| &part.plans).filter_map(|(_, own)| own.year);
    let of_year = own.1.year.or_else(|| years.next());
    for (total, year, workstream) in totals(own.0) {
        let Some(year) = year.or(of_year) else { continue };
        let mut stated = Sum::default();
        stated.add(total.amount, total.place);
        let about = (Bridged::Plan, year, false);
        match workstream {
            Some(name) => all.push(workstreams::of_stated(year, name, stated, members)),
            None => {
                all.push(bridge::over(about, stated.clone(), Sum::default(), members));
                all.extend(workstreams::of_members(about, stated, None, members));
            }
        }
    }
    all
}

/// The schemes of a body that restate its members'.
fn restated(own: Body, members: Members) -> Vec<Bridge> {
    let bodies = members.bodies();
    let (mut workstreams, mut in_years) = (Names::default(), BTreeSet::<FinancialYear>::new());
    for (plan, figures) in std::iter::once(own).chain(bodies.iter().map(|(_, body)| *body)) {
        for (scheme, figures) in plan.schemes.iter().zip(&figures.schemes).filter(|(s, _)| in_total(s)) {
            workstreams.add(scheme.workstream().unwrap_or_default());
            in_years.extend(sums::planned(scheme, figures).map(|(year, _)| year));
        }
    }
    let all = workstreams.iter().flat_map(|(workstream, ())| {
        in_years.iter().map(move |year| self::workstreams::restated(*year, workstream, own, members))
    });
    all.filter(|bridge| bridge.stated.cells + bridge.members.cells > 0).collect()
}

/// The findings of the bridges that do not close but for rounding.
pub fn found(bridges: &[Bridge], unit: Option<Unit>) -> Vec<Found> {
    bridges
        .iter()
        .filter(|bridge| !bridge.agrees && !bridge.again)
        .map(|bridge| finding(bridge, unit))
        .collect()
}

fn finding(bridge: &Bridge, unit: Option<Unit>) -> Found {
    let (stated, members, year) = (bridge.stated.value, bridge.members.value, bridge.year);
    let difference = stated - members;
    let shown = shown_in(unit, stated, members);
    let of = |kind: BridgeStep| bridge.steps.iter().filter(move |step| step.step == kind);
    let given = bridge.steps.iter().filter(|step| step.amount.is_some());
    let given = given.filter(|step| matches!(step.step, BridgeStep::Member | BridgeStep::Workstream)).count();
    let mut made = format!(
        "the sum of {}",
        super::count(
            given,
            if of(BridgeStep::Workstream).next().is_some() { "workstream" } else { "member" }
        )
    );
    for own in of(BridgeStep::OwnSchemes) {
        made.push_str(&format!(" and {} of its own schemes", shown.in_words(own.sum.value)));
    }
    if !bridge.without.is_empty() {
        made.push_str(&format!("; no figure from {}", names(bridge.without.iter().map(String::as_str))));
    }
    let is_of_members = |kind: BridgeStep| {
        matches!(
            kind,
            BridgeStep::Stated | BridgeStep::Member | BridgeStep::Workstream | BridgeStep::OwnSchemes
        )
    };
    let because = bridge.steps.iter().filter(|step| !is_of_members(step.step) && step.amount.is_some());
    let because = because.map(|step| {
        let amount = step.amount.unwrap_or_default();
        let what = [step.step.word(), &step.of, &step.note].map(str::trim);
        let [kind, of, note] = what;
        let of = if of.is_empty() { String::new() } else { format!(" {of}") };
        let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
        format!("{kind}{of} {}{note}", shown.in_words(amount))
    });
    let because = names(because.collect::<Vec<_>>().iter().map(String::as_str));
    let what = match bridge.figure {
        Bridged::Challenge => "challenge",
        Bridged::Identified => "identified savings",
        Bridged::Plan => "plan",
    };
    let of = if bridge.workstream.is_empty() { String::new() } else { format!(" of {}", bridge.workstream) };
    let says = if bridge.control { "the control total is" } else { "is stated as" };
    let finding = CHECK.warning(
        match bridge.control {
            true => format!("{what} of {year}: {says} {}", shown.in_words(stated)),
            false => format!("{what}{of} of {year} {says} {}", shown.in_words(stated)),
        },
        format!(
            "{}, {made}: a difference of {}; {because}",
            shown.in_words(members),
            shown.in_words(difference)
        ),
        "Reconcile the figure with the members' plans (--view rollup shows each).",
    );
    let places = bridge.stated.places.iter().chain(&bridge.members.places).copied();
    finding.in_workstream(&bridge.workstream).at(places).worth(difference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::{Example, example_of};

    fn member(org: &str, challenge: &str) -> Example {
        example_of(org).row("years", &[("year", "2011/12"), ("challenge", challenge)])
    }

    fn region(challenge: &str) -> Vec<Found> {
        let region = member("Region", challenge);
        region.run_with(&CHECK, &[member("A", "1000"), member("B", "2000"), example_of("C")])
    }

    #[test]
    fn a_difference_beyond_rounding_is_named_with_the_members_that_give_nothing() {
        let found = region("3500");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].expected,
            "£3,000, the sum of 2 members; no figure from C: a difference of £500; not submitted C £500 (what is left, if the rest is right)"
        );
        assert!(region("3001").is_empty(), "within rounding");
        assert!(member("A", "5").run(&CHECK).is_empty(), "no members");
    }

    #[test]
    fn unidentified_lines_explain_identified_savings() {
        let part = example_of("A")
            .scheme("S", &[("name", "Savings one")])
            .saving("S", "2011/12", "plan", "100")
            .unidentified("U")
            .saving("U", "2011/12", "plan", "40");
        let region = example_of("Region").row("years", &[("year", "2011/12"), ("identified", "140")]);
        let found = region.run_with(&CHECK, &[part]);
        assert!(
            found[0].expected.ends_with("outside the total £40 (unidentified lines)"),
            "{}",
            found[0].expected
        );
    }
}
