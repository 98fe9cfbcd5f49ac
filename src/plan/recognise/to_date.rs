//! Figures to date whose headings say to which month (`Plan M1-6`, `Achieved to month 11`, `Cumulative
//! plan Q2`). One of a measure is its figure to date. Of several, each holds the one before it: the one of
//! the latest reported month is to date, the one of the year's last month is the year's, and the others
//! are compared with nothing and never added.

use super::{Recognised, Recognition, Use};
use crate::calendar::{FinancialYear, Period};
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, PeriodName, Span};

/// A year by which months without one are put in order.
const ANY_YEAR: FinancialYear = FinancialYear(2000);

/// A column to date with its period.
type Reaching = (usize, Period);

impl Recognition<'_> {
    /// Takes the columns to date that name a period.
    pub(super) fn settle_to_date(&mut self, year: Option<FinancialYear>) {
        let of = |measure: Measure| -> Vec<Reaching> {
            let columns = self.columns.iter().enumerate();
            let mut found: Vec<Reaching> = columns
                .filter(|(at, column)| self.reaches(*at, column, measure))
                .filter_map(|(at, column)| match column.words.period? {
                    PeriodName::MonthOrYear(month, _) => Some((at, month)),
                    name => Some((at, name.of_year(year.unwrap_or(ANY_YEAR)))),
                })
                .filter(|(_, period)| matches!(period, Period::Month(_) | Period::Quarter(_)))
                .collect();
            found.sort_by_key(|(_, period)| period.end());
            found
        };
        let (plans, actuals, forecasts) = (of(Measure::Plan), of(Measure::Actual), of(Measure::Forecast));
        let reported = |reaching: &&Reaching| self.profile(reaching.0).has_figures();
        let latest = actuals.iter().rev().find(reported).copied();
        if let Some((at, period)) = latest
            && self.position(schemes::ACTUAL_YTD).is_none()
        {
            self.columns[at].used = Use::Field(schemes::ACTUAL_YTD);
            let is_dated = year.is_some() || self.names_its_year(at);
            self.reported = is_dated.then(|| (period.end(), self.columns[at].place));
        }
        let same = |reaching: &&Reaching| latest.is_none_or(|(_, period)| period.end() == reaching.1.end());
        let is_single = plans.len() == 1;
        let of_latest = plans.iter().find(same).filter(|_| latest.is_some() || is_single);
        if let Some((at, _)) = of_latest
            && self.position(schemes::PLAN_YTD).is_none()
        {
            self.columns[*at].used = Use::Field(schemes::PLAN_YTD);
        }
        if let Some((last, period)) = plans.last()
            && plans.len() > 1
            && actuals.is_empty()
            && !ends_its_year(*period)
            && [schemes::PLAN_YTD, schemes::ACTUAL_YTD].into_iter().all(|id| self.position(id).is_none())
        {
            self.columns[*last].used = Use::Field(schemes::PLAN_YTD);
        }
        for (reaching, field) in [(&plans, schemes::PLAN_YEAR), (&forecasts, schemes::FORECAST_YEAR)] {
            let whole = reaching.iter().find(|(_, period)| ends_its_year(*period));
            if let Some((at, _)) = whole.filter(|(at, _)| self.columns[*at].used == Use::Unused)
                && self.position(field).is_none()
            {
                self.columns[*at].used = Use::Field(field);
            }
        }
        self.leave_running([plans, actuals, forecasts]);
    }

    /// Of several columns to date of a measure, those that are not taken: they are parts of one that is.
    fn leave_running(&mut self, measures: [Vec<Reaching>; 3]) {
        for reaching in measures {
            let (taken, free): (Vec<usize>, Vec<usize>) =
                reaching.iter().map(|(at, _)| *at).partition(|at| self.columns[*at].used != Use::Unused);
            let Some(last) = taken.last().filter(|_| !free.is_empty()) else { continue };
            let called: Vec<String> = free.iter().map(|at| self.called(*at)).collect();
            let note = format!(
                "{} run on to {}: each holds the one before it, so they are not added",
                called.join(", "),
                self.called(*last)
            );
            self.notes.push((self.columns[*last].place, note));
            for at in free {
                self.columns[at].used = Use::Stated;
            }
        }
    }

    fn reaches(&self, at: usize, column: &Recognised, measure: Measure) -> bool {
        column.used == Use::Unused
            && !column.words.others
            && !column.heading.percent
            && column.words.span == Some(Span::ToDate)
            && column.words.figure == Some(Figure::Of(measure))
            && !self.profile(at).is_text()
    }

    fn names_its_year(&self, at: usize) -> bool {
        self.columns[at].words.period.is_some_and(|name| !name.needs_year())
    }
}

fn ends_its_year(period: Period) -> bool {
    period.year().is_some_and(|year| year.end() == period.end())
}
