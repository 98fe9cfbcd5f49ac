//! How a column or a row is typed, so that what is said of it is said of nothing else in any input. Questions
//! name what they are about by its place in its table (`#3`, `line 7`); this is the one place where that becomes
//! its heading or label where no other column, row or file has it, and its place with its file where one has.

use super::reading::{Called, input};
use super::sheets::Understood;
use super::{Role, Whole};
use crate::alike::Alike;
use crate::location::{Place, SourceId, Sources};
use crate::names::fold_spaces;
use crate::plan::folding::Folded;
use crate::plan::heading::{Heading, plain};
use crate::plan::recognise::{Mapping, Recognised, Said};
use crate::problem::{Answer, Choice, Problem, ProblemKind};
use crate::read::{Form, Grid};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// A longer table is not kept to be looked through: it may hold any label.
const FEW_ROWS: usize = 1 << 14;
/// Nor are tables that are together longer than this, of which there may be a great many.
const FEW_ROWS_IN_ALL: usize = 4 * FEW_ROWS;
/// The longest heading or label that is typed.
const LONGEST: usize = 60;
/// The longest cell that is taken for a label.
const LONGEST_LABEL: usize = 200;

/// The tables of a submission, with all that an option may speak of.
pub(super) struct Typed<'a> {
    tables: Vec<Table<'a>>,
}

struct Table<'a> {
    place: (SourceId, Form),
    cells: Cells<'a>,
    is_submission: bool,
    /// As it is named before a heading or line: `FILE`, `FILE#'Sheet'`.
    input: String,
    columns: Arc<[Column]>,
    headings: Range<usize>,
}

/// The cells of a table.
enum Cells<'a> {
    /// A long table is not looked through.
    Long,
    Kept(Arc<Grid>),
    /// Those of a table that is folded, once they were asked for.
    Folded(Whole<'a>, OnceCell<Option<Box<Grid>>>),
}

#[derive(PartialEq, Eq, Hash)]
struct Column {
    heading: Heading,
    own: Heading,
    money: bool,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    Column(usize),
    Line(u32),
}

