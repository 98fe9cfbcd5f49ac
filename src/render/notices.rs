//! What is short or found, as the formats of machines say it: one list, the worst first, each with a
//! fingerprint that stays when lines move.

use super::{text, words};
use crate::criteria::{FIVE_PERCENT_RULE, Outcome};
use crate::money::Money;
use crate::report::fingerprint;
use crate::report::{
    ExpectationReport, FinanceLine, Finding, Level, NotRead, Places, PlanReport, Report, Severity,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most that a format holds: hosts refuse or cut longer files, and nobody reads on.
pub const MOST: usize = 5_000;

/// One thing that is short of met, owed by a reader, or found.
pub struct Notice<'r> {
    pub code: &'static str,
    pub severity: Severity,
    /// `unmet`, `unevidenced`, `partly`, `unreviewed`; of a finding `found`.
    pub result: &'static str,
    pub organisation: &'r str,
    pub scheme: &'r str,
    /// What the code stands for: the published row, or what the check is called.
    pub about: &'static str,
    pub says: String,
    /// What stands there, or falls short.
    pub what: String,
    /// What was expected, or is asked.
    pub expected: String,
    /// How to mend it; blank where what is expected says so.
    pub mend: String,
    /// The words of the exception in force that accepts it; `None` where none does.
    pub accepted: Option<&'r str>,
    pub places: &'r Places,
    pub amount: Option<Money>,
    /// Of organisation, scheme, code and what it is about; where two say the same, with its number among them.
    pub fingerprint: String,
}

/// The finance line of each scheme, by its id.
type Lines<'r> = BTreeMap<&'r str, &'r FinanceLine>;

/// What a problem's result is.
pub const NOT_READ: &str = "not read";

/// Everything that a report says is wrong: what could not be read, then what is short or found.
pub fn all(report: &Report) -> Vec<Notice<'_>> {
    let mut notices: Vec<Notice<'_>> = report.problems.iter().map(of_problem).collect();
    number(&mut notices);
    notices.extend(judged(report));
    notices
}

/// A problem with what was submitted; nobody's, as it may not be known whose it is.
fn of_problem(problem: &NotRead) -> Notice<'_> {
    let what = text::clean(&problem.what).into_owned();
    let mend = text::clean(&problem.mend).into_owned();
    Notice {
        code: problem.code,
        severity: Severity::Error,
        result: NOT_READ,
        organisation: "",
        scheme: "",
        about: "Not read",
        says: if mend.is_empty() { what.clone() } else { format!("{what}; {mend}") },
        fingerprint: fingerprint::of(&[problem.code, &fingerprint::about(&what), &problem.place.file]),
        what,
        expected: String::new(),
        mend,
        places: &problem.places,
        amount: None,
        accepted: None,
    }
}

/// What is short or found: errors, warnings, notes, each with the most money first.
pub fn judged(report: &Report) -> Vec<Notice<'_>> {
    let mut notices: Vec<Notice<'_>> = report.findings.iter().map(|own| of_finding(report, own)).collect();
    for plan in &report.plans {
        let is_scheme = |line: &&FinanceLine| line.level == Level::Scheme;
        let lines: Lines =
            plan.finance.iter().filter(is_scheme).map(|line| (line.scheme.as_str(), line)).collect();
        let rows = plan.appendix_one.iter().filter(|row| !row.not_supplied).flat_map(|row| &row.expectations);
        let own = rows.chain(&plan.integrated_plan).map(|found| ("", found));
        let schemes = plan.figure_13.iter();
        let schemes =
            schemes.flat_map(|own| own.expectations.iter().map(move |found| (own.scheme.as_str(), found)));
        let short = own.chain(schemes).filter(|(_, found)| found.result.is_short());
        notices.extend(short.map(|(scheme, found)| of_expectation(report, (plan, &lines), scheme, found)));
    }
    number(&mut notices);
    notices.sort_by_key(|notice| (notice.severity, Reverse(notice.amount)));
    notices
}

/// The words of the exception that accepts a result or finding.
fn accepted<'r>(
    plan: &'r PlanReport,
    scheme: &str,
    code: &str,
    fingerprint: Option<&str>,
) -> Option<&'r str> {
    plan.exceptions.iter().find(|own| own.passes(scheme, code, fingerprint)).map(|own| own.words.as_str())
}

