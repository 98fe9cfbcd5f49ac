//! Why headroom has its colour: what each scheme brings to each year on every basis, and how far the
//! next colour is; over organisations, what each of them brings.

use super::cells::Time;
use super::{Assessed, Cell, Cited, LeftOut, Threshold};
use crate::calendar::FinancialYear;
use crate::figures::SchemeFigures;
use crate::figures::basis::{self, UsedCell};
use crate::figures::contribution::{Contribution as Figures, Reason};
use crate::figures::headroom::yearly;
use crate::figures::savings::{planned_by_year, unidentified};
use crate::location::Place;
use crate::money::Money;
use crate::names::same;
use crate::plan::fields::words::Stage;
use crate::plan::fields::{schemes, years as columns};
use crate::plan::{Measure, Plan, Scheme};
use crate::policy::Key;
use crate::rating::Rating;
use crate::report::{HeadroomBases, HeadroomRow, PlanReport};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;

mod bodies;
mod moves;

pub use moves::Move;

use bodies::is_of;
use moves::{Standing, of_all, of_year};

/// Schemes of a year that a page lists, the largest first.
const LISTED: usize = 10;

/// How many cells of one sum a page lists before it gives their lines instead.
const CELLS: usize = 4;

/// Why headroom has its colour.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Headroom {
    /// The colour.
    pub rating: Rating,
    /// The bound of the rule.
    pub rule: Threshold,
    /// The loss of the stressed basis.
    pub stress: Threshold,
    /// The colours on each basis; null over several organisations.
    pub bases: Option<HeadroomBases>,
    /// Why it is not assessed; null where it is.
    pub not_assessed: Option<Cow<'static, str>>,
    /// All years together; null where no challenge is given.
    pub total: Option<HeadroomYear>,
    /// Every year with a challenge.
    pub years: Vec<HeadroomYear>,
    /// What belongs to the plan and does not count.
    pub left_out: Vec<LeftOut>,
}

/// A year, or all of them together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeadroomYear {
    /// The sums, as in the report.
    pub sums: HeadroomRow,
    /// The sum on every other basis, with its headroom.
    pub bases: Vec<BasisSum>,
    /// What would change the colour.
    pub moves: Vec<Move>,
    /// The cells that state the challenge, and the savings identified where no scheme gives them.
    pub cells: Vec<Cited>,
    /// What the schemes bring, where they say what is identified.
    pub contributions: Option<Contributions>,
    /// Whether the years table alone says what is identified.
    pub as_stated: bool,
    /// Unidentified lines, which stand apart.
    pub unidentified: Vec<Contribution>,
    /// What each organisation brings.
    pub organisations: Vec<HeadroomRow>,
}

/// Savings on a basis.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BasisSum {
    /// The basis.
    pub basis: &'static str,
    /// The savings.
    pub amount: Money,
    /// Less the challenge, with what is identified where it stands apart; null where that is not known.
    pub headroom: Option<Money>,
}

/// What schemes bring to a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Contributions {
    /// Each of them, the largest first.
    pub schemes: Vec<Contribution>,
    /// The sums of all.
    pub all: Contributed,
    /// How many a page lists one by one.
    pub listed: usize,
    /// The sums of the others.
    pub others: Contributed,
    /// How many have no forecast, and are taken at plan.
    pub without_forecast: usize,
}

/// What a scheme brings to a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Contribution {
    /// Its id.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// Its amounts.
    pub amounts: Contributed,
    /// Whether the year has a forecast.
    pub has_forecast: bool,
    /// The weight of what is outstanding, in per cent.
    pub weight: String,
    /// Why that weight.
    pub reason: String,
    /// The cells of its planned saving.
    pub cells: Vec<Cell>,
    /// Their lines, where they are many and of one file.
    pub lines: Option<String>,
}

/// Amounts on every basis.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct Contributed {
    /// Planned saving.
    pub identified: Money,
    /// Forecast; the plan where there is none.
    pub forecast: Money,
    /// What is delivered.
    pub delivered: Money,
    /// The lesser of plan and forecast, less what is delivered.
    pub outstanding: Money,
    /// The same at its weight.
    pub weighted: Money,
    /// Delivered and weighted.
    pub adjusted: Money,
}

impl Contributed {
    fn of(figures: &Figures) -> Self {
        Self {
            identified: figures.plan,
            forecast: figures.forecast,
            delivered: figures.delivered,
            outstanding: figures.outstanding,
            weighted: figures.weighted,
            adjusted: figures.risk_adjusted(),
        }
    }

