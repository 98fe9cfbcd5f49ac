//! NAO September 2011, Figure 13: 22 expectations of each scheme, one file a column.

use super::Criterion;

pub mod financials;
pub mod kpis;
pub mod leadership;
pub mod milestones;
pub mod project_brief;
pub mod risks;
mod shown;

/// The columns in published order.
pub const SECTIONS: &[&[Criterion]] = &[
    project_brief::CRITERIA,
    leadership::CRITERIA,
    milestones::CRITERIA,
    kpis::CRITERIA,
    financials::CRITERIA,
    risks::CRITERIA,
];
