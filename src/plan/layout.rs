//! From a recognised grid to records: one for each row of a plan's tables, with the totals, section
//! rows and footnotes that people write between them told apart.

use filled::Filled;

use super::Measure;
use super::fields::{ColumnId, TableId, savings, schemes, years};
use super::heading::plain;
use super::recognise::{Layout, Mapping, Recognised, RowMeaning, Shape, Use};
use super::values::Ambiguous;
use super::vocabulary::{TotalName, is_total, total_name};
use crate::calendar::{FinancialYear, Period, parse_year};
use crate::location::Place;
use crate::money::Unit;
use crate::problem::Problem;
use crate::read::{Grid, trim};
use std::collections::BTreeMap;

mod challenges;
mod filled;
mod measure_rows;
mod records;
mod rows;
mod schemes_table;
pub(in crate::plan) mod sums;
mod wide;

#[derive(Debug, Clone, Copy)]
pub struct Field<'g> {
    pub column: ColumnId,
    pub text: &'g str,
    pub place: Place,
    /// The unit its heading states.
    pub unit: Option<Unit>,
    pub ambiguous: Ambiguous,
    /// The year of a month that names none.
    pub year: Option<FinancialYear>,
    /// The index of its column in the layout, for counting what was read.
    pub from: usize,
}

/// An amount of a scheme in a period, from a column of that period.
#[derive(Debug, Clone, Copy)]
pub struct Series<'g> {
    pub measure: Measure,
    pub period: Period,
    pub cell: Field<'g>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    Row,
    /// A row after the grand total: read and rated, outside the total.
    OutsideTotal,
    /// A total over everything above; compared, never added.
    GrandTotal,
    /// A total over some of the rows above: those in [`Record::over`].
    SubTotal,
    /// A total over a column that the record's other cells do not hold: a `Total` column.
    AcrossTotal,
}

/// One row of a table, from whatever layout.
#[derive(Debug, Clone)]
pub struct Record<'g> {
    pub table: TableId,
    pub kind: RecordKind,
    pub place: Place,
    pub fields: Vec<Field<'g>>,
    pub series: Vec<Series<'g>>,
    /// The workstream and programme that section rows above it name.
    pub section: [Option<&'g str>; 2],
    /// The organisation whose column it stands in.
    pub organisation: Option<&'g str>,
    /// Of a sub-total: the rows it is over, counting the schemes of the grid from 0.
    pub over: Vec<usize>,
    /// Of a scheme: how many rows of schemes stand above it in the grid.
    pub order: usize,
    /// Of a scheme without a name of its own: what it is called.
    pub named: Option<String>,
    /// Whether a scheme is known by its name alone, which another may have under another heading.
    pub by_name: bool,
}

impl<'g> Record<'g> {
    pub(in crate::plan) fn new(
        table: TableId,
        kind: RecordKind,
        place: Place,
        fields: Vec<Field<'g>>,
    ) -> Self {
        Self {
            table,
            kind,
            place,
            fields,
            series: Vec::new(),
            section: [None, None],
            organisation: None,
            over: Vec::new(),
            order: 0,
            named: None,
            by_name: false,
        }
    }
}

/// What becomes of the amounts of a row that is none of the plan's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They are a total: compared, not added.
    Total,
    /// They are worked out again: compared.
    Stated,
    /// The user says that the row is nothing.
    ByWord,
    /// It labels the rows below it.
    Section,
    /// It is not understood, or holds no amounts.
    Unread,
    /// A problem says what is wrong with it.
    Refused,
}

pub trait Sink {
    fn record(&mut self, record: &Record, columns: &[Recognised]);
    fn problem(&mut self, problem: Problem);
    /// Takes a row of the grid that became no row of the plan, with the reason.
    fn left_out(&mut self, row: usize, place: Place, reason: impl Into<String>, fate: Fate);
    fn note(&mut self, place: Place, text: String);
    /// Takes the cells of a row that is read, which stand in columns that mean nothing for it.
    fn not_used(&mut self, row: usize, label: &str, cells: &[Field]);
}

