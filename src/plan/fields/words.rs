//! The fixed words of columns that have them: a type where something is decided by them, else a list.

pub use super::Kind::{
    Amount, Date, Id, Ids, Number, Percent, Period, Rag, Text, TextOrNone, Value, Word, Year, YesNo,
};
use crate::words::words;

words! {
    /// Tiers of organisation, from the nation down; `sha` is read as region, `system` as icb.
    pub enum Tier {
        Nation = "nation",
        Region = "region",
        Cluster = "cluster",
        Pct = "pct",
        Ccg = "ccg",
        Icb = "icb",
        Provider = "provider",
    }
}

words! {
    /// Phases of a plan.
    pub enum Phase { Planning = "planning", Delivery = "delivery", }
}

words! {
    /// Signs of a saving.
    pub enum Sign { Positive = "positive", Negative = "negative", }
}

words! {
    /// Bases of yearly amounts.
    pub enum YearBasis { Incremental = "incremental", Cumulative = "cumulative", }
}

words! {
    /// Topics of an assumption.
    pub enum Topic {
        Pay = "pay",
        Price = "price",
        Tariff = "tariff",
        Demographic = "demographic",
        NonDemographic = "non-demographic",
        Prescribing = "prescribing",
        CostPressure = "cost pressure",
        CommissioningIntention = "commissioning intention",
        Capital = "capital",
        Other = "other",
    }
}

words! {
    /// Kinds of activity figure.
    pub enum ActivityKind { Actual = "actual", Forecast = "forecast", }
}

words! {
    /// Kinds of input.
    pub enum InputKind { Pay = "pay", NonPay = "non-pay", Capital = "capital", Estate = "estate", }
}

words! {
    /// Stages of a scheme.
    pub enum Stage {
        Idea = "idea", Scoped = "scoped", Planned = "planned", Approved = "approved",
        Delivering = "delivering", Delivered = "delivered", Closed = "closed",
    }
}

words! {
    /// Maturities of a scheme.
    pub enum Maturity {
        FullyDeveloped = "fully developed", InProgress = "in progress", Opportunity = "opportunity",
        Unidentified = "unidentified",
    }
}

words! {
    /// Levels of delivery risk.
    pub enum DeliveryRisk { Low = "low", Medium = "medium", High = "high", }
}

words! {
    /// What of the accounts a saving is in.
    pub enum Category { Pay = "pay", NonPay = "non-pay", Income = "income", }
}

words! {
    /// How those whose pay is saved are paid.
    pub enum PayType { Substantive = "substantive", Bank = "bank", Agency = "agency", }
}

words! {
    /// Who drives a saving (NAO September 2011, paragraph 1.6).
    pub enum Driver { Central = "central", Provider = "provider", Commissioner = "commissioner", }
}

words! {
    /// What a saving does.
    pub enum Effect {
        CashReleasing = "cash-releasing", CostAvoidance = "cost avoidance", Productivity = "productivity",
        Demand = "demand",
    }
}

words! {
    /// What an actual rests on.
    pub enum ActualBasis {
        Ledger = "ledger", ActivityPrice = "activity x price", Prescribing = "prescribing data",
        Estimate = "estimate", Nothing = "none",
    }
}

words! {
    /// States of a milestone.
    pub enum MilestoneStatus {
        NotStarted = "not started", OnTrack = "on track", Late = "late", Done = "done",
        Cancelled = "cancelled",
    }
}

words! {
    /// Types of indicator.
    pub enum KpiType {
        Quality = "quality", Activity = "activity", Workforce = "workforce", Finance = "finance",
    }
}

words! {
    /// Sides on which an indicator is better.
    pub enum Side { Higher = "higher", Lower = "lower", }
}

words! {
    /// Categories of risk.
    pub enum RiskCategory {
        Finance = "finance", Delivery = "delivery", Workforce = "workforce",
        System = "system configuration", Community = "local health community", Quality = "quality",
        Other = "other",
    }
}

words! {
    /// States of a mitigation.
    pub enum MitigationStatus {
        Nothing = "none", Planned = "planned", UnderWay = "under way", Complete = "complete",
    }
}

words! {
    /// States of a risk.
    pub enum RiskStatus { Open = "open", Closed = "closed", }
}

/// The group of those who run the national workstreams.
pub const NATIONAL_WORKSTREAM: &str = "national workstream";
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
    NATIONAL_WORKSTREAM,
];
/// Results a reader may give.
pub const RESULTS: &[&str] = &["met", "partly", "unmet", "n/a"];

words! {
    /// What an audit's opinion assures.
    pub enum Assurance {
        Substantial = "substantial", Moderate = "moderate", Limited = "limited",
        Unsatisfactory = "unsatisfactory",
    }
}

impl Assurance {
    /// The result that it stands for.
    pub fn result(self) -> &'static str {
        match self {
            Self::Substantial => "met",
            Self::Moderate => "partly",
            Self::Limited | Self::Unsatisfactory => "unmet",
        }
    }
}

words! {
    /// Kinds of exception.
    pub enum ExceptionKind {
        Accepted = "accepted", Disputed = "disputed", NotApplicable = "not applicable",
    }
}
