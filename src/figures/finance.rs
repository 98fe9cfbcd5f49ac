//! The 5% rule (NAO September 2011, Figure 13, financial progress): plan against actual, to date and
//! for the year, and the colour of the shortfall. The same rule at every level, on sums.

use crate::money::{Money, Percent};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use rust_decimal::Decimal;
use std::ops::Add;

/// Plan against actual (or forecast) over the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Planned saving; nil where none is known ([`Self::known_plan`]).
    pub plan: Money,
    /// Actual (or forecast) saving that is reported; nil where none is ([`Self::known_actual`]).
    pub actual: Money,
    /// Whether anything says what is planned.
    pub has_plan: bool,
    /// Whether an actual (or a forecast) is reported.
    pub has_actual: bool,
    /// Planned saving of the periods for which no actual is reported.
    pub unreported: Money,
    pub periods_unreported: u32,
    /// How many periods have an actual.
    pub periods_reported: u32,
    /// Whether actuals (or a forecast) are reported while no plan is given at all: `TBC`, a dash or a
    /// blank, not nil.
    pub unplanned: bool,
    /// Whether a cell it rests on could not be read.
    pub incomplete: bool,
}

impl Add for Position {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            plan: self.plan + other.plan,
            actual: self.actual + other.actual,
            has_plan: self.has_plan || other.has_plan,
            has_actual: self.has_actual || other.has_actual,
            unreported: self.unreported + other.unreported,
            periods_unreported: self.periods_unreported + other.periods_unreported,
            periods_reported: self.periods_reported + other.periods_reported,
            // a sum has a plan as soon as one of its parts has
            unplanned: (self.unplanned || self.is_empty())
                && (other.unplanned || other.is_empty())
                && (self.unplanned || other.unplanned),
            incomplete: self.incomplete || other.incomplete,
        }
    }
}

/// A colour under the 5% rule, and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    pub rating: Rating,
    /// The colours with what is unreported at nil and at plan, where something is unreported.
    pub missing: Option<(Rating, Rating)>,
    /// Whether it rests on a choice of this project rather than on the published rule (†).
    pub chosen: bool,
}

impl Rated {
    pub const NOT_APPLICABLE: Self = Self { rating: Rating::NotApplicable, missing: None, chosen: true };
}

impl Position {
    /// A position of which both sides are known.
    pub fn of(plan: Money, actual: Money) -> Self {
        Self { plan, actual, has_plan: true, has_actual: true, ..Self::default() }
    }

    /// The planned saving; `None` where nothing says what is planned.
    pub fn known_plan(&self) -> Option<Money> {
        self.has_plan.then_some(self.plan)
    }

    /// What is reported; `None` where nothing is.
    pub fn known_actual(&self) -> Option<Money> {
        self.has_actual.then_some(self.actual)
    }

    /// Actual less plan, negative is a shortfall; `None` where either is not known.
    pub fn variance(&self) -> Option<Money> {
        Some(self.known_actual()? - self.known_plan()?)
    }

    /// The variance of what is reported alone: the plan of the rest is [`Self::unreported`]. `None` where
    /// nothing is reported, and where nothing says what was planned.
    pub fn reported_variance(&self) -> Option<Money> {
        Some(self.variance()? + self.unreported)
    }

    /// Variance as a percentage of the plan's magnitude; `None` where the plan is nil, or either is not
    /// known.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.variance()?, self.plan.abs())
    }

    /// Actual (or forecast) as a percentage of the plan, what a pound planned yields; `None` likewise.
    pub fn yields(&self) -> Option<Percent> {
        Percent::of(self.known_actual()?, self.known_plan()?)
    }

    /// Whether what is reported is amber or red.
    pub fn is_behind(&self, policy: &Policy) -> bool {
        matches!(colour(policy, self.plan, self.actual), Rating::Amber | Rating::Red)
    }

    /// The percentage with one decimal, with more where it would seem to lie on a bound.
    pub fn shown_percent(&self, policy: &Policy) -> Option<String> {
        self.percent().map(|percent| percent.show(1, &bounds(policy)))
    }

    /// Whether there is anything to rate: a plan, or an actual.
    pub fn is_empty(&self) -> bool {
        self.plan.is_zero() && self.actual.is_zero() && self.unreported.is_zero()
    }

    /// The colour under the policy. What is unreported is rated at nil and at plan: the same colour
    /// stands, else it is grey.
    pub fn rate(&self, policy: &Policy) -> Rated {
        let as_reported = colour(policy, self.plan, self.actual);
        if self.incomplete || self.unplanned {
            return Rated { rating: Rating::Grey, missing: None, chosen: true };
        }
        if self.periods_unreported == 0 {
            return Rated { rating: as_reported, missing: None, chosen: self.plan.is_zero() };
        }
        let at_plan = colour(policy, self.plan, self.actual + self.unreported);
        let holds = as_reported == at_plan && (self.periods_reported > 0 || self.plan.is_zero());
        Rated {
            rating: if holds { as_reported } else { Rating::Grey },
            missing: Some((as_reported, at_plan)),
            chosen: true,
        }
    }
}

/// The settings of the rule: amber from, red from.
pub const BOUNDS: [Key; 2] = [Key::FinanceAmberFrom, Key::FinanceRedFrom];

/// Their values in per cent.
pub fn bounds(policy: &Policy) -> [Decimal; 2] {
    BOUNDS.map(|key| policy.number(key))
}

