//! NAO September 2011, Appendix One: 16 rows, 48 expectations, one file an area.

use super::Criterion;

pub mod background;
pub mod engagement;
pub mod financial;
pub mod implementation;
pub mod opportunities;
pub mod risks;
pub mod structure;

/// The areas in published order.
pub const SECTIONS: &[&[Criterion]] = &[
    background::CRITERIA,
    financial::CRITERIA,
    opportunities::CRITERIA,
    implementation::CRITERIA,
    structure::CRITERIA,
    engagement::CRITERIA,
    risks::CRITERIA,
];
