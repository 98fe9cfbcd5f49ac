//! The way nearly every amount is written, read from bytes into a whole number: the fast path of the
//! one grammar. What it does not know it leaves to the rest; it never reads anything otherwise.

use crate::money::{Amount, Money, Unit};
use rust_decimal::Decimal;

/// An amount of plain digits, in ten-thousandths of the unit in which it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainAmount {
    /// The value, times ten thousand.
    pub value: i64,
    /// How many decimals are written, at most four.
    decimals: u8,
}

/// The decimals a whole number holds.
const DECIMALS: u8 = 4;
/// The most digits before the point: sums of a thousand million of them are exact.
const MAX_WHOLE: usize = 12;

impl PlainAmount {
    /// The decimals that its whole number holds.
    pub const SCALE: u32 = DECIMALS as u32;

    /// Reads digits with an optional minus or brackets, commas between groups of three, and at most
    /// four decimals. `None` for anything else, right or wrong.
    pub fn read(text: &[u8]) -> Option<Self> {
        let (amount, used) = Self::read_start(text, true)?;
        (used == text.len()).then_some(amount)
    }

    /// Reads the amount that a text begins with, and tells how long it is. Without `commas` the first
    /// comma ends it.
    #[inline]
    pub fn read_start(text: &[u8], commas: bool) -> Option<(Self, usize)> {
        let opening = text.first().copied()?;
        let (is_negative, is_bracket) = (matches!(opening, b'-' | b'('), opening == b'(');
        let start = usize::from(is_negative);
        let mut at = start;
        let mut value = digits(text, &mut at, 0);
        let mut whole = at - start;
        if commas && text.get(at) == Some(&b',') {
            let is_group = (1..=3).contains(&whole);
            while text.get(at) == Some(&b',') {
                let group = at + 1;
                at = group;
                value = digits(text, &mut at, value);
                if at != group + 3 || !is_group {
                    return None;
                }
                whole += 3;
            }
        }
        if whole == 0 || whole > MAX_WHOLE {
            return None;
        }
        let mut decimals = 0;
        if text.get(at) == Some(&b'.') {
            let point = at + 1;
            at = point;
            value = digits(text, &mut at, value);
            decimals = at - point;
        }
        let scale = [10_000, 1_000, 100, 10, 1]
            .get(decimals)
            .filter(|_| text.get(at.wrapping_sub(1)) != Some(&b'.'))?;
        if is_bracket {
            if text.get(at) != Some(&b')') {
                return None;
            }
            at += 1;
        }
        let value = value * scale;
        let value = if is_negative { -value } else { value };
        Some((Self { value, decimals: u8::try_from(decimals).unwrap_or(DECIMALS) }, at))
    }

    /// The value as it is written, with its decimals.
    pub fn decimal(self) -> Decimal {
        let decimals = self.decimals.min(DECIMALS);
        Decimal::new(self.value / 10_i64.pow(u32::from(DECIMALS - decimals)), u32::from(decimals))
    }

    /// The value in hundredths, with its decimals; `None` where it has more than two of them, or is too wide.
    #[inline]
    pub(crate) fn hundredths(self) -> Option<(i32, u8)> {
        let hundredths = i32::try_from(self.value / 100).ok().filter(|own| *own > i32::MIN)?;
        (self.decimals <= 2).then_some((hundredths, self.decimals))
    }

    /// The amount in pounds; `None` where that has more digits than a whole number holds.
    pub(super) fn amount(self, unit: Option<Unit>) -> Option<Amount> {
        let exponent = unit.map_or(0, Unit::exponent);
        let mut value = self.value.checked_mul(10_i64.checked_pow(u32::try_from(exponent).ok()?)?)?;
        let mut scale = Self::SCALE;
        while scale > 0 && value % 10 == 0 {
            value /= 10;
            scale -= 1;
        }
        let last_digit = exponent - i8::try_from(self.decimals).ok()?;
        Some(Amount { value: Money::new(Decimal::new(value, scale)), last_digit })
    }
}

/// Reads digits into a value. More than an amount may have are told by their number; the value is then
/// of no use.
#[inline]
fn digits(text: &[u8], at: &mut usize, mut value: i64) -> i64 {
    for mark in text.get(*at..).unwrap_or_default() {
        let digit = mark.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        *at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, parse_any};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hundredths_are_those_of_at_most_two_decimals_that_fit() {
        let read = |text: &str| PlainAmount::read(text.as_bytes()).unwrap();
        let fit =
            [("12", (1_200, 0)), ("-12.3", (-1_230, 1)), ("0.05", (5, 2)), ("21474836.47", (i32::MAX, 2))];
        fit.iter().for_each(|(text, own)| assert_eq!(read(text).hundredths(), Some(*own), "{text}"));
        ["1.234", "21474836.48", "-21474836.48"]
            .iter()
            .for_each(|text| assert_eq!(read(text).hundredths(), None, "{text}"));
    }

    #[test]
    fn amounts_are_in_pounds_with_the_weight_of_their_last_digit() {
        let of = |text: &str, unit| {
            let amount = PlainAmount::read(text.as_bytes()).unwrap().amount(unit)?;
            Some((amount.value.plain(), amount.last_digit))
        };
        for (text, unit, value, last_digit) in [
            ("1.50", None, "1.5", -2),
            ("1.50", Some(Unit::Thousands), "1500", 1),
            ("-900", Some(Unit::Millions), "-900000000", 6),
            ("0.0", None, "0", -1),
        ] {
            assert_eq!(of(text, unit), Some((value.to_owned(), last_digit)), "{text}");
        }
        assert_eq!(of("999999999999", Some(Unit::Billions)), None);
    }

    #[test]
    fn plain_forms_are_known_and_others_left() {
        let read = |text: &str| PlainAmount::read(text.as_bytes()).map(|plain| plain.decimal().to_string());
        for (text, value) in [
            ("0", "0"),
            ("-0.50", "-0.50"),
            ("(1,234.5)", "-1234.5"),
            ("12,345,678", "12345678"),
            ("999999999999.9999", "999999999999.9999"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        let start = |text: &str, commas| {
            PlainAmount::read_start(text.as_bytes(), commas).map(|(plain, used)| (plain.value, used))
        };
        assert_eq!(start("12,345", false), Some((120_000, 2)));
        assert_eq!(start("12,345\",", true), Some((123_450_000, 6)));
        assert_eq!(start("(1.5),2", false), Some((-15_000, 5)));
        assert_eq!(start("1.5e3", false), Some((15_000, 3)), "what follows is not its concern");
        assert_eq!(read("99999999999999999999"), None);
        for text in
            ["", "-", "()", "1,23", "1234,567", ",123", "5.", ".5", "1.23456", "--5", "-(5)", "1 2", "£5"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn whatever_it_reads_the_whole_grammar_reads_alike(text in "[(-]?[0-9]{0,4}(,[0-9]{2,4}){0,3}(\\.[0-9]{0,5})?[)]?") {
            if let Some(plain) = PlainAmount::read(text.as_bytes()) {
                let slow = match parse_any(&text, Some(Unit::Thousands)) {
                    Ok(Reading::Figure { amount, own_unit: None }) => amount,
                    other => return Err(TestCaseError::fail(format!("{text}: {other:?}"))),
                };
                let fast = super::super::scaled(plain.decimal(), Some(Unit::Thousands)).unwrap();
                prop_assert_eq!(fast, slow, "{}", text);
                prop_assert!(plain.amount(Some(Unit::Thousands)).is_none_or(|amount| amount == slow), "{}", text);
            }
        }
    }
}
