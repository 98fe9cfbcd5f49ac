//! What rows of figures are called that are no schemes: the challenge, what is identified against it, and
//! what is left; and savings that nobody has found yet.

use crate::calendar::parse_year;
use crate::plan::heading::{plain, take_unit};
use memchr::memmem::Finder;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A measure of the whole organisation, as the label of a row names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowMeasure {
    /// `Financial challenge`, `Savings required`, `CIP target`.
    Challenge,
    /// `Gap to close`: the challenge, or what is left of it beside one.
    GapToClose,
    /// `Opportunities`, `Identified`, `Planned savings`.
    Identified,
    /// `Headroom`, `Gap`, `Unidentified`, `Shortfall`: the one less the other, where the figures say so.
    Left,
}

/// What the label of a row says of the organisation's measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// It names this measure, and nothing else.
    Measure(RowMeasure),
    /// It speaks of a challenge among other words, `Further savings required (BCF)`: a second one beside the
    /// challenge, unless it is the name of a scheme.
    Challenge,
}

/// Words that say nothing of which measure it is.
const NOISE: [&str; 27] = [
    "savings",
    "saving",
    "s",
    "qipp",
    "cip",
    "cips",
    "crip",
    "efficiency",
    "efficiencies",
    "productivity",
    "improvement",
    "cost",
    "cash",
    "releasing",
    "programme",
    "schemes",
    "total",
    "overall",
    "annual",
    "financial",
    "net",
    "gross",
    "of",
    "the",
    "for",
    "potential",
    "value",
];

/// Whole labels without those words, and the measure that each is.
const MEASURES: [(&str, RowMeasure); 36] = [
    ("challenge", RowMeasure::Challenge),
    ("requirement", RowMeasure::Challenge),
    ("requirements", RowMeasure::Challenge),
    ("required", RowMeasure::Challenge),
    ("plan requirement", RowMeasure::Challenge),
    ("target", RowMeasure::Challenge),
    ("targets", RowMeasure::Challenge),
    ("needed", RowMeasure::Challenge),
    ("challenge needed", RowMeasure::Challenge),
    ("budget gap", RowMeasure::Challenge),
    ("funding gap", RowMeasure::Challenge),
    ("gap to close", RowMeasure::GapToClose),
    ("gap to be closed", RowMeasure::GapToClose),
    ("gap to target", RowMeasure::Left),
    ("gap against target", RowMeasure::Left),
    ("unidentified gap", RowMeasure::Left),
    ("identified", RowMeasure::Identified),
    ("identified to date", RowMeasure::Identified),
    ("opportunity", RowMeasure::Identified),
    ("opportunities", RowMeasure::Identified),
    ("opportunities identified", RowMeasure::Identified),
    ("planned", RowMeasure::Identified),
    ("found", RowMeasure::Identified),
    ("headroom", RowMeasure::Left),
    ("headroom shortfall", RowMeasure::Left),
    ("surplus shortfall", RowMeasure::Left),
    ("shortfall surplus", RowMeasure::Left),
    ("shortfall", RowMeasure::Left),
    ("gap", RowMeasure::Left),
    ("gap to requirement", RowMeasure::Left),
    ("not yet identified", RowMeasure::Left),
    ("remaining gap", RowMeasure::Left),
    ("residual gap", RowMeasure::Left),
    ("unidentified", RowMeasure::Left),
    ("still to identify", RowMeasure::Left),
    ("to be identified", RowMeasure::Left),
];

/// Words that speak of a challenge, wherever they stand in a label.
const SPEAKS: [&str; 6] = ["challenge", "requirement", "required", "target", "needed", "gap"];

/// Parts of names of savings that nobody has found yet.
const UNIDENTIFIED: [&str; 9] = [
    "unidentified",
    "not yet identified",
    "not yet found",
    "unclassified",
    "unallocated",
    "to be found",
    "to be identified",
    "unmet target",
    "balancing figure",
];

/// Their whole names, without the words that say nothing.
const UNIDENTIFIED_ALONE: [&str; 13] = [
    "gap",
    "remaining gap",
    "residual gap",
    "still to identify",
    "further",
    "further required",
    "further needed",
    "further to find",
    "stretch",
    "stretch target",
    "unmet",
    "in development",
    "balancing",
];

