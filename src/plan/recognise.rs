//! What a grid of cells is: which row holds the headings, which table it is, and what each column is
//! taken for. From headings, the user's mapping and the look of the cells alone.

use super::Measure;
use super::fields::{ColumnId, Kind, TABLES, TableId, plan, savings, schemes, workstreams, years};
use super::heading::{Heading, plain};
use super::values::Ambiguous;
use crate::calendar::{FinancialYear, Period};
use crate::location::Place;
use crate::money::{Reading, Unit, parse_amount};
use crate::problem::{Problem, ProblemKind};
use crate::read::Grid;

mod across;
mod amounts;
mod names;
mod shift;

use names::known;
pub use names::{Mapping, years_label};
pub(super) use names::{ambiguity, named_column};

/// How many rows are looked at for headings.
const HEADING_ROWS: usize = 30;

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
    /// A total over the columns of the row.
    Total,
    /// The word that names each row's table.
    Record,
    /// Nothing.
    Unused,
}

/// A column as recognised.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Its heading.
    pub heading: Heading,
    /// Where the heading stands.
    pub place: Place,
    /// What it is taken for.
    pub used: Use,
    /// The unit of its amounts, as its heading, the table's name heading or a title states it.
    pub unit: Option<Unit>,
    /// How `YYYY-MM` is read in it.
    pub ambiguous: Ambiguous,
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
    /// The row of the headings; data begin behind it.
    pub heading_row: usize,
    /// Its columns.
    pub columns: Vec<Recognised>,
    /// A year that a title or the name heading gives to amounts without one.
    pub year: Option<FinancialYear>,
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

/// Understands a grid, or says why not.
///
/// # Errors
/// The problems that keep it from being read: no headings, a missing column, shifted headings, a
/// column with two readings.
pub fn recognise(grid: &Grid, mapping: &Mapping, measure_is_savings: bool) -> Result<Layout, Vec<Problem>> {
    let heading_row = heading_row(grid, mapping);
    let columns: Vec<Recognised> = (0..grid.width(heading_row))
        .map(|at| Recognised {
            heading: Heading::new(grid.text(heading_row, at)),
            place: grid.place(heading_row, at),
            used: Use::Unused,
            unit: None,
            ambiguous: Ambiguous::Refuse,
        })
        .collect();
    let mut work = Work { grid, mapping, heading_row, columns, notes: Vec::new() };
    let shape = work.shape()?;
    let problems = work.settle(shape, measure_is_savings);
    if !problems.is_empty() {
        return Err(problems);
    }
    let year = work.title_year();
    work.units();
    Ok(Layout { shape, heading_row, columns: work.columns, year, notes: work.notes })
}

/// What is said of a grid that is no table.
pub const NO_TABLE: &str = "no table of a savings plan is recognised by its headings";

/// The row with the most known headings among the first ones.
#[must_use]
pub fn heading_row(grid: &Grid, mapping: &Mapping) -> usize {
    let mut best = (0, 0);
    for row in 0..grid.len().min(HEADING_ROWS) {
        let score: usize = grid
            .row(row)
            .filter(|text| !text.is_empty())
            .map(|text| {
                let heading = Heading::new(text);
                let known = known().contains_key(&heading.plain) || mapping.get(&heading).is_some();
                let period = heading.raw.len() < 40 && heading.measure_in_period().is_some();
                if known || period || heading.plain == "record" {
                    2
                } else {
                    usize::from(is_variance(&heading))
                }
            })
            .sum();
        if score > best.1 {
            best = (row, score);
        }
    }
    best.0
}

fn is_variance(heading: &Heading) -> bool {
    heading.plain.split(' ').any(|word| matches!(word, "variance" | "var" | "difference"))
}

struct Work<'g> {
    grid: &'g Grid,
    mapping: &'g Mapping,
    heading_row: usize,
    columns: Vec<Recognised>,
    notes: Vec<(Place, String)>,
}

