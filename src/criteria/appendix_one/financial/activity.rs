//! Appendix One: activity. What is done now, what is expected, and the assumptions between the two.

use super::{assumed_every_year, is_complete, of_topic};
use crate::calendar::FinancialYear;
use crate::criteria::appendix_one::gaps::Gaps;
use crate::criteria::appendix_one::yearly::{no_years, years};
use crate::criteria::{Criterion, Evidence, Kind, Outcome, PlanView, Set, Test};
use crate::names::same;
use crate::plan::Plan;
use crate::plan::fields::words::{ActivityKind, Topic};
use crate::plan::fields::{TableId, activity, assumptions};
use crate::words::listed;

const AREA: &str = "Financial";
const ROW: &str = "Activity";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-ACT-1",
        asks: "Activity now and in the years to come is shown for each primary care trust",
        how: "`activity` has actuals for the baseline year {baseline_year} and forecasts for every \
              year to the horizon {horizon_year}, a volume of 0 showing none; partly when a point of delivery leaves one of them \
              out. A region's plan: for each member; its own totals alone are partly",
        reads: &[activity::POINT_OF_DELIVERY, activity::YEAR, activity::KIND, activity::VOLUME],
        test: Test::Plan(shown),
        passes: "Every point of delivery has actuals for 2010/11 and forecasts for 2011/12 to 2013/14",
        fails: "Activity is forecast for 2011/12 and not for the two years after",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ACT-2",
        asks: "The assumptions behind activity are spelled out and sensible, and take in cost pressures and \
               what commissioners have agreed to buy",
        how: "A reader judges it; first, `assumptions` must have one of topic cost pressure and one of topic \
              commissioning intention, each with value, unit and rationale",
        kind: Kind::Judged,
        reads: &[assumptions::TOPIC, assumptions::VALUE, assumptions::UNIT, assumptions::RATIONALE],
        test: Test::Plan(pressures_and_intentions),
        passes: "Cost pressures of 0.6% and two commissioning intentions carry reasons, and a reviewer \
                 judges the assumptions met, page 12",
        fails: "No commissioning intention is stated",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ACT-3",
        asks: "Future pressures allow for changes in the population",
        how: "An assumption of topic demographic, with value, unit and rationale, for every year after the \
              baseline {baseline_year} to the horizon {horizon_year}; one without a year holds \
              for all",
        reads: &[assumptions::TOPIC, assumptions::VALUE, assumptions::UNIT, assumptions::RATIONALE],
        test: Test::Plan(demographic),
        passes: "Demographic growth of 0.9%, 0.8% and 0.8% is assumed for the three years, with the reason",
        fails: "Demographic growth is assumed for 2011/12 alone",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
];

fn shown(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let own = shown_by(view.plan, baseline, &forecast);
    if view.members.is_empty() {
        return own;
    }
    let members = view.members.iter();
    let (short, full): (Vec<_>, Vec<_>) = members
        .map(|(member, _)| (member.organisation.as_str(), shown_by(member, baseline, &forecast)))
        .partition(|(_, evidence)| evidence.outcome.is_short());
    let silent = full.is_empty() && short.iter().all(|(_, e)| e.outcome == Outcome::Unevidenced);
    let worst = short.iter().map(|(_, evidence)| evidence.outcome).max().unwrap_or(Outcome::Met);
    let totals = matches!(own.outcome, Outcome::Met | Outcome::Partly);
    let outcome = match worst {
        Outcome::Met | Outcome::Partly => worst,
        _ if totals => Outcome::Partly,
        _ if silent && own.outcome == Outcome::Unevidenced => Outcome::Unevidenced,
        _ => Outcome::Unmet,
    };
    let names: Vec<&str> = short.iter().map(|(name, _)| *name).collect();
    let reason = if names.is_empty() {
        String::new()
    } else if silent && totals {
        "activity is shown in total only, for no member".to_owned()
    } else {
        format!("current and forecast activity is not shown in full by {}", listed(&names))
    };
    let mut places: Vec<_> = short.into_iter().chain(full).flat_map(|(_, e)| e.places).collect();
    places.extend(own.places);
    Evidence::new(outcome, reason, places)
}

/// What of [baseline actual, forecast of each year] one point of delivery shows.
struct Shown<'a> {
    name: &'a str,
    held: Vec<bool>,
}

/// Whether one organisation shows actuals for the baseline and forecasts for every year, for each of
/// its points of delivery.
fn shown_by(plan: &Plan, baseline: FinancialYear, forecast: &[FinancialYear]) -> Evidence {
    let wanted: Vec<(ActivityKind, FinancialYear)> = std::iter::once((ActivityKind::Actual, baseline))
        .chain(forecast.iter().map(|year| (ActivityKind::Forecast, *year)))
        .collect();
    let mut points: Vec<Shown> = Vec::new();
    let mut gaps = Gaps::default();
    let mut places = Vec::new();
    // no care at all is no activity to show
    let shows =
        |row: &&crate::plan::Row| row.number(activity::VOLUME).is_some_and(|volume| !volume.is_zero());
    for row in plan.rows(TableId::Activity).iter().filter(shows) {
        let asked = wanted.iter().position(|(kind, year)| {
            row.word(activity::KIND) == Some(*kind) && row.year(activity::YEAR) == Some(*year)
        });
        let Some((at, name)) = asked.zip(row.text(activity::POINT_OF_DELIVERY)) else { continue };
        places.push(row.place_of(activity::VOLUME));
        gaps.holds(row.place_of(activity::VOLUME));
        let known = points.iter().position(|point| same(point.name, name));
        let known = known.unwrap_or_else(|| {
            points.push(Shown { name, held: vec![false; wanted.len()] });
            points.len() - 1
        });
        if let Some(slot) = points.get_mut(known).and_then(|point| point.held.get_mut(at)) {
            *slot = true;
        }
    }
    for (at, (kind, year)) in wanted.iter().enumerate() {
        if !points.iter().any(|point| point.held.get(at) == Some(&true)) {
            let what = match kind {
                ActivityKind::Actual => "actual activity",
                ActivityKind::Forecast => "forecast activity",
            };
            gaps.lacks(what, year, None);
        }
    }
    let evidence = gaps.evidence("no activity");
    let partial: Vec<&str> =
        points.iter().filter(|point| point.held.contains(&false)).map(|point| point.name).collect();
    if evidence.outcome == Outcome::Met && !partial.is_empty() {
        let reason = format!("a baseline actual or a year's forecast is missing for {}", listed(&partial));
        return Evidence::partly(reason, places);
    }
    evidence
}

fn pressures_and_intentions(view: &PlanView) -> Evidence {
    let mut gaps = Gaps::default();
    for topic in [Topic::CostPressure, Topic::CommissioningIntention] {
        let what = "assumption with value, unit and rationale";
        gaps.look_for(what, topic, of_topic(view, topic), assumptions::VALUE, is_complete);
    }
    gaps.evidence("no assumption")
}

fn demographic(view: &PlanView) -> Evidence {
    assumed_every_year(view, Topic::Demographic, "demographic assumption with value, unit and rationale")
}

#[cfg(test)]
mod tests;
