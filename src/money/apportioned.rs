//! A whole shared out in equal small units by what each part has of it, so that the parts as printed add up.

use super::{Money, Percent};
use rust_decimal::Decimal;

/// Hands out so many units over parts, in proportion to them: each has its whole units, and what is left goes
/// to the largest remainders, of equal ones to the larger part, then to the first. `None` where the parts come
/// to nothing or less, or cannot be multiplied exactly.
pub fn apportion(parts: &[Money], units: u32) -> Option<Vec<i64>> {
    let whole: Money = parts.iter().copied().sum();
    if !whole.is_positive() {
        return None;
    }
    let (whole, all) = (whole.decimal(), Decimal::from(units));
    let mut shares = Vec::with_capacity(parts.len());
    for part in parts {
        let wanted = part.decimal().checked_mul(all)?;
        // of a quotient that was rounded to a whole on its way the remainder is a little beyond its bounds, and the
        // unit goes where it went otherwise
        let own = wanted.checked_div(whole)?.floor();
        let rest = wanted.checked_sub(own.checked_mul(whole)?)?;
        shares.push((i64::try_from(own).ok()?, rest));
    }
    let given: i64 = shares.iter().map(|(own, _)| own).sum();
    let left = usize::try_from(i64::from(units) - given).ok()?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |at: &usize| shares.get(*at).map(|(_, rest)| *rest);
    order.sort_by(|a, b| {
        rest(b).cmp(&rest(a)).then_with(|| parts.get(*b).cmp(&parts.get(*a))).then_with(|| a.cmp(b))
    });
    let mut shares: Vec<i64> = shares.iter().map(|(own, _)| *own).collect();
    for at in order.into_iter().take(left) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    Some(shares)
}

/// The parts as percentages of their whole with one decimal, which add up to exactly 100.0.
pub fn percentages(parts: &[Money]) -> Vec<Option<Percent>> {
    let of = |tenths: i64| Percent::of(Money::new(Decimal::from(tenths)), Money::new(Decimal::from(1000)));
    match apportion(parts, 1000) {
        Some(shares) => shares.into_iter().map(of).collect(),
        None => vec![None; parts.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(values: &[i64]) -> Vec<Money> {
        values.iter().map(|value| Money::new(Decimal::new(*value, 2))).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(apportion(&money(&[1, 1, 1]), 1000), Some(vec![334, 333, 333]));
        assert_eq!(apportion(&money(&[1, 2]), 1000), Some(vec![333, 667]));
        assert_eq!(apportion(&money(&[0, 5]), 1000), Some(vec![0, 1000]));
        assert_eq!(apportion(&money(&[-1, 3]), 1000), Some(vec![-500, 1500]));
        assert_eq!(apportion(&money(&[0, 0]), 1000), None);
        assert_eq!(apportion(&money(&[-5, 1]), 1000), None);
        assert_eq!(apportion(&[], 1000), None);
        let shown: Vec<_> =
            percentages(&money(&[1, 1, 1])).into_iter().flatten().map(|own| own.show(1, &[])).collect();
        assert_eq!(shown, ["33.4", "33.3", "33.3"]);
    }

    proptest! {
        #[test]
        fn the_units_are_all_handed_out_and_none_is_off_by_one(
            parts in prop::collection::vec(0_i64..9_000_000_000_000, 1..200),
        ) {
            prop_assume!(parts.iter().any(|part| *part > 0));
            let shares = apportion(&money(&parts), 1000).unwrap();
            prop_assert_eq!(shares.iter().sum::<i64>(), 1000);
            let whole: i128 = parts.iter().map(|part| i128::from(*part)).sum();
            for (part, share) in parts.iter().zip(&shares) {
                let off = i128::from(*share) * whole - i128::from(*part) * 1000;
                prop_assert!(off.abs() < whole, "{part} of {whole} has {share}");
            }
        }
    }
}
