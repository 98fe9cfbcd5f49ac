//! What the name of a row says that it is: a total, a sub-total, part of another row, or a saving that
//! nobody has found yet.

use crate::calendar::parse_year;
use crate::money::strip_tags;
use crate::plan::heading::{plain, take_unit};

/// What a whole name cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// `Total`, `Grand total`, `Total QIPP savings 2011/12`.
    Total,
    /// `Sub-total`.
    SubTotal,
    /// `Total planned care`, `Planned care total`: a total where the group is one of the table's, or
    /// the figures add up; `Total hip replacement` is a scheme.
    OfGroup(String),
    /// `of which recurrent`.
    OfWhich,
}

/// Words beside `total` that name no group.
const NOISE: [&str; 20] = [
    "savings",
    "saving",
    "schemes",
    "scheme",
    "qipp",
    "cip",
    "cips",
    "crip",
    "plan",
    "plans",
    "programme",
    "programmes",
    "efficiency",
    "efficiencies",
    "of",
    "for",
    "the",
    "all",
    "value",
    "s",
];

/// Reads a name cell; `None` for the name of a scheme.
pub(super) fn named(cell: &str) -> Option<Named> {
    let cell = strip_tags(cell);
    let cell = cell.trim();
    if cell.len() > 120 || !may_be_named(cell) {
        return None;
    }
    let spelt = cell.replace("SubTotal", "sub total");
    let words = plain(&spelt).replace("subtotal", "sub total").replace("sub totals", "sub total");
    if words == "of which"
        || words.starts_with("of which ")
        || words == "memo"
        || words.starts_with("memorandum")
    {
        return Some(Named::OfWhich);
    }
    let is_total = |word: &str| matches!(word, "total" | "totals");
    if !words
        .split(' ')
        .next()
        .is_some_and(|first| is_total(first) || matches!(first, "sub" | "grand" | "overall"))
        && !words.split(' ').next_back().is_some_and(is_total)
    {
        return None;
    }
    let (unitless, _) = take_unit(&spelt);
    let years: Vec<String> = unitless
        .split([' ', '(', ')', ',', ':'])
        .filter(|word| parse_year(word).is_none())
        .map(str::to_owned)
        .collect();
    let words = plain(&years.join(" ")).replace("subtotal", "sub total").replace("sub totals", "sub total");
    let kept: Vec<&str> = words.split(' ').filter(|word| !NOISE.contains(word) && !word.is_empty()).collect();
    match kept.as_slice() {
        ["total" | "totals"]
        | ["grand" | "overall", "total" | "totals"]
        | ["total" | "totals", "overall"] => {
            return Some(Named::Total);
        }
        ["sub", "total"] => return Some(Named::SubTotal),
        _ => {}
    }
    let group = words
        .strip_prefix("sub total ")
        .or_else(|| words.strip_prefix("total "))
        .or_else(|| words.strip_suffix(" sub total"))
        .or_else(|| words.strip_suffix(" total"))?;
    let group = group.strip_prefix("for ").or_else(|| group.strip_prefix("of ")).unwrap_or(group);
    Some(Named::OfGroup(group.to_owned()))
}

/// Whether a text may hold one of the words that [`named`] looks for. A mark within a word may join its
/// parts, and counts as such.
fn may_be_named(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize, word: &[u8]| {
        bytes.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b't' | b'T' => begins(at, b"tot"),
        b'm' | b'M' => begins(at, b"mem"),
        b'w' | b'W' => begins(at, b"whi"),
        b'\'' => true,
        byte => !byte.is_ascii(),
    })
}

/// Whether a whole name cell says that the row is a total or a sub-total.
#[must_use]
pub fn is_total(name: &str) -> bool {
    matches!(named(name), Some(Named::Total | Named::SubTotal))
}

/// Whether a name says that nobody has found the saving yet.
#[must_use]
pub fn is_unidentified(name: &str) -> bool {
    let words = plain(name);
    [
        "unidentified",
        "not yet identified",
        "unclassified",
        "unallocated",
        "to be found",
        "to be identified",
        "balancing figure",
    ]
    .iter()
    .any(|phrase| words.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_by_their_whole_name() {
        for name in
            ["Total", "TOTAL:", "<b>Total</b>", "Grand Total", "Total QIPP savings 2011/12 (£000)", "Totals"]
        {
            assert_eq!(named(name), Some(Named::Total), "{name}");
        }
        for name in ["Sub-total", "Subtotal", "SUB TOTAL"] {
            assert_eq!(named(name), Some(Named::SubTotal), "{name}");
        }
        assert_eq!(named("Total Planned care"), Some(Named::OfGroup("planned care".into())));
        assert_eq!(named("Planned care sub-total"), Some(Named::OfGroup("planned care".into())));
        assert_eq!(named("Total hip replacement"), Some(Named::OfGroup("hip replacement".into())));
        assert_eq!(named("of which recurrent"), Some(Named::OfWhich));
        for name in ["Totally new pathway", "Referral management", "", "Subscriptions"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
