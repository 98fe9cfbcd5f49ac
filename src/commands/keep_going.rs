//! `--keep-going`: of several organisations those with problems are dropped; where all have some, or there
//! is one alone, each is assessed and every figure that lacks something is marked.

use crate::cutting::list;
use crate::location::{Place, SourceId};
use crate::names::same;
use crate::plan::fields::{ColumnId, exceptions, judgements};
use crate::plan::{LeftOut, Row, Submission};
use crate::problem::{Problem, ProblemKind};
use crate::words::count;
use rows::{Rows, Whose};
use std::collections::{BTreeMap, BTreeSet};
use traces::Traces;

mod marks;
pub mod rows;
mod traces;

/// The inputs of the submission, each with the groups (folder, file or JSON object) it belongs to.
pub type Groups = BTreeMap<SourceId, BTreeSet<u32>>;

/// What became of the organisations.
#[derive(Default)]
pub struct Kept {
    /// Those left out, by name.
    pub dropped: Vec<String>,
    /// The inputs that those left out alone rest on.
    pub sources: BTreeSet<SourceId>,
    /// How many folders or files of the submission gave no organisation at all.
    pub lost: usize,
    /// How many rows name no organisation and are in no figure.
    pub nobodys: usize,
    /// How many are assessed though something of them could not be read.
    pub marked: usize,
    /// The bodies of circles of parents that are assessed: they report to nobody.
    pub freed: Vec<String>,
}

impl Kept {
    /// How many organisations are in no figure.
    pub fn out(&self) -> usize {
        self.dropped.len() + self.lost
    }

    /// What is assessed, in words; so many organisations are.
    pub fn words(&self, left: usize) -> String {
        let all = left + self.out();
        let mut said = match (left, self.out(), self.marked) {
            (1, 0, _) => "assessed without what could not be read".to_owned(),
            (_, 0, 0) => format!("{left} of {all} organisations assessed"),
            (_, 0, _) => format!(
                "all {left} organisations have some; each is assessed without what could not be read, and so marked"
            ),
            (_, _, 0) => format!("{left} of {all} organisations assessed"),
            (..) => format!("{left} of {all} organisations assessed, each without what could not be read"),
        };
        if !self.dropped.is_empty() {
            said.push_str(&format!("; left out: {}", list(&self.dropped)));
        }
        if !self.freed.is_empty() {
            said.push_str(&format!("; in a circle, so that none has a parent: {}", list(&self.freed)));
        }
        if self.nobodys > 0 {
            said.push_str(&format!("; in no figure: {} of no organisation", count(self.nobodys, "row")));
        }
        said
    }
}

/// Drops the organisations that have problems where others have none; else marks what they lack.
pub fn keep_going(submission: &mut Submission, problems: &[Problem], groups: &Groups, rows: &Rows) -> Kept {
    // what is wrong with a reviewer's file takes nothing from the submission
    let is_of_plans = |problem: &&Problem| groups.contains_key(&problem.place.source());
    let problems: Vec<&Problem> = problems.iter().filter(is_of_plans).collect();
    let places: Vec<Place> = problems.iter().flat_map(|problem| all_places(problem)).collect();
    let traces = Traces::of(submission, &places);
    let mut kept = Kept { lost: lost_groups(&traces, &problems, groups), ..Kept::default() };
    let alone = submission.plans.len() + kept.lost < 2;
    let mut bad = vec![false; submission.plans.len()];
    let mut lost = BTreeSet::new();
    for place in problems.iter().flat_map(|problem| problem.places()) {
        match hit(place, submission, &traces, groups, rows).filter(|_| !alone) {
            None => bad.iter_mut().for_each(|bad| *bad |= alone),
            Some(Hit::Plans(plans)) => plans.into_iter().for_each(|at| bad[at] = true),
            Some(Hit::Lost(name)) => {
                lost.insert(name);
            }
            Some(Hit::Nobody) => kept.nobodys += 1,
        }
    }
    if bad.iter().all(|bad| *bad) {
        kept.marked = bad.len();
        let freed: BTreeSet<&str> = problems.iter().flat_map(|problem| in_circle(problem)).collect();
        kept.freed = freed.into_iter().map(str::to_owned).collect();
        for problem in problems {
            for place in all_places(problem) {
                let plans = match hit(place, submission, &traces, groups, rows) {
                    Some(Hit::Plans(plans)) if !alone => plans,
                    _ if alone => (0..bad.len()).collect(),
                    _ => continue,
                };
                for at in plans {
                    marks::mark(submission, at, (problem, place), &traces, rows);
                }
            }
        }
    } else {
        kept.sources = traces.of_these_alone(&bad);
        drop_bad(submission, &bad, &mut kept);
    }
    for name in lost {
        submission.left_out.push(LeftOut { organisation: Some(name.clone()), region: None });
        kept.dropped.push(name);
    }
    let unknown = LeftOut { organisation: None, region: None };
    let nameless = kept.lost + usize::from(kept.nobodys > 0);
    submission.left_out.extend(std::iter::repeat_n(unknown, nameless));
    kept
}

