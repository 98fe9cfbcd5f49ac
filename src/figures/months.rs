//! Plan, actual and forecast of every month that schemes give, in the sums of a level. Of the months of the
//! reporting year they are the cells of the positions: where every scheme gives months, what has ended adds up to
//! the position to date, and all twelve to the year's.

use super::basis::{Basis, Chosen, Given, MonthCell, UsedCell, is_of_plain_months};
use super::by_period::{ByPeriod, InSums};
use super::sums::{Parted, Summand, Summed, counted, of_known};
use super::xmr::{self, Tested};
use super::{PlanFigures, SchemeFigures};
use crate::calendar::{Month, Period};
use crate::money::{Money, Percent};
use crate::names::Spellings;
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
        let (mut added, mut known) = (Parted::<Added>::default(), Spellings::default());
        let (mut cells, mut months) = (Self::default(), ByPeriod::<Month, _>::default());
        for own in counted(plan, figures) {
            let added = added.part(own.0, &mut known);
            match added.plain_with(own.0) {
                Some(plain) => {
                    months.put::<MonthCell>(own);
                    plain.join(&months);
                }
                None => {
                    cells.put::<UsedCell>(own);
                    added.cells.join(&cells);
                }
            }
        }
        let mut sums = added.map(Added::sums);
        sums.workstreams.iter().for_each(|(_, own)| sums.all.join(own));
        if plan.lost.schemes {
            sums.lack();
        }
        sums
    }

    /// Every month with its amounts.
    pub fn iter(&self) -> impl Iterator<Item = MonthAmounts> {
        self.0.iter().map(|(month, own)| {
            let InSums { plan, actual, unreported, incomplete, .. } = *own;
            MonthAmounts { month: *month, plan, actual, forecast: own.forecast(), unreported, incomplete }
        })
    }
}

/// The months of a level while they are added up.
#[derive(Default)]
struct Added {
    /// Those of schemes of plain months in one unit: its power of ten, and what they come to in its hundredths.
    plain: Option<(i8, ByPeriod<Month, i64>)>,
    /// Those of all others.
    cells: MonthSums,
}

impl Added {
    /// The plain months that those of a scheme go with; `None` where it is taken cell by cell.
    fn plain_with(&mut self, scheme: &Scheme) -> Option<&mut ByPeriod<Month, i64>> {
        let exponent = scheme.savings.exponent().filter(|_| is_of_plain_months(scheme))?;
        let (of_all, plain) = self.plain.get_or_insert_with(|| (exponent, ByPeriod::default()));
        (*of_all == exponent).then_some(plain)
    }

    fn sums(self) -> MonthSums {
        let mut sums = self.cells;
        if let Some((exponent, plain)) = self.plain {
            sums.join(&plain.map(|own| Money::of_sum(own.into(), exponent).unwrap_or_default()));
        }
        sums
    }
}

