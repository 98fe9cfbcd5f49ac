//! The gate of a run: judged before anything is written, and said on standard error once it is.

use super::policy_in_force::is_unasked;
use crate::assess::Scope;
use crate::cli::AssessArgs;
use crate::compare::Snapshot;
use crate::compare::snapshot::UnderPolicy;
use crate::gate::{self, Before, Level};
use crate::output::{Failure, say};
use crate::policy::Policy;
use crate::report::{GateHold, GateItem, GateReport, GateRule, Report, Shown};
use crate::words::count;

/// The most subjects of a rule that are said one by one.
const MOST_SUBJECTS: usize = 50;
/// The most reasons of a subject that are said.
const MOST_REASONS: usize = 3;

/// What comes of the gate; nothing where there is none.
///
/// # Errors
/// The caller's mistake: an earlier submission that was judged otherwise.
pub fn judge(
    args: &AssessArgs,
    report: &Report,
    policy: &Policy,
    earlier: Option<&Snapshot>,
) -> Result<Option<GateReport>, Failure> {
    if args.fail_on.is_empty() {
        return Ok(None);
    }
    let before = earlier.filter(|_| args.new).map(Before::of);
    if let (Some(_), Some(earlier)) = (&before, earlier) {
        refuse_other_judgement(report, earlier)?;
    }
    Ok(Some(gate::judge(report, &args.fail_on, policy, before.as_ref())))
}

/// Says what is wrong with exceptions that were given.
pub fn say_exceptions(args: &AssessArgs, report: &Report) {
    if args.reading.quiet {
        return;
    }
    for exception in report.plans.iter().flat_map(|plan| &plan.exceptions) {
        if let Some(fault) = &exception.fault {
            let place = exception.places.first().map_or("", String::as_str);
            say(&format!("note: {place}: {fault}"));
        }
    }
}

/// Says what the gate rests on and what failed; whether it is open.
pub fn say_gate(args: &AssessArgs, report: &Report, gate: &GateReport) -> bool {
    let is_quiet = args.reading.quiet;
    if args.judging.scope == Scope::Auto && !is_quiet {
        let scope = report.plans.first().map_or(Scope::Auto, |plan| plan.scope);
        say(&format!(
            "note: a gate without --scope depends on which tables are supplied; it was applied with scope {scope}"
        ));
    }
    if is_unasked(&args.reading.policy) && !is_quiet {
        let (name, changed) = (&report.policy.name, count(report.policy.changed, "value"));
        say(&format!(
            "note: the gate is judged under {name} of this folder: {changed} changed; --policy pins one"
        ));
    }
    gate.rules.iter().for_each(|rule| say_rule(rule, report, is_quiet));
    gate.passed
}

fn say_rule(rule: &GateRule, report: &Report, is_quiet: bool) {
    let several = report.plans.len() > 1;
    let gate = format!("gate {}", rule.rule);
    let said = |items: &[GateItem]| -> String {
        items.iter().map(|item| subject(item, several)).collect::<Vec<_>>().join("; ")
    };
    if !is_quiet && !rule.not_looked_at.is_empty() {
        say(&format!("note: {gate}: passes by policy gate_missing: {}", said(&rule.not_looked_at)));
    }
    if !is_quiet && !rule.accepted.is_empty() {
        say(&format!("note: {gate}: accepted: {}", said(&rule.accepted)));
    }
    if !rule.failed.is_empty() {
        let missing = rule.failed.iter().filter(|item| item.missing).count();
        let nothing = match missing {
            0 => String::new(),
            missing => format!("; {missing} with nothing to look at"),
        };
        say(&format!("{gate} failed: {} of {}{nothing}", rule.failed.len() - missing, rule.looked_at));
        for item in rule.failed.iter().take(MOST_SUBJECTS) {
            say(&format!("  {}", subject(item, several)));
            let remains: Vec<&GateHold> = item.remains().collect();
            let plan = report.plans.iter().find(|plan| plan.organisation == item.organisation);
            let shown = plan.map(|plan| plan.shown).unwrap_or_default();
            for hold in remains.iter().take(MOST_REASONS) {
                say(&format!("    {}", reason(hold, item, shown)));
            }
            if let Some(more) = remains.len().checked_sub(MOST_REASONS).filter(|more| *more > 0) {
                say(&format!("    ({more} more: qipp why)"));
            }
        }
        if let Some(more) = rule.failed.len().checked_sub(MOST_SUBJECTS).filter(|more| *more > 0) {
            say(&format!("  ({more} more: --format json holds all under gate)"));
        }
    }
    if rule.known > 0 && !is_quiet {
        let known = count(rule.known, "subject");
        say(&format!("note: {gate}: {known} short as in the earlier submission"));
    }
}

/// "Anytown PCT, S3: red; 1 of 2 reasons accepted".
fn subject(item: &GateItem, several: bool) -> String {
    let of = if several && item.subject != item.organisation {
        format!("{}, ", item.organisation)
    } else {
        String::new()
    };
    let accepted = match (item.accepted(), item.held_by.len()) {
        (0, _) => String::new(),
        (accepted, all) if accepted == all => String::new(),
        (accepted, all) => format!("; {accepted} of {all} reasons accepted"),
    };
    format!("{of}{}: {}{accepted}", item.subject, item.says)
}

/// "PC-04 F13-FIN-5 unmet: … (£412k at stake) [savings.csv:12:5]".
fn reason(hold: &GateHold, item: &GateItem, shown: Shown) -> String {
    let scheme = if hold.scheme == item.subject { "" } else { hold.scheme.as_str() };
    let name = [scheme, hold.code.as_str(), hold.result.as_str()].join(" ");
    let amount = hold.amount.filter(|amount| !amount.is_zero());
    let amount = amount.map_or_else(String::new, |amount| format!(" ({} at stake)", shown.in_words(amount)));
    let place = hold.places.first().map_or_else(String::new, |place| format!(" [{place}]"));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = if hold.reason == item.says { "" } else { hold.reason.as_str() };
    let colon = if says.is_empty() { "" } else { ": " };
    format!("{name}{colon}{says}{amount}{place}")
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
pub fn refuse_without_previous(args: &AssessArgs) -> Result<(), Failure> {
    let needs = args.fail_on.iter().find(|rule| rule.level == Level::Worse);
    match (args.previous.is_some(), needs) {
        (false, Some(rule)) => Err(Failure::usage(format!("--fail-on {rule} needs --previous FILE"))),
        (false, None) if args.new => Err(Failure::usage("--new needs --previous FILE")),
        (true, _) if args.new && args.fail_on.is_empty() => {
            Err(Failure::usage("--new needs --fail-on, such as --fail-on red:scheme"))
        }
        _ => Ok(()),
    }
}
