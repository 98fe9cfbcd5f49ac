//! The headroom of identified savings over the financial challenge: by year, cumulative and in
//! total, on the plan, forecast, risk-adjusted and stressed bases.

use crate::calendar::{FinancialYear, Period};
use crate::money::{Money, Percent};
use crate::plan::fields::{ColumnId, TableId, years};
use crate::plan::{Plan, Row};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use std::borrow::Cow;
use std::collections::BTreeMap;
use thin_vec::ThinVec;

use super::sums::of_known;
pub use brought::Brought;
use unreadable::Unreadable;

mod brought;
mod region;
#[cfg(test)]
mod tests;
mod unreadable;

/// Challenge and headroom of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Headroom {
    /// Every year after the baseline for which a challenge is given.
    pub years: ThinVec<HeadroomLine>,
    /// All of them together; `None` where no challenge is given.
    pub total: Option<Box<HeadroomLine>>,
    pub rating: Rating,
    pub on_forecast: Rating,
    pub on_risk: Rating,
    pub on_stress: Rating,
    /// Unidentified lines of the plan, all years.
    pub unidentified: Money,
    /// Planned savings of closed schemes that no longer count, all years.
    pub given_up: Money,
    /// All planned savings inside the total, unidentified lines included, all years.
    pub planned: Money,
    /// Years that schemes plan and for which no challenge is given.
    unchallenged: ThinVec<HeadroomLine>,
    /// Of a sum: the plans beneath that give no challenge, and for which no body in between gives one, by number.
    pub without: ThinVec<usize>,
    /// What those plans identify, or this one where it gives no challenge, which stands in no headroom; `None` where
    /// there are none, or none says it.
    pub left_out: Option<Money>,
}

/// One year, or the total.
#[derive(Debug, Clone, Default)]
pub struct HeadroomLine {
    /// The year; `None` for the total.
    pub year: Option<FinancialYear>,
    /// Savings needed.
    pub challenge: Money,
    /// Savings identified on the plan basis, without unidentified lines; `None` where nothing says what
    /// is identified, so that headroom is not assessed.
    pub identified: Option<Money>,
    pub unidentified: Money,
    /// Planned savings of the year before that do not recur, so that they are to be found again; `None` where
    /// no scheme says. The challenge may hold it already: it colours nothing.
    pub reopened: Option<Money>,
    /// Identified on the forecast basis; `None` where `years.identified` is all there is.
    pub forecast: Option<Money>,
    /// Identified after risk adjustment; `None` likewise.
    pub risk_adjusted: Option<Money>,
    /// Identified after the flat loss.
    pub stressed: Option<Money>,
    pub rating: Rating,
    /// Whether the identified amount is taken from schemes (else from `years.identified`).
    pub from_schemes: bool,
    /// Whether a cell it rests on could not be read.
    pub incomplete: bool,
    /// Whether a cell that the forecast and the risk-adjusted basis rest on could not be read.
    pub incomplete_forecast: bool,
}

impl HeadroomLine {
    /// Identified less challenge.
    pub fn headroom(&self) -> Option<Money> {
        Some(self.identified? - self.challenge)
    }

    /// Headroom as a percentage of the challenge.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.headroom()?, self.challenge)
    }

    /// Identified as a percentage of the challenge: the cover.
    pub fn cover(&self) -> Option<Percent> {
        Percent::of(self.identified?, self.challenge)
    }

    /// Challenge as a percentage of identified: what must be delivered of every pound to break even.
    pub fn break_even(&self) -> Option<Percent> {
        Percent::of(self.challenge, self.identified?)
    }
}

