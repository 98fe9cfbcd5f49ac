//! Which way a subject went: by its colour, then by its variance.

use super::snapshot::SnapFinance;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{AmountOf, Direction};
use std::cmp::Ordering;

/// How a colour stands to the one before: `Greater` is better; `None` where one of them is no rating.
pub fn of_colours(from: Rating, to: Rating) -> Option<Ordering> {
    let is_rated = |rating: Rating| rating != Rating::NotApplicable;
    (is_rated(from) && is_rated(to)).then(|| from.rank().cmp(&to.rank()))
}

/// Whether a colour is worse than the one before; short of green where there was no rating, too.
pub fn is_worse(from: Rating, to: Rating) -> bool {
    to.rank() > from.rank().max(Rating::Green.rank())
}

/// Which way a variance went by more than the policy's points, and which one: to date, else the forecast's.
pub fn of_variances(from: &SnapFinance, to: &SnapFinance, policy: &Policy) -> (Ordering, AmountOf) {
    let points = policy.number(Key::DirectionPoints);
    let to_date = from.percent_ytd().zip(to.percent_ytd());
    let forecast = from.percent_forecast().zip(to.percent_forecast());
    let all = [(to_date, AmountOf::VarianceToDate), (forecast, AmountOf::VarianceForecast)];
    let moves = all.into_iter().filter_map(|(both, of)| {
        let (from, to) = both?;
        Some((to.moved(from, points), of))
    });
    moves.into_iter().find(|(way, _)| way.is_ne()).unwrap_or((Ordering::Equal, AmountOf::VarianceToDate))
}

/// The direction of a colour; what is not rated any more has none. Under the same colour the variance decides.
pub fn of(from: Option<Rating>, to: Option<Rating>, variance: Ordering) -> Direction {
    let Some(to) = to else { return Direction::Unknown };
    let Some(from) = from else { return Direction::New };
    let way = match of_colours(from, to) {
        Some(way) => way.then(variance),
        None if from == to => variance,
        None if to == Rating::NotApplicable => return Direction::Unknown,
        None => return Direction::New,
    };
    match way {
        Ordering::Greater => Direction::Up,
        Ordering::Less => Direction::Down,
        Ordering::Equal => Direction::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rating::{Amber, Green, Grey, NotApplicable, Red};

    #[test]
    fn colour_comes_before_variance() {
        let of = |from, to, variance| super::of(Some(from), Some(to), variance);
        assert_eq!(of(Amber, Green, Ordering::Less), Direction::Up);
        assert_eq!(of(Amber, Amber, Ordering::Less), Direction::Down);
        assert_eq!(of(Red, Grey, Ordering::Equal), Direction::Same, "grey ranks with red");
        assert_eq!(of(NotApplicable, Red, Ordering::Equal), Direction::New);
        assert_eq!(of(Red, NotApplicable, Ordering::Equal), Direction::Unknown);
        assert_eq!(super::of(None, Some(Red), Ordering::Equal), Direction::New);
    }

    #[test]
    fn what_was_not_rated_and_is_short_of_green_is_worse() {
        assert!(is_worse(NotApplicable, Amber) && is_worse(Green, Amber) && is_worse(Amber, Grey));
        assert!(!is_worse(NotApplicable, Green) && !is_worse(Grey, Red) && !is_worse(Red, NotApplicable));
    }
}
