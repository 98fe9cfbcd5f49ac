//! The roll-up: regions, the whole, and workstreams across all organisations.

use super::lines::Basis;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::select::{self, Filter};
use crate::render::{text, words};
use crate::report::{FinanceLine, Level, Report};

/// How many organisations of no region are named.
const NAMED: usize = 12;

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title("Roll-up")];
    let Some(rollup) = &report.rollup else {
        blocks.push(Block::line("one organisation: nothing to add up"));
        return blocks;
    };
    if rollup.as_at.is_some() {
        blocks.push(Block::line(words::as_at_common(report)));
    }
    blocks.extend(late(report));
    blocks.extend(not_submitted(report));
    let filter = Filter::default();
    for (level, name) in [
        (Level::Cluster, "CLUSTERS"),
        (Level::Region, "REGIONS"),
        (Level::Nation, "ALL"),
        (Level::NationWorkstream, "WORKSTREAMS, ALL ORGANISATIONS"),
    ] {
        let lines: Vec<&FinanceLine> = select::finance_over(report, level, &filter).collect();
        if !lines.is_empty() {
            blocks.push(Block::Gap);
            blocks.push(Block::Grid(table(report, name, Basis::of(lines.iter().copied()), &lines)));
        }
        if level == Level::Region {
            blocks.extend(no_region(report));
        }
    }
    blocks.extend(super::shares::in_rollup(report));
    blocks.extend(super::bridge::in_rollup(report));
    if let Some(grid) = super::plans::table(report) {
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(grid));
    }
    blocks
}

/// The organisations that report less far than the latest, and where the sums stand for it.
pub fn late(report: &Report) -> Option<Block> {
    let rollup = report.rollup.as_ref()?;
    let mut names: Vec<_> = rollup.late.iter().take(NAMED).map(|name| text::clean(name)).collect();
    if rollup.late.len() > NAMED {
        names.push(format!("{} more", rollup.late.len() - NAMED).into());
    }
    let common = rollup.as_at.as_deref().map_or_else(|| "their own dates".to_owned(), words::date);
    (!names.is_empty()).then(|| {
        Block::Line(
            format!(
                "reporting late: {}; sums stand at {common}, organisations at their own month",
                names.join(", ")
            ),
            usize::MAX,
        )
    })
}

/// Who was expected and has not submitted.
pub fn not_submitted(report: &Report) -> Option<Block> {
    let all = report.rollup.as_ref().map(|rollup| &rollup.not_submitted).filter(|all| !all.is_empty())?;
    let mut names: Vec<String> = all
        .iter()
        .take(NAMED)
        .map(|own| {
            let near = own.near.as_deref().map(|near| format!(" (near: {})", text::clean(near)));
            format!("{}{}", text::clean(&own.organisation), near.unwrap_or_default())
        })
        .collect();
    if all.len() > NAMED {
        names.push(format!("{} more: --view findings", all.len() - NAMED));
    }
    Some(Block::Line(format!("not submitted ({}): {}", all.len(), names.join(", ")), usize::MAX))
}

/// The organisations of no region, where others have one.
pub fn no_region(report: &Report) -> Option<Block> {
    let all =
        report.rollup.as_ref().map(|rollup| rollup.no_region.as_slice()).filter(|all| !all.is_empty())?;
    let mut names: Vec<_> = all.iter().take(NAMED).map(|name| text::clean(name)).collect();
    if all.len() > NAMED {
        names.push(format!("{} more", all.len() - NAMED).into());
    }
    Some(Block::Line(format!("in no region, and in the total only: {}", names.join(", ")), usize::MAX))
}

/// A table of lines over organisations.
pub fn table(report: &Report, name: &str, basis: Basis, lines: &[&FinanceLine]) -> Grid {
    let shown = words::shown(report);
    let mut columns =
        vec![Column::text(&basis.title(name, shown, words::common_year(report)), Room::Cut(18))];
    columns.extend(basis.columns());
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![words::subject(line)];
        cells.extend(basis.cells(line, shown));
        grid.row(cells);
    }
    grid
}
