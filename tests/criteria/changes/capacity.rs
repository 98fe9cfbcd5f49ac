//! Skills and capacity, where they are not in place.

use super::{Case, Folder};

/// The worked plan short of capacity, with the support it needs recognised and outlined.
pub fn base() -> Folder {
    let plan = Folder::anytown().judgement("A1-CAP-1", "result", "unmet");
    plan.judge("A1-CAP-2", "", "met").judge("A1-CAP-3", "", "met")
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-CAP-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-CAP-2"),
        expect: &["A1-CAP-1: n/a -> unmet", "A1-CAP-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-CAP-2",
        what: "a reader finds no word of it",
        change: |plan| plan.judgement("A1-CAP-2", "result", "unmet"),
        expect: &["A1-CAP-1: n/a -> unmet", "A1-CAP-2: met -> unmet"],
    },
    Case {
        criterion: "A1-CAP-3",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-CAP-3"),
        expect: &["A1-CAP-1: n/a -> unmet", "A1-CAP-3: met -> unreviewed"],
    },
    Case {
        criterion: "A1-CAP-3",
        what: "a reader finds half of it",
        change: |plan| plan.judgement("A1-CAP-3", "result", "partly"),
        expect: &["A1-CAP-1: n/a -> unmet", "A1-CAP-3: met -> partly"],
    },
];
