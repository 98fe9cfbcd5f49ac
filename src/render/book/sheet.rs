//! The sheet of a view: its title, what it holds, and its table.

use super::columns::{Column, Holds};
use super::held::{Held, fitting};
use super::{A4, FONT, HEADING, LINE, Listed, SIZE, formulas, text};
use crate::render::colours::COLOURED;
use crate::wrapping::wrap;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ExcelDateTime, Format, Formula, IgnoreError,
    Table, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

/// The significant digits that a workbook's numbers hold.
const DIGITS: usize = 15;
/// The most lines of a row that are shown at once.
const LINES: usize = 8;
/// The characters that a page of A4 is wide, on its side, at a size that can be read.
const PAGE: u16 = 190;
/// The scale of what is wider, as a percentage.
const SMALL: u16 = 60;

pub fn fill(sheet: &mut Worksheet, listed: &Listed) -> Result<(), XlsxError> {
    sheet.set_name(&listed.name)?.set_screen_gridlines(false);
    let title = text().set_bold().set_font_size(SIZE + 4);
    sheet.write_string_with_format(0, 0, listed.title, &title)?;
    sheet.set_row_height(0, LINE * 3 / 2)?;
    sheet.write_string_with_format(1, 0, says(listed), &text())?;
    let last = HEADING + u32::try_from(listed.rows.len()).unwrap_or(0);
    let right = u16::try_from(listed.columns.len().saturating_sub(1)).unwrap_or(0);
    for (at, column) in (0u16..).zip(&listed.columns) {
        sheet.set_column_width(at, column.width)?;
        if column.holds == Holds::Rating {
            colour(sheet, [HEADING + 1, last], at)?;
        }
    }
    let heads = listed.columns.iter().map(|column| {
        TableColumn::new().set_header(&column.heading).set_header_format(column.heading_format())
    });
    let heads: Vec<TableColumn> = heads.collect();
    let table = Table::new().set_name(table_name(listed)).set_columns(&heads).set_style(TableStyle::Light1);
    let table = table.set_alt_text_title(listed.title).set_alt_text(listed.about);
    // a total of the lines above it does not stand being sorted
    sheet.add_table(HEADING, 0, last, right, &table.set_autofilter(!listed.has_totals()))?;
    sheet.set_row_height(HEADING, LINE * 5 / 2)?;
    let formats: Vec<Format> = listed.columns.iter().map(Column::format).collect();
    for (row, cells) in listed.rows.iter().enumerate() {
        let line = HEADING + 1 + u32::try_from(row).unwrap_or(0);
        for (at, (held, format)) in cells.iter().zip(&formats).enumerate() {
            let formula = formulas::of(listed, row, at);
            put(sheet, (line, u16::try_from(at).unwrap_or(0)), held, formula, format)?;
        }
        let lines = height(&listed.columns, cells);
        if lines > 1 {
            sheet.set_row_height(line, u16::try_from(lines).unwrap_or(1) * LINE)?;
        }
    }
    // ids of digits, and digits that no number holds, are text on purpose
    sheet.ignore_error_range(HEADING, 0, last, right, IgnoreError::NumberStoredAsText)?;
    print(sheet, listed)
}

/// What the sheet holds, in a sentence or two.
fn says(listed: &Listed) -> String {
    let more = match listed.more {
        0 => String::new(),
        more => {
            let more = crate::words::count(more, "further line");
            format!(" {more} are left out of this sheet: --format csv --view {} has all.", listed.word)
        }
    };
    format!("{} One table, {}.{more}", listed.about, crate::words::count(listed.rows.len(), "line"))
}

/// The name of the table: `report_card`.
pub fn table_name(listed: &Listed) -> String {
    listed.name.to_lowercase().replace(' ', "_")
}

/// The words of ratings in their colours.
fn colour(sheet: &mut Worksheet, [first, last]: [u32; 2], at: u16) -> Result<(), XlsxError> {
    for (rating, pair) in COLOURED {
        let format =
            Format::new().set_font_color(Color::RGB(pair.ink)).set_background_color(Color::RGB(pair.ground));
        let is_it = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(rating.word()))
            .set_format(format);
        sheet.add_conditional_format(first, at, last, at, &is_it)?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    held: &Held,
    formula: Option<String>,
    format: &Format,
) -> Result<(), XlsxError> {
    match held {
        Held::Blank => {
            sheet.write_blank(row, at, format)?;
        }
        Held::Text(own) => put_text(sheet, (row, at), own, format)?,
        Held::Truth(own) => {
            sheet.write_boolean_with_format(row, at, *own, format)?;
        }
        Held::Number(own) | Held::Money(own) | Held::Share(own) => match formula {
            _ if digits(own) > DIGITS => {
                sheet.write_string_with_format(row, at, own.normalize().to_string(), format)?;
            }
            Some(formula) => {
                let formula = Formula::new(formula).set_result(own.normalize().to_string());
                sheet.write_formula_with_format(row, at, formula, format)?;
            }
            None => {
                sheet.write_with_format(row, at, *own, format)?;
            }
        },
        Held::Date(own) => {
            let part = |number: i32| u8::try_from(number).unwrap_or(0);
            let [month, day] = [i32::from(own.month()), i32::from(own.day())].map(part);
            let date = ExcelDateTime::from_ymd(u16::try_from(own.year()).unwrap_or(0), month, day)?;
            sheet.write_datetime_with_format(row, at, date, format)?;
        }
    }
    Ok(())
}

/// A text stays one: what a spreadsheet would take for a formula keeps the sign of a text when it is edited.
pub fn put_text(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    own: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let own = fitting(own);
    if own.starts_with(['=', '+', '-', '@', '\'']) {
        sheet.write_string_with_format(row, at, &*own, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, at, &*own, format)?;
    }
    Ok(())
}

/// The significant digits of a number.
fn digits(own: &Decimal) -> usize {
    own.normalize().mantissa().unsigned_abs().to_string().len()
}

/// The lines that the texts of a row take.
fn height(columns: &[Column], cells: &[Held]) -> usize {
    let lines = columns.iter().zip(cells).filter(|(column, _)| column.holds == Holds::Text);
    let lines =
        lines.filter_map(|(column, held)| Some(lines_of(held.text()?, column.width.saturating_sub(1))));
    lines.max().unwrap_or(1).min(LINES)
}

/// The lines that a text takes in a cell of this width: letters are narrower than the digits it is counted in.
pub fn lines_of(text: &str, width: u16) -> usize {
    let width = (usize::from(width) * 21 / 20).max(1);
    if text.len() <= width && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrap(line, width, 0).len()).sum()
}

/// How it prints: on its side, its headings on every page.
fn print(sheet: &mut Worksheet, listed: &Listed) -> Result<(), XlsxError> {
    sheet.set_repeat_rows(HEADING, HEADING)?;
    sheet.set_landscape().set_paper_size(A4).set_footer(footer());
    let width: u16 = listed.columns.iter().fold(0, |sum, column| sum.saturating_add(column.width));
    if width <= PAGE * 3 / 2 {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_print_scale(SMALL);
    }
    Ok(())
}

/// The foot of a printed page.
pub fn footer() -> String {
    format!("&L&\"{FONT}\"&A&R&\"{FONT}\"Page &P of &N")
}

/// A link to a sheet, in words.
pub fn link(name: &str) -> Url {
    Url::new(format!("internal:'{name}'!A1")).set_text(name)
}
