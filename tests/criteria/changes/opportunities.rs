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
    ("A1-OPP-1", "a scheme without a description", |plan| {
        plan.set("schemes", "description", is("scheme", "PC-01"), "")
    }),
    ("A1-OPP-1", "a scheme whose name is blank", |plan| {
        plan.set("schemes", "name", is("scheme", "PC-01"), "")
    }),
    ("A1-OPP-1", "a workstream in use that is not declared", |plan| {
        plan.drop_rows("workstreams", is("workstream", "Primary care"))
    }),
    ("A1-OPP-1", "no scheme is described", |plan| plan.blank("schemes", "description")),
    ("A1-OPP-1", "no scheme has a name, a description or a workstream", |plan| {
        plan.blank("schemes", "name").blank("schemes", "description").blank("schemes", "workstream")
    }),
    ("A1-OPP-2", "a scheme without savings", |plan| plan.drop_rows("savings", is("scheme", "CO-06"))),
    ("A1-OPP-2", "a scheme that saves nil", |plan| plan.set("savings", "plan", is("scheme", "CO-06"), "0")),
    ("A1-OPP-2", "no planned savings", |plan| unplanned(plan)),
    ("A1-OPP-3", "a scheme without an assumption", |plan| {
        plan.drop_rows("assumptions", is("scheme", "PC-02"))
    }),
    ("A1-OPP-3", "a scheme whose assumption has no rationale", |plan| {
        plan.set("assumptions", "rationale", is("scheme", "PC-02"), "")
    }),
    ("A1-OPP-3", "no scheme gives an assumption", |plan| {
        plan.blank("schemes", "assumptions").drop_rows("assumptions", of_a_scheme)
    }),
    ("A1-OPP-4", "the first year is short", |plan| challenge(plan, "2011/12", "20626301")),
    ("A1-OPP-4", "a later year is short, and the year before makes it up", |plan| {
        challenge(plan, "2012/13", "15169281")
    }),
    ("A1-OPP-4", "the savings of a workstream are still unidentified", |plan| {
        plan.set("schemes", "maturity", is("workstream", "Corporate and estates"), "unidentified")
    }),
    ("A1-OPP-4", "no challenge", |plan| plan.blank("years", "challenge")),
    ("A1-OPP-5", "a scheme depends on one that does not exist", |plan| {
        plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "UC-99")
    }),
    ("A1-OPP-5", "a scheme says none without a reason", |plan| {
        plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "none")
    }),
    ("A1-OPP-5", "every scheme depends on one that does not exist", |plan| {
        plan.set("schemes", "interdependencies", every, "UC-99")
    }),
    ("A1-OPP-5", "no scheme says anything", |plan| plan.blank("schemes", "interdependencies")),
    ("A1-QUA-1", "a scheme says nothing of quality", |plan| {
        plan.set("schemes", "quality_impact", is("scheme", "PC-01"), "")
    }),
    ("A1-QUA-1", "no scheme says anything of quality", |plan| plan.blank("schemes", "quality_impact")),
    ("A1-QUA-2", "no reader has looked", |plan| plan.unjudged("A1-QUA-2")),
    ("A1-QUA-2", "a workstream with investment has no quality indicator", |plan| {
        plan.set(
            "kpis",
            "type",
            |cell| cell("scheme").starts_with("CO-") && cell("type") == "quality",
            "finance",
        )
    }),
    ("A1-QUA-2", "no quality indicator", |plan| plan.set("kpis", "type", is("type", "quality"), "finance")),
    ("A1-QUA-3", "a quality indicator without a target", |plan| {
        plan.set("kpis", "target", all(&[("scheme", "CO-06"), ("type", "quality")]), "")
    }),
    ("A1-QUA-3", "a quality indicator without a baseline", |plan| {
        plan.set("kpis", "baseline", all(&[("scheme", "CO-06"), ("type", "quality")]), "")
    }),
    ("A1-QUA-3", "no quality indicator", |plan| plan.set("kpis", "type", is("type", "quality"), "finance")),
    ("A1-INN-1", "a scheme says nothing", |plan| {
        plan.set("schemes", "innovation", is("scheme", "PC-01"), "")
    }),
    ("A1-INN-1", "a workstream of a quarter of the savings says nothing", |plan| {
        plan.set("schemes", "innovation", is("workstream", "Corporate and estates"), "")
    }),
    ("A1-INN-1", "no scheme says anything", |plan| plan.blank("schemes", "innovation")),
    ("A1-NAT-1", "one national workstream is not engaged with", |plan| {
        plan.drop_rows("engagement", is("partner", "Right care"))
    }),
    ("A1-NAT-1", "a workstream names none", |plan| {
        plan.set("workstreams", "national_workstream", is("workstream", "Primary care"), "")
    }),
    ("A1-NAT-1", "every workstream and scheme is local", |plan| {
        plan.set("workstreams", "national_workstream", every, "local").blank("schemes", "national_workstream")
    }),
    ("A1-NAT-1", "no national workstream is engaged with", |plan| {
        plan.drop_rows("engagement", is("group", "national workstream"))
    }),
    ("A1-NAT-1", "none is named", |plan| {
        plan.blank("workstreams", "national_workstream").blank("schemes", "national_workstream")
    }),
];
