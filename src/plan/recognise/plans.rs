//! Plans of schemes: which year a lone `Plan` is for, and months that name no measure.

use super::testimony::adds_up;
use super::variances::{is_difference, is_variance};
use super::{Recognition, Use};
use crate::money::Amount;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::vocabulary::figures::{ORIGINAL_PLAN, is_lone_plan};
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    fn is_lone_plan(&self, at: usize) -> bool {
        let column = &self.columns[at];
        column.used == Use::Unused && is_lone_plan(&column.heading.plain) && self.profile(at).is_numeric()
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
            (None, None, Some(actual)) if self.variance_shows_plan_to_date(first, actual) => {
                schemes::PLAN_YTD
            }
            (None, None, Some(_)) => {
                let raw = &self.columns[first].heading.raw;
                let what = format!(
                    "this `{raw}` beside an actual to date can be the plan to date or the year's plan"
                );
                let choices = vec![
                    Choice::map(raw, schemes::PLAN_YTD.name(), "the plan to date"),
                    Choice::map(raw, schemes::PLAN_YEAR.name(), "the year's plan"),
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

    /// Months that name no measure beside a plan for the year: they are its phasing where they add up
    /// to it, else they may as well be actuals.
    pub(super) fn bare_periods(&self) -> Option<Problem> {
        let plan = self.position(schemes::PLAN_YEAR)?;
        let bare: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                let column = &self.columns[*at];
                matches!(column.used, Use::Series(Measure::Plan, crate::calendar::Period::Month(_)))
                    && column.words.figure.is_none()
            })
            .collect();
        let first = self.columns.get(*bare.first()?)?;
        let (mut rows, mut agree) = (0, 0);
        for row in self.data_rows() {
            let parts: Vec<Amount> = bare.iter().filter_map(|at| self.figure(row, *at)).collect();
            let Some(whole) = self.figure(row, plan).filter(|_| !parts.is_empty()) else { continue };
            rows += 1;
            agree += usize::from(adds_up(&parts, whole));
        }
        (rows > 0 && agree * 2 < rows && self.units_agree(&bare, plan)).then(|| {
            let what = format!(
                "`{}` and the months beside it name no measure and do not add up to `{}`: they can be plans or \
                 actuals",
                first.heading.raw, self.columns[plan].heading.raw
            );
            let mend = "write Plan or Actual in a row above them or in each heading";
            Problem::layout(first.place, what, mend)
        })
    }

    fn units_agree(&self, months: &[usize], plan: usize) -> bool {
        months.iter().all(|at| self.columns[*at].heading.unit == self.columns[plan].heading.unit)
    }

    /// Whether a variance column is actual less this plan on every row: then the plan is to date.
    fn variance_shows_plan_to_date(&self, plan: usize, actual: usize) -> bool {
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
