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

/// What must be exceeded, in the same unit: rounded up, so that what is said is enough.
pub(super) fn rounded_up(shown: Shown, amount: Money) -> String {
    let said = on_paper(shown, amount);
    said.in_words(round_up(amount, said))
}

/// The unit in which a paper would say an amount.
fn on_paper(shown: Shown, amount: Money) -> Shown {
    let from = |unit: Unit| amount.abs() >= Money::new(power_of_ten(unit.exponent()));
    match shown.unit {
        None => shown,
        Some(_) if from(Unit::Billions) => Shown { unit: Some(Unit::Billions), places: 1 },
        Some(_) if from(Unit::Millions) => Shown { unit: Some(Unit::Millions), places: 1 },
        Some(_) if from(Unit::Thousands) => Shown { unit: Some(Unit::Thousands), places: 0 },
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
