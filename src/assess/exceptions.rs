//! Accepted departures: what each is about, whether it is in force, and what is wrong with those that
//! are not. An exception never changes a colour; it is printed beside the computed one.

use super::Run;
use crate::calendar::show_date;
use crate::checks::{Found, data};
use crate::criteria::PlanView;
use crate::criteria::judging::Judged;
use crate::names::same;
use crate::plan::Row;
use crate::plan::fields::words::ExceptionKind;
use crate::plan::fields::{ColumnId, exceptions as columns};
use crate::report::{ExceptionReport, Finding};

/// The exceptions given for an organisation, and a finding for each that is expired, incomplete or
/// about nothing.
pub(super) fn of(
    run: &Run,
    view: &PlanView,
    results: &[(Option<usize>, &Judged)],
    findings: &[Finding],
) -> (Vec<ExceptionReport>, Vec<Finding>) {
    let only = run.submission.plans.len() == 1;
    let mine = |row: &&Row| row.text(columns::ORGANISATION).map_or(only, |name| view.plan.is_called(name));
    let mut reports = Vec::new();
    let mut faults = Vec::new();
    for row in run.submission.exceptions.iter().filter(mine) {
        let report = report(view, row, results, findings);
        if let Some(fault) = fault(view, row, &report) {
            faults.push(run.finding(&view.plan.organisation, fault));
        }
        reports.push(report);
    }
    (reports, faults)
}

fn report(
    view: &PlanView,
    row: &Row,
    results: &[(Option<usize>, &Judged)],
    findings: &[Finding],
) -> ExceptionReport {
    let text = |column| row.text(column).unwrap_or("").to_owned();
    let (scheme, code) = (text(columns::SCHEME), text(columns::CODE));
    let id_of =
        |at: Option<usize>| at.and_then(|at| view.plan.schemes.get(at)).map_or("", |scheme| &*scheme.id);
    let result = results
        .iter()
        .find(|(at, judged)| same(judged.criterion.id, &code) && same(id_of(*at), &scheme))
        .map(|(_, judged)| judged.outcome.word().to_owned());
    let found = || {
        let about = |finding: &&Finding| same(finding.code, &code) && same(&finding.scheme, &scheme);
        findings.iter().find(about).map(|finding| finding.severity.to_string())
    };
    let until = row.date(columns::UNTIL);
    ExceptionReport {
        computed: result.or_else(found),
        kind: text(columns::KIND),
        until: until.map(|date| date.to_string()),
        words: format!(
            "{} to {}, {}",
            text(columns::KIND),
            until.map_or_else(|| "an unstated day".to_owned(), show_date),
            text(columns::APPROVER)
        ),
        owner: text(columns::OWNER),
        reason: text(columns::REASON),
        in_force: why_not(view, row).is_none(),
        scheme,
        code,
    }
}

/// Why a departure is not in force.
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
fn why_not(view: &PlanView, row: &Row) -> Option<WhyNot> {
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
    let Some(date) = view.as_at() else { return Some(WhyNot::Undated) };
    let begun = row.date(columns::FROM).is_none_or(|from| from <= date);
    if !begun || row.date(columns::UNTIL).is_none_or(|until| until < date) {
        return Some(WhyNot::OutOfDate);
    }
    (row.word(columns::KIND) != Some(ExceptionKind::Accepted)).then_some(WhyNot::OtherKind)
}

/// What is wrong with an exception: about nothing, incomplete or not in date.
fn fault(view: &PlanView, row: &Row, report: &ExceptionReport) -> Option<Found> {
    let (column, found, action) = if report.computed.is_none() {
        (columns::CODE, "matches nothing that was assessed", "Correct its scheme and code, or take it out.")
    } else {
        match why_not(view, row)? {
            WhyNot::OtherKind => return None,
            WhyNot::Lacks(column) => (column, "is not complete", "State its reason, owner and approver."),
            WhyNot::ApprovedByOwner => {
                (columns::APPROVER, "is approved by its own owner", "Have somebody else approve it.")
            }
            WhyNot::Undated => {
                (columns::UNTIL, "cannot be dated: no reporting date is stated", "State the date: --as-at.")
            }
            WhyNot::OutOfDate => {
                (columns::UNTIL, "is not in force on the reporting date", "Renew it, or take it out.")
            }
        }
    };
    let found = format!("the exception for {} {found}", report.code);
    let expected = "an exception that is about a result, approved by another, and in date";
    let found = data::CHECK.warning(found, expected, action).at([row.place_of(column)]);
    Some(Found { scheme: report.scheme.clone(), ..found })
}
