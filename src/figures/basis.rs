//! The cells that the 5% rule is applied to, chosen once: whoever shows a position, its cells or what
//! is missing of it takes them from here.
//!
//! To date, plan and actual are each the sum of their finest periods of the year that have ended; where
//! a measure has no months or quarters of the year, its column to date. For the year, the plan is the
//! sum of its periods, else its column; the forecast is the actual to date, the forecast of the rest and
//! the plan of what has neither, else its column. Where periods end before the year and a column or a
//! period of the whole year stands beside them, that is meant.

use super::Position;
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Scheme};
use rust_decimal::Decimal;

mod cell;
#[cfg(test)]
mod tests;

pub use cell::UsedCell;
pub(super) use cell::{Chosen, Given, MonthCell, is_of_plain_months};

/// The cells of a scheme that stand for its plan, and for its actual or forecast, over a time.
#[derive(Debug, Clone, Default)]
pub struct Basis<C = UsedCell> {
    pub plan: Vec<C>,
    /// The cells of the actual; for the year, of the forecast: what is made, what is forecast of the
    /// rest, and the plan of what is not.
    pub actual: Vec<C>,
    /// The cells of the plan to date for which no actual is given.
    pub missing: Vec<C>,
    /// Whether anything gives an actual; for the year, a forecast.
    pub is_given: bool,
    /// Whether an actual is given of what nothing plans: `TBC`, a dash or a blank, not nil.
    is_unplanned: bool,
    /// Whether nothing is planned yet: what is planned of the year is planned for later.
    is_planned_later: bool,
    /// Whether an amount of the scheme stands in a period that could not be read.
    has_lost_amounts: bool,
}

