//! The published tables, with the figures their publishers print.

use crate::worked_plan::{Folder, changes};

#[test]
fn the_worked_plan_is_green_throughout_and_has_no_findings() {
    let report = Folder::anytown().assess();
    let plan = &report.plans[0];
    assert_eq!(plan.rating.word(), "green");
    let short: Vec<String> = crate::worked_plan::results(&report)
        .into_iter()
        .filter(|(_, result)| !matches!(result.as_str(), "met" | "n/a"))
        .map(|(code, result)| format!("{code}: {result}"))
        .collect();
    assert_eq!(short, Vec::<String>::new());
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert!(changes(&report, &Folder::anytown().assess()).is_empty());
}
