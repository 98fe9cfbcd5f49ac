//! The points of a series one after the other: its months, and between them what is kept beside.

use super::{MonthRow, Series};
use crate::plan::{Measure, Point};
use std::cmp::Ordering;

/// The points of a measure, in order of period.
#[derive(Clone)]
pub struct Points<'s> {
    series: &'s Series,
    measure: Measure,
    months: std::slice::Iter<'s, MonthRow>,
    rest: std::slice::Iter<'s, Point>,
    /// The next of the months, where it waits for one of the others.
    next: Option<Point>,
}

impl<'s> Points<'s> {
    #[inline]
    pub(super) fn of(
        series: &'s Series,
        measure: Measure,
        months: &'s [MonthRow],
        rest: &'s [Point],
    ) -> Self {
        Self { series, measure, months: months.iter(), rest: rest.iter(), next: None }
    }

    /// Whether months are all there is, as of nearly every scheme.
    #[inline]
    fn is_of_months(&self) -> bool {
        self.rest.as_slice().is_empty() && self.next.is_none()
    }

    #[inline]
    fn next_month(&mut self) -> Option<Point> {
        let (series, measure) = (self.series, self.measure);
        self.months.find_map(|row| row.point(series, measure))
    }

    /// The next of the months and the others.
    #[inline(never)]
    fn next_of_all(&mut self) -> Option<Point> {
        let month = self.next.take().or_else(|| self.next_month());
        let (Some(month), Some(other)) = (month, self.rest.as_slice().first()) else {
            return month.or_else(|| self.rest.next().copied());
        };
        let order = other.period.cmp(&month.period).then(other.place.cmp(&month.place));
        if order == Ordering::Less {
            self.next = Some(month);
            return self.rest.next().copied();
        }
        Some(month)
    }
}

impl Iterator for Points<'_> {
    type Item = Point;

    #[inline]
    fn next(&mut self) -> Option<Point> {
        if self.is_of_months() { self.next_month() } else { self.next_of_all() }
    }

    #[inline]
    fn fold<B, F: FnMut(B, Point) -> B>(mut self, first: B, mut fold: F) -> B {
        let mut all = first;
        while !self.is_of_months() {
            let Some(point) = self.next_of_all() else { return all };
            all = fold(all, point);
        }
        let (series, measure) = (self.series, self.measure);
        self.months.filter_map(|row| row.point(series, measure)).fold(all, fold)
    }
}
