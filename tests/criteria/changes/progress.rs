//! Figure 13: how a scheme progresses.

use super::{Case, Folder};

/// A milestone of PC-03 that is late and not done; the other one that is due was on time.
pub fn overdue(plan: Folder, due: &str) -> Folder {
    let plan = plan.set("milestones[Service open at four sites].due", due);
    plan.blank("milestones[Service open at four sites].completed")
        .set("milestones[Service open at four sites].status", "late")
}

/// PC-04 (348,750 planned to date) with another actual of September, and the actual to date that follows.
pub fn short(plan: Folder, september: &str, to_date: &str) -> Folder {
    let plan = plan.set("savings[scheme=PC-04, period=2011-09].actual", september);
    plan.set("schemes[PC-04].actual_ytd", to_date)
}

/// PC-04 so far ahead that a month more or less does not matter.
fn ahead(plan: Folder) -> Folder {
    let plan = plan.set("savings[scheme=PC-04, period=2011-04].actual", "140000");
    plan.set("schemes[PC-04].actual_ytd", "373347")
}

pub const CASES: &[Case] = &[
    ("F13-MIL-3", "a milestone done 8 days late", |plan| {
        plan.set("milestones[Service open at four sites].completed", "2011-07-08")
    }),
    ("F13-MIL-3", "a milestone 30 days overdue, one of two done", |plan| overdue(plan, "2011-08-31")),
    ("F13-MIL-3", "a milestone cancelled without a replacement", |plan| {
        plan.blank("milestones[status=cancelled].replaced_by")
            .set("milestones[status=cancelled].due", "2011-09-30")
    }),
    ("F13-MIL-3", "no milestones", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
    ("F13-MIL-4", "done, and no date", |plan| plan.blank("milestones[Service open at four sites].completed")),
    ("F13-MIL-4", "a date, and no status", |plan| {
        plan.blank("milestones[Service open at four sites].status")
    }),
    ("F13-MIL-4", "done after the reporting date", |plan| {
        plan.set("milestones[Service open at four sites].completed", "2011-10-01")
    }),
    ("F13-MIL-4", "no milestones", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
    ("F13-KPI-3", "an indicator short within its tolerance", |plan| {
        plan.set("kpis[Triage decisions returned within two working days].actual", "82.25")
    }),
    ("F13-KPI-3", "an indicator short beyond its tolerance", |plan| {
        plan.set("kpis[Triage decisions returned within two working days].actual", "82.24")
    }),
    ("F13-KPI-3", "no actual of a due indicator", |plan| {
        plan.blank("kpis[Triage decisions returned within two working days].actual")
    }),
    ("F13-KPI-3", "no indicators", |plan| plan.drop_rows("kpis[scheme=PC-05]")),
    ("F13-KPI-4", "an indicator measured 96 days ago", |plan| {
        plan.set("kpis[Triage decisions returned within two working days].measured_on", "2011-06-26")
    }),
    ("F13-KPI-4", "past due and met, and not marked complete", |plan| {
        plan.set("kpis[Departments with trained booking staff].status", "on track")
    }),
    ("F13-KPI-4", "no indicators", |plan| plan.drop_rows("kpis[scheme=PC-05]")),
    ("F13-FIN-5", "exactly 5% short", |plan| short(plan, "43996.50", "331312.50")),
    ("F13-FIN-5", "exactly 20% short", |plan| short(plan, "-8316", "279000")),
    ("F13-FIN-5", "a month without an actual", |plan| {
        plan.blank("savings[scheme=PC-04, period=2011-09].actual")
    }),
    ("F13-FIN-6", "short, and the forecast is still the plan", |plan| {
        short(plan, "43996.50", "331312.50").set("savings[scheme=PC-04, period=2011-10].forecast", "79207.50")
    }),
    ("F13-FIN-6", "a month without an actual, whose colour holds whatever is missing", |plan| {
        ahead(plan).blank("savings[scheme=PC-04, period=2011-09].actual")
    }),
    ("F13-FIN-6", "no actuals", |plan| {
        plan.blank("savings[scheme=PC-04].actual").blank("schemes[PC-04].actual_ytd")
    }),
    ("F13-RSK-2", "a risk of 9 whose mitigation is only planned", |plan| {
        plan.set("risks[R01].mitigation_status", "planned")
    }),
    ("F13-RSK-2", "a risk of 12 reviewed 63 days ago", |plan| plan.set("risks[R26].reviewed", "2011-07-29")),
    ("F13-RSK-2", "a risk of 16 whose mitigation is only planned", |plan| {
        plan.set("risks[R26].mitigation_status", "planned")
            .set("risks[R26].likelihood", "4")
            .set("risks[R26].score", "16")
    }),
    ("F13-RSK-2", "no risks", |plan| plan.drop_rows("risks[R01]")),
];
