//! Milestones that are nobody's own: one set for several schemes, or all on one day.

use super::{Look, Token, folded};
use crate::calendar::Date;
use crate::plan::Row;
use crate::plan::fields::{TableId, milestones as columns};
use crate::policy::Key;
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// The milestones of a scheme, by their index.
fn of_scheme<'a>(look: &'a Look, scheme: usize) -> impl Iterator<Item = (usize, &'a Row)> {
    let rows = look.plan.rows(TableId::Milestones);
    look.plan.links.rows_at(TableId::Milestones, scheme).filter_map(|at| Some((at, rows.get(at)?)))
}

/// One set of milestones, names and dates, in rows of their own for several schemes.
pub(super) fn shared_sets(look: &Look) -> Option<Token> {
    let owners = look.owners(TableId::Milestones);
    let mut by_set: BTreeMap<Vec<(String, Option<Date>)>, Vec<usize>> = BTreeMap::new();
    let is_own = |at: usize| owners.of(at).len() == 1;
    for scheme in 0..look.plan.schemes.len() {
        let mut set: Vec<_> = of_scheme(look, scheme)
            .filter(|(at, _)| is_own(*at))
            .map(|(_, row)| {
                let name = row.given_text(columns::MILESTONE).map(folded).unwrap_or_default();
                (name, row.given_date(columns::DUE))
            })
            .collect();
        set.sort();
        if !set.is_empty() {
            by_set.entry(set).or_default().push(scheme);
        }
    }
    let least = look.policy.count(Key::TokenMilestones).max(2);
    let schemes: BTreeSet<usize> = by_set.into_values().filter(|all| all.len() >= least).flatten().collect();
    let rows = schemes.iter().flat_map(|scheme| of_scheme(look, *scheme)).map(|(at, _)| at);
    let rows = rows.filter(|at| is_own(*at)).collect();
    let said = "the same milestones on the same days for";
    token(schemes, rows, said, "milestones of each scheme's own")
}

/// Schemes with enough milestones to be steps, and all of them on one day.
pub(super) fn all_on_one_day(look: &Look) -> Option<Token> {
    let least = look.policy.count(Key::MilestonesLeast).max(2);
    let on_one_day = |scheme: &usize| {
        let days: Vec<Option<Date>> =
            of_scheme(look, *scheme).map(|(_, row)| row.given_date(columns::DUE)).collect();
        days.len() >= least && days.iter().all(|day| day.is_some() && *day == days[0])
    };
    let schemes: BTreeSet<usize> = (0..look.plan.schemes.len()).filter(on_one_day).collect();
    let rows = schemes.iter().flat_map(|scheme| of_scheme(look, *scheme)).map(|(at, _)| at).collect();
    let expected = "steps on the days on which they are to be reached";
    token(schemes, rows, "every milestone on one day in", expected)
}

fn token(
    schemes: BTreeSet<usize>,
    rows: BTreeSet<usize>,
    said: &str,
    expected: &'static str,
) -> Option<Token> {
    (!schemes.is_empty()).then(|| Token {
        found: format!("{said} {}", count(schemes.len(), "scheme")),
        expected,
        action: "Give each scheme the steps by which it can be managed.",
        // without its day a milestone is no step, and it delivers nothing
        cells: rows
            .into_iter()
            .flat_map(|row| [(row, columns::DUE), (row, columns::DELIVERS_KPIS)])
            .collect(),
        schemes,
        can_be_set_aside: true,
    })
}
