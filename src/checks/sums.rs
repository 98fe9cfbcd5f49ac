//! Sums of printed figures, with how far rounding can have moved them: half a unit of the last digit
//! of every figure that enters.

use crate::calendar::{Date, FinancialYear, Period};
pub(super) use crate::figures::basis::within;
use crate::figures::basis::{self, UsedCell};
use crate::figures::{Basis, SchemeFigures, savings};
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Point, Row, Scheme};
use arrayvec::ArrayVec;

/// The places a sum remembers at most.
pub const MOST_PLACES: usize = 8;

/// The places of the first of some cells.
pub type CellPlaces = ArrayVec<Place, MOST_PLACES>;

/// A sum of printed figures.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    pub value: Money,
    /// How far rounding of the figures can have moved it.
    pub slack: Money,
    /// How many figures entered.
    pub cells: usize,
    /// Where the first of them stand.
    pub places: CellPlaces,
    /// Whether a figure that belongs to it could not be read.
    pub unreadable: bool,
}

impl Sum {
    /// A single figure that stands in no cell.
    pub fn stated(amount: Amount) -> Self {
        Self { value: amount.value, slack: amount.half_digit(), cells: 1, ..Self::default() }
    }

    fn of<'c>(cells: impl IntoIterator<Item = &'c UsedCell>) -> Self {
        let mut sum = Self::default();
        cells.into_iter().for_each(|cell| sum.add_used(cell));
        sum
    }

    fn add_used(&mut self, cell: &UsedCell) {
        match cell.amount {
            Some(amount) => self.add(amount, cell.place),
            None => self.unreadable = true,
        }
    }

    /// The same of a scheme that may lack something that could not be read.
    fn of_scheme(self, scheme: &Scheme) -> Self {
        Self { unreadable: self.unreadable || scheme.lost, ..self }
    }

    pub fn add(&mut self, amount: Amount, place: Place) {
        self.value = self.value + amount.value;
        self.slack = self.slack + amount.half_digit();
        self.cells += 1;
        self.keep(place);
    }

    fn keep(&mut self, place: Place) {
        // what there is no room for is not remembered
        let _ = self.places.try_push(place);
    }

    /// Adds the figure of a cell, when it has one.
    pub fn add_cell(&mut self, row: &Row, column: ColumnId) {
        if let Some(amount) = row.amount(column) {
            self.add(amount, row.place_of(column));
            row.cells_of(column).skip(1).for_each(|cell| self.keep(cell.place));
        }
        self.unreadable |= row.unreadable(column);
    }

    fn add_point(&mut self, point: &Point) {
        match point.amount {
            Some(amount) => self.add(amount, point.place),
            None => self.unreadable = true,
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        self.value = self.value + other.value;
        self.join(other);
    }

    fn join(&mut self, other: &Self) {
        self.slack = self.slack + other.slack;
        self.cells += other.cells;
        self.unreadable |= other.unreadable;
        other.places.iter().for_each(|place| self.keep(*place));
    }

    /// This less another; the slack of both.
    pub fn less(mut self, other: &Self) -> Self {
        self.value = self.value - other.value;
        self.join(other);
        self
    }

    /// Whether any figure entered.
    pub fn is_given(&self) -> bool {
        self.cells > 0 && !self.unreadable
    }

    /// Whether a stated figure is this sum, but for rounding of either.
    pub fn agrees(&self, stated: Amount) -> bool {
        within(stated.value - self.value, self.slack + stated.half_digit())
    }
}

impl FromIterator<Sum> for Sum {
    fn from_iter<I: IntoIterator<Item = Sum>>(sums: I) -> Self {
        sums.into_iter().fold(Self::default(), |mut total, sum| {
            total.merge(&sum);
            total
        })
    }
}

pub(super) fn cell(row: &Row, column: ColumnId) -> Sum {
    let mut sum = Sum::default();
    sum.add_cell(row, column);
    sum
}

/// A measure of a scheme over the finest periods of a year.
pub(super) fn in_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Sum {
    let sum = of_months(scheme, measure, year);
    sum.unwrap_or_else(|| of_points(savings::finest(scheme, measure, year))).of_scheme(scheme)
}

/// A measure of a scheme over those of the finest periods of a year that are asked for.
pub(super) fn in_part_of_year(
    scheme: &Scheme,
    measure: Measure,
    year: FinancialYear,
    wanted: impl Fn(Period) -> bool,
) -> Sum {
    of_points(savings::finest(scheme, measure, year).filter(|point| wanted(point.period))).of_scheme(scheme)
}

