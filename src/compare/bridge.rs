//! Bridges between two submissions: from one plan and forecast to the next in steps that add up exactly, year by
//! year. Each scheme is divided into steps once; every level above adds its schemes.

use super::matching::{Pair, SchemeShot};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::report::{BridgeYear, ForecastSteps, PlanSteps};
use std::collections::BTreeMap;
use std::ops::AddAssign;

type Year = Option<FinancialYear>;

/// The bridges of a subject, by year.
#[derive(Debug, Clone, Default)]
pub struct Bridges {
    years: BTreeMap<Year, Steps>,
    /// Whether anything is forecast in either submission.
    has_forecast: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Steps {
    plan: PlanSteps,
    forecast: ForecastSteps,
}

/// The reporting years that stand for amounts of which a submission does not say the year.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unnamed {
    pub from: Year,
    pub to: Year,
}

/// What a scheme adds to the levels that hold it.
#[derive(Debug, Clone, Default)]
pub struct OfScheme {
    /// Where it stays.
    pub stays: Bridges,
    /// The level that it moved from, and the one that it moved to.
    pub leaves: Bridges,
    pub enters: Bridges,
}

impl OfScheme {
    /// What moves with it, if it moves: the plan that crosses from level to level.
    pub fn crossing(&self) -> Money {
        self.enters.years.values().map(|steps| steps.plan.moved).sum()
    }
}

impl Bridges {
    pub fn add(&mut self, other: &Self) {
        for (year, steps) in &other.years {
            *self.years.entry(*year).or_default() += *steps;
        }
        self.has_forecast |= other.has_forecast;
    }

    /// Every year that moves anything or holds anything, in order.
    pub fn years(&self) -> Vec<BridgeYear> {
        self.years.iter().map(|(year, steps)| self.shown(*year, *steps)).collect()
    }

    /// All years together.
    pub fn total(&self) -> BridgeYear {
        let mut total = Steps::default();
        self.years.values().for_each(|steps| total += *steps);
        self.shown(None, total)
    }

    fn shown(&self, year: Year, steps: Steps) -> BridgeYear {
        BridgeYear { year, plan: steps.plan, forecast: self.has_forecast.then_some(steps.forecast) }
    }
}

impl AddAssign for Steps {
    fn add_assign(&mut self, other: Self) {
        let add = |to: &mut Money, own: Money| *to = *to + own;
        let (to, own) = (&mut self.plan, other.plan);
        add(&mut to.opening, own.opening);
        add(&mut to.re_based_up, own.re_based_up);
        add(&mut to.re_based_down, own.re_based_down);
        add(&mut to.new, own.new);
        add(&mut to.dropped, own.dropped);
        add(&mut to.re_profiled, own.re_profiled);
        add(&mut to.moved, own.moved);
        add(&mut to.closing, own.closing);
        let (to, own) = (&mut self.forecast, other.forecast);
        add(&mut to.opening, own.opening);
        add(&mut to.delivery, own.delivery);
        add(&mut to.changes, own.changes);
        add(&mut to.new, own.new);
        add(&mut to.dropped, own.dropped);
        add(&mut to.moved, own.moved);
        add(&mut to.closing, own.closing);
    }
}

/// Steps one behind the other: from the first opening to the last closing.
pub fn together<'b>(steps: impl Iterator<Item = &'b BridgeYear>) -> BridgeYear {
    let all: Vec<&BridgeYear> = steps.collect();
    let mut total = Steps::default();
    for own in &all {
        total += Steps { plan: own.plan, forecast: own.forecast.unwrap_or_default() };
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return BridgeYear::default() };
    (total.plan.opening, total.plan.closing) = (first.plan.opening, last.plan.closing);
    let known = |own: &BridgeYear| own.forecast.unwrap_or_default();
    (total.forecast.opening, total.forecast.closing) = (known(first).opening, known(last).closing);
    let has_forecast = all.iter().all(|own| own.forecast.is_some());
    BridgeYear { year: None, plan: total.plan, forecast: has_forecast.then_some(total.forecast) }
}

