//! Why criteria and findings are as they are.

use super::{cited, exact, ground, name};
use crate::explanation::{Cited, CriterionExplained, Explanation, FindingExplained, Judged, Judgement};
use crate::render::block::Block;
use crate::render::{text, words};

/// How many cells of one result are shown.
const SHOWN: usize = 40;

pub(super) fn page(why: &Explanation, judged: &Judged) -> Vec<Block> {
    let mut blocks = vec![Block::title(name(why))];
    if let Some(row) = &judged.row {
        blocks.push(Block::flush(&format!("{} / {}: {}", row.area, row.row, words::rating(row.rating))));
        blocks.push(Block::flush(&format!(
            "a row is green when every applicable expectation is met; red when a decisive one fails, or when \
             at least one in {} fails; else amber",
            row.red_one_in
        )));
        if row.not_supplied {
            blocks.push(Block::item("nothing of it was supplied: it stays out of the colours"));
        }
    }
    if let Some(of) = &judged.scheme_falls_short {
        let id = text::clean(&of.scheme);
        blocks.push(Block::flush(&if of.falls_short {
            format!("{id} is one of the schemes that fall short")
        } else {
            format!("judged of the plan; {id} is not one of the schemes that fall short")
        }));
    }
    blocks.extend(judged.criteria.iter().flat_map(criterion));
    blocks.extend(judged.findings.iter().flat_map(finding));
    blocks
}

fn criterion(of: &CriterionExplained) -> Vec<Block> {
    let decisive = if of.decisive { ", decisive" } else { "" };
    let mut blocks = vec![
        Block::Gap,
        Block::flush(&format!("{} ({}{decisive}): {}", of.code, of.kind, of.asks)),
        Block::labelled("  source: ", &of.source),
        Block::labelled("  judged: ", &of.how),
    ];
    for threshold in &of.thresholds {
        let label = format!("  {} = {} ", threshold.name, threshold.value);
        blocks.push(Block::labelled(&label, &format!("({})", ground(threshold))));
    }
    blocks.extend(of.results.iter().flat_map(judgement));
    blocks
}

fn judgement(Judgement { scheme, result, cells }: &Judgement) -> Vec<Block> {
    let of = if scheme.is_empty() { String::new() } else { format!("{}: ", text::clean(scheme)) };
    let reason = if result.reason.is_empty() { String::new() } else { format!(": {}", result.reason) };
    let label = format!("  {of}{} (by {})", result.result, result.basis);
    let mut blocks = vec![Block::labelled(&label, &text::clean(&reason))];
    if let Some(evidence) = &result.evidence {
        blocks.push(Block::labelled("    evidence: ", &text::clean(evidence)));
    }
    if !result.schemes.is_empty() {
        blocks.push(Block::labelled("    short: ", &text::clean(&result.schemes.join(", "))));
    }
    if let Some(amount) = result.amount {
        blocks.push(Block::item(&format!("    planned savings of those: {}", exact(amount))));
    }
    blocks.extend(places(cells));
    blocks
}

fn finding(FindingExplained { finding, cells }: &FindingExplained) -> Vec<Block> {
    let label = format!("{} ({}): ", finding.code, finding.severity);
    let mut blocks = vec![Block::Gap, Block::labelled(&label, &text::clean(&finding.found))];
    if !finding.expected.is_empty() {
        blocks.push(Block::labelled("  expected: ", &text::clean(&finding.expected)));
    }
    if let Some(amount) = finding.amount {
        blocks.push(Block::item(&format!("  at stake: {}", exact(amount))));
    }
    blocks.push(Block::labelled("  do: ", &text::clean(&finding.action)));
    blocks.extend(places(cells));
    blocks
}

fn places(cells: &[Cited]) -> Vec<Block> {
    let shown = cells.iter().take(SHOWN);
    let mut blocks: Vec<Block> =
        shown.map(|cell| Block::whole(&format!("    {}", cited(&cell.place, &cell.text)))).collect();
    if cells.len() > SHOWN {
        blocks.push(Block::item(&format!("    and {} more: --format json", cells.len() - SHOWN)));
    }
    blocks
}
