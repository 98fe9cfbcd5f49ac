//! Figures of one month alone beside the year's plan: `Month 9 plan` and `Month 9 delivered` are to date where
//! they are as much of the year as nine months would be. The plan of one month is never that of the year.

use super::{Recognition, Use};
use crate::calendar::Period;
use crate::money::Money;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, PeriodName, Span};
use crate::plan::vocabulary::figures::is_lone_plan;
use crate::problem::{Choice, Problem, Question};

/// From this month on, a month and what there is to its end are told apart by their share of the year.
const TOLD_APART: u8 = 3;

impl Recognition<'_> {
    /// Takes the figures of the only month for those to its end, where the year's plan says so; else it is a
    /// question.
    pub(super) fn settle_lone_month(&mut self) -> Option<Problem> {
        let beside = [schemes::PLAN_YTD, schemes::ACTUAL_YTD];
        if beside.into_iter().any(|id| self.position(id).is_some()) {
            return None;
        }
        let of_months: Vec<(usize, u8)> =
            (0..self.columns.len()).filter_map(|at| Some((at, self.month_over(at)?))).collect();
        let (first, month) = *of_months.first()?;
        let year = self.plan_of_year()?;
        let measured = |measure: Measure| {
            let is = |at: &usize| self.columns[*at].words.figure == Some(Figure::Of(measure));
            of_months.iter().map(|(at, _)| *at).find(is)
        };
        let telling = measured(Measure::Plan).or_else(|| measured(Measure::Actual))?;
        if of_months.iter().any(|(_, other)| *other != month) {
            return None;
        }
        let (part, whole) = self.sums_of(telling, year);
        let months = |n: u8, amount: Money| (0..n).fold(Money::ZERO, |sum, _| sum + amount);
        // at least half of what so many months are of twelve, and no more than the whole
        let is_to_date = months(24, part) >= months(month, whole) && part <= whole;
        if month == 1 || month >= TOLD_APART && is_to_date {
            for (at, _) in &of_months {
                self.columns[*at].words.span = Some(Span::ToDate);
            }
            let note = format!(
                "the figures of month {month} are to date: they are what {month} months are of {}",
                self.called(year)
            );
            self.notes.push((self.columns[first].place, note));
            return None;
        }
        let what = format!(
            "{} can be to date or of the month alone, beside {} for the year",
            self.called(first),
            self.called(year)
        );
        let choices = of_months.iter().filter_map(|(at, _)| {
            let (ours, says) = match self.columns[*at].words.figure? {
                Figure::Of(Measure::Plan) => (schemes::PLAN_YTD, "the plan to date"),
                Figure::Of(Measure::Actual) => (schemes::ACTUAL_YTD, "the actual to date"),
                _ => return None,
            };
            Some(Choice::column(*at, ours.name(), says))
        });
        let left = of_months.iter().map(|(at, _)| Choice::column(*at, "ignore", "the month alone: left out"));
        let choices = choices.chain(left).collect();
        Some(Problem::open(self.columns[first].place, Question::UnreadAmounts, what, choices))
    }

    /// The month over a column of a measure that says nothing else, counted from April.
    fn month_over(&self, at: usize) -> Option<u8> {
        let column = &self.columns[at];
        let is_free = column.used == Use::Unused && column.mapped.is_none() && !column.heading.percent;
        let says = matches!(column.words.figure, Some(Figure::Of(_)));
        if !is_free
            || !says
            || column.words.others
            || column.words.span.is_some()
            || self.profile(at).is_text()
        {
            return None;
        }
        match column.words.period? {
            PeriodName::MonthOfYear(number) => Some(number),
            PeriodName::Plain(Period::Month(month)) => Some(month.in_year()),
            _ => None,
        }
    }

    /// The column of the year's plan.
    fn plan_of_year(&self) -> Option<usize> {
        self.position(schemes::PLAN_YEAR).or_else(|| {
            (0..self.columns.len()).find(|at| {
                let column = &self.columns[*at];
                let words = &column.words;
                let is_year = matches!(
                    words.period,
                    Some(PeriodName::Plain(Period::Year(_)) | PeriodName::MonthOrYear(..))
                );
                let is_plan = matches!(words.figure, None | Some(Figure::Of(Measure::Plan)));
                (is_year && is_plan && !words.others || is_lone_plan(&column.heading.plain))
                    && self.is_free_amount(*at)
            })
        })
    }

    /// What two columns come to over the rows that have both and are no totals.
    fn sums_of(&self, part: usize, whole: usize) -> (Money, Money) {
        let pairs = self
            .data_rows()
            .filter(|row| !self.is_total_row(*row))
            .filter_map(|row| Some((self.figure(row, part)?.value, self.figure(row, whole)?.value)));
        pairs.fold((Money::ZERO, Money::ZERO), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1))
    }
}
