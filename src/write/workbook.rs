//! Tables as a workbook: a sheet a table, headings with notes, drop-down lists for fixed words, dates
//! as dates, numbers as numbers. The same tables give the same bytes.

use super::{Cell, Column, Holds, Table};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError,
    Note, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Write};

mod front;
pub(super) mod size;

pub use front::{Front, FrontLine};

/// The significant digits that a workbook's numbers hold.
pub(super) const DIGITS: usize = 15;

/// The rows of a sheet, the headings included.
pub(super) const ROWS: u32 = 1_048_576;

/// The characters (UTF-16 units) that a cell holds.
pub(super) const CHARACTERS: usize = 32_767;

/// Decimals of money where no amount says how many.
const PENCE: usize = 2;

/// Columns are frozen as far as the one that names the row, where it is among the first.
const FROZEN: usize = 3;

/// The sizes of paper: a sheet that is wider than A4 is printed on A3.
const A4: u8 = 9;
const A3: u8 = 8;

/// The scale of a sheet that is several pages wide, as a percentage.
const SMALL: u16 = 60;

/// Fills of headings: of a column that every row needs, and of any other.
const REQUIRED: u32 = 0xF8_CBAD;
const OPTIONAL: u32 = 0xD9_E1F2;

/// Writes a workbook.
///
/// # Errors
/// Whatever the writer reports; of the kind `InvalidInput` where a cell or a sheet cannot hold what is
/// to be written.
pub fn write(front: Option<&Front>, tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    if let Some(what) = tables.iter().find_map(too_large) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    let bytes = workbook(front, tables).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// What of a table no sheet can hold.
fn too_large(table: &Table) -> Option<String> {
    let (name, rows) = (table.name, table.rows.len());
    if rows >= ROWS as usize {
        let most = ROWS - 1;
        return Some(format!("{name}: {rows} rows; a sheet of a workbook holds {most} below its headings"));
    }
    table.rows.iter().enumerate().find_map(|(row, cells)| {
        let length = |cell: &Cell| cell.text().encode_utf16().count();
        let (column, cell) = table.columns.iter().zip(cells).find(|(_, cell)| length(cell) > CHARACTERS)?;
        let (row, column, length) = (row + 1, column.name, length(cell));
        let most = format!("a cell of a workbook holds {CHARACTERS}");
        Some(format!("{name}, row {row}, {column}: {length} characters; {most}"))
    })
}

fn workbook(front: Option<&Front>, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // no clock: the same tables are the same bytes
    let created = ExcelDateTime::from_ymd(2011, 9, 30)?;
    book.set_properties(&DocProperties::new().set_author("qipp").set_creation_datetime(&created));
    if let Some(front) = front {
        front.fill(book.add_worksheet())?;
    }
    for table in tables {
        table_sheet(book.add_worksheet(), table)?;
    }
    book.save_to_buffer()
}

fn table_sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    let widths: Vec<u16> = (0..table.columns.len()).map(|at| size::width(table, at)).collect();
    set_view(sheet, table, &widths)?;
    for (row, cells) in (1u32..).zip(&table.rows) {
        if let Some(height) = size::height(&table.columns, cells, &widths) {
            sheet.set_row_height(row, height)?;
        }
    }
    let last = u32::try_from(table.rows.len()).unwrap_or(ROWS - 1);
    for ((at, column), width) in (0u16..).zip(&table.columns).zip(&widths) {
        let cells = || table.rows.iter().filter_map(|row| row.get(usize::from(at)));
        let format = format_of(column, cells());
        sheet.set_column_format(at, &format)?;
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, column.name, &heading_format(column))?;
        let note = Note::new(column.note.as_str()).set_author("qipp").add_author_prefix(false);
        let (wide, high) = size::note(&column.note);
        sheet.insert_note(0, at, &note.set_width(wide).set_height(high))?;
        if let Holds::Words(words) = column.holds {
            let list = DataValidation::new().allow_list_strings(words)?.set_error_title("Fixed words")?;
            let list = list.set_error_message("Choose a word from the list.")?;
            sheet.add_data_validation(1, at, ROWS - 1, at, &list)?;
        }
        for (row, cell) in (1u32..).zip(cells()) {
            put(sheet, row, at, cell, &format)?;
        }
    }
    if let Some(right) = u16::try_from(table.columns.len()).ok().and_then(|columns| columns.checked_sub(1)) {
        // ids of digits are text on purpose
        sheet.ignore_error_range(0, 0, last.max(1), right, IgnoreError::NumberStoredAsText)?;
        if last > 0 {
            sheet.autofilter(0, 0, last, right)?;
        }
    }
    Ok(())
}

