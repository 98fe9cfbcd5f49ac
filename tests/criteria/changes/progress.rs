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
    ("F13-MIL-3", "a milestone done late", |plan| {
        plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "2011-07-01")
    }),
    ("F13-MIL-3", "a milestone 30 days overdue, one of two done", |plan| overdue(plan, "2011-08-31")),
    ("F13-MIL-3", "a milestone cancelled without a replacement", |plan| {
        plan.set("milestones", "replaced_by", is("status", "cancelled"), "").set(
            "milestones",
            "due",
            is("status", "cancelled"),
            "2011-09-30",
        )
    }),
    ("F13-MIL-3", "no milestones", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
    ("F13-MIL-4", "done, and no date", |plan| {
        plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "")
    }),
    ("F13-MIL-4", "a date, and no status", |plan| {
        plan.set("milestones", "status", is("milestone", "Service open at four sites"), "")
    }),
    ("F13-MIL-4", "done after the reporting date", |plan| {
        plan.set("milestones", "completed", is("milestone", "Service open at four sites"), "2011-10-01")
    }),
    ("F13-MIL-4", "no milestones", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
    ("F13-KPI-3", "an indicator short within its tolerance", |plan| {
        plan.set("kpis", "actual", is("kpi", "Triage decisions returned within two working days"), "82.25")
    }),
    ("F13-KPI-3", "an indicator short beyond its tolerance", |plan| {
        plan.set("kpis", "actual", is("kpi", "Triage decisions returned within two working days"), "82.24")
    }),
    ("F13-KPI-3", "no actual of a due indicator", |plan| {
        plan.set("kpis", "actual", is("kpi", "Triage decisions returned within two working days"), "")
    }),
    ("F13-KPI-3", "no indicators", |plan| plan.drop_rows("kpis", is("scheme", "PC-05"))),
    ("F13-KPI-4", "an indicator measured 63 days ago", |plan| {
        plan.set(
            "kpis",
            "measured_on",
            is("kpi", "Triage decisions returned within two working days"),
            "2011-07-29",
        )
    }),
    ("F13-KPI-4", "past due and met, and not marked complete", |plan| {
        plan.set("kpis", "status", is("kpi", "Departments with trained booking staff"), "on track")
    }),
    ("F13-KPI-4", "no indicators", |plan| plan.drop_rows("kpis", is("scheme", "PC-05"))),
    ("F13-FIN-5", "exactly 5% short", |plan| short(plan, "43996.50", "331312.50")),
    ("F13-FIN-5", "exactly 20% short", |plan| short(plan, "-8316", "279000")),
    ("F13-FIN-5", "a month without an actual", |plan| plan.set("savings", "actual", september, "")),
    ("F13-FIN-6", "short, and the forecast is still the plan", |plan| {
        short(plan, "43996.50", "331312.50").set("savings", "forecast", october, "79207.50")
    }),
    ("F13-FIN-6", "a month without an actual, whose colour holds whatever is missing", |plan| {
        ahead(plan).set("savings", "actual", september, "")
    }),
    ("F13-FIN-6", "no actuals", |plan| {
        plan.set("savings", "actual", is("scheme", "PC-04"), "").set(
            "schemes",
            "actual_ytd",
            is("scheme", "PC-04"),
            "",
        )
    }),
    ("F13-RSK-2", "a risk of 9 whose mitigation is only planned", |plan| {
        plan.set("risks", "mitigation_status", is("risk", "R01"), "planned")
    }),
    ("F13-RSK-2", "a risk of 12 reviewed 63 days ago", |plan| {
        plan.set("risks", "reviewed", is("risk", "R26"), "2011-07-29")
    }),
    ("F13-RSK-2", "a risk of 16 whose mitigation is only planned", |plan| {
        plan.set("risks", "mitigation_status", is("risk", "R26"), "planned")
            .set("risks", "likelihood", is("risk", "R26"), "4")
            .set("risks", "score", is("risk", "R26"), "16")
    }),
    ("F13-RSK-2", "no risks", |plan| plan.drop_rows("risks", is("risk", "R01"))),
];
