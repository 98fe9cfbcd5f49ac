//! Indicators that ask for nothing: their target is where they started, or due after the plan.

use super::{Look, Token};
use crate::plan::Row;
use crate::plan::fields::{TableId, kpis as columns};
use crate::words::count;
use std::collections::BTreeSet;

/// The schemes of whose indicators at least half are such, and those indicators.
fn half_of_them(look: &Look, is_such: impl Fn(&Row) -> bool) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let rows = look.plan.rows(TableId::Kpis);
    let (mut schemes, mut found) = (BTreeSet::new(), BTreeSet::new());
    for scheme in 0..look.plan.schemes.len() {
        let own = look.plan.links.rows_at(TableId::Kpis, scheme);
        let aimed: Vec<(usize, &Row)> = own
            .filter_map(|at| Some((at, rows.get(at)?)))
            .filter(|(_, row)| row.given_number(columns::TARGET).is_some())
            .collect();
        let such: Vec<usize> = aimed.iter().filter(|(_, row)| is_such(row)).map(|(at, _)| *at).collect();
        if !such.is_empty() && such.len() * 2 >= aimed.len() {
            schemes.insert(scheme);
            found.extend(such);
        }
    }
    (schemes, found)
}

fn token(
    (schemes, rows): (BTreeSet<usize>, BTreeSet<usize>),
    said: &str,
    expected: &'static str,
    action: &'static str,
) -> Option<Token> {
    (!rows.is_empty()).then(|| Token {
        found: format!("{} {said} in {}", count(rows.len(), "KPI"), count(schemes.len(), "scheme")),
        expected,
        action,
        cells: rows.into_iter().map(|row| (row, columns::TARGET)).collect(),
        schemes,
        can_be_set_aside: true,
    })
}

pub(super) fn no_change(look: &Look) -> Option<Token> {
    let level = |row: &Row| row.given_number(columns::TARGET) == row.given_number(columns::BASELINE);
    let action = "Say what the scheme is to change, and by how much.";
    token(half_of_them(look, level), "with a target equal to the baseline", "a change to be measured", action)
}

pub(super) fn after_the_horizon(look: &Look) -> Option<Token> {
    let horizon = look.horizon?.end();
    let late = |row: &Row| row.date(columns::DUE).is_some_and(|due| due > horizon);
    let action = "Give a date within the plan, or a trajectory to it.";
    token(half_of_them(look, late), "due after the plan's last year", "a target within the plan", action)
}
