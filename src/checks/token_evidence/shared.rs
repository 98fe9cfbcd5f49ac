//! Rows that stand for scheme after scheme of several workstreams, where the schemes have none of their own.

use super::{Look, Token};
use crate::names::key;
use crate::plan::fields::{ColumnId, TableId, kpis, milestones, risks};
use crate::policy::Key;
use crate::words::count;
use std::collections::BTreeSet;

/// The tables whose rows may belong to several schemes, what a row is called, and the cells without which it
/// says nothing.
const SHARED: [(TableId, &str, &[ColumnId]); 3] = [
    (TableId::Milestones, "milestone", &[milestones::DUE, milestones::DELIVERS_KPIS]),
    (TableId::Kpis, "KPI", &[kpis::TARGET, kpis::BENCHMARK]),
    (TableId::Risks, "risk", &[risks::MITIGATION]),
];

/// Schemes whose every milestone (KPI, risk) is one that stands for schemes of several workstreams too.
pub(super) fn by_all(look: &Look) -> Vec<Token> {
    SHARED.iter().filter_map(|(table, what, cells)| of_table(look, *table, what, cells)).collect()
}

fn of_table(look: &Look, table: TableId, what: &str, cells: &[ColumnId]) -> Option<Token> {
    let owners = look.owners(table);
    let least = look.policy.count(Key::TokenSchemes).max(2);
    let workstreams = |schemes: &[usize]| {
        let of = |at: &usize| look.plan.schemes.get(*at)?.workstream().map(|name| key(name).into_owned());
        schemes.iter().filter_map(of).collect::<BTreeSet<String>>().len()
    };
    let is_everybodys: Vec<bool> = (0..look.plan.rows(table).len())
        .map(|row| owners.of(row).len() >= least && workstreams(owners.of(row)) > 1)
        .collect();
    let rows_of = |scheme: usize| look.plan.links.rows_at(table, scheme);
    let has_none_of_its_own = |scheme: &usize| {
        let mut own = rows_of(*scheme).peekable();
        own.peek().is_some() && own.all(|row| is_everybodys.get(row) == Some(&true))
    };
    let schemes: BTreeSet<usize> = (0..look.plan.schemes.len()).filter(has_none_of_its_own).collect();
    if schemes.len() < least {
        return None;
    }
    let rows: BTreeSet<usize> = schemes.iter().flat_map(|scheme| rows_of(*scheme)).collect();
    Some(Token {
        found: format!(
            "no {what} of their own, and {} for all of them, in {}",
            count(rows.len(), what),
            count(schemes.len(), "scheme")
        ),
        expected: "what is each scheme's own, beside what schemes share",
        action: "Give each scheme its own; share what is rightly shared within a workstream.",
        cells: rows.into_iter().flat_map(|row| cells.iter().map(move |cell| (row, *cell))).collect(),
        schemes,
        can_be_set_aside: true,
    })
}
