//! `qipp assess`: read, judge, print; then the gate.

use super::also;
use super::finance_lines::{self, Outcome};
use super::gate;
use super::policy_in_force::{named, policy_for};
use super::reading::{self, Built, Opened, ReadPlans, Wanted, beside};
use super::results;
use super::several::{controls, expected};
use super::submissions::{Assessed, Given, assess_built, label, units_differ};
use crate::assess::{Options, Scope, assess};
use crate::cli::{AssessArgs, JudgingArgs};
use crate::compare::snapshot::UnderPolicy;
use crate::compare::{self, Snapshot};
use crate::criteria::{self, Set};
use crate::names::same;
use crate::nearest::{nearest, offer};
use crate::output::{Failure, Status, is_one_terminal, say};
use crate::plan::Row;
use crate::plan::fields::judgements;
use crate::policy::choices::TokenEvidence;
use crate::policy::{Key, Policy};
use crate::render::{Format, View};
use crate::report::{FinanceLine, Level, Report};
use crate::words::count;
use std::path::{Path, PathBuf};

pub fn run(args: &AssessArgs) -> Result<Status, Failure> {
    results::refuse(args)?;
    refuse_without_previous(args)?;
    let stdin = match finance_lines::run(args)? {
        Outcome::Done(status) => return Ok(status),
        Outcome::Ordinary(stdin) => stdin,
    };
    let others: Vec<Policy> = args
        .also
        .iter()
        .map(|name| policy_for(&args.reading, named(name, "--also")?))
        .collect::<Result<_, Failure>>()?;
    let wanted =
        Wanted { grids: !others.is_empty(), stdin, shows_notes: shows_notes(args), ..Wanted::default() };
    let Made { report, read, options, earlier } = made(args, wanted)?;
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
    results::write(args, &report, &appendix)?;
    let is_open = gate_is_open(args, &report, earlier.as_ref().map(|earlier| &earlier.snapshot))?;
    let status = match read.status() {
        Status::Fine if earlier.as_ref().is_some_and(|earlier| earlier.unsound) => Status::Unsound,
        Status::Fine if !is_open => Status::GateFailed,
        status => status,
    };
    // the process ends here and gives its memory back at once
    std::mem::forget((read, report, earlier));
    Ok(status)
}

/// An assessment, and what it was made of.
pub struct Made {
    pub report: Report,
    read: ReadPlans,
    options: Options,
    earlier: Option<Assessed>,
}

/// Reads and judges.
pub fn made(args: &AssessArgs, wanted: Wanted) -> Result<Made, Failure> {
    let (read, earlier) = read_both(args, wanted)?;
    let (expected, controls) = (expected(&args.several)?, controls(&args.several, &read.submission)?);
    let without_peers = !results::shows(args, View::Peers);
    let given = args.given.clone();
    let options =
        Options { unit: args.unit, given, expected, controls, without_peers, ..read.options.clone() };
    let mut report = assess(&read.submission, &read.policy, &options);
    let earlier = earlier.map(|earlier| previous(earlier, args, &read, &mut report)).transpose()?;
    Ok(Made { report, read, options, earlier })
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
    Ok((now.finish()?, report.or(before)))
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
    let lines = || report.plans.iter().flat_map(|plan| &plan.finance);
    lines().any(|line| line.level == Level::Scheme) && lines().all(FinanceLine::is_nil)
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

/// Applies the gate and says on standard error what failed.
fn gate_is_open(args: &AssessArgs, report: &Report, earlier: Option<&Snapshot>) -> Result<bool, Failure> {
    if args.fail_on.is_empty() {
        return Ok(true);
    }
    let before = earlier.filter(|_| args.new).map(gate::Before::of);
    if let (Some(_), Some(earlier)) = (&before, earlier) {
        refuse_other_judgement(report, earlier)?;
    }
    if args.judging.scope == Scope::Auto && !args.reading.quiet {
        let scope = report.plans.first().map_or(Scope::Auto, |plan| plan.scope);
        say(&format!(
            "note: a gate without --scope depends on which tables are supplied; it was applied with scope {scope}"
        ));
    }
    let mut is_open = true;
    for verdict in gate::judge(report, &args.fail_on, before.as_ref()) {
        if verdict.looked_at == 0 && !args.reading.quiet && verdict.rule.level != gate::Level::Finding {
            say(&format!("note: gate {}: there is nothing of the kind to look at", verdict.rule));
        }
        if !verdict.accepted.is_empty() && !args.reading.quiet {
            say(&format!("note: gate {}: accepted: {}", verdict.rule, verdict.accepted.join("; ")));
        }
        if !verdict.failed.is_empty() {
            is_open = false;
            say(&format!("gate {} failed: {} of {}", verdict.rule, verdict.failed.len(), verdict.looked_at));
            for failed in &verdict.failed {
                say(&format!("  {failed}"));
            }
        }
        if verdict.known > 0 && !args.reading.quiet {
            let known = count(verdict.known, "subject");
            say(&format!("note: gate {}: {known} short as in the earlier submission", verdict.rule));
        }
    }
    Ok(is_open)
}

/// Colours are held against those of an earlier submission only where both were judged alike.
fn refuse_other_judgement(report: &Report, earlier: &Snapshot) -> Result<(), Failure> {
    let differs = |what: &str, then: &str, now: &str| {
        Failure::usage(format!(
            "--new holds colours against --previous, which was assessed under {what} {then}, and this under {now}"
        ))
    };
    if !earlier.policy.colours_as(&UnderPolicy::from(&report.policy)) {
        let (then, now) = (&earlier.policy.name, &report.policy.name);
        let now = if then == now { format!("{now} with other values") } else { now.clone() };
        return Err(differs("policy", then, &now));
    }
    let scopes = (earlier.plans.first().map(|plan| plan.scope), report.plans.first().map(|plan| plan.scope));
    match scopes {
        (Some(then), Some(now)) if then != now => Err(differs("scope", then.word(), now.word())),
        _ => Ok(()),
    }
}

/// The gate's words that speak of an earlier submission ask for one.
fn refuse_without_previous(args: &AssessArgs) -> Result<(), Failure> {
    let needs = args.fail_on.iter().find(|rule| rule.level == gate::Level::Worse);
    match (args.previous.is_some(), needs) {
        (false, Some(rule)) => Err(Failure::usage(format!("--fail-on {rule} needs --previous FILE"))),
        (false, None) if args.new => Err(Failure::usage("--new needs --previous FILE")),
        (true, _) if args.new && args.fail_on.is_empty() => {
            Err(Failure::usage("--new needs --fail-on, such as --fail-on red:scheme"))
        }
        _ => Ok(()),
    }
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
