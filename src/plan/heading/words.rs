//! The words of a heading over figures: which figure (plan, actual, forecast), of which period, to
//! date or for the whole year. Two headings over one column are read together.

use super::plain;
use super::take_unit;
use super::until::{self, Reach};
use crate::calendar::{
    FinancialYear, Month, Period, TimeError, month_number, month_word, parse_date, parse_period,
    quarter_number,
};
use crate::plan::Measure;
use crate::plan::vocabulary::figures::{
    ADJECTIVES, EXPECTS, FORETELLS, NOISE, SPANS, figure, is_made, is_of_forecasts,
};

pub use crate::plan::vocabulary::figures::{Figure, Span};

/// The longest heading that is looked at for periods and measures.
const LONGEST: usize = 60;

/// The period of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodName {
    Plain(Period),
    /// `2011-12`: a month or a year, which the headings beside it decide.
    MonthOrYear(Period, Period),
    /// `M1`, `April`: the month of a year that something else states; April is 1.
    MonthOfYear(u8),
    /// `Q1`: the quarter of a year that something else states.
    QuarterOfYear(u8),
}

impl PeriodName {
    /// The period, once the year is known.
    pub fn of_year(self, year: FinancialYear) -> Period {
        match self {
            Self::Plain(period) | Self::MonthOrYear(period, _) => period,
            Self::MonthOfYear(number) => Period::Month(year.april().plus(i32::from(number) - 1)),
            Self::QuarterOfYear(number) => Period::Quarter(crate::calendar::Quarter { year, number }),
        }
    }

    /// Whether only another heading or a title can say the year.
    pub fn needs_year(self) -> bool {
        matches!(self, Self::MonthOfYear(_) | Self::QuarterOfYear(_))
    }

    /// One period of two names: a month or quarter of the year that the other one names.
    fn join(self, other: Self) -> Option<Self> {
        let year = |name: Self| match name {
            Self::Plain(Period::Year(year)) | Self::MonthOrYear(_, Period::Year(year)) => Some(year),
            _ => None,
        };
        if self == other {
            return Some(self);
        }
        for (part, whole) in [(self, other), (other, self)] {
            if let Some(year) = year(whole) {
                match part {
                    Self::MonthOfYear(_) | Self::QuarterOfYear(_) => {
                        return Some(Self::Plain(part.of_year(year)));
                    }
                    Self::Plain(period) if period.year() == Some(year) => return Some(part),
                    _ => {}
                }
            }
        }
        None
    }
}

/// What the words of a heading say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Words {
    pub figure: Option<Figure>,
    pub period: Option<PeriodName>,
    pub span: Option<Span>,
    /// Whether the heading says that it means months (`true`) or years (`false`).
    pub months: Option<bool>,
    pub others: bool,
}

impl Words {
    pub fn of(text: &str) -> Self {
        if text.len() > LONGEST {
            return Self { others: true, ..Self::default() };
        }
        if let Some(date) = has_digit(text).then(|| parse_date(text).ok()).flatten() {
            // a heading that is nothing but a date, as workbooks keep `Apr-11`, is its month
            let period = Some(PeriodName::Plain(Period::Month(Month::of(date))));
            return Self { period, ..Self::default() };
        }
        let (text, _) = take_unit(text);
        let spaced = text.replace(['_', '(', ')', ':', ',', '\n', '\r', '[', ']', '\u{a0}'], " ");
        let tokens: Vec<&str> = spaced.split_whitespace().collect();
        let mut words = Self::default();
        let rest = words.take_periods(&tokens);
        let rest = plain(&rest.join(" ")).into_owned();
        match rest.strip_suffix("in delivery") {
            // a stage of schemes, and no figure
            Some(before) if before.is_empty() || before.ends_with(' ') => words.others = true,
            _ => words.take_words(&rest),
        }
        words
    }

    /// Whether the words are wholly understood and say something.
    pub fn understood(&self) -> bool {
        !self.others && (self.figure.is_some() || self.period.is_some() || self.span.is_some())
    }

