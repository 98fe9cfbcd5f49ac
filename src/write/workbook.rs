//! Tables as a workbook: a sheet a table, headings with notes, drop-down lists for fixed words, dates
//! as dates, numbers as numbers. The same tables give the same bytes.

use super::{Cell, Column, Holds, Table};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};
use std::io::{self, Write};

/// The significant digits that a workbook's numbers hold.
const DIGITS: usize = 15;

/// The rows of a sheet, the headings included.
const ROWS: u32 = 1_048_576;

/// Decimals of money where no amount says how many.
const PENCE: usize = 2;

/// The widths of columns, in characters.
const NARROW: u8 = 12;
const WIDE: u8 = 40;

/// A sheet of text before the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Its name.
    pub name: &'static str,
    /// Its lines; the first is its title, and a line that ends in a colon heads those below it.
    pub lines: Vec<String>,
}

/// Writes a workbook.
///
/// # Errors
/// Whatever the writer reports, and tables that no sheet can hold.
pub fn write(front: Option<&Front>, tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(front, tables).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(front: Option<&Front>, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // no clock: the same tables are the same bytes
    let created = ExcelDateTime::from_ymd(2011, 9, 30)?;
    book.set_properties(&DocProperties::new().set_author("qipp").set_creation_datetime(&created));
    if let Some(front) = front {
        text_sheet(book.add_worksheet(), front)?;
    }
    for table in tables {
        table_sheet(book.add_worksheet(), table)?;
    }
    book.save_to_buffer()
}

fn text_sheet(sheet: &mut Worksheet, front: &Front) -> Result<(), XlsxError> {
    sheet.set_name(front.name)?;
    sheet.set_column_width(0, 100u8)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = Format::new().set_bold();
    let title = Format::new().set_bold().set_font_size(14u8);
    for (row, line) in (0u32..).zip(&front.lines) {
        let format = match row {
            0 => &title,
            _ if line.ends_with(':') => &heading,
            _ => &plain,
        };
        sheet.write_string_with_format(row, 0, line, format)?;
    }
    Ok(())
}

fn table_sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        let cells = || table.rows.iter().filter_map(|row| row.get(usize::from(at)));
        let format = format_of(column, cells());
        sheet.set_column_format(at, &format)?;
        sheet.set_column_width(at, width(column, cells()))?;
        sheet.write_string_with_format(0, at, column.name, &heading_format(column))?;
        let note = Note::new(column.note.as_str()).set_author("qipp").add_author_prefix(false);
        sheet.insert_note(0, at, &note.set_width(240).set_height(96))?;
        if let Holds::Words(words) = column.holds {
            let list = DataValidation::new().allow_list_strings(words)?;
            let list = list.set_error_title("Fixed words")?;
            sheet.add_data_validation(1, at, ROWS - 1, at, &list)?;
        }
        for (row, cell) in (1u32..).zip(cells()) {
            put(sheet, row, at, cell, &format)?;
        }
    }
    Ok(())
}

fn heading_format(column: &Column) -> Format {
    let colour = if column.required { 0xF8_CBAD } else { 0xD9_E1F2 };
    Format::new().set_bold().set_background_color(Color::RGB(colour)).set_border_bottom(FormatBorder::Thin)
}

fn format_of<'t>(column: &Column, cells: impl Iterator<Item = &'t Cell>) -> Format {
    Format::new().set_num_format(match column.holds {
        Holds::Money => {
            let decimals = cells.filter_map(|cell| match cell {
                Cell::Number(digits) => Some(digits.split_once('.').map_or(0, |(_, part)| part.len())),
                _ => None,
            });
            let decimals = decimals.max().unwrap_or(PENCE);
            let point = if decimals > 0 { "." } else { "" };
            let digits = format!("#,##0{point}{}", "0".repeat(decimals));
            format!("{digits};[Red]-{digits}")
        }
        Holds::Number => "General".to_owned(),
        Holds::Date => "yyyy-mm-dd".to_owned(),
        Holds::Text | Holds::Words(_) => "@".to_owned(),
    })
}

fn width<'t>(column: &Column, cells: impl Iterator<Item = &'t Cell>) -> u8 {
    let longest = cells.map(|cell| cell.text().chars().count()).max().unwrap_or(0);
    let wanted = longest.max(column.name.chars().count() + 2);
    u8::try_from(wanted).unwrap_or(WIDE).clamp(NARROW, WIDE)
}

fn put(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => {
            let format = Format::new().set_num_format("@");
            sheet.write_string_with_format(row, at, text, &format)?;
        }
        Cell::Number(digits) => {
            let significant = digits.trim_start_matches(['-', '0', '.']).replace('.', "").len();
            match digits.parse::<Decimal>() {
                Ok(number) if significant <= DIGITS => {
                    sheet.write_with_format(row, at, number, format)?;
                }
                // more digits than a number of a workbook holds
                _ => {
                    sheet.write_string_with_format(row, at, digits, format)?;
                }
            }
        }
        Cell::Date(date) => {
            let [year, month, day] = [i32::from(date.year()), date.month().into(), date.day().into()];
            let part = |number: i32| u8::try_from(number).unwrap_or(0);
            match ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(0), part(month), part(day)) {
                Ok(date) => sheet.write_datetime_with_format(row, at, date, format)?,
                // before a workbook's first day
                Err(_) => sheet.write_string_with_format(row, at, cell.text(), format)?,
            };
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_same_tables_are_the_same_bytes() {
        let bytes = || {
            let mut out = Vec::new();
            let front = Front { name: "Read me", lines: vec!["Title".to_owned(), "A line.".to_owned()] };
            write(Some(&front), &sample::tables(), &mut out).unwrap();
            out
        };
        let first = bytes();
        assert!(first.starts_with(b"PK"));
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert_eq!(first, bytes());
    }
}
