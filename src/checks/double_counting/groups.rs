//! A saving that is counted more than twice is one finding: the lines that evidence links, and what of them is
//! counted more than once.

use super::evidence::{Evidence, weigh};
use super::lines::Register;
use super::pairs::candidates;
use std::collections::BTreeMap;

/// Lines that are one saving.
pub(super) struct Group {
    /// Its lines, in order.
    pub lines: Vec<u32>,
    /// The strongest evidence that links them, one less than there are lines, strongest first.
    pub links: Vec<Evidence>,
}

/// Every saving that is counted more than once, in the order of its first line.
pub(super) fn groups(register: &Register) -> Vec<Group> {
    let mut found: Vec<Evidence> =
        candidates(register).into_iter().filter_map(|pair| weigh(register, pair)).collect();
    found.sort_by_key(|evidence| (std::cmp::Reverse(evidence.beyond), evidence.lines));
    let mut leads: Vec<u32> = (0_u32..).take(register.lines.len()).collect();
    let mut links: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
    for evidence in found {
        let (one, other) = (lead(&mut leads, evidence.lines.0), lead(&mut leads, evidence.lines.1));
        if one == other {
            continue;
        }
        let (first, second) = (one.min(other), one.max(other));
        if let Some(own) = leads.get_mut(second as usize) {
            *own = first;
        }
        let joined = links.remove(&second).unwrap_or_default();
        let own = links.entry(first).or_default();
        own.extend(joined);
        own.push(evidence);
    }
    let group = |mut links: Vec<Evidence>| {
        links.sort_by_key(|link| (std::cmp::Reverse(link.beyond), link.lines));
        let mut lines: Vec<u32> = links.iter().flat_map(|link| [link.lines.0, link.lines.1]).collect();
        lines.sort_unstable();
        lines.dedup();
        Group { lines, links }
    };
    links.into_values().map(group).collect()
}

/// The first line of the group a line is in.
fn lead(leads: &mut [u32], line: u32) -> u32 {
    let mut at = line;
    while let Some(next) = leads.get(at as usize).copied()
        && next != at
    {
        let after = leads.get(next as usize).copied().unwrap_or(next);
        if let Some(own) = leads.get_mut(at as usize) {
            *own = after;
        }
        at = after;
    }
    at
}
