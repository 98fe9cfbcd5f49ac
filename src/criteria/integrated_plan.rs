//! NAO September 2011, paragraph 2.6: what the Department wanted to be assured of in the integrated
//! plans of 2011-12.

use crate::calendar::FinancialYear;
use crate::criteria::coverage::Verdicts;
use crate::criteria::judging::Judged;
use crate::criteria::{Criterion, Evidence, Kind, Outcome, PlanView, Set, Test, by_id};
use crate::location::Place;
use crate::plan::Plan;
use crate::plan::fields::words::ActivityKind;
use crate::plan::fields::{TableId, activity, inputs};
use std::cmp::Reverse;

const AREA: &str = "Integrated plan";
const ROW: &str = "Assurance";

/// The assurances in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "IP-1",
        asks: "The plan looks years ahead, and better quality for the money is at the centre of it",
        how: "a reader judges it",
        kind: Kind::Judged,
        passes: "A reader finds a vision to 2015 in which each theme says what patients gain and what it saves",
        fails: "A reader finds a list of cuts for one year",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-2",
        asks: "What is assumed of demand and activity is sound, and reaches four years ahead",
        how: "the worst of A1-ACT-1, A1-ACT-2 and A1-ACT-3, readers' judgements of them included, and of a forecast of \
              activity for each of the four years after the baseline, by the plan or by each member",
        reads: &[activity::KIND, activity::YEAR, activity::VOLUME],
        test: Test::Plan(demand_and_activity),
        passes: "Activity is forecast from 2011/12 to 2014/15 on explained assumptions",
        fails: "Activity is forecast to 2013/14 only",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-3",
        asks: "Sound planning of the workforce stands behind the plan",
        how: "the worst of A1-INP-1, A1-INP-2 and A1-INP-3, readers' judgements of them included",
        reads: &[inputs::KIND, inputs::YEAR, inputs::VOLUME, inputs::COST],
        test: Test::Plan(workforce),
        passes: "Staff numbers and pay by group for every year, on stated pay assumptions",
        fails: "The pay bill of the baseline year and nothing after it",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-4",
        asks: "The plan gives confidence that the national priorities are delivered, the transition among them",
        how: "a reader judges it",
        kind: Kind::Judged,
        passes: "A reader finds each priority of the Operating Framework with its lead and its date",
        fails: "A reader finds nothing on how functions pass to the successor bodies",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-5",
        asks: "The plan survives reorganisation, and the consortia and clusters now forming stand behind it",
        how: "a reader judges it",
        kind: Kind::Judged,
        passes: "A reader finds the signatures of the cluster and of each emerging consortium",
        fails: "A reader finds every scheme led by a post that goes in March",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-6",
        asks: "The plan says the same as the contracts agreed with providers",
        how: "a reader judges it",
        kind: Kind::Judged,
        passes: "A reader finds the plan's activity and prices in the signed contracts",
        fails: "A reader finds savings that the provider's contract does not contain",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
    Criterion {
        id: "IP-7",
        asks: "The plan fits with what local authorities want for health, social care and children",
        how: "a reader judges it",
        kind: Kind::Judged,
        passes: "A reader finds the joint strategy with the council, and schemes that follow from it",
        fails: "A reader finds no mention of the council's priorities",
        ..Criterion::of(Set::IntegratedPlan, AREA, ROW)
    },
];

/// How many years after the baseline forecasts of activity are to reach (paragraph 2.6: four years).
const YEARS_AHEAD: i16 = 4;

/// What IP-2 and IP-3 rest on.
const ACTIVITY: &[&str] = &["A1-ACT-1", "A1-ACT-2", "A1-ACT-3"];
const INPUTS: &[&str] = &["A1-INP-1", "A1-INP-2", "A1-INP-3"];

/// Lowers IP-2 and IP-3, which are the worst of criteria of Appendix One, to what those became once
/// readers had judged them: a test sees the plan's data alone.
pub fn settle(results: &mut [Judged], of_plan: &[Judged]) {
    for (id, parts) in [("IP-2", ACTIVITY), ("IP-3", INPUTS)] {
        let Some(result) = results.iter_mut().find(|result| result.criterion.id == id) else { continue };
        let short =
            of_plan.iter().filter(|part| part.outcome.is_short() && parts.contains(&part.criterion.id));
        let Some(worst) = short.max_by_key(|part| part.outcome) else { continue };
        if worst.outcome > result.outcome && result.outcome != Outcome::NotApplicable {
            result.outcome = worst.outcome;
            result.basis = worst.basis;
            result.reason = format!("{}: {}", worst.criterion.id, worst.reason);
            result.places.splice(0..0, worst.places.iter().copied());
        }
    }
}

fn demand_and_activity(view: &PlanView) -> Evidence {
    let mut parts = appendix_one(view, ACTIVITY);
    parts.push(("activity", four_years(view)));
    worst(parts)
}

fn workforce(view: &PlanView) -> Evidence {
    worst(appendix_one(view, INPUTS))
}

