//! What the expectations of Figure 13 share: the phase, cells that name something, and rows that
//! hold or fall short gathered into evidence.

use crate::calendar::show_date;
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::Row;
use crate::plan::fields::ColumnId;
use rust_decimal::Decimal;

/// How many shortfalls a reason spells out before it counts the rest.
const SPELT_OUT: usize = 3;

/// Not applicable, with the reason, where the progress of a scheme is not judged yet.
pub(super) fn not_under_way(view: &SchemeView) -> Option<Evidence> {
    if view.figures.under_way {
        return None;
    }
    let reason = match view.figures.starts {
        _ if view.of.plan.planning() => {
            "the plan is in planning: there is no progress to judge yet".to_owned()
        }
        Some(starts) => format!("the scheme starts on {}", show_date(starts)),
        None => "the scheme has not started".to_owned(),
    };
    Some(Evidence::not_applicable(reason))
}

/// Unevidenced for want of a reporting date. Nothing is known to be due, so nothing is decisive.
pub(super) fn without_date() -> Evidence {
    Evidence::unevidenced("no reporting date is stated or shown, and this depends on one").not_decisive()
}

/// A count as a percentage of another, for comparison with a threshold.
pub(super) fn share(part: usize, whole: usize) -> Option<Percent> {
    Percent::of(Money::new(Decimal::from(part)), Money::new(Decimal::from(whole)))
}

/// A number without trailing zeros.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `1 day`, `24 days`.
pub(super) fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// What was looked at: the cells that hold, and each shortfall with its cells.
#[derive(Debug, Default)]
pub(super) struct Looked {
    reasons: Vec<String>,
    short: Vec<Place>,
    holds: Vec<Place>,
}

impl Looked {
    /// Notes cells that hold.
    pub(super) fn holds(&mut self, places: impl IntoIterator<Item = Place>) {
        self.holds.extend(places);
    }

    /// Notes a shortfall and the cells that show it.
    pub(super) fn short(&mut self, reason: impl Into<String>, places: impl IntoIterator<Item = Place>) {
        self.reasons.push(reason.into());
        self.short.extend(places);
    }

    /// Whether nothing falls short.
    pub(super) fn all_hold(&self) -> bool {
        self.reasons.is_empty()
    }

    /// The evidence: this outcome, every shortfall in the reason, its cells first, each cell once.
    pub(super) fn into(self, outcome: Outcome) -> Evidence {
        let more = self.reasons.len().saturating_sub(SPELT_OUT);
        let mut reason = self.reasons.iter().take(SPELT_OUT).cloned().collect::<Vec<_>>().join("; ");
        if more > 0 {
            reason.push_str(&format!("; and {more} more"));
        }
        let mut places: Vec<Place> = Vec::with_capacity(self.short.len() + self.holds.len());
        for place in self.short.into_iter().chain(self.holds) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Evidence::new(outcome, reason, places)
    }

    /// Partly met: everything that is missing, in one list.
    pub(super) fn missing(self, subject: &str) -> Evidence {
        let reason = format!("{subject} {}", self.reasons.join(", "));
        Evidence { reason, ..self.into(Outcome::Partly) }
    }

    /// Met where nothing falls short, else unmet.
    pub(super) fn met_or_unmet(self) -> Evidence {
        let outcome = if self.all_hold() { Outcome::Met } else { Outcome::Unmet };
        self.into(outcome)
    }
}

/// The cell of a column, as the place of a row's own cell where it says something.
pub(super) fn cell(row: &Row, column: ColumnId) -> Option<Place> {
    row.cell(column).filter(|_| row.filled(column)).map(|cell| cell.place)
}

/// A plan of one scheme, as at 30 September 2011, for the tests of the expectations.
#[cfg(test)]
pub(super) mod example {
    use crate::calendar::{Period, parse_date, parse_period};
    use crate::criteria::{Evidence, PlanView, SchemeView, Test, by_id};
    use crate::figures::PlanFigures;
    use crate::location::{Place, SourceId};
    use crate::money::{Amount, Money, Unit};
    use crate::plan::fields::{ColumnId, Kind, TableId, plan, schemes};
    use crate::plan::{Cell, Measure, Plan, Point, Row, Scheme, Value};
    use crate::policy::{Origin, Policy};