/// How a sheet is shown and printed: headings and names stay in sight and stand on every page.
fn set_view(sheet: &mut Worksheet, table: &Table, widths: &[u16]) -> Result<(), XlsxError> {
    let named = table.columns.iter().take(FROZEN).rposition(|column| column.required);
    let frozen = named.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(0);
    sheet.set_freeze_panes(1, frozen)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_footer("&L&A&RPage &P of &N");
    let width: u16 = widths.iter().fold(0, |sum, width| sum.saturating_add(*width));
    match size::paper(width) {
        Some(size::Paper::A4) => sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0),
        Some(size::Paper::A3) => sheet.set_paper_size(A3).set_print_fit_to_pages(1, 0),
        None if frozen > 0 => {
            sheet.set_paper_size(A3).set_print_scale(SMALL).set_repeat_columns(0, frozen - 1)?
        }
        None => sheet.set_paper_size(A3).set_print_scale(SMALL),
    };
    Ok(())
}

fn heading_format(column: &Column) -> Format {
    let heading = heading(column.required);
    match column.holds {
        Holds::Money | Holds::Number => heading.set_align(FormatAlign::Right),
        _ => heading.set_align(FormatAlign::Left).set_indent(1),
    }
}

fn heading(is_required: bool) -> Format {
    let colour = if is_required { REQUIRED } else { OPTIONAL };
    Format::new().set_bold().set_background_color(Color::RGB(colour)).set_border_bottom(FormatBorder::Thin)
}

fn format_of<'t>(column: &Column, cells: impl Iterator<Item = &'t Cell>) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    let left = || format.clone().set_align(FormatAlign::Left).set_indent(1);
    match column.holds {
        Holds::Money => {
            let decimals = cells.filter_map(|cell| match cell {
                Cell::Number(digits) => Some(digits.split_once('.').map_or(0, |(_, part)| part.len())),
                _ => None,
            });
            let decimals = decimals.max().unwrap_or(PENCE);
            let point = if decimals > 0 { "." } else { "" };
            let digits = format!("#,##0{point}{}", "0".repeat(decimals));
            format.set_num_format(format!("{digits};[Red]-{digits}"))
        }
        Holds::Number => format.set_num_format("General"),
        Holds::Date => left().set_num_format("yyyy-mm-dd"),
        Holds::Name | Holds::Words(_) => left().set_num_format("@"),
        Holds::Text => left().set_num_format("@").set_text_wrap(),
    }
}

fn put(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let as_text = || format.clone().set_num_format("@");
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, at, text, &as_text())?;
        }
        Cell::Number(digits) => {
            let significant = digits.trim_start_matches(['-', '0', '.']).replace('.', "").len();
            match digits.parse::<Decimal>() {
                Ok(number) if significant <= DIGITS => sheet.write_with_format(row, at, number, format)?,
                // more digits than a number of a workbook holds
                _ => sheet.write_string_with_format(row, at, digits, &as_text())?,
            };
        }
        Cell::Date(date) => {
            let [year, month, day] = [i32::from(date.year()), date.month().into(), date.day().into()];
            let part = |number: i32| u8::try_from(number).unwrap_or(0);
            match ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(0), part(month), part(day)) {
                Ok(date) => sheet.write_datetime_with_format(row, at, date, format)?,
                // before a workbook's first day
                Err(_) => sheet.write_string_with_format(row, at, cell.text(), &as_text())?,
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
            let lines = vec![FrontLine::Heading("How"), FrontLine::Sheet("things", "Things.".to_owned())];
            let front = Front { name: "Read me", title: "Title", lines };
            write(Some(&front), &sample::tables(), &mut out).unwrap();
            out
        };
        let first = bytes();
        assert!(first.starts_with(b"PK"));
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert_eq!(first, bytes());
    }

    #[test]
    fn what_no_cell_holds_is_refused() {
        let mut tables = sample::tables();
        tables[1].rows[0][0] = Cell::Text("é".repeat(CHARACTERS));
        write(None, &tables, &mut Vec::new()).unwrap();
        tables[1].rows[0][0] = Cell::Text("é".repeat(CHARACTERS + 1));
        let error = write(None, &tables, &mut Vec::new()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        assert_eq!(
            error.to_string(),
            "others, row 1, note: 32768 characters; a cell of a workbook holds 32767"
        );
    }
}
