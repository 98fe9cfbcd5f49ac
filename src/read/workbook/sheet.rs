//! A sheet while it is read: its cells wherever they stand, merged areas, what is hidden. Becomes a
//! grid whose places are those of the sheet.

use super::package::Fault;
use super::range::Area;
use super::value::{Number, number};
use super::{Limit, Limits};
use crate::location::{NameId, SourceId, letters};
use crate::money::group;
use crate::problem::ProblemKind;
use crate::read::{Form, Grid};
use std::collections::{BTreeMap, BTreeSet};

/// In how many rows from the first merged cells are taken for headings over groups of columns.
const HEADING_ROWS: u32 = 30;

/// How many formulas without a value are named one by one.
const NAMED: u64 = 20;

pub(super) const SAVE_AGAIN: &str = "open the workbook and save it again";
const RECALCULATE: &str = "open the workbook, recalculate and save it";

/// The row and the column of a cell, from 1.
pub(super) type At = (u32, u32);

/// A cell; its text lies in the sheet's.
#[derive(Debug, Clone, Copy)]
struct Cell {
    at: At,
    start: u32,
    end: u32,
    /// Whether it holds words or a date, not a number or a truth.
    words: bool,
}

/// What a cell is called: `C5`.
pub(super) fn cell_name((row, column): At) -> String {
    format!("{}{row}", letters(column))
}

/// What a sheet may still take of the workbook's limits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub(super) limits: Limits,
    cells: u64,
    text: u64,
    repeated: u64,
}

/// What a repeated cell counts beside its text, in bytes.
const REPEATED_CELL: u64 = 16;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        let of = |limit| limits.of(limit);
        let (cells, text, repeated) = (of(Limit::Cells), of(Limit::Text), of(Limit::Repeated));
        Self { limits: *limits, cells, text, repeated }
    }

    /// Takes so many cells that the file does not write, each of the same text, or says that they are too many.
    pub(super) fn repeat(&mut self, cells: u64, text: usize) -> Result<(), Fault> {
        let own = cells.saturating_mul(REPEATED_CELL.saturating_add(text as u64));
        let Some(left) = self.repeated.checked_sub(own) else {
            let most = self.limits.show(Limit::Repeated);
            let what =
                format!("the workbook repeats rows, cells or merged areas to more than {most} of cells");
            return Err(Fault::Limit(Limit::Repeated, what));
        };
        self.repeated = left;
        Ok(())
    }

    /// Checks the number of sheets.
    pub(super) fn sheets(&self, number: usize) -> Result<(), Fault> {
        if number > self.limits.count(Limit::Sheets) {
            let what = format!("the workbook has more than {} sheets", self.limits.show(Limit::Sheets));
            return Err(Fault::Limit(Limit::Sheets, what));
        }
        Ok(())
    }

    /// Takes cells and their text, or says which limit that exceeds.
    pub(super) fn take(&mut self, cells: u64, text: u64) -> Result<(), Fault> {
        let Some(left) = self.cells.checked_sub(cells) else {
            let what = format!("the workbook holds more than {} cells", self.limits.show(Limit::Cells));
            return Err(Fault::Limit(Limit::Cells, what));
        };
        self.cells = left;
        let Some(left) = self.text.checked_sub(text) else {
            let most = self.limits.show(Limit::Text);
            let what = format!("the texts of the workbook's cells are longer than {most} together");
            return Err(Fault::Limit(Limit::Text, what));
        };
        self.text = left;
        Ok(())
    }
}

/// A sheet while it is read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    text: String,
    cells: Vec<Cell>,
    merges: Vec<Area>,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    problems: Vec<(At, ProblemKind)>,
    uncalculated: u64,
    blank_formulas: Vec<At>,
    beyond: At,
    remainders: Vec<(At, String)>,
    /// The part of the sheet that is wanted.
    wanted: Option<Area>,
}

impl Sheet {
    pub(super) fn new(name: &str, hidden: bool, wanted: Option<Area>) -> Self {
        Self { name: name.to_owned(), hidden, wanted, ..Self::default() }
    }

