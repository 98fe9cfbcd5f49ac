//! The finance view: to date, forecast and, where months are given, the latest month.

use super::lines::RATING;
use super::{View, Within, footnotes, replaced, rollup, xmr};
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{FinanceLine, Level, Report, Shown};

columns! {
    FinanceLine, line:
    level, organisation, workstream, scheme, name,
    plan_ytd, actual_ytd, variance_ytd, percent_ytd, rating,
    plan_year, forecast_year, variance_forecast, percent_forecast, rating_forecast,
    behind, ahead, unreported, outside_total, incomplete, year, code,
    region, cluster, forecast_yield, replaced_by,
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let filter = Filter::of(options);
    let mut blocks = vec![Block::title(View::Finance.title()), Block::line(dated(report))];
    let within = Some(Within::names(options));
    blocks.extend(rollup::late(report, within));
    let mut all: Vec<&FinanceLine> = Vec::new();
    for level in select::finance_levels(report, options) {
        let mut add = |heading: String, lines: Vec<&'_ FinanceLine>, shown: Shown| {
            if !lines.is_empty() {
                blocks.push(Block::part(heading));
                blocks.extend(tables(&lines, shown));
            }
        };
        match level {
            Level::Scheme | Level::Workstream => {
                for plan in &report.plans {
                    let lines: Vec<_> = select::finance_of(plan, *level, &filter).collect();
                    all.extend(&lines);
                    add(format!("{}: {}", words::organisation(plan), plural(*level)), lines, plan.shown);
                }
            }
            Level::Organisation => {
                let plans = report.plans.iter();
                let lines: Vec<_> =
                    plans.flat_map(|plan| select::finance_of(plan, *level, &filter)).collect();
                all.extend(&lines);
                add(plural(*level).to_owned(), lines, words::shown(report));
            }
            Level::ClusterWorkstream | Level::RegionWorkstream => {
                let lines: Vec<_> = select::finance_over(report, *level, &filter).collect();
                all.extend(&lines);
                let of = |line: &FinanceLine| [line.region.clone(), line.cluster.clone()];
                for lines in lines.chunk_by(|a, b| of(a) == of(b)) {
                    let name = lines.first().map_or_else(String::new, |line| words::body(line));
                    add(format!("{name}: workstreams"), lines.to_vec(), words::shown(report));
                }
            }
            Level::NationWorkstream | Level::Cluster | Level::Region | Level::Nation => {
                let lines: Vec<_> = select::finance_over(report, *level, &filter).collect();
                all.extend(&lines);
                add(plural(*level).to_owned(), lines, words::shown(report));
                if *level == Level::Region {
                    blocks.extend(rollup::no_region(report, within));
                }
            }
        }
    }
    let levels = select::finance_levels(report, options);
    let shows = |workstream: &str| filter.is_open() || filter.shows(workstream, "", "");
    blocks.extend(xmr::blocks(report, levels, |line| shows(&line.workstream)));
    if all.is_empty() {
        blocks.push(Block::line("nothing at this level: try --by all"));
    }
    blocks.extend(replaced(all.iter().copied(), within));
    blocks.extend(footnotes(all.iter().any(|line| line.chosen), all.iter().any(|line| line.incomplete)));
    blocks
}

/// The date at which the figures stand.
fn dated(report: &Report) -> String {
    match report.plans.as_slice() {
        [plan] => words::as_at(plan.as_at.as_deref()),
        _ => words::as_at_common(report),
    }
}

pub fn plural(level: Level) -> &'static str {
    match level {
        Level::Scheme => "schemes",
        Level::Workstream => "workstreams",
        Level::ClusterWorkstream => "workstreams of clusters",
        Level::RegionWorkstream => "workstreams of regions",
        Level::NationWorkstream => "workstreams across all",
        Level::Cluster => "clusters",
        Level::Organisation => "organisations",
        Level::Region => "regions",
        Level::Nation => "nation",
    }
}

/// The tables of some lines: to date, forecast, in month, each where there is anything to show.
fn tables(lines: &[&FinanceLine], shown: Shown) -> Vec<Block> {
    let has = |test: fn(&FinanceLine) -> bool| lines.iter().any(|line| test(line));
    let mut blocks = Vec::new();
    if has(|line| line.in_month.is_some()) {
        blocks.push(Block::Grid(in_month(lines, shown)));
        blocks.push(Block::Gap);
    }
    if has(|line| says(&[line.plan_ytd, line.actual_ytd]) || line.incomplete) {
        blocks.push(Block::Grid(to_date(lines, shown)));
        blocks.push(Block::Gap);
    }
    if has(|line| says(&[line.plan_year, line.forecast_year])) {
        blocks.push(Block::Grid(forecast(lines, shown)));
        blocks.push(Block::Gap);
    }
    blocks.pop();
    blocks
}

