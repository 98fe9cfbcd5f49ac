//! Accepted departures: what each is about, whether it is in force, how far it goes, and what is wrong with those
//! that pass nothing. An exception never changes a colour; it is printed beside the computed one.

use super::Run;
use super::shortfalls::{self, Judged};
use crate::calendar::{Date, show_date};
use crate::checks::{Found, data};
use crate::names::same;
use crate::plan::Row;
use crate::plan::called::rows_of;
use crate::plan::fields::words::ExceptionKind;
use crate::plan::fields::{ColumnId, EVERY_SCHEME, exceptions as columns};
use crate::plan::limit::Limit;
use crate::report::{Covered, ExceptionReport, Finding, Level, PlanReport};
use std::collections::HashMap;

/// Gives every organisation its exceptions, beside its finished results and findings; a finding for each that is
/// expired, incomplete, beyond its limit or about nothing.
pub(super) fn settle(run: &Run, plans: &mut [PlanReport], findings: &[Finding]) -> Vec<Finding> {
    let mut faults = Vec::new();
    if run.submission.exceptions.is_empty() {
        return faults;
    }
    let own = run.submission.plans.iter().zip(&run.figures.plans);
    let as_at: HashMap<&str, Option<Date>> =
        own.map(|(plan, figures)| (plan.organisation.as_str(), figures.as_at.date)).collect();
    let only = if run.submission.plans.len() == 1 { run.submission.plans.as_slice() } else { &[] };
    let rows = rows_of(&run.submission.plans, &run.submission.exceptions, columns::ORGANISATION, only);
    let mut found_of: HashMap<&str, Vec<&Finding>> = HashMap::new();
    findings.iter().for_each(|finding| found_of.entry(&finding.organisation).or_default().push(finding));
    for report in plans {
        let name = report.organisation.as_str();
        let Some(as_at) = as_at.get(name).copied() else { continue };
        let own_findings = found_of.get(name).into_iter().flatten().copied();
        let mut judged = shortfalls::of_plan(report, run.policy);
        judged.extend(own_findings.map(shortfalls::of_finding));
        let mut given = Vec::new();
        for row in rows.get(name).into_iter().flatten().copied() {
            let (exception, fault) = settled(row, as_at, &judged, report.unit.is_some());
            let said = fault.as_ref().map(|fault| fault.sentence(&exception.code));
            let fault = fault.filter(|fault| !fault.is_note);
            let found = fault.map(|fault| fault.found(row, &exception.code));
            faults.extend(found.map(|found| run.finding(&report.organisation, found)));
            given.push(ExceptionReport { fault: said, places: run.places(&[row.place]), ..exception });
        }
        drop(judged);
        give(report, given);
    }
    faults
}

/// Writes what is given into the report of the organisation.
fn give(report: &mut PlanReport, given: Vec<ExceptionReport>) {
    report.coverage.excepted = given.iter().flat_map(ExceptionReport::passed).count();
    for line in &mut report.exception_report {
        let scheme = match line.level {
            Level::Scheme => line.scheme.as_str(),
            Level::Organisation => "",
            _ => continue,
        };
        let about = |of: &&ExceptionReport| of.passed().any(|own| own.scheme == scheme);
        let own = given.iter().filter(about);
        line.accepted =
            own.map(|of| format!("{} {} (owner {}): {}", of.code, of.words, of.owner, of.reason)).collect();
    }
    report.exceptions = given.into();
}

/// An exception beside what it is about, and what is wrong with it.
fn settled(
    row: &Row,
    as_at: Option<Date>,
    judged: &[Judged],
    in_pounds: bool,
) -> (ExceptionReport, Option<Fault>) {
    let text = |column| row.text(column).unwrap_or("").to_owned();
    let (scheme, code) = (text(columns::SCHEME), text(columns::CODE));
    let fingerprint = row.text(columns::FINGERPRINT);
    let is_its = |of: &&Judged| {
        let named = if scheme == EVERY_SCHEME { !of.scheme.is_empty() } else { same(of.scheme, &scheme) };
        named && same(of.code, &code) && fingerprint.is_none_or(|mark| of.fingerprint == Some(mark))
    };
    let about: Vec<&Judged> = judged.iter().filter(is_its).collect();
    let limit = row.text(columns::UP_TO).and_then(Limit::read);
    // which finding is accepted must be said: the next of its code is another
    let is_named = |of: &Judged| of.fingerprint.is_none() || fingerprint.is_some();
    let short = about.iter().filter(|of| of.is_short);
    let covers: Vec<Covered> = short
        .map(|of| Covered {
            scheme: of.scheme.to_owned(),
            code: of.code.to_owned(),
            fingerprint: of.fingerprint.map(str::to_owned),
            computed: of.computed.to_owned(),
            short: of.shortfall.limit(in_pounds),
            within: is_named(of) && limit.is_none_or(|limit| limit.holds(&of.shortfall)),
        })
        .collect();
    let why_not = why_not(row, as_at);
    let (until, up_to) = (row.date(columns::UNTIL), row.text(columns::UP_TO).map(str::to_owned));
    let fault = Fault::of(row, &about, &covers, why_not);
    let exception = ExceptionReport {
        computed: about.iter().find(|of| of.is_short).or(about.first()).map(|of| of.computed.to_owned()),
        kind: text(columns::KIND),
        until: until.map(|date| date.to_string()),
        words: format!(
            "{} to {}, {}{}",
            text(columns::KIND),
            until.map_or_else(|| "an unstated day".to_owned(), show_date),
            text(columns::APPROVER),
            up_to.as_ref().map_or_else(String::new, |limit| format!(", up to {limit}")),
        ),
        owner: text(columns::OWNER),
        reason: text(columns::REASON),
        fingerprint: fingerprint.map(str::to_owned),
        in_force: why_not.is_none(),
        scheme,
        code,
        up_to,
        covers,
        ..ExceptionReport::default()
    };
    (exception, fault)
}

