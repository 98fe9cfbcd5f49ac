//! Generated monthly trackers of several organisations: whole pence, blanks and nils included, and
//! the text a user would send.

use crate::submitted::Submitted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use qipp::inside::calendar::Date;
use std::fmt;

/// The reporting date: the end of the sixth month.
pub const AS_AT: (i16, i8, i8) = (2011, 9, 30);
/// How many months have ended by then.
pub const ENDED: usize = 6;
const MONTHS: [&str; 8] = ["Apr-11", "May-11", "Jun-11", "Jul-11", "Aug-11", "Sep-11", "Oct-11", "Nov-11"];
/// Workstreams, each written in two ways.
const WORKSTREAMS: [[&str; 2]; 3] =
    [["Planned care", "PLANNED  care"], ["Straße und Élan", "STRASSE und élan"], ["Medicines", "medicines"]];

/// A month of a scheme, in pence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub plan: i64,
    pub actual: Option<i64>,
    pub forecast: Option<i64>,
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |pence: Option<i64>| pence.map_or_else(|| "-".to_owned(), |pence| pence.to_string());
        write!(f, "{} {} {}", self.plan, cell(self.actual), cell(self.forecast))
    }
}

/// A scheme and where it belongs.
#[derive(Debug, Clone)]
pub struct Scheme {
    pub region: &'static str,
    pub organisation: &'static str,
    pub workstream: &'static str,
    pub id: String,
    pub months: Vec<Month>,
}

/// A tracker, and each organisation's challenge of the year in pence.
#[derive(Debug, Clone)]
pub struct Tracker {
    pub schemes: Vec<Scheme>,
    pub challenge: i64,
}

/// Few cases, always the same ones.
pub fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2011),
        ..ProptestConfig::default()
    }
}

/// Amounts that are often nil, round or near each other, now and then a cost.
fn plan() -> impl Strategy<Value = i64> {
    prop_oneof![3 => Just(0), 10 => 1..=200_000_i64, 4 => Just(100_000_i64), 1 => -20_000..0_i64]
}

fn actual() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 6 => 80_000..=110_000_i64, 6 => 1..=200_000_i64, 1 => -20_000..0_i64]
}

fn month() -> impl Strategy<Value = Month> {
    (plan(), option::weighted(0.9, actual()), option::weighted(0.3, actual()))
        .prop_map(|(plan, actual, forecast)| Month { plan, actual, forecast })
}

/// A tracker of one to three organisations in two regions.
pub fn tracker() -> impl Strategy<Value = Tracker> {
    let scheme = (0..3_usize, 0..3_usize, vec(month(), ENDED..=MONTHS.len()));
    (vec(scheme, 1..8), 1..=2_000_000_i64).prop_map(|(schemes, challenge)| {
        let homes = [("London", "Anytown PCT"), ("London", "Borough PCT"), ("South West", "Combe PCT")];
        let schemes = schemes.into_iter().enumerate().map(|(at, (home, workstream, mut months))| {
            // plans that are all negative are refused
            months[0].plan = months[0].plan.abs().max(1);
            let (region, organisation) = homes[home];
            Scheme {
                region,
                organisation,
                workstream: WORKSTREAMS[workstream][0],
                id: format!("S{at}"),
                months,
            }
        });
        Tracker { schemes: schemes.collect(), challenge }
    })
}

/// Pence as digits of pounds, or of thousands of pounds.
fn digits(pence: i64, thousands: bool) -> String {
    let places = if thousands { 5 } else { 2 };
    let one = 10_i64.pow(places);
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}{}.{:0width$}", pence.abs() / one, pence.abs() % one, width = places as usize)
}

impl Tracker {
    /// The rows of the tracker as text, in order, without the headings.
    pub fn rows(&self, thousands: bool) -> Vec<String> {
        let cell = |pence: Option<i64>| pence.map_or_else(String::new, |pence| digits(pence, thousands));
        let of_scheme = |scheme: &Scheme| {
            let head = [scheme.region, scheme.organisation, scheme.workstream, scheme.id.as_str()].join(",");
            let months = scheme.months.iter().zip(MONTHS);
            months
                .map(|(month, name)| {
                    let amounts = [Some(month.plan), month.actual, month.forecast].map(cell).join(",");
                    format!("{head},{name},{amounts}")
                })
                .collect::<Vec<String>>()
        };
        self.schemes.iter().flat_map(of_scheme).collect()
    }

    /// The tracker with these rows, and each organisation's challenge, as at the reporting date.
    pub fn submit(&self, rows: &[String], unit: &str) -> Submitted {
        let headings = format!(
            "region,organisation,workstream,scheme_id,month,plan {unit},actual {unit},forecast {unit}"
        );
        let mut organisations: Vec<&str> = self.schemes.iter().map(|scheme| scheme.organisation).collect();
        organisations.sort_unstable();
        organisations.dedup();
        let years = organisations
            .iter()
            .map(|organisation| format!("{organisation},2011/12,{}", digits(self.challenge, unit == "£000")));
        let years: Vec<String> = years.collect();
        let mut submitted = Submitted::text("tracker.csv", format!("{headings}\n{}\n", rows.join("\n")))
            .and("years.csv", format!("organisation,year,challenge {unit}\n{}\n", years.join("\n")));
        let (year, month, day) = AS_AT;
        submitted.options.as_at = Some(Date::new(year, month, day).unwrap());
        submitted
    }

