//! What arithmetic says of columns: three of them of which one is the difference of the other two in
//! every row and in the printed total. Where words name two of plan, actual and variance, and exactly one
//! column that they do not name makes it so, that column is the third; else arithmetic only orders what a
//! question offers (`candidates`).

use super::variances::{is_difference, is_variance};
use super::{Recognition, Use};
use crate::money::{Amount, Money};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::heading::{Figure, Span};
use crate::plan::vocabulary::figures::{is_foreseen, is_lone_plan};
use crate::plan::vocabulary::names_a_total;
use crate::words::count;

/// How many rows must agree.
const ROWS: usize = 3;
/// In how many of them each of the three must be more than nil.
const TELLING: usize = 2;
/// Among how many columns of amounts three are looked for.
const MOST_AMOUNTS: usize = 60;

/// Plan, actual (or forecast) and variance of a time, in the columns of a register.
pub(super) const TRIPLES: [Triple; 2] = [
    Triple {
        plan: schemes::PLAN_YTD,
        actual: schemes::ACTUAL_YTD,
        variance: schemes::VARIANCE_YTD,
        measure: Measure::Actual,
    },
    Triple {
        plan: schemes::PLAN_YEAR,
        actual: schemes::FORECAST_YEAR,
        variance: schemes::VARIANCE_FORECAST,
        measure: Measure::Forecast,
    },
];

#[derive(Debug, Clone, Copy)]
pub(super) struct Triple {
    pub(super) plan: ColumnId,
    pub(super) actual: ColumnId,
    pub(super) variance: ColumnId,
    /// What the second of the three is a figure of.
    pub(super) measure: Measure,
}

/// That three columns agree, and in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Agreement {
    rows: usize,
    has_total: bool,
}

impl Agreement {
    /// `in all 5 rows and the total`.
    pub(super) fn words(self) -> String {
        let total = if self.has_total { " and the total" } else { "" };
        format!("in all {}{total}", count(self.rows, "row"))
    }
}

