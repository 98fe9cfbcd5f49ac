//! Cells as they stand in a file, read as plainly as can be: nothing of the program's own reading is used.

use crate::worked_plan::fixture;
use calamine::{Data, Reader, open_workbook_auto};

/// What an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Plan,
    Actual,
    Forecast,
    Challenge,
    Identified,
}

/// The time an amount is for; months are counted from the year nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    ToDate,
    /// The year reported of.
    Year,
    Months {
        first: i32,
        count: i32,
    },
}

/// The text of a file: UTF-8 or UTF-16 by its mark, else that of Windows.
fn text(bytes: &[u8]) -> String {
    match encoding_rs::UTF_8.decode(bytes) {
        (text, _, false) => text.into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// Rows of cells; a quote may hold the mark between cells, lines, and a quote written twice.
fn of_text(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap();
    let between = ['\t', ';'].into_iter().find(|mark| first.contains(*mark)).unwrap_or(',');
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    for letter in text.chars().chain((!text.ends_with('\n')).then_some('\n')) {
        match letter {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => cell.push(letter),
            '\r' => {}
            _ if letter == between => row.push(std::mem::take(&mut cell)),
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    rows
}

/// Rows of cells of a sheet, as they are numbered there.
fn of_sheet(name: &str, sheet: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(fixture(name)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let (above, before) = range.start().unwrap();
    let words = |cell: &Data| if matches!(cell, Data::Error(_)) { String::new() } else { cell.to_string() };
    let row = |cells: &[Data]| {
        let blank = (0..before).map(|_| String::new());
        blank.chain(cells.iter().map(words)).collect()
    };
    (0..above).map(|_| Vec::new()).chain(range.rows().map(row)).collect()
}

/// The rows of a file, or of a sheet of it; across, what stands side by side is one below the other.
pub fn rows(name: &str, sheet: Option<&str>, is_across: bool) -> Vec<Vec<String>> {
    let rows = match sheet {
        Some(sheet) => of_sheet(name, sheet),
        None => of_text(&text(&std::fs::read(fixture(name)).unwrap())),
    };
    if !is_across {
        return rows;
    }
    let widest = rows.iter().map(Vec::len).max().unwrap();
    let of = |at: usize| rows.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
    (0..widest).map(of).collect()
}

/// How many noughts make pence of an amount.
fn noughts(unit: &str) -> u32 {
    match unit {
        "£bn" => 11,
        "£m" => 8,
        "£k" => 5,
        _ => 2,
    }
}

/// An amount in pence; where no unit is known, as if it were pounds. `None` for what is no figure.
pub fn pence(cell: &str, unit: &str) -> Option<i128> {
    let cell = cell.replace("<b>", "").replace("</b>", "");
    let text: String = cell.chars().filter(|own| !own.is_whitespace() && !"“”,£".contains(*own)).collect();
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let (text, is_less) = match inside.or_else(|| text.strip_prefix(['-', '−'])) {
        Some(inside) => (inside, true),
        None => (text.as_str(), false),
    };
    let units = [("billion", "£bn"), ("m", "£m"), ("k", "£k")];
    let own = units.into_iter().find_map(|(end, own)| Some((text.strip_suffix(end)?, own)));
    let (text, unit) = own.unwrap_or((text, unit.trim_start_matches('-')));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !whole.chars().chain(part.chars()).all(|own| own.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{whole}{part}").parse::<i128>().unwrap();
    let less = u32::try_from(part.len()).unwrap();
    Some(digits * 10_i128.pow(noughts(unit) - less) * if is_less { -1 } else { 1 })
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A year as `2011/12`: the twelve months from its April.
fn year(text: &str) -> Option<When> {
    let (first, _) = text.split_once('/')?;
    Some(When::Months { first: first.parse::<i32>().ok()? * 12 + 3, count: 12 })
}

/// A month as `2011-09`.
pub fn month(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    Some(year.parse::<i32>().ok()? * 12 + month.get(..2)?.parse::<i32>().ok()? - 1)
}

/// The time that a description or a cell gives: `ytd`, `year`, `2011/12`, `2011-09`, a quarter from its first
/// month as `2011-07q`.
pub fn when(text: &str) -> When {
    let of_months = || {
        let (of, count) = text.strip_suffix('q').map_or((text, 1), |of| (of, 3));
        Some(When::Months { first: month(of)?, count })
    };
    match text {
        "ytd" => When::ToDate,
        "year" => When::Year,
        _ => year(text).or_else(of_months).unwrap_or_else(|| panic!("no time: {text}")),
    }
}

/// The month that a financial year (`2011/12`) and the name of a month make.
pub fn month_of(of: &str, name: &str) -> When {
    let Some(When::Months { first: april, .. }) = year(of) else { panic!("no year: {of}") };
    let at = MONTHS.iter().position(|own| name.starts_with(own)).unwrap();
    let number = i32::try_from(at).unwrap();
    When::Months { first: april - 3 + number + if number < 3 { 12 } else { 0 }, count: 1 }
}
