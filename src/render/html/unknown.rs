//! What the colours do not know: judgements owed, months without an actual, tables not supplied, departures
//! accepted.

use super::blocks::framed;
use crate::render::{text, words};
use crate::report::{ExceptionReport, Level, PlanReport, Report};
use maud::{Markup, html};

/// Judgements that are named.
const NAMED: usize = 6;

pub fn of(report: &Report, plan: &PlanReport) -> Markup {
    let whole = plan.finance.iter().find(|line| line.level == Level::Organisation);
    let unreported = whole.map(|line| line.unreported).filter(|amount| !amount.is_zero());
    let owed = plan.sign_off.as_ref().map_or(&[][..], |sign_off| &sign_off.owed);
    let unidentified = plan.headroom.unidentified;
    let says_nothing = unreported.is_none()
        && owed.is_empty()
        && plan.owed == 0
        && plan.coverage.unevidenced == 0
        && plan.not_supplied.is_empty()
        && unidentified.is_zero()
        && plan.headroom.total.is_some()
        && plan.as_at.is_some()
        && !plan.incomplete
        && report.summary.problems.is_empty();
    html! {
        ul {
            @for problem in &report.summary.problems { li { "Not read: " (text::clean(problem)) } }
            @if plan.incomplete { li { "Figures marked * lack cells that could not be read." } }
            @if plan.as_at.is_none() { li { "The reporting date is not stated." } }
            @if plan.headroom.total.is_none() {
                @let why = plan.headroom.not_assessed.as_deref().unwrap_or("no challenge given");
                li { "Headroom is not assessed: " (text::clean(why)) "." }
            }
            @if let Some(amount) = unreported {
                li { "Not reported: " (plan.shown.in_words(amount)) " of plan to date has no actual." }
            }
            @if !unidentified.is_zero() {
                li { "Not yet identified: " (plan.shown.in_words(unidentified)) " of the plan." }
            }
            @if plan.owed > 0 {
                li {
                    (crate::words::count(plan.owed, "judgement")) " owed by a reader"
                    @if !owed.is_empty() { ": " (owed.iter().take(NAMED).map(|code| text::clean(code).into_owned()).collect::<Vec<_>>().join(", ")) }
                    @if owed.len() > NAMED { " and " (owed.len() - NAMED) " more" }
                    "."
                }
            }
            @if plan.coverage.unevidenced > 0 {
                li { (crate::words::count(plan.coverage.unevidenced, "expectation")) " without evidence." }
            }
            @if !plan.not_supplied.is_empty() {
                li { "Not supplied: " (plan.not_supplied.iter().map(|name| text::clean(name).into_owned()).collect::<Vec<_>>().join(", ")) "." }
            }
            @for note in plan.notes.iter() { li { (text::clean(note)) } }
            @if says_nothing { li { "Nothing is missing: every month that has ended is reported, and no judgement is owed." } }
            li { (crate::words::count(report.findings.len(), "finding")) " beyond the criteria." }
        }
        (exceptions(plan))
    }
}

/// Departures given for the organisation: whose, why and until when; no colour is changed by them.
fn exceptions(plan: &PlanReport) -> Markup {
    if plan.exceptions.is_empty() {
        return html! { p { "No exception is in force." } };
    }
    let until = |one: &ExceptionReport| one.until.as_deref().map_or_else(String::new, words::date);
    framed(
        "Exceptions given",
        html! {
            thead { tr {
                @for name in ["About", "Computed", "Exception", "Owner", "Until", "Reason"] { th scope="col" { (name) } }
            } }
            tbody {
                @for one in &plan.exceptions {
                    tr {
                        th scope="row" { (text::clean(&one.scheme)) " " (text::clean(&one.code)) }
                        td { (one.computed.as_deref().unwrap_or("matches nothing")) }
                        td { (text::clean(&one.words)) @if !one.in_force { " (not in force)" } }
                        td { (text::clean(&one.owner)) }
                        td { (until(one)) }
                        td { (text::clean(&one.reason)) }
                    }
                }
            }
        },
    )
}
