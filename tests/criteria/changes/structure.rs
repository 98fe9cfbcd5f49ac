//! Implementation structure, engagement and risks.

use super::{Case, Cells, any, every, is};

fn partner(cell: Cells) -> bool {
    any("group", &["local authority", "other partner"])(cell)
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-GOV-1",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-1"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "a workstream without a delivery group",
        change: |plan| plan.set("workstreams", "delivery_group", is("workstream", "Urgent care"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "a workstream whose lead is nobody",
        change: |plan| plan.set("workstreams", "lead", is("workstream", "Urgent care"), "none: post vacant"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "no workstream has a lead or a delivery group",
        change: |plan| plan.blank("workstreams", "lead").blank("workstreams", "delivery_group"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-2"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "a workstream without governance",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Long-term conditions"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "no workstream states its governance",
        change: |plan| plan.blank("workstreams", "governance"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "a scheme without a manager",
        change: |plan| plan.set("schemes", "manager", is("scheme", "PC-02"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "a scheme whose sponsor is nobody",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-02"), "none: post vacant"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "no scheme has a sponsor or a manager",
        change: |plan| plan.blank("schemes", "sponsor").blank("schemes", "manager"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-4"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "the plan says that nobody leads it",
        change: |plan| plan.set("plan", "lead", every, "none: post vacant"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "the plan names no lead",
        change: |plan| plan.blank("plan", "lead"),
        expect: &[],
    },
    Case {
        criterion: "A1-GOV-5",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-5"),
        expect: &[],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-CAP-1"),
        expect: &[],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "a fifth of the savings without a stated capacity",
        change: |plan| plan.set("schemes", "manager_wte", is("workstream", "Corporate and estates"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "no scheme states the capacity of its manager",
        change: |plan| plan.blank("schemes", "manager_wte"),
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-1",
        what: "nothing is recorded with patients",
        change: |plan| plan.drop_rows("engagement", is("group", "patients")),
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-1",
        what: "the evidence of engagement with patients is missing",
        change: |plan| plan.set("engagement", "evidence", is("group", "patients"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-1",
        what: "none of the six groups",
        change: |plan| {
            plan.drop_rows(
                "engagement",
                any(
                    "group",
                    &["commissioners", "providers", "clinicians", "management", "patients", "service users"],
                ),
            )
        },
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-ENG-2"),
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-3",
        what: "a bare line",
        change: |plan| {
            plan.set("engagement", "date", is("group", "workforce"), "")
                .set("engagement", "activity", is("group", "workforce"), "")
                .set("engagement", "evidence", is("group", "workforce"), "")
        },
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-3",
        what: "nothing is recorded with the workforce",
        change: |plan| plan.drop_rows("engagement", is("group", "workforce")),
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-4",
        what: "bare lines",
        change: |plan| {
            plan.set("engagement", "date", partner, "").set("engagement", "activity", partner, "").set(
                "engagement",
                "evidence",
                partner,
                "",
            )
        },
        expect: &[],
    },
    Case {
        criterion: "A1-ENG-4",
        what: "nothing is recorded with other partners",
        change: |plan| plan.drop_rows("engagement", partner),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-1",
        what: "no risk of the workforce",
        change: |plan| plan.set("risks", "category", is("category", "workforce"), "other"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-1",
        what: "no risk register",
        change: |plan| plan.without("risks"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-2",
        what: "no risk of the local health community",
        change: |plan| plan.set("risks", "category", is("category", "local health community"), "other"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "a risk without a consequence",
        change: |plan| plan.set("risks", "consequence", is("risk", "R07"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "a risk without a mitigation",
        change: |plan| plan.set("risks", "mitigation", is("risk", "R07"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "no risk has a consequence or a mitigation",
        change: |plan| plan.blank("risks", "consequence").blank("risks", "mitigation"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "a risk without an owner",
        change: |plan| plan.set("risks", "owner", is("risk", "R32"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "a risk owned by nobody",
        change: |plan| plan.set("risks", "owner", is("risk", "R32"), "none: to be agreed"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "no risk has an owner",
        change: |plan| plan.blank("risks", "owner"),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-5",
        what: "a risk without a word on national support",
        change: |plan| plan.set("risks", "national_support", is("risk", "R07"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-RSK-5",
        what: "no word on national support",
        change: |plan| plan.blank("risks", "national_support"),
        expect: &[],
    },
];
