//! The report card (Figure 12): both halves, in letters.

use super::footnotes;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, InCell, Line};
use crate::render::{Options, select, text, words};
use crate::report::{CardColumn, CardLine, Half, Level, Makes, Report};
use std::io;

impl Line for CardLine {
    fn keys() -> Vec<&'static str> {
        let ratings = CardColumn::shown().map(CardColumn::word);
        ["level", "organisation", "workstream", "scheme"]
            .into_iter()
            .chain(ratings)
            .chain(["direction", "incomplete"])
            .collect()
    }

    fn each(&self, visit: &mut impl FnMut(Cell<'_>) -> io::Result<()>) -> io::Result<()> {
        let about = [&self.organisation, &self.workstream, &self.scheme];
        visit(self.level.cell())?;
        about.into_iter().try_for_each(|text| visit(text.cell()))?;
        CardColumn::shown().try_for_each(|column| visit(self[column].cell()))?;
        visit(self.direction.cell())?;
        visit(self.incomplete.cell())
    }
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let lines: Vec<&CardLine> = select::card_lines(report, options).collect();
    let mut blocks = vec![Block::title("Report card")];
    if lines.is_empty() {
        blocks.push(Block::line("nothing at this level in this scope: try --by all"));
        return blocks;
    }
    for group in lines.chunk_by(|a, b| {
        a.level == b.level && (a.level == Level::Organisation || a.organisation == b.organisation)
    }) {
        if let Some(first) = group.first() {
            blocks.push(Block::part(match first.level {
                Level::Organisation => "organisations".to_owned(),
                level => format!("{}: {level}s", text::clean(&first.organisation)),
            }));
        }
        blocks.push(Block::Grid(half("PLAN DEVELOPMENT", Half::Development, group)));
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(half("PROGRESS", Half::Progress, group)));
    }
    blocks.push(Block::line("G green, A amber, R red, ? grey (not known), - not applicable"));
    blocks.extend(footnotes(false, lines.iter().any(|line| line.incomplete)));
    blocks
}

/// A half in letters; progress with both halves together, in a word.
fn half(name: &str, half: Half, lines: &[&CardLine]) -> Grid {
    let own: Vec<CardColumn> = CardColumn::shown().filter(|column| column.half() == half).collect();
    let mut columns = vec![Column::text(name, Room::Cut(14))];
    columns.extend(own.iter().map(|column| Column::text(column.heading(), Room::Whole)));
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![subject(line)];
        cells.extend(own.iter().map(|column| match column.makes() {
            Makes::Both => words::rating(line[*column]),
            _ => words::letter(line[*column]),
        }));
        grid.row(cells);
    }
    grid
}

fn subject(line: &CardLine) -> String {
    let name = match line.level {
        Level::Scheme => &line.scheme,
        Level::Workstream => &line.workstream,
        _ => &line.organisation,
    };
    let name = text::clean(name);
    if line.incomplete { words::incomplete(&name) } else { name.into_owned() }
}
