//! The cells that a position to date rests on: the same choice as [`super::finance::to_date`] makes,
//! cell by cell.

use super::{finance, savings};
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::Amount;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Scheme};

/// A cell that enters a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsedCell {
    /// Planned or actual.
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

fn periods(
    scheme: &Scheme,
    measure: Measure,
    year: FinancialYear,
    as_at: Date,
) -> impl Iterator<Item = UsedCell> {
    savings::finest(scheme, measure, year).filter(move |point| point.period.end() <= as_at).map(|point| {
        UsedCell {
            measure: point.measure,
            period: Some(point.period),
            amount: point.amount,
            place: point.place,
        }
    })
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
