//! Every year: plan, actual and forecast, with a column a year.

use super::View;
use super::finance::plural;
use crate::calendar::FinancialYear;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{Level, Report, Shown, YearLine};
use std::collections::BTreeSet;

columns! {
    YearLine, line:
    level, organisation, code, region, workstream, scheme, name, year, plan, actual, forecast,
    incomplete, cluster, replaced_by,
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let filter = Filter::of(options);
    let mut blocks = vec![Block::title(View::Years.title())];
    blocks.extend(reporting_year(report));
    let (mut is_any, mut lacks, mut replaced) = (false, false, Vec::new());
    for level in select::year_levels(report, options) {
        let lines: Vec<&YearLine> = select::years_at(report, *level, &filter).collect();
        let of_one = matches!(level, Level::Scheme | Level::Workstream);
        let parts: Vec<&[&YearLine]> =
            lines.chunk_by(|a, b| !of_one || a.organisation == b.organisation).collect();
        for part in parts {
            let own = report.plans.iter().find(|plan| {
                of_one && part.first().is_some_and(|line| line.organisation == plan.organisation)
            });
            let shown = own.map_or_else(|| words::shown(report), |plan| plan.shown);
            let name = own.map_or_else(String::new, |plan| format!("{}: ", words::organisation(plan)));
            blocks.push(Block::part(format!("{name}{}", plural(*level))));
            blocks.extend(tables(
                part,
                shown,
                own.map_or_else(|| words::common_year(report), |plan| plan.year),
            ));
            lacks |= part.iter().any(|line| line.incomplete);
            replaced.extend(part.iter().filter(|line| line.replaced_by.is_some()).map(|line| {
                let name = super::first_said([&line.organisation, &line.cluster, &line.region]);
                (name, line.replaced_by.as_deref())
            }));
            is_any = true;
        }
    }
    if !is_any {
        blocks.push(Block::line("nothing at this level: try --by all"));
    }
    blocks.extend(super::all_replaced(replaced.into_iter(), Some(super::Within::names(options))));
    blocks.extend(super::footnotes(false, lacks));
    blocks
}

/// Which year is the reporting year, and what its figures are.
fn reporting_year(report: &Report) -> Option<Block> {
    let year = words::common_year(report)?;
    Some(Block::line(format!("{year} is the reporting year: its actual is to date")))
}

/// The tables of some lines: plan, actual, forecast, each where there is anything to show.
fn tables(lines: &[&YearLine], shown: Shown, reporting_year: Option<FinancialYear>) -> Vec<Block> {
    let years: BTreeSet<Option<FinancialYear>> = lines.iter().map(|line| line.year).collect();
    let mut blocks = Vec::new();
    // the actual of the reporting year is to date, of another year all of it
    let made = || lines.iter().filter(|line| line.actual.is_some());
    let is_to_date = made().all(|line| line.year == reporting_year);
    let actual = if is_to_date { "ACTUAL to date" } else { "ACTUAL" };
    for (at, measure) in ["PLAN", actual, "FORECAST"].into_iter().enumerate() {
        let pick = |line: &YearLine| [line.plan, line.actual, line.forecast].get(at).copied().flatten();
        if !lines.iter().any(|line| pick(line).is_some()) {
            continue;
        }
        let mut columns = vec![Column::text(&words::with_unit(measure, shown), Room::Cut(16))];
        columns.extend(years.iter().map(|year| Column::number(&words::of_year(*year))));
        columns.push(Column::number("total"));
        let mut grid = Grid::new(columns);
        grid.continues = true;
        for own in lines.chunk_by(|a, b| subject(a) == subject(b)) {
            let of_year = |year| own.iter().find(|line| line.year == year);
            let in_year = |year| {
                let line = of_year(year);
                (line.and_then(|line| pick(line)), line.is_some_and(|line| line.incomplete))
            };
            let all = own.iter().filter_map(|line| pick(line)).map(Some);
            let total = all.reduce(|one, other| Some(one? + other?)).flatten();
            let name = own.first().map_or_else(String::new, |line| name(line));
            let total = (total, own.iter().any(|line| line.incomplete));
            let amounts = years.iter().map(|year| in_year(*year)).chain([total]);
            let cells = amounts.map(|(amount, lacks)| match (shown.known(amount), lacks) {
                (figure, true) if amount.is_some() => words::incomplete(&figure),
                (figure, _) => figure,
            });
            grid.row(std::iter::once(name).chain(cells).collect());
        }
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Grid(if years.len() > 1 { grid } else { grid.without_last_column() }));
    }
    blocks
}

/// What a line is about.
fn subject(line: &YearLine) -> [&str; 5] {
    [&line.organisation, &line.cluster, &line.region, &line.workstream, &line.scheme]
}

fn name(line: &YearLine) -> String {
    let name = match line.level {
        Level::Scheme => &line.name,
        Level::Workstream | Level::ClusterWorkstream | Level::RegionWorkstream | Level::NationWorkstream => {
            &line.workstream
        }
        Level::Organisation => &line.organisation,
        Level::Cluster => &line.cluster,
        Level::Region => &line.region,
        Level::Nation => "Total",
    };
    text::clean(name).into_owned()
}
