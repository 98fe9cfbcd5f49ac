//! Which plans, and which of their rows, the places of problems belong to.

use crate::location::{NameId, Place, SourceId};
use crate::plan::fields::{TABLES, TableId};
use crate::plan::{Row, Submission};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A row of an input, as far as a place tells it.
pub type RowPlace = (SourceId, Option<NameId>, u32);

/// What stands in a row of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The plan's own row.
    Plan,
    /// A scheme, or a saving of it.
    Scheme(usize),
    /// A row of another table.
    Row(TableId),
    /// A total as stated.
    Total,
}

/// The rows of problems that plans hold, and the inputs each plan rests on.
pub struct Traces {
    rows: HashMap<RowPlace, Vec<(usize, Held)>>,
    sources: Vec<HashSet<SourceId>>,
}

impl Traces {
    /// Looks for the places in every plan.
    pub fn of(submission: &Submission, places: &[Place]) -> Self {
        let wanted: HashSet<RowPlace> = places.iter().filter_map(|place| line(*place)).collect();
        let mut traces = Self { rows: HashMap::new(), sources: Vec::new() };
        for (at, plan) in submission.plans.iter().enumerate() {
            let mut sources = HashSet::from([plan.row.place.source()]);
            let mut take = |place: Place, held: Held| {
                sources.insert(place.source());
                if let Some(line) = line(place).filter(|line| wanted.contains(line)) {
                    let of_row = traces.rows.entry(line).or_default();
                    if !of_row.contains(&(at, held)) {
                        of_row.push((at, held));
                    }
                }
            };
            // the row itself stands where the first of the plan does, where it has none of its own
            plan.row.cells.iter().for_each(|cell| take(cell.place, Held::Plan));
            let mut row = |row: &Row, held: Held| {
                take(row.place, held);
                row.cells.iter().for_each(|cell| take(cell.place, held));
            };
            for table in TABLES {
                plan.rows(table.id).iter().for_each(|own| row(own, Held::Row(table.id)));
            }
            for (scheme, own) in plan.schemes.iter().enumerate() {
                row(&own.row, Held::Scheme(scheme));
            }
            for (scheme, own) in plan.schemes.iter().enumerate() {
                own.savings.all().for_each(|point| take(point.place, Held::Scheme(scheme)));
            }
            plan.stated.iter().for_each(|stated| take(stated.place, Held::Total));
            traces.sources.push(sources);
        }
        traces
    }

    /// What plans hold of the row of a place.
    pub fn held(&self, place: Place) -> &[(usize, Held)] {
        line(place).and_then(|line| self.rows.get(&line)).map_or(&[], Vec::as_slice)
    }

    /// The plans that hold the row of a place.
    pub fn plans_of_row(&self, place: Place) -> Vec<usize> {
        let mut plans: Vec<usize> = self.held(place).iter().map(|(at, _)| *at).collect();
        plans.dedup();
        plans
    }

    /// The plans whose inputs are as asked.
    pub fn plans_with(&self, is: impl Fn(&HashSet<SourceId>) -> bool) -> Vec<usize> {
        let plans = self.sources.iter().enumerate();
        plans.filter(|(_, sources)| is(sources)).map(|(at, _)| at).collect()
    }

    /// The inputs on which these plans rest and no other does.
    pub fn of_these_alone(&self, these: &[bool]) -> BTreeSet<SourceId> {
        let of = |wanted: bool| {
            let plans = self.sources.iter().zip(these).filter(move |(_, these)| **these == wanted);
            plans.flat_map(|(sources, _)| sources.iter().copied())
        };
        let others: HashSet<SourceId> = of(false).collect();
        of(true).filter(|source| !others.contains(source)).collect()
    }

    /// Whether any plan rests on an input.
    pub fn is_read(&self, source: SourceId) -> bool {
        self.sources.iter().any(|sources| sources.contains(&source))
    }
}

/// The row that a place is in.
pub fn line(place: Place) -> Option<RowPlace> {
    match place {
        Place::File(_) => None,
        Place::Cell { source, line, .. } => Some((source, None, line)),
        Place::Sheet { source, sheet, row, .. } => Some((source, Some(sheet), row)),
        Place::Json { source, prefix, row, .. } => Some((source, Some(prefix), row)),
        Place::Lines { source, first, .. } => Some((source, None, first)),
    }
}