impl<A: Summand> ByPeriod<Month, A> {
    /// Puts the months of a scheme in the place of others.
    fn put<C: Chosen<Amount = A>>(&mut self, (scheme, figures): (&Scheme, &SchemeFigures)) {
        self.0.clear();
        let (year, as_at) = (figures.reporting_year, figures.as_at);
        let last_ended = as_at.map(Month::last_ended);
        let has_ended = |month: Month| last_ended.is_some_and(|last| month <= last);
        let is_plain = scheme.savings.is_given_once();
        for own in scheme.savings.years() {
            let (from, is_current) = (self.0.len(), Some(own) == year);
            if is_plain {
                self.put_months(C::months(scheme, own), has_ended, !is_current);
            } else {
                let given = |measure| C::finest(scheme, measure, own);
                self.put_cells(from, given(Measure::Plan), |sum| &mut sum.plan);
                let made = given(Measure::Actual).filter(|cell| month_of(cell).is_some_and(has_ended));
                self.put_cells(from, made, |sum| &mut sum.actual);
                let forecast = given(Measure::Forecast).filter(|_| !is_current);
                self.put_cells(from, forecast, |sum| &mut sum.forecast);
            }
            if !is_current {
                continue;
            }
            let of_year = Basis::<C>::year(scheme, year, as_at);
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
        months: impl Iterator<Item = Given<A>>,
        has_ended: impl Fn(Month) -> bool,
        with_forecast: bool,
    ) {
        for (month, [plan, actual, forecast]) in months {
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
        cells: impl Iterator<Item = impl Chosen<Amount = A>>,
        to: impl Fn(&mut InSums<A>) -> &mut Option<A>,
    ) {
        cells.for_each(|cell| {
            let Some(month) = month_of(&cell) else { return };
            self.change(&mut at, month, |own| {
                own.incomplete |= !cell.is_known();
                let to = to(own);
                *to = of_known(*to, cell.amount());
            });
        });
    }
}

fn month_of(cell: &impl Chosen) -> Option<Month> {
    match cell.period()? {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_period;
    use crate::location::{Place, SourceId};
    use crate::money::Amount;
    use crate::plan::Point;
    use crate::plan::example::example;
    use crate::policy::Policy;
    use proptest::prelude::*;

    fn point(period: Period, measure: Measure, pounds: i64, (line, column): (u32, u32)) -> Point {
        let amount = Amount { value: Money::of_hundredths(pounds * 100), last_digit: 0 };
        Point {
            period,
            measure,
            amount: Some(amount),
            place: Place::Cell { source: SourceId(0), line, column },
        }
    }

    /// The months of a scheme, each on a line of its own from April 2011 on; with an amount of several years beside
    /// them, so that they are taken cell by cell.
    fn months(
        rows: &[[Option<i64>; 3]],
        is_plain: bool,
        dated: &str,
    ) -> (Vec<MonthAmounts>, Vec<MonthAmounts>) {
        let cells = [("name", "Ward"), ("workstream", "Care")];
        let mut plan = example().dated(dated).scheme("S", &cells).made();
        let savings = &mut plan.schemes[0].savings;
        let first = Month::from_year_0(2011 * 12 + 3);
        let measures = [Measure::Plan, Measure::Actual, Measure::Forecast];
        for (at, row) in (0..).zip(rows) {
            let period = Period::Month(first.plus(at));
            let line = u32::try_from(at).unwrap() + 2;
            let given = measures.into_iter().zip(row).zip(3..);
            given
                .filter_map(|((measure, pounds), column)| {
                    Some(point(period, measure, (*pounds)?, (line, column)))
                })
                .for_each(|point| savings.push(point));
        }
        if !is_plain {
            let span = parse_period("2011/12 to 2013/14").unwrap();
            savings.push(point(span, Measure::Investment, 7, (99, 6)));
        }
        assert_eq!(savings.is_given_once(), is_plain);
        let figures = PlanFigures::of(&plan, &Policy::default(), None);
        let sums = MonthSums::of_plan(&plan, &figures);
        let own = sums.workstreams.iter().flat_map(|(_, own)| own.iter()).collect();
        (sums.all.iter().collect(), own)
    }

    #[test]
    fn months_in_pounds_and_in_thousands_add_up() {
        let cells = [("workstream", "Care")];
        let mut plan = example().dated("2011-05-31").scheme("A", &cells).scheme("B", &cells).made();
        let april = Month::from_year_0(2011 * 12 + 3);
        let units = [(0, [100, 90]), (3, [2_000, 3_000])];
        for (scheme, (last_digit, [planned, made])) in plan.schemes.iter_mut().zip(units) {
            for (measure, pounds, column) in [(Measure::Plan, planned, 3), (Measure::Actual, made, 4)] {
                let own = point(Period::Month(april), measure, pounds, (2, column));
                let amount = own.amount.map(|amount| Amount { last_digit, ..amount });
                scheme.savings.push(Point { amount, ..own });
            }
            assert_eq!(scheme.savings.exponent(), Some(last_digit));
        }
        let figures = PlanFigures::of(&plan, &Policy::default(), None);
        let sums = MonthSums::of_plan(&plan, &figures);
        let of = |sums: &MonthSums| {
            let own = sums.iter().map(|own| [own.plan, own.actual].map(|amount| amount.unwrap().plain()));
            own.collect::<Vec<_>>()
        };
        let both = [["2100".to_owned(), "3090".to_owned()]];
        assert_eq!(of(&sums.all), both);
        assert_eq!(of(sums.workstreams.get("Care").unwrap()), both);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn months_are_the_same_at_once_and_cell_by_cell(
            rows in prop::collection::vec(prop::array::uniform3(prop::option::weighted(0.7, -9_i64..900)), 1..30),
            dated in prop::sample::select(&["2011-03-31", "2011-09-30", "2012-05-31", "2014-03-31"][..]),
        ) {
            let plain = months(&rows, true, dated);
            prop_assert_eq!(&plain, &months(&rows, false, dated));
            prop_assert_eq!(&plain.0, &plain.1);
        }
    }

    #[test]
    fn a_month_that_has_not_ended_has_no_actual() {
        let rows = [[Some(10), Some(8), Some(9)]; 7];
        let (all, _) = months(&rows, true, "2011-09-30");
        let made: Vec<_> = all.iter().map(|own| own.actual.map(Money::plain)).collect();
        let ended = || Some("8".to_owned());
        assert_eq!(made, [ended(), ended(), ended(), ended(), ended(), ended(), None]);
    }
}
