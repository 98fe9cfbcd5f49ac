//! A workbook: a cover, and a sheet for each view with one table of real numbers and dates, the colours beside
//! their words, and formulas where they give exactly what the report says. The same report gives the same bytes.
//! Source of the layout: Government Analysis Function, releasing statistics in spreadsheets (titles in A1, one
//! table a sheet, named; no merged cells, no frozen panes, no blank rows, no colour alone).

use super::Options;
use super::views::View;
use crate::report::Report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::{self, Write};

mod charts;
mod columns;
mod cover;
mod formulas;
mod gathered;
mod held;
mod sheet;

use charts::Drawn;
use columns::Column;
pub use cover::{Said, how_to_read, line};
pub use gathered::table as gathered;
use held::Held;

/// What the first cell of the cover begins with: by that a workbook is known for a report.
pub const TITLE: &str = "Assessment of savings plans";

/// The letters of every cell: without serifs, and large enough.
const FONT: &str = "Arial";
const SIZE: u8 = 11;
/// The height of a line of them, in points.
const LINE: u16 = 15;
const A4: u8 = 9;
/// The row of the headings of a table, counted from 0: above it the title and what the sheet holds.
const HEADING: u32 = 2;

/// A table of a workbook, on a sheet of its own.
pub struct Listed {
    /// The view of an assessment that it is; of a comparison none.
    view: Option<View>,
    title: &'static str,
    about: &'static str,
    /// The view by which `--view` names it.
    word: &'static str,
    name: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Held>>,
    /// Lines that the sheet does not hold.
    more: usize,
}

impl Listed {
    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Writes the workbook.
///
/// # Errors
/// Whatever the writer reports.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut listed = Vec::new();
    let mut empty = Vec::new();
    for view in &options.views {
        let own = gathered::of(*view, report, options)?;
        if own.is_empty() { empty.push(*view) } else { listed.push(own) }
    }
    let charts = charts::of(report, &listed);
    let said = cover::of_report(report, options, &empty);
    let bytes = made(&cover::title(report), &said, &listed, charts).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// A workbook of these tables, with what its cover says before and after the list of them.
///
/// # Errors
/// Whatever the writer reports.
pub fn made(
    title: &str,
    said: &[Vec<Said>; 2],
    listed: &[Listed],
    charts: Vec<Drawn>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // no clock: the same report is the same bytes
    let created = ExcelDateTime::from_ymd(2011, 9, 30)?;
    let properties = DocProperties::new().set_title(title).set_author("qipp").set_creation_datetime(&created);
    book.set_properties(
        &properties
            .set_subject("Savings plans against published green-rating criteria and the 5% rule")
            .set_keywords("QIPP, savings, efficiency, assessment")
            .set_custom_property("Language", "en-GB"),
    );
    book.set_default_format(&text(), u32::from(LINE) * 4 / 3, 64)?;
    let cover = book.add_worksheet();
    cover::fill(cover, title, said, (listed, !charts.is_empty()))?;
    cover.set_active(true);
    if !charts.is_empty() {
        charts::fill(book.add_worksheet(), charts)?;
    }
    for own in listed {
        sheet::fill(book.add_worksheet(), own)?;
    }
    book.save_to_buffer()
}

/// Letters as they stand in every cell.
fn text() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}
