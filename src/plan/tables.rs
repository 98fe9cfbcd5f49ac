//! A submission back to tables in the declared columns: everything that is kept of it, so that what is
//! written is read as the same plans again. Amounts keep their value and their last printed digit.

use super::cumulative::{self, Turn};
use super::fields::{self, ColumnId, Kind, TABLES, TableId, plan, savings, schemes, totals};
use super::recognise::organisation_column;
use super::stated;
use super::vocabulary::organisations::EVERYBODY;
use super::{Note, Plan, Point, Row, Scheme, Submission, Value};
use crate::calendar::{Period, TimeError, parse_period};
use crate::money::Unit;
use crate::plan::fields::words::YearBasis;
use crate::write::{Cell, Column, Holds, Table};
use std::collections::{BTreeMap, HashSet};

mod amounts;

/// The words of a stated rating.
const COLOURS: &[&str] = &["green", "amber", "red", "amber/green", "amber/red"];
const YES_NO: &[&str] = &["yes", "no"];

/// A table with all its columns and no rows.
pub fn blank(table: TableId) -> Table {
    let table = table.declaration();
    let columns = table.columns.iter().map(|column| of_column(column.id)).collect();
    Table { name: table.name, one: table.one, columns, rows: Vec::new() }
}

pub fn blanks() -> impl Iterator<Item = Table> {
    TABLES.iter().map(|table| blank(table.id))
}

/// The tables of a submission that have rows, with the columns that are filled or required; and what
/// no table can say.
pub fn of(submission: &Submission) -> (Vec<Table>, Vec<Note>) {
    let mut notes = Vec::new();
    let several = submission.plans.len() > 1;
    let mut sheets: BTreeMap<TableId, Sheet> = BTreeMap::new();
    for plan in &submission.plans {
        let written = Written { plan, several };
        for (table, rows) in written.tables(&mut notes) {
            let sheet = sheets.entry(table).or_default();
            rows.into_iter().for_each(|row| sheet.push(row));
        }
    }
    for total in &submission.stated {
        let unit = submission.plans.first().and_then(|plan| plan.unit);
        match stated::to_row(None, total) {
            Some(row) => {
                let mut cells = cells(&row, unit);
                cells.insert(totals::ORGANISATION, Cell::Text(EVERYBODY.to_owned()));
                sheets.entry(TableId::Totals).or_default().push(cells);
            }
            None => notes.push(unsayable(total)),
        }
    }
    let tables = sheets.into_iter().filter(|(_, sheet)| !sheet.rows.is_empty());
    (tables.map(|(table, sheet)| sheet.table(table)).collect(), notes)
}

fn unsayable(total: &super::StatedTotal) -> Note {
    let text =
        "this sub-total is left out: the ids of the schemes it is over hold `;` or `:`, or it is over none";
    Note { place: total.place, text: text.to_owned() }
}

type Cells = BTreeMap<ColumnId, Cell>;

/// A table while its rows are gathered.
#[derive(Default)]
struct Sheet {
    rows: Vec<Cells>,
}

impl Sheet {
    fn push(&mut self, cells: Cells) {
        if !cells.is_empty() {
            self.rows.push(cells);
        }
    }

    fn table(self, id: TableId) -> Table {
        let filled: HashSet<ColumnId> = self.rows.iter().flat_map(|cells| cells.keys().copied()).collect();
        let declared = id.declaration();
        let columns = declared.columns.iter().filter(|column| column.required || filled.contains(&column.id));
        let columns: Vec<ColumnId> = columns.map(|column| column.id).collect();
        let clear = columns.iter().map(|column| self.is_clear(*column)).collect::<Vec<_>>();
        let mut rows = Vec::with_capacity(self.rows.len());
        for mut cells in self.rows {
            let row = columns.iter().zip(&clear).map(|(column, clear)| {
                let cell = cells.remove(column).unwrap_or(Cell::Blank);
                if *clear { cell } else { spelt_out(cell) }
            });
            rows.push(row.collect());
        }
        let columns = columns.into_iter().map(of_column).collect();
        Table { name: declared.name, one: declared.one, columns, rows }
    }

    /// Whether a column of periods shows that `2011-12` is a month: some other month does.
    fn is_clear(&self, column: ColumnId) -> bool {
        let is_month = |cells: &Cells| {
            let text = cells.get(&column).map(Cell::text);
            text.is_some_and(|text| matches!(parse_period(&text), Ok(Period::Month(_))))
        };
        column.declaration().kind != Kind::Period || self.rows.iter().any(is_month)
    }
}

/// `2011-12` alone in its column, so that it cannot be taken for a year.
fn spelt_out(cell: Cell) -> Cell {
    match (parse_period(&cell.text()), cell) {
        (Err(TimeError::Ambiguous(month, _)), _) => Cell::Text(format!("{} {}", month.name(), month.year())),
        (_, cell) => cell,
    }
}

