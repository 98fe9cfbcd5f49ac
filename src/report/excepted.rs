//! Departures that somebody accepts, disputes or holds not applicable, and what each covers.

use super::Places;
use crate::names::same;
use schemars::JsonSchema;
use serde::Serialize;

/// A departure beside the computed results it is about; it changes no colour.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ExceptionReport {
    /// The scheme; blank for the organisation, `*` for every scheme.
    pub scheme: String,
    /// The criterion or finding.
    pub code: String,
    /// `accepted`, `disputed` or `not applicable`.
    pub kind: String,
    /// The last day, ISO.
    pub until: Option<String>,
    /// The computed result, or the finding's severity, the worst of several; null where it matches nothing.
    pub computed: Option<String>,
    /// Kind, last day, approver and limit in words.
    pub words: String,
    /// Who owns it.
    pub owner: String,
    /// Why it is accepted.
    pub reason: String,
    /// The most that is accepted, as written; null where it has no limit.
    pub up_to: Option<String>,
    /// Which finding; null where none is named.
    pub fingerprint: Option<String>,
    /// Whether it is of kind `accepted`, complete and in date: what is in force passes a gate.
    pub in_force: bool,
    /// What is wrong with it; null where nothing is.
    pub fault: Option<String>,
    /// What it is about and falls short.
    pub covers: Vec<Covered>,
    /// Where it is given.
    pub places: Places,
}

/// One result or finding that a departure is about.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Covered {
    /// The scheme; blank for the organisation.
    pub scheme: String,
    /// The criterion or finding.
    pub code: String,
    /// Which finding; null of a criterion.
    pub fingerprint: Option<String>,
    /// The result, or the finding's severity.
    pub computed: String,
    /// How far short it is, as a limit is written; null where nothing measures it.
    pub short: Option<String>,
    /// Whether that is within what is accepted.
    pub within: bool,
}

impl ExceptionReport {
    /// Whether it lets a result or finding pass.
    pub fn passes(&self, scheme: &str, code: &str, fingerprint: Option<&str>) -> bool {
        self.passed().any(|own| {
            own.fingerprint.as_deref() == fingerprint && same(&own.code, code) && own.scheme == scheme
        })
    }

    /// What it lets pass.
    pub fn passed(&self) -> impl Iterator<Item = &Covered> {
        self.covers.iter().filter(|own| self.in_force && own.within)
    }
}
