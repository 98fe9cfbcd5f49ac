//! The rows of months that a series holds, and where they stand.

use super::Series;
use crate::calendar::{Month, Period};
use crate::location::{NameId, Place};
use crate::money::{Amount, Money};
use crate::plan::{Measure, Point};

/// What rows of months have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// A place of the table they stand in, without line and column.
    pub(super) place: Place,
    /// The power of ten of the unit they are written in.
    pub(super) exponent: i8,
}

/// The amounts of a month that stand on one line.
#[derive(Debug, Clone, Copy)]
pub struct MonthRow {
    /// Counted from [`MonthRow::FIRST`].
    pub(super) month: u16,
    /// The index of its origin.
    pub(super) origin: u8,
    /// By measure, two bits: nothing, or one more than the decimals printed.
    pub(super) held: u8,
    pub(super) line: u32,
    pub(super) columns: [u16; 4],
    pub(super) hundredths: [i32; 4],
}

impl Origin {
    /// The origin of a point that gives an amount, its line and its column.
    pub(super) fn of(point: &Point) -> Option<(Self, u32, u16)> {
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
    pub(super) fn hundredths(&self, amount: Amount) -> Option<(i32, u8)> {
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
        Some((i32::try_from(whole).ok().filter(|own| *own > i32::MIN)?, decimals))
    }

    #[inline]
    pub(super) fn money(&self, hundredths: i32) -> Money {
        let unit = match self.exponent {
            0 => 1,
            3 => 1_000,
            6 => 1_000_000,
            _ => 1_000_000_000,
        };
        Money::of_hundredths(i64::from(hundredths) * unit)
    }
}

impl MonthRow {
    /// The month from which they are counted: January of the year 1000.
    const FIRST: i32 = 12_000;

    /// A row that stands on a line and holds nothing yet.
    pub(in crate::plan) fn on(line: u32) -> Self {
        Self { month: 0, origin: 0, held: 0, line, columns: [0; 4], hundredths: [0; 4] }
    }

    /// The number of a month by the months since year 0; `None` of one that is none of a plan.
    pub(in crate::plan) fn number(since_year_0: i32) -> Option<u16> {
        u16::try_from(since_year_0 - Self::FIRST).ok()
    }

    /// Gives it its month.
    pub(in crate::plan) fn date(&mut self, number: u16) {
        self.month = number;
    }

    /// Puts an amount in hundredths, with its decimals and its column.
    pub(in crate::plan) fn put(&mut self, measure: Measure, hundredths: i32, decimals: u8, column: u16) {
        self.set(slot(measure), hundredths, decimals, column);
    }

    pub(in crate::plan) fn line(&self) -> u32 {
        self.line
    }

    /// The amount of a measure in hundredths, and its column.
    pub(in crate::plan) fn amount(&self, measure: Measure) -> Option<(i32, u16)> {
        let slot = slot(measure);
        self.holds(slot).then(|| Some((*self.hundredths.get(slot)?, *self.columns.get(slot)?))).flatten()
    }

    /// By what rows of one table are in order.
    pub(in crate::plan) fn key(&self) -> (u16, u32) {
        (self.month, self.line)
    }

    pub(super) fn month_number(month: Month) -> Option<u16> {
        Self::number(month.since_year_0())
    }

    #[inline]
    pub(super) fn month(&self) -> Month {
        Month::from_year_0(i32::from(self.month) + Self::FIRST)
    }

    pub(super) fn holds(&self, slot: usize) -> bool {
        self.held >> (2 * slot) & 3 != 0
    }

    /// How many decimals an amount is printed with that it holds.
    pub(super) fn decimals(&self, slot: usize) -> u8 {
        (self.held >> (2 * slot) & 3).saturating_sub(1)
    }

    pub(super) fn set(&mut self, slot: usize, hundredths: i32, decimals: u8, column: u16) {
        self.held |= (decimals + 1) << (2 * slot);
        if let (Some(own), Some(at)) = (self.hundredths.get_mut(slot), self.columns.get_mut(slot)) {
            (*own, *at) = (hundredths, column);
        }
    }

    /// The amount of a measure.
    #[inline]
    pub(super) fn point(&self, series: &Series, measure: Measure) -> Option<Point> {
        self.point_of(series.origins.get(usize::from(self.origin))?, measure)
    }

    /// The same, where its origin is this one.
    #[inline]
    pub(super) fn point_of(&self, origin: &Origin, measure: Measure) -> Option<Point> {
        let slot = slot(measure);
        let decimals = (self.held >> (2 * slot) & 3).checked_sub(1)?;
        let last_digit = origin.exponent - i8::try_from(decimals).ok()?;
        let amount = Amount { value: origin.money(*self.hundredths.get(slot)?), last_digit };
        let place = origin.place(self.line, *self.columns.get(slot)?);
        Some(Point { period: Period::Month(self.month()), measure, amount: Some(amount), place })
    }
}

#[inline]
pub(super) fn slot(measure: Measure) -> usize {
    measure as usize
}
