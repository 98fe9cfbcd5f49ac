//! NAO September 2011, Appendix One: 16 rows, 48 expectations, one file an area (the longer areas are
//! split by row).

use super::Criterion;

pub mod background;
pub mod engagement;
pub mod financial;
pub mod gaps;
pub mod implementation;
pub mod opportunities;
pub mod risks;
pub mod structure;
pub mod yearly;

/// The areas in published order.
pub const SECTIONS: &[&[Criterion]] = &[
    background::CRITERIA,
    financial::allocation::CRITERIA,
    financial::activity::CRITERIA,
    financial::inputs::CRITERIA,
    opportunities::areas::CRITERIA,
    opportunities::quality::CRITERIA,
    opportunities::national::CRITERIA,
    implementation::CRITERIA,
    structure::CRITERIA,
    engagement::CRITERIA,
    risks::CRITERIA,
];
