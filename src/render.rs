//! From a report to bytes. Formats, chooses which lines to show, and aligns; computes nothing.

use crate::parallel::Threads;
use crate::report::{List, Lists, Report};
use crate::words::words;
pub use csv::{OfSchemes, finance};
use std::io::{self, Write};

mod block;
mod book;
mod cells;
mod colours;
mod compare;
mod conformance;
mod csv;
mod cut;
mod github;
mod html;
mod json;
mod jsonl;
mod junit;
mod map;
mod markdown;
mod marks;
mod notices;
mod sarif;
mod select;
mod side_by_side;
mod table;
mod text;
mod verified;
mod views;
mod why;
mod words;

#[cfg(test)]
mod sample;

pub use book::TITLE as BOOK;
pub use compare::{CompareOptions, CompareView, compare};
pub use html::INDEX;
pub use map::map;
pub use marks::{Cells, MARKS, Submitted, copied_from, marking};
pub use text::clean;
pub use verified::verified;
pub use views::View;
pub use why::why;
pub use words::{body, rating as coloured};

words! {
    /// What a report is written as.
    #[derive(Default)]
    pub enum Format {
        /// Aligned text for a terminal.
        #[default]
        Table = "table",
        /// Markdown with pipe tables.
        Markdown = "markdown",
        /// One tidy table a view.
        Csv = "csv",
        /// The whole report as one JSON document.
        Json = "json",
        /// One JSON object a line.
        Jsonl = "jsonl",
        /// One self-contained page.
        Html = "html",
        /// A workbook: a cover, and a sheet a view.
        Xlsx = "xlsx",
        /// Static analysis results (SARIF 2.1.0): what is short or found, at its line.
        Sarif = "sarif",
        /// JUnit XML: a case an expectation.
        Junit = "junit",
        /// Annotations of a GitHub workflow.
        Github = "github",
    }
}

impl Format {
    /// Whether a machine reads in it what could not be read.
    pub fn holds_problems(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Sarif | Self::Junit | Self::Github)
    }
}

words! {
    /// The level of the lines of the finance and report-card views.
    pub enum By {
        Scheme = "scheme",
        /// Workstreams, within each organisation and across all.
        Workstream = "workstream",
        Organisation = "organisation",
        Region = "region",
        All = "all",
    }
}

/// What to show and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The views, in order.
    pub views: Vec<View>,
    /// Whether a result for machines is cut to those views; else it holds everything.
    pub is_cut: bool,
    /// The level of the lines of finance, years and the report card; where none is asked for, workstreams,
    /// and schemes where there are none of those.
    pub by: Option<By>,
    /// Whether to colour ratings.
    pub colour: bool,
    /// The greatest width of a line of text.
    pub width: usize,
    /// Show this workstream alone.
    pub filter_workstream: Option<String>,
    /// Show this scheme (id or name) alone.
    pub filter_scheme: Option<String>,
    /// The command that made this report, for hints: `qipp assess anytown/`.
    pub command_hint: String,
    /// How many threads share the writing.
    pub threads: Threads,
}

impl Options {
    /// What a result for machines holds.
    fn cut(&self) -> cut::Cut<'_> {
        cut::Cut(self.is_cut.then_some(self.views.as_slice()))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            views: vec![View::Summary],
            is_cut: false,
            by: None,
            colour: false,
            width: crate::wrapping::WIDTH,
            filter_workstream: None,
            filter_scheme: None,
            command_hint: "qipp assess".to_owned(),
            threads: Threads::ONE,
        }
    }
}

/// The lists that a result reads of a report of so many plans.
pub fn lists(format: Format, views: &[View], is_cut: bool, plans: usize) -> Lists {
    let of = |view: &View| match format {
        Format::Csv => view.read_by_table(plans == 1),
        _ => view.read_by_page(plans == 1),
    };
    match format {
        Format::Json | Format::Jsonl if !is_cut => Lists::ALL,
        Format::Html | Format::Xlsx => Lists::ALL,
        Format::Sarif | Format::Junit | Format::Github => {
            Lists::of(&[List::Figure13, List::Finance, List::Hashes, List::Judgement])
        }
        Format::Markdown | Format::Json => views.iter().map(of).fold(Lists::of(&[List::Hashes]), Lists::with),
        // its line of the report holds the inputs as they are
        Format::Jsonl => views.iter().map(of).fold(Lists::of(&[List::Hashes, List::Tables]), Lists::with),
        Format::Table | Format::Csv => views.iter().map(of).fold(Lists::NONE, Lists::with),
    }
}

/// Writes the report. JSON and JSON lines hold all of it whatever the views and filters.
///
/// # Errors
///
/// Whatever the writer reports.
pub fn render(report: &Report, format: Format, options: &Options, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Table => {
            let mut pages = views::pages(report, options);
            if options.views.len() == View::ALL.len() {
                pages.extend(views::conformance(report));
            }
            table::write(&pages, options, out)
        }
        Format::Markdown => {
            let (tool, policy) = (&report.tool, &report.policy);
            let origin = markdown::Origin {
                tool,
                schema: report.schema,
                policy,
                inputs: &report.inputs,
                conformance: Some((&report.conformance, report.plans.len())),
            };
            markdown::write(&views::pages(report, options), &origin, out)
        }
        Format::Csv => csv::write(report, options, out),
        Format::Json if options.is_cut => json::write_cut(report, options.cut(), out),
        Format::Json => json::write_report(report, options.threads, out),
        Format::Jsonl => jsonl::write(report, options.cut(), options.threads, out),
        Format::Html => html::write(report, options, out),
        Format::Xlsx => book::write(report, options, out),
        Format::Sarif => sarif::write(report, options, out),
        Format::Junit => junit::write(report, out),
        Format::Github => github::write(report, options, out),
    }
}

/// A folder of tables or of pages: each file's name with what it holds; of other formats none.
pub fn folder(report: &Report, format: Format, options: &Options) -> Vec<(String, Vec<u8>)> {
    match format {
        Format::Html => html::files(report, options),
        Format::Csv => csv::files(report, options),
        _ => Vec::new(),
    }
}

/// Lines in which ratings are [`coloured`], as text for a terminal.
pub fn lines(lines: &[String], colour: bool) -> String {
    let items: Vec<block::Block> = lines.iter().map(|line| block::Block::item(line)).collect();
    let mut out = Vec::new();
    // memory takes whatever is written
    let _ = table::write(&items, &Options { colour, ..Options::default() }, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
