//! Implementation.

use super::{Case, is};

pub const CASES: &[Case] = &[
    ("A1-MIL-1", "a scheme whose milestones have no dates", |plan| {
        plan.set("milestones", "due", is("scheme", "PC-06"), "")
    }),
    ("A1-MIL-1", "a scheme without milestones", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
    ("A1-MIL-1", "no milestones", |plan| plan.without("milestones")),
    ("A1-PHA-1", "a year that does not sum to its total", |plan| {
        plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757907")
    }),
    ("A1-PHA-1", "a scheme that states one sum for all years", |plan| {
        plan.drop_rows("savings", is("scheme", "CO-06"))
            .add("savings", &[("scheme", "CO-06"), ("period", "2011/12 to 2013/14"), ("plan", "408950")])
    }),
    ("A1-PHA-1", "no planned savings", |plan| {
        plan.blank("savings", "plan").blank("schemes", "plan_year").blank("schemes", "plan_ytd")
    }),
    ("A1-KPI-1", "a scheme whose indicators have no targets, and no milestone delivers any", |plan| {
        plan.set("kpis", "target", is("scheme", "CO-06"), "").set(
            "milestones",
            "delivers_kpis",
            is("scheme", "CO-06"),
            "",
        )
    }),
    ("A1-KPI-1", "neither indicators nor milestones that deliver them", |plan| {
        plan.without("kpis").blank("milestones", "delivers_kpis")
    }),
];
