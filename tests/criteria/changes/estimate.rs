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
    ("F13-KPI-1", "no indicator of quality", |plan| {
        plan.set("kpis", "type", all(&[("scheme", "PC-05"), ("type", "quality")]), "finance")
    }),
    ("F13-KPI-1", "no indicators", |plan| plan.drop_rows("kpis", is("scheme", "PC-05"))),
    ("F13-KPI-2", "an indicator without a target", |plan| {
        plan.set("kpis", "target", is("kpi", "Day case rate for the basket of procedures"), "")
    }),
    ("F13-KPI-2", "an indicator without a baseline", |plan| {
        plan.set("kpis", "baseline", is("kpi", "Day case rate for the basket of procedures"), "")
    }),
    ("F13-KPI-2", "no indicators", |plan| plan.drop_rows("kpis", is("scheme", "PC-05"))),
    ("F13-FIN-1", "no rationale", |plan| plan.set("assumptions", "rationale", is("scheme", "PC-02"), "")),
    ("F13-FIN-1", "no savings", |plan| plan.drop_rows("savings", is("scheme", "CO-06"))),
    ("F13-FIN-1", "neither savings nor an assumption", |plan| {
        plan.drop_rows("savings", is("scheme", "CO-06")).drop_rows("assumptions", is("scheme", "CO-06"))
    }),
    ("F13-FIN-2", "a net saving that is not planned less invested", |plan| {
        plan.set("schemes", "net", is("scheme", "PC-01"), "1103749")
    }),
    ("F13-FIN-2", "a net saving without the investment", |plan| {
        plan.set("schemes", "investment", is("scheme", "PC-01"), "")
    }),
    ("F13-FIN-2", "nothing is said of costs", |plan| {
        plan.set("schemes", "investment", is("scheme", "PC-03"), "")
    }),
    ("F13-FIN-3", "an assumption without a source", |plan| {
        plan.set("assumptions", "source", is("scheme", "PC-02"), "")
    }),
    ("F13-FIN-3", "assumptions in words alone", |plan| plan.drop_rows("assumptions", is("scheme", "PC-01"))),
    ("F13-FIN-3", "no assumption", |plan| plan.drop_rows("assumptions", is("scheme", "PC-02"))),
    ("F13-FIN-4", "the months do not sum to the year", |plan| {
        plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757907")
    }),
    ("F13-FIN-4", "two fifths and a penny in the last quarter", |plan| late(plan, "66122.23")),
    ("F13-FIN-4", "by quarter", |plan| quarterly(plan)),
    ("F13-FIN-4", "one amount for the year", |plan| {
        plan.drop_rows("savings", is("scheme", "CO-06"))
            .add("savings", &[("scheme", "CO-06"), ("period", "2013/14"), ("plan", "408950")])
    }),
    ("F13-FIN-4", "no savings", |plan| plan.drop_rows("savings", is("scheme", "CO-06"))),
    ("F13-RSK-1", "a risk without an owner", |plan| plan.set("risks", "owner", is("risk", "R01"), "")),
    ("F13-RSK-1", "a risk without its likelihood", |plan| {
        plan.set("risks", "likelihood", is("risk", "R01"), "")
    }),
    ("F13-RSK-1", "no risks", |plan| plan.drop_rows("risks", is("risk", "R01"))),
];
