//! Which entries speak of something in a table: what none of them finds was said in vain.

use super::{Entry, Mapping, Meaning, RowMeaning, Speaks, Theirs};
use crate::money::Unit;
use crate::plan::fields::TableId;
use crate::plan::heading::Heading;
use crate::plan::recognise::{Layout, Recognised, Shape};
use crate::problem::Problem;
use crate::read::Grid;
use std::collections::BTreeMap;

/// The longest label that is looked at.
const LONGEST: usize = 200;

impl Entry {
    /// Whether it speaks of a column, counted from 0.
    pub(super) fn speaks_of(&self, at: usize, column: &Recognised) -> bool {
        let is_its = self.theirs.is_heading(&column.heading) || self.theirs.is_heading(column.own());
        self.speaks != Speaks::OfRows && (self.theirs.is_column(at) || is_its)
    }

    fn is_in(&self, columns: &[Recognised]) -> bool {
        columns.iter().enumerate().any(|(at, column)| self.speaks_of(at, column))
    }

    /// The first row that it speaks of: by its line, or by a cell that is its label.
    fn row(&self, grid: &Grid, titles: usize, first_row: usize) -> Option<usize> {
        if self.speaks == Speaks::OfColumns {
            return None;
        }
        let is_label = |text: &str| {
            !text.is_empty() && text.len() <= LONGEST && self.theirs.is_heading(&Heading::new(text))
        };
        match &self.theirs {
            Theirs::Column(_) => None,
            // rows of the data first, then what stands above the headings
            Theirs::Words(..) => {
                (first_row..grid.len()).chain(0..titles).find(|row| grid.row(*row).any(is_label))
            }
            Theirs::Lines(lines) => {
                let stands = |(first, last): &(u32, u32)| {
                    let is_its = |row: &usize| (*first..=*last).contains(&grid.line(*row));
                    (0..grid.len()).find(|row| is_its(row) && !grid.is_blank(*row))
                };
                let rows: Option<Vec<usize>> = lines.iter().map(stands).collect();
                rows?.first().copied()
            }
        }
    }
}

impl Mapping {
    /// Whether every entry speaks of one of these columns.
    pub fn is_all_in(&self, layout: &Layout) -> bool {
        self.0.iter().all(|entry| entry.is_in(&layout.columns))
    }

    /// The units that the user states for rows of the data.
    pub(crate) fn units_of_rows(&self, grid: &Grid, layout: &Layout) -> BTreeMap<usize, Unit> {
        let of_rows = |entry: &&Entry| {
            entry.ours.unit.is_some() && entry.speaks != Speaks::OfColumns && !entry.is_in(&layout.columns)
        };
        if !self.0.iter().any(|entry| of_rows(&entry)) {
            return BTreeMap::new();
        }
        let unit = |row: usize| {
            let label = grid.row(row).find(|text| !text.trim().is_empty())?;
            Some((row, self.of_row(grid.line(row), label)?.unit?))
        };
        (layout.first_row..grid.len()).filter_map(unit).collect()
    }

    /// Whether any entry speaks of a row of the data, beside those that speak of columns.
    pub(crate) fn speaks_of_rows(&self, columns: &[Recognised]) -> bool {
        let of_row = |entry: &&Entry| {
            let place = !matches!(entry.theirs, Theirs::Column(_)) && entry.speaks != Speaks::OfColumns;
            place && entry.ours.meaning.of_row().is_some()
        };
        self.0.iter().filter(of_row).any(|entry| !entry.is_in(columns))
    }

    /// The numbers of the entries, as they were said, that speak of something in a table; and what is said
    /// of a row that no row can be.
    pub(crate) fn found_in(&self, grid: &Grid, layout: &Layout, is_read: bool) -> (Vec<usize>, Vec<Problem>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for entry in &self.0 {
            let is_year = entry.theirs.is_words("year") && entry.ours.said_year().is_some();
            let in_columns = entry.is_in(&layout.columns) || is_year;
            let (titles, first_row) = if is_read { (layout.heading_row, layout.first_row) } else { (0, 0) };
            let row = if in_columns { None } else { entry.row(grid, titles, first_row) };
            if in_columns || row.is_some() {
                found.push(entry.number);
            }
            let Some(row) = row.filter(|_| is_read) else { continue };
            let of_row = entry.ours.meaning.of_row().is_some();
            let can_be = if row < first_row { of_row } else { entry.can_be_row(layout.shape) };
            if !can_be {
                problems.push(entry.no_row(grid, row, layout.shape));
            } else if entry.states_unit_in_vain() {
                problems.push(entry.no_unit(grid, row));
            }
        }
        (found, problems)
    }
}

impl Entry {
    fn can_be_row(&self, shape: Shape) -> bool {
        self.ours.meaning.of_row().is_some_and(|meaning| shape.obeys(meaning))
            || shape == Shape::MeasuresDown && self.ours.meaning.column_of(TableId::Years).is_some()
    }

    /// Whether it states the unit of a row that no amount is read from.
    fn states_unit_in_vain(&self) -> bool {
        self.ours.unit.is_some()
            && matches!(self.ours.meaning, Meaning::Ignore | Meaning::Section | Meaning::Heading)
    }

    fn no_unit(&self, grid: &Grid, row: usize) -> Problem {
        let label = grid.row(row).find(|text| !text.is_empty()).unwrap_or("");
        let (label, said) = (crate::cutting::cell(label), &self.ours.said);
        let what = format!("the row `{label}` is mapped to `{said}`, and no amount is read from such a row");
        Problem::layout(grid.place(row, 0), what, "leave out the unit")
    }

    /// A row that is said to be what only a column can be, or no row of such a table.
    fn no_row(&self, grid: &Grid, row: usize, shape: Shape) -> Problem {
        let label = grid.row(row).find(|text| !text.is_empty()).unwrap_or("");
        let (label, said) = (crate::cutting::cell(label), &self.ours.said);
        let only = match self.ours.meaning.of_row() {
            None => "which only a column can be",
            Some(RowMeaning::Organisation(_)) => "and whose amounts a row holds is said by its own cells",
            Some(_) => "which no row of such a table can be",
        };
        let what = format!("the row `{label}` is mapped to `{said}`, {only}");
        let words: Vec<&str> =
            RowMeaning::ALL.iter().filter(|own| shape.obeys(**own)).map(|own| own.word()).collect();
        let mend = format!("say what the row is: {}", words.join(", "));
        Problem::layout(grid.place(row, 0), what, mend)
    }
}
