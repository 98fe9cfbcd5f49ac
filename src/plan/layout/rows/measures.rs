//! Rows that are no schemes but say what the organisation must find, and what it has found: the challenge, what
//! is identified, and what is left, which is compared. By their words; where words have two readings
//! (`Gap`, `Unidentified`), by the figures.

use super::super::{ColumnId, Fate, Problem, Sink, Walk, years};
use super::look::{Appearance, Look};
use crate::cutting::cell;
use crate::plan::line::Line;
use crate::plan::vocabulary::TotalName;
use crate::plan::vocabulary::rows::{RowMeasure, Says, is_unidentified, row_measure, says};
use crate::problem::{Choice, Question};

/// Why a stated headroom is no row of the plan.
pub(in crate::plan::layout) const STATED: &str =
    "the stated headroom: in every column the challenge less what is identified; compared, not added";

/// Why a second row of the same figures is no row of the plan.
pub(in crate::plan::layout) const AGAIN: &str = "the challenge again, with the same figures";

/// A row whose label names a measure.
struct Named {
    index: usize,
    measure: RowMeasure,
    line: Line,
}

impl<'g> Walk<'g> {
    /// Gives the rows that are measures of the organisation their role.
    pub(super) fn settle_measures(
        &self,
        looks: &mut [Look<'g>],
        label: usize,
        amounts: &[usize],
        sink: &mut impl Sink,
    ) {
        let line = |look: &Look| Line::of(amounts, |at| self.figure(look.row, at));
        let named = self.named_measures(looks, label, amounts, &line);
        let said = |column: ColumnId| looks.iter().any(|look| look.appearance == Appearance::Measure(column));
        if named.is_empty() && !said(years::CHALLENGE) {
            return;
        }
        let of = |measure: RowMeasure| named.iter().filter(move |row| row.measure == measure);
        let mut challenges: Vec<&Named> = of(RowMeasure::Challenge).collect();
        let mut left: Vec<&Named> = of(RowMeasure::Left).collect();
        if challenges.is_empty() && !said(years::CHALLENGE) {
            challenges.extend(of(RowMeasure::GapToClose));
        } else {
            left.extend(of(RowMeasure::GapToClose));
        }
        let is_named = |index: usize| named.iter().any(|row| row.index == index);
        let themes = || {
            let rows = looks.iter().enumerate();
            rows.filter(|(index, look)| look.appearance == Appearance::Scheme && !is_named(*index))
        };
        let mut sum = Line::of(amounts, |_| None);
        themes().for_each(|(_, look)| sum.add(&line(look)));
        let mut settled: Vec<(usize, Appearance<'g>)> = Vec::new();
        let mut challenge = Line::of(amounts, |_| None);
        let by_word = looks.iter().filter(|look| look.appearance == Appearance::Measure(years::CHALLENGE));
        by_word.for_each(|look| challenge.add(&line(look)));
        let mut asked: Vec<usize> = Vec::new();
        for (at, row) in challenges.iter().enumerate() {
            let first = challenges.first().filter(|_| at > 0);
            if first.is_some_and(|first| first.line == row.line) {
                settled.push((row.index, Appearance::Left(AGAIN, Fate::Stated)));
            } else if first.is_some() {
                asked.push(row.index);
                settled.push((row.index, Appearance::Left(NOT_SAID, Fate::Refused)));
            } else {
                challenge.add(&row.line);
                settled.push((row.index, Appearance::Measure(years::CHALLENGE)));
            }
        }
        let given = !challenges.is_empty() || said(years::CHALLENGE);
        let mut identified = sum.clone();
        for row in of(RowMeasure::Identified) {
            if themes().next().is_some() && row.line.is(&sum) {
                settled.push((row.index, Appearance::Named(TotalName::Total)));
            } else if given {
                identified = row.line.clone();
                settled.push((row.index, Appearance::Measure(years::IDENTIFIED)));
            }
        }
        // the printed total may hold a line of unidentified savings
        let totals =
            looks.iter().filter(|look| look.appearance == Appearance::Named(TotalName::Total)).map(&line);
        let found: Vec<Line> = totals.chain([identified]).map(|found| found.less(&challenge)).collect();
        for row in left.iter().filter(|_| given) {
            let is_left = found.iter().any(|left| row.line.is(left) || row.line.is(&left.negated()));
            if is_left && !adds_up_with(looks, row, &sum, &line) {
                settled.push((row.index, Appearance::Left(STATED, Fate::Stated)));
            } else if row.measure == RowMeasure::GapToClose {
                asked.push(row.index);
                settled.push((row.index, Appearance::Left(NOT_SAID, Fate::Refused)));
            }
        }
        let by_word = looks.iter().position(|look| look.appearance == Appearance::Measure(years::CHALLENGE));
        let first = challenges.first().map(|row| row.index).or(by_word);
        let known = first.and_then(|first| looks.get(first)).map(|look| look.row);
        let sums =
            looks.iter().filter(|look| look.appearance == Appearance::Named(TotalName::Total)).map(&line);
        // what the printed total or what is identified adds in are schemes, whatever they are called
        let proven =
            sums.chain(of(RowMeasure::Identified).map(|row| row.line.clone())).any(|own| own.is(&sum));
        for (index, look) in themes().filter(|_| given && !proven) {
            if !look.said && self.speaks_of_another(look, label, amounts) {
                asked.push(index);
                settled.push((index, Appearance::Left(NOT_SAID, Fate::Refused)));
            }
        }
        for index in asked {
            if let (Some(look), Some(known)) = (looks.get(index), known) {
                let may_be_scheme = look.appearance == Appearance::Scheme && !is_named(index);
                sink.problem(self.second_measure(look.row, known, label, may_be_scheme));
            }
        }
        for (index, appearance) in settled {
            if let Some(look) = looks.get_mut(index) {
                look.appearance = appearance;
            }
        }
    }

    /// Whether the label of a row that stands for a scheme speaks of a challenge.
    fn speaks_of_another(&self, look: &Look, label: usize, amounts: &[usize]) -> bool {
        let label_is_id = self.layout.column(super::schemes::SCHEME) == Some(label);
        let name = self.name_of(look.row, label, amounts);
        says(&name) == Some(Says::Challenge)
            && !is_unidentified(&name)
            && self.is_free(look.row, &name, label_is_id)
            && self.is_filled(look.row, amounts)
    }

    /// The rows whose whole label names a measure, and that have no id beside it.
    fn named_measures(
        &self,
        looks: &[Look],
        label: usize,
        amounts: &[usize],
        line: &impl Fn(&Look) -> Line,
    ) -> Vec<Named> {
        let label_is_id = self.layout.column(super::schemes::SCHEME) == Some(label);
        let of = |(index, look): (usize, &Look)| {
            let named = |name: &TotalName| matches!(name, TotalName::OfGroup { .. } | TotalName::Perhaps(_));
            let open = match &look.appearance {
                Appearance::Named(name) => named(name),
                appearance => *appearance == Appearance::Scheme,
            };
            if look.said || !open || !self.is_filled(look.row, amounts) {
                return None;
            }
            let name = self.name_of(look.row, label, amounts);
            let measure = row_measure(&name).filter(|_| self.is_free(look.row, &name, label_is_id))?;
            Some(Named { index, measure, line: line(look) })
        };
        looks.iter().enumerate().filter_map(of).collect()
    }

    /// What is asked of a second row for a measure that another has already.
    pub(in crate::plan::layout) fn second_measure(
        &self,
        row: usize,
        first: usize,
        label: usize,
        may_be_scheme: bool,
    ) -> Problem {
        let (text, known) = (cell(self.grid.text(row, label)), cell(self.grid.text(first, label)));
        let line = self.line(row);
        let what =
            format!("`{text}` is a second requirement beside `{known}`: it is part of it, or comes on top");
        let mut choices = vec![
            Choice::map(&line, "ignore", "part of the other, or no requirement: left out"),
            Choice::map(&line, "challenge", "on top of the other: added to it"),
        ];
        if may_be_scheme {
            choices.push(Choice::map(&line, "scheme", "a scheme of that name"));
        }
        Problem::open(self.grid.place(row, label), Question::UnreadAmounts, what, choices)
    }
}

/// Why a row is left out that is asked about.
pub(in crate::plan::layout) const NOT_SAID: &str = "it is not said which measure it is";

/// Whether a printed total adds a row in with the schemes: then it is one of them.
fn adds_up_with(looks: &[Look], row: &Named, sum: &Line, line: &impl Fn(&Look) -> Line) -> bool {
    let mut both = sum.clone();
    both.add(&row.line);
    let totals = looks.iter().filter(|look| look.appearance == Appearance::Named(TotalName::Total));
    totals.map(line).any(|total| total.is(&both) && !total.is(sum))
}
