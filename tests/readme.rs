//! README and its examples, run: what it prints is what the program prints.

use crate::golden::assert_kept;
use crate::run::{qipp, run_command};
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// Runs `qipp …` as the README writes it; what goes to standard output, else to standard error.
fn run(command: &str) -> Vec<String> {
    let words = command.strip_prefix("qipp ").unwrap_or_else(|| panic!("{command}"));
    let mut program = qipp(&words.split(' ').collect::<Vec<_>>());
    program.current_dir(root());
    let run = run_command(program, "");
    let printed = if run.out.is_empty() { run.err } else { run.out };
    printed.trim_end().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// The README with what the commands of its `console` blocks print now. A command stands behind `$ `,
/// then what it prints; a last line `...` leaves the rest out.
fn run_again(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        out.push(line.to_owned());
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            let ends = |line: &&str| line.starts_with("$ ") || line.starts_with("```");
            let shown: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !ends(line))).collect();
            let mut printed = run(command);
            if shown.last() == Some(&"...") {
                printed.truncate(shown.len() - 1);
                printed.push("...".to_owned());
            }
            out.extend(printed);
        }
    }
    out.join("\n") + "\n"
}

#[test]
fn every_example_prints_what_the_readme_shows() {
    let text = readme();
    assert!(text.matches("\n$ qipp ").count() >= 5);
    assert_kept("README.md", &run_again(&text));
}

#[test]
fn the_readme_names_every_command_and_exit_status() {
    let text = readme();
    let help = run("qipp --help").join("\n");
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for line in commands {
        let command = line.split_whitespace().next().unwrap();
        assert!(text.contains(&format!("`qipp {command}")), "README lacks {command}");
    }
    for status in 0..=4 {
        assert!(text.contains(&format!("| {status} | ")), "README lacks exit status {status}");
    }
    assert!(text.contains("cargo run --release -- assess fixtures/"));
}
