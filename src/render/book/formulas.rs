//! The figures of a sheet that follow from others in it. A formula is written only where it gives exactly what
//! the report says; else the figure stands as it is.

use super::{HEADING, Listed};
use crate::location::letters;
use crate::money::round;
use rust_decimal::Decimal;

/// How a figure follows from others of its line.
#[derive(Debug, Clone, Copy)]
enum Follows {
    /// One less another.
    Difference(&'static str, &'static str),
    /// One divided by another, rounded as the report rounds.
    Ratio(&'static str, &'static str),
}

use Follows::{Difference, Ratio};

/// The figures that follow, by their keys.
const RULES: [(&str, Follows); 10] = [
    ("variance_ytd", Difference("actual_ytd", "plan_ytd")),
    ("percent_ytd", Ratio("variance_ytd", "plan_ytd")),
    ("variance_forecast", Difference("forecast_year", "plan_year")),
    ("percent_forecast", Ratio("variance_forecast", "plan_year")),
    ("forecast_yield", Ratio("forecast_year", "plan_year")),
    ("headroom", Difference("identified", "challenge")),
    ("percent_of_challenge", Ratio("headroom", "challenge")),
    ("cover", Ratio("identified", "challenge")),
    ("percent_of_budget", Ratio("identified", "budget")),
    ("net", Difference("gross", "mitigated")),
];

/// Decimals of a share of one, as the report has it: four of the percentage.
const PLACES: u32 = 6;

/// What the line of all years is called.
const TOTAL: &str = "total";
const YEAR: &str = "year";

/// The formula of a cell, where it has one.
pub fn of(listed: &Listed, row: usize, at: usize) -> Option<String> {
    let column = listed.columns.get(at)?;
    let value = listed.number(row, at)?;
    let own = RULES.iter().find(|(key, _)| *key == column.key).and_then(|(_, rule)| {
        let find = |key: &str| {
            let at = listed.columns.iter().position(|column| column.key == key)?;
            Some((cell(row, at), listed.number(row, at)?))
        };
        let (formula, gives) = match rule {
            Difference(one, other) => {
                let ((one, from), (other, less)) = (find(one)?, find(other)?);
                (format!("={one}-{other}"), from.checked_sub(less)?)
            }
            Ratio(one, of) => {
                let ((one, part), (of, whole)) = (find(one)?, find(of)?);
                (format!("=ROUND({one}/{of},{PLACES})"), round(part.checked_div(whole)?, PLACES))
            }
        };
        (gives == value).then_some(formula)
    });
    own.or_else(|| sum_of_years(listed, row, at, value))
}

/// The total of the years that stand above it, where the sheet is one organisation's.
fn sum_of_years(listed: &Listed, row: usize, at: usize, value: Decimal) -> Option<String> {
    if !listed.has_totals() || row == 0 || row + 1 != listed.rows.len() {
        return None;
    }
    let mut sum = Decimal::ZERO;
    for above in 0..row {
        sum = sum.checked_add(listed.number(above, at)?)?;
    }
    let is_share = listed.columns.get(at).is_some_and(|column| column.holds == super::columns::Holds::Share);
    (!is_share && sum == value).then(|| format!("=SUM({}:{})", cell(0, at), cell(row - 1, at)))
}

impl Listed {
    /// Whether its last line is the total of all the others: years of one organisation.
    pub fn has_totals(&self) -> bool {
        let at = self.columns.iter().position(|column| column.key == YEAR);
        let years: Vec<bool> = at.map_or_else(Vec::new, |at| {
            self.rows.iter().map(|row| row.get(at).and_then(|held| held.text()) == Some(TOTAL)).collect()
        });
        years.split_last().is_some_and(|(last, years)| *last && !years.contains(&true))
    }

    fn number(&self, row: usize, at: usize) -> Option<Decimal> {
        self.rows.get(row)?.get(at)?.number()
    }
}

/// A cell by its letters and number.
fn cell(row: usize, at: usize) -> String {
    let column = letters(u32::try_from(at + 1).unwrap_or(0));
    format!("{column}{}", row + 2 + HEADING as usize)
}
