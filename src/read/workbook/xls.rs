//! XLS, the binary workbooks of Excel 97 to 2003: read by calamine, whose readers take what a file
//! claims at its word. So the records are measured first, and a failure of the reader is a problem of
//! the file.

use super::package::Fault;
use super::range::Area;
use super::sheet::{At, Budget, Sheet};
use super::value::{iso, serial};
use super::{Book, SheetRange};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::cell::Cell;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

pub(super) fn read(bytes: &[u8], wanted: &SheetRange, budget: &mut Budget) -> Result<Book, Fault> {
    let damaged = || Fault::Broken("the workbook is damaged and cannot be read".to_owned());
    let stream = shielded(|| stream_of(bytes)).ok_or_else(damaged)??;
    let marks = measure(&stream, budget)?;
    drop(stream);
    let mut workbook = match shielded(|| Xls::new(Cursor::new(bytes))).ok_or_else(damaged)? {
        Ok(workbook) => workbook,
        Err(XlsError::Password) => return Err(Fault::Encrypted),
        Err(error) => return Err(Fault::Broken(format!("the workbook is damaged: {error}"))),
    };
    let is_1904 = workbook.has_1904_epoch();
    let mut book = Book::default();
    let entries = workbook.sheets_metadata().to_vec();
    let known = entries.len() == marks.len();
    for (entry, marks) in
        entries.into_iter().zip(marks.into_iter().chain(std::iter::repeat(Marks::default())))
    {
        book.names.push(entry.name.clone());
        if !wanted.takes(&entry.name) {
            continue;
        }
        if entry.typ != SheetType::WorkSheet {
            book.not_cells.push(entry.name);
            continue;
        }
        let hidden = entry.visible != SheetVisible::Visible;
        let mut sheet = Sheet::new(&entry.name, hidden, wanted.area);
        if known {
            marks.apply(&mut sheet);
        }
        let range = shielded(|| workbook.worksheet_range(&entry.name)).ok_or_else(damaged)?;
        let broken = |error| Fault::Broken(format!("the sheet `{}` is damaged: {error}", entry.name));
        let range = range.map_err(broken)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let from_one =
                |at, first| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first).saturating_add(1);
            take(&mut sheet, budget, (from_one(row, top), from_one(column, left)), value, is_1904)?;
        }
        for merged in workbook.merge_cells_by_sheet_name(&entry.name).unwrap_or_default() {
            sheet.merge(Area {
                rows: (merged.start.0.saturating_add(1), merged.end.0.saturating_add(1)),
                columns: (merged.start.1.saturating_add(1), merged.end.1.saturating_add(1)),
            });
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn take(sheet: &mut Sheet, budget: &mut Budget, at: At, value: &Data, is_1904: bool) -> Result<(), Fault> {
    match value {
        Data::Empty => Ok(()),
        Data::String(text) => sheet.push(budget, at, text, true),
        Data::Int(number) => sheet.push(budget, at, &number.to_string(), false),
        Data::Float(number) => sheet.push_number(budget, at, &format!("{number:e}")),
        Data::Bool(truth) => sheet.push(budget, at, if *truth { "TRUE" } else { "FALSE" }, false),
        Data::DateTime(date) => {
            let text = format!("{:e}", date.as_f64());
            match serial(&text, is_1904).filter(|_| !date.is_duration()) {
                Some(date) => sheet.push(budget, at, &date, true),
                None => sheet.push_number(budget, at, &text),
            }
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => sheet.push(budget, at, &iso(text), true),
        Data::Error(error) => sheet.push(budget, at, &error.to_string(), false),
    }
}

/// The stream of records in the compound file.
fn stream_of(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let broken = |error: std::io::Error| Fault::Broken(format!("the workbook is damaged: {error}"));
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    if file.exists("/EncryptedPackage") {
        return Err(Fault::Encrypted);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Fault::Other(
        "this file of an old Office program holds no workbook".to_owned(),
        "give the table as XLSX, ODS or CSV",
    ))?;
    let mut stream = Vec::new();
    let limit = bytes.len() as u64;
    file.open_stream(name).map_err(broken)?.take(limit).read_to_end(&mut stream).map_err(broken)?;
    Ok(stream)
}

/// What the records of a sheet say that the reader of its cells does not: what is hidden, and the
/// formulas that were never calculated.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Marks {
    rows: Vec<u32>,
    columns: Vec<(u32, u32)>,
    uncalculated: Vec<At>,
    /// Formulas that show nothing: an empty text, or none calculated; the format does not tell.
    blank: Vec<At>,
}

impl Marks {
    /// Takes a record; rows and columns count from 1.
    fn take(&mut self, kind: u16, data: &[u8]) {
        let at = |place: usize| number(data, place).map(|number| u32::from(number) + 1);
        match kind {
            ROW if number(data, 12).is_some_and(|flags| flags & 0x20 != 0) => self.rows.extend(at(0)),
            COLUMNS if number(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                self.columns.extend(at(0).zip(at(2)));
            }
            FORMULA => {
                let value = data.get(6..14).unwrap_or(&[]);
                let blank = value.first() == Some(&3) && value.ends_with(&[0xFF, 0xFF]);
                let nothing = blank || value.iter().all(|byte| *byte == 0);
                // to be calculated when the file is opened: till then nothing stands there
                if nothing && number(data, 14).is_some_and(|flags| flags & 2 != 0) {
                    self.uncalculated.extend(at(0).zip(at(2)));
                } else if blank {
                    self.blank.extend(at(0).zip(at(2)));
                }
            }
            _ => {}
        }
    }

    fn apply(self, sheet: &mut Sheet) {
        self.rows.into_iter().for_each(|row| sheet.hide_rows(row, row));
        self.columns.into_iter().for_each(|(first, last)| sheet.hide_columns(first, last));
        self.uncalculated.into_iter().for_each(|at| sheet.uncalculated(at));
        self.blank.into_iter().for_each(|at| sheet.shows_nothing(at));
    }
}

/// Records of cells, whose data begin with row and column; `DIMENSIONS` claims the used area.
const CELLS: [u16; 9] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x0207, 0x027E, 0x00FD, 0x00BD, 0x0006];
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const FORMULA: u16 = 0x0006;
const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002F;
const END: u16 = 0x000A;

