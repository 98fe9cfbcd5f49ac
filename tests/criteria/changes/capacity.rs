//! Skills and capacity, where they are not in place.

use super::{Case, Folder};

/// The worked plan short of capacity, with the support it needs recognised and outlined.
pub fn base() -> Folder {
    let plan = Folder::anytown().judgement("A1-CAP-1", "result", "unmet");
    plan.judge("A1-CAP-2", "", "met").judge("A1-CAP-3", "", "met")
}

pub const CASES: &[Case] = &[
    ("A1-CAP-2", "no reader has looked", |plan| plan.unjudged("A1-CAP-2")),
    ("A1-CAP-2", "a reader finds no word of it", |plan| plan.judgement("A1-CAP-2", "result", "unmet")),
    ("A1-CAP-3", "no reader has looked", |plan| plan.unjudged("A1-CAP-3")),
    ("A1-CAP-3", "a reader finds half of it", |plan| plan.judgement("A1-CAP-3", "result", "partly")),
];
