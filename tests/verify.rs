//! `qipp verify`: a report is reproduced from its files wherever they lie, and whatever differs is named.

use crate::run::{Run, Says, at, folder, run};
use crate::worked_plan::fixture;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Writes the report of an assessment, and gives its path.
fn report(to: &TempDir, words: &[&str]) -> String {
    let path = at(to, "report.json");
    let run = run(&[&["assess"], words, &["--quiet", "--format", "json", "-o", &path]].concat());
    assert!(Path::new(&path).exists(), "{}", run.err);
    path
}

fn verify(report: &str, files: &[&str]) -> Run {
    run(&[&["verify", report], files].concat())
}

/// The fixture's file or folder, copied elsewhere under another name.
fn copied(to: &TempDir, name: &str, called: &str) -> String {
    let (from, copy) = (fixture(name), at(to, called));
    if from.is_dir() {
        fs::create_dir_all(&copy).unwrap();
        for entry in fs::read_dir(&from).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), Path::new(&copy).join(entry.file_name())).unwrap();
        }
    } else {
        fs::copy(&from, &copy).unwrap();
    }
    copy
}

fn change(path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

const LONDON: &str = "published/nhs-london-2011-02/as-published.csv";

#[test]
fn what_comes_of_the_same_files_is_reproduced() {
    for words in [
        &["anytown"][..],
        &["anytown.xlsx"],
        &["anytown.json", "--scope", "money"],
        &[LONDON],
        &["anytown-mid-year", "--judgements", "anytown-judgements.csv", "--as-at", "2011-08", "--unit", "£m"],
        &[
            "anytown-mid-year",
            "--policy",
            "strict",
            "--set",
            "coverage=70",
            "--ignore",
            "TK,ST",
            "--keep-going",
        ],
        &["northfold-icb-2025/month-6", "--policy", "current", "--expect-org", "Nobody Trust"],
        &["anytown-mid-year", "--departmental", "anytown-departmental.csv", "--previous", "anytown"],
    ] {
        let to = folder(&[]);
        let report = report(&to, words);
        let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
        for word in words.iter().filter(|word| fixture(word).exists()) {
            here.push((*word).to_owned());
            if !word.contains("northfold") {
                let name = word.rsplit('/').next().unwrap();
                elsewhere.push(copied(&to, word, if fixture(word).is_dir() { name } else { "other.data" }));
            }
        }
        here.reverse();
        let paths = |list: &[String]| verify(&report, &list.iter().map(String::as_str).collect::<Vec<_>>());
        let said = paths(&here).ended(0).out;
        assert!(said.starts_with("reproduced: ") && said.lines().count() == 1, "{words:?}: {said}");
        if !elsewhere.is_empty() {
            assert_eq!(paths(&elsewhere).ended(0).out, said, "{words:?}");
        }
    }
}

#[test]
fn a_report_of_mapped_headings_repeats_what_was_said_of_them() {
    let plan = "Ref,What,Opportunity,Got\nS1,Taxis,100,90\nTotal,,100,90\n";
    let to = folder(&[("plan.csv", plan), ("own.toml", "[columns]\n\"Opportunity\" = \"plan_ytd\"\n")]);
    let (plan, own) = (at(&to, "plan.csv"), at(&to, "own.toml"));
    let words = [
        &plan,
        "--policy",
        &own,
        "--map",
        "Got=actual_ytd",
        "--map",
        "line 3=ignore",
        "--amounts-in",
        "£000",
    ];
    let report = report(&to, &words);
    fs::remove_file(own).unwrap();
    assert_eq!(verify(&report, &[&plan]).ended(0).out.lines().count(), 1);
}

#[test]
fn what_stood_on_standard_input_may_be_a_file() {
    let text = fs::read_to_string(fixture(LONDON)).unwrap();
    let to = folder(&[]);
    let report = at(&to, "report.json");
    crate::run::run_with_input(&["assess", "-", "--quiet", "--format", "json", "-o", &report], &text)
        .ended(0);
    verify(&report, &[LONDON]).ended(0);
}

#[test]
fn a_changed_cell_is_told_with_its_file_and_what_moved() {
    let to = folder(&[]);
    let report = report(&to, &["anytown-mid-year", "--judgements", "anytown-judgements.csv"]);
    let copy = copied(&to, "anytown-mid-year", "anytown-mid-year");
    change(&format!("{copy}/savings.csv"), "PC-04,2011-04,54450,41495", "PC-04,2011-04,54450,1");
    let run = verify(&report, &[&copy, "anytown-judgements.csv"]).ended(1);
    run.out.says(&[
        "not reproduced: 1 input differs, ",
        "\nchanged: anytown-mid-year/savings.csv (16,554 bytes, SHA-256 ",
        "\nAnytown PCT: actual to date: 9,600,128 → 9,558,634\n",
        "\nAnytown PCT, Planned care, PC-04: finance: actual to date: 264,003 → 222,509\n",
        " more: --all)\n",
    ]);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let all = run_all(&report, &copy);
    assert!(all.lines().count() > run.out.lines().count() && !all.contains("--all"), "{all}");
}

fn run_all(report: &str, copy: &str) -> String {
    run(&["verify", report, copy, "anytown-judgements.csv", "--all"]).ended(1).out
}

#[test]
fn a_file_that_is_not_given_is_missing_and_one_too_many_is_added() {
    let to = folder(&[]);
    let report = report(&to, &["anytown-mid-year", "--judgements", "anytown-judgements.csv"]);
    verify(&report, &["anytown-mid-year"]).ended(1).out.says(&[
        "\nmissing: anytown-judgements.csv (2,427 bytes, SHA-256 10b02a509cef…)\n",
        "\nAnytown PCT: owed: 0 → 12\n",
    ]);
    let copy = copied(&to, "anytown-mid-year", "anytown-mid-year");
    fs::remove_file(format!("{copy}/kpis.csv")).unwrap();
    fs::write(format!("{copy}/more.csv"), "risk,scheme,description\nR99,PC-01,weather\n").unwrap();
    verify(&report, &[&copy, "anytown-judgements.csv"]).ended(1).out.says(&[
        "not reproduced: 2 inputs differ, ",
        "\nmissing: anytown-mid-year/kpis.csv (",
        "\nadded: anytown-mid-year/more.csv (",
    ]);
    assert_eq!(verify(&report, &[&at(&to, "no-such.csv")]).status, 2);
}

/// A list of who is expected is an input: read wherever it lies, and what changes in it is told.
#[test]
fn a_list_of_who_is_expected_is_an_input() {
    let to = folder(&[("who/expected.csv", "organisation\nAnytown PCT\nNobody Trust\n")]);
    let list = at(&to, "who/expected.csv");
    let report = report(&to, &["anytown", "--expect-org", "Somebody Trust", "--expect-org", &list]);
    assert_eq!(verify(&report, &["anytown", &list]).ended(0).out.lines().count(), 1);
    let elsewhere = at(&to, "elsewhere.csv");
    fs::rename(&list, &elsewhere).unwrap();
    verify(&report, &["anytown", &elsewhere]).ended(0);
    verify(&report, &["anytown"]).ended(1).out.says(&["missing: ", "expected.csv (38 bytes, SHA-256 "]);
    change(&elsewhere, "Nobody", "Another");
    fs::rename(&elsewhere, &list).unwrap();
    verify(&report, &["anytown", &list]).ended(1).out.says(&["changed: ", "Another Trust"]);
}

#[test]
fn a_report_that_was_held_against_another_asks_for_that() {
    let to = folder(&[]);
    let report = report(&to, &["anytown-mid-year", "--previous", "anytown"]);
    verify(&report, &["anytown-mid-year"])
        .ended(2)
        .err
        .says(&["held against an earlier submission, anytown; give it"]);
}

#[test]
fn another_figure_or_policy_in_the_report_is_found() {
    let to = folder(&[]);
    let report = report(&to, &[LONDON, "--set", "finance_red_from=12"]);
    let whole = fs::read_to_string(&report).unwrap();
    let with = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        fs::write(&report, whole.replacen(from, to, 1)).unwrap();
        verify(&report, &[LONDON])
    };
    with("617940000", "617940000.001").ended(1).out.says(&[
        "not reproduced: 1 figure differs\n",
        "as-published: actual to date: 617,940,000.001 → 617,940,000\n",
    ]);
    with("\"reason\": \"", "\"reason\": \"not ").ended(1).out.says(&["not reproduced: 1 text differs\n"]);
    with("\"finance_red_from\": \"12\"", "\"finance_red_from\": \"20\"").ended(1).out.says(&[
        "the policy differs",
        "\nPOLICY\nnao-2011: the report's hash is ",
        "rating: red → amber\n",
    ]);
    with("\"version\": \"0", "\"version\": \"99").ended(0).out.says(&["reproduced: ", "made by qipp 99."]);
    with("qipp-report/2", "qipp-report/3")
        .ended(3)
        .err
        .says(&["this is a qipp-report/3; this program reads qipp-report/2"]);
    with("\"options\": []", "\"options\": [\"--output=x.csv\"]").ended(3).err.says(&["cannot be made again"]);
    assert!(!fixture("x.csv").exists());
    with("finance_red_from\": \"12\"", "finance_red_form\": \"12\"")
        .ended(3)
        .err
        .says(&["there is no setting"]);
    for no_report in [LONDON, "anytown.json"] {
        verify(no_report, &[LONDON]).ended(3).err.says(&["error: this is no report\n  mend: "]);
    }
}
