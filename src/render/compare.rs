//! A comparison of submissions in every format.

use super::cells::Table;
use super::views::movement::{self, lists};
use super::views::series;
use super::{By, Format, Options, csv, html, json, jsonl, markdown, table, text};
use crate::report::Comparison;
use crate::words::words;
use std::io::{self, Write};

mod book;

words! {
    /// A part of a comparison.
    #[derive(Default)]
    pub enum CompareView {
        /// The first screen; as CSV every subject.
        #[default]
        Summary = "summary",
        /// From submission to submission, of three or more: every subject's path, what its forecasts were worth.
        Series = "series",
        /// Every subject that moved.
        Movement = "movement",
        /// The bridges of every year.
        Bridge = "bridge",
        Milestones = "milestones",
        Findings = "findings",
        Expectations = "expectations",
        All = "all",
    }
}

/// What to show of a comparison, and how.
#[derive(Debug, Clone, Copy)]
pub struct CompareOptions {
    /// The view.
    pub view: CompareView,
    /// The level of its subjects.
    pub by: Option<By>,
    /// Whether to colour ratings.
    pub colour: bool,
    /// The greatest width of a line of text.
    pub width: usize,
}

/// Writes a comparison.
///
/// # Errors
/// Whatever the writer reports.
pub fn compare(
    comparison: &Comparison,
    format: Format,
    options: &CompareOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let moved = &comparison.movement;
    let of_series = match options.view {
        CompareView::Summary | CompareView::Series => comparison.series.as_ref(),
        _ => None,
    };
    let pages = || match of_series {
        Some(own) => series::pages(own, options.by, options.view == CompareView::Series),
        None => movement::pages(moved, options.view, options.by),
    };
    let Comparison { tool, schema, policy, .. } = comparison;
    let origin = markdown::Origin { tool, schema, policy, inputs: &[], conformance: None };
    match format {
        Format::Html => {
            let title = format!("From {} to {}", text::clean(&moved.from.name), text::clean(&moved.to.name));
            html::write_pages(&title, &pages(), origin, out)
        }
        Format::Table => {
            let page = Options { colour: options.colour, width: options.width, ..Options::default() };
            table::write(&pages(), &page, out)
        }
        Format::Markdown => markdown::write(&pages(), &origin, out),
        Format::Csv => {
            let view = match (of_series, options.view) {
                (Some(_), _) => CompareView::Series,
                (None, CompareView::Series) => CompareView::Movement,
                (None, view) => view,
            };
            csv::table(out, |to| table(comparison, view, options.by, to))
        }
        Format::Xlsx => book::write(comparison, options, out),
        Format::Jsonl => jsonl::write_comparison(comparison, out),
        // JSON; of the others none is offered
        _ => json::write(comparison, out),
    }
}

/// The table of data of a view.
///
/// # Errors
/// Whatever it is written to reports.
fn table(comparison: &Comparison, view: CompareView, by: Option<By>, to: &mut impl Table) -> io::Result<()> {
    let moved = &comparison.movement;
    match view {
        CompareView::Series => {
            Table::all(to, comparison.series.iter().flat_map(|own| series::lines(own, by)))
        }
        CompareView::Summary | CompareView::Movement | CompareView::All => {
            Table::all(to, movement::lines(Some(moved), by))
        }
        CompareView::Bridge => Table::all(to, movement::bridge_lines(moved, by)),
        CompareView::Milestones => Table::all(to, lists::milestones(moved)),
        CompareView::Findings => Table::all(to, moved.findings.iter()),
        CompareView::Expectations => Table::all(to, moved.expectations.iter()),
    }
}
