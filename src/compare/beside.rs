//! What stands beside the figures: findings that are new or cleared, expectations whose result is another.

use super::matching::PlanPair;
use super::snapshot::{SnapExpectation, SnapFinding, SnapPlan, Snapshot};
use crate::names::{ByName, key};
use crate::report::{ExpectationChange, FindingChange};
use std::collections::HashMap;

/// The findings of one submission that the other does not have: new ones, then cleared ones. Two findings are
/// one where code, organisation, workstream, scheme and all words are the same: its amounts may be others.
pub fn findings(from: &Snapshot, to: &Snapshot, pairs: &[PlanPair]) -> Vec<FindingChange> {
    let mut now: ByName<&str> = ByName::default();
    for (was, is) in pairs.iter().filter_map(|pair| Some((pair.plan.from?, pair.plan.to?))) {
        now.insert(&was.organisation, &is.organisation);
    }
    let called = |finding: &SnapFinding| {
        let organisation = now.get(&finding.organisation).copied();
        print(finding, organisation.unwrap_or(&finding.organisation))
    };
    let before = count(from.findings.iter().map(called));
    let after = count(to.findings.iter().map(|finding| print(finding, &finding.organisation)));
    let mut changes = beyond(&to.findings, before, true, |own| print(own, &own.organisation));
    changes.extend(beyond(&from.findings, after, false, called));
    changes
}

/// What a finding is about: never a line, never an amount.
fn print(finding: &SnapFinding, organisation: &str) -> String {
    let words: String = finding.found.chars().filter(|c| c.is_alphabetic()).collect();
    let parts = [&finding.code, organisation, &finding.workstream, &finding.scheme, &words];
    parts.map(|part| key(part).into_owned()).join("\u{1F}")
}

fn count(prints: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    prints.for_each(|print| *counts.entry(print).or_default() += 1);
    counts
}

/// The findings of a list beyond those known.
fn beyond(
    findings: &[SnapFinding],
    mut known: HashMap<String, usize>,
    new: bool,
    print: impl Fn(&SnapFinding) -> String,
) -> Vec<FindingChange> {
    let is_known = |finding: &SnapFinding| match known.get_mut(&print(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    let mut is_known = is_known;
    let others = findings.iter().filter(|finding| !is_known(finding));
    others
        .map(|finding| FindingChange {
            new,
            severity: finding.severity,
            code: finding.code.clone(),
            organisation: finding.organisation.clone(),
            workstream: finding.workstream.clone(),
            scheme: finding.scheme.clone(),
            found: finding.found.clone(),
            amount: finding.amount,
        })
        .collect()
}

/// The expectations of an organisation whose result is another; those that one submission alone was asked are
/// left out.
pub fn expectations(pair: &PlanPair) -> Vec<ExpectationChange> {
    let (Some(from), Some(to)) = (pair.plan.from, pair.plan.to) else { return Vec::new() };
    let mut changes = changed(&of_plan(from), &of_plan(to), &to.organisation, "");
    for (was, is) in pair.schemes.iter().filter_map(|pair| Some((pair.from?, pair.to?))) {
        changes.extend(changed(was.expectations, is.expectations, &to.organisation, is.id));
    }
    changes
}

fn of_plan(plan: &SnapPlan) -> Vec<SnapExpectation> {
    let rows = plan.appendix_one.iter().flat_map(|row| &row.expectations);
    rows.chain(&plan.integrated_plan).copied().collect()
}

fn changed(
    from: &[SnapExpectation],
    to: &[SnapExpectation],
    organisation: &str,
    scheme: &str,
) -> Vec<ExpectationChange> {
    let result = |at: usize, own: &SnapExpectation| {
        // most are asked in the same order
        let beside = from.get(at).filter(|was| was.code == own.code);
        beside.or_else(|| from.iter().find(|was| was.code == own.code)).map(|was| was.result)
    };
    let known = to.iter().enumerate().filter(|(_, own)| !own.code.0.is_empty());
    let both = known.filter_map(|(at, own)| Some((own, result(at, own)?)));
    both.filter(|(own, was)| own.result != *was)
        .map(|(own, was)| ExpectationChange {
            organisation: organisation.to_owned(),
            scheme: scheme.to_owned(),
            code: own.code.0,
            from: was,
            to: own.result,
        })
        .collect()
}
