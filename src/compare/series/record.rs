//! What forecasts were worth: what was forecast for a year, against what came. What came is said by a submission
//! at the end of that year, or by a later one as the actual of a past year.

use super::super::snapshot::{SnapYear, Snapshot};
use crate::calendar::{FinancialYear, parse_date};
use crate::money::{Money, Percent, round};
use crate::report::{Body, OutcomeOf, PathPoint, Share, SubjectMovement, TrackRecord};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// What came of past years, and the number of the latest submission that says it.
pub type Outcomes = BTreeMap<FinancialYear, (usize, Money)>;

/// The actuals that a submission gives of years that had ended by its date, by subject.
pub struct PastYears(HashMap<String, Vec<(FinancialYear, Money)>>);

impl PastYears {
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut past = Self(HashMap::new());
        for plan in &snapshot.plans {
            past.add(&plan.years, &plan.organisation, plan.as_at.as_deref());
        }
        if let Some(rollup) = &snapshot.rollup {
            past.add(&rollup.years, "", rollup.as_at.as_deref());
        }
        past
    }

    fn add(&mut self, lines: &[SnapYear], organisation: &str, as_at: Option<&str>) {
        let Some(date) = as_at.and_then(|date| parse_date(date).ok()) else { return };
        for line in lines {
            let Some((year, actual)) = line.year.zip(line.actual) else { continue };
            if year.end() > date || line.incomplete {
                continue;
            }
            let body = Body {
                level: line.level,
                region: line.region.clone(),
                cluster: line.cluster.clone(),
                ..Body::default()
            };
            let key = body.key_of(organisation, &line.workstream, &line.scheme);
            self.0.entry(key).or_default().push((year, actual));
        }
    }

    /// Those of a subject.
    pub fn of_subject(&self, own: &SubjectMovement) -> impl Iterator<Item = (FinancialYear, Money)> {
        self.0.get(&own.key()).into_iter().flatten().copied()
    }
}

/// What the forecasts of a year were worth; `None` where nothing says what came, or nothing was forecast before.
pub fn record(
    points: &mut [PathPoint],
    year: Option<FinancialYear>,
    outcomes: &Outcomes,
) -> Option<TrackRecord> {
    let of_year = |point: &PathPoint| point.year == year;
    let last_with = |pick: fn(&PathPoint) -> Option<Money>, ended: bool| {
        let own = points.iter().rev().filter(|point| of_year(point) && (!ended || point.year_has_ended()));
        own.filter_map(|point| Some((point.submission, pick(point)?))).next()
    };
    let in_later_year = year.and_then(|year| outcomes.get(&year)).copied();
    let actual = in_later_year.or_else(|| last_with(|point| point.actual_ytd, true));
    let outcome_of = if actual.is_some() { OutcomeOf::Actual } else { OutcomeOf::LatestForecast };
    let (submission, outcome) = actual.or_else(|| last_with(|point| point.forecast_year, false))?;
    let is_before: Vec<usize> = points
        .iter()
        .filter(|point| of_year(point) && point.submission < submission && !point.year_has_ended())
        .map(|point| point.submission)
        .collect();
    let mut errors = Vec::new();
    for point in points.iter_mut().filter(|point| is_before.contains(&point.submission)) {
        point.error = point.forecast_year.map(|forecast| forecast - outcome);
        errors.extend(point.error);
    }
    let count = Decimal::from(errors.len());
    let sum: Money = errors.iter().copied().sum();
    let mean = sum.decimal().checked_div(count)?;
    let share = |percent| Share::of(percent, &[]);
    Some(TrackRecord {
        year,
        outcome,
        outcome_of,
        submission,
        forecasts: errors.len(),
        mean_error: Money::new(round(mean, 2)),
        mean_percent: Percent::of(Money::new(mean), outcome.abs()).map(share),
    })
}
