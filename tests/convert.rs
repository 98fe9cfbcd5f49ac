//! A plan converted to any form and assessed gives the report of the plan it was made from.

use crate::run::{at, folder, run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The forms, as the end of a path.
pub const FORMS: [&str; 5] = ["plan.csv", "tables/", "plan.json", "plan.jsonl", "plan.xlsx"];

/// What differs between forms by nature: where things stand, what was read of which file, remarks on how
/// it was understood (a title's year, a name taken from a file), and counts of columns and rows of files
/// (a total row becomes a row of the table `totals`).
const OWN_TO_A_FORM: [&str; 8] =
    ["inputs", "file", "places", "place", "notes", "columns_left_out", "rows_left_out", "total_rows"];

/// The fixtures with the options they need to be read. What an option says is written into the plan,
/// so that the converted plan needs none; but the policy's hash knows of the option.
pub const FIXTURES: [(&str, &[&str]); 10] = [
    ("anytown-mid-year", &[]),
    ("register.xls", &[]),
    ("published/nhs-london-2011-02/as-published.csv", &[]),
    ("published/nhs-london-2011-02/as-published-milestones.csv", &[]),
    ("published/nhs-london-2011-02/as-published-rag.csv", &[]),
    ("anytown-judgements.csv", &[]),
    ("published/sw-essex-2011-06-headroom/as-published.csv", &[]),
    ("published/sw-essex-2011-06-headroom/as-published-month1.csv", &["--map", "Plan=plan_ytd"]),
    ("published/south-essex-2011-06-delivery-boards/as-published.csv", &["--sign", "negative"]),
    ("published/nao-2011-09-sha-shares/as-published-challenge.csv", &[]),
];

/// Takes out what differs between forms by nature.
pub fn drop_own_to_a_form(value: &mut Value) {
    without(value, &OWN_TO_A_FORM);
}

fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !keys.contains(&key.as_str()));
            map.values_mut().for_each(|value| without(value, keys));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| without(value, keys)),
        _ => {}
    }
}

/// The report as JSON, byte for byte apart from what differs by nature.
pub fn report(path: &str, options: &[&str]) -> String {
    let words = [&["assess", path, "--format", "json", "--quiet"], options].concat();
    let run = run(&words).ended(0);
    let mut value: Value = run.json();
    drop_own_to_a_form(&mut value);
    without(&mut value, &["policy"]);
    serde_json::to_string_pretty(&value).unwrap()
}

/// The first line at which two texts differ.
pub fn assert_same(one: &str, other: &str, what: &str) {
    let differs = one.lines().zip(other.lines()).enumerate().find(|(_, (a, b))| a != b);
    let near = |text: &str, line: usize| {
        text.lines().skip(line.saturating_sub(12)).take(14).collect::<Vec<_>>().join("\n")
    };
    if let Some((line, _)) = differs {
        panic!("{what}: line {line}:\n{}\n\nis now\n{}", near(one, line), near(other, line));
    }
    assert_eq!(one.len(), other.len(), "{what}");
}

pub fn converted(from: &str, options: &[&str], to: &TempDir, form: &str) -> String {
    let out = at(to, form);
    let words = [&["convert", from, "-o", &out, "--quiet"], options].concat();
    let run = run(&words);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{from} to {form}");
    out
}

#[test]
fn every_form_of_every_fixture_gives_the_same_report() {
    for (fixture, options) in FIXTURES {
        let expected = report(fixture, options);
        for form in FORMS {
            let to = folder(&[]);
            let out = converted(fixture, options, &to, form);
            assert_same(&expected, &report(&out, &[]), &format!("{fixture} as {form}"));
        }
    }
}

#[test]
fn the_worked_plan_gives_one_report_in_every_form() {
    let expected = report("anytown", &[]);
    for from in ["anytown", "anytown.json", "anytown.xlsx", "anytown.ods"] {
        assert_same(&expected, &report(from, &[]), from);
        for form in FORMS {
            let to = folder(&[]);
            let out = converted(from, &[], &to, form);
            assert_same(&expected, &report(&out, &[]), &format!("{from} as {form}"));
        }
    }
}

#[test]
fn the_same_plan_is_the_same_bytes_from_every_form() {
    let to = folder(&[]);
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for from in ["anytown", "anytown.json"] {
        for form in FORMS {
            let there = folder(&[]);
            let out = converted(from, &[], &there, form);
            texts.push(fs::read(converted(&out, &[], &to, "back.json")).unwrap());
        }
    }
    assert!(texts.iter().all(|text| *text == texts[0]));
}

