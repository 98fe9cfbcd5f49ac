//! The one grammar of amounts: what people write in a cell, read exactly or refused with a reason.

use super::{Amount, Money, Unit, power_of_ten};
use crate::placeholders::is_placeholder_word;
use rust_decimal::Decimal;
use std::borrow::Cow;

mod plain;

pub use plain::PlainAmount;

/// Why a cell is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// It contains words or signs that no amount has.
    #[error("an amount (digits with at most one decimal point, such as 1,234 or (2,012) or £1.2m)")]
    NotAnAmount,
    /// A spreadsheet error such as `#REF!`.
    #[error("a figure (the spreadsheet shows an error here)")]
    SpreadsheetError,
    /// Digits grouped in a way that has two readings, such as `1.234,56`.
    #[error("an amount with commas between groups of three digits and one decimal point, such as 1,234.56")]
    Grouping,
    /// Powers of ten, which are not read so that nothing is read wrongly.
    #[error("an amount with its digits written out (powers of ten are not read)")]
    Exponent,
    /// More digits than can be held exactly.
    #[error("an amount of at most 28 digits")]
    TooLong,
    /// `CR` or `DR`, whose meaning depends on the ledger.
    #[error("an amount with a sign (CR and DR mean opposite things in different ledgers)")]
    CreditDebit,
}

/// A cell that rightly holds no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFigure {
    Blank,
    Dash,
    /// A word that says there is none yet: `TBC`, `n/a`, `?`, `Break even`.
    Word,
}

/// What an amount cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A figure, in pounds where the cell or its column states a unit.
    Figure {
        /// The figure.
        amount: Amount,
        /// The unit the cell itself stated (`£1.2m`), which wins over its column's.
        own_unit: Option<Unit>,
    },
    /// No figure, and why.
    None(NoFigure),
}

/// Reads an amount. `unit` is what the column or the plan states; a unit in the cell wins.
///
/// # Errors
/// [`AmountError`] for anything that is not exactly one amount.
pub fn parse_amount(text: &str, unit: Option<Unit>) -> Result<Reading, AmountError> {
    if let Some(plain) = PlainAmount::read(text.as_bytes()) {
        let amount = plain.amount(unit).map_or_else(|| scaled(plain.decimal(), unit), Ok);
        return amount.map(|amount| Reading::Figure { amount, own_unit: None });
    }
    if is_wordy(text) { parse_words(text) } else { parse_any(text, unit) }
}

/// Whether a text is words from its first letter on: no sign, currency, digit or mark stands before them, and they are
/// no exponent.
fn is_wordy(text: &str) -> bool {
    let [first, second, ..] = text.as_bytes() else { return false };
    first.is_ascii_alphabetic() && second.is_ascii_alphabetic() && !text.contains('<')
}

/// What the whole grammar says of words.
fn parse_words(text: &str) -> Result<Reading, AmountError> {
    let text = text.trim_end();
    match no_figure(text) {
        Some(nothing) => Ok(Reading::None(nothing)),
        None if is_credit_or_debit(text) => Err(AmountError::CreditDebit),
        None => Err(AmountError::NotAnAmount),
    }
}

/// The whole grammar.
fn parse_any(text: &str, unit: Option<Unit>) -> Result<Reading, AmountError> {
    let stripped = strip_tags(text);
    let text = unquoted(stripped.trim());
    if let Some(nothing) = no_figure(text) {
        return Ok(Reading::None(nothing));
    }
    if text.starts_with('#') {
        return Err(AmountError::SpreadsheetError);
    }
    let (negative, body) = sign(text)?;
    let (digits, own_unit) = split_unit(&body)?;
    let value = digits_value(&digits)?;
    let value = if negative { -value } else { value };
    scaled(value, own_unit.or(unit)).map(|amount| Reading::Figure { amount, own_unit })
}

/// The amount that a text says, if it says one.
pub fn figure(text: &str, unit: Option<Unit>) -> Option<Amount> {
    match parse_amount(text, unit) {
        Ok(Reading::Figure { amount, .. }) => Some(amount),
        _ => None,
    }
}

