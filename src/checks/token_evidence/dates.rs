//! What is said to have happened after the day the plan reports.

use super::{Look, Token};
use crate::calendar::show_date;
use crate::plan::fields::words::ActivityKind;
use crate::plan::fields::{ColumnId, TableId, activity, engagement, plan, risks};
use crate::words::count;
use std::collections::BTreeSet;

pub(super) fn after(look: &Look) -> Option<Token> {
    // what is submitted later may report what happened until then
    let latest = look.plan.row.date(plan::SUBMITTED).max(look.as_at)?;
    let mut cells: Vec<(usize, ColumnId)> = Vec::new();
    let mut schemes: BTreeSet<usize> = BTreeSet::new();
    let mut said: Vec<String> = Vec::new();
    for (column, what) in [(engagement::DATE, "engagement"), (risks::REVIEWED, "review")] {
        let rows = look.plan.rows(column.table).iter().enumerate();
        let late = rows.filter(|(_, row)| row.given_date(column).is_some_and(|date| date > latest));
        let late: Vec<usize> = late.map(|(at, _)| at).collect();
        if !late.is_empty() {
            said.push(count(late.len(), what));
            schemes.extend(look.owners(column.table).of_all(&late));
        }
        cells.extend(late.into_iter().map(|row| (row, column)));
    }
    let actual = look.plan.rows(TableId::Activity).iter().enumerate().filter(|(_, row)| {
        row.word(activity::KIND) == Some(ActivityKind::Actual)
            && row.year(activity::YEAR).is_some_and(|year| year.april().start() > latest)
    });
    let actual: Vec<(usize, ColumnId)> = actual.map(|(at, _)| (at, activity::VOLUME)).collect();
    if !actual.is_empty() {
        said.push(format!("{} of actual activity", count(actual.len(), "row")));
    }
    cells.extend(actual);
    (!cells.is_empty()).then(|| Token {
        found: format!("dated after {}: {}", show_date(latest), said.join(", ")),
        expected: "days that had come when the plan was submitted",
        action: "Correct the dates, or move as_at forward.",
        cells,
        schemes,
        can_be_set_aside: true,
    })
}