/// A year of a scheme: what it plans, and what it forecasts, its plan where it forecasts nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Amount {
    plan: Money,
    forecast: Money,
}

/// The years of a scheme in the total; `None` where it is not in it.
fn amounts(scheme: Option<SchemeShot>, unnamed: Year) -> (Option<BTreeMap<Year, Amount>>, bool) {
    let Some(scheme) = scheme.filter(SchemeShot::in_total) else { return (None, false) };
    let mut years: BTreeMap<Year, Amount> = BTreeMap::new();
    for line in scheme.years {
        let year = years.entry(line.year.or(unnamed)).or_default();
        year.plan = year.plan + line.plan.unwrap_or_default();
        year.forecast = year.forecast + line.forecast.or(line.plan).unwrap_or_default();
    }
    (Some(years), scheme.years.iter().any(|line| line.forecast.is_some()))
}

/// The steps of a scheme.
pub fn of_scheme(pair: Pair<SchemeShot>, unnamed: Unnamed) -> OfScheme {
    let ((from, forecast_before), (to, forecast_now)) =
        (amounts(pair.from, unnamed.from), amounts(pair.to, unnamed.to));
    let mut of = OfScheme::default();
    for part in [&mut of.stays, &mut of.leaves, &mut of.enters] {
        part.has_forecast = forecast_before || forecast_now;
    }
    match (from, to) {
        (Some(from), Some(to)) => both(&mut of, &from, &to, &deliveries(pair, unnamed)),
        (None, Some(to)) => {
            for (year, Amount { plan, forecast }) in to {
                let entered = Steps {
                    plan: PlanSteps { new: plan, closing: plan, ..PlanSteps::default() },
                    forecast: ForecastSteps { new: forecast, closing: forecast, ..ForecastSteps::default() },
                };
                of.stays.years.insert(year, entered);
                of.enters.years.insert(year, entered);
            }
        }
        (Some(from), None) => {
            for (year, Amount { plan, forecast }) in from {
                let left = Steps {
                    plan: PlanSteps { opening: plan, dropped: -plan, ..PlanSteps::default() },
                    forecast: ForecastSteps {
                        opening: forecast,
                        dropped: -forecast,
                        ..ForecastSteps::default()
                    },
                };
                of.stays.years.insert(year, left);
                of.leaves.years.insert(year, left);
            }
        }
        (None, None) => {}
    }
    of
}

/// By how much the variance to date changed, as far as it is reported, in the later of both reporting years. Of
/// an earlier year the other submission does not say how it ended.
fn deliveries(pair: Pair<SchemeShot>, unnamed: Unnamed) -> BTreeMap<Year, Money> {
    let of = |scheme: Option<SchemeShot>, unnamed: Year| {
        let line = scheme.and_then(|scheme| scheme.finance)?;
        Some((line.year.or(unnamed), line.reported_variance()))
    };
    let (Some((before, was)), Some((now, is))) = (of(pair.from, unnamed.from), of(pair.to, unnamed.to))
    else {
        return BTreeMap::new();
    };
    let latest = before.max(now);
    let at = |year: Year, variance: Money| if year == latest { variance } else { Money::ZERO };
    BTreeMap::from([(latest, at(now, is) - at(before, was))])
}

