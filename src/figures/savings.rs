//! Savings by period, summed over the finest periods given: a coarser row for the same time is a
//! stated total and is not added again.

use super::basis::{self, UsedCell};
pub use super::finest::{finest, of_year};
use crate::calendar::{Date, FinancialYear, Period};
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Plan, Point, Scheme};

/// The points of a measure that are totals over finer ones: stated, compared, never added.
pub fn coarse(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Point> {
    let added: Vec<Period> = finest(scheme, measure, year).map(|point| point.period).collect();
    scheme.savings.points_in(measure, year).filter(move |point| !added.contains(&point.period))
}

/// The sum of a measure over a year; `None` where no cell gives one.
pub fn in_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Option<Money> {
    let mut amounts = of_year(scheme, measure, year).filter_map(|point| point.amount).peekable();
    amounts.peek()?;
    Some(amounts.map(|amount| amount.value).sum())
}

/// The years in which a scheme has planned savings, in order.
pub fn years(scheme: &Scheme) -> impl Iterator<Item = FinancialYear> + use<> {
    let mut years: Vec<FinancialYear> = scheme
        .points(Measure::Plan)
        .filter(|point| point.amount.is_some_and(|amount| !amount.value.is_zero()))
        .filter_map(|point| point.period.year())
        .collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter()
}

/// The first day of a scheme's first period with a planned saving.
pub fn first_saving(scheme: &Scheme) -> Option<Date> {
    scheme
        .points(Measure::Plan)
        .filter(|point| point.amount.is_some_and(|amount| !amount.value.is_zero()))
        .map(|point| point.period.first_month().start())
        .min()
}

/// The first year in which any scheme of the plan has planned savings.
pub fn first_year(plan: &Plan) -> Option<FinancialYear> {
    plan.schemes.iter().filter_map(|scheme| years(scheme).next()).min()
}

/// The cells of planned savings by year: by period, else in the current year the column.
pub fn planned_cells(
    scheme: &Scheme,
    reporting_year: Option<FinancialYear>,
) -> impl Iterator<Item = (FinancialYear, Vec<UsedCell>)> {
    let of_points = scheme.points(Measure::Plan).filter_map(|point| point.period.year());
    let mut years: Vec<FinancialYear> = of_points.chain(reporting_year).collect();
    years.sort_unstable();
    years.dedup();
    let cells = years.into_iter().map(move |year| (year, basis::planned(scheme, Some(year), reporting_year)));
    cells.filter(|(_, cells)| !cells.is_empty())
}

/// Planned savings by year, where a cell gives them.
pub fn planned_by_year(
    scheme: &Scheme,
    reporting_year: Option<FinancialYear>,
) -> Vec<(FinancialYear, Money)> {
    let given = planned_cells(scheme, reporting_year)
        .filter(|(_, cells)| cells.iter().any(|cell| cell.amount.is_some()));
    given.map(|(year, cells)| (year, basis::sum(&cells))).collect()
}

/// What nobody has found yet of a planned saving, of a year or of all (`None`): the whole of an unidentified
/// line, else what its row states of the year's plan.
pub fn unidentified(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    reporting_year: Option<FinancialYear>,
    planned: Money,
) -> Money {
    match scheme.row.money(schemes::UNIDENTIFIED_PLAN) {
        _ if scheme.unidentified => planned,
        Some(part) if year.is_none() || year == reporting_year => part,
        _ => Money::ZERO,
    }
}

/// Planned savings over all years, and whether any is stated: where periods are given, spans of years
/// alone, their sum; else by year; else the column of the year or to date.
pub fn planned_total(scheme: &Scheme, reporting_year: Option<FinancialYear>) -> (Money, bool) {
    let points = || scheme.points(Measure::Plan).filter(|point| point.amount.is_some());
    if points().next().is_some() && points().all(|point| point.period.year().is_none()) {
        return (points().filter_map(|point| point.amount).map(|amount| amount.value).sum(), true);
    }
    let by_year = planned_by_year(scheme, reporting_year);
    if !by_year.is_empty() {
        return (by_year.into_iter().map(|(_, amount)| amount).sum(), true);
    }
    let column = scheme.row.money(schemes::PLAN_YEAR).or_else(|| scheme.row.money(schemes::PLAN_YTD));
    (column.unwrap_or_default(), column.is_some())
}
