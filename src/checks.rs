//! Findings beyond the criteria: what is odd, double, unsupported or contradicts itself. A finding
//! never stops the run and never changes a colour.

use crate::calendar::Date;
use crate::criteria::PlanView;
use crate::figures::hierarchy::in_total;
use crate::location::Place;
use crate::money::{Money, Unit};
use crate::plan::Scheme;
use crate::plan::fields::{ColumnId, schemes};
pub use crate::report::Severity;
use crate::report::Shown;
use crate::words::count;

pub mod data;
pub mod double_counting;
pub mod forecast;
pub mod gateway;
pub mod milestones;
pub mod phasing;
pub mod pipeline;
pub mod quality;
pub mod rebased;
pub mod recurrence;
pub mod risks;
pub mod rollup;
pub mod stated;
pub mod substantiation;
pub mod token_evidence;
pub mod unidentified;

mod sums;

pub use sums::Sum;

#[cfg(test)]
mod examples;

/// A finding, with symbolic places.
#[derive(Debug, Clone)]
pub struct Found {
    pub severity: Severity,
    pub code: &'static str,
    pub workstream: String,
    /// The scheme it is about (its id).
    pub scheme: String,
    /// Where.
    pub places: Vec<Place>,
    pub found: String,
    pub expected: String,
    pub amount: Option<Money>,
    /// What to do.
    pub action: String,
}

impl Found {
    pub(crate) fn about(mut self, scheme: &Scheme) -> Self {
        self.scheme = scheme.id.to_string();
        self.workstream = scheme.workstream().unwrap_or_default().to_owned();
        self
    }

    fn in_workstream(mut self, workstream: &str) -> Self {
        self.workstream = workstream.to_owned();
        self
    }

    /// The same, with the cells it rests on, each once, the first ones kept.
    pub(crate) fn at(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        for place in places {
            if self.places.len() < MOST_PLACES && !self.places.contains(&place) {
                self.places.push(place);
            }
        }
        self
    }

    /// The same, with the money at stake, without sign.
    fn worth(mut self, amount: Money) -> Self {
        self.amount = Some(amount.abs());
        self
    }
}

/// The cells a finding names at most; what stands there is said in words as well.
const MOST_PLACES: usize = 12;

/// The schemes or rows a sentence names at most.
const MOST_NAMES: usize = 5;

/// How the amounts of a sentence are shown: in the plan's unit, with as many decimals as they need.
fn shown(view: &PlanView, amounts: &[Money]) -> Shown {
    let unit = view.plan.unit;
    let most = if unit == Some(Unit::Pounds) { 2 } else { 3 };
    let decimals = |amount: &Money| amount.decimals(unit.unwrap_or(Unit::Pounds));
    let places = amounts.iter().map(decimals).max().unwrap_or(0).min(most);
    let places = if unit == Some(Unit::Pounds) && places == 1 { 2 } else { places };
    Shown { unit, places }
}

/// The same for two amounts that a sentence contrasts: with enough decimals to tell them apart.
fn apart(view: &PlanView, one: Money, other: Money) -> Shown {
    let mut shown = shown(view, &[one, other]);
    while one != other && shown.places < 9 && shown.in_words(one) == shown.in_words(other) {
        shown.places += 1;
    }
    shown
}

/// The same in a unit, of a figure that no one plan has.
fn shown_in(unit: Option<Unit>, one: Money, other: Money) -> Shown {
    let most = if unit == Some(Unit::Pounds) { 2 } else { 3 };
    let decimals = [one, other].map(|amount| amount.decimals(unit.unwrap_or(Unit::Pounds)));
    let places = decimals.into_iter().max().unwrap_or(0).min(most);
    let places = if unit == Some(Unit::Pounds) && places == 1 { 2 } else { places };
    let mut shown = Shown { unit, places };
    while one != other && shown.places < 9 && shown.in_words(one) == shown.in_words(other) {
        shown.places += 1;
    }
    shown
}

/// Names in a sentence: the first few, and how many more there are.
fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let all: Vec<&str> = names.into_iter().collect();
    let mut text = all.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    if all.len() > MOST_NAMES {
        text.push_str(&format!(" and {} more", all.len() - MOST_NAMES));
    }
    text
}

/// Whether any scheme of the plan fills one of the columns: what nobody supplied is not missed here.
fn used(view: &PlanView, columns: &[ColumnId]) -> bool {
    view.plan.schemes.iter().any(|scheme| columns.iter().any(|column| scheme.row.filled(*column)))
}

/// The day on which a scheme was approved: itself, else its brief.
fn approved(scheme: &Scheme) -> Option<(Date, Place)> {
    [schemes::APPROVED_ON, schemes::BRIEF_APPROVED]
        .into_iter()
        .find_map(|column| scheme.row.date(column).map(|date| (date, scheme.row.place_of(column))))
}

/// The declaration of a check.
#[derive(Debug)]
pub struct Check {
    /// Its code, such as `ST`.
    pub code: &'static str,
    pub title: &'static str,
    pub finds: &'static str,
    /// How it is found, with thresholds.
    pub how: &'static str,
    pub passes: &'static str,
    pub fails: &'static str,
    /// The check itself, on one organisation's plan.
    pub run: fn(&PlanView) -> Vec<Found>,
}

impl Check {
    /// A finding about the plan as a whole.
    fn finding(&self, severity: Severity, found: String, expected: impl Into<String>, action: &str) -> Found {
        Found {
            severity,
            code: self.code,
            workstream: String::new(),
            scheme: String::new(),
            places: Vec::new(),
            found,
            expected: expected.into(),
            amount: None,
            action: action.to_owned(),
        }
    }

    fn error(&self, found: String, expected: impl Into<String>, action: &str) -> Found {
        self.finding(Severity::Error, found, expected, action)
    }

    pub(crate) fn warning(&self, found: String, expected: impl Into<String>, action: &str) -> Found {
        self.finding(Severity::Warning, found, expected, action)
    }

    fn note(&self, found: String, expected: impl Into<String>, action: &str) -> Found {
        self.finding(Severity::Note, found, expected, action)
    }
}

/// Every check, in the order of the documentation.
pub const CHECKS: &[Check] = &[
    double_counting::CHECK,
    rollup::CHECK,
    stated::CHECK,
    phasing::CHECK,
    forecast::CHECK,
    unidentified::CHECK,
    recurrence::CHECK,
    rebased::CHECK,
    token_evidence::CHECK,
    substantiation::CHECK,
    quality::CHECK,
    gateway::CHECK,
    pipeline::CHECK,
    risks::CHECK,
    milestones::CHECK,
    data::CHECK,
];
