//! OpenDocument spreadsheets: the tables in their order; cells and rows that say they are repeated
//! are repeated within the limits.

use super::package::{Element, Fault, Handler, Package, unescaped};
use super::range::Area;
use super::sheet::{Budget, Sheet};
use super::value::iso;
use super::{Book, Limit, SheetRange};
use std::collections::HashSet;

/// Reads the tables that are wanted.
pub(super) fn read(package: &mut Package, wanted: &SheetRange, budget: &mut Budget) -> Result<Book, Fault> {
    let mut manifest = Manifest::default();
    package.walk_any("META-INF/manifest.xml", &mut manifest)?;
    if manifest.encrypted {
        return Err(Fault::Encrypted);
    }
    let mut reader = Reader {
        book: Book::default(),
        style: String::new(),
        hidden: HashSet::new(),
        wanted,
        budget,
        depth: 0,
        sheet: None,
        row: Repeat::default(),
        column: Repeat::default(),
        columns: 0,
        cells: Vec::new(),
        cell: None,
        skipped: 0,
    };
    package.walk("content.xml", &mut reader)?;
    Ok(reader.book)
}

#[derive(Default)]
struct Manifest {
    encrypted: bool,
}

impl Handler for Manifest {
    fn open(&mut self, name: &str, _: &Element) -> Result<(), Fault> {
        self.encrypted |= name == "encryption-data";
        Ok(())
    }
}

/// How many asides an element opens, whose tables and texts are none of the sheet's: a comment, a
/// drawing, a change.
fn aside(name: &str) -> usize {
    match name {
        "annotation"
        | "shapes"
        | "frame"
        | "custom-shape"
        | "tracked-changes"
        | "dde-links"
        | "content-validations" => 1,
        _ => 0,
    }
}

/// Which rows or columns something stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Repeat {
    first: u32,
    last: u32,
}

impl Repeat {
    fn after(self, times: u32) -> Self {
        let first = self.last.saturating_add(1);
        Self { first, last: self.last.saturating_add(times.max(1)) }
    }
}

/// A cell's value, however often it is repeated.
#[derive(Debug, Clone)]
enum Value {
    Number(String),
    Other(String),
    Words(String),
    /// A formula that no value was calculated for.
    Uncalculated,
}

impl Value {
    fn text(&self) -> &str {
        match self {
            Self::Number(text) | Self::Other(text) | Self::Words(text) => text,
            Self::Uncalculated => "",
        }
    }
}

/// A cell while it is read.
#[derive(Default)]
struct OpenCell {
    kind: String,
    value: Option<String>,
    words: String,
    paragraphs: usize,
    inside: bool,
    error: bool,
    formula: bool,
    covered: bool,
}

struct Reader<'r> {
    book: Book,
    /// The style that is being declared, and those of tables that are not displayed.
    style: String,
    hidden: HashSet<String>,
    wanted: &'r SheetRange,
    budget: &'r mut Budget,
    depth: usize,
    sheet: Option<Sheet>,
    row: Repeat,
    column: Repeat,
    columns: u32,
    cells: Vec<(Repeat, Value)>,
    cell: Option<OpenCell>,
    skipped: usize,
}

