//! The thresholds, in the order of the policy.

use super::{Threshold, threshold};
use crate::worked_plan::Folder;

/// PC-03, which is 4.1% behind, with the forecast of the year held at its plan.
fn held(plan: Folder) -> Folder {
    plan.set("savings[scheme=PC-03, period=2011-10].forecast", "44746")
}

/// PC-04 10% short to date.
fn short(plan: Folder) -> Folder {
    let plan = plan.set("savings[scheme=PC-04, period=2011-09].actual", "26559");
    plan.set("schemes[PC-04].actual_ytd", "313875")
}

/// A milestone of PC-03 that is 30 days late and not done; the other one that is due was on time.
fn overdue(plan: Folder) -> Folder {
    let plan = plan
        .set("milestones[Service open at four sites].due", "2011-08-31")
        .blank("milestones[Service open at four sites].completed");
    plan.set("milestones[Service open at four sites].status", "late")
}

/// Three more milestones of PC-03, done on time: four of five.
fn most_done(plan: Folder) -> Folder {
    ["Lease signed", "Posts filled", "Patients told"].into_iter().fold(plan, |plan, name| {
        let cells =
            [("scheme", "PC-03"), ("milestone", name), ("due", "2011-05-31"), ("owner", "Tom Harkness")];
        plan.add("milestones", &[&cells[..], &[("status", "done"), ("completed", "2011-05-31")]].concat())
    })
}