impl<'a> Typed<'a> {
    pub(super) fn of<'l>(
        tables: impl Iterator<Item = &'l Understood>,
        folded: &BTreeMap<SourceId, Folded>,
        sources: &Sources,
        whole: Whole<'a>,
    ) -> Self {
        let tables: Vec<&Understood> = tables.collect();
        let rows = tables.iter().map(|(grid, ..)| grid.len()).filter(|rows| *rows <= FEW_ROWS).sum::<usize>();
        let are_few = rows <= FEW_ROWS_IN_ALL;
        let cells = |grid: &Arc<Grid>| match folded.get(&grid.source) {
            Some(folded) if grid.own_rows(0).count() + folded.rows() <= FEW_ROWS => {
                Cells::Folded(whole, OnceCell::new())
            }
            None if are_few && grid.len() <= FEW_ROWS => Cells::Kept(Arc::clone(grid)),
            _ => Cells::Long,
        };
        let names = Called::of(sources);
        let mut alike = Alike::default();
        let table = |(grid, role, layout): &Understood| Table {
            place: (grid.source, grid.form),
            cells: cells(grid),
            is_submission: *role == Role::Submission,
            input: input(grid, (sources, &names)),
            columns: alike.of(layout.columns.iter().map(Column::of).collect()),
            headings: layout.heading_row..layout.first_row,
        };
        let mut tables: Vec<Table> = tables.into_iter().map(table).collect();
        let mut of_source: HashMap<SourceId, usize> = HashMap::new();
        tables.iter().for_each(|table| *of_source.entry(table.place.0).or_default() += 1);
        for table in tables.iter_mut().filter(|table| of_source.get(&table.place.0) == Some(&1)) {
            if let Some((file, _)) = table.input.split_once('#') {
                table.input = file.to_owned();
            }
        }
        Self { tables }
    }

    /// Gives every answer to a question its words.
    pub(super) fn settle(&self, problems: &mut [Problem]) {
        let mut known: HashMap<(usize, String, Option<String>), String> = HashMap::new();
        let wrong = self.wrong_rows(problems);
        for problem in problems {
            let Some((at, table)) = self.table(problem.place) else { continue };
            let mut say = |theirs: &str, label: Option<&str>| {
                let key = (at, theirs.to_owned(), label.map(str::to_owned));
                known.entry(key).or_insert_with(|| self.typed(table, theirs, label)).clone()
            };
            match &mut problem.kind {
                ProblemKind::Open { choices, .. } | ProblemKind::MissingColumn { choices, .. } => {
                    for choice in choices {
                        if let Answer::Map { theirs, label, .. } = &mut choice.answer {
                            *theirs = say(theirs, label.take().as_deref());
                        }
                    }
                }
                // whose answers are about the column of their cell
                ProblemKind::Word { .. } | ProblemKind::MonthOrYear { .. } => {
                    let column = table.column(problem.heading.as_deref().unwrap_or_default(), problem.place);
                    problem.typed = column.map(|column| say(&format!("#{}", column + 1), None));
                }
                ProblemKind::Cell { .. } | ProblemKind::Duplicate { .. } => {
                    let before =
                        if self.several(table) { format!("{}:", table.input) } else { String::new() };
                    problem.typed = Some(before)
                        .filter(|_| wrong.get(&at).is_some_and(|wrong| table.does_without(wrong, problem)));
                }
                _ => {}
            }
        }
    }

    /// Of each table the lines of rows that are wrong in themselves.
    fn wrong_rows(&self, problems: &[Problem]) -> HashMap<usize, BTreeSet<u32>> {
        let mut wrong: HashMap<usize, BTreeSet<u32>> = HashMap::new();
        for problem in problems {
            if let ProblemKind::Cell { .. } | ProblemKind::Duplicate { .. } = problem.kind
                && let Some((at, table)) = self.table(problem.place)
                && let Some(line) = table.line_of(problem.place)
            {
                wrong.entry(at).or_default().insert(line);
            }
        }
        wrong
    }

    /// Whether a line or the place of a column has to say of which table.
    fn several(&self, table: &Table) -> bool {
        !table.is_submission || self.tables.iter().filter(|own| own.is_submission).count() > 1
    }

    /// The same for answers about the table of a place.
    pub(super) fn choices(&self, place: Place, choices: &mut [Choice]) {
        let Some((_, table)) = self.table(place) else { return };
        for choice in choices {
            if let Answer::Map { theirs, label, .. } = &mut choice.answer {
                *theirs = self.typed(table, theirs, label.take().as_deref());
            }
        }
    }

    fn table(&self, place: Place) -> Option<(usize, &Table<'a>)> {
        let of_source = || {
            let tables = self.tables.iter().enumerate();
            tables.filter(|(_, table)| table.place.0 == place.source())
        };
        let is_its = |table: &Table| match (place, table.place.1) {
            (Place::Sheet { sheet, .. }, Form::Sheet(own)) => sheet == own,
            (Place::Json { prefix, .. }, Form::Json(own)) => prefix == own,
            (Place::Cell { .. }, Form::Text) => true,
            _ => false,
        };
        of_source().find(|(_, table)| is_its(table)).or_else(|| of_source().next())
    }

    fn typed(&self, table: &Table, theirs: &str, label: Option<&str>) -> String {
        let number = |text: &str| text.parse::<usize>().ok();
        let column = theirs.strip_prefix('#').and_then(number).and_then(|number| number.checked_sub(1));
        let (thing, words) = match (column, theirs.strip_prefix("line ")) {
            (Some(at), _) => {
                // a heading that is a unit alone says nothing
                let heading = table.columns.get(at).map(|column| &column.heading);
                let heading = heading.filter(|heading| !heading.plain.is_empty());
                (Some(Thing::Column(at)), heading.map(|heading| heading.raw.as_str()))
            }
            (None, Some(line)) => (line.parse().ok().map(Thing::Line), label),
            _ => return theirs.to_owned(),
        };
        let words = words.map(fold_spaces).filter(|words| can_be_typed(words));
        if let (Some(words), Some(thing)) = (words, thing) {
            let mapping = Mapping::new(&[Said::map(&words, "ignore")]);
            if !table.catches(&mapping, Some(thing)) {
                let others = self.tables.iter().filter(|own| own.is_submission && own.place != table.place);
                let is_only = !others.into_iter().any(|other| other.catches(&mapping, None));
                return match is_only && table.is_submission {
                    true => words.into(),
                    false => format!("{}:{words}", table.input),
                };
            }
        }
        if self.several(table) { format!("{}:{theirs}", table.input) } else { theirs.to_owned() }
    }
}