impl Reader<'_> {
    fn open_table(&mut self, element: &Element) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > 1 {
            return Ok(());
        }
        let style = element.get("table:style-name")?.unwrap_or_default();
        let name = element.get("table:name")?.unwrap_or_default();
        if self.wanted.takes(&name) {
            self.sheet = Some(Sheet::new(&name, self.hidden.contains(&style), self.wanted.area));
        }
        self.book.names.push(name);
        self.budget.sheets(self.book.names.len())?;
        (self.row, self.columns) = (Repeat::default(), 0);
        Ok(())
    }

    fn open_cell(&mut self, element: &Element, covered: bool) -> Result<(), Fault> {
        let (mut times, mut across, mut down) = (1, 1, 1);
        let mut cell = OpenCell { covered, ..OpenCell::default() };
        element.each(|key, value| match key {
            "table:number-columns-repeated" => times = count(value),
            "table:number-columns-spanned" => across = count(value),
            "table:number-rows-spanned" => down = count(value),
            "office:value-type" => value.clone_into(&mut cell.kind),
            "calcext:value-type" => cell.error = value == "error",
            "table:formula" => cell.formula = true,
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => cell.value = Some(unescaped(value)),
            _ => {}
        })?;
        self.column = self.column.after(times);
        if let Some(sheet) = self.sheet.as_mut().filter(|_| across > 1 || down > 1) {
            let (row, column) = (self.row.first, self.column.first);
            let rows = (row, row.saturating_add(down - 1));
            sheet.merge(Area { rows, columns: (column, column.saturating_add(across - 1)) });
        }
        self.cell = Some(cell);
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take().filter(|cell| !cell.covered) else { return };
        let written = cell.value.as_deref();
        let value = match (cell.kind.as_str(), written) {
            _ if cell.error => Value::Words(cell.words),
            ("float" | "currency" | "percentage", Some(number)) => Value::Number(number.to_owned()),
            ("date", Some(date)) => Value::Words(iso(date)),
            ("boolean", Some(truth)) => Value::Other(truth.to_uppercase()),
            ("time", Some(time)) => Value::Other(time.to_owned()),
            ("string", Some(text)) => Value::Words(text.to_owned()),
            ("string", None) => Value::Words(cell.words),
            _ if cell.formula => Value::Uncalculated,
            _ => Value::Words(cell.words),
        };
        if !matches!(&value, Value::Words(text) | Value::Other(text) if text.trim().is_empty()) {
            self.cells.push((self.column, value));
        }
    }

    fn close_row(&mut self) -> Result<(), Fault> {
        let cells = std::mem::take(&mut self.cells);
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        if cells.is_empty() {
            return Ok(());
        }
        let wanted = self.wanted.area.map_or((1, u32::MAX), |area| area.rows);
        let rows = self.row.first.max(wanted.0)..=self.row.last.min(wanted.1);
        for (columns, value) in &cells {
            let across = u64::from(columns.last - columns.first) + 1;
            let copies = across.saturating_mul(rows.clone().count() as u64);
            self.budget.repeat(copies.saturating_sub(1), value.text().len())?;
        }
        for row in rows {
            for (columns, value) in &cells {
                for at in (columns.first..=columns.last).map(|column| (row, column)) {
                    match value {
                        Value::Number(number) => sheet.push_number(self.budget, at, number)?,
                        Value::Other(text) => sheet.push(self.budget, at, text, false)?,
                        Value::Words(text) => sheet.push(self.budget, at, text, true)?,
                        Value::Uncalculated => {
                            self.budget.take(1, 0)?;
                            sheet.uncalculated(at);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Spaces, tabs and line breaks that are written as elements.
    fn space(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        let limit = self.budget.limits.count(Limit::Cell);
        let Some(cell) = self.cell.as_mut().filter(|cell| cell.words.len() <= limit) else { return Ok(()) };
        match name {
            "p" => {
                cell.inside = true;
                cell.paragraphs += 1;
                if cell.paragraphs > 1 {
                    cell.words.push('\n');
                }
            }
            "s" => {
                let times = element.get("text:c")?.map_or(1, |times| count(&times) as usize);
                cell.words.extend(std::iter::repeat_n(' ', times.min(limit)));
            }
            "tab" => cell.words.push('\t'),
            "line-break" => cell.words.push('\n'),
            _ => {}
        }
        Ok(())
    }
}

fn count(text: &str) -> u32 {
    text.parse().unwrap_or(1).max(1)
}

impl Handler for Reader<'_> {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        self.skipped += aside(name);
        if self.skipped > 0 {
            return Ok(());
        }
        match name {
            "style" => self.style = element.get("style:name")?.unwrap_or_default(),
            "table-properties" => {
                if element.get("table:display")?.is_some_and(|display| display == "false") {
                    self.hidden.insert(self.style.clone());
                }
            }
            "table" => self.open_table(element)?,
            _ if self.depth != 1 || self.sheet.is_none() => {}
            "table-column" => {
                let times = element.get("table:number-columns-repeated")?.map_or(1, |times| count(&times));
                let first = self.columns.saturating_add(1);
                self.columns = self.columns.saturating_add(times);
                if let (Some(sheet), true) = (&mut self.sheet, is_hidden(element)?) {
                    sheet.hide_columns(first, self.columns);
                }
            }
            "table-row" => {
                let times = element.get("table:number-rows-repeated")?.map_or(1, |times| count(&times));
                self.row = self.row.after(times);
                self.column = Repeat::default();
                if let (Some(sheet), true) = (&mut self.sheet, is_hidden(element)?) {
                    sheet.hide_rows(self.row.first, self.row.last);
                }
            }
            "table-cell" => self.open_cell(element, false)?,
            "covered-table-cell" => self.open_cell(element, true)?,
            _ => self.space(name, element)?,
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        if self.skipped > 0 {
            self.skipped -= aside(name);
            return Ok(());
        }
        match name {
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.book.sheets.extend(self.sheet.take());
                }
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.inside = false;
                }
            }
            "table-cell" | "covered-table-cell" if self.depth == 1 => self.close_cell(),
            "table-row" if self.depth == 1 => self.close_row()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        let (limit, read) = (self.budget.limits.count(Limit::Cell), self.skipped == 0);
        if let Some(cell) = self.cell.as_mut().filter(|cell| read && cell.inside && cell.words.len() <= limit)
        {
            cell.words.push_str(text);
        }
        Ok(())
    }
}

fn is_hidden(element: &Element) -> Result<bool, Fault> {
    Ok(element.get("table:visibility")?.is_some_and(|word| word != "visible"))
}