/// Whether any of these amounts is more than nothing.
fn says(amounts: &[Option<Money>]) -> bool {
    amounts.iter().flatten().any(|amount| !amount.is_zero())
}

fn to_date(lines: &[&FinanceLine], shown: Shown) -> Grid {
    let mut grid = Grid::new(vec![
        name_column("TO DATE", shown),
        Column::number("plan"),
        Column::number("actual"),
        Column::number("var"),
        Column::number("%"),
        Column::text(RATING, Room::Whole),
        Column::number("behind").or_drop(2),
        Column::number("ahead").or_drop(2),
        Column::number("unreported").or_drop(3),
        Column::text("note", Room::Cut(8)).or_drop(1),
    ]);
    for line in lines {
        let several = line.level != Level::Scheme;
        let of_several = |amount: Option<Money>| shown.known(amount.filter(|_| several));
        let unreported = Some(line.unreported).filter(|amount| !amount.is_zero());
        grid.row(vec![
            words::subject(line),
            shown.known(line.plan_ytd),
            shown.known(line.actual_ytd),
            shown.known(line.variance_ytd),
            words::variance(line.percent_ytd.as_ref()),
            rated(line.rating, line),
            of_several(line.behind),
            of_several(line.ahead),
            shown.known(unreported),
            remark(line),
        ]);
    }
    grid.without_blank_columns()
}

fn forecast(lines: &[&FinanceLine], shown: Shown) -> Grid {
    let mut years = lines.iter().map(|line| line.year);
    let first = years.next().flatten();
    let year = first.filter(|_| years.all(|year| year == first));
    let mut grid = Grid::new(vec![
        name_column(&words::of_year(year).to_uppercase(), shown),
        Column::number("plan"),
        Column::number("forecast"),
        Column::number("var"),
        Column::number("%"),
        Column::text(RATING, Room::Whole),
        Column::number("yield %").or_drop(1),
    ]);
    for line in lines {
        let mut cells = vec![words::subject(line), shown.known(line.plan_year)];
        if line.rating_forecast == Rating::NotApplicable && line.forecast_year.is_none_or(Money::is_zero) {
            cells.extend([const { String::new() }; 5]);
        } else {
            cells.push(shown.known(line.forecast_year));
            cells.push(shown.known(line.variance_forecast));
            cells.push(words::variance(line.percent_forecast.as_ref()));
            cells.push(rated(line.rating_forecast, line));
            cells.push(words::share(line.forecast_yield.as_ref()));
        }
        grid.row(cells);
    }
    grid.without_blank_columns()
}

fn in_month(lines: &[&FinanceLine], shown: Shown) -> Grid {
    let month = lines.iter().find_map(|line| line.in_month.as_ref());
    let month = month.map_or_else(String::new, |own| words::month(&own.month).to_uppercase());
    let mut grid = Grid::new(vec![
        name_column(format!("IN {month}").trim(), shown),
        Column::number("plan"),
        Column::number("actual"),
        Column::number("var"),
    ]);
    for line in lines {
        let mut cells = vec![words::subject(line)];
        match &line.in_month {
            Some(own) => {
                let variance = own.plan.zip(own.actual).map(|(plan, actual)| actual - plan);
                cells.extend([own.plan, own.actual, variance].map(|sum| shown.known(sum)));
            }
            None => cells.extend([const { String::new() }; 3]),
        }
        grid.row(cells);
    }
    grid
}

fn name_column(name: &str, shown: Shown) -> Column {
    Column::text(&words::with_unit(name, shown), Room::Cut(16))
}

fn rated(rating: Rating, line: &FinanceLine) -> String {
    format!("{} {}", words::rating(rating), words::signs(line)).trim_end().to_owned()
}

fn remark(line: &FinanceLine) -> String {
    let apart = if line.outside_total { "outside total" } else { "" };
    let replaced = if line.replaced_by.is_some() { "replaced" } else { "" };
    let said = [apart, replaced, &line.note].into_iter().filter(|text| !text.is_empty());
    text::clean(&said.collect::<Vec<_>>().join(", ")).into_owned()
}
