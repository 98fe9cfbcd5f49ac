//! Plans of schemes: which year a lone `Plan` is for.

use super::variances::{is_difference, is_variance};
use super::{Recognition, Use};
use crate::cutting::cell;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, Span};
use crate::plan::vocabulary::figures::{ORIGINAL_PLAN, is_lone_plan};
use crate::plan::vocabulary::speaks_of_savings;
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    fn is_lone_plan(&self, at: usize) -> bool {
        let column = &self.columns[at];
        let words = &column.words;
        // `Plan` over `Recurrent`, `Non-recurrent`, `Total`
        let is_total = words.figure == Some(Figure::Of(Measure::Plan))
            && words.span == Some(Span::Total)
            && words.period.is_none()
            && !words.others;
        (is_lone_plan(&column.heading.plain) || is_total)
            && column.words.span != Some(Span::InMonth)
            && !self.is_spending(at)
            && self.is_free_amount(at)
    }

    /// Whether a column is the budget that savings are made on: another one is their target.
    fn is_spending(&self, at: usize) -> bool {
        let is_target = |other: &super::Recognised| {
            speaks_of_savings(&other.heading.plain)
                && (other.words.figure == Some(Figure::Of(Measure::Plan))
                    || is_lone_plan(&other.heading.plain))
        };
        let column = &self.columns[at];
        column.heading.plain == "budget" && column.mapped.is_none() && self.columns.iter().any(is_target)
    }

    /// A lone `Plan`: the year's, unless an actual to date stands beside it. Then the heading or the
    /// arithmetic must say, or it is an error that names both readings.
    pub(super) fn settle_plan(&mut self) -> Option<Problem> {
        self.ask_of_target();
        let lone: Vec<usize> = (0..self.columns.len()).filter(|at| self.is_lone_plan(*at)).collect();
        if let [only] = lone.as_slice() {
            self.settle_actual_of_lone_plan(*only);
        }
        let year = self.position(schemes::PLAN_YEAR);
        let to_date = self.position(schemes::PLAN_YTD);
        let planned = self.columns.iter().any(|column| matches!(column.used, Use::Series(Measure::Plan, _)));
        let Some(first) = lone.first().copied() else {
            if let (None, false, Some(at)) = (year, planned, self.original_plan()) {
                self.columns[at].used = Use::Field(schemes::PLAN_YEAR);
                let raw = self.called(at);
                let note = format!("{raw} is the year's plan: the table has no other");
                self.notes.push((self.columns[at].place, note));
            }
            return None;
        };
        if let ([first, second], None, None) = (lone.as_slice(), year, to_date)
            && let Some((actual, forecast)) = self.pairs(*first, *second)
        {
            self.columns[actual].used = Use::Field(schemes::PLAN_YTD);
            self.columns[forecast].used = Use::Field(schemes::PLAN_YEAR);
            return None;
        }
        let actual = self.position(schemes::ACTUAL_YTD);
        let field = match (year, to_date, actual) {
            (None, Some(_), _) | (None, None, None) => schemes::PLAN_YEAR,
            (Some(_), None, Some(_)) => schemes::PLAN_YTD,
            (Some(_), ..) => return None,
            (None, None, Some(actual)) if self.variance_shows_plan_of(first, actual) => schemes::PLAN_YTD,
            (None, None, Some(_))
                if self
                    .position(schemes::FORECAST_YEAR)
                    .is_some_and(|forecast| self.variance_shows_plan_of(first, forecast)) =>
            {
                schemes::PLAN_YEAR
            }
            (None, None, Some(_)) => {
                let raw = cell(&self.columns[first].heading.raw);
                let what = format!(
                    "this `{raw}` beside an actual to date can be the plan to date or the year's plan"
                );
                let choices = vec![
                    Choice::column(first, schemes::PLAN_YTD.name(), "the plan to date"),
                    Choice::column(first, schemes::PLAN_YEAR.name(), "the year's plan"),
                ];
                return Some(Problem::open(self.columns[first].place, Question::Layout, what, choices));
            }
        };
        self.columns[first].used = Use::Field(field);
        None
    }

    /// Two plans, one before the actual and one before the forecast: to date, and for the year.
    fn pairs(&self, first: usize, second: usize) -> Option<(usize, usize)> {
        let (actual, forecast) =
            (self.position(schemes::ACTUAL_YTD)?, self.position(schemes::FORECAST_YEAR)?);
        if first < actual && actual < second && second < forecast {
            Some((first, second))
        } else if first < forecast && forecast < second && second < actual {
            Some((second, first))
        } else {
            None
        }
    }

    /// `Original savings`, `Original plan as per May 2010`; not our own `original_plan`, nor what the user
    /// says.
    fn original_plan(&self) -> Option<usize> {
        (0..self.columns.len()).find(|at| {
            let column = &self.columns[*at];
            let is_free = match column.used {
                Use::Unused => true,
                Use::Field(id) => {
                    id == schemes::ORIGINAL_PLAN && column.heading.raw != id.name() && column.mapped.is_none()
                }
                _ => false,
            };
            is_free && ORIGINAL_PLAN.iter().any(|start| column.heading.plain.starts_with(start))
        })
    }

    /// A `Savings target` that its name made the year's plan is a lone plan beside an actual to date.
    fn ask_of_target(&mut self) {
        let given = |id| self.position(id).is_some();
        let Some(at) = self.position(schemes::PLAN_YEAR) else { return };
        let column = &self.columns[at];
        if given(schemes::ACTUAL_YTD)
            && !given(schemes::PLAN_YTD)
            && is_lone_plan(&column.heading.plain)
            && column.mapped.is_none()
        {
            self.columns[at].used = Use::Unused;
        }
    }

    /// Whether a variance column is the actual less this plan on every row: then the plan is to date; of a forecast
    /// it is the year's.
    fn variance_shows_plan_of(&self, plan: usize, actual: usize) -> bool {
        let variances = (0..self.columns.len())
            .filter(|at| is_variance(&self.columns[*at]) && !self.columns[*at].heading.percent);
        variances.into_iter().any(|at| {
            let mut rows = 0;
            let agrees = self.data_rows().all(|row| {
                match (self.figure(row, plan), self.figure(row, actual), self.figure(row, at)) {
                    (Some(plan), Some(actual), Some(stated)) => {
                        rows += 1;
                        is_difference(actual, plan, stated) || is_difference(plan, actual, stated)
                    }
                    _ => true,
                }
            });
            agrees && rows > 0
        })
    }
}
