//! Several submissions of one run: what the user says of tables is looked for in each, and is in vain where
//! none has it.

use super::{Built, Opened};
use crate::plan::assembly::is_of_another;
use crate::plan::recognise::Said;
use std::collections::BTreeSet;

/// The plans of submissions that are read side by side.
pub fn built(opened: Vec<Opened<'_>>) -> Vec<Built<'_>> {
    let names: Vec<Vec<String>> = opened.iter().map(|own| own.names().collect()).collect();
    let of_others = |at: usize| {
        let others = names.iter().enumerate().filter(|(other, _)| *other != at);
        others.flat_map(|(_, names)| names.clone()).collect()
    };
    let mut all: Vec<Built> =
        opened.into_iter().enumerate().map(|(at, own)| own.built(of_others(at))).collect();
    let found: BTreeSet<usize> = all.iter().flat_map(Built::found).collect();
    let mut told = BTreeSet::new();
    for own in &mut all {
        own.excuse(&found, &mut told);
    }
    all
}

impl Built<'_> {
    fn said(&self) -> &[Said] {
        &self.opened.policy.mapping
    }

    /// Which of what is said speaks of something in this submission.
    fn found(&self) -> impl Iterator<Item = usize> + '_ {
        let vain: BTreeSet<usize> = self.problems.iter().filter_map(|problem| problem.entry()).collect();
        let said = self.said().iter().enumerate();
        said.filter(move |(at, said)| {
            !vain.contains(at) && !is_of_another(said, &self.submission.sources, &self.beside)
        })
        .map(|(at, _)| at)
    }

    /// What another submission has is no problem of this one; what none has is told once.
    fn excuse(&mut self, found: &BTreeSet<usize>, told: &mut BTreeSet<usize>) {
        let mut keeps = |entry: Option<usize>| entry.is_none_or(|at| !found.contains(&at) && told.insert(at));
        self.problems.retain(|problem| keeps(problem.entry()));
        self.excused = self
            .said()
            .iter()
            .enumerate()
            .filter(|(at, _)| found.contains(at))
            .map(|(_, own)| own.clone())
            .collect();
    }
}
