//! A scheme's savings by period, held compactly. A tracker has one row for each scheme and month, tens of
//! millions of them: of each is kept its month, its line, and by measure the column and the amount in
//! hundredths of the unit it was written in. What does not fit (a quarter, a year, pence of pence, a cell that
//! could not be read) is kept beside the months as a [`Point`]. Whoever reads sees points in order of measure
//! and period, and none knows which way each is kept.

use super::{Measure, Point};
use crate::calendar::{FinancialYear, Month, Period};
use crate::location::Place;
use crate::money::{Amount, Money, Unit};
use rows::Origin;
use std::fmt;

pub use months::MonthAmount;
pub use points::Points;
pub use rows::MonthRow;

mod months;
mod points;
mod rows;

#[cfg(test)]
mod tests;

/// The amounts of a scheme by period.
#[derive(Clone, Default)]
pub struct Series {
    /// Months, in their order; of one month in the order given.
    months: Vec<MonthRow>,
    /// Where the rows of months stand.
    origins: Vec<Origin>,
    /// What is no row of a month, in order of measure and period.
    rest: Vec<Point>,
}

/// How many rows a series grows by: few have more than a year or two, and there are many series.
const GROWTH: usize = 12;

impl Series {
    /// The points of a measure, in order of period.
    pub fn points(&self, measure: Measure) -> Points<'_> {
        Points::of(self, measure, &self.months, self.rest_of(measure))
    }

    /// The points of a measure whose period lies in a year.
    pub fn points_in(&self, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Point> + '_ {
        let months = self.months_of(year);
        Points::of(self, measure, months, self.rest_of(measure)).filter(move |point| point.period.is_in(year))
    }

    /// The points of a measure whose period begins after a month, in order of period.
    pub fn points_after(&self, measure: Measure, month: Month) -> impl Iterator<Item = Point> + '_ {
        let number = MonthRow::month_number(month);
        let from = self.months.partition_point(|row| number.is_some_and(|number| row.month <= number));
        let months = self.months.get(from..).unwrap_or_default();
        let all = Points::of(self, measure, months, self.rest_of(measure));
        all.filter(move |point| point.period.first_month() > month)
    }

    /// The rows of the months of a year.
    fn months_of(&self, year: FinancialYear) -> &[MonthRow] {
        let april = year.april();
        let Some(end) = MonthRow::month_number(april.plus(12)) else { return &[] };
        let first = end.saturating_sub(12);
        let from = self.months.partition_point(|row| row.month < first);
        let own = self.months.get(from..).unwrap_or_default();
        own.get(..own.partition_point(|row| row.month < end)).unwrap_or_default()
    }

    /// The point of a measure that ends last, among those that are wanted; of several, the first.
    pub fn latest(&self, measure: Measure, wanted: impl Fn(&Point) -> bool) -> Option<Point> {
        let months = self.months.iter().rev().filter_map(|row| row.point(self, measure));
        let of_months = months.into_iter().find(|point| wanted(point));
        let rest = self.rest_of(measure).iter().filter(|point| wanted(point)).copied();
        of_months.into_iter().chain(rest).reduce(|latest, point| {
            let is_later = point.period.last_month() > latest.period.last_month();
            if is_later { point } else { latest }
        })
    }

    /// The points of a measure that are of more than a month.
    pub fn longer(&self, measure: Measure) -> impl Iterator<Item = &Point> {
        self.rest_of(measure).iter().filter(|point| !matches!(point.period, Period::Month(_)))
    }

    /// Every point, in order of measure and period.
    pub fn all(&self) -> impl Iterator<Item = Point> + '_ {
        Measure::ALL.into_iter().flat_map(|measure| self.points(measure))
    }

    /// The points that could not be read (only with `--keep-going`).
    pub fn unreadable(&self) -> impl Iterator<Item = &Point> {
        self.rest.iter().filter(|point| point.amount.is_none())
    }

    /// The points of a measure in a year that are of more than a month.
    pub fn longer_in(&self, measure: Measure, year: FinancialYear) -> impl Iterator<Item = &Point> {
        self.longer(measure).filter(move |point| point.period.is_in(year))
    }

    /// The years in which it has points, each once, in order.
    pub fn years(&self) -> Vec<FinancialYear> {
        self.years_of(&Measure::ALL)
    }

    /// The years in which it has points of some measures, each once, in order.
    pub fn years_of(&self, measures: &[Measure]) -> Vec<FinancialYear> {
        let holds = |row: &MonthRow| measures.iter().any(|measure| row.held_as(*measure).is_some());
        self.years_where(holds, |point| measures.contains(&point.measure))
    }

    /// The years in which a measure has an amount that is not nil, each once, in order.
    pub fn years_not_nil(&self, measure: Measure) -> Vec<FinancialYear> {
        let of_row = |row: &MonthRow| row.amount(measure).is_some_and(|(hundredths, _)| hundredths != 0);
        self.years_where(of_row, |point| point.measure == measure && point.is_not_nil())
    }

    /// The years of the rows and the other points that are wanted, each once, in order.
    fn years_where(
        &self,
        of_row: impl Fn(&MonthRow) -> bool,
        of_point: impl Fn(&Point) -> bool,
    ) -> Vec<FinancialYear> {
        let rest = self.rest.iter().filter(|point| of_point(point));
        let mut years: Vec<FinancialYear> = rest.filter_map(|point| point.period.year()).collect();
        // months stand in order: one of a year that is known says nothing new
        let mut last = None;
        for row in &self.months {
            if last.is_none_or(|last| row.month > last) && of_row(row) {
                let year = row.month().financial_year();
                last = MonthRow::month_number(year.april().plus(11));
                years.push(year);
            }
        }
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Whether it is plain that it gives no amount twice: months alone, each on one line.
    pub fn is_given_once(&self) -> bool {
        let is_plain = |pair: &[MonthRow]| pair[0].month < pair[1].month || pair[0].goes_with(&pair[1]);
        self.rest.is_empty() && self.months.windows(2).all(is_plain)
    }

    /// What its amounts come to without their signs; `None` where that cannot be added exactly.
    pub fn magnitude(&self) -> Option<Money> {
        let mut all = Money::ZERO;
        for (at, origin) in self.origins.iter().enumerate() {
            let own = self.months.iter().filter(|row| usize::from(row.origin) == at);
            let sum = own.flat_map(|row| row.hundredths).map(|own| i128::from(own.unsigned_abs())).sum();
            all = all.checked_add(Money::of_sum(sum, origin.exponent)?)?;
        }
        let rest = self.rest.iter().filter_map(|point| point.amount);
        rest.into_iter().try_fold(all, |sum, amount| sum.checked_add(amount.value.abs()))
    }

    pub fn is_empty(&self) -> bool {
        self.months.is_empty() && self.rest.is_empty()
    }

    /// Whether every point is of a month.
    pub fn is_of_months(&self) -> bool {
        self.rest.iter().all(|point| matches!(point.period, Period::Month(_)))
    }

    /// Adds a point behind those of its measure and period.
    pub fn push(&mut self, point: Point) {
        if self.push_month(&point).is_none() {
            self.push_rest(point);
        }
    }

    /// Adds the rows of months of one table, in the order of [`MonthRow::key`], which stand in a table (its place without
    /// line and column) and are written in a unit, savings with the other sign where they are written as negatives. Of
    /// one month those of one table stay in the order of their lines.
    pub(super) fn add_rows(
        &mut self,
        mut rows: Vec<MonthRow>,
        place: Place,
        unit: Option<Unit>,
        is_negative: bool,
    ) {
        rows.retain(|row| !row.is_empty());
        let origin = Origin { place, exponent: unit.map_or(0, Unit::exponent) };
        let number = self.origin(origin);
        for row in &mut rows {
            row.origin = number.unwrap_or_default();
            if is_negative && !row.is_invested() {
                row.hundredths.iter_mut().for_each(|own| *own = -*own);
            }
        }
        if number.is_none() {
            let points = Measure::ALL
                .into_iter()
                .flat_map(|measure| rows.iter().filter_map(move |row| row.point_of(&origin, measure)));
            points.for_each(|point| self.push_rest(point));
            return;
        }
        if self.months.is_empty() {
            self.months = rows;
            return;
        }
        for row in rows {
            self.insert(row);
        }
    }

    /// Puts a row behind those of its month, of its own table in the order of lines.
    fn insert(&mut self, row: MonthRow) {
        let place = |row: &MonthRow| self.origins.get(usize::from(row.origin)).map(|own| own.place);
        let end = self.months.partition_point(|known| known.month <= row.month);
        let above = self.months.get(..end).unwrap_or_default().iter().rev();
        let is_later =
            |own: &&MonthRow| own.month == row.month && own.line > row.line && place(own) == place(&row);
        let at = end - above.take_while(is_later).count();
        if self.months.len() == self.months.capacity() {
            self.months.reserve_exact((self.months.len() / 2).max(GROWTH));
        }
        self.months.insert(at, row);
    }

    /// Gives back the room for further points.
    pub fn shrink(&mut self) {
        self.months.shrink_to_fit();
        self.rest.shrink_to_fit();
    }

    /// The amounts that yearly points of a measure give, to be changed in place, in order of year.
    pub(super) fn yearly(
        &mut self,
        measure: Measure,
    ) -> impl Iterator<Item = (FinancialYear, &mut Amount)> + '_ {
        let own = self.rest.iter_mut().filter(move |point| point.measure == measure);
        own.filter_map(|point| match (point.period, &mut point.amount) {
            (Period::Year(year), Some(amount)) => Some((year, amount)),
            _ => None,
        })
    }

    fn rest_of(&self, measure: Measure) -> &[Point] {
        let from = self.rest.partition_point(|point| point.measure < measure);
        let own = self.rest.get(from..).unwrap_or_default();
        own.get(..own.partition_point(|point| point.measure == measure)).unwrap_or_default()
    }

    fn push_rest(&mut self, point: Point) {
        let key = (point.measure, point.period);
        let at = self.rest.partition_point(|known| (known.measure, known.period) <= key);
        self.rest.insert(at, point);
    }

    /// Adds a point as an amount of a month; `None` where it is none, or is too wide.
    fn push_month(&mut self, point: &Point) -> Option<()> {
        let Period::Month(month) = point.period else { return None };
        let month = MonthRow::month_number(month)?;
        let (origin, line, column) = Origin::of(point)?;
        let (hundredths, decimals) = origin.hundredths(point.amount?)?;
        let origin = self.origin(origin)?;
        let end = self.months.partition_point(|row| row.month <= month);
        let before = self.months.get_mut(..end).unwrap_or_default();
        let of_month = before.iter_mut().rev().take_while(|row| row.month == month);
        let mut of_line = of_month.filter(|row| row.line == line && row.origin == origin);
        if of_line.any(|row| row.put(point.measure, hundredths, decimals, column).is_some()) {
            return Some(());
        }
        let mut row = MonthRow::on(line);
        (row.month, row.origin) = (month, origin);
        row.put(point.measure, hundredths, decimals, column)?;
        self.insert(row);
        Some(())
    }

    /// The number of an origin; `None` where there are too many.
    fn origin(&mut self, origin: Origin) -> Option<u8> {
        let known = self.origins.iter().position(|own| *own == origin);
        let at = u8::try_from(known.unwrap_or(self.origins.len())).ok()?;
        if known.is_none() {
            self.origins.reserve_exact(1);
            self.origins.push(origin);
        }
        Some(at)
    }
}

impl fmt::Debug for Series {
    /// What it holds, however that is kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}

impl Extend<Point> for Series {
    fn extend<I: IntoIterator<Item = Point>>(&mut self, points: I) {
        points.into_iter().for_each(|point| self.push(point));
    }
}
