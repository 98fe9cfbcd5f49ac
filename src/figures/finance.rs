//! The 5% rule (NAO September 2011, Figure 13, financial progress): plan against actual, to date and
//! for the year, and the colour of the shortfall. The same rule at every level, on sums.

use crate::calendar::{Date, FinancialYear, Period};
use crate::money::{Money, Percent};
use crate::plan::fields::schemes;
use crate::plan::{Measure, Scheme, Value};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use std::ops::Add;

use super::savings;

/// Plan against actual (or forecast) over the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Planned saving.
    pub plan: Money,
    /// Actual (or forecast) saving that is reported.
    pub actual: Money,
    /// Planned saving of the periods for which no actual is reported.
    pub unreported: Money,
    /// How many periods those are.
    pub periods_unreported: u32,
    /// How many periods have an actual.
    pub periods_reported: u32,
    /// Whether actuals (or a forecast) are reported while no plan is given at all: `TBC`, a dash or a
    /// blank, not nil.
    pub unplanned: bool,
    /// Whether a cell it rests on could not be read.
    pub incomplete: bool,
}

impl Add for Position {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            plan: self.plan + other.plan,
            actual: self.actual + other.actual,
            unreported: self.unreported + other.unreported,
            periods_unreported: self.periods_unreported + other.periods_unreported,
            periods_reported: self.periods_reported + other.periods_reported,
            // a sum has a plan as soon as one of its parts has
            unplanned: (self.unplanned || self.is_empty())
                && (other.unplanned || other.is_empty())
                && (self.unplanned || other.unplanned),
            incomplete: self.incomplete || other.incomplete,
        }
    }
}

/// A colour under the 5% rule, and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// The colour.
    pub rating: Rating,
    /// The colours with what is unreported at nil and at plan, where something is unreported.
    pub missing: Option<(Rating, Rating)>,
    /// Whether it rests on a choice of this project rather than on the published rule (†).
    pub chosen: bool,
}

impl Position {
    /// Actual less plan; negative is a shortfall.
    #[must_use]
    pub fn variance(&self) -> Money {
        self.actual - self.plan
    }

    /// Variance as a percentage of the plan's magnitude; `None` where the plan is nil.
    #[must_use]
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.variance(), self.plan.abs())
    }

    /// Whether there is anything to rate: a plan, or an actual.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plan.is_zero() && self.actual.is_zero() && self.unreported.is_zero()
    }

    /// The colour under the policy. What is unreported is rated at nil and at plan: the same colour
    /// stands, else it is grey.
    #[must_use]
    pub fn rate(&self, policy: &Policy) -> Rated {
        let as_reported = colour(policy, self.plan, self.actual);
        if self.incomplete || self.unplanned {
            return Rated { rating: Rating::Grey, missing: None, chosen: true };
        }
        if self.periods_unreported == 0 {
            return Rated { rating: as_reported, missing: None, chosen: self.plan.is_zero() };
        }
        let at_plan = colour(policy, self.plan, self.actual + self.unreported);
        let holds = as_reported == at_plan && (self.periods_reported > 0 || self.plan.is_zero());
        Rated {
            rating: if holds { as_reported } else { Rating::Grey },
            missing: Some((as_reported, at_plan)),
            chosen: true,
        }
    }
}

/// The rule itself, by cross-multiplication: shortfall is plan − actual over the plan's magnitude.
#[must_use]
pub fn colour(policy: &Policy, plan: Money, actual: Money) -> Rating {
    let Some(shortfall) = Percent::of(plan - actual, plan.abs()) else {
        return match (actual.is_positive(), actual.is_negative()) {
            (true, _) => Rating::Green,
            (_, true) => Rating::Red,
            _ => Rating::NotApplicable,
        };
    };
    if shortfall.under(policy.number(Key::FinanceAmberFrom)) {
        Rating::Green
    } else if shortfall.under(policy.number(Key::FinanceRedFrom)) {
        Rating::Amber
    } else {
        Rating::Red
    }
}