fn of_column(id: ColumnId) -> Column {
    let column = id.declaration();
    let holds = match column.kind {
        Kind::Text | Kind::TextOrNone => Holds::Text,
        Kind::Id | Kind::Ids | Kind::Year | Kind::Period | Kind::Value => Holds::Name,
        Kind::Amount => Holds::Money,
        Kind::Number | Kind::Percent => Holds::Number,
        Kind::Date => Holds::Date,
        Kind::Word(words) => Holds::Words(words),
        Kind::YesNo => Holds::Words(YES_NO),
        Kind::Rag => Holds::Words(COLOURS),
    };
    Column { name: column.name, note: explained(column), required: column.required, holds }
}

/// What a column means and how its cells are written.
pub fn explained(column: &fields::Column) -> String {
    let how = match column.kind {
        Kind::Text | Kind::TextOrNone | Kind::Id | Kind::Value => String::new(),
        Kind::Ids => " Several are separated by `;`.".to_owned(),
        Kind::Amount => " Money, in the plan's unit.".to_owned(),
        Kind::Number => " A number.".to_owned(),
        Kind::Percent => " A percentage.".to_owned(),
        Kind::Date => " A date: 2011-09-30.".to_owned(),
        Kind::Year => " A financial year: 2011/12.".to_owned(),
        Kind::Period => " A month (2011-04), a quarter (Q1 2011/12) or a year (2011/12).".to_owned(),
        Kind::Word(words) => format!(" One of: {}.", words.join(", ")),
        Kind::YesNo => " Yes or no.".to_owned(),
        Kind::Rag => format!(" One of: {}.", COLOURS.join(", ")),
    };
    let required = if column.is_required() { " Required." } else { "" };
    format!("{}{how}{required}", column.meaning.trim())
}

/// One plan, being written.
struct Written<'p> {
    plan: &'p Plan,
    several: bool,
}

