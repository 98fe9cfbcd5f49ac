//! The rows of the inputs as they stand: which one a place is in, whose it is and which table's.

use crate::location::Place;
use crate::names::key;
use crate::plan::Submission;
use crate::plan::assembly::Role;
use crate::plan::fields::TableId;
use crate::read::{Form, Grid};
use crate::write::RECORD;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How many rows show which column names the organisations.
const SAMPLE: usize = 5000;

/// The tables of the submission as they stand in the files.
pub struct Rows<'g> {
    grids: &'g [(Arc<Grid>, Role)],
    /// The plans by their names' keys.
    names: OnceCell<HashMap<String, usize>>,
    /// Of each table the column that names organisations, once it was asked for.
    organisations: Vec<OnceCell<Option<usize>>>,
}

/// Whose a row is, by what stands in it.
pub enum Whose {
    Plan(usize),
    /// An organisation of which no row was taken.
    Other(String),
    /// It names no organisation, and other rows of its table do.
    Nobody,
    /// Its table has no column of organisations.
    Unsaid,
}

impl<'g> Rows<'g> {
    pub fn of(grids: &'g [(Arc<Grid>, Role)]) -> Self {
        let organisations = grids.iter().map(|_| OnceCell::new()).collect();
        Self { grids, names: OnceCell::new(), organisations }
    }

    /// The tables, each with its number.
    pub fn grids(&self) -> impl Iterator<Item = (usize, &'g Grid)> {
        self.grids.iter().map(|(grid, _)| &**grid).enumerate()
    }

    /// The table and the row that a place is in.
    pub fn at(&self, place: Place) -> Option<(usize, &'g Grid, usize)> {
        let grids = self.grids.iter().enumerate();
        grids.into_iter().find_map(|(at, (grid, _))| Some((at, &**grid, grid.row_at(place)?)))
    }

    /// Whose the row of a place is, where a column of its table names the plans' organisations.
    pub fn whose(&self, place: Place, submission: &Submission) -> Whose {
        let Some((at, grid, row)) = self.at(place) else { return Whose::Unsaid };
        let names = self.names.get_or_init(|| {
            let plans = submission.plans.iter().enumerate();
            plans.map(|(at, plan)| (key(&plan.organisation).into_owned(), at)).collect()
        });
        let column = self.organisations.get(at).and_then(|cell| *cell.get_or_init(|| column_of(grid, names)));
        let Some(column) = column.filter(|_| row > 0) else { return Whose::Unsaid };
        match grid.text(row, column).trim() {
            "" => Whose::Nobody,
            name => match names.get(&*key(name)) {
                Some(plan) => Whose::Plan(*plan),
                None => Whose::Other(name.to_owned()),
            },
        }
    }

    /// The table that a row is of, as far as what was read of its input says.
    pub fn table(&self, place: Place, submission: &Submission) -> Option<TableId> {
        let (_, grid, row) = self.at(place)?;
        if grid.text(0, 0).trim() == RECORD && !matches!(grid.form, Form::Json(_)) {
            let word = grid.text(row, 0).trim();
            return TableId::by_name(word);
        }
        let of_grid = submission.readings.iter().filter(|reading| grid.row_at(reading.place).is_some());
        let mut above =
            of_grid.filter(|reading| grid.row_at(reading.place).is_some_and(|first| first <= row));
        above.next_back().map(|reading| reading.table)
    }

    /// Whether a cell of the row of a place is this name.
    pub fn names(&self, place: Place, name: &str) -> bool {
        let Some((_, grid, row)) = self.at(place) else { return false };
        grid.row(row).any(|text| crate::names::same(text, name))
    }
}

/// The column in which most rows name a plan.
fn column_of(grid: &Grid, names: &HashMap<String, usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in (1..grid.len()).take(SAMPLE) {
        for (at, text) in grid.row(row).enumerate() {
            if names.contains_key(&*key(text)) {
                *counts.entry(at).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(_, rows)| *rows).map(|(column, _)| column)
}
