//! XLSX and XLSM: the sheets in their order, each cell with its value as the workbook stores it.

use super::package::{Element, Fault, Handler, Package, unescaped};
use super::part::{Area, cell as place_of};
use super::sheet::{Budget, Sheet};
use super::value::{Shown, builtin_format, format_code, iso, serial, unescape};
use super::{Book, Wanted};
use crate::problem::ProblemKind;
use std::collections::HashMap;

/// Reads the sheets that are wanted.
pub(super) fn read(package: &mut Package, wanted: &Wanted, budget: &mut Budget) -> Result<Book, Fault> {
    let mut roots = Relations::default();
    package.walk("_rels/.rels", &mut roots)?;
    let workbook = roots.target("officeDocument", "").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if workbook.ends_with(".bin") {
        return Err(Fault::Other("this is a binary workbook (XLSB)".to_owned(), "save it as XLSX"));
    }
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let mut relations = Relations::default();
    let name = join(folder, &format!("_rels/{file}.rels"));
    if package.has(&name) {
        package.walk(&name, &mut relations)?;
    }
    let mut contents = Contents::default();
    package.walk(&workbook, &mut contents)?;
    budget.sheets(contents.sheets.len())?;
    let names = contents.sheets.iter().map(|(name, ..)| name.clone()).collect();
    let mut book = Book { names, ..Book::default() };
    let mut strings = Strings { limit: budget.limits.cell, ..Strings::default() };
    if let Some(name) = relations.target("sharedStrings", folder).filter(|name| package.has(name)) {
        package.walk(&name, &mut strings)?;
    }
    let mut styles = Styles::default();
    if let Some(name) = relations.target("styles", folder).filter(|name| package.has(name)) {
        package.walk(&name, &mut styles)?;
    }
    for (name, id, hidden) in contents.sheets.iter().filter(|(name, ..)| wanted.takes(name)) {
        let Some((kind, target)) = relations.by_id.get(id) else {
            return Err(Fault::Broken(format!("the workbook does not say where its sheet `{name}` is")));
        };
        if kind != "worksheet" {
            book.not_cells.push(name.clone());
            continue;
        }
        let mut reader = SheetReader {
            sheet: Sheet::new(name, *hidden, wanted.area),
            budget,
            strings: &strings.all,
            dates: &styles.dates,
            is_1904: contents.is_1904,
            row: 0,
            column: 0,
            cell: None,
            state: State::Other,
        };
        package.walk(&join(folder, target), &mut reader)?;
        book.sheets.push(reader.sheet);
    }
    Ok(book)
}

/// A target of a relation, from the folder of the part that relates to it.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// What a part relates to: by id, the last word of the kind and the target.
#[derive(Default)]
struct Relations {
    by_id: HashMap<String, (String, String)>,
    in_order: Vec<String>,
}

impl Relations {
    fn target(&self, kind: &str, folder: &str) -> Option<String> {
        let mut related = self.in_order.iter().filter_map(|id| self.by_id.get(id));
        related.find(|(known, _)| known == kind).map(|(_, target)| join(folder, target))
    }
}

impl Handler for Relations {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        if name == "Relationship" {
            let (id, kind, target) = (element.get("Id")?, element.get("Type")?, element.get("Target")?);
            let (id, kind) = (id.unwrap_or_default(), kind.unwrap_or_default());
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            self.by_id.insert(id.clone(), (kind, target.unwrap_or_default()));
            self.in_order.push(id);
        }
        Ok(())
    }
    fn close(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }
    fn text(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }
}

/// The workbook's own part: sheets (name, relation, whether hidden) and the epoch of its dates.
#[derive(Default)]
struct Contents {
    sheets: Vec<(String, String, bool)>,
    is_1904: bool,
}

