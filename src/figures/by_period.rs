//! Plan, actual and forecast by month or by year, as they enter the sums of a level.

use super::sums::of_known;
use crate::money::Money;
use std::collections::BTreeMap;

/// Amounts by month or by year, in order.
#[derive(Debug, Clone)]
pub struct ByPeriod<P>(pub(super) BTreeMap<P, InSums>);

/// Amounts as they enter sums: without a forecast a scheme is at its plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct InSums {
    pub(super) plan: Option<Money>,
    pub(super) actual: Option<Money>,
    pub(super) forecast: Option<Money>,
    pub(super) has_forecast: bool,
    /// Planned saving of the schemes that report nothing of a month that has ended; nil of years.
    pub(super) unreported: Money,
    pub(super) incomplete: bool,
}

impl<P> Default for ByPeriod<P> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<P: Copy + Ord> ByPeriod<P> {
    /// Adds the amounts of a part.
    pub fn join(&mut self, other: &Self) {
        for (period, own) in &other.0 {
            let sum = self.0.entry(*period).or_default();
            sum.plan = of_known(sum.plan, own.plan);
            sum.actual = of_known(sum.actual, own.actual);
            sum.forecast = of_known(sum.forecast, own.forecast);
            sum.has_forecast |= own.has_forecast;
            sum.unreported = sum.unreported + own.unreported;
            sum.incomplete |= own.incomplete;
        }
    }

    /// Takes note that parts of it could not be read.
    pub(super) fn lacks(&mut self) {
        self.0.values_mut().for_each(|own| own.incomplete = true);
    }
}

impl InSums {
    /// Puts what a scheme forecasts, or its plan.
    pub(super) fn at_forecast(&mut self, forecast: Option<Money>) {
        self.has_forecast = forecast.is_some();
        self.forecast = forecast.or(self.plan);
    }

    /// The forecast; `None` where no scheme of it has one.
    pub(super) fn forecast(&self) -> Option<Money> {
        self.forecast.filter(|_| self.has_forecast)
    }
}
