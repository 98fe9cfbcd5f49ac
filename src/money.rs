//! Money, percentages and the one way to read, compare and print them. Exact decimals throughout:
//! no binary floating point, no silent rounding.
//!
//! Exactness of sums rests on one guard: the reader refuses a submission whose amounts, all added
//! without sign, would need more than [`MAX_DIGITS`] digits. Every sum or difference of those cells
//! then fits the decimal type with digits to spare for the policy's weights.

use rust_decimal::Decimal;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

mod amount;
mod apportioned;
mod digits;
mod percent;
#[cfg(test)]
mod tests;

pub use amount::{
    AmountError, NoFigure, PlainAmount, Reading, figure, parse_amount, parse_number, strip_tags,
};
pub use apportioned::{apportion, percentages};
pub use percent::Percent;

/// The digits the sum of all amounts of a submission may have, so that every later sum is exact.
pub const MAX_DIGITS: u32 = 24;

/// An exact amount of money, in pounds where the submission states its unit, else as read.
/// A saving is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

/// The unit in which amounts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Pounds,
    Thousands,
    Millions,
    Billions,
}

/// An amount as read: its value, and the weight of the last digit that was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub value: Money,
    /// The power of ten of the last digit printed: 3 for `900` in £000, -2 for pence.
    pub last_digit: i8,
}

impl Unit {
    /// The power of ten that turns the unit into pounds.
    pub fn exponent(self) -> i8 {
        match self {
            Self::Pounds => 0,
            Self::Thousands => 3,
            Self::Millions => 6,
            Self::Billions => 9,
        }
    }

    /// How the unit is written over a column: `£`, `£k`, `£m`, `£bn`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pounds => "£",
            Self::Thousands => "£k",
            Self::Millions => "£m",
            Self::Billions => "£bn",
        }
    }

    /// Reads a unit as people write it: `£`, `£000`, `£k`, `£'000s`, `£m`, `£bn`, `thousands`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_said = |c: &char| !matches!(c, '£' | '\'' | '’' | '‘' | '(' | ')' | ' ' | '.' | ',');
        let plain: String = text.chars().filter(is_said).flat_map(char::to_lowercase).collect();
        Some(match plain.as_str() {
            "" if text.contains('£') => Self::Pounds,
            "pounds" | "gbp" => Self::Pounds,
            "k" | "000" | "000s" | "ks" | "thousand" | "thousands" | "gbpk" => Self::Thousands,
            "m" | "mn" | "mil" | "million" | "millions" | "000000" | "ms" | "gbpm" => Self::Millions,
            "bn" | "b" | "billion" | "billions" => Self::Billions,
            _ => return None,
        })
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount from an exact decimal.
    pub fn new(value: Decimal) -> Self {
        Self(value.normalize())
    }

    /// An amount of whole hundredths, with as few decimals as it needs.
    #[inline]
    pub fn of_hundredths(hundredths: i64) -> Self {
        let tenths = hundredths / 10;
        Self(match (hundredths % 10, tenths % 10) {
            (0, 0) => Decimal::new(tenths / 10, 0),
            (0, _) => Decimal::new(tenths, 1),
            _ => Decimal::new(hundredths, 2),
        })
    }

    /// How many hundredths it is, and its decimals; `None` where they are not whole, or too many.
    #[inline]
    fn hundredths(self) -> Option<(i64, u32)> {
        let parts = self.0.unpack();
        let digits = i64::try_from(u64::from(parts.mid) << 32 | u64::from(parts.lo)).ok()?;
        let unit = [100, 10, 1].get(parts.scale as usize).filter(|_| parts.hi == 0)?;
        Some((digits.checked_mul(if parts.negative { -unit } else { *unit })?, parts.scale))
    }

    /// A sum of whole hundredths of a unit, which is a power of ten; `None` where it is too large.
    pub fn of_sum(hundredths: i128, exponent: i8) -> Option<Self> {
        let power = 10i128.checked_pow(u32::try_from(exponent).ok()?)?;
        let whole = hundredths.checked_mul(power)?;
        if let Ok(few) = i64::try_from(whole) {
            return Some(Self::of_hundredths(few));
        }
        Decimal::try_from_i128_with_scale(whole, 2).ok().map(Self::new)
    }

    /// The exact decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is more than nothing.
    pub fn is_positive(self) -> bool {
        self.0 > Decimal::ZERO
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// What each of a number of things costs, to the penny; `None` where there are none.
    pub fn per(self, count: Decimal) -> Option<Self> {
        self.0.checked_div(count).map(|each| Self::new(round(each, 2)))
    }

    /// So many times the amount.
    pub fn times(self, count: u32) -> Self {
        Self(self.0.saturating_mul(count.into()))
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// This percentage of the amount (a risk weight, a stress, a tolerance).
    pub fn percent(self, percent: Decimal) -> Self {
        let hundredth = Decimal::new(1, 2);
        Self::new(
            self.0.checked_mul(percent).and_then(|product| product.checked_mul(hundredth)).unwrap_or(self.0),
        )
    }

    /// The decimals it has in a unit.
    pub fn decimals(self, unit: Unit) -> u32 {
        (self.0 * power_of_ten(-unit.exponent())).normalize().scale()
    }

    /// How many of a unit it is: `6.2` of £6,200k in £m.
    pub fn in_unit(self, unit: Option<Unit>) -> Self {
        unit.map_or(self, |unit| Self::new((self.0 * power_of_ten(-unit.exponent())).normalize()))
    }

    /// The number of digits it needs, for the guard on sums.
    pub fn digits(self) -> u32 {
        let mantissa = self.0.mantissa().unsigned_abs();
        mantissa.checked_ilog10().map_or(1, |log| log + 1)
    }

    /// The sum, or `None` where it is not exact.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0)?;
        let exact = sum.scale() >= self.0.scale().max(other.0.scale());
        exact.then_some(Self(sum))
    }

    /// The amount as plain digits, without trailing zeros: `-2013000`, `0.05`.
    pub fn plain(self) -> String {
        let mut text = String::new();
        self.write_plain(&mut text);
        text
    }

    /// [`Money::plain`] into a buffer.
    pub fn write_plain(self, buffer: &mut String) {
        digits::write_plain(buffer, self.0);
    }
}