/// Reads a plain number that is not money (a volume, a score, a percentage): the same digits,
/// with an optional `%`.
///
/// # Errors
/// [`AmountError`] as for an amount.
pub fn parse_number(text: &str) -> Result<Option<Decimal>, AmountError> {
    if let Some(amount) = PlainAmount::read(text.as_bytes()).and_then(|plain| plain.amount(None)) {
        return Ok(Some(amount.value.decimal()));
    }
    let text = unquoted(text.trim());
    // one sign of percent, behind the digits or the bracket: `5.2%`, `(5.2%)`, `(5.2)%`
    let digits = text.strip_suffix('%').map(str::trim_end).map(Cow::Borrowed).or_else(|| {
        let inner = text.strip_suffix(')')?.trim_end().strip_suffix('%')?;
        Some(Cow::Owned(format!("{})", inner.trim_end())))
    });
    let text = digits.as_deref().unwrap_or(text);
    match parse_amount(text, None)? {
        Reading::Figure { amount, own_unit: None } => Ok(Some(amount.value.decimal())),
        Reading::Figure { .. } => Err(AmountError::NotAnAmount),
        Reading::None(_) => Ok(None),
    }
}

/// The text without the quotes around it, or the apostrophe that makes a spreadsheet take it for text.
fn unquoted(text: &str) -> &str {
    if !text.starts_with(['“', '”', '‘', '’', '"', '\'']) {
        return text;
    }
    let pairs = [('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\''), ('”', '”'), ('’', '’')];
    let inner = pairs.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let apostrophe =
        || text.strip_prefix(['\'', '’']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    inner.or_else(apostrophe).map_or(text, str::trim)
}

/// The text without `<b>` tags.
pub fn strip_tags(text: &str) -> Cow<'_, str> {
    if text.contains('<') {
        Cow::Owned(text.replace("<b>", "").replace("</b>", "").replace("<B>", "").replace("</B>", ""))
    } else {
        Cow::Borrowed(text)
    }
}

fn scaled(value: Decimal, unit: Option<Unit>) -> Result<Amount, AmountError> {
    let exponent = unit.map_or(0, Unit::exponent);
    let last_digit = exponent - i8::try_from(value.scale()).unwrap_or(i8::MAX);
    let pounds = value.normalize().checked_mul(power_of_ten(exponent)).ok_or(AmountError::TooLong)?;
    Ok(Amount { value: Money::new(pounds), last_digit })
}

/// How long the longest of the words is that say that there is no figure.
const LONGEST_WORD: usize = "to be confirmed".len();

fn no_figure(text: &str) -> Option<NoFigure> {
    if text.is_empty() {
        return Some(NoFigure::Blank);
    }
    let bare = text.strip_prefix('£').map_or(text, str::trim_start);
    if matches!(bare, "-" | "–" | "—" | "−" | "--") {
        return Some(NoFigure::Dash);
    }
    if text.len() > LONGEST_WORD {
        return None;
    }
    let is_word = || NO_FIGURES.iter().any(|word| word.eq_ignore_ascii_case(text));
    (is_word() || is_placeholder_word(text)).then_some(NoFigure::Word)
}

/// What an amount cell may say, beside a placeholder, where there is rightly no figure.
const NO_FIGURES: [&str; 6] = ["none", "?", "??", "break even", "breakeven", "break-even"];

/// Whether a text ends in `CR` or `DR`.
fn is_credit_or_debit(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'c' | b'C' | b'd' | b'D', b'r' | b'R'])
}

