//! The forms in which people write dates, months, quarters and financial years.

use super::{Date, FinancialYear, MONTH_NAMES, Month, Period, Quarter};

/// Why a text is not a date or a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeError {
    /// No form of date or period is recognised.
    NotRecognised,
    /// The form is right, but there is no such day.
    NoSuchDay,
    /// `YYYY-MM` that could be a month or a financial year.
    Ambiguous(Month, FinancialYear),
    /// A two-digit year in a form that could be read in more than one way.
    TwoDigitYear,
}

/// Reads a date: ISO, `dd/mm/yyyy` (never month first), `24 Feb 2011`, `24-Feb-11`.
///
/// # Errors
/// [`TimeError`] when the text has no such form or there is no such day.
pub fn parse_date(text: &str) -> Result<Date, TimeError> {
    let text = text.trim();
    if let Some((month, [b'-', a, b])) = text.as_bytes().split_last_chunk::<3>()
        && let Some(((year, month), day)) = year_and_two(month).zip(two_digits(*a, *b))
    {
        return date(year, month, day);
    }
    let text = text.strip_suffix(" 00:00:00").or_else(|| text.strip_suffix("T00:00:00")).unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty());
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(TimeError::NotRecognised);
    };
    if let (Some(year), Some(month), Some(day)) = (number(a, 4), number(b, 2), number(c, 2))
        && a.len() == 4
    {
        return date(year, month, day);
    }
    let day = number(ordinal(a), 2).ok_or(TimeError::NotRecognised)?;
    if let Some(month) = month_word(b) {
        let year = year_number(c).ok_or(TimeError::NotRecognised)?;
        return date(year, i16::from(month), day);
    }
    let month = number(b, 2).ok_or(TimeError::NotRecognised)?;
    if c.len() == 2 && number(c, 2).is_some() {
        return Err(TimeError::TwoDigitYear);
    }
    let year = (c.len() == 4).then(|| number(c, 4)).flatten().ok_or(TimeError::NotRecognised)?;
    date(year, month, day)
}

/// Reads a month: `2011-04`, `Apr-11`, `April 2011`, `04/2011`, `M1 2011-12`, `Month 1 11/12`,
/// `Apr 2011/12`.
///
/// # Errors
/// [`TimeError::Ambiguous`] for a text such as `2011-12`, else [`TimeError::NotRecognised`].
pub fn parse_month(text: &str) -> Result<Month, TimeError> {
    match parse_period(text)? {
        Period::Month(month) => Ok(month),
        _ => Err(TimeError::NotRecognised),
    }
}

/// Reads a financial year: `2011-12`, `2011/12`, `11/12`, `FY2011/12`, `2011/2012`.
pub fn parse_year(text: &str) -> Option<FinancialYear> {
    let text = text.trim();
    let text = strip_prefix_ignore_case(text, "FY").unwrap_or(text).trim();
    let (first, second) = text.split_once(['-', '/', '\u{2013}'])?;
    let (first, second) = (first.trim(), second.trim());
    let start = year_number(first)?;
    let next = start + 1;
    let follows = match second.len() {
        2 => number(second, 2)? == next.rem_euclid(100),
        4 => number(second, 4)? == next,
        _ => return None,
    };
    (follows && (1900..=2199).contains(&start)).then_some(FinancialYear(start))
}

/// Reads a period: a year, a quarter (`Q1 2011-12`), a month or a span of years.
///
/// # Errors
/// [`TimeError::Ambiguous`] when `YYYY-MM` can be a month as well as a year; the caller decides by
/// the heading and by the other values of the column.
pub fn parse_period(text: &str) -> Result<Period, TimeError> {
    let text = text.trim();
    let (year, month) = if let Some((year, two)) = year_and_two(text.as_bytes()) {
        let follows = (year + 1).rem_euclid(100) == two && (1900..=2199).contains(&year);
        let month = i8::try_from(two).ok().and_then(|month| Month::new(year, month));
        (follows.then_some(FinancialYear(year)), month)
    } else if let Some((first, last)) = text.split_once(" to ") {
        return match (parse_year(first), parse_year(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Period::Span(first, last)),
            _ => Err(TimeError::NotRecognised),
        };
    } else {
        (parse_year(text), plain_month(text))
    };
    match (year, month) {
        (Some(year), Some(month)) => return Err(TimeError::Ambiguous(month, year)),
        (Some(year), None) => return Ok(Period::Year(year)),
        (None, Some(month)) => return Ok(Period::Month(month)),
        (None, None) => {}
    }
    for (rest, label) in ends(text) {
        let Some(year) = parse_year(rest) else { continue };
        let april = year.april();
        if let Some(number) = quarter_number(label) {
            return Ok(Period::Quarter(Quarter { year, number }));
        }
        if let Some(number) = month_number(label) {
            return Ok(Period::Month(april.plus(i32::from(number) - 1)));
        }
        if let Some(month) = month_word(label) {
            return Ok(Period::Month(april.plus((i32::from(month) + 8) % 12)));
        }
    }
    Err(TimeError::NotRecognised)
}

