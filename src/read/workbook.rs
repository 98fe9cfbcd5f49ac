//! Workbooks (XLSX, XLSM, XLS, ODS) to grids, one a sheet: every cell with its place, numbers as
//! their shortest decimal, dates in ISO 8601. What is hidden is read and named; what cannot be read
//! is a problem at its cell.
//!
//! The two formats that are zip files are read here and not by calamine, which reads XLS: a workbook
//! must be read within limits whatever it claims, its merged headings, hidden rows and formulas
//! without a value must be known, and one unknown error code must not cost a sheet.

use super::{Grid, Limit, Limits};
use crate::location::{Place, SourceId, Sources, letters};
use crate::nearest::nearest;
use crate::problem::{Problem, ProblemKind};

mod ods;
mod package;
mod range;
mod sheet;
mod value;
mod xls;
mod xlsx;

pub(crate) use package::{Fault, Package};
pub(crate) use range::cell as cell_at;
pub use range::{Area, SheetRange, split_range};
pub(crate) use xlsx::join;

use sheet::{Budget, Sheet, cell_name};

/// The first bytes of a zip file, and of the compound file that XLS and encrypted workbooks are.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file begins as workbooks do.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND) || ZIP.iter().any(|magic| bytes.starts_with(magic))
}

/// Whether a workbook is one whose parts can be changed: XLSX or XLSM.
pub fn is_open_xml(bytes: &[u8], limits: &Limits) -> bool {
    let is_zip = ZIP.iter().any(|magic| bytes.starts_with(magic));
    is_zip
        && Package::open(bytes, limits)
            .is_ok_and(|package| package.has("[Content_Types].xml") && !package.has("mimetype"))
}

/// A workbook as its reader gives it.
#[derive(Debug, Default)]
struct Book {
    names: Vec<String>,
    sheets: Vec<Sheet>,
    /// Those of them that hold no cells but a chart or a dialogue.
    not_cells: Vec<String>,
}

/// Reads a workbook, or the part of it that is wanted: the grids of its sheets, what is wrong with
/// it, and remarks.
pub fn read(
    sources: &mut Sources,
    source: SourceId,
    bytes: &[u8],
    wanted: Option<&SheetRange>,
    group: u32,
    limits: &Limits,
) -> (Vec<Grid>, Vec<Problem>, Vec<String>) {
    let whole = SheetRange::default();
    let wanted = wanted.unwrap_or(&whole);
    let mut reader =
        BookReader { sources, source, grids: Vec::new(), problems: Vec::new(), notes: Vec::new() };
    let mut budget = Budget::new(limits);
    let book = open(bytes, wanted, &mut budget, limits);
    if let Err(fault) = book.and_then(|book| reader.book(book, wanted, group, &mut budget)) {
        reader.grids.clear();
        reader.problem(Place::File(source), kind(fault, limits));
    }
    (reader.grids, reader.problems, reader.notes)
}

fn open(bytes: &[u8], wanted: &SheetRange, budget: &mut Budget, limits: &Limits) -> Result<Book, Fault> {
    if bytes.starts_with(COMPOUND) {
        return xls::read(bytes, wanted, budget);
    }
    let mut package = Package::open(bytes, limits)?;
    if package.has("mimetype") {
        let kind = package.head("mimetype")?;
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return ods::read(&mut package, wanted, budget);
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            let what = format!("this is an OpenDocument file, but no spreadsheet ({kind})");
            return Err(Fault::Other(what, GIVE));
        }
    }
    for (part, what) in [
        ("word/document.xml", "this is a Word document"),
        ("ppt/presentation.xml", "this is a presentation"),
        ("Index/Document.iwa", "this is a Numbers document"),
    ] {
        if package.has(part) {
            return Err(Fault::Other(what.to_owned(), GIVE));
        }
    }
    if !package.has("_rels/.rels") || !package.has("[Content_Types].xml") {
        let what = "this is a zip file, but no workbook".to_owned();
        return Err(Fault::Other(what, "unpack it and give the files in it"));
    }
    xlsx::read(&mut package, wanted, budget)
}

const GIVE: &str = "give the table in it as XLSX, ODS or CSV";

/// What is wrong with a whole workbook.
pub(crate) fn kind(fault: Fault, limits: &Limits) -> ProblemKind {
    match fault {
        Fault::Limit(limit, what) => {
            limits.exceeded(limit, what, "give a smaller workbook, or the sheet alone as CSV")
        }
        Fault::Encrypted => {
            ProblemKind::syntax("the workbook is encrypted", "save a copy without a password")
        }
        Fault::Other(what, mend) => ProblemKind::syntax(what, mend),
        Fault::Broken(what) => {
            ProblemKind::syntax(what, "open it in a spreadsheet program and save it again")
        }
    }
}

