//! The figures that a board asks of a plan of today first, each with the cells it rests on.

use super::{Level, Places, Share};
use crate::money::Money;
use crate::words::words;
use schemars::JsonSchema;
use serde::Serialize;

words! {
    /// What a headline figure is. All are of the reporting year, where nothing else is said.
    pub enum HeadlineFigure {
        /// Planned savings of the year, unidentified lines included.
        InYear = "in-year plan",
        /// What they are worth in a full year, of the schemes that say.
        FullYear = "full-year effect",
        /// What of the year's plan recurs.
        Recurrent = "recurrent",
        /// What of it does not, and reopens the gap of the year after.
        NonRecurrent = "non-recurrent",
        /// What nothing says of.
        RecurrenceNotStated = "recurrence not stated",
        /// By maturity.
        FullyDeveloped = "fully developed",
        /// By maturity: plans in progress.
        InProgress = "plans in progress",
        /// By maturity.
        Opportunity = "opportunity",
        /// By maturity, lines that nobody has found yet included.
        Unidentified = "unidentified",
        /// What nothing says of.
        MaturityNotStated = "maturity not stated",
        /// At high delivery risk or unidentified, each scheme once.
        HighRiskOrUnidentified = "high risk or unidentified",
        /// Planned in October to March, of what is planned by month or quarter.
        SecondHalf = "second half",
        /// Planned in January to March, likewise.
        LastQuarter = "last quarter",
        /// Planned in the last three months, times four.
        ExitRunRate = "exit run rate",
        /// The same on forecast, where one is given by month.
        ExitRunRateForecast = "exit run rate on forecast",
        /// The challenge of the year after.
        NextYearsNeed = "next year's need",
        /// The year's plan against the allocation.
        OfAllocation = "plan against allocation",
        /// The year's plan against the turnover.
        OfTurnover = "plan against turnover",
        /// What the open risks would cost.
        GrossRisk = "gross risk",
        /// What their mitigation takes off.
        MitigatedRisk = "mitigated risk",
        /// What is left.
        NetRisk = "net unmitigated risk",
        /// Pay savings of the schemes that say how many posts they take out.
        PaySavings = "pay savings with WTE",
        /// What one whole-time equivalent of them costs.
        CostOfOneWte = "implied cost of one WTE",
        /// The year's plan, delivered and the rest weighted by finance rating.
        AdjustedByRating = "risk-adjusted by rating",
        /// The same by stage.
        AdjustedByStage = "risk-adjusted by stage",
        /// The same by maturity.
        AdjustedByMaturity = "risk-adjusted by maturity",
    }
}

/// A headline figure.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Headline {
    /// What it is.
    pub figure: HeadlineFigure,
    /// How much.
    pub amount: Money,
    /// As a percentage; null where there is nothing to compare it with.
    pub share: Option<Share>,
    /// What the percentage is of, or how many schemes or posts the amount is over; null where it stands alone.
    pub of: Option<String>,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// Where what it rests on stands.
    pub places: Places,
}

/// A headline figure of several organisations together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeadlineOver {
    /// What it is over: a cluster, a region or the nation.
    pub level: Level,
    /// The region's name; blank of the nation, and of a cluster of no region.
    pub region: String,
    /// The cluster's name; blank above it.
    pub cluster: String,
    /// The figure: the sum of the organisations', the cost of a post of their sums. Its cells stand in theirs.
    #[serde(flatten)]
    pub headline: Headline,
}
