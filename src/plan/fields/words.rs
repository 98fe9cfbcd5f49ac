//! The fixed words of columns that have them.

pub use super::Kind::{Amount, Date, Id, Ids, Number, Percent, Period, Rag, Text, Value, Word, Year, YesNo};

/// Tiers of organisation, from the nation down; `sha` is read as region, `system` as icb.
pub const TIERS: &[&str] = &["nation", "region", "cluster", "pct", "ccg", "icb", "provider"];
/// Phases of a plan.
pub const PHASES: &[&str] = &["planning", "delivery"];
/// Signs of a saving.
pub const SIGNS: &[&str] = &["positive", "negative"];
/// Bases of yearly amounts.
pub const BASES: &[&str] = &["incremental", "cumulative"];
/// Topics of assumptions.
pub const TOPICS: &[&str] = &[
    "pay",
    "price",
    "tariff",
    "demographic",
    "non-demographic",
    "prescribing",
    "cost pressure",
    "commissioning intention",
    "capital",
    "other",
];
/// Kinds of activity figure.
pub const ACTIVITY: &[&str] = &["actual", "forecast"];
/// Kinds of input.
pub const INPUTS: &[&str] = &["pay", "non-pay", "capital", "estate"];
/// Stages of a scheme.
pub const STAGES: &[&str] = &["idea", "scoped", "planned", "approved", "delivering", "delivered", "closed"];
/// Maturities of a scheme.
pub const MATURITIES: &[&str] = &["fully developed", "in progress", "opportunity", "unidentified"];
/// Levels of delivery risk.
pub const LEVELS: &[&str] = &["low", "medium", "high"];
/// Who drives a saving (NAO September 2011, paragraph 1.6).
pub const DRIVERS: &[&str] = &["central", "provider", "commissioner"];
/// Categories of saving.
pub const CATEGORIES: &[&str] = &["pay", "non-pay", "income"];
/// Effects of a saving.
pub const EFFECTS: &[&str] = &["cash-releasing", "cost avoidance", "productivity", "demand"];
/// What an actual rests on.
pub const BASES_OF_ACTUAL: &[&str] = &["ledger", "activity x price", "prescribing data", "estimate", "none"];
/// States of a milestone.
pub const MILESTONE_STATUS: &[&str] = &["not started", "on track", "late", "done", "cancelled"];
/// Types of indicator.
pub const KPI_TYPES: &[&str] = &["quality", "activity", "workforce", "finance"];
/// Sides on which an indicator is better.
pub const SIDES: &[&str] = &["higher", "lower"];
/// Categories of risk.
pub const RISK_CATEGORIES: &[&str] = &[
    "finance",
    "delivery",
    "workforce",
    "system configuration",
    "local health community",
    "quality",
    "other",
];
/// States of a mitigation.
pub const MITIGATION_STATES: &[&str] = &["none", "planned", "under way", "complete"];
/// States of a risk.
pub const RISK_STATUS: &[&str] = &["open", "closed"];
/// Groups engaged with.
pub const GROUPS: &[&str] = &[
    "commissioners",
    "providers",
    "clinicians",
    "management",
    "patients",
    "service users",
    "workforce",
    "local authority",
    "other partner",
    "national workstream",
];
/// Results a reader may give.
pub const RESULTS: &[&str] = &["met", "partly", "unmet", "n/a"];
/// Kinds of exception.
pub const EXCEPTIONS: &[&str] = &["accepted", "disputed", "not applicable"];
