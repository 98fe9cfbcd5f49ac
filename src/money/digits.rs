//! Writing decimals digit by digit: the short way for what fits a machine word, which is nearly all.

use rust_decimal::Decimal;
use std::fmt::Write as _;

/// Writes a decimal as plain digits without trailing zeros.
pub(super) fn write_plain(buffer: &mut String, value: Decimal) {
    let value = value.normalize();
    match i64::try_from(value.mantissa()) {
        Ok(mantissa) => write_scaled(buffer, mantissa, value.scale()),
        // writing into a string cannot fail
        Err(_) => drop(write!(buffer, "{value}")),
    }
}

/// Writes a whole number with its point `scale` digits from the right.
pub(super) fn write_scaled(buffer: &mut String, value: i64, scale: u32) {
    if scale == 0 {
        buffer.push_str(itoa::Buffer::new().format(value));
        return;
    }
    if value < 0 {
        buffer.push('-');
    }
    let unit = 10u64.saturating_pow(scale);
    let (whole, part) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let mut digits = itoa::Buffer::new();
    buffer.push_str(digits.format(whole));
    buffer.push('.');
    let part = digits.format(part);
    for _ in part.len()..scale as usize {
        buffer.push('0');
    }
    buffer.push_str(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_no_sign() {
        let mut buffer = String::new();
        write_scaled(&mut buffer, 0, 2);
        assert_eq!(buffer, "0.00");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn digits_are_those_of_the_decimal(value: i64, scale in 0u32..19) {
            let decimal = Decimal::new(value, scale);
            let mut buffer = String::new();
            write_scaled(&mut buffer, value, scale);
            prop_assert_eq!(&buffer, &decimal.to_string());
            buffer.clear();
            write_plain(&mut buffer, decimal);
            prop_assert_eq!(&buffer, &decimal.normalize().to_string());
        }
    }
}
