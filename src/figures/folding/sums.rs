//! Amounts added to schemes, their positions, and sums of them at a level.

use super::partial::Scheme;
use super::{Amounts, Terms};
use crate::figures::{Position, Sums};
use crate::money::Money;
use rust_decimal::Decimal;

impl Scheme {
    /// Adds the amounts of a month. A month that has some already makes the scheme odd.
    #[inline]
    pub(super) fn add(&mut self, terms: &Terms, bit: u32, [plan, actual, forecast]: Amounts) {
        if plan.is_none() && actual.is_none() && forecast.is_none() {
            return;
        }
        let month = 1u128 << bit;
        self.is_odd |= self.months & month != 0;
        self.months |= month;
        let planned = plan.unwrap_or(0);
        self.is_positive |= planned > 0;
        self.negatives = self.negatives.saturating_add(u8::from(planned < 0));
        let Some(has_ended) = terms.in_year(bit) else { return };
        self.plan_year += planned;
        self.has_plan |= plan.is_some();
        self.has_forecast |= forecast.is_some();
        if !has_ended {
            self.forecast_year += forecast.unwrap_or(planned);
            self.forecasts += u8::from(forecast.is_some());
            return;
        }
        self.plan += planned;
        match actual {
            Some(actual) => {
                self.actual += actual;
                self.forecast_year += actual;
                self.reported += 1;
            }
            None if planned != 0 => {
                self.unreported += planned;
                self.missing += 1;
            }
            None => {}
        }
    }

    /// Whether the ordinary reader reads its rows.
    pub fn is_odd(&self) -> bool {
        self.is_odd
    }

    /// Plan against actual, year to date. `weight` is what a whole number of the fold is worth.
    pub fn to_date(&self, weight: Decimal) -> Position {
        self.sums_to_date().position(weight)
    }

    /// Plan against forecast for the year; `None` where no month has a forecast.
    pub fn full_year(&self, weight: Decimal) -> Option<Position> {
        self.has_forecast.then(|| self.sums_of_year().position(weight))
    }

    /// Planned saving of the year; `None` where no month has one.
    pub fn plan_year(&self, weight: Decimal) -> Option<Money> {
        self.has_plan.then(|| money(self.plan_year.into(), weight))
    }

    fn sums_to_date(&self) -> WholeSums {
        let is_unplanned = !self.has_plan && self.actual != 0;
        WholeSums {
            plan: self.plan.into(),
            actual: self.actual.into(),
            has_plan: self.has_plan,
            has_actual: self.reported > 0,
            unreported: self.unreported.into(),
            missing: self.missing.into(),
            reported: self.reported.into(),
            has_unplanned: is_unplanned,
            has_planned: !is_unplanned && (self.plan != 0 || self.actual != 0 || self.unreported != 0),
        }
    }

    /// The year as it enters sums: without a forecast, the plan.
    fn sums_of_year(&self) -> WholeSums {
        let plan = self.plan_year.into();
        if !self.has_forecast {
            return WholeSums {
                plan,
                actual: plan,
                has_plan: self.has_plan,
                has_actual: self.has_plan,
                has_planned: plan != 0,
                ..WholeSums::default()
            };
        }
        let is_unplanned = !self.has_plan && self.forecast_year != 0;
        WholeSums {
            plan,
            actual: self.forecast_year.into(),
            has_plan: self.has_plan,
            has_actual: true,
            unreported: self.unreported.into(),
            missing: self.missing.into(),
            reported: u32::from(self.reported) + u32::from(self.forecasts),
            has_unplanned: is_unplanned,
            has_planned: !is_unplanned && (plan != 0 || self.forecast_year != 0),
        }
    }

    /// Adds what another part holds of the same scheme.
    pub(super) fn join(&mut self, other: &Self) {
        self.is_odd |= other.is_odd || self.months & other.months != 0;
        self.months |= other.months;
        self.first = self.first.min(other.first);
        self.plan += other.plan;
        self.actual += other.actual;
        self.unreported += other.unreported;
        self.plan_year += other.plan_year;
        self.forecast_year += other.forecast_year;
        self.reported += other.reported;
        self.missing += other.missing;
        self.forecasts += other.forecasts;
        self.has_plan |= other.has_plan;
        self.has_forecast |= other.has_forecast;
        self.is_positive |= other.is_positive;
        self.negatives = self.negatives.saturating_add(other.negatives);
    }
}

/// A position in whole numbers; exact.
#[derive(Debug, Clone, Copy, Default)]
struct WholeSums {
    plan: i128,
    actual: i128,
    has_plan: bool,
    has_actual: bool,
    unreported: i128,
    missing: u32,
    reported: u32,
    has_planned: bool,
    has_unplanned: bool,
}

impl WholeSums {
    fn add(&mut self, other: &Self) {
        self.plan += other.plan;
        self.actual += other.actual;
        self.has_plan |= other.has_plan;
        self.has_actual |= other.has_actual;
        self.unreported += other.unreported;
        self.missing += other.missing;
        self.reported += other.reported;
        self.has_planned |= other.has_planned;
        self.has_unplanned |= other.has_unplanned;
    }

    fn position(&self, weight: Decimal) -> Position {
        Position {
            plan: money(self.plan, weight),
            actual: money(self.actual, weight),
            has_plan: self.has_plan,
            has_actual: self.has_actual,
            unreported: money(self.unreported, weight),
            periods_unreported: self.missing,
            periods_reported: self.reported,
            unplanned: self.has_unplanned && !self.has_planned,
            incomplete: false,
        }
    }
}

/// Sums over schemes, in whole numbers; exact.
#[derive(Debug, Clone, Copy, Default)]
pub struct LevelSums {
    to_date: WholeSums,
    year: WholeSums,
    behind: i128,
    ahead: i128,
    has_variance: bool,
    has_forecast: bool,
    schemes: usize,
}

impl LevelSums {
    /// Adds a scheme.
    pub fn add(&mut self, scheme: &Scheme) {
        self.to_date.add(&scheme.sums_to_date());
        self.year.add(&scheme.sums_of_year());
        self.has_forecast |= scheme.has_forecast;
        if scheme.reported > 0 && scheme.has_plan {
            self.has_variance = true;
            let reported = i128::from(scheme.plan) - i128::from(scheme.unreported);
            let variance = i128::from(scheme.actual) - reported;
            *(if variance < 0 { &mut self.behind } else { &mut self.ahead }) += variance;
        }
        self.schemes += 1;
    }

    /// The same in money.
    pub fn in_money(&self, weight: Decimal) -> Sums {
        let year = self.year.position(weight);
        Sums {
            to_date: self.to_date.position(weight),
            year,
            plan_year: year.known_plan(),
            behind_and_ahead: self
                .has_variance
                .then(|| (money(self.behind, weight), money(self.ahead, weight))),
            schemes: self.schemes,
            has_forecast: self.has_forecast,
        }
    }
}

/// A whole number of the fold as money.
fn money(value: i128, weight: Decimal) -> Money {
    let whole = Decimal::try_from_i128_with_scale(value, 0).unwrap_or(Decimal::MAX);
    Money::new(whole.saturating_mul(weight))
}
