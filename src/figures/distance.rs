//! How far the next colour of the 5% rule is, and what the rest of the year must deliver for a better
//! one: worked out once, worded by what would make it green and by `why`.

use super::{PlanFigures, Position, savings};
use crate::calendar::{Month, Period};
use crate::money::Money;
use crate::plan::{Measure, Scheme};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// A bound of the 5% rule in money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub key: Key,
    /// The colour of a smaller shortfall.
    pub better: Rating,
    /// The colour of this shortfall and of greater ones.
    pub worse: Rating,
    /// The actual that lies exactly on the bound, and so has the worse colour.
    pub actual: Money,
    /// Actual less that: not above nil is the worse side.
    pub distance: Money,
}

impl Bound {
    /// The bounds of a position, from green to red; none where nothing is planned.
    pub fn all(policy: &Policy, position: &Position) -> Vec<Self> {
        let all = [Self::green(policy, position), Self::amber(policy, position)];
        all.into_iter().filter(|_| !position.plan.is_zero()).collect()
    }

    /// The bound between green and amber.
    pub fn green(policy: &Policy, position: &Position) -> Self {
        Self::of(policy, position, Key::FinanceAmberFrom, [Rating::Green, Rating::Amber])
    }

    fn amber(policy: &Policy, position: &Position) -> Self {
        Self::of(policy, position, Key::FinanceRedFrom, [Rating::Amber, Rating::Red])
    }

    fn of(policy: &Policy, position: &Position, key: Key, [better, worse]: [Rating; 2]) -> Self {
        let actual = position.plan - position.plan.abs().percent(policy.number(key));
        Self { key, better, worse, actual, distance: position.actual - actual }
    }

    /// What is to be exceeded for the better colour.
    pub fn more_than(&self) -> Money {
        -self.distance
    }
}

/// The least amount above another: a penny more; never below nil.
pub fn above(amount: Money) -> Money {
    (amount + Money::new(Decimal::new(1, 2))).max(Money::ZERO)
}

/// What the rest of the year must deliver.
#[derive(Debug, Clone)]
pub struct Rest {
    pub next: Month,
    /// Its planned saving.
    pub next_plan: Money,
    pub months: usize,
    /// The planned saving of those months together.
    pub plan: Money,
    /// The best month so far, and its actual.
    pub best: Option<(Month, Money)>,
    /// What each better colour takes, the nearest first.
    pub needed: Vec<Needed>,
}

/// What a better colour takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    pub rating: Rating,
    /// What the next month must exceed, to have the colour then.
    pub next: Money,
    /// What the remaining months together must exceed, to have it at the end of the year.
    pub rest: Money,
    /// Whether that takes more than twice the best month so far in each of them.
    pub not_recoverable: bool,
}

