//! Opportunities.

use super::{Case, Cells, Folder, all, every, is};

fn of_a_scheme(cell: Cells) -> bool {
    !cell("scheme").is_empty()
}

/// A challenge and the Department's with it, so that the two still agree.
fn challenge(plan: Folder, year: &'static str, amount: &str) -> Folder {
    let plan = plan.set("years", "challenge", is("year", year), amount);
    plan.set("years", "departmental_challenge", is("year", year), amount)
}

fn unplanned(plan: Folder) -> Folder {
    plan.blank("savings", "plan").blank("schemes", "plan_year").blank("schemes", "plan_ytd")
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-OPP-1",
        what: "a scheme without a description",
        change: |plan| plan.set("schemes", "description", is("scheme", "PC-01"), ""),
        expect: &["A1-OPP-1: met -> partly", "F13-BRF-1 PC-01: met -> partly"],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "a scheme whose name is blank",
        change: |plan| plan.set("schemes", "name", is("scheme", "PC-01"), ""),
        expect: &["A1-OPP-1: met -> partly"],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "a workstream in use that is not declared",
        change: |plan| plan.drop_rows("workstreams", is("workstream", "Primary care")),
        expect: &[
            "A1-GOV-1: met -> unmet",
            "A1-GOV-2: met -> unmet",
            "A1-NAT-1: met -> partly",
            "A1-OPP-1: met -> partly",
            "F13-GOV-1 PR-01, PR-02, PR-03, PR-04: met -> unevidenced",
            "conflict A1-GOV-1",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "no scheme is described",
        change: |plan| plan.blank("schemes", "description"),
        expect: &["A1-OPP-1: met -> unmet", "F13-BRF-1 every scheme: met -> partly"],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "no scheme has a name, a description or a workstream",
        change: |plan| {
            plan.blank("schemes", "name").blank("schemes", "description").blank("schemes", "workstream")
        },
        expect: &[
            "A1-GOV-1: met -> unevidenced",
            "A1-GOV-2: met -> unevidenced",
            "A1-NAT-1: met -> unmet",
            "A1-OPP-1: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-GOV-1 every scheme but CE-02, CO-05, MH-01, MH-04: met -> unevidenced",
            "conflict A1-GOV-1",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "A1-OPP-2",
        what: "a scheme without savings",
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
        criterion: "A1-OPP-2",
        what: "a scheme that saves nil",
        change: |plan| plan.set("savings", "plan", is("scheme", "CO-06"), "0"),
        expect: &[
            "A1-OPP-2: met -> partly",
            "A1-PHA-1: met -> partly",
            "F13-BRF-1 CO-06: met -> partly",
            "F13-FIN-1 CO-06: met -> unmet",
            "F13-FIN-2 CO-06: met -> unmet",
            "F13-FIN-4 CO-06: met -> n/a",
            "finding ST (3)",
        ],
    },
    Case {
        criterion: "A1-OPP-2",
        what: "no planned savings",
        change: |plan| unplanned(plan),
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
        criterion: "A1-OPP-3",
        what: "a scheme without an assumption",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-02")),
        expect: &[
            "A1-OPP-3: met -> partly",
            "F13-BRF-1 PC-02: met -> partly",
            "F13-FIN-1 PC-02: met -> unmet",
            "F13-FIN-3 PC-02: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-OPP-3",
        what: "a scheme whose assumption has no rationale",
        change: |plan| plan.set("assumptions", "rationale", is("scheme", "PC-02"), ""),
        expect: &["A1-OPP-3: met -> partly", "F13-FIN-1 PC-02: met -> unmet"],
    },
    Case {
        criterion: "A1-OPP-3",
        what: "no scheme gives an assumption",
        change: |plan| plan.blank("schemes", "assumptions").drop_rows("assumptions", of_a_scheme),
        expect: &[
            "A1-OPP-3: met -> unevidenced",
            "F13-BRF-1 every scheme: met -> partly",
            "F13-FIN-1 every scheme: met -> unmet",
            "F13-FIN-3 every scheme: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "the first year is short",
        change: |plan| challenge(plan, "2011/12", "20626301"),
        expect: &["A1-OPP-4: met -> unmet", "finding ST"],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "a later year is short, and the year before makes it up",
        change: |plan| challenge(plan, "2012/13", "15169281"),
        expect: &["A1-OPP-4: met -> partly", "finding ST"],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "the savings of a workstream are still unidentified",
        change: |plan| {
            plan.set("schemes", "maturity", is("workstream", "Corporate and estates"), "unidentified")
        },
        expect: &[
            "A1-OPP-4: met -> unmet",
            "finding PL",
            "finding ST (3)",
            "finding UN CO-01",
            "finding UN CO-02",
            "finding UN CO-03",
            "finding UN CO-04",
            "finding UN CO-05",
            "finding UN CO-06",
        ],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "no challenge",
        change: |plan| plan.blank("years", "challenge"),
        expect: &[
            "A1-ALL-6: met -> unevidenced",
            "A1-ALL-7: met -> unevidenced",
            "A1-OPP-4: met -> unevidenced",
        ],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "a scheme depends on one that does not exist",
        change: |plan| plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "UC-99"),
        expect: &["A1-OPP-5: met -> partly"],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "a scheme says none without a reason",
        change: |plan| plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "none"),
        expect: &["A1-OPP-5: met -> partly"],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "every scheme depends on one that does not exist",
        change: |plan| plan.set("schemes", "interdependencies", every, "UC-99"),
        expect: &["A1-OPP-5: met -> unmet"],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "no scheme says anything",
        change: |plan| plan.blank("schemes", "interdependencies"),
        expect: &["A1-OPP-5: met -> unevidenced"],
    },
    Case {
        criterion: "A1-QUA-1",
        what: "a scheme says nothing of quality",
        change: |plan| plan.set("schemes", "quality_impact", is("scheme", "PC-01"), ""),
        expect: &["A1-QUA-1: met -> partly"],
    },
    Case {
        criterion: "A1-QUA-1",
        what: "no scheme says anything of quality",
        change: |plan| plan.blank("schemes", "quality_impact"),
        expect: &["A1-QUA-1: met -> unevidenced", "A1-VIS-2: met -> unevidenced", "conflict A1-VIS-2"],
    },
    Case {
        criterion: "A1-QUA-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-QUA-2"),
        expect: &["A1-QUA-2: met -> unreviewed"],
    },
    Case {
        criterion: "A1-QUA-2",
        what: "a workstream with investment has no quality indicator",
        change: |plan| {
            plan.set(
                "kpis",
                "type",
                |cell| cell("scheme").starts_with("CO-") && cell("type") == "quality",
                "finance",
            )
        },
        expect: &[
            "A1-QUA-2: met -> unmet",
            "A1-QUA-3: met -> unmet",
            "F13-KPI-1 CO-01, CO-02, CO-03, CO-04, CO-05, CO-06: met -> unmet",
            "conflict A1-QUA-2",
        ],
    },
    Case {
        criterion: "A1-QUA-2",
        what: "no quality indicator",
        change: |plan| plan.set("kpis", "type", is("type", "quality"), "finance"),
        expect: &[
            "A1-QUA-2: met -> unevidenced",
            "A1-QUA-3: met -> unevidenced",
            "F13-KPI-1 every scheme: met -> unmet",
            "conflict A1-QUA-2",
        ],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "a quality indicator without a target",
        change: |plan| plan.set("kpis", "target", all(&[("scheme", "CO-06"), ("type", "quality")]), ""),
        expect: &["A1-QUA-3: met -> partly", "F13-KPI-2 CO-06: met -> unmet"],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "a quality indicator without a baseline",
        change: |plan| plan.set("kpis", "baseline", all(&[("scheme", "CO-06"), ("type", "quality")]), ""),
        expect: &["A1-QUA-3: met -> partly", "F13-KPI-2 CO-06: met -> partly"],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "no quality indicator",
        change: |plan| plan.set("kpis", "type", is("type", "quality"), "finance"),
        expect: &[
            "A1-QUA-2: met -> unevidenced",
            "A1-QUA-3: met -> unevidenced",
            "F13-KPI-1 every scheme: met -> unmet",
            "conflict A1-QUA-2",
        ],
    },
    Case {
        criterion: "A1-INN-1",
        what: "a scheme says nothing",
        change: |plan| plan.set("schemes", "innovation", is("scheme", "PC-01"), ""),
        expect: &["A1-INN-1: met -> partly"],
    },
    Case {
        criterion: "A1-INN-1",
        what: "a workstream of a quarter of the savings says nothing",
        change: |plan| plan.set("schemes", "innovation", is("workstream", "Corporate and estates"), ""),
        expect: &["A1-INN-1: met -> unmet"],
    },
    Case {
        criterion: "A1-INN-1",
        what: "no scheme says anything",
        change: |plan| plan.blank("schemes", "innovation"),
        expect: &["A1-INN-1: met -> unevidenced"],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "one national workstream is not engaged with",
        change: |plan| plan.drop_rows("engagement", is("partner", "Right care")),
        expect: &["A1-NAT-1: met -> partly"],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "a workstream names none",
        change: |plan| plan.set("workstreams", "national_workstream", is("workstream", "Primary care"), ""),
        expect: &["A1-NAT-1: met -> partly"],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "every workstream and scheme is local",
        change: |plan| {
            plan.set("workstreams", "national_workstream", every, "local")
                .blank("schemes", "national_workstream")
        },
        expect: &["A1-NAT-1: met -> unmet"],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "no national workstream is engaged with",
        change: |plan| plan.drop_rows("engagement", is("group", "national workstream")),
        expect: &["A1-NAT-1: met -> unmet"],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "none is named",
        change: |plan| {
            plan.blank("workstreams", "national_workstream").blank("schemes", "national_workstream")
        },
        expect: &["A1-NAT-1: met -> unevidenced"],
    },
];
