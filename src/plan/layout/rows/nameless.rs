//! Rows of figures without a name that are no total: schemes where the printed total needs them, else a
//! question.

use super::super::sums::Sums;
use super::super::{Problem, Walk};
use super::{Classified, Looks, Roles, RowKind};
use crate::cutting;
use crate::location::Place;
use crate::problem::{Choice, Question};
use std::collections::BTreeSet;

/// How many such rows are tried together.
const MOST: usize = 6;

impl<'g> Walk<'g> {
    /// The roles under which some of the rows without a name are schemes, so that the printed total closes
    /// in every column; `None` where that does not settle which.
    pub(super) fn needed(&self, looks: &mut Looks<'_, 'g>, roles: &Roles<'g>) -> Option<Roles<'g>> {
        let kinds = roles.kinds.iter().enumerate();
        let nameless: Vec<usize> =
            kinds.filter(|(_, own)| own.kind == RowKind::Nameless).map(|(at, _)| at).collect();
        if nameless.len() > MOST {
            return None;
        }
        for size in 1..=nameless.len() {
            let mut fitting = None;
            for chosen in (1_u32..1 << nameless.len()).filter(|chosen| chosen.count_ones() as usize == size) {
                let is_chosen = |(at, index): (usize, &usize)| (chosen >> at & 1 == 1).then_some(*index);
                looks.schemes = nameless.iter().enumerate().filter_map(is_chosen).collect();
                let roles = self.roles(looks);
                if !roles.has_nameless() && self.total_needs(looks, &roles.kinds) {
                    if fitting.is_some() {
                        looks.schemes = BTreeSet::new();
                        return None;
                    }
                    fitting = Some(roles);
                }
            }
            if fitting.is_some() {
                return fitting;
            }
        }
        looks.schemes = BTreeSet::new();
        None
    }

    /// Whether the last total is the sum of the schemes above it, in every column in which those without a
    /// name have a figure.
    fn total_needs(&self, looks: &Looks, kinds: &[Classified]) -> bool {
        let Some(total) = kinds.iter().rposition(|own| own.kind == RowKind::Total) else { return false };
        let Some(row) = kinds.get(total).map(|own| own.row) else { return false };
        if looks.schemes.iter().any(|index| *index > total) {
            return false;
        }
        let stands = |column: &usize| self.figure(row, *column).is_some();
        let needed = looks.schemes.iter().filter_map(|index| looks.rows.get(*index));
        let every = needed.into_iter().all(|look| {
            let mut own = looks.amounts.iter().filter(|at| self.figure(look.row, **at).is_some());
            own.all(stands)
        });
        every && self.holds(looks.amounts, kinds, total)
    }

    /// Whether a total is the sum of the schemes above it.
    fn holds(&self, amounts: &[usize], kinds: &[Classified], total: usize) -> bool {
        let Some((above, [of_total, ..])) = kinds.split_at_checked(total) else { return false };
        let mut sums = Sums::new(amounts);
        for own in above.iter().filter(|own| own.kind == RowKind::Scheme) {
            sums.push(|at| self.figure(own.row, at));
        }
        sums.equal(0, |at| self.figure(of_total.row, at))
    }

    pub(super) fn needed_note(&self, row: usize) -> (Place, String) {
        let line = self.line(row);
        let text = format!(
            "this row of figures has no name, and the printed total needs it in every column: it is read as the \
             scheme `{line}` (to name it: --map \"{line}=scheme:NAME\")"
        );
        (self.grid.place(row, 0), text)
    }

    /// What is asked of a row without a name that is neither a total nor needed by one.
    pub(in crate::plan::layout) fn nameless(
        &self,
        row: usize,
        amounts: &[usize],
        kinds: &[Classified],
    ) -> Problem {
        let line = self.line(row);
        let adding = self.adding(amounts);
        let total = kinds.iter().rposition(|own| own.kind == RowKind::Total);
        let spare = total.is_some_and(|total| self.holds(&adding, kinds, total));
        let scheme = || Choice::map(&line, "scheme:NAME", "a scheme: give it its name in the place of NAME");
        let sum = || Choice::map(&line, "subtotal", "a total of rows above it: compared, not added");
        let (what, choices) = if spare {
            let left = Choice::map(&line, "ignore", "left out: the printed total does without it");
            (", and the printed total does without it", vec![left, scheme(), sum()])
        } else {
            let left = Choice::map(&line, "ignore", "left out of every sum");
            ("", vec![scheme(), sum(), left])
        };
        let figure = amounts.iter().copied().find(|at| self.figure(row, *at).is_some());
        let words = (0..self.layout.columns.len()).filter(|at| !amounts.contains(at));
        let words =
            words.map(|at| self.grid.text(row, at).trim()).find(|text| text.contains(char::is_alphabetic));
        let called = words.map_or_else(
            || "this row of figures has no name".to_owned(),
            |words| {
                format!("this row of figures, `{}`, has no name in the column of names", cutting::cell(words))
            },
        );
        let what = format!("{called} and is not the total of the rows above{what}");
        Problem::open(self.grid.place(row, figure.unwrap_or(0)), Question::Layout, what, choices)
    }
}
