//! What was judged, and what was not and why, stands in every format that holds a whole report.

use crate::run::{REGISTER, Says, at, folder, run};
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

#[test]
fn a_list_of_national_workstreams_is_a_change_of_the_policy() {
    let changed = |policy: &str| {
        let files = folder(&[("plan.csv", REGISTER), ("own.toml", policy)]);
        let (plan, policy) = (at(&files, "plan.csv"), at(&files, "own.toml"));
        run(&["assess", &plan, "--policy", &policy, "--format", "json"]).json()["policy"]["changed"].clone()
    };
    assert_eq!(changed(""), 0);
    assert_eq!(changed("[national_workstreams]\n\"Elective hubs\" = \"theatres\"\n"), 1);
    assert_eq!(changed("coverage = 70\n[national_workstreams]\n\"Elective hubs\" = \"theatres\"\n"), 2);
}

/// What is said of one input is said in full where it is the only plan; of several, the first notes.
#[test]
fn notes_of_an_input_are_counted_from_the_twenty_first_of_several_plans() {
    let notes = |columns: usize, others: usize| {
        let unknown: String = (0..columns).map(|at| format!(",Zeta {at} remark")).collect();
        let cells = ",see below".repeat(columns);
        let plan = format!("organisation,scheme,plan_ytd,actual_ytd{unknown}\nA,S1,5,5{cells}\n");
        let more: String = (0..others).map(|at| format!("B{at},S1,5,5{cells}\n")).collect();
        let files = folder(&[("plan.csv", &(plan + &more))]);
        let own = run(&["assess", &at(&files, "plan.csv"), "--format", "json"]).json();
        let notes =
            own["plans"][0]["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap().to_owned());
        let (unknown, rest): (Vec<String>, Vec<String>) =
            notes.partition(|note| note.ends_with(" is not known"));
        (unknown.len(), rest.join("\n"))
    };
    assert_eq!(notes(30, 0).0, 30);
    let (said, rest) = notes(30, 1);
    assert_eq!(said, 20);
    rest.says(&["and 10 more notes on standard error"]);
    assert!(!notes(20, 1).1.contains("more note"), "as many as are said");
}
