//! Tables filled with nought.

use super::{Look, Token};
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, activity, inputs};
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn series(look: &Look) -> Option<Token> {
    let activity = zeros(look, activity::POINT_OF_DELIVERY, &[activity::VOLUME]);
    let inputs = zeros(look, inputs::KIND, &[inputs::VOLUME, inputs::COST]);
    let cells: Vec<(usize, ColumnId)> = activity.into_iter().chain(inputs).collect();
    (!cells.is_empty()).then(|| Token {
        found: format!("series of noughts in activity or inputs: {}", count(cells.len(), "cell")),
        expected: "volumes and costs, or nil with its reason",
        action: "Give the figures, or write nil where there is rightly none.",
        cells,
        schemes: BTreeSet::new(),
        can_be_set_aside: true,
    })
}

/// The cells of the series, two rows of one name or more, in which every figure given is nought.
fn zeros(look: &Look, name: ColumnId, figures: &[ColumnId]) -> Vec<(usize, ColumnId)> {
    let mut by_name: BTreeMap<&str, Vec<(usize, &Row)>> = BTreeMap::new();
    for (at, row) in look.plan.rows(name.table).iter().enumerate() {
        let is_nil = name.table == TableId::Inputs && row.yes(inputs::NIL) == Some(true);
        if let Some(name) = row.given_text(name).filter(|_| !is_nil) {
            by_name.entry(name).or_default().push((at, row));
        }
    }
    let nought = |row: &Row, column: ColumnId| row.given_figure(column).map(|figure| figure.is_zero());
    let mut cells = Vec::new();
    for rows in by_name.into_values().filter(|rows| rows.len() > 1) {
        let given: Vec<(usize, ColumnId, bool)> = rows
            .iter()
            .flat_map(|(at, row)| {
                figures.iter().filter_map(move |column| Some((*at, *column, nought(row, *column)?)))
            })
            .collect();
        if given.len() > 1 && given.iter().all(|(.., nought)| *nought) {
            cells.extend(given.into_iter().map(|(at, column, _)| (at, column)));
        }
    }
    cells
}
