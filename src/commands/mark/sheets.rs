//! The cells of a submission that is no workbook of its own, as the sheets of a fresh one.

use crate::location::Place;
use crate::output::Failure;
use crate::plan::assembly::Role;
use crate::read::{Form, Grid};
use crate::write::marking::{CellAt, FreshSheet, fresh, sheet_name};
use std::io;
use std::sync::Arc;

/// A sheet for each table that was read.
pub struct Sheets<'g> {
    grids: Vec<&'g Grid>,
    /// The name of each sheet.
    names: Vec<String>,
    /// The row of a sheet on which each row of its table stands.
    rows: Vec<Vec<u32>>,
}

impl<'g> Sheets<'g> {
    pub fn of(grids: &'g [(Arc<Grid>, Role)]) -> Self {
        let grids: Vec<&Grid> =
            grids.iter().filter(|(_, role)| *role == Role::Submission).map(|(grid, _)| &**grid).collect();
        let mut names = Vec::new();
        for grid in &grids {
            names.push(sheet_name(&grid.hint, &names));
        }
        let rows = grids.iter().map(|grid| rows_of(grid)).collect();
        Self { grids, names, rows }
    }

    /// The workbook.
    pub fn workbook(&self) -> Result<Vec<u8>, Failure> {
        if self.grids.is_empty() {
            return Err(Failure::unsound(
                "error: nothing could be read that could be marked; nothing was written",
            ));
        }
        let all = self.grids.iter().zip(&self.names).zip(&self.rows);
        let sheets: Vec<FreshSheet> = all
            .map(|((grid, name), rows)| FreshSheet { name: name.clone(), cells: cells(grid, rows) })
            .collect();
        fresh(&sheets).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput => {
                Failure::unsound(format!("error: {error}; nothing was written\n  mend: mark a part of it"))
            }
            _ => Failure::machine(format!("the workbook cannot be written: {error}")),
        })
    }

    /// Whether nothing stands where the row of one place crosses the column of another.
    pub fn is_blank(&self, row: Place, heading: Place) -> bool {
        self.grids.iter().any(|grid| {
            let crossing = grid.row_at(row).zip(grid.find(heading).map(|(_, column)| column));
            crossing.is_some_and(|(row, column)| grid.text(row, column).trim().is_empty())
        })
    }

    /// The cell of a place.
    pub fn locate(&self, place: Place) -> Option<CellAt> {
        let all = self.grids.iter().zip(&self.names).zip(&self.rows);
        all.into_iter().find_map(|((grid, name), rows)| {
            let at = match (place, grid.form) {
                // a cell may be blank, and stand in no table
                (Place::Sheet { source, sheet, row, column }, Form::Sheet(own)) => {
                    (source == grid.source && sheet == own).then_some((row, column))
                }
                _ => grid.find(place).and_then(|(row, at)| Some((*rows.get(row)?, column(grid, row, at)))),
            };
            at.map(|(row, column)| CellAt { sheet: name.clone(), row, column })
        })
    }
}

/// The row of a sheet for each row of a table: as a spreadsheet program opens it, where a text of several lines
/// is one cell.
fn rows_of(grid: &Grid) -> Vec<u32> {
    let (mut rows, mut broken, mut last) = (Vec::with_capacity(grid.len()), 0u32, 0u32);
    for row in 0..grid.len() {
        let line = match (grid.place(row, 0), grid.form) {
            (Place::Sheet { row, .. }, _) => row,
            (_, Form::Text) => grid.line(row).saturating_sub(broken),
            _ => 0,
        };
        last = line.max(last + 1);
        rows.push(last);
        let breaks = grid.row(row).map(|text| text.matches('\n').count()).sum::<usize>();
        broken = broken.saturating_add(u32::try_from(breaks).unwrap_or(0));
    }
    rows
}

/// The column of a cell, from 1.
fn column(grid: &Grid, row: usize, at: usize) -> u32 {
    match grid.place(row, at) {
        Place::Sheet { column, .. } => column,
        _ => u32::try_from(at + 1).unwrap_or(u32::MAX),
    }
}

fn cells(grid: &Grid, rows: &[u32]) -> Vec<(u32, u32, String)> {
    let mut cells = Vec::new();
    for (row, line) in rows.iter().enumerate() {
        let texts = grid.row(row).enumerate().filter(|(_, text)| !text.is_empty());
        cells.extend(texts.map(|(at, text)| (*line, column(grid, row, at), text.to_owned())));
    }
    cells
}
