//! The first screen for several organisations: a header, the regions, the worst organisations, and a
//! count of the rest.

use super::lines::{Basis, MONEY, RATING, balance};
use super::{Within, exceptions, footnotes, mix, replaced, rollup, shown_only, summary};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{FinanceLine, Level, PlanReport, Report, Short};
use std::collections::BTreeSet;

/// Organisations that are shown at most, and at least however full the screen is.
const WORST: usize = 20;
const LEAST: usize = 5;
/// Organisations for which the headline figures of all leave room.
const FEWEST_WITH_HEADLINES: usize = 10;
const REGIONS: usize = 12;
const PROBLEMS: usize = 5;

/// The first screen.
pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let mut blocks = header(report, options);
    blocks.extend(shown_only(report, options));
    let filter = Filter::of(options);
    if !filter.is_open() {
        blocks.extend(filtered(report, &filter));
        blocks.push(Block::Gap);
        blocks.push(summary::findings(report.findings.len(), options));
        return blocks;
    }
    let over: Vec<&FinanceLine> = [Level::Region, Level::Nation]
        .into_iter()
        .flat_map(|level| select::finance_over(report, level, &filter))
        .collect();
    let regions = regions(report, options, &over);
    let totals: Vec<&FinanceLine> = organisations(report).filter_map(total_of).collect();
    let replaced = replaced(totals.iter().copied(), Some(Within::names(options)));
    let notes = |lines: &[&FinanceLine]| {
        let all = || over.iter().chain(lines);
        let mut notes = replaced.clone();
        notes.extend(footnotes(all().any(|line| line.chosen), all().any(|line| line.incomplete)));
        notes.extend(to_green(report));
        let coverage = &report.conformance.coverage;
        notes.extend(summary::coverage(report, coverage));
        notes.push(summary::findings(report.findings.len(), options));
        notes
    };
    let taken =
        |blocks: &[Block]| blocks.iter().map(|own| summary::height(own, options.width)).sum::<usize>();
    // a gap before the table and behind it, its heading, and what is left out of it
    let fixed = taken(&blocks) + taken(&regions) + taken(&notes(&totals)) + 4;
    let mut room = summary::SCREEN.saturating_sub(fixed);
    let headlines = mix::of_all(report);
    let with_headlines = room.saturating_sub(taken(&headlines) + 1);
    if !headlines.is_empty() && with_headlines >= totals.len().min(FEWEST_WITH_HEADLINES) {
        room = with_headlines;
        blocks.push(Block::Gap);
        blocks.extend(headlines);
    }
    blocks.extend(regions);
    let shown = worst_first(report, &mut blocks, room.max(LEAST));
    blocks.push(Block::Gap);
    blocks.extend(notes(&shown));
    blocks
}

/// Where it is said what would make each green.
fn to_green(report: &Report) -> Option<Block> {
    let at = |n: fn(Short) -> usize, what: &str| {
        let n = report.plans.iter().map(|plan| n(plan.short)).sum();
        (n > 0).then(|| words::count(n, what))
    };
    let short = [
        at(|short| short.organisations, "organisation"),
        at(|short| short.workstreams, "workstream"),
        at(|short| short.schemes, "scheme"),
    ];
    let short: Vec<String> = short.into_iter().flatten().collect();
    (!short.is_empty())
        .then(|| Block::line(format!("TO GREEN: {} short: --view exceptions", short.join(", "))))
}

/// The regions and the whole.
fn regions(report: &Report, options: &Options, over: &[&FinanceLine]) -> Vec<Block> {
    if over.is_empty() {
        return Vec::new();
    }
    let (mut regions, nation): (Vec<&FinanceLine>, Vec<&FinanceLine>) =
        over.iter().partition(|line| line.level == Level::Region);
    let basis = Basis::of(over.iter().copied());
    let rest = regions.len().saturating_sub(REGIONS);
    if rest > 0 {
        regions.sort_by_key(|line| basis.order(line));
        regions.truncate(REGIONS);
    }
    let title = if regions.is_empty() { "ALL" } else { "REGIONS" };
    let mut grid = rollup::table(report, title, basis, &regions);
    if rest > 0 {
        grid.across(format!("({rest} more: --view rollup)"));
    }
    for line in &nation {
        let mut cells = vec![text::bold("Total")];
        cells.extend(basis.cells(line, words::shown(report)));
        grid.row(cells);
    }
    let mut blocks = vec![Block::Gap, Block::Grid(grid.without_blank_columns())];
    blocks.extend(rollup::no_region(report, Some(Within::names(options))));
    blocks.extend(nation.iter().filter_map(|line| balance(line, words::shown(report))).map(Block::line));
    blocks
}

