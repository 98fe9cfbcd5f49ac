//! The columns and coarser periods of a scheme against the sum of its finer periods.

use super::super::{Found, apart, sums};
use super::sums::{Sum, within};
use super::{CHECK, differs};
use crate::calendar::{Date, FinancialYear, Period};
use crate::criteria::PlanView;
use crate::figures::basis::starts_after;
use crate::figures::{PlanFigures, SchemeFigures, savings};
use crate::money::Money;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Point, Scheme};

const ACTION: &str = "Make the two agree: correct the one that is wrong.";

/// Year's plan, plan and actual to date, forecast, quarters, years and spans.
pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let mut found = Vec::new();
    let pairs = view.plan.schemes.iter().zip(&own.schemes);
    for (scheme, figures) in pairs {
        let of_year = [schemes::PLAN_YEAR, schemes::FORECAST_YEAR].into_iter();
        let year = figures.reporting_year;
        found.extend(of_year.filter_map(|column| of_a_later_year(view, scheme, year?, column)));
        if scheme.savings.is_empty() {
            continue;
        }
        columns(view, scheme, figures, own.as_at.date, &mut found);
        if scheme.savings.is_of_months() {
            continue; // nothing coarser stands beside them
        }
        for measure in [Measure::Plan, Measure::Actual, Measure::Forecast, Measure::Investment] {
            coarse(view, scheme, measure, &mut found);
            spans(view, scheme, measure, &mut found);
        }
    }
    found
}

fn columns(
    view: &PlanView,
    scheme: &Scheme,
    figures: &SchemeFigures,
    as_at: Option<Date>,
    found: &mut Vec<Found>,
) {
    let mut compare = |column: ColumnId, what: &str, sum: &Sum, made: &str| {
        let Some(stated) = scheme.row.amount(column).filter(|_| sum.is_given()) else { return };
        if !sum.agrees(stated) {
            let stated = (stated.value, scheme.row.place_of(column));
            found.push(differs(view, what, stated, sum, made, ACTION).about(scheme));
        }
    };
    let states = |column: ColumnId| scheme.row.amount(column).is_some();
    if (states(schemes::PLAN_YTD) || states(schemes::ACTUAL_YTD))
        && let Some((plan, actual)) = sums::by_period_to_date(scheme, figures, as_at)
    {
        compare(schemes::PLAN_YTD, "plan to date", &plan, "the sum of its periods to date");
        compare(schemes::ACTUAL_YTD, "actual to date", &actual, "the sum of its periods to date");
    }
    let Some(year) = figures.reporting_year else { return };
    if let Some(stated) = scheme.row.amount(schemes::PLAN_YEAR) {
        let plan = sums::in_year(scheme, Measure::Plan, year);
        if is_whole(scheme, Measure::Plan, Period::Year(year), stated, &plan) {
            compare(
                schemes::PLAN_YEAR,
                "the year's plan",
                &plan,
                &format!("the sum of its periods of {year}"),
            );
        }
    }
    let Some(stated) = scheme.row.amount(schemes::FORECAST_YEAR) else { return };
    let complete = figures.full_year.is_some_and(|full| full.periods_unreported == 0 && !full.incomplete);
    if let Some(forecast) = sums::forecast_by_period(scheme, figures, as_at).filter(|_| complete) {
        // The forecasts of all periods, those past included, may be what the column adds.
        let alone = sums::in_year(scheme, Measure::Forecast, year);
        if !alone.agrees(stated) && sums::reaches_end(scheme, Measure::Forecast, year.end(), year) {
            let made = "actual to date and forecast of the remaining periods";
            compare(schemes::FORECAST_YEAR, "the year's forecast", &forecast, made);
        }
    }
}

/// An amount of the reporting year, of a scheme that starts after it and has no period of it.
fn of_a_later_year(view: &PlanView, scheme: &Scheme, year: FinancialYear, column: ColumnId) -> Option<Found> {
    let stated = scheme.row.amount(column).filter(|amount| !amount.value.is_zero())?;
    let first =
        scheme.row.date(schemes::STARTS).filter(|_| starts_after(scheme, year)).map(FinancialYear::of)?;
    let said = apart(view, stated.value, Money::ZERO).in_words(stated.value);
    let finding = CHECK.error(
        format!("{} is stated as {said}, and no period of {year} carries it", column.name()),
        format!(
            "nil or blank: {} is of the reporting year, {year}; the scheme starts in {first}",
            column.name()
        ),
        "Leave it out, or give the periods of the year that carry it.",
    );
    Some(finding.about(scheme).at([scheme.row.place_of(column)]).worth(stated.value))
}

/// Whether the finer periods can be held against a coarser figure: they reach its end, or already
/// make more than it.
fn is_whole(
    scheme: &Scheme,
    measure: Measure,
    coarse: Period,
    stated: crate::money::Amount,
    sum: &Sum,
) -> bool {
    let Some(year) = coarse.year() else { return false };
    let over = sum.value.abs() - stated.value.abs();
    sums::reaches_end(scheme, measure, coarse.end(), year)
        || over.is_positive() && !within(over, sum.slack + stated.half_digit())
}

/// Quarters and years that are given beside their months.
fn coarse(view: &PlanView, scheme: &Scheme, measure: Measure, found: &mut Vec<Found>) {
    for year in sums::years_of(scheme, measure) {
        let (mut months, mut quarters) = (false, false);
        for point in savings::finest(scheme, measure, year) {
            months |= matches!(point.period, Period::Month(_));
            quarters |= matches!(point.period, Period::Quarter(_));
        }
        if !months && !quarters {
            continue;
        }
        for point in savings::coarse(scheme, measure, year) {
            let inside = |period: Period| match (point.period, period) {
                (Period::Quarter(quarter), Period::Month(month)) => month.quarter() == quarter,
                (Period::Quarter(_), _) => false,
                _ => true,
            };
            let sum = sums::in_part_of_year(scheme, measure, year, inside);
            held_against(view, scheme, &point, &sum, found);
        }
    }
}

/// Spans of years that are given beside each of their years.
fn spans(view: &PlanView, scheme: &Scheme, measure: Measure, found: &mut Vec<Found>) {
    for point in scheme.points(measure) {
        let Period::Span(first, last) = point.period else { continue };
        if first == last {
            continue;
        }
        let years: Vec<FinancialYear> = sums::years_of(scheme, measure)
            .into_iter()
            .filter(|year| first <= *year && *year <= last)
            .collect();
        if years.len() == first.to(last).count() {
            let sum: Sum = years.into_iter().map(|year| sums::in_year(scheme, measure, year)).collect();
            stated_point(view, scheme, &point, &sum, found);
        }
    }
}

fn held_against(view: &PlanView, scheme: &Scheme, point: &Point, sum: &Sum, found: &mut Vec<Found>) {
    if let Some(stated) = point.amount
        && is_whole(scheme, point.measure, point.period, stated, sum)
    {
        stated_point(view, scheme, point, sum, found);
    }
}

fn stated_point(view: &PlanView, scheme: &Scheme, point: &Point, sum: &Sum, found: &mut Vec<Found>) {
    let Some(stated) = point.amount.filter(|_| sum.is_given()) else { return };
    if !sum.agrees(stated) {
        let what = format!("{} for {}", point.measure.word(), point.period);
        let made = "the sum of its finer periods";
        found.push(differs(view, &what, (stated.value, point.place), sum, made, ACTION).about(scheme));
    }
}
