//! The error gallery: `fixtures/broken` holds a file for every problem, and its README.md the exact
//! message that each gives.

use crate::golden::assert_kept;
use crate::run::{qipp, run_command};
use crate::worked_plan::fixture;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What each kind of problem is, in the order of the page. Its code stands in brackets in the message.
const KINDS: [(&str, &str); 16] = [
    ("cell", "A cell does not hold what its column holds."),
    ("blank", "A cell that a row needs is blank."),
    ("period", "`2011-12`, where nothing says whether it is December 2011 or the year 2011/12."),
    ("date", "A date that the calendar has not."),
    ("word", "A word that is not one of its column's."),
    ("duplicate", "The same thing twice."),
    ("unknown", "A name that nothing declares."),
    ("judgement", "A judgement that is about nothing that is judged."),
    ("column", "A table without a column that it needs."),
    ("contradiction", "Two places that contradict each other."),
    ("syntax", "A file that is not well formed, or no table at all."),
    ("unread-amounts", "Amounts that are not understood, in a table that lacks what they could be."),
    ("unit", "Amounts with a unit beside amounts without one, which are never added."),
    ("layout", "A layout that has more than one reading, or none."),
    ("spending", "A table whose amounts look like spending."),
    ("limit", "More than is read."),
];

/// Lines of a file that the page shows.
const SHOWN: usize = 10;

/// What is given to `qipp assess` for a file or folder: itself, but for these.
pub fn arguments(name: &str) -> Vec<String> {
    match name {
        "judgements-without-result.csv" => {
            vec!["../anytown".to_owned(), "--judgements".to_owned(), name.to_owned()]
        }
        "one-plan-twice" => ["april.csv", "may.csv"].map(|file| format!("{name}/{file}")).to_vec(),
        "summary-and-detail" => ["detail.csv", "summary.csv"].map(|file| format!("{name}/{file}")).to_vec(),
        _ => vec![name.to_owned()],
    }
}

/// What the program says of a file.
fn said(name: &str) -> String {
    let arguments = arguments(name);
    let mut command = qipp(&["assess"]);
    command.current_dir(fixture("broken")).args(arguments);
    let run = run_command(command, "");
    // what is wrong with a reviewer's own file is the caller's mistake
    let status = if name == "judgements-without-result.csv" { 2 } else { 3 };
    assert_eq!((run.status, run.out.as_str()), (status, ""), "{name}: {}", run.err);
    run.err
}

/// The codes in brackets of what was said.
fn codes(said: &str) -> Vec<&str> {
    said.lines()
        .filter_map(|line| line.split_once(": error[")?.1.split_once(']'))
        .map(|(code, _)| code)
        .collect()
}

/// The lines of a small text file.
fn lines(path: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(path).ok()?;
    let plain = |text: &str| !text.contains(['\0', '\u{feff}']) && text.lines().all(|line| line.len() < 200);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    (plain(&text) && !lines.is_empty() && lines.len() <= SHOWN).then_some(lines)
}

/// One file of the page: what stands in it, the command and what is said.
fn section(name: &str, said: &str) -> String {
    let mut out = format!("### {name}\n\n");
    for file in arguments(name).iter().filter(|argument| !argument.starts_with(['-', '.'])) {
        if let Some(lines) = lines(&fixture("broken").join(file)) {
            let _ = writeln!(out, "```text\n{}\n```\n", lines.join("\n"));
        }
    }
    let command = arguments(name).join(" ");
    let _ = writeln!(out, "```console\n$ qipp assess {command}\n{}\n```", said.trim_end());
    out
}

/// The whole page.
fn page() -> String {
    let mut names: Vec<String> = fs::read_dir(fixture("broken"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    names.sort();
    let said: Vec<(String, String)> = names.into_iter().map(|name| (said(&name), name)).collect();
    let mut page = "# What can be wrong with a plan file\n\n\
        Every problem that is found in an input, with a small file that has it and the exact message. Every\n\
        message begins with the place, says what stands there and ends with how to mend it. All problems of\n\
        all files are reported together, and with any of them nothing is assessed (exit status 3).\n\n\
        This page is written by `QIPP_BLESS=1 cargo test gallery` and checked by every `cargo test`.\n"
        .to_owned();
    for (code, meaning) in KINDS {
        let _ = writeln!(page, "\n## `error[{code}]`\n\n{meaning}");
        for (said, name) in said.iter().filter(|(said, _)| codes(said).first() == Some(&code)) {
            let _ = write!(page, "\n{}", section(name, said));
        }
    }
    page
}

#[test]
fn the_page_is_what_the_program_says() {
    assert_kept("fixtures/broken/README.md", &page());
}

/// Every kind of problem that the program knows hangs in the gallery.
#[test]
fn every_kind_of_problem_is_shown() {
    let source = include_str!("../src/problem.rs");
    let mut declared: BTreeSet<&str> = source
        .split_once("pub fn code")
        .and_then(|(_, rest)| rest.split_once("\n    }\n"))
        .unwrap()
        .0
        .split('"')
        .skip(1)
        .step_by(2)
        .collect();
    // no plan has it: it is shown in `src/policy.rs` and `tests/cli.rs`
    assert!(declared.remove("policy"));
    let questions = source.split_once("pub enum Question").and_then(|(_, rest)| rest.split_once("\n    }\n"));
    declared.extend(questions.unwrap().0.split('"').skip(1).step_by(2));
    let kinds: BTreeSet<&str> = KINDS.map(|(code, _)| code).into_iter().collect();
    assert_eq!(kinds.difference(&declared).collect::<Vec<_>>(), Vec::<&&str>::new());
    let page = fs::read_to_string(fixture("broken/README.md")).unwrap();
    let shown: BTreeSet<&str> = codes(&page).into_iter().collect();
    assert_eq!(shown, kinds);
    for line in page.lines().filter(|line| line.contains(": error[")) {
        let mend = page.lines().skip_while(|other| *other != line).nth(1).unwrap();
        assert!(mend.starts_with("  mend: "), "{line}");
    }
}
