//! The policy that a report was made under, with all that makes it again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The policy in force.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PolicyUsed {
    /// Its name.
    pub name: String,
    /// SHA-256 of its values, and of what it says of headings and rows.
    pub hash: String,
    /// SHA-256 of the values that decide colours: where it is the same, colours may be held against each other.
    pub colours: String,
    /// How many values differ from the built-in policy.
    pub changed: usize,
    /// What differs, so that the same policy can be made again.
    pub differs: PolicyDiffers,
    /// The loss the stressed basis assumes, in %.
    #[serde(skip)]
    pub stress_loss: String,
    /// The score from which something must be done about a risk.
    #[serde(skip)]
    pub risk_score: String,
}

/// What of a policy differs from the built-in one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PolicyDiffers {
    /// Values, by setting.
    pub values: BTreeMap<String, String>,
    /// What is said of headings and rows.
    pub mapping: Vec<MappingEntry>,
    /// The national workstreams, each with its other names; null where they are the built-in ones.
    pub national_workstreams: Option<BTreeMap<String, String>>,
}

/// What is said of a heading or row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MappingEntry {
    /// Their heading or label, or the place of their column or row.
    pub theirs: String,
    /// What it is to us.
    pub ours: String,
    /// Whether it speaks of columns, of rows or of both: `[columns]`, `[rows]`, `--map`.
    pub of: String,
}
