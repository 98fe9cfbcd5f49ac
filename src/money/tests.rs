use super::*;
use proptest::prelude::*;

fn money(text: &str) -> Money {
    Money::new(text.parse().unwrap())
}

#[test]
fn units_are_read_and_written_as_people_write_them() {
    let units = [
        (Unit::Pounds, 0, "£", ["£", "(£)", "GBP", "pounds"]),
        (Unit::Thousands, 3, "£k", ["£000", "£'000s", "k", "Thousands"]),
        (Unit::Millions, 6, "£m", ["£m", "mn", "£ million", "(£m)"]),
        (Unit::Billions, 9, "£bn", ["£bn", "b", "billion", "Billions"]),
    ];
    for (unit, exponent, label, written) in units {
        assert_eq!((unit.exponent(), unit.label()), (exponent, label));
        written.iter().for_each(|text| assert_eq!(Unit::parse(text), Some(unit), "{text}"));
    }
    ["", "()", "stone", "£ stone"].iter().for_each(|text| assert_eq!(Unit::parse(text), None, "{text}"));
}

#[test]
fn amounts_are_reckoned_with() {
    let amount = money("-6200000");
    assert_eq!(amount.in_unit(Some(Unit::Millions)), money("-6.2"));
    assert_eq!(amount.in_unit(None), amount);
    assert_eq!((amount.decimals(Unit::Millions), amount.decimals(Unit::Thousands)), (1, 0));
    assert_eq!((amount.abs(), -amount, -Money::ZERO), (money("6200000"), money("6200000"), Money::ZERO));
    assert_eq!((amount - money("0.05"), amount.times(3)), (money("-6200000.05"), money("-18600000")));
    assert_eq!(amount.percent(Decimal::new(25, 1)), money("-155000"));
    assert_eq!(money("10").per(Decimal::from(3)), Some(money("3.33")));
    assert_eq!(money("10").per(Decimal::ZERO), None);
    assert_eq!([Money::ZERO, money("7"), money("99.5"), money("-100.25")].map(Money::digits), [1, 1, 3, 5]);
    let signs = [("-0.01", [true, false]), ("0", [false, false]), ("0.01", [false, true])];
    for (text, signs) in signs {
        assert_eq!([money(text).is_negative(), money(text).is_positive()], signs, "{text}");
    }
}

#[test]
fn whole_hundredths_are_amounts() {
    for (hundredths, text) in [(123_456, "1234.56"), (-120, "-1.2"), (1_200, "12"), (5, "0.05"), (0, "0")] {
        assert_eq!(Money::of_hundredths(hundredths).plain(), text);
        assert_eq!(Money::of_sum(hundredths.into(), 0), Some(money(text)));
        assert_eq!(Money::of_sum(hundredths.into(), 3), Some(Money::new(money(text).0 * power_of_ten(3))));
    }
    let wide = Money::of_sum(i128::from(i64::MAX) * 100, 6);
    assert_eq!(wide, Some(money("9223372036854775807000000")));
    assert_eq!((Money::of_sum(i128::MAX, 9), Money::of_sum(1, -1)), (None, None));
}

#[test]
fn a_last_digit_can_hide_half_of_itself() {
    for (last_digit, half) in [(0, "0.5"), (-2, "0.005"), (1, "5"), (3, "500"), (6, "500000")] {
        assert_eq!(Amount { value: money("900"), last_digit }.half_digit(), money(half), "{last_digit}");
    }
}

#[test]
fn rounding_is_half_away_from_zero() {
    assert_eq!(round("0.25".parse().unwrap(), 1).to_string(), "0.3");
    assert_eq!(round("-0.25".parse().unwrap(), 1).to_string(), "-0.3");
    assert_eq!(round("4.999".parse().unwrap(), 1).to_string(), "5.0");
    assert_eq!(show_amount(money("-78420000"), Unit::Thousands, 0), "(78,420)");
    assert_eq!(show_amount(money("16090000"), Unit::Millions, 2), "16.09");
    assert_eq!(show_amount(money("-0.001"), Unit::Pounds, 0), "0");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sum_is_that_of_one_after_the_other(
        parts in prop::collection::vec(
            prop_oneof![8 => (-30i64..30, 0u32..3), 1 => (any::<i64>(), 0u32..6)], 0..30,
        ),
    ) {
        let parts = parts.into_iter().map(|(digits, scale)| Money::new(Decimal::new(digits, scale)));
        let one_by_one = parts.clone().fold(Money::ZERO, |sum, own| sum + own);
        // to the decimals
        let said = |sum: Money| (sum, sum.decimal().abs().to_string());
        prop_assert_eq!(said(parts.sum::<Money>()), said(one_by_one));
    }

    #[test]
    fn hundredths_come_back(hundredths in -i64::MAX..) {
        let money = Money::of_hundredths(hundredths);
        prop_assert_eq!(money.hundredths().map(|(all, _)| all), Some(hundredths));
        prop_assert_eq!(money.decimal().to_string(), Decimal::new(hundredths, 2).normalize().to_string());
    }
}

#[test]
fn an_inexact_sum_is_refused() {
    let large = money("9999999999999999999999999999");
    assert_eq!(large.checked_add(money("0.001")), None);
    assert!(money("1").checked_add(money("0.001")).is_some());
}
