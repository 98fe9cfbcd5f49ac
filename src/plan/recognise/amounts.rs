//! Tables of schemes with amounts: which column names the schemes, which year a lone `Plan` is for,
//! which pair a `Variance` belongs to, and whether the amounts are savings at all.

use super::{Recognised, Use, Work, is_variance};
use crate::money::{Money, Reading, parse_amount};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, Kind, savings, schemes};
use crate::plan::heading::{Heading, PeriodName};
use crate::problem::{Problem, ProblemKind};

/// Words in headings of amounts that are not savings.
const NOT_SAVINGS: [&str; 8] =
    ["spend", "spending", "expenditure", "income", "surplus", "deficit", "turnover", "outlay"];

/// How many rows must have their variance turned round before it says anything.
const ROWS_THAT_TELL: usize = 2;

/// Headings that name a scheme rather than number it.
fn names_a_scheme(heading: &Heading) -> bool {
    schemes::NAME.declaration().aliases.iter().any(|alias| super::plain(alias) == heading.plain)
        || matches!(heading.plain.as_str(), "scheme" | "name")
}

/// Where one column numbers the schemes and another names them, each gets its own field; a single
/// one serves as the id. Gives the score that the change adds.
pub(super) fn settle_names(columns: &[Recognised], assigned: &mut [Option<ColumnId>]) -> usize {
    let (id, name) = if assigned.iter().flatten().any(|c| c.table == schemes::SCHEME.table) {
        (schemes::SCHEME, schemes::NAME)
    } else {
        (savings::SCHEME, savings::NAME)
    };
    let position =
        |wanted: ColumnId, assigned: &[Option<ColumnId>]| assigned.iter().position(|c| *c == Some(wanted));
    let number = (0..columns.len()).find(|at| {
        let heading = &columns[*at].heading;
        !names_a_scheme(heading)
            && id.declaration().aliases.iter().any(|alias| super::plain(alias) == heading.plain)
            && assigned[*at].is_none_or(|taken| taken == id)
    });
    if let (Some(number), Some(taken)) = (number, position(id, assigned))
        && number != taken
        && names_a_scheme(&columns[taken].heading)
    {
        assigned[number] = Some(id);
        assigned[taken] = if position(name, assigned).is_none() { Some(name) } else { None };
        return 2;
    }
    if let (None, Some(taken)) = (position(id, assigned), position(name, assigned)) {
        assigned[taken] = Some(id);
    }
    0
}

