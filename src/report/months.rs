//! Months of plans, and the chart test of what is delivered by month.

use super::{Level, Share, Whose};
use crate::figures::xmr::{Rule, Variation};
use crate::money::Money;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Deref;
use std::sync::Arc;

/// A month of the sums of a workstream, an organisation, a region or all, as far as schemes give months.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct MonthLine {
    /// What the line is over: a workstream up to the nation.
    pub level: Level,
    /// Whose it is.
    #[serde(flatten)]
    pub whose: Arc<Whose>,
    /// Blank above workstreams.
    pub workstream: String,
    /// The month: `2011-09`.
    pub month: String,
    /// Planned saving; null where none is given.
    pub plan: Option<Money>,
    /// Actual saving of a month that has ended; null where none is reported.
    pub actual: Option<Money>,
    /// What is made of a month that has ended, and what is forecast of one that has not; null where nothing is
    /// forecast. In a sum a scheme without a forecast is at plan.
    pub forecast: Option<Money>,
    /// Planned saving of the schemes that report nothing of a month that has ended.
    pub unreported: Money,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// The body above whose own figures stand in the sums in place of this line's (policy `own`); null where the
    /// line is in the sums.
    pub replaced_by: Option<String>,
}

impl Deref for MonthLine {
    type Target = Whose;

    fn deref(&self) -> &Whose {
        &self.whose
    }
}

/// The chart test of delivered savings as a share of plan by month (NHS England, Making Data Count; XmR): a
/// workstream, an organisation, a region or all, where at least 12 months run on that are wholly reported.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct XmrLine {
    /// What the line is over: a workstream up to the nation.
    pub level: Level,
    /// Whose it is.
    #[serde(flatten)]
    pub whose: Arc<Whose>,
    /// Blank above workstreams.
    pub workstream: String,
    /// What the latest month says.
    pub result: Variation,
    /// The rule by which; null where nothing changed.
    pub rule: Option<Rule>,
    /// The first month for which the rule holds; null where nothing changed.
    pub since: Option<String>,
    /// The first month tested.
    pub first: String,
    /// The latest month.
    pub last: String,
    /// How many months were tested.
    pub points: usize,
    /// The share of its plan delivered in the latest month.
    pub latest: Share,
    /// The mean of the months' shares.
    pub mean: Share,
    /// The mean less 2.66 times the average moving range.
    pub lower: Share,
    /// The mean and 2.66 times the average moving range.
    pub upper: Share,
}

impl Deref for XmrLine {
    type Target = Whose;

    fn deref(&self) -> &Whose {
        &self.whose
    }
}
