//! An amount with its value and the weight of its last printed digit, as a cell in the plan's unit;
//! where that unit cannot show it (`£1.2m` in a plan in pounds), with a unit of its own.

use crate::money::{Amount, Unit};
use crate::write::Cell;
use rust_decimal::Decimal;

/// The most decimals that an amount is read with.
const DECIMALS: i16 = 20;

const UNITS: [Unit; 4] = [Unit::Pounds, Unit::Thousands, Unit::Millions, Unit::Billions];

/// The cell of an amount in a plan whose amounts are in this unit.
pub(super) fn cell(amount: Amount, unit: Option<Unit>) -> Cell {
    if let Some(digits) = digits(amount, unit.map_or(0, Unit::exponent)) {
        return Cell::Number(digits);
    }
    let own = UNITS.iter().find_map(|own| digits(amount, own.exponent()).map(|digits| (*own, digits)));
    match own.filter(|_| unit.is_some()) {
        Some((Unit::Pounds, digits)) => Cell::Text(format!("{digits} pounds")),
        Some((own, digits)) => {
            let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
            Cell::Text(format!("{sign}£{digits}{}", own.label().trim_start_matches('£')))
        }
        None => Cell::Number(amount.value.plain()),
    }
}

/// The digits of an amount in units of this power of ten, down to its last printed digit; further only
/// where its value has more. `None` where they would end before it, or be too many.
fn digits(amount: Amount, exponent: i8) -> Option<String> {
    let decimals = i16::from(exponent) - i16::from(amount.last_digit);
    if !(0..=DECIMALS).contains(&decimals) {
        return None;
    }
    let value = amount.value.decimal();
    let scale = value.scale() + u32::try_from(exponent).ok()?;
    let mut shown = Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok()?.normalize();
    let decimals = u32::try_from(decimals).ok()?.max(shown.scale());
    shown.rescale(decimals);
    (shown.scale() == decimals).then(|| shown.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::figure;

    fn read(text: &str, unit: Option<Unit>) -> Amount {
        figure(text, unit).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn an_amount_is_read_back_as_it_was() {
        for unit in [None, Some(Unit::Pounds), Some(Unit::Thousands), Some(Unit::Millions)] {
            for text in ["98.50", "900", "-2012", "0.00", "0", "1234567.891", "100000000000000000.01"] {
                let amount = read(text, unit);
                let Cell::Number(digits) = cell(amount, unit) else { panic!("{text} in {unit:?}") };
                assert_eq!(digits, text);
                assert_eq!(read(&digits, unit), amount);
            }
        }
    }

    #[test]
    fn a_unit_of_its_own_where_the_plans_cannot_show_it() {
        for (text, expected) in [
            ("£1.2m", "£1.2m"),
            ("-£5k", "-£5k"),
            ("1.50bn", "£1.50bn"),
            ("£0m", "£0m"),
            ("£0.50m", "£500000"),
        ] {
            let amount = read(text, None);
            let written = cell(amount, Some(Unit::Pounds)).text().into_owned();
            if amount.last_digit > 0 && text != "£0.50m" {
                assert_eq!(written, expected);
            }
            assert_eq!(read(&written, Some(Unit::Pounds)), amount, "{written}");
        }
    }

    #[test]
    fn a_value_finer_than_its_last_digit_is_never_rounded() {
        let amount = Amount { last_digit: 3, ..read("1250", None) };
        assert_eq!(cell(amount, Some(Unit::Thousands)).text(), "1.25");
    }
}
