//! Best-practice examples (NAO September 2011, paragraphs 2.17 and 4.3): green schemes that deliver what
//! somebody has substantiated, by the four tests of savings, quality, evidence and implementation.

use super::{Places, Share};
use crate::money::Money;
use schemars::JsonSchema;
use serde::Serialize;
use thin_vec::ThinVec;

/// The examples of an organisation, and why its other schemes are none: each is counted once, under the first
/// that holds.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct BestPractice {
    /// Schemes looked at: those that the criteria judge and that enter the sums.
    pub schemes: usize,
    /// Schemes that report no actual saving.
    pub not_delivering: usize,
    /// Schemes that deliver, and are not green.
    pub not_green: usize,
    /// Green schemes whose actual nothing substantiates: no basis, no evidence or nobody who checked it.
    pub not_substantiated: usize,
    /// The rest: most tests passed first, then the greatest saving.
    #[schemars(with = "Vec<PracticeLine>")]
    pub examples: ThinVec<PracticeLine>,
}

/// A green scheme that delivers what is substantiated.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PracticeLine {
    /// Whose it is.
    pub organisation: String,
    /// Blank where it names none.
    pub workstream: String,
    /// Its id.
    pub scheme: String,
    /// Its name, its id where it has none.
    pub name: String,
    /// How many of the four tests it passes.
    pub tests: usize,
    /// Savings: the plan to date is delivered in full, and the forecast is not short.
    pub savings: bool,
    /// What shows it.
    pub savings_shown: String,
    /// Quality: its effect on quality is assessed and signed, and its KPIs of quality are green.
    pub quality: bool,
    /// What shows it.
    pub quality_shown: String,
    /// Evidence: the estimate rests on assumptions that have values, reasons and sources (F13-FIN-1,
    /// F13-FIN-3), and the actual on evidence that somebody checked.
    pub evidenced: bool,
    /// What shows it.
    pub evidence_shown: String,
    /// Implementation: leadership, progress against milestones and the management of risks are green.
    pub implementation: bool,
    /// What shows it.
    pub implementation_shown: String,
    /// Actual saving to date.
    pub actual_ytd: Option<Money>,
    /// The variance to date over the plan to date.
    pub percent_ytd: Option<Share>,
    /// The national workstream it or its workstream serves; blank where none is named.
    pub national_workstream: String,
    /// Whom to ask: its manager, else its sponsor.
    pub owner: String,
    /// Where the figures stand, and what shows the tests.
    pub places: Places,
}

impl PracticeLine {
    /// Where it stands among examples: most tests passed, then the greatest saving.
    pub fn order(&self) -> impl Ord + use<> {
        std::cmp::Reverse((self.tests, self.actual_ytd.unwrap_or_default()))
    }
}
