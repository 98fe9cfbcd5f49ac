//! Background and finance.

use super::{Case, Cells, Folder, all, any, every, is};

fn past(plan: Folder, heading: &str) -> Folder {
    plan.set("years", heading, any("year", &["2008/09", "2009/10", "2010/11"]), "")
}

fn forecast(cell: Cells) -> bool {
    any("year", &["2010/11", "2011/12", "2012/13", "2013/14"])(cell)
}

fn estate_2013(cell: Cells) -> bool {
    all(&[("kind", "estate"), ("year", "2013/14")])(cell)
}

fn unproductive(plan: Folder) -> Folder {
    let plan = plan.set("schemes", "effect", is("effect", "productivity"), "demand");
    plan.set("schemes", "driver", is("driver", "provider"), "commissioner")
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-VIS-1",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-VIS-1"),
        expect: &["A1-VIS-1: met -> unreviewed"],
    },
    Case {
        criterion: "A1-VIS-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-VIS-2"),
        expect: &["A1-VIS-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-VIS-2",
        what: "four workstreams say nothing of quality",
        change: |plan| {
            plan.set(
                "schemes",
                "quality_impact",
                any("workstream", &["Planned care", "Urgent care", "Medicines", "Corporate and estates"]),
                "",
            )
        },
        expect: &["A1-QUA-1: met -> unmet", "A1-VIS-2: met -> unmet", "conflict A1-VIS-2"],
    },
    Case {
        criterion: "A1-VIS-2",
        what: "no scheme says anything of quality",
        change: |plan| plan.blank("schemes", "quality_impact"),
        expect: &["A1-QUA-1: met -> unevidenced", "A1-VIS-2: met -> unevidenced", "conflict A1-VIS-2"],
    },
    Case {
        criterion: "A1-ALL-1",
        what: "no expenditure in the baseline year",
        change: |plan| plan.set("years", "expenditure", is("year", "2010/11"), ""),
        expect: &["A1-ALL-1: met -> unmet", "A1-ALL-5: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-1",
        what: "the years before the baseline are left out",
        change: |plan| plan.drop_rows("years", any("year", &["2008/09", "2009/10"])),
        expect: &["A1-ALL-1: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-1",
        what: "no figures for the baseline year or before",
        change: |plan| past(past(plan, "allocation"), "expenditure"),
        expect: &[
            "A1-ALL-1: met -> unevidenced",
            "A1-ALL-3: met -> unmet",
            "A1-ALL-4: met -> unevidenced",
            "A1-ALL-5: met -> unmet",
        ],
    },
    Case {
        criterion: "A1-ALL-2",
        what: "no mitigation of finance and delivery risks",
        change: |plan| plan.set("risks", "mitigation", any("category", &["finance", "delivery"]), ""),
        expect: &[
            "A1-ALL-2: met -> unmet",
            "A1-RSK-3: met -> unmet",
            "F13-RSK-1 every scheme but CE-02, CE-04, LT-04, MH-01, MH-02, MH-04, MH-05, MM-04, PC-03, PC-04, PC-05, PC-06: met -> unmet",
        ],
    },
    Case {
        criterion: "A1-ALL-2",
        what: "no risk is of finance or delivery",
        change: |plan| plan.set("risks", "category", any("category", &["finance", "delivery"]), "other"),
        expect: &["A1-ALL-2: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ALL-3",
        what: "another baseline year",
        change: |plan| plan.set("plan", "baseline_year", every, "2009/10"),
        expect: &["A1-ALL-3: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-3",
        what: "no baseline year",
        change: |plan| plan.blank("plan", "baseline_year"),
        expect: &["A1-ALL-3: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ALL-4",
        what: "allocation 0.11% above the Department's",
        change: |plan| plan.set("years", "allocation", is("year", "2010/11"), "486154182"),
        expect: &["A1-ALL-4: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-4",
        what: "no departmental allocation in the baseline year",
        change: |plan| plan.set("years", "departmental_allocation", is("year", "2010/11"), ""),
        expect: &["A1-ALL-4: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ALL-4",
        what: "no allocation in the baseline year",
        change: |plan| plan.set("years", "allocation", is("year", "2010/11"), ""),
        expect: &["A1-ALL-1: met -> unmet", "A1-ALL-4: met -> unevidenced", "A1-ALL-5: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-5",
        what: "no expenditure in the last year",
        change: |plan| plan.set("years", "expenditure", is("year", "2013/14"), ""),
        expect: &["A1-ALL-5: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-5",
        what: "no figures from the baseline year on",
        change: |plan| {
            plan.set("years", "allocation", forecast, "").set("years", "expenditure", forecast, "")
        },
        expect: &[
            "A1-ALL-1: met -> unmet",
            "A1-ALL-3: met -> unmet",
            "A1-ALL-4: met -> unevidenced",
            "A1-ALL-5: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-ALL-6",
        what: "no challenge in the last year",
        change: |plan| plan.set("years", "challenge", is("year", "2013/14"), ""),
        expect: &["A1-ALL-6: met -> unmet", "A1-ALL-7: met -> unmet", "finding ST"],
    },
    Case {
        criterion: "A1-ALL-6",
        what: "no challenge",
        change: |plan| plan.blank("years", "challenge"),
        expect: &[
            "A1-ALL-6: met -> unevidenced",
            "A1-ALL-7: met -> unevidenced",
            "A1-OPP-4: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-ALL-7",
        what: "the Department's challenge is 5.1% higher in one year",
        change: |plan| plan.set("years", "departmental_challenge", is("year", "2012/13"), "14637000"),
        expect: &["A1-ALL-7: met -> unmet"],
    },
    Case {
        criterion: "A1-ALL-7",
        what: "no departmental challenge, and 5.1% off what the plan implies",
        change: |plan| {
            plan.blank("years", "departmental_challenge").set(
                "years",
                "challenge",
                is("year", "2013/14"),
                "8471100",
            )
        },
        expect: &["A1-ALL-7: met -> unmet", "finding ST"],
    },
    Case {
        criterion: "A1-ALL-7",
        what: "no departmental challenge and no forecast to imply one",
        change: |plan| {
            plan.blank("years", "departmental_challenge").set(
                "years",
                "expenditure",
                any("year", &["2011/12", "2012/13", "2013/14"]),
                "",
            )
        },
        expect: &["A1-ALL-5: met -> unmet", "A1-ALL-7: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ACT-1",
        what: "one point of delivery has no forecast of the last year",
        change: |plan| {
            plan.drop_rows("activity", all(&[("point_of_delivery", "Day case"), ("year", "2013/14")]))
        },
        expect: &["A1-ACT-1: met -> partly"],
    },
    Case {
        criterion: "A1-ACT-1",
        what: "no forecast of the last year",
        change: |plan| plan.drop_rows("activity", is("year", "2013/14")),
        expect: &["A1-ACT-1: met -> unmet"],
    },
    Case {
        criterion: "A1-ACT-1",
        what: "no activity",
        change: |plan| plan.without("activity"),
        expect: &["A1-ACT-1: met -> unevidenced"],
    },
    Case {
        criterion: "A1-ACT-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-ACT-2"),
        expect: &["A1-ACT-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-ACT-2",
        what: "no commissioning intention",
        change: |plan| plan.set("assumptions", "topic", is("topic", "commissioning intention"), "other"),
        expect: &["A1-ACT-2: met -> unmet", "conflict A1-ACT-2"],
    },
    Case {
        criterion: "A1-ACT-2",
        what: "neither cost pressure nor commissioning intention",
        change: |plan| {
            plan.set(
                "assumptions",
                "topic",
                any("topic", &["cost pressure", "commissioning intention"]),
                "other",
            )
        },
        expect: &["A1-ACT-2: met -> unevidenced", "conflict A1-ACT-2"],
    },
    Case {
        criterion: "A1-ACT-3",
        what: "no demographic assumption for the last year",
        change: |plan| plan.drop_rows("assumptions", all(&[("topic", "demographic"), ("year", "2013/14")])),
        expect: &["A1-ACT-3: met -> unmet"],
    },
    Case {
        criterion: "A1-ACT-3",
        what: "no demographic assumption",
        change: |plan| plan.set("assumptions", "topic", is("topic", "demographic"), "other"),
        expect: &["A1-ACT-3: met -> unevidenced"],
    },
    Case {
        criterion: "A1-PRD-1",
        what: "no volume of pay in one year",
        change: |plan| plan.set("inputs", "volume", all(&[("kind", "pay"), ("year", "2012/13")]), ""),
        expect: &["A1-PRD-1: met -> partly"],
    },
    Case {
        criterion: "A1-PRD-1",
        what: "no scheme raises productivity",
        change: |plan| unproductive(plan),
        expect: &["A1-PRD-1: met -> partly"],
    },
    Case {
        criterion: "A1-PRD-1",
        what: "no scheme raises productivity, and one year of non-pay has no cost",
        change: |plan| {
            unproductive(plan).set("inputs", "cost", all(&[("kind", "non-pay"), ("year", "2012/13")]), "")
        },
        expect: &["A1-PRD-1: met -> unmet"],
    },
    Case {
        criterion: "A1-PRD-1",
        what: "no scheme raises productivity, and no inputs of pay and non-pay",
        change: |plan| unproductive(plan).drop_rows("inputs", any("kind", &["pay", "non-pay"])),
        expect: &["A1-INP-1: met -> unmet", "A1-INP-2: met -> unevidenced", "A1-PRD-1: met -> unevidenced"],
    },
    Case {
        criterion: "A1-INP-1",
        what: "no floor area and no cost of the estate in the last year",
        change: |plan| {
            plan.set("inputs", "volume", estate_2013, "").set("inputs", "cost", estate_2013, "").set(
                "inputs",
                "nil",
                estate_2013,
                "",
            )
        },
        expect: &["A1-INP-1: met -> unmet", "A1-INP-5: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-1",
        what: "no inputs of staff and estate",
        change: |plan| plan.drop_rows("inputs", any("kind", &["pay", "estate"])),
        expect: &[
            "A1-INP-1: met -> unevidenced",
            "A1-INP-2: met -> unevidenced",
            "A1-INP-5: met -> unevidenced",
            "A1-PRD-1: met -> partly",
        ],
    },
    Case {
        criterion: "A1-INP-2",
        what: "another pay bill",
        change: |plan| plan.set("plan", "pay_bill", every, "47028105"),
        expect: &["A1-INP-2: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-2",
        what: "one staff group for all",
        change: |plan| plan.set("inputs", "group", is("kind", "pay"), "All staff"),
        expect: &["A1-INP-2: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-2",
        what: "no staff in the baseline year",
        change: |plan| plan.drop_rows("inputs", all(&[("kind", "pay"), ("year", "2010/11")])),
        expect: &["A1-INP-1: met -> unmet", "A1-INP-2: met -> unevidenced", "A1-PRD-1: met -> partly"],
    },
    Case {
        criterion: "A1-INP-3",
        what: "no reason for the pay of one year",
        change: |plan| {
            plan.set(
                "assumptions",
                "rationale",
                all(&[("scheme", ""), ("topic", "pay"), ("year", "2013/14")]),
                "",
            )
        },
        expect: &["A1-INP-3: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-3",
        what: "no pay assumption",
        change: |plan| plan.set("assumptions", "topic", is("topic", "pay"), "other"),
        expect: &["A1-INP-3: met -> unevidenced"],
    },
    Case {
        criterion: "A1-INP-4",
        what: "nil is no longer said of capital in the last year",
        change: |plan| plan.set("inputs", "nil", is("kind", "capital"), ""),
        expect: &["A1-INP-4: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-4",
        what: "no capital",
        change: |plan| plan.drop_rows("inputs", is("kind", "capital")),
        expect: &["A1-INP-4: met -> unevidenced"],
    },
    Case {
        criterion: "A1-INP-5",
        what: "no note says what happens to the estate",
        change: |plan| plan.set("inputs", "note", is("kind", "estate"), ""),
        expect: &["A1-INP-5: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-5",
        what: "the estate of the baseline year is left out",
        change: |plan| plan.drop_rows("inputs", all(&[("kind", "estate"), ("year", "2010/11")])),
        expect: &["A1-INP-1: met -> unmet", "A1-INP-5: met -> unmet"],
    },
    Case {
        criterion: "A1-INP-5",
        what: "no estate",
        change: |plan| plan.drop_rows("inputs", is("kind", "estate")),
        expect: &["A1-INP-1: met -> unmet", "A1-INP-5: met -> unevidenced"],
    },
];
