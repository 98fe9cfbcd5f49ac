//! Opportunities.

use super::Case;

pub const CASES: &[Case] = &[
    ("A1-OPP-1", "a scheme without a description", |plan| plan.blank("schemes[PC-01].description")),
    ("A1-OPP-1", "a scheme whose name is blank", |plan| plan.blank("schemes[PC-01].name")),
    ("A1-OPP-1", "a workstream in use that is not declared", |plan| {
        plan.drop_rows("workstreams[Primary care]")
    }),
    ("A1-OPP-1", "no scheme is described", |plan| plan.blank("schemes.description")),
    ("A1-OPP-1", "no scheme has a name, a description or a workstream", |plan| {
        plan.blank("schemes.name, description, workstream")
    }),
    ("A1-OPP-2", "a scheme without savings", |plan| plan.drop_rows("savings[scheme=CO-06]")),
    ("A1-OPP-2", "a scheme that saves nil", |plan| plan.set("savings[scheme=CO-06].plan", "0")),
    ("A1-OPP-2", "no planned savings", |plan| {
        plan.blank("savings.plan").blank("schemes.plan_year, plan_ytd")
    }),
    ("A1-OPP-3", "a scheme without an assumption", |plan| plan.drop_rows("assumptions[scheme=PC-02]")),
    ("A1-OPP-3", "a scheme whose assumption has no rationale", |plan| {
        plan.blank("assumptions[scheme=PC-02].rationale")
    }),
    ("A1-OPP-3", "no scheme gives an assumption", |plan| {
        plan.blank("schemes.assumptions").drop_rows("assumptions[scheme=*]")
    }),
    // the Department's challenge with the plan's, so that the two still agree
    ("A1-OPP-4", "the first year is short", |plan| {
        plan.set("years[2011/12].challenge, departmental_challenge", "20626301")
    }),
    ("A1-OPP-4", "a later year is short, and the year before makes it up", |plan| {
        plan.set("years[2012/13].challenge, departmental_challenge", "15169281")
    }),
    ("A1-OPP-4", "the savings of a workstream are still unidentified", |plan| {
        plan.set("schemes[workstream=Corporate and estates].maturity", "unidentified")
    }),
    ("A1-OPP-4", "no challenge", |plan| plan.blank("years.challenge")),
    ("A1-OPP-5", "a scheme depends on one that does not exist", |plan| {
        plan.set("schemes[PC-02].interdependencies", "UC-99")
    }),
    ("A1-OPP-5", "a scheme says none without a reason", |plan| {
        plan.set("schemes[PC-02].interdependencies", "none")
    }),
    ("A1-OPP-5", "every scheme depends on one that does not exist", |plan| {
        plan.set("schemes.interdependencies", "UC-99")
    }),
    ("A1-OPP-5", "no scheme says anything", |plan| plan.blank("schemes.interdependencies")),
    ("A1-QUA-1", "a scheme says nothing of quality", |plan| plan.blank("schemes[PC-01].quality_impact")),
    ("A1-QUA-1", "no scheme says anything of quality", |plan| plan.blank("schemes.quality_impact")),
    ("A1-QUA-2", "no reader has looked", |plan| plan.unjudged("A1-QUA-2")),
    ("A1-QUA-2", "a workstream with investment has no quality indicator", |plan| {
        plan.set("kpis[scheme=CO-*, type=quality].type", "finance")
    }),
    ("A1-QUA-2", "no quality indicator", |plan| plan.set("kpis[type=quality].type", "finance")),
    ("A1-QUA-3", "a quality indicator without a target", |plan| {
        plan.blank("kpis[scheme=CO-06, type=quality].target")
    }),
    ("A1-QUA-3", "a quality indicator without a baseline", |plan| {
        plan.blank("kpis[scheme=CO-06, type=quality].baseline")
    }),
    ("A1-QUA-3", "no quality indicator", |plan| plan.set("kpis[type=quality].type", "finance")),
    ("A1-INN-1", "a scheme says nothing", |plan| plan.blank("schemes[PC-01].innovation")),
    ("A1-INN-1", "a workstream of a quarter of the savings says nothing", |plan| {
        plan.blank("schemes[workstream=Corporate and estates].innovation")
    }),
    ("A1-INN-1", "no scheme says anything", |plan| plan.blank("schemes.innovation")),
    ("A1-NAT-1", "one national workstream is not engaged with", |plan| {
        plan.drop_rows("engagement[partner=Right care]")
    }),
    ("A1-NAT-1", "a workstream names none", |plan| {
        plan.blank("workstreams[Primary care].national_workstream")
    }),
    ("A1-NAT-1", "every workstream and scheme is local", |plan| {
        plan.set("workstreams.national_workstream", "local").blank("schemes.national_workstream")
    }),
    ("A1-NAT-1", "no national workstream is engaged with", |plan| {
        plan.drop_rows("engagement[group=national workstream]")
    }),
    ("A1-NAT-1", "none is named", |plan| {
        plan.blank("workstreams.national_workstream").blank("schemes.national_workstream")
    }),
];
