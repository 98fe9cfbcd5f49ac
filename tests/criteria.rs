//! The criteria: the catalogue, small changes of the worked plan for every expectation, and what the
//! policy's thresholds decide.

use crate::worked_plan::{Folder, changes, results};
use qipp::inside::assess::Options;
use qipp::inside::policy::{Origin, Policy};
use qipp::inside::report::Report;
use std::collections::BTreeMap;

mod audited;
mod catalogue;
mod changes;
mod columns;
mod five_per_cent;
mod judgements;
mod thresholds;

/// A change of a plan.
type Change = fn(Folder) -> Folder;

/// A policy with some settings changed.
fn policy(settings: &[(&str, &str)]) -> Policy {
    let mut policy = Policy::default();
    for (name, value) in settings {
        policy.set(name, value, Origin::Option).unwrap();
    }
    policy
}

fn assess(folder: &Folder, policy: &Policy) -> Report {
    folder.assess_with(policy, &Options::default())
}

/// Everything that differs: results as `CODE scheme, scheme: before -> after`, schemes with the same
/// change of the same criterion in one line, then findings. `every scheme` is every one to which the
/// criterion applied before; `every scheme but` names the fewer.
fn effects(before: &Report, after: &Report) -> Vec<String> {
    let mut lines: Vec<(String, String, Vec<String>)> = Vec::new();
    for change in changes(before, after) {
        let (key, how) = change.split_once(": ").unwrap();
        let (code, scheme) = key.split_once(' ').unwrap_or((key, ""));
        match lines.iter_mut().find(|(known, same, _)| known == code && same == how) {
            Some((_, _, schemes)) => schemes.push(scheme.to_owned()),
            None => lines.push((code.to_owned(), how.to_owned(), vec![scheme.to_owned()])),
        }
    }
    let known = results(before);
    let lines = lines.into_iter().map(|(code, how, schemes)| {
        let of_code = format!("{code} ");
        let applied = known.iter().filter(|(_, result)| *result != "n/a");
        let applied: Vec<&str> = applied.filter_map(|(key, _)| key.strip_prefix(&of_code)).collect();
        let others: Vec<&str> =
            applied.iter().copied().filter(|scheme| !schemes.iter().any(|own| own == scheme)).collect();
        let who = match others.len() {
            _ if schemes == [""] => String::new(),
            0 => " every scheme".to_owned(),
            few if few * 2 < schemes.len() => format!(" every scheme but {}", others.join(", ")),
            _ => format!(" {}", schemes.join(", ")),
        };
        format!("{code}{who}: {how}")
    });
    lines.chain(findings(before, after)).collect()
}

/// The findings that `after` has beyond `before`: `finding CODE scheme`, with how many where there are
/// several; of a conflict between a reader and the data, the criterion.
fn findings(before: &Report, after: &Report) -> Vec<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &after.findings {
        if before.findings.iter().any(|known| known.found == finding.found) {
            continue;
        }
        let of = match finding.found.split_once(": a reader judged it") {
            Some((criterion, _)) => format!("conflict {criterion} {}", finding.scheme),
            None => format!("finding {} {}", finding.code, finding.scheme),
        };
        *counted.entry(of.trim_end().to_owned()).or_default() += 1;
    }
    counted.into_iter().map(|(of, count)| if count == 1 { of } else { format!("{of} ({count})") }).collect()
}
