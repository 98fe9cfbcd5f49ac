//! A workbook for cells that came in no workbook whose parts could be changed: each as it stands, numbers as
//! numbers, the rest as text.

use crate::write::workbook::{CHARACTERS, DIGITS, ROWS};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;

/// The most characters of a sheet's name, and what none may hold.
const NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The widest column, in pixels.
const WIDE: u32 = 420;

/// A sheet to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshSheet {
    pub name: String,
    /// Row and column (from 1) and text of each cell.
    pub cells: Vec<(u32, u32, String)>,
}

/// A name for a sheet as near to this as names may be, and none of those known.
pub fn sheet_name(wanted: &str, known: &[String]) -> String {
    let plain: String = wanted.chars().filter(|c| !c.is_control()).collect();
    let plain = plain.replace(NOT_IN_NAMES, " ");
    let plain = plain.trim().trim_matches('\'');
    let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "plan" } else { plain };
    let fits = |end: &str| {
        let most = NAME - end.chars().count();
        let own: String = plain.chars().take(most).collect();
        format!("{}{end}", own.trim_end().trim_end_matches('\''))
    };
    let all = std::iter::once(fits("")).chain((2u32..).map(|number| fits(&format!(" ({number})"))));
    let is_free = |name: &String| !known.iter().any(|own| own.to_lowercase() == name.to_lowercase());
    all.into_iter().find(is_free).unwrap_or_default()
}

/// Writes the workbook.
///
/// # Errors
/// Where a sheet or a cell cannot hold what is to be written.
pub fn fresh(sheets: &[FreshSheet]) -> io::Result<Vec<u8>> {
    let refused = |what: String| Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    for (sheet, (row, _, text)) in
        sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)))
    {
        if *row > ROWS {
            return refused(format!(
                "{}: more than {ROWS} rows; a sheet of a workbook holds no more",
                sheet.name
            ));
        }
        if text.encode_utf16().count() > CHARACTERS {
            return refused(format!(
                "{}, row {row}: a text of more than {CHARACTERS} characters; a cell of a workbook holds no more",
                sheet.name
            ));
        }
    }
    book(sheets).map_err(io::Error::other)
}

fn book(sheets: &[FreshSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // no clock: the same cells are the same bytes
    let created = ExcelDateTime::from_ymd(2011, 9, 30)?;
    book.set_properties(&DocProperties::new().set_author("qipp").set_creation_datetime(&created));
    for own in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(&own.name)?;
        for (row, column, text) in &own.cells {
            put(sheet, row.saturating_sub(1), column.saturating_sub(1), text)?;
        }
        sheet.set_autofit_max_width(WIDE).autofit();
    }
    book.save_to_buffer()
}

fn put(sheet: &mut Worksheet, row: u32, column: u32, text: &str) -> Result<(), XlsxError> {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    match plain_number(text) {
        Some((number, 0)) => sheet.write(row, column, number)?,
        Some((number, decimals)) => {
            let format = Format::new().set_num_format(format!("0.{}", "0".repeat(decimals)));
            sheet.write_with_format(row, column, number, &format)?
        }
        None if text.is_empty() => return Ok(()),
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

/// A number as a workbook shows it, and its decimals; `None` of a text that a number would change (`007`, `1e3`,
/// `+5`, more digits than a number holds).
fn plain_number(text: &str) -> Option<(Decimal, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain =
        is_digits(whole) && decimals.is_none_or(is_digits) && (whole == "0" || !whole.starts_with('0'));
    let number: Decimal = text.parse().ok().filter(|_| is_plain && digits.len() <= DIGITS)?;
    let is_kept = !(number.is_zero() && text.starts_with('-'));
    is_kept.then_some((number, decimals.map_or(0, str::len)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_stay_what_they_are() {
        for text in ["0", "12", "-3", "98.50", "0.5"] {
            let (number, decimals) = plain_number(text).unwrap();
            assert_eq!(format!("{number:.decimals$}"), text);
        }
        for text in
            ["", "-", "007", "1e3", "+5", "1,234", "-0", ".5", "5.", "1234567890123456", "£5", "2011-09"]
        {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }

    #[test]
    fn sheets_have_names_of_their_own() {
        let known = str::to_owned;
        assert_eq!(sheet_name("Plan: a/b", &[]), "Plan  a b");
        assert_eq!(sheet_name("'", &[]), "plan");
        assert_eq!(sheet_name("schemes", &[known("Schemes"), known("schemes (2)")]), "schemes (3)");
        let long = "x".repeat(40);
        assert_eq!(sheet_name(&long, &[known(&"x".repeat(31))]), format!("{} (2)", "x".repeat(27)));
    }
}
