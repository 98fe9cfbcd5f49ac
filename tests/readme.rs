//! README and its examples, run: what it prints is what the program prints.

use std::path::Path;
use std::process::Command;

/// The `console` blocks of the README: a command behind `$ `, then what it prints; a last line `...`
/// leaves the rest out.
fn examples() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut examples: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            examples.push((command.to_owned(), Vec::new()));
        } else if inside {
            examples.last_mut().unwrap().1.push(line.to_owned());
        }
    }
    examples
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `qipp …` as the README writes it; what goes to standard output, else to standard error.
fn run(command: &str) -> Vec<String> {
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("qipp"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_qipp")).args(words).current_dir(root()).output().unwrap();
    let bytes = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    String::from_utf8(bytes).unwrap().trim_end().lines().map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn every_example_prints_what_the_readme_shows() {
    let examples = examples();
    assert!(examples.len() >= 5);
    for (command, mut expected) in examples {
        let mut printed = run(&command);
        if expected.last().is_some_and(|line| line == "...") {
            expected.pop();
            printed.truncate(expected.len());
        }
        assert_eq!(printed.join("\n"), expected.join("\n"), "{command}");
    }
}

#[test]
fn the_readme_names_every_command_and_exit_status() {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
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