/// When a table is read: plans come first, then what is declared, then what refers to it. The order in
/// which tables are given changes nothing.
pub fn turn(table: TableId) -> u8 {
    match table {
        TableId::Plan => 0,
        TableId::Savings | TableId::Totals => 2,
        _ => 1,
    }
}

pub fn walk(grid: &Grid, layout: &Layout, mapping: &Mapping, sink: &mut impl Sink) {
    let units = mapping.units_of_rows(grid, layout);
    let mut walk = Walk { grid, layout, mapping, filled: Filled::new(), units };
    if layout.shape == Shape::Rows(TableId::Schemes) {
        walk.fill_down(sink);
    }
    match layout.shape {
        Shape::Rows(TableId::Schemes) => walk.schemes(sink),
        Shape::Rows(table) => walk.rows(table, sink),
        Shape::Records => walk.records(sink),
        Shape::MeasuresDown => walk.measures_down(sink),
        Shape::OrganisationsAcross => walk.organisations_across(sink),
    }
}

/// Why a row that is part of another is left out.
pub(in crate::plan) const OF_WHICH: &str = "`of which`: part of a row above, not added";

/// Why a total is no row of the plan.
pub(in crate::plan) const NOT_ADDED: &str = "a total: compared, not added";

struct Walk<'g> {
    grid: &'g Grid,
    layout: &'g Layout,
    mapping: &'g Mapping,
    filled: Filled,
    /// The units that the user states for rows.
    units: BTreeMap<usize, Unit>,
}

impl<'g> Walk<'g> {
    fn data_rows(&self) -> impl Iterator<Item = usize> + use<'_, 'g> {
        self.grid.own_rows(self.layout.first_row).filter(|row| !self.grid.is_blank(*row))
    }

