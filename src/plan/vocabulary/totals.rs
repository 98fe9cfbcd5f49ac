//! Whether the name of a row says that it is a total, by the whole name cell: the only test there is.

use crate::calendar::parse_year;
use crate::money::strip_tags;
use crate::plan::heading::{plain, take_unit};

/// The total that a whole name cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TotalName {
    /// `Total`, `Grand total`, `Overall position`, `Total QIPP savings 2011/12`.
    Total,
    /// `Sub-total`.
    SubTotal,
    /// `Total planned care`, `Planned care total`, `Sum of planned care`: a total where the group is one of
    /// the table's, or the figures add up; `Total hip replacement` is a scheme.
    OfGroup {
        group: String,
        /// Whether it can be no scheme, whatever its figures are: `Total new schemes`, `Corporate
        /// sub-total`.
        sure: bool,
    },
    /// `All surgery`, `Overall surgery`: a total where the figures say so.
    Perhaps(String),
    /// `of which recurrent`, or `Cumulative`: what is given again.
    OfWhich,
}

impl TotalName {
    /// Whether the name alone makes the row one that is never added, whatever its figures are.
    pub(crate) fn is_sure(&self) -> bool {
        !matches!(self, Self::OfGroup { sure: false, .. } | Self::Perhaps(_))
    }
}

/// Words beside `total` that name no group.
const NOISE: [&str; 34] = [
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
    "planned",
    "programme",
    "programmes",
    "efficiency",
    "efficiencies",
    "opportunities",
    "projects",
    "initiatives",
    "proposals",
    "identified",
    "position",
    "annual",
    "gross",
    "net",
    "above",
    "of",
    "for",
    "the",
    "all",
    "value",
    "s",
    "and",
    "to",
    "be",
];

/// Words of a group that no scheme is called by: a row that is called their total is one.
const OF_MANY: [&str; 33] = [
    "savings",
    "schemes",
    "qipp",
    "cip",
    "cips",
    "crip",
    "plans",
    "programmes",
    "efficiencies",
    "opportunities",
    "projects",
    "initiatives",
    "proposals",
    "position",
    "themes",
    "workstreams",
    "divisions",
    "directorates",
    "departments",
    "areas",
    "trusts",
    "providers",
    "organisations",
    "ccgs",
    "pcts",
    "icbs",
    "practices",
    "localities",
    "sites",
    "trust",
    "cluster",
    "system",
    "above",
];

/// Words that call a row a part of one above, at the beginning of its name.
const PARTS: [&str; 3] = ["of which", "memo", "memorandum"];

/// Whole names of the row of running sums below a total: `Cumulative savings`. Without the words that say nothing.
const RUNNING: [&str; 5] = ["cumulative", "cum", "cumulative total", "total cumulative", "running total"];

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
    if RUNNING.contains(&without_noise(&words).as_str()) {
        return Some(TotalName::OfWhich);
    }
    let is_total = |word: &str| matches!(word, "total" | "totals");
    let (first, last) = (words.split(' ').next(), words.split(' ').next_back());
    let leads = |word: &str| {
        is_total(word)
            || matches!(word, "sub" | "grand" | "overall" | "sum" | "all" | "aggregate" | "combined")
    };
    let closes = |word: &str| is_total(word) || matches!(word, "overall" | "combined" | "sum" | "above");
    if !first.is_some_and(leads) && !last.is_some_and(closes) {
        return None;
    }
    let (unitless, _) = take_unit(cell);
    let parts = unitless.split([' ', '(', ')', ',', ':']).filter(|word| parse_year(word).is_none());
    let words = spelt(&parts.collect::<Vec<_>>().join(" "));
    let kept = without_noise(&words);
    match kept.split(' ').collect::<Vec<_>>().as_slice() {
        ["total" | "totals" | "sum" | "overall" | "aggregate"]
        | ["grand" | "overall" | "aggregate" | "combined", "total" | "totals"]
        | ["sum", "total"]
        | ["total" | "totals", "overall" | "combined"] => return Some(TotalName::Total),
        ["sub", "total"] => return Some(TotalName::SubTotal),
        _ => {}
    }
    of_group(&words)
}

fn without_noise(words: &str) -> String {
    let kept = words.split(' ').filter(|word| !NOISE.contains(word) && !word.is_empty());
    kept.collect::<Vec<_>>().join(" ")
}

