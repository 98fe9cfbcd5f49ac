//! Implementation.

use super::{Case, is};

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-MIL-1",
        what: "a scheme whose milestones have no dates",
        change: |plan| plan.set("milestones", "due", is("scheme", "PC-06"), ""),
        expect: &["A1-MIL-1: met -> partly", "F13-MIL-2 PC-06: met -> unmet"],
    },
    Case {
        criterion: "A1-MIL-1",
        what: "a scheme without milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[
            "A1-MIL-1: met -> partly",
            "F13-BRF-1 PC-03: met -> partly",
            "F13-MIL-1 PC-03: met -> unevidenced",
            "F13-MIL-2 PC-03: met -> unevidenced",
            "F13-MIL-3 PC-03: met -> unevidenced",
            "F13-MIL-4 PC-03: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-MIL-1",
        what: "no milestones",
        change: |plan| plan.without("milestones"),
        expect: &[
            "A1-MIL-1: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-MIL-1 every scheme: met -> unevidenced",
            "F13-MIL-2 every scheme: met -> unevidenced",
            "F13-MIL-3 every scheme: met -> unevidenced",
            "F13-MIL-4 every scheme: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "a year that does not sum to its total",
        change: |plan| plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757907"),
        expect: &["A1-PHA-1: met -> partly", "F13-FIN-4 PC-04: met -> unmet", "finding ST PC-04"],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "a scheme that states one sum for all years",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06"))
                .add("savings", &[("scheme", "CO-06"), ("period", "2011/12 to 2013/14"), ("plan", "408950")])
        },
        expect: &[
            "A1-PHA-1: met -> partly",
            "F13-FIN-4 CO-06: met -> unmet",
            "F13-MIL-2 CO-06: met -> unmet",
            "finding ST (2)",
        ],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "no planned savings",
        change: |plan| {
            plan.blank("savings", "plan").blank("schemes", "plan_year").blank("schemes", "plan_ytd")
        },
        expect: &[
            "A1-OPP-2: met -> unevidenced",
            "A1-PHA-1: met -> unevidenced",
            "A1-PRD-1: met -> partly",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-FIN-1 every scheme: met -> unmet",
            "F13-FIN-2 CE-01, CE-02, CE-04, CO-02, CO-03, CO-05, CO-06, LT-01, LT-02, LT-04, LT-05, MH-01, MH-03, MH-04, MM-03, MM-05, PC-01, PC-02, PC-05, PC-07, PC-08, PR-01, PR-04, UC-02, UC-03, UC-06: met -> unmet",
            "F13-FIN-4 every scheme: met -> unevidenced",
            "F13-FIN-5 every scheme: met -> unevidenced",
            "F13-FIN-6 every scheme: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-KPI-1",
        what: "a scheme whose indicators have no targets, and no milestone delivers any",
        change: |plan| {
            plan.set("kpis", "target", is("scheme", "CO-06"), "").set(
                "milestones",
                "delivers_kpis",
                is("scheme", "CO-06"),
                "",
            )
        },
        expect: &["A1-KPI-1: met -> partly", "A1-QUA-3: met -> partly", "F13-KPI-2 CO-06: met -> unmet"],
    },
    Case {
        criterion: "A1-KPI-1",
        what: "neither indicators nor milestones that deliver them",
        change: |plan| plan.without("kpis").blank("milestones", "delivers_kpis"),
        expect: &[
            "A1-KPI-1: met -> unevidenced",
            "A1-QUA-2: met -> unevidenced",
            "A1-QUA-3: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-KPI-1 every scheme: met -> unevidenced",
            "F13-KPI-2 every scheme: met -> unevidenced",
            "F13-KPI-3 every scheme: met -> unevidenced",
            "F13-KPI-4 every scheme: met -> unevidenced",
            "conflict A1-QUA-2",
        ],
    },
];
