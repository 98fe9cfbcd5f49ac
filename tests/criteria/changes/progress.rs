//! Figure 13: how a scheme progresses.

use super::{Case, Cells, Folder, all, is};

fn september(cell: Cells) -> bool {
    all(&[("scheme", "PC-04"), ("period", "2011-09")])(cell)
}

fn october(cell: Cells) -> bool {
    all(&[("scheme", "PC-04"), ("period", "2011-10")])(cell)
}

/// A milestone of PC-03 that is late and not done.
fn overdue(plan: Folder, due: &str) -> Folder {
    let it = || is("milestone", "Service open at four sites");
    let plan = plan.set("milestones", "due", it(), due).set("milestones", "completed", it(), "");
    plan.set("milestones", "status", it(), "late")
}

/// PC-04 (348,750 planned to date) with another actual of September, and the actual to date that follows.
fn short(plan: Folder, september_: &str, to_date: &str) -> Folder {
    let plan = plan.set("savings", "actual", september, september_);
    plan.set("schemes", "actual_ytd", is("scheme", "PC-04"), to_date)
}

/// PC-04 so far ahead that a month more or less does not matter.
fn ahead(plan: Folder) -> Folder {
    let plan = plan.set("savings", "actual", all(&[("scheme", "PC-04"), ("period", "2011-04")]), "140000");
    plan.set("schemes", "actual_ytd", is("scheme", "PC-04"), "373347")
}

