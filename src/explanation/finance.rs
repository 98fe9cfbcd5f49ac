//! Why finance has its colour: of a scheme, a workstream or an organisation from the schemes in it; of a
//! region or the whole from its members, at the month that all of them have reached.

use super::{Assessed, Cell, LeftOut, Threshold};
use crate::calendar::{FinancialYear, Month};
use crate::criteria::FIVE_PERCENT_RULE;
use crate::figures::distance::Bound;
use crate::figures::hierarchy::replaced;
use crate::figures::{Figures, Position, Rated, Summed, finance, sums};
use crate::money::Money;
use crate::parallel::Threads;
use crate::rating::Rating;
use crate::report::{ExpectationReport, Share};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

mod schemes;
mod stated;

pub(super) use schemes::of_plan;
pub use stated::{StatedFigure, StatedValue};

/// Why finance has its colour.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finance {
    /// The criterion: `F13-FIN-5`.
    pub code: &'static str,
    /// The reporting date, ISO; null where not stated.
    pub as_at: Option<String>,
    /// Where the date was taken from, in words.
    pub as_at_from: &'static str,
    /// Plan against actual, to date, with the colour.
    pub to_date: Sums,
    /// Whether a cell it rests on could not be read.
    pub incomplete: bool,
    /// Planned saving to date of the periods for which no actual is reported.
    pub unreported: Money,
    /// The colours with what is unreported at nil and at plan, where something is unreported.
    pub unreported_at_nil_and_plan: Option<(Rating, Rating)>,
    /// Whether the colour rests on a choice of this project rather than on the published rule (†).
    pub chosen: bool,
    /// The bounds of the rule.
    pub rule: Vec<Threshold>,
    /// The year that `year` is for; null where nothing says which, and over organisations whose years
    /// differ.
    pub of_year: Option<FinancialYear>,
    /// Plan against forecast for the year; null where nothing gives a forecast.
    pub year: Option<Sums>,
    /// How far the next colours are, the nearest first.
    pub next_colours: Vec<NextColour>,
    /// What the rest of the year must deliver, where months are known and it is short of green.
    pub rest_of_year: Option<RestOfYear>,
    /// What the submission itself states of the same: compared, never counted.
    pub stated: Vec<StatedFigure>,
    /// What belongs here and does not enter the sums.
    pub left_out: Vec<LeftOut>,
    /// The schemes that enter the sums; of a region its organisations do.
    pub schemes: Vec<SchemeSums>,
    /// The organisations that enter the sums of a region, the furthest behind first.
    pub organisations: Vec<OrganisationSums>,
    /// The sum of the variances of the organisations behind plan (negative), and of those ahead, as far as
    /// they report; null where none does.
    pub behind_and_ahead: Option<(Money, Money)>,
    /// What else is short of met for a scheme, where more than the money was judged.
    pub also_short: Vec<ExpectationReport>,
}

/// Plan against actual or forecast.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Sums {
    /// Planned saving; null where nothing says what is planned.
    pub plan: Option<Money>,
    /// Actual saving, of the year the forecast; null where none is reported.
    pub actual: Option<Money>,
    /// Actual less plan; null where either is.
    pub variance: Option<Money>,
    /// Variance over plan; null where the plan is nil, and where there is no variance.
    pub percent: Option<Share>,
    /// The colour.
    pub rating: Rating,
}

/// A bound between two colours.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextColour {
    /// The colour of a smaller shortfall.
    pub better: Rating,
    /// The colour of a shortfall of this size and more.
    pub worse: Rating,
    /// The shortfall in per cent.
    pub shortfall: String,
    /// The actual that lies exactly on the bound.
    pub actual: Money,
    /// Actual less that: nil or negative is the worse side.
    pub distance: Money,
}

/// What the rest of the year must deliver.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RestOfYear {
    /// The next month: `2011-10`.
    #[serde(serialize_with = "as_words")]
    #[schemars(with = "String")]
    pub month: Month,
    /// Its planned saving.
    pub month_plan: Money,
    /// How many months are left.
    pub months: usize,
    /// The planned saving of those months together.
    pub plan: Money,
    /// The best month so far, and its actual.
    pub best: Option<BestMonth>,
    /// What each better colour takes, the nearest first.
    pub needed: Vec<Needed>,
}

/// The best month so far.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BestMonth {
    /// The month.
    #[serde(serialize_with = "as_words")]
    #[schemars(with = "String")]
    pub month: Month,
    /// Its actual saving.
    pub actual: Money,
}

/// What a better colour takes: more than these amounts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Needed {
    /// The colour.
    pub rating: Rating,
    /// In the next month, to have the colour then.
    pub next_month: Money,
    /// In each remaining month, to have it at the end of the year.
    pub each_month: Money,
    /// Whether that is above twice the best month so far.
    pub not_recoverable: bool,
}

