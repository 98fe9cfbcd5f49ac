//! What the line of an organisation says beside its ratings: its position, where it was read, and what of it is
//! furthest behind.

use crate::location::{SourceId, Sources};
use crate::plan::Plan;
use crate::plan::fields::TABLES;
use crate::report::{FinanceLine, FurthestBehind, Level};
use std::collections::BTreeSet;

/// The file that a plan was read from; of several in one folder the folder, else each.
pub(super) fn file(sources: &Sources, plan: &Plan) -> String {
    let rows = TABLES.iter().flat_map(|table| plan.rows(table.id));
    let rows = rows.chain(plan.schemes.iter().map(|scheme| &scheme.row)).chain([&plan.row]);
    let read: BTreeSet<SourceId> = rows.map(|row| row.place.source()).collect();
    let mut names: Vec<&str> = read.into_iter().map(|source| sources.file_name(source)).collect();
    names.dedup();
    let folder =
        |name: &str| name.rfind(['/', '\\']).map(|at| name.get(..=at).unwrap_or_default().to_owned());
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => match folder(first) {
            Some(own) if rest.iter().all(|name| folder(name).as_ref() == Some(&own)) => own,
            _ => names.join("; "),
        },
    }
}

/// The workstream that is furthest behind its plan to date, or where no scheme names one the scheme; `None`
/// where nothing is behind.
pub(super) fn furthest_behind(lines: &[FinanceLine]) -> Option<FurthestBehind> {
    let at = |level: Level| {
        lines
            .iter()
            .filter(move |line| line.level == level && !line.outside_total && line.variance_ytd.is_some())
    };
    let level = if at(Level::Workstream).next().is_some() { Level::Workstream } else { Level::Scheme };
    let worst = at(level).min_by_key(|line| line.variance_ytd)?;
    let variance = worst.variance_ytd.filter(|variance| variance.is_negative())?;
    let name = if level == Level::Workstream { &worst.workstream } else { &worst.name };
    Some(FurthestBehind { name: name.clone(), scheme: worst.scheme.clone(), variance_ytd: variance })
}
