//! The sums of each line in whole pence, and their colours.

use super::cases::{Case, Scheme};
use super::reading::{What, When};
use std::collections::BTreeMap;

/// The bounds by which colours are given, in per cent.
#[derive(Clone, Copy)]
pub struct Rule {
    pub amber: i128,
    pub red: i128,
    pub thin: i128,
    pub loss: i128,
}

/// Plan against actual (or forecast) over a time; `None` is not known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position {
    pub plan: Option<i128>,
    pub actual: Option<i128>,
    /// The plan of what nothing is reported of.
    pub missing: i128,
}

pub fn both(one: Option<i128>, other: Option<i128>) -> Option<i128> {
    one.zip(other).map(|(one, other)| one + other).or(one).or(other)
}

impl Position {
    pub fn and(self, other: Self) -> Self {
        Self {
            plan: both(self.plan, other.plan),
            actual: both(self.actual, other.actual),
            missing: self.missing + other.missing,
        }
    }

    pub fn variance(&self) -> Option<i128> {
        Some(self.actual? - self.plan?)
    }

    pub fn colour(&self, rule: Rule) -> &'static str {
        let (plan, actual) = (self.plan.unwrap_or_default(), self.actual.unwrap_or_default());
        let of = |actual: i128| match (plan, actual) {
            (0, 0) => "n/a",
            (0, 1..) => "green",
            (0, _) => "red",
            _ if (plan - actual) * 100 >= rule.red * plan.abs() => "red",
            _ if (plan - actual) * 100 >= rule.amber * plan.abs() => "amber",
            _ => "green",
        };
        let (least, most) = (of(actual), of(actual + self.missing));
        let is_unplanned = self.plan.is_none() && actual != 0;
        let is_unreported = self.actual.is_none() && plan != 0;
        if is_unplanned || is_unreported || least != most { "grey" } else { least }
    }
}

impl Scheme {
    pub fn cells(&self, what: What) -> impl Iterator<Item = (When, i128)> {
        self.cells
            .iter()
            .filter(move |(own, ..)| *own == what)
            .filter_map(|(_, time, own)| Some((*time, (*own)?)))
    }

    /// The amounts of periods of a year, by their first month: how many months each is, and how much.
    pub fn periods(&self, what: What, april: i32) -> BTreeMap<i32, (i32, i128)> {
        let of = |(time, amount)| match time {
            When::Months { first, count } if (april..april + 12).contains(&first) => {
                Some((first, (count, amount)))
            }
            _ => None,
        };
        self.cells(what).filter_map(of).collect()
    }

    /// What it plans in all.
    pub fn weight(&self) -> i128 {
        let of_periods = self.cells(What::Plan).filter(|(time, _)| matches!(time, When::Months { .. }));
        let all = of_periods.map(|(_, amount)| amount).reduce(|one, other| one + other);
        let column = |time| self.column(What::Plan, time);
        all.or(column(When::Year)).or(column(When::ToDate)).unwrap_or_default().abs()
    }

    pub fn column(&self, what: What, of: When) -> Option<i128> {
        self.cells(what).find(|(time, _)| *time == of).map(|(_, amount)| amount)
    }

    pub fn to_date(&self, case: &Case) -> Position {
        let column = |what| self.column(what, When::ToDate);
        if let Some((april, as_at)) = case.april.zip(case.as_at) {
            let all = self.periods(What::Plan, april);
            let ended = |of: &BTreeMap<i32, (i32, i128)>| -> BTreeMap<i32, i128> {
                let own = of.iter().filter(|(first, (count, _))| *first + count <= as_at + 1);
                own.map(|(first, (_, amount))| (*first, *amount)).collect()
            };
            let (plan, actual) = (ended(&all), ended(&self.periods(What::Actual, april)));
            let is_later = !all.is_empty() && all.keys().all(|first| *first > as_at);
            if !all.is_empty() {
                let missing = plan.iter().filter(|(first, _)| !actual.contains_key(first));
                return Position {
                    plan: (is_later || !plan.is_empty()).then(|| plan.values().sum()),
                    actual: (!actual.is_empty()).then(|| actual.values().sum()),
                    missing: missing.map(|(_, amount)| amount).sum(),
                };
            }
        }
        let (plan, actual) = (column(What::Plan), column(What::Actual));
        Position { plan, actual, missing: if actual.is_none() { plan.unwrap_or_default() } else { 0 } }
    }

