//! An amount in whole units, quickly held against another: equal within rounding, or not.

use super::amounts::{Entry, noughts};
use crate::money::Money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The decimal places of a unit, and how many make a pound.
const PLACES: u32 = 4;
const POUND: i64 = 10_i64.pow(PLACES);

/// Half a penny, within which any two amounts are equal.
const HALF_A_PENNY: i64 = POUND / 200;

/// An amount in whole units, in which most are exact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub units: i64,
    /// What it can be off by at most through rounding, in units.
    slack: u32,
    noughts: u8,
    /// Whether units tell all of the amount.
    pub is_exact: bool,
    /// Whether investment is taken off.
    pub net: bool,
}

impl Size {
    pub fn of(entry: &Entry) -> Self {
        let ((units, is_whole), (slack, is_whole_slack)) = (units(entry.value), units(entry.slack));
        let is_exact = is_whole && is_whole_slack && u32::try_from(slack).is_ok();
        let slack = u32::try_from(slack).unwrap_or(u32::MAX);
        Self { units, slack, noughts: noughts(entry.value), is_exact, net: entry.net }
    }

    fn half(&self) -> i64 {
        u32::from(self.noughts).checked_sub(1).map_or(0, |power| 5 * POUND * 10_i64.pow(power))
    }

    /// The most units that an equal amount can have.
    pub fn most(&self, entry: &Entry) -> i64 {
        if self.is_exact { self.farthest() } else { units(entry.farthest()).0.saturating_add(1) }
    }

    fn farthest(&self) -> i64 {
        let rounded = (self.units / 1000).saturating_mul(6) + self.units % 1000 * 6 / 1000;
        self.units.saturating_add(rounded.max(i64::from(self.slack) * 2)).saturating_add(POUND)
    }

    /// Whether the lesser of two amounts reaches as far as the greater; `None` where units do not tell.
    pub fn reaches(&self, other: &Self) -> Option<bool> {
        let less = if self.units <= other.units { self } else { other };
        (self.is_exact && other.is_exact).then(|| self.units.max(other.units) <= less.farthest())
    }

    /// Whether two amounts are equal as [`super::amounts::are_equal`] says; `None` where units do not tell.
    #[inline]
    pub fn equals(&self, other: &Self) -> Option<bool> {
        let apart = self.units.abs_diff(other.units);
        let slack = (i64::from(self.slack) + i64::from(other.slack)).max(HALF_A_PENNY);
        let most =
            if self.noughts | other.noughts == 0 { slack } else { slack.max(self.half()).max(other.half()) };
        (self.is_exact && other.is_exact).then_some(apart <= most.unsigned_abs())
    }
}

/// An amount in whole units, and whether it is no more and no less; what they cannot hold is as much as they can.
pub(super) fn units(value: Money) -> (i64, bool) {
    let decimal = value.decimal();
    let whole = i64::try_from(decimal.mantissa()).ok().and_then(|digits| {
        let power = PLACES.checked_sub(decimal.scale())?;
        digits.checked_mul(10_i64.checked_pow(power)?)
    });
    let near = || {
        let near = decimal.checked_mul(Decimal::from(POUND)).and_then(|near| near.to_i64());
        near.unwrap_or(if value.is_negative() { i64::MIN } else { i64::MAX })
    };
    whole.map_or_else(|| (near(), false), |whole| (whole, true))
}

#[cfg(test)]
mod tests {
    use super::super::super::sums::Sum;
    use super::super::amounts::are_equal;
    use super::*;

    fn entry(value: &str, slack: &str) -> Entry {
        let money = |text: &str| Money::new(text.parse().unwrap());
        Entry::new(None, &Sum { value: money(value), slack: money(slack), ..Sum::default() }, false)
    }

    #[test]
    fn amounts_are_equal_within_rounding() {
        let equal = |one: &str, other: &str| {
            let (one, other) = (entry(one, "0.5"), entry(other, "0.5"));
            let (near, nigh) = (Size::of(&one), Size::of(&other));
            let equal = are_equal(&one, &other);
            assert_eq!(near.equals(&nigh), Some(equal), "{one:?} {other:?}");
            assert_eq!(near.most(&one), units(one.farthest()).0, "{one:?}");
            equal && are_equal(&other, &one)
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
}
