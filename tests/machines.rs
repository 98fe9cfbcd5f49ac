//! The formats of code hosts and pipelines: SARIF, JUnit and the annotations of a workflow say what the report
//! says, the worst first, bounded, and the exit status is the same whatever the format.

use crate::run::{at, digits, exact, folder, qipp, run, run_command};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const LONDON: &str = "published/nhs-london-2011-02/as-published.csv";
const MID: [&str; 3] = ["anytown-mid-year", "--judgements", "anytown-judgements.csv"];

fn written(format: &str, words: &[&str]) -> String {
    run(&[&["assess", "--quiet", "--format", format], words].concat()).ended(0).out
}

/// Every expectation short of met in the JSON report, as (scheme, code), with how often.
fn short(json: &Value) -> BTreeMap<(String, String), usize> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut short = BTreeMap::new();
    for plan in json["plans"].as_array().unwrap() {
        let rows = plan["appendix_one"].as_array().unwrap().iter().map(|row| (String::new(), row));
        let schemes = plan["figure_13"].as_array().unwrap().iter().map(|own| (text(&own["scheme"]), own));
        for (scheme, own) in rows.chain(schemes).filter(|(_, own)| own["not_supplied"] != true) {
            for found in own["expectations"].as_array().unwrap() {
                if !["met", "n/a"].contains(&found["result"].as_str().unwrap()) {
                    *short.entry((scheme.clone(), text(&found["code"]))).or_default() += 1;
                }
            }
        }
    }
    short
}

#[test]
fn sarif_holds_what_is_short_and_found() {
    let json: Value = serde_json::from_str(&written("json", &MID)).unwrap();
    let log: Value = serde_json::from_str(&written("sarif", &MID)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let one = &log["runs"][0];
    let rules = one["tool"]["driver"]["rules"].as_array().unwrap();
    let mut results: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut fingerprints = BTreeSet::new();
    let mut found = 0;
    for result in one["results"].as_array().unwrap() {
        let code = result["ruleId"].as_str().unwrap();
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], code);
        assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
        assert!(fingerprints.insert(result["partialFingerprints"]["qipp/v1"].as_str().unwrap().to_owned()));
        if result["properties"]["result"] == "found" {
            found += 1;
            continue;
        }
        let scheme = result["properties"]["scheme"].as_str().unwrap().to_owned();
        *results.entry((scheme, code.to_owned())).or_default() += 1;
    }
    assert_eq!(results, short(&json));
    assert_eq!(found, json["findings"].as_array().unwrap().len());
    let levels = one["results"].as_array().unwrap().iter().map(|result| result["level"].as_str().unwrap());
    let order = |level: &str| ["error", "warning", "note"].iter().position(|own| *own == level);
    assert!(levels.map(order).is_sorted(), "the worst first");
    assert_eq!(one["artifacts"].as_array().unwrap().len(), json["inputs"].as_array().unwrap().len());
}

/// A line more above the rows changes where a result stands, and not what it is.
#[test]
fn a_fingerprint_stays_where_lines_move() {
    let plan = "scheme,name,plan_ytd (£),actual_ytd (£)\nS1,Ward stock,100,60\nS2,Taxis,100,99\n";
    let to = folder(&[("plan.csv", plan), ("moved.csv", &format!("Savings of Anytown\n{plan}"))]);
    let of = |name: &str| -> BTreeSet<(String, u64)> {
        let path = at(&to, name);
        let log: Value = serde_json::from_str(&written("sarif", &[&path, "--org", "Anytown PCT"])).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        let own = results.filter(|result| result["ruleId"] == "F13-FIN-5");
        own.map(|result| {
            let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
            (result["partialFingerprints"]["qipp/v1"].as_str().unwrap().to_owned(), line.as_u64().unwrap())
        })
        .collect()
    };
    let (before, after) = (of("plan.csv"), of("moved.csv"));
    assert_eq!(before.len(), 1);
    let moved: BTreeSet<(String, u64)> = before.into_iter().map(|(print, line)| (print, line + 1)).collect();
    assert_eq!(moved, after);
}