/// The lines of one workstream or scheme in every organisation.
fn filtered(report: &Report, filter: &Filter) -> Vec<Block> {
    let level = if filter.is_of_scheme() { Level::Scheme } else { Level::Workstream };
    let mut lines: Vec<&FinanceLine> =
        report.plans.iter().flat_map(|plan| select::finance_of(plan, level, filter)).collect();
    let across = if level == Level::Scheme { None } else { Some(Level::NationWorkstream) };
    let across = across.into_iter().flat_map(|level| select::finance_over(report, level, filter));
    let across: Vec<&FinanceLine> = across.collect();
    let basis = Basis::of(lines.iter().copied());
    lines.sort_by_key(|line| basis.order(line));
    let rest = lines.len().saturating_sub(WORST);
    lines.truncate(WORST);
    let shown = words::shown(report);
    let mut columns =
        vec![Column::text(&basis.title("ORGANISATIONS", shown, words::common_year(report)), Room::Cut(18))];
    columns.extend(basis.columns(RATING));
    let mut grid = Grid::new(columns);
    for line in &lines {
        let mut cells = vec![text::clean(&line.organisation).into_owned()];
        cells.extend(basis.cells(line, shown));
        grid.row(cells);
    }
    if rest > 0 {
        let by = if level == Level::Scheme { " --by scheme" } else { "" };
        grid.across(format!("({rest} more: --view finance{by})"));
    }
    for line in &across {
        let mut cells = vec![text::bold("Total")];
        cells.extend(basis.cells(line, shown));
        grid.row(cells);
    }
    let all = || lines.iter().chain(&across);
    let mut blocks = vec![Block::Gap, Block::Grid(grid.without_blank_columns())];
    blocks.extend(footnotes(all().any(|line| line.chosen), all().any(|line| line.incomplete)));
    blocks
}

fn header(report: &Report, options: &Options) -> Vec<Block> {
    let summary = &report.summary;
    let n =
        [(summary.regions, "region"), (summary.clusters, "cluster"), (summary.organisations, "organisation")];
    let n = n.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| words::count(n, what));
    let n = n.collect::<Vec<_>>().join(", ");
    let mut blocks = vec![Block::Heading(1, format!("{n}    {}", words::as_at_common(report)))];
    let counts = [
        (summary.red, Rating::Red),
        (summary.grey, Rating::Grey),
        (summary.amber, Rating::Amber),
        (summary.green, Rating::Green),
    ];
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, rating)| format!("{n} {}", words::rating(rating))).collect();
    blocks.push(Block::line(if counts.is_empty() { "none rated".to_owned() } else { counts.join("   ") }));
    blocks.extend(headroom(report));
    let first = report.rollup.as_ref().and_then(|rollup| rollup.look_first.as_deref());
    blocks.extend(first.map(|first| Block::Line(text::clean(first).into_owned(), 2)));
    let schemes: usize = report.plans.iter().map(|plan| plan.control.schemes).sum();
    let planned: Money = report.plans.iter().filter_map(|plan| plan.control.planned).sum();
    let schemes = words::count(schemes, "scheme");
    let shown = words::shown(report);
    let mut given = report.plans.iter().filter(|plan| plan.control.planned.is_some());
    let is_yearly = given.clone().all(|plan| plan.control.planned_is == "plan");
    let is_to_date = given.all(|plan| plan.control.planned_is != "plan");
    let planned_is = match words::common_year(report) {
        Some(year) if is_yearly => format!("plan {year}"),
        _ if is_to_date => "plan to date".to_owned(),
        _ => "plan".to_owned(),
    };
    let others: BTreeSet<FinancialYear> =
        organisations(report).flat_map(|plan| plan.other_years.iter().copied()).collect();
    let others = words::other_years(&others.into_iter().collect::<Vec<_>>());
    let total = shown.in_words(planned);
    let unidentified: Money = organisations(report).map(|plan| plan.headroom.unidentified).sum();
    let unidentified = match unidentified.is_zero() {
        true => String::new(),
        false => format!(", of it {} unidentified", shown.in_words(unidentified)),
    };
    let replaced =
        report.plans.iter().filter(|plan| total_of(plan).is_some_and(|own| own.replaced_by.is_some()));
    let replaced: Money = replaced.filter_map(|plan| plan.control.planned).sum();
    let replaced = match replaced.is_zero() {
        true => String::new(),
        false => format!(", of it {} replaced", shown.in_words(replaced)),
    };
    let lacks = summary.dropped > 0 || report.plans.iter().any(|plan| plan.control.incomplete);
    let total = if lacks { words::incomplete(&total) } else { total };
    blocks
        .push(Block::line(format!("read: {schemes}, {planned_is} {total}{replaced}{unidentified}{others}")));
    let scope = report.plans.first().map_or("", |plan| plan.scope.word());
    blocks.push(Block::line(format!("scope {scope}; {}", words::policy(report))));
    let given = report.plans.iter().flat_map(|plan| &plan.exceptions);
    blocks.extend(exceptions::counted(given).map(Block::line));
    let within = Within::names(options);
    blocks.extend(rollup::late(report, Some(within)));
    blocks.extend(rollup::not_submitted(report, Some(Within { lines: 2, ..within })));
    if summary.dropped > 0 {
        let dropped = words::count(summary.dropped, "organisation");
        blocks.push(Block::line(format!("{dropped} could not be read and left out of every figure")));
    }
    for problem in summary.problems.iter().take(PROBLEMS) {
        blocks.push(Block::Line(format!("- {}", text::clean(problem)), 2));
    }
    if let Some(more) = summary.problems.len().checked_sub(PROBLEMS).filter(|more| *more > 0) {
        blocks.push(Block::line(format!("({more} more: --view reading)")));
    }
    blocks
}

