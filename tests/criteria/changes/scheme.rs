//! Figure 13: what a scheme sets out before it starts: brief, leadership, governance, milestones.

use super::Case;

pub const CASES: &[Case] = &[
    ("F13-BRF-1", "the brief is not approved", |plan| plan.blank("schemes[PC-01].brief_approved")),
    ("F13-BRF-1", "the brief is approved after the reporting date", |plan| {
        plan.set("schemes[PC-01].brief_approved", "2011-10-01")
    }),
    ("F13-BRF-1", "an approval, and no brief", |plan| plan.blank("schemes[PC-01].brief")),
    ("F13-BRF-1", "no brief", |plan| plan.blank("schemes[PC-01].brief, brief_approved")),
    ("F13-LED-1", "nobody is the sponsor", |plan| plan.set("schemes[PC-01].sponsor", "none: post vacant")),
    ("F13-LED-1", "no sponsor", |plan| plan.blank("schemes[PC-01].sponsor")),
    ("F13-LED-2", "a manager with too much to do", |plan| plan.set("schemes[PC-01].manager_wte", "0.81")),
    ("F13-LED-2", "a manager without time", |plan| plan.set("schemes[PC-01].manager_wte", "0")),
    ("F13-LED-2", "no manager", |plan| plan.blank("schemes[PC-01].manager, manager_wte")),
    ("F13-GOV-1", "none, without a reason", |plan| plan.set("workstreams[Medicines].governance", "none")),
    ("F13-GOV-1", "nothing is said of governance", |plan| plan.blank("workstreams[Medicines].governance")),
    ("F13-GOV-2", "none, without a reason", |plan| plan.set("schemes[PC-01].clinical_lead", "none")),
    ("F13-GOV-2", "no clinical lead", |plan| plan.blank("schemes[PC-01].clinical_lead")),
    ("F13-GOV-3", "none, without a reason", |plan| plan.set("schemes[PC-02].engagement", "none")),
    ("F13-GOV-3", "nothing is said of engagement", |plan| plan.blank("schemes[PC-02].engagement")),
    ("F13-MIL-1", "a milestone without an owner", |plan| {
        plan.blank("milestones[Service open at four sites].owner")
    }),
    ("F13-MIL-1", "no milestones", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
    ("F13-MIL-2", "two milestones", |plan| plan.drop_rows("milestones[Direct orthopaedic referral closed]")),
    ("F13-MIL-2", "a milestone without a date", |plan| {
        plan.blank("milestones[Direct orthopaedic referral closed].due")
    }),
    ("F13-MIL-2", "the first milestone is due after the first saving", |plan| {
        plan.set("milestones[Community provider contract signed].due", "2011-05-01")
    }),
    ("F13-MIL-2", "a milestone due after the horizon", |plan| {
        plan.set("milestones[Direct orthopaedic referral closed].due", "2014-04-01")
    }),
    ("F13-MIL-2", "no milestones", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
];
