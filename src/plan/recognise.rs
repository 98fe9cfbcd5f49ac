//! What a grid of cells is: which rows hold the headings, which table it is, and what each column is
//! taken for. From headings, the user's mapping and the look of the cells alone.

use super::Measure;
use super::fields::{ColumnId, Kind, TableId, schemes};
use super::heading::{Heading, Words};
use super::values::Ambiguous;
use crate::calendar::{FinancialYear, Period};
use crate::location::Place;
use crate::money::{AmountError, Reading, Unit, parse_amount};
use crate::problem::{Problem, ProblemKind};
use crate::read::Grid;

pub use band::heading_row;

mod amounts;
mod assign;
mod band;
mod mapping;
mod names;
mod periods;
mod shape;
mod shift;
mod spending;
mod titles;
mod unread;
mod wide;
mod wording;

pub use mapping::{Mapping, is_meaning, nearest_meaning};
pub(super) use names::{ambiguity, named_column};
pub use names::{nearest_label, organisation_column, years_label};
pub use titles::{Source as TitleSource, Titled};

/// What the user and the rest of the submission say that bears on a grid.
#[derive(Debug, Clone, Copy)]
pub struct Guidance<'a> {
    /// The user's mapping.
    pub mapping: &'a Mapping,
    /// Whether the user says that the amounts are savings whatever the headings say.
    pub measure_is_savings: bool,
    /// The year of the plan, where another table states it.
    pub year: Option<FinancialYear>,
    /// The table that is expected, whatever the file is called: a reviewer's judgements.
    pub expected: Option<TableId>,
}

/// What a column is taken for.
#[derive(Debug, Clone, PartialEq)]
pub enum Use {
    /// A column of the table.
    Field(ColumnId),
    /// Amounts of a measure in a period.
    Series(Measure, Period),
    /// Amounts of an organisation.
    Organisation(String),
    /// Amounts of a period, the measures down the side.
    Across(Period),
    /// The labels of rows: what the measures down the side are.
    Labels,
    /// A total of a measure over the columns of the row.
    Total(Measure),
    /// The financial year of the row's month.
    Year,
    /// The word that names each row's table.
    Record,
    /// Nothing, because the user says so.
    Ignored,
    /// Nothing, because its cells are not what its heading would make them.
    Other,
    /// Nothing.
    Unused,
}

/// A column as recognised.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Its heading, with the groups that stand over it.
    pub heading: Heading,
    /// Its own heading, without groups.
    pub own: Heading,
    /// The columns that its heading can mean, each with whether it is the column's own name.
    pub meanings: &'static [(ColumnId, bool)],
    /// The measure, period and span that its heading and its groups name.
    pub words: Words,
    /// Where the heading stands.
    pub place: Place,
    /// What it is taken for.
    pub used: Use,
    /// The unit of its amounts, as its heading, the table's name heading or a title states it.
    pub unit: Option<Unit>,
    /// How `YYYY-MM` is read in it.
    pub ambiguous: Ambiguous,
    /// The year of months in it that name none.
    pub year: Option<FinancialYear>,
    /// The period over it, as we write it.
    pub said: String,
}

/// The way the rows of a grid are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows of one table.
    Rows(TableId),
    /// Rows of several tables, named by a first column `record`.
    Records,
    /// Measures of the `years` table down the side, years across.
    MeasuresDown,
    /// Schemes down the side, organisations across.
    OrganisationsAcross,
}

/// A grid understood.
#[derive(Debug, Clone)]
pub struct Layout {
    /// How its rows are to be read.
    pub shape: Shape,
    /// The first row of the headings; titles stand above it.
    pub heading_row: usize,
    /// The first row of the data, behind the last row of headings.
    pub first_row: usize,
    /// Its columns.
    pub columns: Vec<Recognised>,
    /// What titles and the file's name state.
    pub titled: Titled,
    /// Remarks on how it was understood.
    pub notes: Vec<(Place, String)>,
}

impl Layout {
    /// The index of the column taken for a field.
    #[must_use]
    pub fn column(&self, id: ColumnId) -> Option<usize> {
        self.columns.iter().position(|column| column.used == Use::Field(id))
    }
}

/// What is said of a grid that is no table.
pub const NO_TABLE: &str = "no table of a savings plan is recognised by its headings";

/// Understands a grid, or says why not.
///
/// # Errors
/// The problems that keep it from being read: no headings, a missing column, shifted headings, a
/// column with two readings.
pub fn recognise(grid: &Grid, guidance: Guidance) -> Result<Layout, Vec<Problem>> {
    let band = band::band(grid, guidance.mapping);
    let titles = titles::Titles::of(grid, band.first, guidance.mapping);
    let mut work = Work {
        grid,
        guidance,
        mapping: guidance.mapping,
        heading_row: band.first,
        first_row: band.last + 1,
        columns: band.columns,
        titles,
        notes: Vec::new(),
    };
    let shape = work.shape()?;
    let problems = work.settle(shape);
    if !problems.is_empty() {
        return Err(problems);
    }
    let titled = work.titled();
    work.units();
    work.note_unread(shape);
    Ok(Layout {
        shape,
        heading_row: work.heading_row,
        first_row: work.first_row,
        columns: work.columns,
        titled,
        notes: work.notes,
    })
}

