//! A plan in the making, for tests: its cells are written as a file writes them, and read by the
//! declarations of their columns.

use crate::calendar::{Period, TimeError, parse_period};
use crate::location::{Place, SourceId};
use crate::money::{Amount, Reading, Unit, parse_amount};
use crate::plan::account::Unused;
use crate::plan::fields::words::Maturity;
use crate::plan::fields::{ColumnId, TableId, plan, schemes};
use crate::plan::values::{Ambiguous, Context, read};
use crate::plan::{Cell, Measure, Plan, Point, Row, Scheme, Series, StatedTotal, TotalOver};
use crate::policy::{Origin, Policy};

/// A plan, the plans of its members, and the policy they are judged under.
#[derive(Clone)]
pub struct Example {
    plan: Plan,
    pub members: Vec<Self>,
    pub policy: Policy,
    line: u32,
}

/// The plan of Anytown PCT in pounds, with nothing in it.
pub fn example() -> Example {
    example_of("Anytown PCT")
}

/// The plan of an organisation in pounds, with nothing in it.
pub fn example_of(organisation: &str) -> Example {
    let mut plan = Plan::new(organisation.to_owned(), place(1, 1));
    plan.unit = Some(Unit::Pounds);
    Example { plan, members: Vec::new(), policy: Policy::default(), line: 1 }
}

impl Example {
    pub fn unit(mut self, unit: Unit) -> Self {
        self.plan.unit = Some(unit);
        self
    }

    pub fn without_unit(mut self) -> Self {
        self.plan.unit = None;
        self
    }

    pub fn policy(mut self, name: &str, value: &str) -> Self {
        self.policy.set(name, value, Origin::Option).unwrap();
        self
    }

    pub fn member(mut self, member: Self) -> Self {
        self.members.push(member);
        self
    }

    /// What the plan says of itself, in place of what it said before.
    pub fn own(mut self, cells: &[(&str, &str)]) -> Self {
        self.plan.row = self.cells(TableId::Plan, cells);
        self.plan.parent = self.plan.row.text(plan::PARENT).map(str::to_owned);
        self
    }

    pub fn dated(self, date: &str) -> Self {
        self.own(&[("as_at", date)])
    }

    pub fn row(mut self, table: &str, cells: &[(&str, &str)]) -> Self {
        let table = TableId::by_name(table).unwrap();
        let row = self.cells(table, cells);
        self.plan.push(table, row);
        self
    }

    /// A row of the Department's figures, as a reviewer gives them.
    pub fn departmental(mut self, cells: &[(&str, &str)]) -> Self {
        let row = self.cells(TableId::Years, cells);
        self.plan.departmental.push(row);
        self
    }

    /// A row of the scheme before it.
    pub fn of_scheme(self, table: &str, cells: &[(&str, &str)]) -> Self {
        let id = self.last().id.clone();
        self.row(table, &[cells, &[("scheme", &*id)]].concat())
    }

    /// The same row for several years.
    pub fn in_years(self, table: &str, years: &[&str], cells: &[(&str, &str)]) -> Self {
        years.iter().fold(self, |plan, year| plan.row(table, &[&[("year", *year)], cells].concat()))
    }

    pub fn scheme(mut self, id: &str, cells: &[(&str, &str)]) -> Self {
        let row = self.cells(TableId::Schemes, cells);
        let outside_total = row.yes(schemes::OUTSIDE_TOTAL) == Some(true);
        let unidentified = row.word(schemes::MATURITY) == Some(Maturity::Unidentified);
        let savings = Series::default();
        let mut schemes = std::mem::take(&mut self.plan.schemes);
        schemes.push(Scheme { id: id.into(), row, savings, outside_total, unidentified, lost: false });
        self.plan.take_schemes(schemes);
        self
    }

    pub fn unidentified(self, id: &str) -> Self {
        self.scheme(id, &[("name", "To be found"), ("maturity", "unidentified")])
    }

    pub fn saving(mut self, id: &str, period: &str, measure: &str, amount: &str) -> Self {
        self.line += 1;
        let measure = Measure::ALL.into_iter().find(|known| known.word() == measure).unwrap();
        if let Some(amount) = self.amount(amount) {
            let at = self.plan.scheme_index(id).unwrap();
            let (period, place) = (period_of(period), place(self.line, 3));
            let point = Point { period, measure, amount: Some(amount), place };
            self.plan.schemes[at].savings.push(point);
        }
        self
    }

    /// Planned savings of the scheme before them.
    pub fn planned(self, savings: &[(&str, &str)]) -> Self {
        let id = self.last().id.clone();
        savings.iter().fold(self, |plan, (period, amount)| plan.saving(&id, period, "plan", amount))
    }

    /// Amounts of the scheme before them, month by month from April 2011.
    pub fn months(self, measure: &str, amounts: &[i64]) -> Self {
        let id = self.last().id.clone();
        (1..).zip(amounts).fold(self, |plan, (month, amount)| {
            plan.saving(&id, &format!("M{month} 2011-12"), measure, &amount.to_string())
        })
    }

    pub fn total(mut self, over: TotalOver, column: ColumnId, amount: &str) -> Self {
        self.line += 1;
        let amount = self.amount(amount).unwrap();
        self.plan.stated.push(StatedTotal { over, column, period: None, amount, place: place(self.line, 1) });
        self
    }

    /// Amounts that nothing is read from.
    pub fn unused(mut self, unused: &[Unused]) -> Self {
        self.plan.unused = unused.into();
        self
    }

    /// The plan, its rows linked to what they name.
    pub fn made(&self) -> Plan {
        let mut plan = self.plan.clone();
        plan.link();
        plan
    }

    fn last(&self) -> &Scheme {
        self.plan.schemes.last().unwrap()
    }

    fn amount(&self, text: &str) -> Option<Amount> {
        match parse_amount(text, self.plan.unit).unwrap() {
            Reading::Figure { amount, .. } => Some(amount),
            Reading::None(_) => None,
        }
    }

    fn cells(&mut self, table: TableId, cells: &[(&str, &str)]) -> Row {
        self.line += 1;
        let declared = table.declaration();
        let mut row = Row::new(place(self.line, 1), Vec::new());
        for (name, text) in cells.iter().filter(|(_, text)| !text.is_empty()) {
            let column = declared.column(name).unwrap_or_else(|| panic!("{name}"));
            let place = place(self.line, u32::from(column.id.index) + 1);
            let context =
                Context { unit: self.plan.unit, dash_is_nil: false, ambiguous: Ambiguous::Month, year: None };
            let read = read(column, text, context).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            if let Some(value) = read.value {
                row.add(Cell { column: column.id, value, place });
            }
        }
        row
    }
}

fn place(line: u32, column: u32) -> Place {
    Place::Cell { source: SourceId(0), line, column }
}

fn period_of(text: &str) -> Period {
    match parse_period(text) {
        Ok(period) => period,
        Err(TimeError::Ambiguous(month, _)) => Period::Month(month),
        Err(error) => panic!("{text}: {error:?}"),
    }
}
