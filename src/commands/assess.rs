//! `qipp assess`: read, judge, print; then the gate.

use super::also;
use super::exceptions;
use super::gated;
use super::policy_in_force::{named, policy_for};
use super::reading::{self, Built, Opened, ReadPlans, Unread, Wanted, beside};
use super::results;
use super::several::{controls, expected};
use super::submissions::{Assessed, Given, assess_built, label, units_differ};
use crate::assess::{self, Options, Scope, assess};
use crate::cli::{AssessArgs, JudgingArgs};
use crate::compare::{self, Snapshot};
use crate::criteria::{self, Set};
use crate::figures::Figures;
use crate::names::same;
use crate::nearest::{nearest, offer};
use crate::output::{Failure, Status, is_one_terminal, say};
use crate::plan::Row;
use crate::plan::fields::judgements;
use crate::policy::choices::TokenEvidence;
use crate::policy::{Key, Policy};
use crate::render::{Format, View};
use crate::report::{FinanceLine, Level, List, Lists, NotRead, Report};
use crate::words::count;
use std::path::{Path, PathBuf};

pub fn run(args: &AssessArgs) -> Result<Status, Failure> {
    results::refuse(args)?;
    gated::refuse_without_previous(args)?;
    let others: Vec<Policy> = args
        .also
        .iter()
        .map(|name| policy_for(&args.reading, named(name, "--also")?))
        .collect::<Result<_, Failure>>()?;
    let hashes = lists(args, 1).has(List::Hashes);
    let wanted =
        Wanted { hashes, grids: !others.is_empty(), shows_notes: shows_notes(args), ..Wanted::default() };
    let Made { report, read, figures, options, earlier } = made(args, wanted)?;
    refuse_unknown_filters(args, &report)?;
    let changed: Vec<(&Policy, Vec<also::Change>)> = others
        .iter()
        .map(|other| Ok((other, also::changes(&report, &under(other, &read, args, &options)?))))
        .collect::<Result<_, Failure>>()?;
    let appendix = |is_coloured: bool| -> String {
        changed.iter().map(|(other, changes)| also::text(&read.policy, other, changes, is_coloured)).collect()
    };
    if let Some(as_at) = args.judging.as_at.filter(|_| !args.reading.quiet && is_nil(&report)) {
        reading::say_nothing_falls_on(as_at);
    }
    if !args.reading.quiet {
        say_not_judged(args, &read, &report);
    }
    gated::say_exceptions(args, &report);
    let of_schemes = |at: usize| -> Box<dyn Iterator<Item = FinanceLine> + '_> {
        Box::new(assess::finance::of_schemes((&read.submission, &figures), &read.policy, at))
    };
    results::write(args, &report, options.threads, &of_schemes, &appendix)?;
    if let Some(path) = &args.write_exceptions {
        exceptions::write(&report, &read.policy, path)?;
    }
    let is_open = report.gate.as_ref().is_none_or(|gate| gated::say_gate(args, &report, gate));
    let status = match read.status() {
        Status::Fine if earlier.as_ref().is_some_and(|earlier| earlier.unsound) => Status::Unsound,
        Status::Fine if !is_open => Status::GateFailed,
        status => status,
    };
    // the process ends here and gives its memory back at once
    std::mem::forget((read, figures, report, earlier));
    Ok(status)
}

/// An assessment, and what it was made of.
pub struct Made {
    pub report: Report,
    read: ReadPlans,
    figures: Figures,
    options: Options,
    earlier: Option<Assessed>,
}

/// Reads and judges.
pub fn made(args: &AssessArgs, wanted: Wanted) -> Result<Made, Failure> {
    let (read, earlier) = read_both(args, wanted)?;
    let (expected, lists_of_expected) = expected(&args.several, &args.reading.called)?;
    let controls = controls(&args.several, &read.submission)?;
    let lists = lists(args, read.submission.plans.len());
    let given = args.given.clone();
    let of_several = Options { expected, lists_of_expected, controls, ..read.options.clone() };
    let options = Options { unit: args.unit, given, lists, ..of_several };
    let figures = Figures::of(&read.submission, &read.policy, options.as_at, options.threads);
    let mut report = assess::of_figures(&read.submission, &figures, &read.policy, &options);
    let earlier = earlier.map(|earlier| previous(earlier, args, &read, &mut report)).transpose()?;
    let snapshot = earlier.as_ref().map(|earlier| &earlier.snapshot);
    report.gate = gated::judge(args, &report, &read.policy, snapshot)?;
    Ok(Made { report, read, figures, options, earlier })
}

/// The lists that are read: by the results, or all where what else is asked for may look at anything.
fn lists(args: &AssessArgs, plans: usize) -> Lists {
    let reads_all = !args.fail_on.is_empty()
        || !args.also.is_empty()
        || args.previous.is_some()
        || args.write_exceptions.is_some()
        || args.workstream.is_some()
        || args.scheme.is_some();
    if reads_all { Lists::ALL } else { results::lists(args, plans) }
}

/// An earlier submission, before it is assessed.
enum Earlier<'a> {
    Report(Box<Snapshot>),
    Plans(Box<Built<'a>>),
}