pub const CASES: &[Case] = &[
    Case {
        criterion: "F13-MIL-3",
        what: "a milestone done late",
        change: |plan| {
            plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "2011-07-01")
        },
        expect: &["F13-MIL-3 PC-03: met -> partly"],
    },
    Case {
        criterion: "F13-MIL-3",
        what: "a milestone 30 days overdue, one of two done",
        change: |plan| overdue(plan, "2011-08-31"),
        expect: &["F13-MIL-3 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-3",
        what: "a milestone cancelled without a replacement",
        change: |plan| {
            plan.set("milestones", "replaced_by", is("status", "cancelled"), "").set(
                "milestones",
                "due",
                is("status", "cancelled"),
                "2011-09-30",
            )
        },
        expect: &["F13-MIL-3 PC-08: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-3",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[
            "A1-MIL-1: met -> partly",
            "F13-BRF-1 PC-03: met -> partly",
            "F13-MIL-1 PC-03: met -> unevidenced",
            "F13-MIL-2 PC-03: met -> unevidenced",
            "F13-MIL-3 PC-03: met -> unevidenced",
            "F13-MIL-4 PC-03: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-MIL-4",
        what: "done, and no date",
        change: |plan| plan.set("milestones", "completed", is("milestone", "Service open at four sites"), ""),
        expect: &["F13-MIL-3 PC-03: met -> partly", "F13-MIL-4 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-4",
        what: "a date, and no status",
        change: |plan| plan.set("milestones", "status", is("milestone", "Service open at four sites"), ""),
        expect: &["F13-MIL-4 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-4",
        what: "done after the reporting date",
        change: |plan| {
            plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "2011-10-01")
        },
        expect: &["F13-MIL-3 PC-03: met -> unmet", "F13-MIL-4 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-4",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[
            "A1-MIL-1: met -> partly",
            "F13-BRF-1 PC-03: met -> partly",
            "F13-MIL-1 PC-03: met -> unevidenced",
            "F13-MIL-2 PC-03: met -> unevidenced",
            "F13-MIL-3 PC-03: met -> unevidenced",
            "F13-MIL-4 PC-03: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-KPI-3",
        what: "an indicator short within its tolerance",
        change: |plan| {
            plan.set(
                "kpis",
                "actual",
                is("kpi", "Triage decisions returned within two working days"),
                "82.25",
            )
        },
        expect: &["F13-KPI-3 PC-01: met -> partly"],
    },
    Case {
        criterion: "F13-KPI-3",
        what: "an indicator short beyond its tolerance",
        change: |plan| {
            plan.set(
                "kpis",
                "actual",
                is("kpi", "Triage decisions returned within two working days"),
                "82.24",
            )
        },
        expect: &["F13-KPI-3 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-3",
        what: "no actual of a due indicator",
        change: |plan| {
            plan.set("kpis", "actual", is("kpi", "Triage decisions returned within two working days"), "")
        },
        expect: &["F13-KPI-3 PC-01: met -> unmet", "F13-KPI-4 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-3",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[
            "A1-QUA-3: met -> partly",
            "F13-BRF-1 PC-05: met -> partly",
            "F13-KPI-1 PC-05: met -> unevidenced",
            "F13-KPI-2 PC-05: met -> unevidenced",
            "F13-KPI-3 PC-05: met -> unevidenced",
            "F13-KPI-4 PC-05: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-KPI-4",
        what: "an indicator measured 63 days ago",
        change: |plan| {
            plan.set(
                "kpis",
                "measured_on",
                is("kpi", "Triage decisions returned within two working days"),
                "2011-07-29",
            )
        },
        expect: &["F13-KPI-4 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-4",
        what: "past due and met, and not marked complete",
        change: |plan| {
            plan.set("kpis", "status", is("kpi", "Departments with trained booking staff"), "on track")
        },
        expect: &["F13-KPI-4 PC-07: met -> unmet"],
    },
    Case {
        criterion: "F13-KPI-4",
        what: "no indicators",
        change: |plan| plan.drop_rows("kpis", is("scheme", "PC-05")),
        expect: &[
            "A1-QUA-3: met -> partly",
            "F13-BRF-1 PC-05: met -> partly",
            "F13-KPI-1 PC-05: met -> unevidenced",
            "F13-KPI-2 PC-05: met -> unevidenced",
            "F13-KPI-3 PC-05: met -> unevidenced",
            "F13-KPI-4 PC-05: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-FIN-5",
        what: "exactly 5% short",
        change: |plan| short(plan, "43996.50", "331312.50"),
        expect: &["F13-FIN-5 PC-04: met -> partly", "finding ST (3)", "finding ST PC-04"],
    },
    Case {
        criterion: "F13-FIN-5",
        what: "exactly 20% short",
        change: |plan| short(plan, "-8316", "279000"),
        expect: &["F13-FIN-5 PC-04: met -> unmet", "finding ST (3)", "finding ST PC-04"],
    },
    Case {
        criterion: "F13-FIN-5",
        what: "a month without an actual",
        change: |plan| plan.set("savings", "actual", september, ""),
        expect: &[
            "F13-FIN-5 PC-04: met -> unevidenced",
            "F13-FIN-6 PC-04: met -> unmet",
            "finding ST (2)",
            "finding ST PC-04",
        ],
    },
    Case {
        criterion: "F13-FIN-6",
        what: "short, and the forecast is still the plan",
        change: |plan| short(plan, "43996.50", "331312.50").set("savings", "forecast", october, "79207.50"),
        expect: &[
            "F13-FIN-5 PC-04: met -> partly",
            "F13-FIN-6 PC-04: met -> unmet",
            "finding FO PC-04",
            "finding ST (3)",
            "finding ST PC-04",
        ],
    },
    Case {
        criterion: "F13-FIN-6",
        what: "a month without an actual, whose colour holds whatever is missing",
        change: |plan| ahead(plan).set("savings", "actual", september, ""),
        expect: &["F13-FIN-6 PC-04: met -> unmet", "finding ST (3)"],
    },
    Case {
        criterion: "F13-FIN-6",
        what: "no actuals",
        change: |plan| {
            plan.set("savings", "actual", is("scheme", "PC-04"), "").set(
                "schemes",
                "actual_ytd",
                is("scheme", "PC-04"),
                "",
            )
        },
        expect: &[
            "F13-FIN-5 PC-04: met -> unevidenced",
            "F13-FIN-6 PC-04: met -> unevidenced",
            "finding ST (3)",
        ],
    },
    Case {
        criterion: "F13-RSK-2",
        what: "a risk of 9 whose mitigation is only planned",
        change: |plan| plan.set("risks", "mitigation_status", is("risk", "R01"), "planned"),
        expect: &["F13-RSK-2 PC-01: met -> partly"],
    },
    Case {
        criterion: "F13-RSK-2",
        what: "a risk of 12 reviewed 63 days ago",
        change: |plan| plan.set("risks", "reviewed", is("risk", "R26"), "2011-07-29"),
        expect: &["F13-RSK-2 MH-01: met -> partly"],
    },
    Case {
        criterion: "F13-RSK-2",
        what: "a risk of 16 whose mitigation is only planned",
        change: |plan| {
            plan.set("risks", "mitigation_status", is("risk", "R26"), "planned")
                .set("risks", "likelihood", is("risk", "R26"), "4")
                .set("risks", "score", is("risk", "R26"), "16")
        },
        expect: &["F13-RSK-2 MH-01: met -> unmet"],
    },
    Case {
        criterion: "F13-RSK-2",
        what: "no risks",
        change: |plan| plan.drop_rows("risks", is("risk", "R01")),
        expect: &[
            "F13-BRF-1 PC-01: met -> partly",
            "F13-RSK-1 PC-01: met -> unevidenced",
            "F13-RSK-2 PC-01: met -> unevidenced",
        ],
    },
];
