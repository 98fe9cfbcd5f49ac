//! From a report to bytes. Formats, chooses which lines to show, and aligns; computes nothing.

use crate::report::Report;
pub use csv::{FinanceLines, finance_header};
pub use select::levels;
use std::io::{self, Write};

mod block;
mod csv;
mod json;
mod jsonl;
mod markdown;
mod pages;
mod select;
mod table;
mod text;
mod words;

#[cfg(test)]
mod sample;

pub use text::{clean, fit};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned text for a terminal.
    Table,
    /// Markdown with pipe tables.
    Markdown,
    /// One tidy table a view.
    Csv,
    /// The whole report as one JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The first screen.
    Summary,
    /// Every expectation with its result.
    Criteria,
    /// Both halves of Figure 12.
    ReportCard,
    /// In month, to date and forecast against plan.
    Finance,
    /// Challenge and headroom by year.
    Headroom,
    /// How the planned savings are made up.
    Mix,
    /// Regions and the whole, with the bridges to what regions state.
    Rollup,
    /// Findings beyond the criteria.
    Findings,
    /// What was read of each input, and what was left out.
    Reading,
}

impl View {
    /// Every view, in the order in which `all` shows them.
    pub const ALL: [Self; 9] = [
        Self::Summary,
        Self::Criteria,
        Self::ReportCard,
        Self::Finance,
        Self::Headroom,
        Self::Mix,
        Self::Rollup,
        Self::Findings,
        Self::Reading,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Criteria => "criteria",
            Self::ReportCard => "report-card",
            Self::Finance => "finance",
            Self::Headroom => "headroom",
            Self::Mix => "mix",
            Self::Rollup => "rollup",
            Self::Findings => "findings",
            Self::Reading => "reading",
        }
    }

    /// The views of a name; `all` is every one. `None` where the name is not known.
    #[must_use]
    pub fn parse(name: &str) -> Option<Vec<Self>> {
        if name == "all" {
            return Some(Self::ALL.to_vec());
        }
        Self::ALL.into_iter().find(|view| view.name() == name).map(|view| vec![view])
    }
}

/// The level of the lines of the finance and report-card views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Schemes.
    Scheme,
    /// Workstreams, within each organisation and across all.
    Workstream,
    /// Organisations.
    Organisation,
    /// Regions, and the whole.
    Region,
    /// Every level.
    All,
}

/// What to show and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The views, in order.
    pub views: Vec<View>,
    /// The level of finance and report-card lines.
    pub by: By,
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
}

impl Default for Options {
    fn default() -> Self {
        Self {
            views: vec![View::Summary],
            by: By::Workstream,
            colour: false,
            width: 80,
            filter_workstream: None,
            filter_scheme: None,
            command_hint: "qipp assess".to_owned(),
        }
    }
}

/// Writes the report. JSON and JSON lines hold all of it whatever the views and filters.
///
/// # Errors
///
/// Whatever the writer reports.
pub fn render(report: &Report, format: Format, options: &Options, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Table => table::write(&pages::of(report, options), options, out),
        Format::Markdown => markdown::write(report, &pages::of(report, options), out),
        Format::Csv => csv::write(report, options, out),
        Format::Json => json::write(report, out),
        Format::Jsonl => jsonl::write(report, out),
    }
}
