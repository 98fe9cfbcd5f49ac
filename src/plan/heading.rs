//! What a heading says: its words without units and punctuation, and its unit. The measure and period
//! it may name (`Apr-11 actual`, `plan 2011-12`) are read by [`words`].

use crate::calendar::parse_year;
use crate::money::{Unit, strip_tags};
use std::borrow::Cow;

mod until;
pub mod words;

pub use words::{Figure, PeriodName, Span, Words, period_name};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    pub raw: String,
    /// Lower case, without units and punctuation, spaces folded; what names are compared in.
    pub plain: String,
    pub unit: Option<Unit>,
    /// Whether it speaks of a percentage.
    pub percent: bool,
}

impl Heading {
    pub fn new(raw: &str) -> Self {
        let text = strip_tags(raw).trim().to_owned();
        let (without, unit) = take_unit(&text);
        let plain = plain(&without).into_owned();
        let percent = text.contains('%')
            || plain.split(' ').any(|word| matches!(word, "percent" | "percentage" | "pc"));
        Self { raw: text, plain, unit, percent }
    }

    /// The same without the financial years it names: `2025/26 FYE` is `FYE`.
    pub fn without_years(&self) -> Self {
        let words = self.raw.split_whitespace().filter(|word| parse_year(word).is_none());
        Self::new(&words.collect::<Vec<_>>().join(" "))
    }

    /// Whether it states a unit or a percentage and nothing else: `£000`, `(%)`.
    pub fn is_unit(&self) -> bool {
        (self.unit.is_some() || self.percent) && matches!(self.plain.as_str(), "" | "%")
    }
}

/// Lower case, letters and digits only, words separated by one space; `&` is `and`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let space = |out: &mut String| {
        if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    };
    for c in strip_tags(text).chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            '&' | '%' => {
                space(&mut out);
                out.push_str(if c == '&' { "and " } else { "% " });
            }
            // an apostrophe joins: `£'000`, `provider's`
            '\'' | '’' => {}
            _ => space(&mut out),
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a text is plain as it stands.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let is_so = text.bytes().all(|mark| {
        let fits = mark.is_ascii_lowercase() || mark.is_ascii_digit() || (mark == b' ' && before != b' ');
        before = mark;
        fits
    });
    is_so && !text.ends_with(' ')
}

/// Units stated without a pound sign.
const WORDED: [(&str, Unit); 10] = [
    ("(000s)", Unit::Thousands),
    ("(000)", Unit::Thousands),
    ("('000)", Unit::Thousands),
    ("('000s)", Unit::Thousands),
    ("000s", Unit::Thousands),
    ("'000", Unit::Thousands),
    ("gbp k", Unit::Thousands),
    ("in thousands", Unit::Thousands),
    ("in millions", Unit::Millions),
    ("in pounds", Unit::Pounds),
];

/// Takes a unit out of a heading or a title: `Plan £000`, `Savings (£m)`, `£'000s`, `£k`.
pub fn take_unit(text: &str) -> (String, Option<Unit>) {
    let Some(at) = text.find('£') else {
        let has = |mark: u8| text.as_bytes().contains(&mark);
        let (has_noughts, has_spaces) = (has(b'0'), has(b' '));
        if !has_noughts && !has_spaces {
            return (text.to_owned(), None); // each of the words has one of them
        }
        let lower = text.to_ascii_lowercase();
        for (word, unit) in WORDED.into_iter().filter(|(word, _)| has_noughts || !word.contains('0')) {
            if let Some(at) = lower.find(word) {
                let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at + word.len()..).unwrap_or(""));
                return (format!("{head} {tail}"), Some(unit));
            }
        }
        return (text.to_owned(), None);
    };
    let tail = &text[at..];
    let end = tail
        .char_indices()
        .skip(1)
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '\'' | '’' | '‘' | ',')))
        .map_or(tail.len(), |(end, _)| end);
    let word = &tail[..end];
    let mut rest_at = at + end;
    let mut unit = Unit::parse(word);
    let following = text[rest_at..].trim_start();
    if unit == Some(Unit::Pounds) {
        let next = following.split([' ', ')']).next().unwrap_or("");
        let longer = Unit::parse(next).filter(|_| !next.is_empty());
        if let Some(longer) = longer.filter(|unit| *unit != Unit::Pounds) {
            unit = Some(longer);
            rest_at = text.len() - following.len() + next.len();
        }
    }
    if unit.is_none() {
        return (text.to_owned(), None);
    }
    let head = text[..at].trim_end_matches('(').trim_end();
    let tail = text.get(rest_at..).unwrap_or("").trim_start_matches(')');
    (format!("{head} {tail}"), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_taken_out_of_headings() {
        for (text, plain, unit) in [
            ("QIPP Opportunities £000", "qipp opportunities", Some(Unit::Thousands)),
            ("Plan (£m)", "plan", Some(Unit::Millions)),
            ("£'000s Actual", "actual", Some(Unit::Thousands)),
            ("Plan £ million", "plan", Some(Unit::Millions)),
            ("Saving £", "saving", Some(Unit::Pounds)),
            ("plan_ytd", "plan ytd", None),
            ("Headroom/(Shortfall)", "headroom shortfall", None),
            ("Variance %", "variance %", None),
        ] {
            let heading = Heading::new(text);
            assert_eq!((heading.plain.as_str(), heading.unit), (plain, unit), "{text}");
        }
    }
}
