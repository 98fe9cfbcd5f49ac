//! The program, run as a user runs it.

use crate::worked_plan::fixture;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Three schemes: green, amber and red.
pub const REGISTER: &str = "scheme,name,workstream,plan_ytd (£),actual_ytd (£)\n\
    S1,Ward stock,Supplies,100,100\nS2,Agency nurses,Workforce,100,85\nS3,Taxis,Supplies,100,70\n";

/// What a run gave.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The run, which ended so.
    #[track_caller]
    pub fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}", self.err);
        self
    }

    /// What was printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// JSON whose numbers are texts of their digits, each of them kept.
pub fn exact(json: &str) -> Value {
    match json.trim_start().as_bytes()[0] {
        b'{' => {
            let parts: BTreeMap<String, &RawValue> = serde_json::from_str(json).unwrap();
            parts.into_iter().map(|(key, part)| (key, exact(part.get()))).collect()
        }
        b'[' => {
            let parts: Vec<&RawValue> = serde_json::from_str(json).unwrap();
            parts.into_iter().map(|part| exact(part.get())).collect()
        }
        b'-' | b'0'..=b'9' => Value::String(json.trim().to_owned()),
        _ => serde_json::from_str(json).unwrap(),
    }
}

/// The digits of an amount or a percentage in a report; `None` where it is not known.
pub fn digits(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Number(number) => Some(number.to_string()),
        other => panic!("no number: {other}"),
    }
}

/// A text that must say something.
pub trait Says {
    /// Every part stands in it.
    fn says(&self, parts: &[&str]);
}

impl Says for str {
    #[track_caller]
    fn says(&self, parts: &[&str]) {
        parts.iter().for_each(|part| assert!(self.contains(part), "{part}\n{self}"));
    }
}

/// A place of a report in words, as a message has it.
pub fn place(at: &Value) -> String {
    let text = |key: &str| at[key].as_str().map(str::to_owned);
    let number = |key: &str| at[key].as_u64();
    let file = text("file").unwrap_or_else(|| panic!("{at}"));
    match (text("sheet"), text("pointer"), number("line"), number("last_line")) {
        (Some(sheet), ..) => format!("{file}#{sheet}!{}", text("cell").unwrap()),
        (_, Some(pointer), ..) => format!("{file}#{pointer}"),
        (_, _, Some(first), Some(last)) => {
            format!("{file}:{first}-{last} ({} cells)", number("cells").unwrap())
        }
        (_, _, Some(line), None) => format!("{file}:{line}:{}", number("column").unwrap()),
        _ => file,
    }
}

/// The program in `fixtures/`, away from any policy file, and without an environment that changes it.
pub fn qipp(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qipp"));
    command
        .current_dir(fixture(""))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_STEP_SUMMARY")
        .args(words);
    command
}

/// Runs a command with a text on standard input.
pub fn run_command(mut command: Command, input: &str) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // what is not wanted is not read
        scope.spawn(move || stdin.write_all(input.as_bytes()).ok());
        child.wait_with_output().unwrap()
    });
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(words: &[&str]) -> Run {
    run_command(qipp(words), "")
}

/// The program in a folder.
pub fn inside(folder: &TempDir, words: &[&str]) -> Command {
    let mut command = qipp(words);
    command.current_dir(folder.path());
    command
}

pub fn run_in(folder: &TempDir, words: &[&str]) -> Run {
    run_command(inside(folder, words), "")
}

pub fn run_with_input(words: &[&str], input: &str) -> Run {
    run_command(qipp(words), input)
}

/// A folder with files in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub fn at(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}