    /// What is planned of a year.
    pub fn planned(&self, case: &Case, april: i32) -> Option<i128> {
        let periods = self.periods(What::Plan, april);
        let of_periods = (!periods.is_empty()).then(|| periods.values().map(|(_, amount)| amount).sum());
        let is_reported = case.april.is_none_or(|own| own == april);
        of_periods.or_else(|| self.column(What::Plan, When::Year).filter(|_| is_reported))
    }

    /// The year: what is made, what is forecast of the rest, else its plan; no actual where nothing is forecast.
    pub fn year(&self, case: &Case) -> Position {
        let april = case.april.unwrap_or_default();
        let plan = self.planned(case, april);
        let forecast = self.periods(What::Forecast, april);
        if forecast.is_empty() {
            return Position { plan, actual: self.column(What::Forecast, When::Year), missing: 0 };
        }
        let so_far = self.to_date(case);
        let has_ended = |first: &i32| case.as_at.is_some_and(|as_at| *first <= as_at);
        let mut actual = so_far.actual.unwrap_or_default();
        for (first, (_, planned)) in self.periods(What::Plan, april) {
            if !has_ended(&first) {
                actual += forecast.get(&first).map_or(planned, |(_, amount)| *amount);
            }
        }
        Position { plan, actual: Some(actual), missing: so_far.missing }
    }
}

/// What a line is over: level, organisation or region, workstream, scheme.
pub type Key = [String; 4];

/// The sums of a line.
#[derive(Debug, Default)]
pub struct Line {
    pub to_date: Position,
    pub year: Position,
    pub has_forecast: bool,
    pub behind: Option<i128>,
    pub ahead: Option<i128>,
}

impl Line {
    pub fn add(&mut self, case: &Case, scheme: &Scheme) {
        let (to_date, year) = (scheme.to_date(case), scheme.year(case));
        self.has_forecast |= year.actual.is_some();
        self.to_date = self.to_date.and(to_date);
        self.year = self.year.and(Position { actual: year.actual.or(year.plan), ..year });
        if let Some(own) = to_date.variance().map(|own| own + to_date.missing) {
            self.behind = both(self.behind, Some(own.min(0)));
            self.ahead = both(self.ahead, Some(own.max(0)));
        }
    }
}

impl Scheme {
    /// The lines that it is in.
    pub fn keys(&self, case: &Case) -> Vec<Key> {
        let of = self.organisation.as_str();
        let mut keys = vec![["scheme", of, &self.workstream, &self.name]];
        if !self.is_outside {
            keys.extend([["workstream", of, &self.workstream, ""], ["organisation", of, "", ""]]);
            if case.is_rolled_up() {
                keys.extend([["nation_workstream", "", &self.workstream, ""], ["nation", "", "", ""]]);
                keys.extend([
                    ["region_workstream", &self.region, &self.workstream, ""],
                    ["region", &self.region, "", ""],
                ]);
            }
        }
        keys.retain(|key| !key[0].ends_with("workstream") || !key[2].is_empty());
        keys.retain(|key| !key[0].starts_with("region") || !key[1].is_empty());
        keys.into_iter().map(|key| key.map(str::to_owned)).collect()
    }
}

impl Case {
    /// Whether no cell names the organisation.
    pub fn is_one(&self) -> bool {
        self.schemes.iter().all(|own| own.organisation.is_empty())
    }

    pub fn is_rolled_up(&self) -> bool {
        self.schemes.iter().any(|own| own.organisation != self.schemes[0].organisation)
    }

    pub fn counted(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().filter(|own| !own.is_idea)
    }

    /// The schemes that a line is over.
    pub fn under(&self, key: &Key) -> impl Iterator<Item = &Scheme> {
        self.counted().filter(|own| own.keys(self).contains(key))
    }

    pub fn line(&self, key: &Key) -> Line {
        let mut line = Line::default();
        self.under(key).for_each(|own| line.add(self, own));
        line
    }

    /// What is to be found in a year and what is: by schemes, where one gives an amount of it, else as stated; `None`
    /// of a time that is no year.
    pub fn headroom(&self, of: &str, time: Option<When>) -> [Option<i128>; 2] {
        let stated = |what| {
            let is =
                |own: &&(String, Option<When>, What, i128)| own.0 == of && own.1 == time && own.2 == what;
            self.years.iter().find(is).map(|own| own.3)
        };
        let april = match time {
            Some(When::Months { first, .. }) => first,
            _ => 0,
        };
        let own =
            self.counted().filter(|own| own.organisation == of && !own.is_outside && !own.is_unidentified);
        let found: Vec<i128> = own.filter_map(|own| own.planned(self, april)).collect();
        let found = (!found.is_empty() && april > 0).then(|| found.iter().sum());
        [stated(What::Challenge), found.or(stated(What::Identified))]
    }
}