/// Splits the sign off: brackets, a minus before or behind the digits or the pound sign.
fn sign(text: &str) -> Result<(bool, Cow<'_, str>), AmountError> {
    if is_credit_or_debit(text) {
        return Err(AmountError::CreditDebit);
    }
    let minus = ['-', '–', '−', '\u{2011}'];
    let mut body = text;
    let mut negative = false;
    if let Some(inner) = body.strip_prefix('£').map(str::trim_start)
        && (inner.starts_with('(') || inner.starts_with(minus))
    {
        body = inner;
    }
    if let Some(inner) = body.strip_prefix('(') {
        let (inside, tail) = inner.rsplit_once(')').ok_or(AmountError::NotAnAmount)?;
        if !tail.trim().is_empty() && Unit::parse(tail).is_none() {
            return Err(AmountError::NotAnAmount);
        }
        return Ok((true, Cow::Owned(format!("{}{tail}", inside.trim()))));
    }
    if let Some(inner) = body.strip_prefix(minus) {
        negative = true;
        body = inner.trim_start();
    } else if let Some(inner) = body.strip_suffix(minus) {
        negative = true;
        body = inner.trim_end();
    } else if let Some(inner) = body.strip_prefix('+') {
        body = inner.trim_start();
    }
    Ok((negative, Cow::Borrowed(body)))
}

/// Splits currency sign and unit off the digits: `£1,500k`, `32.01 million`, `1.5bn`.
fn split_unit(body: &str) -> Result<(Cow<'_, str>, Option<Unit>), AmountError> {
    let gaps = ['\u{a0}', '\u{202f}', '\u{2009}'];
    if !body.is_ascii() && body.contains(gaps) {
        let without = body.replace(gaps, "");
        return split_unit(&without).map(|(digits, unit)| (Cow::Owned(digits.into_owned()), unit));
    }
    let text = body.trim();
    let text = text.strip_prefix('£').map_or(text, str::trim_start);
    let at = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))).unwrap_or(text.len());
    let (digits, tail) = text.split_at(at);
    let digits = digits.trim_end();
    if tail.is_empty() {
        return Ok((Cow::Borrowed(digits), None));
    }
    let mut letters = tail.chars();
    if matches!(letters.next(), Some('e' | 'E'))
        && letters.all(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
    {
        return Err(AmountError::Exponent);
    }
    if digits.is_empty() {
        return Err(AmountError::NotAnAmount);
    }
    let word = tail.trim();
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let unit = is_word.then(|| Unit::parse(word)).flatten().ok_or(AmountError::NotAnAmount)?;
    Ok((Cow::Borrowed(digits), Some(unit)))
}

