//! Percentages: compared exactly, rounded when they are written.

use super::{Money, digits, round};
use rust_decimal::Decimal;

/// A percentage kept as the two exact amounts whose quotient it is, so that it is compared with a
/// threshold by cross-multiplication and rounded only when printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent {
    part: Money,
    whole: Money,
}

impl Percent {
    /// `part` as a percentage of `whole`; `None` where `whole` is nothing.
    pub fn of(part: Money, whole: Money) -> Option<Self> {
        (!whole.is_zero()).then_some(if whole.is_negative() {
            Self { part: -part, whole: -whole }
        } else {
            Self { part, whole }
        })
    }

    /// Compares the exact percentage with a threshold, without dividing.
    pub fn compare(self, threshold: Decimal) -> std::cmp::Ordering {
        let hundred = Decimal::ONE_HUNDRED;
        match (self.part.0.checked_mul(hundred), self.whole.0.checked_mul(threshold)) {
            (Some(part), Some(whole)) => part.cmp(&whole),
            _ => self.part.0.cmp(&self.whole.0),
        }
    }

    /// Whether the percentage is under the threshold.
    pub fn under(self, threshold: Decimal) -> bool {
        self.compare(threshold).is_lt()
    }

    /// Whether it is more than so many points above an earlier one (`Greater`), more than so many below it
    /// (`Less`), or neither.
    pub fn moved(self, earlier: Self, points: Decimal) -> std::cmp::Ordering {
        let exact = || {
            let across = self.part.0.checked_mul(earlier.whole.0)?;
            let change = across.checked_sub(earlier.part.0.checked_mul(self.whole.0)?)?;
            let bound = self.whole.0.checked_mul(earlier.whole.0)?.checked_mul(points)?;
            Some((change.checked_mul(Decimal::ONE_HUNDRED)?, bound))
        };
        let (change, bound) =
            exact().unwrap_or_else(|| (self.rounded(9).saturating_sub(earlier.rounded(9)), points));
        if change > bound {
            std::cmp::Ordering::Greater
        } else if change < -bound {
            std::cmp::Ordering::Less
        } else {
            std::cmp::Ordering::Equal
        }
    }

