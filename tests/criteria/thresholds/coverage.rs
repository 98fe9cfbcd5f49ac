//! The share of savings from which a coverage criterion is partly met.

use super::{Change, assess, is, policy};
use crate::worked_plan::{Folder, results};
use qipp::inside::policy::Key;

/// For each criterion of coverage, what one scheme lacks.
const LACKING: &[(&str, Change)] = &[
    ("A1-OPP-1", |plan| plan.set("schemes", "description", is("scheme", "PC-01"), "")),
    ("A1-OPP-2", |plan| plan.drop_rows("savings", is("scheme", "CO-06"))),
    ("A1-OPP-3", |plan| plan.drop_rows("assumptions", is("scheme", "PC-02"))),
    ("A1-OPP-5", |plan| plan.set("schemes", "interdependencies", is("scheme", "PC-02"), "UC-99")),
    ("A1-QUA-1", |plan| plan.set("schemes", "quality_impact", is("scheme", "PC-01"), "")),
    ("A1-QUA-2", |plan| plan.drop_rows("kpis", is("scheme", "MM-05"))),
    ("A1-QUA-3", |plan| plan.drop_rows("kpis", is("scheme", "MM-05"))),
    ("A1-INN-1", |plan| plan.set("schemes", "innovation", is("scheme", "PC-01"), "")),
    ("A1-NAT-1", |plan| plan.set("workstreams", "national_workstream", is("workstream", "Primary care"), "")),
    ("A1-MIL-1", |plan| plan.drop_rows("milestones", is("scheme", "PC-03"))),
    ("A1-PHA-1", |plan| plan.set("schemes", "plan_year", is("scheme", "PC-04"), "757907")),
    ("A1-KPI-1", |plan| {
        plan.drop_rows("kpis", is("scheme", "CO-06")).drop_rows("milestones", is("scheme", "CO-06"))
    }),
    ("A1-GOV-3", |plan| plan.set("schemes", "manager", is("scheme", "PC-02"), "")),
    ("A1-CAP-1", |plan| plan.set("schemes", "manager_wte", is("scheme", "MM-05"), "")),
];

#[test]
fn what_one_scheme_lacks_is_partly_met_under_the_policy_s_coverage_and_unmet_above_it() {
    let readers: Vec<&str> = LACKING.iter().map(|(id, _)| *id).collect();
    assert_eq!(readers, Key::Coverage.setting().read_by);
    for (id, change) in LACKING {
        let plan = change(Folder::anytown());
        let result = |settings: &[(&str, &str)]| results(&assess(&plan, &policy(settings)))[*id].clone();
        // of a judged one coverage is the floor: it holds at partly, and the reader's met stands
        let floor = matches!(*id, "A1-QUA-2" | "A1-CAP-1");
        assert_eq!(result(&[]), if floor { "met" } else { "partly" }, "{id}");
        assert_eq!(result(&[("coverage", "100")]), "unmet", "{id}");
    }
}
