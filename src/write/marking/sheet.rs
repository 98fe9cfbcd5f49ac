//! The XML of a sheet: which cells stand in it, and the same with fills of ours in flagged cells.

use super::room::Room;
use super::styles::Styles;
use super::xml::{Edits, Kind, Tag, Tags};
use super::{At, Refused, Tone};
use crate::location::letters;
use crate::read::workbook::{Area, cell_at};
use std::collections::{BTreeMap, BTreeSet};

/// What may stand behind the relation to the drawing of notes; what is wrapped for later programs does, too.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

pub(super) struct Sheet {
    pub(super) text: String,
    pub(super) merges: Vec<Area>,
    pub(super) room: Room,
    /// The relation to the drawing of notes and buttons.
    pub(super) drawing: Option<String>,
    /// First and last column of a group, and its style.
    styles: Vec<(u32, u32, usize)>,
}

/// Counts rows and cells as they come: a row or cell that does not say where it stands follows the one before.
#[derive(Default)]
struct Counter {
    row: u32,
    column: u32,
}

impl Counter {
    fn row(&mut self, tag: &Tag<'_>) -> u32 {
        self.row = tag.number("r").unwrap_or(self.row.saturating_add(1));
        self.column = 0;
        self.row
    }

    fn cell(&mut self, tag: &Tag<'_>) -> At {
        let own = tag.get("r").and_then(|name| cell_at(&name));
        let at = own.unwrap_or((self.row, self.column.saturating_add(1)));
        self.column = at.1;
        at
    }
}

/// Whether a tag begins a row of the sheet's cells, or a cell of it.
fn is_row(tag: &Tag<'_>) -> bool {
    tag.depth == 2 && tag.begins("row")
}

fn is_cell(tag: &Tag<'_>) -> bool {
    tag.depth == 3 && tag.begins("c")
}

impl Sheet {
    pub(super) fn of(text: String) -> Result<Self, Refused> {
        let (mut merges, mut room, mut drawing) = (Vec::new(), Room::default(), None);
        let (mut styles, mut counter) = (Vec::new(), Counter::default());
        for tag in Tags::of(&text) {
            let tag = tag?;
            match tag.local() {
                "row" if is_row(&tag) => {
                    let row = counter.row(&tag);
                    room.take(&tag, row);
                }
                "col" if tag.begins("col") => {
                    room.take(&tag, 0);
                    let span = (tag.number("min"), tag.number("max"), tag.number("style"));
                    if let (Some(first), Some(last), Some(style)) = span {
                        styles.push((first, last, style));
                    }
                }
                "sheetFormatPr" if tag.begins("sheetFormatPr") => room.take(&tag, 0),
                "mergeCell" if tag.begins("mergeCell") => {
                    merges.extend(tag.get("ref").and_then(|own| Area::parse(&own)));
                }
                "legacyDrawing" if tag.begins("legacyDrawing") => drawing = tag.get_any("id"),
                _ => {}
            }
        }
        Ok(Self { text, merges, room, drawing, styles })
    }

    /// The sheet with fills; `unmarks` takes off those of an earlier marking; `drawing` is the relation to its
    /// first drawing of notes. `None` where nothing is changed.
    pub(super) fn marked(
        &self,
        tones: &BTreeMap<At, Tone>,
        styles: &mut Styles,
        unmarks: bool,
        drawing: Option<(&str, &str)>,
    ) -> Result<Option<String>, Refused> {
        let mut writer = Writer::of(self, tones, styles, unmarks)?;
        for tag in Tags::of(&self.text) {
            writer.take(&tag?);
        }
        let mut edits = writer.finish();
        if let Some((space, id)) = drawing {
            self.relate(&mut edits, space, id)?;
        }
        Ok((!edits.is_empty()).then(|| edits.applied(&self.text)))
    }

    /// Puts the relation to the drawing of notes where the order of a sheet's elements has it.
    fn relate(&self, edits: &mut Edits, space: &str, id: &str) -> Result<(), Refused> {
        let (mut prefix, mut is_past_cells) = ("", false);
        for tag in Tags::of(&self.text) {
            let tag = tag?;
            if tag.depth == 0 && tag.kind == Kind::Open {
                prefix = tag.prefix();
            }
            is_past_cells |= tag.depth == 1 && tag.ends("sheetData");
            let is_behind = tag.depth == 1 && tag.kind != Kind::Close && BEHIND.contains(&tag.local());
            if is_past_cells && is_behind || tag.depth == 0 && tag.kind == Kind::Close {
                let own = format!(r#"<{prefix}legacyDrawing xmlns:r="{space}" r:id="{id}"/>"#);
                edits.insert(tag.range.start, own);
                return Ok(());
            }
        }
        Err(Refused::broken("a sheet holds nothing"))
    }
}

/// Writes the fills of a sheet as its tags come.
struct Writer<'s> {
    sheet: &'s Sheet,
    tones: &'s BTreeMap<At, Tone>,
    styles: &'s mut Styles,
    unmarks: bool,
    edits: Edits,
    counter: Counter,
    /// The flagged cells that do not stand in the file, by row.
    missing: BTreeMap<u32, BTreeMap<u32, Tone>>,
    /// Those of them whose row does.
    with_row: BTreeSet<u32>,
    /// Of the row that is open: its style, and what stands before its name.
    row_style: Option<usize>,
    prefix: String,
    dimension: Option<(Tag<'s>, Area)>,
    widened: Option<Area>,
}

impl<'s> Writer<'s> {
    fn of(
        sheet: &'s Sheet,
        tones: &'s BTreeMap<At, Tone>,
        styles: &'s mut Styles,
        unmarks: bool,
    ) -> Result<Self, Refused> {
        let mut missing: BTreeMap<u32, BTreeMap<u32, Tone>> = BTreeMap::new();
        for ((row, column), tone) in tones {
            missing.entry(*row).or_default().insert(*column, *tone);
        }
        let (mut with_row, mut counter) = (BTreeSet::new(), Counter::default());
        for tag in Tags::of(&sheet.text) {
            let tag = tag?;
            if is_row(&tag) {
                let row = counter.row(&tag);
                with_row.extend(missing.contains_key(&row).then_some(row));
            } else if is_cell(&tag) {
                let (row, column) = counter.cell(&tag);
                if let Some(own) = missing.get_mut(&row) {
                    own.remove(&column);
                }
            }
        }
        missing.retain(|_, own| !own.is_empty());
        let (edits, counter, prefix) = (Edits::default(), Counter::default(), String::new());
        let (row_style, dimension, widened) = (None, None, None);
        Ok(Self {
            sheet,
            tones,
            styles,
            unmarks,
            edits,
            counter,
            missing,
            with_row,
            row_style,
            prefix,
            dimension,
            widened,
        })
    }

