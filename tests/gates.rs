//! The gate: its truth table, what is missing, and exceptions that stop where they were given.

use crate::run::{REGISTER, Run, Says, at, exact, folder, run};
use std::fs;

/// A plan of two schemes, one of them short by so much of £100,000.
fn short(by: u32) -> String {
    format!(
        "scheme,workstream,plan_ytd,actual_ytd,plan_year,forecast_year\nS1,Care,100000,{},200000,200000\nS2,Care,100000,100000,200000,200000\n",
        100_000 - by
    )
}

/// The exceptions that each row of the truth table speaks of.
fn exceptions(scheme: &str, until: &str, up_to: &str) -> String {
    format!(
        "scheme,code,kind,reason,owner,approver,until,up_to\n\
         {scheme},F13-FIN-5,accepted,re-tendered,A Smith,B Jones,{until},{up_to}\n"
    )
}

/// A subject of a colour: S1 by itself.
fn coloured(colour: &str) -> String {
    let actual = match colour {
        "green" => "100000",
        "amber" => "86000",
        "red" => "0",
        _ => "",
    };
    let plan = if colour == "n/a" { "" } else { "100000" };
    format!("scheme,workstream,plan_ytd,actual_ytd\nS1,Care,{plan},{actual}\nS2,Other,100000,100000\n")
}

#[test]
fn the_readme_s_truth_table_holds_row_by_row() {
    let readme = fs::read_to_string("README.md").unwrap();
    let table = readme.split("| the subject is |").nth(1).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    assert_eq!(rows.len(), 8);
    let far = "2011-12-31";
    for row in rows {
        for (level, said) in ["red", "amber", "grey"].into_iter().zip(&row[1..]) {
            let (colour, given) = match row[0] {
                "grey: not known" => ("grey", None),
                "n/a, absent or not assessed" => ("n/a", None),
                "short, and accepted in date and within its limit" => {
                    (level, Some(exceptions("S1", far, "100%")))
                }
                "short, and accepted to a day gone by" => {
                    (level, Some(exceptions("S1", "2011-08-31", "100%")))
                }
                "short, and further than was accepted" => (level, Some(exceptions("S1", far, "5%"))),
                colour => (colour, None),
            };
            let files = folder(&[
                ("plan.csv", &coloured(colour)),
                ("exceptions.csv", given.as_deref().unwrap_or_default()),
            ]);
            let (rule, sheet) = (format!("{level}:scheme"), at(&files, "exceptions.csv"));
            let words = [rule.as_str(), "--exceptions", &sheet];
            let words = if given.is_some() { &words[..] } else { &words[..1] };
            let run = gate(&at(&files, "plan.csv"), words);
            assert_eq!(run.status == 0, *said == "passes", "{row:?} {level}: {}", run.err);
        }
    }
}

/// What is rated, by how much it is short: green, amber, red.
const COLOURS: [(&str, u32); 3] = [("green", 0), ("amber", 14_000), ("red", 100_000)];
const FORMATS: [&str; 9] = ["table", "markdown", "csv", "json", "jsonl", "html", "junit", "sarif", "github"];

fn gate(plan: &str, words: &[&str]) -> Run {
    let always = ["assess", plan, "--as-at", "2011-09-30", "--scope", "money", "--quiet", "--fail-on"];
    run(&[&always[..], words].concat())
}

#[test]
fn the_truth_table_holds_in_every_format_with_and_without_an_exception() {
    let exceptions = "scheme,code,kind,reason,owner,approver,until,up_to\n\
                      S1,F13-FIN-5,accepted,re-tendered,A Smith,B Jones,2011-12-31,100%\n\
                      ,F13-FIN-5,accepted,re-tendered,A Smith,B Jones,2011-12-31,100%\n";
    for (colour, by) in COLOURS {
        let files = folder(&[("plan.csv", &short(by)), ("exceptions.csv", exceptions)]);
        let (plan, exceptions) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
        for subject in ["scheme", "finance", "plan"] {
            // £14,000 of £200,000 is 7%; £100,000 of it half
            for level in ["red", "amber", "grey"] {
                let fails = match (level, colour) {
                    ("red", "red") | ("amber", "amber" | "red") => 1,
                    _ => 0,
                };
                let rule = format!("{level}:{subject}");
                for format in FORMATS {
                    let out = at(&files, "out");
                    let words = [rule.as_str(), "--format", format, "-o", &out];
                    assert_eq!(gate(&plan, &words).status, fails, "{rule} of {colour} as {format}");
                    let words = [&words[..], &["--exceptions", &exceptions]].concat();
                    assert_eq!(gate(&plan, &words).status, 0, "{rule} of {colour}, accepted, as {format}");
                }
            }
        }
    }
}

