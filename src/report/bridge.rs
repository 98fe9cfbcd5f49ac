//! Bridges from what a body states to what its members add up to (NAO September 2011, paragraphs 3.3 and 3.8).

use super::{Level, Places};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::words::words;
use schemars::JsonSchema;
use serde::Serialize;

words! {
    /// The figure that is bridged.
    pub enum Bridged {
        /// Savings needed.
        Challenge = "challenge",
        /// Savings identified, without unidentified lines.
        Identified = "identified",
        /// Planned savings, unidentified lines among them.
        Plan = "plan",
    }
}

words! {
    /// A step of a bridge. Stated less members and own schemes is the sum of the steps after them.
    pub enum BridgeStep {
        /// What the body states, or what a control total says.
        Stated = "stated",
        /// What a member brings; blank where it gives no figure.
        Member = "member",
        /// What a workstream of an organisation brings.
        Workstream = "workstream",
        /// Schemes of the body itself.
        OwnSchemes = "own schemes",
        /// What is left for members of which no figure is read.
        NotSubmitted = "not submitted",
        /// In the body's plan alone.
        OnlyHere = "only here",
        /// In its members' plans alone.
        OnlyThere = "only there",
        /// What the members invest: one side is gross, the other net.
        GrossNet = "gross/net",
        /// Savings that two members count.
        CountedTwice = "counted twice",
        /// Lines of the members that enter no total.
        OutsideTheTotal = "outside the total",
        /// Within half a unit of the last digit of every figure that enters.
        Rounding = "rounding",
        Unexplained = "unexplained",
    }
}

/// A line of a bridge: the keys are the CSV's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BridgeLine {
    /// What the figure is over: an organisation up to the nation.
    pub level: Level,
    /// The body that states it; blank for the nation.
    pub body: String,
    /// Which figure.
    pub figure: Bridged,
    /// Of which year.
    pub year: FinancialYear,
    /// Of which workstream; blank for all.
    pub workstream: String,
    /// Whether it is held against a control total (`--control`).
    pub control: bool,
    /// The step.
    pub step: BridgeStep,
    /// The member, workstream or scheme that the step is of; blank for all.
    pub of: String,
    /// How much; null where no figure is given.
    pub amount: Option<Money>,
    /// Why, in a few words.
    pub note: String,
    /// Where the figures stand.
    pub places: Places,
}