impl<C: Chosen> Basis<C> {
    pub fn to_date(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Self {
        let dated = year.zip(as_at);
        let side = |measure, column| {
            let by_period = dated.and_then(|(year, as_at)| ended(scheme, measure, year, as_at));
            by_period.unwrap_or_else(|| C::of_column(scheme, measure, column).into_iter().collect())
        };
        let plan = side(Measure::Plan, schemes::PLAN_YTD);
        let actual = side(Measure::Actual, schemes::ACTUAL_YTD);
        let reports_undated = dated.is_none() && scheme.points(Measure::Actual).next().is_some();
        let is_planned_later =
            plan.is_empty() && dated.is_some_and(|(year, as_at)| is_planned_later::<C>(scheme, year, as_at));
        let is_unplanned =
            plan.is_empty() && (!C::sum(&actual).is_zero() || reports_undated) && !is_planned_later;
        Self {
            missing: unreported(&plan, &actual),
            is_given: actual.iter().any(C::is_known),
            plan,
            actual,
            is_unplanned,
            is_planned_later,
            has_lost_amounts: scheme.has_lost_amounts(),
        }
    }

    /// The whole year and its forecast.
    pub fn year(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Self {
        Self::year_after(scheme, year, as_at, None)
    }

    /// To date, and the whole year.
    pub fn both(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> (Self, Self) {
        let to_date = Self::to_date(scheme, year, as_at);
        let of_year = Self::year_after(scheme, year, as_at, Some(&to_date));
        (to_date, of_year)
    }

    /// The whole year, where what is made to date may be known.
    fn year_after(
        scheme: &Scheme,
        year: Option<FinancialYear>,
        as_at: Option<Date>,
        to_date: Option<&Self>,
    ) -> Self {
        let plan = taken(planned_cells(scheme, year, year));
        let of_periods =
            year.map_or_else(Vec::new, |year| taken(C::of_year(scheme, Measure::Forecast, year)));
        let column = C::of_column(scheme, Measure::Forecast, schemes::FORECAST_YEAR)
            .filter(|_| !year.is_some_and(|year| starts_after(scheme, year)));
        let is_short = year.is_some_and(|year| ends_early(of_periods.iter().copied(), column, year));
        let by_period = year.filter(|_| !of_periods.is_empty() && !is_short);
        let (actual, missing) = match (by_period, as_at, to_date) {
            (Some(year), Some(_), None) => {
                forecast(scheme, year, as_at, of_periods, &Self::to_date(scheme, Some(year), as_at))
            }
            (Some(year), Some(_), Some(to_date)) => forecast(scheme, year, as_at, of_periods, to_date),
            (Some(year), None, _) => forecast(scheme, year, as_at, of_periods, &Self::none()),
            (None, ..) => (column.into_iter().collect(), Vec::new()),
        };
        Self {
            is_given: by_period.is_some() || !actual.is_empty(),
            is_unplanned: plan.is_empty() && !C::sum(&actual).is_zero(),
            is_planned_later: false,
            plan,
            actual,
            missing,
            has_lost_amounts: scheme.has_lost_amounts(),
        }
    }

    fn none() -> Self {
        Self {
            plan: Vec::new(),
            actual: Vec::new(),
            missing: Vec::new(),
            is_given: false,
            is_unplanned: false,
            is_planned_later: false,
            has_lost_amounts: false,
        }
    }

    /// Plan against actual (or forecast), summed over the cells.
    pub fn position(&self) -> Position {
        let count = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
        let reported = self.actual.iter().filter(|cell| cell.is_known() && cell.measure() != Measure::Plan);
        Position {
            plan: C::sum(&self.plan),
            actual: C::sum(&self.actual),
            has_plan: self.plan.iter().any(C::is_known) || self.is_planned_later,
            has_actual: self.is_given,
            unreported: C::sum(&self.missing),
            periods_unreported: count(self.missing.len()),
            periods_reported: count(reported.count()),
            unplanned: self.is_unplanned,
            incomplete: self.has_lost_amounts || self.cells().any(|cell| !cell.is_known()),
        }
    }

    /// The cells, those of the plan first.
    pub fn cells(&self) -> impl Iterator<Item = &C> {
        self.plan.iter().chain(&self.actual)
    }
}

impl Basis {
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.cells().map(|cell| cell.place)
    }
}

/// The positions of a scheme, and what else is asked of the cells that stand for them.
pub struct Positions {
    pub to_date: Position,
    pub of_year: Position,
    /// Whether an actual to date is not nil.
    pub reports: bool,
    /// Whether anything gives a forecast of the year.
    pub is_forecast: bool,
    /// Whether a cell of the year's plan could not be read.
    pub is_plan_lost: bool,
}

impl Positions {
    pub fn of(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Self {
        if is_of_plain_months(scheme) {
            Self::chosen::<MonthCell>(scheme, year, as_at)
        } else {
            Self::chosen::<UsedCell>(scheme, year, as_at)
        }
    }

    fn chosen<C: Chosen>(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Self {
        let (to_date, of_year) = Basis::<C>::both(scheme, year, as_at);
        Self {
            to_date: to_date.position(),
            of_year: of_year.position(),
            reports: !to_date.actual.iter().all(C::is_nil),
            is_forecast: of_year.is_given,
            is_plan_lost: !of_year.plan.iter().all(C::is_known),
        }
    }
}

pub fn sum(cells: &[UsedCell]) -> Money {
    UsedCell::sum(cells)
}

/// How far rounding can have moved a sum: half a unit of the last digit of every figure.
pub fn slack(cells: &[UsedCell]) -> Money {
    cells.iter().filter_map(|cell| cell.amount).map(Amount::half_digit).sum()
}

/// Whether a difference is within a tolerance, which is never under half a penny.
pub fn within(difference: Money, slack: Money) -> bool {
    difference.abs() <= slack.max(Money::new(Decimal::new(5, 3)))
}

/// The sum of what is known; `None` where no cell gives an amount.
pub fn known(cells: impl Iterator<Item = UsedCell>) -> Option<Money> {
    let mut is_known = false;
    let amounts = cells.filter_map(|cell| cell.amount).inspect(|_| is_known = true);
    let sum = amounts.map(|amount| amount.value).sum();
    is_known.then_some(sum)
}

/// The cells of a scheme's planned saving of a year.
pub fn planned(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    reporting_year: Option<FinancialYear>,
) -> Vec<UsedCell> {
    taken(planned_cells(scheme, year, reporting_year))
}

/// The same, one by one: its periods, else the column.
pub fn planned_cells<C: Chosen>(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    reporting_year: Option<FinancialYear>,
) -> impl Iterator<Item = C> {
    let column: Option<C> = planned_column(scheme, year, reporting_year);
    let by_period = year.filter(|_| column.is_none()).map(|year| C::of_year(scheme, Measure::Plan, year));
    column.into_iter().chain(by_period.into_iter().flatten())
}

/// The column that stands for a scheme's planned saving of a year: in the organisation's current year, known or
/// not, where periods do not give it.
pub fn planned_column<C: Chosen>(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    reporting_year: Option<FinancialYear>,
) -> Option<C> {
    let may_be_column = reporting_year == year && !year.is_some_and(|year| starts_after(scheme, year));
    let column = may_be_column.then(|| C::of_column(scheme, Measure::Plan, schemes::PLAN_YEAR)).flatten();
    column.filter(|column| {
        let Some(year) = year else { return true };
        let cells = || C::of_year(scheme, Measure::Plan, year);
        !cells().any(|cell| cell.is_known()) || ends_early(cells(), Some(*column), year)
    })
}

/// Whether a scheme says that it starts after a year, reports nothing of it and has no period in it: what stands
/// in a column of the year is then of another one (finding ST).
pub fn starts_after(scheme: &Scheme, year: FinancialYear) -> bool {
    let starts = scheme.row.date(schemes::STARTS).map(FinancialYear::of);
    starts.is_some_and(|starts| starts > year)
        && !scheme.savings.years().contains(&year)
        && scheme.row.money(schemes::ACTUAL_YTD).is_none_or(Money::is_zero)
}

/// Whether periods end before the year does, where a column gives the whole of it.
fn ends_early<C: Chosen>(
    mut periods: impl Iterator<Item = C>,
    column: Option<C>,
    year: FinancialYear,
) -> bool {
    let last = year.april().plus(11);
    let reaches = |cell: C| cell.period().is_some_and(|period| period.last_month() >= last);
    column.is_some_and(|cell| cell.is_known()) && !periods.any(reaches)
}

/// The cells of a plan to date that are not nil and of which no actual is given.
fn unreported<C: Chosen>(plan: &[C], actual: &[C]) -> Vec<C> {
    let of_all = actual.iter().any(|cell| cell.period().is_none());
    // both are in order of period: an overlapping one is looked for from where the last one stood
    let mut last = 0;
    let mut is_reported = |planned: &C| {
        if planned.period().is_none() || of_all {
            return !actual.is_empty();
        }
        let (before, after) = actual.split_at_checked(last).unwrap_or((actual, &[]));
        let found = after.iter().chain(before).position(|cell| cell.overlaps(planned));
        last = found.map_or(last, |found| (last + found) % actual.len());
        found.is_some()
    };
    plan.iter().filter(|cell| !cell.is_nil() && !is_reported(cell)).copied().collect()
}

/// The cells of a forecast that is given by period, and what is missing of the actual to date.
fn forecast<C: Chosen>(
    scheme: &Scheme,
    year: FinancialYear,
    as_at: Option<Date>,
    mut rest: Vec<C>,
    so_far: &Basis<C>,
) -> (Vec<C>, Vec<C>) {
    rest.retain(|cell| !cell.has_ended(as_at));
    // a forecast of the year holds what is made of it already
    let holds_all = rest.iter().any(|cell| cell.starts_with(year));
    let is_forecast = |cell: &C| {
        rest.iter().any(|forecast| forecast.overlaps(cell)) || holds_all && cell.period().is_none()
    };
    let planned = C::finest(scheme, Measure::Plan, year);
    let open = planned.filter(|cell| cell.is_known() && !cell.has_ended(as_at) && !is_forecast(cell));
    let made = so_far.actual.iter().copied().filter(|cell| !is_forecast(cell));
    let all = taken(made.chain(rest.iter().copied()).chain(open));
    (all, so_far.missing.iter().copied().filter(|cell| !is_forecast(cell)).collect())
}

/// The finest periods of a year that have ended; `None` where the scheme has no months or quarters of
/// it and nothing that has ended says anything, so that its column to date stands.
fn ended<C: Chosen>(scheme: &Scheme, measure: Measure, year: FinancialYear, as_at: Date) -> Option<Vec<C>> {
    let mut has_parts = false;
    let mut says_something = false;
    let mut cells = Vec::new();
    C::finest(scheme, measure, year).for_each(|cell| {
        has_parts |= matches!(cell.period(), Some(Period::Month(_) | Period::Quarter(_)));
        if cell.has_ended(Some(as_at)) {
            says_something |= measure == Measure::Actual || !cell.is_known() || !cell.is_nil();
            take(&mut cells, cell);
        }
    });
    (has_parts || says_something).then_some(cells)
}

/// Whether the year has a plan, and none for a month that has ended.
fn is_planned_later<C: Chosen>(scheme: &Scheme, year: FinancialYear, as_at: Date) -> bool {
    let mut planned = C::finest(scheme, Measure::Plan, year).filter_map(|cell| cell.period()).peekable();
    planned.peek().is_some() && planned.all(|period| period.first_month().end() > as_at)
}

/// How many cells there mostly are, where there is any: one a month.
const A_YEAR: usize = 12;

fn taken<C>(cells: impl Iterator<Item = C>) -> Vec<C> {
    let mut all = Vec::new();
    cells.for_each(|cell| take(&mut all, cell));
    all
}

fn take<C>(all: &mut Vec<C>, cell: C) {
    if all.is_empty() {
        all.reserve_exact(A_YEAR);
    }
    all.push(cell);
}

/// The cell of a column, where it gives an amount or could not be read.
pub fn of_column(scheme: &Scheme, measure: Measure, column: ColumnId) -> Option<UsedCell> {
    Chosen::of_column(scheme, measure, column)
}
