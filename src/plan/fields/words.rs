//! The fixed words of columns that have them: a type where something is decided by them, else a list.

pub use super::Kind::{Amount, Date, Id, Ids, Number, Percent, Period, Rag, Text, Value, Word, Year, YesNo};
use crate::words::{Words, words};

/// Tiers of organisation, from the nation down; `sha` is read as region, `system` as icb.
pub const TIERS: &[&str] = &["nation", "region", "cluster", "pct", "ccg", "icb", "provider"];
words! {
    pub enum Phase {
        Planning = "planning", Delivery = "delivery",
    }
}
/// Phases of a plan.
pub const PHASES: &[&str] = Phase::WORDS;
words! {
    pub enum Sign {
        Positive = "positive", Negative = "negative",
    }
}
/// Signs of a saving.
pub const SIGNS: &[&str] = Sign::WORDS;
words! {
    pub enum YearBasis {
        Incremental = "incremental", Cumulative = "cumulative",
    }
}
/// Bases of yearly amounts.
pub const BASES: &[&str] = YearBasis::WORDS;
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
words! {
    pub enum ActivityKind {
        Actual = "actual", Forecast = "forecast",
    }
}
/// Kinds of activity figure.
pub const ACTIVITY: &[&str] = ActivityKind::WORDS;
words! {
    pub enum InputKind {
        Pay = "pay", NonPay = "non-pay", Capital = "capital", Estate = "estate",
    }
}
/// Kinds of input.
pub const INPUTS: &[&str] = InputKind::WORDS;
words! {
    pub enum Stage {
        Idea = "idea", Scoped = "scoped", Planned = "planned", Approved = "approved",
        Delivering = "delivering", Delivered = "delivered", Closed = "closed",
    }
}
/// Stages of a scheme.
pub const STAGES: &[&str] = Stage::WORDS;
words! {
    pub enum Maturity {
        FullyDeveloped = "fully developed", InProgress = "in progress", Opportunity = "opportunity",
        Unidentified = "unidentified",
    }
}
/// Maturities of a scheme.
pub const MATURITIES: &[&str] = Maturity::WORDS;
/// Levels of delivery risk.
pub const LEVELS: &[&str] = &["low", "medium", "high"];
/// Who drives a saving (NAO September 2011, paragraph 1.6).
pub const DRIVERS: &[&str] = &["central", "provider", "commissioner"];
/// Categories of saving.
pub const CATEGORIES: &[&str] = &["pay", "non-pay", "income"];
/// Effects of a saving.
pub const EFFECTS: &[&str] = &["cash-releasing", "cost avoidance", "productivity", "demand"];
words! {
    pub enum ActualBasis {
        Ledger = "ledger", ActivityPrice = "activity x price", Prescribing = "prescribing data",
        Estimate = "estimate", Nothing = "none",
    }
}
/// What an actual rests on.
pub const BASES_OF_ACTUAL: &[&str] = ActualBasis::WORDS;
words! {
    pub enum MilestoneStatus {
        NotStarted = "not started", OnTrack = "on track", Late = "late", Done = "done",
        Cancelled = "cancelled",
    }
}
/// States of a milestone.
pub const MILESTONE_STATUS: &[&str] = MilestoneStatus::WORDS;
words! {
    pub enum KpiType {
        Quality = "quality", Activity = "activity", Workforce = "workforce", Finance = "finance",
    }
}
/// Types of indicator.
pub const KPI_TYPES: &[&str] = KpiType::WORDS;
words! {
    pub enum Side {
        Higher = "higher", Lower = "lower",
    }
}
/// Sides on which an indicator is better.
pub const SIDES: &[&str] = Side::WORDS;
words! {
    pub enum RiskCategory {
        Finance = "finance", Delivery = "delivery", Workforce = "workforce",
        System = "system configuration", Community = "local health community", Quality = "quality",
        Other = "other",
    }
}
/// Categories of risk.
pub const RISK_CATEGORIES: &[&str] = RiskCategory::WORDS;
words! {
    pub enum MitigationStatus {
        Nothing = "none", Planned = "planned", UnderWay = "under way", Complete = "complete",
    }
}
/// States of a mitigation.
pub const MITIGATION_STATES: &[&str] = MitigationStatus::WORDS;
words! {
    pub enum RiskStatus {
        Open = "open", Closed = "closed",
    }
}
/// States of a risk.
pub const RISK_STATUS: &[&str] = RiskStatus::WORDS;
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
words! {
    pub enum ExceptionKind {
        Accepted = "accepted", Disputed = "disputed", NotApplicable = "not applicable",
    }
}
/// Kinds of exception.
pub const EXCEPTIONS: &[&str] = ExceptionKind::WORDS;
