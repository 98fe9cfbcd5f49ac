//! Civil time as the NHS counts it: dates, months, quarters and financial years (1 April to
//! 31 March), and the forms in which people write them. No clock and no time zone.

use std::fmt;

mod forms;

pub use forms::{
    TimeError, month_number, month_word, parse_date, parse_month, parse_period, parse_year, quarter_number,
};
use jiff::Span;
pub use jiff::civil::Date;

/// A financial year, by the calendar year in which it starts: 2011 is 2011/12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(pub i16);

/// A calendar month, counted from year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A quarter of a financial year; quarter 1 is April to June.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    pub year: FinancialYear,
    /// 1 to 4.
    pub number: u8,
}

/// The time an amount belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Month(Month),
    Quarter(Quarter),
    Year(FinancialYear),
    /// Several years, first and last: a total over them.
    Span(FinancialYear, FinancialYear),
}

impl FinancialYear {
    /// Before every year a plan can name.
    pub const FIRST: Self = Self(1000);
    /// After every year a plan can name.
    pub const LAST: Self = Self(9997);

    /// The year in which a date falls.
    pub fn of(date: Date) -> Self {
        Self(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    pub fn april(self) -> Month {
        Month(i32::from(self.0) * 12 + 3)
    }

    /// The twelve months, April first.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (0..12).map(move |n| self.april().plus(n))
    }

    /// The last day, 31 March.
    pub fn end(self) -> Date {
        self.april().plus(11).end()
    }

    /// The year `n` later.
    pub fn plus(self, n: i16) -> Self {
        Self(self.0 + n)
    }

    /// Every year from this to `last`.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}/{:02}", self.0, (self.0 + 1).rem_euclid(100)))
    }
}

const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Month {
    /// A month by calendar year and number (1 to 12).
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1..=12).contains(&month) && (1000..=9998).contains(&year))
            .then(|| Self(i32::from(year) * 12 + i32::from(month) - 1))
    }

    /// The month of a date.
    pub fn of(date: Date) -> Self {
        Self(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }

    /// `n` months later.
    pub fn plus(self, n: i32) -> Self {
        Self(self.0 + n)
    }

    /// How many months after January of year 0 it is.
    pub fn since_year_0(self) -> i32 {
        self.0
    }

    /// The month so many after January of year 0.
    pub(crate) fn from_year_0(months: i32) -> Self {
        Self(months)
    }

    /// Calendar year.
    pub fn year(self) -> i16 {
        i16::try_from(self.0.div_euclid(12)).unwrap_or(i16::MAX)
    }

    /// Calendar month, 1 to 12.
    pub fn number(self) -> i8 {
        i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// The financial year it belongs to.
    pub fn financial_year(self) -> FinancialYear {
        FinancialYear(i16::try_from((self.0 - 3).div_euclid(12)).unwrap_or(i16::MAX))
    }

    /// The number within the financial year: April is 1.
    pub fn in_year(self) -> u8 {
        u8::try_from((self.0 - 3).rem_euclid(12) + 1).unwrap_or(1)
    }

    /// The quarter it belongs to.
    pub fn quarter(self) -> Quarter {
        Quarter { year: self.financial_year(), number: (self.in_year() - 1) / 3 + 1 }
    }

    /// First day.
    pub fn start(self) -> Date {
        Date::new(self.year(), self.number(), 1).unwrap_or(Date::MIN)
    }

    /// Last day.
    pub fn end(self) -> Date {
        self.start().last_of_month()
    }

    /// The last month that has ended at the end of a day: its own, where that is its last day.
    pub fn last_ended(at: Date) -> Self {
        let own = Self::of(at);
        if own.end() <= at { own } else { own.plus(-1) }
    }

    /// The full English name: `October`.
    pub fn name(self) -> &'static str {
        MONTH_NAMES.get(usize::try_from(self.number() - 1).unwrap_or(0)).copied().unwrap_or("")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.year(), self.number()))
    }
}

impl Quarter {
    pub fn months(self) -> impl Iterator<Item = Month> {
        let first = self.year.april().plus(i32::from(self.number - 1) * 3);
        (0..3).map(move |n| first.plus(n))
    }

    pub fn last_month(self) -> Month {
        self.year.april().plus(i32::from(self.number) * 3 - 1)
    }

    /// Last day.
    pub fn end(self) -> Date {
        self.last_month().end()
    }
}

impl Period {
    /// The last day of the period.
    pub fn end(self) -> Date {
        self.last_month().end()
    }

    pub fn last_month(self) -> Month {
        match self {
            Self::Month(month) => month,
            Self::Quarter(quarter) => quarter.last_month(),
            Self::Year(year) | Self::Span(_, year) => year.april().plus(11),
        }
    }

