//! From the parts to the overall rating, what holds it at amber, and the sign-off position.

use super::expectations::{colour, nothing_supplied, row_colour};
use super::{Run, Scope};
use crate::criteria::judging::Judged;
use crate::criteria::{Criterion, Kind, Outcome, Set};
use crate::figures::Headroom;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{Level, Position, Ratings, SignOff, ToGreen, Worse, WorseOf};
use std::borrow::Cow;

/// A row of Appendix One with its results.
pub(super) struct PlanRow<'j> {
    pub(super) area: &'static str,
    pub(super) row: &'static str,
    pub(super) results: Vec<&'j Judged>,
    pub(super) rating: Rating,
    pub(super) not_supplied: bool,
}

/// Groups results by published row and colours each.
pub(super) fn rows<'j>(run: &Run, results: &'j [Judged]) -> Vec<PlanRow<'j>> {
    let mut rows: Vec<PlanRow<'j>> = Vec::new();
    for judged in results {
        let Criterion { area, row, .. } = judged.criterion;
        match rows.last_mut() {
            Some(last) if last.area == *area && last.row == *row => last.results.push(judged),
            _ => rows.push(PlanRow {
                area,
                row,
                results: vec![judged],
                rating: Rating::NotApplicable,
                not_supplied: false,
            }),
        }
    }
    for row in &mut rows {
        row.rating = row_colour(&row.results, run.policy);
        row.not_supplied = run.auto && nothing_supplied(row.results.iter().copied());
    }
    rows
}

/// The colour of the plan: red when a row with a failing decisive expectation, or a third of the rows,
/// is red; green when every row is; else amber.
pub(super) fn plan_colour(rows: &[(Rating, bool)], policy: &Policy) -> Rating {
    let rated: Vec<(Rating, bool)> =
        rows.iter().copied().filter(|(rating, _)| *rating != Rating::NotApplicable).collect();
    if rated.is_empty() {
        return Rating::NotApplicable;
    }
    let red = rated.iter().filter(|(rating, _)| rating.counts_as_red()).count();
    if rated.iter().any(|(_, decided)| *decided)
        || red * policy.count(Key::PlanRedOneIn) >= rated.len() && red > 0
    {
        Rating::Red
    } else if rated.iter().all(|(rating, _)| *rating == Rating::Green) {
        Rating::Green
    } else {
        Rating::Amber
    }
}

/// The colour of the rows that were supplied; the assurances of paragraph 2.6, where they are asked for,
/// are one of them.
pub(super) fn of_rows<'j>(rows: impl Iterator<Item = &'j PlanRow<'j>>, policy: &Policy) -> Rating {
    let pairs: Vec<(Rating, bool)> = rows
        .filter(|row| !row.not_supplied)
        .map(|row| {
            (row.rating, row.results.iter().any(|judged| judged.decides_red()) || refused(row, policy))
        })
        .collect();
    plan_colour(&pairs, policy)
}

/// Whether so many assurances of paragraph 2.6 are unmet that the plan is red (it was by them that the
/// Department signed off integrated plans: 2.7).
fn refused(row: &PlanRow, policy: &Policy) -> bool {
    let assurances = row.results.iter().filter(|judged| judged.criterion.set == Set::IntegratedPlan);
    let unmet = assurances
        .clone()
        .filter(|judged| matches!(judged.outcome, Outcome::Unmet | Outcome::Unevidenced))
        .count();
    unmet > 0 && unmet * policy.count(Key::PlanRedOneIn) >= assurances.count()
}

/// The same on data alone: judgements absent, and what only a reader can judge left out.
pub(super) fn on_data_alone<'j>(rows: impl Iterator<Item = &'j PlanRow<'j>>, policy: &Policy) -> Rating {
    let pairs: Vec<(Rating, bool)> = rows
        .filter(|row| !row.not_supplied)
        .map(|row| {
            let outcomes: Vec<Outcome> = row.results.iter().map(|judged| judged.on_data_alone()).collect();
            let decided = row.results.iter().any(|judged| {
                judged.criterion.decisive
                    && judged.data.decisive_here
                    && judged.criterion.kind != Kind::Judged
                    && matches!(judged.data.outcome, Outcome::Unmet | Outcome::Unevidenced)
            });
            (colour(&outcomes, decided, policy), decided)
        })
        .collect();
    plan_colour(&pairs, policy)
}

