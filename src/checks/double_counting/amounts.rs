//! The amounts of a line as double counting compares them: equal within rounding, and how unusual a number is.

use super::super::sums::{Sum, within};
use super::chance::Bits;
use crate::calendar::FinancialYear;
use crate::location::Place;
use crate::money::Money;
use rust_decimal::Decimal;

/// What a line plans for a year, or the same less its investment.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// `None` where it is over all years, or of a year that nothing names.
    pub year: Option<FinancialYear>,
    pub value: Money,
    /// How far rounding of its cells can have moved it.
    pub slack: Money,
    pub places: Vec<Place>,
    /// Whether investment is taken off.
    pub net: bool,
    /// Half of the last digit of a figure of three digits or more: another so near is the same, rounded.
    rounding: Option<Money>,
    /// How surprising it is that another line plans as much in the year, among the lines that are read.
    pub rare: Bits,
}

impl Entry {
    pub fn new(year: Option<FinancialYear>, sum: Sum, net: bool) -> Self {
        let Sum { value, slack, places, .. } = sum;
        Self { year, value, slack, places, net, rounding: rounding(value), rare: Bits::NONE }
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
        while mantissa != 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            power += 1;
        }
        Self { mantissa, power }
    }

    fn count(self) -> u32 {
        self.mantissa.checked_ilog10().map_or(1, |log| log + 1)
    }
}

/// The digits a rounded figure must have for another to be the same, rounded.
const ROUNDED_DIGITS: u32 = 3;

/// Whether two amounts are equal within the rounding of their cells, or one is the other rounded to three digits
/// or more (`£222,000` for `£221,900`).
pub(super) fn are_equal(one: &Entry, other: &Entry) -> bool {
    let apart = one.value - other.value;
    within(apart, one.slack + other.slack)
        || [one, other].iter().any(|entry| entry.rounding.is_some_and(|half| apart.abs() <= half))
}

fn rounding(value: Money) -> Option<Money> {
    let digits = Digits::of(value);
    let power = u32::try_from(digits.power).ok().filter(|power| (1..=9).contains(power))?;
    (digits.count() >= ROUNDED_DIGITS).then(|| Money::new(Decimal::from(5 * 10_i64.pow(power - 1))))
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

    fn entry(value: &str, slack: &str) -> Entry {
        let money = |text: &str| Money::new(text.parse().unwrap());
        Entry::new(None, Sum { value: money(value), slack: money(slack), ..Sum::default() }, false)
    }

    #[test]
    fn amounts_are_equal_within_rounding() {
        let equal = |one: &str, other: &str| {
            are_equal(&entry(one, "0.5"), &entry(other, "0.5"))
                && are_equal(&entry(other, "0.5"), &entry(one, "0.5"))
        };
        assert!(equal("221900", "221902") && equal("221900", "222000") && equal("1246300", "1250000"));
        assert!(
            !equal("221900", "222100")
                && !equal("221913", "221915")
                && !equal("221400", "222000")
                && !equal("221900", "220000")
        );
        assert!(are_equal(&entry("222000", "500"), &entry("221600", "0.5")));
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
