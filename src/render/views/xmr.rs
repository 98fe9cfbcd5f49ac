//! The chart test of what is delivered by month, in words.

use crate::render::block::Block;
use crate::render::text;
use crate::render::words::{month, percent_of};
use crate::report::{Level, Report, XmrLine};

/// The tests of some levels, under their heading.
pub fn blocks(report: &Report, levels: &[Level], shows: impl Fn(&XmrLine) -> bool) -> Vec<Block> {
    let over = report.rollup.iter().flat_map(|rollup| &rollup.xmr);
    let all = report.plans.iter().flat_map(|plan| &plan.xmr).chain(over);
    let shown: Vec<&XmrLine> = all.filter(|line| levels.contains(&line.level) && shows(line)).collect();
    under(shown)
}

/// The tests of a series of submissions.
pub fn of_series(lines: &[XmrLine]) -> Vec<Block> {
    under(lines.iter().collect())
}

fn under(lines: Vec<&XmrLine>) -> Vec<Block> {
    let mut blocks = Block::under(
        "DELIVERED BY MONTH, AS A SHARE OF PLAN",
        lines.into_iter().map(|line| Block::item(&said(line))),
    );
    if !blocks.is_empty() {
        blocks.push(Block::line(METHOD));
    }
    blocks
}

/// How it is tested.
const METHOD: &str = "XmR chart test of NHS England's Making Data Count: limits are the mean ± 2.66 × the average \
                      moving range, ranges above 3.267 × their average left out";

fn said(line: &XmrLine) -> String {
    let name = match line.level {
        Level::Organisation => &line.organisation,
        Level::Region => &line.region,
        Level::Cluster => &line.cluster,
        Level::Nation => "Total",
        _ => &line.workstream,
    };
    let name = text::clean(name);
    let since = line.since.as_deref().zip(line.rule);
    let since = since.map_or_else(String::new, |(from, rule)| format!(" since {} ({rule})", month(from)));
    format!(
        "{name}: {}{since}; {} in {}, mean {}, limits {} to {}, {} months",
        line.result,
        percent_of(&line.latest),
        month(&line.last),
        percent_of(&line.mean),
        percent_of(&line.lower),
        percent_of(&line.upper),
        line.points,
    )
}
