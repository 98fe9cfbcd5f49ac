//! The roll-up: regions, the whole, and workstreams across all organisations.

use super::lines::{Basis, RATING};
use super::{View, Within, named, replaced};
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::select::{self, Filter};
use crate::render::{text, words};
use crate::report::{FinanceLine, HeadroomRow, Level, NotSubmitted, Report};

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Rollup.title())];
    let Some(rollup) = &report.rollup else {
        blocks.push(Block::line("one organisation: nothing to add up"));
        return blocks;
    };
    if rollup.as_at.is_some() {
        blocks.push(Block::line(words::as_at_common(report)));
    }
    blocks.extend(late(report, None));
    blocks.extend(not_submitted(report, None));
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
        blocks.extend(without_challenge(report, level));
        if level == Level::Region {
            blocks.extend(no_region(report, None));
        }
    }
    blocks.extend(super::shares::in_rollup(report));
    blocks.extend(super::bridge::in_rollup(report));
    if let Some(grid) = super::plans::table(report) {
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(grid));
    }
    blocks.extend(replaced(report.plans.iter().flat_map(|plan| &plan.finance), None));
    blocks
}

/// Of the bodies of a level, the organisations that give no challenge; of all together how many.
fn without_challenge(report: &Report, level: Level) -> Vec<Block> {
    if level == Level::Nation {
        return challenge_not_given(report).map(Block::line).into_iter().collect();
    }
    let said = |row: &HeadroomRow| {
        let before = format!("{}: challenge not given by ", text::clean(&row.organisation));
        let shown = words::shown_headroom(report);
        named(&before, &row.without_challenge, &super::headroom::left_out(row, shown), None)
    };
    headroom(report, level).filter_map(said).collect()
}

/// The headroom of the bodies of a level, all years together.
pub fn headroom(report: &Report, level: Level) -> impl Iterator<Item = &HeadroomRow> {
    let rows = report.rollup.iter().flat_map(|rollup| &rollup.headroom);
    rows.filter(move |row| row.level == level && row.year == HeadroomRow::TOTAL)
}

/// How many of all organisations give no challenge; nothing where every one does.
pub fn challenge_not_given(report: &Report) -> Option<String> {
    let row = headroom(report, Level::Nation).next()?;
    let n = row.without_challenge.len();
    let shown = words::shown_headroom(report);
    let left_out = row.left_out.map(|amount| format!(" ({} identified left out)", shown.in_words(amount)));
    let of = words::count(report.summary.organisations, "organisation");
    (n > 0).then(|| format!("challenge of {n} of {of} not given{}", left_out.unwrap_or_default()))
}

/// The organisations that report less far than the latest, and where the sums stand for it.
pub fn late(report: &Report, within: Option<Within>) -> Option<Block> {
    let rollup = report.rollup.as_ref()?;
    let common = rollup.as_at.as_deref().map_or_else(|| "their own dates".to_owned(), words::date);
    let after = format!("; sums stand at {common}, organisations at their own month");
    named("reporting late: ", &rollup.late, &after, within)
}

/// Who was expected and has not submitted.
pub fn not_submitted(report: &Report, within: Option<Within>) -> Option<Block> {
    let all = report.rollup.as_ref().map(|rollup| &rollup.not_submitted)?;
    let name = |own: &NotSubmitted| {
        let near = own.near.as_deref().map(|near| format!(" (near: {near})"));
        format!("{}{}", own.organisation, near.unwrap_or_default())
    };
    let names: Vec<String> = all.iter().map(name).collect();
    named(&format!("not submitted ({}): ", names.len()), &names, "", within)
}

/// The organisations of no region, where others have one.
pub fn no_region(report: &Report, within: Option<Within>) -> Option<Block> {
    let names = report.rollup.as_ref().map(|rollup| rollup.no_region.as_slice())?;
    named("in no region, and in the total only: ", names, "", within)
}

/// A table of lines over organisations.
pub fn table(report: &Report, name: &str, basis: Basis, lines: &[&FinanceLine]) -> Grid {
    let shown = words::shown(report);
    let mut columns =
        vec![Column::text(&basis.title(name, shown, words::common_year(report)), Room::Cut(18))];
    columns.extend(basis.columns(RATING));
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![words::subject(line)];
        cells.extend(basis.cells(line, shown));
        grid.row(cells);
    }
    grid
}
