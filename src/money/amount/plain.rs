//! The way nearly every amount is written, read from bytes into a whole number: the fast path of the
//! one grammar. What it does not know it leaves to the rest; it never reads anything otherwise.

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
    #[must_use]
    pub fn read(text: &[u8]) -> Option<Self> {
        match text {
            [b'-', digits @ ..] => Self::digits(digits, true),
            [b'(', digits @ .., b')'] => Self::digits(digits, true),
            digits => Self::digits(digits, false),
        }
    }

    fn digits(text: &[u8], is_negative: bool) -> Option<Self> {
        let (mut value, mut whole) = (0i64, 0usize);
        let mut marks = text.iter();
        let mut group: Option<usize> = None;
        let mut decimals = 0u8;
        loop {
            match marks.next() {
                Some(digit @ b'0'..=b'9') => {
                    value = value * 10 + i64::from(digit - b'0');
                    whole += 1;
                    if whole > MAX_WHOLE {
                        return None;
                    }
                }
                Some(b',') if group.map_or((1..=3).contains(&whole), |start| whole == start + 3) => {
                    group = Some(whole);
                }
                Some(b'.') => {
                    for digit in marks.as_slice() {
                        if !digit.is_ascii_digit() || decimals == DECIMALS {
                            return None;
                        }
                        value = value * 10 + i64::from(digit - b'0');
                        decimals += 1;
                    }
                    if decimals == 0 {
                        return None;
                    }
                    break;
                }
                None => break,
                Some(_) => return None,
            }
        }
        if whole == 0 || group.is_some_and(|start| whole != start + 3) {
            return None;
        }
        value *= [10_000, 1_000, 100, 10, 1].get(usize::from(decimals))?;
        Some(Self { value: if is_negative { -value } else { value }, decimals })
    }

    /// The value as it is written, with its decimals.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        let mut written = Decimal::new(self.value, Self::SCALE);
        written.rescale(u32::from(self.decimals));
        written
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, parse_any};
    use super::*;
    use crate::money::Unit;
    use proptest::prelude::*;

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
            }
        }
    }
}
