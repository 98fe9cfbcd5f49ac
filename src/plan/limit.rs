//! How far a departure may go, and how far short a thing is: a waiver given at 14% is none at 100%.

use crate::money::{Money, Percent, figure, parse_number};
use rust_decimal::Decimal;

/// The most that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// In pounds; as read, where the plan states no unit.
    Amount(Money),
    /// Of plan, or of the challenge.
    Percent(Decimal),
}

/// How far short of green a thing is; neither where nothing measures it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shortfall {
    /// In pounds; as read, where the plan states no unit.
    pub amount: Option<Money>,
    /// The same of plan, or of the challenge.
    pub percent: Option<Percent>,
}

impl Limit {
    /// Reads `14.1%` or an amount (`£412,000`, `412k`), never below nothing.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.ends_with('%') {
            let percent = parse_number(text).ok()??;
            return (!percent.is_sign_negative()).then_some(Self::Percent(percent));
        }
        let amount = figure(text, None)?.value;
        (!amount.is_negative()).then_some(Self::Amount(amount))
    }

    /// Whether a shortfall is within it; one that cannot be measured so is not.
    pub fn holds(self, short: &Shortfall) -> bool {
        match self {
            Self::Amount(most) => short.amount.is_some_and(|amount| amount <= most),
            Self::Percent(most) => short.percent.is_some_and(|percent| percent.compare(most).is_le()),
        }
    }
}

impl Shortfall {
    /// So much short of a whole.
    pub fn of(amount: Money, whole: Money) -> Self {
        Self { amount: Some(amount), percent: Percent::of(amount, whole) }
    }

    /// The worse of two.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        if other.amount > self.amount { other } else { self }
    }

    /// The limit that just holds it, as it is written: a percentage rounded up to a tenth, else the amount, rounded
    /// up to the pound where it is in pounds.
    pub fn limit(&self, in_pounds: bool) -> Option<String> {
        if let Some(percent) = self.percent {
            let tenth = Decimal::new(1, 1);
            let rounded = percent.rounded(1);
            let up = if percent.compare(rounded).is_gt() { rounded.saturating_add(tenth) } else { rounded };
            return Some(format!("{}%", up.normalize()));
        }
        let amount = self.amount?;
        Some(if in_pounds { format!("£{}", amount.decimal().ceil()) } else { amount.plain() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(pounds: i64) -> Money {
        Money::new(Decimal::from(pounds))
    }

    #[test]
    fn a_limit_is_an_amount_or_a_percentage() {
        assert_eq!(Limit::read("14.1%"), Some(Limit::Percent(Decimal::new(141, 1))));
        assert_eq!(Limit::read("£412k"), Some(Limit::Amount(pounds(412_000))));
        assert_eq!(Limit::read("412000"), Some(Limit::Amount(pounds(412_000))));
        assert_eq!(Limit::read("some"), None);
        assert_eq!(Limit::read("-5%"), None);
    }

    #[test]
    fn what_is_written_just_holds_what_it_is_written_of() {
        for (amount, whole, written) in [(1406, 10_000, "14.1%"), (14, 100, "14%"), (1, 3, "33.4%")] {
            let short = Shortfall::of(pounds(amount), pounds(whole));
            let limit = short.limit(true).unwrap();
            assert_eq!(limit, written);
            let limit = Limit::read(&limit).unwrap();
            assert!(limit.holds(&short));
            assert!(!limit.holds(&Shortfall::of(pounds(whole), pounds(whole))), "a waiver stops somewhere");
        }
        let without = Shortfall::of(pounds(5), Money::ZERO);
        assert_eq!(without.limit(true).as_deref(), Some("£5"));
        assert!(!Limit::Percent(Decimal::ONE_HUNDRED).holds(&without), "nothing to measure it by");
        assert_eq!(Shortfall::default().limit(true), None);
    }
}