/// Reads the submission, and beside it the earlier one.
fn read_both(args: &AssessArgs, wanted: Wanted) -> Result<(ReadPlans, Option<Earlier<'_>>), Failure> {
    let mut plans = vec![Opened::of(&args.files, &args.reading, Some(&args.judging), wanted)?];
    // the date given is the later submission's
    let judging = JudgingArgs { as_at: None, rejects: None, ..args.judging.clone() };
    let earlier = args.previous.as_deref().map(|path| Given::of(path, &args.reading, &judging));
    let report = match earlier.transpose()? {
        Some(Given::Earlier(report)) => Some(Earlier::Report(report)),
        Some(Given::Plans(before)) => {
            plans.push(*before);
            None
        }
        None => None,
    };
    let mut built = beside::built(plans).into_iter();
    let Some(now) = built.next() else { return Err(Failure::usage("give a plan")) };
    let before = built.next().map(|own| Earlier::Plans(Box::new(own)));
    let read = now.ended().map_err(|unread| refused(args, *unread))?;
    Ok((read, report.or(before)))
}

/// What is wrong with a submission of which nothing is assessed, as data where a machine reads the result.
fn refused(args: &AssessArgs, unread: Unread) -> Failure {
    if unread.failure.status != Status::Unsound {
        return unread.failure;
    }
    let problems = unread.problems.iter().map(|problem| NotRead::of(problem, &unread.sources)).collect();
    let report = assess::refused(&unread.sources, &unread.policy, &args.given, problems);
    results::write_refused(args, &report).err().unwrap_or(unread.failure)
}

/// Assesses the earlier submission and puts what moved since into the report.
fn previous(
    earlier: Earlier,
    args: &AssessArgs,
    read: &ReadPlans,
    report: &mut Report,
) -> Result<Assessed, Failure> {
    let called = |path: &PathBuf| args.reading.called.get(path).cloned().unwrap_or_else(|| label(path));
    let mut earlier = match earlier {
        Earlier::Report(snapshot) => Assessed { snapshot: *snapshot, unsound: false },
        Earlier::Plans(built) => assess_built(*built, args.previous.as_deref().unwrap_or(Path::new("")))?,
    };
    earlier.snapshot.label = args.previous.as_ref().map_or_else(String::new, called);
    let label = args.files.first().map_or_else(String::new, called);
    let now = Snapshot { label, ..Snapshot::from(&*report) };
    let compared = compare::compare(&earlier.snapshot, &now, &read.policy, args.unit)
        .map_err(|differ| units_differ(differ, &earlier.snapshot.label, &now.label))?;
    compared.into_report(report);
    Ok(earlier)
}

/// Whether the notes on a plan are printed on the terminal on which they would be said.
fn shows_notes(args: &AssessArgs) -> bool {
    let views = args.views();
    let are_printed = args.output.is_none()
        && args.format == Format::Table
        && (views.is_empty() || [View::Summary, View::Reading].iter().any(|view| views.contains(view)));
    are_printed && is_one_terminal()
}

/// Says what the reviewer gave of Appendix One where the scope does not judge the plan.
fn say_not_judged(args: &AssessArgs, read: &ReadPlans, report: &Report) {
    let Some(scope) = report.plans.first().map(|plan| plan.head.scope).filter(|scope| *scope != Scope::Plan)
    else {
        return;
    };
    let of_plan = |row: &&Row| {
        let criterion = row.text(judgements::CRITERION).and_then(criteria::by_id);
        criterion.is_some_and(|criterion| criterion.set != Set::Figure13)
    };
    let judged = read.submission.reviewed.iter().filter(of_plan).count();
    let mut given: Vec<String> = (judged > 0).then(|| count(judged, "judgement")).into_iter().collect();
    if !args.judging.departmental.is_empty() {
        given.push("--departmental".to_owned());
    }
    if !given.is_empty() {
        say(&format!(
            "note: scope {scope} does not judge the plan, and does without {}; --scope plan judges it",
            given.join(" and ")
        ));
    }
}

/// Whether schemes are given, and none of them with an amount in the year of the reporting date.
fn is_nil(report: &Report) -> bool {
    let mut of_schemes = report.plans.iter().filter_map(|plan| plan.is_nil).peekable();
    of_schemes.peek().is_some() && of_schemes.all(|is_nil| is_nil)
}

/// The report under another policy; the tables are read again where it reads them otherwise.
fn under(other: &Policy, read: &ReadPlans, args: &AssessArgs, options: &Options) -> Result<Report, Failure> {
    let reads_otherwise = [Key::Sign, Key::Dash, Key::Measure, Key::AmountsIn]
        .iter()
        .any(|key| other.word(*key) != read.policy.word(*key))
        || [other, &read.policy]
            .iter()
            .any(|policy| policy.choice(Key::TokenEvidence) == Some(TokenEvidence::Blank))
        || other.mapping != read.policy.mapping;
    if reads_otherwise {
        return Ok(assess(&read.read_again(other, &args.reading)?, other, options));
    }
    Ok(assess(&read.submission, other, options))
}

/// A filter that shows nothing is a slip of the pen.
fn refuse_unknown_filters(args: &AssessArgs, report: &Report) -> Result<(), Failure> {
    let lines = || report.plans.iter().flat_map(|plan| &plan.finance);
    let check = |what: &str, given: &Option<String>, known: &dyn Fn() -> Vec<String>| {
        let Some(given) = given else { return Ok(()) };
        let known = known();
        if known.iter().any(|name| same(name, given)) {
            return Ok(());
        }
        let near = offer(nearest(given, known.iter().map(String::as_str)));
        Err(Failure::usage(format!("there is no {what} `{given}`{near}")))
    };
    check("workstream", &args.workstream, &|| lines().map(|line| line.workstream.clone()).collect())?;
    check("scheme", &args.scheme, &|| {
        let schemes = lines().filter(|line| line.level == Level::Scheme);
        schemes.flat_map(|line| [line.scheme.clone(), line.name.clone()]).collect()
    })
}
