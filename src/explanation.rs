//! Why a colour: the rule and its bounds, the sums, the cells they rest on, what was left out, and how
//! far the next colour is. Pure: from plans, figures and policy to a structure that is printed.

use crate::figures::Basis;
use crate::figures::basis::UsedCell;
use crate::figures::distance::{Bound, Rest};
use crate::figures::{PlanFigures, Position, Rated, SchemeFigures, savings};
use crate::location::Place;
use crate::money::Amount;
use crate::names::same;
use crate::plan::fields::words::Stage;
use crate::plan::fields::{schemes, workstreams};
use crate::plan::{Measure, Plan, Scheme, Value};
use crate::policy::Policy;
use crate::rating::{Rating, Stated};

mod headroom;
mod region;
pub mod subject;

pub use headroom::{Headroom, Move, Part, Total, Year, headroom};
pub use region::{MemberPlan, Region, region};

/// Whose finance is explained, within one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level<'a> {
    /// A scheme, by its index.
    Scheme(usize),
    /// A workstream, by its name.
    Workstream(&'a str),
    /// The organisation.
    Organisation,
}

/// Why finance has its colour at a level.
#[derive(Debug, Clone)]
pub struct Finance<'a> {
    /// Plan against actual, to date.
    pub to_date: Position,
    /// Its colour.
    pub rated: Rated,
    /// Plan against forecast for the year, where there is a forecast, and its colour.
    pub full_year: Option<(Position, Rated)>,
    /// The bounds between colours, from green to red.
    pub bounds: Vec<Bound>,
    /// The schemes whose amounts enter the sums.
    pub members: Vec<Member<'a>>,
    /// What belongs here and was left out.
    pub left_out: Vec<LeftOut>,
    /// What the rest of the year must deliver, where months are known and it is short of green.
    pub rest: Option<Rest>,
    /// What the submission itself states of the same.
    pub stated: Vec<StatedFigure>,
}

/// A scheme that enters the sums.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Its position to date.
    pub to_date: Position,
    /// Its colour.
    pub rating: Rating,
    /// The cells of that position.
    pub cells: Vec<UsedCell>,
    /// Its position for the year; without a forecast, the plan.
    pub year: Position,
    /// Whether anything gives a forecast.
    pub has_forecast: bool,
    /// The cells of the year.
    pub year_cells: Basis,
}

/// Something that belongs to the subject and does not enter its sums.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// The amount, where it is one figure.
    pub amount: Option<Amount>,
    /// Where.
    pub place: Place,
}

/// A figure as the submission states it, beside the computed one.
#[derive(Debug, Clone)]
pub struct StatedFigure {
    /// What it states.
    pub what: String,
    /// The figure.
    pub value: StatedValue,
    /// Where.
    pub place: Place,
}

/// What a submission states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StatedValue {
    /// An amount.
    Amount(Amount),
    /// A percentage.
    Percent(rust_decimal::Decimal),
    /// A rating, and whether the computed colour is the same.
    Rating(Stated, bool),
}

/// Explains finance at a level of a plan.
#[must_use]
pub fn finance<'a>(plan: &'a Plan, figures: &PlanFigures, policy: &Policy, level: Level) -> Finance<'a> {
    let mut to_date = Position::default();
    let mut year = Position::default();
    let mut has_forecast = false;
    let (mut members, mut left_out) = (Vec::new(), Vec::new());
    for (at, (scheme, own)) in plan.schemes.iter().zip(&figures.schemes).enumerate() {
        if !belongs(scheme, at, level) {
            continue;
        }
        if let Some(why) = why_left_out(scheme, level) {
            left_out.push(LeftOut {
                what: format!("{} {}", scheme.id, scheme.name()),
                why,
                amount: None,
                place: scheme.row.place,
            });
            continue;
        }
        to_date = to_date + own.to_date;
        year = year + own.year_in_sums();
        has_forecast |= own.full_year.is_some();
        left_out.extend(coarse(scheme, own));
        members.push(Member {
            scheme,
            to_date: own.to_date,
            rating: own.rated(policy).rating,
            cells: Basis::to_date(scheme, own.reporting_year, figures.as_at.date).cells().copied().collect(),
            year: own.year_in_sums(),
            has_forecast: own.full_year.is_some(),
            year_cells: Basis::year(scheme, own.reporting_year, figures.as_at.date),
        });
    }
    let own = |at: usize| figures.schemes.get(at).map(|own| own.rated(policy));
    let rated = if let Level::Scheme(at) = level { own(at) } else { None };
    let rated = rated.unwrap_or_else(|| to_date.rate(policy));
    let bounds = Bound::all(policy, &to_date);
    let schemes = members.iter().map(|member| member.scheme);
    let rest = Rest::of(schemes, figures, policy, &to_date).filter(|_| !to_date.plan.is_zero());
    Finance {
        to_date,
        rated,
        full_year: has_forecast.then(|| (year, year.rate(policy))),
        bounds,
        members,
        left_out,
        rest,
        stated: stated(plan, level, rated.rating),
    }
}

