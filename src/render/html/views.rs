//! The views of the report as parts of the page.

use super::blocks;
use super::ids::Ids;
use crate::render::Options;
use crate::render::block::Block;
use crate::render::views::View;
use crate::report::{PlanReport, Report};
use maud::{Markup, html};

/// What is folded at the end of an organisation's page.
const OF_A_PLAN: [View; 11] = [
    View::Movement,
    View::Exceptions,
    View::Findings,
    View::Risks,
    View::Pipeline,
    View::Practice,
    View::ReportCard,
    View::Finance,
    View::Years,
    View::Mix,
    View::Reading,
];

/// Lines of a view that stand on the page; a longer one is cut, and says where the rest is.
const LINES: usize = 300;

pub fn headroom(report: &Report, plan: &PlanReport) -> Option<Markup> {
    let assessed = !plan.headroom.years.is_empty() || plan.headroom.total.is_some();
    assessed.then(|| blocks::markup(&View::Headroom.page(report, &Options::default()), 3))
}

/// The other views, each in a fold.
pub fn more(report: &Report, options: &Options, ids: &mut Ids) -> Markup {
    folds(report, options, &OF_A_PLAN, ids)
}

pub fn folds(report: &Report, options: &Options, views: &[View], ids: &mut Ids) -> Markup {
    let options = Options { views: Vec::new(), ..options.clone() };
    let shown: Vec<(String, View, Vec<Block>)> = views
        .iter()
        .filter(|view| **view != View::Movement || report.movement.is_some())
        .map(|view| (*view, cut(view.page(report, &options), *view)))
        .map(|(view, page)| (ids.give(&format!("view-{}", view.word())), view, page))
        .collect();
    html! {
        @for (id, view, page) in &shown {
            details.screen id=(id) {
                summary { (title(page, *view)) }
                div { (blocks::markup(page, 3)) }
            }
        }
    }
}

fn title(page: &[Block], view: View) -> String {
    let heading = page.iter().find_map(|block| match block {
        Block::Heading(1, heading) => Some(heading.clone()),
        _ => None,
    });
    heading.unwrap_or_else(|| view.word().to_owned())
}

/// As many lines as a page takes.
fn cut(page: Vec<Block>, view: View) -> Vec<Block> {
    let mut left = LINES;
    let mut dropped = 0;
    let mut kept = Vec::new();
    for mut block in page {
        let lines = match &block {
            Block::Grid(grid) => grid.rows.len(),
            Block::Item(..) | Block::Entry(..) | Block::Line(..) => 1,
            Block::Heading(..) | Block::Gap => 0,
        };
        if let (Block::Grid(grid), true) = (&mut block, lines > left) {
            grid.rows.truncate(left);
        }
        dropped += lines.saturating_sub(left);
        if left > 0 || lines == 0 {
            kept.push(block);
        }
        left = left.saturating_sub(lines);
    }
    if dropped > 0 {
        let word = view.word();
        kept.push(Block::line(format!("({} more: --view {word})", dropped)));
    }
    kept
}
