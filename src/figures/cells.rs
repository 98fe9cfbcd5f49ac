//! The cells that a position rests on: the same choice as [`super::finance::to_date`] and
//! [`super::finance::full_year`] make, cell by cell.

use super::{finance, savings};
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::Amount;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Point, Scheme};

/// A cell that enters a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsedCell {
    /// Planned, actual or forecast.
    pub measure: Measure,
    /// The period; `None` for a column to date.
    pub period: Option<Period>,
    /// The amount; `None` where the cell could not be read.
    pub amount: Option<Amount>,
    /// Where it stands.
    pub place: Place,
}

/// The cells of a scheme's position to date.
#[must_use]
pub fn to_date(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Vec<UsedCell> {
    let (plan, actual) = (schemes::PLAN_YTD, schemes::ACTUAL_YTD);
    let in_columns = || column(scheme, Measure::Plan, plan).chain(column(scheme, Measure::Actual, actual));
    let (Some(year), Some(as_at)) = (year, as_at) else { return in_columns().collect() };
    if finance::stands_in_columns(scheme, year, as_at) {
        return in_columns().collect();
    }
    let has = |measure| savings::finest(scheme, measure, year).next().is_some();
    let planned = periods(scheme, Measure::Plan, year, as_at);
    let made = periods(scheme, Measure::Actual, year, as_at);
    if !has(Measure::Actual) && scheme.row.money(actual).is_some() {
        return planned.chain(column(scheme, Measure::Actual, actual)).collect();
    }
    if !has(Measure::Plan) && scheme.row.money(plan).is_some_and(|plan| !plan.is_zero()) {
        return column(scheme, Measure::Plan, plan).chain(made).collect();
    }
    planned.chain(made).collect()
}

/// The cells of a scheme's year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearCells {
    /// Its planned saving.
    pub plan: Vec<UsedCell>,
    /// Its forecast: the actual of ended periods, the forecast of the rest, and the plan of the rest
    /// where a period has no forecast; empty where nothing gives a forecast.
    pub forecast: Vec<UsedCell>,
}

/// The cells of a scheme's position for the year.
#[must_use]
pub fn of_year(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> YearCells {
    let planned = year.map_or_else(Vec::new, |year| in_year(scheme, Measure::Plan, year));
    let by_period = planned.iter().any(|cell| cell.amount.is_some());
    let column_plan = || column(scheme, Measure::Plan, schemes::PLAN_YEAR).collect();
    let mut cells = YearCells { plan: if by_period { planned } else { column_plan() }, forecast: Vec::new() };
    let forecasts = year.map_or_else(Vec::new, |year| in_year(scheme, Measure::Forecast, year));
    let Some(year) = year.filter(|_| !forecasts.is_empty()) else {
        cells.forecast = column(scheme, Measure::Forecast, schemes::FORECAST_YEAR).collect();
        return cells;
    };
    let ended = |cell: &UsedCell| {
        as_at.is_some_and(|as_at| cell.period.is_some_and(|period| period.has_ended(as_at)))
    };
    let rest: Vec<UsedCell> = forecasts.into_iter().filter(|cell| !ended(cell)).collect();
    let has_forecast = |cell: &UsedCell| {
        let mut pairs = rest.iter().filter_map(|forecast| forecast.period.zip(cell.period));
        pairs.any(|(a, b)| finance::overlaps(a, b))
    };
    let taken: Vec<UsedCell> = in_year(scheme, Measure::Plan, year)
        .into_iter()
        .filter(|cell| !ended(cell) && cell.amount.is_some() && !has_forecast(cell))
        .collect();
    let made = in_year(scheme, Measure::Actual, year).into_iter().filter(ended);
    cells.forecast = made.chain(rest).chain(taken).collect();
    cells
}

/// The cells of a scheme's planned saving in a year, its current one or another.
#[must_use]
pub fn planned(scheme: &Scheme, year: FinancialYear, reporting_year: Option<FinancialYear>) -> Vec<UsedCell> {
    let by_period = in_year(scheme, Measure::Plan, year);
    if by_period.is_empty() && reporting_year == Some(year) {
        return column(scheme, Measure::Plan, schemes::PLAN_YEAR).collect();
    }
    by_period
}

fn in_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Vec<UsedCell> {
    savings::finest(scheme, measure, year).map(used).collect()
}

fn used(point: &Point) -> UsedCell {
    UsedCell { measure: point.measure, period: Some(point.period), amount: point.amount, place: point.place }
}

fn periods(
    scheme: &Scheme,
    measure: Measure,
    year: FinancialYear,
    as_at: Date,
) -> impl Iterator<Item = UsedCell> {
    savings::finest(scheme, measure, year).filter(move |point| point.period.has_ended(as_at)).map(used)
}

fn column(scheme: &Scheme, measure: Measure, column: ColumnId) -> impl Iterator<Item = UsedCell> {
    let cell = scheme.row.cell(column);
    cell.into_iter().map(move |cell| UsedCell {
        measure,
        period: None,
        amount: scheme.row.amount(column),
        place: cell.place,
    })
}