/// The two numbers of `2011-04`, the form in which most periods are written.
fn year_and_two(text: &[u8]) -> Option<(i16, i16)> {
    let [a, b, c, d, b'-', e, f] = text else { return None };
    Some((two_digits(*a, *b)? * 100 + two_digits(*c, *d)?, two_digits(*e, *f)?))
}

fn two_digits(a: u8, b: u8) -> Option<i16> {
    (a.is_ascii_digit() && b.is_ascii_digit()).then(|| i16::from(a - b'0') * 10 + i16::from(b - b'0'))
}

/// The last word of a text and what stands before it, and the first word and what stands behind it.
fn ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let gap = |c: char| c.is_whitespace() || c == ',';
    let trimmed = move |text: &str| -> bool { !text.trim_matches(gap).is_empty() };
    let last = text.rsplit_once(gap).map(|(label, rest)| (rest, label.trim_matches(gap)));
    let first = text.split_once(gap).map(|(rest, label)| (rest, label.trim_matches(gap)));
    [last, first].into_iter().flatten().filter(move |(rest, label)| trimmed(rest) && trimmed(label))
}

/// A month number of a financial year (`M1`, `Mth 3`, `Month 12`): April is 1.
pub fn month_number(text: &str) -> Option<u8> {
    numbered(text.trim(), &["Month", "Mth", "M", "Period"], 12)
}

/// A quarter number (`Q1`, `Qtr 2`).
pub fn quarter_number(text: &str) -> Option<u8> {
    numbered(text.trim(), &["Quarter", "Qtr", "Q"], 4)
}

/// A month's English name or three-letter form, alone: April is 4.
pub fn month_word(text: &str) -> Option<i8> {
    let text = text.trim().trim_end_matches('.');
    let is_meant = |form: &str| form.eq_ignore_ascii_case(text);
    let named = MONTH_NAMES.iter().position(|name| is_meant(name) || name.get(..3).is_some_and(is_meant));
    named.and_then(|at| i8::try_from(at + 1).ok()).or_else(|| is_meant("Sept").then_some(9))
}

fn plain_month(text: &str) -> Option<Month> {
    let parts: Vec<&str> = text.split(['-', '/', ' ', '\'']).filter(|part| !part.is_empty()).collect();
    let [a, b] = parts.as_slice() else { return None };
    if let Some(month) = month_word(a) {
        return Month::new(year_number(b)?, month);
    }
    if let (4, Some(month)) = (a.len(), month_word(b)) {
        return Month::new(number(a, 4)?, month);
    }
    let year_first = a.len() == 4;
    let (year, month) = if year_first { (a, b) } else { (b, a) };
    if year.len() != 4 || month.len() != 2 || (year_first && !text.contains('-')) {
        return None; // 2011/12 is a year; only 2011-12 could be a month as well
    }
    Month::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?)
}

fn date(year: i16, month: i16, day: i16) -> Result<Date, TimeError> {
    let known = || Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    (1900..=2199).contains(&year).then(known).flatten().ok_or(TimeError::NoSuchDay)
}

fn number(text: &str, most: usize) -> Option<i16> {
    (!text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn year_number(text: &str) -> Option<i16> {
    match text.len() {
        4 => number(text, 4),
        2 => number(text, 2).map(|year| 2000 + year),
        _ => None,
    }
}

fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(text)
}

fn numbered(text: &str, labels: &[&str], most: u8) -> Option<u8> {
    labels.iter().find_map(|label| {
        let rest = strip_prefix_ignore_case(text, label)?.trim();
        let value: u8 = rest.parse().ok()?;
        (rest.len() <= 2 && (1..=most).contains(&value)).then_some(value)
    })
}

fn strip_prefix_ignore_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}
