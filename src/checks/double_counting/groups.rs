//! A saving that is counted more than twice is one finding: the lines that evidence links, and what of them is
//! counted more than once.

use super::evidence::{Evidence, Link, Scales};
use super::lines::Register;
use super::pairs::{Leads, links};
use crate::parallel::Threads;
use std::collections::BTreeMap;

/// Lines that are one saving.
pub(super) struct Group {
    /// Its lines, in order.
    pub lines: Vec<u32>,
    /// The strongest evidence that links them, one less than there are lines, strongest first.
    pub links: Vec<Evidence>,
}

/// The links that a thread takes at a time.
const AT_A_TIME: usize = 256;

/// Every saving that is counted more than once, in the order of its first line.
pub(super) fn groups(register: &Register, threads: Threads) -> Vec<Group> {
    let links = links(register, threads);
    let mut leads = Leads::of(register.lines.len());
    links.iter().for_each(|link| {
        leads.join(link.lines);
    });
    let evidence = |scales: &mut Scales, links: &&[Link]| -> Vec<Option<Evidence>> {
        links.iter().map(|link| scales.evidence(link.lines)).collect()
    };
    let pieces: Vec<&[Link]> = links.chunks(AT_A_TIME).collect();
    let found = threads.map_with(&pieces, || Scales::of(register), evidence);
    let mut groups: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
    for (link, found) in links.iter().zip(found.into_iter().flatten()) {
        groups.entry(leads.lead(link.lines.0)).or_default().extend(found);
    }
    let group = |links: Vec<Evidence>| {
        let mut lines: Vec<u32> = links.iter().flat_map(|link| [link.lines.0, link.lines.1]).collect();
        lines.sort_unstable();
        lines.dedup();
        Group { lines, links }
    };
    groups.into_values().map(group).collect()
}
