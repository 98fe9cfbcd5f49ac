//! What a setting may be: the range of each, and the pairs that must be ordered.

use super::{Key, Policy};
use crate::problem::ProblemKind;
use rust_decimal::Decimal;
use std::fmt;

/// The numbers that a setting may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    least: i32,
    /// Whether the least itself is too little.
    above: bool,
    most: u32,
}

/// From the least to the most.
pub(super) const fn from(least: i32, most: u32) -> Option<Range> {
    Some(Range { least, above: false, most })
}

/// Above nil, to the most: nil would make everything of one colour.
pub(super) const fn over_nil(most: u32) -> Option<Range> {
    Some(Range { least: 0, above: true, most })
}

impl Range {
    pub fn holds(self, number: Decimal) -> bool {
        let least = Decimal::from(self.least);
        (number > least || number == least && !self.above) && number <= Decimal::from(self.most)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let above = if self.above { "above " } else { "" };
        write!(f, "{above}{} to {}", self.least, self.most)
    }
}

/// Settings of which the first may not lie above the second, and what would follow.
const ORDERED: &[(Key, Key, &str)] = &[
    (Key::FinanceAmberFrom, Key::FinanceRedFrom, "nothing could be amber"),
    (Key::MilestonesDone, Key::MilestonesOnTime, "what is met would not be partly met"),
    (Key::MilestoneGraceDays, Key::MilestoneOverdueDays, "what is on time would be overdue"),
    (Key::RiskScore, Key::RiskScorePartly, "nothing could be partly met"),
    (Key::WeightRed, Key::WeightAmber, "red would count for more than amber"),
    (Key::WeightAmber, Key::WeightGreen, "amber would count for more than green"),
    (Key::WeightScoped, Key::WeightPlanned, "an earlier stage would count for more"),
    (Key::WeightPlanned, Key::WeightApproved, "an earlier stage would count for more"),
    (Key::WeightApproved, Key::WeightDelivering, "an earlier stage would count for more"),
    (Key::WeightUnidentified, Key::WeightOpportunity, "what is less mature would count for more"),
    (Key::WeightOpportunity, Key::WeightInProgress, "what is less mature would count for more"),
    (Key::WeightInProgress, Key::WeightFullyDeveloped, "what is less mature would count for more"),
    (Key::WteCostLeast, Key::WteCostMost, "every implied cost would be reported"),
];

impl Policy {
    /// What values contradict each other: the settings, the one that is to be mended first, with what is wrong
    /// and how to mend it.
    pub fn contradictions(&self) -> Vec<([Key; 2], ProblemKind)> {
        let said = |key: Key| format!("{} = {}", key.setting().name, self.word(key));
        let pairs = ORDERED.iter().filter(|(low, high, _)| self.number(*low) > self.number(*high));
        let mut wrong: Vec<([Key; 2], ProblemKind)> = pairs
            .map(|(low, high, why)| {
                let what = format!("{} lies below {}: {why}", said(*high), said(*low));
                let mend = format!("set `{}` to the greater of the two", high.setting().name);
                ([*high, *low], ProblemKind::Policy { what, mend })
            })
            .collect();
        let (baseline, horizon) = (Key::BaselineYear, Key::HorizonYear);
        let years = self.year(baseline).zip(self.year(horizon));
        if years.is_some_and(|(baseline, horizon)| horizon <= baseline) {
            let what = format!("{} is not after {}: no year is left to plan", said(horizon), said(baseline));
            let mend = "give a horizon after the baseline, or `plan` for what the plan names".to_owned();
            wrong.push(([horizon, baseline], ProblemKind::Policy { what, mend }));
        }
        wrong
    }
}
