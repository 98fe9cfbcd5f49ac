//! Tables of schemes with amounts: which column names the schemes, which year a lone `Plan` is for,
//! and which pair a `Variance` belongs to.

use super::names::is_alias;
use super::{Recognised, Use, Work};
use crate::money::{Amount, Reading, parse_amount};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, savings, schemes};
use crate::plan::heading::{Figure, Heading, Span, plain};
use crate::plan::vocabulary::figures::{LONE_PLAN, ORIGINAL_PLAN, names_a_variance};
use crate::problem::{Problem, ProblemKind};

/// Whether a heading alone says that savings stand below it: `Planned savings`.
pub(super) fn is_plan_of_savings(heading: &Heading) -> bool {
    heading.plain.contains("saving") && LONE_PLAN.contains(&heading.plain.as_str())
}

/// Headings that name a scheme rather than number it.
fn names_a_scheme(heading: &Heading) -> bool {
    is_alias(heading, schemes::NAME) || matches!(heading.plain.as_str(), "scheme" | "name")
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
        !names_a_scheme(heading) && is_alias(heading, id) && assigned[*at].is_none_or(|taken| taken == id)
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
    pub(super) fn settle_schemes(&mut self) -> Vec<Problem> {
        let mut problems = self.settle_series();
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
        problems.extend(self.figures_in_rows_of_series());
        problems.extend(self.settle_plan());
        problems.extend(self.bare_periods());
        self.settle_variances();
        if !self.guidance.measure_is_savings && problems.is_empty() {
            problems.extend(self.not_savings());
        }
        problems
    }

    /// The figure of a cell.
    pub(super) fn figure(&self, row: usize, column: usize) -> Option<Amount> {
        match parse_amount(self.grid.text(row, column), None) {
            Ok(Reading::Figure { amount, .. }) => Some(amount),
            _ => None,
        }
    }

    fn is_lone_plan(&self, at: usize) -> bool {
        let column = &self.columns[at];
        column.used == Use::Unused
            && LONE_PLAN.contains(&column.heading.plain.as_str())
            && self.is_numeric(at)
    }

    /// A tracker none of whose columns holds plans, actuals or forecasts: they stand in rows, or
    /// under other headings.
    pub(super) fn without_amounts(&self) -> Option<Problem> {
        if self.columns.iter().any(|column| Self::is_amount(&column.used)) {
            return None;
        }
        let mend = "give columns `plan`, `actual` or `forecast`, or say which they are: --map \"Their heading=plan\"";
        let none =
            || self.problem("no column of this tracker is a plan, an actual or a forecast".to_owned(), mend);
        Some(self.figures_in_rows().unwrap_or_else(none))
    }

    /// The same of a list of schemes with periods across.
    fn figures_in_rows_of_series(&self) -> Option<Problem> {
        let series = self.columns.iter().any(|column| matches!(column.used, Use::Series(..)));
        if series { self.figures_in_rows() } else { None }
    }

    /// Rows that are figures (`Plan`, `Actual`) and not schemes: one scheme over several rows.
    pub(super) fn figures_in_rows(&self) -> Option<Problem> {
        let is_measure = |text: &str| {
            let words = crate::plan::heading::Words::of(text);
            matches!(words.figure, Some(Figure::Of(_))) && words.period.is_none() && !words.others
        };
        (0..self.columns.len()).find_map(|at| {
            let label = matches!(self.columns[at].used, Use::Unused | Use::Field(schemes::SCHEME | schemes::NAME));
            let mut cells = self.data_rows().map(|row| self.grid.text(row, at).trim()).filter(|text| !text.is_empty());
            let (first, second) = (cells.next()?, cells.next()?);
            let all = label && plain(first) != plain(second) && [first, second].into_iter().chain(cells).all(is_measure);
            all.then(|| {
                Problem::new(
                    self.grid.place(self.first_row, at),
                    ProblemKind::Layout {
                        what: format!("the rows under \"{}\" are figures (`{first}`, `{second}`), not schemes", self.columns[at].heading.raw),
                        mend: "write one row for each scheme, with the figures side by side (Apr-11 plan, Apr-11 actual), or one row for each scheme and month".to_owned(),
                    },
                )
            })
        })
    }

    /// A lone `Plan`: the year's, unless an actual to date stands beside it. Then the heading or the
    /// arithmetic must say, or it is an error that names both readings.
    fn settle_plan(&mut self) -> Option<Problem> {
        let lone: Vec<usize> = (0..self.columns.len()).filter(|at| self.is_lone_plan(*at)).collect();
        let year = self.position(schemes::PLAN_YEAR);
        let to_date = self.position(schemes::PLAN_YTD);
        let planned = self.columns.iter().any(|column| matches!(column.used, Use::Series(Measure::Plan, _)));
        let Some(first) = lone.first().copied() else {
            if let (None, false, Some(at)) = (year, planned, self.original_plan()) {
                self.columns[at].used = Use::Field(schemes::PLAN_YEAR);
            }
            return None;
        };
        if let ([first, second], None, None) = (lone.as_slice(), year, to_date)
            && let Some((actual, forecast)) = self.pairs(*first, *second)
        {
            self.columns[actual].used = Use::Field(schemes::PLAN_YTD);
            self.columns[forecast].used = Use::Field(schemes::PLAN_YEAR);
            return None;
        }
        let actual = self.position(schemes::ACTUAL_YTD);
        let field = match (year, to_date, actual) {
            (None, Some(_), _) | (None, None, None) => schemes::PLAN_YEAR,
            (Some(_), None, Some(_)) => schemes::PLAN_YTD,
            (Some(_), ..) => return None,
            (None, None, Some(actual)) if self.variance_shows_plan_to_date(first, actual) => {
                schemes::PLAN_YTD
            }
            (None, None, Some(_)) => {
                return Some(Problem::new(
                    self.columns[first].place,
                    ProblemKind::Layout {
                        what: format!(
                            "this `{}` beside an actual to date can be the plan to date or the year's plan",
                            self.columns[first].heading.raw
                        ),
                        mend: format!(
                            "say which: --map \"{0}=plan_ytd\" or --map \"{0}=plan_year\"",
                            self.columns[first].heading.raw
                        ),
                    },
                ));
            }
        };
        self.columns[first].used = Use::Field(field);
        None
    }

    /// Two plans, one before the actual and one before the forecast: to date, and for the year.
    fn pairs(&self, first: usize, second: usize) -> Option<(usize, usize)> {
        let (actual, forecast) =
            (self.position(schemes::ACTUAL_YTD)?, self.position(schemes::FORECAST_YEAR)?);
        if first < actual && actual < second && second < forecast {
            Some((first, second))
        } else if first < forecast && forecast < second && second < actual {
            Some((second, first))
        } else {
            None
        }
    }

    /// `Original savings as per May 2010` and its like.
    fn original_plan(&self) -> Option<usize> {
        (0..self.columns.len()).find(|at| {
            let plain = &self.columns[*at].heading.plain;
            self.columns[*at].used == Use::Unused
                && ORIGINAL_PLAN.iter().any(|start| plain.starts_with(start))
        })
    }

    /// Months that name no measure beside a plan for the year: they are its phasing where they add up
    /// to it, else they may as well be actuals.
    fn bare_periods(&self) -> Option<Problem> {
        let plan = self.position(schemes::PLAN_YEAR)?;
        let bare: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                let column = &self.columns[*at];
                matches!(column.used, Use::Series(Measure::Plan, crate::calendar::Period::Month(_)))
                    && column.words.figure.is_none()
            })
            .collect();
        let first = self.columns.get(*bare.first()?)?;
        let (mut rows, mut agree) = (0, 0);
        for row in self.data_rows() {
            let parts: Vec<Amount> = bare.iter().filter_map(|at| self.figure(row, *at)).collect();
            let Some(whole) = self.figure(row, plan).filter(|_| !parts.is_empty()) else { continue };
            rows += 1;
            agree += usize::from(adds_up(&parts, whole));
        }
        (rows > 0 && agree * 2 < rows && self.units_agree(&bare, plan)).then(|| {
            Problem::new(
                first.place,
                ProblemKind::Layout {
                    what: format!(
                        "`{}` and the months beside it name no measure and do not add up to `{}`: they can be plans or actuals",
                        first.heading.raw, self.columns[plan].heading.raw
                    ),
                    mend: "write Plan or Actual in a row above them or in each heading".to_owned(),
                },
            )
        })
    }

    fn units_agree(&self, months: &[usize], plan: usize) -> bool {
        months.iter().all(|at| self.columns[*at].heading.unit == self.columns[plan].heading.unit)
    }

    /// Whether a variance column is actual less this plan on every row: then the plan is to date.
    fn variance_shows_plan_to_date(&self, plan: usize, actual: usize) -> bool {
        let variances = (0..self.columns.len())
            .filter(|at| is_variance(&self.columns[*at]) && !self.columns[*at].heading.percent);
        variances.into_iter().any(|at| {
            let mut rows = 0;
            let agrees = self.data_rows().all(|row| {
                match (self.figure(row, plan), self.figure(row, actual), self.figure(row, at)) {
                    (Some(plan), Some(actual), Some(stated)) => {
                        rows += 1;
                        is_difference(actual, plan, stated) || is_difference(plan, actual, stated)
                    }
                    _ => true,
                }
            });
            agrees && rows > 0
        })
    }

    /// A variance belongs to the pair before it, or to what it or the group over it names.
    fn settle_variances(&mut self) {
        let mut forecast = false;
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            match column.used {
                Use::Field(id) if id == schemes::FORECAST_YEAR => forecast = true,
                Use::Field(id) if id == schemes::ACTUAL_YTD || id == schemes::PLAN_YTD => forecast = false,
                Use::Unused
                    if is_variance(column)
                        && (column.words.period.is_none() || column.words.span == Some(Span::ToDate)) =>
                {
                    let of_forecast = match column.words.span {
                        Some(Span::ToDate) => false,
                        Some(Span::FullYear) => true,
                        _ => forecast,
                    };
                    let field = match (of_forecast, column.heading.percent) {
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
}

/// Whether a heading is that of a variance, whatever else it says.
fn is_variance(column: &Recognised) -> bool {
    column.words.figure == Some(Figure::Variance) || names_a_variance(&column.heading.plain)
}

/// Whether figures add up to a whole, but for their rounding.
fn adds_up(parts: &[Amount], whole: Amount) -> bool {
    let sum: crate::money::Money = parts.iter().map(|part| part.value).sum();
    let slack: crate::money::Money = parts.iter().chain([&whole]).map(|part| part.half_digit()).sum();
    (sum - whole.value).abs() <= slack
}

/// Whether a stated difference is `from` less `less`, but for the rounding of all three.
pub(super) fn is_difference(from: Amount, less: Amount, stated: Amount) -> bool {
    let slack: crate::money::Money = [from, less, stated].iter().map(|amount| amount.half_digit()).sum();
    (from.value - less.value - stated.value).abs() <= slack
}
