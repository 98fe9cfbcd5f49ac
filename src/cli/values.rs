//! The values of options: read once, with an error that says what was expected.

use crate::calendar::{Date, TimeError, parse_date, parse_month};
use crate::money::Unit;
use crate::nearest::{did_you_mean, nearest, offer};
use crate::plan::recognise::{Ours, nearest_meaning};
use crate::policy::choices::Sign;
use crate::render::{Format, View};
use crate::words::Words;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Two halves around an equals sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair(pub String, pub String);

/// The views of one word of `--view`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Views(pub Vec<View>);

/// A further report: its format, the views it holds (none: those of `--view`), and its file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    pub format: Format,
    pub views: Vec<View>,
    pub path: PathBuf,
}

/// One of the words of a type.
pub(super) fn word<T: Words + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let unknown = || "an unknown word";
    PossibleValuesParser::new(T::WORDS).try_map(move |word| T::of_word(&word).ok_or_else(unknown))
}

/// A sign that is not the plan's own.
pub(super) fn sign() -> impl TypedValueParser<Value = Sign> {
    let signs =
        [(Sign::Positive, "A saving is positive"), (Sign::Negative, "A saving is negative, or in brackets")];
    PossibleValuesParser::new(signs.map(|(sign, meaning)| PossibleValue::new(sign.word()).help(meaning)))
        .try_map(|word| Sign::of_word(&word).ok_or("an unknown word"))
}

/// `KEY=VALUE`.
pub(super) fn pair(text: &str) -> Result<Pair, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok(Pair(key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("KEY=VALUE is expected, such as finance_red_from=10".to_owned()),
    }
}

/// `THEIRS=OURS`, whose second half is known.
pub(super) fn mapping(text: &str) -> Result<Pair, String> {
    let (theirs, ours) = text
        .rsplit_once('=')
        .filter(|(theirs, ours)| !theirs.trim().is_empty() && !ours.trim().is_empty())
        .ok_or("THEIRS=OURS is expected, such as \"Productivity Opportunity=identified\"")?;
    let pair = Pair(theirs.trim().to_owned(), ours.trim().to_owned());
    if Ours::of(&pair.1).is_some() {
        return Ok(pair);
    }
    Err(format!("there is no column `{}`{}", pair.1, offer(nearest_meaning(&pair.1))))
}

/// A date, or a month for its last day.
pub(super) fn as_at(text: &str) -> Result<Date, String> {
    let wrong = || "a date (2011-09-30, 30/09/2011) or a month (2011-09, Sep-11) is expected".to_owned();
    match parse_date(text) {
        Ok(date) => return Ok(date),
        Err(TimeError::NoSuchDay) => return Err("there is no such day".to_owned()),
        Err(_) => {}
    }
    match parse_month(text) {
        Ok(month) => Ok(month.end()),
        // a reporting date is never a whole year
        Err(TimeError::Ambiguous(month, _)) if text.contains('-') => Ok(month.end()),
        Err(_) => Err(wrong()),
    }
}

pub(super) fn separator(text: &str) -> Result<u8, String> {
    let mut characters = text.chars();
    match (text, characters.next(), characters.next()) {
        ("tab" | "\\t", ..) => Ok(b'\t'),
        (_, Some('"' | '\n' | '\r'), None) => Err("a quote or line break cannot separate".to_owned()),
        (_, Some(separator), None) if separator.is_ascii() => Ok(separator as u8),
        _ => Err("one character of ASCII is expected, or `tab`".to_owned()),
    }
}

/// The most threads that are of any use.
const MOST_JOBS: usize = 1024;

pub(super) fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let jobs = text.parse().ok().filter(|jobs: &NonZeroUsize| jobs.get() <= MOST_JOBS);
    jobs.ok_or_else(|| format!("a number from 1 to {MOST_JOBS} is expected"))
}

pub(super) fn encoding(text: &str) -> Result<String, String> {
    crate::read::encoding::decode(b"", Some(text)).map(|_| text.to_owned())
}

pub(super) fn unit(text: &str) -> Result<Unit, String> {
    Unit::parse(text).ok_or_else(|| "£, £k, £m or £bn is expected".to_owned())
}

/// The formats of a comparison.
pub(super) fn page_or_data() -> impl TypedValueParser<Value = Format> {
    of_formats(&[
        Format::Table,
        Format::Markdown,
        Format::Csv,
        Format::Json,
        Format::Jsonl,
        Format::Html,
        Format::Xlsx,
    ])
}

fn of_formats(formats: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let words: Vec<&'static str> = formats.iter().map(|format| format.word()).collect();
    PossibleValuesParser::new(words).try_map(|word| Format::of_word(&word).ok_or("an unknown word"))
}

/// The formats of an explanation.
pub(super) fn page_or_json() -> impl TypedValueParser<Value = Format> {
    of_formats(&[Format::Table, Format::Markdown, Format::Json])
}

pub(super) fn views(text: &str) -> Result<Views, String> {
    let text = text.trim();
    let views =
        if text == "all" { Some(View::ALL.to_vec()) } else { View::of_word(text).map(|view| vec![view]) };
    views.map(Views).ok_or_else(|| {
        let near = nearest(text, View::WORDS.iter().copied().chain(["all"]));
        let near = near.map_or_else(String::new, |near| did_you_mean(&near) + " ");
        format!("{near}The views are: {}", view_names())
    })
}

/// `summary, criteria, …, all`.
pub(super) fn view_names() -> String {
    [View::WORDS, &["all"]].concat().join(", ")
}

pub(super) fn report_file(text: &str) -> Result<ReportFile, String> {
    let (format, path) = text
        .split_once('=')
        .filter(|(_, path)| !path.is_empty())
        .ok_or("FORMAT=FILE is expected, such as json=report.json or csv:finance=finance.csv")?;
    let (format, named) =
        format.split_once(':').map_or((format, None), |(format, views)| (format, Some(views)));
    let format = Format::of_word(&format.to_lowercase())
        .ok_or_else(|| format!("`{format}` is not a format: {}", Format::WORDS.join(", ")))?;
    let named = named.into_iter().flat_map(|named| named.split(',')).map(views);
    let views =
        named.collect::<Result<Vec<Views>, String>>()?.into_iter().flat_map(|views| views.0).collect();
    Ok(ReportFile { format, views, path: PathBuf::from(path) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_its_last_day() {
        let shown = |text: &str| as_at(text).map(|date| date.to_string());
        assert_eq!(shown("2011-09").as_deref(), Ok("2011-09-30"));
        assert_eq!(shown("2011-12").as_deref(), Ok("2011-12-31"), "a month, not the year 2011-12");
        assert_eq!(shown("Feb-12").as_deref(), Ok("2012-02-29"));
        assert_eq!(shown("30/09/2011").as_deref(), Ok("2011-09-30"));
        assert!(shown("2011/12").is_err());
        assert!(shown("31/09/2011").is_err());
    }

    #[test]
    fn a_mapping_must_mean_something() {
        assert!(mapping("Opportunity=identified").is_ok());
        assert!(mapping("A=B=savings.period").is_ok());
        for ours in ["ignore", "total", "subtotal", "section", "scheme", "Apr-11 actual", "2011/12"] {
            assert!(mapping(&format!("Status={ours}")).is_ok(), "{ours}");
        }
        assert!(mapping("South West Essex=organisation:South West Essex").is_ok());
        assert_eq!(
            mapping("Opportunity=identifed").unwrap_err(),
            "there is no column `identifed`; did you mean `identified`?"
        );
    }
}
