//! Submissions to be compared: plan files, which are read and assessed, or the JSON of an earlier run.

use super::reading::{self, Wanted};
use crate::assess::assess;
use crate::cli::{JudgingArgs, ReadingArgs};
use crate::compare::snapshot::{self, Refused};
use crate::compare::{Snapshot, UnitsDiffer};
use crate::output::Failure;
use crate::report::SCHEMA;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A submission as one assessment has it.
pub struct Assessed {
    pub snapshot: Snapshot,
    /// Whether something of it could not be read (with `--keep-going`).
    pub unsound: bool,
}

/// Reads a submission: the JSON of an earlier run as it stands, anything else as a plan.
pub fn assessed(path: &Path, reading: &ReadingArgs, judging: &JudgingArgs) -> Result<Assessed, Failure> {
    let label = path.to_string_lossy().into_owned();
    if let Some(snapshot) = earlier_run(path)? {
        return Ok(Assessed { snapshot: Snapshot { label, ..snapshot }, unsound: false });
    }
    let read = reading::read(&[path.to_owned()], reading, Some(judging), Wanted::default())?;
    let report = assess(&read.submission, &read.policy, &read.options);
    let snapshot = Snapshot { label, ..Snapshot::from(&report) };
    let unsound = read.unsound;
    // what is not needed any more is given back at the end of the run
    std::mem::forget((read, report));
    Ok(Assessed { snapshot, unsound })
}

/// The report that a file holds; `None` where it is a plan.
fn earlier_run(path: &Path) -> Result<Option<Snapshot>, Failure> {
    if !path.is_file() || !begins_an_object(path) {
        return Ok(None);
    }
    let name = path.to_string_lossy();
    let bytes = std::fs::read(path).map_err(|error| Failure::unreadable(&name, &error))?;
    let Ok(text) = String::from_utf8(bytes) else { return Ok(None) };
    let again = format!("assess the plan files again: qipp assess PLAN --format json -o {name}");
    let refused = match snapshot::read(&text) {
        None => return Ok(None),
        Some(Ok(snapshot)) => return Ok(Some(snapshot)),
        Some(Err(refused)) => refused,
    };
    let (line, what, mend) = match refused {
        Refused::Other(schema) => {
            let line = text.lines().position(|line| line.contains(schema.as_str())).unwrap_or(0) + 1;
            (line, format!("this is a {schema}; this program reads {SCHEMA}"), again)
        }
        Refused::Problems => (
            1,
            "this holds the problems of a submission that was refused, and no assessment".to_owned(),
            format!("mend the plan, and {again}"),
        ),
        Refused::Broken(what) => (1, format!("this is no whole {SCHEMA}: {what}"), again),
    };
    Err(Failure::unsound(format!("{name}:{line}: error: {what}\n  mend: {mend}")))
}

/// Whether the first character of a file opens an object of JSON.
fn begins_an_object(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut file = BufReader::new(file);
    while let Ok(bytes) = file.fill_buf() {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(first) => return *first == b'{',
            None if bytes.is_empty() => return false,
            None => {
                let length = bytes.len();
                file.consume(length);
            }
        }
    }
    false
}

/// That one submission states the unit of its amounts and the other does not.
pub fn units_differ(UnitsDiffer { later_has_none }: UnitsDiffer, from: &str, to: &str) -> Failure {
    let (without, with) = if later_has_none { (to, from) } else { (from, to) };
    Failure::unsound(format!(
        "{without}: error: its amounts have no unit, and those of {with} have one: they cannot be compared\n  \
         mend: say the unit in a heading (£000), or with --amounts-in; of a JSON report, when the plan is assessed"
    ))
}
