//! Figure 13: what a scheme sets out before it starts: indicators, money, risks.

use super::{Case, Folder};

/// CO-06, which starts in 2013/14, with its months as quarters.
fn quarterly(plan: Folder) -> Folder {
    let plan = plan.drop_rows("savings[scheme=CO-06]");
    [("Q1 2013-14", "92300"), ("Q2 2013-14", "99550"), ("Q3 2013-14", "105700"), ("Q4 2013-14", "111400")]
        .into_iter()
        .fold(plan, |plan, (quarter, amount)| {
            plan.add("savings", &[("scheme", "CO-06"), ("period", quarter), ("plan", amount)])
        })
}

pub const CASES: &[Case] = &[
    ("F13-KPI-1", "no indicator of quality", |plan| {
        plan.set("kpis[scheme=PC-05, type=quality].type", "finance")
    }),
    ("F13-KPI-1", "no indicators", |plan| plan.drop_rows("kpis[scheme=PC-05]")),
    ("F13-KPI-2", "an indicator without a target", |plan| {
        plan.blank("kpis[Day case rate for the basket of procedures].target")
    }),
    ("F13-KPI-2", "an indicator without a baseline", |plan| {
        plan.blank("kpis[Day case rate for the basket of procedures].baseline")
    }),
    ("F13-KPI-2", "no indicators", |plan| plan.drop_rows("kpis[scheme=PC-05]")),
    ("F13-FIN-1", "no rationale", |plan| plan.blank("assumptions[scheme=PC-02].rationale")),
    ("F13-FIN-1", "no savings", |plan| plan.drop_rows("savings[scheme=CO-06]")),
    ("F13-FIN-1", "neither savings nor an assumption", |plan| {
        plan.drop_rows("savings[scheme=CO-06]").drop_rows("assumptions[scheme=CO-06]")
    }),
    ("F13-FIN-2", "a net saving that is not planned less invested", |plan| {
        plan.set("schemes[PC-01].net", "1103749")
    }),
    ("F13-FIN-2", "a net saving without the investment", |plan| plan.blank("schemes[PC-01].investment")),
    ("F13-FIN-2", "nothing is said of costs", |plan| plan.blank("schemes[PC-03].investment")),
    ("F13-FIN-3", "an assumption without a source", |plan| plan.blank("assumptions[scheme=PC-02].source")),
    ("F13-FIN-3", "assumptions in words alone", |plan| plan.drop_rows("assumptions[scheme=PC-01]")),
    ("F13-FIN-3", "no assumption", |plan| plan.drop_rows("assumptions[scheme=PC-02]")),
    ("F13-FIN-4", "the months do not sum to the year", |plan| plan.set("schemes[PC-04].plan_year", "757907")),
    ("F13-FIN-4", "two fifths and a penny in the last quarter", |plan| {
        plan.set("savings[scheme=CO-06, period=2014-*].plan", "66122.23")
    }),
    ("F13-FIN-4", "by quarter", |plan| quarterly(plan)),
    ("F13-FIN-4", "one amount for the year", |plan| {
        plan.drop_rows("savings[scheme=CO-06]")
            .add("savings", &[("scheme", "CO-06"), ("period", "2013/14"), ("plan", "408950")])
    }),
    ("F13-FIN-4", "no savings", |plan| plan.drop_rows("savings[scheme=CO-06]")),
    ("F13-RSK-1", "a risk without an owner", |plan| plan.blank("risks[R01].owner")),
    ("F13-RSK-1", "a risk without its likelihood", |plan| plan.blank("risks[R01].likelihood")),
    ("F13-RSK-1", "no risks", |plan| plan.drop_rows("risks[R01]")),
];
