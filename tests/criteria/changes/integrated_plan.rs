//! Paragraph 2.6, on the worked plan with activity a year further.

use super::{Case, Folder, Policy};

pub fn policy() -> Policy {
    super::policy(&[("integrated_plan", "true")])
}

/// The worked plan with activity forecast to 2014/15: four years after the baseline.
pub fn base() -> Folder {
    let plan = Folder::anytown();
    let points = plan.cells("activity[year=2013/14].point_of_delivery");
    points.iter().fold(plan, |plan, point| {
        let cells = [("point_of_delivery", point.as_str()), ("year", "2014/15"), ("kind", "forecast")];
        plan.add("activity", &[&cells[..], &[("volume", "1000")]].concat())
    })
}

pub const CASES: &[Case] = &[
    ("IP-1", "no reader has looked", |plan| plan.unjudged("IP-1")),
    ("IP-2", "no forecast of the fourth year", |plan| plan.drop_rows("activity[year=2014/15]")),
    ("IP-2", "no demographic assumption for the last year", |plan| {
        plan.drop_rows("assumptions[topic=demographic, year=2013/14]")
    }),
    ("IP-2", "a reader finds the assumptions unsound", |plan| plan.judgement("A1-ACT-2", "result", "unmet")),
    ("IP-2", "no activity", |plan| plan.without("activity")),
    ("IP-3", "another pay bill", |plan| plan.set("plan.pay_bill", "47028105")),
    ("IP-3", "a reader finds the pay assumptions unclear", |plan| plan.judge("A1-INP-3", "", "partly")),
    ("IP-3", "no pay assumption", |plan| plan.set("assumptions[topic=pay].topic", "other")),
    ("IP-4", "no reader has looked", |plan| plan.unjudged("IP-4")),
    ("IP-5", "no reader has looked", |plan| plan.unjudged("IP-5")),
    ("IP-6", "no reader has looked", |plan| plan.unjudged("IP-6")),
    ("IP-7", "no reader has looked", |plan| plan.unjudged("IP-7")),
];
