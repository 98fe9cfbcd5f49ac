//! Implementation.

use super::Case;

pub const CASES: &[Case] = &[
    ("A1-MIL-1", "a scheme whose milestones have no dates", |plan| {
        plan.blank("milestones[scheme=PC-06].due")
    }),
    ("A1-MIL-1", "a scheme without milestones", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
    ("A1-MIL-1", "no milestones", |plan| plan.without("milestones")),
    ("A1-PHA-1", "a year that does not sum to its total", |plan| {
        plan.set("schemes[PC-04].plan_year", "757907")
    }),
    ("A1-PHA-1", "a scheme that states one sum for all years", |plan| {
        plan.drop_rows("savings[scheme=CO-06]")
            .add("savings", &[("scheme", "CO-06"), ("period", "2011/12 to 2013/14"), ("plan", "408950")])
    }),
    ("A1-PHA-1", "no planned savings", |plan| {
        plan.blank("savings.plan").blank("schemes.plan_year, plan_ytd")
    }),
    ("A1-KPI-1", "a scheme whose indicators have no targets, and no milestone delivers any", |plan| {
        plan.blank("kpis[scheme=CO-06].target").blank("milestones[scheme=CO-06].delivers_kpis")
    }),
    ("A1-KPI-1", "neither indicators nor milestones that deliver them", |plan| {
        plan.without("kpis").blank("milestones.delivers_kpis")
    }),
];
