//! Columns that are parts of another: pay and non-pay of a plan, what recurs and what does not, the rest of
//! the year. Where they add up to it in every row they are compared, and never added.

use super::{Recognition, Use};
use crate::calendar::Period;
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, Kind, VARIANCES, schemes};
use crate::plan::vocabulary::is_unidentified;

/// Columns that others may add up to.
const WHOLES: [ColumnId; 5] = [
    schemes::PLAN_YEAR,
    schemes::FORECAST_YEAR,
    schemes::PLAN_YTD,
    schemes::ACTUAL_YTD,
    schemes::FULL_YEAR_EFFECT,
];

impl Recognition<'_> {
    /// Takes columns that nothing is read from for parts of those that are, where they add up.
    pub(super) fn settle_parts(&mut self) {
        for whole in 0..self.columns.len() {
            if !self.is_whole(whole) {
                continue;
            }
            let Some((parts, agrees)) = self.parts_of(whole) else { continue };
            // letters alone over amounts of which nothing is known may be organisations: that is asked
            if self.columns[whole].used == Use::Unused && parts.iter().all(|at| self.may_be_organisation(*at))
            {
                continue;
            }
            let called: Vec<String> = parts.iter().map(|at| self.called(*at)).collect();
            let note = format!(
                "{} add up to {} {agrees}: compared, not added",
                called.join(", "),
                self.called(whole)
            );
            self.notes.push((self.columns[whole].place, note));
            for at in parts {
                if self.columns[at].used == Use::Unused {
                    self.columns[at].used = self.part_of(whole, at);
                }
            }
        }
    }

    /// What a part of a total is: what nobody has found yet of the year's plan, or no more than compared.
    fn part_of(&self, whole: usize, at: usize) -> Use {
        let plans = self.columns.iter().filter(|column| matches!(column.used, Use::Series(Measure::Plan, _)));
        let of_plan = match self.columns[whole].used {
            Use::Field(schemes::PLAN_YEAR) => true,
            Use::Series(Measure::Plan, Period::Year(_)) => plans.count() == 1,
            _ => false,
        };
        let unfound = of_plan && is_unidentified(&self.columns[at].heading.raw);
        if unfound && self.position(schemes::UNIDENTIFIED_PLAN).is_none() {
            return Use::Field(schemes::UNIDENTIFIED_PLAN);
        }
        Use::Stated
    }

    fn is_whole(&self, at: usize) -> bool {
        match self.columns[at].used {
            Use::Field(id) => WHOLES.contains(&id),
            Use::Series(..) => true,
            // `Total identified`: what it is may be open, and what adds up to it is not
            Use::Unused => self.names_a_total(at) && self.is_free_amount(at),
            _ => false,
        }
    }

    pub(super) fn names_a_total(&self, at: usize) -> bool {
        let words = || self.columns[at].heading.plain.split(' ');
        words().next() == Some("total") || words().next_back() == Some("total")
    }

    /// Columns that add up to another, one at least of which nothing is read from: those that stand side by
    /// side beside it, else one with one that is taken.
    pub(super) fn parts_of(&self, whole: usize) -> Option<(Vec<usize>, String)> {
        let free = |at: usize| at != whole && self.is_free_amount(at);
        let may_be_part = |at: usize| {
            free(at)
                || matches!(
                    self.columns[at].used,
                    Use::Field(schemes::RECURRENT_PLAN | schemes::RECURRENT_FORECAST)
                )
        };
        let before: Vec<usize> = (0..whole).rev().take_while(|at| may_be_part(*at)).collect();
        let behind: Vec<usize> = (whole + 1..self.columns.len()).take_while(|at| may_be_part(*at)).collect();
        let runs = [before, behind].into_iter().flat_map(|side| {
            (2..=side.len())
                .rev()
                .map(|length| side.iter().take(length).copied().collect::<Vec<_>>())
                .collect::<Vec<_>>()
        });
        // what a variance adds up with is a plan or an actual, and no part
        let is_variance = |id: ColumnId| VARIANCES.contains(&id);
        let amount = |at: &usize| matches!(self.columns[*at].used, Use::Field(id) if id.declaration().kind == Kind::Amount && !is_variance(id));
        let pairs = (0..self.columns.len()).filter(|at| free(*at) && *at != whole).flat_map(|at| {
            let taken =
                (0..self.columns.len()).filter(move |other| *other != whole && *other != at).filter(amount);
            taken.map(move |other| vec![at, other]).collect::<Vec<_>>()
        });
        runs.chain(pairs).find_map(|mut parts| {
            let any_free = parts.iter().any(|at| free(*at));
            let agreement = self.add_up(&parts, whole).filter(|_| any_free)?;
            parts.sort_unstable();
            Some((parts, agreement.words()))
        })
    }
}