fn both(
    of: &mut OfScheme,
    from: &BTreeMap<Year, Amount>,
    to: &BTreeMap<Year, Amount>,
    deliveries: &BTreeMap<Year, Money>,
) {
    let mut years: Vec<Year> = from.keys().chain(to.keys()).copied().collect();
    years.extend(deliveries.iter().filter(|(_, amount)| !amount.is_zero()).map(|(year, _)| *year));
    years.sort_unstable();
    years.dedup();
    let at = |all: &BTreeMap<Year, Amount>, year: &Year| all.get(year).copied().unwrap_or_default();
    let changes: Vec<(Year, Amount, Amount)> =
        years.iter().map(|year| (*year, at(from, year), at(to, year))).collect();
    let plan: Vec<Money> = changes.iter().map(|(_, from, to)| to.plan - from.plan).collect();
    let forecast: Vec<Money> = changes.iter().map(|(_, from, to)| to.forecast - from.forecast).collect();
    let (plan_grows, forecast_grows) = (grows(&plan), grows(&forecast));
    for ((year, from, to), re_profiled) in changes.into_iter().zip(re_profiled(&plan)) {
        let delivery = deliveries.get(&year).copied().unwrap_or_default();
        let stays = stays(from, to, re_profiled, delivery);
        let (mut leaves, mut enters) = (Steps::default(), Steps::default());
        // what it gains it gains after the move, what it loses it loses before: so that a comparison the other
        // way round has the same steps with the other sign
        leaves.plan.opening = from.plan;
        enters.plan.closing = to.plan;
        let (changing, crossing) =
            if plan_grows { (&mut enters.plan, from.plan) } else { (&mut leaves.plan, to.plan) };
        changing.re_based_up = stays.plan.re_based_up;
        changing.re_based_down = stays.plan.re_based_down;
        changing.re_profiled = stays.plan.re_profiled;
        (leaves.plan.moved, enters.plan.moved) = (-crossing, crossing);
        leaves.forecast.opening = from.forecast;
        enters.forecast.closing = to.forecast;
        let (changing, crossing) = if forecast_grows {
            (&mut enters.forecast, from.forecast)
        } else {
            (&mut leaves.forecast, to.forecast)
        };
        changing.delivery = stays.forecast.delivery;
        changing.changes = stays.forecast.changes;
        (leaves.forecast.moved, enters.forecast.moved) = (-crossing, crossing);
        of.stays.years.insert(year, stays);
        of.leaves.years.insert(year, leaves);
        of.enters.years.insert(year, enters);
    }
}

fn stays(from: Amount, to: Amount, re_profiled: Money, delivery: Money) -> Steps {
    let re_based = to.plan - from.plan - re_profiled;
    let (up, down) = (re_based.max(Money::ZERO), re_based.min(Money::ZERO));
    Steps {
        plan: PlanSteps {
            opening: from.plan,
            re_based_up: up,
            re_based_down: down,
            re_profiled,
            closing: to.plan,
            ..PlanSteps::default()
        },
        forecast: ForecastSteps {
            opening: from.forecast,
            delivery,
            changes: to.forecast - from.forecast - delivery,
            closing: to.forecast,
            ..ForecastSteps::default()
        },
    }
}

/// Of the changes by year what is gained in one and lost in another, in the order of years.
fn re_profiled(changes: &[Money]) -> Vec<Money> {
    let gains: Money = changes.iter().copied().filter(|change| change.is_positive()).sum();
    let losses: Money = changes.iter().copied().filter(|change| change.is_negative()).sum();
    let most = gains.min(-losses);
    let (mut gained, mut lost) = (most, most);
    let mut part = |change: &Money| {
        let left = if change.is_positive() { &mut gained } else { &mut lost };
        let taken = change.abs().min(*left);
        *left = *left - taken;
        if change.is_positive() { taken } else { -taken }
    };
    changes.iter().map(&mut part).collect()
}

/// Whether it gains over all years together; where it does neither, whether it gains in the first year that
/// changes.
fn grows(changes: &[Money]) -> bool {
    let sum: Money = changes.iter().copied().sum();
    let first = || changes.iter().copied().find(|change| !change.is_zero()).unwrap_or_default();
    let decides = if sum.is_zero() { first() } else { sum };
    !decides.is_negative()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amounts: &[i64]) -> Vec<Money> {
        amounts.iter().map(|amount| Money::new((*amount).into())).collect()
    }

    #[test]
    fn what_is_gained_and_lost_is_re_profiled_in_the_order_of_years() {
        for (changes, expected) in [
            ([-100, 60, 40], [-100, 60, 40]),
            ([-100, 60, 0], [-60, 60, 0]),
            ([50, -30, 40], [30, -30, 0]),
            ([10, 20, 30], [0, 0, 0]),
        ] {
            assert_eq!(re_profiled(&money(&changes)), money(&expected), "{changes:?}");
        }
        assert!(grows(&money(&[-10, 20])) && !grows(&money(&[-20, 20])) && grows(&[]));
    }
}
