//! Small plans for the tests of the checks, and the worked plans of `fixtures/`.

use super::{Check, Found};
use crate::calendar::{Period, TimeError, parse_date, parse_period, parse_year};
use crate::criteria::PlanView;
use crate::figures::PlanFigures;
use crate::location::{Place, SourceId};
use crate::money::{Money, Reading, Unit, parse_amount, parse_number};
use crate::plan::fields::{Column, Kind, TableId};
use crate::plan::{Cell, Measure, Plan, Point, Row, Scheme, StatedTotal, TotalOver, Value};
use crate::policy::Policy;
use crate::rating::Stated;

/// Pounds.
pub fn money(text: &str) -> Money {
    Money::new(text.parse().unwrap())
}

/// A plan in the making.
#[derive(Clone)]
pub struct Example {
    plan: Plan,
    line: u32,
}

impl Example {
    pub fn new() -> Self {
        Self::of("Anytown PCT")
    }

    pub fn of(organisation: &str) -> Self {
        let mut plan = Plan::new(organisation.to_owned(), place(1, 1));
        plan.unit = Some(Unit::Pounds);
        Self { plan, line: 1 }
    }

    pub fn unit(mut self, unit: Unit) -> Self {
        self.plan.unit = Some(unit);
        self
    }

    pub fn plan(mut self, cells: &[(&str, &str)]) -> Self {
        let row = self.cells(TableId::Plan, cells);
        row.cells.into_iter().for_each(|cell| self.plan.row.add(cell));
        self
    }

    pub fn dated(self, date: &str) -> Self {
        self.plan(&[("as_at", date)])
    }

    pub fn scheme(mut self, id: &str, cells: &[(&str, &str)]) -> Self {
        let row = self.cells(TableId::Schemes, cells);
        let outside_total = row.yes(crate::plan::fields::schemes::OUTSIDE_TOTAL) == Some(true);
        let unidentified = row.text(crate::plan::fields::schemes::MATURITY) == Some("unidentified");
        self.plan.push_scheme(Scheme {
            id: id.into(),
            row,
            savings: Vec::new(),
            outside_total,
            unidentified,
        });
        self
    }

    pub fn unidentified(self, id: &str) -> Self {
        self.scheme(id, &[("name", "To be found"), ("maturity", "unidentified")])
    }

    pub fn saving(mut self, id: &str, period: &str, measure: &str, amount: &str) -> Self {
        self.line += 1;
        let measure = match measure {
            "plan" => Measure::Plan,
            "actual" => Measure::Actual,
            "forecast" => Measure::Forecast,
            _ => Measure::Investment,
        };
        let Reading::Figure { amount, .. } = parse_amount(amount, self.plan.unit).unwrap() else {
            return self;
        };
        let at = self.plan.scheme_index(id).unwrap();
        let point =
            Point { period: period_of(period), measure, amount: Some(amount), place: place(self.line, 3) };
        let savings = &mut self.plan.schemes[at].savings;
        savings.push(point);
        savings.sort_by_key(|point| (point.measure, point.period));
        self
    }

    pub fn row(mut self, table: &str, cells: &[(&str, &str)]) -> Self {
        let table = TableId::by_name(table).unwrap();
        let row = self.cells(table, cells);
        self.plan.push(table, row);
        self
    }

    pub fn total(mut self, over: TotalOver, column: crate::plan::fields::ColumnId, amount: &str) -> Self {
        self.line += 1;
        let Reading::Figure { amount, .. } = parse_amount(amount, self.plan.unit).unwrap() else {
            return self;
        };
        let place = place(self.line, 1);
        self.plan.stated.push(StatedTotal { over, column, period: None, amount, place });
        self
    }

    /// The worked plan in a folder of `fixtures/`.
    pub fn folder(name: &str) -> Self {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
        let mut example = Self::new();
        for table in ["plan", "schemes", "savings", "years", "workstreams", "milestones", "kpis", "risks"]
            .into_iter()
            .chain(["assumptions", "activity", "inputs", "engagement", "totals"])
        {
            let Ok(mut reader) = csv::Reader::from_path(folder.join(format!("{table}.csv"))) else {
                continue;
            };
            let headings = reader.headers().unwrap().clone();
            for record in reader.records() {
                let record = record.unwrap();
                let cells: Vec<(&str, &str)> =
                    headings.iter().zip(record.iter()).filter(|(_, text)| !text.is_empty()).collect();
                let get =
                    |name: &str| cells.iter().find(|(heading, _)| *heading == name).map(|(_, text)| *text);
                example = match table {
                    "plan" => example.plan(&cells),
                    "schemes" => example.scheme(get("scheme").unwrap(), &cells),
                    "savings" => {
                        let (id, period) = get("scheme").zip(get("period")).unwrap();
                        ["plan", "actual", "forecast", "investment"].into_iter().fold(
                            example,
                            |example, measure| match get(measure) {
                                Some(amount) => example.saving(id, period, measure, amount),
                                None => example,
                            },
                        )
                    }
                    _ => example.row(table, &cells),
                };
            }
        }
        example
    }

