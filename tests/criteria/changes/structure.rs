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
        expect: &["A1-GOV-1: met -> unreviewed"],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "a workstream without a delivery group",
        change: |plan| plan.set("workstreams", "delivery_group", is("workstream", "Urgent care"), ""),
        expect: &["A1-GOV-1: met -> unmet", "conflict A1-GOV-1"],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "a workstream whose lead is nobody",
        change: |plan| plan.set("workstreams", "lead", is("workstream", "Urgent care"), "none: post vacant"),
        expect: &["A1-GOV-1: met -> unmet", "conflict A1-GOV-1"],
    },
    Case {
        criterion: "A1-GOV-1",
        what: "no workstream has a lead or a delivery group",
        change: |plan| plan.blank("workstreams", "lead").blank("workstreams", "delivery_group"),
        expect: &["A1-GOV-1: met -> unevidenced", "conflict A1-GOV-1"],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-2"),
        expect: &["A1-GOV-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "a workstream without governance",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Long-term conditions"), ""),
        expect: &[
            "A1-GOV-2: met -> unmet",
            "F13-GOV-1 LT-01, LT-02, LT-03, LT-04, LT-05: met -> unevidenced",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "A1-GOV-2",
        what: "no workstream states its governance",
        change: |plan| plan.blank("workstreams", "governance"),
        expect: &[
            "A1-GOV-2: met -> unevidenced",
            "F13-GOV-1 every scheme but CE-02, CO-05, MH-01, MH-04: met -> unevidenced",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "a scheme without a manager",
        change: |plan| plan.set("schemes", "manager", is("scheme", "PC-02"), ""),
        expect: &[
            "A1-GOV-3: met -> partly",
            "F13-BRF-1 PC-02: met -> partly",
            "F13-LED-2 PC-02: met -> unmet",
        ],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "a scheme whose sponsor is nobody",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-02"), "none: post vacant"),
        expect: &[
            "A1-GOV-3: met -> partly",
            "F13-BRF-1 PC-02: met -> partly",
            "F13-LED-1 PC-02: met -> unmet",
        ],
    },
    Case {
        criterion: "A1-GOV-3",
        what: "no scheme has a sponsor or a manager",
        change: |plan| plan.blank("schemes", "sponsor").blank("schemes", "manager"),
        expect: &[
            "A1-GOV-3: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-LED-1 every scheme: met -> unevidenced",
            "F13-LED-2 every scheme: met -> unmet",
        ],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-4"),
        expect: &["A1-GOV-4: met -> unreviewed"],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "the plan says that nobody leads it",
        change: |plan| plan.set("plan", "lead", every, "none: post vacant"),
        expect: &["A1-GOV-4: met -> unmet", "conflict A1-GOV-4"],
    },
    Case {
        criterion: "A1-GOV-4",
        what: "the plan names no lead",
        change: |plan| plan.blank("plan", "lead"),
        expect: &["A1-GOV-4: met -> unevidenced", "conflict A1-GOV-4"],
    },
    Case {
        criterion: "A1-GOV-5",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-GOV-5"),
        expect: &["A1-GOV-5: met -> unreviewed"],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-CAP-1"),
        expect: &[
            "A1-CAP-1: met -> unreviewed",
            "A1-CAP-2: n/a -> unreviewed",
            "A1-CAP-3: n/a -> unreviewed",
        ],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "a fifth of the savings without a stated capacity",
        change: |plan| plan.set("schemes", "manager_wte", is("workstream", "Corporate and estates"), ""),
        expect: &[
            "A1-CAP-1: met -> unmet",
            "A1-CAP-2: n/a -> unreviewed",
            "A1-CAP-3: n/a -> unreviewed",
            "F13-LED-2 CO-01, CO-02, CO-03, CO-04, CO-05, CO-06: met -> unmet",
            "conflict A1-CAP-1",
        ],
    },
    Case {
        criterion: "A1-CAP-1",
        what: "no scheme states the capacity of its manager",
        change: |plan| plan.blank("schemes", "manager_wte"),
        expect: &[
            "A1-CAP-1: met -> unevidenced",
            "A1-CAP-2: n/a -> unreviewed",
            "A1-CAP-3: n/a -> unreviewed",
            "F13-LED-2 every scheme: met -> unmet",
            "conflict A1-CAP-1",
        ],
    },
    Case {
        criterion: "A1-ENG-1",
        what: "nothing is recorded with patients",
        change: |plan| plan.drop_rows("engagement", is("group", "patients")),
        expect: &["A1-ENG-1: met -> unmet"],
    },
    Case {
        criterion: "A1-ENG-1",
        what: "the evidence of engagement with patients is missing",
        change: |plan| plan.set("engagement", "evidence", is("group", "patients"), ""),
        expect: &["A1-ENG-1: met -> unmet"],
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
        expect: &["A1-ENG-1: met -> unevidenced", "F13-GOV-3 PC-01, UC-01: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ENG-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-ENG-2"),
        expect: &["A1-ENG-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-ENG-3",
        what: "a bare line",
        change: |plan| {
            plan.set("engagement", "date", is("group", "workforce"), "")
                .set("engagement", "activity", is("group", "workforce"), "")
                .set("engagement", "evidence", is("group", "workforce"), "")
        },
        expect: &["A1-ENG-3: met -> unmet"],
    },
    Case {
        criterion: "A1-ENG-3",
        what: "nothing is recorded with the workforce",
        change: |plan| plan.drop_rows("engagement", is("group", "workforce")),
        expect: &["A1-ENG-3: met -> unevidenced"],
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
        expect: &["A1-ENG-4: met -> unmet"],
    },
    Case {
        criterion: "A1-ENG-4",
        what: "nothing is recorded with other partners",
        change: |plan| plan.drop_rows("engagement", partner),
        expect: &["A1-ENG-4: met -> unevidenced"],
    },
    Case {
        criterion: "A1-RSK-1",
        what: "no risk of the workforce",
        change: |plan| plan.set("risks", "category", is("category", "workforce"), "other"),
        expect: &["A1-RSK-1: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-1",
        what: "no risk register",
        change: |plan| plan.without("risks"),
        expect: &[
            "A1-ALL-2: met -> unevidenced",
            "A1-RSK-1: met -> unevidenced",
            "A1-RSK-2: met -> unevidenced",
            "A1-RSK-3: met -> unevidenced",
            "A1-RSK-4: met -> unevidenced",
            "A1-RSK-5: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-RSK-1 every scheme: met -> unevidenced",
            "F13-RSK-2 every scheme: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-RSK-2",
        what: "no risk of the local health community",
        change: |plan| plan.set("risks", "category", is("category", "local health community"), "other"),
        expect: &["A1-RSK-2: met -> unevidenced"],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "a risk without a consequence",
        change: |plan| plan.set("risks", "consequence", is("risk", "R07"), ""),
        expect: &["A1-RSK-3: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "a risk without a mitigation",
        change: |plan| plan.set("risks", "mitigation", is("risk", "R07"), ""),
        expect: &["A1-RSK-3: met -> unmet", "F13-RSK-1 PC-07: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-3",
        what: "no risk has a consequence or a mitigation",
        change: |plan| plan.blank("risks", "consequence").blank("risks", "mitigation"),
        expect: &[
            "A1-ALL-2: met -> unmet",
            "A1-RSK-3: met -> unevidenced",
            "F13-RSK-1 every scheme: met -> unmet",
            "finding QI CO-05",
            "finding QI PC-05",
        ],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "a risk without an owner",
        change: |plan| plan.set("risks", "owner", is("risk", "R32"), ""),
        expect: &["A1-RSK-4: met -> unmet", "F13-RSK-1 CE-02: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "a risk owned by nobody",
        change: |plan| plan.set("risks", "owner", is("risk", "R32"), "none: to be agreed"),
        expect: &["A1-RSK-4: met -> unmet", "F13-RSK-1 CE-02: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-4",
        what: "no risk has an owner",
        change: |plan| plan.blank("risks", "owner"),
        expect: &["A1-RSK-4: met -> unevidenced", "F13-RSK-1 every scheme: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-5",
        what: "a risk without a word on national support",
        change: |plan| plan.set("risks", "national_support", is("risk", "R07"), ""),
        expect: &["A1-RSK-5: met -> unmet"],
    },
    Case {
        criterion: "A1-RSK-5",
        what: "no word on national support",
        change: |plan| plan.blank("risks", "national_support"),
        expect: &["A1-RSK-5: met -> unevidenced"],
    },
];