impl Add for Money {
    type Output = Self;
    /// Exact under the guard of this module; what lies beyond it is held at the greatest amount.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    /// Nothing has no sign.
    fn neg(self) -> Self {
        if self.is_zero() { self } else { Self(-self.0) }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        let (mut total, mut beyond) = (Hundredths::default(), None);
        items.for_each(|item| match beyond {
            None if total.add(item).is_some() => {}
            None => beyond = Some(total.money() + item),
            Some(sum) => beyond = Some(sum + item),
        });
        beyond.unwrap_or_else(|| total.money())
    }
}

/// A sum of whole hundredths, as nearly all amounts are, in a machine word: what one after the other come to.
#[derive(Default)]
struct Hundredths {
    sum: i64,
    /// Those of the amount with most of them.
    decimals: u32,
}

impl Hundredths {
    /// Adds an amount; `None` where it does not fit, and then nothing is changed.
    #[inline]
    fn add(&mut self, amount: Money) -> Option<()> {
        let (own, decimals) = amount.hundredths()?;
        let sum = self.sum.checked_add(own)?;
        // nothing has no decimals
        if self.sum == 0 {
            self.decimals = decimals;
        } else if own != 0 {
            self.decimals = self.decimals.max(decimals);
        }
        self.sum = sum;
        Some(())
    }

    fn money(&self) -> Money {
        Money(match self.decimals {
            0 => Decimal::new(self.sum / 100, 0),
            1 => Decimal::new(self.sum / 10, 1),
            _ => Decimal::new(self.sum, 2),
        })
    }
}

impl Amount {
    /// Half of the last digit printed: how far this figure may be from the one it rounds.
    pub fn half_digit(self) -> Money {
        let digit = i32::from(self.last_digit.clamp(-20, 20));
        Money::new(match u32::try_from(1 - digit) {
            Ok(places) => Decimal::new(5, places),
            Err(_) => Decimal::new(5, 0).saturating_mul(power_of_ten(i8::try_from(digit - 1).unwrap_or(0))),
        })
    }
}

/// Ten to the power, exact (from -20 to 20).
pub fn power_of_ten(exponent: i8) -> Decimal {
    let exponent = exponent.clamp(-20, 20);
    let magnitude = u32::from(exponent.unsigned_abs());
    if exponent < 0 { Decimal::new(1, magnitude) } else { Decimal::from(10u128.pow(magnitude)) }
}

/// The one rounding function: half away from zero, with exactly `places` decimals.
pub fn round(value: Decimal, places: u32) -> Decimal {
    let mut rounded =
        value.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    rounded
}

/// An amount for a table: in the unit, with `places` decimals, thousands separated and negatives in
/// brackets.
pub fn show_amount(amount: Money, unit: Unit, places: u32) -> String {
    let scaled = amount.0 * power_of_ten(-unit.exponent());
    let rounded = round(scaled, places);
    let digits = rounded.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let point = if fraction.is_empty() { "" } else { "." };
    let text = format!("{}{point}{fraction}", group(whole));
    if rounded.is_sign_negative() && !rounded.is_zero() { format!("({text})") } else { text }
}

/// A whole number with its thousands separated.
pub fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.plain())
    }
}
