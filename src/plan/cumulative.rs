//! Cumulative yearly amounts: those that run on from year to year are kept as what is first made in
//! each year, and are run on again where the plan is written as it was.

use super::fields::{ColumnId, years};
use super::{Measure, Row, Series, StatedTotal, Value};
use crate::calendar::{FinancialYear, Period};
use crate::money::{Amount, Money};

const MEASURES: [Measure; 3] = [Measure::Plan, Measure::Actual, Measure::Forecast];

/// The columns of `years` that run on.
const COLUMNS: [ColumnId; 4] =
    [years::CHALLENGE, years::DEPARTMENTAL_CHALLENGE, years::IDENTIFIED, years::HEADROOM];

/// What is made of each amount: less the year before, or on top of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Apart,
    RunOn,
}

/// Amounts of consecutive years, turned the one way or the other.
fn turn<'a>(amounts: impl Iterator<Item = (FinancialYear, &'a mut Amount)>, to: Turn) {
    let mut before: Option<(FinancialYear, Money)> = None;
    for (year, amount) in amounts {
        let follows = before.filter(|(last, _)| last.plus(1) == year);
        let known = follows.map_or(Money::ZERO, |(_, known)| known);
        let given = amount.value;
        amount.value = if to == Turn::Apart { given - known } else { given + known };
        before = Some((year, if to == Turn::Apart { given } else { amount.value }));
    }
}

/// Yearly savings of a scheme, in order of period, turned the one way or the other.
pub(super) fn points(savings: &mut Series, to: Turn) {
    MEASURES.into_iter().for_each(|measure| turn(savings.yearly(measure), to));
}

/// The rows of `years` likewise, in order of year.
pub(super) fn rows(mut rows: Vec<Row>, to: Turn) -> Vec<Row> {
    rows.sort_by_key(|row| row.year(years::YEAR));
    for column in COLUMNS {
        let cells = rows.iter_mut().filter_map(|row| {
            let year = row.year(years::YEAR)?;
            let cell = row.cells.iter_mut().find(|cell| cell.column == column)?;
            match &mut cell.value {
                Value::Amount(amount) => Some((year, amount)),
                _ => None,
            }
        });
        turn(cells, to);
    }
    rows
}

/// Stated totals of consecutive years, each taken apart from that of the year before.
pub(super) fn totals(stated: &mut [StatedTotal]) {
    let of_year = |total: &StatedTotal| match total.period {
        Some(Period::Year(year)) => Some(year),
        _ => None,
    };
    let given = stated.to_vec();
    for total in stated {
        let before = of_year(total).and_then(|year| {
            let same = |other: &&StatedTotal| other.over == total.over && other.column == total.column;
            given.iter().filter(same).find(|other| of_year(other).map(|own| own.plus(1)) == Some(year))
        });
        if let Some(before) = before {
            total.amount.value = total.amount.value - before.amount.value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Place, SourceId};
    use crate::plan::Point;
    use crate::plan::TotalOver;
    use crate::plan::fields::schemes;

    #[test]
    fn totals_of_years_are_taken_apart_each_over_its_own() {
        let total = |over: TotalOver, year: i16, amount: i64| StatedTotal {
            over,
            column: schemes::PLAN_YEAR,
            period: Some(Period::Year(FinancialYear(year))),
            amount: Amount { value: Money::new(amount.into()), last_digit: 0 },
            place: Place::File(SourceId(0)),
        };
        let of = |name: &str| TotalOver::Workstream(name.into());
        let mut stated = [
            total(TotalOver::Plan, 2012, 15),
            total(TotalOver::Plan, 2011, 10),
            total(of("Acute"), 2012, 9),
            total(TotalOver::Plan, 2014, 30),
        ];
        totals(&mut stated);
        let own = stated.map(|total| total.amount.value.plain());
        assert_eq!(own, ["5", "10", "9", "30"]);
    }

    #[test]
    fn what_is_taken_apart_runs_on_again() {
        let point = |year: i16, amount: i64| Point {
            period: Period::Year(FinancialYear(year)),
            measure: Measure::Plan,
            amount: Some(Amount { value: Money::new(amount.into()), last_digit: 0 }),
            place: Place::File(SourceId(0)),
        };
        let given = [point(2011, 10), point(2012, 15), point(2014, 30), point(2015, 28)];
        let mut apart = Series::default();
        apart.extend(given);
        points(&mut apart, Turn::Apart);
        let of_years: Vec<String> =
            apart.all().filter_map(|point| point.amount.map(|amount| amount.value.plain())).collect();
        assert_eq!(of_years, ["10", "5", "30", "-2"], "after a gap an amount stands for itself");
        points(&mut apart, Turn::RunOn);
        assert!(apart.all().eq(given));
    }
}
