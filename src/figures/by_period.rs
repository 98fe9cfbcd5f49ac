//! Plan, actual and forecast by month or by year, as they enter the sums of a level.

use super::sums::{Summand, Summed, of_known};
use crate::money::Money;

/// Amounts by month or by year, in order.
#[derive(Debug, Clone)]
pub struct ByPeriod<P, A = Money>(pub(super) Vec<(P, InSums<A>)>);

/// Amounts as they enter sums: without a forecast a scheme is at its plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct InSums<A = Money> {
    pub(super) plan: Option<A>,
    pub(super) actual: Option<A>,
    pub(super) forecast: Option<A>,
    pub(super) has_forecast: bool,
    /// Planned saving of the schemes that report nothing of a month that has ended; nil of years.
    pub(super) unreported: A,
    pub(super) incomplete: bool,
}

impl<P, A> Default for ByPeriod<P, A> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<P, A> ByPeriod<P, A> {
    /// The same in other amounts.
    pub(super) fn map<B>(self, amount: impl Fn(A) -> B) -> ByPeriod<P, B> {
        let each = self.0.into_iter().map(|(period, own)| {
            let InSums { plan, actual, forecast, has_forecast, unreported, incomplete } = own;
            let [plan, actual, forecast] = [plan, actual, forecast].map(|own| own.map(&amount));
            let unreported = amount(unreported);
            (period, InSums { plan, actual, forecast, has_forecast, unreported, incomplete })
        });
        ByPeriod(each.collect())
    }
}

impl<P: Copy + Ord, A: Summand> ByPeriod<P, A> {
    /// Changes the amounts of a period, looked for at a place and behind it; the place is moved there.
    pub(super) fn change(&mut self, at: &mut usize, period: P, change: impl FnOnce(&mut InSums<A>)) {
        let is_at = |at: usize| self.0.get(at).is_some_and(|(known, _)| *known == period);
        if !is_at(*at) {
            *at += 1;
        }
        if !is_at(*at) {
            *at = self.0.binary_search_by(|(known, _)| known.cmp(&period)).unwrap_or_else(|free| {
                self.0.insert(free, (period, InSums::default()));
                free
            });
        }
        if let Some((_, own)) = self.0.get_mut(*at) {
            change(own);
        }
    }
}

impl<P: Copy + Ord, A: Summand> Summed for ByPeriod<P, A> {
    fn join(&mut self, other: &Self) {
        if self.0.is_empty() {
            // as long as it is: there may be a great many of a period or two
            self.0 = other.0.clone();
            return;
        }
        let mut at = 0;
        for (period, own) in &other.0 {
            self.change(&mut at, *period, |sum| sum.add(own));
        }
    }

    fn lack(&mut self) {
        self.0.iter_mut().for_each(|(_, own)| own.incomplete = true);
    }
}

impl<A: Summand> InSums<A> {
    fn add(&mut self, own: &Self) {
        self.plan = of_known(self.plan, own.plan);
        self.actual = of_known(self.actual, own.actual);
        self.forecast = of_known(self.forecast, own.forecast);
        self.has_forecast |= own.has_forecast;
        self.unreported = self.unreported + own.unreported;
        self.incomplete |= own.incomplete;
    }

    /// Puts what a scheme forecasts, or its plan.
    pub(super) fn at_forecast(&mut self, forecast: Option<A>) {
        self.has_forecast = forecast.is_some();
        self.forecast = forecast.or(self.plan);
    }

    /// The forecast; `None` where no scheme of it has one.
    pub(super) fn forecast(&self) -> Option<A> {
        self.forecast.filter(|_| self.has_forecast)
    }
}