#[test]
fn what_is_absent_or_not_assessed_fails_and_a_policy_can_let_it_pass() {
    let files = folder(&[("plan.csv", &short(0))]);
    let plan = at(&files, "plan.csv");
    for (rule, why) in [
        ("amber:headroom", "headroom: nothing to look at: no challenge"),
        ("red:headroom", "nothing to look at"),
        ("grey:delivery", "scope money does not judge it"),
        ("red:row", "Appendix One: nothing to look at"),
    ] {
        let failed = gate(&plan, &[rule]).ended(1);
        assert!(failed.err.contains(why), "{rule}: {}", failed.err);
        gate(&plan, &[rule, "--set", "gate_missing=pass"]).ended(0);
    }
    // no forecast: deleting a column opens nothing
    let files = folder(&[("plan.csv", "scheme,plan_ytd,actual_ytd\nS1,100,100\n")]);
    let failed = gate(&at(&files, "plan.csv"), &["red:forecast"]).ended(1);
    failed.err.says(&["forecast: nothing to look at: no forecast"]);
}

#[test]
fn deleting_a_table_never_opens_a_gate() {
    let rules =
        "amber:headroom,red:scheme,red:row,amber,red,amber:delivery,amber:row,grey:row,red:workstream";
    for scope in ["plan", "auto"] {
        let failed = |without: Option<&str>| -> Vec<String> {
            let files = folder(&[]);
            for file in fs::read_dir("fixtures/anytown-mid-year").unwrap().map(|entry| entry.unwrap().path())
            {
                if without.is_none_or(|table| file.file_stem().unwrap() != table) {
                    fs::copy(&file, files.path().join(file.file_name().unwrap())).unwrap();
                }
            }
            let path = files.path().to_str().unwrap();
            let words = ["assess", path, "--quiet", "--scope", scope, "--fail-on", rules, "--format", "json"];
            let report = run(&words).json();
            let rules = report["gate"]["rules"].as_array().unwrap().clone();
            rules
                .iter()
                .filter(|rule| rule["passed"] == false)
                .map(|rule| rule["rule"].as_str().unwrap().to_owned())
                .collect()
        };
        let before = failed(None);
        assert!(before.len() > 4, "{before:?}");
        for table in ["years", "milestones", "kpis", "risks", "engagement", "activity", "inputs", "totals"] {
            let after = failed(Some(table));
            for rule in &before {
                assert!(after.contains(rule), "{rule} opens without {table} in scope {scope}");
            }
        }
    }
}

#[test]
fn a_waiver_stops_where_it_was_given() {
    let files = folder(&[("plan.csv", &short(14_000))]);
    let (plan, sheet) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
    gate(&plan, &["amber:scheme", "--write-exceptions", &sheet]).ended(1);
    // blank, it is refused
    let refused = gate(&plan, &["amber:scheme", "--exceptions", &sheet]).ended(2);
    refused.err.says(&[
        "lacks its `reason`",
        "lacks its `owner`",
        "lacks its `approver`",
        "lacks its `until`",
    ]);
    let written = fs::read_to_string(&sheet).unwrap();
    assert!(written.contains(",S1,F13-FIN-5,accepted,,,,,,,14%,"), "{written}");
    let filled = written.replace(",accepted,,,,,,", ",accepted,re-tendered,A Smith,B Jones,,2011-12-31,");
    fs::write(&sheet, filled).unwrap();
    let accepted = gate(&plan, &["amber:scheme", "--exceptions", &sheet]).ended(0);
    assert_eq!(accepted.err, "");
    let worse = at(&files, "worse.csv");
    fs::write(&worse, short(100_000)).unwrap();
    let failed = gate(&worse, &["amber:scheme", "--exceptions", &sheet]).ended(1);
    failed.err.says(&["S1: red", "F13-FIN-5 unmet"]);
    let said = run(&["assess", &worse, "--as-at", "2011-09-30", "--exceptions", &sheet]);
    said.err.says(&["holds up to 14% and no further: S1: 100% today"]);
    // the sheet is never written over
    gate(&plan, &["amber:scheme", "--write-exceptions", &sheet]).ended(2);
}