fn of_finding<'r>(report: &'r Report, finding: &'r Finding) -> Notice<'r> {
    let parts = [
        finding.found.clone(),
        if finding.expected.is_empty() { String::new() } else { format!("expected: {}", finding.expected) },
        finding.action.clone(),
    ];
    let says: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let plan = report.plans.iter().find(|plan| plan.organisation == finding.organisation);
    Notice {
        code: finding.code,
        severity: finding.severity,
        result: "found",
        organisation: &finding.organisation,
        scheme: &finding.scheme,
        about: report.asked(finding.code).map_or("", |asked| asked.row),
        says: text::clean(&says.join("; ")).into_owned(),
        what: text::clean(&finding.found).into_owned(),
        expected: text::clean(&finding.expected).into_owned(),
        mend: text::clean(&finding.action).into_owned(),
        accepted: plan
            .and_then(|plan| accepted(plan, &finding.scheme, finding.code, Some(&finding.fingerprint))),
        places: &finding.places,
        amount: finding.amount,
        fingerprint: finding.fingerprint.clone(),
    }
}

fn of_expectation<'r>(
    report: &'r Report,
    (plan, lines): (&'r PlanReport, &Lines<'_>),
    scheme: &'r str,
    found: &'r ExpectationReport,
) -> Notice<'r> {
    let asked = report.asked(found.code);
    let decides = asked.is_some_and(|asked| asked.decisive);
    let severity = match found.result {
        Outcome::Unmet | Outcome::Unevidenced if decides => Severity::Error,
        Outcome::Unmet | Outcome::Unevidenced | Outcome::Partly => Severity::Warning,
        _ => Severity::Note,
    };
    let asks = asked.map_or("", |asked| asked.asks);
    let result = found.result.word();
    let (says, what) = match found.reason.as_str() {
        "" => (format!("{result}: {asks}"), result),
        reason => (format!("{reason} ({result}; asked: {asks})"), reason),
    };
    let line = lines.get(scheme).filter(|_| found.code == FIVE_PERCENT_RULE);
    let behind = line.and_then(|line| line.variance_ytd).filter(|variance| variance.is_negative());
    let shown = words::shown_of(report, &plan.organisation);
    let more = line.and_then(|line| line.short_of_green).map(|more| shown.in_words(more));
    Notice {
        code: found.code,
        severity,
        result,
        organisation: &plan.organisation,
        scheme,
        about: asked.map_or("", |asked| asked.row),
        says: text::clean(&says).into_owned(),
        what: text::clean(what).into_owned(),
        expected: asks.to_owned(),
        mend: more.map_or_else(String::new, |more| format!("{more} more saved to date is green")),
        accepted: accepted(plan, scheme, found.code, None),
        places: &found.places,
        amount: found.amount.or(behind.map(Money::abs)),
        fingerprint: fingerprint::of(&[&plan.organisation, scheme, found.code]),
    }
}

/// Tells apart those of one fingerprint: the first keeps it.
fn number(notices: &mut [Notice<'_>]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for notice in notices {
        let nth = seen.entry(notice.fingerprint.clone()).or_default();
        *nth += 1;
        if *nth > 1 {
            notice.fingerprint = fingerprint::of(&[&notice.fingerprint, &nth.to_string()]);
        }
    }
}

impl Notice<'_> {
    /// Whose it is: the organisation, with the scheme where there is one.
    pub fn subject(&self) -> String {
        match self.scheme {
            "" => text::clean(self.organisation).into_owned(),
            scheme => format!("{}, {}", text::clean(self.organisation), text::clean(scheme)),
        }
    }

    /// In one sentence, with what is at stake.
    pub fn sentence(&self) -> String {
        let amount = self.amount.filter(|amount| !amount.is_zero());
        let at_stake = amount.map_or_else(String::new, |amount| format!(" (at stake: {amount})"));
        let subject = if self.result == NOT_READ { NOT_READ.to_owned() } else { self.subject() };
        format!("{subject}: {}{at_stake}", self.says)
    }
}
