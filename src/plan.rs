//! What a savings plan is: organisations, their tables of located cells, and their schemes with
//! savings by period. Knows no file format.

use crate::calendar::{FinancialYear, Period};
use crate::location::Place;
use crate::money::{Amount, Unit};
use crate::names::{Names, same};
use crate::plan::fields::words::{Phase, Stage};

pub(crate) mod account;
pub mod assembly;
mod by_id;
pub(crate) mod called;
mod circles;
mod cumulative;
pub(crate) mod departmental;
mod evidence;
#[cfg(test)]
pub(crate) mod example;
pub mod fields;
pub mod folding;
pub(crate) mod heading;
mod layout;
pub(crate) mod limit;
mod line;
mod links;
pub(crate) mod notes;
pub(crate) mod parents;
pub mod recognise;
pub mod reference;
mod row;
mod rows;
pub(crate) mod schema;
mod series;
pub mod stated;
mod submission;
pub mod survey;
pub(crate) mod tables;
pub(crate) mod values;
pub(crate) mod vocabulary;
mod wording;

use account::Unused;
use by_id::ById;
pub use departmental::Departmental;
use fields::{ColumnId, TableId, plan, savings, schemes};
pub use links::{Links, ids_of};
use reference::{Body, Reference};
pub use row::{Cell, Row, Value};
use rows::Rows;
pub use series::{MonthAmount, Series};
pub use stated::{StatedRating, StatedTotal, TotalOver};
use std::collections::BTreeSet;
pub use submission::{LeftOut, NAMED_BY_FILE, Note, ReadColumn, Reading, Submission, TakenFor};
use thin_vec::ThinVec;

/// Which figure of a period an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Planned saving.
    Plan,
    /// Actual saving.
    Actual,
    /// Forecast saving.
    Forecast,
    /// Cost of making the saving.
    Investment,
}

impl Measure {
    pub(crate) const ALL: [Self; 4] = [Self::Plan, Self::Actual, Self::Forecast, Self::Investment];

    pub(crate) fn word(self) -> &'static str {
        self.column().name()
    }

    /// The column of the `savings` table that holds it.
    pub(crate) fn column(self) -> ColumnId {
        match self {
            Self::Plan => savings::PLAN,
            Self::Actual => savings::ACTUAL,
            Self::Forecast => savings::FORECAST,
            Self::Investment => savings::INVESTMENT,
        }
    }
}

/// An amount of a scheme in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The period it is of.
    pub period: Period,
    pub measure: Measure,
    /// How much; `None` where the cell could not be read (only with `--keep-going`).
    pub amount: Option<Amount>,
    pub place: Place,
}

impl Point {
    /// Whether it gives an amount that is not nil.
    pub fn is_not_nil(&self) -> bool {
        self.amount.is_some_and(|amount| !amount.value.is_zero())
    }
}

/// A saving scheme: its row, and its savings by period.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its id, unique within the organisation.
    pub id: Box<str>,
    /// Its row of the `schemes` table (or what a tracker says of it).
    pub row: Row,
    /// Its savings by period.
    pub savings: Series,
    /// Whether it stands after the grand total, outside the plan's total.
    pub outside_total: bool,
    /// Whether the line stands for savings nobody has found yet.
    pub unidentified: bool,
    /// Whether something of it that could not be read bears on all its figures (only with
    /// `--keep-going`).
    pub lost: bool,
}

/// Why the amounts of a scheme stay out of its organisation's total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside<'s> {
    /// It is an idea: pipeline only.
    Idea,
    /// Another scheme has them.
    CountedUnder(&'s str),
    /// It stands outside the plan's total.
    Total,
}

/// What of a plan could not be taken, so that its figures lack it (only with `--keep-going`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lost {
    /// Rows or columns of schemes or their savings.
    pub schemes: bool,
    /// Rows or columns of the `years` table.
    pub years: bool,
}

impl Scheme {
    /// Its name; the id serves where there is none.
    pub fn name(&self) -> &str {
        self.row.text(schemes::NAME).unwrap_or(&self.id)
    }

