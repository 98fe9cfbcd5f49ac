//! Submissions to be compared: plan files, which are read and assessed, or the JSON of an earlier run.

use super::reading::{Built, Opened, Wanted, beside};
use crate::assess::assess;
use crate::cli::{JudgingArgs, ReadingArgs};
use crate::compare::snapshot::{self, Refused};
use crate::compare::{Snapshot, UnitsDiffer};
use crate::output::Failure;
use crate::report::SCHEMA;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A submission as one assessment has it.
pub struct Assessed {
    pub snapshot: Snapshot,
    /// Whether something of it could not be read (with `--keep-going`).
    pub unsound: bool,
}

/// A submission whose files are opened.
pub enum Given<'a> {
    /// The JSON of an earlier run.
    Earlier(Box<Snapshot>),
    /// Plan files.
    Plans(Box<Opened<'a>>),
}

impl<'a> Given<'a> {
    /// Opens a submission: the JSON of an earlier run as it stands, anything else as a plan.
    pub fn of(path: &Path, reading: &'a ReadingArgs, judging: &JudgingArgs) -> Result<Self, Failure> {
        if let Some(snapshot) = earlier_run(path)? {
            return Ok(Self::Earlier(Box::new(Snapshot { label: label(path), ..snapshot })));
        }
        let opened = Opened::of(&[path.to_owned()], reading, Some(judging), Wanted::default())?;
        Ok(Self::Plans(Box::new(opened)))
    }
}

/// Every submission assessed: what the user says of tables is looked for in each of them.
pub fn assessed(
    paths: &[PathBuf],
    reading: &ReadingArgs,
    judging: &JudgingArgs,
) -> Result<Vec<Assessed>, Failure> {
    let mut plans = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        match Given::of(path, reading, judging)? {
            Given::Earlier(snapshot) => all.push(Some(Assessed { snapshot: *snapshot, unsound: false })),
            Given::Plans(opened) => {
                plans.push(*opened);
                all.push(None);
            }
        }
    }
    if let (true, Some(said)) = (plans.is_empty(), reading.map.first()) {
        return Err(Failure::usage(format!(
            "--map \"{}={}\" speaks of a plan's tables, and every submission is the JSON of an earlier run",
            said.0, said.1
        )));
    }
    let mut built = beside::built(plans).into_iter();
    let of_plans = |path: &PathBuf| built.next().map(|own| assess_built(own, path)).transpose();
    let mut of_plans = of_plans;
    let each = all.into_iter().zip(paths).map(|(known, path)| match known {
        Some(known) => Ok(Some(known)),
        None => of_plans(path),
    });
    Ok(each.collect::<Result<Vec<_>, Failure>>()?.into_iter().flatten().collect())
}

/// Assesses what was built of the plan files of a path.
pub fn assess_built(built: Built, path: &Path) -> Result<Assessed, Failure> {
    let read = built.finish()?;
    let report = assess(&read.submission, &read.policy, &read.options);
    let snapshot = Snapshot { label: label(path), ..Snapshot::from(&report) };
    let unsound = !read.problems.is_empty();
    // what is not needed any more is given back at the end of the run
    std::mem::forget((read, report));
    Ok(Assessed { snapshot, unsound })
}

/// What a submission is called on the page.
pub fn label(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The text of a report.
///
/// # Errors
/// A file that holds none, or one of another version, which is named.
pub fn report_of(path: &Path) -> Result<String, Failure> {
    let name = path.to_string_lossy();
    let bytes = std::fs::read(path).map_err(|error| Failure::unreadable(&name, &error))?;
    let text = String::from_utf8(bytes).ok();
    let read = |text: String| Ok(snapshot_of(&name, &text)?.map(|_| text));
    text.map(read).transpose()?.flatten().ok_or_else(|| {
        Failure::unsound(format!(
            "{name}: error: this is no report\n  mend: give what `qipp assess PLAN --format json` wrote, then the plan"
        ))
    })
}

/// The report that a file holds; `None` where it is a plan.
fn earlier_run(path: &Path) -> Result<Option<Snapshot>, Failure> {
    if !path.is_file() || !begins_an_object(path) {
        return Ok(None);
    }
    let name = path.to_string_lossy();
    let bytes = std::fs::read(path).map_err(|error| Failure::unreadable(&name, &error))?;
    let Ok(text) = String::from_utf8(bytes) else { return Ok(None) };
    snapshot_of(&name, &text)
}

/// The report that a text is; `None` where it is none.
fn snapshot_of(name: &str, text: &str) -> Result<Option<Snapshot>, Failure> {
    let again = format!("assess the plan files again: qipp assess PLAN --format json -o {name}");
    let refused = match snapshot::read(text) {
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