#[test]
fn junit_counts_every_expectation() {
    let json: Value = serde_json::from_str(&written("json", &MID)).unwrap();
    let xml = written("junit", &MID);
    let results = |of: &str| {
        let plan = &json["plans"][0];
        let rows = plan["appendix_one"].as_array().unwrap().iter().filter(|row| row["not_supplied"] != true);
        let all = rows.chain(plan["figure_13"].as_array().unwrap());
        let all = all.flat_map(|own| own["expectations"].as_array().unwrap());
        all.filter(|found| of.split(' ').any(|word| found["result"] == word)).count()
    };
    assert_eq!(xml.matches("<testcase ").count(), results("met partly unmet unevidenced unreviewed n/a"));
    assert_eq!(xml.matches("<failure ").count(), results("partly unmet unevidenced"));
    assert_eq!(xml.matches("<skipped ").count(), results("unreviewed n/a"));
    assert!(xml.contains("<testsuite name=\"Anytown PCT (5ZZ)\""));
}

/// At most ten annotations of each kind, and the rest counted; a name cannot start a command.
#[test]
fn annotations_are_what_a_step_shows() {
    let rows: String = (0..40).map(|n| format!("S{n},::error::no %0A {n},100,50\n")).collect();
    let plan = format!("scheme,name,plan_ytd (£),actual_ytd (£)\n{rows}");
    let to = folder(&[("plan.csv", &plan)]);
    let out = written("github", &[&at(&to, "plan.csv")]);
    for kind in ["error", "warning", "notice"] {
        assert!(out.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count() <= 12, "{out}");
    }
    assert!(
        out.lines()
            .all(|line| ["::error ", "::warning ", "::notice "].iter().any(|own| line.starts_with(own)))
    );
    assert!(out.contains(" more: qipp assess "), "{out}");
}

/// The red schemes of London with their amounts, from every format that a machine reads.
#[test]
fn london_is_the_same_in_every_format() {
    let json: Value = serde_json::from_str(&written("json", &[LONDON])).unwrap();
    let red = |line: &&Value| {
        line["level"] == "scheme" && line["rating"] == "red" && line["outside_total"] == false
    };
    let schemes: BTreeSet<String> = json["plans"][0]["finance"]
        .as_array()
        .unwrap()
        .iter()
        .filter(red)
        .map(|line| line["scheme"].as_str().unwrap().to_owned())
        .collect();
    assert!(schemes.len() >= 3);
    let sarif = written("sarif", &[LONDON]);
    let junit = written("junit", &[LONDON]);
    let github = written("github", &[LONDON]);
    // an unidentified line is no scheme to the criteria
    for scheme in schemes.iter().filter(|scheme| !scheme.contains("not yet identified")) {
        for (name, text) in [("sarif", &sarif), ("junit", &junit), ("github", &github)] {
            assert!(text.contains(scheme.as_str()), "{name}: {scheme}");
        }
    }
    let total =
        json["plans"][0]["finance"].as_array().unwrap().iter().find(|line| line["level"] == "organisation");
    assert_eq!(digits(&total.unwrap()["variance_ytd"]).unwrap(), "-78420000");
}

#[test]
fn the_status_is_the_same_whatever_the_format() {
    for format in ["table", "markdown", "csv", "json", "jsonl", "html", "sarif", "junit", "github"] {
        let gated = ["assess", LONDON, "--quiet", "--scope", "money", "--format", format, "--fail-on"];
        run(&[&gated[..], &["red"]].concat()).ended(0);
        run(&[&gated[..], &["red:scheme"]].concat()).ended(1);
    }
}

