//! Plans built in tests: rows written as text, read by the declaration of their columns.

use crate::calendar::{Period, TimeError, parse_date, parse_period, parse_year};
use crate::criteria::{Evidence, Outcome, PlanView, Test, by_id};
use crate::figures::PlanFigures;
use crate::location::{Place, SourceId};
use crate::money::{Amount, Reading, parse_amount, parse_number};
use crate::plan::fields::{ColumnId, Kind, TableId, plan, savings, schemes, years};
use crate::plan::{Cell, Measure, Plan, Point, Row, Scheme, Value};
use crate::policy::{Origin, Policy};

/// A plan in the making.
pub struct Sample {
    /// The plan.
    pub plan: Plan,
    policy: Policy,
    members: Vec<Sample>,
    line: u32,
}

impl Sample {
    /// A plan whose baseline is 2010/11, without anything else.
    pub fn new(organisation: &str) -> Self {
        let place = Place::File(SourceId(0));
        let mut sample = Self {
            plan: Plan::new(organisation.to_owned(), place),
            policy: Policy::default(),
            members: Vec::new(),
            line: 0,
        };
        sample.plan.row = sample.cells(&[(plan::BASELINE_YEAR, "2010/11")]);
        sample
    }

    /// Adds a row to a table.
    pub fn row(mut self, table: TableId, cells: &[(ColumnId, &str)]) -> Self {
        let row = self.cells(cells);
        self.plan.push(table, row);
        self
    }

    /// Adds the same row for several years.
    pub fn in_years(self, years: &[&str], year: ColumnId, cells: &[(ColumnId, &str)]) -> Self {
        years.iter().fold(self, |sample, text| {
            let cells: Vec<_> = [(year, *text)].into_iter().chain(cells.iter().copied()).collect();
            sample.row(year.table, &cells)
        })
    }

    /// Sets cells of the plan's own row.
    pub fn own(mut self, cells: &[(ColumnId, &str)]) -> Self {
        self.plan.row = self.cells(cells);
        self
    }

    /// Adds a scheme with its planned savings by period.
    pub fn scheme(mut self, id: &str, cells: &[(ColumnId, &str)], planned: &[(&str, &str)]) -> Self {
        let row = self.cells(cells);
        let savings = planned.iter().map(|(when, sum)| self.point(when, sum)).collect();
        let unidentified = row.text(schemes::MATURITY) == Some("unidentified");
        self.plan.push_scheme(Scheme { id: id.into(), row, savings, outside_total: false, unidentified });
        self
    }

    /// Adds a member organisation.
    pub fn member(mut self, member: Sample) -> Self {
        self.members.push(member);
        self
    }

    /// Sets a policy value.
    pub fn policy(mut self, name: &str, value: &str) -> Self {
        self.policy.set(name, value, Origin::Option).unwrap();
        self
    }

    /// What the data shows of a criterion.
    pub fn shows(&self, id: &str) -> Evidence {
        let mut plan = self.plan.clone();
        plan.link();
        let figures = PlanFigures::of(&plan, &self.policy, None);
        let members: Vec<_> = self
            .members
            .iter()
            .map(|member| (&member.plan, PlanFigures::of(&member.plan, &self.policy, None)))
            .collect();
        let members = members.iter().map(|(plan, figures)| (*plan, figures)).collect();
        let view = PlanView::new(&plan, &figures, &self.policy, members);
        match by_id(id).unwrap().test {
            Test::Plan(test) => test(&view),
            _ => panic!("{id} is not a test of the plan"),
        }
    }

    /// The result and the reason.
    pub fn says(&self, id: &str) -> (Outcome, String) {
        let evidence = self.shows(id);
        (evidence.outcome, evidence.reason)
    }

    fn point(&mut self, when: &str, sum: &str) -> Point {
        self.line += 1;
        Point {
            period: period(when),
            measure: Measure::Plan,
            amount: amount(sum),
            place: self.place(savings::PLAN),
        }
    }

    fn place(&self, column: ColumnId) -> Place {
        Place::Cell { source: SourceId(0), line: self.line, column: u32::from(column.index) + 1 }
    }

    fn cells(&mut self, cells: &[(ColumnId, &str)]) -> Row {
        self.line += 1;
        let read = cells.iter().filter_map(|(column, text)| {
            let value = value(*column, text)?;
            Some(Cell { column: *column, value, place: self.place(*column) })
        });
        Row::new(Place::Cell { source: SourceId(0), line: self.line, column: 0 }, read.collect())
    }
}

fn amount(text: &str) -> Option<Amount> {
    match parse_amount(text, None).unwrap() {
        Reading::Figure { amount, .. } => Some(amount),
        Reading::None(_) => None,
    }
}

fn period(text: &str) -> Period {
    match parse_period(text) {
        Ok(period) => period,
        Err(TimeError::Ambiguous(month, _)) => Period::Month(month),
        Err(error) => panic!("{text}: {error:?}"),
    }
}

fn value(column: ColumnId, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    Some(match column.declaration().kind {
        Kind::Text | Kind::Id | Kind::Ids | Kind::Value => Value::Text(text.into()),
        Kind::Amount => amount(text).map_or(Value::NoFigure, Value::Amount),
        Kind::Number | Kind::Percent => Value::Number(parse_number(text).unwrap()?),
        Kind::Date => Value::Date(parse_date(text).unwrap()),
        Kind::Year => Value::Year(parse_year(text).unwrap()),
        Kind::Period => Value::Period(period(text)),
        Kind::Word(words) => Value::Word(words.iter().find(|word| **word == text).unwrap()),
        Kind::YesNo => Value::YesNo(text == "yes"),
        Kind::Rag => return None,
    })
}

/// A plan with the figures of each year: allocation, expenditure and challenge.
pub fn with_years(figures: &[(&str, &str, &str, &str)]) -> Sample {
    figures.iter().fold(Sample::new("Anytown PCT"), |sample, (year, allocation, expenditure, challenge)| {
        sample.row(
            TableId::Years,
            &[
                (years::YEAR, year),
                (years::ALLOCATION, allocation),
                (years::EXPENDITURE, expenditure),
                (years::CHALLENGE, challenge),
            ],
        )
    })
}