/// Year to date at `as_at`: the periods of the year that have ended; where they give no plan or no
/// actual, the column to date.
#[must_use]
pub fn to_date(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Position {
    let position = reported(scheme, year, as_at);
    Position { incomplete: position.incomplete || scheme.has_lost_amounts(), ..position }
}

fn reported(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Position {
    let columns = columns_to_date(scheme);
    let (Some(year), Some(as_at)) = (year, as_at) else { return columns };
    if stands_in_columns(scheme, year, as_at) {
        return columns;
    }
    let periods = periods_to(scheme, year, as_at);
    let has = |measure| savings::finest(scheme, measure, year).next().is_some();
    if !has(Measure::Actual) && columns.periods_reported > 0 {
        return Position {
            plan: periods.plan,
            unreported: Money::ZERO,
            periods_unreported: 0,
            unplanned: false,
            ..columns
        };
    }
    if !has(Measure::Plan) {
        let unplanned = scheme.row.money(schemes::PLAN_YTD).is_none() && !periods.actual.is_zero();
        return Position { plan: columns.plan, unplanned, ..periods };
    }
    periods
}

/// Whether no period of the year says anything, so that the columns to date stand.
pub(super) fn stands_in_columns(scheme: &Scheme, year: FinancialYear, as_at: Date) -> bool {
    periods_to(scheme, year, as_at) == Position::default() && !has_parts(scheme, year)
}

/// Whether the scheme has months or quarters of the year, so that its position is taken from them.
fn has_parts(scheme: &Scheme, year: FinancialYear) -> bool {
    scheme.savings.iter().any(|point| {
        matches!(point.measure, Measure::Plan | Measure::Actual)
            && matches!(point.period, Period::Month(_) | Period::Quarter(_))
            && point.period.year() == Some(year)
    })
}

fn periods_to(scheme: &Scheme, year: FinancialYear, as_at: Date) -> Position {
    let mut position = Position::default();
    let ended = |period: Period| period.has_ended(as_at);
    for point in savings::finest(scheme, Measure::Actual, year).filter(|point| ended(point.period)) {
        match point.amount {
            Some(amount) => {
                position.actual = position.actual + amount.value;
                position.periods_reported += 1;
            }
            None => position.incomplete = true,
        }
    }
    for point in savings::finest(scheme, Measure::Plan, year).filter(|point| ended(point.period)) {
        let Some(amount) = point.amount else {
            position.incomplete = true;
            continue;
        };
        position.plan = position.plan + amount.value;
        if !is_reported(scheme, point.period) && !amount.value.is_zero() {
            position.unreported = position.unreported + amount.value;
            position.periods_unreported += 1;
        }
    }
    position
}

/// Whether an actual is given for a period: for itself, for a part of it, or for a longer period
/// that contains it.
#[must_use]
pub fn is_reported(scheme: &Scheme, period: Period) -> bool {
    scheme.points(Measure::Actual).any(|point| overlaps(point.period, period))
}

pub(super) fn overlaps(a: Period, b: Period) -> bool {
    a.first_month() <= b.last_month() && b.first_month() <= a.last_month()
}

/// Plan and actual from the columns to date of a register, which stand without a date.
fn columns_to_date(scheme: &Scheme) -> Position {
    let row = &scheme.row;
    let incomplete = row.unreadable(schemes::PLAN_YTD) || row.unreadable(schemes::ACTUAL_YTD);
    let plan = row.money(schemes::PLAN_YTD);
    let actual = row.money(schemes::ACTUAL_YTD);
    let missing = actual.is_none() && plan.is_some_and(|plan| !plan.is_zero()) && !incomplete;
    Position {
        plan: plan.unwrap_or_default(),
        actual: actual.unwrap_or_default(),
        unreported: if missing { plan.unwrap_or_default() } else { Money::ZERO },
        periods_unreported: u32::from(missing),
        periods_reported: u32::from(actual.is_some()),
        unplanned: plan.is_none() && actual.is_some_and(|actual| !actual.is_zero()),
        incomplete,
    }
}

/// Plan against forecast for the year: actual where a period has ended, forecast for the rest; the
/// column where no period has a forecast; `None` where nothing gives one.
#[must_use]
pub fn full_year(scheme: &Scheme, year: Option<FinancialYear>, as_at: Option<Date>) -> Option<Position> {
    let row = &scheme.row;
    let column = row.money(schemes::FORECAST_YEAR);
    let plan_column = row.money(schemes::PLAN_YEAR);
    let by_period = year.filter(|year| savings::finest(scheme, Measure::Forecast, *year).next().is_some());
    let mut position = Position {
        incomplete: row.unreadable(schemes::FORECAST_YEAR)
            || row.unreadable(schemes::PLAN_YEAR)
            || scheme.has_lost_amounts(),
        ..Position::default()
    };
    let year_plan = year.and_then(|year| savings::in_year(scheme, Measure::Plan, year));
    let plan = year_plan.or(plan_column);
    position.plan = plan.unwrap_or_default();
    let unplanned =
        |position: Position| Position { unplanned: plan.is_none() && !position.actual.is_zero(), ..position };
    let Some(year) = by_period else {
        let unreadable =
            matches!(row.cell(schemes::FORECAST_YEAR).map(|c| &c.value), Some(Value::Unreadable));
        position.actual = column.unwrap_or_default();
        position.periods_reported = 1;
        return (column.is_some() || unreadable).then(|| unplanned(position));
    };
    let ended = |period: Period| as_at.is_some_and(|as_at| period.has_ended(as_at));
    let mut add = |amount: Option<crate::money::Amount>| match amount {
        Some(amount) => {
            position.actual = position.actual + amount.value;
            position.periods_reported += 1;
        }
        None => position.incomplete = true,
    };
    let parts = has_parts(scheme, year);
    for point in savings::finest(scheme, Measure::Actual, year).filter(|point| ended(point.period)) {
        add(point.amount);
    }
    let rest = |point: &&crate::plan::Point| !ended(point.period);
    let forecasts: Vec<_> = savings::finest(scheme, Measure::Forecast, year).filter(rest).collect();
    for point in &forecasts {
        add(point.amount);
    }
    for point in savings::finest(scheme, Measure::Plan, year) {
        let Some(amount) = point.amount else {
            position.incomplete = true;
            continue;
        };
        if ended(point.period) {
            if parts && !is_reported(scheme, point.period) && !amount.value.is_zero() {
                position.unreported = position.unreported + amount.value;
                position.periods_unreported += 1;
            }
        } else if !forecasts.iter().any(|forecast| overlaps(forecast.period, point.period)) {
            position.actual = position.actual + amount.value;
        }
    }
    Some(unplanned(position))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn money(text: &str) -> Money {
        Money::new(text.parse::<Decimal>().unwrap())
    }

    #[test]
    fn the_bounds_of_the_rule_are_exact() {
        let policy = Policy::default();
        let rate = |plan: &str, actual: &str| colour(&policy, money(plan), money(actual));
        assert_eq!(rate("1000000", "950001"), Rating::Green, "4.9999% short");
        assert_eq!(rate("100", "95"), Rating::Amber, "exactly 5% short");
        assert_eq!(rate("100", "80.01"), Rating::Amber);
        assert_eq!(rate("100", "80"), Rating::Red, "exactly 20% short");
        assert_eq!(rate("127", "549"), Rating::Green, "ahead");
        assert_eq!(rate("-100", "-104.99"), Rating::Green, "a planned cost overrun by under 5%");
        assert_eq!(rate("-100", "-105"), Rating::Amber);
        assert_eq!(rate("0", "1"), Rating::Green);
        assert_eq!(rate("0", "-1"), Rating::Red);
        assert_eq!(rate("0", "0"), Rating::NotApplicable);
    }

    #[test]
    fn what_is_unreported_is_rated_at_nil_and_at_plan() {
        let policy = Policy::default();
        let position = |actual: &str, unreported: &str, reported| Position {
            plan: money("100"),
            actual: money(actual),
            unreported: money(unreported),
            periods_unreported: 1,
            periods_reported: reported,
            unplanned: false,
            incomplete: false,
        };
        assert_eq!(position("99", "2", 3).rate(&policy).rating, Rating::Green, "holds whatever is missing");
        assert_eq!(position("90", "10", 3).rate(&policy).rating, Rating::Grey);
        assert_eq!(position("0", "100", 0).rate(&policy).rating, Rating::Grey, "no actual at all");
    }
}
