//! The amounts of a line as double counting compares them: equal within rounding, and how unusual a number is.

use super::super::sums::{Sum, within};
use super::chance::Bits;
use crate::calendar::FinancialYear;
use crate::money::Money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The lines one amount is held against at most; of a commoner amount, those of the same name.
pub(super) const MOST_EQUAL: usize = 200;

/// What a line plans for a year, or the same less its investment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// `None` where it is over all years, or of a year that nothing names.
    pub year: Option<FinancialYear>,
    pub value: Money,
    /// How far rounding of its cells can have moved it.
    pub slack: Money,
    /// Whether investment is taken off.
    pub net: bool,
}

impl Entry {
    pub fn new(year: Option<FinancialYear>, sum: &Sum, net: bool) -> Self {
        Self { year, value: sum.value, slack: sum.slack, net }
    }

    /// Whether it is what a line plans for a year, or that less its investment.
    pub fn is_of(&self, year: Option<FinancialYear>, net: bool) -> bool {
        self.year == year && self.net == net
    }

    /// The greatest amount that can be equal within rounding.
    pub fn farthest(&self) -> Money {
        let rounded = self.value.percent(Decimal::new(6, 1));
        self.value + rounded.max(self.slack + self.slack) + Money::new(Decimal::ONE)
    }
}

/// The digits of an amount but for the zeros behind them, and the power of ten they are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digits {
    mantissa: u128,
    power: i32,
}

impl Digits {
    fn of(value: Money) -> Self {
        let decimal = value.decimal();
        let mut mantissa = decimal.mantissa().unsigned_abs();
        let mut power = -i32::try_from(decimal.scale()).unwrap_or(0);
        while mantissa > u128::from(u64::MAX) && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            power += 1;
        }
        // which is much quicker in few digits
        if let Ok(mut few) = u64::try_from(mantissa) {
            while few != 0 && few.is_multiple_of(10) {
                few /= 10;
                power += 1;
            }
            mantissa = few.into();
        }
        Self { mantissa, power }
    }

    fn count(self) -> u32 {
        self.mantissa.checked_ilog10().map_or(1, |log| log + 1)
    }
}

/// How many times a part goes into a whole of `of`, rounded half to even: 25 of 100 are a quarter, in hundredths.
pub(super) fn share(part: Money, whole: Money, of: u32) -> Option<i64> {
    quick_share(part, whole, of).or_else(|| {
        let ratio = part.decimal().checked_mul(of.into())?.checked_div(whole.decimal())?;
        ratio.round().to_i64()
    })
}

/// The same of amounts of few digits, into a positive whole.
fn quick_share(part: Money, whole: Money, of: u32) -> Option<i64> {
    let (part, whole) = (part.decimal(), whole.decimal());
    let scale = part.scale().max(whole.scale());
    let digits = |own: Decimal| {
        let digits = i64::try_from(own.mantissa()).ok()?;
        digits.checked_mul(10_i64.checked_pow(scale - own.scale())?)
    };
    whole_share(digits(part)?, digits(whole)?, of)
}

/// The same in whole numbers; `None` of what does not fit, or of no positive whole.
pub(super) fn whole_share(part: i64, whole: i64, of: u32) -> Option<i64> {
    let part = part.checked_mul(of.into()).filter(|_| whole > 0)?;
    let (times, rest) = (part.div_euclid(whole), part.rem_euclid(whole));
    let twice = rest.checked_mul(2)?;
    let is_up = twice > whole || twice == whole && times % 2 != 0;
    Some(times + i64::from(is_up))
}

/// The digits a rounded figure must have for another to be the same, rounded.
const ROUNDED_DIGITS: u32 = 3;

/// Whether two amounts are equal within the rounding of their cells, or one is the other rounded to three digits
/// or more (`£222,000` for `£221,900`).
pub(super) fn are_equal(one: &Entry, other: &Entry) -> bool {
    let apart = one.value - other.value;
    within(apart, one.slack + other.slack)
        || [one, other].iter().any(|entry| rounding(entry.value).is_some_and(|half| apart.abs() <= half))
}

/// Whether two lines differ in more of the years for which both plan something than they agree in: no one saving.
#[inline]
pub(super) fn are_unlike(differ: usize, agree: usize) -> bool {
    differ > agree
}

