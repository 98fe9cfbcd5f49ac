//! Words that name an organisation, and words that end its name.

use super::{is_total, names_a_total};
use crate::plan::heading::plain;

/// The organisation of a total over every one.
pub(crate) const EVERYBODY: &str = "all organisations";

/// Whether a text of the organisation column means every organisation: so says a total's row.
pub(crate) fn is_everybody(text: &str) -> bool {
    let over_bodies = || names_a_total(text) && is_total_of_bodies(&plain(text));
    text.trim().eq_ignore_ascii_case(EVERYBODY) || is_total(text) || over_bodies()
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

/// What the names of NHS bodies end with besides, where a whole heading or name is one.
const ENDS: [&[&str]; 8] = [
    &["nhs", "ft"],
    &["foundation", "trust"],
    &["trust"],
    &["ft"],
    &["ics"],
    &["icp"],
    &["health", "board"],
    &["health", "authority"],
];

/// Words beside `total` over the organisations that stand side by side: `Cluster total`, `Total system`.
const EVERY_ONE: [&str; 25] = [
    "cluster",
    "system",
    "ics",
    "icb",
    "icp",
    "stp",
    "lhe",
    "health",
    "economy",
    "region",
    "regional",
    "sha",
    "county",
    "area",
    "all",
    "grand",
    "overall",
    "combined",
    "ccgs",
    "pcts",
    "trusts",
    "providers",
    "commissioners",
    "organisations",
    "group",
];

/// Whether a whole text is the name of an NHS body by its form: `Anytown CCG`, `NHS Anytown`.
pub(crate) fn is_body(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends_with = |kind: &&[&str]| {
        let from = words.len().checked_sub(kind.len()).filter(|from| *from > 0);
        let end = from.and_then(|from| words.get(from..)).unwrap_or(&[]);
        end.len() == kind.len() && end.iter().zip(*kind).all(|(word, kind)| word.eq_ignore_ascii_case(kind))
    };
    let is_name = |word: &str| {
        let lower = word.to_lowercase();
        !STOPS.contains(&lower.as_str())
            && (JOINING.contains(&lower.as_str()) || word.starts_with(char::is_uppercase))
    };
    let mut rest = words.iter();
    let of_nhs = words.len() > 1 && rest.next() == Some(&"NHS");
    let all = |mut words: std::slice::Iter<&str>| words.all(|word| is_name(word));
    (of_nhs && all(rest)) || (KINDS.iter().chain(&ENDS).any(ends_with) && all(words.iter()))
}

/// Whether a text is the kind of an NHS body alone, or with a letter or number for its name: `ICB`, `Trust A`.
pub(crate) fn is_nickname(text: &str) -> bool {
    let words = plain(text);
    let (kind, rest) = words.split_once(' ').unwrap_or((&words, ""));
    KINDS.iter().chain(&ENDS).any(|known| *known == [kind]) && rest.len() < 3 && !rest.contains(' ')
}

/// Whether plain words over a column say that it is the total of organisations beside it.
pub(crate) fn is_total_of_bodies(plain: &str) -> bool {
    let mut words = plain.split(' ');
    let is_total = |word: &str| matches!(word, "total" | "totals");
    words.clone().any(is_total) && words.all(|word| is_total(word) || EVERY_ONE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_the_form_of_their_names() {
        for name in [
            "NHS Barset CCG",
            "Coastal Towns CCG",
            "Wessex Coast University Hospitals NHS FT",
            "Downland Partnership NHS Trust",
            "NHS Wessex Coast ICB",
            "NHS Anytown and District",
            "East of Somewhere SHA",
        ] {
            assert!(is_body(name), "{name}");
        }
        for name in [
            "Trust",
            "NHS",
            "CCG",
            "NHS savings plan",
            "Workforce plan trust",
            "Urgent care",
            "Total",
            "BDUH",
        ] {
            assert!(!is_body(name), "{name}");
        }
        for (name, is) in
            [("ICB", true), ("Trust A", true), ("CCG 12", true), ("Trust wide", false), ("A", false)]
        {
            assert_eq!(is_nickname(name), is, "{name}");
        }
        for heading in ["cluster total", "total", "total system", "all ccgs total"] {
            assert!(is_total_of_bodies(heading), "{heading}");
        }
        assert!(!is_total_of_bodies("total identified") && !is_total_of_bodies("cluster"));
    }
}
