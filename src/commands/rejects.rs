//! `--rejects`: the rows that problems leave out, as they stand in the files, each with its reason.

use super::keep_going::Kept;
use super::keep_going::rows::{Rows, Whose};
use crate::location::{Place, Sources};
use crate::names::same;
use crate::plan::Submission;
use crate::problem::Problem;
use crate::read::{Form, Grid};
use crate::write::csv;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What stands before the cells of a row.
const ABOUT: [&str; 4] = ["file", "place", "code", "reason"];

/// The code of rows that have no problem, and go with what has.
const WITH_OTHERS: &str = "left-out";

/// A problem at one of its places: its code, and what is wrong there.
struct Reason {
    code: &'static str,
    text: String,
}

/// What is written: the places of no row, then the rows of each table.
#[derive(Default)]
pub struct Rejects {
    elsewhere: Vec<(Place, Reason)>,
    tables: BTreeMap<usize, BTreeMap<usize, Vec<Reason>>>,
}

impl Rejects {
    /// Gathers the rows with a problem, those of tables that are not taken, and those of organisations
    /// that are left out.
    pub fn of(problems: &[Problem], kept: &Kept, rows: &Rows, submission: &Submission) -> Self {
        let mut rejects = Self::default();
        for problem in problems {
            for (place, text) in problem.each(&submission.sources) {
                let reason = Reason { code: problem.code(), text };
                match rows.at(place) {
                    Some((at, _, row)) => {
                        rejects.tables.entry(at).or_default().entry(row).or_default().push(reason);
                    }
                    None => rejects.elsewhere.push((place, reason)),
                }
            }
        }
        for (at, grid) in rows.grids() {
            let heading = heading_row(grid, submission);
            let own = rejects.tables.get(&at);
            // a table that is not recognised, or whose headings are unsound, is not taken at all
            let is_whole = own.is_some_and(|own| heading.is_none_or(|row| own.keys().any(|at| *at <= row)));
            let first = heading.unwrap_or(0) + 1;
            for row in first..grid.len() {
                let text = if is_whole {
                    "its table is not taken".to_owned()
                } else if let Some(name) = left_out(grid, row, kept, rows, submission) {
                    format!("its organisation is left out: {name}")
                } else {
                    continue;
                };
                let of_row = rejects.tables.entry(at).or_default().entry(row).or_default();
                if of_row.is_empty() && !grid.is_blank(row) {
                    of_row.push(Reason { code: WITH_OTHERS, text });
                }
            }
        }
        for rows in rejects.tables.values_mut() {
            rows.retain(|_, reasons| !reasons.is_empty());
        }
        rejects
    }

    /// Writes them as CSV; the headings stand again where those of another table follow.
    ///
    /// # Errors
    /// Whatever the writer reports.
    pub fn write(&self, rows: &Rows, submission: &Submission, out: &mut dyn Write) -> io::Result<()> {
        let sources = &submission.sources;
        let grids: BTreeMap<usize, &Grid> = rows.grids().collect();
        let width = self.tables.keys().filter_map(|at| grids.get(at)).map(|grid| widest(grid)).max();
        let width = width.unwrap_or(0);
        let mut headings: Option<Vec<&str>> = None;
        for (at, table) in &self.tables {
            let Some(grid) = grids.get(at) else { continue };
            let heading = heading_row(grid, submission).unwrap_or(0);
            let own: Vec<&str> = cells(grid, heading, width).collect();
            if headings.as_ref() != Some(&own) {
                csv::texts(out, ABOUT.into_iter().chain(own.iter().copied()))?;
                headings = Some(own);
            }
            for (row, reasons) in table {
                let place = grid.place(*row, 0);
                let about = about(sources, place, reasons.iter());
                csv::texts(out, about.iter().map(String::as_str).chain(cells(grid, *row, width)))?;
            }
        }
        if headings.is_none() {
            csv::texts(out, ABOUT.into_iter())?;
        }
        for (place, reason) in &self.elsewhere {
            let about = about(sources, *place, std::iter::once(reason));
            csv::texts(out, about.iter().map(String::as_str).chain(std::iter::repeat_n("", width)))?;
        }
        Ok(())
    }
}

fn about<'r>(
    sources: &Sources,
    place: Place,
    reasons: impl Iterator<Item = &'r Reason> + Clone,
) -> [String; 4] {
    let mut codes: Vec<&str> = reasons.clone().map(|reason| reason.code).collect();
    codes.dedup();
    let texts: Vec<&str> = reasons.map(|reason| reason.text.as_str()).collect();
    let file = sources.file_name(place.source()).to_owned();
    [file, sources.show(place), codes.join("; "), texts.join("; ")]
}

fn widest(grid: &Grid) -> usize {
    (0..grid.len()).map(|row| grid.width(row)).max().unwrap_or(0)
}

fn cells(grid: &Grid, row: usize, width: usize) -> impl Iterator<Item = &str> {
    (0..width).map(move |column| grid.text(row, column))
}

/// The row of a table's headings; `None` where the table is not recognised.
fn heading_row(grid: &Grid, submission: &Submission) -> Option<usize> {
    if matches!(grid.form, Form::Json(_)) {
        return Some(0);
    }
    submission.readings.iter().find_map(|reading| grid.row_at(reading.place))
}

/// The organisation of a row, where it is left out.
fn left_out(grid: &Grid, row: usize, kept: &Kept, rows: &Rows, submission: &Submission) -> Option<String> {
    if kept.sources.contains(&grid.source) {
        return Some(grid.owner.clone());
    }
    if kept.dropped.is_empty() {
        return None;
    }
    match rows.whose(grid.place(row, 0), submission) {
        Whose::Other(name) => kept.dropped.iter().find(|out| same(out, &name)).cloned(),
        _ => None,
    }
}
