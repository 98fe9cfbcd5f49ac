//! What one scheme brings to the headroom of a year: its plan, its forecast, what is delivered, and the
//! weight at which what is outstanding counts.

use super::{SchemeFigures, savings};
use crate::calendar::{Date, FinancialYear};
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::fields::words::{Maturity, Stage};
use crate::plan::{Measure, Point, Scheme};
use crate::policy::choices::RiskWeights;
use crate::policy::{Key, Policy};
use crate::rating::Rating;

/// What one scheme contributes to a year on each basis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Its planned saving; of a closed scheme what it delivered and what it still states as forecast.
    pub plan: Money,
    /// The planned saving of a closed scheme that no longer counts.
    pub given_up: Money,
    /// Its forecast; its plan where the year has none.
    pub forecast: Money,
    pub has_forecast: bool,
    pub delivered: Money,
    /// What is outstanding: the lesser of plan and forecast, less what is delivered; never below nil.
    pub outstanding: Money,
    /// The outstanding amount at its weight.
    pub weighted: Money,
    /// The weight, as a setting of the policy.
    pub weight: Key,
    pub reason: Reason,
}

/// Why what is outstanding counts at a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The worse finance rating of to-date and forecast.
    Finance(Rating),
    /// The stage: the scheme has not started.
    NotStarted,
    /// The stage: nothing is rated yet.
    NotRated,
    /// The stage: the policy weighs all by stage.
    Policy,
    /// The maturity: the policy weighs all by it.
    Maturity,
}

impl Contribution {
    /// The contribution of a scheme to a year for which it plans a saving.
    pub fn of(
        scheme: &Scheme,
        figures: &SchemeFigures,
        year: FinancialYear,
        plan: Money,
        policy: &Policy,
        as_at: Option<Date>,
    ) -> Self {
        let by = policy.choice(Key::RiskWeights).unwrap_or(RiskWeights::Rating);
        Self::weighed_by(by, scheme, figures, year, plan, policy, as_at)
    }

    /// The same with other weights than the policy's.
    #[allow(clippy::too_many_arguments, reason = "what a contribution is of, and the weights")]
    pub fn weighed_by(
        by: RiskWeights,
        scheme: &Scheme,
        figures: &SchemeFigures,
        year: FinancialYear,
        plan: Money,
        policy: &Policy,
        as_at: Option<Date>,
    ) -> Self {
        let in_year = |measure| savings::in_year(scheme, measure, year);
        Self::given(by, (scheme, figures), year, plan, policy, as_at, in_year)
    }

    /// The same, where it is known what a measure gives of the year.
    pub(super) fn given(
        by: RiskWeights,
        (scheme, figures): (&Scheme, &SchemeFigures),
        year: FinancialYear,
        plan: Money,
        policy: &Policy,
        as_at: Option<Date>,
        in_year: impl Fn(Measure) -> Option<Money>,
    ) -> Self {
        let current = figures.reporting_year == Some(year);
        let given = match figures.full_year {
            Some(position) if current => Some(position.actual),
            _ => in_year(Measure::Forecast),
        };
        let forecast = given.unwrap_or(plan);
        let past = as_at.is_some_and(|as_at| year.end() <= as_at);
        let delivered = if current {
            figures.to_date.actual
        } else if past {
            in_year(Measure::Actual).unwrap_or_default()
        } else {
            Money::ZERO
        };
        let closed = (scheme.stage() == Some(Stage::Closed)).then(|| {
            let after = forecast_after(scheme, figures, year, as_at);
            delivered + after.unwrap_or_default()
        });
        // closing a scheme raises no basis: what it hopes for beyond its plan or forecast is not counted
        let most = |open: Money| closed.map_or(open, |counted| counted.min(open.max(delivered)));
        let given_up = if closed.is_some() { (plan - most(plan)).max(Money::ZERO) } else { Money::ZERO };
        let (plan, forecast) = (most(plan), most(forecast));
        let outstanding = (plan.min(forecast) - delivered).max(Money::ZERO);
        let (weight, reason) = risk_weight(by, scheme, figures, policy);
        let weighted = outstanding.percent(policy.number(weight));
        let has_forecast = given.is_some();
        Self { plan, given_up, forecast, has_forecast, delivered, outstanding, weighted, weight, reason }
    }

    /// What is delivered, and the rest at its weight.
    pub fn risk_adjusted(&self) -> Money {
        self.delivered + self.weighted
    }
}

