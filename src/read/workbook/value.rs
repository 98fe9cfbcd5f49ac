//! What the cells of a workbook hold, as text: numbers as their shortest decimal, serial dates as
//! ISO dates.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Below this power of ten a number is what binary arithmetic leaves of a difference that should be
/// nothing (`=0.3-0.1-0.2`); no amount of money is as small.
const REMAINDER: i32 = -9;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// Its shortest decimal at 15 significant digits, without an exponent.
    Plain(String),
    /// A remainder of binary arithmetic, less than a thousand-millionth.
    Remainder(String),
}

/// How many significant digits spreadsheets keep.
const DIGITS: usize = 15;

/// The shortest decimal of a number at 15 significant digits; `None` for what is no number. Works on
/// the digits as they are written, so that no binary number stands between a file and a plan.
pub(super) fn number(text: &str) -> Option<Number> {
    let (negative, digits, exponent) = scientific(text.trim())?;
    let (digits, exponent) = rounded(&digits, exponent);
    if digits.is_empty() {
        return Some(Number::Plain("0".to_owned()));
    }
    let sign = if negative { "-" } else { "" };
    let before = usize::try_from(exponent + 1).unwrap_or(0);
    let text = if exponent < 0 {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0));
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= before {
        format!("{sign}{digits}{}", "0".repeat(before - digits.len()))
    } else {
        format!("{sign}{}.{}", &digits[..before], &digits[before..])
    };
    Some(if exponent < REMAINDER { Number::Remainder(text) } else { Number::Plain(text) })
}

/// Whether a number is negative, its digits without leading zeros, and the power of ten of the first.
fn scientific(text: &str) -> Option<(bool, String, i32)> {
    let negative = text.starts_with('-');
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    // spreadsheets know no number beyond
    if exponent.abs() > 400 || mantissa.len() > 400 {
        return None;
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    let zeros = i32::try_from(all.len() - digits.len()).ok()?;
    let first = i32::try_from(whole.len()).ok()? - 1 - zeros + exponent;
    Some((negative, digits.to_owned(), first))
}

/// The digits rounded to fifteen, without trailing zeros, and the power of ten of the first.
fn rounded(digits: &str, exponent: i32) -> (String, i32) {
    let kept = digits.get(..DIGITS).unwrap_or(digits);
    let up = digits.as_bytes().get(DIGITS).is_some_and(|next| *next >= b'5');
    let kept = kept.parse::<u64>().unwrap_or(0) + u64::from(up);
    let text = kept.to_string();
    let carried = i32::from(text.len() > digits.len().min(DIGITS));
    let text = if kept == 0 { "" } else { text.trim_end_matches('0') };
    (text.to_owned(), exponent + carried)
}

/// What a serial number in a cell formatted as a date or time shows.
pub(super) fn serial(value: &str, is_1904: bool) -> Option<String> {
    let (Number::Plain(text) | Number::Remainder(text)) = number(value)?;
    Some(shown(text, is_1904))
}

fn shown(text: String, is_1904: bool) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (Ok(days), false) = (whole.parse::<i64>(), text.starts_with('-')) else { return text };
    let fraction: String = fraction.chars().chain("0000000000".chars()).take(10).collect();
    let fraction = fraction.parse::<u64>().unwrap_or(0);
    let seconds = (fraction * 86_400 + 5_000_000_000) / 10_000_000_000;
    let (days, seconds) = if seconds >= 86_400 { (days + 1, 0) } else { (days, seconds) };
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let day = match (is_1904, days) {
        (true, _) => after(date(1904, 1, 1), days),
        (false, 0) if seconds > 0 => return time,
        // days that spreadsheets show and no calendar has
        (false, 0) => Some("00/01/1900".to_owned()),
        (false, 60) => Some("29/02/1900".to_owned()),
        (false, 1..=59) => after(date(1899, 12, 31), days),
        (false, _) => after(date(1899, 12, 30), days),
    };
    match day {
        Some(day) if seconds == 0 => day,
        Some(day) => format!("{day} {time}"),
        None => text,
    }
}

fn after(epoch: Date, days: i64) -> Option<String> {
    let days = i32::try_from(days).ok().filter(|days| *days < 3_000_000)?;
    epoch.checked_add(days.days()).ok().map(|date| date.to_string())
}