impl Work<'_> {
    /// Settles the columns of a table of schemes.
    pub(super) fn settle_schemes(&mut self, measure_is_savings: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.settle_series();
        if self.position(schemes::SCHEME).is_none() {
            let assigned: Vec<Option<ColumnId>> = self
                .columns
                .iter()
                .map(|column| if let Use::Field(id) = column.used { Some(id) } else { None })
                .collect();
            if let Some(at) = self.name_column(&assigned) {
                self.columns[at].used = Use::Field(schemes::SCHEME);
            }
        }
        problems.extend(self.settle_plan());
        self.settle_variances();
        if !measure_is_savings {
            problems.extend(self.not_savings());
        }
        problems
    }

    fn position(&self, id: ColumnId) -> Option<usize> {
        self.columns.iter().position(|column| column.used == Use::Field(id))
    }

    /// Columns over which a measure and a period stand.
    fn settle_series(&mut self) {
        let named: Vec<Option<(Measure, PeriodName)>> = self
            .columns
            .iter()
            .map(|column| match column.used {
                Use::Unused => column.heading.measure_in_period(),
                _ => None,
            })
            .collect();
        let is_year = |name: &PeriodName| matches!(name, PeriodName::Plain(crate::calendar::Period::Year(_)));
        let years = named.iter().flatten().any(|(_, name)| is_year(name));
        for (at, named) in named.into_iter().enumerate() {
            let Some((measure, name)) = named else { continue };
            if !self.is_numeric(at) {
                continue;
            }
            let period = match name {
                PeriodName::Plain(period) => period,
                PeriodName::MonthOrYear(_, year) if years => year,
                PeriodName::MonthOrYear(month, _) => month,
            };
            self.columns[at].used = Use::Series(measure, period);
        }
        let any = self.columns.iter().any(|column| matches!(column.used, Use::Series(..)));
        for column in &mut self.columns {
            if any
                && column.used == Use::Unused
                && matches!(column.heading.plain.as_str(), "total" | "grand total")
            {
                column.used = Use::Total;
            }
        }
    }

    /// A lone `Plan`: the year's, unless an actual to date stands beside it. Then the heading or the
    /// arithmetic must say, or it is an error that names both readings.
    fn settle_plan(&mut self) -> Option<Problem> {
        let lone = (0..self.columns.len()).find(|at| {
            let plain = self.columns[*at].heading.plain.as_str();
            self.columns[*at].used == Use::Unused
                && matches!(
                    plain,
                    "plan" | "planned" | "target" | "planned saving" | "plan saving" | "plan savings"
                )
        });
        let year = self.position(schemes::PLAN_YEAR);
        let to_date = self.position(schemes::PLAN_YTD);
        let Some(lone) = lone else {
            let planned =
                self.columns.iter().any(|column| matches!(column.used, Use::Series(Measure::Plan, _)));
            if year.is_none()
                && !planned
                && let Some(at) = self.original_plan()
            {
                self.columns[at].used = Use::Field(schemes::PLAN_YEAR);
            }
            return None;
        };
        let actual = self.position(schemes::ACTUAL_YTD);
        let field = match (year, to_date, actual) {
            (None, Some(_), _) | (None, None, None) => schemes::PLAN_YEAR,
            (Some(_), None, _) => schemes::PLAN_YTD,
            (Some(_), Some(_), _) => return None,
            (None, None, Some(actual)) if self.variance_shows_plan_to_date(lone, actual) => schemes::PLAN_YTD,
            (None, None, Some(_)) => {
                return Some(Problem::new(
                    self.columns[lone].place,
                    ProblemKind::Layout {
                        what:
                            "this `Plan` beside an actual to date can be the plan to date or the year's plan"
                                .to_owned(),
                        mend: format!(
                            "say which: --map \"{0}=plan_ytd\" or --map \"{0}=plan_year\"",
                            self.columns[lone].heading.raw
                        ),
                    },
                ));
            }
        };
        self.columns[lone].used = Use::Field(field);
        None
    }

    /// `Original savings as per May 2010` and its like.
    fn original_plan(&self) -> Option<usize> {
        (0..self.columns.len()).find(|at| {
            let plain = &self.columns[*at].heading.plain;
            self.columns[*at].used == Use::Unused
                && ["original savings", "original plan", "original target"]
                    .iter()
                    .any(|start| plain.starts_with(start))
        })
    }

    /// Whether a variance column is actual less this plan on every row: then the plan is to date.
    fn variance_shows_plan_to_date(&self, plan: usize, actual: usize) -> bool {
        let figure = |row: usize, column: usize| match parse_amount(self.grid.text(row, column), None) {
            Ok(Reading::Figure { amount, .. }) => Some(amount.value),
            _ => None,
        };
        let variances = (0..self.columns.len()).filter(|at| is_variance(&self.columns[*at].heading));
        variances.into_iter().any(|at| {
            let mut rows = 0;
            let agrees =
                self.data_rows().all(|row| match (figure(row, plan), figure(row, actual), figure(row, at)) {
                    (Some(plan), Some(actual), Some(stated)) => {
                        rows += 1;
                        let off: Money = (actual - plan - stated).abs();
                        off <= Money::new(rust_decimal::Decimal::ONE)
                    }
                    _ => true,
                });
            agrees && rows > 0
        })
    }

    /// A variance belongs to the pair before it.
    fn settle_variances(&mut self) {
        let mut forecast = false;
        for at in 0..self.columns.len() {
            match self.columns[at].used {
                Use::Field(id) if id == schemes::FORECAST_YEAR => forecast = true,
                Use::Field(id) if id == schemes::ACTUAL_YTD || id == schemes::PLAN_YTD => forecast = false,
                Use::Unused if is_variance(&self.columns[at].heading) => {
                    let percent = self.columns[at].heading.percent;
                    let field = match (forecast, percent) {
                        (true, false) => schemes::VARIANCE_FORECAST,
                        (true, true) => schemes::PERCENT_FORECAST,
                        (false, false) => schemes::VARIANCE_YTD,
                        (false, true) => schemes::PERCENT_YTD,
                    };
                    if self.position(field).is_none() {
                        self.columns[at].used = Use::Field(field);
                    }
                }
                _ => {}
            }
        }
    }

    /// What says that the amounts are not savings: a heading, or variances that all count the other
    /// way round.
    pub(super) fn not_savings(&self) -> Option<Problem> {
        self.not_savings_by_heading().or_else(|| self.not_savings_by_variance())
    }

    fn looks_like_spending(&self, at: usize, what: &str) -> Problem {
        Problem::new(
            self.columns[at].place,
            ProblemKind::Layout {
                what: format!("this looks like spending, not savings: {what}"),
                mend: "give a table of savings; if these amounts are savings, say so: --measure savings"
                    .to_owned(),
            },
        )
    }

    /// Stated variances that are all plan less actual, as a budget report has them: more spent is worse.
    fn not_savings_by_variance(&self) -> Option<Problem> {
        let figure = |row: usize, column: usize| match parse_amount(self.grid.text(row, column), None) {
            Ok(Reading::Figure { amount, .. }) => Some(amount),
            _ => None,
        };
        let columns = [
            (schemes::VARIANCE_YTD, schemes::PLAN_YTD, schemes::ACTUAL_YTD),
            (schemes::VARIANCE_FORECAST, schemes::PLAN_YEAR, schemes::FORECAST_YEAR),
        ];
        columns.into_iter().find_map(|(variance, plan, actual)| {
            let at = self.position(variance)?;
            let (plan, actual) = (self.position(plan)?, self.position(actual)?);
            let mut turned = 0;
            for row in self.data_rows() {
                let (Some(plan), Some(actual), Some(stated)) =
                    (figure(row, plan), figure(row, actual), figure(row, at))
                else {
                    continue;
                };
                let slack = plan.half_digit() + actual.half_digit() + stated.half_digit();
                let off = |sum: Money| (sum - stated.value).abs() > slack;
                if off(plan.value - actual.value) {
                    return None;
                }
                turned += usize::from(off(actual.value - plan.value));
            }
            (turned >= ROWS_THAT_TELL).then(|| {
                let raw = &self.columns[at].heading.raw;
                self.looks_like_spending(at, &format!("every \"{raw}\" is plan less actual"))
            })
        })
    }

    /// Headings of spend, income, surplus or deficit over amounts.
    fn not_savings_by_heading(&self) -> Option<Problem> {
        let column = self.columns.iter().enumerate().find(|(at, column)| {
            let amounts = match column.used {
                Use::Field(id) => id.declaration().kind == Kind::Amount,
                _ => self.is_numeric(*at),
            };
            let words = || column.heading.plain.split(' ');
            amounts
                && words().any(|word| NOT_SAVINGS.contains(&word))
                && !words().any(|word| word.starts_with("saving"))
        });
        column.map(|(at, column)| self.looks_like_spending(at, &format!("\"{}\"", column.heading.raw)))
    }
}
