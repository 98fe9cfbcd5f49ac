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
    rows.last_mut().into_iter().for_each(|total| without_challenge(run, total, headroom));
    for (row, line) in rows.iter_mut().zip(&headroom.years) {
        row.places = stated(run, line.year.and_then(|year| year_row(plan, year)), line);
    }
    let mut total = headroom.total.as_ref().and_then(|_| rows.pop()).map(Box::new);
    if let (true, Some(total), Some(line)) = (rows.is_empty(), &mut total, &headroom.total) {
        // a total that no years make rests on the span that states it
        total.places = stated(run, span_row(plan), line);
    }
    HeadroomReport {
        years: rows.into(),
        bases: HeadroomBases {
            plan: headroom.rating,
            forecast: headroom.on_forecast,
            risk_adjusted: headroom.on_risk,
            stressed: headroom.on_stress,
        },
        break_even: headroom.total.as_deref().and_then(HeadroomLine::break_even).map(|p| Share::of(p, &[])),
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
    let total = headroom.total.as_deref().into_iter().map(|total| (total, total.headroom()));
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
            left_out: None,
            places: Places::default(),
        })
        .collect()
}

/// Who of a sum gives no challenge, and what those identify.
pub(super) fn without_challenge(run: &Run, total: &mut HeadroomRow, headroom: &Headroom) {
    let named = |at: &usize| Some(run.submission.plans.get(*at)?.organisation.clone());
    total.without_challenge = headroom.without.iter().filter_map(named).collect();
    total.left_out = headroom.left_out;
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