#[test]
fn one_accepted_false_total_accepts_no_other() {
    let plan = |care: &str, pharmacy: &str| {
        format!(
            "record,organisation,unit,scheme,workstream,plan_ytd,actual_ytd,level,table,column,stated\n\
             plan,Anytown PCT,£,,,,,,,,\n\
             scheme,,,S1,Care,100,100,,,,\n\
             scheme,,,S2,Pharmacy,100,100,,,,\n\
             total,,,,Care,,,workstream,schemes,plan_ytd,{care}\n\
             total,,,,Pharmacy,,,workstream,schemes,plan_ytd,{pharmacy}\n"
        )
    };
    let files = folder(&[("plan.csv", &plan("300", "100")), ("later.csv", &plan("300", "400"))]);
    let (first, later, sheet) =
        (at(&files, "plan.csv"), at(&files, "later.csv"), at(&files, "exceptions.csv"));
    let failed = gate(&first, &["finding:ST", "--write-exceptions", &sheet]).ended(1);
    failed.err.says(&["ST"]);
    let filled = fs::read_to_string(&sheet)
        .unwrap()
        .replace(",accepted,,,,,,", ",accepted,agreed with the region,A Smith,B Jones,,2011-12-31,");
    fs::write(&sheet, filled).unwrap();
    gate(&first, &["finding:ST", "--exceptions", &sheet]).ended(0);
    let failed = gate(&later, &["finding:ST", "--exceptions", &sheet]).ended(1);
    failed.err.says(&["1 of 2", "Pharmacy"]);
    // without the fingerprint it accepts none
    fs::write(
        &sheet,
        "code,kind,reason,owner,approver,until\nST,accepted,agreed,A Smith,B Jones,2011-12-31\n",
    )
    .unwrap();
    gate(&first, &["finding:ST", "--exceptions", &sheet]).ended(1);
}

#[test]
fn findings_are_gated_by_severity_and_by_how_codes_begin() {
    let plan = "anytown-mid-year";
    let gate = |rule: &str| run(&["assess", plan, "--quiet", "--fail-on", rule, "-o", "/dev/null"]);
    gate("finding:error").ended(1).err.says(&["gate finding:error failed: 1 of 8", "ST"]);
    gate("finding:S").ended(1).err.says(&["gate finding:S failed: 2 of 8"]);
    gate("finding:TK").ended(0);
    gate("finding:Q9").ended(2).err.says(&["`Q9` is not a finding"]);
}

#[test]
fn the_report_holds_the_gate() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let run = gate(&at(&files, "plan.csv"), &["red:scheme,amber:headroom", "--format", "json"]).ended(1);
    let gate = &exact(&run.out)["gate"];
    assert_eq!(gate["passed"], false);
    let rule = &gate["rules"][0];
    assert_eq!(rule["rule"], "red:scheme");
    assert_eq!(rule["failed"][0]["held_by"][0]["code"], "F13-FIN-5");
    assert_eq!(rule["failed"][0]["held_by"][0]["accepted"], serde_json::Value::Null);
    assert_eq!(gate["rules"][1]["failed"][0]["missing"], true);
}

#[test]
fn codes_are_selected_by_how_they_begin() {
    let words = ["assess", "anytown-mid-year", "--quiet", "--scope", "plan", "--format", "csv", "--view"];
    let all = run(&[&words[..], &["criteria", "--select", "F13-FIN"]].concat()).out;
    assert!(all.lines().skip(1).all(|line| line.contains("F13-FIN-")), "{all}");
    assert!(all.contains("F13-FIN-1") && all.contains("F13-FIN-6"));
    let none = run(&[&words[..], &["criteria", "--ignore", "F13,A1"]].concat()).out;
    assert!(!none.contains("F13-") && !none.contains("A1-"), "{none}");
}

#[test]
fn every_scheme_is_a_star_and_what_is_wrong_with_an_exception_is_said() {
    let files = folder(&[("plan.csv", &short(14_000))]);
    let (plan, sheet) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
    let said = |scheme: &str, code: &str, until: &str, up_to: &str, ends: i32| {
        let row = format!("{scheme},{code},accepted,re-tendered,A Smith,B Jones,{until},{up_to}\n");
        fs::write(&sheet, format!("scheme,code,kind,reason,owner,approver,until,up_to\n{row}")).unwrap();
        let words = ["assess", &plan, "--as-at", "2011-09-30", "--scope", "money", "--exceptions", &sheet];
        run(&[&words[..], &["--fail-on", "amber:scheme"]].concat()).ended(ends).err
    };
    let far = "2011-12-31";
    assert!(!said("*", "F13-FIN-5", far, "20%", 0).contains("the exception for"));
    said("*", "F13-FIN-5", far, "", 0).says(&["has no limit: it accepts 14% today"]);
    said("S1", "F13-FIN-5", "2011-08-31", "20%", 1).says(&["is not in force on the reporting date"]);
    said("S2", "F13-FIN-5", far, "20%", 1).says(&["is stale: there is nothing to except, it is met"]);
    said("S1", "F13-MIL-3", far, "", 1).says(&["matches nothing that was assessed"]);
    said("S9", "F13-FIN-5", far, "", 2).says(&["there is no scheme `S9`"]);
    said("S1", "F13-FIN-5", far, "lots", 2).says(&["`lots` stands here", "write an amount"]);
    // the organisation's own line is not its schemes'
    said("", "F13-FIN-5", far, "20%", 1).says(&["gate amber:scheme failed"]);
}

