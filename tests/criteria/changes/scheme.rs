//! Figure 13: what a scheme sets out before it starts.

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
    Case {
        criterion: "F13-BRF-1",
        what: "the brief is not approved",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "the brief is approved after the reporting date",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), "2011-10-01"),
        expect: &[],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "an approval, and no brief",
        change: |plan| plan.set("schemes", "brief", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "no brief",
        change: |plan| {
            plan.set("schemes", "brief", is("scheme", "PC-01"), "").set(
                "schemes",
                "brief_approved",
                is("scheme", "PC-01"),
                "",
            )
        },
        expect: &[],
    },
    Case {
        criterion: "F13-LED-1",
        what: "nobody is the sponsor",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-01"), "none: post vacant"),
        expect: &[],
    },
    Case {
        criterion: "F13-LED-1",
        what: "no sponsor",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-LED-2",
        what: "a manager with too much to do",
        change: |plan| plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0.51"),
        expect: &[],
    },
    Case {
        criterion: "F13-LED-2",
        what: "a manager without time",
        change: |plan| plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0"),
        expect: &[],
    },
    Case {
        criterion: "F13-LED-2",
        what: "no manager",
        change: |plan| {
            plan.set("schemes", "manager", is("scheme", "PC-01"), "").set(
                "schemes",
                "manager_wte",
                is("scheme", "PC-01"),
                "",
            )
        },
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-1",
        what: "none, without a reason",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Medicines"), "none"),
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-1",
        what: "nothing is said of governance",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Medicines"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-2",
        what: "none, without a reason",
        change: |plan| plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), "none"),
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-2",
        what: "no clinical lead",
        change: |plan| plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-3",
        what: "none, without a reason",
        change: |plan| plan.set("schemes", "engagement", is("scheme", "PC-02"), "none"),
        expect: &[],
    },
    Case {
        criterion: "F13-GOV-3",
        what: "nothing is said of engagement",
        change: |plan| plan.set("schemes", "engagement", is("scheme", "PC-02"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-1",
        what: "a milestone without an owner",
        change: |plan| plan.set("milestones", "owner", is("milestone", "Service open at four sites"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-1",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "two milestones",
        change: |plan| plan.drop_rows("milestones", is("milestone", "Direct orthopaedic referral closed")),
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "a milestone without a date",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "")
        },
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "the first milestone is due after the first saving",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Community provider contract signed"), "2011-05-01")
        },
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "a milestone due after the horizon",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "2014-04-01")
        },
        expect: &[],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[],
    },
    Case {
        criterion: "F13-KPI-1",
        what: "no indicator of quality",
        change: |plan| plan.set("kpis", "type", all(&[("scheme", "PC-05"), ("type", "quality")]), "finance"),
        expect: &[],
    },
    Case {
        criterion: "F13-KPI-1",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "an indicator without a target",
        change: |plan| {
            plan.set("kpis", "target", is("kpi", "Day case rate for the basket of procedures"), "")
        },
        expect: &[],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "an indicator without a baseline",
        change: |plan| {
            plan.set("kpis", "baseline", is("kpi", "Day case rate for the basket of procedures"), "")
        },
        expect: &[],
    },
    Case {
        criterion: "F13-KPI-2",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "no rationale",
        change: |plan| plan.set("assumptions", "rationale", is("scheme", "PC-02"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "no savings",
        change: |plan| plan.drop_rows("savings", is("scheme", "CO-06")),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-1",
        what: "neither savings nor an assumption",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06")).drop_rows("assumptions", is("scheme", "CO-06"))
        },
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "a net saving that is not planned less invested",
        change: |plan| plan.set("schemes", "net", is("scheme", "PC-01"), "1103741"),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "a net saving without the investment",
        change: |plan| plan.set("schemes", "investment", is("scheme", "PC-01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-2",
        what: "nothing is said of costs",
        change: |plan| plan.set("schemes", "investment", is("scheme", "PC-03"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "an assumption without a source",
        change: |plan| plan.set("assumptions", "source", is("scheme", "PC-02"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "assumptions in words alone",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-01")),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-3",
        what: "no assumption",
        change: |plan| plan.drop_rows("assumptions", is("scheme", "PC-02")),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "the months do not sum to the year",
        change: |plan| plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757901"),
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "two fifths and a penny in the last quarter",
        change: |plan| late(plan, "66122.23"),
        expect: &[],
    },
    Case { criterion: "F13-FIN-4", what: "by quarter", change: |plan| quarterly(plan), expect: &[] },
    Case {
        criterion: "F13-FIN-4",
        what: "one amount for the year",
        change: |plan| {
            plan.drop_rows("savings", is("scheme", "CO-06"))
                .add("savings", &[("scheme", "CO-06"), ("period", "2013/14"), ("plan", "408950")])
        },
        expect: &[],
    },
    Case {
        criterion: "F13-FIN-4",
        what: "no savings",
        change: |plan| plan.drop_rows("savings", is("scheme", "CO-06")),
        expect: &[],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "a risk without an owner",
        change: |plan| plan.set("risks", "owner", is("risk", "R01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "a risk without its likelihood",
        change: |plan| plan.set("risks", "likelihood", is("risk", "R01"), ""),
        expect: &[],
    },
    Case {
        criterion: "F13-RSK-1",
        what: "no risks",
        change: |plan| plan.drop_rows("risks", is("risk", "R01")),
        expect: &[],
    },
];
