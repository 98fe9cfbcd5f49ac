//! Milestones that are nobody's own: one set for several schemes, or all on one day.

use super::{Look, Token};
use crate::calendar::Date;
use crate::names::key;
use crate::plan::fields::{TableId, milestones as columns};
use crate::policy::Key;
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// A scheme's milestones are too few to be told as a set of one day under this number.
const LEAST_OF_A_DAY: usize = 3;

/// The milestones of a scheme that belong to it alone: row, name and due date.
fn own<'a>(look: &'a Look, scheme: usize) -> impl Iterator<Item = (usize, String, Option<Date>)> + 'a {
    let rows = look.plan.rows(TableId::Milestones);
    look.plan.links.rows_at(TableId::Milestones, scheme).filter_map(move |at| {
        let row = rows.get(at).filter(|_| look.schemes_of(TableId::Milestones, at).nth(1).is_none())?;
        let name = key(row.given_text(columns::MILESTONE)?).into_owned();
        Some((at, name, row.given_date(columns::DUE)))
    })
}

pub(super) fn shared_sets(look: &Look) -> Option<Token> {
    let mut by_set: BTreeMap<Vec<(String, Option<Date>)>, Vec<usize>> = BTreeMap::new();
    for scheme in 0..look.plan.schemes.len() {
        let mut set: Vec<_> = own(look, scheme).map(|(_, name, due)| (name, due)).collect();
        set.sort();
        if !set.is_empty() {
            by_set.entry(set).or_default().push(scheme);
        }
    }
    let least = look.policy.count(Key::TokenMilestones).max(2);
    let schemes: BTreeSet<usize> = by_set.into_values().filter(|all| all.len() >= least).flatten().collect();
    token(look, schemes, "the same milestones on the same days for", "milestones of each scheme's own")
}

pub(super) fn all_on_one_day(look: &Look) -> Option<Token> {
    let on_one_day = |scheme: &usize| {
        let days: Vec<Option<Date>> = own(look, *scheme).map(|(_, _, due)| due).collect();
        days.len() >= LEAST_OF_A_DAY && days.iter().all(|day| day.is_some() && *day == days[0])
    };
    let schemes: BTreeSet<usize> = (0..look.plan.schemes.len()).filter(on_one_day).collect();
    token(look, schemes, "every milestone on one day in", "steps on the days on which they are to be reached")
}

fn token(look: &Look, schemes: BTreeSet<usize>, said: &str, expected: &'static str) -> Option<Token> {
    let rows: BTreeSet<usize> =
        schemes.iter().flat_map(|scheme| own(look, *scheme)).map(|(at, ..)| at).collect();
    (!schemes.is_empty()).then(|| Token {
        found: format!("{said} {}", count(schemes.len(), "scheme")),
        expected,
        action: "Give each scheme the steps by which it can be managed.",
        cells: rows.into_iter().map(|row| (row, columns::DUE)).collect(),
        schemes,
        can_be_set_aside: true,
    })
}
