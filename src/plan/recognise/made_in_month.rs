//! Forecasts of the whole year that months stand over: `Forecast M7`, `Forecast M8` are the year's forecast as it
//! was made in each, and no forecasts of those months.

use super::{Recognition, Use};
use crate::calendar::Period;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    /// Asks which is the year's where months of forecasts, and of nothing else, are each as large as its plan.
    pub(super) fn forecasts_made_in_months(&mut self) -> Option<Problem> {
        let of_months = |measures: &[Measure]| -> Vec<usize> {
            let is_one = |at: &usize| match self.columns[*at].used {
                Use::Series(measure, Period::Month(_) | Period::Quarter(_)) => measures.contains(&measure),
                _ => false,
            };
            (0..self.columns.len()).filter(is_one).collect()
        };
        let forecasts = of_months(&[Measure::Forecast]);
        let plan = self.position(schemes::PLAN_YEAR)?;
        let last = *forecasts.last()?;
        let is_large = |at: &usize| {
            let (mut rows, mut large) = (0, 0);
            for row in self.data_rows() {
                let figures = (self.figure(row, *at), self.figure(row, plan));
                let (Some(own), Some(plan)) = figures else { continue };
                rows += 1;
                large += usize::from(own.value.abs() + own.value.abs() > plan.value.abs());
            }
            2 * large > rows
        };
        if !of_months(&[Measure::Plan, Measure::Actual]).is_empty() || !forecasts.iter().all(is_large) {
            return None;
        }
        for at in &forecasts {
            self.columns[*at].used = Use::Unused;
            self.columns[*at].evidence = None;
        }
        if self.position(schemes::FORECAST_YEAR).is_some() {
            return None;
        }
        let (raw, plan) = (self.called(last), self.called(plan));
        let what = format!(
            "{raw} is as large as {plan}: it can be the year's forecast as it was made in that month"
        );
        let choices = vec![
            Choice::column(last, schemes::FORECAST_YEAR.name(), "the year's forecast, the latest"),
            Choice::column(last, "ignore", "none of these: left out"),
        ];
        Some(Problem::open(self.columns[last].place, Question::UnreadAmounts, what, choices))
    }
}
