//! Runs that break off: a reader that goes, a signal, a target that cannot be written, an input that changes while it
//! is read. No half file, the right status, and what is not concerned stays as it was.
#![cfg(target_os = "linux")]

use crate::run::{at, folder, qipp, run};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// A tracker that takes a while to be judged.
fn tracker(schemes: usize) -> String {
    let mut text = "organisation,workstream,scheme,name,month,plan,actual\n".to_owned();
    for at in 0..schemes {
        for month in 4..=12 {
            let _ =
                writeln!(text, "Org {},Care,S{at},Scheme {at},2011-{month:02},100,{}", at % 40, 60 + at % 50);
        }
    }
    text
}

/// The status of a run whose output nobody reads.
fn status_unread(words: &[&str]) -> i32 {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = qipp(words);
    command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::null());
    command.status().unwrap().code().unwrap_or_else(|| panic!("{words:?} ended by a signal"))
}

#[test]
fn a_reader_that_goes_changes_no_verdict() {
    for format in ["table", "markdown", "csv", "json", "jsonl", "html", "xlsx", "sarif", "junit", "github"] {
        let words = ["assess", "anytown-mid-year", "--quiet", "--format", format];
        assert_eq!(status_unread(&words), 0, "{format}");
        assert_eq!(status_unread(&[&words[..], &["--fail-on", "amber"]].concat()), 1, "{format}, gated");
        let refused = ["assess", "broken", "--quiet", "--format", format];
        assert_eq!(status_unread(&refused), 3, "{format}, refused");
    }
    let others: [&[&str]; 9] = [
        &["why", "anytown-mid-year", "F13-FIN-5"],
        &["map", "anytown"],
        &["compare", "anytown", "anytown-mid-year"],
        &["explain"],
        &["template"],
        &["convert", "anytown", "--to", "json"],
        &["policy"],
        &["schema"],
        &["man"],
    ];
    for words in others {
        assert_eq!(status_unread(words), 0, "{words:?}");
    }
}

/// The names in a folder, but for the input's.
fn left_in(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "tracker.csv");
    names.sort();
    names
}

#[test]
fn a_signal_leaves_the_old_file_or_the_new_one() {
    let input = tracker(1_500);
    let (mut broken_off, mut ended) = (0, 0);
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        for wait in [2, 40, 150, 400, 900, 60_000] {
            let files = folder(&[("tracker.csv", &input), ("out.json", "old")]);
            let (tracker, out) = (at(&files, "tracker.csv"), at(&files, "out.json"));
            let report = format!("csv:finance={}", at(&files, "lines.csv"));
            let words = ["assess", &tracker, "--quiet", "--format", "json", "-o", &out, "--report", &report];
            let mut command = qipp(&words);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            let begun = std::time::Instant::now();
            let mut runs = true;
            while runs && begun.elapsed() < Duration::from_millis(wait) {
                std::thread::sleep(Duration::from_millis(1));
                runs = child.try_wait().unwrap().is_none();
            }
            // the number of a process that has ended may be another's by now
            if runs {
                let id = child.id().to_string();
                Command::new("kill").args(["-s", signal, &id]).stderr(Stdio::null()).status().unwrap();
            }
            let status = child.wait().unwrap();
            match status.code() {
                Some(0) => ended += 1,
                other => {
                    assert!(other == Some(128 + number) || status.signal() == Some(number), "{status}");
                    broken_off += 1;
                }
            }
            let is_ended = status.code() == Some(0);
            let text = fs::read_to_string(&out).unwrap();
            let is_whole =
                serde_json::from_str::<Value>(&text).is_ok_and(|report| report["plans"].is_array());
            assert!(is_whole || text == "old" && !is_ended, "{signal} after {wait} ms: {} bytes", text.len());
            let names = left_in(&files);
            assert!(
                names == ["lines.csv", "out.json"] || names == ["out.json"] && !is_ended,
                "{signal}: {names:?}"
            );
        }
    }
    assert!(broken_off > 0 && ended > 0, "{broken_off} broken off, {ended} ended");
}

#[test]
fn a_target_that_cannot_be_written_is_named_and_the_others_stay() {
    let files = folder(&[("tracker.csv", &tracker(3)), ("out.json", "old")]);
    let (tracker, out) = (at(&files, "tracker.csv"), at(&files, "out.json"));
    for (target, status) in [("/sys/qipp.csv", 4), ("/none/qipp.csv", 2)] {
        let report = format!("csv:finance={target}");
        let words = ["assess", &tracker, "--quiet", "--format", "json", "-o", &out, "--report", &report];
        let made = run(&words).ended(status);
        assert!(made.err.contains(target), "{}", made.err);
        assert_eq!(fs::read_to_string(&out).unwrap(), "old");
        assert_eq!(left_in(&files), ["out.json"]);
    }
}

#[test]
fn a_file_that_grows_or_shrinks_while_it_is_read_is_read_once_or_refused() {
    let (whole, done) = (tracker(900), AtomicBool::new(false));
    let files = folder(&[("tracker.csv", &whole)]);
    let path = at(&files, "tracker.csv");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let half = whole.len() as u64 / 2;
            while !done.load(Ordering::Relaxed) {
                let mut file = fs::File::options().append(true).open(&path).unwrap();
                let _ = file.write_all(b"Org 1,Care,S9999,New scheme,2011-04,100,90\n");
                let _ = file.set_len(half);
                let _ = fs::write(&path, &whole);
            }
        });
        for _ in 0..12 {
            let made = run(&["assess", &path, "--quiet", "--format", "json"]);
            assert!([0, 3].contains(&made.status), "{}: {}", made.status, made.err);
            assert!(made.status == 3 || made.json()["plans"].is_array());
        }
        done.store(true, Ordering::Relaxed);
    });
}
