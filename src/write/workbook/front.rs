//! The first sheet of a workbook: what it is, how it is filled in, and its sheets with links.

use super::{heading, size};
use rust_xlsxwriter::{Color, Format, FormatAlign, Url, Worksheet, XlsxError};

/// The widths of the two columns, in characters.
const LABELS: u16 = 16;
const TEXTS: u16 = 100;

/// A sheet of text before the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    pub name: &'static str,
    /// Its title, in its first cell.
    pub title: &'static str,
    /// What stands below.
    pub lines: Vec<FrontLine>,
}

/// A line of the first sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontLine {
    /// A heading over the lines below it.
    Heading(&'static str),
    /// A label, which may be blank, and what is said of it.
    Text(String, String),
    /// What the heading of a column looks like that every row needs (or not), and what that means.
    Colour(bool, String),
    /// A sheet, as a link to it, and what it holds.
    Sheet(&'static str, String),
}

impl Front {
    pub(super) fn fill(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?.set_screen_gridlines(false);
        sheet.set_column_width(0, LABELS)?.set_column_width(1, TEXTS)?;
        sheet.set_landscape().set_paper_size(super::A4).set_print_fit_to_pages(1, 0);
        let top = || Format::new().set_align(FormatAlign::Top);
        let title = Format::new().set_bold().set_font_size(16u8);
        sheet.write_string_with_format(0, 0, self.title, &title)?;
        for (row, line) in (1u32..).zip(&self.lines) {
            let text = match line {
                FrontLine::Heading(text) => {
                    let over = Format::new().set_bold().set_font_size(12u8).set_align(FormatAlign::Bottom);
                    sheet.write_string_with_format(row, 0, *text, &over)?;
                    sheet.set_row_height(row, 2 * size::LINE)?;
                    continue;
                }
                FrontLine::Text(label, text) => {
                    sheet.write_string_with_format(row, 0, label, &top())?;
                    text
                }
                FrontLine::Colour(is_required, text) => {
                    sheet.write_string_with_format(row, 0, "heading", &heading(*is_required))?;
                    text
                }
                FrontLine::Sheet(name, text) => {
                    let link = top().set_font_color(Color::RGB(0x05_63C1));
                    let url = Url::new(format!("internal:'{name}'!A1")).set_text(*name);
                    sheet.write_url_with_format(row, 0, url, &link)?;
                    text
                }
            };
            sheet.write_string_with_format(row, 1, text, &top().set_text_wrap())?;
            let lines = size::lines(text, TEXTS);
            if lines > 1 {
                sheet.set_row_height(row, lines * size::LINE)?;
            }
        }
        Ok(())
    }
}
