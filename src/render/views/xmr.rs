//! The chart test of what is delivered by month, in words.

use crate::render::block::Block;
use crate::render::text;
use crate::render::words::{month, organisation, percent_of};
use crate::report::{Level, Report, XmrLine};

/// The tests of some levels, under their heading.
pub fn blocks(report: &Report, levels: &[Level], shows: impl Fn(&XmrLine) -> bool) -> Vec<Block> {
    let over = report.rollup.iter().flat_map(|rollup| &rollup.xmr);
    let all = report.plans.iter().flat_map(|plan| &plan.xmr).chain(over);
    let shown: Vec<&XmrLine> = all.filter(|line| levels.contains(&line.level) && shows(line)).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let items = shown.into_iter().map(|line| Block::item(&said(report, line)));
    let mut blocks = Block::under("DELIVERED BY MONTH, AS A SHARE OF PLAN", items);
    blocks.push(Block::line(METHOD));
    blocks
}

/// How it is tested.
const METHOD: &str = "XmR chart test of NHS England's Making Data Count: limits are the mean ± 2.66 × the average \
                      moving range, ranges above 3.267 × their average left out";

fn said(report: &Report, line: &XmrLine) -> String {
    let whole = || report.plans.iter().find(|plan| plan.organisation == line.organisation);
    let name = match line.level {
        Level::Organisation => {
            whole().map_or_else(|| text::clean(&line.organisation).into_owned(), organisation)
        }
        Level::Region => text::clean(&line.region).into_owned(),
        Level::Cluster => text::clean(&line.cluster).into_owned(),
        Level::Nation => "Total".to_owned(),
        _ => text::clean(&line.workstream).into_owned(),
    };
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
