//! Stand-in until the renderers are merged.
use crate::report::Report;
use std::io::{self, Write};
/// F.
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format { Table, Markdown, Csv, Json, Jsonl }
/// V.
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View { Summary, Criteria, ReportCard, Finance, Headroom, Mix, Rollup, Findings, Reading }
impl View {
    /// All.
    pub const ALL: [Self; 2] = [Self::Summary, Self::Criteria];
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str { "summary" }
    /// Parse.
    #[must_use]
    pub fn parse(name: &str) -> Option<Vec<Self>> { (name == "summary").then(|| vec![Self::Summary]) }
}
/// B.
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By { Scheme, Workstream, Organisation, Region, All }
/// O.
#[allow(missing_docs)]
#[derive(Debug, Clone)]
pub struct Options { pub views: Vec<View>, pub by: By, pub colour: bool, pub width: usize, pub filter_workstream: Option<String>, pub filter_scheme: Option<String>, pub command_hint: String }
/// Clean.
#[must_use]
pub fn clean(text: &str) -> std::borrow::Cow<'_, str> { text.into() }
/// Render.
/// # Errors
/// e
pub fn render(report: &Report, _f: Format, _o: &Options, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", serde_json::to_string(report)?)
}
