//! Amounts added to schemes, their positions, and sums of them at a level.

use super::partial::Scheme;
use super::{Amounts, Terms};
use crate::figures::Position;
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
        Position {
            plan: money(self.plan.into(), weight),
            actual: money(self.actual.into(), weight),
            unreported: money(self.unreported.into(), weight),
            periods_unreported: self.missing.into(),
            periods_reported: self.reported.into(),
            unplanned: self.is_unplanned(),
            incomplete: false,
        }
    }

    /// Plan against forecast for the year; `None` where no month has a forecast.
    pub fn full_year(&self, weight: Decimal) -> Option<Position> {
        self.has_forecast.then(|| Position {
            plan: money(self.plan_year.into(), weight),
            actual: money(self.forecast_year.into(), weight),
            unreported: money(self.unreported.into(), weight),
            periods_unreported: self.missing.into(),
            periods_reported: u32::from(self.reported) + u32::from(self.forecasts),
            unplanned: self.is_unplanned_year(),
            incomplete: false,
        })
    }

    /// Planned saving of the year.
    pub fn plan_year(&self, weight: Decimal) -> Money {
        money(self.plan_year.into(), weight)
    }

    fn is_unplanned(&self) -> bool {
        !self.has_plan && self.actual != 0
    }

    /// Whether it has a forecast for the year, and no plan to hold it against.
    fn is_unplanned_year(&self) -> bool {
        self.has_forecast && !self.has_plan && self.forecast_year != 0
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

/// Sums over schemes, in whole numbers; exact.
#[derive(Debug, Clone, Copy, Default)]
pub struct LevelSums {
    plan: i128,
    actual: i128,
    unreported: i128,
    missing: u32,
    reported: u32,
    plan_year: i128,
    forecast_year: i128,
    unreported_year: i128,
    missing_year: u32,
    reported_year: u32,
    behind: i128,
    ahead: i128,
    has_forecast: bool,
    has_planned: bool,
    has_unplanned: bool,
    has_planned_year: bool,
    has_unplanned_year: bool,
    schemes: usize,
}

impl LevelSums {
    /// Adds a scheme.
    pub fn add(&mut self, scheme: &Scheme) {
        self.plan += i128::from(scheme.plan);
        self.actual += i128::from(scheme.actual);
        self.unreported += i128::from(scheme.unreported);
        self.missing += u32::from(scheme.missing);
        self.reported += u32::from(scheme.reported);
        self.plan_year += i128::from(scheme.plan_year);
        if scheme.has_forecast {
            self.has_forecast = true;
            self.forecast_year += i128::from(scheme.forecast_year);
            self.unreported_year += i128::from(scheme.unreported);
            self.missing_year += u32::from(scheme.missing);
            self.reported_year += u32::from(scheme.reported) + u32::from(scheme.forecasts);
        } else {
            self.forecast_year += i128::from(scheme.plan_year);
        }
        let variance = i128::from(scheme.actual) - i128::from(scheme.plan);
        *(if variance < 0 { &mut self.behind } else { &mut self.ahead }) += variance;
        self.schemes += 1;
        let is_empty = scheme.plan == 0 && scheme.actual == 0 && scheme.unreported == 0;
        self.has_unplanned |= scheme.is_unplanned();
        self.has_planned |= !scheme.is_unplanned() && !is_empty;
        let is_empty = scheme.plan_year == 0 && (!scheme.has_forecast || scheme.forecast_year == 0);
        self.has_unplanned_year |= scheme.is_unplanned_year();
        self.has_planned_year |= !scheme.is_unplanned_year() && !is_empty;
    }

    /// Plan against actual, year to date.
    pub fn to_date(&self, weight: Decimal) -> Position {
        Position {
            plan: money(self.plan, weight),
            actual: money(self.actual, weight),
            unreported: money(self.unreported, weight),
            periods_unreported: self.missing,
            periods_reported: self.reported,
            unplanned: self.has_unplanned && !self.has_planned,
            incomplete: false,
        }
    }

    /// Plan against forecast for the year, as it enters sums: without a forecast, the plan.
    pub fn year(&self, weight: Decimal) -> Position {
        Position {
            plan: money(self.plan_year, weight),
            actual: money(self.forecast_year, weight),
            unreported: money(self.unreported_year, weight),
            periods_unreported: self.missing_year,
            periods_reported: self.reported_year,
            unplanned: self.has_unplanned_year && !self.has_planned_year,
            incomplete: false,
        }
    }

    /// Whether any scheme has a forecast.
    pub fn has_forecast(&self) -> bool {
        self.has_forecast
    }

    /// How many schemes there are.
    pub fn schemes(&self) -> usize {
        self.schemes
    }

    /// The variances of schemes behind plan, and of those ahead.
    pub fn sides(&self, weight: Decimal) -> (Money, Money) {
        (money(self.behind, weight), money(self.ahead, weight))
    }
}

/// A whole number of the fold as money.
fn money(value: i128, weight: Decimal) -> Money {
    let whole = Decimal::try_from_i128_with_scale(value, 0).unwrap_or(Decimal::MAX);
    Money::new(whole.saturating_mul(weight))
}
