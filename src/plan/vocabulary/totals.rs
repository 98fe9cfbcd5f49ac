//! Whether the name of a row says that it is a total, by the whole name cell: the only test there is.

use crate::calendar::parse_year;
use crate::money::strip_tags;
use crate::plan::heading::{plain, take_unit};

/// The total that a whole name cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TotalName {
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

/// Words that call a row a part of one above, at the beginning of its name.
const PARTS: [&str; 3] = ["of which", "memo", "memorandum"];

/// The longest name that is looked at.
const LONGEST: usize = 120;

/// Reads a name cell; `None` for the name of a scheme.
pub(crate) fn total_name(cell: &str) -> Option<TotalName> {
    let cell = strip_tags(cell);
    let cell = cell.trim();
    if cell.len() > LONGEST || !may_be_named(cell) {
        return None;
    }
    let spelt = |text: &str| plain(text).replace("subtotal", "sub total").replace("sub totals", "sub total");
    let words = spelt(cell);
    if PARTS
        .iter()
        .any(|part| words.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    {
        return Some(TotalName::OfWhich);
    }
    let is_total = |word: &str| matches!(word, "total" | "totals");
    let (first, last) = (words.split(' ').next(), words.split(' ').next_back());
    let leads = |word: &str| is_total(word) || matches!(word, "sub" | "grand" | "overall");
    if !first.is_some_and(leads) && !last.is_some_and(is_total) {
        return None;
    }
    let (unitless, _) = take_unit(cell);
    let parts = unitless.split([' ', '(', ')', ',', ':']).filter(|word| parse_year(word).is_none());
    let words = spelt(&parts.collect::<Vec<_>>().join(" "));
    let kept: Vec<&str> = words.split(' ').filter(|word| !NOISE.contains(word) && !word.is_empty()).collect();
    match kept.as_slice() {
        ["total" | "totals"]
        | ["grand" | "overall", "total" | "totals"]
        | ["total" | "totals", "overall"] => return Some(TotalName::Total),
        ["sub", "total"] => return Some(TotalName::SubTotal),
        _ => {}
    }
    let group = words
        .strip_prefix("sub total ")
        .or_else(|| words.strip_prefix("total "))
        .or_else(|| words.strip_suffix(" sub total"))
        .or_else(|| words.strip_suffix(" total"))?;
    let group = group.strip_prefix("for ").or_else(|| group.strip_prefix("of ")).unwrap_or(group);
    Some(TotalName::OfGroup(group.to_owned()))
}

/// Whether a text may hold one of the words that [`total_name`] looks for. A mark within a word may join its
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

/// Whether a whole name cell says that the row is a total or a sub-total, whatever its figures are.
pub(crate) fn is_total(name: &str) -> bool {
    matches!(total_name(name), Some(TotalName::Total | TotalName::SubTotal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_by_their_whole_name() {
        for name in
            ["Total", "TOTAL:", "<b>Total</b>", "Grand Total", "Total QIPP savings 2011/12 (£000)", "Totals"]
        {
            assert_eq!(total_name(name), Some(TotalName::Total), "{name}");
        }
        for name in ["Sub-total", "Subtotal", "SUB TOTAL"] {
            assert_eq!(total_name(name), Some(TotalName::SubTotal), "{name}");
        }
        assert_eq!(total_name("Total Planned care"), Some(TotalName::OfGroup("planned care".into())));
        assert_eq!(total_name("Planned care sub-total"), Some(TotalName::OfGroup("planned care".into())));
        assert_eq!(total_name("Total hip replacement"), Some(TotalName::OfGroup("hip replacement".into())));
        assert_eq!(total_name("of which recurrent"), Some(TotalName::OfWhich));
        for name in ["Totally new pathway", "Referral management", "", "Subscriptions"] {
            assert_eq!(total_name(name), None, "{name}");
        }
    }
}
