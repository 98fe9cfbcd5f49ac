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
    implementation::CRITERIA,
    structure::CRITERIA,
    engagement::CRITERIA,
    risks::CRITERIA,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::{Kind, Set, Test};

    #[test]
    fn sixteen_rows_of_forty_eight_expectations_in_published_order() {
        let all: Vec<&Criterion> = SECTIONS.iter().flat_map(|section| section.iter()).collect();
        assert_eq!(all.len(), 48);
        let mut rows: Vec<(&str, &str)> = Vec::new();
        for criterion in &all {
            assert_eq!(criterion.set, Set::AppendixOne);
            let row = (criterion.area, criterion.row);
            if rows.last() != Some(&row) {
                assert!(!rows.contains(&row), "{} stands apart from its row", criterion.id);
                rows.push(row);
                assert_eq!(criterion.item, 1, "{}", criterion.id);
            }
            assert!(criterion.id.ends_with(&format!("-{}", criterion.item)), "{}", criterion.id);
            let by_reader = matches!(criterion.test, Test::Reader);
            assert!(!by_reader || criterion.kind == Kind::Judged, "{}", criterion.id);
            for text in [criterion.asks, criterion.how, criterion.passes, criterion.fails] {
                assert!(!text.is_empty() && !text.ends_with('.') && !text.contains("  "), "{}", criterion.id);
            }
        }
        assert_eq!(rows.len(), 16);
        let decisive: Vec<&str> = all.iter().filter(|c| c.decisive).map(|c| c.id).collect();
        assert_eq!(decisive, ["A1-ALL-4", "A1-ALL-6", "A1-OPP-4"]);
    }
}