    pub fn parts(&self) -> (Plan, PlanFigures) {
        let mut plan = self.plan.clone();
        plan.link();
        let figures = PlanFigures::of(&plan, &Policy::default(), None);
        (plan, figures)
    }

    pub fn run(&self, check: &Check) -> Vec<Found> {
        self.run_with(check, &[])
    }

    pub fn run_with(&self, check: &Check, members: &[Self]) -> Vec<Found> {
        self.run_under(check, members, &Policy::default())
    }

    pub fn run_under(&self, check: &Check, members: &[Self], policy: &Policy) -> Vec<Found> {
        let whole = |example: &Self| {
            let mut plan = example.plan.clone();
            plan.link();
            let figures = PlanFigures::of(&plan, policy, None);
            (plan, figures)
        };
        let (plan, figures) = whole(self);
        let members: Vec<(Plan, PlanFigures)> = members.iter().map(whole).collect();
        let members = members.iter().map(|(plan, figures)| (plan, figures)).collect();
        (check.run)(&PlanView::new(&plan, &figures, policy, members))
    }

    fn cells(&mut self, table: TableId, cells: &[(&str, &str)]) -> Row {
        self.line += 1;
        let declared = table.declaration();
        let mut row = Row::new(place(self.line, 1), Vec::new());
        for (name, text) in cells {
            let column = declared.column(name).unwrap_or_else(|| panic!("{name}"));
            let place = place(self.line, u32::from(column.id.index) + 1);
            row.add(Cell { column: column.id, value: value(column, text, self.plan.unit), place });
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

fn value(column: &Column, text: &str, unit: Option<Unit>) -> Value {
    match column.kind {
        Kind::Text | Kind::Id | Kind::Ids | Kind::Value => Value::Text(text.into()),
        Kind::Amount => match parse_amount(text, unit).unwrap() {
            Reading::Figure { amount, .. } => Value::Amount(amount),
            Reading::None(_) => Value::NoFigure,
        },
        Kind::Number | Kind::Percent => parse_number(text).unwrap().map_or(Value::NoFigure, Value::Number),
        Kind::Date => Value::Date(parse_date(text).unwrap()),
        Kind::Year => Value::Year(parse_year(text).unwrap()),
        Kind::Period => Value::Period(period_of(text)),
        Kind::Word(words) => Value::Word(words.iter().find(|word| **word == text).unwrap()),
        Kind::YesNo => Value::YesNo(text == "yes"),
        Kind::Rag => Stated::parse(text).map_or_else(|| Value::Text(text.into()), Value::Rag),
    }
}

/// Every finding on a worked plan, as `CODE scheme workstream: found`.
fn all(example: &Example) -> Vec<String> {
    super::CHECKS
        .iter()
        .flat_map(|check| example.run(check))
        .map(|found| {
            format!(
                "{} {} {}: {} | {}",
                found.code, found.scheme, found.workstream, found.found, found.expected
            )
        })
        .collect()
}

#[test]
fn the_worked_plan_gives_no_finding() {
    assert_eq!(all(&Example::folder("anytown")), Vec::<String>::new());
}

#[test]
fn the_mid_year_plan_gives_what_was_planted() {
    let found = all(&Example::folder("anytown-mid-year"));
    let planted: Vec<&str> = found.iter().filter_map(|text| text.split(':').next()).collect();
    assert_eq!(
        planted,
        [
            "DC LT-05 Long-term conditions",
            "ST  Urgent care",
            "ST PC-04 Planned care",
            "FO PC-04 Planned care",
            "UN UN-01 Corporate and estates",
            "RE CO-03 Corporate and estates",
            "QI MM-04 Medicines",
            // Not planted: what the shortfalls of the others leave uncovered once risk-adjusted.
            "PL  ",
        ],
        "{found:#?}"
    );
}

#[test]
fn a_tracker_of_one_table_gets_no_wall_of_notes() {
    let tracker = (0..40).fold(Example::new(), |example, n| {
        let id = format!("S{n}");
        let example = example.scheme(&id, &[]);
        ["2011-04", "2011-05"].into_iter().fold(example, |example, month| {
            example.saving(&id, month, "plan", "1000").saving(&id, month, "actual", "900")
        })
    });
    assert_eq!(all(&tracker), Vec::<String>::new());
}

#[test]
fn every_check_is_listed_with_its_documentation() {
    let codes: Vec<&str> = super::CHECKS.iter().map(|check| check.code).collect();
    assert_eq!(
        codes,
        ["DC", "RU", "ST", "PH", "FO", "UN", "RE", "RB", "SB", "QI", "GA", "PL", "RI", "MI", "DA"]
    );
    for check in super::CHECKS {
        for text in [check.title, check.finds, check.how, check.passes, check.fails] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text}", check.code);
        }
    }
}