    pub fn workstream(&self) -> Option<&str> {
        self.row.text(schemes::WORKSTREAM)
    }

    /// Whether the criteria judge it: from `scoped` to `delivered`, a blank stage included. An unidentified
    /// line is no scheme to them.
    pub fn is_judged(&self) -> bool {
        !self.unidentified && !matches!(self.stage(), Some(Stage::Idea | Stage::Closed))
    }

    /// Why its amounts stay out of its organisation's total; `None` where they enter it.
    pub fn outside(&self) -> Option<Outside<'_>> {
        if self.stage() == Some(Stage::Idea) {
            Some(Outside::Idea)
        } else if self.row.filled(schemes::COUNTED_UNDER) {
            Some(Outside::CountedUnder(self.row.text(schemes::COUNTED_UNDER).unwrap_or("another scheme")))
        } else {
            self.outside_total.then_some(Outside::Total)
        }
    }

    /// Whether its amounts enter sums: not an idea, and not counted under another scheme.
    pub fn in_sums(&self) -> bool {
        matches!(self.outside(), None | Some(Outside::Total))
    }

    pub fn points(&self, measure: Measure) -> impl Iterator<Item = Point> + '_ {
        self.savings.points(measure)
    }

    /// Whether something bears on all its figures that could not be read, or an amount stands in a period
    /// that could not (only with `--keep-going`).
    pub fn has_lost_amounts(&self) -> bool {
        self.lost || self.savings.unreadable().any(|point| point.period.year().is_none())
    }

    /// Whether a planned saving could not be read, of whatever period (only with `--keep-going`).
    pub fn has_lost_plans(&self) -> bool {
        self.lost
            || self.savings.unreadable().any(|point| point.measure == Measure::Plan)
            || [schemes::PLAN_YEAR, schemes::PLAN_YTD].iter().any(|column| self.row.unreadable(*column))
    }

    /// The amount of a measure in exactly this period.
    pub fn point(&self, measure: Measure, period: Period) -> Option<Point> {
        let is_it = |point: &Point| point.period == period;
        match period.year() {
            Some(year) => self.savings.points_in(measure, year).find(is_it),
            None => self.points(measure).find(is_it),
        }
    }
}

/// One organisation's plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its name as first written.
    pub organisation: String,
    /// Where the name was taken from, when no cell gives it: an option, a folder or a file name.
    pub named_by: Option<String>,
    /// The organisation it reports to, on the reporting date.
    pub parent: Option<String>,
    /// Further rows of the `plan` table: the parents it has on other days.
    pub other_parents: ThinVec<Row>,
    /// Its row of the `plan` table.
    pub row: Row,
    /// Its other tables; schemes, savings and exceptions are not here.
    tables: Rows,
    /// Its schemes, in the order given.
    pub schemes: Vec<Scheme>,
    /// Totals and sub-totals as stated.
    pub stated: ThinVec<StatedTotal>,
    /// Their ratings as stated.
    pub stated_ratings: ThinVec<StatedRating>,
    /// The unit in which amounts were written; `None` where nothing states one.
    pub unit: Option<Unit>,
    /// A year that a title, a heading or a file name gives to amounts that have none.
    pub titled_year: Option<FinancialYear>,
    /// Columns and rows of amounts of its tables that nothing is read from; of a table of several
    /// organisations, with the first.
    pub unused: ThinVec<Unused>,
    /// Which schemes each milestone, KPI, risk, assumption and engagement row belongs to.
    pub links: Links,
    /// The Department's figures of its years, as a reviewer gives them.
    departmental: ThinVec<Row>,
    /// The body of the reference lists that it is.
    pub known: Option<&'static Body>,
    /// What of it could not be taken.
    pub lost: Lost,
    /// Columns of which cells are set aside (policy `token_evidence`).
    aside: BTreeSet<ColumnId>,
    by_id: ById,
}