/// What could not be read is there in every format that a machine reads, and nothing is rated.
#[test]
fn a_refused_submission_is_data_too() {
    let plan = "{\n \"schemes\": [\n  {\"scheme\": \"S1\",\n   \"plan_ytd\": \"twelve\"}\n ]\n}\n";
    let files = folder(&[("plan.json", plan)]);
    let words = |format: &str| run(&["assess", &at(&files, "plan.json"), "--format", format]).ended(3);
    let report = words("json").json();
    assert_eq!(report["plans"], serde_json::json!([]));
    let problem = &report["problems"][0];
    assert_eq!(problem["code"], "cell");
    let place = &problem["place"];
    assert_eq!((&place["pointer"], &place["line"]), (&"/schemes/0/plan_ytd".into(), &4.into()), "{place}");
    assert_eq!(report["inputs"][0]["bytes"], plan.len());
    let lines = words("jsonl").out;
    assert!(lines.lines().any(|line| line.starts_with("{\"kind\":\"problem\",")), "{lines}");
    let sarif = words("sarif").json();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"cell".into(), &"error".into()));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 4, "{result}");
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let junit = words("junit").out;
    assert!(junit.contains("errors=\"1\"") && junit.contains("<error "), "{junit}");
    let suites = junit.lines().find(|line| line.starts_with("<testsuites ")).unwrap();
    assert!(!suites.contains("skipped"), "not in the schema of Jenkins: {suites}");
    let github = words("github").out;
    assert!(github.starts_with("::error file=") && github.contains(",line=4,"), "{github}");
    for format in ["table", "csv", "markdown", "html"] {
        assert_eq!(words(format).out, "", "{format}");
    }
}

/// `--view` leaves its own parts in JSON and JSON Lines, as they stand in the whole.
#[test]
fn views_cut_json() {
    let of = |words: &[&str]| run(&[&["assess", "anytown-mid-year", "--quiet"][..], words].concat()).ended(0);
    let whole = of(&["--format", "json"]).json();
    let cut = of(&["--format", "json", "--view", "finance,findings"]).json();
    assert_eq!(cut["plans"][0]["finance"], whole["plans"][0]["finance"]);
    assert_eq!(cut["plans"][0]["rating"], whole["plans"][0]["rating"]);
    assert_eq!(cut["findings"], whole["findings"]);
    for absent in ["figure_13", "appendix_one", "headroom", "risk_log"] {
        assert!(cut["plans"][0].get(absent).is_none() && whole["plans"][0].get(absent).is_some(), "{absent}");
    }
    let kinds = |words: &[&str]| -> BTreeSet<String> {
        let lines = of(words).out;
        let kind = |line: &str| exact(line)["kind"].as_str().unwrap().to_owned();
        lines.lines().map(kind).collect()
    };
    let cut = kinds(&["--format", "jsonl", "--view", "findings"]);
    assert!(cut.contains("finding") && cut.contains("plan") && !cut.contains("expectation"), "{cut:?}");
    assert!(kinds(&["--format", "jsonl"]).is_superset(&cut));
}

/// Beside annotations the job's summary is Markdown, where the runner names a file for it.
#[test]
fn annotations_come_with_the_summary_of_the_job() {
    let files = folder(&[("summary.md", "before\n")]);
    let summary = at(&files, "summary.md");
    let mut program = qipp(&["assess", "anytown-mid-year", "--quiet", "--format", "github"]);
    program.env("GITHUB_STEP_SUMMARY", &summary);
    assert!(run_command(program, "").ended(0).out.starts_with("::"));
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n") && text.contains("# Anytown PCT"), "{text}");
}

/// Ten thousand schemes short, each with a finding: what people open is bounded, the worst first, the rest counted.
#[test]
fn a_submission_of_ten_thousand_findings_is_bounded_in_every_format() {
    let row =
        |n: u32| format!("S{n},Scheme {n},Stream {},{},{},{}\n", n % 40, 1000 + n, 700 + n % 300, 4000 + n);
    let rows: String = (0..10_000).map(row).collect();
    let plan = format!("scheme,name,workstream,plan_ytd (£),actual_ytd (£),forecast_year (£)\n{rows}");
    let files = folder(&[("plan.csv", &plan)]);
    let of = |format: &str| {
        let words =
            ["assess", &at(&files, "plan.csv"), "--as-at", "2011-09-30", "--quiet", "--format", format];
        run(&words).ended(0).out
    };
    for (format, most, rest) in [
        ("html", 3_000_000, "more schemes: --view finance --by scheme"),
        ("sarif", 6_000_000, "more results are left out"),
        ("github", 20_000, " more: qipp assess"),
        ("table", 10_000, " more: "),
    ] {
        let out = of(format);
        assert!(out.len() < most, "{format}: {}", out.len());
        assert!(out.contains(rest), "{format}");
    }
}
