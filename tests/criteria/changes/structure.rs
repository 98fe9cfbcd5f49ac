//! Implementation structure, engagement and risks.

use super::Case;

pub const CASES: &[Case] = &[
    ("A1-GOV-1", "no reader has looked", |plan| plan.unjudged("A1-GOV-1")),
    ("A1-GOV-1", "a workstream without a delivery group", |plan| {
        plan.blank("workstreams[Urgent care].delivery_group")
    }),
    ("A1-GOV-1", "a workstream whose lead is nobody", |plan| {
        plan.set("workstreams[Urgent care].lead", "none: post vacant")
    }),
    ("A1-GOV-1", "no workstream has a lead or a delivery group", |plan| {
        plan.blank("workstreams.lead, delivery_group")
    }),
    ("A1-GOV-2", "no reader has looked", |plan| plan.unjudged("A1-GOV-2")),
    ("A1-GOV-2", "a workstream without governance", |plan| {
        plan.blank("workstreams[Long-term conditions].governance")
    }),
    ("A1-GOV-2", "no workstream states its governance", |plan| plan.blank("workstreams.governance")),
    ("A1-GOV-3", "a scheme without a manager", |plan| plan.blank("schemes[PC-02].manager")),
    ("A1-GOV-3", "a scheme whose sponsor is nobody", |plan| {
        plan.set("schemes[PC-02].sponsor", "none: post vacant")
    }),
    ("A1-GOV-3", "no scheme has a sponsor or a manager", |plan| plan.blank("schemes.sponsor, manager")),
    ("A1-GOV-4", "no reader has looked", |plan| plan.unjudged("A1-GOV-4")),
    ("A1-GOV-4", "the plan says that nobody leads it", |plan| plan.set("plan.lead", "none: post vacant")),
    ("A1-GOV-4", "the plan names no lead", |plan| plan.blank("plan.lead")),
    ("A1-GOV-5", "no reader has looked", |plan| plan.unjudged("A1-GOV-5")),
    ("A1-CAP-1", "no reader has looked", |plan| plan.unjudged("A1-CAP-1")),
    ("A1-CAP-1", "a fifth of the savings without a stated capacity", |plan| {
        plan.blank("schemes[workstream=Corporate and estates].manager_wte")
    }),
    ("A1-CAP-1", "no scheme states the capacity of its manager", |plan| plan.blank("schemes.manager_wte")),
    ("A1-ENG-1", "nothing is recorded with patients", |plan| plan.drop_rows("engagement[group=patients]")),
    ("A1-ENG-1", "the evidence of engagement with patients is missing", |plan| {
        plan.blank("engagement[group=patients].evidence")
    }),
    ("A1-ENG-1", "none of the six groups", |plan| {
        plan.drop_rows(
            "engagement[group=commissioners|providers|clinicians|management|patients|service users]",
        )
    }),
    ("A1-ENG-2", "no reader has looked", |plan| plan.unjudged("A1-ENG-2")),
    ("A1-ENG-3", "a bare line", |plan| plan.blank("engagement[group=workforce].date, activity, evidence")),
    ("A1-ENG-3", "nothing is recorded with the workforce", |plan| {
        plan.drop_rows("engagement[group=workforce]")
    }),
    ("A1-ENG-4", "bare lines", |plan| {
        plan.blank("engagement[group=local authority|other partner].date, activity, evidence")
    }),
    ("A1-ENG-4", "nothing is recorded with other partners", |plan| {
        plan.drop_rows("engagement[group=local authority|other partner]")
    }),
    ("A1-RSK-1", "no risk of the workforce", |plan| plan.set("risks[category=workforce].category", "other")),
    ("A1-RSK-1", "no risk register", |plan| plan.without("risks")),
    ("A1-RSK-2", "no risk of the local health community", |plan| {
        plan.set("risks[category=local health community].category", "other")
    }),
    ("A1-RSK-3", "a risk without a consequence", |plan| plan.blank("risks[R07].consequence")),
    ("A1-RSK-3", "a risk without a mitigation", |plan| plan.blank("risks[R07].mitigation")),
    ("A1-RSK-3", "no risk has a consequence or a mitigation", |plan| {
        plan.blank("risks.consequence, mitigation")
    }),
    ("A1-RSK-4", "a risk without an owner", |plan| plan.blank("risks[R32].owner")),
    ("A1-RSK-4", "a risk owned by nobody", |plan| plan.set("risks[R32].owner", "none: to be agreed")),
    ("A1-RSK-4", "no risk has an owner", |plan| plan.blank("risks.owner")),
    ("A1-RSK-5", "a risk without a word on national support", |plan| {
        plan.blank("risks[R07].national_support")
    }),
    ("A1-RSK-5", "no word on national support", |plan| plan.blank("risks.national_support")),
];
