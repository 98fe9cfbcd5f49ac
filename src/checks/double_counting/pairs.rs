//! Which lines are held against each other: those with an amount that is equal in a year.

use super::amounts::{MOST_EQUAL, are_equal};
use super::evidence::{Link, Scales};
use super::lines::Register;
use super::order::Planned;
use crate::parallel::Threads;
use std::ops::Range;

/// The lines of the same name one amount is held against at most.
const MOST_NAMED: usize = 2_000;

/// The amounts that a thread takes at a time.
const AT_A_TIME: usize = 4_096;

/// What links pairs of lines in two workstreams, or in two organisations of a region, that plan an equal amount in a
/// year: as much of it as links all that is linked, strongest first.
pub(super) fn links(register: &Register, threads: Threads) -> Vec<Link> {
    let all = register.order.len();
    let pieces: Vec<Range<usize>> =
        (0..all).step_by(AT_A_TIME).map(|from| from..(from + AT_A_TIME).min(all)).collect();
    let tools = || (Scales::of(register), Leads::of(register.lines.len()));
    let links_in = |(scales, leads): &mut (Scales, Leads), piece: &Range<usize>| {
        let mut links = Vec::new();
        piece.clone().for_each(|from| hold(register, scales, from, &mut links));
        leads.strongest(links)
    };
    let links = threads.map_with(&pieces, tools, links_in);
    Leads::of(register.lines.len()).strongest(links.into_iter().flatten().collect())
}

/// Holds the line of an amount against those of the amounts behind it.
fn hold(register: &Register, scales: &mut Scales, from: usize, links: &mut Vec<Link>) {
    let all = &register.order;
    let Some(one) = all.get(from) else { return };
    let Some((line, entry)) = register.line(one.line).zip(register.entry(one.entry)) else { return };
    let most = one.size.most(entry);
    let is_near = |other: &Planned| other.group == one.group && other.size.units <= most;
    // few amounts are not told by their sizes
    let exactly = |other: &Planned| {
        let its = register.entry(other.entry)?;
        Some(its.value <= entry.farthest() && are_equal(entry, its))
    };
    let may_agree = |other: &Planned| {
        one.glance.years != other.glance.years || register.may_agree(line, (one.entry, other.entry))
    };
    let mut meet = |other: &Planned, rank: usize| {
        let is_equal = one.size.equals(&other.size).or_else(|| exactly(other)) == Some(true);
        let may_meet = one.glance.differs(&other.glance) & !(one.size.net & other.size.net);
        let is_earlier = one.line < other.line;
        if is_equal & may_meet && scales.may_link(&one.glance, &other.glance, is_earlier) && may_agree(other)
        {
            let [rank, other_rank] = [from, rank].map(|rank| u32::try_from(rank).unwrap_or(u32::MAX));
            links.extend(if is_earlier {
                scales.weigh((one.line, other.line), (rank, other_rank))
            } else {
                scales.weigh((other.line, one.line), (other_rank, rank))
            });
        }
    };
    let beside = all.get(from + 1..).unwrap_or_default();
    let beside = beside.get(..MOST_EQUAL).unwrap_or(beside);
    let beside = beside.iter().zip(from + 1..).take_while(|(other, _)| is_near(other));
    beside.for_each(|(other, rank)| meet(other, rank));
    let mut at = from;
    while let Some(next) = all.get(at).map(|own| own.namesake as usize).filter(|next| *next > 0) {
        at += next;
        match all.get(at).filter(|other| at - from <= MOST_NAMED && is_near(other)) {
            Some(other) if at - from > MOST_EQUAL => meet(other, at),
            Some(_) => {}
            None => break,
        }
    }
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
    pub fn join(&mut self, (one, other): (u32, u32)) -> bool {
        let (one, other) = (self.lead(one), self.lead(other));
        self.lead_to(one.max(other), one.min(other));
        one != other
    }

    fn lead_to(&mut self, line: u32, lead: u32) {
        self.0.get_mut(line as usize).into_iter().for_each(|own| *own = lead);
    }

    /// The first line of the group a line is in.
    pub fn lead(&mut self, line: u32) -> u32 {
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
