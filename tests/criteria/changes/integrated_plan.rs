//! Paragraph 2.6, on the worked plan with activity a year further.

use super::{Case, Folder, Policy, all, every, is};

pub fn policy() -> Policy {
    super::policy(&[("integrated_plan", "true")])
}

/// The worked plan with activity forecast to 2014/15: four years after the baseline.
pub fn base() -> Folder {
    let plan = Folder::anytown();
    let points = plan.cells("activity", "point_of_delivery", is("year", "2013/14"));
    points.iter().fold(plan, |plan, point| {
        let cells = [("point_of_delivery", point.as_str()), ("year", "2014/15"), ("kind", "forecast")];
        plan.add("activity", &[&cells[..], &[("volume", "1000")]].concat())
    })
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "IP-1",
        what: "no reader has looked",
        change: |plan| plan.unjudged("IP-1"),
        expect: &["IP-1: met -> unreviewed"],
    },
    Case {
        criterion: "IP-2",
        what: "no forecast of the fourth year",
        change: |plan| plan.drop_rows("activity", is("year", "2014/15")),
        expect: &["IP-2: met -> unmet"],
    },
    Case {
        criterion: "IP-2",
        what: "no demographic assumption for the last year",
        change: |plan| plan.drop_rows("assumptions", all(&[("topic", "demographic"), ("year", "2013/14")])),
        expect: &["A1-ACT-3: met -> unmet", "IP-2: met -> unmet"],
    },
    Case {
        criterion: "IP-2",
        what: "a reader finds the assumptions unsound",
        change: |plan| plan.judgement("A1-ACT-2", "result", "unmet"),
        expect: &["A1-ACT-2: met -> unmet", "IP-2: met -> unmet"],
    },
    Case {
        criterion: "IP-2",
        what: "no activity",
        change: |plan| plan.without("activity"),
        expect: &["A1-ACT-1: met -> unevidenced", "IP-2: met -> unevidenced"],
    },
    Case {
        criterion: "IP-3",
        what: "another pay bill",
        change: |plan| plan.set("plan", "pay_bill", every, "47028105"),
        expect: &["A1-INP-2: met -> unmet", "IP-3: met -> unmet"],
    },
    Case {
        criterion: "IP-3",
        what: "a reader finds the pay assumptions unclear",
        change: |plan| plan.judge("A1-INP-3", "", "partly"),
        expect: &["A1-INP-3: met -> partly", "IP-3: met -> partly"],
    },
    Case {
        criterion: "IP-3",
        what: "no pay assumption",
        change: |plan| plan.set("assumptions", "topic", is("topic", "pay"), "other"),
        expect: &["A1-INP-3: met -> unevidenced", "IP-3: met -> unevidenced"],
    },
    Case {
        criterion: "IP-4",
        what: "no reader has looked",
        change: |plan| plan.unjudged("IP-4"),
        expect: &["IP-4: met -> unreviewed"],
    },
    Case {
        criterion: "IP-5",
        what: "no reader has looked",
        change: |plan| plan.unjudged("IP-5"),
        expect: &["IP-5: met -> unreviewed"],
    },
    Case {
        criterion: "IP-6",
        what: "no reader has looked",
        change: |plan| plan.unjudged("IP-6"),
        expect: &["IP-6: met -> unreviewed"],
    },
    Case {
        criterion: "IP-7",
        what: "no reader has looked",
        change: |plan| plan.unjudged("IP-7"),
        expect: &["IP-7: met -> unreviewed"],
    },
];
