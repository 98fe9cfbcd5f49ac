//! RU: a region's plan is the sum of its members' (NAO September 2011, paragraphs 3.3 and 3.8).

use super::sums::{self, Sum};
use super::{Check, Found, apart, in_total, names};
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::PlanFigures;
use crate::figures::hierarchy::replaces;
use crate::money::Money;
use crate::names::key;
use crate::plan::fields::{ColumnId, TableId, years};
use crate::plan::{Measure, Outside, Plan, Scheme};
use crate::policy::Key;
use crate::policy::choices::OwnSchemes;
use std::collections::BTreeMap;

pub const CHECK: Check = Check {
    code: "RU",
    title: "Roll-up of members",
    finds: "a region's challenge, identified savings or schemes that are not the sum of its members'",
    how: "for every year of the region's own years table, its challenge and identified savings against the sum of \
          its members'; where its own schemes restate the members' (policy own = \"replace\"), by workstream and \
          year; a difference within rounding is none, any other is explained as far as it can be: members \
          without a figure, unidentified lines, ideas, lines outside the total, lines counted under another, \
          gross and net",
    passes: "A region that states £1,748m of identified savings for 2011/12 over members that add to it",
    fails: "A region whose challenge for 2011/12 is £4m above the sum of its members', two of which give none",
    run,
};

type Body<'a> = (&'a Plan, &'a PlanFigures);

fn run(view: &PlanView) -> Vec<Found> {
    if view.members.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in view.rows(TableId::Years) {
        let Some(year) = row.year(years::YEAR) else { continue };
        for (column, what) in [(years::CHALLENGE, "challenge"), (years::IDENTIFIED, "identified savings")] {
            let stated = sums::cell(row, column);
            if stated.is_given() {
                found.extend(year_finding(view, year, column, what, &stated));
            }
        }
    }
    if replaces(view.plan, view.policy) {
        found.extend(workstreams(view));
    }
    found
}

/// The region's figure of a year against its members'.
fn year_finding(
    view: &PlanView,
    year: FinancialYear,
    column: ColumnId,
    what: &str,
    stated: &Sum,
) -> Option<Found> {
    let own = (view.plan, view.figures);
    let (mut sum, mut without) = (Sum::default(), Vec::new());
    for body in &view.members {
        let figure = member_figure(*body, year, column);
        if figure.cells == 0 {
            without.push(body.0.organisation.as_str());
        }
        sum.merge(&figure);
    }
    let adds = column == years::IDENTIFIED && view.policy.choice(Key::Own) == Some(OwnSchemes::Add);
    let own_schemes = if adds { planned(own, year, named) } else { Sum::default() };
    sum.merge(&own_schemes);
    let difference = stated.clone().less(&sum);
    if !sum.is_given() || sums::within(difference.value, difference.slack) {
        return None;
    }
    let explained = if column == years::IDENTIFIED {
        explanation(view, year, &difference).unwrap_or_default()
    } else {
        String::new()
    };
    let shown = apart(view, stated.value, sum.value);
    let mut steps = format!("the sum of {}", super::count(view.members.len() - without.len(), "member"));
    if !own_schemes.value.is_zero() {
        steps.push_str(&format!(" and {} of its own schemes", shown.in_words(own_schemes.value)));
    }
    if !without.is_empty() {
        steps.push_str(&format!("; no figure from {}", names(without)));
    }
    let because = if explained.is_empty() { "; unexplained".to_owned() } else { format!("; {explained}") };
    let finding = CHECK.warning(
        format!("{what} of {year} is stated as {}", shown.in_words(stated.value)),
        format!(
            "{}, {steps}: a difference of {}{because}",
            shown.in_words(sum.value),
            shown.in_words(difference.value)
        ),
        "Reconcile the region's figure with its members' plans.",
    );
    Some(finding.at(stated.places.iter().chain(&sum.places).copied()).worth(difference.value))
}

fn named(scheme: &Scheme) -> bool {
    in_total(scheme) && !scheme.unidentified
}

