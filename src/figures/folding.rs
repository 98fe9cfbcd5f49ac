//! A monthly tracker, folded into the figures of its schemes as it is read: memory grows with the
//! number of schemes, not with the number of rows.
//!
//! Only what is regular is folded: whole rows of plain texts, months and plain amounts that agree with
//! one another. Whatever else stands in the file (a cell that cannot be read, a month given twice, a
//! quarter, a total, a scheme with two workstreams) is not judged here at all: [`Tracker::oddities`]
//! names the schemes and organisations, and the ordinary reader reads every row of theirs. So there
//! is one grammar and one set of messages.

use crate::calendar::{Date, FinancialYear};
use crate::money::{PlainAmount, Unit, power_of_ten};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, TableId, savings};
use crate::plan::recognise::{Layout, Shape, Use};
use crate::plan::values::Ambiguous;
use rust_decimal::Decimal;

mod fold;
mod keys;
mod partial;
mod sums;
mod whole;

pub use fold::{Fold, NotRegular};
pub use partial::{PartialTracker, Scheme};
pub use sums::LevelSums;
pub use whole::{Oddities, Organisation, SchemeAt, Tracker};

/// What a column is to the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnRole {
    Region,
    Organisation,
    Workstream,
    Scheme,
    Name,
    Month,
    Amount(Measure),
    Unused,
}

/// The amounts of a row, by measure: plan, actual, forecast.
type Amounts = [Option<i64>; 3];

/// How the columns of a tracker are to be folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    roles: Vec<ColumnRole>,
    /// How many columns stand before the first month or amount: where nothing else stands behind them,
    /// a row that begins like the last belongs to the same scheme.
    keys: usize,
    separator: u8,
    /// Whether `2010-11` is a month here; else it is not told, and the file is not folded.
    months_told: bool,
    unit: Option<Unit>,
}

impl Columns {
    /// The columns of a recognised tracker. `None` where it is not one that can be folded: it has no
    /// organisation, titles above the headings, columns of other kinds, or several units.
    pub fn of(layout: &Layout, separator: u8) -> Option<Self> {
        if layout.shape != Shape::Rows(TableId::Savings) || layout.heading_row != 0 || layout.first_row != 1 {
            return None;
        }
        let mut roles = Vec::new();
        let mut months_told = false;
        let mut units: Vec<Option<Unit>> = Vec::new();
        for column in &layout.columns {
            let role = match column.used {
                Use::Field(id) => role(id)?,
                // amounts that nothing is read from are counted and named by the ordinary reader
                Use::Other | Use::Unused if column.money => return None,
                Use::Ignored | Use::Other | Use::Unused => ColumnRole::Unused,
                _ => return None,
            };
            match role {
                ColumnRole::Month if column.ambiguous == Ambiguous::Year || column.year.is_some() => {
                    return None;
                }
                ColumnRole::Month => months_told = column.ambiguous == Ambiguous::Month,
                ColumnRole::Amount(_) => units.push(column.unit),
                _ => {}
            }
            roles.push(role);
        }
        let has = |wanted: ColumnRole| roles.contains(&wanted);
        let unit = *units.first()?;
        let can_be_folded = has(ColumnRole::Organisation)
            && has(ColumnRole::Scheme)
            && has(ColumnRole::Month)
            && units.iter().all(|other| *other == unit);
        let is_figure = |role: &ColumnRole| {
            matches!(role, ColumnRole::Month | ColumnRole::Amount(_) | ColumnRole::Unused)
        };
        let keys = roles.iter().position(is_figure).unwrap_or(0);
        let keys = if roles.iter().skip(keys).all(is_figure) { keys } else { 0 };
        can_be_folded.then_some(Self { roles, keys, separator, months_told, unit })
    }

    /// Whether anything states the unit of its amounts.
    pub fn has_unit(&self) -> bool {
        self.unit.is_some()
    }

