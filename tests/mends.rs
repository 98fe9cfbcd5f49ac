//! Every mend that a refusal prints is typed as printed: what it mends is gone.

use crate::run::{Run, qipp, run_command};
use crate::worked_plan::fixture;
use std::collections::BTreeSet;
use std::fs;

/// The options that answer, as they stand in messages.
const OPTIONS: [&str; 7] =
    ["--map ", "--sign ", "--measure ", "--amounts-in ", "--limit ", "--encoding ", "--org "];

/// What a message begins with, to its first line's end, and the options it offers as they are typed.
fn offers(said: &str) -> Vec<(String, Vec<[String; 2]>)> {
    let blocks = said.split("\n\n").filter(|block| block.contains(": error["));
    blocks
        .map(|block| {
            // notes are said before a problem
            let lines: Vec<&str> = block.lines().skip_while(|line| !line.contains(": error[")).collect();
            let mends = lines[1..].iter().flat_map(|line| options(line)).collect();
            (lines[0].to_owned(), mends)
        })
        .collect()
}

/// The options in a line, each with its value, without the quotes of a shell.
fn options(line: &str) -> Vec<[String; 2]> {
    let mut found = Vec::new();
    for option in OPTIONS {
        for (at, _) in line.match_indices(option) {
            let rest = &line[at + option.len()..];
            let value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = rest[1..].find(quote).unwrap_or_else(|| panic!("not closed: {line}"));
                    &rest[1..=end]
                }
                _ => rest.split([' ', ';', ',', ')']).next().unwrap(),
            };
            found.push([option.trim().to_owned(), value.to_owned()]);
        }
    }
    found
}

fn assess(folder: &str, arguments: &[String], mend: &[String]) -> Run {
    let mut command = qipp(&["assess", "--quiet"]);
    command.current_dir(fixture(folder)).args(arguments).args(mend);
    run_command(command, "")
}

/// Types every mend of every refusal of a folder's files; gives how many were typed.
fn type_mends(folder: &str) -> usize {
    let mut names: Vec<String> = fs::read_dir(fixture(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".toml"))
        .collect();
    names.sort();
    let (mut typed, mut wrong) = (0, Vec::new());
    for name in names {
        let arguments = [name.clone()];
        let refused = assess(folder, &arguments, &[]);
        if refused.status != 3 {
            continue;
        }
        for placeholder in ["Their heading", "THEIRS", "--encoding NAME", "=OURS"] {
            assert!(!refused.err.contains(placeholder), "{name}: {}", refused.err);
        }
        let tried: BTreeSet<(String, [String; 2])> = offers(&refused.err)
            .into_iter()
            .flat_map(|(head, mends)| mends.into_iter().map(move |mend| (head.clone(), mend)))
            .collect();
        for (head, mend) in tried {
            typed += 1;
            let mended = assess(folder, &arguments, &mend);
            let is_gone = !offers(&mended.err).iter().any(|(still, _)| *still == head);
            if mended.status == 2 || !is_gone {
                wrong.push(format!("{folder}/{name}: {head}\n  typed: {}\n{}", mend.join(" "), mended.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {typed} mends do not mend:\n{}", wrong.len(), wrong.join("\n"));
    typed
}

#[test]
fn every_mend_of_a_broken_file_mends() {
    assert!(type_mends("broken") > 15);
}

#[test]
fn every_mend_of_a_messy_table_mends() {
    assert!(type_mends("messy") > 3);
}

#[test]
fn every_mend_of_another_table_mends() {
    assert!(type_mends("tables") > 10);
}
