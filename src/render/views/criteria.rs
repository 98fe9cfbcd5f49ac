//! The criteria view: row by row, then scheme by scheme what is short of met.

use super::View;
use crate::criteria::judging::Basis;
use crate::criteria::{Outcome, Set};
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::{self, CriterionLine, Filter};
use crate::render::{Options, text, words};
use crate::report::{ExpectationReport, Report};

columns! {
    CriterionLine<'_>, line:
    organisation, scheme, set, row,
    code = line.found.code,
    result = line.found.result,
    kind = line.found.kind,
    basis = line.found.basis,
    rating,
    evidence = line.found.evidence.as_ref().map_or(line.found.places.cell(), InCell::cell),
    reason = line.found.reason,
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let filter = Filter::of(options);
    let lines: Vec<CriterionLine<'_>> = select::criteria(report, &filter).collect();
    let mut blocks = vec![Block::title(View::Criteria.title())];
    if lines.is_empty() {
        blocks.push(Block::line("no criteria in this scope"));
    }
    let alone = report.plans.len() == 1;
    for own in lines.chunk_by(|a, b| a.organisation == b.organisation) {
        if let (Some(first), false) = (own.first(), alone) {
            blocks.push(Block::part(text::clean(first.organisation)));
        }
        for set in own.chunk_by(|a, b| a.set == b.set) {
            match set.first().map(|line| line.set) {
                Some(Set::Figure13) => blocks.extend(schemes(set)),
                Some(set_of) => blocks.extend(rows(set_of.title(), set)),
                None => {}
            }
        }
    }
    blocks
}

/// A set that is judged on the plan: every expectation, row by row.
fn rows(name: &str, lines: &[CriterionLine<'_>]) -> Vec<Block> {
    let mut blocks = vec![Block::part(name)];
    let mut grid = columns();
    for row in lines.chunk_by(|a, b| a.row == b.row) {
        if let Some(first) = row.first() {
            let rating = words::rating(first.rating);
            grid.across(format!("{}  {rating}", text::bold(&text::clean(first.row))));
        }
        for line in row {
            grid.row(cells(line.found));
        }
    }
    blocks.push(Block::Grid(grid));
    blocks
}

/// Figure 13: for each scheme the expectations short of met, and the count of the rest.
fn schemes(lines: &[CriterionLine<'_>]) -> Vec<Block> {
    let mut blocks = vec![Block::part("Figure 13, scheme by scheme")];
    let mut grid = columns();
    let mut clear = 0_usize;
    for scheme in lines.chunk_by(|a, b| a.scheme == b.scheme) {
        let count = |result: Outcome| scheme.iter().filter(|line| line.found.result == result).count();
        let (met, none) = (count(Outcome::Met), count(Outcome::NotApplicable));
        if met + none == scheme.len() {
            clear += 1;
            continue;
        }
        if let Some(first) = scheme.first() {
            let rest = if none > 0 { format!(", {none} n/a") } else { String::new() };
            grid.across(format!(
                "{}  ({met} met{rest})",
                text::bold(&words::scheme(first.scheme, first.name))
            ));
        }
        for line in scheme.iter().filter(|line| line.found.result.is_short()) {
            grid.row(cells(line.found));
        }
    }
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(grid));
    }
    if clear > 0 {
        let schemes = words::count(clear, "scheme");
        blocks.push(Block::line(format!("{schemes} short of nothing")));
    }
    blocks
}

fn columns() -> Grid {
    Grid::new(vec![
        Column::text("code", Room::Whole),
        Column::text("result", Room::Whole),
        Column::text("basis", Room::Whole),
        Column::text("reason", Room::Wrap(20)),
    ])
}

fn cells(found: &ExpectationReport) -> Vec<String> {
    let basis = if found.basis == Basis::Nobody { "" } else { found.basis.word() };
    let mut reason = text::clean(&found.reason).into_owned();
    if reason.is_empty() {
        reason = found.evidence.as_deref().map_or_else(String::new, |text| text::clean(text).into_owned());
    }
    vec![found.code.to_owned(), found.result.to_string(), basis.to_owned(), reason]
}
