//! The share of savings from which a coverage criterion is partly met.

use super::{Change, assess, policy};
use crate::worked_plan::{Folder, results};
use qipp::inside::policy::Key;

/// For each criterion of coverage, what one scheme lacks.
const LACKING: &[(&str, Change)] = &[
    ("A1-OPP-1", |plan| plan.blank("schemes[PC-01].description")),
    ("A1-OPP-2", |plan| plan.drop_rows("savings[scheme=CO-06]")),
    ("A1-OPP-3", |plan| plan.drop_rows("assumptions[scheme=PC-02]")),
    ("A1-OPP-5", |plan| plan.set("schemes[PC-02].interdependencies", "UC-99")),
    ("A1-QUA-1", |plan| plan.blank("schemes[PC-01].quality_impact")),
    ("A1-QUA-2", |plan| plan.drop_rows("kpis[scheme=MM-05]")),
    ("A1-QUA-3", |plan| plan.drop_rows("kpis[scheme=MM-05]")),
    ("A1-INN-1", |plan| plan.blank("schemes[PC-01].innovation")),
    ("A1-NAT-1", |plan| plan.blank("workstreams[Primary care].national_workstream")),
    ("A1-MIL-1", |plan| plan.drop_rows("milestones[scheme=PC-03]")),
    ("A1-PHA-1", |plan| plan.set("schemes[PC-04].plan_year", "757907")),
    ("A1-KPI-1", |plan| plan.drop_rows("kpis[scheme=CO-06]").drop_rows("milestones[scheme=CO-06]")),
    ("A1-GOV-3", |plan| plan.blank("schemes[PC-02].manager")),
    ("A1-CAP-1", |plan| plan.blank("schemes[MM-05].manager_wte")),
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
