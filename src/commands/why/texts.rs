//! The text that stands at a place, as it stands in the file, and cells listed with it.

use super::ReadPlans;
use super::parts::{at_place, exact};
use crate::explanation::word;
use crate::figures::basis::UsedCell;
use crate::location::{Place, Sources};
use crate::plan::assembly::Role;
use crate::read::Grid;
use crate::render::clean;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Texts by place, for the places asked for.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Looks the places up in the tables as read.
    pub fn of<'p>(
        grids: &[(std::sync::Arc<Grid>, Role)],
        sources: &Sources,
        places: impl Iterator<Item = &'p String>,
    ) -> Self {
        let wanted: BTreeSet<&String> = places.collect();
        let mut texts = BTreeMap::new();
        if wanted.is_empty() {
            return Self(texts);
        }
        for (grid, _) in grids {
            for row in 0..grid.len() {
                for column in 0..grid.width(row) {
                    let place = sources.show(grid.place(row, column));
                    if wanted.contains(&place) {
                        texts.entry(place).or_insert_with(|| grid.text(row, column).trim().to_owned());
                    }
                }
            }
        }
        Self(texts)
    }

    /// The text at a place; `None` where the place is no single cell.
    pub fn get(&self, place: &str) -> Option<&str> {
        self.0.get(place).map(String::as_str)
    }
}

/// How many cells of one sum are listed before they are folded.
const LISTED: usize = 4;

/// Cells that can be listed with their texts.
pub struct Cells<'a> {
    sources: &'a Sources,
    texts: Texts,
}

impl<'a> Cells<'a> {
    /// Looks the texts of the cells up.
    pub fn of<'c>(read: &'a ReadPlans, cells: impl Iterator<Item = &'c UsedCell>) -> Self {
        let sources = &read.submission.sources;
        let places: BTreeSet<String> = cells.map(|cell| sources.show(cell.place)).collect();
        Self { sources, texts: Texts::of(&read.grids, sources, places.iter()) }
    }

    /// Each cell with its amount, its place and the text there.
    pub fn list(&self, out: &mut dyn Write, cells: &[UsedCell]) -> io::Result<()> {
        for cell in cells {
            let place = self.sources.show(cell.place);
            let text = clean(self.texts.get(&place).unwrap_or("")).into_owned();
            writeln!(out, "  {}  {place}: {text}", in_words(cell))?;
        }
        Ok(())
    }

    /// The same, many cells of one file as one line.
    pub fn folded(&self, out: &mut dyn Write, cells: &[UsedCell]) -> io::Result<()> {
        let lines: Option<Vec<u32>> = cells
            .iter()
            .map(|cell| match cell.place {
                Place::Cell { line, .. } => Some(line),
                _ => None,
            })
            .collect();
        let source = cells.first().map(|cell| cell.place.source());
        let one_file = cells.iter().all(|cell| Some(cell.place.source()) == source);
        match (lines, source) {
            (Some(lines), Some(source)) if one_file && lines.len() > LISTED => {
                let (first, last) = (lines.iter().min().copied(), lines.iter().max().copied());
                let place = Place::Lines {
                    source,
                    first: first.unwrap_or(0),
                    last: last.unwrap_or(0),
                    cells: u32::try_from(lines.len()).unwrap_or(u32::MAX),
                };
                at_place(out, "  ", &self.sources.show(place))
            }
            _ => self.list(out, cells),
        }
    }
}

/// Period, measure and amount of a cell.
fn in_words(cell: &UsedCell) -> String {
    let period = cell.period.map_or_else(|| "to date".to_owned(), |period| period.to_string());
    let amount = cell.amount.map_or_else(|| "unreadable".to_owned(), |amount| exact(amount.value));
    let measure = word(cell.measure);
    format!("{period} {measure:<6} {amount:>14}")
}