/// The overall rating, and why it is held at amber or not rated.
pub(super) fn combine(
    run: &Run,
    ratings: &Ratings,
    headroom: &Headroom,
    not_supplied: &[Cow<str>],
) -> (Rating, Vec<Cow<'static, str>>) {
    let mut held = Vec::new();
    let parts = match run.scope {
        Scope::Plan => vec![ratings.plan, ratings.delivery, ratings.headroom],
        Scope::Delivery => vec![ratings.delivery, ratings.headroom],
        Scope::Money | Scope::Auto => vec![ratings.finance, ratings.headroom],
    };
    let worst = Rating::worst(parts);
    let finance_assessed = ratings.finance != Rating::NotApplicable;
    if !finance_assessed {
        held.push("finance not assessed: nothing planned to date".into());
    }
    let not_assessed = headroom.not_assessed();
    held.extend(not_assessed.iter().map(|why| format!("headroom not assessed: {why}").into()));
    if worst == Rating::NotApplicable {
        return (Rating::Grey, held);
    }
    let mut hold = run.scope != Scope::Money && (!finance_assessed || not_assessed.is_some());
    if !not_supplied.is_empty() && run.scope != Scope::Money {
        hold = true;
        held.push(format!("not supplied: {}", not_supplied.join(", ")).into());
    }
    if ratings.forecast.counts_as_red() {
        hold = true;
        held.push(format!("the forecast for the year is {}", ratings.forecast.word()).into());
    }
    let short = headroom.on_forecast == Rating::Red
        || headroom.total.as_ref().is_some_and(|total| total.forecast.is_some_and(|f| f < total.challenge));
    if short {
        hold = true;
        held.push("headroom on forecast is short of the challenge".into());
    }
    if worst == Rating::Green && hold { (Rating::Amber, held) } else { (worst, Vec::new()) }
}

/// What of the report card is worse than the overall rating: its lines' levels and overall colours.
pub(super) fn worse(overall: Rating, card: impl Iterator<Item = (Level, Rating)> + Clone) -> Worse {
    let at = |is_of: fn(Level) -> bool| {
        let ratings = || {
            let lines = card.clone().filter(move |(level, _)| is_of(*level));
            lines.map(|(_, rating)| rating).filter(|rating| *rating != Rating::NotApplicable)
        };
        let worse = |colour: Rating| ratings().filter(|rating| *rating == colour && colour > overall).count();
        WorseOf {
            of: ratings().count(),
            amber: worse(Rating::Amber),
            grey: worse(Rating::Grey),
            red: worse(Rating::Red),
        }
    };
    Worse { workstreams: at(Level::is_of_workstreams), schemes: at(|level| level == Level::Scheme) }
}

/// The sign-off position (NAO September 2011, paragraph 2.7).
pub(super) fn sign_off(
    rating: Rating,
    to_green: &[ToGreen],
    owed: Vec<String>,
    on_data_alone: Rating,
) -> SignOff {
    let conditions: Vec<String> =
        to_green.iter().map(|item| format!("{}: {}", item.subject, item.text)).collect();
    let position = match rating {
        Rating::Green if conditions.is_empty() => Position::Workable,
        Rating::Green | Rating::Amber => Position::Conditional,
        Rating::Red | Rating::Grey | Rating::NotApplicable => Position::Outstanding,
    };
    SignOff { position, conditions, owed, on_data_alone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_rows_or_one_that_decides_makes_the_plan_red() {
        let of = |red: usize, all: usize, decided: bool| {
            let row = |at: usize| if at < red { (Rating::Red, decided) } else { (Rating::Green, false) };
            plan_colour(&(0..all).map(row).collect::<Vec<_>>(), &Policy::default())
        };
        assert_eq!(
            [of(2, 6, false), of(1, 4, false), of(2, 7, false)],
            [Rating::Red, Rating::Amber, Rating::Amber]
        );
        assert_eq!([of(1, 7, true), of(0, 6, false)], [Rating::Red, Rating::Green]);
        let not_asked = [(Rating::NotApplicable, false); 5];
        assert_eq!(plan_colour(&not_asked, &Policy::default()), Rating::NotApplicable);
        let rest = [&not_asked[..], &[(Rating::Red, false), (Rating::Green, false)]].concat();
        assert_eq!(plan_colour(&rest, &Policy::default()), Rating::Red, "a half of the rows that are rated");
    }
}