pub const THRESHOLDS: &[Threshold] = &[
    threshold("finance_amber_from", "3", |plan| plan, &["F13-FIN-5 PC-03: met -> partly"]),
    threshold("finance_amber_from", "4", held, &["F13-FIN-6 PC-03: met -> unmet"]),
    threshold("finance_red_from", "10", short, &["F13-FIN-5 PC-04: partly -> unmet"]),
    threshold(
        "forecast_rates",
        "true",
        |plan| plan.set("savings[scheme=PC-04, actual=, forecast=*].forecast", "0"),
        &["F13-FIN-5 PC-04: met -> unmet"],
    ),
    threshold("headroom_amber_under", "10", |plan| plan, &["headroom: green -> amber"]),
    threshold(
        "floor_share",
        "20",
        |plan| {
            plan.blank(
                "schemes[workstream=Planned care|Urgent care|Medicines|Corporate and estates].quality_impact",
            )
        },
        &["A1-VIS-2: unmet -> met"],
    ),
    threshold(
        "floor_share",
        "10",
        |plan| plan.blank("risks[risk!=R45].mitigation"),
        &["A1-ALL-2: unmet -> met"],
    ),
    threshold(
        "baseline_year",
        "2007/08",
        |plan| plan,
        &[
            "A1-ALL-1: met -> unevidenced",
            "A1-ALL-3: met -> unmet",
            "A1-ALL-4: met -> unevidenced",
            "A1-ALL-5: met -> unmet",
            "A1-ALL-6: met -> unmet",
            "A1-ACT-1: met -> unmet",
            "A1-ACT-3: met -> unmet",
            "A1-PRD-1: met -> partly",
            "A1-INP-1: met -> unmet",
            "A1-INP-2: met -> unevidenced",
            "A1-INP-3: met -> unmet",
            "A1-INP-4: met -> unmet",
            "A1-INP-5: met -> unmet",
        ],
    ),
    threshold(
        "baseline_year",
        "2011/12",
        |plan| plan.set("years[2011/12].challenge", "30000000"),
        &["A1-ALL-7: unmet -> met", "A1-OPP-4: unmet -> met", "headroom: red -> green"],
    ),
    threshold(
        "horizon_year",
        "2015/16",
        |plan| plan,
        &[
            "A1-ALL-5: met -> unmet",
            "A1-ALL-6: met -> unmet",
            "A1-ACT-1: met -> unmet",
            "A1-ACT-3: met -> unmet",
            "A1-PRD-1: met -> partly",
            "A1-INP-1: met -> unmet",
            "A1-INP-3: met -> unmet",
            "A1-INP-4: met -> unmet",
            "A1-INP-5: met -> unmet",
        ],
    ),
    threshold(
        "horizon_year",
        "2012/13",
        |plan| plan.blank("years.departmental_challenge").set("years[2013/14].challenge", "5000000"),
        &["A1-ALL-7: unmet -> met", "F13-MIL-2 CO-06: met -> unmet"],
    ),
    threshold(
        "allocation_tolerance",
        "0.2",
        |plan| plan.set("years[2010/11].allocation", "486154182"),
        &["A1-ALL-4: unmet -> met"],
    ),
    threshold("challenge_tolerance", "1", |plan| plan, &["A1-ALL-7: met -> unmet"]),
    threshold(
        "self_assessment",
        "accept",
        |plan| plan.unjudged("A1-VIS-1").self_assess("A1-VIS-1", "met"),
        &["A1-VIS-1: partly -> met"],
    ),
    threshold(
        "integrated_plan",
        "true",
        |plan| plan,
        &[
            "IP-1: absent -> met",
            "IP-2: absent -> unmet",
            "IP-3: absent -> met",
            "IP-4: absent -> met",
            "IP-5: absent -> met",
            "IP-6: absent -> met",
            "IP-7: absent -> met",
        ],
    ),
    threshold(
        "rollup",
        "worst",
        |plan| plan.blank("schemes[PC-01].brief_approved"),
        &["card organisation brief: green -> amber"],
    ),
    threshold(
        "rollup_green",
        "99",
        |plan| plan.blank("schemes[PC-01].brief_approved"),
        &["card organisation brief: green -> amber"],
    ),
    threshold(
        "rollup_red",
        "30",
        |plan| plan.blank("schemes[workstream=Corporate and estates].brief"),
        &["card organisation brief: red -> amber"],
    ),
    threshold("milestones_least", "4", |plan| plan, &["F13-MIL-2 PC-03: met -> unmet"]),
    threshold(
        "milestones_on_time",
        "50",
        |plan| plan.set("milestones[Service open at four sites].completed", "2011-07-01"),
        &["F13-MIL-3 PC-03: partly -> met"],
    ),
    threshold("milestones_done", "50", overdue, &["F13-MIL-3 PC-03: unmet -> partly"]),
    threshold(
        "milestone_overdue_days",
        "29",
        |plan| most_done(overdue(plan)),
        &["F13-MIL-3 PC-03: partly -> unmet"],
    ),
    threshold(
        "kpi_tolerance",
        "4",
        |plan| plan.set("kpis[Triage decisions returned within two working days].actual", "82.25"),
        &["F13-KPI-3 PC-01: partly -> unmet"],
    ),
    threshold("kpi_days", "29", |plan| plan, &["F13-KPI-4 PC-02: met -> unmet"]),
    threshold(
        "risk_score",
        "10",
        |plan| plan.set("risks[R01].mitigation_status", "planned"),
        &["F13-RSK-2 PC-01: partly -> met"],
    ),
    threshold(
        "risk_score_partly",
        "8",
        |plan| plan.set("risks[R01].mitigation_status", "planned"),
        &["F13-RSK-2 PC-01: partly -> unmet"],
    ),
    threshold("risk_days", "43", |plan| plan, &["F13-RSK-2 PC-05: met -> partly"]),
    threshold("last_quarter_most", "27", |plan| plan, &["F13-FIN-4 CO-06: met -> partly"]),
    threshold("manager_most", "0.8", |plan| plan, &["F13-LED-2 PC-01: met -> unmet"]),
    threshold("risk_weights", "stage", short, &["headroom risk-adjusted: 1528685 -> 1877677"]),
    threshold("weight_green", "90", |plan| plan, &["headroom risk-adjusted: 1910502 -> -1056179.6"]),
    threshold("weight_amber", "50", short, &["headroom risk-adjusted: 1528685 -> 1379117"]),
    threshold(
        "weight_red",
        "0",
        |plan| plan.set("savings[scheme=PC-04, actual=, forecast=*].forecast", "0"),
        &["headroom risk-adjusted: 1123294 -> 918222"],
    ),
    threshold(
        "weight_delivering",
        "90",
        |plan| plan.set("schemes[PC-06].stage", "delivering"),
        &["headroom risk-adjusted: 2121123 -> 2050916"],
    ),
    threshold("weight_approved", "60", |plan| plan, &["headroom risk-adjusted: 1910502 -> 1575126"]),
    threshold("weight_planned", "50", |plan| plan, &["headroom risk-adjusted: 1910502 -> 1815511"]),
    threshold("weight_scoped", "40", |plan| plan, &["headroom risk-adjusted: 1910502 -> 1826606"]),
    threshold("stress_loss", "10", |plan| plan, &["headroom stressed: -5027304 -> -546967"]),
    threshold(
        "row_red_one_in",
        "7",
        |plan| plan.set("plan.baseline_year", "2009/10").set("schemes[PC-01].manager_wte", "0"),
        &["row Forecast allocation versus activity: amber -> red", "card PC-01 leadership: amber -> red"],
    ),
    threshold(
        "plan_red_one_in",
        "16",
        |plan| plan.blank("schemes[workstream=Corporate and estates].innovation"),
        &["plan: amber -> red"],
    ),
];
