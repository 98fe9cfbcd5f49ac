//! What a heading says: its words without units and punctuation, its unit, and the measure and period
//! it may name (`Apr-11 actual`, `plan 2011-12`).

use super::Measure;
use crate::calendar::{Month, Period, parse_date, parse_period};
use crate::money::{Unit, strip_tags};

/// A heading, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As it stands.
    pub raw: String,
    /// Lower case, without units and punctuation, spaces folded; what names are compared in.
    pub plain: String,
    /// The unit it states.
    pub unit: Option<Unit>,
    /// Whether it speaks of a percentage.
    pub percent: bool,
}

impl Heading {
    /// Takes a heading apart.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let text = strip_tags(raw).trim().to_owned();
        let (without, unit) = take_unit(&text);
        Self { raw: text.clone(), plain: plain(&without), unit, percent: text.contains('%') }
    }

    /// The measure and period a heading over a column of amounts names: `Apr-11 actual`, `2011/12`
    /// (a plan). `None` where it names no period.
    #[must_use]
    pub fn measure_in_period(&self) -> Option<(Measure, PeriodName)> {
        if let Ok(date) = parse_date(&self.raw) {
            // a heading that is nothing but a date, as workbooks keep `Apr-11`, is its month
            return Some((Measure::Plan, PeriodName::Plain(Period::Month(Month::of(date)))));
        }
        let words: Vec<&str> = self.raw.split([' ', '\n', '_']).filter(|word| !word.is_empty()).collect();
        for length in (1..=words.len().min(3)).rev() {
            for start in 0..=words.len() - length {
                let candidate = words.get(start..start + length)?.join(" ");
                let candidate = candidate.trim_matches(['(', ')', ':', ',']);
                let period = match parse_period(candidate) {
                    Ok(period) => PeriodName::Plain(period),
                    Err(crate::calendar::TimeError::Ambiguous(month, year)) => {
                        PeriodName::MonthOrYear(Period::Month(month), Period::Year(year))
                    }
                    Err(_) => continue,
                };
                let rest: Vec<&str> =
                    words.iter().take(start).chain(words.iter().skip(start + length)).copied().collect();
                return measure_words(&plain(&take_unit(&rest.join(" ")).0)).map(|measure| (measure, period));
            }
        }
        None
    }

    /// The first period named anywhere in the text: the year in `2011/12 QIPP Savings`.
    #[must_use]
    pub fn year_in_text(&self) -> Option<crate::calendar::FinancialYear> {
        self.raw.split([' ', '(', ')', ',', ':']).find_map(crate::calendar::parse_year)
    }
}

/// The period of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodName {
    /// It has one reading.
    Plain(Period),
    /// `2011-12`: a month or a year, which the headings beside it decide.
    MonthOrYear(Period, Period),
}

/// The measure that words name; no words mean the plan.
#[must_use]
pub fn measure_words(plain: &str) -> Option<Measure> {
    let noise = [
        "savings", "saving", "s", "qipp", "cip", "net", "gross", "value", "total", "in", "for", "month",
        "year", "fy",
    ];
    let words: Vec<&str> =
        plain.split(' ').filter(|word| !word.is_empty() && !noise.contains(word)).collect();
    match words.as_slice() {
        [] | ["plan" | "planned" | "target" | "budget"] => Some(Measure::Plan),
        ["actual" | "actuals" | "delivered" | "achieved"] => Some(Measure::Actual),
        ["forecast" | "fot" | "outturn" | "projected" | "projection"] | ["forecast", "outturn"] => {
            Some(Measure::Forecast)
        }
        ["investment" | "cost" | "costs"] => Some(Measure::Investment),
        _ => None,
    }
}

/// Lower case, letters and digits only, words separated by one space; `&` is `and`.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in strip_tags(text).replace('&', " and ").replace('%', " % ").chars() {
        if c.is_alphanumeric() || c == '%' {
            out.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’') {
            // an apostrophe joins: `£'000`, `provider's`
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Takes a unit out of a heading or a title: `Plan £000`, `Savings (£m)`, `£'000s`, `£k`.
#[must_use]
pub fn take_unit(text: &str) -> (String, Option<Unit>) {
    let Some(at) = text.find('£') else {
        let lower = text.to_lowercase();
        let worded = ["(000s)", "(000)", "('000)", "('000s)", "000s", "'000"];
        for word in worded {
            if let Some(at) = lower.find(word) {
                let rest = format!("{} {}", &text[..at], text.get(at + word.len()..).unwrap_or(""));
                return (rest, Some(Unit::Thousands));
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
    use crate::calendar::FinancialYear;

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

    #[test]
    fn measures_and_periods_are_found_in_headings() {
        let named = |text: &str| Heading::new(text).measure_in_period();
        let april = Period::Month(Month::new(2011, 4).unwrap());
        let year = Period::Year(FinancialYear(2011));
        assert_eq!(named("Apr-11 actual"), Some((Measure::Actual, PeriodName::Plain(april))));
        assert_eq!(named("plan 2011/12 £k"), Some((Measure::Plan, PeriodName::Plain(year))));
        assert_eq!(named("2011/12"), Some((Measure::Plan, PeriodName::Plain(year))));
        assert_eq!(named("2011/12 QIPP Savings"), Some((Measure::Plan, PeriodName::Plain(year))));
        assert_eq!(named("2011-04-01"), Some((Measure::Plan, PeriodName::Plain(april))));
        assert_eq!(named("Plan savings to date"), None);
        assert!(matches!(named("2011-12"), Some((_, PeriodName::MonthOrYear(..)))));
    }
}