    pub struct Example {
        cells: Vec<(ColumnId, &'static str)>,
        points: Vec<(&'static str, Measure, i64)>,
        rows: Vec<(TableId, Vec<(ColumnId, &'static str)>)>,
        as_at: Option<&'static str>,
        policy: Policy,
        line: u32,
    }

    pub fn scheme(cells: &[(ColumnId, &'static str)]) -> Example {
        let (cells, policy) = (cells.to_vec(), Policy::default());
        Example { cells, points: Vec::new(), rows: Vec::new(), as_at: Some("2011-09-30"), policy, line: 0 }
    }

    impl Example {
        pub fn row(mut self, table: TableId, cells: &[(ColumnId, &'static str)]) -> Self {
            self.rows.push((table, cells.to_vec()));
            self
        }

        pub fn point(mut self, period: &'static str, measure: Measure, amount: i64) -> Self {
            self.points.push((period, measure, amount));
            self
        }

        pub fn months(mut self, measure: Measure, amounts: &[i64]) -> Self {
            const MONTHS: [&str; 12] = [
                "M1 2011-12",
                "M2 2011-12",
                "M3 2011-12",
                "M4 2011-12",
                "M5 2011-12",
                "M6 2011-12",
                "M7 2011-12",
                "M8 2011-12",
                "M9 2011-12",
                "M10 2011-12",
                "M11 2011-12",
                "M12 2011-12",
            ];
            self.points.extend(MONTHS.iter().zip(amounts).map(|(month, amount)| (*month, measure, *amount)));
            self
        }

        pub fn undated(mut self) -> Self {
            self.as_at = None;
            self
        }

        pub fn set(mut self, name: &str, value: &str) -> Self {
            self.policy.set(name, value, Origin::Option).unwrap();
            self
        }

        /// The evidence of a criterion.
        pub fn judge(self, id: &str) -> Evidence {
            let Some(Test::Scheme(test)) = by_id(id).map(|criterion| criterion.test) else { panic!("{id}") };
            self.see(test)
        }

        /// What a function makes of the scheme.
        pub fn see<T>(mut self, function: impl Fn(&SchemeView) -> T) -> T {
            let mut made = Plan::new("Anytown PCT".to_owned(), Place::File(SourceId(0)));
            made.unit = Some(Unit::Pounds);
            let as_at = self.as_at;
            let stated: Vec<_> = as_at.into_iter().map(|day| (plan::AS_AT, day)).collect();
            made.row = self.read(&stated);
            let cells = self.cells.clone();
            let points = self.points.clone();
            let savings = points.into_iter().map(|(period, measure, amount)| Point {
                period: period_of(period),
                measure,
                amount: Some(pounds(amount)),
                place: self.place(),
            });
            let mut savings: Vec<Point> = savings.collect();
            savings.sort_by_key(|point| (point.measure, point.period));
            let row = self.read(&cells);
            made.push_scheme(Scheme {
                id: "S1".into(),
                row,
                savings,
                outside_total: false,
                unidentified: false,
            });
            for (table, mut cells) in std::mem::take(&mut self.rows) {
                let columns = table.declaration().columns;
                let link = columns.iter().find(|column| column.name == "scheme").unwrap();
                cells.push((link.id, "S1"));
                let row = self.read(&cells);
                made.push(table, row);
            }
            made.link();
            let figures = PlanFigures::of(&made, &self.policy, None);
            let view = PlanView::new(&made, &figures, &self.policy, Vec::new());
            let scheme = view.scheme(0).unwrap();
            function(&scheme)
        }

        fn place(&mut self) -> Place {
            self.line += 1;
            Place::Cell { source: SourceId(0), line: self.line, column: 1 }
        }

        fn read(&mut self, cells: &[(ColumnId, &'static str)]) -> Row {
            let place = self.place();
            let cells = cells.iter().map(|(column, text)| {
                let value = match column.declaration().kind {
                    Kind::Amount => Value::Amount(pounds(text.parse().unwrap())),
                    Kind::Number | Kind::Percent => Value::Number(text.parse().unwrap()),
                    Kind::Date => Value::Date(parse_date(text).unwrap()),
                    Kind::Word(words) => Value::Word(words.iter().find(|word| *word == text).unwrap()),
                    _ => Value::Text((*text).into()),
                };
                Cell { column: *column, value, place: self.place() }
            });
            Row::new(place, cells.collect())
        }
    }

    fn period_of(text: &str) -> Period {
        parse_period(text).unwrap()
    }

    fn pounds(amount: i64) -> Amount {
        Amount { value: Money::new(amount.into()), last_digit: 0 }
    }

    #[test]
    fn a_blank_scheme_meets_nothing() {
        for section in crate::criteria::figure_13::SECTIONS {
            for criterion in *section {
                let evidence = scheme(&[(schemes::NAME, "Triage")]).judge(criterion.id);
                assert_ne!(evidence.outcome, crate::criteria::Outcome::Met, "{}", criterion.id);
                assert!(!evidence.reason.is_empty() && !evidence.reason.ends_with('.'), "{}", criterion.id);
            }
        }
    }
}