    /// The percentage rounded half away from zero to `places` decimals.
    pub fn rounded(self, places: u32) -> Decimal {
        let quotient = self
            .part
            .0
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|part| part.checked_div(self.whole.0))
            .unwrap_or(Decimal::ZERO);
        round(quotient, places)
    }

    /// Writes it with at least `places` decimals, and as many more as are needed to stay on its own
    /// side of every bound: 4.96 where one decimal would say 5.0. Values under 0.3 show two
    /// decimals, so that a thin headroom is not rounded away.
    pub fn write(self, buffer: &mut String, places: u32, bounds: &[Decimal]) {
        match self.rounded_short(places, bounds) {
            Some(shown) => digits::write_scaled(buffer, shown, places),
            None => buffer.push_str(&self.show(places, bounds)),
        }
    }

    /// The percentage rounded half away from zero, in whole units of the last of its decimals, where
    /// it fits a machine word and one rounding is enough.
    fn rounded_short(self, places: u32, bounds: &[Decimal]) -> Option<i64> {
        if places < 2 {
            return None; // thin values take another decimal
        }
        let scale = self.part.0.scale().max(self.whole.0.scale());
        let at_scale = |value: Decimal| {
            let shift = 10i128.checked_pow(scale - value.scale())?;
            value.mantissa().checked_mul(shift)
        };
        let unit = 10i128.checked_pow(places + 2)?;
        let (part, whole) = (at_scale(self.part.0)?.checked_mul(unit)?, at_scale(self.whole.0)?);
        let (part, whole) = (i64::try_from(part).ok()?, i64::try_from(whole).ok()?);
        let (quotient, rest) = (part.checked_div(whole)?, part.checked_rem(whole)?);
        let away = rest.unsigned_abs() >= whole.unsigned_abs() - rest.unsigned_abs();
        let shown = quotient + if away { part.signum() } else { 0 };
        // only what is rounded to a bound may have come from its other side
        let crosses = bounds.iter().any(|bound| {
            let on_grid = bound.mantissa().checked_mul(10i128.pow(places.saturating_sub(bound.scale())));
            bound.scale() > places
                || on_grid.is_none_or(|at| at.unsigned_abs() == u128::from(shown.unsigned_abs()))
        });
        (!crosses).then_some(shown)
    }

    /// [`Percent::write`], as a text.
    pub fn show(self, places: u32, bounds: &[Decimal]) -> String {
        let mut shown = self.rounded(places);
        for more in 0..=12 {
            shown = self.rounded(places + more);
            let coarse = shown.abs() < Decimal::new(3, 1) && more == 0 && places == 1;
            let vague = coarse && !self.part.is_zero();
            let crosses = bounds
                .iter()
                .any(|bound| [*bound, -*bound].iter().any(|bound| self.compare(*bound) != shown.cmp(bound)));
            if !crosses && !vague {
                break;
            }
        }
        if shown.is_zero() {
            shown.set_sign_positive(true);
        }
        shown.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Money {
        Money::new(text.parse().unwrap())
    }

    fn five() -> Decimal {
        Decimal::from(5)
    }

    #[test]
    fn a_printed_percentage_stays_on_its_side_of_the_boundary() {
        let shown =
            |part: &str, whole: &str| Percent::of(money(part), money(whole)).unwrap().show(1, &[five()]);
        assert_eq!(shown("-4.96", "100"), "-4.96");
        assert_eq!(shown("-49999", "1000000"), "-4.9999");
        assert_eq!(shown("-5", "100"), "-5.0");
        assert_eq!(shown("-2013", "22420"), "-9.0");
        assert_eq!(shown("0.23", "98.29"), "0.23");
        assert_eq!(shown("0", "98.29"), "0.0");
        assert_eq!((shown("0.3", "100"), shown("0.2", "100")), ("0.3".to_owned(), "0.20".to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_of_rounding_is_the_long_way(
            part in -3_000_000i64..3_000_000, whole in 1i64..3_000_000, scale in 0u32..5, near in 0i64..3,
            fine in 2u32..10, of in 0usize..4,
        ) {
            // a policy may set any of these
            let bounds = [five(), Decimal::from(20), Decimal::new(125, 1), Decimal::new(3125, 3)];
            let whole = money(&Decimal::new(whole, scale).to_string());
            // also what lies at or just beside a bound
            let bound = whole.percent(bounds[of]) + Money::new(Decimal::new(near - 1, fine));
            for part in [money(&Decimal::new(part, 2).to_string()), bound, -bound] {
                let percent = Percent::of(part, whole).unwrap();
                let mut short = String::new();
                for (places, bounds) in [1, 2, 3, 4].into_iter().flat_map(|n| [(n, &bounds[..]), (n, &bounds[of..=of])]) {
                    short.clear();
                    percent.write(&mut short, places, bounds);
                    prop_assert_eq!(&short, &percent.show(places, bounds), "{} of {}", part, whole);
                }
            }
        }
    }

    #[test]
    fn exactly_five_per_cent_is_not_under_five() {
        assert!(!Percent::of(money("5"), money("100")).unwrap().under(five()));
        let of_nothing_saved = Percent::of(money("5"), money("-100")).unwrap();
        assert_eq!(of_nothing_saved.rounded(1).to_string(), "-5.0");
        assert!(Percent::of(money("49999"), money("1000000")).unwrap().under(five()));
    }

    #[test]
    fn a_move_of_exactly_so_many_points_is_none() {
        let of = |part: &str| Percent::of(money(part), money("700")).unwrap();
        assert!(of("-14").moved(of("-7"), Decimal::ONE).is_eq(), "-2% after -1%");
        assert!(of("-7").moved(of("-14"), Decimal::ONE).is_eq(), "-1% after -2%");
        assert!(of("-14.01").moved(of("-7"), Decimal::ONE).is_lt());
        assert!(of("-7").moved(of("-14.01"), Decimal::ONE).is_gt());
    }
}
