//! A report held against the same assessment made again: inputs, policy, results.

use super::documents::{Differences, differences, figures};
use crate::report::PolicyDiffers;
use serde::Deserialize;

/// What a report says of how it was made.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Made {
    pub tool: MadeBy,
    pub policy: MadeUnder,
    pub options: Vec<String>,
    pub inputs: Vec<MadeOf>,
}

/// The program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MadeBy {
    pub name: String,
    pub version: String,
}

/// The policy.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MadeUnder {
    pub name: String,
    pub hash: String,
    pub differs: PolicyDiffers,
}

/// An input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MadeOf {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// An input that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputDiffers {
    Changed { then: MadeOf, now: MadeOf },
    Missing(MadeOf),
    Added(MadeOf),
}

/// A report, and the same assessment made again.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// How the report was made.
    pub then: Made,
    /// How it was made again.
    pub now: Made,
    pub inputs: Vec<InputDiffers>,
    /// Organisations and figures of the assessment made again.
    pub organisations: usize,
    pub figures: usize,
    pub results: Differences,
}

impl Verified {
    /// Holds the JSON of two reports against each other.
    ///
    /// # Errors
    /// What is no report.
    pub fn of(then: &str, now: &str, organisations: usize) -> serde_json::Result<Self> {
        let results = differences(then, now)?;
        let figures = figures(now)?;
        let (then, now): (Made, Made) = (serde_json::from_str(then)?, serde_json::from_str(now)?);
        let inputs = inputs(&then.inputs, &now.inputs);
        Ok(Self { then, now, inputs, organisations, figures, results })
    }

    /// Whether the policy that the report repeats is not the one it was made under.
    pub fn is_other_policy(&self) -> bool {
        self.then.policy.hash != self.now.policy.hash
    }

    /// Whether inputs, policy and every result are the same.
    pub fn is_reproduced(&self) -> bool {
        self.inputs.is_empty() && !self.is_other_policy() && self.results.count() == 0
    }
}

/// Inputs that are not what they were, by name.
fn inputs(then: &[MadeOf], now: &[MadeOf]) -> Vec<InputDiffers> {
    let of = |list: &[MadeOf], name: &str| list.iter().find(|own| own.name == name).cloned();
    let gone_or_changed = then.iter().filter_map(|own| match of(now, &own.name) {
        None => Some(InputDiffers::Missing(own.clone())),
        Some(other) if other == *own => None,
        Some(other) => Some(InputDiffers::Changed { then: own.clone(), now: other }),
    });
    let added = now.iter().filter(|own| of(then, &own.name).is_none()).cloned().map(InputDiffers::Added);
    gone_or_changed.chain(added).collect()
}

/// What a report says of how it was made.
///
/// # Errors
/// What is wrong with it.
pub fn made(text: &str) -> serde_json::Result<Made> {
    serde_json::from_str(text)
}
