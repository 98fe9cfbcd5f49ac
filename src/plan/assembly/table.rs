//! One table, from its headings to the account of what became of its amounts.

use super::aside::Aside;
use super::current::Current;
use super::reading::{blank_columns, ours};
use super::{Builder, Role, twice};
use crate::plan::fields::TableId;
use crate::plan::folding::Folded;
use crate::plan::layout::{Sink, walk};
use crate::plan::recognise::{Layout, Mapping, Shape};
use crate::plan::{ReadColumn, Reading};
use crate::read::Grid;
use std::sync::Arc;

/// How many rows of a tracker are held beside what is made of them.
const ROWS_OF_A_PART: usize = 1 << 16;

/// A table whose rows are read, as far as it is told before they are.
pub(super) struct Begun {
    layout: Layout,
    /// Which of its columns are blank.
    blank: Vec<bool>,
    asides: Vec<Aside>,
}

impl Builder<'_> {
    /// Reads a table: the folded rows that are left of it may wait for those of others.
    pub(super) fn grid(
        &mut self,
        at: usize,
        (grid, folded): (Arc<Grid>, Option<Folded>),
        role: Role,
        layout: Layout,
        mapping: &Mapping,
    ) {
        // only where nothing is left of a table but folded rows may others wait before it: so one with odd rows is the
        // first that waits, and finds what was noted between its rows where it left it
        if folded.is_none() || grid.own_rows(layout.first_row).next().is_some() {
            self.settle_waiting();
        }
        self.began = (self.problems.len(), self.submission.notes.len());
        let table = layout.shape.table().unwrap_or(TableId::Schemes);
        let columns = layout
            .columns
            .iter()
            .map(|column| ReadColumn {
                heading: column.heading.raw.as_str().into(),
                ours: ours(&column.used),
                unit: column.unit,
                cells: 0,
                place: column.place,
            })
            .collect();
        let place = grid.place(layout.heading_row, 0);
        let reading = Reading { columns, ..Reading::of(place, table) };
        self.current = Current::new(at, role, reading);
        self.current.folded = folded;
        if role == Role::Submission && table == TableId::Exceptions {
            let text = "exceptions are never taken from a submission: give them with --exceptions";
            self.note(self.current.reading.place, text.to_owned());
            return;
        }
        if role == Role::Submission {
            self.take_titles(at, &layout);
        }
        for (place, text) in &layout.notes {
            self.note(*place, text.clone());
        }
        self.leave_titles(&grid, &layout, mapping);
        // a tracker gives each scheme's months: no summary of others
        let is_list = role == Role::Submission && layout.shape != Shape::Rows(TableId::Savings);
        self.ends.extend(twice::end(&grid).filter(|_| is_list));
        let blank = blank_columns(&grid, &layout);
        let asides = Aside::take(&mut self.asides, &grid);
        if layout.shape == Shape::Rows(TableId::Savings) {
            // as many rows as a tracker has, each read by itself: what is read is given back meanwhile
            let mut further = layout.clone();
            further.first_row = 0;
            match Arc::try_unwrap(grid) {
                Ok(grid) => {
                    for (part, grid) in grid.into_parts(ROWS_OF_A_PART).into_iter().enumerate() {
                        self.read(&grid, if part == 0 { &layout } else { &further }, mapping);
                    }
                }
                Err(shared) => self.read(&shared, &layout, mapping),
            }
        } else {
            self.read(&grid, &layout, mapping);
        }
        let begun = Begun { layout, blank, asides };
        match self.current.folded.take() {
            Some(folded) => self.take_rest(begun, folded),
            None => self.close(&begun),
        }
    }

    /// Closes a table of which everything is read.
    pub(super) fn close(&mut self, begun: &Begun) {
        self.current.taken.clear();
        self.count_asides(&begun.asides, &begun.layout);
        self.settle_account(&begun.layout);
        let next = Reading::of(self.current.reading.place, self.current.reading.table);
        let mut reading = std::mem::replace(&mut self.current.reading, next);
        let mut columns = begun.blank.iter();
        reading.columns.retain(|_| !columns.next().copied().unwrap_or(false));
        self.submission.readings.push(reading);
    }

    /// Reads the rows of a grid, or of a part of one, and counts what became of its amounts.
    fn read(&mut self, grid: &Grid, layout: &Layout, mapping: &Mapping) {
        walk(grid, layout, mapping, self);
        self.count_rest(grid, layout);
    }
}
