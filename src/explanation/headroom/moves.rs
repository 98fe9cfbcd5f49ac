//! What would change the colour of headroom, of a year and of all years together.

use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;

/// A change of colour, in savings identified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Move {
    /// The colour.
    pub to: Rating,
    /// How much more must be identified; negative: more than so much less.
    pub by: Money,
    /// The year in which, or by the end of which; null for the line's own.
    pub year: Option<String>,
}

/// Where a year stands, as far as the colour of all years depends on it.
pub(super) struct Standing {
    pub(super) year: FinancialYear,
    pub(super) cumulative: Money,
    /// What is lacking to the least headroom that is green; negative where there is more.
    pub(super) short: Money,
}

/// What would change the colour of one line: its headroom, the cumulative one, and the least that is
/// green.
pub(super) fn of_year(headroom: Money, cumulative: Money, least: Money) -> Vec<Move> {
    let own = |to: Rating, by: Money| Move { to, by, year: None };
    if headroom.is_negative() && cumulative.is_negative() {
        return vec![own(Rating::Amber, (-headroom).min(-cumulative)), own(Rating::Green, least - headroom)];
    }
    let red = own(Rating::Red, -headroom.max(cumulative));
    if headroom < least || headroom.is_negative() {
        vec![own(Rating::Green, least.max(Money::ZERO) - headroom), red]
    } else {
        vec![own(Rating::Amber, -(headroom - least)), red]
    }
}

/// What would change the colour of all years together.
pub(super) fn of_all(years: &[Standing], rating: Rating) -> Vec<Move> {
    let at = |to: Rating, by: Money, year: FinancialYear| Move { to, by, year: Some(year.to_string()) };
    let mut moves = Vec::new();
    let lowest = years.iter().min_by_key(|year| year.cumulative);
    if rating == Rating::Red
        && let Some(lowest) = lowest
        && let Some(first) = years.iter().find(|year| year.cumulative.is_negative())
    {
        moves.push(at(Rating::Amber, -lowest.cumulative, first.year));
    }
    let short = years.iter().filter(|year| year.short.is_positive());
    moves.extend(short.map(|year| at(Rating::Green, year.short, year.year)));
    if rating == Rating::Green
        && let Some(nearest) = years.iter().max_by_key(|year| year.short)
    {
        moves.push(at(Rating::Amber, nearest.short, nearest.year));
    }
    if rating != Rating::Red
        && let Some(lowest) = lowest
    {
        moves.push(at(Rating::Red, -lowest.cumulative, lowest.year));
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(n: i64) -> Money {
        Money::new(n.into())
    }

    fn moves(headroom: i64, cumulative: i64) -> Vec<(Rating, Money)> {
        let all = of_year(pounds(headroom), pounds(cumulative), pounds(50));
        all.into_iter().map(|own| (own.to, own.by)).collect()
    }

    #[test]
    fn the_distance_to_each_colour_is_exact() {
        use Rating::{Amber, Green, Red};
        assert_eq!(moves(-10, -30), [(Amber, pounds(10)), (Green, pounds(60))]);
        assert_eq!(moves(-10, 20), [(Green, pounds(60)), (Red, pounds(-20))]);
        assert_eq!(moves(40, 20), [(Green, pounds(10)), (Red, pounds(-40))]);
        assert_eq!(moves(80, 100), [(Amber, pounds(-30)), (Red, pounds(-100))]);
    }
}
