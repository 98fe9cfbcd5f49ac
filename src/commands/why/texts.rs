//! The text that stands at a place, as it stands in the file.

use crate::location::Sources;
use crate::plan::build::Role;
use crate::read::Grid;
use std::collections::{BTreeMap, BTreeSet};

/// Texts by place, for the places asked for.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Looks the places up in the tables as read.
    pub fn of<'p>(
        grids: &[(Grid, Role)],
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