/// What the data shows of criteria of Appendix One: of a judged one, its floor.
fn appendix_one(view: &PlanView, ids: &'static [&'static str]) -> Vec<(&'static str, Evidence)> {
    let tested = ids.iter().map(|id| match by_id(id).map(|criterion| criterion.test) {
        Some(Test::Plan(test)) => (*id, test(view)),
        Some(Test::Coverage(test)) => (*id, test(view, &Verdicts::default())),
        Some(Test::Scheme(_) | Test::Reader) | None => (*id, Evidence::unevidenced("nothing to go by")),
    });
    tested.collect()
}

/// The worst of several, with the reason of every part that falls short, the worst first.
fn worst(mut parts: Vec<(&'static str, Evidence)>) -> Evidence {
    parts.sort_by_key(|(_, evidence)| Reverse(evidence.outcome));
    let reasons: Vec<String> = parts
        .iter()
        .filter(|(_, evidence)| evidence.outcome.is_short())
        .map(|(id, evidence)| format!("{id}: {}", evidence.reason))
        .collect();
    let outcome = parts.first().map_or(Outcome::Unevidenced, |(_, evidence)| evidence.outcome);
    let places = parts.into_iter().flat_map(|(_, evidence)| evidence.places).collect();
    Evidence::new(outcome, reasons.join("; "), places)
}

/// Whether activity is forecast for each of the four years after the baseline: by the plan, or,
/// where it has no forecast of its own, by each of its members.
fn four_years(view: &PlanView) -> Evidence {
    let Some(baseline) = view.figures.baseline else {
        return Evidence::unevidenced("no baseline year, so nothing says which four years come after it");
    };
    let wanted: Vec<FinancialYear> = baseline.plus(1).to(baseline.plus(YEARS_AHEAD)).collect();
    let own = forecasts(view.plan);
    let plans: Vec<(&Plan, Vec<(FinancialYear, Place)>)> = if own.is_empty() && !view.members.is_empty() {
        view.members.iter().map(|(plan, _)| (*plan, forecasts(plan))).collect()
    } else {
        vec![(view.plan, own)]
    };
    let places: Vec<Place> =
        plans.iter().flat_map(|(_, found)| found.iter().map(|(_, place)| *place)).collect();
    if places.is_empty() {
        return Evidence::unevidenced("no forecast of activity");
    }
    let short: Vec<String> = plans
        .iter()
        .filter_map(|(plan, found)| {
            let lacks = |year: &&FinancialYear| !found.iter().any(|(known, _)| known == *year);
            let missing: Vec<String> = wanted.iter().filter(lacks).map(FinancialYear::to_string).collect();
            let who =
                if view.members.is_empty() { String::new() } else { format!(" by {}", plan.organisation) };
            (!missing.is_empty()).then(|| format!("no forecast for {}{who}", missing.join(", ")))
        })
        .collect();
    if short.is_empty() { Evidence::met(places) } else { Evidence::unmet(short.join("; "), places) }
}

fn forecasts(plan: &Plan) -> Vec<(FinancialYear, Place)> {
    let rows = plan.rows(TableId::Activity).iter();
    let forecast = rows.filter(|row| {
        row.word(activity::KIND) == Some(ActivityKind::Forecast)
            && row.number(activity::VOLUME).is_some_and(|volume| !volume.is_zero())
    });
    forecast.filter_map(|row| Some((row.year(activity::YEAR)?, row.place_of(activity::VOLUME)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::from_baseline;
    use crate::location::SourceId;
    use crate::plan::example::Example;

    #[test]
    fn the_worst_part_decides_and_every_short_part_is_named() {
        let place = |line| Place::Cell { source: SourceId(0), line, column: 1 };
        let worst = worst(vec![
            ("A", Evidence::met(vec![place(1)])),
            ("B", Evidence::partly("a year is missing", vec![place(2)])),
            ("C", Evidence::unmet("nothing fits", vec![place(3)])),
        ]);
        assert_eq!(worst.outcome, Outcome::Unmet);
        assert_eq!(worst.reason, "C: nothing fits; B: a year is missing");
        assert_eq!(worst.places, [place(3), place(2), place(1)]);
    }

    #[test]
    fn a_region_without_a_forecast_of_its_own_has_its_members() {
        let years = ["2011/12", "2012/13", "2013/14", "2014/15"];
        let forecast = |organisation: &str, years: &[&str]| {
            let cells = [("kind", "forecast"), ("volume", "10")];
            from_baseline(organisation).in_years("activity", years, &cells)
        };
        let judged = |plan: &Example| {
            let Evidence { outcome, reason, .. } = plan.view(four_years);
            (outcome, reason)
        };
        let (region, all) = (from_baseline("Region").member(forecast("A", &years)), forecast("A", &years));
        let lacks = |who: &str| (Outcome::Unmet, format!("no forecast for 2014/15{who}"));
        assert_eq!(judged(&region).0, Outcome::Met);
        assert_eq!(judged(&region.member(forecast("B", &years[..3]))), lacks(" by B"));
        assert_eq!(judged(&all).0, Outcome::Met);
        assert_eq!(judged(&forecast("Alone", &years[..3])), lacks(""));
        assert_eq!(judged(&from_baseline("Alone")).0, Outcome::Unevidenced);
    }
}
