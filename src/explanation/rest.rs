//! What the rest of the year must deliver for a better colour.

use super::{Member, on_the_bound};
use crate::calendar::{Month, Period};
use crate::figures::{PlanFigures, Position, savings};
use crate::money::Money;
use crate::plan::Measure;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// What the rest of the year must deliver.
#[derive(Debug, Clone)]
pub struct Rest {
    /// The next month.
    pub next: Month,
    /// Its planned saving.
    pub next_plan: Money,
    /// How many months are left.
    pub months: usize,
    /// The planned saving of those months together.
    pub plan: Money,
    /// The best month so far, and its actual.
    pub best: Option<(Month, Money)>,
    /// What each better colour takes, the nearest first.
    pub needed: Vec<Needed>,
}

/// What a better colour takes: more than these amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// The colour.
    pub rating: Rating,
    /// In the next month, to have the colour then.
    pub next: Money,
    /// In each remaining month, rounded up to the penny, to have it at the end of the year.
    pub each: Money,
    /// Whether that is above twice the best month so far.
    pub not_recoverable: bool,
}

/// Works it out from the months of the schemes together; `None` without months, or at the year's end.
pub(super) fn of(
    members: &[Member],
    figures: &PlanFigures,
    policy: &Policy,
    position: &Position,
) -> Option<Rest> {
    let (as_at, year) = (figures.as_at.date?, figures.year?);
    let mut plan: BTreeMap<Month, Money> = BTreeMap::new();
    let mut actual: BTreeMap<Month, Money> = BTreeMap::new();
    for member in members {
        for (measure, sums) in [(Measure::Plan, &mut plan), (Measure::Actual, &mut actual)] {
            for point in savings::finest(member.scheme, measure, year) {
                if let (Period::Month(month), Some(amount)) = (point.period, point.amount) {
                    let sum = sums.entry(month).or_default();
                    *sum = *sum + amount.value;
                }
            }
        }
    }
    let remaining: Vec<Month> = year.months().filter(|month| month.end() > as_at).collect();
    let next = *remaining.first()?;
    if plan.is_empty() || position.plan.is_zero() {
        return None;
    }
    let planned = |month: &Month| plan.get(month).copied().unwrap_or_default();
    let (next_plan, rest) = (planned(&next), remaining.iter().map(planned).sum::<Money>());
    let reported = actual.into_iter().filter(|(month, _)| month.end() <= as_at);
    let best = reported.max_by_key(|(_, amount)| *amount);
    let needed = [(Key::FinanceRedFrom, Rating::Amber), (Key::FinanceAmberFrom, Rating::Green)]
        .into_iter()
        .filter(|(key, _)| on_the_bound(policy, *key, position.plan) >= position.actual)
        .map(|(key, rating)| {
            let more = |planned: Money| on_the_bound(policy, key, position.plan + planned) - position.actual;
            let each = per_month(more(rest), remaining.len());
            let most = best.map_or(Money::ZERO, |(_, amount)| amount + amount);
            Needed { rating, next: more(next_plan), each, not_recoverable: each > most }
        })
        .collect();
    Some(Rest { next, next_plan, months: remaining.len(), plan: rest, best, needed })
}

fn per_month(amount: Money, months: usize) -> Money {
    let share = amount.decimal().checked_div(Decimal::from(months)).unwrap_or_default();
    Money::new(share.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity))
}
