//! The lines of a view, gathered for a sheet.

use super::Listed;
use super::columns;
use super::held::Held;
use crate::calendar::parse_date;
use crate::render::Options;
use crate::render::cells::{Line, Table};
use crate::render::views::View;
use crate::report::Report;
use std::io;

/// The most lines of a sheet: what opens without waiting. CSV and JSON have the others.
const MOST: usize = 100_000;

/// The table of a view.
pub fn of(view: View, report: &Report, options: &Options) -> io::Result<Listed> {
    let are_pounds = report.plans.iter().all(|plan| plan.unit.is_some());
    let about = (view.word(), view.title(), view.about());
    let listed = table(about, are_pounds, |to| view.table(report, options, to))?;
    Ok(Listed { view: Some(view), ..listed })
}

/// A table by the view that names it, its title and what it is about.
pub fn table(
    (word, title, about): (&'static str, &'static str, &'static str),
    are_pounds: bool,
    fill: impl FnOnce(&mut Gathered) -> io::Result<()>,
) -> io::Result<Listed> {
    let mut gathered = Gathered::default();
    fill(&mut gathered)?;
    let Gathered { mut keys, mut rows, more } = gathered;
    let says = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|held| *held != Held::Blank));
    let kept: Vec<bool> = (0..keys.len()).map(says).collect();
    keep(&mut keys, &kept);
    rows.iter_mut().for_each(|row| keep(row, &kept));
    for at in 0..keys.len() {
        as_dates(&mut rows, at);
    }
    let columns = columns::of(&keys, &rows, are_pounds);
    Ok(Listed { view: None, title, about, word, name: columns::sheet_name(word), columns, rows, more })
}

/// Leaves out the columns that say nothing at all.
fn keep<T>(cells: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    cells.retain(|_| kept.next().copied().unwrap_or(true));
}

/// A column whose every text is a day in full holds dates.
fn as_dates(rows: &mut [Vec<Held>], at: usize) {
    let day = |text: &str| {
        let is_iso = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        // a workbook knows no day before 1900
        parse_date(text).ok().filter(|date| is_iso && date.year() >= 1900)
    };
    let texts = rows.iter().filter_map(|row| row.get(at)).filter(|held| **held != Held::Blank);
    if !texts.clone().all(|held| held.text().is_some_and(|text| day(text).is_some())) {
        return;
    }
    for held in rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        if let Some(date) = held.text().and_then(day) {
            *held = Held::Date(date);
        }
    }
}

/// Lines as they are gathered.
#[derive(Default)]
pub struct Gathered {
    keys: Vec<String>,
    rows: Vec<Vec<Held>>,
    more: usize,
}

impl Table for Gathered {
    fn head(&mut self, keys: &[&str]) -> io::Result<()> {
        self.keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Ok(())
    }

    fn line(&mut self, line: &impl Line) -> io::Result<()> {
        if self.rows.len() == MOST {
            self.more += 1;
            return Ok(());
        }
        let mut row = Vec::with_capacity(self.keys.len());
        line.each(&mut |cell| {
            row.push(Held::of(cell));
            Ok(())
        })?;
        self.rows.push(row);
        Ok(())
    }
}
