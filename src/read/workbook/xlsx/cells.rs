//! The cells of an XLSX sheet.

use super::super::package::{Element, Fault, Handler};
use super::super::range::{Area, cell as place_of};
use super::super::sheet::{At, Budget, SAVE_AGAIN, Sheet};
use super::super::value::{iso, serial, unescape};
use super::is_true;
use crate::problem::ProblemKind;

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
    at: At,
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

/// Reads the XML of a sheet.
pub(super) struct SheetReader<'r> {
    pub(super) sheet: Sheet,
    budget: &'r mut Budget,
    strings: &'r [String],
    dates: &'r [bool],
    is_1904: bool,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    state: State,
}

impl<'r> SheetReader<'r> {
    pub(super) fn new(
        sheet: Sheet,
        budget: &'r mut Budget,
        strings: &'r [String],
        dates: &'r [bool],
        is_1904: bool,
    ) -> Self {
        let (cell, state) = (None, State::Other);
        Self { sheet, budget, strings, dates, is_1904, row: 0, column: 0, cell, state }
    }

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
        let broken = |what: &str| Fault::Broken(format!("a cell of the sheet `{}` {what}", self.sheet.name));
        let place = place.unwrap_or(Some((self.row, self.column + 1)));
        let at = place.ok_or_else(|| broken("has a place that no sheet has"))?;
        let kind = kind.ok_or_else(|| broken(&format!("holds a value of an unknown kind, {unknown}")))?;
        let date = self.dates.get(style).copied().unwrap_or(false);
        self.column = at.1;
        self.cell = Some(OpenCell { at, kind, date, formula: false, valued: false, value: String::new() });
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (at, value) = (cell.at, cell.value.as_str());
        // a text that was calculated may be empty, a number may not
        if cell.formula && (!cell.valued || value.is_empty() && cell.kind != Kind::Text) {
            self.sheet.uncalculated(at);
            return Ok(());
        }
        let (sheet, budget) = (&mut self.sheet, &mut *self.budget);
        match cell.kind {
            Kind::Shared if value.is_empty() => Ok(()),
            Kind::Shared => match value.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at)) {
                Some(text) => sheet.push(budget, at, text, true),
                None => {
                    let what = "the cell refers to a text that the workbook does not hold";
                    sheet.problem(at, ProblemKind::syntax(what, SAVE_AGAIN));
                    Ok(())
                }
            },
            Kind::Text | Kind::Inline => sheet.push(budget, at, &unescape(cell.value), true),
            Kind::Truth => {
                let text = if is_true(value.trim()) { "TRUE" } else { "FALSE" };
                if value.is_empty() { Ok(()) } else { sheet.push(budget, at, text, false) }
            }
            Kind::Error => sheet.push(budget, at, value, false),
            Kind::Date => sheet.push(budget, at, &iso(value), true),
            Kind::Number => {
                match Some(value).filter(|_| cell.date).and_then(|value| serial(value, self.is_1904)) {
                    Some(date) => sheet.push(budget, at, &date, true),
                    None => sheet.push_number(budget, at, value),
                }
            }
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
