//! Shares of what is identified: by body (NAO September 2011, Figure 1), by year (Figure 7), and the workstreams
//! that most plans have (Figure 8).

use super::View;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::{text, words};
use crate::report::{Level, Report, ShareBy, ShareLine, Shown};

columns! {
    ShareLine, line:
    by, level, region, organisation, code, year, workstream, plans, identified, share, budget, percent_of_budget,
    incomplete,
}

/// The workstreams that the roll-up shows at most.
const MOST: usize = 15;

/// Figure 8 leaves out what but one or two plans have.
const COMMON: usize = 3;

pub fn lines(report: &Report) -> impl Iterator<Item = &ShareLine> {
    report.rollup.iter().flat_map(|rollup| &rollup.shares)
}

/// The page of its own: every line.
pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Shares.title())];
    if report.rollup.is_none() {
        blocks
            .push(Block::line("one organisation: nothing to share out; --view mix shows what it is made of"));
        return blocks;
    }
    blocks.extend(bodies(report));
    let mut regions: Vec<&str> = Vec::new();
    for line in lines(report).filter(|line| is_organisation(line) && !line.region.is_empty()) {
        if !regions.contains(&line.region.as_str()) {
            regions.push(&line.region);
        }
    }
    for region in regions {
        let own: Vec<&ShareLine> =
            lines(report).filter(|line| is_organisation(line) && line.region == region).collect();
        blocks
            .extend([Block::Gap, Block::Grid(of_bodies(report, &text::clean(region), "% of region", &own))]);
    }
    blocks.extend(years(report));
    blocks.extend(workstreams(report, usize::MAX, 1));
    blocks
}

fn is_organisation(line: &ShareLine) -> bool {
    line.by == ShareBy::Body && line.level == Level::Organisation
}

/// What the roll-up shows of them: regions, years, the most common workstreams.
pub fn in_rollup(report: &Report) -> Vec<Block> {
    let mut blocks = bodies(report);
    blocks.extend(years(report));
    let least = if report.plans.len() > COMMON { COMMON } else { 1 };
    blocks.extend(workstreams(report, MOST, least));
    blocks
}

/// Regions, those of no region, and the whole.
fn bodies(report: &Report) -> Vec<Block> {
    let is_top =
        |line: &&ShareLine| line.by == ShareBy::Body && (!is_organisation(line) || line.region.is_empty());
    let all: Vec<&ShareLine> = lines(report).filter(is_top).collect();
    if !all.iter().any(|line| line.identified.is_some()) {
        return Vec::new();
    }
    vec![Block::Gap, Block::Grid(of_bodies(report, "SHARES", "% of all", &all))]
}

fn of_bodies(report: &Report, title: &str, share: &str, lines: &[&ShareLine]) -> Grid {
    let shown = shown(report);
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit(title, shown), Room::Cut(18)),
        Column::number("identified"),
        Column::number(share),
        Column::number("budget").or_drop(1),
        Column::number("% of budget"),
    ]);
    for line in lines {
        let name = match line.level {
            Level::Nation => text::bold("Total"),
            Level::Region => text::clean(&line.region).into_owned(),
            _ => text::clean(&line.organisation).into_owned(),
        };
        let mark = |figure: String| if line.incomplete { words::incomplete(&figure) } else { figure };
        grid.row(vec![
            name,
            mark(shown.known(line.identified)),
            mark(words::share(line.share.as_ref())),
            shown.known(line.budget),
            words::share(line.percent_of_budget.as_ref()),
        ]);
    }
    grid.without_blank_columns()
}

/// What falls into each year, in %: regions down, years across.
fn years(report: &Report) -> Vec<Block> {
    let own: Vec<&ShareLine> = lines(report).filter(|line| line.by == ShareBy::Year).collect();
    let mut years: Vec<_> = own.iter().map(|line| line.year).collect();
    years.sort_unstable();
    years.dedup();
    if years.len() < 2 {
        return Vec::new();
    }
    let mut columns = vec![Column::text("SAVINGS BY YEAR, %", Room::Cut(18))];
    let heads = years.iter().map(|year| year.map_or_else(|| "no year".to_owned(), |year| year.to_string()));
    columns.extend(heads.map(|year| Column::number(&year)));
    let mut grid = Grid::new(columns);
    grid.continues = true;
    let (whole, regions): (Vec<&ShareLine>, Vec<&ShareLine>) =
        own.into_iter().partition(|line| line.level == Level::Nation);
    for of_one in regions.chunk_by(|a, b| a.region == b.region).chain([whole.as_slice()]) {
        let Some(first) = of_one.first() else { continue };
        let name = match first.level {
            Level::Nation => text::bold("Total"),
            _ => text::clean(&first.region).into_owned(),
        };
        let of_year = |year| of_one.iter().find(|line| line.year == year);
        let shares = years.iter().map(|year| of_year(*year).and_then(|line| line.share.as_ref()));
        grid.row(std::iter::once(name).chain(shares.map(words::share)).collect());
    }
    vec![Block::Gap, Block::Grid(grid)]
}

/// The workstreams that at least so many plans have, and how many there are besides.
fn workstreams(report: &Report, most: usize, least: usize) -> Vec<Block> {
    let own: Vec<&ShareLine> = lines(report).filter(|line| line.by == ShareBy::Workstream).collect();
    let common: Vec<&ShareLine> = own
        .iter()
        .copied()
        .filter(|line| line.plans.is_some_and(|plans| plans >= least))
        .take(most)
        .collect();
    if common.is_empty() {
        return Vec::new();
    }
    let shown = shown(report);
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit("MOST COMMON WORKSTREAMS", shown), Room::Cut(20)),
        Column::number("plans"),
        Column::number("planned"),
        Column::number("%"),
    ]);
    for line in &common {
        let name = line.workstream.as_deref().unwrap_or("no workstream named");
        let mark = |figure: String| if line.incomplete { words::incomplete(&figure) } else { figure };
        grid.row(vec![
            text::clean(name).into_owned(),
            line.plans.map_or_else(String::new, |plans| plans.to_string()),
            mark(shown.known(line.identified)),
            mark(words::share(line.share.as_ref())),
        ]);
    }
    if own.len() > common.len() {
        grid.across(format!("({} more: --view shares)", own.len() - common.len()));
    }
    vec![Block::Gap, Block::Grid(grid)]
}

/// How amounts of all years are shown.
fn shown(report: &Report) -> Shown {
    report.rollup.as_ref().map(|rollup| rollup.shown_shares).unwrap_or_default()
}
