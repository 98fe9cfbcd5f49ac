//! Whether figures that have nothing to do with one another would make such sums. In a long register some rows
//! are the sum of their neighbours by chance; what the figures say is weighed against how many runs of rows
//! could have said it.

use super::ask::{Sum, Table, is_barrier};
use super::look::Look;
use crate::money::Money;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// How much more the figures must say than chance does.
const SURE: u128 = 1000;

/// The same where a row is the sum of its whole block, which few registers are by chance.
const SURE_OF_A_BLOCK: u128 = 20;

/// How much likelier than chance a sum is before it adds to what others say: of many that chance makes, some are
/// a little unlikely.
const LUCK: u128 = 4;

/// How much more the figures must say of a row that is written as a scheme is.
const ITS_OWN: u128 = 1000;

/// Figures of one row go together: what a second column adds is worth so much less.
const TOGETHER: u128 = 8;

/// The most that one column says.
const MOST: u128 = 1_000_000;

impl Table<'_> {
    /// Those of some sums that no accident makes. Each alone may be one where all of them together are none.
    pub(super) fn no_accidents(&self, sums: &[Sum], is_its_own: impl Fn(&Look) -> bool) -> BTreeSet<usize> {
        let rows: Vec<usize> = self.lines.keys().copied().collect();
        let before = |row: usize| rows.get(rows.binary_search(&row).ok()?.checked_sub(1)?).copied();
        let after = |row: usize| rows.get(rows.binary_search(&row).ok()? + 1).copied();
        let parted = |from: usize, to: usize| {
            self.rows.get(from..to).is_some_and(|between| between.iter().any(is_barrier))
        };
        let blocks = 1 + self.rows.iter().filter(|look| is_barrier(look)).count() as u128;
        let mut together: u128 = 1;
        let (mut likely, mut ends, mut sure) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for sum in sums {
            let (Some(first), Some(last)) = (sum.first(), sum.last()) else { continue };
            let own = self.rows.get(sum.index).is_some_and(&is_its_own);
            let says = self.weight(sum) / if own { ITS_OWN } else { 1 };
            let opens = before(first).is_none_or(|row| parted(row, first));
            let closes = after(last).is_none_or(|row| parted(last, row));
            let all = sum.parts.len() + 1 >= rows.len();
            if opens && closes || all {
                if says >= SURE_OF_A_BLOCK * if all { 1 } else { blocks } {
                    sure.insert(sum.index);
                }
                continue;
            }
            let lengths = sum.parts.len() as u128 + 1;
            let next_to_another = before(first).is_some_and(|row| ends.contains(&row));
            let tried = match (next_to_another, opens) {
                (true, _) => lengths,
                (false, true) => lengths * blocks,
                (false, false) => self.tried.get() as u128,
            };
            if says >= LUCK * tried {
                together = together.saturating_mul(says / (LUCK * tried));
                likely.insert(sum.index);
                ends.insert(last);
            }
        }
        if together >= SURE {
            sure.extend(likely);
        }
        sure
    }

    /// One in how many rows would be this sum by chance.
    fn weight(&self, sum: &Sum) -> u128 {
        let Some(line) = self.lines.get(&sum.index) else { return 0 };
        let of = |row: &usize, column: usize| {
            self.lines.get(row).and_then(|line| line.get(column)).map_or(Money::ZERO, |(value, _)| value)
        };
        let mut columns: Vec<(u128, Column)> = Vec::new();
        for column in 0..self.growing.len() {
            let own = line.get(column).map_or(Money::ZERO, |(value, _)| value).decimal();
            let parts: Vec<Decimal> = sum.parts.iter().map(|part| of(part, column).decimal()).collect();
            if own.is_zero() || parts.iter().filter(|value| !value.is_zero()).count() < 2 {
                continue;
            }
            let column = Column { own, parts };
            columns.push((column.weight(), column));
        }
        columns.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let Some((weight, first)) = columns.first() else { return 0 };
        let second = columns.iter().skip(1).find(|(_, column)| !column.follows(first));
        weight * second.map_or(1, |(weight, _)| (weight / TOGETHER).max(1))
    }
}

/// A row's figure in one column, and those of its parts.
struct Column {
    own: Decimal,
    parts: Vec<Decimal>,
}

impl Column {
    /// The power of ten that all figures are whole numbers of.
    fn step(&self) -> i64 {
        let figures = self.parts.iter().chain([&self.own]);
        figures.filter(|value| !value.is_zero()).map(|value| power(*value)).min().unwrap_or(0)
    }

    /// One in how many figures would do as well: in steps of what all of them are whole numbers of.
    fn weight(&self) -> u128 {
        let step = self.step();
        let away = self.parts.iter().try_fold(-self.own, |sum, part| sum.checked_add(*part));
        let away = away.map_or(MOST, |away| steps(away, step));
        let figures = self.parts.iter().chain([&self.own]).map(|figure| steps(*figure, step));
        let grain = figures.fold(0, divisor).max(1);
        (steps(self.own, step) / grain).min(MOST) / (2 * (away / grain).min(MOST) + 1)
    }

    /// Whether it is another's figures by one factor, as an even phasing is: then it says nothing more.
    fn follows(&self, other: &Self) -> bool {
        let step = self.step();
        let one = if step < 0 {
            Decimal::new(1, u32::try_from(-step).unwrap_or(0).min(20))
        } else {
            Decimal::from(10_u64.saturating_pow(u32::try_from(step).unwrap_or(0)))
        };
        let is_same = |(own, theirs): (&Decimal, &Decimal)| {
            let away = self.own.checked_mul(*theirs).zip(other.own.checked_mul(*own));
            let (Some((a, b)), Some(slack)) = (away, other.own.abs().checked_mul(one)) else { return true };
            a.checked_sub(b).is_none_or(|away| away.abs() <= slack)
        };
        self.parts.iter().zip(&other.parts).all(is_same)
    }
}

/// The greatest number that two are whole numbers of.
fn divisor(one: u128, other: u128) -> u128 {
    if other == 0 { one } else { divisor(other, one % other) }
}

/// The highest power of ten that a figure is a whole number of.
fn power(value: Decimal) -> i64 {
    let value = value.normalize();
    let (mut mantissa, mut power) = (value.mantissa(), -i64::from(value.scale()));
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        power += 1;
    }
    power
}

/// A figure in steps of a power of ten.
fn steps(value: Decimal, step: i64) -> u128 {
    let value = value.normalize();
    let up = -i64::from(value.scale()) - step;
    let size = value.mantissa().unsigned_abs();
    match u32::try_from(up.unsigned_abs()) {
        Ok(up_by) if up >= 0 => size.saturating_mul(10_u128.saturating_pow(up_by)),
        Ok(down_by) => size / 10_u128.saturating_pow(down_by),
        Err(_) => MOST,
    }
}