    fn sum(of: &[Contribution]) -> Self {
        let sum = |pick: fn(&Self) -> Money| of.iter().map(|own| pick(&own.amounts)).sum();
        Self {
            identified: sum(|own| own.identified),
            forecast: sum(|own| own.forecast),
            delivered: sum(|own| own.delivered),
            outstanding: sum(|own| own.outstanding),
            weighted: sum(|own| own.weighted),
            adjusted: sum(|own| own.adjusted),
        }
    }
}

/// Explains the headroom of a plan.
pub(super) fn of_plan(of: &Assessed, plan: &Plan, report: &PlanReport) -> Headroom {
    let is_region = of.is_region(plan);
    let figures = of.figures(plan, is_region);
    let bodies = if is_region { of.bodies(|own| is_of(own, &plan.organisation)) } else { Vec::new() };
    let (mut parts, mut left_out) = (Vec::new(), Vec::new());
    for (scheme, own) in plan.schemes.iter().zip(&figures.schemes) {
        if let Some(out) = of.left_out(scheme) {
            left_out.push(out);
            continue;
        }
        for (year, saving) in planned_by_year(scheme, own.reporting_year) {
            let unfound = unidentified(scheme, Some(year), own.reporting_year, saving);
            for (apart, amount) in [(false, saving - unfound), (true, unfound)] {
                // a line of nothing else stands apart; any other beside what is found of it
                if apart == scheme.unidentified || apart && !unfound.is_zero() {
                    let amounts = Figures::of(scheme, own, year, amount, of.policy, figures.as_at.date);
                    parts.push((year, apart, of.contribution(scheme, own, year, &amounts, apart)));
                }
            }
        }
    }
    parts.sort_by_key(|(.., part)| Reverse(part.amounts.identified));
    let (least, rows) = (of.policy.number(Key::HeadroomAmberUnder), &report.headroom.years);
    let (mut standings, mut years) = (Vec::new(), Vec::new());
    for (line, row) in figures.headroom.years.iter().zip(rows) {
        let least = line.challenge.percent(least);
        if let Some(year) = line.year {
            standings.extend(row.headroom.zip(row.cumulative).map(|(headroom, cumulative)| Standing {
                year,
                cumulative,
                short: least.max(Money::ZERO) - headroom,
            }));
        }
        let own = |unidentified: bool| -> Vec<Contribution> {
            let own = parts.iter().filter(|(year, is, _)| Some(*year) == line.year && *is == unidentified);
            own.map(|(.., part)| part.clone()).collect()
        };
        let mut year = of.headroom_year(row);
        year.organisations = bodies.iter().filter(|own| own.year == row.year).cloned().collect();
        year.contributions = (line.from_schemes && !is_region).then(|| Contributions::of(own(false)));
        year.as_stated = match line.year.filter(|_| is_region) {
            Some(year) => yearly(plan, columns::IDENTIFIED, year).is_some(),
            None => !line.from_schemes && line.identified.is_some(),
        };
        year.unidentified = own(true);
        if let (false, Some((headroom, cumulative))) = (line.incomplete, row.headroom.zip(row.cumulative)) {
            year.moves = of_year(headroom, cumulative, least);
        }
        years.push(year);
    }
    let total = report.headroom.total.as_ref().zip(figures.headroom.total.as_ref()).map(|(row, line)| {
        let mut total = of.headroom_year(row);
        total.organisations = bodies.iter().filter(|own| own.year == row.year).cloned().collect();
        if let (false, Some(headroom)) = (line.incomplete, row.headroom) {
            total.moves = if years.is_empty() {
                of_year(headroom, headroom, line.challenge.percent(least))
            } else {
                of_all(&standings, line.rating)
            };
        }
        total
    });
    Headroom {
        rating: report.headroom.rating,
        not_assessed: figures.headroom.not_assessed(),
        bases: Some(report.headroom.bases),
        total,
        years,
        left_out,
        ..of.no_headroom()
    }
}

