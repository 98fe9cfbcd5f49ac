//! What several expectations ask of years and of amounts: the years a plan must cover, a margin
//! around a yardstick, and sums that agree within rounding.

use crate::calendar::FinancialYear;
use crate::criteria::{Evidence, PlanView};
use crate::money::{Amount, Money, Percent};
use rust_decimal::Decimal;

/// The baseline and the forecast years to the horizon; `None` where policy and plan name none.
pub fn years(view: &PlanView) -> Option<(FinancialYear, Vec<FinancialYear>)> {
    let forecast: Vec<FinancialYear> = view.figures.forecast_years().collect();
    view.figures.baseline.filter(|_| !forecast.is_empty()).map(|baseline| (baseline, forecast))
}

/// The result where [`years`] has none.
pub fn no_years() -> Evidence {
    Evidence::unevidenced("neither the plan nor the policy names a baseline year and a later horizon")
}

/// Whether an amount lies within `tolerance` per cent of a yardstick, the bound included.
pub fn within(amount: Money, yardstick: Money, tolerance: Decimal) -> bool {
    difference(amount, yardstick)
        .map_or(amount == yardstick, |difference| !difference.compare(tolerance).is_gt())
}

/// How far an amount lies from a yardstick, without sign, as a percentage of the yardstick.
pub fn difference(amount: Money, yardstick: Money) -> Option<Percent> {
    Percent::of((amount - yardstick).abs(), yardstick.abs())
}

/// Whether parts sum to a stated total within rounding: half of the last digit printed for every
/// part and for the total, and never less than half a penny.
pub fn sums_to(parts: &[Amount], stated: Amount) -> bool {
    let sum: Money = parts.iter().map(|part| part.value).sum();
    let rounding: Money = parts.iter().chain([&stated]).map(|amount| amount.half_digit()).sum();
    let half_penny = Money::new(Decimal::new(5, 3));
    (sum - stated.value).abs() <= rounding.max(half_penny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::new(text.parse().unwrap())
    }

    #[test]
    fn the_margin_includes_its_bound() {
        let five = Decimal::from(5);
        assert!(within(money("105"), money("100"), five));
        assert!(within(money("95"), money("100"), five));
        assert!(!within(money("105.01"), money("100"), five));
        assert!(within(Money::ZERO, Money::ZERO, five));
        assert!(!within(money("0.01"), Money::ZERO, five));
    }

    #[test]
    fn sums_agree_within_half_a_digit_of_every_figure() {
        let thousands = |text: &str| Amount { value: money(text), last_digit: 3 };
        let parts = [thousands("1000"), thousands("1000")];
        assert!(sums_to(&parts, thousands("3000")));
        assert!(!sums_to(&parts, thousands("4000")));
        let pence = |text: &str| Amount { value: money(text), last_digit: -6 };
        assert!(sums_to(&[pence("1.004")], pence("1.008")));
    }
}