/// A measure of a scheme over a whole year, as its position is made up.
pub(super) fn of_year(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Sum {
    of_periods(scheme, measure, year).of_scheme(scheme)
}

fn of_periods(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Sum {
    of_months(scheme, measure, year).unwrap_or_else(|| of_points(savings::of_year(scheme, measure, year)))
}

/// A measure of a scheme over the months of a year, where it is of months alone: those are summed at once.
fn of_months(scheme: &Scheme, measure: Measure, year: FinancialYear) -> Option<Sum> {
    let months = scheme.savings.sum_of_months(measure, year)?;
    let places = scheme.savings.places_of_months(measure, year).take(MOST_PLACES).collect();
    Some(Sum {
        value: months.value,
        slack: months.half_digits(),
        cells: months.cells(),
        places,
        unreadable: false,
    })
}

fn of_points(points: impl Iterator<Item = Point>) -> Sum {
    points.fold(Sum::default(), |mut sum, point| {
        sum.add_point(&point);
        sum
    })
}

/// The years in which a scheme has points of a measure, in order.
pub(super) fn years_of(scheme: &Scheme, measure: Measure) -> Vec<FinancialYear> {
    scheme.savings.years_of(&[measure])
}

/// A measure of a scheme over a period; over all of them where none is named.
pub(super) fn over(scheme: &Scheme, measure: Measure, period: Option<Period>) -> Sum {
    let inside = |year: &FinancialYear| match period {
        None => true,
        Some(Period::Span(first, last)) => first <= *year && *year <= last,
        Some(period) => period.year() == Some(*year),
    };
    let wanted = |part: Period| match period {
        Some(Period::Month(_)) => Some(part) == period,
        Some(Period::Quarter(quarter)) => match part {
            Period::Month(month) => month.quarter() == quarter,
            other => other == Period::Quarter(quarter),
        },
        _ => true,
    };
    let mut sum: Sum = years_of(scheme, measure)
        .into_iter()
        .filter(inside)
        .map(|year| match period {
            Some(Period::Month(_) | Period::Quarter(_)) => in_part_of_year(scheme, measure, year, wanted),
            _ => of_year(scheme, measure, year),
        })
        .collect();
    sum.unreadable |= scheme.lost;
    if sum.cells == 0 {
        let exact = |point: &Point| match period {
            Some(period) => point.period == period,
            None => matches!(point.period, Period::Span(..)),
        };
        scheme.points(measure).filter(exact).for_each(|point| sum.add_point(&point));
    }
    sum
}

/// Planned savings of a scheme by year, as headroom counts them.
pub(super) fn planned(
    scheme: &Scheme,
    figures: &SchemeFigures,
) -> impl Iterator<Item = (FinancialYear, Sum)> {
    let reporting_year = figures.reporting_year;
    savings::planned_years(scheme, reporting_year).into_iter().filter_map(move |year| {
        let sum = match basis::planned_column::<UsedCell>(scheme, Some(year), reporting_year) {
            Some(column) => Sum::of([&column]),
            None => of_periods(scheme, Measure::Plan, year),
        };
        (sum.cells > 0 || sum.unreadable).then(|| (year, sum.of_scheme(scheme)))
    })
}

/// Planned savings of a scheme's own current year.
pub(super) fn planned_of_year(scheme: &Scheme, figures: &SchemeFigures) -> Sum {
    Sum::of(&basis::planned(scheme, figures.year, figures.reporting_year)).of_scheme(scheme)
}

/// Planned savings of a scheme in the reporting year, as sums hold them.
pub(super) fn planned_of_reporting_year(scheme: &Scheme, figures: &SchemeFigures) -> Sum {
    Sum::of(&basis::planned(scheme, figures.reporting_year, figures.reporting_year)).of_scheme(scheme)
}

/// All that a scheme plans: spans of years where no year has its own, else by year, else the column of a
/// year that nothing names, or to date.
pub(super) fn planned_in_all(
    scheme: &Scheme,
    figures: &SchemeFigures,
) -> impl Iterator<Item = (Option<FinancialYear>, Sum)> {
    let is_of_spans = scheme.points(Measure::Plan).all(|point| point.period.year().is_none());
    let spans = is_of_spans.then(|| over(scheme, Measure::Plan, None)).filter(Sum::is_given);
    let by_year = || planned(scheme, figures).map(|(year, sum)| (Some(year), sum)).peekable();
    let mut by_year = spans.is_none().then(by_year);
    let is_of_column = by_year.as_mut().is_some_and(|years| years.peek().is_none());
    let mut columns = [schemes::PLAN_YEAR, schemes::PLAN_YTD].into_iter().filter(|_| is_of_column);
    let column = columns.find(|column| scheme.row.filled(*column));
    let column = column.map(|column| (figures.year, cell(&scheme.row, column)));
    spans.map(|sum| (None, sum)).into_iter().chain(by_year.into_iter().flatten()).chain(column)
}

/// Plan and actual to date as the position of the scheme is made up.
pub(super) fn to_date(scheme: &Scheme, figures: &SchemeFigures, as_at: Option<Date>) -> (Sum, Sum) {
    let basis: Basis = Basis::to_date(scheme, figures.reporting_year, as_at);
    [&basis.plan, &basis.actual].map(|cells| Sum::of(cells).of_scheme(scheme)).into()
}

/// Plan and actual of the periods of the year that have ended; `None` where there are none.
pub(super) fn by_period_to_date(
    scheme: &Scheme,
    figures: &SchemeFigures,
    as_at: Option<Date>,
) -> Option<(Sum, Sum)> {
    let basis: Basis = Basis::to_date(scheme, figures.reporting_year, as_at);
    let by_period =
        |cells: &[UsedCell]| Sum::of(cells.iter().filter(|cell| cell.period.is_some())).of_scheme(scheme);
    let (plan, actual) = (by_period(&basis.plan), by_period(&basis.actual));
    (plan.cells + actual.cells > 0).then_some((plan, actual))
}

/// The year's forecast by period, as the position of the year is made up; `None` where no period has a
/// forecast.
pub(super) fn forecast_by_period(
    scheme: &Scheme,
    figures: &SchemeFigures,
    as_at: Option<Date>,
) -> Option<Sum> {
    let basis: Basis = Basis::year(scheme, figures.reporting_year, as_at);
    let is_by_period =
        basis.actual.iter().any(|cell| cell.measure != Measure::Forecast || cell.period.is_some());
    (basis.is_given && is_by_period).then(|| Sum::of(&basis.actual).of_scheme(scheme))
}

/// Whether a measure reaches the end of a year: the last of its finest periods ends with it.
pub(super) fn reaches_end(scheme: &Scheme, measure: Measure, end: Date, year: FinancialYear) -> bool {
    savings::finest(scheme, measure, year).any(|point| point.period.end() == end)
}