    fn take(&mut self, tag: &Tag<'s>) {
        if is_row(tag) {
            self.row(tag);
        } else if is_cell(tag) {
            self.cell(tag);
        } else if tag.depth == 2 && tag.ends("row") {
            let cells = self.cells(self.counter.row, u32::MAX);
            self.put(tag.range.start, cells);
        } else if tag.depth == 1 && tag.begins("sheetData") {
            tag.prefix().clone_into(&mut self.prefix);
            if tag.kind == Kind::Empty && !self.missing.is_empty() {
                let rows = self.rows(u32::MAX);
                self.edits.replace(tag.range.clone(), format!("{}{rows}{}", tag.opened(&[]), tag.closed()));
            }
        } else if tag.depth == 1 && tag.ends("sheetData") {
            let rows = self.rows(u32::MAX);
            self.put(tag.range.start, rows);
        } else if tag.depth == 1 && tag.begins("dimension") {
            let area = tag.get("ref").and_then(|own| Area::parse(&own));
            self.dimension = area.map(|area| (tag.clone(), area));
        }
    }

    fn put(&mut self, at: usize, text: String) {
        if !text.is_empty() {
            self.edits.insert(at, text);
        }
    }

    fn row(&mut self, tag: &Tag<'_>) {
        let row = self.counter.row(tag);
        let before = self.rows(row);
        self.put(tag.range.start, before);
        self.row_style = tag.number("s").filter(|_| tag.says("customFormat"));
        if !self.missing.contains_key(&row) {
            return;
        }
        // a span of columns is a hint that would be wrong
        let opened = tag.opened(&[("spans", None)]);
        let all = if tag.kind == Kind::Empty {
            format!("{opened}{}{}", self.cells(row, u32::MAX), tag.closed())
        } else {
            opened
        };
        self.edits.replace(tag.range.clone(), all);
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let at = self.counter.cell(tag);
        let before = self.cells(at.0, at.1);
        self.put(tag.range.start, before);
        let own = tag.number("s").unwrap_or(0);
        let before = if self.unmarks { self.styles.original(own) } else { None };
        let style = match self.tones.get(&at) {
            Some(tone) => Some(self.styles.marked(before.unwrap_or(own), *tone)),
            None => before,
        };
        if let Some(style) = style {
            self.edits.replace(tag.range.clone(), tag.with(&[("s", Some(style.to_string()))]));
        }
    }

    /// The missing cells of a row before this column.
    fn cells(&mut self, row: u32, before: u32) -> String {
        let Some(own) = self.missing.get_mut(&row) else { return String::new() };
        let behind = own.split_off(&before);
        let cells = std::mem::replace(own, behind);
        if own.is_empty() {
            self.missing.remove(&row);
        }
        let mut out = String::new();
        for (column, tone) in cells {
            let of_column =
                self.sheet.styles.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
            let style = self.row_style.or(of_column.map(|(.., style)| *style)).unwrap_or(0);
            let style = self.styles.marked(style, tone);
            out.push_str(&format!(r#"<{}c r="{}{row}" s="{style}"/>"#, self.prefix, letters(column)));
            self.widen((row, column));
        }
        out
    }

    /// The missing rows before this one that do not stand further down.
    fn rows(&mut self, before: u32) -> String {
        let rows: Vec<u32> = self.missing.range(..before).map(|(row, _)| *row).collect();
        let mut out = String::new();
        self.row_style = None;
        for row in rows.into_iter().filter(|row| !self.with_row.contains(row)).collect::<Vec<_>>() {
            let cells = self.cells(row, u32::MAX);
            out.push_str(&format!(r#"<{0}row r="{row}">{cells}</{0}row>"#, self.prefix));
        }
        out
    }

    fn widen(&mut self, (row, column): At) {
        let own = self.widened.get_or_insert(Area { rows: (row, row), columns: (column, column) });
        own.rows = (own.rows.0.min(row), own.rows.1.max(row));
        own.columns = (own.columns.0.min(column), own.columns.1.max(column));
    }

    /// The edits, and that of the used area where cells stand outside it.
    fn finish(mut self) -> Edits {
        if let (Some((tag, area)), Some(new)) = (self.dimension, self.widened) {
            let rows = (area.rows.0.min(new.rows.0), area.rows.1.max(new.rows.1));
            let columns = (area.columns.0.min(new.columns.0), area.columns.1.max(new.columns.1));
            if (rows, columns) != (area.rows, area.columns) {
                let (first, last) = (letters(columns.0), letters(columns.1));
                let own = format!("{first}{}:{last}{}", rows.0, rows.1);
                self.edits.replace(tag.range.clone(), tag.with(&[("ref", Some(own))]));
            }
        }
        self.edits
    }
}
