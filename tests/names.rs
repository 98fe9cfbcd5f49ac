//! A name is one in any case, whatever its letters, wherever a report speaks of it.

use crate::run::{at, folder, run};
use serde_json::Value;

const TWO_SPELLINGS: &str = "scheme,name,workstream,plan_ytd (£),actual_ytd (£)\n\
    S1,Ward stock,Élan,100,100\nS2,Taxis,élan,100,70\nS3,Agency,Care  closer to home,50,50\n\
    S4,Nurses,CARE closer to home,50,50\n";

/// The lines of workstreams in a table of the report: name and colour.
fn workstreams<'r>(report: &'r Value, table: &str, colour: &str) -> Vec<(&'r str, &'r str)> {
    let lines = report["plans"][0][table].as_array().unwrap();
    let lines = lines.iter().filter(|line| line["level"] == "workstream");
    lines.map(|line| (line["workstream"].as_str().unwrap(), line[colour].as_str().unwrap())).collect()
}

#[test]
fn a_workstream_spelt_in_two_cases_is_one_everywhere() {
    let files = folder(&[("plan.csv", TWO_SPELLINGS)]);
    let plan = at(&files, "plan.csv");
    let report: Value = run(&["assess", &plan, "--format", "json"]).json();
    let expected = [("Élan", "amber"), ("Care closer to home", "green")];
    assert_eq!(workstreams(&report, "finance", "rating"), expected);
    assert_eq!(workstreams(&report, "report_card", "finance"), expected);

    let screen = run(&["assess", &plan, "--view", "finance,report-card", "--workstream", "ÉLAN"]).out;
    assert!(screen.contains("(30)  -15.0  AMBER"), "{screen}");
    assert!(!screen.contains("élan") && !screen.contains("Care"), "{screen}");

    let why = run(&["why", &plan, "workstream:élan"]).ended(0);
    assert!(why.out.contains("-15.0000%"), "{}", why.out);
    assert!(why.out.contains("S1 Ward stock") && why.out.contains("S2 Taxis"), "{}", why.out);

    let gate = |rule: &str| run(&["assess", &plan, "--fail-on", rule]).status;
    assert_eq!((gate("red:workstream"), gate("amber:workstream")), (0, 1));
}