/// The records of a stream: kind and data.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (number(stream, 0)?, number(stream, 2)?);
        let data = stream.get(4..4 + usize::from(length))?;
        stream = stream.get(4 + usize::from(length)..)?;
        Some((kind, data))
    })
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Refuses sheets whose used area, which is held in memory cell by cell, is beyond the limits; gives
/// what their records say beside the cells.
fn measure(stream: &[u8], budget: &mut Budget) -> Result<Vec<Marks>, Fault> {
    let mut sheets = Vec::new();
    for (kind, data) in records(stream).take_while(|(kind, _)| *kind != END) {
        match kind {
            FILE_PASS => return Err(Fault::Encrypted),
            BOUND_SHEET => sheets.extend(long(data, 0)),
            _ => {}
        }
    }
    budget.sheets(sheets.len())?;
    let mut all = Vec::with_capacity(sheets.len());
    for start in sheets {
        let mut marks = Marks::default();
        let Some(sheet) = stream.get(start as usize..) else {
            return Err(Fault::Broken("the workbook is damaged: a sheet begins behind its end".to_owned()));
        };
        let (mut rows, mut columns, mut claimed) = ((u32::MAX, 0u32), (u32::MAX, 0u32), 0u64);
        for (kind, data) in records(sheet).take_while(|(kind, _)| *kind != END) {
            marks.take(kind, data);
            if CELLS.contains(&kind)
                && let (Some(row), Some(column)) = (number(data, 0), number(data, 2))
            {
                // a record of several numbers ends further right
                let more = if kind == 0x00BD { data.len() / 6 } else { 0 };
                let last = u32::from(column).saturating_add(u32::try_from(more).unwrap_or(0));
                rows = (rows.0.min(row.into()), rows.1.max(row.into()));
                columns = (columns.0.min(column.into()), columns.1.max(last));
            } else if kind == DIMENSIONS && data.len() >= 14 {
                let (first, last) = (long(data, 0).unwrap_or(0), long(data, 4).unwrap_or(0));
                let width = u64::from(number(data, 10).unwrap_or(0)).max(1);
                claimed = u64::from(last.saturating_sub(first)) * width;
            }
        }
        let length = |(first, last): (u32, u32)| u64::from((last + 1).saturating_sub(first));
        let used = length(rows) * length(columns);
        budget.clone().take(used.max(claimed), 0)?;
        budget.take(used, 0)?;
        all.push(marks);
    }
    Ok(all)
}

thread_local! {
    static SHIELDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader that may panic on a damaged file; `None` where it did, without a word on the
/// terminal.
fn shielded<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !SHIELDED.get() {
                usual(panic);
            }
        }));
    });
    SHIELDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(read)).ok();
    SHIELDED.set(false);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limit, Limits};

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_sheet_that_claims_too_much_is_refused_before_it_is_read() {
        let start = 2 * (4 + 4) + 4 + 4;
        let globals =
            [record(BOUND_SHEET, &20u32.to_le_bytes()), record(BOUND_SHEET, &20u32.to_le_bytes())].concat();
        let globals = [globals, record(END, &[])].concat();
        assert_eq!(globals.len(), start - 4);
        let cell =
            |row: u16, column: u16| record(0x0203, &[row.to_le_bytes(), column.to_le_bytes()].concat());
        let sheet = [cell(0, 0), cell(65_535, 255), record(END, &[])].concat();
        let stream = [globals, sheet].concat();
        let measured =
            |cells: u64| measure(&stream, &mut Budget::new(&Limits::DEFAULT.with(Limit::Cells, cells)));
        assert_eq!(measured(2 * 65_536 * 256), Ok(vec![Marks::default(); 2]));
        assert!(matches!(measured(2 * 65_536 * 256 - 1), Err(Fault::Limit(..))));
    }

    #[test]
    fn formulas_without_a_value_are_told_from_those_that_show_nothing() {
        let formula = |value: [u8; 8], flags: u16| {
            let place = [4u16.to_le_bytes(), 2u16.to_le_bytes(), 0u16.to_le_bytes()].concat();
            [&place[..], &value, &flags.to_le_bytes()].concat()
        };
        let marks = |value, flags| {
            let mut marks = Marks::default();
            marks.take(FORMULA, &formula(value, flags));
            (marks.uncalculated.len(), marks.blank.len())
        };
        let blank = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        assert_eq!(marks(blank, 2), (1, 0), "to be calculated when opened");
        assert_eq!(marks([0; 8], 2), (1, 0));
        assert_eq!(marks(blank, 0), (0, 1), "an empty text, or never calculated");
        assert_eq!(marks([0; 8], 0), (0, 0), "nil");
    }

    #[test]
    fn a_panic_is_kept() {
        assert_eq!(shielded(|| 5), Some(5));
        assert_eq!(shielded(|| -> u8 { panic!("not seen") }), None);
    }
}
