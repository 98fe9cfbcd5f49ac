//! The report card (Figure 12): both halves, in letters.

use super::finance::plural;
use super::{View, footnotes};
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, InCell, Line};
use crate::render::{Options, select, text, words};
use crate::report::{CardColumn, CardLine, Direction, Half, Level, Makes, Report};
use std::io;

impl Line for CardLine {
    fn keys() -> Vec<&'static str> {
        let ratings = CardColumn::shown().map(CardColumn::word);
        ["level", "organisation", "workstream", "scheme"]
            .into_iter()
            .chain(ratings)
            .chain(["direction", "incomplete", "direction_development", "direction_progress"])
            .chain(["region", "cluster"])
            .collect()
    }

    fn each(&self, visit: &mut impl FnMut(Cell<'_>) -> io::Result<()>) -> io::Result<()> {
        let about = [&self.organisation, &self.workstream, &self.scheme];
        visit(self.level.cell())?;
        about.into_iter().try_for_each(|text| visit(text.cell()))?;
        CardColumn::shown().try_for_each(|column| visit(self[column].cell()))?;
        visit(self.direction.cell())?;
        visit(self.incomplete.cell())?;
        visit(self.direction_development.cell())?;
        visit(self.direction_progress.cell())?;
        [&self.region, &self.cluster].into_iter().try_for_each(|text| visit(text.cell()))
    }
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let lines: Vec<&CardLine> = select::card_lines(report, options).collect();
    let mut blocks = vec![Block::title(View::ReportCard.title())];
    if lines.is_empty() {
        blocks.push(Block::line("nothing at this level in this scope: try --by all"));
        return blocks;
    }
    let whose = |line: &CardLine| match line.level {
        Level::Scheme | Level::Workstream => line.organisation.clone(),
        Level::ClusterWorkstream => line.cluster.clone(),
        Level::RegionWorkstream => line.region.clone(),
        _ => String::new(),
    };
    for group in lines.chunk_by(|a, b| a.level == b.level && whose(a) == whose(b)) {
        if let Some(first) = group.first() {
            let whose = whose(first);
            blocks.push(Block::part(match text::clean(&whose) {
                of if of.is_empty() => plural(first.level).to_owned(),
                of if first.level == Level::Scheme => format!("{of}: schemes"),
                of => format!("{of}: workstreams"),
            }));
        }
        blocks.push(Block::Grid(half("PLAN DEVELOPMENT", Half::Development, group)));
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(half("PROGRESS", Half::Progress, group)));
    }
    blocks.push(Block::line("G green, A amber, R red, ? grey (not known), - not applicable"));
    if lines.iter().any(|line| line.direction != Direction::Unknown) {
        blocks.push(Block::line("↑ better, ↓ worse, → the same: against the earlier submission"));
    }
    blocks.extend(footnotes(false, lines.iter().any(|line| line.incomplete)));
    blocks
}

/// A half in letters; progress with both halves together, in a word. Against an earlier submission each
/// overall has its direction.
fn half(name: &str, half: Half, lines: &[&CardLine]) -> Grid {
    let own: Vec<CardColumn> = CardColumn::shown().filter(|column| column.half() == half).collect();
    let mut columns = vec![Column::text(name, Room::Cut(14))];
    columns.extend(own.iter().map(|column| Column::text(column.heading(), Room::Whole)));
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![subject(line)];
        for column in &own {
            let colour = match column.makes() {
                Makes::Both => words::rating(line[*column]),
                _ => words::letter(line[*column]),
            };
            let direction = direction_of(*column).map_or("", |direction| words::arrow(direction(line)));
            cells.push(format!("{colour} {direction}").trim_end().to_owned());
        }
        grid.row(cells);
    }
    grid
}

/// The direction that stands beside a column: that of each half, and of both.
fn direction_of(column: CardColumn) -> Option<fn(&CardLine) -> Direction> {
    match column {
        CardColumn::Development => Some(|line| line.direction_development),
        CardColumn::Progress => Some(|line| line.direction_progress),
        CardColumn::Overall => Some(|line| line.direction),
        _ => None,
    }
}

fn subject(line: &CardLine) -> String {
    let name = match line.level {
        Level::Scheme => &line.scheme,
        level if level.is_of_workstreams() => &line.workstream,
        Level::Cluster => &line.cluster,
        Level::Region => &line.region,
        Level::Nation => "all together",
        _ => &line.organisation,
    };
    let name = text::clean(name);
    if line.incomplete { words::incomplete(&name) } else { name.into_owned() }
}
