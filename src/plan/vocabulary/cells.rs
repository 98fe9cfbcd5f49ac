//! Words in cells: those people write for a column's own, those that answer yes or no, and those that
//! say there is nothing yet.

use crate::read::trim;

/// Words people write, and the column's word they mean.
pub(crate) const SYNONYMS: [(&str, &str); 62] = [
    ("sha", "region"),
    ("strategic health authority", "region"),
    ("system", "icb"),
    ("ics", "icb"),
    ("primary care trust", "pct"),
    ("trust", "provider"),
    ("plan", "planning"),
    ("in delivery", "delivering"),
    ("live", "delivering"),
    ("implementation", "delivering"),
    ("in progress", "delivering"),
    ("in progress", "on track"),
    ("in progress", "under way"),
    ("complete", "delivered"),
    ("completed", "delivered"),
    ("pipeline", "idea"),
    ("opportunity", "idea"),
    ("complete", "done"),
    ("completed", "done"),
    ("achieved", "done"),
    ("overdue", "late"),
    ("delayed", "late"),
    ("slipped", "late"),
    ("green", "on track"),
    ("ongoing", "on track"),
    ("l", "low"),
    ("m", "medium"),
    ("h", "high"),
    ("moderate", "medium"),
    ("underway", "under way"),
    ("ongoing", "under way"),
    ("started", "under way"),
    ("completed", "complete"),
    ("done", "complete"),
    ("not started", "planned"),
    ("non pay", "non-pay"),
    ("nonpay", "non-pay"),
    ("estates", "estate"),
    ("cash releasing", "cash-releasing"),
    ("cost-avoidance", "cost avoidance"),
    ("demand management", "demand"),
    ("patient", "patients"),
    ("staff", "workforce"),
    ("local authorities", "local authority"),
    ("gps", "clinicians"),
    ("partially", "partly"),
    ("partly met", "partly"),
    ("partially met", "partly"),
    ("not met", "unmet"),
    ("not applicable", "n/a"),
    ("na", "n/a"),
    ("up", "higher"),
    ("increase", "higher"),
    ("high", "higher"),
    ("down", "lower"),
    ("decrease", "lower"),
    ("low", "lower"),
    ("accept", "accepted"),
    ("financial", "finance"),
    ("operational", "delivery"),
    ("system reconfiguration", "system configuration"),
    ("lhc", "local health community"),
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
