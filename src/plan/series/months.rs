//! Months as whole hundredths of one unit, where a series is of nothing else: what is added up at once.

use super::Series;
use super::rows::MonthRow;
use crate::calendar::{FinancialYear, Month};
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::plan::Measure;

/// What the months of a year come to.
#[derive(Debug, Clone, Copy)]
pub struct SumOfMonths {
    pub value: Money,
    /// How many are printed with no decimal, one and two.
    printed: [u32; 3],
    /// The power of ten of their unit.
    exponent: i8,
}

impl SumOfMonths {
    /// How many months give an amount.
    pub fn cells(&self) -> usize {
        self.printed.iter().sum::<u32>() as usize
    }

    /// Half of the last digit that is printed of each, together.
    pub fn half_digits(&self) -> Money {
        let [whole, tenths, hundredths] = self.printed;
        let half = |last_digit: i8| Amount { value: Money::ZERO, last_digit }.half_digit();
        let of = |cells: u32, decimals: i8| half(self.exponent - decimals).times(cells);
        of(whole, 0) + of(tenths, 1) + of(hundredths, 2)
    }
}

/// The amount of a month, without its place.
#[derive(Debug, Clone, Copy)]
pub struct MonthAmount {
    pub month: Month,
    /// Of its unit.
    pub hundredths: i32,
    /// The power of ten of the unit.
    exponent: i8,
}

impl MonthAmount {
    /// What amounts in one unit come to.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Money {
        let (mut sum, mut exponent) = (0i64, 0);
        for own in amounts {
            sum += i64::from(own.hundredths);
            exponent = own.exponent;
        }
        Money::of_sum(sum.into(), exponent).unwrap_or_default()
    }
}

impl Series {
    /// Whether it is of months alone, in one unit.
    pub fn is_of_plain_months(&self) -> bool {
        self.rest.is_empty() && self.origins.len() <= 1
    }

    /// The amounts of a measure in the months of a year, in order: where it is of plain months, all that it gives of it.
    pub fn plain_months(
        &self,
        measure: Measure,
        year: FinancialYear,
    ) -> impl Iterator<Item = MonthAmount> + '_ {
        let exponent = self.exponent().unwrap_or_default();
        self.months_of(year).iter().filter_map(move |row| {
            let (slot, _) = row.held_as(measure)?;
            Some(MonthAmount { month: row.month(), hundredths: *row.hundredths.get(slot)?, exponent })
        })
    }

    /// Where the months of a measure in a year stand, in order.
    pub fn places_of_months(
        &self,
        measure: Measure,
        year: FinancialYear,
    ) -> impl Iterator<Item = Place> + '_ {
        self.months_of(year)
            .iter()
            .filter_map(move |row| row.place(self.origins.get(usize::from(row.origin))?, measure))
    }

    /// The sum of the months of a measure in a year; `None` where it is not of months alone, in one unit.
    pub fn sum_of_months(&self, measure: Measure, year: FinancialYear) -> Option<SumOfMonths> {
        if !self.rest_of(measure).is_empty() {
            return None;
        }
        let (mut of_all, mut sum, mut printed) = (None, 0i64, [0; 3]);
        let own = self.months_of(year).iter().filter_map(|row| Some((row, row.held_as(measure)?)));
        for (row, (slot, decimals)) in own {
            let exponent = self.origins.get(usize::from(row.origin))?.exponent;
            if *of_all.get_or_insert(exponent) != exponent {
                return None;
            }
            sum += i64::from(*row.hundredths.get(slot)?);
            *printed.get_mut(usize::from(decimals))? += 1;
        }
        let exponent = of_all.unwrap_or(0);
        Some(SumOfMonths { value: Money::of_sum(sum.into(), exponent)?, printed, exponent })
    }

    /// The amounts of a measure by month in whole hundredths of one unit, in order; `None` where they are in several, or
    /// something of it is no month of a row.
    pub fn hundredths(&self, measure: Measure) -> Option<impl Iterator<Item = i32> + Clone + '_> {
        let own = || self.months.iter().filter_map(move |row| Some((row, row.held_as(measure)?.0)));
        let origin = own().next().map(|(row, _)| row.origin);
        let is_of_one = own().all(|(row, _)| Some(row.origin) == origin);
        let is_plain = is_of_one && self.rest_of(measure).is_empty();
        is_plain.then(|| own().filter_map(|(row, slot)| row.hundredths.get(slot).copied()))
    }

    /// The months of a year with what is planned, made and forecast in each: where it gives no amount twice, all that it
    /// says of them ([`Series::is_given_once`]).
    pub fn months_in(&self, year: FinancialYear) -> impl Iterator<Item = (Month, [Option<Money>; 3])> + '_ {
        self.rows_in(year).filter_map(|row| {
            let origin = self.origins.get(usize::from(row.origin))?;
            Some((row.month(), row.savings().map(|own| Some(origin.money(own?)))))
        })
    }

    /// The same in hundredths of the unit, where it is of plain months.
    pub fn hundredths_in(&self, year: FinancialYear) -> impl Iterator<Item = (Month, [Option<i64>; 3])> + '_ {
        self.rows_in(year).map(|row| (row.month(), row.savings().map(|own| Some(own?.into()))))
    }

    fn rows_in(&self, year: FinancialYear) -> impl Iterator<Item = &MonthRow> {
        self.months_of(year).iter().filter(|row| !row.is_invested())
    }

    /// The power of ten of the unit of its months, where they are in one.
    pub fn exponent(&self) -> Option<i8> {
        match &*self.origins {
            [of_all] => Some(of_all.exponent),
            _ => None,
        }
    }
}
