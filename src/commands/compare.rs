//! `qipp compare`: two submissions or more, what moved from the first to the last, and of three or
//! more the path from one to the next.

use super::input::refuse_input;
use super::policy_in_force::{in_force, policy_for};
use super::results;
use super::submissions::{Assessed, assessed, units_differ};
use crate::assess::policy_used;
use crate::cli::CompareArgs;
use crate::compare::{self, Compared, Snapshot};
use crate::output::{Failure, Files, Status, to_stdout, width_on_stdout};
use crate::render;
use crate::report::{COMPARE_SCHEMA, Comparison, Tool};
use crate::wrapping::WIDTH;

pub fn run(args: &CompareArgs) -> Result<Status, Failure> {
    if let Some(path) = &args.output {
        refuse_input(path, &args.files)?;
    }
    results::refuse_on_terminal(args.format, args.output.as_deref())?;
    let policy = policy_for(&args.reading, in_force(&args.reading.policy)?)?;
    let all: Vec<Assessed> = assessed(&args.files, &args.reading, &args.judging)?;
    let unsound = all.iter().any(|own| own.unsound);
    let all: Vec<Snapshot> = all.into_iter().map(|own| own.snapshot).collect();
    let [from, between @ .., to] = all.as_slice() else {
        return Err(Failure::usage("give two submissions, the older one first"));
    };
    let Compared { movement, .. } = compare::compare(from, to, &policy, args.unit)
        .map_err(|differ| units_differ(differ, &from.label, &to.label))?;
    let label = |at: usize| all.get(at).map_or("", |own| &own.label);
    let series = (!between.is_empty())
        .then(|| compare::series(&all, &policy, args.unit))
        .transpose()
        .map_err(|(at, differ)| units_differ(differ, label(at.saturating_sub(1)), label(at)))?;
    let comparison = Comparison {
        schema: COMPARE_SCHEMA,
        tool: Tool::THIS,
        policy: policy_used(&policy),
        movement,
        series,
    };
    let write = |colour: bool, width: usize, out: &mut dyn std::io::Write| {
        let options = render::CompareOptions { view: args.view, by: args.by, colour, width };
        let mut out = out;
        render::compare(&comparison, args.format, &options, &mut out)
    };
    match &args.output {
        None => to_stdout(|out| write(args.color.on_stdout(), width_on_stdout(), out))?,
        Some(path) => {
            let mut files = Files::default();
            files.stage(path, |out| write(args.color.in_file(), WIDTH, out))?;
            files.commit()?;
        }
    }
    let status = if unsound { Status::Unsound } else { Status::Fine };
    // the process ends here and gives its memory back at once
    std::mem::forget((all, comparison));
    Ok(status)
}
