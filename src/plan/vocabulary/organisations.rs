//! Words that name an organisation, and words that end its name.

use super::is_total;

/// The organisation of a total over every one.
pub(crate) const EVERYBODY: &str = "all organisations";

/// Whether a text of the organisation column means every organisation: so says a total's row.
pub(crate) fn is_everybody(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case(EVERYBODY) || is_total(text)
}

/// What stands before an organisation's name in a title, with a colon between.
pub(crate) const KEYS: [&str; 4] = ["organisation", "organization", "trust", "name of organisation"];

/// What the names of organisations end with.
pub(crate) const KINDS: [&[&str]; 11] = [
    &["nhs", "foundation", "trust"],
    &["primary", "care", "trust"],
    &["strategic", "health", "authority"],
    &["nhs", "trust"],
    &["care", "trust"],
    &["care", "board"],
    &["commissioning", "group"],
    &["pct"],
    &["ccg"],
    &["icb"],
    &["sha"],
];

/// Words in lower case that stand within an organisation's name.
pub(crate) const JOINING: [&str; 5] = ["and", "of", "the", "&", "upon"];

/// Words of a title that an organisation's name does not go beyond.
pub(crate) const STOPS: [&str; 24] = [
    "qipp",
    "cip",
    "cips",
    "savings",
    "saving",
    "tracker",
    "report",
    "plan",
    "plans",
    "board",
    "finance",
    "efficiency",
    "programme",
    "month",
    "position",
    "performance",
    "paper",
    "trust-wide",
    "update",
    "summary",
    "delivery",
    "cost",
    "financial",
    "submission",
];
