//! Amounts, dates, names and colours as a board paper says them.

use crate::assess::to_green::round_up;
use crate::calendar::{parse_date, show_date};
use crate::money::{Money, Unit, power_of_ten};
use crate::rating::Rating;
use crate::report::{Share, Shown};

/// An amount in the unit in which a paper would say it: `£3.6bn`, `£4.2m`, `£412k`, `£95`; as
/// read where no unit is stated.
pub(super) fn money(shown: Shown, amount: Money) -> String {
    on_paper(shown, amount).in_words(amount)
}

/// Two amounts that are held against each other: where they are not equal, to as many places as it takes to say so.
pub(super) fn apart(shown: Shown, one: Money, other: Money) -> [String; 2] {
    let (mut own, mut its) = (on_paper(shown, one), on_paper(shown, other));
    while one != other && own.in_words(one) == its.in_words(other) && own.places < MOST_PLACES {
        (own, its) = (finer(own), finer(its));
    }
    [own.in_words(one), its.in_words(other)]
}

/// The same in pounds, where it is in thousands; else to one place more.
fn finer(shown: Shown) -> Shown {
    match shown.unit {
        Some(Unit::Thousands) => Shown { unit: Some(Unit::Pounds), ..shown },
        _ => Shown { places: shown.places + 1, ..shown },
    }
}

/// To how many places of its unit an amount is said at most.
const MOST_PLACES: u32 = 9;

/// What must be exceeded, in the same unit: rounded up, so that what is said is enough.
pub(super) fn rounded_up(shown: Shown, amount: Money) -> String {
    let said = on_paper(shown, amount);
    said.in_words(round_up(amount, said))
}

/// The unit in which a paper would say an amount.
fn on_paper(shown: Shown, amount: Money) -> Shown {
    // from what is shown as one of the unit on, so that nothing is said as £1,000k
    let from = |unit: Unit, below: Unit, places: i8| {
        let half = Money::new(power_of_ten(below.exponent() - places)).percent(50.into());
        amount.abs() + half >= Money::new(power_of_ten(unit.exponent()))
    };
    match shown.unit {
        None => shown,
        Some(_) if from(Unit::Billions, Unit::Millions, 1) => Shown { unit: Some(Unit::Billions), places: 1 },
        Some(_) if from(Unit::Millions, Unit::Thousands, 0) => {
            Shown { unit: Some(Unit::Millions), places: 1 }
        }
        Some(_) if from(Unit::Thousands, Unit::Pounds, 0) => Shown { unit: Some(Unit::Thousands), places: 0 },
        Some(_) => Shown { unit: Some(Unit::Pounds), places: 0 },
    }
}

/// A percentage without its sign, for words say which way it goes.
pub(super) fn percent(share: Option<&Share>) -> Option<String> {
    share.map(|share| format!("{}%", share.text().trim_start_matches('-')))
}

/// A name without the full stops that would end a sentence.
pub(super) fn name(text: &str) -> String {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_end_matches(['.', '!', '?'])).collect();
    words.join(" ")
}

pub(super) fn is_are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

pub(super) fn on(date: Option<&str>) -> Option<String> {
    let date = parse_date(date?).ok()?;
    Some(format!("as at {}", show_date(date)))
}

pub(super) fn colour(rating: Rating) -> &'static str {
    match rating {
        Rating::NotApplicable => "not rated",
        Rating::Grey => "grey (not enough is known to rate it)",
        rated => rated.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_said_in_the_unit_that_it_rounds_to() {
        let pounds = Shown { unit: Some(Unit::Pounds), places: 0 };
        let said = |pence: i64| money(pounds, Money::new(rust_decimal::Decimal::new(pence, 2)));
        for (pence, expected) in [
            (0, "£0"),
            (99_949, "£999"),
            (99_950, "£1k"),
            (99_949_999, "£999k"),
            (99_996_000, "£1.0m"),
            (-99_996_000, "-£1.0m"),
            (99_994_999_999, "£999.9m"),
            (99_995_000_000, "£1.0bn"),
        ] {
            assert_eq!(said(pence), expected);
        }
        let as_read = Shown { unit: None, places: 0 };
        assert_eq!(money(as_read, Money::new(1_000.into())), "1,000");
    }

    #[test]
    fn amounts_that_differ_are_said_apart() {
        let said = |one: i64, other: i64| {
            let shown = Shown { unit: Some(Unit::Pounds), places: 0 };
            apart(shown, Money::of_hundredths(one * 100), Money::of_hundredths(other * 100)).join(" ")
        };
        assert_eq!(said(3_000_000, 2_400_000), "£3.0m £2.4m");
        assert_eq!(said(3_000_000, 3_000_000), "£3.0m £3.0m");
        assert_eq!(said(3_000_000, 2_950_000), "£3.00m £2.95m");
        assert_eq!(said(14_180, 14_200), "£14,180 £14,200");
        assert_eq!(said(14_180, 15_200), "£14k £15k");
        let nearly = Money::new(rust_decimal::Decimal::new(1, 12));
        let [one, other] = apart(Shown { unit: Some(Unit::Pounds), places: 0 }, nearly, nearly + nearly);
        assert_eq!([one.as_str(), &other], ["£0.000000000"; 2], "to no more places than these");
    }
}