/// Explains the headroom of a region by its name, or of the whole.
pub(super) fn over_organisations(of: &Assessed, region: Option<&str>) -> Headroom {
    let name = region.unwrap_or("");
    let bodies = of.bodies(|plan| region.is_none_or(|region| is_of(plan, region)));
    let rows = of.report.rollup.iter().flat_map(|rollup| &rollup.headroom);
    let mut years: Vec<HeadroomYear> = rows
        .filter(|row| same(&row.organisation, name))
        .map(|row| {
            let organisations = bodies.iter().filter(|own| own.year == row.year).cloned().collect();
            HeadroomYear { organisations, ..of.headroom_year(row) }
        })
        .collect();
    let total = years.pop();
    let rating = total.as_ref().map_or(Rating::NotApplicable, |total| total.sums.rating);
    Headroom { rating, total, years, ..of.no_headroom() }
}

impl Assessed<'_> {
    fn no_headroom(&self) -> Headroom {
        Headroom {
            rating: Rating::NotApplicable,
            rule: self.threshold(Key::HeadroomAmberUnder.setting()),
            stress: self.threshold(Key::StressLoss.setting()),
            bases: None,
            not_assessed: None,
            total: None,
            years: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The sums of a line on every basis.
    fn headroom_year(&self, row: &HeadroomRow) -> HeadroomYear {
        let apart = BasisSum {
            basis: "unidentified, apart",
            amount: row.unidentified,
            headroom: row.headroom.map(|headroom| headroom + row.unidentified),
        };
        let others =
            [("on forecast", row.forecast), ("risk-adjusted", row.risk_adjusted), ("stressed", row.stressed)];
        let others = others.into_iter().filter_map(|(basis, headroom)| {
            headroom.map(|headroom| BasisSum {
                basis,
                amount: headroom + row.challenge,
                headroom: Some(headroom),
            })
        });
        HeadroomYear {
            sums: row.clone(),
            bases: std::iter::once(apart).chain(others).collect(),
            moves: Vec::new(),
            cells: row.places.places().iter().map(|place| self.cited(*place)).collect(),
            contributions: None,
            as_stated: false,
            unidentified: Vec::new(),
            organisations: Vec::new(),
        }
    }

    fn contribution(
        &self,
        scheme: &Scheme,
        own: &SchemeFigures,
        year: FinancialYear,
        figures: &Figures,
        apart: bool,
    ) -> Contribution {
        let mut cells = basis::planned(scheme, Some(year), own.reporting_year);
        if !scheme.unidentified && own.reporting_year == Some(year) {
            // the part that nobody has found yet has a cell of its own
            cells.retain(|_| !apart);
            cells.extend(basis::of_column(scheme, Measure::Plan, schemes::UNIDENTIFIED_PLAN));
        }
        let stage = scheme.stage().map_or("blank", Stage::word);
        Contribution {
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            amounts: Contributed::of(figures),
            has_forecast: figures.has_forecast,
            weight: self.policy.word(figures.weight).to_owned(),
            reason: match figures.reason {
                Reason::Finance(rating) => format!("finance {rating}"),
                Reason::NotStarted => format!("not started, stage {stage}"),
                Reason::NotRated => format!("nothing rated yet, stage {stage}"),
                Reason::Policy => format!("stage {stage}"),
                Reason::Maturity => {
                    format!("maturity {}", scheme.row.text(schemes::MATURITY).unwrap_or("blank"))
                }
            },
            lines: lines(&cells).map(|place| self.place(place)),
            cells: self.cells(&cells, Time::Year),
        }
    }
}

/// Many cells of one text file, by their lines.
fn lines(cells: &[UsedCell]) -> Option<Place> {
    let line = |cell: &UsedCell| match cell.place {
        Place::Cell { line, .. } => Some(line),
        _ => None,
    };
    let lines: Vec<u32> = cells.iter().map(line).collect::<Option<_>>()?;
    let source = cells.first()?.place.source();
    let one_file = cells.iter().all(|cell| cell.place.source() == source);
    let (first, last) = (*lines.iter().min()?, *lines.iter().max()?);
    let cells = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    (one_file && lines.len() > CELLS).then_some(Place::Lines { source, first, last, cells })
}

impl Contributions {
    fn of(schemes: Vec<Contribution>) -> Self {
        let listed = if schemes.len() > LISTED + 1 { LISTED } else { schemes.len() };
        Self {
            all: Contributed::sum(&schemes),
            others: Contributed::sum(schemes.get(listed..).unwrap_or_default()),
            listed,
            without_forecast: schemes.iter().filter(|own| !own.has_forecast).count(),
            schemes,
        }
    }
}