impl Column {
    fn of(column: &Recognised) -> Self {
        Self { heading: column.heading.clone(), own: column.own().clone(), money: column.money }
    }
}

impl Table<'_> {
    /// Its cells; none of a long table.
    fn grid(&self) -> Option<&Grid> {
        match &self.cells {
            Cells::Long => None,
            Cells::Kept(grid) => Some(grid),
            Cells::Folded(whole, cells) => {
                cells.get_or_init(|| whole.of(self.place.0).map(Box::new)).as_deref()
            }
        }
    }

    /// The line of a row of the data, by one of its cells that begins on it.
    fn line_of(&self, place: Place) -> Option<u32> {
        let (Place::Cell { line, .. } | Place::Sheet { row: line, .. }) = place else { return None };
        let grid = self.grid()?;
        let row = grid.row_at(place).filter(|row| *row >= self.headings.end)?;
        (grid.line(row) == line).then_some(line)
    }

    /// Whether a row may be left out for what is wrong with it: a figure or its name, where most rows are right.
    fn does_without(&self, wrong: &BTreeSet<u32>, problem: &Problem) -> bool {
        let rows = self.grid().map_or(0, |grid| grid.len().saturating_sub(self.headings.end));
        let column = self.column(problem.heading.as_deref().unwrap_or_default(), problem.place);
        let is_money = column.and_then(|at| self.columns.get(at)).is_some_and(|column| column.money);
        let is_figure = is_money || matches!(problem.kind, ProblemKind::Duplicate { .. });
        is_figure && wrong.len() * 2 <= rows && self.line_of(problem.place).is_some()
    }

    /// The column of a heading, of several with one heading that of a cell.
    fn column(&self, heading: &str, place: Place) -> Option<usize> {
        let called = |at: &usize| self.columns.get(*at).is_some_and(|column| column.heading.raw == heading);
        let mut all = (0..self.columns.len()).filter(called);
        match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            _ => {
                let grid = self.grid()?;
                let row = grid.row_at(place)?;
                (0..grid.width(row)).find(|at| grid.place(row, *at) == place)
            }
        }
    }

    /// Whether what is said of some words is said of anything here, besides what it is to be said of.
    fn catches(&self, mapping: &Mapping, besides: Option<Thing>) -> bool {
        let of_column = |(at, column): (usize, &Column)| {
            besides != Some(Thing::Column(at)) && mapping.column(at, &column.heading, &column.own).is_some()
        };
        if self.columns.iter().enumerate().any(of_column) {
            return true;
        }
        let Some(grid) = self.grid() else { return true };
        let rows = (0..grid.len()).filter(|row| !self.headings.contains(row));
        rows.filter(|row| besides != Some(Thing::Line(grid.line(*row)))).any(|row| {
            let is_data = row >= self.headings.end;
            (0..grid.width(row)).any(|at| {
                let is_amount = is_data && self.columns.get(at).is_some_and(|column| column.money);
                let text = grid.text(row, at).trim();
                besides != Some(Thing::Column(at))
                    && !is_amount
                    && !text.is_empty()
                    && text.len() <= LONGEST_LABEL
                    && mapping.get(&Heading::new(text)).is_some()
            })
        })
    }
}

/// Whether words can be typed in a shell, and are read as words and not as a place or a year.
fn can_be_typed(words: &str) -> bool {
    let plain = plain(words);
    !plain.is_empty()
        && plain != "year"
        && words.chars().count() <= LONGEST
        && !words.contains(['"', '=', '`', '$', '\\', ':'])
        && !Mapping::is_place(words)
}
