//! `--keep-going`: of several organisations those with problems are dropped; a single one is assessed
//! with its unreadable cells marked.

use crate::location::{NameId, Place, SourceId};
use crate::names::same;
use crate::plan::fields::TABLES;
use crate::plan::{Plan, Row, Submission};
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The inputs of the submission, each with the groups (folder, file or JSON object) it belongs to.
pub type Groups = BTreeMap<SourceId, BTreeSet<u32>>;

/// A row of an input, as far as a place tells it.
type RowPlace = (SourceId, Option<NameId>, u32);

/// What was left out.
#[derive(Default)]
pub struct Dropped {
    pub organisations: Vec<String>,
    /// How many folders or files of the submission gave no organisation at all.
    pub lost: usize,
}

impl Dropped {
    pub fn count(&self) -> usize {
        self.organisations.len() + self.lost
    }
}

/// Drops the organisations that have problems, where there are several.
pub fn drop_unsound(submission: &mut Submission, problems: &[Problem], groups: &Groups) -> Dropped {
    let lost = lost_groups(submission, problems, groups);
    if submission.plans.len() + lost < 2 {
        return Dropped::default();
    }
    let traces: Vec<Trace> = submission.plans.iter().map(Trace::of).collect();
    let mut bad = vec![false; traces.len()];
    for place in problems.iter().flat_map(Problem::places) {
        for at in hit(place, &traces, groups) {
            bad[at] = true;
        }
    }
    let (mut at, mut organisations) = (0, Vec::new());
    submission.plans.retain(|plan| {
        at += 1;
        if bad[at - 1] {
            organisations.push(plan.organisation.clone());
        }
        !bad[at - 1]
    });
    let kept = |name: &str| submission.plans.iter().any(|plan| same(&plan.organisation, name));
    let organisation = crate::plan::fields::judgements::ORGANISATION;
    submission.reviewed.retain(|row| row.text(organisation).is_none_or(kept));
    Dropped { organisations, lost }
}

/// The lines and inputs that a plan rests on.
struct Trace {
    lines: HashSet<RowPlace>,
    sources: HashSet<SourceId>,
}

impl Trace {
    fn of(plan: &Plan) -> Self {
        let mut trace = Self { lines: HashSet::new(), sources: HashSet::new() };
        trace.row(&plan.row);
        for row in TABLES.iter().flat_map(|table| plan.rows(table.id)) {
            trace.row(row);
        }
        for scheme in &plan.schemes {
            trace.row(&scheme.row);
            for point in &scheme.savings {
                trace.place(point.place);
            }
        }
        for stated in &plan.stated {
            trace.place(stated.place);
        }
        trace
    }

    fn row(&mut self, row: &Row) {
        self.place(row.place);
        for cell in &row.cells {
            self.place(cell.place);
        }
    }

    fn place(&mut self, place: Place) {
        self.sources.insert(place.source());
        self.lines.extend(line(place));
    }
}

fn line(place: Place) -> Option<RowPlace> {
    match place {
        Place::File(_) => None,
        Place::Cell { source, line, .. } => Some((source, None, line)),
        Place::Sheet { source, sheet, row, .. } => Some((source, Some(sheet), row)),
        Place::Json { source, prefix, row, .. } => Some((source, Some(prefix), row)),
        Place::Lines { source, first, .. } => Some((source, None, first)),
    }
}

/// The plans a problem belongs to: those of its very row, else those of its input, else those of its
/// folder.
fn hit(place: Place, traces: &[Trace], groups: &Groups) -> Vec<usize> {
    let which = |test: &dyn Fn(&Trace) -> bool| -> Vec<usize> {
        (0..traces.len()).filter(|at| test(&traces[*at])).collect()
    };
    let row = line(place);
    let of_row = which(&|trace| row.is_some_and(|row| trace.lines.contains(&row)));
    if !of_row.is_empty() {
        return of_row;
    }
    let source = place.source();
    let of_input = which(&|trace| trace.sources.contains(&source));
    if !of_input.is_empty() {
        return of_input;
    }
    let near = beside(source, groups);
    which(&|trace| trace.sources.iter().any(|source| near.contains(source)))
}

/// The inputs of the same folder.
fn beside(source: SourceId, groups: &Groups) -> BTreeSet<SourceId> {
    let Some(own) = groups.get(&source) else { return BTreeSet::new() };
    groups.iter().filter(|(_, groups)| !groups.is_disjoint(own)).map(|(source, _)| *source).collect()
}

/// Folders and files with problems from which no plan came at all.
fn lost_groups(submission: &Submission, problems: &[Problem], groups: &Groups) -> usize {
    let read: HashSet<SourceId> = submission.plans.iter().flat_map(|plan| Trace::of(plan).sources).collect();
    let mut lost: BTreeSet<BTreeSet<SourceId>> = BTreeSet::new();
    for place in problems.iter().flat_map(Problem::places) {
        let near = beside(place.source(), groups);
        if !near.is_empty() && !near.iter().any(|source| read.contains(source)) {
            lost.insert(near);
        }
    }
    lost.len()
}
