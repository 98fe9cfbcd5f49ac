//! What came of the gate (`--fail-on`): its rules, what they looked at, what failed and what of it is accepted.

use super::Places;
use crate::money::Money;
use schemars::JsonSchema;
use serde::Serialize;

/// The gate of a run.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct GateReport {
    /// Whether every rule passed.
    pub passed: bool,
    /// Its rules, in the order given.
    pub rules: Vec<GateRule>,
}

/// What came of one rule.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct GateRule {
    /// The rule: `red:scheme`.
    pub rule: String,
    /// Whether nothing failed it.
    pub passed: bool,
    /// How many subjects were looked at.
    pub looked_at: usize,
    /// What failed.
    pub failed: Vec<GateItem>,
    /// What would have failed, and is accepted.
    pub accepted: Vec<GateItem>,
    /// How many are short for the same reasons as in the earlier submission (`--new`).
    pub known: usize,
    /// What could not be looked at and passes all the same (policy `gate_missing`).
    pub not_looked_at: Vec<GateItem>,
}

/// One subject of a rule.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct GateItem {
    /// The organisation.
    pub organisation: String,
    /// The subject: a scheme's id, a workstream, a row, a finding's code; the organisation itself.
    pub subject: String,
    /// What is said of it: its colour, or why there is nothing to look at.
    pub says: String,
    /// Whether there is nothing to look at.
    pub missing: bool,
    /// What holds it short.
    pub held_by: Vec<GateHold>,
}

/// What holds a subject short.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct GateHold {
    /// The scheme; blank for the organisation.
    pub scheme: String,
    /// The criterion or finding.
    pub code: String,
    /// The result, the colour of a line, or the severity of a finding.
    pub result: String,
    /// Why.
    pub reason: String,
    /// The money at stake; null where none is.
    pub amount: Option<Money>,
    /// Where.
    pub places: Places,
    /// The exception that accepts it; null where it remains.
    pub accepted: Option<String>,
}

impl GateItem {
    /// How many of what holds it short are accepted.
    pub fn accepted(&self) -> usize {
        self.held_by.iter().filter(|hold| hold.accepted.is_some()).count()
    }

    /// What remains.
    pub fn remains(&self) -> impl Iterator<Item = &GateHold> {
        self.held_by.iter().filter(|hold| hold.accepted.is_none())
    }
}
