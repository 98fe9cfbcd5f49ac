//! Rows that are the figures of one subject, `Plan`, `Actual` and `Variance` under a `Measure` column or down the
//! side of months: the rows of a subject become one, with a column for each figure of each period. Every cell
//! keeps its place.

use super::may_be_shaped::may_be_shaped;
use super::{Note, Options, Role, mapping_of};
use crate::location::Sources;
use crate::money::{Reading, parse_amount};
use crate::names::same;
use crate::plan::Measure;
use crate::plan::fields::schemes;
use crate::plan::heading::{Figure, Heading, Span, Words};
use crate::plan::recognise::heading_row;
use crate::plan::vocabulary::{is_note, names_a_total};
use crate::read::Grid;
use std::sync::Arc;

/// The longest table that is looked at: more rows than a person writes so.
const LONGEST: usize = 1 << 14;

/// A table whose rows are figures of subjects.
struct Table<'g> {
    grid: &'g Grid,
    heading: usize,
    /// The column that names the figures.
    figures: usize,
    /// The columns of amounts, each of a period or their total.
    amounts: Vec<usize>,
    /// The others: names, remarks.
    texts: Vec<usize>,
}

/// The rows of one subject, each with its figure; a row that says something else stands alone.
#[derive(Default)]
struct Subject<'g> {
    name: &'g str,
    rows: Vec<(usize, Figure)>,
    alone: Option<usize>,
}

/// Makes one row of the figures of each subject.
pub(super) fn gather(grids: &mut [(Arc<Grid>, Role)], options: &Options, sources: &Sources) -> Vec<Note> {
    let mut notes = Vec::new();
    for (grid, role) in grids.iter_mut() {
        if !may_be_shaped(grid, *role, LONGEST) {
            continue;
        }
        let heading = heading_row(grid, &mapping_of(grid, *role, options, sources));
        let gathered = Table::of(grid, heading).and_then(|table| {
            let subjects = table.subjects()?;
            notes.push(Note {
                place: grid.place(heading, table.figures),
                text: "the rows are figures (plan, actual): those of one subject are read as one".to_owned(),
            });
            Some(table.gathered(&subjects))
        });
        if let Some(gathered) = gathered {
            *grid = Arc::new(gathered);
        }
    }
    notes
}

/// The figure that a whole text names, and nothing else.
fn figure(text: &str) -> Option<Figure> {
    let words = Words::of(text);
    let only = words.period.is_none() && words.span.is_none() && !words.others;
    words.figure.filter(|figure| only && matches!(figure, Figure::Of(_) | Figure::Variance))
}

fn is_amount(text: &str) -> bool {
    matches!(parse_amount(text, None), Ok(Reading::Figure { .. }))
}

/// A name behind which a figure stands: `Total plan`.
fn total_of(name: &str) -> Option<(&str, Figure)> {
    let (total, last) = name.trim().rsplit_once([' ', '-'])?;
    let total = total.trim_end_matches([' ', '-', '–', ':']);
    Some((total, figure(last)?)).filter(|_| names_a_total(total))
}

impl<'g> Table<'g> {
    fn of(grid: &'g Grid, heading: usize) -> Option<Self> {
        let rows = || (heading + 1..grid.len()).filter(|row| !grid.is_blank(*row));
        let width = rows().map(|row| grid.width(row)).max()?.min(grid.width(heading));
        let figures = (0..width).find(|at| {
            let mut said = rows().map(|row| grid.text(row, *at).trim()).filter(|text| !text.is_empty());
            let (mut plans, mut others) = (false, false);
            let all = said.all(|text| match figure(text) {
                Some(Figure::Of(Measure::Plan)) => {
                    plans = true;
                    true
                }
                Some(Figure::Of(_)) => {
                    others = true;
                    true
                }
                Some(_) => true,
                None => is_note(text),
            });
            all && plans && others
        })?;
        let is_period = |at: &usize| {
            let words = Words::of(grid.text(heading, *at));
            let of_time = words.period.is_some() || matches!(words.span, Some(Span::Total | Span::ToDate));
            let unit = Heading::new(grid.text(heading, *at)).is_unit();
            words.figure.is_none() && !words.others && of_time || unit
        };
        let holds_amounts = |at: &usize| rows().any(|row| is_amount(grid.text(row, *at)));
        let others = (0..width).filter(|at| *at != figures);
        let (amounts, texts): (Vec<usize>, Vec<usize>) = others.partition(is_period);
        let is_whole = !amounts.is_empty() && !texts.iter().any(holds_amounts);
        is_whole.then_some(Self { grid, heading, figures, amounts, texts })
    }

