//! Variances: which pair of figures each belongs to.

use super::{Recognised, Recognition, Use};
use crate::money::{Amount, Money};
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, Span};
use crate::plan::vocabulary::figures::names_a_variance;

impl Recognition<'_> {
    /// A variance belongs to the pair before it, or to what it or the group over it names.
    pub(super) fn settle_variances(&mut self) {
        let mut forecast = false;
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            match column.used {
                Use::Field(id) if id == schemes::FORECAST_YEAR => forecast = true,
                Use::Field(id) if id == schemes::ACTUAL_YTD || id == schemes::PLAN_YTD => forecast = false,
                Use::Unused
                    if is_variance(column)
                        && column.words.span != Some(Span::InMonth)
                        && (column.words.period.is_none() || column.words.span == Some(Span::ToDate)) =>
                {
                    let of_forecast = match column.words.span {
                        Some(Span::ToDate) => false,
                        Some(Span::FullYear) => true,
                        _ => forecast,
                    };
                    let field = match (of_forecast, column.heading.percent) {
                        (true, false) => schemes::VARIANCE_FORECAST,
                        (true, true) => schemes::PERCENT_FORECAST,
                        (false, false) => schemes::VARIANCE_YTD,
                        (false, true) => schemes::PERCENT_YTD,
                    };
                    if self.position(field).is_none() {
                        self.columns[at].used = Use::Field(field);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a heading is that of a variance, whatever else it says.
pub(super) fn is_variance(column: &Recognised) -> bool {
    column.words.figure == Some(Figure::Variance) || names_a_variance(&column.heading.plain)
}

/// Whether a stated difference is `from` less `less`, but for the rounding of all three.
pub(super) fn is_difference(from: Amount, less: Amount, stated: Amount) -> bool {
    let slack: Money = [from, less, stated].iter().map(|amount| amount.half_digit()).sum();
    (from.value - less.value - stated.value).abs() <= slack
}
