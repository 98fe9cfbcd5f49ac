//! Plan, actual and forecast of every month that schemes give, in the sums of a level. Of the months of the
//! reporting year they are the cells of the positions: where every scheme gives months, what has ended adds up to
//! the position to date, and all twelve to the year's.

use super::basis::{Basis, UsedCell, sum};
use super::by_period::{ByPeriod, InSums};
use super::sums::{Summed, of_known};
use super::xmr::{self, Tested};
use super::{SchemeFigures, savings};
use crate::calendar::{Month, Period};
use crate::money::{Money, Percent};
use crate::plan::{Measure, Scheme};

/// The amounts of a month; `None` where nothing gives one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthAmounts {
    pub month: Month,
    pub plan: Option<Money>,
    /// Of a month that has ended.
    pub actual: Option<Money>,
    /// What is made of a month that has ended, and what is forecast of one that has not. In a sum a scheme that
    /// forecasts nothing is at its plan.
    pub forecast: Option<Money>,
    /// Planned saving of the schemes that report nothing of a month that has ended.
    pub unreported: Money,
    /// Whether a cell of it could not be read.
    pub incomplete: bool,
}

/// Amounts by month, in order.
pub type MonthSums = ByPeriod<Month>;

impl MonthSums {
    /// The months of a scheme.
    pub fn of(scheme: &Scheme, figures: &SchemeFigures) -> Self {
        let mut sums = Self::default();
        let (year, as_at) = (figures.reporting_year, figures.as_at);
        let has_ended = |month: &Month| as_at.is_some_and(|as_at| month.end() <= as_at);
        for own in scheme.savings.years() {
            let given = |measure| savings::finest(scheme, measure, own).map(UsedCell::of);
            given(Measure::Plan).for_each(|cell| sums.put(&cell, |sum| &mut sum.plan));
            given(Measure::Actual)
                .filter(|cell| month_of(cell).is_some_and(|month| has_ended(&month)))
                .for_each(|cell| sums.put(&cell, |sum| &mut sum.actual));
            let of_year = if Some(own) == year { Some(Basis::year(scheme, year, as_at)) } else { None };
            match of_year {
                Some(of_year) if of_year.is_given => {
                    of_year.actual.iter().for_each(|cell| sums.put(cell, |sum| &mut sum.forecast));
                }
                Some(_) => {}
                None => given(Measure::Forecast).for_each(|cell| sums.put(&cell, |sum| &mut sum.forecast)),
            }
        }
        for (month, own) in &mut sums.0 {
            own.at_forecast(own.forecast);
            if own.actual.is_none() && has_ended(month) {
                own.unreported = own.plan.unwrap_or_default();
            }
            own.incomplete |= scheme.has_lost_amounts();
        }
        sums
    }

    /// Takes a cell of one month.
    fn put(&mut self, cell: &UsedCell, to: impl Fn(&mut InSums) -> &mut Option<Money>) {
        let Some(month) = month_of(cell) else { return };
        let own = self.0.entry(month).or_default();
        own.incomplete |= cell.amount.is_none();
        if cell.amount.is_some() {
            let to = to(own);
            *to = of_known(*to, Some(sum(&[*cell])));
        }
    }

    /// Every month with its amounts.
    pub fn iter(&self) -> impl Iterator<Item = MonthAmounts> {
        self.0.iter().map(|(month, own)| {
            let InSums { plan, actual, unreported, incomplete, .. } = *own;
            MonthAmounts { month: *month, plan, actual, forecast: own.forecast(), unreported, incomplete }
        })
    }
}

impl Summed for MonthSums {
    fn add_scheme(&mut self, scheme: &Scheme, figures: &SchemeFigures) {
        self.join(&Self::of(scheme, figures));
    }

    fn lack(&mut self) {
        self.lacks();
    }
}

fn month_of(cell: &UsedCell) -> Option<Month> {
    match cell.period? {
        Period::Month(month) => Some(month),
        _ => None,
    }
}

impl MonthAmounts {
    /// The share of its plan that was delivered; `None` where not all of it is reported, or nothing is planned.
    pub fn delivered(&self) -> Option<Percent> {
        let plan = self.plan.filter(|plan| plan.is_positive())?;
        Percent::of(self.actual?, plan).filter(|_| self.unreported.is_zero() && !self.incomplete)
    }
}

/// The latest unbroken run of months with a delivered share.
pub fn delivered(months: impl Iterator<Item = MonthAmounts>) -> Vec<(Month, Percent)> {
    let mut run: Vec<(Month, Percent)> = Vec::new();
    for own in months {
        let Some(share) = own.delivered() else { continue };
        if run.last().is_some_and(|(last, _)| last.plus(1) != own.month) {
            run.clear();
        }
        run.push((own.month, share));
    }
    run
}

/// The chart test over the delivered shares of months; `None` where there are too few.
pub fn tested(run: &[(Month, Percent)]) -> Option<Tested> {
    let shares: Vec<Percent> = run.iter().map(|(_, share)| *share).collect();
    xmr::test(&shares)
}
