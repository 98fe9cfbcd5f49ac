//! Marks in a workbook that somebody else made: flagged cells get a fill and a note, a last sheet lists what is
//! to be mended, and every part that holds none of it stays byte for byte what it was. The package is patched,
//! for programs that load and save a workbook lose what they do not know. Knows cells, words and colours.

use crate::problem::ProblemKind;
use crate::read::Limits;
use crate::read::workbook::{Area, Fault, kind};
use book::Book;
use parts::Parts;
use sheet::Sheet;
use std::collections::BTreeMap;
use styles::Styles;

mod book;
mod fresh;
mod list;
mod notes;
mod parts;
mod room;
mod sheet;
mod styles;
mod xml;

pub use fresh::{FreshSheet, fresh, sheet_name};
pub use list::{List, ListCell, ListColumn, Shows};

/// A row and a column, from 1.
type At = (u32, u32);

/// How serious a mark is; the first is the most serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    Red,
    Amber,
    Grey,
}

impl Tone {
    const ALL: [Self; 3] = [Self::Red, Self::Amber, Self::Grey];

    /// The fill: the grounds of the NHS's tags, a shade beside them, so that a fill of ours is told from others.
    const fn fill(self) -> &'static str {
        match self {
            Self::Red => "FFF7D4D2",
            Self::Amber => "FFFFDC8F",
            Self::Grey => "FFDBE0E4",
        }
    }
}

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAt {
    /// The sheet's name.
    pub sheet: String,
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
}

/// A flagged cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellMark {
    pub at: CellAt,
    pub tone: Tone,
    /// The paragraphs of its note.
    pub note: Vec<Paragraph>,
}

/// A paragraph of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub is_bold: bool,
    pub text: String,
}

/// What is marked in a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marking {
    pub cells: Vec<CellMark>,
    /// The sheet that lists everything.
    pub list: List,
    /// The list of an earlier marking, by its name: it gives way to this one, and so do its marks.
    pub earlier: Option<String>,
}

/// A marked workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    pub bytes: Vec<u8>,
    /// How many cells have a fill of ours.
    pub cells: usize,
    /// On how many sheets.
    pub sheets: usize,
    /// The name of the sheet that lists everything.
    pub list: String,
    /// How many of the cells have a note or a conversation of others, which stays alone.
    pub noted: usize,
}

/// Why a workbook cannot be marked, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub what: String,
    pub mend: String,
}

impl Refused {
    fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: mend.into() }
    }

    fn broken(what: &str) -> Self {
        Self::new(format!("the workbook is damaged: {what}"), SAVE_AGAIN)
    }

    fn of(cause: Fault, limits: &Limits) -> Self {
        match kind(cause, limits) {
            ProblemKind::Syntax { what, mend } | ProblemKind::Limit { what, mend } => Self { what, mend },
            _ => Self::broken("a part of it cannot be read"),
        }
    }
}

const SAVE_AGAIN: &str = "open it in a spreadsheet program and save it again";

/// Marks a workbook (XLSX, XLSM).
///
/// # Errors
/// Where it may not be changed, as it is signed or protected, or is not what its format says.
pub fn mark(bytes: &[u8], marking: &Marking, limits: &Limits) -> Result<Marked, Refused> {
    let mut parts = Parts::open(bytes, limits)?;
    let mut book = Book::open(&mut parts)?;
    let mut styles = Styles::open(&mut parts, &book)?;
    let earlier =
        marking.earlier.as_deref().and_then(|name| book.sheet(name)).map(|sheet| sheet.part.clone());
    if let Some(part) = &earlier {
        styles.keeps_grounds = !is_saved_by_others(&mut parts, part)?;
    }
    let mut by_sheet: BTreeMap<&str, Vec<&CellMark>> = BTreeMap::new();
    for mark in &marking.cells {
        by_sheet.entry(&mark.at.sheet).or_default().push(mark);
    }
    let (mut cells, mut sheets, mut noted) = (0, 0, 0);
    for own in book.sheets.iter().filter(|own| Some(&own.part) != earlier.as_ref()) {
        let marks = by_sheet.get(own.name.as_str()).map_or(&[][..], Vec::as_slice);
        if marks.is_empty() && earlier.is_none() {
            continue;
        }
        let sheet = Sheet::of(parts.text(&own.part)?)?;
        let marks = anchored(marks, &sheet.merges);
        let added = notes::add(&mut parts, &book, &own.part, &sheet, &marks, earlier.is_some())?;
        let tones = marks.iter().map(|(at, marks)| (*at, tone(marks))).collect();
        let drawing = added.drawing.as_deref().map(|id| (parts.relations(), id));
        if let Some(text) = sheet.marked(&tones, &mut styles, earlier.is_some(), drawing)? {
            parts.set(&own.part, text);
        }
        cells += marks.len();
        sheets += usize::from(!marks.is_empty());
        noted += added.others;
    }
    let list = list::put(&mut parts, &mut book, &mut styles, &marking.list, earlier.as_deref())?;
    styles.keep(&mut parts)?;
    book.keep(&mut parts);
    Ok(Marked { bytes: parts.zipped()?, cells, sheets, list, noted })
}

/// Whether a marked workbook was saved by a program that puts colours of its own behind fills: the list is no
/// longer as it was written.
fn is_saved_by_others(parts: &mut Parts, list: &str) -> Result<bool, Refused> {
    const ABOUT: &str = "docProps/app.xml";
    let is_by = parts.has(ABOUT) && parts.text(ABOUT)?.contains("LibreOffice");
    Ok(is_by && !parts.text(list)?.contains("inlineStr"))
}

/// The marks of a sheet by cell; those within a merged area stand at its first cell, which alone is seen.
fn anchored<'m>(marks: &[&'m CellMark], merges: &[Area]) -> BTreeMap<At, Vec<&'m CellMark>> {
    let mut by_cell: BTreeMap<At, Vec<&CellMark>> = BTreeMap::new();
    for mark in marks {
        let (row, column) = (mark.at.row, mark.at.column);
        let merged = merges.iter().find(|area| area.contains(row, column));
        let at = merged.map_or((row, column), |area| (area.rows.0, area.columns.0));
        by_cell.entry(at).or_default().push(mark);
    }
    by_cell
}

fn tone(marks: &[&CellMark]) -> Tone {
    marks.iter().map(|mark| mark.tone).min().unwrap_or(Tone::Grey)
}
