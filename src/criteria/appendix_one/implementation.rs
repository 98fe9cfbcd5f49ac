//! Appendix One: implementation. Milestones, phasing and indicators of each opportunity.

use super::yearly::sums_to;
use crate::calendar::{FinancialYear, Period};
use crate::criteria::coverage::{Answer, Verdicts, each_scheme};
use crate::criteria::{Criterion, Evidence, PlanView, SchemeView, Set, Test};
use crate::figures::savings::{finest, years};
use crate::money::Amount;
use crate::plan::fields::words::MilestoneStatus;
use crate::plan::fields::{TableId, kpis, milestones, savings, schemes};
use crate::plan::{Measure, Point, Row, StatedTotal, TotalOver};
use std::collections::HashMap;

const AREA: &str = "Implementation";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-MIL-1",
        asks: "For each opportunity the main steps of its delivery are known",
        how: "Each scheme has a milestone with a due date that is not cancelled; partly when those that have \
              hold {coverage} of planned savings",
        reads: &[milestones::SCHEME, milestones::DUE],
        test: Test::Coverage(steps),
        passes: "Each scheme has at least one milestone with its date",
        fails: "No milestone has a date",
        ..Criterion::of(Set::AppendixOne, AREA, "Milestones")
    },
    Criterion {
        id: "A1-PHA-1",
        asks: "The plan shows when each opportunity will bring in its money",
        how: "Each scheme's planned savings are given by year, or by month or quarter, and sum within \
              rounding to its stated total (a span of years, a total column, the year's plan) where it has \
              one; partly when those that pass hold {coverage} of planned savings",
        reads: &[savings::PERIOD, savings::PLAN],
        test: Test::Coverage(phased),
        passes: "A scheme saves £621,500, £413,260 and £152,980 in three years, and states £1,187,740",
        fails: "A scheme states £1.2m for three years together and no year",
        ..Criterion::of(Set::AppendixOne, AREA, "Financial phasing")
    },
    Criterion {
        id: "A1-KPI-1",
        asks: "Indicators follow what each opportunity brings, or it is known how they will come about",
        how: "Each scheme has a KPI with a target, or a milestone that delivers_kpis; partly when those that \
              have hold {coverage} of planned savings",
        reads: &[kpis::TARGET, milestones::DELIVERS_KPIS],
        test: Test::Coverage(tracked),
        passes: "Each scheme has an indicator with a target, such as 196 first attendances per 1,000",
        fails: "The indicators have no targets and no milestone will deliver any",
        ..Criterion::of(Set::AppendixOne, AREA, "KPIs")
    },
];

fn steps(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_scheme(view, verdicts, "lacks a milestone with a due date", |scheme| {
        let rows = scheme
            .rows(TableId::Milestones)
            .filter(|row| row.word(milestones::STATUS) != Some(MilestoneStatus::Cancelled));
        Answer::among(rows, milestones::DUE, |row| row.date(milestones::DUE).is_some())
    })
}

fn tracked(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_scheme(
        view,
        verdicts,
        "lacks an indicator with a target or a milestone that delivers indicators",
        |scheme| {
            let indicators =
                scheme.rows(TableId::Kpis).filter(|row| row.stated(kpis::NOT_APPLICABLE).is_none());
            let measured = Answer::among(indicators, kpis::TARGET, |row| row.filled(kpis::TARGET));
            if matches!(measured, Answer::Passes(_)) {
                return measured;
            }
            let delivers = |row: &&Row| {
                row.yes(milestones::DELIVERS_KPIS) == Some(true)
                    && row.word(milestones::STATUS) != Some(MilestoneStatus::Cancelled)
            };
            let planned = scheme.rows(TableId::Milestones).find(delivers);
            planned.map_or(measured, |row| Answer::Passes(vec![row.place_of(milestones::DELIVERS_KPIS)]))
        },
    )
}

fn phased(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let mut columns: HashMap<usize, Vec<&StatedTotal>> = HashMap::new();
    for total in &view.plan.stated {
        if let TotalOver::SchemeAllPeriods(at) = total.over
            && total.column == savings::PLAN
        {
            columns.entry(at as usize).or_default().push(total);
        }
    }
    each_scheme(view, verdicts, "lacks savings by year that sum to their stated total", |scheme| {
        let totals = columns.get(&scheme.at).map_or(&[][..], Vec::as_slice);
        phasing(scheme, totals)
    })
}

/// What a scheme says of its phasing, held against the totals it states.
fn phasing(scheme: &SchemeView, totals: &[&StatedTotal]) -> Answer {
    let planned = || scheme.scheme.points(Measure::Plan);
    let by_year: Vec<Point> = planned().filter(|point| point.period.year().is_some()).collect();
    let row = &scheme.scheme.row;
    let Some(first) = by_year.first() else {
        let said = planned().next().map(|point| point.place);
        let said = said.or_else(|| row.filled(schemes::PLAN_YEAR).then(|| row.place_of(schemes::PLAN_YEAR)));
        return said.map_or(Answer::Nothing, |place| Answer::Short(vec![place]));
    };
    if let Some(point) = by_year.iter().find(|point| point.amount.is_none()) {
        return Answer::Short(vec![point.place]);
    }
    let spans = planned().filter_map(|point| match (point.period, point.amount) {
        (Period::Span(from, to), Some(amount)) => Some(((from, to), amount, point.place)),
        _ => None,
    });
    let whole = years_of(&by_year);
    let columns = totals.iter().filter_map(|total| {
        let span = match total.period {
            Some(Period::Span(from, to)) => Some((from, to)),
            Some(_) => None,
            None => whole,
        };
        span.map(|span| (span, total.amount, total.place))
    });
    // the column is of the reporting year; one that no period of that year carries is a finding ST
    let reporting = scheme.figures.reporting_year;
    let year_plan = reporting
        .filter(|year| finest(scheme.scheme, Measure::Plan, *year).next().is_some())
        .zip(row.amount(schemes::PLAN_YEAR))
        .map(|(year, amount)| ((year, year), amount, row.place_of(schemes::PLAN_YEAR)));
    for ((from, to), stated, place) in spans.chain(columns).chain(year_plan) {
        if !sums_to(&parts(scheme, from, to), stated) {
            return Answer::Short(vec![place, first.place]);
        }
    }
    if years(scheme.scheme).is_empty() {
        return Answer::Short(vec![first.place]);
    }
    Answer::Passes(vec![first.place])
}

fn years_of(points: &[Point]) -> Option<(FinancialYear, FinancialYear)> {
    let years = || points.iter().filter_map(|point| point.period.year());
    years().min().zip(years().max())
}

/// The amounts that make up the years from `from` to `to`.
fn parts(scheme: &SchemeView, from: FinancialYear, to: FinancialYear) -> Vec<Amount> {
    from.to(to)
        .flat_map(|year| finest(scheme.scheme, Measure::Plan, year))
        .filter_map(|point| point.amount)
        .collect()
}

#[cfg(test)]
mod tests;
