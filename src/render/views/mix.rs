//! How the planned savings are made up.

use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::{text, words};
use crate::report::{MixLine, PlanReport, Report};
use serde::Serialize;

/// A part of the mix with what it divides by.
#[derive(Serialize)]
pub struct MixPart<'a> {
    organisation: &'a str,
    by: &'static str,
    incomplete: bool,
    #[serde(flatten)]
    part: &'a MixLine,
}

columns! {
    MixPart<'_>, line:
    organisation, by,
    name = line.part.name,
    amount = line.part.amount,
    share = line.part.share,
    incomplete,
}

/// Every part of the mix of these organisations.
pub fn lines(plans: &[PlanReport]) -> impl Iterator<Item = MixPart<'_>> {
    plans.iter().flat_map(|plan| {
        plan.mix.iter().flat_map(|mix| {
            let (organisation, by, incomplete) = (&*plan.organisation, mix.by, mix.incomplete);
            mix.lines.iter().map(move |part| MixPart { organisation, by, incomplete, part })
        })
    })
}

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title("Mix of savings")];
    for plan in &report.plans {
        blocks.push(Block::part(words::organisation(plan)));
        for (at, mix) in plan.mix.iter().enumerate() {
            if at > 0 {
                blocks.push(Block::Gap);
            }
            let head = words::with_unit(&format!("BY {}", mix.by.to_uppercase()), plan.shown);
            let mut grid = Grid::new(vec![
                Column::text(&head, Room::Cut(20)),
                Column::number("plan"),
                Column::number("%"),
            ]);
            for line in &mix.lines {
                let figures = [plan.shown.amount(line.amount), words::share(line.share.as_ref())];
                let mark = |figure: String| if mix.incomplete { words::incomplete(&figure) } else { figure };
                let mut cells = vec![text::clean(&line.name).into_owned()];
                cells.extend(figures.map(mark));
                grid.row(cells);
            }
            blocks.push(Block::Grid(grid));
        }
        if plan.mix.is_empty() {
            blocks.push(Block::line("no planned savings"));
        }
    }
    let lacks = |plan: &PlanReport| plan.mix.iter().any(|mix| mix.incomplete);
    blocks.extend(super::footnotes(false, report.plans.iter().any(lacks)));
    blocks
}
