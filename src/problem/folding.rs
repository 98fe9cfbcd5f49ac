//! What is the same in many places said once, and what matters most said first.

use super::{Again, Choice, Problem, ProblemKind, Question};
use crate::location::{Place, SourceId, Sources};
use std::collections::HashMap;

/// What those that are one have in common: the input, the code, the heading, what is typed and the rest.
type Alike = (SourceId, &'static str, Option<String>, (Option<String>, String));

/// The problems in the order in which they are said: file by file, what others follow from first, and
/// one for all places in which the same is wrong under the same heading.
pub fn fold(problems: &mut Vec<Problem>) {
    problems.sort_by_key(|problem| (problem.place.source(), problem.turn(), problem.place));
    let mut first: HashMap<Alike, usize> = HashMap::new();
    let mut kept: Vec<Problem> = Vec::new();
    for problem in problems.drain(..) {
        let rest = (problem.typed.clone(), problem.alike());
        let key = (problem.place.source(), problem.code(), problem.heading.clone(), rest);
        let at = *first.entry(key).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(known) => known.take(problem),
            None => kept.push(problem),
        }
    }
    kept.shrink_to_fit();
    *problems = kept;
}

/// Problems that are found row by row: what is the same again is folded as they grow, so that a long file that is wrong
/// in every row costs little.
#[derive(Debug, Default)]
pub struct Growing {
    all: Vec<Problem>,
    /// How many were left by the last folding.
    left: usize,
}

impl Growing {
    /// How many are kept one by one, at least.
    const FEW: usize = 4_096;

    pub fn push(&mut self, problem: Problem) {
        self.all.push(problem);
        if self.all.len() >= Self::FEW.max(2 * self.left) {
            fold(&mut self.all);
            self.left = self.all.len();
        }
    }

    pub fn finish(self) -> Vec<Problem> {
        self.all
    }
}

impl Problem {
    /// When it is said: what else may follow from it comes first.
    fn turn(&self) -> u8 {
        match &self.kind {
            ProblemKind::Limit { .. } | ProblemKind::Syntax { .. } => 0,
            ProblemKind::Open { question: Question::Spending, .. } => 1,
            _ => 2,
        }
    }

    /// Takes another that is alike: its places are further ones.
    fn take(&mut self, other: Self) {
        let head = self.found();
        let said = |found: Option<String>| found.filter(|found| head.as_ref() != Some(found));
        let found = said(other.found());
        if (other.place, &found) != (self.place, &None) {
            self.again.push(Again { place: other.place, found });
        }
        let own = other.found();
        let of_first = |again: Again| Again { found: said(again.found.or_else(|| own.clone())), ..again };
        self.again.extend(other.again.into_iter().map(of_first));
    }

    /// Every place with what is wrong there.
    pub fn each(&self, sources: &Sources) -> Vec<(Place, String)> {
        let what = self.what(sources);
        let head = self.found().unwrap_or_default();
        let there = |again: &Again| match &again.found {
            Some(found) => what.replacen(&head, found, 1),
            None => what.clone(),
        };
        let further: Vec<_> = self.again.iter().map(|again| (again.place, there(again))).collect();
        std::iter::once((self.place, what)).chain(further).collect()
    }

    /// What stands at its place, where others of its kind may find something else.
    fn found(&self) -> Option<String> {
        match &self.kind {
            ProblemKind::Cell { found, .. }
            | ProblemKind::Word { found, .. }
            | ProblemKind::MonthOrYear { found, .. }
            | ProblemKind::NoSuchDay { found }
            | ProblemKind::Unknown { found, .. } => Some(format!("`{found}`")),
            ProblemKind::Duplicate { what, .. } | ProblemKind::Contradiction { what, .. } => {
                Some(what.clone())
            }
            _ => None,
        }
    }

    /// What those that are one have in common: everything but what stands there.
    fn alike(&self) -> String {
        match &self.kind {
            ProblemKind::Cell { expected, mend, .. } => format!("{expected}\n{mend}"),
            ProblemKind::Blank { lacks } => lacks.clone(),
            ProblemKind::MonthOrYear { .. } | ProblemKind::NoSuchDay { .. } => String::new(),
            ProblemKind::Word { near: Some(_), found, .. } => found.clone(),
            ProblemKind::Word { known, .. } => known.join("\n"),
            ProblemKind::Duplicate { first, .. } => format!("{:?}", first.source()),
            ProblemKind::Unknown { what, near: Some(_), found } => format!("{what}\n{found}"),
            ProblemKind::Unknown { what, .. } => (*what).to_owned(),
            ProblemKind::MissingColumn { table, column, .. } => format!("{table}\n{column}"),
            ProblemKind::Contradiction { other, mend, .. } => format!("{:?}\n{mend}", other.source()),
            ProblemKind::Circle { bodies, .. } => format!("{bodies:?}"),
            ProblemKind::Open { what, choices, .. } => format!("{what}\n{}", answers(choices)),
            ProblemKind::NoTable { found, choices } => format!("{}\n{}", found.join("\n"), answers(choices)),
            ProblemKind::Syntax { what, mend }
            | ProblemKind::Layout { what, mend }
            | ProblemKind::Said { what, mend, .. }
            | ProblemKind::Judgement { what, mend, .. }
            | ProblemKind::Policy { what, mend }
            | ProblemKind::Limit { what, mend } => format!("{what}\n{mend}"),
        }
    }
}

/// The options that answer a question, one a line.
fn answers(choices: &[Choice]) -> String {
    let answers: Vec<String> = choices.iter().map(|choice| choice.answer.to_string()).collect();
    answers.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a row: most of them the same, some with another word, a few with another mend.
    fn problem(line: u32) -> Problem {
        let found = if line.is_multiple_of(7) { "n/k" } else { "maybe" };
        let mend = if line.is_multiple_of(1_000) { "leave it out" } else { "write yes or no" };
        let place = Place::Cell { source: SourceId(0), line, column: 2 };
        let expected = "yes or no".to_owned();
        Problem::new(place, ProblemKind::Cell { found: found.to_owned(), expected, mend: mend.to_owned() })
    }

    #[test]
    fn what_grows_is_what_is_folded_at_once_and_few_are_kept() {
        let rows = u32::try_from(Growing::FEW).unwrap() * 5 / 2;
        // as they are found, and the last first
        for lines in [(2..rows).collect::<Vec<u32>>(), (2..rows).rev().collect()] {
            let mut growing = Growing::default();
            let mut most = 0;
            for line in &lines {
                growing.push(problem(*line));
                most = most.max(growing.all.len());
            }
            assert!(most <= Growing::FEW, "{most} kept one by one");
            let mut grown = growing.finish();
            fold(&mut grown);
            let mut at_once: Vec<Problem> = lines.iter().copied().map(problem).collect();
            fold(&mut at_once);
            assert_eq!(at_once.len(), 2, "two mends");
            let each = |problems: &[Problem]| -> Vec<Vec<(Place, String)>> {
                let sorted = |own: &Problem| {
                    let mut all = own.each(&Sources::default());
                    all.sort();
                    all
                };
                problems.iter().map(sorted).collect()
            };
            assert_eq!(each(&grown), each(&at_once));
            let places: usize = each(&grown).iter().map(Vec::len).sum();
            assert_eq!(places, lines.len(), "none is lost");
        }
    }
}
