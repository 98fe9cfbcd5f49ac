//! Figure 13: what a scheme sets out before it starts: indicators, money, risks.

use super::{Case, Cells, Folder, all, is};

/// CO-06, which starts in 2013/14, with so much in each month of the last quarter.
fn late(plan: Folder, month: &str) -> Folder {
    plan.set("savings", "plan", last_quarter, month)
}

fn last_quarter(cell: Cells) -> bool {
    cell("scheme") == "CO-06" && cell("period").starts_with("2014-")
}

/// CO-06, which starts in 2013/14, with its months as quarters.
fn quarterly(plan: Folder) -> Folder {
    let plan = plan.drop_rows("savings", is("scheme", "CO-06"));
    [("Q1 2013-14", "92300"), ("Q2 2013-14", "99550"), ("Q3 2013-14", "105700"), ("Q4 2013-14", "111400")]
        .into_iter()
        .fold(plan, |plan, (quarter, amount)| {
            plan.add("savings", &[("scheme", "CO-06"), ("period", quarter), ("plan", amount)])
        })
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "F13-KPI-1",
        what: "no indicator of quality",
        change: |plan| plan.set("kpis", "type", all(&[("scheme", "PC-05"), ("type", "quality")]), "finance"),
        expect: &["A1-QUA-3: met -> partly", "F13-KPI-1 PC-05: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-1",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[
            "A1-QUA-3: met -> partly",
            "F13-BRF-1 PC-05: met -> partly",
            "F13-KPI-1 PC-05: met -> unevidenced",
            "F13-KPI-2 PC-05: met -> unevidenced",
            "F13-KPI-3 PC-05: met -> unevidenced",
            "F13-KPI-4 PC-05: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "an indicator without a target",
        change: |plan| {
            plan.set("kpis", "target", is("kpi", "Day case rate for the basket of procedures"), "")
        },
        expect: &["F13-KPI-2 PC-05: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "an indicator without a baseline",
        change: |plan| {
            plan.set("kpis", "baseline", is("kpi", "Day case rate for the basket of procedures"), "")
        },
        expect: &["F13-KPI-2 PC-05: met -> partly"],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[
            "A1-QUA-3: met -> partly",
            "F13-BRF-1 PC-05: met -> partly",
            "F13-KPI-1 PC-05: met -> unevidenced",
            "F13-KPI-2 PC-05: met -> unevidenced",
            "F13-KPI-3 PC-05: met -> unevidenced",
            "F13-KPI-4 PC-05: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "no rationale",
        change: |plan| plan.set("assumptions", "rationale", is("scheme", "PC-02"), ""),
        expect: &["A1-OPP-3: met -> partly", "F13-FIN-1 PC-02: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "no savings",
        change: |plan| plan.drop_rows("savings", is("scheme", "CO-06")),
        expect: &[
            "A1-OPP-2: met -> partly",
            "A1-PHA-1: met -> partly",
            "F13-BRF-1 CO-06: met -> partly",
            "F13-FIN-1 CO-06: met -> unmet",
            "F13-FIN-2 CO-06: met -> unmet",
            "F13-FIN-4 CO-06: met -> unevidenced",
            "finding ST (3)",
        ],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "neither savings nor an assumption",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06")).drop_rows("assumptions", is("scheme", "CO-06"))
        },
        expect: &[
            "A1-OPP-2: met -> partly",
            "A1-OPP-3: met -> partly",
            "A1-PHA-1: met -> partly",
            "F13-BRF-1 CO-06: met -> partly",
            "F13-FIN-1 CO-06: met -> unevidenced",
            "F13-FIN-2 CO-06: met -> unmet",
            "F13-FIN-3 CO-06: met -> unevidenced",
            "F13-FIN-4 CO-06: met -> unevidenced",
            "finding ST (3)",
        ],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "a net saving that is not planned less invested",
        change: |plan| plan.set("schemes", "net", is("scheme", "PC-01"), "1103749"),
        expect: &["F13-FIN-2 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "a net saving without the investment",
        change: |plan| plan.set("schemes", "investment", is("scheme", "PC-01"), ""),
        expect: &["F13-FIN-2 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "nothing is said of costs",
        change: |plan| plan.set("schemes", "investment", is("scheme", "PC-03"), ""),
        expect: &["F13-FIN-2 PC-03: met -> unevidenced"],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "an assumption without a source",
        change: |plan| plan.set("assumptions", "source", is("scheme", "PC-02"), ""),
        expect: &["F13-FIN-3 PC-02: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "assumptions in words alone",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-01")),
        expect: &["F13-FIN-3 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "no assumption",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-02")),
        expect: &[
            "A1-OPP-3: met -> partly",
            "F13-BRF-1 PC-02: met -> partly",
            "F13-FIN-1 PC-02: met -> unmet",
            "F13-FIN-3 PC-02: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "the months do not sum to the year",
        change: |plan| plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757907"),
        expect: &["A1-PHA-1: met -> partly", "F13-FIN-4 PC-04: met -> unmet", "finding ST PC-04"],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "two fifths and a penny in the last quarter",
        change: |plan| late(plan, "66122.23"),
        expect: &["F13-FIN-2 CO-06: met -> unmet", "F13-FIN-4 CO-06: met -> partly", "finding ST (3)"],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "by quarter",
        change: |plan| quarterly(plan),
        expect: &["F13-FIN-4 CO-06: met -> partly"],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "one amount for the year",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06"))
                .add("savings", &[("scheme", "CO-06"), ("period", "2013/14"), ("plan", "408950")])
        },
        expect: &["F13-FIN-4 CO-06: met -> unmet"],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "no savings",
        change: |plan| plan.drop_rows("savings", is("scheme", "CO-06")),
        expect: &[
            "A1-OPP-2: met -> partly",
            "A1-PHA-1: met -> partly",
            "F13-BRF-1 CO-06: met -> partly",
            "F13-FIN-1 CO-06: met -> unmet",
            "F13-FIN-2 CO-06: met -> unmet",
            "F13-FIN-4 CO-06: met -> unevidenced",
            "finding ST (3)",
        ],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "a risk without an owner",
        change: |plan| plan.set("risks", "owner", is("risk", "R01"), ""),
        expect: &["A1-RSK-4: met -> unmet", "F13-RSK-1 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "a risk without its likelihood",
        change: |plan| plan.set("risks", "likelihood", is("risk", "R01"), ""),
        expect: &["F13-RSK-1 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "no risks",
        change: |plan| plan.drop_rows("risks", is("risk", "R01")),
        expect: &[
            "F13-BRF-1 PC-01: met -> partly",
            "F13-RSK-1 PC-01: met -> unevidenced",
            "F13-RSK-2 PC-01: met -> unevidenced",
        ],
    },
];
