//! The views as pages: which lines each shows and how they are worded, for text and markdown alike.

use super::block::Block;
use super::{Options, View, text};
use crate::report::Report;

mod card;
mod criteria;
mod finance;
mod findings;
mod headroom;
mod lines;
mod mix;
mod reading;
mod rollup;
mod several;
mod summary;
mod to_green;

/// The pages of the views, in order.
#[must_use]
pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    for view in &options.views {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        match view {
            View::Summary => match report.plans.as_slice() {
                [plan] => blocks.extend(summary::of(report, plan, options)),
                _ => blocks.extend(several::of(report, options)),
            },
            View::Criteria => blocks.extend(criteria::of(report, options)),
            View::ReportCard => blocks.extend(card::of(report, options)),
            View::Finance => blocks.extend(finance::of(report, options)),
            View::Headroom => blocks.extend(headroom::of(report)),
            View::Mix => blocks.extend(mix::of(report)),
            View::Rollup => blocks.extend(rollup::of(report)),
            View::Findings => blocks.extend(findings::of(report, options)),
            View::Reading => blocks.extend(reading::of(report)),
        }
    }
    blocks
}

/// The heading of a page.
fn title(text: &str) -> Block {
    Block::Heading(1, text.to_owned())
}

/// The heading of a part of a page.
fn part(text: impl Into<String>) -> Block {
    Block::Heading(2, text.into())
}

/// What is shown alone: `shown: workstream Planned care only`.
fn shown_only(options: &Options) -> Option<Block> {
    let of = |what: &str, name: &Option<String>| {
        name.as_deref().map(|name| format!("{what} {}", text::clean(name.trim())))
    };
    let parts = [of("workstream", &options.filter_workstream), of("scheme", &options.filter_scheme)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let said = format!("shown: {} only; rated as a whole", parts.join(", "));
    (!parts.is_empty()).then(|| Block::line(said))
}

/// The footnotes that the lines call for: `†` and `*`.
fn footnotes(any_chosen: bool, any_incomplete: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    if any_chosen {
        blocks.push(Block::line("† rests on a choice of this policy: qipp explain F13-FIN-5"));
    }
    if any_incomplete {
        blocks.push(Block::line("* not complete: a cell it rests on could not be read"));
    }
    blocks
}
