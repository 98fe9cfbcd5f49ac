//! Figure 13: what a scheme sets out before it starts: brief, leadership, governance, milestones.

use super::{Case, is};

pub const CASES: &[Case] = &[
    ("F13-BRF-1", "the brief is not approved", |plan| {
        plan.set("schemes", "brief_approved", is("scheme", "PC-01"), "")
    }),
    ("F13-BRF-1", "the brief is approved after the reporting date", |plan| {
        plan.set("schemes", "brief_approved", is("scheme", "PC-01"), "2011-10-01")
    }),
    ("F13-BRF-1", "an approval, and no brief", |plan| {
        plan.set("schemes", "brief", is("scheme", "PC-01"), "")
    }),
    ("F13-BRF-1", "no brief", |plan| {
        plan.set("schemes", "brief", is("scheme", "PC-01"), "").set(
            "schemes",
            "brief_approved",
            is("scheme", "PC-01"),
            "",
        )
    }),
    ("F13-LED-1", "nobody is the sponsor", |plan| {
        plan.set("schemes", "sponsor", is("scheme", "PC-01"), "none: post vacant")
    }),
    ("F13-LED-1", "no sponsor", |plan| plan.set("schemes", "sponsor", is("scheme", "PC-01"), "")),
    ("F13-LED-2", "a manager with too much to do", |plan| {
        plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0.51")
    }),
    ("F13-LED-2", "a manager without time", |plan| {
        plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0")
    }),
    ("F13-LED-2", "no manager", |plan| {
        plan.set("schemes", "manager", is("scheme", "PC-01"), "").set(
            "schemes",
            "manager_wte",
            is("scheme", "PC-01"),
            "",
        )
    }),
    ("F13-GOV-1", "none, without a reason", |plan| {
        plan.set("workstreams", "governance", is("workstream", "Medicines"), "none")
    }),
    ("F13-GOV-1", "nothing is said of governance", |plan| {
        plan.set("workstreams", "governance", is("workstream", "Medicines"), "")
    }),
    ("F13-GOV-2", "none, without a reason", |plan| {
        plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), "none")
    }),
    ("F13-GOV-2", "no clinical lead", |plan| plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), "")),
    ("F13-GOV-3", "none, without a reason", |plan| {
        plan.set("schemes", "engagement", is("scheme", "PC-02"), "none")
    }),
    ("F13-GOV-3", "nothing is said of engagement", |plan| {
        plan.set("schemes", "engagement", is("scheme", "PC-02"), "")
    }),
    ("F13-MIL-1", "a milestone without an owner", |plan| {
        plan.set("milestones", "owner", is("milestone", "Service open at four sites"), "")
    }),
    ("F13-MIL-1", "no milestones", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
    ("F13-MIL-2", "two milestones", |plan| {
        plan.drop_rows("milestones", is("milestone", "Direct orthopaedic referral closed"))
    }),
    ("F13-MIL-2", "a milestone without a date", |plan| {
        plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "")
    }),
    ("F13-MIL-2", "the first milestone is due after the first saving", |plan| {
        plan.set("milestones", "due", is("milestone", "Community provider contract signed"), "2011-05-01")
    }),
    ("F13-MIL-2", "a milestone due after the horizon", |plan| {
        plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "2014-04-01")
    }),
    ("F13-MIL-2", "no milestones", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
];