    /// Whether the period is over at the end of a day.
    pub fn has_ended(self, at: Date) -> bool {
        let (last, month) = (self.last_month(), Month::of(at));
        last < month || last == month && last.end() <= at
    }

    pub fn first_month(self) -> Month {
        match self {
            Self::Month(month) => month,
            Self::Quarter(q) => q.year.april().plus(i32::from(q.number - 1) * 3),
            Self::Year(year) | Self::Span(year, _) => year.april(),
        }
    }

    /// Whether the period lies in a financial year.
    pub fn is_in(self, year: FinancialYear) -> bool {
        match self {
            Self::Month(month) => (0..12).contains(&(month.0 - year.april().0)),
            other => other.year() == Some(year),
        }
    }

    /// The financial year, where the period lies in one.
    pub fn year(self) -> Option<FinancialYear> {
        match self {
            Self::Month(month) => Some(month.financial_year()),
            Self::Quarter(quarter) => Some(quarter.year),
            Self::Year(year) => Some(year),
            Self::Span(first, last) => (first == last).then_some(first),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Quarter(q) => f.pad(&format!("Q{} {}", q.number, q.year)),
            Self::Year(year) => year.fmt(f),
            Self::Span(first, last) => f.pad(&format!("{first} to {last}")),
        }
    }
}

/// A date as the report prints it: `30 Sep 2011`.
pub fn show_date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The same day so many years before; the first of all dates where there is none.
pub fn years_before(date: Date, years: usize) -> Date {
    let years = i64::try_from(years).ok().and_then(|years| Span::new().try_years(years).ok());
    years.and_then(|years| date.checked_sub(years).ok()).unwrap_or(Date::MIN)
}

/// Whole days from `from` to `to` (negative when `to` is earlier).
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_never_month_first_and_must_exist() {
        let day = Date::new(2011, 2, 24).unwrap();
        for text in ["2011-02-24", "24/02/2011", "24 Feb 2011", "24-Feb-11", "24th February 2011"] {
            assert_eq!(parse_date(text), Ok(day), "{text}");
        }
        assert_eq!(parse_date("31/02/2011"), Err(TimeError::NoSuchDay));
        assert_eq!(parse_date("02/24/2011"), Err(TimeError::NoSuchDay));
        assert_eq!(parse_date("24/02/11"), Err(TimeError::TwoDigitYear));
        assert_eq!(parse_date("soon"), Err(TimeError::NotRecognised));
    }

    #[test]
    fn a_month_that_could_be_a_year_is_ambiguous() {
        let december = Month::new(2011, 12).unwrap();
        assert_eq!(parse_period("2011-12"), Err(TimeError::Ambiguous(december, FinancialYear(2011))));
        assert_eq!(parse_period("2011/12"), Ok(Period::Year(FinancialYear(2011))));
        assert_eq!(parse_month("04/2011"), parse_month("2011-04"));
        assert_eq!(parse_period("11/12"), Ok(Period::Year(FinancialYear(2011))));
        assert_eq!(parse_month("2011-04"), Ok(Month::new(2011, 4).unwrap()));
        assert_eq!(parse_month("Apr-11"), parse_month("2011-04"));
        assert_eq!(parse_month("M1 2011-12"), parse_month("April 2011"));
        for text in
            ["2011/12 M6", "Month 6 2011/12", "Sept 11", "2011 Sep", "September 2011/12", "30 Sept 11"]
        {
            let month = parse_month(text).or_else(|_| parse_date(text).map(Month::of));
            assert_eq!(month, parse_month("2011-09"), "{text}");
        }
        assert_eq!(parse_month("Mar 2011/12"), parse_month("2012-03"));
        assert_eq!(
            parse_period("Q1 2011-12"),
            Ok(Period::Quarter(Quarter { year: FinancialYear(2011), number: 1 }))
        );
        assert_eq!(
            parse_period("2011-12 to 2014-15"),
            Ok(Period::Span(FinancialYear(2011), FinancialYear(2014)))
        );
    }

    #[test]
    fn the_financial_year_runs_from_april() {
        let march = Month::new(2012, 3).unwrap();
        assert_eq!(march.financial_year(), FinancialYear(2011));
        assert_eq!(march.in_year(), 12);
        assert_eq!(march.quarter().number, 4);
        assert_eq!(FinancialYear(2011).end(), Date::new(2012, 3, 31).unwrap());
        assert_eq!(FinancialYear(1999).to_string(), "1999/00");
        assert_eq!(days_between(march.start(), march.end()), 30);
    }
}
