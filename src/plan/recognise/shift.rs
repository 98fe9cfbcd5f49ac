//! Headings that do not stand over their figures: what happens to a table when a merged cell is
//! exported. It is refused with the shift named; nothing is guessed.

use super::{Recognised, Use};
use crate::money::{Reading, parse_amount};
use crate::plan::fields::Kind;
use crate::problem::{Problem, ProblemKind};
use crate::read::Grid;
use std::collections::BTreeMap;

/// The problem, when a heading of amounts stands over names and amounts stand under no heading.
pub(super) fn shifted(grid: &Grid, first_row: usize, columns: &[Recognised]) -> Option<Problem> {
    let rows: Vec<usize> = (first_row..grid.len()).collect();
    let is_figure = |row: usize, column: usize| {
        matches!(parse_amount(grid.text(row, column), None), Ok(Reading::Figure { .. }))
    };
    let is_figure_or_dash = |row: usize, column: usize| {
        !grid.text(row, column).trim().is_empty() && parse_amount(grid.text(row, column), None).is_ok()
    };
    let is_word = |row: usize, column: usize| super::is_word(grid.text(row, column));
    let counts = |test: &dyn Fn(usize, usize) -> bool, column: usize| {
        rows.iter().filter(|row| test(**row, column)).count()
    };
    let over_words = columns.iter().enumerate().find(|(at, column)| {
        let amounts = matches!(column.used, Use::Field(id) if id.declaration().kind == Kind::Amount)
            || column.heading.plain.starts_with("original ");
        amounts && counts(&is_word, *at) > rows.len() / 2
    })?;
    let width = rows.iter().map(|row| grid.width(*row)).max().unwrap_or(0);
    let unheaded = (0..width).find(|at| {
        columns.get(*at).is_none_or(|column| column.heading.raw.is_empty())
            && counts(&is_figure, *at) > rows.len() / 2
    })?;
    let first_figure = |row: &usize| (0..grid.width(*row)).find(|at| is_figure_or_dash(*row, *at));
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for start in rows.iter().filter_map(first_figure) {
        *starts.entry(start).or_default() += 1;
    }
    let usual = starts.iter().max_by_key(|(_, count)| **count).map_or(0, |(start, _)| *start);
    let odd: Vec<String> = rows
        .iter()
        .filter_map(|row| first_figure(row).filter(|start| *start > usual).map(|start| (*row, start)))
        .map(|(row, start)| {
            format!("the row `{}` begins its figures {} cells further right", name(grid, row), start - usual)
        })
        .collect();
    let mut what = format!(
        "the headings are shifted: \"{}\" stands over names, and the figures of column {} stand under no heading, so each heading is one column to the left of its figures",
        over_words.1.heading.raw,
        unheaded + 1
    );
    if !odd.is_empty() {
        what = format!("{what}; {}", odd.join("; "));
    }
    Some(Problem::new(
        over_words.1.place,
        ProblemKind::Layout {
            what,
            mend: "move the headings (and the rows named) so that each heading stands over its own figures, as in the paper".to_owned(),
        },
    ))
}

fn name(grid: &Grid, row: usize) -> String {
    grid.row(row).find(|text| !text.is_empty()).unwrap_or("").to_owned()
}