    /// The text of a cell, or the one above that stands for it.
    fn text_of(&self, row: usize, at: usize) -> &'g str {
        self.grid.text(self.filled.get(&(row, at)).copied().unwrap_or(row), at)
    }

    fn field(&self, row: usize, at: usize, column: ColumnId) -> Option<Field<'g>> {
        let said = self.units.get(&row).copied();
        let row = self.filled.get(&(row, at)).copied().unwrap_or(row);
        let text = self.grid.text(row, at);
        let recognised = self.layout.columns.get(at)?;
        if trim(text).is_empty() {
            return None;
        }
        Some(Field {
            column,
            text,
            place: self.grid.place(row, at),
            unit: said.or(recognised.unit),
            ambiguous: recognised.ambiguous,
            year: recognised.year,
            from: at,
        })
    }

    fn record(&self, table: TableId, row: usize) -> Record<'g> {
        let mut fields: Vec<Field> = Vec::with_capacity(self.layout.columns.len());
        let mut series = Vec::new();
        let mut year = None;
        for (at, column) in self.layout.columns.iter().enumerate() {
            match &column.used {
                Use::Field(id) => {
                    if let Some(field) = self.field(row, at, *id) {
                        fields.push(field);
                    }
                }
                Use::Series(measure, period) => {
                    if let Some(cell) = self.field(row, at, schemes::PLAN_YEAR) {
                        series.push(Series { measure: *measure, period: *period, cell });
                    }
                }
                Use::Year => year = parse_year(self.grid.text(row, at)),
                _ => {}
            }
        }
        if let Some(year) = year {
            for field in fields.iter_mut().filter(|field| field.column == savings::PERIOD) {
                field.year = Some(year);
            }
        }
        let first = fields.first().map_or(0, |field| field.from);
        let mut record = Record::new(table, RecordKind::Row, self.grid.place(row, first), fields);
        record.series = series;
        record
    }

    /// The rows of a table that is no list of schemes across.
    fn rows(&self, table: TableId, sink: &mut impl Sink) {
        let names: &[ColumnId] = match table {
            TableId::Savings => {
                &[savings::SCHEME, savings::NAME, savings::WORKSTREAM, savings::ORGANISATION, savings::PERIOD]
            }
            TableId::Years => &[years::YEAR],
            _ => &[],
        };
        let names: Vec<(usize, ColumnId)> =
            names.iter().filter_map(|id| Some((self.layout.column(*id)?, *id))).collect();
        let period = self.layout.column(savings::PERIOD);
        let is_said = self.mapping.speaks_of_rows(&self.layout.columns);
        for row in self.data_rows() {
            let said = if is_said { self.said_of(row, &names) } else { None };
            if self.is_left_out(row, said, sink) || self.too_wide(row, sink) {
                continue;
            }
            let mut record = self.record(table, row);
            // the first cell that says whose figures these are: the scheme, its name, its workstream
            let first = names.iter().find(|(at, _)| !self.grid.text(row, *at).trim().is_empty());
            let sum = match (said, first) {
                (Some(RowMeaning::Total), _) => Some(TotalName::Total),
                (Some(RowMeaning::Scheme(_)), _) | (_, None) => None,
                (_, Some((at, _))) => total_name(self.grid.text(row, *at)).filter(TotalName::is_sure),
            };
            if let Some(sum) = sum {
                let reason = if sum == TotalName::OfWhich { OF_WHICH } else { NOT_ADDED };
                sink.left_out(row, record.place, reason, Fate::Total);
                // one over some of the rows is compared with nothing: no words say with which
                let Some((_, column)) = first.filter(|_| sum == TotalName::Total) else { continue };
                record.kind = RecordKind::GrandTotal;
                record.fields.retain(|field| field.column != *column);
            } else if let Some(at) = period.filter(|at| is_total(self.grid.text(row, *at))) {
                // `Total` among the months of a scheme
                record.kind = RecordKind::AcrossTotal;
                record.fields.retain(|field| field.from != at);
                for field in record.fields.iter_mut().filter(|field| field.column == savings::SCHEME) {
                    field.column = schemes::SCHEME;
                }
                sink.left_out(row, record.place, NOT_ADDED, Fate::Total);
            }
            sink.record(&record, &self.layout.columns);
        }
    }

    /// What the user says that a row is: by its line, or by one of the names it stands under, else by its first
    /// filled cell.
    fn said_of(&self, row: usize, names: &[(usize, ColumnId)]) -> Option<RowMeaning<'g>> {
        let line = self.grid.line(row);
        let filled = |at: &usize| !self.grid.text(row, *at).trim().is_empty();
        let named = names.iter().filter(|(_, id)| *id != savings::PERIOD).map(|(at, _)| *at).filter(filled);
        let said = |at: usize| self.mapping.row(line, self.grid.text(row, at));
        let first = (0..self.layout.columns.len()).find(filled).into_iter();
        named.chain(first).find_map(said)
    }

    /// Leaves out a row that the user says is none of the table's, or a total over some of them.
    fn is_left_out(&self, row: usize, said: Option<RowMeaning>, sink: &mut impl Sink) -> bool {
        let (reason, fate) = match said {
            Some(RowMeaning::Ignore) => ("the mapping says so", Fate::ByWord),
            Some(RowMeaning::Heading) => ("headings, as the mapping says", Fate::Unread),
            Some(RowMeaning::SubTotal) => (NOT_ADDED, Fate::Total),
            _ => return false,
        };
        sink.left_out(row, self.grid.place(row, 0), reason, fate);
        true
    }

    /// Cells beyond the headings that say something are lost unless reported.
    fn too_wide(&self, row: usize, sink: &mut impl Sink) -> bool {
        let beyond = (self.layout.columns.len()..self.grid.width(row))
            .find(|at| !self.grid.text(row, *at).trim().is_empty());
        let Some(at) = beyond else { return false };
        let text = self.grid.text(row, at).trim();
        let what = format!(
            "`{text}` stands beyond the last heading: the row has more cells than there are headings"
        );
        let mend = "add the heading, or put a cell that holds a separator in quotes";
        sink.problem(Problem::layout(self.grid.place(row, at), what, mend));
        true
    }
}
