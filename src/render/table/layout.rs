//! Fitting a table to the page: first the gaps, then names, then columns that may be left out; what
//! still does not fit continues below.

use crate::render::block::{Column, Grid, Room, Row};
use crate::render::text;
use comfy_table::{CellAlignment, ColumnConstraint, Table, Width, presets};

/// Wide and narrow gaps between columns.
const GAPS: [usize; 2] = [2, 1];

pub fn lines(grid: &Grid, page: usize) -> Vec<String> {
    let mut grid = below(grid.clone(), page);
    loop {
        if let Some((widths, gap)) = widths(&grid, page) {
            return draw(&grid, &widths, gap, page);
        }
        let last = grid.columns.iter().enumerate().filter(|(_, column)| column.drop > 0);
        let Some((at, _)) = last.max_by_key(|(at, column)| (column.drop, *at)) else {
            break;
        };
        let keep: Vec<bool> = (0..grid.columns.len()).map(|column| column != at).collect();
        grid.keep(&keep);
    }
    if grid.continues && grid.columns.len() > 2 {
        return continued(&grid, page);
    }
    let widths: Vec<usize> = natural(&grid).into_iter().map(|width| width.min(page)).collect();
    draw(&grid, &widths, 1, page)
}

/// Moves a column that is to stay whole below its rows, where the table does not fit.
fn below(mut grid: Grid, page: usize) -> Grid {
    let Some(at) = grid.columns.iter().position(|column| column.room == Room::Below) else { return grid };
    let natural = natural(&grid);
    if natural.iter().sum::<usize>() + natural.len().saturating_sub(1) <= page {
        return grid;
    }
    let head = grid.columns.get(at).map_or_else(String::new, |column| column.head.clone());
    let cells: Vec<Option<String>> = grid
        .rows
        .iter()
        .map(|row| match row {
            Row::Cells(cells) => cells.get(at).filter(|cell| !cell.is_empty()).cloned(),
            Row::Across(_) => None,
        })
        .collect();
    let keep: Vec<bool> = (0..grid.columns.len()).map(|column| column != at).collect();
    grid.keep(&keep);
    let rows = std::mem::take(&mut grid.rows);
    for (row, cell) in rows.into_iter().zip(cells) {
        grid.rows.push(row);
        grid.rows.extend(cell.map(|cell| Row::Across(format!("  {head} {cell}"))));
    }
    grid
}

/// A table whose columns continue below, the first repeated.
fn continued(grid: &Grid, page: usize) -> Vec<String> {
    let natural = natural(grid);
    let label = natural.first().copied().unwrap_or_default().min(22);
    let mut out = Vec::new();
    let mut from = 1;
    while from < grid.columns.len() {
        let mut to = from;
        let mut taken = label;
        while let Some(width) = natural.get(to) {
            if to > from && taken + 2 + width > page {
                break;
            }
            taken += 2 + width;
            to += 1;
        }
        let keep: Vec<bool> = (0..grid.columns.len()).map(|at| at == 0 || (from..to).contains(&at)).collect();
        let mut part = grid.clone();
        part.continues = false;
        part.keep(&keep);
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(lines(&part, page));
        from = to;
    }
    out
}

/// The width each column would like.
fn natural(grid: &Grid) -> Vec<usize> {
    let mut widths: Vec<usize> =
        grid.columns.iter().map(|column| if grid.headed { text::width(&column.head) } else { 0 }).collect();
    for row in &grid.rows {
        if let Row::Cells(cells) = row {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(text::width(cell));
            }
        }
    }
    widths
}

/// The width each column gets, and the gap; `None` where not even the least fits.
fn widths(grid: &Grid, page: usize) -> Option<(Vec<usize>, usize)> {
    let natural = natural(grid);
    let between = natural.len().saturating_sub(1);
    for gap in GAPS {
        let taken: usize = natural.iter().sum::<usize>() + gap * between;
        if taken <= page {
            return Some((natural, gap));
        }
        let fitted = shrink(&grid.columns, &natural, taken - page);
        if fitted.is_some() && (gap == 1 || !cuts(grid, &natural)) {
            return fitted.map(|widths| (widths, gap));
        }
    }
    None
}

/// Whether fitting would cut a name (rather than break a text into lines).
fn cuts(grid: &Grid, natural: &[usize]) -> bool {
    let cut = |(column, width): (&Column, &usize)| matches!(column.room, Room::Cut(least) if *width > least);
    grid.columns.iter().zip(natural).any(cut)
}

/// Takes `excess` from the columns that give way, the widest first.
fn shrink(columns: &[Column], natural: &[usize], mut excess: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = natural.to_vec();
    let least = |column: &Column| match column.room {
        Room::Whole | Room::Below => usize::MAX,
        Room::Cut(least) | Room::Wrap(least) => least,
    };
    let spare: usize =
        columns.iter().zip(&widths).map(|(column, width)| width.saturating_sub(least(column))).sum();
    if spare < excess {
        return None;
    }
    while excess > 0 {
        let gives = columns.iter().zip(widths.iter_mut()).filter(|(column, width)| **width > least(column));
        let (_, width) = gives.max_by_key(|(_, width)| **width)?;
        *width -= 1;
        excess -= 1;
    }
    Some(widths)
}

fn draw(grid: &Grid, widths: &[usize], gap: usize, page: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rows = Vec::new();
    if grid.headed {
        let heads: Vec<String> = grid.columns.iter().map(|column| heading(&column.head)).collect();
        rows.push(cells(grid, &heads, widths));
    }
    for row in &grid.rows {
        match row {
            Row::Cells(row) => rows.push(cells(grid, row, widths)),
            Row::Across(said) => {
                align(&mut out, std::mem::take(&mut rows), grid, widths, gap);
                out.extend(text::wrap(said, page, 2));
            }
        }
    }
    align(&mut out, rows, grid, widths, gap);
    out
}

/// Aligns some rows without borders, each column as wide as it was given.
fn align(out: &mut Vec<String>, rows: Vec<Vec<String>>, grid: &Grid, widths: &[usize], gap: usize) {
    if rows.is_empty() {
        return;
    }
    let narrow = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.add_rows(rows);
    for (at, (column, width)) in grid.columns.iter().zip(widths).enumerate() {
        if let Some(ours) = table.column_mut(at) {
            ours.set_padding((0, narrow(gap)));
            ours.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(*width + gap))));
            let side = if column.right { CellAlignment::Right } else { CellAlignment::Left };
            ours.set_cell_alignment(side);
        }
    }
    out.extend(table.lines().map(|line| line.trim_end().to_owned()));
}

fn heading(text: &str) -> String {
    if text.is_empty() { String::new() } else { text::bold(text) }
}

fn cells(grid: &Grid, row: &[String], widths: &[usize]) -> Vec<String> {
    let columns = grid.columns.iter().zip(widths).zip(row);
    let fitted = columns.map(|((column, width), cell)| match column.room {
        Room::Wrap(_) => cell.clone(),
        Room::Whole | Room::Below | Room::Cut(_) => text::fit(cell, *width).into_owned(),
    });
    fitted.collect()
}