#[test]
fn a_scheme_that_no_criterion_judges_is_held_by_its_money_and_an_exception_is_about_it() {
    let closed = "scheme,name,workstream,stage,plan_ytd,actual_ytd\nC1,Old taxis,Supplies,closed,100,70\n";
    let files = folder(&[
        ("plan.csv", closed),
        ("far.csv", &exceptions("C1", "2011-12-31", "30%")),
        ("near.csv", &exceptions("C1", "2011-12-31", "29%")),
    ]);
    let (plan, written) = (at(&files, "plan.csv"), at(&files, "written.csv"));
    let gate = |more: &[&str]| {
        let words = ["assess", &plan, "--as-at", "2011-09-30", "--scope", "money", "--fail-on", "red:scheme"];
        run(&[&words, more].concat())
    };
    gate(&[]).ended(1).err.says(&["gate red:scheme failed: 1 of 1\n  C1: red\n    F13-FIN-5"]);
    // what is short today is written for it as for any scheme, and accepted as far as it goes
    gate(&["--write-exceptions", &written]).ended(1);
    fs::read_to_string(&written).unwrap().says(&["C1,F13-FIN-5,"]);
    gate(&["--exceptions", &at(&files, "far.csv")]).ended(0);
    gate(&["--exceptions", &at(&files, "near.csv")]).ended(1);
}

#[test]
fn an_exception_is_reported_as_it_was_given_to_its_last_day() {
    let total = format!("{}Total,,200000,186500,400000,400000\n", short(14_000));
    let files = folder(&[("plan.csv", &total)]);
    let (plan, sheet) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
    let words = ["assess", &plan, "--as-at", "2011-09-30", "--scope", "money", "--format", "json"];
    let found = run(&words).json()["findings"][0].clone();
    assert_eq!(found["code"], "ST");
    let mark = found["fingerprint"].as_str().unwrap();
    let rows = [
        "S1,F13-FIN-5,accepted,re-tendered,A Smith,B Jones,2011-09-30,20%,",
        ",F13-FIN-5,accepted,one contract late,A Smith,B Jones,2011-12-31,10%,",
        &format!(",ST,accepted,a slip,A Smith,B Jones,2011-12-31,£500,{mark}"),
        "S1,F13-FIN-5,accepted,re-tendered,A Smith,A Smith,2011-12-31,20%,",
        ",ST,accepted,any slip,A Smith,B Jones,2011-12-31,£500,",
    ];
    let heading = "scheme,code,kind,reason,owner,approver,until,up_to,fingerprint";
    fs::write(&sheet, format!("{heading}\n{}\n", rows.join("\n"))).unwrap();
    let report = run(&[&words[..], &["--exceptions", &sheet]].concat()).ended(0).json();
    let given = report["plans"][0]["exceptions"].as_array().unwrap();
    let text = |of: &serde_json::Value, key: &str| of[key].as_str().unwrap_or("").to_owned();
    for (own, row) in given.iter().zip(rows) {
        let keys = ["scheme", "code", "kind", "reason", "owner", "until", "up_to", "fingerprint"];
        let said = keys.map(|key| text(own, key));
        let mut row: Vec<&str> = row.split(',').collect();
        row.remove(5);
        assert_eq!(said.each_ref().map(String::as_str)[..], row);
    }
    let in_force: Vec<bool> = given.iter().map(|own| own["in_force"] == true).collect();
    assert_eq!(in_force, [true, true, true, false, true]);
    let lines: Vec<u64> = given.iter().map(|own| own["places"][0]["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6]);
    assert_eq!(given[4]["fault"], "the exception for ST does not say which finding it accepts");
    let accepted = |level: &str| {
        let lines = report["plans"][0]["exception_report"].as_array().unwrap().iter();
        let own =
            lines.filter(|line| line["level"] == level).flat_map(|line| line["accepted"].as_array().unwrap());
        own.map(|said| said.as_str().unwrap().to_owned()).collect::<Vec<_>>().join("; ")
    };
    accepted("organisation").says(&["(owner A Smith): one contract late", "(owner A Smith): a slip"]);
    assert_eq!(accepted("workstream"), "");
    accepted("scheme")
        .says(&["F13-FIN-5 accepted to 30 Sep 2011, B Jones, up to 20% (owner A Smith): re-tendered"]);
    // what is wrong with one is found of its scheme, at its cell
    let faults = report["findings"].as_array().unwrap().iter().filter(|own| own["code"] == "DA");
    let faults: Vec<_> = faults.map(|own| (text(own, "scheme"), own["places"][0]["line"].as_u64())).collect();
    assert_eq!(faults, [("S1".to_owned(), Some(5)), (String::new(), Some(6))]);
}