/// Whatever a reader keeps: units of cells, last digits, cumulative years, ids that are awkward, a
/// month that could be a year, text that a spreadsheet would take for a formula.
#[test]
fn awkward_plans_survive() {
    let plans: [(&str, &str); 8] = [
        ("plans.csv", "organisation,as_at\nA PCT,2011-09-30\nB PCT,\n"),
        ("unit.csv", "scheme,plan_ytd £000,actual_ytd £000\nS1,£1.25m,900\nS2,\"1,000.50\",£0.90m\n"),
        (
            "cumulative.json",
            r#"{"plan":{"organisation":"A","basis":"cumulative","unit":"£m","as_at":"2013-03-31"},
            "years":[{"year":"2012/13","challenge":"12.25","identified":"11"},{"year":"2011/12","challenge":"10.5","identified":"12.125"}],
            "schemes":[{"scheme":"S"}],
            "savings":[{"scheme":"S","period":"2011/12","plan":"1.5","actual":"1"},{"scheme":"S","period":"2012/13","plan":"3.25","actual":"2"}]}"#,
        ),
        (
            "december.json",
            r#"{"savings":[{"scheme":"S","period":"Dec 2011","plan":"10","actual":"9"},{"scheme":"=1+1","period":"Dec 2011","plan":"10","actual":"9"}]}"#,
        ),
        (
            "names.csv",
            "record,scheme,name,workstream,plan_ytd,actual_ytd,outside_total,period,plan,actual\n\
             scheme,Whole,,Care,,,,,,\nscheme,A,,,100,90,,,,\nscheme,\"- dash, and \"\"quote\"\"\",a|b;c,,5,4,yes,,,\n\
             scheme,B,,,,,,,,\nsaving,B,,,,,,Q1 2011/12,10,9\nsaving,Whole,,,,,,2011/12,7,7\n",
        ),
        (
            "register.csv",
            "Scheme ref,Scheme name,Plan to date £k,Actual to date £k\nMedicines,,,\nM1,Statins,100,90\nM2,Switches,50,50\n\
             ,Sub-total,150,140\nEstates,,,\nE1,Leases,20,5\n,Total,170,145\nX9,Outside,1,1\n",
        ),
        (
            "tracker.csv",
            "region,organisation,workstream,scheme_id,scheme,month,plan,actual,forecast\n\
             North,A PCT,Care,1,One,2011-04,10,9,9\nNorth,A PCT,Care,1,One,2011-12,10,TBC,9\n\
             South,B PCT,Care,1,One,2011-04,20,22,\nSouth,B PCT,Drugs,2,Two,2011-04,20,-,21\n",
        ),
        ("across.csv", "Scheme,2011/12,2012/13,Total\nOne,10,20,30\nTwo,5,5,11\n"),
    ];
    for (name, text) in plans {
        let files = folder(&[(name, text)]);
        let from = at(&files, name);
        let expected = report(&from, &[]);
        for form in FORMS {
            let to = folder(&[]);
            let out = converted(&from, &[], &to, form);
            assert_same(&expected, &report(&out, &[]), &format!("{name} as {form}"));
        }
    }
}

#[test]
fn nothing_is_written_of_an_unsound_plan_or_over_an_input() {
    let files = folder(&[
        ("broken.csv", "scheme,plan_ytd,actual_ytd\nS1,twelve,3\n"),
        ("good/plan.csv", crate::run::REGISTER),
    ]);
    let out = at(&files, "out.json");
    run(&["convert", &at(&files, "broken.csv"), "-o", &out]).ended(3);
    assert!(!std::path::Path::new(&out).exists());
    let good = at(&files, "good/plan.csv");
    for words in [
        vec!["convert", &good],
        vec!["convert", &good, "-o", &good],
        vec!["convert", &at(&files, "good"), "-o", &at(&files, "good/other.json")],
        vec!["convert", &good, "-o", &at(&files, "good/")],
        vec!["convert", &good, "-o", &at(&files, "out.pdf")],
        vec!["convert", &good, "--to", "xlsx"],
        vec!["convert", &good, "--to", "json", "--scope", "plan"],
        vec!["convert", &good, "--to", "folder"],
    ] {
        let run = run(&words);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{words:?}: {}", run.err);
    }
    let printed = run(&["convert", &good, "--to", "json", "--quiet"]);
    assert!(printed.out.starts_with("{\n  \"plan\": ["), "{}", printed.out);
}

/// A scheme called as a total, or whose figures the others make as a workbook rounds them, is one in every form: where
/// its name would be read as a total's, its row says what it is.
#[test]
fn a_scheme_called_as_a_total_is_one_in_every_form() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed/corpus/convert");
    let rounded = fs::read_to_string(corpus.join("scheme-called-total.csv")).unwrap();
    let named = "record,scheme,period,plan,actual\nscheme,Total,,,\nscheme,A,,,\nsaving,Total,2011/12,7,7\nsaving,A,2011/12,7,7\n";
    for text in [rounded.as_str(), named] {
        let files = folder(&[("plan-as-given.csv", text)]);
        let plan = at(&files, "plan-as-given.csv");
        let made = |from: &str, form: &str| {
            let path = at(&files, form);
            run(&["convert", from, "-o", &path]).ended(0);
            (report(&path, &[]), path)
        };
        let (expected, book) = (made(&plan, "first.csv").0, made(&plan, "first.xlsx").1);
        for form in FORMS {
            assert_same(&expected, &made(&plan, form).0, form);
            // and from a workbook, which keeps no zeros at the end of an amount
            made(&book, &format!("again-{form}"));
        }
    }
}
