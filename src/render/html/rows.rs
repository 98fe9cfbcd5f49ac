//! The criteria on the page: each expectation with what it asks, its published row, the result and the cells
//! it rests on. What is short of met comes first; what is met is counted.

use super::blocks::framed;
use super::ids::Ids;
use super::tags::rating;
use crate::criteria::Outcome;
use crate::criteria::judging::Basis;
use crate::render::text;
use crate::report::{ExpectationReport, Places, PlanReport, Report, RowReport};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Cells that are listed of one result.
const CELLS: usize = 6;
/// Schemes that are named as falling short.
const SCHEMES: usize = 12;

/// Appendix One, row by row.
pub fn appendix_one(report: &Report, plan: &PlanReport, ids: &mut Ids) -> Option<Markup> {
    if plan.appendix_one.is_empty() {
        return None;
    }
    let mut rows: Vec<&RowReport> = plan.appendix_one.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.rating.rank()));
    let (short, clear): (Vec<&RowReport>, Vec<&RowReport>) =
        rows.into_iter().partition(|row| row.rating.rank() > 1);
    let mut each = |row: &RowReport| {
        for found in &row.expectations {
            ids.give(found.code);
        }
        self::row(report, row)
    };
    let short: Vec<Markup> = short.into_iter().map(&mut each).collect();
    let count = clear.len();
    let clear: Vec<Markup> = clear.into_iter().map(&mut each).collect();
    Some(html! {
        @for row in &short { (row) }
        @if short.is_empty() { p { "Every row is green." } }
        @if count > 0 {
            details.more.screen {
                summary { (crate::words::count(count, "row")) " green or not applicable" }
                div { @for row in clear { (row) } }
            }
        }
    })
}

fn row(report: &Report, row: &RowReport) -> Markup {
    let applies = row.expectations.iter().filter(|found| found.result != Outcome::NotApplicable).count();
    let met = row.expectations.iter().filter(|found| found.result == Outcome::Met).count();
    html! {
        details {
            summary {
                (row.area) ": " (row.row) " "
                @if row.not_supplied { "not supplied" } @else { (rating(row.rating)) }
                " " span.figure { (met) " of " (applies) " expectations met" }
            }
            div { (expectations(report, &row.expectations, true)) }
        }
    }
}

/// A code, and what is found of it in each scheme.
type OverSchemes<'r> = (&'static str, Vec<(&'r str, Outcome)>);

/// Figure 13 by expectation: in how many schemes it is met, and the schemes that fall short.
pub fn figure_13(report: &Report, plan: &PlanReport, ids: &mut Ids) -> Option<Markup> {
    let mut found: BTreeMap<usize, OverSchemes<'_>> = BTreeMap::new();
    let order = |code: &str| report.criteria.iter().position(|asked| asked.code == code);
    for scheme in &plan.figure_13 {
        for one in &scheme.expectations {
            let own = found.entry(order(one.code).unwrap_or(usize::MAX)).or_insert((one.code, Vec::new()));
            own.1.push((&scheme.scheme, one.result));
        }
    }
    if found.is_empty() {
        return None;
    }
    let count = |results: &[(&str, Outcome)], result: Outcome| {
        results.iter().filter(|(_, own)| *own == result).count()
    };
    Some(framed(
        "Expectations of Figure 13 over all schemes",
        html! {
            thead { tr {
                th scope="col" { "Expectation" }
                th scope="col" { "asks" }
                th.number scope="col" { "met" }
                th.number scope="col" { "short" }
                th.number scope="col" { "n/a" }
                th scope="col" { "schemes short" }
            } }
            tbody {
                @for (code, results) in found.values() {
                    @let short: Vec<&str> = results.iter().filter(|(_, own)| own.is_short()).map(|(scheme, _)| *scheme).collect();
                    tr id=(ids.give(code)) {
                        th scope="row" { (code) }
                        td.wide {
                            @if let Some(asked) = report.asked(code) { (asked.asks) br; span.source { (asked.source) } }
                        }
                        td.number { (count(results, Outcome::Met)) }
                        td.number { (short.len()) }
                        td.number { (count(results, Outcome::NotApplicable)) }
                        td { (schemes(&short)) }
                    }
                }
            }
        },
    ))
}

fn schemes(short: &[&str]) -> String {
    let named: Vec<_> = short.iter().take(SCHEMES).map(|id| text::clean(id)).collect();
    let rest = short.len().saturating_sub(SCHEMES);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

/// Expectations short of met in full, the rest by their codes; of the plan's own, each code is a place to cite.
pub fn expectations(report: &Report, found: &[ExpectationReport], is_cited: bool) -> Markup {
    let short = found.iter().filter(|own| own.result.is_short());
    let id = |own: &ExpectationReport| is_cited.then_some(own.code);
    let codes = |name: &str, result: Outcome| {
        let own: Vec<&ExpectationReport> = found.iter().filter(|own| own.result == result).collect();
        html! {
            @if !own.is_empty() {
                p.source {
                    (name) ": "
                    @for (at, own) in own.iter().enumerate() { @if at > 0 { ", " } span id=[id(own)] { (own.code) } }
                }
            }
        }
    };
    html! {
        @for own in short { (expectation(report, own, id(own))) }
        (codes("Met", Outcome::Met))
        (codes("Not applicable", Outcome::NotApplicable))
    }
}

fn expectation(report: &Report, found: &ExpectationReport, id: Option<&str>) -> Markup {
    let asked = report.asked(found.code);
    let basis = if found.basis == Basis::Nobody { "" } else { found.basis.word() };
    html! {
        div.entry id=[id] {
            p {
                strong { (found.code) } " " (found.result.to_string())
                @if asked.is_some_and(|asked| asked.decisive) { " (decisive)" }
                @if !found.reason.is_empty() { ": " (text::clean(&found.reason)) }
            }
            @if found.result.is_short() {
                dl {
                    @if let Some(asked) = asked {
                        dt { "Asks" } dd { (asked.asks) br; span.source { (asked.source) } }
                        dt { "Judged" } dd { (asked.how) @if !basis.is_empty() { " (by " (basis) ")" } }
                    }
                    @if let Some(evidence) = &found.evidence { dt { "Evidence" } dd { (text::clean(evidence)) } }
                    @if !found.places.is_empty() { dt { "Cells" } dd { (places(&found.places)) } }
                }
            }
        }
    }
}

/// The first cells of a result, and how many more.
pub fn places(places: &Places) -> Markup {
    let rest = places.len().saturating_sub(CELLS);
    html! {
        span.place {
            @for (at, place) in places.iter().take(CELLS).enumerate() { @if at > 0 { ", " } (text::clean(place)) }
        }
        @if rest > 0 { " and " (rest) " more" }
    }
}
