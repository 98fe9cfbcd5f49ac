//! Shares of what is identified: by body (NAO September 2011, Figure 1), by year (Figure 7) and by workstream
//! (Figure 8).

use super::{Level, Share};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::words::words;
use schemars::JsonSchema;
use serde::Serialize;

words! {
    /// What a whole is divided by.
    #[derive(Default)]
    pub enum ShareBy {
        #[default]
        Body = "body",
        Year = "year",
        Workstream = "workstream",
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ShareLine {
    /// What the whole is divided by: `body`, into its regions, or a region into its organisations; `year`, of a
    /// region or of all; `workstream`, of all.
    pub by: ShareBy,
    /// What the line is of: `organisation`, `region` or `nation`.
    pub level: Level,
    /// The region's name, of an organisation the one it reports to; blank where there is none.
    pub region: String,
    /// The organisation; blank above it.
    pub organisation: String,
    /// Its code as declared; null where none is.
    pub code: Option<String>,
    /// The year, of a line by year; null where nothing says which.
    pub year: Option<FinancialYear>,
    /// The workstream, of a line by workstream: the national one it is called by or serves, else its own name.
    pub workstream: Option<String>,
    /// In how many plans the workstream appears.
    pub plans: Option<usize>,
    /// Savings identified, of all years where the line is not of one; null where nothing says.
    pub identified: Option<Money>,
    /// Share of the whole: of a region of all, of an organisation of its region, of a year or workstream of what
    /// its line is of. With one decimal, so that the shares of a whole add up to exactly 100.0 (largest
    /// remainders).
    pub share: Option<Share>,
    /// The budget of the first year after the baseline: `plan.budget`, else `years.allocation`, else that of all
    /// members; null where it is not given.
    pub budget: Option<Money>,
    /// What is identified as a percentage of that.
    pub percent_of_budget: Option<Share>,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
}