impl Plan {
    /// An empty plan of an organisation.
    pub fn new(organisation: String, place: Place) -> Self {
        Self {
            organisation,
            named_by: None,
            parent: None,
            other_parents: ThinVec::new(),
            row: Row::new(place, Vec::new()),
            tables: Rows::default(),
            schemes: Vec::new(),
            stated: ThinVec::new(),
            stated_ratings: ThinVec::new(),
            unit: None,
            titled_year: None,
            unused: ThinVec::new(),
            links: Links::default(),
            departmental: ThinVec::new(),
            known: None,
            lost: Lost::default(),
            aside: BTreeSet::new(),
            by_id: ById::default(),
        }
    }

    /// The rows of a table (not schemes or savings: see [`Plan::schemes`]).
    pub fn rows(&self, table: TableId) -> &[Row] {
        self.tables.of(table)
    }

    /// Adds a row to a table.
    pub fn push(&mut self, table: TableId, row: Row) {
        self.tables.push(table, row);
    }

    /// Gives the plan its schemes.
    pub fn take_schemes(&mut self, mut schemes: Vec<Scheme>) {
        schemes.shrink_to_fit();
        self.by_id = ById::of(&schemes);
        self.schemes = schemes;
    }

    /// The index of a scheme by its id, as it is written.
    pub fn scheme_index(&self, id: &str) -> Option<usize> {
        self.by_id.find(id, &self.schemes)
    }

    /// The scheme of this id.
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        self.schemes.get(self.scheme_index(id)?)
    }

    /// Sets cells aside, each by its row (of schemes, by the scheme) and its column: as good as blank.
    pub fn set_aside(&mut self, cells: &[(usize, ColumnId)]) {
        for (row, column) in cells {
            let row = match column.table {
                TableId::Schemes => self.schemes.get_mut(*row).map(|scheme| &mut scheme.row),
                table => self.tables.of_mut(table).and_then(|rows| rows.get_mut(*row)),
            };
            if row.is_some_and(|row| row.set_aside(*column)) {
                self.aside.insert(*column);
            }
        }
    }

    /// Whether cells of a column are set aside.
    pub fn sets_aside(&self, column: ColumnId) -> bool {
        self.aside.contains(&column)
    }

    /// Works out [`Plan::links`] and what the rows of the `totals` table state, once every row is in.
    pub fn link(&mut self) {
        self.links = Links::of(self);
        let rows: Vec<StatedTotal> =
            self.rows(TableId::Totals).iter().filter_map(|row| stated::of_row(self, row)).collect();
        self.stated.extend(rows);
        let rated = self
            .rows(TableId::Totals)
            .iter()
            .filter_map(|row| stated::rating_of_row(self, row))
            .collect::<Vec<_>>();
        self.stated_ratings.extend(rated);
    }

    /// The organisation's code.
    pub fn code(&self) -> Option<&str> {
        self.row.text(plan::CODE)
    }

    /// Whether a name or a code is its own.
    pub fn is_called(&self, name: &str) -> bool {
        same(name, &self.organisation)
            || self.code().is_some_and(|code| same(code, name))
            || self.known.is_some_and(|body| Reference::Of2011.body(name) == Some(body))
    }

    /// The tier as declared.
    pub fn tier(&self) -> Option<&str> {
        self.row.text(plan::TIER)
    }

    /// Whether the plan is still being made.
    pub fn planning(&self) -> bool {
        self.row.word(plan::PHASE) == Some(Phase::Planning)
    }

    /// The row of the `workstreams` table for a workstream.
    pub fn workstream(&self, name: &str) -> Option<&Row> {
        self.rows(TableId::Workstreams).iter().find(|row| {
            row.text(fields::workstreams::WORKSTREAM).is_some_and(|declared| same(declared, name))
        })
    }

    /// The workstreams in use by schemes, in order of first use, with the places that use them.
    pub fn workstreams_in_use(&self) -> Vec<(&str, Place)> {
        let (mut names, mut seen) = (Names::default(), Vec::new());
        for scheme in &self.schemes {
            if let Some(name) = scheme.workstream()
                && names.add(name)
            {
                seen.push((name, scheme.row.place_of(schemes::WORKSTREAM)));
            }
        }
        seen
    }
}