    /// The same with an actual, nil where there was none, in every month that has ended.
    pub fn reported(mut self) -> Self {
        for month in self.schemes.iter_mut().flat_map(|scheme| &mut scheme.months[..ENDED]) {
            month.actual.get_or_insert(0);
        }
        self
    }

    /// The same with one actual a penny lower, or a positive one deleted.
    pub fn worse(&self, scheme: Index, month: Index, delete: bool) -> Self {
        let mut worse = self.clone();
        let scheme = scheme.index(worse.schemes.len());
        let actual = &mut worse.schemes[scheme].months[month.index(ENDED)].actual;
        *actual = match *actual {
            Some(pence) if delete && pence > 0 => None,
            other => other.map(|pence| pence - 1),
        };
        worse
    }

    /// The same with the workstream of every other scheme written in the other way.
    pub fn respelt(mut self) -> Self {
        for scheme in self.schemes.iter_mut().skip(1).step_by(2) {
            let written = WORKSTREAMS.iter().find(|[first, _]| *first == scheme.workstream);
            scheme.workstream = written.unwrap()[1];
        }
        self
    }

    /// The tracker in pounds.
    pub fn in_pounds(&self) -> Submitted {
        self.submit(&self.rows(false), "£")
    }
}

/// The columns of a register that may or may not be there, in the order of [`Ragged::cells`].
const COLUMNS: [&str; 5] =
    ["Plan YTD", "Actual YTD", "Plan for the year", "Forecast outturn", "2012/13 plan"];

/// A register with a row a scheme: months of some measures beside columns to date and of the year, any
/// of them missing, any cell blank.
#[derive(Debug, Clone)]
pub struct Ragged {
    headings: Vec<String>,
    rows: Vec<Vec<Option<i64>>>,
    as_at: Option<Date>,
}

/// A sound register of one to four schemes, dated or not.
pub fn ragged() -> impl Strategy<Value = Ragged> {
    // how many months of plan, actual and forecast there are, and from which month
    let months = || prop_oneof![2 => Just((0, 0)), 3 => (0..3_usize, 1..=8_usize)];
    let cell = prop_oneof![2 => Just(None), 1 => Just(Some(0)), 6 => (1..=300_i64).prop_map(Some), 1 => (-50..0_i64).prop_map(Some)];
    let as_at = option::weighted(0.8, prop_oneof![Just(4_i8), Just(6), Just(7), Just(9)]);
    let columns = vec(any::<bool>(), COLUMNS.len());
    let registers = (months(), months(), months(), columns, vec(vec(cell, 29), 1..=4), as_at).prop_map(
        |(plan, actual, forecast, given, cells, as_at)| {
            let mut headings = Vec::new();
            for ((first, count), word) in [(plan, "plan"), (actual, "actual"), (forecast, "forecast")] {
                headings.extend(MONTHS.iter().skip(first).take(count).map(|month| format!("{month} {word}")));
            }
            let columns = COLUMNS.iter().zip(given).filter(|(_, given)| *given);
            headings.extend(columns.map(|(name, _)| (*name).to_owned()));
            let rows = cells.into_iter().map(|row| row.into_iter().take(headings.len()).collect());
            let as_at = as_at.map(|month| qipp::inside::calendar::Month::new(2011, month).unwrap().end());
            Ragged { rows: rows.collect(), headings, as_at }
        },
    );
    registers.prop_filter("it is sound", |register: &Ragged| register.submit().read().1.is_empty())
}

impl Ragged {
    /// The register as text.
    pub fn text(&self) -> String {
        let cell = |amount: &Option<i64>| amount.map_or_else(String::new, |amount| amount.to_string());
        let row = |(at, row): (usize, &Vec<Option<i64>>)| {
            let amounts: Vec<String> = row.iter().map(cell).collect();
            format!("S{at},{},{}\n", WORKSTREAMS[at % 2][at / 2 % 2], amounts.join(","))
        };
        let rows: String = self.rows.iter().enumerate().map(row).collect();
        format!("Scheme,Workstream,{}\n{rows}", self.headings.join(","))
    }

    /// The register as at its date.
    pub fn submit(&self) -> Submitted {
        self.dated(Submitted::text("register.csv", self.text()))
    }

    /// The register as at its date, with a table of years.
    pub fn with_years(&self, years: &str) -> Submitted {
        self.dated(Submitted::default().table("schemes.csv", self.text()).table("years.csv", years))
    }

    fn dated(&self, mut submitted: Submitted) -> Submitted {
        submitted.options.as_at = self.as_at;
        submitted
    }
}
