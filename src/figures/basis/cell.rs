//! What a basis is chosen from: cells with their places, or of a scheme that gives months alone no more than sums
//! need of them.

use crate::calendar::{Date, FinancialYear, Month, Period};
use crate::figures::finest;
use crate::figures::sums::Summand;
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, MonthAmount, Point, Scheme};

/// A cell that enters a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsedCell {
    pub measure: Measure,
    /// The period; `None` for a column to date or of the year.
    pub period: Option<Period>,
    /// The amount; `None` where the cell could not be read.
    pub amount: Option<Amount>,
    pub place: Place,
}

impl UsedCell {
    pub fn of(point: Point) -> Self {
        let Point { measure, period, amount, place } = point;
        Self { measure, period: Some(period), amount, place }
    }
}

/// What is planned, made and forecast in a month.
pub type Given<A> = (Month, [Option<A>; 3]);

/// A cell as far as it is chosen and added up.
pub trait Chosen: Copy {
    /// What it gives: money, or hundredths of the unit that the scheme is written in.
    type Amount: Summand;

    /// Those of the finest periods that are given of a year.
    fn finest(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self>;

    /// Those that a whole year is summed over.
    fn of_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self>;

    /// That of a column, where it gives an amount or could not be read.
    fn of_column(scheme: &Scheme, measure: Measure, column: ColumnId) -> Option<Self>;

    /// What they come to, as far as they could be read.
    fn sum(cells: &[Self]) -> Money;

    fn measure(&self) -> Measure;

    /// The period; `None` for a column to date or of the year.
    fn period(&self) -> Option<Period>;

    /// What is planned, made and forecast in each month of a year, of a scheme that gives no amount twice.
    fn months(scheme: &Scheme, year: FinancialYear) -> impl Iterator<Item = Given<Self::Amount>>;

    /// Its amount; `None` where that could not be read.
    fn amount(&self) -> Option<Self::Amount>;

    /// Whether it gives an amount, and does not only stand where one could not be read.
    fn is_known(&self) -> bool {
        self.amount().is_some()
    }

    /// Whether it gives nothing but nil.
    fn is_nil(&self) -> bool;

    fn has_ended(&self, as_at: Option<Date>) -> bool {
        as_at.zip(self.period()).is_some_and(|(as_at, period)| period.has_ended(as_at))
    }

    fn starts_with(&self, year: FinancialYear) -> bool {
        self.period().is_some_and(|period| period.first_month() == year.april())
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.period().zip(other.period()).is_some_and(|(one, other)| {
            one.first_month() <= other.last_month() && other.first_month() <= one.last_month()
        })
    }
}

impl Chosen for UsedCell {
    type Amount = Money;

    fn finest(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self> {
        finest::finest(scheme, measure, year).map(Self::of)
    }

    fn of_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self> {
        finest::of_year(scheme, measure, year).map(Self::of)
    }

    fn of_column(scheme: &Scheme, measure: Measure, column: ColumnId) -> Option<Self> {
        let row = &scheme.row;
        let amount = row.amount(column);
        let cell = row.cell(column).filter(|_| amount.is_some() || row.unreadable(column))?;
        Some(Self { measure, period: None, amount, place: cell.place })
    }

    fn sum(cells: &[Self]) -> Money {
        cells.iter().filter_map(|cell| cell.amount).map(|amount| amount.value).sum()
    }

    fn measure(&self) -> Measure {
        self.measure
    }

    fn period(&self) -> Option<Period> {
        self.period
    }

    fn months(scheme: &Scheme, year: FinancialYear) -> impl Iterator<Item = Given<Money>> {
        scheme.savings.months_in(year)
    }

    fn amount(&self) -> Option<Money> {
        self.amount.map(|amount| amount.value)
    }

    fn is_nil(&self) -> bool {
        self.amount.is_none_or(|amount| amount.value.is_zero())
    }
}

/// The amount of a month of a scheme of which nothing else is given ([`is_of_plain_months`]).
#[derive(Debug, Clone, Copy)]
pub struct MonthCell {
    measure: Measure,
    own: MonthAmount,
}

/// Whether all that gives amounts of a scheme are months in one unit.
pub fn is_of_plain_months(scheme: &Scheme) -> bool {
    let columns =
        [schemes::PLAN_YTD, schemes::ACTUAL_YTD, schemes::PLAN_YEAR, schemes::FORECAST_YEAR].into_iter();
    let mut of_columns = columns.filter_map(|column| UsedCell::of_column(scheme, Measure::Plan, column));
    scheme.savings.is_of_plain_months() && of_columns.next().is_none()
}

impl Chosen for MonthCell {
    type Amount = i64;

    fn finest(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self> {
        scheme.savings.plain_months(measure, year).map(move |own| Self { measure, own })
    }

    fn of_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Self> {
        Self::finest(scheme, measure, year)
    }

    fn of_column(_: &Scheme, _: Measure, _: ColumnId) -> Option<Self> {
        None
    }

    fn sum(cells: &[Self]) -> Money {
        MonthAmount::sum(cells.iter().map(|cell| cell.own))
    }

    fn measure(&self) -> Measure {
        self.measure
    }

    fn period(&self) -> Option<Period> {
        Some(Period::Month(self.own.month))
    }

    fn months(scheme: &Scheme, year: FinancialYear) -> impl Iterator<Item = Given<i64>> {
        scheme.savings.hundredths_in(year)
    }

    fn amount(&self) -> Option<i64> {
        Some(self.own.hundredths.into())
    }

    fn is_nil(&self) -> bool {
        self.own.hundredths == 0
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.own.month == other.own.month
    }
}
