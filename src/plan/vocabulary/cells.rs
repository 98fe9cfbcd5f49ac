//! Words in cells: those people write for a column's own, and those that answer yes or no.

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
