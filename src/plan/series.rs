//! A scheme's savings by period, held compactly. A tracker has one row for each scheme and month, tens of
//! millions of them: of each is kept its month, its line, and by measure the column and the amount in
//! hundredths of the unit it was written in. What does not fit (a quarter, a year, pence of pence, a cell that
//! could not be read) is kept beside the months as a [`Point`]. Whoever reads sees points in order of measure
//! and period, and none knows which way each is kept.

mod points;

use super::{Measure, Point};
use crate::calendar::{FinancialYear, Month, Period};
use crate::location::{NameId, Place};
use crate::money::{Amount, Money};
pub use points::Points;

/// The amounts of a scheme by period.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// Months, in their order; of one month in the order given.
    months: Vec<Row>,
    /// Where the rows of months stand.
    origins: Vec<Origin>,
    /// What is no row of a month, in order of measure and period.
    rest: Vec<Point>,
}

/// What rows of months have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// A place of the table they stand in, without line and column.
    place: Place,
    /// The power of ten of the unit they are written in.
    exponent: i8,
}

/// The amounts of a month that stand on one line.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Counted from [`Row::FIRST`].
    month: u16,
    /// The index of its origin.
    origin: u8,
    /// By measure, two bits: nothing, or one more than the decimals printed.
    held: u8,
    line: u32,
    columns: [u16; 4],
    hundredths: [i32; 4],
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
        let months = Row::month_number(year.april()).zip(Row::month_number(year.april().plus(11)));
        let months = months.map_or(self.months.as_slice(), |(first, last)| {
            let from = self.months.partition_point(|row| row.month < first);
            let own = self.months.get(from..).unwrap_or_default();
            own.get(..own.partition_point(|row| row.month <= last)).unwrap_or_default()
        });
        Points::of(self, measure, months, self.rest_of(measure)).filter(move |point| point.period.is_in(year))
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
        let longer = |point: &&Point| !matches!(point.period, Period::Month(_));
        self.rest_of(measure).iter().filter(longer).filter(move |point| point.period.is_in(year))
    }

    /// The years in which it has points, each once, in order.
    pub fn years(&self) -> Vec<FinancialYear> {
        self.years_of(&Measure::ALL)
    }

    /// The years in which it has points of some measures, each once, in order.
    pub fn years_of(&self, measures: &[Measure]) -> Vec<FinancialYear> {
        let own = |point: &&Point| measures.contains(&point.measure);
        let mut years: Vec<FinancialYear> =
            self.rest.iter().filter(own).filter_map(|point| point.period.year()).collect();
        let held = measures.iter().fold(0, |held, measure| held | 3 << (2 * slot(*measure)));
        // months stand in order: one of a year that is known says nothing new
        let mut last = None;
        for row in self.months.iter().filter(|row| row.held & held != 0) {
            if last.is_none_or(|last| row.month > last) {
                let year = row.month().financial_year();
                last = Row::month_number(year.april().plus(11));
                years.push(year);
            }
        }
        years.sort_unstable();
        years.dedup();
        years
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

    /// Makes room for so many more rows of months.
    pub fn reserve(&mut self, rows: usize) {
        self.months.reserve_exact(rows);
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
        let month = Row::month_number(month)?;
        let (origin, line, column) = Origin::of(point)?;
        let (hundredths, decimals) = origin.hundredths(point.amount?)?;
        let origin = self.origin(origin)?;
        let slot = slot(point.measure);
        let end = self.months.partition_point(|row| row.month <= month);
        let before = self.months.get_mut(..end).unwrap_or_default();
        let of_line = before.iter_mut().rev().take_while(|row| row.month == month);
        let known = of_line.into_iter().find(|row| row.line == line && row.origin == origin);
        let row = match known {
            Some(row) if !row.holds(slot) => row,
            _ => {
                if self.months.len() == self.months.capacity() {
                    self.months.reserve_exact((self.months.len() / 2).max(GROWTH));
                }
                let row = Row { month, origin, held: 0, line, columns: [0; 4], hundredths: [0; 4] };
                self.months.insert(end, row);
                self.months.get_mut(end)?
            }
        };
        row.set(slot, hundredths, decimals, column);
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

impl Extend<Point> for Series {
    fn extend<I: IntoIterator<Item = Point>>(&mut self, points: I) {
        points.into_iter().for_each(|point| self.push(point));
    }
}

impl Origin {
    /// The origin of a point that gives an amount, its line and its column.
    fn of(point: &Point) -> Option<(Self, u32, u16)> {
        let (place, line, column) = match point.place {
            Place::Cell { source, line, column } => {
                (Place::Cell { source, line: 0, column: 0 }, line, column)
            }
            Place::Sheet { source, sheet, row, column } => {
                (Place::Sheet { source, sheet, row: 0, column: 0 }, row, column)
            }
            Place::Json { source, prefix, row, key } => {
                (Place::Json { source, prefix, row: 0, key: NameId(0) }, row, key.0)
            }
            Place::File(_) | Place::Lines { .. } => return None,
        };
        let digit = point.amount?.last_digit;
        // the least unit of which it has two decimals at most
        let exponent = [0, 3, 6, 9].into_iter().find(|exponent| digit <= *exponent)?;
        Some((Self { place, exponent }, line, u16::try_from(column).ok()?))
    }

    #[inline]
    fn place(&self, line: u32, column: u16) -> Place {
        let column = u32::from(column);
        match self.place {
            Place::Cell { source, .. } => Place::Cell { source, line, column },
            Place::Sheet { source, sheet, .. } => Place::Sheet { source, sheet, row: line, column },
            Place::Json { source, prefix, .. } => {
                Place::Json { source, prefix, row: line, key: NameId(column) }
            }
            other => other,
        }
    }

    /// An amount in hundredths of the unit, and its decimals; `None` where it is not whole or too wide.
    fn hundredths(&self, amount: Amount) -> Option<(i32, u8)> {
        let decimals =
            u8::try_from(self.exponent - amount.last_digit).ok().filter(|decimals| *decimals <= 2)?;
        let value = amount.value.decimal();
        let power = 2 - i32::from(self.exponent) - i32::try_from(value.scale()).ok()?;
        let ten = 10i128.checked_pow(power.unsigned_abs())?;
        let whole = if power < 0 {
            (value.mantissa() % ten == 0).then(|| value.mantissa() / ten)?
        } else {
            value.mantissa().checked_mul(ten)?
        };
        Some((i32::try_from(whole).ok()?, decimals))
    }

    #[inline]
    fn money(&self, hundredths: i32) -> Money {
        let unit = match self.exponent {
            0 => 1,
            3 => 1_000,
            6 => 1_000_000,
            _ => 1_000_000_000,
        };
        Money::of_hundredths(i64::from(hundredths) * unit)
    }
}

impl Row {
    /// The month from which they are counted: January of the year 1000.
    const FIRST: i32 = 12_000;

    fn month_number(month: Month) -> Option<u16> {
        u16::try_from(month.since_year_0() - Self::FIRST).ok()
    }

    #[inline]
    fn month(&self) -> Month {
        Month::from_year_0(i32::from(self.month) + Self::FIRST)
    }

    fn holds(&self, slot: usize) -> bool {
        self.held >> (2 * slot) & 3 != 0
    }

    fn set(&mut self, slot: usize, hundredths: i32, decimals: u8, column: u16) {
        self.held |= (decimals + 1) << (2 * slot);
        if let (Some(own), Some(at)) = (self.hundredths.get_mut(slot), self.columns.get_mut(slot)) {
            (*own, *at) = (hundredths, column);
        }
    }

    /// The amount of a measure.
    #[inline]
    fn point(&self, series: &Series, measure: Measure) -> Option<Point> {
        let slot = slot(measure);
        let decimals = (self.held >> (2 * slot) & 3).checked_sub(1)?;
        let origin = series.origins.get(usize::from(self.origin))?;
        let last_digit = origin.exponent - i8::try_from(decimals).ok()?;
        let amount = Amount { value: origin.money(*self.hundredths.get(slot)?), last_digit };
        let place = origin.place(self.line, *self.columns.get(slot)?);
        Some(Point { period: Period::Month(self.month()), measure, amount: Some(amount), place })
    }
}

#[inline]
fn slot(measure: Measure) -> usize {
    measure as usize
}

#[cfg(test)]
mod tests;