/// A member's challenge, or its identified savings: by its schemes where they give the year.
fn member_figure(body: Body, year: FinancialYear, column: ColumnId) -> Sum {
    if column == years::IDENTIFIED {
        let schemes = planned(body, year, named);
        if schemes.cells > 0 {
            return schemes;
        }
    }
    let row = body.0.rows(TableId::Years).iter().find(|row| row.year(years::YEAR) == Some(year));
    row.map(|row| sums::cell(row, column)).unwrap_or_default()
}

fn planned((plan, figures): Body, year: FinancialYear, pick: impl Fn(&Scheme) -> bool) -> Sum {
    let mut sum = Sum::default();
    for (scheme, figures) in plan.schemes.iter().zip(&figures.schemes).filter(|(s, _)| pick(s)) {
        for (of, part) in sums::planned(scheme, figures) {
            if of == year {
                sum.merge(&part);
            }
        }
    }
    sum
}

/// A part of the members' plans that is the difference, so that it explains it.
fn explanation(view: &PlanView, year: FinancialYear, difference: &Sum) -> Option<String> {
    type Pick = fn(&Scheme) -> bool;
    let parts: [(&str, Pick); 4] = [
        ("unidentified lines", |scheme| in_total(scheme) && scheme.unidentified),
        ("lines outside the total", |scheme| scheme.outside() == Some(Outside::Total)),
        ("ideas", |scheme| scheme.outside() == Some(Outside::Idea)),
        ("lines counted under another", |scheme| matches!(scheme.outside(), Some(Outside::CountedUnder(_)))),
    ];
    let fits = |value: Money, slack: Money| {
        !value.is_zero() && sums::within(difference.value - value, difference.slack + slack)
    };
    for (what, pick) in parts {
        let sum: Sum = view.members.iter().map(|body| planned(*body, year, pick)).collect();
        if fits(sum.value, sum.slack) {
            return Some(format!("the members' {what}"));
        }
    }
    let mut invested = Sum::default();
    for (plan, _) in &view.members {
        for scheme in plan.schemes.iter().filter(|scheme| in_total(scheme)) {
            invested.merge(&sums::in_year(scheme, Measure::Investment, year, |_| true));
        }
    }
    fits(-invested.value, invested.slack).then(|| "the members' investment: gross and net".to_owned())
}

/// The region's own schemes, which restate the members', by workstream and year.
fn workstreams(view: &PlanView) -> Vec<Found> {
    type Sums = BTreeMap<(String, FinancialYear), (Sum, Sum)>;
    let mut sums: Sums = BTreeMap::new();
    let mut gather = |(plan, figures): Body, region: bool| {
        for (scheme, figures) in plan.schemes.iter().zip(&figures.schemes).filter(|(s, _)| in_total(s)) {
            let workstream = key(scheme.workstream().unwrap_or_default()).into_owned();
            for (year, part) in sums::planned(scheme, figures) {
                let entry = sums.entry((workstream.clone(), year)).or_default();
                if region { entry.0.merge(&part) } else { entry.1.merge(&part) }
            }
        }
    };
    gather((view.plan, view.figures), true);
    view.members.iter().for_each(|body| gather(*body, false));
    let mut found = Vec::new();
    for ((workstream, year), (region, members)) in sums {
        let difference = region.clone().less(&members);
        if sums::within(difference.value, difference.slack) || difference.unreadable {
            continue;
        }
        let shown = apart(view, region.value, members.value);
        let stands = match (region.cells, members.cells) {
            (_, 0) => "only in the region's plan",
            (0, _) => "only in its members' plans",
            _ => "not the sum of its members'",
        };
        let name = if workstream.is_empty() { "no workstream" } else { &workstream };
        let finding = CHECK.warning(
            format!("plan of {name} for {year}: {}, {stands}", shown.in_words(region.value)),
            format!("{}, the sum of its members", shown.in_words(members.value)),
            "Reconcile the region's schemes with its members'.",
        );
        found.push(
            finding
                .in_workstream(&workstream)
                .at(region.places.iter().chain(&members.places).copied())
                .worth(difference.value),
        );
    }
    found
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
            "£3,000, the sum of 2 members; no figure from C: a difference of £500; unexplained"
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
        assert!(found[0].expected.ends_with("the members' unidentified lines"), "{}", found[0].expected);
    }
}
