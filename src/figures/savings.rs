//! Savings by period, summed over the finest periods given: a coarser row for the same time is a
//! stated total and is not added again.

use super::basis::{self, UsedCell};
pub use super::finest::{finest, of_year};
use crate::calendar::{Date, FinancialYear, Month, Period};
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Point, Scheme};

/// The points of a measure that are totals over finer ones: stated, compared, never added.
pub fn coarse(scheme: &Scheme, measure: Measure, year: FinancialYear) -> impl Iterator<Item = Point> {
    let added: Vec<Period> = finest(scheme, measure, year).map(|point| point.period).collect();
    scheme.savings.points_in(measure, year).filter(move |point| !added.contains(&point.period))
}

/// The sum of a measure over a year; `None` where no cell gives one.
pub fn in_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Option<Money> {
    match scheme.savings.sum_of_months(measure, year) {
        Some(sum) => (sum.cells() > 0).then_some(sum.value),
        None => basis::known(of_year(scheme, measure, year).map(UsedCell::of)),
    }
}

/// The years in which a scheme has planned savings, in order.
pub fn years(scheme: &Scheme) -> Vec<FinancialYear> {
    scheme.savings.years_not_nil(Measure::Plan)
}

/// The first of them.
pub fn first_year(scheme: &Scheme) -> Option<FinancialYear> {
    first_not_nil(scheme).filter_map(|point| point.period.year()).min()
}

/// The first day of a scheme's first period with a planned saving.
pub fn first_saving(scheme: &Scheme) -> Option<Date> {
    first_not_nil(scheme).map(|point| point.period.first_month()).min().map(Month::start)
}

/// The first month with a planned saving, and every longer period with one.
fn first_not_nil(scheme: &Scheme) -> impl Iterator<Item = Point> {
    let of_months = scheme.points(Measure::Plan).take_while(|point| matches!(point.period, Period::Month(_)));
    let longer = scheme.savings.longer(Measure::Plan).copied().filter(Point::is_not_nil);
    of_months.filter(Point::is_not_nil).take(1).chain(longer)
}

/// The years of which something may be planned: by period, or in the current year by the column.
pub fn planned_years(scheme: &Scheme, reporting_year: Option<FinancialYear>) -> Vec<FinancialYear> {
    years_with(scheme, &[Measure::Plan], reporting_year)
}

/// The years in which a scheme has points of some measures, with one more, in order.
pub(super) fn years_with(
    scheme: &Scheme,
    measures: &[Measure],
    more: Option<FinancialYear>,
) -> Vec<FinancialYear> {
    let mut years = scheme.savings.years_of(measures);
    if let Some((year, Err(at))) = more.map(|year| (year, years.binary_search(&year))) {
        years.insert(at, year);
    }
    years
}

/// Planned savings by year, where a cell gives them.
pub fn planned_by_year(
    scheme: &Scheme,
    reporting_year: Option<FinancialYear>,
) -> Vec<(FinancialYear, Money)> {
    let years = planned_years(scheme, reporting_year);
    let sum = |year| match basis::planned_column::<UsedCell>(scheme, Some(year), reporting_year) {
        Some(column) => column.amount.map(|amount| amount.value),
        None => in_year(scheme, Measure::Plan, year),
    };
    years.into_iter().filter_map(|year| Some((year, sum(year)?))).collect()
}

/// What nobody has found yet of a planned saving, of a year or of all (`None`): the whole of an unidentified
/// line, else what its row states of the year's plan.
pub fn unidentified(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    reporting_year: Option<FinancialYear>,
    planned: Money,
) -> Money {
    match scheme.row.money(schemes::UNIDENTIFIED_PLAN) {
        _ if scheme.unidentified => planned,
        Some(part) if year.is_none() || year == reporting_year => part,
        _ => Money::ZERO,
    }
}

/// Planned savings over all years, and whether any is stated: where periods are given, spans of years
/// alone, their sum; else by year; else the column of the year or to date.
pub fn planned_total(scheme: &Scheme, by_year: &[(FinancialYear, Money)]) -> (Money, bool) {
    let given = || scheme.points(Measure::Plan).filter(|point| point.amount.is_some());
    if given().next().is_some() && given().all(|point| point.period.year().is_none()) {
        return (given().filter_map(|point| point.amount).map(|amount| amount.value).sum(), true);
    }
    if !by_year.is_empty() {
        return (by_year.iter().map(|(_, amount)| *amount).sum(), true);
    }
    let column = scheme.row.money(schemes::PLAN_YEAR).or_else(|| scheme.row.money(schemes::PLAN_YTD));
    (column.unwrap_or_default(), column.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_year;
    use crate::plan::example::example;

    #[test]
    fn what_a_row_has_not_found_is_of_the_reporting_year_and_of_all_years() {
        let plan = example().scheme("S", &[("unidentified_plan", "5")]).unidentified("U").made();
        let of = |at: usize, year| {
            unidentified(&plan.schemes[at], year, parse_year("2011/12"), Money::new(20.into())).plain()
        };
        let years = [None, parse_year("2011/12"), parse_year("2012/13")];
        assert_eq!(years.map(|year| of(0, year)), ["5", "5", "0"]);
        assert_eq!(years.map(|year| of(1, year)), ["20"; 3], "a line nobody has found is unidentified whole");
    }
}
