//! The fixed words of columns that have them: a type where something is decided by them, else a list.

pub use super::Kind::{Amount, Date, Id, Ids, Number, Percent, Period, Rag, Text, Value, Word, Year, YesNo};
use crate::words::{Words, words};

/// Tiers of organisation, from the nation down; `sha` is read as region, `system` as icb.
pub const TIERS: &[&str] = &["nation", "region", "cluster", "pct", "ccg", "icb", "provider"];
words! {
    /// A phase of a plan.
    pub enum Phase {
        /// It is still being made.
        Planning = "planning",
        /// It is being delivered.
        Delivery = "delivery",
    }
}
/// Phases of a plan.
pub const PHASES: &[&str] = Phase::WORDS;
words! {
    /// The sign of a saving.
    pub enum Sign {
        /// A saving is positive.
        Positive = "positive",
        /// A saving is negative.
        Negative = "negative",
    }
}
/// Signs of a saving.
pub const SIGNS: &[&str] = Sign::WORDS;
words! {
    /// What a yearly amount is.
    pub enum YearBasis {
        /// New in the year.
        Incremental = "incremental",
        /// All that has come by the year.
        Cumulative = "cumulative",
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
    /// A kind of activity figure.
    pub enum ActivityKind {
        /// What was done.
        Actual = "actual",
        /// What is expected.
        Forecast = "forecast",
    }
}
/// Kinds of activity figure.
pub const ACTIVITY: &[&str] = ActivityKind::WORDS;
words! {
    /// A kind of input.
    pub enum InputKind {
        /// Staff.
        Pay = "pay",
        /// What is bought.
        NonPay = "non-pay",
        /// Investment.
        Capital = "capital",
        /// Buildings and land.
        Estate = "estate",
    }
}
/// Kinds of input.
pub const INPUTS: &[&str] = InputKind::WORDS;
words! {
    /// A stage of a scheme.
    pub enum Stage {
        /// Not yet worked up: in no sum.
        Idea = "idea",
        /// Its size is known.
        Scoped = "scoped",
        /// It has a plan.
        Planned = "planned",
        /// It may begin.
        Approved = "approved",
        /// It is under way.
        Delivering = "delivering",
        /// It is done.
        Delivered = "delivered",
        /// It is over, done or not.
        Closed = "closed",
    }
}
/// Stages of a scheme.
pub const STAGES: &[&str] = Stage::WORDS;
words! {
    /// How far a scheme is worked up.
    pub enum Maturity {
        /// Wholly.
        FullyDeveloped = "fully developed",
        /// In part.
        InProgress = "in progress",
        /// It is an opportunity.
        Opportunity = "opportunity",
        /// It has yet to be found.
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
    /// What an actual rests on.
    pub enum ActualBasis {
        /// The accounts.
        Ledger = "ledger",
        /// Activity at its price.
        ActivityPrice = "activity x price",
        /// Prescribing data.
        Prescribing = "prescribing data",
        /// An estimate.
        Estimate = "estimate",
        /// Nothing.
        Nothing = "none",
    }
}
/// What an actual rests on.
pub const BASES_OF_ACTUAL: &[&str] = ActualBasis::WORDS;
words! {
    /// Where a milestone stands.
    pub enum MilestoneStatus {
        /// Nothing is done.
        NotStarted = "not started",
        /// It will be in time.
        OnTrack = "on track",
        /// It will not.
        Late = "late",
        /// It is reached.
        Done = "done",
        /// It is given up.
        Cancelled = "cancelled",
    }
}
/// States of a milestone.
pub const MILESTONE_STATUS: &[&str] = MilestoneStatus::WORDS;
words! {
    /// A type of indicator.
    pub enum KpiType {
        /// Of quality.
        Quality = "quality",
        /// Of activity.
        Activity = "activity",
        /// Of workforce.
        Workforce = "workforce",
        /// Of finance.
        Finance = "finance",
    }
}
/// Types of indicator.
pub const KPI_TYPES: &[&str] = KpiType::WORDS;
words! {
    /// The side on which an indicator is better.
    pub enum Side {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}
/// Sides on which an indicator is better.
pub const SIDES: &[&str] = Side::WORDS;
words! {
    /// A category of risk.
    pub enum RiskCategory {
        /// To the money.
        Finance = "finance",
        /// To delivery.
        Delivery = "delivery",
        /// To the workforce.
        Workforce = "workforce",
        /// In the configuration of the system.
        System = "system configuration",
        /// In the local health community.
        Community = "local health community",
        /// To quality.
        Quality = "quality",
        /// Any other.
        Other = "other",
    }
}
/// Categories of risk.
pub const RISK_CATEGORIES: &[&str] = RiskCategory::WORDS;
words! {
    /// How far a mitigation has come.
    pub enum MitigationStatus {
        /// There is none.
        Nothing = "none",
        /// It is planned.
        Planned = "planned",
        /// It has begun.
        UnderWay = "under way",
        /// It is done.
        Complete = "complete",
    }
}
/// States of a mitigation.
pub const MITIGATION_STATES: &[&str] = MitigationStatus::WORDS;
words! {
    /// Whether a risk is still there.
    pub enum RiskStatus {
        /// It is.
        Open = "open",
        /// It is not.
        Closed = "closed",
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
    /// A kind of exception.
    pub enum ExceptionKind {
        /// The departure is accepted.
        Accepted = "accepted",
        /// The finding is disputed.
        Disputed = "disputed",
        /// It does not apply.
        NotApplicable = "not applicable",
    }
}
/// Kinds of exception.
pub const EXCEPTIONS: &[&str] = ExceptionKind::WORDS;
