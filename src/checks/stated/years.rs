//! The `years` table: headroom as stated, spans as stated, identified savings against the schemes', and a
//! challenge against what expenditure and allocation imply.

use super::super::{Found, Severity, apart, in_total, sums};
use super::sums::Sum;
use super::{CHECK, differs};
use crate::calendar::{FinancialYear, Period};
use crate::criteria::PlanView;
use crate::criteria::appendix_one::yearly::within;
use crate::figures::PlanFigures;
use crate::figures::headroom::implied_challenge;
use crate::plan::fields::{ColumnId, TableId, schemes, years};
use crate::plan::{Plan, Row};
use crate::policy::Key;
use std::collections::BTreeMap;

/// The amount columns of the table that add up over years.
const ADDING: [ColumnId; 7] = [
    years::ALLOCATION,
    years::DEPARTMENTAL_ALLOCATION,
    years::EXPENDITURE,
    years::CHALLENGE,
    years::DEPARTMENTAL_CHALLENGE,
    years::IDENTIFIED,
    years::HEADROOM,
];

pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let mut found = Vec::new();
    for row in view.rows(TableId::Years) {
        headroom(view, row, &mut found);
        span(view, row, &mut found);
        found.extend(implied(view, row));
    }
    if view.members.is_empty() {
        identified(view, own, &mut found);
    }
    found
}

fn headroom(view: &PlanView, row: &Row, found: &mut Vec<Found>) {
    let Some(stated) = row.amount(years::HEADROOM) else { return };
    let (identified, challenge) = (sums::cell(row, years::IDENTIFIED), sums::cell(row, years::CHALLENGE));
    if !identified.is_given() || !challenge.is_given() {
        return;
    }
    let computed = identified.less(&challenge);
    if !computed.agrees(stated) {
        let what = row
            .period(years::YEAR)
            .map_or_else(|| "headroom".to_owned(), |period| format!("headroom of {period}"));
        let stated = (stated.value, row.place_of(years::HEADROOM));
        let action = "Correct the headroom, or the figures it is taken from.";
        found.push(differs(view, &what, stated, &computed, "identified less challenge", action));
    }
}

/// A challenge that has a departmental one beside it, which A1-ALL-7 then goes by: the plan's own figures are
/// to imply it too.
fn implied(view: &PlanView, row: &Row) -> Option<Found> {
    let (year, challenge) = row.year(years::YEAR).zip(row.money(years::CHALLENGE))?;
    view.plan.departmental(years::DEPARTMENTAL_CHALLENGE, year)?;
    let implied = implied_challenge(view.plan, year)?;
    if within(challenge, implied, view.policy.number(Key::ChallengeTolerance)) {
        return None;
    }
    let shown = apart(view, challenge, implied);
    let found = format!("the challenge of {year} is stated as {}", shown.in_words(challenge));
    let expected = format!("{}, the growth of expenditure less allocation", shown.in_words(implied));
    let action = "Say what the challenge rests on, or correct expenditure and allocation.";
    let places = [years::CHALLENGE, years::EXPENDITURE, years::ALLOCATION].map(|column| row.place_of(column));
    Some(CHECK.warning(found, expected, action).at(places).worth(challenge - implied))
}

/// A row for a span of years beside a row for each of them.
fn span(view: &PlanView, row: &Row, found: &mut Vec<Found>) {
    let Some(Period::Span(first, last)) = row.period(years::YEAR) else { return };
    for column in ADDING {
        let Some(stated) = row.amount(column) else { continue };
        let sum = column_sum(view.plan, column, Some(Period::Span(first, last)));
        if sum.is_given() && sum.cells >= first.to(last).count() && !sum.agrees(stated) {
            let what = format!("{} of {first} to {last}", column.name());
            let stated = (stated.value, row.place_of(column));
            let action = "Correct the total, or the year that is wrong.";
            found.push(differs(view, &what, stated, &sum, "the sum of its years", action));
        }
    }
}

/// A column over the rows of single years, those of a period where one is named. Headroom is made of
/// identified and challenge where no row states it.
pub(super) fn column_sum(plan: &Plan, column: ColumnId, period: Option<Period>) -> Sum {
    let inside = |row: &&Row| match (row.year(years::YEAR), period) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(year), Some(Period::Span(first, last))) => first <= year && year <= last,
        (Some(year), Some(period)) => period.year() == Some(year),
    };
    let over = |column: ColumnId| -> Sum {
        plan.rows(TableId::Years).iter().filter(inside).map(|row| sums::cell(row, column)).collect()
    };
    if column == years::HEADROOM {
        let (identified, challenge) = (over(years::IDENTIFIED), over(years::CHALLENGE));
        if identified.is_given() && challenge.is_given() {
            return identified.less(&challenge);
        }
    }
    over(column)
}

/// Identified savings stated by year against the planned savings of the schemes in that year.
fn identified(view: &PlanView, own: &PlanFigures, found: &mut Vec<Found>) {
    let states = |row: &Row| row.year(years::YEAR).is_some() && row.amount(years::IDENTIFIED).is_some();
    if !view.rows(TableId::Years).iter().any(states) {
        return;
    }
    let (mut named, mut unnamed): (BTreeMap<FinancialYear, Sum>, BTreeMap<FinancialYear, Sum>) =
        (BTreeMap::new(), BTreeMap::new());
    for (scheme, figures) in view.plan.schemes.iter().zip(&own.schemes).filter(|(s, _)| in_total(s)) {
        let sums = if scheme.unidentified { &mut unnamed } else { &mut named };
        for (year, sum) in sums::planned(scheme, figures) {
            sums.entry(year).or_default().merge(&sum);
        }
        let part = sums::cell(&scheme.row, schemes::UNIDENTIFIED_PLAN);
        if let Some(year) = figures.reporting_year.filter(|_| !scheme.unidentified && part.is_given()) {
            let sum = std::mem::take(named.entry(year).or_default());
            named.insert(year, sum.less(&part));
            unnamed.entry(year).or_default().merge(&part);
        }
    }
    for row in view.rows(TableId::Years) {
        let (Some(year), Some(stated)) = (row.year(years::YEAR), row.amount(years::IDENTIFIED)) else {
            continue;
        };
        let Some(sum) = named.get(&year).filter(|sum| sum.is_given() && !sum.agrees(stated)) else {
            continue;
        };
        let what = format!("identified savings of {year}");
        let cell = (stated.value, row.place_of(years::IDENTIFIED));
        let mut finding = differs(
            view,
            &what,
            cell,
            sum,
            "the planned savings of its schemes",
            "Make identified savings and the schemes agree.",
        );
        let mut both = sum.clone();
        both.merge(&unnamed.get(&year).cloned().unwrap_or_default());
        if both.agrees(stated) {
            finding.severity = Severity::Warning;
            finding.found.push_str(", unidentified lines among them");
            finding.action = "Leave unidentified lines out of identified savings.".to_owned();
        }
        found.push(finding);
    }
}
