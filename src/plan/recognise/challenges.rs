//! What each row of a list is to find, beside what is identified for it: `CIP target`, `Identified` and
//! `Unidentified gap` by division. The first add up to the organisation's challenge, the second are the plans
//! of the rows, and the third is the one less the other: compared, never added.

use super::assign::Assignment;
use super::{Recognition, Use};
use crate::calendar::{FinancialYear, Period};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, TableId, schemes, years};
use crate::plan::heading::{Figure, PeriodName, Span};
use crate::plan::vocabulary::rows::{RowMeasure, row_measure};
use crate::problem::{Choice, Problem, Question};

/// The columns of one year, or of the table's, as their headings name them.
#[derive(Debug, Default)]
struct Group {
    year: Option<FinancialYear>,
    challenges: Vec<usize>,
    identified: Vec<usize>,
    left: Vec<usize>,
}

impl Recognition<'_> {
    /// Takes columns that the user maps to the challenge or to what is identified.
    pub(super) fn settle_mapped_challenges(&mut self) {
        for at in 0..self.columns.len() {
            if self.columns[at].used != Use::Unused {
                continue;
            }
            match self.said_measure(at) {
                Some(RowMeasure::Challenge) => self.take_challenge(at),
                Some(RowMeasure::Identified) => self.take_identified(at),
                _ => {}
            }
        }
    }

    /// Takes the challenge and what is identified where words name both and the figures bear them out: what is
    /// left is their difference, or no words are any others'. Else it is a question.
    pub(super) fn settle_challenges(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for group in self.measures_by_year() {
            let ([challenge], [identified]) = (group.challenges.as_slice(), group.identified.as_slice())
            else {
                continue;
            };
            let (challenge, identified) = (*challenge, *identified);
            let left =
                group.left.iter().find_map(|at| Some((*at, self.agreement(challenge, identified, *at)?)));
            let is_said = |at: usize| self.said_measure(at).is_some();
            let settled = left.is_some()
                || is_said(challenge)
                || is_said(identified)
                || self.names_surely(challenge, identified)
                || self.is_share(challenge, identified);
            // beside what came of it a target is what was planned
            if left.is_none() && !is_said(challenge) && !is_said(identified) && self.has_progress() {
                continue;
            }
            if !settled {
                problems.extend(self.ask_of_challenge(challenge, identified));
                continue;
            }
            self.take_challenge(challenge);
            self.take_identified(identified);
            if let Some((at, agreement)) = left {
                let note = format!(
                    "{} is what {} leaves of {} {}: compared, not added",
                    self.called(at),
                    self.called(identified),
                    self.called(challenge),
                    agreement.words()
                );
                self.notes.push((self.columns[at].place, note));
                self.columns[at].used = Use::Stated;
            }
        }
        problems
    }

    /// Whether measures of the organisation, none called as our column is, stand by name and not by year, or
    /// each row is an organisation: then they are a list's.
    pub(super) fn measures_by_name(&self, assigned: &Assignment) -> bool {
        let is_own = |(column, id): (&super::Recognised, &Option<ColumnId>)| {
            id.is_some_and(|id| column.mapped.is_none() && column.heading.raw == id.name())
        };
        assigned.misses(years::YEAR)
            && assigned
                .fields
                .iter()
                .position(|id| *id == Some(years::ORGANISATION))
                .is_none_or(|at| self.names_bodies(at))
            && !self.columns.iter().zip(&assigned.fields).any(is_own)
            && self.name_among(&self.assign(TableId::Schemes).fields).is_some()
    }

    /// The columns of measures, by year.
    fn measures_by_year(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for at in 0..self.columns.len() {
            let Some(measure) = self.measure_over(at) else { continue };
            let year = self.year_in(at);
            let known = groups.iter().position(|group| group.year == year);
            let own = known.unwrap_or_else(|| {
                groups.push(Group { year, ..Group::default() });
                groups.len() - 1
            });
            let group = &mut groups[own];
            match measure {
                RowMeasure::Challenge => group.challenges.push(at),
                RowMeasure::Identified => group.identified.push(at),
                RowMeasure::Left | RowMeasure::GapToClose => group.left.push(at),
            }
        }
        groups
    }

    /// The measure of the organisation that a column of amounts is called by, where nothing else is read from it.
    fn measure_over(&self, at: usize) -> Option<RowMeasure> {
        let column = &self.columns[at];
        if column.mapped.is_some() {
            // a plan by the user's word, beside what is to be found
            let is_plan = column.used == Use::Field(schemes::PLAN_YEAR);
            return self.said_measure(at).or(is_plan.then_some(RowMeasure::Identified));
        }
        let is_free = matches!(column.used, Use::Unused | Use::Field(schemes::PLAN_YEAR))
            || matches!(column.used, Use::Field(id) if id.table == TableId::Years);
        let is_partial = matches!(column.words.span, Some(Span::ToDate | Span::InMonth));
        let is_month = column.words.period.is_some() && self.year_in(at).is_none();
        if !is_free || is_partial || is_month || !self.is_of_amounts(at) {
            return None;
        }
        let measure = row_measure(&column.heading.raw)?;
        let says_identified = column.heading.plain.split(' ').any(|word| word == "identified");
        // `Planned` beside a `Target` is what it says
        (measure != RowMeasure::Identified || says_identified).then_some(measure)
    }

    /// The measure that the user says a column is.
    fn said_measure(&self, at: usize) -> Option<RowMeasure> {
        match self.columns[at].mapped.as_ref()?.meaning.column_of(TableId::Years)? {
            years::CHALLENGE => Some(RowMeasure::Challenge),
            years::IDENTIFIED => Some(RowMeasure::Identified),
            _ => None,
        }
    }

    /// The year that a heading names.
    fn year_in(&self, at: usize) -> Option<FinancialYear> {
        match self.columns[at].words.period? {
            PeriodName::Plain(Period::Year(year)) | PeriodName::MonthOrYear(_, Period::Year(year)) => {
                Some(year)
            }
            _ => None,
        }
    }

    fn take_challenge(&mut self, at: usize) {
        if let Some(year) = self.year_in(at) {
            self.columns[at].said = year.to_string();
        }
        self.columns[at].used = Use::Challenge;
    }

    fn take_identified(&mut self, at: usize) {
        let year = self.year_in(at);
        if let Some(year) = year {
            self.columns[at].said = year.to_string();
        }
        match year {
            Some(year) => self.columns[at].used = Use::Series(Measure::Plan, Period::Year(year)),
            None if self.position(schemes::PLAN_YEAR).is_none_or(|taken| taken == at) => {
                self.columns[at].used = Use::Field(schemes::PLAN_YEAR);
            }
            None => {}
        }
    }

    /// Whether the words alone settle it: `Savings required` beside `Identified`. A `Target` may be a plan.
    fn names_surely(&self, challenge: usize, identified: usize) -> bool {
        let says = |at: usize, words: &[&str]| {
            self.columns[at].heading.plain.split(' ').any(|word| words.contains(&word))
        };
        says(challenge, &["challenge", "requirement", "requirements", "required", "needed"])
            && says(identified, &["identified"])
    }

    /// Whether a column says what came of the plans.
    fn has_progress(&self) -> bool {
        let progress = [Measure::Actual, Measure::Forecast].map(|measure| Some(Figure::Of(measure)));
        self.columns.iter().any(|column| progress.contains(&column.words.figure))
    }

    /// Whether a heading says that its amounts are what is left of others.
    pub(super) fn speaks_of_a_gap(&self, at: usize) -> bool {
        let heading = &self.columns[at].heading;
        let left = matches!(row_measure(&heading.raw), Some(RowMeasure::Left | RowMeasure::GapToClose));
        left || heading.plain.split(' ').any(|word| word == "gap")
            || super::variances::is_variance(&self.columns[at])
    }

    /// Whether a percentage is what is identified of the challenge.
    fn is_share(&self, challenge: usize, identified: usize) -> bool {
        (0..self.columns.len())
            .filter(|at| self.columns[*at].heading.percent)
            .any(|at| self.percentages_agree(at, challenge, identified))
    }

    fn ask_of_challenge(&self, challenge: usize, identified: usize) -> Option<Problem> {
        let (target, found) = (self.called(challenge), self.called(identified));
        let what = format!(
            "{target} beside {found} can be what the organisation is to find, or a plan of each row: nothing else \
             here says which"
        );
        let choices = vec![
            Choice::column(challenge, years::CHALLENGE.name(), "to be found: they add up to the challenge"),
            Choice::column(identified, years::IDENTIFIED.name(), "the plans, beside what is to be found"),
            Choice::column(challenge, "ignore", "neither: left out"),
        ];
        let place = self.columns[challenge].place;
        Some(Problem::open(place, Question::UnreadAmounts, what, choices))
    }
}