impl Headroom {
    /// Works out headroom from the years table and what schemes bring.
    pub fn of(plan: &Plan, policy: &Policy, brought: &Brought, baseline: Option<FinancialYear>) -> Self {
        let Brought { by_year, reopened, unidentified, planned, given_up, .. } = brought;
        let unreadable = Unreadable::of(plan);
        let is_forecast = |year: &FinancialYear| baseline.is_none_or(|baseline| *year > baseline);
        let line = |year: FinancialYear, challenge: Money| {
            let from_schemes = by_year.contains_key(&year);
            let sum = by_year.get(&year).copied().unwrap_or_default();
            let identified =
                if from_schemes { Some(sum.plan) } else { yearly(plan, years::IDENTIFIED, year) };
            HeadroomLine {
                year: Some(year),
                challenge,
                identified,
                unidentified: sum.unidentified,
                reopened: reopened.get(&year).copied(),
                forecast: from_schemes.then_some(sum.forecast),
                risk_adjusted: from_schemes.then_some(sum.risk_adjusted),
                stressed: identified.map(|identified| stressed(identified, policy)),
                rating: Rating::NotApplicable,
                from_schemes,
                incomplete: unreadable.plan.contains(year)
                    || !from_schemes && unreadable.identified.contains(year),
                incomplete_forecast: unreadable.forecast.contains(year),
            }
        };
        let challenges = challenges(plan);
        let unchallenged = by_year.keys().filter(|year| !challenges.contains_key(year) && is_forecast(year));
        let unchallenged = unchallenged.map(|year| line(*year, Money::ZERO)).collect();
        let given = challenges.iter().filter(|(year, _)| is_forecast(year));
        let lines: Vec<HeadroomLine> = given.map(|(year, challenge)| line(*year, *challenge)).collect();
        let spans = || span_line(plan, policy).into_iter().collect::<Vec<_>>();
        let mut headroom = Self {
            unidentified: *unidentified,
            planned: *planned,
            given_up: *given_up,
            unchallenged,
            ..Self::default()
        };
        headroom.total = total(if lines.is_empty() { spans() } else { lines.clone() });
        if headroom.total.is_none() {
            let stated = plan.rows(TableId::Years).iter().filter_map(|row| {
                let year =
                    row.year(years::YEAR).filter(|year| is_forecast(year) && !by_year.contains_key(year));
                row.money(years::IDENTIFIED).filter(|_| year.is_some())
            });
            let of_schemes = headroom.unchallenged.iter().filter_map(|line| line.identified);
            headroom.left_out = of_schemes.chain(stated).map(Some).reduce(of_known).flatten();
        }
        headroom.rate(lines, policy);
        headroom
    }

    /// The years of which schemes say what is planned, challenged or not.
    pub fn of_schemes(&self) -> impl Iterator<Item = &HeadroomLine> {
        self.years.iter().chain(&self.unchallenged).filter(|line| line.from_schemes)
    }

    /// Why it is not assessed, or not to the end; `None` where it is.
    pub fn not_assessed(&self) -> Option<Cow<'static, str>> {
        let Some(total) = &self.total else { return Some("no challenge given".into()) };
        if total.identified.is_some() {
            return None;
        }
        let open = self.years.iter().filter(|line| line.identified.is_none());
        let years: Vec<String> = open.filter_map(|line| line.year).map(|year| year.to_string()).collect();
        let all = years.len() == self.years.len();
        let when = if all { String::new() } else { format!(" in {}", years.join(", ")) };
        Some(format!("nothing says what is identified{when}").into())
    }

    /// Marks every year as lacking something that could not be read.
    pub fn lack(&mut self) {
        for line in self.years.iter_mut().chain(self.total.as_deref_mut()) {
            (line.incomplete, line.rating) = (true, Rating::Grey);
        }
        let bases = [&mut self.rating, &mut self.on_forecast, &mut self.on_risk, &mut self.on_stress];
        bases
            .into_iter()
            .filter(|rating| **rating != Rating::NotApplicable)
            .for_each(|rating| *rating = Rating::Grey);
    }

    fn rate(&mut self, mut lines: Vec<HeadroomLine>, policy: &Policy) {
        let least = policy.number(Key::HeadroomAmberUnder);
        let Some(total) = self.total.as_deref_mut() else { return };
        let whole = [total.clone()];
        let rated: &[HeadroomLine] = if lines.is_empty() { &whole } else { &lines };
        let basis = |pick: &dyn Fn(&HeadroomLine) -> Option<Money>, on_forecast: bool| {
            let lacks = |line: &HeadroomLine| line.incomplete || on_forecast && line.incomplete_forecast;
            let pairs: Vec<(Money, Option<Money>)> =
                rated.iter().map(|line| (line.challenge, pick(line))).collect();
            match rate_years(&pairs, least) {
                Rating::NotApplicable => Rating::NotApplicable,
                _ if rated.iter().any(lacks) => Rating::Grey,
                rating => rating,
            }
        };
        self.rating = basis(&|line| line.identified, false);
        self.on_forecast = basis(&|line| line.forecast, true);
        self.on_risk = basis(&|line| line.risk_adjusted, true);
        self.on_stress = basis(&|line| line.stressed, false);
        total.rating = self.rating;
        let to_end = cumulative(&lines);
        for (line, cumulative) in lines.iter_mut().zip(to_end) {
            line.rating = rate_line(line, cumulative, least);
        }
        self.years = lines.into();
    }
}

impl HeadroomLine {
    fn add(&mut self, other: &Self) {
        self.challenge = self.challenge + other.challenge;
        self.unidentified = self.unidentified + other.unidentified;
        self.reopened = of_known(self.reopened, other.reopened);
        // what is not known of a part is not known of the sum
        let both = |a: Option<Money>, b: Option<Money>| a.zip(b).map(|(a, b)| a + b);
        self.identified = both(self.identified, other.identified);
        self.forecast = both(self.forecast, other.forecast);
        self.risk_adjusted = both(self.risk_adjusted, other.risk_adjusted);
        self.stressed = both(self.stressed, other.stressed);
        self.from_schemes &= other.from_schemes;
        self.incomplete |= other.incomplete;
        self.incomplete_forecast |= other.incomplete_forecast;
    }
}