impl Work<'_> {
    fn place(&self) -> Place {
        self.grid.place(self.heading_row, 0)
    }

    fn problem(&self, what: String, mend: &str) -> Problem {
        Problem::new(self.place(), ProblemKind::Layout { what, mend: mend.to_owned() })
    }

    fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.heading.raw.clone()).filter(|raw| !raw.is_empty()).collect()
    }

    fn data_rows(&self) -> impl Iterator<Item = usize> + use<> {
        self.heading_row + 1..self.grid.len()
    }

    /// Whether most filled cells of a column are amounts.
    fn is_numeric(&self, column: usize) -> bool {
        let (mut figures, mut words) = (0, 0);
        for row in self.data_rows().take(200) {
            match parse_amount(self.grid.text(row, column), None) {
                Ok(Reading::Figure { .. }) => figures += 1,
                Ok(Reading::None(_)) => {}
                Err(_) => words += 1,
            }
        }
        figures > words
    }

    /// Decides the shape and assigns columns by name.
    fn shape(&mut self) -> Result<Shape, Vec<Problem>> {
        if self.columns.first().is_some_and(|column| column.heading.plain == "record") {
            self.records();
            return Ok(Shape::Records);
        }
        if self.measures_down() {
            return Ok(Shape::MeasuresDown);
        }
        if self.organisations_across() {
            return Ok(Shape::OrganisationsAcross);
        }
        let hinted = TableId::by_name(&self.grid.hint);
        let mut best: Option<(usize, TableId, Vec<Option<ColumnId>>)> = None;
        for table in TABLES {
            let (assigned, score) = self.assign(table.id);
            if score == 0 {
                continue;
            }
            let missing = table.columns.iter().any(|c| c.required && !assigned.contains(&Some(c.id)));
            let named = table.id == TableId::Schemes && self.name_column(&assigned).is_some();
            if missing && !named {
                continue;
            }
            let score = score + if hinted == Some(table.id) { 4 } else { 0 };
            if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                best = Some((score, table.id, assigned));
            }
        }
        let Some((_, table, assigned)) = best else { return Err(vec![self.no_table(hinted)]) };
        if hinted.is_some_and(|hinted| hinted != table && self.misses_only_required(hinted, table)) {
            return Err(vec![self.no_table(hinted)]);
        }
        for (column, id) in self.columns.iter_mut().zip(&assigned) {
            if let Some(id) = id {
                column.used = Use::Field(*id);
            }
        }
        Ok(Shape::Rows(table))
    }

    /// The columns of rows of several tables: each is what the first table that has it calls it; the
    /// rows themselves are read by their own table.
    fn records(&mut self) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.used = if at == 0 {
                Use::Record
            } else {
                let ids = TABLES.iter().filter_map(|t| named_column(t.id, self.mapping, &column.heading));
                ids.into_iter().next().map_or(Use::Unused, Use::Field)
            };
        }
    }

    /// Whether the file's name says one table and its headings fit that one better, were it not for
    /// a required column that is missing.
    fn misses_only_required(&self, hinted: TableId, found: TableId) -> bool {
        self.assign(hinted).1 > self.assign(found).1
    }

    fn no_table(&self, hinted: Option<TableId>) -> Problem {
        let likely = hinted.or_else(|| {
            let best = TABLES
                .iter()
                .map(|table| (self.assign(table.id).1, table.id))
                .max_by_key(|(score, _)| *score);
            best.filter(|(score, _)| *score >= 4).map(|(_, table)| table)
        });
        if let Some(table) = likely {
            let (assigned, score) = self.assign(table);
            let missing =
                table.declaration().columns.iter().find(|c| c.required && !assigned.contains(&Some(c.id)));
            if let (Some(missing), true) = (missing, score > 0) {
                return Problem::new(
                    self.place(),
                    ProblemKind::MissingColumn {
                        table: table.declaration().name,
                        column: missing.name,
                        found: self.headings(),
                    },
                );
            }
        }
        self.problem(
            format!("{NO_TABLE}: {}", self.headings().join(", ")),
            "name the columns as `qipp template` does, or say what they are: --map \"Their heading=plan_ytd\"",
        )
    }

    /// Assigns columns to the fields of a table: the user's mapping, own names, then aliases.
    fn assign(&self, table: TableId) -> (Vec<Option<ColumnId>>, usize) {
        let mut assigned: Vec<Option<ColumnId>> = vec![None; self.columns.len()];
        let mut score = 0;
        let mut take = |at: usize, id: ColumnId, worth: usize, assigned: &mut Vec<Option<ColumnId>>| {
            if assigned[at].is_none() && !assigned.contains(&Some(id)) {
                assigned[at] = Some(id);
                score += worth;
            }
        };
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(ours) = self.mapping.get(&column.heading) {
                let name = ours.rsplit('.').next().unwrap_or(ours);
                let period = [savings::PERIOD, years::YEAR].into_iter().find(|id| id.table == table);
                let id = table.declaration().column(name).map(|column| column.id);
                let id = if matches!(name, "month" | "year") { id.or(period) } else { id };
                if let Some(id) = id {
                    take(at, id, 3, &mut assigned);
                }
            }
        }
        for own in [true, false] {
            for (at, column) in self.columns.iter().enumerate() {
                if self.mapping.get(&column.heading).is_some() {
                    continue;
                }
                let candidates = known().get(&column.heading.plain).into_iter().flatten();
                for (id, is_own) in candidates {
                    if id.table == table && *is_own == own {
                        take(at, *id, if own { 3 } else { 2 }, &mut assigned);
                    }
                }
            }
        }
        if table == TableId::Schemes {
            score += amounts::settle_names(&self.columns, &mut assigned);
            let periods = self.columns.iter().filter(|c| c.heading.measure_in_period().is_some()).count();
            score += if score > 0 { periods } else { 0 };
        }
        if table == TableId::Savings {
            amounts::settle_names(&self.columns, &mut assigned);
        }
        (assigned, score)
    }

    /// The column that names the rows of a table of amounts: the aliased one, else the first headed
    /// text column; only where some column holds amounts by name.
    fn name_column(&self, assigned: &[Option<ColumnId>]) -> Option<usize> {
        let amounts = assigned.iter().flatten().any(|id| id.declaration().kind == Kind::Amount)
            || self.columns.iter().any(|column| column.heading.measure_in_period().is_some())
            || self.columns.iter().any(|column| column.heading.plain == "plan");
        if !amounts {
            return None;
        }
        let own = |id| assigned.iter().position(|taken| *taken == Some(id));
        own(schemes::SCHEME).or_else(|| own(schemes::NAME)).or_else(|| own(schemes::WORKSTREAM)).or_else(
            || {
                (0..self.columns.len()).find(|at| {
                    assigned.get(*at) == Some(&None)
                        && !self.columns[*at].heading.plain.is_empty()
                        && self.columns[*at].heading.measure_in_period().is_none()
                        && !self.is_numeric(*at)
                })
            },
        )
    }

    /// Settles what names alone do not decide.
    fn settle(&mut self, shape: Shape, measure_is_savings: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Shape::Rows(table) = shape {
            if table == TableId::Schemes {
                problems.extend(shift::shifted(self.grid, self.heading_row, &self.columns));
                if problems.is_empty() {
                    problems.extend(self.settle_schemes(measure_is_savings));
                }
            }
            if table == TableId::Savings && !measure_is_savings {
                problems.extend(self.not_savings());
            }
            self.settle_periods();
        }
        for column in &self.columns {
            if let (Some(ours), Use::Unused) = (self.mapping.get(&column.heading), &column.used) {
                problems.push(Problem::new(
                    column.place,
                    ProblemKind::Unknown {
                        what: "column of that name",
                        found: ours.to_owned(),
                        near: crate::nearest::nearest(
                            ours,
                            TABLES.iter().flat_map(|table| table.columns).map(|column| column.name),
                        ),
                    },
                ));
            }
        }
        problems
    }

    /// Decides how `YYYY-MM` is read in each column of periods: by the mapping, the heading, or the
    /// values that have one reading only.
    fn settle_periods(&mut self) {
        for at in 0..self.columns.len() {
            let Use::Field(id) = self.columns[at].used else { continue };
            if id.declaration().kind != Kind::Period {
                continue;
            }
            let texts = self.data_rows().map(|row| self.grid.text(row, at));
            self.columns[at].ambiguous = ambiguity(&self.columns[at].heading, self.mapping, texts);
        }
    }

    /// The texts above the headings, and the heading over the names.
    fn titles(&self) -> Vec<Heading> {
        let above = (0..self.heading_row).flat_map(|row| self.grid.row(row)).filter(|text| !text.is_empty());
        let name = self.columns.iter().find(|column| {
            matches!(column.used, Use::Labels)
                || matches!(column.used, Use::Field(schemes::SCHEME | schemes::NAME))
        });
        let name = name.map(|column| column.heading.clone());
        name.into_iter().chain(above.map(Heading::new)).collect()
    }

    fn title_year(&self) -> Option<FinancialYear> {
        self.titles().iter().find_map(Heading::year_in_text)
    }

    /// The nearest statement of a unit: the column's heading, the name heading, a title.
    fn units(&mut self) {
        let title = self.titles().iter().find_map(|heading| heading.unit);
        for column in &mut self.columns {
            let amounts = match &column.used {
                Use::Field(id) => id.declaration().kind == Kind::Amount,
                Use::Series(..) | Use::Organisation(_) | Use::Across(_) | Use::Total => true,
                Use::Labels | Use::Record | Use::Unused => false,
            };
            column.unit = if amounts { column.heading.unit.or(title) } else { None };
        }
    }
}

/// The organisation column of a table.
#[must_use]
pub fn organisation_column(table: TableId) -> Option<ColumnId> {
    if table == TableId::Plan {
        return Some(plan::ORGANISATION);
    }
    table.declaration().column("organisation").map(|column| column.id)
}

/// The workstream column of a table that has one.
#[must_use]
pub fn is_workstream(id: ColumnId) -> bool {
    id == schemes::WORKSTREAM || id == savings::WORKSTREAM || id == workstreams::WORKSTREAM
}