impl Written<'_> {
    fn tables(&self, notes: &mut Vec<Note>) -> Vec<(TableId, Vec<Cells>)> {
        let mut tables = Vec::new();
        for table in TABLES.iter().map(|table| table.id) {
            let rows: Vec<Cells> = match table {
                TableId::Plan => {
                    let others = self.plan.other_parents.iter();
                    let others = others.map(|row| cells(row, self.plan.unit)).map(|mut cells| {
                        let name = Cell::Text(self.plan.organisation.clone());
                        cells.insert(plan::ORGANISATION, name);
                        cells
                    });
                    std::iter::once(self.plan_row()).chain(others).collect()
                }
                TableId::Schemes => self.schemes(),
                TableId::Savings => self.savings(),
                TableId::Totals => self.totals(notes),
                TableId::Years if self.is_cumulative() => {
                    let rows = cumulative::rows(self.plan.rows(table).to_vec(), Turn::RunOn);
                    rows.iter().map(|row| self.row(table, row)).collect()
                }
                _ => self.plan.rows(table).iter().map(|row| self.row(table, row)).collect(),
            };
            tables.push((table, rows));
        }
        tables
    }

    fn is_cumulative(&self) -> bool {
        self.plan.row.word(plan::BASIS) == Some(YearBasis::Cumulative)
    }

    /// A row with the organisation where there are several.
    fn row(&self, table: TableId, row: &Row) -> Cells {
        self.of_organisation(table, cells(row, self.plan.unit))
    }

    fn of_organisation(&self, table: TableId, mut cells: Cells) -> Cells {
        if let Some(column) = organisation_column(table) {
            cells.remove(&column);
            if self.several {
                cells.insert(column, Cell::Text(self.plan.organisation.clone()));
            }
        }
        cells
    }

    /// The plan's own row, with what was taken from a title, an option or another table.
    fn plan_row(&self) -> Cells {
        let mut cells = cells(&self.plan.row, self.plan.unit);
        let text = |text: &str| Cell::Text(text.to_owned());
        cells.insert(plan::ORGANISATION, text(&self.plan.organisation));
        let is_dated = self.plan.row.filled(plan::PARENT_FROM) || !self.plan.other_parents.is_empty();
        if let Some(parent) = self.plan.parent.as_ref().filter(|_| !is_dated) {
            cells.insert(plan::PARENT, text(parent));
        }
        if let Some(unit) = self.plan.unit
            && self.plan.row.text(plan::UNIT).and_then(Unit::parse) != Some(unit)
        {
            let thousands = unit == Unit::Thousands;
            cells.insert(plan::UNIT, text(if thousands { "£000" } else { unit.label() }));
        }
        if let Some(year) = self.plan.titled_year {
            cells.insert(plan::YEAR, text(&year.to_string()));
        }
        // savings are positive from here on, however they were written
        if cells.contains_key(&plan::SIGN) {
            cells.insert(plan::SIGN, text("positive"));
        }
        cells
    }

    fn schemes(&self) -> Vec<Cells> {
        let mut rows: Vec<Cells> = self.plan.schemes.iter().map(|scheme| self.scheme(scheme)).collect();
        let is_amount = |column: &ColumnId| column.declaration().kind == Kind::Amount;
        if rows.iter().any(|cells| cells.keys().any(is_amount)) {
            // among rows of amounts a name alone would be a heading of the rows below it
            for cells in rows.iter_mut().filter(|cells| cells.len() == 1) {
                cells.insert(schemes::OUTSIDE_TOTAL, Cell::Text("no".to_owned()));
            }
        }
        rows
    }

    fn scheme(&self, scheme: &Scheme) -> Cells {
        let mut cells = self.of_organisation(TableId::Schemes, cells(&scheme.row, self.plan.unit));
        if !cells.contains_key(&schemes::SCHEME) && !cells.contains_key(&schemes::NAME) {
            cells.insert(schemes::SCHEME, Cell::Text(scheme.id.to_string()));
        }
        if scheme.outside_total {
            cells.insert(schemes::OUTSIDE_TOTAL, Cell::Text("yes".to_owned()));
        }
        cells
    }

    /// A row for each period of each scheme.
    fn savings(&self) -> Vec<Cells> {
        let mut rows: Vec<Cells> = Vec::new();
        for scheme in &self.plan.schemes {
            let mut savings = scheme.savings.clone();
            if self.is_cumulative() {
                cumulative::points(&mut savings, Turn::RunOn);
            }
            let mut points: Vec<Point> = savings.all().collect();
            points.sort_by_key(|point| (point.period, point.measure));
            for of_period in points.chunk_by(|one, other| one.period == other.period) {
                let Some(first) = of_period.first() else { continue };
                let mut cells = self.of_organisation(TableId::Savings, Cells::new());
                cells.insert(savings::SCHEME, Cell::Text(scheme.id.to_string()));
                cells.insert(savings::PERIOD, Cell::Text(first.period.to_string()));
                for point in of_period {
                    let cell = point.amount.map(|amount| amounts::cell(amount, self.plan.unit));
                    cells.insert(point.measure.column(), cell.unwrap_or(Cell::Blank));
                }
                rows.push(cells);
            }
        }
        rows
    }

    /// Totals as stated, from rows and columns of totals as well as from the table.
    fn totals(&self, notes: &mut Vec<Note>) -> Vec<Cells> {
        let of_table = self.plan.rows(TableId::Totals);
        let places: HashSet<_> = of_table.iter().map(|row| row.place_of(totals::STATED)).collect();
        let mut rows = Vec::new();
        for total in self.plan.stated.iter().filter(|total| !places.contains(&total.place)) {
            match stated::to_row(Some(self.plan), total) {
                Some(row) => rows.push(self.row(TableId::Totals, &row)),
                None => notes.push(unsayable(total)),
            }
        }
        let rated: HashSet<_> = of_table.iter().map(|row| row.place_of(totals::RATING)).collect();
        let own = self.plan.stated_ratings.iter().filter(|own| !rated.contains(&own.place));
        let own = own.filter_map(|rating| stated::rating_to_row(self.plan, rating));
        rows.extend(own.map(|row| self.row(TableId::Totals, &row)));
        rows.extend(of_table.iter().map(|row| self.row(TableId::Totals, row)));
        rows
    }
}

fn cells(row: &Row, unit: Option<Unit>) -> Cells {
    let said = row.cells.iter().filter(|cell| cell.value != Value::AddedIn);
    said.map(|cell| (cell.column, of_value(&cell.value, unit))).collect()
}

fn of_value(value: &Value, unit: Option<Unit>) -> Cell {
    Cell::Text(match value {
        Value::SetAside(value) => return of_value(value, unit),
        Value::Qualified(qualified) => {
            format!("{} ({})", of_value(&qualified.value, unit).text(), qualified.said)
        }
        Value::Amount(amount) => return amounts::cell(*amount, unit),
        Value::Number(number) => return Cell::Number(number.normalize().to_string()),
        Value::Date(date) => return Cell::Date(*date),
        Value::Text(text) | Value::Placeholder(text) => text.to_string(),
        Value::Year(year) => year.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Word(word) => (*word).to_owned(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Rag(rag) => rag.word().to_owned(),
        Value::NoFigure => "n/a".to_owned(),
        Value::AddedIn | Value::Unreadable => return Cell::Blank,
    })
}