/// The headroom to the end of each year; `None` from the first year that is not assessed.
pub fn cumulative(lines: &[HeadroomLine]) -> Vec<Option<Money>> {
    let sum = |before: &mut Option<Money>, line: &HeadroomLine| {
        *before = before.zip(line.headroom()).map(|(before, headroom)| before + headroom);
        Some(*before)
    };
    lines.iter().scan(Some(Money::ZERO), sum).collect()
}

/// Red when the total or a cumulative year-end is short; amber when a year alone is short or under
/// the margin; else green. From the first year of which nothing is known nothing is, but what is short
/// before it.
fn rate_years(years: &[(Money, Option<Money>)], least: rust_decimal::Decimal) -> Rating {
    let mut cumulative = Money::ZERO;
    let mut rating = Rating::Green;
    for (challenge, identified) in years {
        let Some(identified) = identified else { return Rating::NotApplicable };
        let headroom = *identified - *challenge;
        cumulative = cumulative + headroom;
        if cumulative.is_negative() {
            return Rating::Red;
        }
        let thin = Percent::of(headroom, *challenge).is_some_and(|percent| percent.under(least));
        if headroom.is_negative() || thin {
            rating = Rating::Amber;
        }
    }
    rating
}

/// A line that is short after a year that is not assessed is amber: what there was to carry is not known.
fn rate_line(line: &HeadroomLine, cumulative: Option<Money>, least: rust_decimal::Decimal) -> Rating {
    let Some(headroom) = line.headroom() else { return Rating::NotApplicable };
    if line.incomplete {
        Rating::Grey
    } else if headroom.is_negative() && cumulative.is_some_and(Money::is_negative) {
        Rating::Red
    } else if headroom.is_negative() || line.percent().is_some_and(|percent| percent.under(least)) {
        Rating::Amber
    } else {
        Rating::Green
    }
}

fn stressed(identified: Money, policy: &Policy) -> Money {
    identified - identified.percent(policy.number(Key::StressLoss))
}

fn total(lines: Vec<HeadroomLine>) -> Option<Box<HeadroomLine>> {
    let mut lines = lines.into_iter();
    let mut total = lines.next()?;
    for line in lines {
        total.add(&line);
    }
    total.year = None;
    Some(Box::new(total))
}

/// The amount of a column of the `years` table for a year.
pub fn yearly(plan: &Plan, column: ColumnId, year: FinancialYear) -> Option<Money> {
    year_row(plan, year)?.money(column)
}

/// The row of the `years` table for a year.
pub fn year_row(plan: &Plan, year: FinancialYear) -> Option<&Row> {
    plan.rows(TableId::Years).iter().find(|row| row.year(years::YEAR) == Some(year))
}

fn challenges(plan: &Plan) -> BTreeMap<FinancialYear, Money> {
    let challenge = |row: &Row| {
        row.money(years::CHALLENGE).or_else(|| row.unreadable(years::CHALLENGE).then_some(Money::ZERO))
    };
    plan.rows(TableId::Years).iter().filter_map(|row| row.year(years::YEAR).zip(challenge(row))).collect()
}

/// The row of the years table that states a challenge over several years, used where no year has one.
pub(crate) fn span_row(plan: &Plan) -> Option<&Row> {
    plan.rows(TableId::Years)
        .iter()
        .find(|row| matches!(row.period(years::YEAR), Some(Period::Span(..))) && row.filled(years::CHALLENGE))
}

/// A challenge given for a span of years alone.
fn span_line(plan: &Plan, policy: &Policy) -> Option<HeadroomLine> {
    let row = span_row(plan)?;
    let identified = row.money(years::IDENTIFIED);
    Some(HeadroomLine {
        challenge: row.money(years::CHALLENGE)?,
        identified,
        stressed: identified.map(|identified| stressed(identified, policy)),
        incomplete: {
            let unreadable = Unreadable::of(plan);
            unreadable.plan.is_any() || unreadable.identified.is_any()
        },
        ..HeadroomLine::default()
    })
}

/// The challenge implied by the plan's own figures (A1-ALL-7): the growth of the gap between
/// expenditure before savings and allocation.
pub fn implied_challenge(plan: &Plan, year: FinancialYear) -> Option<Money> {
    let gap = |year: FinancialYear| {
        let row = year_row(plan, year)?;
        Some(row.money(years::EXPENDITURE)? - row.money(years::ALLOCATION)?)
    };
    Some(gap(year)? - gap(year.plus(-1))?)
}
