//! Sums done once: positions to date and for the year, phasing, the reporting date, headroom.
//! Everything is exact, and every sum can name the cells it came from.

use crate::calendar::{Date, FinancialYear};
use crate::money::Money;
use crate::plan::fields::{plan as columns, schemes};
use crate::plan::{Plan, Scheme, Submission};
use crate::policy::{Key, Policy};

pub mod as_at;
pub mod basis;
pub mod by_period;
pub mod contribution;
pub mod distance;
pub mod finance;
mod finest;
pub mod folding;
pub mod forecast;
pub mod headroom;
pub mod hierarchy;
pub mod identified;
pub mod months;
pub mod pipeline;
pub mod recurrence;
pub mod rolled;
pub mod savings;
pub mod sums;
pub mod workforce;
pub mod xmr;
pub mod years;

pub use as_at::{AsAt, AsAtBasis};
pub use basis::Basis;
pub use finance::{Position, Rated};
pub use headroom::{Headroom, HeadroomLine};
pub use hierarchy::Bodies;
use hierarchy::Lacking;
pub use rolled::Rolled;
pub use sums::{Summed, Sums};

/// The figures of everything submitted.
#[derive(Debug, Clone)]
pub struct Figures {
    /// By plan, in the order of [`Submission::plans`].
    pub plans: Vec<PlanFigures>,
    /// The date given, else the latest that every organisation with actuals has reached.
    pub common_as_at: Option<Date>,
    /// Who reports to whom.
    pub bodies: Bodies,
    /// The figures of those plans at that date that stand at another.
    at_common: Vec<Option<PlanFigures>>,
}

/// The figures of one organisation.
#[derive(Debug, Clone)]
pub struct PlanFigures {
    /// The reporting date and where it was taken from.
    pub as_at: AsAt,
    /// The year before the plan's first.
    pub baseline: Option<FinancialYear>,
    /// The plan's last year.
    pub horizon: Option<FinancialYear>,
    /// The current year of the organisation: that of the reporting date, else the first with savings.
    pub year: Option<FinancialYear>,
    /// By scheme, in the order of [`Plan::schemes`].
    pub schemes: Vec<SchemeFigures>,
    /// Challenge and headroom; of a region with that of its members.
    pub headroom: Headroom,
    /// A region's own, without its members'; `None` of any other.
    alone: Option<Headroom>,
}

#[derive(Debug, Clone)]
pub struct SchemeFigures {
    /// The day on which it starts; `None` where nothing says so: it has started.
    pub starts: Option<Date>,
    /// Whether it has started: its day has come, or it reports an actual.
    pub started: bool,
    /// Whether its progress is judged: the plan is being delivered and the scheme has started.
    pub under_way: bool,
    /// Its own current year: the organisation's, or its first with savings where it has not started.
    pub year: Option<FinancialYear>,
    /// The organisation's current year, which its position to date and for the year are for.
    pub reporting_year: Option<FinancialYear>,
    /// The reporting date of the organisation.
    pub as_at: Option<Date>,
    /// Plan against actual, year to date.
    pub to_date: Position,
    /// Plan against forecast for the year; `None` where no forecast is given.
    pub full_year: Option<Position>,
    /// Planned saving of the year; `None` where nothing says what is planned.
    pub plan_year: Option<Money>,
    /// Whether a cell of that could not be read.
    pub plan_incomplete: bool,
    /// Planned savings over all years.
    pub planned: Money,
    /// Whether a cell of those could not be read.
    pub planned_incomplete: bool,
    /// Whether any planned saving is stated.
    pub planned_stated: bool,
}

impl SchemeFigures {
    /// The colour of its position to date; not applicable before it is under way.
    pub fn rated(&self, policy: &Policy) -> Rated {
        if self.under_way { self.to_date.rate(policy) } else { Rated::NOT_APPLICABLE }
    }

    /// Whether something that its positions rest on could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.to_date.incomplete || self.year_in_sums().incomplete
    }

    /// The position of the year as it enters the sums of a level: without a forecast, the plan.
    pub fn year_in_sums(&self) -> Position {
        let at_plan = || self.plan_year.map_or_else(Position::default, |plan| Position::of(plan, plan));
        self.full_year.unwrap_or_else(|| Position { incomplete: self.plan_incomplete, ..at_plan() })
    }
}

