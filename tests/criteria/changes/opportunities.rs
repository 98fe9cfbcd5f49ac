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
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "a scheme whose name is blank",
        change: |plan| plan.set("schemes", "name", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "a workstream in use that is not declared",
        change: |plan| plan.drop_rows("workstreams", is("workstream", "Primary care")),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "no scheme is described",
        change: |plan| plan.blank("schemes", "description"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-1",
        what: "no scheme has a name, a description or a workstream",
        change: |plan| {
            plan.blank("schemes", "name").blank("schemes", "description").blank("schemes", "workstream")
        },
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-2",
        what: "a scheme without savings",
        change: |plan| plan.drop_rows("savings", is("scheme", "CO-06")),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-2",
        what: "a scheme that saves nil",
        change: |plan| plan.set("savings", "plan", is("scheme", "CO-06"), "0"),
        expect: &[],
    },
    Case { criterion: "A1-OPP-2", what: "no planned savings", change: |plan| unplanned(plan), expect: &[] },
    Case {
        criterion: "A1-OPP-3",
        what: "a scheme without an assumption",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-02")),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-3",
        what: "a scheme whose assumption has no rationale",
        change: |plan| plan.set("assumptions", "rationale", is("scheme", "PC-02"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-3",
        what: "no scheme gives an assumption",
        change: |plan| plan.blank("schemes", "assumptions").drop_rows("assumptions", of_a_scheme),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "the first year is short",
        change: |plan| challenge(plan, "2011/12", "20626301"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "a later year is short, and the year before makes it up",
        change: |plan| challenge(plan, "2012/13", "15169281"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "the savings of a workstream are still unidentified",
        change: |plan| {
            plan.set("schemes", "maturity", is("workstream", "Corporate and estates"), "unidentified")
        },
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-4",
        what: "no challenge",
        change: |plan| plan.blank("years", "challenge"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "a scheme depends on one that does not exist",
        change: |plan| plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "UC-99"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "a scheme says none without a reason",
        change: |plan| plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "none"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "every scheme depends on one that does not exist",
        change: |plan| plan.set("schemes", "interdependencies", every, "UC-99"),
        expect: &[],
    },
    Case {
        criterion: "A1-OPP-5",
        what: "no scheme says anything",
        change: |plan| plan.blank("schemes", "interdependencies"),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-1",
        what: "a scheme says nothing of quality",
        change: |plan| plan.set("schemes", "quality_impact", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-1",
        what: "no scheme says anything of quality",
        change: |plan| plan.blank("schemes", "quality_impact"),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-2",
        what: "no reader has looked",
        change: |plan| plan.unjudged("A1-QUA-2"),
        expect: &[],
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
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-2",
        what: "no quality indicator",
        change: |plan| plan.set("kpis", "type", is("type", "quality"), "finance"),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "a quality indicator without a target",
        change: |plan| plan.set("kpis", "target", all(&[("scheme", "CO-06"), ("type", "quality")]), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "a quality indicator without a baseline",
        change: |plan| plan.set("kpis", "baseline", all(&[("scheme", "CO-06"), ("type", "quality")]), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-QUA-3",
        what: "no quality indicator",
        change: |plan| plan.set("kpis", "type", is("type", "quality"), "finance"),
        expect: &[],
    },
    Case {
        criterion: "A1-INN-1",
        what: "a scheme says nothing",
        change: |plan| plan.set("schemes", "innovation", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-INN-1",
        what: "a workstream of a quarter of the savings says nothing",
        change: |plan| plan.set("schemes", "innovation", is("workstream", "Corporate and estates"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-INN-1",
        what: "no scheme says anything",
        change: |plan| plan.blank("schemes", "innovation"),
        expect: &[],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "one national workstream is not engaged with",
        change: |plan| plan.drop_rows("engagement", is("partner", "Right care")),
        expect: &[],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "a workstream names none",
        change: |plan| plan.set("workstreams", "national_workstream", is("workstream", "Primary care"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "every workstream and scheme is local",
        change: |plan| {
            plan.set("workstreams", "national_workstream", every, "local")
                .blank("schemes", "national_workstream")
        },
        expect: &[],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "no national workstream is engaged with",
        change: |plan| plan.drop_rows("engagement", is("group", "national workstream")),
        expect: &[],
    },
    Case {
        criterion: "A1-NAT-1",
        what: "none is named",
        change: |plan| {
            plan.blank("workstreams", "national_workstream").blank("schemes", "national_workstream")
        },
        expect: &[],
    },
];