/// The group that a total names: `total planned care`, `planned care in total`, `all surgery`.
fn of_group(words: &str) -> Option<TotalName> {
    let of_many = |group: &str| group.split(' ').any(|word| OF_MANY.contains(&word));
    let named = |group: &str, sure: bool| {
        let group = group.strip_prefix("for ").or_else(|| group.strip_prefix("of ")).unwrap_or(group);
        let group = group.strip_prefix("the ").unwrap_or(group);
        let sure = sure || of_many(group);
        let everything = group.strip_prefix("all ").is_some_and(of_many);
        if everything { TotalName::Total } else { TotalName::OfGroup { group: group.to_owned(), sure } }
    };
    let sub = words.strip_prefix("sub total ").or_else(|| words.strip_suffix(" sub total"));
    if let Some(group) = sub {
        return Some(named(group, true));
    }
    let total = ["total ", "grand total ", "sum of ", "sum for "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .or_else(|| {
            [" in total", " grand total", " total", " totals"].iter().find_map(|end| words.strip_suffix(end))
        });
    if let Some(group) = total {
        return Some(named(group, false));
    }
    if let Some(group) = words.strip_prefix("all ") {
        let only_many = group.split(' ').all(|word| OF_MANY.contains(&word) || NOISE.contains(&word));
        return Some(if only_many { TotalName::Total } else { TotalName::Perhaps(group.to_owned()) });
    }
    let group = ["overall ", "combined ", "aggregate "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .or_else(|| [" overall", " combined"].iter().find_map(|end| words.strip_suffix(end)))?;
    Some(TotalName::Perhaps(group.to_owned()))
}

/// Whether a text may hold one of the words that [`total_name`] looks for. A mark within a word may join its
/// parts, and counts as such.
fn may_be_named(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize, word: &[u8]| {
        bytes.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    let leads = |at: usize, word: &[u8]| {
        let within =
            at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphabetic);
        !within && begins(at, word)
    };
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b't' | b'T' => begins(at, b"tot"),
        b'm' | b'M' => begins(at, b"mem"),
        b'w' | b'W' => begins(at, b"whi"),
        b's' | b'S' => leads(at, b"sum"),
        b'a' | b'A' => leads(at, b"all") || leads(at, b"agg") || leads(at, b"abo"),
        b'o' | b'O' => leads(at, b"overall"),
        b'c' | b'C' => leads(at, b"combined") || leads(at, b"cum"),
        b'\'' => true,
        byte => !byte.is_ascii(),
    })
}

/// Whether a whole name cell says that the row is a total or a sub-total, whatever its figures are.
pub(crate) fn is_total(name: &str) -> bool {
    matches!(total_name(name), Some(TotalName::Total | TotalName::SubTotal))
}

/// Whether a whole name cell is that of a total, of whatever it is; one that only its figures can make a
/// total is not.
pub(crate) fn names_a_total(name: &str) -> bool {
    total_name(name).is_some_and(|named| !matches!(named, TotalName::Perhaps(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_by_their_whole_name() {
        for name in [
            "Total",
            "TOTAL:",
            "<b>Total</b>",
            "Grand Total",
            "Total QIPP savings 2011/12 (£000)",
            "Totals",
            "Savings total",
            "Total of the above",
            "Total for all trusts",
            "Total savings identified",
            "Overall",
            "Overall position",
            "All schemes",
            "All CIP schemes 2011/12",
            "Sum",
        ] {
            assert_eq!(total_name(name), Some(TotalName::Total), "{name}");
        }
        for name in ["Sub-total", "Subtotal", "SUB TOTAL"] {
            assert_eq!(total_name(name), Some(TotalName::SubTotal), "{name}");
        }
        for (name, group, sure) in [
            ("Total Planned care", "planned care", false),
            ("Planned care sub-total", "planned care", true),
            ("Total hip replacement", "hip replacement", false),
            ("Total new schemes", "new schemes", true),
            ("Trust CIP total", "trust cip", true),
            ("Medicine in total", "medicine", false),
            ("Sum of corporate", "corporate", false),
        ] {
            let named = TotalName::OfGroup { group: group.to_owned(), sure };
            assert_eq!(total_name(name), Some(named), "{name}");
        }
        for (name, group) in [("All surgery", "surgery"), ("All-age continuing care", "age continuing care")]
        {
            assert_eq!(total_name(name), Some(TotalName::Perhaps(group.to_owned())), "{name}");
        }
        for name in ["of which recurrent", "Cumulative", "Cumulative savings", "Running total"] {
            assert_eq!(total_name(name), Some(TotalName::OfWhich), "{name}");
        }
        for name in
            ["Totally new pathway", "Referral management", "", "Subscriptions", "Small sums", "Ward overalls"]
        {
            assert_eq!(total_name(name), None, "{name}");
        }
    }
}