impl Figures {
    /// Works out the figures. `as_at` is the date given on the command line.
    pub fn of(submission: &Submission, policy: &Policy, as_at: Option<Date>) -> Self {
        let plans: Vec<PlanFigures> =
            submission.plans.iter().map(|plan| PlanFigures::of(plan, policy, as_at)).collect();
        let latest_common =
            || plans.iter().filter(|figures| figures.as_at.reports()).filter_map(|f| f.as_at.date).min();
        let stated = || {
            let with_schemes =
                submission.plans.iter().zip(&plans).filter(|(plan, _)| !plan.schemes.is_empty());
            let mut dates = with_schemes.map(|(_, own)| own.as_at.date);
            let first = dates.next().flatten()?;
            dates.all(|date| date == Some(first)).then_some(first)
        };
        let common_as_at = as_at.or_else(latest_common).or_else(stated);
        let at_common = submission.plans.iter().zip(&plans).map(|(plan, own)| {
            let differs = own.as_at.reports() && own.as_at.date != common_as_at;
            differs.then(|| PlanFigures::of(plan, policy, common_as_at))
        });
        let at_common = at_common.collect();
        let bodies = Bodies::of(submission);
        let mut figures = Self { plans, common_as_at, bodies, at_common };
        let lacking = Lacking::of(submission, &figures.bodies);
        let leading = figures.bodies.leading().filter_map(|(at, body)| {
            Some((body.plan?, hierarchy::headroom_of(at, (submission, &figures), &lacking, policy)))
        });
        for (at, headroom) in leading.collect::<Vec<_>>() {
            if let Some(region) = figures.plans.get_mut(at) {
                region.alone = Some(std::mem::replace(&mut region.headroom, headroom));
            }
        }
        figures
    }

    /// The figures of a plan at the month that all have reached.
    pub fn at_common(&self, at: usize) -> Option<&PlanFigures> {
        self.at_common.get(at).and_then(Option::as_ref).or_else(|| self.plans.get(at))
    }
}

impl PlanFigures {
    /// Works out the figures of one plan.
    pub fn of(plan: &Plan, policy: &Policy, given: Option<Date>) -> Self {
        let as_at = AsAt::of(plan, given);
        let baseline = policy.year(Key::BaselineYear).or_else(|| plan.row.year(columns::BASELINE_YEAR));
        let horizon = policy.year(Key::HorizonYear).or_else(|| plan.row.year(columns::HORIZON_YEAR));
        let first_year = savings::first_year(plan);
        let reporting_year = as_at.reporting_year(plan).or(plan.titled_year);
        let year =
            if plan.planning() { first_year.or(reporting_year) } else { reporting_year.or(first_year) };
        let schemes: Vec<SchemeFigures> =
            plan.schemes.iter().map(|scheme| SchemeFigures::of(scheme, plan, as_at.date, year)).collect();
        let headroom = Headroom::of(plan, policy, &schemes, baseline, as_at.date);
        Self { as_at, baseline, horizon, year, schemes, headroom, alone: None }
    }

    /// The headroom of its own plan, without its members'.
    pub fn headroom_alone(&self) -> &Headroom {
        self.alone.as_ref().unwrap_or(&self.headroom)
    }

    /// The forecast years: after the baseline, to the horizon.
    pub fn forecast_years(&self) -> impl Iterator<Item = FinancialYear> + use<> {
        let years = self.baseline.zip(self.horizon);
        years.into_iter().flat_map(|(baseline, horizon)| baseline.plus(1).to(horizon))
    }
}

impl SchemeFigures {
    pub fn of(scheme: &Scheme, plan: &Plan, as_at: Option<Date>, year: Option<FinancialYear>) -> Self {
        let first = savings::years(scheme).next();
        let reporting_year = year.or(first);
        let basis = Basis::to_date(scheme, reporting_year, as_at);
        let to_date = basis.position();
        let of_year = Basis::year(scheme, reporting_year, as_at);
        let starts = scheme.row.date(schemes::STARTS).or_else(|| savings::first_saving(scheme));
        let reports = basis.actual.iter().any(|cell| cell.amount.is_some_and(|own| !own.value.is_zero()));
        let started = reports || starts.zip(as_at).is_none_or(|(starts, as_at)| starts <= as_at);
        let position = of_year.position();
        let (planned, planned_stated) = savings::planned_total(scheme, reporting_year);
        Self {
            starts,
            started,
            under_way: started && !plan.planning(),
            year: if started { reporting_year } else { first.or(year) },
            reporting_year,
            as_at,
            to_date,
            full_year: Some(position).filter(|_| of_year.is_given),
            plan_year: position.known_plan(),
            plan_incomplete: scheme.lost || of_year.plan.iter().any(|cell| cell.amount.is_none()),
            planned,
            planned_incomplete: scheme.has_lost_plans(),
            planned_stated,
        }
    }
}