    /// The separator of its cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// What a whole number of the fold is worth: the unit over the scale of plain amounts.
    pub fn weight(&self) -> Decimal {
        power_of_ten(self.unit.map_or(0, Unit::exponent)) * Decimal::new(1, PlainAmount::SCALE)
    }
}

fn role(id: ColumnId) -> Option<ColumnRole> {
    Some(match id {
        savings::REGION => ColumnRole::Region,
        savings::ORGANISATION => ColumnRole::Organisation,
        savings::WORKSTREAM => ColumnRole::Workstream,
        savings::SCHEME => ColumnRole::Scheme,
        savings::NAME => ColumnRole::Name,
        savings::PERIOD => ColumnRole::Month,
        savings::PLAN => ColumnRole::Amount(Measure::Plan),
        savings::ACTUAL => ColumnRole::Amount(Measure::Actual),
        savings::FORECAST => ColumnRole::Amount(Measure::Forecast),
        _ => return None,
    })
}

/// What amounts are folded for: the year of a reporting date, to that date.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The month of bit 0 of the months of a scheme, counted from year 0.
    first: i32,
    /// How many months of the year have ended.
    ended: u32,
    /// Whether savings are written as negatives.
    is_negative: bool,
    /// Whether a lone dash is nil.
    dash_is_nil: bool,
}

/// How many months before the year are told apart.
const BEFORE: u32 = 60;
/// How many months are told apart in all.
const MONTHS: u32 = 128;

impl Terms {
    /// The terms of a reporting date.
    pub fn of(as_at: Date, is_negative: bool, dash_is_nil: bool) -> Self {
        let year = FinancialYear::of(as_at);
        let ended = year.months().filter(|month| month.end() <= as_at).count();
        let first = year.april().plus(-60).since_year_0();
        Self { first, ended: u32::try_from(ended).unwrap_or(0), is_negative, dash_is_nil }
    }

    /// Which month of those told apart this is.
    fn bit(&self, month: i32) -> Option<u32> {
        u32::try_from(month - self.first).ok().filter(|bit| *bit < MONTHS)
    }

    /// Whether a month belongs to the year, and whether it has ended.
    fn in_year(&self, bit: u32) -> Option<bool> {
        (BEFORE..BEFORE + 12).contains(&bit).then(|| bit - BEFORE < self.ended)
    }
}

/// Reads a month written `2010-04` from its bytes, counted from year 0, and whether it could be a
/// financial year.
fn month(text: &[u8]) -> Option<(i32, bool)> {
    let digit =
        |at: usize| text.get(at).filter(|mark| mark.is_ascii_digit()).map(|mark| i32::from(mark - b'0'));
    if text.len() != 7 || text.get(4) != Some(&b'-') {
        return None;
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    let number = digit(5)? * 10 + digit(6)?;
    let is_month = (1..=12).contains(&number) && year >= 1000;
    is_month.then_some((year * 12 + number - 1, number == (year + 1) % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_those_that_could_be_years_are_told() {
        assert_eq!(month(b"2010-04"), Some((2010 * 12 + 3, false)));
        assert_eq!(month(b"2010-11"), Some((2010 * 12 + 10, true)));
        assert_eq!(month(b"1999-12"), Some((1999 * 12 + 11, false)));
        for text in ["2010-13", "2010-00", "2010-4", "2010/04", "Apr-10", "0999-04", "2010-04 "] {
            assert_eq!(month(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_month_counts_once_it_has_ended() {
        let at = |day: i8, text: &str| {
            let terms = Terms::of(Date::new(2010, 12, day).unwrap(), false, false);
            terms.in_year(terms.bit(month(text.as_bytes()).unwrap().0).unwrap())
        };
        assert_eq!(at(31, "2010-04"), Some(true));
        assert_eq!(at(31, "2010-12"), Some(true));
        assert_eq!(at(30, "2010-12"), Some(false));
        assert_eq!(at(31, "2011-03"), Some(false));
        assert_eq!(at(31, "2010-03"), None, "of the year before");
        assert_eq!(at(31, "2011-04"), None);
    }
}
