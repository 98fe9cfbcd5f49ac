//! The national workstreams of QIPP, with the names that plans give them. For recognition, notes and
//! A1-NAT-1; never a reason to refuse.
//!
//! Source: NAO September 2011, Figure 4; the other names are those that published plans use.

use crate::plan::heading::plain;

/// The name of a workstream, and its other names in plain words.
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

/// The national workstream that a whole text names, by its name or another one.
pub(crate) fn national_workstream(text: &str) -> Option<&'static str> {
    let words = plain(text);
    let bare = words.strip_prefix("the ").unwrap_or(&words);
    let bare = bare.strip_suffix(" workstream").unwrap_or(bare);
    let is_it = |(name, others): &&(&str, &[&str])| plain(name) == bare || others.contains(&bare);
    WORKSTREAMS.iter().find(is_it).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workstream_is_known_by_its_whole_name() {
        assert_eq!(
            national_workstream("The Medicine use and procurement workstream"),
            Some("Medicine use and procurement")
        );
        assert_eq!(national_workstream("LTC"), Some("Long-term conditions"));
        assert_eq!(national_workstream("long term conditions"), Some("Long-term conditions"));
        assert_eq!(national_workstream("Medicine"), None);
        assert_eq!(national_workstream("Right"), None);
    }
}