    fn wants(&self, (row, column): At) -> bool {
        self.wanted.is_none_or(|area| area.contains(row, column))
    }

    /// Takes a cell that holds something; `words` where that is text or a date and not a number.
    pub(super) fn push(&mut self, budget: &mut Budget, at: At, text: &str, words: bool) -> Result<(), Fault> {
        if text.trim().is_empty() || !self.wants(at) {
            return Ok(());
        }
        if text.len() > budget.limits.count(Limit::Cell) {
            let (place, most) = (cell_name(at), budget.limits.show(Limit::Cell));
            let what = format!("the cell {place} of the sheet `{}` holds more than {most}", self.name);
            return Err(Fault::Limit(Limit::Cell, what));
        }
        if u64::from(at.1) > budget.limits.of(Limit::Columns) {
            let most = budget.limits.show(Limit::Columns);
            let what = format!("the sheet `{}` has more than {most} columns", self.name);
            return Err(Fault::Limit(Limit::Columns, what));
        }
        budget.take(1, text.len() as u64)?;
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.cells.push(Cell { at, start, end, words });
        Ok(())
    }

    /// Takes a number as it is written; what is none stands as it is.
    pub(super) fn push_number(&mut self, budget: &mut Budget, at: At, text: &str) -> Result<(), Fault> {
        match number(text) {
            Some(Number::Plain(text)) => self.push(budget, at, &text, false),
            Some(Number::Remainder(text)) => {
                if self.wants(at) {
                    self.remainders.push((at, text));
                }
                self.push(budget, at, "0", false)
            }
            None => self.push(budget, at, text, true),
        }
    }

    /// Takes a formula that no value was calculated for.
    pub(super) fn uncalculated(&mut self, at: At) {
        if !self.wants(at) {
            return;
        }
        self.uncalculated += 1;
        if self.uncalculated <= NAMED {
            let what = "a formula without a calculated value stands here";
            self.problem(at, ProblemKind::syntax(what, RECALCULATE));
        } else if self.uncalculated == NAMED + 1 {
            self.beyond = at;
        }
    }

    /// Takes a formula that shows nothing, in a format that does not tell whether it was calculated.
    pub(super) fn shows_nothing(&mut self, at: At) {
        if self.wants(at) {
            self.blank_formulas.push(at);
        }
    }

    /// The formulas that show nothing.
    pub(super) fn blank_formulas(&self) -> &[At] {
        &self.blank_formulas
    }

    /// Takes something wrong with a cell.
    pub(super) fn problem(&mut self, at: At, kind: ProblemKind) {
        if self.wants(at) {
            self.problems.push((at, kind));
        }
    }

