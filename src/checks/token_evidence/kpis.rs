//! Indicators that are nobody's own, and those that ask for nothing: their target is where they started,
//! or due after the plan.

use super::{Look, Token, folded};
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, kpis as columns};
use crate::policy::Key;
use crate::words::count;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What an indicator is to be measured against.
const AIMS: [ColumnId; 2] = [columns::TARGET, columns::BENCHMARK];

/// One indicator, name and figures, in rows of their own for several schemes.
pub(super) fn shared(look: &Look) -> Option<Token> {
    let mut by_kpi: BTreeMap<(String, [Option<Decimal>; 3]), Vec<usize>> = BTreeMap::new();
    for (at, row) in look.plan.rows(TableId::Kpis).iter().enumerate() {
        if AIMS.iter().any(|aim| row.given_number(*aim).is_some()) {
            let name = row.given_text(columns::KPI).map(folded).unwrap_or_default();
            let figures = [columns::BASELINE, columns::TARGET, columns::BENCHMARK];
            by_kpi.entry((name, figures.map(|column| row.given_number(column)))).or_default().push(at);
        }
    }
    let owners = look.owners(TableId::Kpis);
    let least = look.policy.count(Key::TokenMilestones).max(2);
    let (mut schemes, mut found) = (BTreeSet::new(), BTreeSet::new());
    for rows in by_kpi.into_values().filter(|rows| rows.len() >= least) {
        let own = owners.of_all(&rows);
        if own.len() >= least {
            schemes.extend(own);
            found.extend(rows);
        }
    }
    let action =
        "Give each scheme indicators of its own; one that is shared, in one row that names them all.";
    token((schemes, found), "the same in name and figures", "indicators of each scheme's own", action)
}

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
        // without what it is measured against an indicator asks for nothing
        cells: rows.into_iter().flat_map(|row| AIMS.map(|aim| (row, aim))).collect(),
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
    let late = |row: &Row| {
        row.given_date(columns::DUE).is_some_and(|due| due > horizon) && !row.filled(columns::TRAJECTORY)
    };
    let action = "Give a date within the plan, or a trajectory to it.";
    token(half_of_them(look, late), "due after the plan's last year", "a target within the plan", action)
}
