//! README and the pages it links to, and their examples, run: what they show is what the program prints.

use crate::golden::assert_kept;
use crate::run::{qipp, run_command};
use std::path::Path;

/// The pages whose examples are commands of the program alone; recipes need a shell (`tests/recipes.rs`).
const PAGES: [&str; 4] = ["README.md", ".github/READING.md", ".github/REPORTS.md", ".github/RATINGS.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// Runs `qipp …` as a page writes it; what goes to standard output, else to standard error.
fn run(command: &str) -> String {
    let words = command.strip_prefix("qipp ").unwrap_or_else(|| panic!("{command}"));
    let mut program = qipp(&words.split_whitespace().collect::<Vec<_>>());
    program.current_dir(root());
    let run = run_command(program, "");
    if run.out.is_empty() { run.err } else { run.out }
}

/// A page with what the commands of its `console` blocks print now. A command stands behind `$ ` and goes on in
/// lines indented by four; then what it prints follows. A last line `...` leaves the rest out. Where `run` gives
/// nothing to hold it against, what the page shows stays.
pub fn run_again(page: &str, mut run: impl FnMut(&str) -> Option<String>) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = page.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        out.push(line.to_owned());
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            let mut command = command.to_owned();
            while let Some(further) = lines.next_if(|line| line.starts_with("    ")) {
                out.push(further.to_owned());
                command = format!("{command}\n{further}");
            }
            let ends = |line: &&str| line.starts_with("$ ") || line.starts_with("```");
            let shown: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !ends(line))).collect();
            let Some(printed) = run(&command) else {
                out.extend(shown.into_iter().map(str::to_owned));
                continue;
            };
            let mut printed: Vec<String> =
                printed.trim_end().lines().map(|line| line.trim_end().to_owned()).collect();
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
fn every_example_prints_what_its_page_shows() {
    for name in PAGES {
        let text = page(name);
        assert!(text.contains("\n$ qipp "), "{name} shows nothing");
        assert_kept(name, &run_again(&text, |command| Some(run(command))));
    }
}

/// A picture or page that is not there would be a dead link.
#[test]
fn every_link_of_the_pages_leads_to_a_file() {
    for name in PAGES.into_iter().chain([".github/RECIPES.md"]) {
        let folder = root().join(name).parent().unwrap().to_owned();
        for link in page(name).split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            let file = link.0.split('#').next().unwrap();
            let leads = file.is_empty() || file.starts_with("http") || folder.join(file).exists();
            assert!(leads, "{name}: {}", link.0);
        }
    }
}

#[test]
fn the_readme_names_every_command_and_exit_status() {
    let text = page("README.md");
    let help = run("qipp --help");
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
    assert!(text.lines().count() < 200, "what is reference belongs on a page of its own");
}
