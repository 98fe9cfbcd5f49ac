//! A table on its side, a scheme or an organisation a column and its figures down: it is turned, so that each is
//! a row. Every cell keeps its place.

use super::may_be_shaped::may_be_shaped;
use super::{Note, Options, Role, mapping_of};
use crate::location::Sources;
use crate::plan::fields::{Kind, schemes};
use crate::plan::heading::{Figure, Heading, Words};
use crate::plan::recognise::{heading_row, is_organisation, schemes_heading};
use crate::plan::reference::Reference;
use crate::plan::vocabulary::{is_total, names_a_total};
use crate::read::Grid;
use std::sync::Arc;

/// The most rows of figures that stand down the side of such a table.
const MOST: usize = 40;

/// Turns each grid that lies on its side.
pub(super) fn turn(grids: &mut [(Arc<Grid>, Role)], options: &Options, sources: &Sources) -> Vec<Note> {
    let mut notes = Vec::new();
    for (grid, role) in grids.iter_mut() {
        if !may_be_shaped(grid, *role, MOST) {
            continue;
        }
        let heading = heading_row(grid, &mapping_of(grid, *role, options, sources));
        if let Some(of) = lies_on_its_side(grid, heading, options.reference) {
            let (what, name) = match of {
                Of::Schemes => ("a scheme", schemes::SCHEME.name()),
                Of::Organisations => ("an organisation", schemes::ORGANISATION.name()),
            };
            let text = format!("each column is {what}, with its figures down: the table is turned");
            notes.push(Note { place: grid.place(heading, 1), text });
            *grid = Arc::new(turned(grid, heading, name));
        }
    }
    notes
}

/// What the columns of a table on its side are.
enum Of {
    Schemes,
    Organisations,
}

/// Whether the names of rows are figures, and the headings are names: of what.
fn lies_on_its_side(grid: &Grid, heading: usize, reference: Reference) -> Option<Of> {
    let rows = || (heading + 1..grid.len()).filter(|row| !grid.is_blank(*row));
    let figure = |text: &str| {
        let words = Words::of(text);
        let known =
            schemes_heading(&Heading::new(text)).is_some_and(|id| id.declaration().kind == Kind::Amount);
        known || words.figure.is_some() && !words.others
    };
    let main = |row: &usize| !matches!(Words::of(grid.text(*row, 0)).figure, Some(Figure::Variance));
    let is_name = |text: &str| {
        let words = Words::of(text);
        let known = schemes_heading(&Heading::new(text)).filter(|id| *id != schemes::ORGANISATION);
        words.figure.is_none() && words.period.is_none() && known.is_none()
    };
    let headings =
        || (1..grid.width(heading)).map(|at| grid.text(heading, at).trim()).filter(|text| !text.is_empty());
    let names: Vec<&str> = headings().filter(|text| !names_a_total(text) && is_name(text)).collect();
    let bodies = names.iter().filter(|name| is_organisation(reference, name)).count();
    let own = grid.text(heading, 0).trim();
    let lies = rows().all(|row| figure(grid.text(row, 0)))
        && rows().filter(main).count() > 1
        && headings().all(|text| is_total(text) || is_name(text))
        && (own.is_empty() || !figure(own));
    match names.len() - bodies {
        0 if lies && bodies > 1 => Some(Of::Organisations),
        schemes if lies && schemes > 1 => Some(Of::Schemes),
        _ => None,
    }
}

/// The grid with its rows below the titles as columns.
fn turned(grid: &Grid, heading: usize, name: &str) -> Grid {
    let mut out = grid.alike(&grid.hint);
    out.turned_behind = Some(heading);
    (0..heading).for_each(|row| out.push_row(grid, row));
    let rows: Vec<usize> = (heading..grid.len()).filter(|row| !grid.is_blank(*row)).collect();
    let width = rows.iter().map(|row| grid.width(*row)).max().unwrap_or(0);
    // a unit in the corner is that of all amounts, and stays
    let corner = Some(grid.text(heading, 0).trim()).filter(|text| Heading::new(text).is_unit());
    let name = corner.map_or_else(|| name.to_owned(), |unit| format!("{name} {unit}"));
    for at in 0..width {
        for row in &rows {
            let is_corner = at == 0 && *row == heading;
            out.push_at(grid, *row, at, if is_corner { &name } else { grid.text(*row, at) });
        }
        out.end_row();
    }
    out
}