impl Handler for Contents {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        if name == "sheet" {
            let hidden = element.get("state")?.is_some_and(|state| state != "visible");
            let mut id = String::new();
            element.each(|key, value| {
                if key == "id" || key.ends_with(":id") {
                    id = unescaped(value);
                }
            })?;
            self.sheets.push((element.get("name")?.unwrap_or_default(), id, hidden));
        } else if name == "workbookPr"
            && let Some(value) = element.get("date1904")?
        {
            self.is_1904 = is_true(&value);
        }
        Ok(())
    }
    fn close(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }
    fn text(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }
}

fn is_true(value: &str) -> bool {
    value == "1" || value == "true" || value == "on"
}

/// The texts that cells share; what is written above a text to say how it sounds is no part of it.
#[derive(Default)]
struct Strings {
    all: Vec<String>,
    current: String,
    in_text: bool,
    in_sound: bool,
    limit: usize,
}

impl Handler for Strings {
    fn open(&mut self, name: &str, _: &Element) -> Result<(), Fault> {
        match name {
            "si" => self.current.clear(),
            "t" => self.in_text = !self.in_sound,
            "rPh" => self.in_sound = true,
            _ => {}
        }
        Ok(())
    }
    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "si" => self.all.push(unescape(std::mem::take(&mut self.current))),
            "t" => self.in_text = false,
            "rPh" => self.in_sound = false,
            _ => {}
        }
        Ok(())
    }
    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.in_text && self.current.len() <= self.limit {
            self.current.push_str(text);
        }
        Ok(())
    }
}

/// Which of the cells' styles show a date.
#[derive(Default)]
struct Styles {
    custom: HashMap<String, Shown>,
    dates: Vec<bool>,
    in_cells: bool,
}

impl Handler for Styles {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        match name {
            "numFmt" => {
                if let (Some(id), Some(code)) = (element.get("numFmtId")?, element.get("formatCode")?) {
                    self.custom.entry(id).or_insert_with(|| format_code(&code));
                }
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => {
                let id = element.get("numFmtId")?.unwrap_or_default();
                let known = self.custom.get(&id).copied();
                let shown = known.unwrap_or_else(|| builtin_format(id.parse().unwrap_or(0)));
                self.dates.push(shown == Shown::Date);
            }
            _ => {}
        }
        Ok(())
    }
    fn close(&mut self, name: &str) -> Result<(), Fault> {
        if name == "cellXfs" {
            self.in_cells = false;
        }
        Ok(())
    }
    fn text(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }
}

/// The kind of value a cell says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Truth,
    Error,
    Date,
}

/// A cell while it is read.
struct OpenCell {
    row: u32,
    column: u32,
    kind: Kind,
    date: bool,
    formula: bool,
    valued: bool,
    value: String,
}

/// Where text belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Other,
    Value,
    Inline,
    InlineText,
    Sound,
}

struct SheetReader<'r> {
    sheet: Sheet,
    budget: &'r mut Budget,
    strings: &'r [String],
    dates: &'r [bool],
    is_1904: bool,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    state: State,
}

