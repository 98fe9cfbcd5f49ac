//! What of an organisation was not assessed, and why: what a gate finds nothing to look at in.

use crate::words::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

words! {
    /// What a thing that was not assessed is a part of.
    #[derive(Default)]
    pub enum Part {
        /// The 5% rule, to date.
        #[default]
        Finance = "finance",
        /// The 5% rule, on the year's forecast.
        Forecast = "forecast",
        Headroom = "headroom",
        /// Figure 13, scheme by scheme.
        Delivery = "delivery",
        /// A row of Appendix One.
        Row = "row",
        /// A column of the report card.
        Column = "column",
    }
}

/// A part that was not assessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct NotAssessed {
    /// Which part.
    pub part: Part,
    /// Its name: the row's or the column's.
    pub name: &'static str,
    /// Why.
    pub why: Cow<'static, str>,
}