/// The exact value of digits with commas between threes and at most one point.
fn digits_value(digits: &str) -> Result<Decimal, AmountError> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains([',', '.']) {
        return Err(AmountError::Grouping);
    }
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole_digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole_digits.is_empty() && fraction.is_empty() || !all_digits(fraction) {
        return Err(AmountError::NotAnAmount);
    }
    if whole.contains([',', ' ']) {
        let groups: Vec<&str> = whole.split([',', ' ']).collect();
        let well_formed = groups.first().is_some_and(|g| (1..=3).contains(&g.len()))
            && groups.iter().skip(1).all(|g| g.len() == 3);
        if !well_formed {
            return Err(AmountError::Grouping);
        }
    }
    let text = format!("{whole_digits}{fraction}");
    if text.trim_start_matches('0').len() > 28 || fraction.len() > 20 {
        return Err(AmountError::TooLong);
    }
    let mantissa: i128 = text.parse().map_err(|_| AmountError::NotAnAmount)?;
    let scale = u32::try_from(fraction.len()).map_err(|_| AmountError::TooLong)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| AmountError::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(text: &str) -> Result<String, AmountError> {
        match parse_amount(text, None)? {
            Reading::Figure { amount, .. } => Ok(amount.value.plain()),
            Reading::None(_) => Ok("none".into()),
        }
    }

    #[test]
    fn amounts_as_people_write_them() {
        let amounts = [
            ("none", vec!["-", "", "TBC", "n/a", "Break even", "to be confirmed", "£ –"]),
            ("0", vec!["£0m"]),
            ("0.5", vec![".5"]),
            ("5", vec!["+5"]),
            ("-5", vec!["–5", "−5"]),
            ("7", vec![" 7 "]),
            ("900", vec!["<b>900</b>"]),
            ("-928", vec!["-£928", "£-928", "928-"]),
            ("1234", vec!["1,234", "1\u{a0}234", "1 234", "£ 1,234", "“1,234”", "‘1,234’", "'1234"]),
            ("-1234", vec!["£(1,234)", "(£1,234)", "£1,234-"]),
            ("1234.5", vec!["1,234.50 "]),
            ("-2012", vec!["(2,012)"]),
            ("12000", vec!["12k"]),
            ("1200000", vec!["£1.2m", "£1.2 million"]),
            ("-1200000", vec!["(£1.2m)"]),
            ("1500000", vec!["£1,500k"]),
            ("32010000", vec!["32.01 million"]),
            ("1500000000", vec!["1.5bn"]),
        ];
        for (value, texts) in amounts {
            texts.iter().for_each(|text| assert_eq!(pounds(text).as_deref(), Ok(value), "{text}"));
        }
    }

    #[test]
    fn words_are_what_the_whole_grammar_says() {
        let texts = [
            "TBC",
            "to be confirmed",
            "To be confirmed later",
            "n/a",
            "na",
            "NA ",
            "nil",
            "CR",
            "Dr ",
            "Wales CR",
            "Elective care",
            "e5",
            "ee5",
            "E-",
            "Ward 7",
            "bn",
            "million\u{a0}",
            "x<b>",
            "No<b>ne",
            "Break even",
        ];
        for text in texts {
            assert_eq!(parse_amount(text, None), parse_any(text, None), "{text}");
        }
        assert_eq!((figure("Ward 7", None), figure("£5", None).map(|own| own.last_digit)), (None, Some(0)));
    }

    #[test]
    fn percentages_have_one_sign_wherever_it_stands() {
        for (text, value) in
            [("5.2%", "5.2"), ("(5.2%)", "-5.2"), ("(5.2)%", "-5.2"), ("-5.2 %", "-5.2"), ("5", "5")]
        {
            assert_eq!(parse_number(text).unwrap().unwrap().to_string(), value, "{text}");
        }
        assert!(parse_number("5%%").is_err());
    }

    #[test]
    fn what_could_be_read_wrongly_is_refused() {
        let wrong = [
            (AmountError::Grouping, vec!["1.234,56", "12.345.678", "1,23", "12.3.4", "1234,567", ",123"]),
            (AmountError::SpreadsheetError, vec!["#REF!"]),
            (AmountError::Exponent, vec!["1e3"]),
            (
                AmountError::NotAnAmount,
                vec!["1O0", "--5", "-(5)", "+-5", "-+5", "5)", "((5)", "1_000", "NaN", "inf", ".", "1.5 5"],
            ),
            (AmountError::NotAnAmount, vec!["1.5 5000000000000000000000"]),
            (AmountError::CreditDebit, vec!["500 CR"]),
            (
                AmountError::TooLong,
                vec!["12345678901234567890123456789", "0.123456789012345678901", "0.1234567890123456789012"],
            ),
        ];
        for (error, texts) in wrong {
            texts.iter().for_each(|text| assert_eq!(pounds(text), Err(error), "{text}"));
        }
        for text in ["100000000000000000000.01", "1234567890123456789012345678", "0.12345678901234567891"] {
            assert_eq!(pounds(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn the_nearest_unit_wins_and_the_last_digit_is_kept() {
        let read = |text, unit| match parse_amount(text, unit) {
            Ok(Reading::Figure { amount, .. }) => (amount.value.plain(), amount.last_digit),
            other => panic!("{other:?}"),
        };
        assert_eq!(read("900", Some(Unit::Thousands)), ("900000".into(), 3));
        assert_eq!(read("98.50", Some(Unit::Millions)), ("98500000".into(), 4));
        assert_eq!(read("£0.05m", Some(Unit::Thousands)), ("50000".into(), 4));
        assert_eq!(read("2.10", None), ("2.1".into(), -2));
    }
}
