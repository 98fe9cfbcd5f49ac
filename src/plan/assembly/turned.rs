//! A table on its side, a scheme a column and its figures down: it is turned, so that each scheme is a row.
//! Every cell keeps its place.

use super::{Note, Options, Role, mapping_of};
use crate::location::Sources;
use crate::plan::fields::{Kind, schemes};
use crate::plan::heading::{Figure, Heading, Words};
use crate::plan::recognise::{heading_row, is_organisation, schemes_heading};
use crate::plan::vocabulary::is_total;
use crate::read::{Form, Grid};
use std::sync::Arc;

/// The most rows of figures that stand down the side of such a table.
const MOST: usize = 40;

/// Turns each grid that lies on its side.
pub(super) fn turn(grids: &mut [(Arc<Grid>, Role)], options: &Options, sources: &Sources) -> Vec<Note> {
    let mut notes = Vec::new();
    for (grid, role) in grids.iter_mut() {
        if *role != Role::Submission || matches!(grid.form, Form::Json(_)) || grid.len() > MOST {
            continue;
        }
        let heading = heading_row(grid, &mapping_of(grid, *role, options, sources));
        if lies_on_its_side(grid, heading) {
            let place = grid.place(heading, 1);
            notes.push(Note {
                place,
                text: "each column is a scheme, with its figures down: the table is turned".into(),
            });
            *grid = Arc::new(turned(grid, heading));
        }
    }
    notes
}

/// Whether the names of rows are figures of schemes, and the headings are names.
fn lies_on_its_side(grid: &Grid, heading: usize) -> bool {
    let rows = || (heading + 1..grid.len()).filter(|row| !grid.is_blank(*row));
    let figure = |text: &str| {
        let words = Words::of(text);
        let known =
            schemes_heading(&Heading::new(text)).is_some_and(|id| id.declaration().kind == Kind::Amount);
        (known || words.figure.is_some() && !words.others) && words.period.is_none()
    };
    let main = |row: &usize| !matches!(Words::of(grid.text(*row, 0)).figure, Some(Figure::Variance));
    let is_name = |text: &str| {
        let words = Words::of(text);
        words.figure.is_none() && words.period.is_none() && schemes_heading(&Heading::new(text)).is_none()
    };
    let headings =
        || (1..grid.width(heading)).map(|at| grid.text(heading, at).trim()).filter(|text| !text.is_empty());
    let names = headings().filter(|text| !is_total(text) && is_name(text) && !is_organisation(text)).count();
    let own = grid.text(heading, 0).trim();
    rows().all(|row| figure(grid.text(row, 0)))
        && rows().filter(main).count() > 1
        && names > 1
        && headings().all(|text| is_total(text) || is_name(text))
        && (own.is_empty() || !figure(own))
}

/// The grid with its rows below the titles as columns.
fn turned(grid: &Grid, heading: usize) -> Grid {
    let mut out = Grid::new(grid.source, grid.form, &grid.hint, grid.group);
    out.owner.clone_from(&grid.owner);
    out.turned_behind = Some(heading);
    for row in 0..heading {
        for at in 0..grid.width(row) {
            out.push_at(grid, row, at, grid.text(row, at));
        }
        out.end_row();
    }
    let rows: Vec<usize> = (heading..grid.len()).filter(|row| !grid.is_blank(*row)).collect();
    let width = rows.iter().map(|row| grid.width(*row)).max().unwrap_or(0);
    for at in 0..width {
        for row in &rows {
            let is_corner = at == 0 && *row == heading;
            out.push_at(grid, *row, at, if is_corner { schemes::SCHEME.name() } else { grid.text(*row, at) });
        }
        out.end_row();
    }
    out
}