/// Whether a cell looks like a figure, well written or not: what is wrong with it is said when it is
/// read.
fn looks_like_figure(text: &str) -> bool {
    match parse_amount(text, None) {
        Ok(Reading::Figure { .. }) => true,
        Ok(Reading::None(_)) => false,
        Err(AmountError::NotAnAmount) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits > 0 && digits >= text.chars().filter(|c| c.is_alphabetic()).count()
        }
        Err(_) => true,
    }
}

/// Whether a cell holds words where figures might stand.
fn is_word(text: &str) -> bool {
    parse_amount(text, None).is_err() && !looks_like_figure(text)
}

struct Work<'g> {
    grid: &'g Grid,
    guidance: Guidance<'g>,
    mapping: &'g Mapping,
    heading_row: usize,
    first_row: usize,
    columns: Vec<Recognised>,
    titles: titles::Titles,
    notes: Vec<(Place, String)>,
}

impl Work<'_> {
    fn place(&self) -> Place {
        self.grid.place(self.first_row.saturating_sub(1), 0)
    }

    fn problem(&self, what: String, mend: &str) -> Problem {
        Problem::new(self.place(), ProblemKind::Layout { what, mend: mend.to_owned() })
    }

    fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.heading.raw.clone()).filter(|raw| !raw.is_empty()).collect()
    }

    fn data_rows(&self) -> impl Iterator<Item = usize> + use<> {
        self.first_row..self.grid.len()
    }

    fn position(&self, id: ColumnId) -> Option<usize> {
        self.columns.iter().position(|column| column.used == Use::Field(id))
    }

    /// Whether most filled cells of a column are amounts.
    fn is_numeric(&self, column: usize) -> bool {
        let (mut figures, mut words) = (0, 0);
        for row in self.data_rows().take(200) {
            let text = self.grid.text(row, column);
            if looks_like_figure(text) {
                figures += 1;
            } else if is_word(text) {
                words += 1;
            }
        }
        figures > words
    }

    /// Whether every filled cell of a column is an amount, and some are no bare numbers, which may
    /// be names.
    fn holds_amounts(&self, column: usize) -> bool {
        let texts = || self.data_rows().map(|row| self.grid.text(row, column).trim());
        let is_amount =
            |text: &str| matches!(parse_amount(text, None), Ok(Reading::Figure { .. } | Reading::None(_)));
        texts().all(|text| text.is_empty() || is_amount(text))
            && texts().any(|text| text.contains(['.', ',', '(', '£']))
    }

    /// Whether a column is taken for amounts.
    fn is_amount(used: &Use) -> bool {
        match used {
            Use::Field(id) => id.declaration().kind == Kind::Amount,
            Use::Series(..) | Use::Organisation(_) | Use::Across(_) | Use::Total(_) => true,
            Use::Labels | Use::Record | Use::Year | Use::Ignored | Use::Other | Use::Unused => false,
        }
    }

    /// Settles what names alone do not decide.
    fn settle(&mut self, shape: Shape) -> Vec<Problem> {
        let mut problems = self.apply_mapping();
        if let Shape::Rows(table) = shape {
            if table == TableId::Schemes {
                problems.extend(shift::shifted(self.grid, self.first_row, &self.columns));
                if problems.is_empty() {
                    problems.extend(self.settle_schemes());
                }
            }
            if table == TableId::Savings {
                problems.extend(self.without_amounts());
            }
            if table == TableId::Savings && !self.guidance.measure_is_savings {
                problems.extend(self.not_savings());
            }
            problems.extend(self.settle_periods());
            self.leave_other_words();
            if problems.is_empty() {
                problems.extend(self.named_twice(table));
            }
        }
        problems
    }

    /// The nearest statement of a unit: the column's heading, the name heading, a title.
    fn units(&mut self) {
        let name = self
            .columns
            .iter()
            .find(|column| matches!(column.used, Use::Labels | Use::Field(schemes::SCHEME | schemes::NAME)));
        let name = name.and_then(|column| column.heading.unit);
        let title = self.titles.unit();
        let given = name.or(title.map(|(_, unit)| unit));
        let mut from_title = false;
        for column in &mut self.columns {
            if Self::is_amount(&column.used) {
                column.unit = column.heading.unit.or(given);
                from_title |= column.heading.unit.is_none() && name.is_none() && given.is_some();
            }
        }
        if let (true, Some((place, unit))) = (from_title, title) {
            self.notes.push((place, format!("the unit {} is taken from the title", unit.label())));
        }
    }
}
