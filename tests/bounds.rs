//! Inputs made to cost much are read within bounds and told in few words; what is written replaces nothing that is
//! read. What each costs is measured by `benches/hostile.py`.

use crate::run::{Says, at, folder, qipp, run, run_command, run_with_input};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

/// The most that is said of any input, in bytes.
const MOST_SAID: usize = 1_000_000;

const HEADINGS: &str = "organisation,workstream,scheme,name,plan_year,forecast_year\n";

#[test]
fn names_without_an_end_or_without_room_are_cut() {
    for name in ["\u{1B}]".repeat(100_000), format!("a{}", "\u{301}".repeat(100_000))] {
        let plan = format!("{HEADINGS}Anytown,Care,S1,{name},100,100\n");
        let files = folder(&[("plan.csv", &plan)]);
        let run = run(&["assess", &at(&files, "plan.csv")]).ended(0);
        assert!(run.out.len() < 20_000, "{}", run.out.len());
    }
}

#[test]
fn a_great_many_ids_that_match_nothing_are_told_in_few_words() {
    let (mut schemes, mut savings) =
        (HEADINGS.to_owned(), "organisation,scheme,name,month,plan\n".to_owned());
    for number in 0..2_000 {
        let _ = writeln!(schemes, "Anytown,Care,QIPP-{number:05},Scheme {number},100,100");
        let _ = writeln!(savings, "Anytown,QUIP{number:05},Scheme {number},2010-04,1");
    }
    let files = folder(&[("plan/schemes.csv", &schemes), ("plan/savings.csv", &savings)]);
    let run = run(&["assess", &at(&files, "plan")]).ended(3);
    assert!(run.err.len() < MOST_SAID, "{}", run.err.len());
    run.err.says(&["did you mean `QIPP-00000`?", "2,000 problems"]);
}

#[test]
fn problems_beyond_what_anybody_reads_are_counted() {
    let policy: String = (0..6_000).map(|at| format!("x{at}qqq = 1\n")).collect();
    let files = folder(&[("policy.toml", &policy), ("plan.csv", crate::run::REGISTER)]);
    let run = run(&["assess", &at(&files, "plan.csv"), "--policy", &at(&files, "policy.toml")]).ended(2);
    assert!(run.err.len() < MOST_SAID, "{}", run.err.len());
    run.err.says(&["there is no setting `x0qqq`", "problems further on: mend these first"]);
}

#[test]
fn notes_beyond_what_anybody_reads_are_counted() {
    let (mut headings, mut cells) =
        (HEADINGS.trim_end().to_owned(), "Anytown,Care,S1,Ward,100,100".to_owned());
    for column in 0..8_000 {
        let _ = write!(headings, ",meaning nothing at all {column}");
        cells.push_str(",x");
    }
    let run = run_with_input(&["assess", "-"], &format!("{headings}\n{cells}\n")).ended(0);
    assert!(run.err.len() < MOST_SAID && run.err.contains("notes further on"), "{}", run.err.len());
}

#[test]
fn a_stream_that_is_no_plan_is_cut_at_a_limit() {
    let run = run_with_input(&["assess", "-", "--limit", "text=1MB"], &"y\n".repeat(1 << 20)).ended(3);
    run.err.says(&["more than 1 MB come of an input whose length nobody knows", "--limit text=2MB"]);
}

#[test]
fn a_long_stream_needs_no_folder_for_temporary_files() {
    let mut plan = HEADINGS.to_owned();
    (0..100_000).for_each(|at| {
        let _ = writeln!(plan, "Anytown,Care,S{at},Scheme number {at} of a long list,100,100");
    });
    assert!(plan.len() > 5 << 20);
    let words = ["assess", "-", "--view", "finance", "--format", "csv", "--by", "organisation"];
    let mut without = qipp(&words);
    without.env("TMPDIR", "/nowhere");
    let (without, with) = (run_command(without, &plan).ended(0), run_with_input(&words, &plan).ended(0));
    assert_eq!(without.out, with.out);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let files = folder(&[("plan/schemes.csv", crate::run::REGISTER)]);
    let pipe = at(&files, "plan/pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    run(&["assess", &at(&files, "plan")]).ended(0).err.says(&["not read: pipe.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_be_read_takes_nothing_from_the_others() {
    // which even the system's owner may not read
    let closed = "/proc/sys/vm/compact_memory";
    if fs::File::open(closed).is_ok_and(|mut file| std::io::Read::read(&mut file, &mut [0]).is_ok()) {
        return; // here everything may be read
    }
    let files =
        folder(&[("plans/a/plan.csv", crate::run::REGISTER), ("plans/b/plan.csv", crate::run::REGISTER)]);
    std::os::unix::fs::symlink(closed, at(&files, "plans/b/years.csv")).unwrap();
    let plans = at(&files, "plans");
    run(&["assess", &plans])
        .ended(3)
        .err
        .says(&["years.csv: error[syntax]: it may not be read", "mend: ask"]);
    let kept = run(&["assess", &plans, "--keep-going"]).ended(3);
    kept.err.says(&["1 of 2 organisations assessed; left out: b"]);
}

#[test]
fn a_result_replaces_no_policy_and_no_other_result() {
    let policy = "[finance]\nfinance_red_from = 12\n";
    let files = folder(&[("plan.csv", crate::run::REGISTER), ("policy.toml", policy)]);
    let (plan, own) = (at(&files, "plan.csv"), at(&files, "policy.toml"));
    for words in [&["--policy", &own, "-o", &own][..], &["--also", &own, "-o", &own]] {
        run(&[&["assess", &plan], words].concat()).ended(2).err.says(&["is an input"]);
        assert_eq!(fs::read_to_string(&own).unwrap(), policy);
    }
    let (one, same) = (at(&files, "r.json"), at(&files, "./r.json"));
    let report = format!("json={one}");
    run(&["assess", &plan, "--report", &report, "-o", &same])
        .ended(2)
        .err
        .says(&["is given for two results"]);
    assert!(!files.path().join("r.json").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_fault_of_the_machine() {
    for words in [&["--help"][..], &["--version"], &["assess", "--help"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let ended = qipp(words).stdout(full).output().unwrap();
        assert_eq!(ended.status.code(), Some(4), "{words:?}");
    }
}

#[test]
fn a_table_of_a_known_name_and_of_unknown_columns_is_not_said_to_be_unknown() {
    let run = run_with_input(&["assess", "-"], "{\"schemes\":[{\"k0\":1}]}").ended(3);
    assert!(!run.err.contains("did you mean `schemes`"), "{}", run.err);
}
