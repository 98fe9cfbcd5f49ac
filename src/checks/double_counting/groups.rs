//! A saving that is counted more than twice is one finding: the lines that evidence links, and what of them is
//! counted more than once.

use super::chance::Bits;
use super::evidence::{Evidence, Scales};
use super::lines::Register;
use super::pairs::links;
use crate::parallel::Threads;
use std::collections::BTreeMap;

/// Lines that are one saving.
pub(super) struct Group {
    /// Its lines, in order.
    pub lines: Vec<u32>,
    /// The strongest evidence that links them, one less than there are lines, strongest first.
    pub links: Vec<Evidence>,
}

/// What links two lines, told from how much speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// How much speaks for one saving beyond what chance asks for.
    pub beyond: Bits,
    pub lines: (u32, u32),
}

/// Every saving that is counted more than once, in the order of its first line.
pub(super) fn groups(register: &Register, threads: Threads) -> Vec<Group> {
    let links = links(register, threads);
    let mut leads = Leads::of(register.lines.len());
    links.iter().for_each(|link| {
        leads.join(link.lines);
    });
    let mut scales = Scales::of(register);
    let mut groups: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
    for link in links {
        groups.entry(leads.lead(link.lines.0)).or_default().extend(scales.evidence(link.lines));
    }
    let group = |links: Vec<Evidence>| {
        let mut lines: Vec<u32> = links.iter().flat_map(|link| [link.lines.0, link.lines.1]).collect();
        lines.sort_unstable();
        lines.dedup();
        Group { lines, links }
    };
    groups.into_values().map(group).collect()
}

/// The first line of the group each line is in.
pub(super) struct Leads(Vec<u32>);

impl Leads {
    /// So many lines, each by itself.
    pub fn of(lines: usize) -> Self {
        Self((0_u32..).take(lines).collect())
    }

    /// Of some links those that link what no stronger ones do, strongest first. The lines are by themselves before
    /// and after.
    pub fn strongest(&mut self, mut links: Vec<Link>) -> Vec<Link> {
        links.sort_unstable_by_key(|link| (std::cmp::Reverse(link.beyond), link.lines));
        links.retain(|link| self.join(link.lines));
        links.shrink_to_fit();
        for line in links.iter().flat_map(|link| [link.lines.0, link.lines.1]) {
            self.lead_to(line, line);
        }
        links
    }

    /// Makes the groups of two lines one; `false` where they are so already.
    fn join(&mut self, (one, other): (u32, u32)) -> bool {
        let (one, other) = (self.lead(one), self.lead(other));
        self.lead_to(one.max(other), one.min(other));
        one != other
    }

    fn lead_to(&mut self, line: u32, lead: u32) {
        self.0.get_mut(line as usize).into_iter().for_each(|own| *own = lead);
    }

    /// The first line of the group a line is in.
    fn lead(&mut self, line: u32) -> u32 {
        let mut at = line;
        while let Some(next) = self.0.get(at as usize).copied()
            && next != at
        {
            let after = self.0.get(next as usize).copied().unwrap_or(next);
            self.lead_to(at, after);
            at = after;
        }
        at
    }
}
