//! What the cells of an XLSX workbook share: their texts, and which of their styles show dates.

use super::super::package::{Element, Fault, Handler};
use super::super::value::{is_builtin_date, shows_date, unescape};
use std::collections::HashMap;

/// The texts that cells share; what is written above a text to say how it sounds is no part of it.
#[derive(Default)]
pub(super) struct Strings {
    pub(super) all: Vec<String>,
    current: String,
    in_text: bool,
    in_sound: bool,
    limit: usize,
}

impl Strings {
    /// No text is kept much longer than the limit of a cell, which then refuses it.
    pub(super) fn within(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }
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

/// Which of the cells' styles, and which of the workbook's own formats, show a date.
#[derive(Default)]
pub(super) struct Styles {
    custom: HashMap<String, bool>,
    pub(super) dates: Vec<bool>,
    in_cells: bool,
}

impl Handler for Styles {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        match name {
            "numFmt" => {
                if let (Some(id), Some(code)) = (element.get("numFmtId")?, element.get("formatCode")?) {
                    self.custom.entry(id).or_insert_with(|| shows_date(&code));
                }
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => {
                let id = element.get("numFmtId")?.unwrap_or_default();
                let known = self.custom.get(&id).copied();
                self.dates.push(known.unwrap_or_else(|| is_builtin_date(id.parse().unwrap_or(0))));
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
}
