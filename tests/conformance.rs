//! What was judged, and what was not and why, stands in every format that holds a whole report.

use crate::run::{Says, at, folder, run};
use calamine::{Reader, Xlsx, open_workbook};

#[test]
fn every_format_says_what_was_judged_and_what_was_left_out() {
    let words = |format: &str| {
        let line = format!(
            "assess anytown-mid-year --scope delivery --ignore TK,ST --view all --quiet --format {format}"
        );
        run(&line.split(' ').collect::<Vec<_>>()).ended(0)
    };
    let report = words("json").json();
    let own = &report["conformance"];
    let owed = &report["plans"][0]["coverage"];
    assert_eq!(&own["coverage"], owed, "one organisation's are all");
    assert_eq!(
        (own["scope"].as_str(), &own["ignored"]),
        (Some("delivery"), &serde_json::json!(["TK", "ST"]))
    );
    let why = "scope delivery does not judge it";
    assert_eq!(
        own["not_assessed"][0],
        serde_json::json!({"what": "Appendix One", "why": why, "organisations": 1})
    );
    let judged = format!("scope delivery; expectations: {} decided by data", owed["computed"]);
    for format in ["table", "markdown", "html"] {
        let out = words(format).out;
        let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
        flat.as_str().says(&[&judged, "Appendix One (scope delivery does not judge it)", "TK, ST"]);
    }
    assert_eq!(&words("sarif").json()["runs"][0]["properties"]["conformance"], own);
    let lines = words("jsonl").out;
    let head: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(&head["conformance"], own);
    let to = folder(&[]);
    let path = at(&to, "report.xlsx");
    let line =
        format!("assess anytown-mid-year --scope delivery --ignore TK,ST --quiet --format xlsx -o {path}");
    run(&line.split(' ').collect::<Vec<_>>()).ended(0);
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let cover = book.worksheet_range("Cover").unwrap();
    let all: Vec<String> = cover.rows().map(|row| format!("{}: {}", row[0], row[1])).collect();
    all.join("\n").as_str().says(&[&format!("Judged: {judged}"), "Left out: --ignore 2 codes: TK, ST"]);
    // a single view on the screen does without
    assert!(!run(&["assess", "anytown-mid-year", "--quiet"]).ended(0).out.contains("CONFORMANCE"));
}
