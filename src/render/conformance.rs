//! What was judged against what, and what was not and why, in words.

use super::{text, words};
use crate::report::{Conformance, LeftUnjudged, Report};
use crate::words::count;

/// Parts not assessed that are named; of more, how many.
const NAMED: usize = 12;

/// What made the report, then what was judged: the block that ends a report.
pub fn of(report: &Report) -> Vec<(&'static str, String)> {
    let (tool, policy) = (&report.tool, words::policy(report));
    let made = [
        ("Made by", format!("{} {}, {}; {policy}", tool.name, tool.version, report.schema)),
        ("Policy SHA-256", report.policy.hash.clone()),
        ("Criteria", report.conformance.criteria.to_owned()),
    ];
    made.into_iter().chain(lines(&report.conformance, report.plans.len())).collect()
}

/// A label and what is said, line by line.
pub fn lines(own: &Conformance, organisations: usize) -> Vec<(&'static str, String)> {
    let coverage = own.coverage;
    let counted = [
        (coverage.computed, "decided by data"),
        (coverage.judged, "by a reader"),
        (coverage.unreviewed, "owed by a reader"),
        (coverage.unevidenced, "without evidence"),
        (coverage.excepted, "excepted"),
    ];
    let counted = counted.iter().enumerate().filter(|(at, (n, _))| *at == 0 || *n > 0);
    let counted = counted.map(|(_, (n, said))| format!("{} {said}", crate::money::group(&n.to_string())));
    let scope = own.scope.map_or("nothing", |scope| scope.word());
    let judged = format!("scope {scope}; expectations: {}", counted.collect::<Vec<_>>().join(", "));
    let mut lines = vec![("Judged", judged)];
    let left: Vec<String> =
        own.not_assessed.iter().take(NAMED).map(|part| said(part, organisations)).collect();
    let more = own.not_assessed.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("{more} more: --format json"));
    let left: Vec<String> = left.into_iter().chain(more).collect();
    if !left.is_empty() {
        lines.push(("Not assessed", left.join("; ")));
    }
    for (label, codes, option) in
        [("Left out", &own.ignored, "--ignore"), ("Judged alone", &own.selected, "--select")]
    {
        if !codes.is_empty() {
            let all = codes.iter().map(|code| text::clean(code).into_owned()).collect::<Vec<_>>();
            lines.push((label, format!("{} {}: {}", option, count(codes.len(), "code"), all.join(", "))));
        }
    }
    if own.not_read > 0 {
        lines.push(("Not read", count(own.not_read, "organisation")));
    }
    lines
}

/// `headroom (no challenge given)`.
fn said(part: &LeftUnjudged, organisations: usize) -> String {
    let of = match part.organisations {
        n if organisations > 1 => format!(", {n} of {organisations}"),
        _ => String::new(),
    };
    format!("{} ({}{of})", text::clean(&part.what), text::clean(&part.why))
}
