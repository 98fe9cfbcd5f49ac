//! Findings beyond the criteria: what is odd, double, unsupported or contradicts itself. A finding
//! never stops the run and never changes a colour.

use crate::criteria::PlanView;
use crate::location::Place;
use crate::money::Money;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan contradicts itself.
    Error,
    /// Somebody should act.
    Warning,
    /// Somebody should know.
    Note,
}

impl Severity {
    /// The word in machine formats.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A finding, with symbolic places.
#[derive(Debug, Clone)]
pub struct Found {
    /// How serious.
    pub severity: Severity,
    /// The code of its check.
    pub code: &'static str,
    /// The workstream it is about.
    pub workstream: String,
    /// The scheme it is about (its id).
    pub scheme: String,
    /// Where.
    pub places: Vec<Place>,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// The money at stake.
    pub amount: Option<Money>,
    /// What to do.
    pub action: String,
}

/// The declaration of a check.
#[derive(Debug)]
pub struct Check {
    /// Its code, such as `ST`.
    pub code: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// How it is found, with thresholds.
    pub how: &'static str,
    /// An example that passes.
    pub passes: &'static str,
    /// An example that fails.
    pub fails: &'static str,
    /// The check itself, on one organisation's plan.
    pub run: fn(&PlanView) -> Vec<Found>,
}

/// Every check, in the order of the documentation.
pub const CHECKS: &[Check] = &[];
