//! The report card (Figure 12): both halves, in letters.

use super::{part, title};
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::{Options, select, text, words};
use crate::report::{CardLine, Level, Report};

/// The columns of plan development.
const DEVELOPMENT: [&str; 9] =
    ["brief", "lead", "miles", "KPIs", "money", "risks", "region", "nation", "ALL"];
/// The columns of progress.
const PROGRESS: [&str; 8] = ["miles", "qual", "activ", "workf", "KPI £", "money", "risks", "ALL"];

/// The view.
pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let lines: Vec<&CardLine> = select::card_lines(report, options).collect();
    let mut blocks = vec![title("Report card")];
    if lines.is_empty() {
        blocks.push(Block::line("nothing at this level in this scope: try --by all"));
        return blocks;
    }
    for group in lines.chunk_by(|a, b| {
        a.level == b.level && (a.level == Level::Organisation || a.organisation == b.organisation)
    }) {
        if let Some(first) = group.first() {
            blocks.push(part(match first.level {
                Level::Organisation => "organisations".to_owned(),
                level => format!("{}: {level}s", text::clean(&first.organisation)),
            }));
        }
        blocks.push(Block::Grid(half("PLAN DEVELOPMENT", &DEVELOPMENT, group, development)));
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(progress_half(group)));
    }
    blocks.push(Block::line("G green, A amber, R red, ? grey (not known), - not applicable"));
    blocks
}

fn half<const N: usize>(
    name: &str,
    heads: &[&str; N],
    lines: &[&CardLine],
    ratings: fn(&CardLine) -> [Rating; N],
) -> Grid {
    let mut columns = vec![Column::text(name, Room::Cut(14))];
    columns.extend(heads.iter().map(|head| Column::text(head, Room::Whole)));
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![subject(line)];
        cells.extend(ratings(line).map(words::letter));
        grid.row(cells);
    }
    grid
}

/// Progress, with both halves together and the direction at the end.
fn progress_half(lines: &[&CardLine]) -> Grid {
    let mut grid = half("PROGRESS", &PROGRESS, lines, progress);
    grid.columns.push(Column::text("BOTH", Room::Whole));
    grid.columns.push(Column::text("", Room::Whole));
    for (row, line) in grid.rows.iter_mut().zip(lines) {
        if let crate::render::block::Row::Cells(cells) = row {
            cells.push(words::rating(line.overall));
            cells.push(words::arrow(line.direction).to_owned());
        }
    }
    grid
}

fn subject(line: &CardLine) -> String {
    let name = match line.level {
        Level::Scheme => &line.scheme,
        Level::Workstream => &line.workstream,
        _ => &line.organisation,
    };
    text::clean(name).into_owned()
}

fn development(line: &CardLine) -> [Rating; 9] {
    [
        line.brief,
        line.leadership,
        line.milestones,
        line.kpis,
        line.financials,
        line.risks,
        line.regional_plan,
        line.national_workstreams,
        line.development,
    ]
}

fn progress(line: &CardLine) -> [Rating; 8] {
    [
        line.progress_milestones,
        line.kpis_quality,
        line.kpis_activity,
        line.kpis_workforce,
        line.kpis_finance,
        line.finance,
        line.monitoring_risks,
        line.progress,
    ]
}
