//! The words of savings papers, each list once: what headings, names, titles and cells are called by
//! those who write them. Words that stand for an amount are beside the reader of amounts.

use super::heading::plain;
use crate::placeholders::is_placeholder_word;

pub(crate) mod cells;
pub(crate) mod figures;
pub(crate) mod national;
pub(crate) mod numbers;
pub(crate) mod organisations;
pub(crate) mod rows;
mod totals;

pub(crate) use rows::is_unidentified;
pub(crate) use totals::{TotalName, is_total, names_a_total, total_name};

/// Words in headings of amounts that are not savings.
pub(crate) const NOT_SAVINGS: [&str; 8] =
    ["spend", "spending", "expenditure", "income", "surplus", "deficit", "turnover", "outlay"];

/// Last words of the heading over names that are no savings but what savings are to pay for: `Cost pressure`.
pub(crate) const TO_PAY_FOR: [&str; 8] =
    ["pressure", "pressures", "growth", "growths", "investment", "investments", "overspend", "overspends"];

/// Parts of words that say that a table is about savings.
const SAVINGS: [&str; 7] = ["saving", "qipp", "cip", "crip", "efficienc", "productivity", "headroom"];

/// Whole names that stand for schemes to come.
const TO_COME: [&str; 13] = [
    "new scheme",
    "new schemes",
    "future schemes",
    "other schemes",
    "further schemes",
    "additional schemes",
    "pipeline",
    "pipeline schemes",
    "contingency",
    "various",
    "miscellaneous",
    "scheme tbc",
    "schemes tbc",
];

/// Headings of columns that tell a reader how things stand.
const REMARKS: [&str; 14] = [
    "comment",
    "comments",
    "commentary",
    "note",
    "notes",
    "narrative",
    "remarks",
    "update",
    "updates",
    "progress",
    "progress update",
    "key issues",
    "issues",
    "actions",
];

/// What a note below or between the figures begins with.
const NOTES: [&str; 9] = ["note", "source", "*", "†", "(", "nb", "n.b", "key:", "figures "];

/// Words before a value in a row of titles: `Month: | 6`.
const TITLE_KEYS: [&str; 12] = [
    "month",
    "period",
    "date",
    "as at",
    "year",
    "reporting month",
    "reporting period",
    "financial year",
    "position as at",
    "month number",
    "version",
    "report",
];

/// Whether plain words are about savings.
pub(crate) fn speaks_of_savings(plain: &str) -> bool {
    SAVINGS.iter().any(|word| plain.contains(word))
}

/// Whether a whole name, numbers left out, stands for schemes to come: `New schemes 2`.
pub(crate) fn names_schemes_to_come(name: &str) -> bool {
    let words = plain(name);
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    let kept: Vec<&str> = words.split(' ').filter(|word| !is_number(word)).collect();
    let kept = kept.join(" ");
    TO_COME.contains(&kept.as_str()) || is_placeholder_word(&kept)
}

/// Whether a plain heading is that of remarks.
pub(crate) fn is_remark(heading: &str) -> bool {
    REMARKS.contains(&heading)
}

/// Whether a text alone in its row is a note, a source or a long sentence, and heads no rows.
pub(crate) fn is_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.chars().count() > 80 || NOTES.iter().any(|start| lower.starts_with(start))
}

/// Whether a text in a row of titles says what the cell behind it is.
pub(crate) fn is_title_key(text: &str) -> bool {
    text.trim_end().ends_with(':') || TITLE_KEYS.contains(&plain(text).as_ref())
}