fn drop_bad(submission: &mut Submission, bad: &[bool], kept: &mut Kept) {
    let mut at = 0;
    let left_out = &mut submission.left_out;
    submission.plans.retain(|plan| {
        at += 1;
        if bad[at - 1] {
            let organisation = Some(plan.organisation.clone());
            left_out.push(LeftOut { organisation, region: plan.parent.clone() });
            kept.dropped.push(plan.organisation.clone());
        }
        !bad[at - 1]
    });
    let is_kept = |name: &str| submission.plans.iter().any(|plan| same(&plan.organisation, name));
    let of_kept = |row: &Row, organisation: ColumnId| row.text(organisation).is_none_or(is_kept);
    submission.reviewed.retain(|row| of_kept(row, judgements::ORGANISATION));
    submission.exceptions.retain(|row| of_kept(row, exceptions::ORGANISATION));
}

/// The bodies of a circle of parents.
fn in_circle(problem: &Problem) -> impl Iterator<Item = &str> {
    let bodies = match &problem.kind {
        ProblemKind::Circle { bodies, .. } => bodies.as_slice(),
        _ => &[],
    };
    bodies.iter().map(|(name, _)| name.as_str())
}

/// Every place that a problem is about, that which it contradicts included.
fn all_places(problem: &Problem) -> Vec<Place> {
    let other = match &problem.kind {
        ProblemKind::Duplicate { first, .. } => Some(*first),
        ProblemKind::Contradiction { other, .. } => Some(*other),
        _ => None,
    };
    problem.places().chain(other).collect()
}

/// Whose a problem is.
enum Hit {
    Plans(Vec<usize>),
    /// An organisation of which no row was taken.
    Lost(String),
    /// No organisation's: a row that names none where rows do.
    Nobody,
}

/// The plans a problem belongs to: those of its very row, else the one that its row names, else those of
/// its input, else those of its folder.
fn hit(place: Place, submission: &Submission, traces: &Traces, groups: &Groups, rows: &Rows) -> Option<Hit> {
    let of_row = traces.plans_of_row(place);
    if !of_row.is_empty() {
        return Some(Hit::Plans(of_row));
    }
    match rows.whose(place, submission) {
        Whose::Plan(at) => return Some(Hit::Plans(vec![at])),
        Whose::Other(name) => return Some(Hit::Lost(name)),
        Whose::Nobody => return Some(Hit::Nobody),
        Whose::Unsaid => {}
    }
    let source = place.source();
    let of_input = traces.plans_with(|sources| sources.contains(&source));
    if !of_input.is_empty() {
        return Some(Hit::Plans(of_input));
    }
    let near = beside(source, groups);
    let of_folder = traces.plans_with(|sources| sources.iter().any(|source| near.contains(source)));
    (!of_folder.is_empty()).then_some(Hit::Plans(of_folder))
}

/// The inputs of the same folder.
fn beside(source: SourceId, groups: &Groups) -> BTreeSet<SourceId> {
    let Some(own) = groups.get(&source) else { return BTreeSet::new() };
    groups.iter().filter(|(_, groups)| !groups.is_disjoint(own)).map(|(source, _)| *source).collect()
}

/// Folders and files with problems from which no plan came at all.
fn lost_groups(traces: &Traces, problems: &[&Problem], groups: &Groups) -> usize {
    let mut lost: BTreeSet<BTreeSet<SourceId>> = BTreeSet::new();
    for place in problems.iter().flat_map(|problem| problem.places()) {
        let near = beside(place.source(), groups);
        if !near.is_empty() && !near.iter().any(|source| traces.is_read(*source)) {
            lost.insert(near);
        }
    }
    lost.len()
}