    /// The rows by subject, in their order; `None` where one says of no figure what it is, or a figure comes twice.
    fn subjects(&self) -> Option<Vec<Subject<'g>>> {
        let mut subjects: Vec<Subject> = Vec::new();
        for row in (self.heading + 1..self.grid.len()).filter(|row| !self.grid.is_blank(*row)) {
            let name = self.texts.first().map_or("", |at| self.grid.text(row, *at).trim());
            let said = figure(self.grid.text(row, self.figures));
            let (name, figure) = match said.map(|figure| (name, figure)).or_else(|| total_of(name)) {
                Some(known) => known,
                None if self.amounts.iter().any(|at| is_amount(self.grid.text(row, *at))) => return None,
                None => {
                    subjects.push(Subject { name, alone: Some(row), ..Subject::default() });
                    continue;
                }
            };
            let repeats = |known: &Subject| known.rows.iter().any(|(_, of)| *of == figure);
            let is_first = subjects.is_empty();
            match subjects.last_mut().filter(|known| {
                known.alone.is_none() && (name.is_empty() || same(name, known.name)) && !repeats(known)
            }) {
                Some(known) => known.rows.push((row, figure)),
                // a subject without a name is the only one
                None if name.is_empty() && (!self.texts.is_empty() || !is_first) => return None,
                None => subjects.push(Subject { name, rows: vec![(row, figure)], alone: None }),
            }
        }
        let texts = |subject: &Subject, at: usize| {
            let mut said = subject.rows.iter().map(|(row, _)| self.grid.text(*row, at).trim());
            let first = said.find(|text| !text.is_empty());
            said.all(|text| text.is_empty() || first.is_some_and(|first| same(first, text)))
        };
        let others = || self.texts.iter().skip(1);
        let agree = subjects.iter().all(|subject| others().all(|at| texts(subject, *at)));
        let paired = subjects.iter().filter(|subject| subject.rows.len() > 1).count();
        (agree && paired > 0).then_some(subjects)
    }

    /// The figures of all subjects, in the order in which they first come.
    fn figures(&self, subjects: &[Subject]) -> Vec<(Figure, &'g str)> {
        let mut known: Vec<(Figure, &str)> = Vec::new();
        for (row, figure) in subjects.iter().flat_map(|subject| &subject.rows) {
            if !known.iter().any(|(other, _)| other == figure) {
                known.push((*figure, self.grid.text(*row, self.figures).trim()));
            }
        }
        known
    }

    /// What the only subject is called: by the line above the headings, else as the table is.
    fn title(&self) -> &'g str {
        let above = (0..self.heading).rev().find_map(|row| self.grid.row(row).find(|text| !text.is_empty()));
        above.unwrap_or(&self.grid.hint)
    }

    fn gathered(&self, subjects: &[Subject]) -> Grid {
        let grid = self.grid;
        let mut out = Grid::new(grid.source, grid.form, &grid.hint, grid.group);
        out.owner.clone_from(&grid.owner);
        for row in 0..self.heading {
            for at in 0..grid.width(row) {
                out.push_at(grid, row, at, grid.text(row, at));
            }
            out.end_row();
        }
        let figures = self.figures(subjects);
        // the rows of figures one behind the other: so the cells of a row keep the order of their lines
        if self.texts.is_empty() {
            out.push_at(grid, self.heading, self.figures, schemes::SCHEME.name());
        }
        for at in &self.texts {
            out.push_at(grid, self.heading, *at, grid.text(self.heading, *at));
        }
        for (_, word) in &figures {
            for at in &self.amounts {
                let own = grid.text(self.heading, *at);
                let unit = Heading::new(own).is_unit();
                let heading = if unit { format!("{word} {own}") } else { format!("{own} {word}") };
                out.push_at(grid, self.heading, *at, &heading);
            }
        }
        out.end_row();
        for subject in subjects {
            if let Some(row) = subject.alone {
                for at in self.texts.iter().chain(std::iter::once(&self.figures)) {
                    out.push_at(grid, row, *at, grid.text(row, *at));
                }
                out.end_row();
                continue;
            }
            let Some((first, _)) = subject.rows.first() else { continue };
            if self.texts.is_empty() {
                out.push_at(grid, *first, self.figures, self.title());
            }
            for (index, at) in self.texts.iter().enumerate() {
                let said = subject.rows.iter().find(|(row, _)| !grid.text(*row, *at).trim().is_empty());
                let row = said.map_or(*first, |(row, _)| *row);
                let text = if index == 0 { subject.name } else { grid.text(row, *at) };
                out.push_at(grid, row, *at, text);
            }
            for (figure, _) in &figures {
                let row = subject.rows.iter().find(|(_, own)| own == figure).map(|(row, _)| *row);
                for at in &self.amounts {
                    out.push_at(grid, row.unwrap_or(*first), *at, row.map_or("", |row| grid.text(row, *at)));
                }
            }
            out.end_row();
        }
        out
    }
}