/// What a scheme states as forecast of a year beyond what is delivered of it; `None` where it states none.
fn forecast_after(
    scheme: &Scheme,
    figures: &SchemeFigures,
    year: FinancialYear,
    as_at: Option<Date>,
) -> Option<Money> {
    let has_ended = |point: &Point| as_at.is_some_and(|as_at| point.period.has_ended(as_at));
    let mut rest = savings::finest(scheme, Measure::Forecast, year)
        .filter(|point| !has_ended(point))
        .filter_map(|point| point.amount)
        .peekable();
    if rest.peek().is_some() {
        return Some(rest.map(|amount| amount.value).sum());
    }
    let of_year =
        scheme.row.money(schemes::FORECAST_YEAR).filter(|_| figures.reporting_year == Some(year))?;
    Some((of_year - figures.to_date.actual).max(Money::ZERO))
}

/// The weight of a maturity; a blank one is no surer than a plan in progress.
fn by_maturity(scheme: &Scheme) -> Key {
    match scheme.row.word(schemes::MATURITY) {
        Some(Maturity::FullyDeveloped) => Key::WeightFullyDeveloped,
        Some(Maturity::InProgress) | None => Key::WeightInProgress,
        Some(Maturity::Opportunity) => Key::WeightOpportunity,
        Some(Maturity::Unidentified) => Key::WeightUnidentified,
    }
}

/// The weight of what is not yet delivered: by the worse of the two finance ratings once the scheme
/// is under way, else (or under policy `risk_weights = "stage"`) by its stage; under `maturity` by that.
fn risk_weight(by: RiskWeights, scheme: &Scheme, figures: &SchemeFigures, policy: &Policy) -> (Key, Reason) {
    let by_stage = match scheme.stage() {
        Some(Stage::Delivering | Stage::Delivered) => Key::WeightDelivering,
        Some(Stage::Approved) => Key::WeightApproved,
        // a scheme that is given up is no surer than one that is only scoped
        Some(Stage::Scoped | Stage::Closed) => Key::WeightScoped,
        Some(Stage::Idea) => Key::WeightIdea,
        _ => Key::WeightPlanned,
    };
    match by {
        RiskWeights::Stage => return (by_stage, Reason::Policy),
        RiskWeights::Maturity => return (by_maturity(scheme), Reason::Maturity),
        RiskWeights::Rating => {}
    }
    if !figures.under_way {
        return (by_stage, Reason::NotStarted);
    }
    let to_date = figures.rated(policy).rating;
    let full_year = figures.full_year.map_or(Rating::NotApplicable, |year| year.rate(policy).rating);
    let worse = to_date.worse(full_year);
    match worse {
        Rating::Green => (Key::WeightGreen, Reason::Finance(worse)),
        Rating::Amber => (Key::WeightAmber, Reason::Finance(worse)),
        Rating::Red | Rating::Grey => (Key::WeightRed, Reason::Finance(worse)),
        Rating::NotApplicable => (by_stage, Reason::NotRated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::PlanFigures;
    use crate::plan::example::example;

    /// Of a scheme that is given up what is delivered counts, and what is forecast of the months that are left.
    #[test]
    fn a_closed_scheme_counts_what_it_made_and_what_is_forecast_of_the_rest() {
        let forecast = [[10; 6], [60; 6]].concat();
        let plan = example()
            .dated("2011-09-30")
            .scheme("S", &[("stage", "closed")])
            .months("plan", &[100; 12])
            .months("actual", &[100; 6])
            .months("forecast", &forecast)
            .made();
        let (policy, of_plan) = (Policy::default(), Money::new(1200.into()));
        let figures = PlanFigures::of(&plan, &policy, None);
        let (year, as_at) = (figures.year.unwrap(), figures.as_at.date);
        let own = Contribution::of(&plan.schemes[0], &figures.schemes[0], year, of_plan, &policy, as_at);
        let said = [own.delivered, own.plan, own.given_up].map(Money::plain);
        assert_eq!(said, ["600", "960", "240"]);
    }

    /// Of a year that is over what was made of it is delivered, of one to come nothing is.
    #[test]
    fn another_year_is_delivered_once_it_is_over() {
        let plan = example().dated("2012-03-31").scheme("S", &[]).planned(&[
            ("2010/11", "100"),
            ("2011/12", "100"),
            ("2012/13", "100"),
        ]);
        let plan = plan.saving("S", "2010/11", "actual", "70").saving("S", "2012/13", "actual", "30");
        let (plan, policy) = (plan.made(), Policy::default());
        let figures = PlanFigures::of(&plan, &policy, None);
        let delivered = |year| {
            let year = crate::calendar::parse_year(year).unwrap();
            let of_plan = Money::new(100.into());
            let as_at = figures.as_at.date;
            Contribution::of(&plan.schemes[0], &figures.schemes[0], year, of_plan, &policy, as_at).delivered
        };
        assert_eq!(["2010/11", "2012/13"].map(|year| delivered(year).plain()), ["70", "0"]);
    }
}