fn belongs(scheme: &Scheme, at: usize, level: Level) -> bool {
    match level {
        Level::Scheme(wanted) => at == wanted,
        Level::Workstream(name) => scheme.workstream().is_some_and(|workstream| same(workstream, name)),
        Level::Organisation => true,
    }
}

/// Why a scheme stays out of the sums of a level; a scheme's own line is always explained.
fn why_left_out(scheme: &Scheme, level: Level) -> Option<String> {
    if matches!(level, Level::Scheme(_)) {
        return None;
    }
    if scheme.stage() == Some(Stage::Idea) {
        return Some("an idea: pipeline only".to_owned());
    }
    if let Some(other) = scheme.row.text(schemes::COUNTED_UNDER) {
        return Some(format!("counted under {other}"));
    }
    scheme.outside_total.then(|| "outside the plan's total".to_owned())
}

/// Amounts of the year that are totals over finer ones.
fn coarse(scheme: &Scheme, own: &SchemeFigures) -> Vec<LeftOut> {
    let Some(year) = own.reporting_year else { return Vec::new() };
    let of = |measure: Measure| {
        savings::coarse(scheme, measure, year).map(move |point| LeftOut {
            what: format!("{} {} {}", scheme.id, word(measure), point.period),
            why: "a total over finer periods: compared, not added".to_owned(),
            amount: point.amount,
            place: point.place,
        })
    };
    of(Measure::Plan).chain(of(Measure::Actual)).collect()
}

/// The word for a measure.
#[must_use]
pub fn word(measure: Measure) -> &'static str {
    match measure {
        Measure::Plan => "plan",
        Measure::Actual => "actual",
        Measure::Forecast => "forecast",
        Measure::Investment => "investment",
    }
}

/// What the submission states of the level.
fn stated(plan: &Plan, level: Level, computed: Rating) -> Vec<StatedFigure> {
    let mut found = Vec::new();
    let rating = |what: &str, row: &crate::plan::Row, column| {
        row.rag(column).map(|stated| StatedFigure {
            what: what.to_owned(),
            value: StatedValue::Rating(stated, stated.agrees(computed)),
            place: row.place_of(column),
        })
    };
    match level {
        Level::Scheme(at) => {
            let Some(scheme) = plan.schemes.get(at) else { return found };
            for column in [schemes::VARIANCE_YTD, schemes::PERCENT_YTD] {
                let Some(cell) = scheme.row.cell(column) else { continue };
                let value = match cell.value {
                    Value::Amount(amount) => StatedValue::Amount(amount),
                    Value::Number(number) => StatedValue::Percent(number),
                    _ => continue,
                };
                found.push(StatedFigure { what: column.name().to_owned(), value, place: cell.place });
            }
            found.extend(rating("rating", &scheme.row, schemes::RAG));
        }
        Level::Workstream(name) => {
            let row = plan.workstream(name);
            found.extend(row.and_then(|row| rating("finance rating", row, workstreams::RAG_FINANCE)));
            found.extend(stated_totals(plan, Some(name)));
        }
        Level::Organisation => found.extend(stated_totals(plan, None)),
    }
    found
}

/// The totals that the submission states over a workstream, or over the plan.
fn stated_totals(plan: &Plan, workstream: Option<&str>) -> Vec<StatedFigure> {
    use crate::plan::TotalOver;
    let is_level = |over: &TotalOver| match (over, workstream) {
        (TotalOver::Plan, None) => true,
        (TotalOver::Workstream(name), Some(wanted)) => same(name, wanted),
        _ => false,
    };
    let printed = plan.stated.iter().filter(|total| is_level(&total.over)).map(|total| StatedFigure {
        what: match total.period {
            Some(period) => format!("total {} {period}", total.column.name()),
            None => format!("total {}", total.column.name()),
        },
        value: StatedValue::Amount(total.amount),
        place: total.place,
    });
    printed.collect()
}
