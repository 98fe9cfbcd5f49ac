//! The same files give the same bytes wherever and however they are read: any time zone, language, width of the
//! terminal, number of threads; and the same report in whatever order they are given.

use crate::convert::assert_same;
use crate::run::{qipp, run, run_command};
use crate::worked_plan::fixture;
use serde_json::Value;
use std::fs;

/// The formats that are text; of workbooks `report_book` and the tests of marks hold it.
const FORMATS: [&str; 9] = ["table", "markdown", "csv", "json", "jsonl", "html", "sarif", "junit", "github"];

/// Environments in which people run it, each with a number of threads.
const AROUND: [(&str, &str, &str, &str); 2] =
    [("Pacific/Kiritimati", "tr_TR.UTF-8", "40", "1"), ("America/St_Johns", "C", "300", "7")];

fn made_in(around: (&str, &str, &str, &str), words: &[&str]) -> String {
    let (zone, language, columns, jobs) = around;
    let mut command = qipp(&[words, &["--jobs", jobs]].concat());
    command.envs([("TZ", zone), ("LANG", language), ("LC_ALL", language), ("COLUMNS", columns)]);
    let made = run_command(command, "");
    assert!(made.status < 2, "{words:?}: {}", made.err);
    made.out
}

#[test]
fn every_format_is_the_same_bytes_everywhere() {
    for input in ["anytown-mid-year", "northfold-icb-2025/month-6"] {
        for format in FORMATS {
            let view = if format == "csv" { "finance" } else { "all" };
            let words = ["assess", input, "--view", view, "--by", "all", "--format", format, "--quiet"];
            let plain = run(&words);
            assert!(plain.status < 2, "{input}: {}", plain.err);
            for around in AROUND {
                assert_same(
                    &plain.out,
                    &made_in(around, &words),
                    &format!("{input} as {format}, {around:?}"),
                );
            }
        }
    }
}

#[test]
fn what_is_explained_and_what_moved_are_the_same_everywhere() {
    let all: [&[&str]; 3] = [
        &["why", "anytown-mid-year", "F13-FIN-5"],
        &["compare", "anytown", "anytown-mid-year", "--format", "json"],
        &["map", "messy/quarters-across.csv"],
    ];
    for words in all {
        let plain = run(words);
        for around in AROUND {
            assert_same(&plain.out, &made_in(around, words), &format!("{words:?}, {around:?}"));
        }
    }
}

/// A report without what says which files were given, in which order.
fn without_files(words: &[&str]) -> Value {
    let mut report = run(&[words, &["--format", "json", "--quiet"]].concat()).json();
    report.as_object_mut().unwrap().remove("inputs").unwrap();
    for plan in report["plans"].as_array_mut().unwrap() {
        plan.as_object_mut().unwrap().remove("file").unwrap();
    }
    report
}

/// The files of a folder of fixtures as they are sorted, turned, and begun with the third.
fn orders(of: &str) -> [Vec<String>; 3] {
    let files = fs::read_dir(fixture(of)).unwrap().map(|file| file.unwrap().path().display().to_string());
    let mut sorted: Vec<String> = files.collect();
    sorted.sort();
    let (mut turned, mut begun) = (sorted.clone(), sorted.clone());
    turned.reverse();
    begun.rotate_left(2);
    [sorted, turned, begun]
}

#[test]
fn the_order_of_the_files_of_a_plan_decides_nothing() {
    let [expected, turned, begun] = orders("anytown").map(|files| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        without_files(&[&["assess"], &files[..]].concat())
    });
    assert!(turned == expected && begun == expected);
}

#[test]
fn the_order_of_plans_decides_the_order_of_their_lines_alone() {
    for view in ["finance", "headroom", "criteria", "report-card", "findings", "years"] {
        let [expected, turned, begun] = orders("northfold-icb-2025/month-6").map(|files| {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            let how = ["--view", view, "--by", "all", "--format", "csv", "--quiet"];
            let made = run(&[&["assess"], &files[..], &how].concat());
            let mut lines: Vec<String> = made.out.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        });
        assert_eq!(turned, expected, "{view}");
        assert_eq!(begun, expected, "{view}");
    }
}
