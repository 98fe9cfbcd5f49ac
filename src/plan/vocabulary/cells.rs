//! Words in cells: those people write for a column's own, those that answer yes or no, and those that
//! say there is nothing yet.

use crate::read::trim;

/// The words of columns, and what people write for them.
pub(crate) const SYNONYMS: [(&str, &[&str]); 36] = [
    ("region", &["sha", "strategic health authority"]),
    ("icb", &["system", "ics"]),
    ("pct", &["primary care trust"]),
    ("provider", &["trust"]),
    ("planning", &["plan"]),
    ("delivering", &["in delivery", "live", "implementation", "in progress"]),
    ("on track", &["in progress", "green", "ongoing"]),
    ("under way", &["in progress", "underway", "ongoing", "started"]),
    ("delivered", &["complete", "completed"]),
    ("idea", &["pipeline", "opportunity"]),
    ("done", &["complete", "completed", "achieved"]),
    ("late", &["overdue", "delayed", "slipped"]),
    ("low", &["l"]),
    ("medium", &["m", "moderate"]),
    ("high", &["h"]),
    ("complete", &["completed", "done"]),
    ("planned", &["not started"]),
    ("non-pay", &["non pay", "nonpay"]),
    ("estate", &["estates"]),
    ("cash-releasing", &["cash releasing"]),
    ("cost avoidance", &["cost-avoidance"]),
    ("demand", &["demand management"]),
    ("patients", &["patient"]),
    ("workforce", &["staff"]),
    ("local authority", &["local authorities"]),
    ("clinicians", &["gps"]),
    ("partly", &["partially", "partly met", "partially met"]),
    ("unmet", &["not met"]),
    ("n/a", &["not applicable", "na"]),
    ("higher", &["up", "increase", "high"]),
    ("lower", &["down", "decrease", "low"]),
    ("accepted", &["accept"]),
    ("finance", &["financial"]),
    ("delivery", &["operational"]),
    ("system configuration", &["system reconfiguration"]),
    ("local health community", &["lhc"]),
];

/// Words that answer yes, or that a saving recurs.
pub(crate) const YES: [&str; 10] = ["y", "yes", "true", "1", "r", "rec", "recurrent", "recurring", "✓", "✔"];

/// Words that answer no, or that a saving does not recur.
pub(crate) const NO: [&str; 16] = [
    "n",
    "no",
    "false",
    "0",
    "nr",
    "n/r",
    "non-rec",
    "non rec",
    "nonrec",
    "non recurrent",
    "non-recurrent",
    "nonrecurrent",
    "non-recurring",
    "non recurring",
    "one-off",
    "one off",
];

/// Words that say that there is nothing: an answer, where [`is_undecided`] is none.
const NOTHING: [&str; 2] = ["none", "nil"];

/// Whether a text says that there is nothing, and no more than that.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '.']).trim();
    NOTHING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a text is blank or a word that says that it is not known yet.
pub(crate) fn is_undecided(text: &str) -> bool {
    let text = trim(text);
    // most texts begin with another letter
    match text.chars().next() {
        None | Some('?' | '-' | '–' | '—') => matches!(text, "" | "?" | "??" | "-" | "–" | "—" | "--"),
        Some('t' | 'T' | 'n' | 'N') => {
            let words = ["tbc", "tbd", "tba", "n/a", "na", "to be confirmed"];
            words.iter().any(|word| word.eq_ignore_ascii_case(text))
        }
        Some(_) => false,
    }
}
