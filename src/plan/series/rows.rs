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

/// The amounts of a month that stand on one line: what is planned, made and forecast, or what is invested.
#[derive(Debug, Clone, Copy)]
pub struct MonthRow {
    pub(super) line: u32,
    /// By slot.
    pub(super) hundredths: [i32; SLOTS],
    /// Counted from [`MonthRow::FIRST`].
    pub(super) month: u16,
    /// The column of the first of its amounts, in the order of slots.
    column: u16,
    /// How many columns further each of the others stands.
    further: [i8; SLOTS - 1],
    /// The index of its origin.
    pub(super) origin: u8,
    /// By slot, two bits: nothing, or one more than the decimals printed; [`MonthRow::INVESTED`] beside them.
    held: u8,
}

/// How many amounts a row holds.
const SLOTS: usize = 3;

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

    /// Of what it holds: that it is invested.
    const INVESTED: u8 = 1 << (2 * SLOTS);

    /// A row that stands on a line and holds nothing yet.
    pub(in crate::plan) fn on(line: u32) -> Self {
        Self {
            line,
            hundredths: [0; SLOTS],
            month: 0,
            column: 0,
            further: [0; SLOTS - 1],
            origin: 0,
            held: 0,
        }
    }

    /// The number of a month by the months since year 0; `None` of one that is none of a plan.
    pub(in crate::plan) fn number(since_year_0: i32) -> Option<u16> {
        u16::try_from(since_year_0 - Self::FIRST).ok()
    }

    /// Gives it its month.
    pub(in crate::plan) fn date(&mut self, number: u16) {
        self.month = number;
    }

    /// Puts an amount in hundredths, with its decimals and its column. `None` where it has one, holds what does not go
    /// with it, or stands too far from the others.
    #[inline]
    pub(in crate::plan) fn put(
        &mut self,
        measure: Measure,
        hundredths: i32,
        decimals: u8,
        column: u16,
    ) -> Option<()> {
        let (slot, invested) = slot(measure);
        if self.held == 0 {
            (self.held, self.column) = (invested, column);
        } else if self.held & Self::INVESTED != invested || self.decimals(slot).is_some() {
            return None;
        }
        let first = self.first();
        if slot < first && first < SLOTS {
            // what stood first is now counted from this one
            let mut further = [0; SLOTS - 1];
            for own in (first..SLOTS).filter(|own| self.decimals(*own).is_some()) {
                *further.get_mut(own - 1)? = apart(column, self.column_of(own)?)?;
            }
            (self.column, self.further) = (column, further);
        } else if slot > first {
            *self.further.get_mut(slot - 1)? = apart(self.column, column)?;
        }
        self.held |= (decimals + 1) << (2 * slot);
        *self.hundredths.get_mut(slot)? = hundredths;
        Some(())
    }

    pub(in crate::plan) fn line(&self) -> u32 {
        self.line
    }

    /// Whether it holds what is invested, and is no row of savings.
    pub(in crate::plan) fn is_invested(&self) -> bool {
        self.held & Self::INVESTED != 0
    }

    /// Whether the next row says of its line and month what is invested.
    pub(super) fn goes_with(&self, next: &Self) -> bool {
        let own = |row: &Self| (row.month, row.line, row.origin);
        own(self) == own(next) && !self.is_invested() && next.is_invested()
    }

    /// Whether it holds nothing.
    pub(in crate::plan) fn is_empty(&self) -> bool {
        self.held == 0
    }

    /// The amount of a measure in hundredths, and its column.
    pub(in crate::plan) fn amount(&self, measure: Measure) -> Option<(i32, u16)> {
        let (slot, _) = self.held_as(measure)?;
        Some((*self.hundredths.get(slot)?, self.column_of(slot)?))
    }

    /// What it holds of what is planned, made and forecast, in hundredths.
    #[inline]
    pub(super) fn savings(&self) -> [Option<i32>; SLOTS] {
        std::array::from_fn(|slot| {
            self.hundredths.get(slot).copied().filter(|_| self.decimals(slot).is_some())
        })
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

    /// The slot of a measure that it holds, and how many decimals it is printed with.
    #[inline]
    pub(super) fn held_as(&self, measure: Measure) -> Option<(usize, u8)> {
        let (slot, invested) = slot(measure);
        if self.held & Self::INVESTED != invested {
            return None;
        }
        Some((slot, self.decimals(slot)?))
    }

    /// How many decimals the amount of a slot is printed with, where there is one.
    #[inline]
    fn decimals(&self, slot: usize) -> Option<u8> {
        (self.held >> (2 * slot) & 3).checked_sub(1)
    }

    /// The first slot that holds an amount; beyond them all where none does.
    #[inline]
    fn first(&self) -> usize {
        // two bits a slot
        (self.held | Self::INVESTED).trailing_zeros() as usize / 2
    }

    /// The column of the amount of a slot.
    #[inline]
    fn column_of(&self, slot: usize) -> Option<u16> {
        if slot == self.first() {
            return Some(self.column);
        }
        self.column.checked_add_signed((*self.further.get(slot - 1)?).into())
    }

    /// The amount of a measure.
    #[inline]
    pub(super) fn point(&self, series: &Series, measure: Measure) -> Option<Point> {
        self.point_of(series.origins.get(usize::from(self.origin))?, measure)
    }

    /// The same, where its origin is this one.
    #[inline]
    pub(super) fn point_of(&self, origin: &Origin, measure: Measure) -> Option<Point> {
        let (slot, decimals) = self.held_as(measure)?;
        let last_digit = origin.exponent - i8::try_from(decimals).ok()?;
        let amount = Amount { value: origin.money(*self.hundredths.get(slot)?), last_digit };
        let place = origin.place(self.line, self.column_of(slot)?);
        Some(Point { period: Period::Month(self.month()), measure, amount: Some(amount), place })
    }

    /// Where the amount of a measure stands, where its origin is this one.
    #[inline]
    pub(super) fn place(&self, origin: &Origin, measure: Measure) -> Option<Place> {
        let (slot, _) = self.held_as(measure)?;
        Some(origin.place(self.line, self.column_of(slot)?))
    }
}

/// Where a row holds a measure, and what else it says of it.
#[inline]
fn slot(measure: Measure) -> (usize, u8) {
    match measure {
        Measure::Plan => (0, 0),
        Measure::Actual => (1, 0),
        Measure::Forecast => (2, 0),
        Measure::Investment => (0, MonthRow::INVESTED),
    }
}

/// How far one column stands behind another.
fn apart(from: u16, to: u16) -> Option<i8> {
    i8::try_from(i32::from(to) - i32::from(from)).ok()
}
