//! How wide columns and how high rows are, in pixels, so that a note beside a cell has its size.

use super::xml::Tag;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Columns and rows of a sheet that says nothing of them.
const WIDE: u32 = 64;
const HIGH: u32 = 20;
/// The width of a digit, and of the room around a cell's text.
const DIGIT: u32 = 7;
const PADDING: u32 = 5;

/// How far a note stands from the corner of its cell.
const BESIDE: u32 = 15;
const BELOW: u32 = 2;

#[derive(Debug)]
pub(super) struct Room {
    wide: u32,
    high: u32,
    /// First and last column of a group, and how wide each is.
    columns: Vec<(u32, u32, u32)>,
    rows: BTreeMap<u32, u32>,
}

impl Default for Room {
    fn default() -> Self {
        Self { wide: WIDE, high: HIGH, columns: Vec::new(), rows: BTreeMap::new() }
    }
}

/// The whole pixels of a width in characters.
fn pixels_wide(text: &str) -> Option<u32> {
    let wide = text.trim().parse::<Decimal>().ok()?.checked_mul(Decimal::from(DIGIT))?;
    u32::try_from(wide.checked_add(Decimal::from(PADDING))?.trunc()).ok()
}

/// The whole pixels of a height in points.
fn pixels_high(text: &str) -> Option<u32> {
    let high = text.trim().parse::<Decimal>().ok()?.checked_mul(Decimal::from(4))?;
    u32::try_from(high.checked_div(Decimal::from(3))?.trunc()).ok()
}

impl Room {
    /// Takes what a tag says of columns or rows; `row` is the row that a tag of one is of.
    pub(super) fn take(&mut self, tag: &Tag<'_>, row: u32) {
        let is_hidden = tag.says("hidden");
        match tag.local() {
            "sheetFormatPr" => {
                self.wide = tag.get("defaultColWidth").and_then(|own| pixels_wide(&own)).unwrap_or(WIDE);
                self.high = tag.get("defaultRowHeight").and_then(|own| pixels_high(&own)).unwrap_or(HIGH);
            }
            "col" => {
                if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
                    let wide = tag.get("width").and_then(|own| pixels_wide(&own)).unwrap_or(self.wide);
                    self.columns.push((first, last, if is_hidden { 0 } else { wide }));
                }
            }
            "row" => {
                let high = tag.get("ht").and_then(|own| pixels_high(&own));
                if let Some(high) = if is_hidden { Some(0) } else { high } {
                    self.rows.insert(row, high);
                }
            }
            _ => {}
        }
    }

    fn wide(&self, column: u32) -> u32 {
        let own = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        own.map_or(self.wide, |(.., wide)| *wide)
    }

    fn high(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.high)
    }

    /// Where a note of this size stands beside a cell: the columns (counted from 0) and rows of its corners, each
    /// with how far into it they lie.
    pub(super) fn anchor(&self, (row, column): (u32, u32), (wide, high): (u32, u32)) -> String {
        let end = |mut at: u32, mut left: u32, most: u32, size: &dyn Fn(u32) -> u32| {
            while at < most && left >= size(at) {
                left -= size(at);
                at += 1;
            }
            (at - 1, left)
        };
        let top = row.saturating_sub(1).max(1);
        let (right, across) = end(column + 1, BESIDE + wide, COLUMNS, &|at| self.wide(at));
        let (bottom, down) = end(top, BELOW + high, ROWS, &|at| self.high(at));
        format!("{column}, {BESIDE}, {}, {BELOW}, {right}, {across}, {bottom}, {down}", top - 1)
    }
}

/// The most columns and rows of a sheet.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

#[cfg(test)]
mod tests {
    use super::super::xml::Tags;
    use super::*;

    #[test]
    fn a_note_has_its_size_beside_its_cell() {
        let mut room = Room::default();
        assert_eq!(room.anchor((7, 3), (128, 40)), "3, 15, 5, 2, 5, 15, 7, 2");
        let text = r#"<a><sheetFormatPr defaultRowHeight="30"/><col min="4" max="5" width="9.140625"/><row ht="15.75"/></a>"#;
        Tags::of(text).flatten().for_each(|tag| room.take(&tag, 6));
        // 68 pixels a column from the fourth, 21 of the sixth row, 40 of each other
        assert_eq!(room.anchor((7, 3), (130, 40)), "3, 15, 5, 2, 5, 9, 6, 21");
        assert_eq!(room.anchor((1, 16_384), (130, 40)).split(", ").count(), 8);
    }
}
