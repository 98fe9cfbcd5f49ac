//! The recipes of `.github/RECIPES.md`, run in a shell with the program on its path: pipelines, the workflow and
//! the hook.
#![cfg(unix)]

use crate::golden::assert_kept;
use crate::readme::{page, run_again};
use crate::run::{Run, Says, at, folder, qipp, run_command};
use crate::worked_plan::fixture;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PAGE: &str = ".github/RECIPES.md";
/// What the recipes use beside the program and what every Unix has.
const TOOLS: [&str; 3] = ["jq", "sqlite3", "awk"];

/// A folder with the fixtures in it, as a clone of the repository has them.
fn clone() -> TempDir {
    let clone = folder(&[]);
    symlink(fixture(""), clone.path().join("fixtures")).unwrap();
    clone
}

/// Runs a command in a shell that stops at its first failure, with the program on its path.
fn shell(command: &str, folder: &Path, env: &[(&str, &str)]) -> Run {
    let program = Path::new(qipp(&[]).get_program()).parent().unwrap().to_owned();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-eo", "pipefail", "-c", command]).current_dir(folder).env("PATH", path);
    bash.envs(env.iter().copied()).env("LC_ALL", "C").env_remove("CLICOLOR_FORCE");
    run_command(bash, "")
}

/// The first tool that a command calls and the machine lacks; the test says so, and where `QIPP_REQUIRE_TOOLS` is
/// set it fails.
fn lacks(command: &str, folder: &Path) -> Option<&'static str> {
    let called = |tool: &&&str| {
        command.split(['|', '\n', ';', '&']).any(|part| part.split_whitespace().next() == Some(**tool))
    };
    let is_there = |tool: &str| shell(&format!("command -v {tool}"), folder, &[]).status == 0;
    let lacking = TOOLS.iter().filter(called).find(|tool| !is_there(tool)).copied();
    if let Some(tool) = lacking {
        assert!(std::env::var_os("QIPP_REQUIRE_TOOLS").is_none(), "{tool} is not installed");
        // not captured by the test harness, so that a skip is seen
        let _ = writeln!(std::io::stderr(), "SKIPPED: {tool} is not installed: {command}");
    }
    lacking
}

#[test]
fn every_recipe_prints_what_its_page_shows() {
    let clone = clone();
    let text = page(PAGE);
    let mut ran = 0;
    let again = run_again(&text, |command| {
        if lacks(command, clone.path()).is_some() {
            return None;
        }
        ran += 1;
        let run = shell(command, clone.path(), &[]).ended(0);
        Some(run.out + &run.err)
    });
    assert!(ran > 4);
    assert_kept(PAGE, &again);
}

/// A recipe whose policy or scope goes by what lies in the folder would ask something else tomorrow.
#[test]
fn every_recipe_pins_policy_and_scope() {
    let hook = fs::read_to_string(fixture("../.pre-commit-hooks.yaml")).unwrap();
    let text = page(PAGE).replace("\\\n", " ") + &hook.replace("\n  args:", "");
    let assessing: Vec<&str> = text.lines().filter(|line| line.contains("qipp assess ")).collect();
    assert!(assessing.len() >= 5, "{assessing:?}");
    for line in assessing {
        line.says(&["--policy", "--scope"]);
    }
}

/// The blocks of a page that are YAML.
fn yaml_blocks() -> Vec<Value> {
    let text = page(PAGE);
    let blocks = text.split("```yaml\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    blocks.map(|block| serde_saphyr::from_str(block).unwrap()).collect()
}

/// What the README says to try next.
#[test]
fn the_readme_s_next_steps_run() {
    let (readme, clone) = (page("README.md"), clone());
    let steps: Vec<&str> = readme.lines().filter(|line| line.starts_with("qipp ")).collect();
    assert!(steps.len() >= 4, "{steps:?}");
    for step in steps {
        shell(step, clone.path(), &[]).ended(0);
    }
}

/// The files of a submission, put where the workflow looks for them.
fn submitted(month: &str) -> TempDir {
    let files = folder(&[("plans/.keep", "")]);
    for file in fs::read_dir(fixture(&format!("northfold-icb-2025/{month}"))).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), files.path().join("plans").join(file.file_name())).unwrap();
    }
    files
}

#[test]
fn the_workflow_gates_a_submitted_plan() {
    let workflow = &yaml_blocks()[0];
    assert_eq!(workflow["on"]["pull_request"]["paths"][0], "plans/**");
    let steps = workflow["jobs"]["gate"]["steps"].as_array().unwrap();
    let assess = steps.iter().find(|step| step["name"] == "assess").unwrap();
    let kept = steps.iter().find(|step| step["name"] == "keep").unwrap();
    let command = assess["run"].as_str().unwrap();
    for (month, ends) in [("month-2", 0), ("month-6", 1)] {
        let files = submitted(month);
        let summary = at(&files, "summary.md");
        let run = shell(command, files.path(), &[("GITHUB_STEP_SUMMARY", &summary)]).ended(ends);
        assert_eq!(run.out.contains("::error"), ends == 1, "{}", run.out);
        fs::read_to_string(&summary).unwrap().says(&["Northfold University Hospitals", "| "]);
        for file in kept["with"]["path"].as_str().unwrap().lines() {
            assert!(files.path().join(file).exists(), "{file}");
        }
        if ends == 1 {
            run.err.says(&["gate red:scheme failed"]);
        }
    }
}

/// The hook, given the files that changed as pre-commit gives them.
fn hook(entry: &str, args: &Value, folder: &Path, files: &str) -> Run {
    let args: Vec<&str> = args.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    shell(&format!("{entry} {} {files}", args.join(" ")), folder, &[])
}

#[test]
fn the_hook_stops_what_is_red() {
    let text = fs::read_to_string(fixture("../.pre-commit-hooks.yaml")).unwrap();
    let hooks: Value = serde_saphyr::from_str(&text).unwrap();
    let (one, clone) = (&hooks[0], clone());
    assert_eq!(one["language"], "rust");
    let entry = one["entry"].as_str().unwrap();
    hook(entry, &one["args"], clone.path(), "fixtures/anytown.json").ended(0);
    let london = "fixtures/published/nhs-london-2011-02/as-published.csv";
    let stopped = hook(entry, &one["args"], clone.path(), london).ended(1);
    stopped.err.says(&["gate red:scheme failed: 3 of 9", "Clinical Overheads"]);
    // as the page configures it, of a system of today
    let configured = &yaml_blocks()[1]["repos"][0]["hooks"][0];
    assert_eq!(configured["id"], one["id"]);
    let hospitals = |month: &str| format!("fixtures/northfold-icb-2025/{month}/hospitals.csv");
    hook(entry, &configured["args"], clone.path(), &hospitals("month-2")).ended(0);
    hook(entry, &configured["args"], clone.path(), &hospitals("month-6")).ended(1);
}
