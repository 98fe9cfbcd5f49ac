//! Five sentences for a board paper.

use crate::render::block::Block;
use crate::render::cells::columns;
use crate::render::{text, words};
use crate::report::{PlanReport, Report};
use serde::Serialize;

/// A sentence of a brief.
#[derive(Serialize)]
pub struct Sentence<'a> {
    /// Blank for all organisations together.
    organisation: &'a str,
    /// 1 to 5.
    sentence: usize,
    text: &'a str,
}

columns! {
    Sentence<'_>, line:
    organisation, sentence, text,
}

/// The brief of the plan; of several, that of all of them together.
pub fn lines(report: &Report) -> Vec<Sentence<'_>> {
    match (&report.rollup, report.plans.as_slice()) {
        (Some(rollup), _) => sentences("", &rollup.brief).collect(),
        (None, plans) => plans.iter().flat_map(of_plan).collect(),
    }
}

/// The brief of one plan.
pub fn of_plan(plan: &PlanReport) -> impl Iterator<Item = Sentence<'_>> {
    sentences(&plan.organisation, &plan.brief)
}

/// The sentences of a brief, numbered.
pub fn sentences<'a>(organisation: &'a str, brief: &'a [String]) -> impl Iterator<Item = Sentence<'a>> {
    brief.iter().zip(1..).map(move |(text, sentence)| Sentence { organisation, sentence, text })
}

/// The lines a sentence may take.
const LINES: usize = 12;

pub fn of(report: &Report) -> Vec<Block> {
    let title = match report.plans.as_slice() {
        [plan] if report.rollup.is_none() => words::organisation(plan),
        plans => words::count(plans.len(), "organisation"),
    };
    let mut blocks = vec![Block::title(format!("Brief: {title}"))];
    for (at, line) in lines(report).iter().enumerate() {
        if at > 0 {
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Line(text::clean(line.text).into_owned(), LINES));
    }
    blocks
}