fn headroom(report: &Report) -> Option<Block> {
    let whole = rollup::headroom(report, Level::Nation).next()?;
    let shown = words::shown_headroom(report);
    let share = words::share(whole.percent_of_challenge.as_ref());
    let share = if share.is_empty() { share } else { format!(" {share}%") };
    let rating = words::rating(whole.rating);
    Some(Block::line(match whole.headroom {
        Some(headroom) => {
            let without = rollup::challenge_not_given(report).map(|said| format!("; {said}"));
            format!("headroom {}{share} {rating}{}", shown.in_words(headroom), without.unwrap_or_default())
        }
        None => "headroom not assessed: not every organisation says what is identified".to_owned(),
    }))
}

/// The organisations, without the bodies that are their members alone.
fn organisations(report: &Report) -> impl Iterator<Item = &PlanReport> {
    report.plans.iter().filter(|plan| plan.level.is_own())
}

fn total_of(plan: &PlanReport) -> Option<&FinanceLine> {
    plan.finance.iter().find(|line| line.level == Level::Organisation)
}

/// The worst organisations in so many lines, and the count of the rest; gives the lines that are shown.
fn worst_first<'a>(report: &'a Report, blocks: &mut Vec<Block>, room: usize) -> Vec<&'a FinanceLine> {
    let basis = Basis::of(report.plans.iter().filter_map(total_of));
    let shown = words::shown(report);
    // what is short first, then what is not known, then what is not short
    let order = |plan: &PlanReport| {
        let variance = total_of(plan).and_then(|line| basis.order(line).1);
        let is_short = variance.is_some_and(Money::is_negative);
        (!is_short, variance.is_some(), variance, std::cmp::Reverse(plan.rating))
    };
    let mut plans: Vec<&PlanReport> = organisations(report).collect();
    let most = WORST.min(room);
    let many = plans.len() > most + 1;
    plans.sort_by_key(|plan| order(plan));
    let (first, rest) = plans.split_at(if many { most } else { plans.len() });
    // what is worse beneath a colour has a line of its own where there is room for it
    let beneath = first.iter().filter(|plan| words::worse(&plan.worse).is_some()).count();
    let in_cell = first.len() + beneath > room;
    let title = if many { format!("{most} WORST OF {}", plans.len()) } else { "ORGANISATIONS".to_owned() };
    let title = basis.title(&title, shown, words::common_year(report));
    let mut columns = vec![Column::text(&title, Room::Cut(18)), Column::text("overall", Room::Whole)];
    columns.extend(basis.columns(MONEY));
    columns.push(Column::text("headroom", Room::Whole).or_drop(1));
    if in_cell {
        columns.push(Column::text("worse", Room::Whole).or_drop(2));
    }
    let mut grid = Grid::new(columns);
    for plan in first {
        let mut cells = vec![words::organisation(plan), words::rating(plan.rating)];
        match total_of(plan) {
            Some(line) => cells.extend(basis.cells(line, shown)),
            None => cells.extend(basis.columns(MONEY).iter().map(|_| String::new())),
        }
        cells.push(words::letter(plan.headroom.rating));
        if in_cell {
            cells.push(words::worse_schemes(&plan.worse));
            grid.row(cells);
        } else {
            grid.row(cells);
            words::worse(&plan.worse).into_iter().for_each(|worse| grid.across(format!("  {worse}")));
        }
    }
    if !rest.is_empty() {
        let colours = words::colours(rest.iter().map(|plan| plan.rating));
        grid.across(format!("({} more: {colours}: --view rollup)", rest.len()));
    }
    if !grid.rows.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(grid.without_blank_columns()));
    }
    first.iter().copied().filter_map(total_of).collect()
}