    /// The measure the words name; none stands for the plan.
    pub fn measure(&self) -> Option<Measure> {
        match self.figure {
            None => Some(Measure::Plan),
            Some(Figure::Of(measure)) => Some(measure),
            Some(Figure::Variance) => None,
        }
    }

    /// Two headings over one column, read together; `None` where they contradict each other.
    pub fn join(&self, other: &Self) -> Option<Self> {
        fn same<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> Option<Option<T>> {
            match (a, b) {
                (Some(a), Some(b)) if a != b => None,
                (a, b) => Some(a.or(b)),
            }
        }
        // `Plan` over `Variance`, `Forecast` over `Variance`: the variance of that figure
        let figure = match (self.figure, other.figure) {
            (Some(Figure::Variance), _) | (_, Some(Figure::Variance)) => Some(Figure::Variance),
            (a, b) => same(a, b)?,
        };
        let forecast = Some(Figure::Of(Measure::Forecast));
        let of_forecast =
            figure == Some(Figure::Variance) && (self.figure == forecast || other.figure == forecast);
        let period = match (self.period, other.period) {
            (Some(a), Some(b)) => Some(a.join(b)?),
            (a, b) => a.or(b),
        };
        let span = match (self.span, other.span) {
            (Some(Span::Total), Some(other)) | (Some(other), Some(Span::Total)) => Some(other),
            (a, b) => same(a, b)?,
        };
        Some(Self {
            figure,
            period,
            span: if of_forecast { Some(Span::FullYear) } else { span },
            months: self.months.or(other.months),
            others: self.others || other.others,
        })
    }

    /// Takes the periods out of the tokens, the longest first, and gives what is left.
    fn take_periods<'t>(&mut self, tokens: &[&'t str]) -> Vec<&'t str> {
        let mut rest: Vec<&'t str> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if let Some((length, reach)) = tokens.get(at..).and_then(until::reach) {
                while rest.last().is_some_and(|word| is_before_lead(word)) {
                    rest.pop();
                }
                self.take_reach(reach);
                at += length;
                continue;
            }
            let found = (1..=3.min(tokens.len() - at)).rev().find_map(|length| {
                let candidate = tokens.get(at..at + length)?;
                let name = match candidate {
                    [word] => period_name(word),
                    // several words name a period with a number
                    words if words.iter().any(|word| has_digit(word)) => period_name(&words.join(" ")),
                    _ => None,
                };
                Some((length, name?))
            });
            let joined = found.and_then(|(length, name)| match self.period {
                None => Some((length, name)),
                Some(known) => known.join(name).map(|name| (length, name)),
            });
            match joined {
                Some((length, name)) => {
                    self.period = Some(name);
                    at += length;
                }
                None => {
                    rest.extend(tokens.get(at));
                    at += 1;
                }
            }
        }
        rest
    }

    /// Takes what `to month 11` and `M1-6` say.
    fn take_reach(&mut self, reach: Reach) {
        self.span = self.span.or(reach.span());
        match reach {
            Reach::ToDate(last) => {
                let joined = self.period.map_or(Some(last), |known| known.join(last));
                self.others |= joined.is_none();
                self.period = joined.or(self.period);
            }
            Reach::FullYear => {}
            Reach::Part => self.others = true,
        }
    }

    fn take_words(&mut self, text: &str) {
        let mut tokens: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        for (phrase, span) in SPANS {
            // a phrase said twice (`YTD plan YTD`) says no more than once
            while let Some(at) = tokens.windows(phrase.len()).position(|words| words == phrase) {
                // a gap: what stands on its two sides is no phrase
                tokens.splice(at..at + phrase.len(), [""]);
                self.span = self.span.or(Some(span));
            }
        }
        tokens.retain(|word| !word.is_empty());
        if self.span == Some(Span::Total) {
            // `3 year total`: over the years beside it
            let years = |words: &[&str]| matches!(words, [n, "year" | "yr" | "years"] if is_count(n));
            if let Some(at) = tokens.windows(2).position(years) {
                tokens.drain(at..at + 2);
            }
        }
        let expects = self.span == Some(Span::FullYear)
            && text.contains("year end")
            && tokens.iter().any(|word| EXPECTS.contains(word));
        let foretells = expects || tokens.iter().any(|word| FORETELLS.contains(word));
        // `Forecast to be achieved`
        let to_be = tokens.contains(&"be");
        let is_past = |word: &str| matches!(word, "achieved" | "delivered" | "realised");
        let mut before = None;
        for word in tokens {
            // `Forecast delivery` is a forecast, `Planned delivery` a plan
            let is_of_it = foretells && (is_of_forecasts(word) || is_made(word) || to_be && is_past(word))
                || before.is_some_and(|before| ADJECTIVES.contains(&before)) && is_made(word);
            before = Some(word);
            if is_of_it {
                continue;
            }
            match word {
                "month" | "months" | "monthly" => self.months = Some(true),
                "year" | "years" | "yearly" => self.months = Some(false),
                _ if NOISE.contains(&word) => {}
                _ => match figure(word) {
                    Some(found) => {
                        let figure = match (self.figure, found) {
                            (None, found) => Some(found),
                            (Some(known), found) if known == found => Some(known),
                            (Some(Figure::Variance), other) | (Some(other), Figure::Variance) => {
                                if other == Figure::Of(Measure::Forecast) {
                                    self.span = self.span.or(Some(Span::FullYear));
                                }
                                Some(Figure::Variance)
                            }
                            _ => None,
                        };
                        self.others |= figure.is_none();
                        self.figure = figure;
                    }
                    None => self.others = true,
                },
            }
        }
        if expects && self.figure.is_none() {
            self.figure = Some(Figure::Of(Measure::Forecast));
        }
        if self.figure == Some(Figure::Variance) && self.span == Some(Span::Total) {
            self.span = None;
        }
    }
}

