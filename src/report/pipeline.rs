//! The pipeline: ideas and scoped schemes against what is short, and which to bring forward.

use super::Places;
pub use crate::figures::pipeline::Closes;
use crate::money::Money;
use crate::plan::fields::words::Stage;
use schemars::JsonSchema;
use serde::Serialize;
use thin_vec::ThinVec;

/// The pipeline of an organisation.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PipelineReport {
    /// What it is to close.
    pub closes: Closes,
    /// How much is short; null where nothing is known to be.
    pub gap: Option<Money>,
    /// What is still short once every scheme that is needed is brought forward; null likewise.
    pub remains: Option<Money>,
    /// By year, in the years that what is to be closed is over, then `total`.
    #[schemars(with = "Vec<PipelineYear>")]
    pub years: ThinVec<PipelineYear>,
    /// The schemes in the order in which they are to be brought forward: the least cost for a pound of
    /// saving first, then the readiest, then the greatest.
    #[schemars(with = "Vec<PipelineLine>")]
    pub schemes: ThinVec<PipelineLine>,
}

/// A year of the pipeline, or all of them.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PipelineYear {
    /// The year, or `total`.
    pub year: String,
    /// Headroom on the risk-adjusted basis, without what of the pipeline is not counted; null where it is
    /// not assessed.
    pub risk_adjusted: Option<Money>,
    /// Planned savings of the pipeline.
    pub value: Money,
    /// What they add at the weight of their stage: nil for a scoped scheme that is counted already.
    pub weighted: Money,
    /// What they add once they are approved.
    pub approved: Money,
    /// Headroom on the risk-adjusted basis with the whole pipeline approved; null where it is not assessed.
    pub with_pipeline: Option<Money>,
}

/// A scheme of the pipeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PipelineLine {
    /// Whose it is.
    pub organisation: String,
    /// Its place in the order in which schemes are to be brought forward, from 1.
    pub order: usize,
    /// Blank where it names none.
    pub workstream: String,
    /// Its id.
    pub scheme: String,
    /// Its name, its id where it has none.
    pub name: String,
    /// `idea` or `scoped`.
    pub stage: Stage,
    /// Planned savings in the years that what is to be closed is over.
    pub value: Money,
    /// The weight of its stage, in %.
    pub weight: String,
    /// What it adds at that weight: nil where it is counted already.
    pub weighted: Money,
    /// What it adds once it is approved.
    pub approved: Money,
    /// The day from which it could deliver, ISO: its start, first planned saving, else last milestone.
    pub starts: Option<String>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// How many of scope, approved brief, quality assessment and manager it has.
    pub readiness: usize,
    /// Those it has not.
    pub lacks: Vec<String>,
    /// What it costs; null where nothing says so.
    pub investment: Option<Money>,
    /// Whether it is needed to close what is short.
    pub needed: bool,
    /// What is still short once it and those before it are brought forward; null where it is not needed.
    pub remains: Option<Money>,
    /// Where its planned savings stand.
    pub places: Places,
}