impl Rest {
    /// The rest of the year for the sums of some schemes, from their months together; `None` where no
    /// month is planned or none is left.
    pub fn of<'s>(
        schemes: impl IntoIterator<Item = &'s Scheme>,
        figures: &PlanFigures,
        policy: &Policy,
        position: &Position,
    ) -> Option<Self> {
        let (as_at, year) = (figures.as_at.date?, figures.year?);
        let mut plan: BTreeMap<Month, Money> = BTreeMap::new();
        let mut actual: BTreeMap<Month, Money> = BTreeMap::new();
        for scheme in schemes {
            for (measure, sums) in [(Measure::Plan, &mut plan), (Measure::Actual, &mut actual)] {
                for point in savings::finest(scheme, measure, year) {
                    if let (Period::Month(month), Some(amount)) = (point.period, point.amount) {
                        let sum = sums.entry(month).or_default();
                        *sum = *sum + amount.value;
                    }
                }
            }
        }
        let remaining: Vec<Month> = year.months().filter(|month| month.end() > as_at).collect();
        let next = *remaining.first()?;
        if plan.is_empty() {
            return None;
        }
        let planned = |month: &Month| plan.get(month).copied().unwrap_or_default();
        let so_far = actual.into_iter().filter(|(month, _)| month.end() <= as_at);
        let mut rest = Self {
            next,
            next_plan: planned(&next),
            months: remaining.len(),
            plan: remaining.iter().map(planned).sum(),
            best: so_far.max_by_key(|(_, amount)| *amount),
            needed: Vec::new(),
        };
        let bounds = [Bound::amber, Bound::green];
        let short = bounds.into_iter().filter(|bound| !bound(policy, position).distance.is_positive());
        rest.needed = short
            .map(|bound| {
                let with = |planned: Money| Position { plan: position.plan + planned, ..*position };
                let at_end = bound(policy, &with(rest.plan));
                let least = rest.a_month(above(at_end.more_than()));
                Needed {
                    rating: at_end.better,
                    next: bound(policy, &with(rest.next_plan)).more_than(),
                    rest: at_end.more_than(),
                    not_recoverable: rest.best.is_some_and(|(_, best)| least > best + best),
                }
            })
            .collect();
        Some(rest)
    }

    /// The share of each remaining month in an amount, up to the next penny.
    pub fn a_month(&self, amount: Money) -> Money {
        let share = amount.decimal().checked_div(Decimal::from(self.months)).unwrap_or_default();
        Money::new(share.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    /// A better colour, what the next month and the rest must exceed for it, and whether they cannot.
    type Better = (Rating, [String; 2], bool);

    /// What the rest of 2011/12 takes, of months planned and what half of them delivered: the next month and what it
    /// plans, how many are left and what they plan, the best so far; then of each better colour what the next month
    /// and the rest must exceed.
    fn rest(planned: &[i64], actual: &[&str]) -> Option<(String, Vec<Better>)> {
        let plan = example().dated("2011-09-30").scheme("A", &[]).months("plan", planned);
        let plan = (1..).zip(actual).fold(plan, |plan, (month, amount)| {
            plan.saving("A", &format!("M{month} 2011-12"), "actual", amount)
        });
        let (plan, policy) = (plan.made(), Policy::default());
        let figures = PlanFigures::of(&plan, &policy, None);
        let rest = Rest::of(&plan.schemes, &figures, &policy, &figures.schemes[0].to_date)?;
        let Rest { next, next_plan, months, plan, best, needed } = rest;
        let best = best.map(|(month, amount)| format!("{month} {amount}")).unwrap_or_default();
        let needed = needed.iter().map(|own| {
            (own.rating, [own.next, own.rest].map(|amount| amount.to_string()), own.not_recoverable)
        });
        Some((format!("{next} {next_plan} of {months} {plan}, {best}"), needed.collect()))
    }

    #[test]
    fn the_rest_of_the_year_by_hand() {
        let texts = |amounts: [&str; 2]| amounts.map(str::to_owned);
        // 480 of 600 is on the bound of red: amber takes 80% of 700, then of 1200; green 95%
        assert_eq!(
            rest(&[100; 12], &["80", "80", "80", "80", "60", "100"]),
            Some((
                "2011-10 100 of 6 600, 2011-09 100".to_owned(),
                vec![
                    (Rating::Amber, texts(["80", "480"]), false),
                    (Rating::Green, texts(["185", "660"]), false),
                ],
            ))
        );
        // 80% of 780 less 208.02, and a penny, is 69.34 a month: exactly twice the best; 95% is more
        let late = [100, 100, 100, 100, 100, 100, 30, 30, 30, 30, 30, 30];
        let (_, needed) = rest(&late, &["34.67"; 6]).unwrap();
        assert_eq!(needed.iter().map(|own| own.2).collect::<Vec<_>>(), [false, true]);
        // what is ahead needs nothing, and without a month nothing is known
        assert_eq!(rest(&[100; 12], &["96"; 6]).unwrap().1, []);
        assert_eq!(rest(&[], &["96"; 6]), None);
        assert_eq!(above(Money::new(Decimal::from(-5))), Money::ZERO);
        assert_eq!(above(Money::new(Decimal::from(5))), Money::new(Decimal::new(501, 2)));
    }
}
