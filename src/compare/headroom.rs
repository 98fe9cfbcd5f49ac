//! Headroom of two submissions, and what of its change is of the challenge and what of the savings identified.

use super::snapshot::SnapHeadroomYear;
use super::standing::Standing;
use crate::money::Money;
use crate::rating::Rating;
use crate::report::{Amounts, Colours, HeadroomChange, HeadroomRow};

/// Headroom of every year and in total, then and now.
pub fn of(from: Option<&Standing<'_>>, to: Option<&Standing<'_>>) -> Vec<HeadroomChange> {
    let rows = |own: Option<&Standing<'_>>| -> Vec<SnapHeadroomYear> {
        own.map_or_else(Vec::new, |own| own.headroom.iter().map(|row| (*row).clone()).collect())
    };
    let (before, now) = (rows(from), rows(to));
    let mut years: Vec<&str> = before.iter().chain(&now).map(|row| row.year.as_str()).collect();
    // years come before the total, which begins with a letter
    years.sort_unstable();
    years.dedup();
    let is_assessed = |rows: &[SnapHeadroomYear]| {
        rows.iter().any(|row| row.year == HeadroomRow::TOTAL && row.headroom.is_some())
    };
    let both = is_assessed(&before) && is_assessed(&now);
    let change = |year: &str| {
        let at = |rows: &[SnapHeadroomYear]| rows.iter().find(|row| row.year == year).cloned();
        let (from, to) = (at(&before), at(&now));
        let amounts = |pick: fn(&SnapHeadroomYear) -> Option<Money>| {
            Amounts::of(from.as_ref().and_then(pick), to.as_ref().and_then(pick))
        };
        // a year that one does not challenge is in none of its sums
        let moved = |pick: fn(&SnapHeadroomYear) -> Option<Money>| {
            let known = |row: &Option<SnapHeadroomYear>| row.as_ref().map_or(Some(Money::ZERO), pick);
            both.then(|| Some(known(&to)? - known(&from)?)).flatten()
        };
        let colour =
            |row: &Option<SnapHeadroomYear>| row.as_ref().map_or(Rating::NotApplicable, |row| row.rating);
        HeadroomChange {
            year: year.to_owned(),
            headroom: amounts(|row| row.headroom),
            challenge: amounts(|row| row.challenge),
            identified: amounts(|row| row.identified),
            by_challenge: moved(|row| row.challenge).map(|change| -change),
            by_identified: moved(|row| row.identified),
            rating: Colours { from: colour(&from), to: colour(&to) },
        }
    };
    years.into_iter().map(change).collect()
}