/// Why a departure is not in force.
#[derive(Clone, Copy)]
enum WhyNot {
    /// It lacks its reason, its owner or its approver: which.
    Lacks(ColumnId),
    ApprovedByOwner,
    /// No reporting date is stated.
    Undated,
    OutOfDate,
    /// It is disputed or not applicable: shown, and never in force.
    OtherKind,
}

/// The one decision whether a departure is in force: what is printed and what passes a gate.
fn why_not(row: &Row, as_at: Option<Date>) -> Option<WhyNot> {
    let lacks = [columns::REASON, columns::OWNER, columns::APPROVER]
        .into_iter()
        .find(|column| row.text(*column).is_none());
    if let Some(column) = lacks {
        return Some(WhyNot::Lacks(column));
    }
    let of = |column| row.text(column).unwrap_or("");
    if same(of(columns::OWNER), of(columns::APPROVER)) {
        return Some(WhyNot::ApprovedByOwner);
    }
    let Some(date) = as_at else { return Some(WhyNot::Undated) };
    let begun = row.date(columns::FROM).is_none_or(|from| from <= date);
    if !begun || row.date(columns::UNTIL).is_none_or(|until| until < date) {
        return Some(WhyNot::OutOfDate);
    }
    (row.word(columns::KIND) != Some(ExceptionKind::Accepted)).then_some(WhyNot::OtherKind)
}

/// What is wrong with an exception.
struct Fault {
    column: ColumnId,
    scheme: String,
    says: String,
    action: &'static str,
    /// It is in force all the same, and only said.
    is_note: bool,
}

impl Fault {
    fn of(row: &Row, about: &[&Judged], covers: &[Covered], why_not: Option<WhyNot>) -> Option<Self> {
        let fault = |column, says: String, action| {
            let scheme = row.text(columns::SCHEME).unwrap_or("").to_owned();
            Some(Self { column, scheme, says, action, is_note: false })
        };
        if about.is_empty() {
            let action = "Correct its scheme, code and fingerprint, or take it out.";
            return fault(columns::CODE, "matches nothing that was assessed".to_owned(), action);
        }
        match why_not {
            Some(WhyNot::Lacks(column)) => {
                return fault(column, "is not complete".to_owned(), "State its reason, owner and approver.");
            }
            Some(WhyNot::ApprovedByOwner) => {
                let says = "is approved by its own owner".to_owned();
                return fault(columns::APPROVER, says, "Have somebody else approve it.");
            }
            Some(WhyNot::Undated) => {
                let says = "cannot be dated: no reporting date is stated".to_owned();
                return fault(columns::UNTIL, says, "State the date: --as-at.");
            }
            Some(WhyNot::OutOfDate) => {
                let says = "is not in force on the reporting date".to_owned();
                return fault(columns::UNTIL, says, "Renew it, or take it out.");
            }
            Some(WhyNot::OtherKind) | None => {}
        }
        let Some(first) = covers.first() else {
            let computed = about.first().map_or("met", |of| of.computed);
            let says = format!("is stale: there is nothing to except, it is {computed}");
            return fault(columns::CODE, says, "Take it out.");
        };
        if why_not.is_some() {
            return None;
        }
        let limit = row.text(columns::UP_TO);
        let beyond = covers.iter().find(|own| !own.within);
        match (beyond, limit) {
            (Some(own), _) if own.fingerprint.is_some() && row.text(columns::FINGERPRINT).is_none() => {
                let action = "State its fingerprint: --write-exceptions gives it.";
                fault(columns::CODE, "does not say which finding it accepts".to_owned(), action)
            }
            (Some(own), Some(limit)) => {
                let short = own.short.as_deref().unwrap_or("what no amount measures");
                let whose = if own.scheme.is_empty() { String::new() } else { format!("{}: ", own.scheme) };
                let says = format!("holds up to {limit} and no further: {whose}{short} today");
                fault(
                    columns::UP_TO,
                    says,
                    "Look at it again: accept what it is now, or hold it to what was accepted.",
                )
            }
            (_, None) => {
                let short = first.short.as_deref()?;
                let says = format!("has no limit: it accepts {short} today, and whatever that becomes");
                let action = "State in up_to how far it goes.";
                fault(columns::UP_TO, says, action).map(|fault| Self { is_note: true, ..fault })
            }
            (None, Some(_)) => None,
        }
    }

    fn sentence(&self, code: &str) -> String {
        format!("the exception for {code} {}", self.says)
    }

    fn found(self, row: &Row, code: &str) -> Found {
        let found = self.sentence(code);
        let expected = "an exception that is about a result, bounded, approved by another, and in date";
        let found = data::CHECK.warning(found, expected, self.action);
        let scheme = if self.scheme == EVERY_SCHEME { String::new() } else { self.scheme };
        Found { scheme, ..found.at([row.place_of(self.column)]) }
    }
}
