//! Tables filled with nought.

use super::{Look, Token};
use crate::names::key;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, activity, inputs};
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// What tells the series of a table apart.
const SERIES: [(ColumnId, &[ColumnId]); 3] = [
    (activity::VOLUME, &[activity::ORGANISATION, activity::POINT_OF_DELIVERY]),
    (inputs::VOLUME, &[inputs::KIND, inputs::GROUP]),
    (inputs::COST, &[inputs::KIND, inputs::GROUP]),
];

pub(super) fn series(look: &Look) -> Option<Token> {
    let cells: Vec<(usize, ColumnId)> =
        SERIES.iter().flat_map(|(figure, names)| zeros(look, *figure, names)).collect();
    (!cells.is_empty()).then(|| Token {
        found: format!("series of noughts in activity or inputs: {}", count(cells.len(), "cell")),
        expected: "volumes and costs, or nil with its reason",
        action: "Give the figures, or write nil where there is rightly none.",
        cells,
        schemes: BTreeSet::new(),
        can_be_set_aside: true,
    })
}

/// The cells of the series, two figures of one name or more, in which every figure given is nought.
fn zeros(look: &Look, figure: ColumnId, names: &[ColumnId]) -> Vec<(usize, ColumnId)> {
    let mut by_name: BTreeMap<Vec<String>, Vec<(usize, bool)>> = BTreeMap::new();
    for (at, row) in look.plan.rows(figure.table).iter().enumerate() {
        let is_nil = figure.table == TableId::Inputs && row.yes(inputs::NIL) == Some(true);
        if let Some(given) = row.given_figure(figure).filter(|_| !is_nil) {
            by_name.entry(name(row, names)).or_default().push((at, given.is_zero()));
        }
    }
    let is_nought = |series: &Vec<(usize, bool)>| series.len() > 1 && series.iter().all(|(_, is)| *is);
    by_name.into_values().filter(is_nought).flatten().map(|(at, _)| (at, figure)).collect()
}

fn name(row: &Row, columns: &[ColumnId]) -> Vec<String> {
    columns.iter().map(|column| row.text(*column).map(key).unwrap_or_default().into_owned()).collect()
}
