//! `qipp map`: what will be made of files, before anyone assesses them.

use super::codes::known_codes;
use super::input::{InputTables, refuse_input};
use super::policy_in_force::{in_force, policy_for};
use super::reading::{options, say_problems};
use crate::cli::{JudgingArgs, MapArgs};
use crate::location::Sources;
use crate::output::{Failure, Files, Status, say, to_stdout, width_on_stdout};
use crate::plan::Submission;
use crate::plan::assembly::{Role, survey};
use crate::plan::survey::Survey;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::read::Grid;
use crate::render;
use std::path::PathBuf;
use std::sync::Arc;

mod asking;
mod keeping;

/// The policy file that answers are kept in where none is named.
const LOCAL: &str = "qipp.toml";

pub fn run(args: &MapArgs) -> Result<Status, Failure> {
    let target = args.output.clone().or_else(|| args.ask.then(|| PathBuf::from(LOCAL)));
    if let Some(path) = &target {
        refuse_input(path, &args.files)?;
        keeping::refuse_other(path)?;
    }
    if args.ask && args.files.iter().any(|file| file.as_os_str() == "-") {
        return Err(Failure::usage("--ask reads answers from standard input: give the plan as a file"));
    }
    let policy = policy_for(&args.reading, in_force(&args.reading.policy)?)?;
    let tables = Tables::read(args)?;
    let (looked, policy) =
        if args.ask { asking::ask(&tables, policy)? } else { (tables.look(&policy)?, policy) };
    if let Some(path) = &target {
        let text = keeping::policy_file(&tables, &policy, &looked)?;
        let mut files = Files::default();
        files.stage(path, |out| out.write_all(text.as_bytes()))?;
        files.commit()?;
    }
    if !args.ask {
        let look = (args.color.on_stdout(), width_on_stdout());
        to_stdout(|mut out| render::map(&looked.survey, args.format, look, &mut out))?;
    }
    if let (Some(path), false) = (&target, args.reading.quiet) {
        let shown = path.display();
        say(&match path.as_os_str() == LOCAL {
            true => format!("{shown} keeps this reading: every command in this folder reads so"),
            false => format!("{shown} keeps this reading: give it with --policy {shown}, or call it {LOCAL}"),
        });
    }
    let is_settled = looked.survey.open.is_empty() && looked.survey.problems.is_empty();
    Ok(if is_settled { Status::Fine } else { Status::Unsound })
}

/// The tables as they stand in the files.
struct Tables<'a> {
    args: &'a MapArgs,
    grids: Vec<(Arc<Grid>, Role)>,
    sources: Sources,
    /// What kept a file from being a table at all.
    unreadable: Vec<Problem>,
}

/// What was seen under a policy.
struct Looked {
    survey: Survey,
    submission: Submission,
    problems: Vec<Problem>,
}

impl<'a> Tables<'a> {
    fn read(args: &'a MapArgs) -> Result<Self, Failure> {
        let judging = JudgingArgs::default();
        let InputTables { grids, sources, problems, notes, .. } =
            InputTables::read(&args.files, &args.reading, &judging, false, None)?;
        if !args.reading.quiet {
            notes.iter().for_each(|note| say(&format!("note: {note}")));
        }
        let grids = grids.into_iter().map(|(grid, role)| (Arc::new(grid), role)).collect();
        Ok(Self { args, grids, sources, unreadable: problems })
    }

    /// Looks at them under a policy. What is said in vain ends the run.
    fn look(&self, policy: &Policy) -> Result<Looked, Failure> {
        let looked = self.seen(policy);
        let mut vain: Vec<Problem> =
            looked.problems.iter().filter(|problem| problem.is_usage()).cloned().collect();
        if vain.is_empty() {
            return Ok(looked);
        }
        say_problems(&mut vain, &looked.submission.sources);
        Err(Failure { status: Status::Usage, message: "nothing was looked at".to_owned() })
    }

    fn seen(&self, policy: &Policy) -> Looked {
        let codes = known_codes();
        let options = options(&self.args.reading, policy, &codes, self.sources.bytes());
        let (mut survey, submission, problems) = survey(self.grids.clone(), self.sources.clone(), &options);
        let unreadable = self.unreadable.iter().map(|problem| problem.message(&submission.sources));
        survey.problems.splice(0..0, unreadable);
        Looked { survey, submission, problems }
    }
}