/// A scheme that enters the sums.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemeSums {
    /// Its id.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// To date.
    pub to_date: Sums,
    /// The cells of that.
    pub cells: Vec<Cell>,
    /// For the year; without a forecast it is taken at plan.
    pub year: Sums,
    /// Whether anything gives a forecast.
    pub has_forecast: bool,
    /// What its plan for the year is the sum of, where one scheme is explained.
    pub year_plan: Vec<YearPart>,
    /// What its forecast is the sum of, likewise.
    pub year_forecast: Vec<YearPart>,
}

/// Some of the cells of a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearPart {
    /// What they are.
    pub what: &'static str,
    /// Their sum.
    pub amount: Money,
    /// Whether they are listed before: among the cells to date, or of the plan.
    pub listed_above: bool,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// An organisation that enters the sums of a region.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrganisationSums {
    /// Its name.
    pub organisation: String,
    /// To date, at the common month.
    pub to_date: Sums,
    /// For the year; without a forecast at plan.
    pub year: Sums,
    /// How many schemes enter.
    pub schemes: usize,
    /// How many of them give no forecast.
    pub without_forecast: usize,
}

fn as_words<S: Serializer>(month: &Month, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(month)
}

/// Explains a region by its name, or the whole.
pub(super) fn over_organisations(of: &Assessed, region: Option<&str>) -> Finance {
    let figures = Figures::of(of.submission, of.policy, of.as_at, Threads::ONE);
    let bodies = &figures.bodies;
    let body = region.map(|name| bodies.named(name).map(|(at, _)| at));
    // a name that no body has is that of none
    let wanted = match body {
        Some(None) => Vec::new(),
        body => bodies.plans_within(body.flatten(), of.submission),
    };
    let (mut all, mut members, mut left_out) = (sums::Sums::default(), Vec::new(), Vec::new());
    let mut years: BTreeSet<Option<FinancialYear>> = BTreeSet::new();
    let mut net: Option<(Money, Money)> = None;
    for (plan, figures) in
        wanted.into_iter().filter_map(|at| of.submission.plans.get(at).zip(figures.at_common(at)))
    {
        if replaced(of.submission, bodies, of.policy, (plan, body.flatten())) {
            let (what, why) =
                (plan.organisation.clone(), "the region's own schemes stand for its".to_owned());
            left_out.push(LeftOut { what, why, amount: None, place: None });
            continue;
        }
        let own = &figures.totals.all.sums;
        all.join(own);
        if own.schemes > 0 || !bodies.leads(plan) {
            years.insert(figures.year);
        }
        net = sums::both(net, own.to_date.reported_variance().map(sums::sides));
        if own.schemes > 0 {
            let without = sums::counted(plan, figures).filter(|(_, own)| own.full_year.is_none());
            members.push(OrganisationSums {
                organisation: plan.organisation.clone(),
                to_date: Sums::of(&own.to_date, own.to_date.rate(of.policy)),
                year: Sums::of(&own.year, own.year.rate(of.policy)),
                schemes: own.schemes,
                without_forecast: without.count(),
            });
        }
    }
    members.sort_by_key(|member| member.to_date.variance);
    let mut finance = of.finance(&all, all.to_date.rate(of.policy));
    finance.as_at = figures.common_as_at.map(|date| date.to_string());
    finance.as_at_from = if of.as_at.is_some() { "--as-at" } else { "latest common month" };
    finance.of_year = years.first().copied().flatten().filter(|_| years.len() == 1);
    finance.left_out = left_out;
    finance.behind_and_ahead = net;
    finance.organisations = members;
    finance
}

impl Assessed<'_> {
    /// What every level has: the sums, the rule and the distance to the next colours.
    fn finance(&self, all: &sums::Sums, rated: Rated) -> Finance {
        let to_date = &all.to_date;
        let is_open = to_date.incomplete || rated.rating == Rating::NotApplicable;
        let mut bounds = if is_open { Vec::new() } else { Bound::all(self.policy, to_date) };
        bounds.sort_by_key(|bound| bound.distance.abs());
        let next_colour = |bound: &Bound| NextColour {
            better: bound.better,
            worse: bound.worse,
            shortfall: self.policy.word(bound.key).to_owned(),
            actual: bound.actual,
            distance: bound.distance,
        };
        Finance {
            code: FIVE_PERCENT_RULE,
            as_at: None,
            as_at_from: "",
            to_date: Sums::of(to_date, rated),
            incomplete: to_date.incomplete,
            unreported: to_date.unreported,
            unreported_at_nil_and_plan: rated.missing,
            chosen: rated.chosen,
            of_year: None,
            rule: self.thresholds(&finance::BOUNDS),
            year: all.full_year().map(|year| Sums::of(&year, year.rate(self.policy))),
            next_colours: bounds.iter().map(next_colour).collect(),
            rest_of_year: None,
            stated: Vec::new(),
            left_out: Vec::new(),
            schemes: Vec::new(),
            organisations: Vec::new(),
            behind_and_ahead: None,
            also_short: Vec::new(),
        }
    }
}

impl Sums {
    fn of(position: &Position, rated: Rated) -> Self {
        Self {
            plan: position.known_plan(),
            actual: position.known_actual(),
            variance: position.variance(),
            percent: position.percent().map(|percent| Share::of(percent, &[])),
            rating: rated.rating,
        }
    }
}