/// Half of the last digit of a figure of three digits or more: another so near is the same, rounded.
fn rounding(value: Money) -> Option<Money> {
    let power = u32::from(noughts(value)).checked_sub(1)?;
    Some(Money::new(Decimal::from(5 * 10_i64.pow(power))))
}

/// Of a figure of three digits or more, how many noughts stand behind them; none where they are more than nine.
pub(super) fn noughts(value: Money) -> u8 {
    let digits = Digits::of(value);
    let noughts =
        u8::try_from(digits.power).ok().filter(|noughts| *noughts <= 9 && digits.count() >= ROUNDED_DIGITS);
    noughts.unwrap_or(0)
}

/// How surprising it is that another saving has this amount by chance: a round one says little, and so does a
/// third or a twelfth of a round one.
pub(super) fn unusual(value: Money) -> Bits {
    let digits = Digits::of(value);
    let count = digits.count();
    if count >= 3 && is_a_part_of_a_round_one(digits) {
        return Bits::whole(7);
    }
    let fives = digits.mantissa % 10 == 5;
    let quarters = digits.mantissa.is_multiple_of(25);
    match count {
        1 => Bits::quarters(18),
        2 if fives => Bits::quarters(24),
        2 => Bits::whole(8),
        3 if quarters => Bits::whole(8),
        3 if fives => Bits::whole(10),
        3 => Bits::whole(11),
        4 => Bits::whole(14),
        5 => Bits::whole(17),
        _ => Bits::whole(19),
    }
}

/// Whether it is a third, a sixth, a seventh, a ninth, an eleventh or a twelfth of an amount of one or two digits;
/// of three digits, a third of one digit.
fn is_a_part_of_a_round_one(digits: Digits) -> bool {
    let parts: &[u128] = if digits.count() == 3 { &[3] } else { &[3, 6, 7, 9, 11, 12] };
    parts.iter().any(|part| {
        let Some(whole) = digits.mantissa.checked_mul(*part) else { return false };
        let digits_of_whole = if digits.count() == 3 { 0 } else { 1 };
        let places =
            whole.saturating_add(*part).checked_ilog10().unwrap_or(0).saturating_sub(digits_of_whole);
        let step = 10_u128.pow(places.min(30));
        let rest = whole % step;
        rest.min(step - rest) * 2 <= *part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_same_in_few_digits_as_in_many() {
        let money = |text: &str| Money::new(text.parse().unwrap());
        for (part, whole, of, share) in [
            ("1", "8", 100, 12),
            ("3", "8", 100, 38),
            ("0.05", "0.1", 1, 0),
            ("1.5", "1", 1, 2),
            ("366.4", "200", 200, 366),
            ("-1", "8", 100, -12),
            ("-3", "8", 100, -38),
            ("-0.4", "100", 100, 0),
        ] {
            assert_eq!(quick_share(money(part), money(whole), of), Some(share), "{part} {whole}");
            let many = "1000000000000";
            let [part, whole] =
                [part, whole].map(|own| Money::new(money(own).decimal() * many.parse::<Decimal>().unwrap()));
            let [part, whole] =
                [part, whole].map(|own| Money::new(own.decimal() * Decimal::from(1_000_000_007)));
            assert_eq!(quick_share(part, whole, of), None);
            assert_eq!(super::share(part, whole, of), Some(share));
        }
        assert_eq!(
            (super::share(money("1"), Money::ZERO, 100), quick_share(money("1"), Money::ZERO, 1)),
            (None, None)
        );
    }

    #[test]
    fn round_amounts_and_parts_of_them_are_usual() {
        let bits = |text: &str| unusual(Money::new(text.parse().unwrap()));
        assert!(bits("100000") < bits("150000") && bits("150000") < bits("130000"));
        assert!(bits("130000") < bits("137000") && bits("137000") < bits("137400"));
        assert!(bits("137400") < bits("137415"));
        for part in ["83333", "41667", "166667", "333000", "8333.33"] {
            assert!(bits(part) < bits("130000"), "{part}");
        }
        assert_eq!(bits("375000"), bits("130000"));
    }
}
