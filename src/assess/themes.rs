//! What workstreams of different plans have in common: the national workstream that they are or serve, else
//! their own name.

use crate::names::key;
use crate::plan::Plan;
use crate::plan::fields::workstreams;
use crate::policy::Policy;

/// The workstream of a plan under the name by which those of several plans are one: the national workstream
/// whose name or other name it has, else the only one that its row of the `workstreams` table names, else its
/// own.
pub(super) fn theme<'t>(plan: &'t Plan, policy: &'t Policy, workstream: &'t str) -> &'t str {
    let national = |name: &str| policy.national.named(name);
    let served = || {
        let text = plan.workstream(workstream)?.text(workstreams::NATIONAL_WORKSTREAM)?;
        national(text)
    };
    national(workstream).or_else(served).unwrap_or(workstream)
}

/// The words of a scheme's name that tell it from others: of four letters or more, without plurals.
pub(super) fn telling_words(name: &str) -> Vec<String> {
    let lower = key(name);
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let mut words: Vec<String> =
        words.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect();
    words.retain(|word| !COMMON.contains(&word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}

/// Words of scheme names that tell nothing, as [`telling_words`] has them.
const COMMON: [&str; 16] = [
    "scheme",
    "project",
    "programme",
    "saving",
    "qipp",
    "service",
    "local",
    "initiative",
    "review",
    "other",
    "with",
    "from",
    "into",
    "plan",
    "year",
    "phase",
];
