//! A division or workstream that is written once, on the first row of its schemes: the blank cells
//! below it mean the same. Merged cells of a workbook are filled by its reader; a CSV of the same table
//! holds blanks.

use super::{Sink, Walk, schemes};
use crate::names::Names;
use crate::plan::vocabulary::names_a_total;
use std::collections::HashMap;

/// The row whose text stands for a blank cell, by the cell's row and column.
pub(super) type Filled = HashMap<(usize, usize), usize>;

impl Walk<'_> {
    /// Fills the columns of groups downwards where it is plain that each name is written once: the
    /// first scheme has one, no name is repeated, and there are no fewer blanks than names.
    pub(super) fn fill_down(&mut self, sink: &mut impl Sink) {
        let name = self.layout.column(schemes::NAME).or(self.layout.column(schemes::SCHEME));
        let Some(name) = name else { return };
        for id in [schemes::ORGANISATION, schemes::WORKSTREAM, schemes::PROGRAMME] {
            let Some(at) = self.layout.column(id).filter(|at| *at != name) else { continue };
            let Some(filled) = self.filled_of(at, name) else { continue };
            let heading = crate::cutting::cell(&self.layout.columns[at].heading.raw);
            let text = format!(
                "`{heading}` is written once for each group: {} blank cells below mean the same",
                filled.len()
            );
            sink.note(self.layout.columns[at].place, text);
            self.filled.extend(filled.into_iter().map(|(row, source)| ((row, at), source)));
        }
    }

    /// The blank cells of a column and the rows that stand for them.
    fn filled_of(&self, at: usize, name: usize) -> Option<Vec<(usize, usize)>> {
        let amounts = self.amounts();
        let (mut names, mut blanks) = (Names::default(), Vec::new());
        let mut above: Option<usize> = None;
        for row in self.data_rows() {
            let (group, scheme) = (self.grid.text(row, at).trim(), self.grid.text(row, name).trim());
            if names_a_total(scheme) || names_a_total(group) {
                above = None; // a total closes the group
            } else if scheme.is_empty() || !self.is_filled(row, &amounts) {
                // a heading or a note
            } else if !group.is_empty() {
                if !names.add(group) {
                    return None;
                }
                above = Some(row);
            } else {
                match above {
                    Some(above) => blanks.push((row, above)),
                    None if names.is_empty() => return None,
                    None => {}
                }
            }
        }
        (names.len() > 1 && blanks.len() >= names.len()).then_some(blanks)
    }
}