impl Recognition<'_> {
    /// The third of plan, actual and variance, where words name the other two.
    pub(super) fn settle_by_arithmetic(&mut self) {
        for Triple { plan, actual, variance, .. } in TRIPLES {
            let at = |id| self.position(id);
            let (of_plan, of_actual, of_variance) = (at(plan), at(actual), at(variance));
            let variances = of_variance.map_or_else(|| self.free_variances(), |at| vec![at]);
            let found = match (of_plan, of_actual, of_variance) {
                (Some(plan), None, _) => self.only_fit(&variances, |free, variance| (plan, free, variance)),
                (None, Some(actual), _) => {
                    self.only_fit(&variances, |free, variance| (free, actual, variance))
                }
                (Some(plan), Some(actual), None) => self
                    .only_fit(&[plan], |free, plan| (plan, actual, free))
                    .map(|(free, _, fit)| (free, free, fit)),
                _ => None,
            };
            let Some((third, beside, agreement)) = found else { continue };
            let (field, says) = match (of_plan, of_actual) {
                (Some(of_plan), None) => (actual, self.apart_from(of_plan, beside)),
                (None, Some(of_actual)) => (plan, self.apart_from(of_actual, beside)),
                (Some(of_plan), Some(of_actual)) => {
                    let [plan, actual] = [of_plan, of_actual].map(|at| self.called(at));
                    (variance, format!("it is the difference of {plan} and {actual}"))
                }
                (None, None) => continue,
            };
            self.columns[third].used = Use::Field(field);
            if beside != third {
                self.columns[beside].used = Use::Field(variance);
            }
            let (raw, agrees) = (self.called(third), agreement.words());
            let note = format!("{raw} is taken for `{}`: {says} {agrees}", field.name());
            self.notes.push((self.columns[third].place, note));
        }
    }

    /// A lone `Plan` beside a variance, and the only column that makes it: what came of that plan.
    pub(super) fn settle_actual_of_lone_plan(&mut self, plan: usize) {
        let taken = [schemes::PLAN_YTD, schemes::ACTUAL_YTD];
        if taken.into_iter().any(|id| self.position(id).is_some()) {
            return;
        }
        let of_year = |at: &usize| self.columns[*at].words.span == Some(Span::FullYear);
        let mut variances = self.free_variances();
        variances.retain(|at| !of_year(at));
        variances.extend(self.position(schemes::VARIANCE_YTD));
        let Some((actual, variance, agreement)) = self.only_fit(&variances, |free, v| (plan, free, v)) else {
            return;
        };
        self.columns[actual].used = Use::Field(schemes::ACTUAL_YTD);
        let (raw, says) = (self.called(actual), self.apart_from(plan, variance));
        let note = format!("{raw} is taken for `actual_ytd`: {says} {}", agreement.words());
        self.notes.push((self.columns[actual].place, note));
    }

    /// The only column that words do not name and that fits beside one of these; `None` where two do.
    fn only_fit(
        &self,
        beside: &[usize],
        triple: impl Fn(usize, usize) -> (usize, usize, usize),
    ) -> Option<(usize, usize, Agreement)> {
        if !self.has_few_amounts() {
            return None;
        }
        let free = (0..self.columns.len()).filter(|at| self.is_unnamed(*at));
        let fits = free.flat_map(|at| {
            beside.iter().filter(move |other| **other != at).find_map(|other| {
                let (plan, actual, variance) = triple(at, *other);
                Some((at, *other, self.agreement(plan, actual, variance)?))
            })
        });
        let fits: Vec<_> = fits.collect();
        if let [only] = fits.as_slice() { Some(*only) } else { None }
    }

    /// Whether words say nothing of what a column of amounts is.
    fn is_unnamed(&self, at: usize) -> bool {
        let column = &self.columns[at];
        let has_name = !column.words.others && column.words.figure.is_some_and(|f| f != Figure::Variance)
            || is_lone_plan(&column.heading.plain)
            || is_foreseen(&column.heading.plain)
            || is_variance(column);
        !has_name
            && column.words.period.is_none()
            && column.words.span != Some(Span::InMonth)
            && self.is_free_amount(at)
    }

    /// Whether the columns of amounts that nothing is read from are so few that any three can be held together.
    pub(super) fn has_few_amounts(&self) -> bool {
        (0..self.columns.len()).filter(|at| self.is_free_amount(*at)).nth(MOST_AMOUNTS).is_none()
    }

    /// Variances that no pair is found for yet.
    pub(super) fn free_variances(&self) -> Vec<usize> {
        let free = |at: &usize| {
            let column = &self.columns[*at];
            is_variance(column)
                && !matches!(column.words.span, Some(Span::InMonth | Span::Total))
                && self.is_free_amount(*at)
        };
        (0..self.columns.len()).filter(free).collect()
    }

    /// Whether the variance is plan less actual, or the other way round, in every row that has the three,
    /// in one sense; the totals in either.
    pub(super) fn agreement(&self, plan: usize, actual: usize, variance: usize) -> Option<Agreement> {
        let (mut rows, mut telling, mut has_total) = (0, 0, false);
        let (mut straight, mut turned) = (true, true);
        for row in self.data_rows() {
            let figures = (self.figure(row, plan), self.figure(row, actual), self.figure(row, variance));
            let (Some(plan), Some(actual), Some(stated)) = figures else { continue };
            let (as_is, other) = (is_difference(actual, plan, stated), is_difference(plan, actual, stated));
            if self.is_total_row(row) {
                has_total = true;
                if !as_is && !other {
                    return None;
                }
                continue;
            }
            straight &= as_is;
            turned &= other;
            if !straight && !turned {
                return None;
            }
            rows += 1;
            telling += usize::from([plan, actual, stated].iter().all(|amount| !amount.value.is_zero()));
        }
        (rows >= ROWS && telling >= TELLING).then_some(Agreement { rows, has_total })
    }

    /// Whether parts add up to a whole in every row that has it, over enough rows that tell.
    pub(super) fn add_up(&self, parts: &[usize], whole: usize) -> Option<Agreement> {
        let (mut rows, mut telling, mut has_total) = (0, 0, false);
        for row in self.data_rows() {
            let amounts: Vec<Amount> = parts.iter().filter_map(|at| self.figure(row, *at)).collect();
            let Some(whole) = self.figure(row, whole).filter(|_| !amounts.is_empty()) else { continue };
            if !adds_up(&amounts, whole) {
                return None;
            }
            if self.is_total_row(row) {
                has_total = true;
                continue;
            }
            rows += 1;
            telling += usize::from(amounts.iter().filter(|amount| !amount.value.is_zero()).count() > 1);
        }
        (rows >= ROWS && telling >= TELLING).then_some(Agreement { rows, has_total })
    }

    /// Whether the percentages of a column are those of a variance of a plan, in every row that has them.
    pub(super) fn percentages_agree(&self, percent: usize, plan: usize, variance: usize) -> bool {
        let mut rows = 0;
        for row in self.data_rows() {
            let text = self.grid.text(row, percent).trim().trim_end_matches('%');
            let stated = crate::money::parse_number(text).ok().flatten();
            let (Some(stated), Some(plan), Some(variance)) =
                (stated, self.figure(row, plan), self.figure(row, variance))
            else {
                continue;
            };
            let Some(percent) = crate::money::Percent::of(variance.value, plan.value.abs()) else { continue };
            let places = stated.scale();
            let (stated, made) = (stated.abs(), percent.rounded(places));
            let last = rust_decimal::Decimal::new(1, places);
            if (stated - made.abs()).abs() > last {
                return false;
            }
            rows += 1;
        }
        rows >= ROWS
    }

    /// Whether a row is a total by its name, or has none.
    pub(super) fn is_total_row(&self, row: usize) -> bool {
        let first = self.grid.row(row).map(str::trim).find(|text| !text.is_empty());
        first.is_none_or(names_a_total)
            || self.names_at().is_some_and(|at| self.grid.text(row, at).trim().is_empty())
    }

    /// What the user calls a column: its heading in quotation marks, else its place.
    pub(super) fn called(&self, at: usize) -> String {
        let raw = crate::cutting::cell(&self.columns[at].heading.raw);
        if raw.is_empty() { format!("column {}", at + 1) } else { format!("\"{raw}\"") }
    }

    /// That a column and another are apart by a third one.
    fn apart_from(&self, other: usize, variance: usize) -> String {
        format!("{} is how far it is from {}", self.called(variance), self.called(other))
    }
}

/// Whether figures add up to a whole, but for their rounding.
pub(super) fn adds_up(parts: &[Amount], whole: Amount) -> bool {
    let sum: Money = parts.iter().map(|part| part.value).sum();
    let slack: Money = parts.iter().chain([&whole]).map(|part| part.half_digit()).sum();
    (sum - whole.value).abs() <= slack
}