/// The colour of finance: to date, and with policy `forecast_rates` the worse of that and the year's.
pub fn with_forecast(policy: &Policy, to_date: Rating, year: Option<Position>) -> Rating {
    match year {
        Some(year) if policy.flag(Key::ForecastRates) => to_date.worse(year.rate(policy).rating),
        _ => to_date,
    }
}

/// The rule itself, by cross-multiplication: shortfall is plan − actual over the plan's magnitude.
pub fn colour(policy: &Policy, plan: Money, actual: Money) -> Rating {
    let Some(shortfall) = Percent::of(plan - actual, plan.abs()) else {
        return match (actual.is_positive(), actual.is_negative()) {
            (true, _) => Rating::Green,
            (_, true) => Rating::Red,
            _ => Rating::NotApplicable,
        };
    };
    let [amber, red] = bounds(policy);
    if shortfall.under(amber) {
        Rating::Green
    } else if shortfall.under(red) {
        Rating::Amber
    } else {
        Rating::Red
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::new(text.parse::<Decimal>().unwrap())
    }

    #[test]
    fn costs_and_plans_of_nil_are_rated_too() {
        let policy = Policy::default();
        let rate = |plan: &str, actual: &str| colour(&policy, money(plan), money(actual));
        assert_eq!(rate("127", "549"), Rating::Green, "ahead");
        assert_eq!(rate("-100", "-104.99"), Rating::Green, "a planned cost overrun by under 5%");
        assert_eq!(rate("-100", "-105"), Rating::Amber);
        assert_eq!(rate("0", "1"), Rating::Green);
        assert_eq!(rate("0", "-1"), Rating::Red);
        assert_eq!(rate("0", "0"), Rating::NotApplicable);
    }

    /// A plan and an actual of which so much of the plan is unreported, in so many periods, beside those reported.
    fn position(plan: &str, actual: &str, unreported: &str, periods: [u32; 2]) -> Position {
        let [periods_unreported, periods_reported] = periods;
        let unreported = money(unreported);
        Position {
            unreported,
            periods_unreported,
            periods_reported,
            ..Position::of(money(plan), money(actual))
        }
    }

    #[test]
    fn what_is_missing_is_rated_at_nil_and_at_plan() {
        let policy = Policy::default();
        let (green, red) = (Rating::Green, Rating::Red);
        for (own, rating, missing) in [
            (position("100", "96", "0", [0, 6]), green, None),
            (position("100", "60", "40", [2, 4]), Rating::Grey, Some((red, green))),
            (position("100", "97", "2", [1, 5]), green, Some((green, green))),
            (position("100", "10", "20", [1, 5]), red, Some((red, red))),
            // a plan without any actual is grey, of a cost too
            (position("-100", "0", "-100", [6, 0]), Rating::Grey, Some((green, green))),
            (
                position("0", "0", "0", [6, 0]),
                Rating::NotApplicable,
                Some((Rating::NotApplicable, Rating::NotApplicable)),
            ),
        ] {
            let rated = own.rate(&policy);
            assert_eq!((rated.rating, rated.missing), (rating, missing), "{own:?}");
            assert_eq!(rated.chosen, missing.is_some(), "{own:?}");
        }
        for unknown in [
            Position { incomplete: true, ..position("100", "96", "0", [0, 6]) },
            Position { unplanned: true, has_plan: false, ..position("0", "96", "0", [0, 6]) },
        ] {
            assert_eq!((unknown.rate(&policy).rating, unknown.rate(&policy).missing), (Rating::Grey, None));
        }
    }

    #[test]
    fn a_sum_is_known_where_a_part_is_and_has_a_plan_where_a_part_has() {
        let sum = position("100", "60", "30", [2, 4]) + position("10", "5", "3", [3, 3]);
        assert_eq!(sum, position("110", "65", "33", [5, 7]));
        assert_eq!((sum.variance(), sum.reported_variance()), (Some(money("-45")), Some(money("-12"))));
        let said = |percent: Option<Percent>| percent.map(|own| own.show(1, &[]));
        assert_eq!(said(sum.yields()).as_deref(), Some("59.1"));
        assert_eq!(said(sum.percent()).as_deref(), Some("-40.9"));
        let planned = Position { plan: money("7"), has_plan: true, ..Position::default() };
        let unplanned =
            Position { actual: money("7"), has_actual: true, unplanned: true, ..Position::default() };
        let incomplete = Position { incomplete: true, ..Position::default() };
        let nothing = Position::default();
        for (one, other, expected) in [
            (unplanned, unplanned, true),
            (unplanned, nothing, true),
            (unplanned, planned, false),
            (planned, nothing, false),
            (nothing, nothing, false),
        ] {
            for sum in [one + other, other + one] {
                assert_eq!(sum.unplanned, expected, "{one:?} {other:?}");
                assert_eq!(sum.has_plan, one.has_plan || other.has_plan);
                assert_eq!(sum.has_actual, one.has_actual || other.has_actual);
            }
            assert!((one + incomplete).incomplete && (incomplete + other).incomplete);
        }
        assert!(nothing.is_empty() && incomplete.is_empty());
        let one = money("1");
        for own in [
            Position { plan: one, ..nothing },
            Position { actual: one, ..nothing },
            Position { unreported: one, ..nothing },
        ] {
            assert!(!own.is_empty(), "{own:?}");
        }
    }
}
