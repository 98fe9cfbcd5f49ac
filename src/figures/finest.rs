//! The finest periods that are given of a year: what its savings are summed over.

use crate::calendar::{FinancialYear, Period};
use crate::plan::{Measure, Point, Scheme};

/// The points of a measure that make up a year: its months; where a quarter has none, the quarter;
/// where the year has neither, the year.
pub fn finest(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Point> {
    let mut months = [false; 5];
    let mut parts = false;
    // months alone are the finest that there are
    if scheme.savings.longer_in(measure, year).next().is_some() {
        for point in scheme.savings.points_in(measure, year) {
            match point.period {
                Period::Month(month) => {
                    parts = true;
                    if let Some(quarter) = months.get_mut(usize::from(month.quarter().number)) {
                        *quarter = true;
                    }
                }
                Period::Quarter(_) => parts = true,
                Period::Year(_) | Period::Span(..) => {}
            }
        }
    }
    scheme.savings.points_in(measure, year).filter(move |point| match point.period {
        Period::Month(_) => true,
        Period::Quarter(q) => !months.get(usize::from(q.number)).copied().unwrap_or(false),
        Period::Year(_) | Period::Span(..) => !parts,
    })
}

/// The points that a measure of a whole year is summed over: the finest; where those end before the year
/// does and a point gives the whole of it, that point.
pub fn of_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Point> {
    let is_whole = |point: &&Point| point.period == Period::Year(year) && point.amount.is_some();
    let reaches = || finest(scheme, measure, year).any(|point| point.period.end() >= year.end());
    let whole = scheme.savings.longer_in(measure, year).find(is_whole).copied().filter(|_| !reaches());
    let parts = whole.is_none().then(|| finest(scheme, measure, year));
    whole.into_iter().chain(parts.into_iter().flatten())
}
