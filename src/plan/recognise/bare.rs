//! Periods and figures to date that name no measure: months beside a plan of the year, `YTD` alone, a title
//! that says that all below runs on, a month's own figures beside those to date.

use super::testimony::adds_up;
use super::{Recognised, Recognition, Use};
use crate::calendar::Period;
use crate::location::Place;
use crate::money::Amount;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, PeriodName, Span, plain};
use crate::plan::vocabulary::figures::{figure_of_title, is_lone_plan};
use crate::problem::{Choice, Problem, Question};

/// Words of a title that says that figures run on.
const RUNS_ON: [&str; 2] = ["cumulative", "cum"];

impl Recognition<'_> {
    /// Months that name no measure beside a plan for the year: they are its phasing where they add up
    /// to it, else they may as well be actuals.
    pub(super) fn bare_periods(&self) -> Option<Problem> {
        let plan = self.position(schemes::PLAN_YEAR).or_else(|| self.named_plan_of_year())?;
        let bare: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                let column = &self.columns[*at];
                matches!(column.used, Use::Series(Measure::Plan, Period::Month(_) | Period::Quarter(_)))
                    && column.words.figure.is_none()
            })
            .collect();
        let first = *bare.first()?;
        let (mut rows, mut agree) = (0, 0);
        for row in self.data_rows() {
            let parts: Vec<Amount> = bare.iter().filter_map(|at| self.figure(row, *at)).collect();
            let Some(whole) = self.figure(row, plan).filter(|_| !parts.is_empty()) else { continue };
            rows += 1;
            agree += usize::from(adds_up(&parts, whole));
        }
        if rows == 0 || agree * 2 >= rows || !self.units_agree(&bare, plan) {
            return None;
        }
        let (place, raw, plan) = (self.columns[first].place, self.called(first), self.called(plan));
        if bare.len() == 1 {
            let what = format!("{raw} names no measure, and it is not all of {plan} beside it");
            let free = [(schemes::ACTUAL_YTD, "the actual to date"), (schemes::PLAN_YTD, "the plan to date")];
            let free = free.into_iter().filter(|(id, _)| self.position(*id).is_none());
            let mut choices: Vec<Choice> =
                free.map(|(id, says)| Choice::column(first, id.name(), says)).collect();
            choices.push(Choice::column(first, "ignore", "none of these: left out"));
            return Some(Problem::open(place, Question::UnreadAmounts, what, choices));
        }
        let what = format!(
            "{raw} and the periods beside it name no measure and do not add up to {plan}: they can be plans or \
             actuals"
        );
        let mend = "write Plan or Actual in a row above them or in each heading";
        Some(Problem::layout(place, what, mend))
    }

    /// The column of a year whose heading says that it is the plan.
    fn named_plan_of_year(&self) -> Option<usize> {
        self.columns.iter().position(|column| {
            matches!(column.used, Use::Series(Measure::Plan, Period::Year(_)))
                && column.words.figure == Some(Figure::Of(Measure::Plan))
        })
    }

    fn units_agree(&self, months: &[usize], plan: usize) -> bool {
        months.iter().all(|at| self.columns[*at].heading.unit == self.columns[plan].heading.unit)
    }

    /// Whether a column says that it is to date, not of what, and another one is the plan by name: it may
    /// as well be the actual.
    pub(super) fn is_open_to_date(&self, at: usize) -> bool {
        let is_plan = |column: &Recognised| {
            !column.words.others && column.words.figure == Some(Figure::Of(Measure::Plan))
                || is_lone_plan(&column.heading.plain)
        };
        self.columns[at].says_to_date_alone() && self.columns.iter().any(is_plan)
    }

    /// A column to date that names no measure behind years across: the sum of them, or open.
    pub(super) fn beside_years(&self, at: usize) -> Option<Use> {
        let years = |column: &Recognised| match column.used {
            Use::Series(measure, Period::Year(_)) => Some(measure),
            _ => None,
        };
        let measure = self.columns.iter().find_map(years)?;
        let all: Vec<usize> =
            (0..self.columns.len()).filter(|at| years(&self.columns[*at]) == Some(measure)).collect();
        let mut rows = 0;
        for row in self.data_rows() {
            let Some(whole) = self.figure(row, at) else { continue };
            let parts: Vec<Amount> = all.iter().filter_map(|at| self.figure(row, *at)).collect();
            if !adds_up(&parts, whole) {
                return None;
            }
            rows += usize::from(parts.iter().filter(|part| !part.value.is_zero()).count() > 1);
        }
        (rows > 0).then_some(Use::Total(measure))
    }

    /// A title that says that what stands below is cumulative: months that never fall run on.
    pub(super) fn run_on_as_titled(&mut self) {
        let titles = self.titles.words();
        if !titles.split(' ').any(|word| RUNS_ON.contains(&word)) {
            return;
        }
        let measure = titles.split(' ').find_map(figure_of_title).unwrap_or(Measure::Plan);
        let figure_of = |column: &Recognised| column.words.figure.unwrap_or(Figure::Of(measure));
        let of_months = |column: &Recognised| {
            let year = |name| matches!(name, PeriodName::Plain(Period::Year(_) | Period::Span(..)));
            column.used == Use::Unused
                && !column.words.others
                && column.words.span.is_none()
                && figure_of(column) != Figure::Variance
                && column.words.period.is_some_and(|name| !year(name))
        };
        let months: Vec<usize> = (0..self.columns.len()).filter(|at| of_months(&self.columns[*at])).collect();
        let falls = months.iter().zip(months.iter().skip(1)).any(|(one, next)| {
            figure_of(&self.columns[*one]) == figure_of(&self.columns[*next])
                && self.data_rows().any(|row| match (self.figure(row, *one), self.figure(row, *next)) {
                    (Some(one), Some(next)) => next.value.abs() < one.value.abs(),
                    _ => false,
                })
        });
        // nor do months run on that add up to their total
        let adds_up = (0..self.columns.len())
            .filter(|at| self.columns[*at].words.span == Some(Span::Total))
            .any(|at| self.add_up(&months, at).is_some());
        if falls || adds_up {
            return;
        }
        for at in months {
            let figure = figure_of(&self.columns[at]);
            let words = &mut self.columns[at].words;
            (words.figure, words.span) = (Some(figure), Some(Span::ToDate));
        }
    }

    /// The title that says that what stands below is cumulative, where planned savings of three years or more
    /// never fall, and no total adds them up.
    pub(super) fn years_run_on(&self) -> Option<Place> {
        let says = |text: &str| plain(text).split(' ').any(|word| RUNS_ON.contains(&word));
        let (place, _) = self.titles.texts().find(|(_, text)| says(text))?;
        let is_year = |at: &usize| {
            matches!(self.columns[*at].used, Use::Series(Measure::Plan, Period::Year(_)))
                && self.columns[*at].mapped.is_none()
        };
        let years: Vec<usize> = (0..self.columns.len()).filter(is_year).collect();
        let never_falls = |row: usize| {
            let figures: Vec<Amount> = years.iter().filter_map(|at| self.figure(row, *at)).collect();
            figures.windows(2).all(|pair| match pair {
                [one, next] => one.value.abs() <= next.value.abs(),
                _ => true,
            })
        };
        let is_total = |column: &Recognised| matches!(column.used, Use::Total(_));
        let run_on =
            years.len() > 2 && self.data_rows().all(never_falls) && !self.columns.iter().any(is_total);
        run_on.then_some(place)
    }

    /// `Plan` and `Actual` beside a plan and an actual to date, and never more than those: the month's own.
    pub(super) fn settle_month_alone(&mut self) {
        let of = |measure: Measure, span: Option<Span>| {
            (0..self.columns.len()).find(|at| {
                let column = &self.columns[*at];
                let words = &column.words;
                !words.others
                    && words.figure == Some(Figure::Of(measure))
                    && words.period.is_none()
                    && words.span == span
                    && column.mapped.is_none()
                    && self.is_of_amounts(*at)
            })
        };
        let pair = |measure| Some((of(measure, None)?, of(measure, Some(Span::ToDate))?));
        let (Some(plan), Some(actual)) = (pair(Measure::Plan), pair(Measure::Actual)) else { return };
        let within = |(alone, to_date): (usize, usize)| {
            self.data_rows().all(|row| match (self.figure(row, alone), self.figure(row, to_date)) {
                (Some(alone), Some(to_date)) => alone.value.abs() <= to_date.value.abs(),
                _ => true,
            })
        };
        if !within(plan) || !within(actual) {
            return;
        }
        for ((alone, to_date), id) in [(plan, schemes::PLAN_YTD), (actual, schemes::ACTUAL_YTD)] {
            self.columns[alone].used = Use::Unused;
            self.columns[alone].evidence = None;
            self.columns[alone].words.span = Some(Span::InMonth);
            if self.position(id).is_none() {
                self.columns[to_date].used = Use::Field(id);
            }
        }
    }
}

impl Recognised {
    /// Whether a heading says that its figures are to date, and not of what.
    pub(in crate::plan) fn says_to_date_alone(&self) -> bool {
        let words = &self.words;
        words.figure.is_none() && words.span == Some(Span::ToDate) && !words.others && self.mapped.is_none()
    }
}
