//! Challenge and headroom for the report.

use super::Run;
use crate::figures::headroom::{cumulative, span_row, year_row};
use crate::figures::{Headroom, HeadroomLine, Sums};
use crate::location::Place;
use crate::money::Percent;
use crate::plan::fields::years;
use crate::plan::{Plan, Row};
use crate::policy::{Key, Policy};
use crate::report::{HeadroomBases, HeadroomReport, HeadroomRow, Level, Places, Share};

pub(super) fn report(run: &Run, plan: &Plan, headroom: &Headroom, sums: &Sums) -> HeadroomReport {
    let mut rows = rows(run.policy, (run.level_of(plan), &plan.organisation), headroom);
    if let Some((at, _)) = run.bodies().named(&plan.organisation).filter(|(_, own)| !own.parts.is_empty()) {
        rows.last_mut()
            .iter_mut()
            .for_each(|total| total.without_challenge = without_challenge(run, Some(at)));
    }
    for (row, line) in rows.iter_mut().zip(&headroom.years) {
        row.places = stated(run, line.year.and_then(|year| year_row(plan, year)), line);
    }
    let mut total = headroom.total.as_ref().and_then(|_| rows.pop());
    if let (true, Some(total), Some(line)) = (rows.is_empty(), &mut total, &headroom.total) {
        // a total that no years make rests on the span that states it
        total.places = stated(run, span_row(plan), line);
    }
    HeadroomReport {
        years: rows,
        bases: HeadroomBases {
            plan: headroom.rating,
            forecast: headroom.on_forecast,
            risk_adjusted: headroom.on_risk,
            stressed: headroom.on_stress,
        },
        break_even: headroom.total.as_ref().and_then(HeadroomLine::break_even).map(|p| Share::of(p, &[])),
        delivery_rate: sums
            .to_date
            .known_actual()
            .and_then(|actual| Percent::of(actual, sums.to_date.plan))
            .map(|p| Share::of(p, &[])),
        unidentified: headroom.unidentified,
        closed: headroom.given_up,
        unidentified_percent: Percent::of(headroom.unidentified, headroom.planned).map(|p| Share::of(p, &[])),
        rating: headroom.rating,
        not_assessed: headroom.not_assessed(),
        total,
    }
}

/// The rows of a headroom: every year, then the total.
pub fn rows(policy: &Policy, (level, organisation): (Level, &str), headroom: &Headroom) -> Vec<HeadroomRow> {
    let bounds = [policy.number(Key::HeadroomAmberUnder)];
    let total = headroom.total.iter().map(|total| (total, total.headroom()));
    let lines = headroom.years.iter().zip(cumulative(&headroom.years)).chain(total);
    lines
        .map(|(line, cumulative)| HeadroomRow {
            level,
            organisation: organisation.to_owned(),
            year: line.year.map_or_else(|| HeadroomRow::TOTAL.to_owned(), |year| year.to_string()),
            challenge: line.challenge,
            identified: line.identified,
            unidentified: line.unidentified,
            reopened: line.reopened,
            headroom: line.headroom(),
            cumulative,
            percent_of_challenge: line.percent().map(|percent| Share::of(percent, &bounds)),
            cover: line.cover().map(|percent| Share::of(percent, &[])),
            forecast: line.forecast.map(|amount| amount - line.challenge),
            risk_adjusted: line.risk_adjusted.map(|amount| amount - line.challenge),
            stressed: line.stressed.map(|amount| amount - line.challenge),
            rating: line.rating,
            incomplete: line.incomplete,
            incomplete_forecast: line.incomplete || line.incomplete_forecast,
            without_challenge: Vec::new(),
            places: Places::default(),
        })
        .collect()
}

/// The organisations of a body, or of all, that give no challenge, and for which no body up to that one gives it.
pub(super) fn without_challenge(run: &Run, body: Option<usize>) -> Vec<String> {
    let (submission, figures) = (run.submission, run.figures);
    let all = || (0..submission.plans.len()).collect();
    let plans = body.map_or_else(all, |at| run.bodies().plans_of(at));
    let gives = |at: usize| figures.plans.get(at).is_some_and(|own| own.headroom_alone().total.is_some());
    let is_without = |at: &usize| {
        let Some((plan, own)) = submission.plans.get(*at).zip(figures.plans.get(*at)) else { return false };
        let mut above = Vec::new();
        for (own, up) in run.bodies().chain(&plan.organisation).skip(1) {
            above.extend(up.plan);
            if Some(own) == body {
                break;
            }
        }
        own.headroom.total.is_none() && !run.is_its_members(plan) && !above.into_iter().any(gives)
    };
    let without = plans.into_iter().filter(is_without);
    without.filter_map(|at| submission.plans.get(at)).map(|plan| plan.organisation.clone()).collect()
}

/// The cells of a row that state its challenge, and the savings identified where no scheme gives them.
fn stated(run: &Run, row: Option<&Row>, line: &HeadroomLine) -> Places {
    let identified = (!line.from_schemes).then_some(years::IDENTIFIED);
    let columns = [Some(years::CHALLENGE), identified].into_iter().flatten();
    let of_row = |row: &Row| -> Vec<Place> {
        let filled = columns.filter(|column| row.filled(*column));
        filled.flat_map(|column| row.cells_of(column)).map(|cell| cell.place).collect()
    };
    run.places(&row.map(of_row).unwrap_or_default())
}