    pub(super) fn merge(&mut self, area: Area) {
        self.merges.push(area);
    }

    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        self.hidden_rows.push((first, last));
    }

    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(super) fn problems(&mut self) -> Vec<(At, ProblemKind)> {
        if self.uncalculated > NAMED {
            let what = format!(
                "here and in {} further cells of the sheet stand formulas without calculated values",
                group(&(self.uncalculated - NAMED - 1).to_string())
            );
            self.problem(self.beyond, ProblemKind::syntax(what, RECALCULATE));
        }
        std::mem::take(&mut self.problems)
    }

    /// Numbers that were taken for nothing: place and number.
    pub(super) fn remainders(&self) -> &[(At, String)] {
        &self.remainders
    }

    /// The hidden rows that hold something, then the hidden columns.
    pub(super) fn hidden_parts(&self) -> [Vec<u32>; 2] {
        let among = |hidden: &[(u32, u32)], of: fn(&Cell) -> u32| {
            if hidden.is_empty() {
                return Vec::new();
            }
            let mut hidden = hidden.to_vec();
            hidden.sort_unstable();
            let used: BTreeSet<u32> = self.cells.iter().map(of).collect();
            let (mut spans, mut end) = (hidden.into_iter().peekable(), None);
            let is_hidden = |at: &u32| {
                while let Some((_, last)) = spans.next_if(|(first, _)| first <= at) {
                    end = end.max(Some(last));
                }
                end >= Some(*at)
            };
            used.into_iter().filter(is_hidden).collect()
        };
        [among(&self.hidden_rows, |cell| cell.at.0), among(&self.hidden_columns, |cell| cell.at.1)]
    }

    /// Puts the cells in order; where one is given twice, that is a problem and the first stands.
    fn order(&mut self) {
        if !self.cells.is_sorted_by_key(|cell| cell.at) {
            self.cells.sort_by_key(|cell| cell.at);
        }
        let mut twice = Vec::new();
        self.cells.dedup_by(|later, first| {
            let same = later.at == first.at;
            twice.extend(same.then_some(first.at));
            same
        });
        for at in twice {
            self.problem(at, ProblemKind::syntax("the file gives this cell twice", SAVE_AGAIN));
        }
    }

    fn find(&self, at: At) -> Option<Cell> {
        self.cells.get(self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?).copied()
    }

    /// Fills merged areas: a heading over a group of columns stands over each of them; words that
    /// several rows share stand in each of them. A title over the whole width stays one cell, and
    /// numbers are never repeated.
    fn fill_merges(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        let (Some(first), Some(last)) = (self.cells.first().copied(), self.cells.last().copied()) else {
            return Ok(());
        };
        let left = self.cells.iter().map(|cell| cell.at.1).min().unwrap_or(1);
        let mut copies: BTreeMap<At, Cell> = BTreeMap::new();
        for area in std::mem::take(&mut self.merges) {
            let Some(anchor) = self.find((area.rows.0, area.columns.0)).filter(|anchor| anchor.words) else {
                continue;
            };
            let heading = area.rows.0 < first.at.0.saturating_add(HEADING_ROWS);
            let beside = |cell: &Cell| !area.contains(cell.at.0, cell.at.1);
            let wide = area.columns.1 > area.columns.0;
            let over_columns = heading && area.columns.0 > left && self.row(anchor.at.0).iter().any(beside);
            if wide && !over_columns {
                continue;
            }
            let rows = area.rows.0..=area.rows.1.min(last.at.0);
            let most = u32::try_from(budget.limits.of(Limit::Columns)).unwrap_or(u32::MAX);
            let columns = area.columns.0..=area.columns.1.min(most);
            let copies_of_one = rows.clone().count() as u64 * columns.clone().count() as u64;
            budget.repeat(copies_of_one, (anchor.end - anchor.start) as usize)?;
            budget.take(copies_of_one, 0)?;
            for at in rows.flat_map(|row| columns.clone().map(move |column| (row, column))) {
                if self.wants(at) && self.find(at).is_none() {
                    copies.insert(at, Cell { at, ..anchor });
                }
            }
        }
        if !copies.is_empty() {
            self.cells.extend(copies.into_values());
            self.cells.sort_by_key(|cell| cell.at);
        }
        Ok(())
    }

    fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.at.0 < row);
        let end = self.cells.partition_point(|cell| cell.at.0 <= row);
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// The sheet as a grid from its first used column; blank rows are no rows.
    pub(super) fn grid(
        &mut self,
        source: SourceId,
        sheet: NameId,
        group: u32,
        budget: &mut Budget,
    ) -> Result<Grid, Fault> {
        self.order();
        self.fill_merges(budget)?;
        let mut grid = Grid::new(source, Form::Sheet(sheet), &self.name, group);
        let left = self.cells.iter().map(|cell| cell.at.1).min().unwrap_or(1);
        let (mut row, mut next) = (0, left);
        for cell in &self.cells {
            let (of_row, column) = cell.at;
            if of_row != row {
                if row > 0 {
                    grid.end_row();
                }
                (row, next) = (of_row, left);
            }
            let text = self.text.get(cell.start as usize..cell.end as usize).unwrap_or("");
            budget.take(u64::from(column.saturating_sub(next)), text.len() as u64)?;
            for blank in next..column {
                grid.push_cell("", row, blank);
            }
            grid.push_cell(text, row, column);
            next = column + 1;
        }
        if row > 0 {
            grid.end_row();
        }
        Ok(grid)
    }
}
