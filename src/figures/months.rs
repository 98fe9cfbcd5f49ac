//! Plan, actual and forecast of every month that schemes give, in the sums of a level. Of the months of the
//! reporting year they are the cells of the positions: where every scheme gives months, what has ended adds up to
//! the position to date, and all twelve to the year's.

use super::basis::{Basis, UsedCell};
use super::by_period::{ByPeriod, InSums};
use super::sums::{Parted, Places, Summed, counted, of_known};
use super::xmr::{self, Tested};
use super::{PlanFigures, SchemeFigures, savings};
use crate::calendar::{FinancialYear, Month, Period};
use crate::money::{Money, Percent};
use crate::plan::{Measure, Plan, Scheme};

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
    /// The months of a plan and of its workstreams.
    pub(super) fn of_plan(plan: &Plan, figures: &PlanFigures) -> Parted<Self> {
        let (mut sums, mut places, mut own) = (Parted::<Self>::default(), Places::default(), Self::default());
        for (scheme, figures) in counted(plan, figures) {
            own.put(scheme, figures);
            sums.part(scheme, &mut places).join(&own);
        }
        sums.workstreams.iter().for_each(|(_, own)| sums.all.join(own));
        if plan.lost.schemes {
            sums.lack();
        }
        sums
    }

    /// Puts the months of a scheme in the place of others.
    fn put(&mut self, scheme: &Scheme, figures: &SchemeFigures) {
        self.0.clear();
        let (year, as_at) = (figures.reporting_year, figures.as_at);
        let last_ended = as_at.map(Month::last_ended);
        let has_ended = |month: Month| last_ended.is_some_and(|last| month <= last);
        let is_plain = scheme.savings.is_given_once();
        for own in scheme.savings.years() {
            let (from, is_current) = (self.0.len(), Some(own) == year);
            if is_plain {
                self.put_months(scheme, own, has_ended, !is_current);
            } else {
                let given = |measure| savings::finest(scheme, measure, own).map(UsedCell::of);
                self.put_cells(from, given(Measure::Plan), |sum| &mut sum.plan);
                let made = given(Measure::Actual).filter(|cell| month_of(cell).is_some_and(has_ended));
                self.put_cells(from, made, |sum| &mut sum.actual);
                let forecast = given(Measure::Forecast).filter(|_| !is_current);
                self.put_cells(from, forecast, |sum| &mut sum.forecast);
            }
            if !is_current {
                continue;
            }
            let of_year = Basis::year(scheme, year, as_at);
            if of_year.is_given {
                self.put_cells(from, of_year.actual.into_iter(), |sum| &mut sum.forecast);
            }
        }
        let has_lost_amounts = scheme.has_lost_amounts();
        for (month, own) in &mut self.0 {
            own.at_forecast(own.forecast);
            if own.actual.is_none() && has_ended(*month) {
                own.unreported = own.plan.unwrap_or_default();
            }
            own.incomplete |= has_lost_amounts;
        }
    }

    /// Takes the months of a year of a scheme that gives no amount twice; their forecasts where those are wanted.
    fn put_months(
        &mut self,
        scheme: &Scheme,
        year: FinancialYear,
        has_ended: impl Fn(Month) -> bool,
        with_forecast: bool,
    ) {
        for (month, [plan, actual, forecast]) in scheme.savings.months_in(year) {
            let (actual, forecast) =
                (actual.filter(|_| has_ended(month)), forecast.filter(|_| with_forecast));
            if plan.or(actual).or(forecast).is_some() {
                self.0.push((month, InSums { plan, actual, forecast, ..InSums::default() }));
            }
        }
    }

    /// Takes those of some cells that are of one month, which mostly stand from a place on.
    fn put_cells(
        &mut self,
        mut at: usize,
        cells: impl Iterator<Item = UsedCell>,
        to: impl Fn(&mut InSums) -> &mut Option<Money>,
    ) {
        cells.for_each(|cell| {
            let Some(month) = month_of(&cell) else { return };
            self.change(&mut at, month, |own| {
                own.incomplete |= cell.amount.is_none();
                let to = to(own);
                *to = of_known(*to, cell.amount.map(|amount| amount.value));
            });
        });
    }

    /// Every month with its amounts.
    pub fn iter(&self) -> impl Iterator<Item = MonthAmounts> {
        self.0.iter().map(|(month, own)| {
            let InSums { plan, actual, unreported, incomplete, .. } = *own;
            MonthAmounts { month: *month, plan, actual, forecast: own.forecast(), unreported, incomplete }
        })
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
