//! The report card (NAO September 2011, Figure 12) of every level, in every format.

use crate::run::{Says, at, folder, run};

/// A region of two organisations: one scheme of 950, one of 40 and one of 10, a full risk register for all but
/// the last; the scheme of 40 delivers a quarter of its plan.
const SCHEMES: &str = "region,organisation,scheme,workstream,plan_ytd (£),actual_ytd (£),plan_year (£)\n\
    East,Northtown PCT,N1,Care,475,475,950\nEast,Southtown PCT,S1,Care,20,5,40\n\
    East,Southtown PCT,S2,Estates,5,5,10\n";
const RISKS: &str = "organisation,scheme,risk,likelihood,impact,mitigation,owner\n\
    Northtown PCT,N1,R1,2,2,Weekly bed meeting,PM\nSouthtown PCT,S1,R2,2,3,Contract clause,PM\n";

fn card(view: &[&str]) -> String {
    let files = folder(&[("plan/schemes.csv", SCHEMES), ("plan/risks.csv", RISKS)]);
    let plan = at(&files, "plan");
    let scope = ["--scope", "delivery", "--as-at", "2011-09-30", "--view", "report-card"];
    run(&[&["assess", plan.as_str()][..], &scope, view].concat()).out
}

/// Risks: the scheme without a register holds 1% of the savings, so that all is amber. Finance is that of
/// the sums: 485 of 500 is 3% short.
#[test]
fn a_region_has_a_card_by_value_and_by_its_sums() {
    let rows = card(&["--by", "region", "--format", "csv"]);
    let heads: Vec<&str> = rows.lines().next().unwrap().split(',').collect();
    let of = |level: &str| -> Vec<&str> {
        let line = rows.lines().find(|line| line.starts_with(level)).unwrap();
        let cells: Vec<&str> = line.split(',').collect();
        ["organisation", "region", "risks", "finance", "progress", "direction"]
            .iter()
            .map(|key| cells[heads.iter().position(|head| head == key).unwrap()])
            .collect()
    };
    assert_eq!(of("region"), ["", "East", "amber", "green", "red", ""]);
    assert_eq!(of("nation"), ["", "", "amber", "green", "red", ""]);
    assert_eq!(rows.lines().count(), 3);
}

#[test]
fn a_workstream_across_all_has_a_card_of_its_own() {
    let lines = card(&["--by", "workstream", "--format", "csv"]);
    let across: Vec<&str> = lines.lines().filter(|line| line.starts_with("nation_workstream,")).collect();
    let risks: Vec<&str> = across.iter().map(|line| line.split(',').nth(9).unwrap()).collect();
    assert_eq!(risks, ["green", "grey"], "{lines}");
    let page = card(&["--by", "all"]);
    page.says(&["\nworkstreams across all\n", "\nregions\n", "\nnation\n", "\nEast ", "\nall together "]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn every_format_has_the_lines_of_the_roll_up() {
    let json: serde_json::Value = serde_json::from_str(&card(&["--format", "json"])).unwrap();
    let lines = json["rollup"]["report_card"].as_array().unwrap();
    let region = lines.iter().find(|line| line["level"] == "region").unwrap();
    assert_eq!((&region["region"], &region["risks"]), (&"East".into(), &"amber".into()));
    let own = json["plans"][0]["report_card"].as_array().unwrap();
    assert!(own.iter().all(|line| line["region"] == "East"), "{own:?}");
    let jsonl = card(&["--format", "jsonl"]);
    let is_nation = |line: &&str| line.contains("\"kind\":\"report_card\",\"level\":\"nation\"");
    assert_eq!(jsonl.lines().filter(is_nation).count(), 1);
    card(&["--by", "region", "--format", "markdown"]).says(&["| East |", "\n## nation\n"]);
}