struct BookReader<'s> {
    sources: &'s mut Sources,
    source: SourceId,
    grids: Vec<Grid>,
    problems: Vec<Problem>,
    notes: Vec<String>,
}

impl BookReader<'_> {
    fn problem(&mut self, place: Place, kind: ProblemKind) {
        self.problems.push(Problem::new(place, kind));
    }

    fn place(&mut self, sheet: &str, row: u32, column: u32) -> Place {
        Place::Sheet { source: self.source, sheet: self.sources.intern(sheet), row, column }
    }

    /// A remark on a sheet: `book.xlsx#Schemes: …`.
    fn note(&mut self, sheet: &str, text: &str) {
        let cell = self.place(sheet, 1, 1);
        let shown = self.sources.show(cell);
        let shown = shown.strip_suffix("!A1").unwrap_or(&shown);
        self.notes.push(format!("{shown}: {text}"));
    }

    fn book(
        &mut self,
        book: Book,
        wanted: &SheetRange,
        group: u32,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let Book { names, sheets, not_cells } = book;
        if let Some(name) = wanted.sheet.as_deref().filter(|_| !names.iter().any(|known| wanted.takes(known)))
        {
            let found = name.to_owned();
            let near = nearest(name, names.iter().map(String::as_str)).or_else(|| names.first().cloned());
            self.problem(Place::File(self.source), ProblemKind::Unknown { what: "sheet", found, near });
            return Ok(());
        }
        if wanted.sheet.is_none() && wanted.area.is_some() && names.len() > 1 {
            let what = format!("the workbook has several sheets: {}", names.join(", "));
            let mend = "name the sheet of the cells: FILE#Sheet!A5:AC60";
            self.problems.push(Problem::layout(Place::File(self.source), what, mend));
            return Ok(());
        }
        for name in not_cells {
            self.note(&name, "no cells stand in this sheet");
        }
        for sheet in sheets {
            self.sheet(sheet, group, budget)?;
        }
        if self.grids.is_empty() && self.problems.is_empty() {
            let part = if *wanted == SheetRange::default() { "" } else { "part of the " };
            let what = format!("the {part}workbook holds nothing");
            let mend = "give a sheet with a row of headings and rows below it";
            self.problems.push(Problem::layout(Place::File(self.source), what, mend));
        }
        Ok(())
    }

    fn sheet(&mut self, mut sheet: Sheet, group: u32, budget: &mut Budget) -> Result<(), Fault> {
        let name = sheet.name.clone();
        let id = self.sources.intern(&name);
        let grid = sheet.grid(self.source, id, group, budget)?;
        for ((row, column), kind) in sheet.problems() {
            let place = self.place(&name, row, column);
            self.problem(place, kind);
        }
        if sheet.is_empty() {
            self.note(&name, "nothing stands in this sheet");
            return Ok(());
        }
        if sheet.hidden {
            self.note(&name, "this sheet is hidden; it is read all the same");
        }
        let [rows, columns] = sheet.hidden_parts();
        let (row_names, column_names) = (spans(&rows, |row| row.to_string()), spans(&columns, letters));
        for (what, parts, names) in [("row", rows, row_names), ("column", columns, column_names)] {
            if !parts.is_empty() {
                let (many, verb) = if parts.len() == 1 { ("", "is") } else { ("s", "are") };
                let text = format!("{what}{many} {names} {verb} hidden and read all the same");
                self.note(&name, &text);
            }
        }
        if let [(at, number), more @ ..] = sheet.remainders() {
            let cell = cell_name(*at);
            let more = match more.len() {
                0 => String::new(),
                more => format!(" (so are the numbers of {more} more cells)"),
            };
            let text = format!("{cell} holds {number}, a remainder of binary arithmetic: read as 0{more}");
            self.note(&name, &text);
        }
        if let [at, more @ ..] = sheet.blank_formulas() {
            let cell = cell_name(*at);
            let text = match more.len() {
                0 => format!("the formula in {cell} shows nothing"),
                more => format!("the formulas in {cell} and {more} more cells show nothing"),
            };
            let text = format!("{text}: if the workbook was never calculated, open, recalculate and save it");
            self.note(&name, &text);
        }
        self.grids.push(grid);
        Ok(())
    }
}

/// Numbered parts as spans of their names: `3, 5–7`.
fn spans(parts: &[u32], name: fn(u32) -> String) -> String {
    let joined = parts.chunk_by(|one, next| one + 1 == *next);
    let shown = joined.filter_map(|span| match span {
        [only] => Some(name(*only)),
        [first, .., last] => Some(format!("{}\u{2013}{}", name(*first), name(*last))),
        [] => None,
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
