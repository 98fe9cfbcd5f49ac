//! Figures that words name without saying of which time: `Delivery` beside a plan to date, `Forecast £k`,
//! `Year to Date Plan Actual` beside `Year to Date Plan`.

use super::testimony::{TRIPLES, Triple};
use super::{Recognition, Use};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::heading::{Figure, Span};
use crate::plan::vocabulary::figures::figure;
use crate::plan::vocabulary::speaks_of_savings;

impl Recognition<'_> {
    /// Takes the only column that names a figure and no time for the usual one.
    pub(super) fn settle_figures(&mut self) {
        for at in 0..self.columns.len() {
            if let Some((plan, field)) = self.repeats_plan(at) {
                let (raw, plan) = (self.called(at), self.called(plan));
                let note = format!(
                    "{raw} is taken for `{}`: it repeats {plan} and names another figure",
                    field.name()
                );
                self.notes.push((self.columns[at].place, note));
                self.columns[at].used = Use::Field(field);
            }
        }
        for Triple { measure, actual: field, .. } in TRIPLES {
            // what an actual and a forecast are of where nothing else is said
            let by_period = |used: &Use| matches!(used, Use::Series(of, _) if *of == measure);
            if self.position(field).is_some() || self.columns.iter().any(|column| by_period(&column.used)) {
                continue;
            }
            let named: Vec<usize> =
                (0..self.columns.len()).filter(|at| self.names_only(*at, measure)).collect();
            if let [only] = named.as_slice() {
                self.columns[*only].used = Use::Field(field);
            }
        }
        self.settle_annual();
    }

    /// `Annual` beside a plan to date and a forecast: the year's plan, which is all that is lacking.
    fn settle_annual(&mut self) {
        let given = |id| self.position(id).is_some();
        let is_lacking = given(schemes::PLAN_YTD)
            && given(schemes::FORECAST_YEAR)
            && !given(schemes::PLAN_YEAR)
            && !self.columns.iter().any(|column| matches!(column.used, Use::Series(..)));
        let annual = |at: &usize| {
            let words = &self.columns[*at].words;
            let is_bare = words.figure.is_none() && words.period.is_none() && !words.others;
            is_bare && words.span == Some(Span::FullYear) && self.is_free_amount(*at)
        };
        let all: Vec<usize> = (0..self.columns.len()).filter(annual).collect();
        if let (true, [only]) = (is_lacking, all.as_slice()) {
            let text = format!("{} is the year's plan: the table has no other", self.called(*only));
            self.notes.push((self.columns[*only].place, text));
            self.columns[*only].used = Use::Field(schemes::PLAN_YEAR);
        }
    }

    /// Whether a heading names a measure and nothing else; savings to date are what was made.
    fn names_only(&self, at: usize, measure: Measure) -> bool {
        let column = &self.columns[at];
        let words = &column.words;
        let is_made = measure == Measure::Actual
            && words.figure.is_none()
            && words.span == Some(Span::ToDate)
            && speaks_of_savings(&column.heading.plain);
        let is_named = words.figure == Some(Figure::Of(measure))
            && words.period.is_none()
            && matches!(words.span, None | Some(Span::Total));
        self.is_free_amount(at) && !words.others && (is_named || is_made)
    }

    /// The plan whose heading a column repeats with another measure besides, and what it is then.
    fn repeats_plan(&self, at: usize) -> Option<(usize, ColumnId)> {
        let words: Vec<&str> = self.columns[at].heading.plain.split(' ').collect();
        TRIPLES.into_iter().find_map(|triple| {
            let plan = self.position(triple.plan)?;
            let is_other = |word: &&str| figure(word) == Some(Figure::Of(triple.measure));
            let rest: Vec<&str> = words.iter().filter(|word| !is_other(word)).copied().collect();
            let repeats = rest.len() + 1 == words.len() && rest.join(" ") == self.columns[plan].heading.plain;
            let is_open = repeats && self.position(triple.actual).is_none() && self.is_free_amount(at);
            is_open.then_some((plan, triple.actual))
        })
    }
}