impl SheetReader<'_> {
    fn open_cell(&mut self, element: &Element) -> Result<(), Fault> {
        let (mut place, mut kind, mut style) = (None, Some(Kind::Number), 0usize);
        let mut unknown = String::new();
        element.each(|key, value| match key {
            "r" => place = Some(place_of(value)),
            "s" => style = value.parse().unwrap_or(0),
            "t" => {
                kind = match value {
                    "n" => Some(Kind::Number),
                    "s" => Some(Kind::Shared),
                    "str" => Some(Kind::Text),
                    "inlineStr" | "is" => Some(Kind::Inline),
                    "b" => Some(Kind::Truth),
                    "e" => Some(Kind::Error),
                    "d" => Some(Kind::Date),
                    _ => None,
                };
                value.clone_into(&mut unknown);
            }
            _ => {}
        })?;
        let (row, column) = match place {
            Some(Some(place)) => place,
            Some(None) => {
                return Err(Fault::Broken(format!(
                    "a cell of the sheet `{}` has a place that no sheet has",
                    self.sheet.name
                )));
            }
            None => (self.row, self.column + 1),
        };
        self.column = column;
        let Some(kind) = kind else {
            return Err(Fault::Broken(format!(
                "a cell of the sheet `{}` holds a value of an unknown kind, {unknown}",
                self.sheet.name
            )));
        };
        let date = self.dates.get(style).copied().unwrap_or(false);
        let value = String::new();
        self.cell = Some(OpenCell { row, column, kind, date, formula: false, valued: false, value });
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column, value) = (cell.row, cell.column, cell.value.as_str());
        // a text that was calculated may be empty, a number may not
        if cell.formula && (!cell.valued || value.is_empty() && cell.kind != Kind::Text) {
            self.sheet.uncalculated(row, column);
            return Ok(());
        }
        let (sheet, budget) = (&mut self.sheet, &mut *self.budget);
        match cell.kind {
            Kind::Shared if value.is_empty() => Ok(()),
            Kind::Shared => match value.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at)) {
                Some(text) => sheet.push(budget, row, column, text, true),
                None => {
                    let kind = ProblemKind::Syntax {
                        what: "the cell refers to a text that the workbook does not hold".to_owned(),
                        mend: "open the workbook and save it again".to_owned(),
                    };
                    sheet.problem(row, column, kind);
                    Ok(())
                }
            },
            Kind::Text | Kind::Inline => sheet.push(budget, row, column, &unescape(cell.value), true),
            Kind::Truth => {
                let text = if is_true(value.trim()) { "TRUE" } else { "FALSE" };
                if value.is_empty() { Ok(()) } else { sheet.push(budget, row, column, text, false) }
            }
            Kind::Error => sheet.push(budget, row, column, value, false),
            Kind::Date => sheet.push(budget, row, column, &iso(value), true),
            Kind::Number => match value.trim().parse::<f64>() {
                Ok(number) if cell.date && number.is_finite() => {
                    sheet.push(budget, row, column, &serial(number, self.is_1904), true)
                }
                Ok(number) if number.is_finite() => sheet.push_number(budget, row, column, number),
                _ => sheet.push(budget, row, column, value, true),
            },
        }
    }
}

impl Handler for SheetReader<'_> {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        if let Some(cell) = &mut self.cell {
            match (name, self.state) {
                ("f", _) => cell.formula = true,
                ("v", _) if cell.kind != Kind::Inline => {
                    cell.valued = true;
                    self.state = State::Value;
                }
                ("is", _) if cell.kind == Kind::Inline => {
                    cell.valued = true;
                    self.state = State::Inline;
                }
                ("t", State::Inline) => self.state = State::InlineText,
                ("rPh", State::Inline) => self.state = State::Sound,
                _ => {}
            }
            return Ok(());
        }
        match name {
            "row" => {
                let (mut number, mut hidden) = (self.row.saturating_add(1), false);
                element.each(|key, value| match key {
                    "r" => number = value.parse().unwrap_or(number),
                    "hidden" => hidden = is_true(value),
                    _ => {}
                })?;
                (self.row, self.column) = (number, 0);
                if hidden {
                    self.sheet.hide_rows(number, number);
                }
            }
            "c" => self.open_cell(element)?,
            "col" if element.get("hidden")?.is_some_and(|hidden| is_true(&hidden)) => {
                let bound = |text: Option<String>| text.and_then(|text| text.parse::<u32>().ok());
                let (first, last) = (bound(element.get("min")?), bound(element.get("max")?));
                if let (Some(first), Some(last)) = (first, last) {
                    self.sheet.hide_columns(first, last);
                }
            }
            "mergeCell" => {
                if let Some(area) = element.get("ref")?.and_then(|text| Area::parse(&text)) {
                    self.sheet.merge(area);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match (name, self.state) {
            ("c", _) => {
                self.state = State::Other;
                return self.close_cell();
            }
            ("v", State::Value) | ("is", State::Inline) => self.state = State::Other,
            ("t", State::InlineText) | ("rPh", State::Sound) => self.state = State::Inline,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if let Some(cell) = &mut self.cell
            && matches!(self.state, State::Value | State::InlineText)
        {
            cell.value.push_str(text);
        }
        Ok(())
    }
}
