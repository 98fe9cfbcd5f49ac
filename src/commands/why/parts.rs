//! What the pages of `qipp why` share: amounts, the rule with its source, a position, the distance to
//! the next colour, places.

use super::coloured;
use crate::figures::distance::Bound;
use crate::figures::{Position, Rated};
use crate::money::{Money, Percent, Unit, group};
use crate::output::wrapped;
use crate::policy::{Key, Policy};
use crate::render::clean;
use crate::wrapping::{WIDTH, width, wrap};
use std::io::{self, Write};

/// Decimals of a percentage that is shown unrounded.
const PLACES: u32 = 4;

/// An amount with all its digits: `-84,750.50`.
pub(super) fn exact(amount: Money) -> String {
    let plain = amount.abs().plain();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if amount.is_negative() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    let pence = if fraction.len() == 1 { "0" } else { "" };
    format!("{sign}{}{point}{fraction}{pence}", group(whole))
}

/// An amount with its sign for pounds, where a unit is stated.
pub(super) fn pounds(unit: Option<Unit>, amount: Money) -> String {
    let digits = exact(amount);
    if unit.is_none() {
        return digits;
    }
    digits.strip_prefix('-').map_or_else(|| format!("£{digits}"), |digits| format!("-£{digits}"))
}

/// What the amounts of a page are in.
pub(super) fn unit_word(unit: Option<Unit>) -> &'static str {
    unit.map_or("as read, no unit is stated", |_| "£")
}

/// A percentage that is not rounded for reading.
pub(super) fn unrounded(percent: Percent) -> String {
    percent.show(PLACES, &[])
}

/// A count with its noun.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The 5% rule with its bounds and their sources.
pub(super) fn rule(policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nRULE (F13-FIN-5)")?;
    writeln!(out, "shortfall = (plan - actual) / plan, year to date, on the sums")?;
    let amber = policy.word(Key::FinanceAmberFrom);
    let red = policy.word(Key::FinanceRedFrom);
    for (key, text) in [
        (Key::FinanceAmberFrom, format!("green under {amber}%; exactly {amber}% is amber")),
        (Key::FinanceRedFrom, format!("red from {red}%")),
    ] {
        wrapped(out, "", &format!("{text} ({})", source(policy, key)))?;
    }
    Ok(())
}

/// A setting with its value and where that comes from.
pub(super) fn source(policy: &Policy, key: Key) -> String {
    let setting = key.setting();
    let (ground, text) = setting.ground.parts();
    let source = if policy.word(key) == setting.default {
        format!("{ground}: {text}")
    } else {
        format!("set by {}; built in: {}", policy.origin(key), setting.default)
    };
    format!("{} {}; {source}", setting.name, policy.word(key))
}

/// Plan, actual or forecast, and variance.
pub(super) fn position(
    out: &mut dyn Write,
    time: &str,
    what: &str,
    position: &Position,
    rated: Rated,
    is_coloured: bool,
) -> io::Result<()> {
    let percent = position.percent().map_or("-".to_owned(), |percent| format!("{}%", unrounded(percent)));
    writeln!(out, "{time}: {}", coloured(rated.rating, is_coloured))?;
    for (label, amount) in
        [("plan", position.plan), (what, position.actual), ("variance", position.variance())]
    {
        writeln!(out, "  {label:<10}{:>22}", exact(amount))?;
    }
    writeln!(out, "  {:<10}{percent:>23}", "variance %")
}

/// How far each bound is.
pub(super) fn distance(
    out: &mut dyn Write,
    policy: &Policy,
    unit: Option<Unit>,
    bounds: &[Bound],
) -> io::Result<()> {
    writeln!(out, "\nTO THE NEXT COLOUR")?;
    let mut nearest_first = bounds.to_vec();
    nearest_first.sort_by_key(|bound| bound.distance.abs());
    for Bound { key, better, worse, actual, distance } in &nearest_first {
        let at = format!("({}% short at {})", policy.word(*key), pounds(unit, *actual));
        let amount = pounds(unit, distance.abs());
        if distance.is_zero() {
            let exactly = format!("exactly on the bound, which is {}", worse.word());
            wrapped(out, "", &format!("{exactly}: any more is {} {at}", better.word()))?;
        } else if distance.is_positive() {
            writeln!(out, "{amount} less would be {} {at}", worse.word())?;
        } else {
            writeln!(out, "more than {amount} more is {} {at}", better.word())?;
        }
    }
    Ok(())
}

/// A text with its place: on the same line where both fit, else the place whole on its own.
pub(super) fn at_place(out: &mut dyn Write, text: &str, place: &str) -> io::Result<()> {
    let (text, place) = (clean(text), clean(place));
    if width(&text) + 2 + width(&place) <= WIDTH {
        return writeln!(out, "{text}  {place}");
    }
    wrapped_under(out, &text)?;
    writeln!(out, "  {place}")
}

/// Text wrapped, the lines after the first indented.
pub(super) fn wrapped_under(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let indent = text.len() - text.trim_start().len() + 2;
    wrap(text, WIDTH, indent).iter().try_for_each(|line| writeln!(out, "{line}"))
}
