//! What was read of each input: columns as understood, and what was left out, with the reason.

use super::View;
use crate::location::PlaceAt;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::{text, words};
use crate::report::{InputTable, Report};
use std::collections::BTreeSet;

/// A column as read, or a row left out.
#[derive(Default)]
pub struct ReadLine<'a> {
    input: &'a str,
    table: &'a str,
    place: Option<&'a PlaceAt<'static>>,
    heading: &'a str,
    ours: Option<&'a str>,
    unit: Option<&'a str>,
    cells: Option<usize>,
    left_out: &'a str,
}

columns! {
    ReadLine<'_>, line:
    input, table,
    place = line.place.map(ToString::to_string).as_deref().map_or(Cell::Blank, Cell::Text),
    heading, ours, unit, cells, left_out
}

/// What was read of every table, column by column, and what was left out.
pub fn lines(report: &Report) -> impl Iterator<Item = ReadLine<'_>> {
    let tables = report.inputs.iter().flat_map(|input| input.tables.iter().map(move |table| (input, table)));
    tables.flat_map(|(input, table)| {
        let of = move |place| ReadLine {
            input: &input.name,
            table: &table.table,
            place: Some(place),
            ..ReadLine::default()
        };
        let columns = table.columns.iter().map(move |column| ReadLine {
            heading: &column.heading,
            ours: column.ours.as_deref(),
            unit: column.unit,
            cells: Some(column.cells),
            left_out: if column.ours.is_none() { "column not used" } else { "" },
            ..of(&column.place)
        });
        columns
            .chain(table.left_out.iter().map(move |row| ReadLine { left_out: &row.reason, ..of(&row.place) }))
    })
}

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Reading.title())];
    for input in &report.inputs {
        let bytes = crate::money::group(&input.bytes.to_string());
        blocks.push(Block::part(text::clean(&input.name)));
        blocks.push(Block::line(format!("{bytes} bytes, SHA-256:")));
        blocks.push(Block::line(input.sha256.as_str()));
        for table in &input.tables {
            blocks.push(Block::Gap);
            blocks.extend(one(table));
        }
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let notes = report.plans.iter().flat_map(|plan| plan.notes.iter()).filter(|note| said.insert(note));
    let mut notes: Vec<Block> =
        notes.map(|note| Block::line(format!("note: {}", text::clean(note)))).collect();
    if !notes.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks.append(&mut notes);
    for problem in &report.summary.problems {
        blocks.push(Block::line(format!("not read: {}", text::clean(problem))));
    }
    blocks
}

fn one(table: &InputTable) -> Vec<Block> {
    let name = text::bold(&text::clean(&table.table));
    let mut said =
        format!("{name} at {}: {}", text::clean(&table.place.to_string()), words::count(table.rows, "row"));
    if table.totals > 0 {
        let totals = words::count(table.totals, "total row");
        said.push_str(&format!(", {totals} left out"));
    }
    let mut blocks = vec![Block::line(said)];
    let mut grid = Grid::new(vec![
        Column::text("heading", Room::Cut(20)),
        Column::text("taken for", Room::Cut(16)),
        Column::text("unit", Room::Whole),
        Column::number("cells"),
        Column::text("at", Room::Below),
    ]);
    for column in &table.columns {
        let ours = column.ours.as_deref().map(text::clean);
        grid.row(vec![
            text::clean(&column.heading).into_owned(),
            ours.map_or_else(|| "(not used)".to_owned(), |ours| format!("-> {ours}")),
            column.unit.unwrap_or_default().to_owned(),
            column.cells.to_string(),
            text::clean(&column.place.to_string()).into_owned(),
        ]);
    }
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(grid));
    }
    for row in &table.left_out {
        blocks.push(Block::line(format!(
            "left out {}: {}",
            text::clean(&row.place.to_string()),
            text::clean(&row.reason)
        )));
    }
    blocks
}
