//! How far a heading reaches: `to month 11`, `to 30 November 2015`, `M1-6`, `Apr-Sep`. What begins with
//! the year and ends before it does is to date; what is the whole of it is the year's.

use super::{PeriodName, Span, period_name};
use crate::calendar::{Month, Period, parse_date};

/// Words after which a month is the last one of several.
const LEADS: [&str; 5] = ["to", "until", "till", "at", "by"];

/// Words before those, which say no more: `up to`, `as at`.
pub(super) const BEFORE_LEADS: [&str; 3] = ["up", "as", "position"];

/// What stands between the two ends of a stretch.
const BETWEEN: [&str; 4] = ["to", "-", "–", "—"];

/// The most words that name a period.
const WORDS: usize = 3;

/// How far a heading reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To date: to the end of this period.
    ToDate(PeriodName),
    FullYear,
    /// Of a part of the year that does not begin with it.
    Part,
}

impl Reach {
    pub(super) fn span(self) -> Option<Span> {
        match self {
            Self::ToDate(_) => Some(Span::ToDate),
            Self::FullYear => Some(Span::FullYear),
            Self::Part => None,
        }
    }
}

/// How far the words at the beginning of these reach, and how many of them say so.
pub(super) fn reach(tokens: &[&str]) -> Option<(usize, Reach)> {
    after_lead(tokens).or_else(|| stretch(tokens))
}

/// `to month 11`, `at M6`.
fn after_lead(tokens: &[&str]) -> Option<(usize, Reach)> {
    let (first, behind) = tokens.split_first()?;
    if !LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(first)) {
        return None;
    }
    let (length, last) = month_first(behind)?;
    Some((1 + length, Reach::ToDate(last)))
}

/// `M1-6`, `Apr to Sep`, `April 2011 - September 2011`, `Months 1 to 6`.
fn stretch(tokens: &[&str]) -> Option<(usize, Reach)> {
    let first = tokens.first()?;
    // a word of its own, or a dash within the first two
    let is_between = |word: &&str| BETWEEN.contains(word);
    let has_dash = |word: &&str| BETWEEN.iter().any(|between| *between != "to" && word.contains(between));
    if !tokens.iter().any(is_between) && !tokens.iter().take(2).any(has_dash) {
        return None;
    }
    if period_name(first).is_some() && !tokens.get(1).is_some_and(|word| BETWEEN.contains(word)) {
        return None; // `Apr-11`
    }
    let joined = |length: usize| tokens.get(..length).map(|words| words.join(" "));
    for length in (1..=(2 * WORDS + 1).min(tokens.len())).rev() {
        let text = joined(length)?;
        for between in BETWEEN {
            let spaced = format!(" {between} ");
            let parts = text
                .split_once(&spaced)
                .or_else(|| (length <= 2 && between != "to").then(|| text.split_once(between)).flatten());
            let Some((from, to)) = parts else { continue };
            if let Some(found) = between_ends(from.trim(), to.trim()) {
                return Some((length, found));
            }
        }
    }
    None
}

/// What two ends make; the second may be a bare number, of the kind of the first.
fn between_ends(from: &str, to: &str) -> Option<Reach> {
    let singular = |text: &str| {
        let lower = text.to_ascii_lowercase();
        ["months ", "mths ", "quarters "].into_iter().find_map(|word| {
            let number = lower.strip_prefix(word)?;
            Some(format!("{}{number}", word.get(..1).unwrap_or("")))
        })
    };
    let from = singular(from).unwrap_or_else(|| from.to_owned());
    let first = month_of(&from)?;
    let kind = from.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_number = !to.is_empty() && to.bytes().all(|byte| byte.is_ascii_digit());
    let last = match first {
        PeriodName::MonthOfYear(_) | PeriodName::QuarterOfYear(_) if is_number && kind != from => {
            month_of(&format!("{kind}{to}"))?
        }
        _ => month_of(to)?,
    };
    Some(match (place_in_year(first)?, place_in_year(last)?) {
        ((1, _), (_, 12)) => Reach::FullYear,
        ((1, _), _) => Reach::ToDate(last),
        ((from, _), (_, to)) if from <= to => Reach::Part,
        _ => return None,
    })
}

/// The number of the first month and of the last one of a period, April being 1.
fn place_in_year(name: PeriodName) -> Option<(u8, u8)> {
    let of = |number: i32| u8::try_from(number).ok();
    match name {
        PeriodName::MonthOfYear(number) => Some((number, number)),
        PeriodName::QuarterOfYear(number) => Some((3 * number - 2, 3 * number)),
        PeriodName::Plain(period @ (Period::Month(_) | Period::Quarter(_))) => {
            let april = period.year()?.april();
            let number = |month: Month| of((0..12).find(|ahead| april.plus(*ahead) == month)? + 1);
            Some((number(period.first_month())?, number(period.last_month())?))
        }
        _ => None,
    }
}

/// The month or quarter with which words begin.
fn month_first(tokens: &[&str]) -> Option<(usize, PeriodName)> {
    (1..=WORDS.min(tokens.len())).rev().find_map(|length| {
        let text = tokens.get(..length)?.join(" ");
        Some((length, month_of(&text)?))
    })
}

/// A month or quarter, named or by a day of it; no year.
fn month_of(text: &str) -> Option<PeriodName> {
    if let Ok(date) = parse_date(text) {
        return Some(PeriodName::Plain(Period::Month(Month::of(date))));
    }
    period_name(text).filter(|name| match name {
        PeriodName::Plain(period) => matches!(period, Period::Month(_) | Period::Quarter(_)),
        PeriodName::MonthOfYear(_) | PeriodName::QuarterOfYear(_) => true,
        PeriodName::MonthOrYear(..) => false,
    })
}
