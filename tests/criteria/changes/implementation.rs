//! Implementation.

use super::{Case, is};

pub const CASES: &[Case] = &[
    Case {
        criterion: "A1-MIL-1",
        what: "a scheme whose milestones have no dates",
        change: |plan| plan.set("milestones", "due", is("scheme", "PC-06"), ""),
        expect: &[],
    },
    Case {
        criterion: "A1-MIL-1",
        what: "a scheme without milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[],
    },
    Case {
        criterion: "A1-MIL-1",
        what: "no milestones",
        change: |plan| plan.without("milestones"),
        expect: &[],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "a year that does not sum to its total",
        change: |plan| plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757901"),
        expect: &[],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "a scheme that states one sum for all years",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06"))
                .add("savings", &[("scheme", "CO-06"), ("period", "2011/12 to 2013/14"), ("plan", "408950")])
        },
        expect: &[],
    },
    Case {
        criterion: "A1-PHA-1",
        what: "no planned savings",
        change: |plan| {
            plan.blank("savings", "plan").blank("schemes", "plan_year").blank("schemes", "plan_ytd")
        },
        expect: &[],
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
        expect: &[],
    },
    Case {
        criterion: "A1-KPI-1",
        what: "neither indicators nor milestones that deliver them",
        change: |plan| plan.without("kpis").blank("milestones", "delivers_kpis"),
        expect: &[],
    },
];