/// A date or time in ISO 8601, without a time that is midnight.
pub(super) fn iso(text: &str) -> String {
    let text = text.trim();
    match text.split_once('T') {
        Some((day, time)) if !day.is_empty() && time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) => {
            day.to_owned()
        }
        Some((day, time)) if !day.is_empty() => format!("{day} {time}"),
        _ => text.to_owned(),
    }
}

/// Whether a format that every workbook knows by number shows a date or a time of day.
pub(super) fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format code shows a date or a time of day, and no number, percentage or span of time:
/// days, months, years, hours or seconds stand in it outside quotes and brackets.
pub(super) fn shows_date(code: &str) -> bool {
    if code.eq_ignore_ascii_case("general") || code.eq_ignore_ascii_case("standard") {
        return false;
    }
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c.to_ascii_lowercase() {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let elapsed = inside.to_ascii_lowercase();
                if !elapsed.is_empty() && elapsed.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    return false;
                }
            }
            ';' => return false,
            'd' | 'm' | 'y' | 'h' | 's' => return true,
            _ => {}
        }
    }
    false
}

/// A text of an XLSX file with its `_x000D_` escapes resolved.
pub(super) fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = &from[7..];
            }
            None => {
                out.push_str("_x");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_their_shortest_decimal() {
        for (value, text) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("1234", "1234"),
            ("-1234.50", "-1234.5"),
            ("0.30000000000000004", "0.3"),
            ("1234.5600000000002", "1234.56"),
            ("44812000", "44812000"),
            ("1E+20", "100000000000000000000"),
            ("5.0000000000000003E-2", "0.05"),
            ("0.33333333333333331", "0.333333333333333"),
            ("123456789012345678", "123456789012346000"),
            ("999999999999999.9", "1000000000000000"),
            ("0.99999999999999999", "1"),
            ("+.5", "0.5"),
            ("007", "7"),
        ] {
            assert_eq!(number(value), Some(Number::Plain(text.to_owned())), "{value}");
        }
        assert_eq!(
            number("-2.7755575615628914E-17"),
            Some(Number::Remainder("-0.0000000000000000277555756156289".to_owned()))
        );
        assert_eq!(number("2e-10"), Some(Number::Remainder("0.0000000002".to_owned())));
        assert_eq!(number("2e-9"), Some(Number::Plain("0.000000002".to_owned())));
        for text in ["", "-", ".", "1,5", "1e", "1e999", "NaN", "INF", "0x1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn serial_dates_of_both_epochs() {
        for (value, is_1904, shown) in [
            ("40816", false, "2011-09-30"),
            ("39354", true, "2011-09-30"),
            ("40816.5", false, "2011-09-30 12:00:00"),
            ("40816.999999999", false, "2011-10-01"),
            ("0.75", false, "18:00:00"),
            ("1", false, "1900-01-01"),
            ("60", false, "29/02/1900"),
            ("61", false, "1900-03-01"),
            ("0", false, "00/01/1900"),
            ("-5", false, "-5"),
            ("1e20", false, "100000000000000000000"),
        ] {
            assert_eq!(serial(value, is_1904).as_deref(), Some(shown), "{value}");
        }
        assert_eq!(iso("2011-09-30T00:00:00"), "2011-09-30");
        assert_eq!(iso("2011-09-30"), "2011-09-30");
        assert_eq!(iso("2011-09-30T12:30:00"), "2011-09-30 12:30:00");
    }

    #[test]
    fn format_codes_of_dates_and_of_money() {
        for code in ["dd/mm/yyyy", "mmm-yy", "[$-809]d mmmm yyyy;@", "h:mm", "yyyy\\-mm\\-dd"] {
            assert!(shows_date(code), "{code}");
        }
        for code in [
            "General",
            "Standard",
            "#,##0;[Red]-#,##0",
            "\"days\" 0",
            "0.0\\m",
            "_-[$£-809]* #,##0.00_-",
            "0%",
            "[h]:mm",
            "0.00E+00",
        ] {
            assert!(!shows_date(code), "{code}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape("a_x000D_b".into()), "a\rb");
        assert_eq!(unescape("max_xyz_".into()), "max_xyz_");
    }
}
