//! A list of what each row must find and what it has identified (`Target`, `Identified`, `Gap to target`): the
//! targets add up to the challenge of the organisation, and what is identified is the plan.

use super::{Recognition, Use};
use crate::plan::Measure;
use crate::plan::fields::{schemes, years};
use crate::plan::heading::Figure;
use crate::plan::vocabulary::rows::{RowMeasure, row_measure};

impl Recognition<'_> {
    /// Takes the columns that the user says are the challenge and what is identified of it, else those that
    /// the words of both name; and compares what is left with the difference of the two.
    pub(super) fn settle_requirement(&mut self) {
        self.settle_said();
        self.settle_named();
        let challenge = self.columns.iter().position(|column| column.used == Use::Challenge);
        let (Some(challenge), Some(identified)) = (challenge, self.position(schemes::PLAN_YEAR)) else {
            return;
        };
        let left = (0..self.columns.len()).find(|at| {
            self.is_open(*at)
                && self.speaks_of_a_gap(*at)
                && self.agreement(challenge, identified, *at).is_some()
        });
        if let Some(left) = left {
            self.columns[left].used = Use::Stated;
            let [left_over, challenge, identified] = [left, challenge, identified].map(|at| self.called(at));
            let note =
                format!("{left_over} is the difference of {challenge} and {identified}: compared, not added");
            self.notes.push((self.columns[left].place, note));
        }
    }

    fn settle_said(&mut self) {
        for at in 0..self.columns.len() {
            let said = self.columns[at]
                .mapped
                .as_ref()
                .and_then(|ours| ours.meaning.column_of(years::CHALLENGE.table));
            match said {
                _ if self.columns[at].used != Use::Unused => {}
                Some(years::CHALLENGE) => self.columns[at].used = Use::Challenge,
                Some(years::IDENTIFIED) if self.position(schemes::PLAN_YEAR).is_none() => {
                    self.columns[at].used = Use::Field(schemes::PLAN_YEAR);
                }
                _ => {}
            }
        }
    }

    /// One column of each by its whole heading, in a table that says nothing of what came of either.
    fn settle_named(&mut self) {
        let named = |measure: RowMeasure| {
            let of = |at: &usize| {
                self.may_be_measure(*at) && row_measure(&self.columns[*at].heading.raw) == Some(measure)
            };
            let mut all = (0..self.columns.len()).filter(of);
            all.next().filter(|_| all.next().is_none())
        };
        let progress = [Measure::Actual, Measure::Forecast].map(|measure| Some(Figure::Of(measure)));
        let has_progress = self.columns.iter().any(|column| progress.contains(&column.words.figure));
        let (Some(challenge), Some(identified)) =
            (named(RowMeasure::Challenge), named(RowMeasure::Identified))
        else {
            return;
        };
        let given = |at: &usize| {
            self.position(schemes::PLAN_YEAR).is_none_or(|plan| plan == *at || plan == challenge)
        };
        let has_challenge = self.columns.iter().any(|column| column.used == Use::Challenge);
        if has_progress || has_challenge || self.position(schemes::PLAN_YTD).is_some() || !given(&identified)
        {
            return;
        }
        self.columns[challenge].used = Use::Challenge;
        self.columns[identified].used = Use::Field(schemes::PLAN_YEAR);
        let [target, found] = [challenge, identified].map(|at| self.called(at));
        let note = format!(
            "{target} is what each row must find, together the challenge, and {found} is the plan for it"
        );
        self.notes.push((self.columns[challenge].place, note));
    }

    /// Whether nothing is read from a column of amounts, and the user says nothing of it.
    fn is_open(&self, at: usize) -> bool {
        let column = &self.columns[at];
        column.used == Use::Unused
            && column.mapped.is_none()
            && !column.heading.percent
            && self.profile(at).is_numeric()
    }

    /// Whether a column is open, or the year's plan only because an alias says so.
    fn may_be_measure(&self, at: usize) -> bool {
        let column = &self.columns[at];
        let by_alias = column.used == Use::Field(schemes::PLAN_YEAR)
            && column.mapped.is_none()
            && column.heading.raw != schemes::PLAN_YEAR.name();
        column.words.period.is_none() && (self.is_open(at) || by_alias)
    }

    /// Whether a heading says that its amounts are what is left of others.
    pub(super) fn speaks_of_a_gap(&self, at: usize) -> bool {
        let heading = &self.columns[at].heading;
        let left = matches!(row_measure(&heading.raw), Some(RowMeasure::Left | RowMeasure::GapToClose));
        left || heading.plain.split(' ').any(|word| word == "gap")
            || super::variances::is_variance(&self.columns[at])
    }
}
