//! The national workstreams of QIPP, with the names that plans give them. For recognition, notes and
//! A1-NAT-1; never a reason to refuse. A policy may have a list of its own.
//!
//! Source: NAO September 2011, Figure 4; the other names are those that published plans use.

use crate::names::fold_spaces;
use crate::plan::heading::plain;

/// The reference list: the name of a workstream, and its other names in plain words.
const WORKSTREAMS: [(&str, &[&str]); 14] = [
    ("Safe care", &["safety express", "patient safety"]),
    (
        "Right care",
        &[
            "decommissioning",
            "decommissioning ineffective procedures",
            "procedures of limited clinical value",
            "variation",
        ],
    ),
    ("Long-term conditions", &["ltc"]),
    (
        "Urgent and emergency care",
        &["urgent care", "unplanned care", "unscheduled care", "emergency care", "single point of access"],
    ),
    ("End of life care", &["eolc", "end of life"]),
    ("Back office", &["non clinical overheads", "corporate services", "management cost reduction"]),
    ("Procurement", &["non pay", "supply chain"]),
    ("Pathology", &["clinical overheads", "clinical support", "diagnostics"]),
    ("Productive care", &["productive ward", "staff productivity", "length of stay"]),
    (
        "Medicine use and procurement",
        &["medicines management", "prescribing", "drug spend", "medicines optimisation"],
    ),
    ("Primary care commissioning", &["primary care"]),
    ("Technology", &["information technology", "it", "digital"]),
    ("Mobilisation", &["communications and engagement"]),
    ("Workforce", &["workforce productivity"]),
];

/// What separates the other names of a workstream where they are written in one text.
pub(crate) const SEPARATOR: char = ';';

/// The word of schemes that serve no national workstream.
pub(crate) const LOCAL: &str = "local";

/// The national workstreams that plans may name, by name: those of the reference list, or a policy's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NationalWorkstreams(Vec<Workstream>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Workstream {
    name: String,
    others: Vec<String>,
    /// All its names in plain words.
    words: Vec<String>,
}

impl Default for NationalWorkstreams {
    fn default() -> Self {
        let listed = WORKSTREAMS.iter().map(|(name, others)| Workstream::new(name, others));
        let mut all: Vec<Workstream> = listed.collect();
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Self(all)
    }
}

impl Workstream {
    fn new(name: &str, others: &[&str]) -> Self {
        let words = std::iter::once(&name).chain(others).map(|word| plain(word).into_owned()).collect();
        Self { name: name.to_owned(), others: others.iter().map(|word| (*word).to_owned()).collect(), words }
    }
}

impl NationalWorkstreams {
    /// A list without any.
    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds one with its other names, separated by [`SEPARATOR`].
    ///
    /// # Errors
    /// What keeps it from being told from another.
    pub(crate) fn add(&mut self, name: &str, others: &str) -> Result<(), String> {
        let others = fold_spaces(others);
        let others: Vec<&str> =
            others.split(SEPARATOR).map(str::trim).filter(|word| !word.is_empty()).collect();
        let new = Workstream::new(name.trim(), &others);
        for (word, shown) in new.words.iter().zip(std::iter::once(name).chain(others)) {
            if word.is_empty() {
                return Err("a national workstream has no name".to_owned());
            }
            if word == LOCAL {
                return Err(format!("`{LOCAL}` names no national workstream"));
            }
            if let Some(known) = self.0.iter().find(|known| known.words.contains(word)) {
                return Err(format!("`{shown}` names two national workstreams, {} and {name}", known.name));
            }
        }
        let at = self.0.partition_point(|known| known.name < new.name);
        self.0.insert(at, new);
        Ok(())
    }

    /// The name of the workstream that a whole text names, by its name or another one.
    pub(crate) fn named(&self, text: &str) -> Option<&str> {
        let words = plain(text);
        let bare = words.strip_prefix("the ").unwrap_or(&words);
        let bare = bare.strip_suffix(" workstream").unwrap_or(bare);
        let is_it = |known: &&Workstream| known.words.iter().any(|word| word == bare);
        self.0.iter().find(is_it).map(|known| known.name.as_str())
    }

    /// Whether it is the reference list.
    pub(crate) fn is_reference(&self) -> bool {
        let is_listed = |own: &Workstream| {
            WORKSTREAMS.iter().any(|(name, others)| own.name == *name && own.others == *others)
        };
        self.0.len() == WORKSTREAMS.len() && self.0.iter().all(is_listed)
    }

    /// Each with its other names as they are written in one text.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(|known| (known.name.as_str(), known.others.join(&format!("{SEPARATOR} "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workstream_is_known_by_its_whole_name() {
        let listed = NationalWorkstreams::default();
        assert_eq!(
            listed.named("The Medicine use and procurement workstream"),
            Some("Medicine use and procurement")
        );
        assert_eq!(listed.named("LTC"), Some("Long-term conditions"));
        assert_eq!(listed.named("long term conditions"), Some("Long-term conditions"));
        assert_eq!(listed.named("Medicine"), None);
        assert_eq!(listed.named("Right"), None);
    }

    #[test]
    fn a_list_of_ones_own_tells_its_workstreams_apart() {
        let mut own = NationalWorkstreams::none();
        assert_eq!(own.add("Elective hubs", "Theatres; GIRFT ;"), Ok(()));
        assert_eq!(own.named("girft"), Some("Elective hubs"));
        assert_eq!(own.named("LTC"), None);
        let clash = own.add("Surgery", "theatres").unwrap_err();
        assert_eq!(clash, "`theatres` names two national workstreams, Elective hubs and Surgery");
        assert!(own.add("Local", "").is_err() && own.add(" - ", "").is_err());
        // the reference list could be a list of one's own
        let mut again = NationalWorkstreams::none();
        for (name, others) in NationalWorkstreams::default().iter() {
            again.add(name, &others).unwrap();
        }
        assert_eq!(again, NationalWorkstreams::default());
    }
}
