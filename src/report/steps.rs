//! Bridges between two submissions: the steps from one plan and forecast to the next.

use crate::calendar::FinancialYear;
use crate::money::Money;
use schemars::JsonSchema;
use serde::Serialize;

/// The bridges of a year, of what is inside the total. The steps from opening to closing add up exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BridgeYear {
    /// The year; null for all together, and where nothing says which it is.
    pub year: Option<FinancialYear>,
    /// From the earlier plan to the later one.
    pub plan: PlanSteps,
    /// From the earlier forecast to the later one, a scheme without a forecast at its plan; null where neither
    /// submission forecasts anything.
    pub forecast: Option<ForecastSteps>,
}

/// From one plan to the next. Each step is a part of `closing - opening`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanSteps {
    /// Planned savings in the earlier submission.
    pub opening: Money,
    /// What schemes plan more over all years together.
    pub re_based_up: Money,
    /// What schemes plan less over all years together (negative).
    pub re_based_down: Money,
    /// Schemes that enter the total.
    pub new: Money,
    /// Schemes that leave the total (negative).
    pub dropped: Money,
    /// What a scheme plans more in one year and less in another: nil over all years. Of a scheme's gains and
    /// losses by year as much as both hold, taken in the order of years; the rest is re-based.
    pub re_profiled: Money,
    /// Schemes that moved from or to another workstream, or with their organisation from or to another region.
    /// What such a scheme gains it gains after the move, what it loses it loses before.
    pub moved: Money,
    /// Planned savings in the later submission.
    pub closing: Money,
}

/// From one forecast to the next. Each step is a part of `closing - opening`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ForecastSteps {
    /// Forecast savings in the earlier submission.
    pub opening: Money,
    /// What came since, against what was planned for the months since: by how much the variance to date
    /// changed, as far as it is reported. In the later submission's reporting year alone.
    pub delivery: Money,
    /// What else schemes forecast more or less.
    pub changes: Money,
    /// Schemes that enter the total.
    pub new: Money,
    /// Schemes that leave the total (negative).
    pub dropped: Money,
    /// Schemes that moved, as in the bridge of the plan.
    pub moved: Money,
    /// Forecast savings in the later submission.
    pub closing: Money,
}

impl PlanSteps {
    /// Whether a step is more than nothing.
    pub fn moves(&self) -> bool {
        let Self { re_based_up, re_based_down, new, dropped, re_profiled, moved, .. } = self;
        [re_based_up, re_based_down, new, dropped, re_profiled, moved].into_iter().any(|step| !step.is_zero())
    }
}

impl ForecastSteps {
    /// Whether a step is more than nothing.
    pub fn moves(&self) -> bool {
        let Self { delivery, changes, new, dropped, moved, .. } = self;
        [delivery, changes, new, dropped, moved].into_iter().any(|step| !step.is_zero())
    }
}
