//! Bridges: what a body states, what its members add up to, and what explains the difference.

use super::View;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::{text, words};
use crate::report::{BridgeLine, BridgeStep, Report};

columns! {
    BridgeLine, line:
    level, body, figure, year, workstream, control, step, of, amount, note, places,
}

/// Members that are shown of a bridge that closes.
const MEMBERS: usize = 20;

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Bridge.title())];
    let own = grids(report, usize::MAX);
    if own.is_empty() {
        blocks.push(Block::line("no region states a figure, and no control total is given (--control)"));
    }
    blocks.extend(own);
    blocks
}

/// The bridges of the roll-up; of each the first members.
pub fn in_rollup(report: &Report) -> Vec<Block> {
    grids(report, MEMBERS)
}

pub fn lines(report: &Report) -> impl Iterator<Item = &BridgeLine> {
    report.rollup.iter().flat_map(|rollup| &rollup.bridge)
}

fn grids(report: &Report, most: usize) -> Vec<Block> {
    let lines: Vec<&BridgeLine> = lines(report).collect();
    let shown = words::shown(report);
    let mut blocks = Vec::new();
    let about = |line: &BridgeLine| {
        (line.body.clone(), line.figure, line.year, line.workstream.clone(), line.control)
    };
    for bridge in lines.chunk_by(|one, other| other.step != BridgeStep::Stated && about(one) == about(other))
    {
        let Some(first) = bridge.first() else { continue };
        let body = if first.body.is_empty() { "ALL".into() } else { text::clean(&first.body) };
        let workstream = text::clean(&first.workstream);
        let of = if workstream.is_empty() { String::new() } else { format!(", {workstream}") };
        let is_divided = bridge.iter().any(|line| line.step == BridgeStep::Workstream);
        let by = if is_divided { " by workstream" } else { "" };
        let title = format!("{body}{of}: {} {}{by}", first.figure, first.year);
        let mut columns = vec![Column::text(&words::with_unit(&title, shown), Room::Cut(24))];
        columns.extend([Column::number("amount"), Column::text("note", Room::Wrap(12))]);
        let mut grid = Grid::new(columns);
        let is_part = |line: &BridgeLine| matches!(line.step, BridgeStep::Member | BridgeStep::Workstream);
        let parts = bridge.iter().filter(|line| is_part(line)).count();
        let mut left = most;
        for line in bridge {
            if is_part(line) {
                if left == 0 {
                    continue;
                }
                left -= 1;
            }
            let name = text::clean(&line.of);
            let step = match line.step {
                BridgeStep::Stated if line.control => "control total".to_owned(),
                BridgeStep::Member | BridgeStep::Workstream => format!("  {name}"),
                step if name.is_empty() => step.word().to_owned(),
                step => format!("{step}: {name}"),
            };
            grid.row(vec![step, shown.known(line.amount), text::clean(&line.note).into_owned()]);
        }
        if parts > most {
            grid.across(format!("({} more: --view bridge)", parts - most));
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(grid.without_blank_columns()));
    }
    blocks
}