/// The longest label that is looked at.
const LONGEST: usize = 80;

/// A label without units, years and the words that say nothing.
fn bare(label: &str) -> Option<String> {
    if label.len() > LONGEST {
        return None;
    }
    let (unitless, _) = take_unit(label);
    let parts = unitless.split([' ', '(', ')', ',', ':']).filter(|word| parse_year(word).is_none());
    let words = plain(&parts.collect::<Vec<_>>().join(" ")).into_owned();
    let kept: Vec<&str> = words.split(' ').filter(|word| !NOISE.contains(word)).collect();
    Some(kept.join(" "))
}

/// What the label of a row says; `None` for any other label.
pub(crate) fn says(label: &str) -> Option<Says> {
    let bare = bare(label)?;
    let named = |bare: &str| MEASURES.iter().find(|(words, _)| *words == bare).map(|(_, measure)| *measure);
    if let Some(measure) = named(&bare) {
        return Some(Says::Measure(measure));
    }
    // what is short before savings is what they are to find
    let short = bare.strip_suffix(" before").and_then(named);
    if short.is_some_and(|measure| measure != RowMeasure::Identified) {
        return Some(Says::Measure(RowMeasure::Challenge));
    }
    let words = plain(label);
    let mut words = words.split(' ');
    words.any(|word| SPEAKS.contains(&word)).then_some(Says::Challenge)
}

/// The measure that the whole label of a row names.
pub(crate) fn row_measure(label: &str) -> Option<RowMeasure> {
    match says(label)? {
        Says::Measure(measure) => Some(measure),
        Says::Challenge => None,
    }
}

/// Whether a name says that nobody has found the saving yet.
pub(crate) fn is_unidentified(name: &str) -> bool {
    // every scheme is asked, and hardly any has such a word
    static PARTS: LazyLock<Vec<Finder>> = LazyLock::new(|| UNIDENTIFIED.map(Finder::new).into());
    static LAST: LazyLock<HashSet<&str>> =
        LazyLock::new(|| UNIDENTIFIED_ALONE.iter().filter_map(|name| name.rsplit(' ').next()).collect());
    let words = plain(name);
    let may_be_alone = || words.split(' ').any(|word| LAST.contains(word));
    PARTS.iter().any(|phrase| phrase.find(words.as_bytes()).is_some())
        || may_be_alone() && bare(name).is_some_and(|bare| UNIDENTIFIED_ALONE.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_told_by_the_whole_label() {
        for (label, measure) in [
            ("Financial challenge", RowMeasure::Challenge),
            ("Savings requirement 2025/26 (£m)", RowMeasure::Challenge),
            ("CIP target", RowMeasure::Challenge),
            ("Total savings required", RowMeasure::Challenge),
            ("Budget gap before savings", RowMeasure::Challenge),
            ("Shortfall before CIP £m", RowMeasure::Challenge),
            ("Gap to close", RowMeasure::GapToClose),
            ("QIPP opportunities", RowMeasure::Identified),
            ("Planned savings £000", RowMeasure::Identified),
            ("Headroom/(Shortfall)", RowMeasure::Left),
            ("Savings gap", RowMeasure::Left),
        ] {
            assert_eq!(row_measure(label), Some(measure), "{label}");
        }
        for label in ["Target operating model", "Closing the gap", "Identified wards", "Total", "", "Savings"]
        {
            assert_eq!(row_measure(label), None, "{label}");
        }
    }

    #[test]
    fn savings_that_nobody_has_found_go_by_many_names() {
        for name in [
            "Unidentified",
            "Savings not yet identified",
            "Not yet found",
            "Unclassified",
            "Unallocated CIP",
            "To be found",
            "Further savings",
            "Further efficiencies required",
            "Savings gap",
            "Gap",
            "Stretch",
            "Stretch target",
            "Unmet target",
            "Schemes in development",
            "Balancing figure",
        ] {
            assert!(is_unidentified(name), "{name}");
        }
        for name in
            ["Further savings in prescribing", "Closing the gap", "Leadership in development", "Stretching"]
        {
            assert!(!is_unidentified(name), "{name}");
        }
    }
}
