//! The thresholds, in the order of the policy.

use super::{Threshold, all, any, every, is};
use crate::worked_plan::Folder;

/// PC-03, which is 4.1% behind, with the forecast of the year held at its plan.
fn held(plan: Folder) -> Folder {
    plan.set("savings", "forecast", all(&[("scheme", "PC-03"), ("period", "2011-10")]), "44746")
}

/// PC-04 10% short to date.
fn short(plan: Folder) -> Folder {
    let september = all(&[("scheme", "PC-04"), ("period", "2011-09")]);
    let plan = plan.set("savings", "actual", september, "26559");
    plan.set("schemes", "actual_ytd", is("scheme", "PC-04"), "313875")
}

fn rest_of_pc_04(cell: super::super::Cells) -> bool {
    cell("scheme") == "PC-04" && cell("actual").is_empty() && !cell("forecast").is_empty()
}

/// A milestone of PC-03 that is 30 days late and not done; the other one that is due was on time.
fn overdue(plan: Folder) -> Folder {
    let it = || is("milestone", "Service open at four sites");
    let plan = plan.set("milestones", "due", it(), "2011-08-31").set("milestones", "completed", it(), "");
    plan.set("milestones", "status", it(), "late")
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
    Threshold {
        setting: "finance_amber_from",
        value: "3",
        change: |plan| plan,
        seen: &["F13-FIN-5 PC-03: met -> partly"],
    },
    Threshold {
        setting: "finance_amber_from",
        value: "4",
        change: held,
        seen: &["F13-FIN-6 PC-03: met -> unmet"],
    },
    Threshold {
        setting: "finance_red_from",
        value: "10",
        change: short,
        seen: &["F13-FIN-5 PC-04: partly -> unmet"],
    },
    Threshold {
        setting: "forecast_rates",
        value: "true",
        change: |plan| plan.set("savings", "forecast", rest_of_pc_04, "0"),
        seen: &["F13-FIN-5 PC-04: met -> unmet"],
    },
    Threshold {
        setting: "headroom_amber_under",
        value: "10",
        change: |plan| plan,
        seen: &["headroom: green -> amber"],
    },
    Threshold {
        setting: "floor_share",
        value: "20",
        change: |plan| {
            plan.set(
                "schemes",
                "quality_impact",
                any("workstream", &["Planned care", "Urgent care", "Medicines", "Corporate and estates"]),
                "",
            )
        },
        seen: &["A1-VIS-2: unmet -> met"],
    },
    Threshold {
        setting: "floor_share",
        value: "10",
        change: |plan| plan.set("risks", "mitigation", |cell| cell("risk") != "R45", ""),
        seen: &["A1-ALL-2: unmet -> met"],
    },
    Threshold {
        setting: "baseline_year",
        value: "2007/08",
        change: |plan| plan,
        seen: &[
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
    },
    Threshold {
        setting: "baseline_year",
        value: "2011/12",
        change: |plan| plan.set("years", "challenge", is("year", "2011/12"), "30000000"),
        seen: &["A1-ALL-7: unmet -> met", "A1-OPP-4: unmet -> met", "headroom: red -> green"],
    },
    Threshold {
        setting: "horizon_year",
        value: "2015/16",
        change: |plan| plan,
        seen: &[
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
    },
    Threshold {
        setting: "horizon_year",
        value: "2012/13",
        change: |plan| {
            plan.blank("years", "departmental_challenge").set(
                "years",
                "challenge",
                is("year", "2013/14"),
                "5000000",
            )
        },
        seen: &["A1-ALL-7: unmet -> met", "F13-MIL-2 CO-06: met -> unmet"],
    },
    Threshold {
        setting: "allocation_tolerance",
        value: "0.2",
        change: |plan| plan.set("years", "allocation", is("year", "2010/11"), "486154182"),
        seen: &["A1-ALL-4: unmet -> met"],
    },
    Threshold {
        setting: "challenge_tolerance",
        value: "1",
        change: |plan| plan,
        seen: &["A1-ALL-7: met -> unmet"],
    },
    Threshold {
        setting: "self_assessment",
        value: "accept",
        change: |plan| plan.unjudged("A1-VIS-1").self_assess("A1-VIS-1", "met"),
        seen: &["A1-VIS-1: partly -> met"],
    },
    Threshold {
        setting: "integrated_plan",
        value: "true",
        change: |plan| plan,
        seen: &[
            "IP-1: absent -> met",
            "IP-2: absent -> unmet",
            "IP-3: absent -> met",
            "IP-4: absent -> met",
            "IP-5: absent -> met",
            "IP-6: absent -> met",
            "IP-7: absent -> met",
        ],
    },
    Threshold {
        setting: "rollup",
        value: "worst",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), ""),
        seen: &["card organisation brief: green -> amber"],
    },
    Threshold {
        setting: "rollup_green",
        value: "99",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), ""),
        seen: &["card organisation brief: green -> amber"],
    },
    Threshold {
        setting: "rollup_red",
        value: "30",
        change: |plan| plan.set("schemes", "brief", is("workstream", "Corporate and estates"), ""),
        seen: &["card organisation brief: red -> amber"],
    },
    Threshold {
        setting: "milestones_least",
        value: "4",
        change: |plan| plan,
        seen: &["F13-MIL-2 PC-03: met -> unmet"],
    },
    Threshold {
        setting: "milestones_on_time",
        value: "50",
        change: |plan| {
            plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "2011-07-01")
        },
        seen: &["F13-MIL-3 PC-03: partly -> met"],
    },
    Threshold {
        setting: "milestones_done",
        value: "50",
        change: overdue,
        seen: &["F13-MIL-3 PC-03: unmet -> partly"],
    },
    Threshold {
        setting: "milestone_overdue_days",
        value: "29",
        change: |plan| most_done(overdue(plan)),
        seen: &["F13-MIL-3 PC-03: partly -> unmet"],
    },
    Threshold {
        setting: "kpi_tolerance",
        value: "4",
        change: |plan| {
            plan.set(
                "kpis",
                "actual",
                is("kpi", "Triage decisions returned within two working days"),
                "82.25",
            )
        },
        seen: &["F13-KPI-3 PC-01: partly -> unmet"],
    },
    Threshold {
        setting: "kpi_days",
        value: "29",
        change: |plan| plan,
        seen: &["F13-KPI-4 PC-02: met -> unmet"],
    },
    Threshold {
        setting: "risk_score",
        value: "10",
        change: |plan| plan.set("risks", "mitigation_status", is("risk", "R01"), "planned"),
        seen: &["F13-RSK-2 PC-01: partly -> met"],
    },
    Threshold {
        setting: "risk_score_partly",
        value: "8",
        change: |plan| plan.set("risks", "mitigation_status", is("risk", "R01"), "planned"),
        seen: &["F13-RSK-2 PC-01: partly -> unmet"],
    },
    Threshold {
        setting: "risk_days",
        value: "43",
        change: |plan| plan,
        seen: &["F13-RSK-2 PC-05: met -> partly"],
    },
    Threshold {
        setting: "last_quarter_most",
        value: "27",
        change: |plan| plan,
        seen: &["F13-FIN-4 CO-06: met -> partly"],
    },
    Threshold {
        setting: "manager_most",
        value: "0.8",
        change: |plan| plan,
        seen: &["F13-LED-2 PC-01: met -> unmet"],
    },
    Threshold {
        setting: "risk_weights",
        value: "stage",
        change: short,
        seen: &["headroom risk-adjusted: 1528685 -> 1877677"],
    },
    Threshold {
        setting: "weight_green",
        value: "90",
        change: |plan| plan,
        seen: &["headroom risk-adjusted: 1910502 -> -1056179.6"],
    },
    Threshold {
        setting: "weight_amber",
        value: "50",
        change: short,
        seen: &["headroom risk-adjusted: 1528685 -> 1379117"],
    },
    Threshold {
        setting: "weight_red",
        value: "0",
        change: |plan| plan.set("savings", "forecast", rest_of_pc_04, "0"),
        seen: &["headroom risk-adjusted: 1123294 -> 918222"],
    },
    Threshold {
        setting: "weight_delivering",
        value: "90",
        change: |plan| plan.set("schemes", "stage", is("scheme", "PC-06"), "delivering"),
        seen: &["headroom risk-adjusted: 2121123 -> 2050916"],
    },
    Threshold {
        setting: "weight_approved",
        value: "60",
        change: |plan| plan,
        seen: &["headroom risk-adjusted: 1910502 -> 1575126"],
    },
    Threshold {
        setting: "weight_planned",
        value: "50",
        change: |plan| plan,
        seen: &["headroom risk-adjusted: 1910502 -> 1815511"],
    },
    Threshold {
        setting: "weight_scoped",
        value: "40",
        change: |plan| plan,
        seen: &["headroom risk-adjusted: 1910502 -> 1826606"],
    },
    Threshold {
        setting: "stress_loss",
        value: "10",
        change: |plan| plan,
        seen: &["headroom stressed: -5027304 -> -546967"],
    },
    Threshold {
        setting: "row_red_one_in",
        value: "7",
        change: |plan| {
            plan.set("plan", "baseline_year", every, "2009/10").set(
                "schemes",
                "manager_wte",
                is("scheme", "PC-01"),
                "0",
            )
        },
        seen: &[
            "row Forecast allocation versus activity: amber -> red",
            "card PC-01 leadership: amber -> red",
        ],
    },
    Threshold {
        setting: "plan_red_one_in",
        value: "16",
        change: |plan| plan.set("schemes", "innovation", is("workstream", "Corporate and estates"), ""),
        seen: &["plan: amber -> red"],
    },
];