/// A period as headings name it: with its year, or without one.
pub fn period_name(text: &str) -> Option<PeriodName> {
    let of_month = |month: i8| u8::try_from((i16::from(month) + 8) % 12 + 1).ok();
    if !has_digit(text) {
        return month_word(text).and_then(of_month).map(PeriodName::MonthOfYear);
    }
    match parse_period(text) {
        Ok(period) => return Some(PeriodName::Plain(period)),
        Err(TimeError::Ambiguous(month, year)) => {
            return Some(PeriodName::MonthOrYear(Period::Month(month), Period::Year(year)));
        }
        Err(_) => {}
    }
    month_number(text)
        .or_else(|| month_word(text).and_then(of_month))
        .map(PeriodName::MonthOfYear)
        .or_else(|| quarter_number(text).map(PeriodName::QuarterOfYear))
}

/// A small number: `3`, `three`.
fn is_count(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| (b'2'..=b'9').contains(&byte))
        || matches!(word, "two" | "three" | "four" | "five")
}

fn is_before_lead(word: &str) -> bool {
    until::BEFORE_LEADS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Years and numbers of months and quarters have digits.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: Period = Period::Year(FinancialYear(2011));

    fn april() -> Period {
        Period::Month(Month::new(2011, 4).unwrap())
    }

    #[test]
    fn measures_and_periods_are_found_in_headings() {
        let named = |text: &str| {
            let words = Words::of(text);
            (!words.others).then_some((words.measure(), words.period))
        };
        let of = |measure, period| Some((Some(measure), Some(PeriodName::Plain(period))));
        assert_eq!(named("Apr-11 actual"), of(Measure::Actual, april()));
        assert_eq!(named("plan 2011/12 £k"), of(Measure::Plan, YEAR));
        assert_eq!(named("2011/12"), of(Measure::Plan, YEAR));
        assert_eq!(named("2011/12 QIPP Savings"), of(Measure::Plan, YEAR));
        assert_eq!(named("Apr Plan 2011/12"), of(Measure::Plan, april()));
        assert_eq!(named("2011/12 M1 Actual"), of(Measure::Actual, april()));
        assert_eq!(named("M1 Plan"), Some((Some(Measure::Plan), Some(PeriodName::MonthOfYear(1)))));
        assert_eq!(named("March"), Some((Some(Measure::Plan), Some(PeriodName::MonthOfYear(12)))));
        assert_eq!(named("Original savings as per May 2010"), None);
        assert!(matches!(named("2011-12"), Some((_, Some(PeriodName::MonthOrYear(..))))));
    }

    #[test]
    fn spans_are_told_from_periods() {
        let spans = |text: &str| {
            let words = Words::of(text);
            (!words.others).then_some((words.figure, words.span))
        };
        let plan = Some(Figure::Of(Measure::Plan));
        assert_eq!(spans("YTD Plan"), Some((plan, Some(Span::ToDate))));
        assert_eq!(spans("Plan YTD YTD"), Some((plan, Some(Span::ToDate))));
        assert_eq!(spans("Plan savings to date"), Some((plan, Some(Span::ToDate))));
        assert_eq!(spans("Full Year Plan £000"), Some((plan, Some(Span::FullYear))));
        assert_eq!(spans("Forecast Variance"), Some((Some(Figure::Variance), Some(Span::FullYear))));
        assert_eq!(spans("Total"), Some((None, Some(Span::Total))));
        assert_eq!(spans("Exec lead"), None);
        let (actual, forecast) = (Some(Figure::Of(Measure::Actual)), Some(Figure::Of(Measure::Forecast)));
        for text in ["Forecast CIP delivery", "Likely case FOT", "Forecast to be achieved", "Latest forecast"]
        {
            assert_eq!(spans(text), Some((forecast, None)), "{text}");
        }
        assert_eq!(spans("Expected year end savings"), Some((forecast, Some(Span::FullYear))));
        assert_eq!(spans("Planned delivery YTD"), Some((plan, Some(Span::ToDate))));
        assert_eq!(spans("YTD Act"), Some((actual, Some(Span::ToDate))));
        assert_eq!(spans("3 year total"), Some((None, Some(Span::Total))));
        assert_eq!(spans("Best case FOT"), None);
    }

    #[test]
    fn headings_that_say_how_far_they_reach() {
        let said = |text: &str| {
            let words = Words::of(text);
            (!words.others).then_some((words.span, words.period))
        };
        let to = |period| Some((Some(Span::ToDate), Some(period)));
        for (text, month) in [
            ("Target to month 11", 11),
            ("Plan M1-6", 6),
            ("Actual Apr-Sep", 6),
            ("Savings April to November", 8),
            ("Plan Months 1 to 6", 6),
            ("Plan up to M9", 9),
        ] {
            assert_eq!(said(text), to(PeriodName::MonthOfYear(month)), "{text}");
        }
        let november = PeriodName::Plain(Period::Month(Month::new(2015, 11).unwrap()));
        assert_eq!(said("Actual savings to 30 November 2015"), to(november));
        assert_eq!(said("Actual Apr-15 to Nov-15"), to(november));
        assert_eq!(said("Plan M1-12"), Some((Some(Span::FullYear), None)));
        for text in ["Plan M7-12", "Plan Oct to Mar"] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(said("Apr-11"), Some((None, Some(PeriodName::Plain(april())))));
    }

    #[test]
    fn two_headings_over_one_column_are_read_together() {
        let join = |a: &str, b: &str| Words::of(a).join(&Words::of(b));
        assert_eq!(join("Apr", "2011/12").unwrap().period, Some(PeriodName::Plain(april())));
        assert_eq!(join("Actual", "Apr-11").unwrap().measure(), Some(Measure::Actual));
        assert_eq!(join("Variance", "Forecast").unwrap().span, Some(Span::FullYear));
        assert_eq!(join("YTD Actual", "Plan"), None, "they contradict each other");
    }
}
