//! What would be said of row after row, said once: one organisation in two files or folders.

use crate::location::{Place, SourceId};
use crate::plan::Submission;
use crate::problem::{Problem, ProblemKind};
use std::collections::BTreeMap;

/// The folder, file or object that each input belongs to.
pub(super) type Groups = BTreeMap<SourceId, u32>;

/// The two groups, and where the second repeats the first.
struct Pair {
    groups: (u32, u32),
    first: Place,
    second: Place,
    rows: usize,
}

/// Gathers the repetitions between two groups into one problem each.
pub(super) fn gather(problems: &mut Vec<Problem>, groups: &Groups, submission: &Submission) {
    let mut pairs: Vec<Pair> = Vec::new();
    for problem in problems.iter() {
        let repeats = matches!(problem.kind, ProblemKind::Duplicate { .. });
        let Some((of, first)) = across(problem, groups).filter(|_| repeats) else { continue };
        match pairs.iter_mut().find(|pair| pair.groups == of) {
            Some(pair) => pair.rows += 1,
            None => pairs.push(Pair { groups: of, first, second: problem.place, rows: 1 }),
        }
    }
    pairs.retain(|pair| pair.rows > 1);
    if pairs.is_empty() {
        return;
    }
    problems.retain(|problem| {
        across(problem, groups).is_none_or(|(of, _)| !pairs.iter().any(|pair| pair.groups == of))
    });
    for pair in pairs {
        problems.push(of_pair(&pair, submission));
    }
}

/// The groups of a repetition, and where it stands first; `None` for one within a group.
fn across(problem: &Problem, groups: &Groups) -> Option<((u32, u32), Place)> {
    let first = match &problem.kind {
        ProblemKind::Duplicate { first, .. } => *first,
        ProblemKind::Contradiction { other, .. } => *other,
        _ => return None,
    };
    let (one, two) = (groups.get(&first.source())?, groups.get(&problem.place.source())?);
    (one != two).then_some(((*one, *two), first))
}

fn of_pair(pair: &Pair, submission: &Submission) -> Problem {
    let sources = &submission.sources;
    let [first, second] = [pair.first, pair.second].map(|place| sources.file_name(place.source()));
    let plan = submission.plans.iter().find(|plan| {
        let within = |place: Place| place.source() == pair.first.source();
        within(plan.row.place) || plan.schemes.iter().any(|scheme| within(scheme.row.place))
    });
    let whose = plan.map_or("one organisation", |plan| plan.organisation.as_str());
    let what = format!("`{whose}` is given by {first} and again by {second}: {} rows repeat", pair.rows);
    let mend = "give one of the two; if they are two organisations, name each in a column `organisation`";
    Problem::contradiction(pair.second, what, pair.first, mend)
}
