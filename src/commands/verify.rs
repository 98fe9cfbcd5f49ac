//! `qipp verify`: assesses the files of a report again, under the report's own policy and options, and holds
//! what comes of it against the report.

use super::assess::{Made, made};
use super::reading::Wanted;
use super::submissions::report_of;
use crate::assess::policy_again;
use crate::cli::{AssessArgs, VerifyArgs, again};
use crate::compare::verified::{self, Verified};
use crate::output::{Failure, Status, to_stdout, width_on_stdout};
use crate::render::{self, Format};

mod files;

use files::Files;

pub fn run(args: &VerifyArgs) -> Result<Status, Failure> {
    let shown = args.report.display();
    let report = report_of(&args.report)?;
    let broken =
        |what: String| Failure::unsound(format!("{shown}: error: this report cannot be made again: {what}"));
    let then = verified::made(&report).map_err(|error| broken(error.to_string()))?;
    let policy = policy_again(&then.policy.name, &then.policy.differs).map_err(broken)?;
    let files = Files::of(&args.files, &then)?;
    let mut assess = again(&files.options, &files.named, &files.plans).map_err(broken)?;
    assess.reading.policy.of_report = Some(policy);
    assess.reading.called = files.called;
    let now = made_again(&assess)?;
    let found = Verified::of(&report, &now.0, now.1).map_err(|error| broken(error.to_string()))?;
    to_stdout(|mut out| render::verified(&found, args.all, width_on_stdout(), &mut out))?;
    Ok(if found.is_reproduced() { Status::Fine } else { Status::GateFailed })
}

/// The report, made again, as JSON, and how many organisations it holds.
fn made_again(args: &AssessArgs) -> Result<(String, usize), Failure> {
    let Made { report, .. } = made(args, Wanted::default())?;
    let mut json = Vec::new();
    let written = render::render(&report, Format::Json, &render::Options::default(), &mut json);
    written.map_err(|error| Failure::machine(error.to_string()))?;
    let text = String::from_utf8(json).map_err(|error| Failure::machine(error.to_string()))?;
    Ok((text, report.plans.len()))
}
