//! The thresholds, in the order of the policy.

use super::super::changes;
use super::Threshold;
use crate::worked_plan::Folder;

/// PC-04 10% short to date.
fn short(plan: Folder) -> Folder {
    changes::short(plan, "26559", "313875")
}

/// PC-04 £30,000 a month so far, £168,750 behind, and a forecast that takes £68,750 of it off the year's plan.
fn hoped(plan: Folder) -> Folder {
    plan.set("savings[scheme=PC-04, actual=*].actual", "30000")
        .set("savings[scheme=PC-04, period=2011-10].forecast", "161770")
}

/// A milestone of PC-03 30 days late.
fn overdue(plan: Folder) -> Folder {
    changes::overdue(plan, "2011-08-31")
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
    ("reference", "none", &["A1-NAT-1: met -> partly"], |plan| {
        // no national workstream of 2011, and nobody meets it
        plan.set("workstreams[workstream=Planned care].national_workstream", "Neighbourhood health")
    }),
    ("finance_amber_from", "3", &["F13-FIN-5 PC-03: met -> partly"], |plan| plan),
    ("finance_amber_from", "4", &["F13-FIN-6 PC-03: met -> unmet"], |plan| {
        // the forecast of the year held at its plan, and PC-03 is 4.1% behind
        plan.set("savings[scheme=PC-03, period=2011-10].forecast", "44746")
    }),
    ("finance_red_from", "10", &["F13-FIN-5 PC-04: partly -> unmet"], short),
    ("forecast_rates", "true", &["F13-FIN-5 PC-04: met -> unmet"], |plan| {
        plan.set("savings[scheme=PC-04, actual=, forecast=*].forecast", "0")
    }),
    ("headroom_amber_under", "10", &["headroom: green -> amber"], |plan| plan),
    ("floor_share", "20", &["A1-VIS-2: unmet -> met"], |plan| {
        plan.blank(
            "schemes[workstream=Planned care|Urgent care|Medicines|Corporate and estates].quality_impact",
        )
    }),
    ("floor_share", "10", &["A1-ALL-2: unmet -> met"], |plan| plan.drop_rows("risks[risk!=R45]")),
    ("risks_understood", "99", &["A1-ALL-2: partly -> unmet"], |plan| plan.blank("risks[R01].mitigation")),
    (
        "baseline_year",
        "2007/08",
        &[
            "A1-ALL-1, A1-ALL-4, A1-INP-2: met -> unevidenced",
            "A1-ALL-3, A1-ALL-5, A1-ALL-6, A1-ACT-1, A1-ACT-3: met -> unmet",
            "A1-INP-1, A1-INP-3, A1-INP-4, A1-INP-5: met -> unmet",
            "A1-PRD-1: met -> partly",
        ],
        |plan| plan,
    ),
    ("baseline_year", "2011/12", &["A1-ALL-7, A1-OPP-4: unmet -> met", "headroom: red -> green"], |plan| {
        plan.set("years[2011/12].challenge", "30000000")
    }),
    (
        "horizon_year",
        "2015/16",
        &[
            "A1-ALL-5, A1-ALL-6, A1-ACT-1, A1-ACT-3, A1-INP-1, A1-INP-3, A1-INP-4, A1-INP-5: met -> unmet",
            "A1-PRD-1: met -> partly",
        ],
        |plan| plan,
    ),
    (
        "horizon_year",
        "2012/13",
        &["A1-ALL-7: partly -> met", "F13-MIL-2 CO-06: met -> unmet", "F13-KPI-2 CO-06: met -> unmet"],
        |plan| plan.blank("years.departmental_challenge").blank("years[2013/14].challenge, expenditure"),
    ),
    ("allocation_tolerance", "0.2", &["A1-ALL-4: unmet -> met"], |plan| {
        plan.set("years[2010/11].allocation", "486154182")
    }),
    ("challenge_tolerance", "1", &["A1-ALL-7: met -> unmet"], |plan| plan),
    ("self_assessment", "accept", &["A1-VIS-1: partly -> met"], |plan| {
        plan.unjudged("A1-VIS-1").self_assess("A1-VIS-1", "met")
    }),
    (
        "integrated_plan",
        "true",
        &["IP-1, IP-3, IP-4, IP-5, IP-6, IP-7: absent -> met", "IP-2: absent -> unmet"],
        |plan| plan,
    ),
    ("rollup", "worst", &["card organisation brief: green -> amber"], |plan| {
        plan.blank("schemes[PC-01].brief_approved")
    }),
    ("rollup_green", "99", &["card organisation brief: green -> amber"], |plan| {
        plan.blank("schemes[PC-01].brief_approved")
    }),
    ("rollup_red", "30", &["card organisation brief: red -> amber"], |plan| {
        plan.blank("schemes[workstream=Corporate and estates].brief")
    }),
    ("milestones_least", "4", &["F13-MIL-2 PC-03: met -> unmet"], |plan| plan),
    ("milestones_on_time", "50", &["F13-MIL-3 PC-03: partly -> met"], |plan| {
        plan.set("milestones[Service open at four sites].completed", "2011-07-10")
    }),
    ("milestones_done", "50", &["F13-MIL-3 PC-03: unmet -> partly"], overdue),
    ("milestone_overdue_days", "29", &["F13-MIL-3 PC-03: partly -> unmet"], |plan| most_done(overdue(plan))),
    ("milestone_grace_days", "2", &["F13-MIL-3 PC-03: met -> partly"], |plan| {
        plan.set("milestones[Service open at four sites].completed", "2011-07-03")
    }),
    ("replacement_days", "30", &["F13-MIL-3 PC-03: met -> unmet"], |plan| {
        let name = "Service open at four sites";
        plan.set(&format!("milestones[{name}].status"), "cancelled")
            .set(&format!("milestones[{name}].replaced_by"), "Service open at five sites")
            .blank(&format!("milestones[{name}].completed"))
            .add(
                "milestones",
                &[
                    ("scheme", "PC-03"),
                    ("milestone", "Service open at five sites"),
                    ("due", "2011-08-31"),
                    ("owner", "Tom Harkness"),
                    ("status", "done"),
                    ("completed", "2011-08-31"),
                ],
            )
    }),
    ("engagement_years", "0", &["A1-ENG-1: met -> unmet"], |plan| plan),
    ("forecast_follows", "40", &["F13-FIN-6 PC-04: partly -> met"], hoped),
    ("run_rate_most", "3", &["F13-FIN-6 PC-04: partly -> met"], hoped),
    ("kpi_tolerance", "4", &["F13-KPI-3 PC-01: partly -> unmet"], |plan| {
        plan.set("kpis[Triage decisions returned within two working days].actual", "82.25")
    }),
    ("kpi_days", "29", &["F13-KPI-4 PC-02: met -> unmet"], |plan| plan),
    ("risk_score", "10", &["F13-RSK-2 PC-01: partly -> met"], |plan| {
        plan.set("risks[R01].mitigation_status", "planned")
    }),
    ("risk_score_partly", "8", &["F13-RSK-2 PC-01: partly -> unmet"], |plan| {
        plan.set("risks[R01].mitigation_status", "planned")
    }),
    ("risk_days", "43", &["F13-RSK-2 PC-05: met -> partly"], |plan| plan),
    ("last_quarter_most", "27", &["F13-FIN-4 CO-06: met -> partly"], |plan| plan),
    ("manager_most", "0.8", &["F13-LED-2 UC-01: met -> unmet"], |plan| plan),
    ("risk_weights", "stage", &["headroom risk-adjusted: 1528685 -> 1877677"], short),
    ("weight_green", "90", &["headroom risk-adjusted: 1910502 -> -1056179.6"], |plan| plan),
    ("weight_amber", "50", &["headroom risk-adjusted: 1528685 -> 1379117"], short),
    ("weight_red", "0", &["headroom risk-adjusted: 1123294 -> 918222"], |plan| {
        plan.set("savings[scheme=PC-04, actual=, forecast=*].forecast", "0")
    }),
    ("weight_delivering", "90", &["headroom risk-adjusted: 2121123 -> 2050916"], |plan| {
        plan.set("schemes[PC-06].stage", "delivering")
    }),
    ("weight_approved", "60", &["headroom risk-adjusted: 1910502 -> 1575126"], |plan| plan),
    ("weight_planned", "50", &["headroom risk-adjusted: 1910502 -> 1815511"], |plan| plan),
    ("weight_scoped", "40", &["headroom risk-adjusted: 1910502 -> 1826606"], |plan| plan),
    ("stress_loss", "10", &["headroom stressed: -5027304 -> -546967"], |plan| plan),
    (
        "row_red_one_in",
        "7",
        &["row Forecast allocation versus activity, card PC-01 leadership: amber -> red"],
        |plan| plan.set("plan.baseline_year", "2009/10").set("schemes[PC-01].manager_wte", "0"),
    ),
    ("plan_red_one_in", "16", &["plan: amber -> red"], |plan| {
        plan.blank("schemes[workstream=Corporate and estates].innovation")
    }),
];
