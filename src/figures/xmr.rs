//! The NHS's own test of a chart of monthly figures (NHS England, Making Data Count; XmR chart): whether the
//! latest figure is more than chance. Limits are the mean ± 2.66 × the average moving range; moving ranges above
//! 3.267 × their average are screened out once before. Percentages are taken with four decimals, and all
//! comparisons are of whole numbers.

use crate::money::{Money, Percent};
use crate::words::words;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The fewest figures that are tested.
pub const FEWEST: usize = 12;
/// Decimals of the figures that are tested.
const PLACES: u32 = 4;
/// Hundredths: limits stand at this many average moving ranges from the mean.
const LIMITS: i128 = 266;
/// Thousandths: moving ranges above so many times their average are screened out.
const SCREEN: i128 = 3267;
/// The figures of a trend, and of a shift to one side of the mean.
const RUN: usize = 7;
/// Figures beyond this are no percentages of plans, and their products would not fit.
const MOST: i128 = 10_i128.pow(20);

words! {
    /// What the test says of the latest month.
    pub enum Variation {
        /// More of the plan is delivered than chance would have it.
        Improving = "improving",
        /// Less of it is.
        Concerning = "concerning",
        /// What varies is chance.
        NoChange = "no change",
    }
}

words! {
    /// The rule that tells change from chance, in the order in which they are asked.
    pub enum Rule {
        /// The latest months lie outside the limits.
        Outside = "outside the limits",
        /// At least six rises, or six falls, one after the other.
        Trend = "trend of 7 points",
        /// Of the latest three months two lie in the outer third of the limits on one side.
        OuterThird = "2 of 3 in the outer third",
        /// The latest seven months or more lie on one side of the mean.
        Side = "7 on one side of the mean",
    }
}

/// What the test says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    pub variation: Variation,
    /// The rule that says so, and the first figure it holds from; `None` where nothing changed.
    pub by: Option<(Rule, usize)>,
    pub mean: Percent,
    pub lower: Percent,
    pub upper: Percent,
}

/// Tests figures in the order of months, whose last is the latest; `None` where they are too few.
pub fn test(figures: &[Percent]) -> Option<Tested> {
    let figures: Vec<i128> = figures.iter().map(|share| share.rounded(PLACES).mantissa()).collect();
    if figures.len() < FEWEST || figures.iter().any(|figure| figure.abs() > MOST) {
        return None;
    }
    let limits = Limits::of(&figures)?;
    let asked = [
        (Rule::Outside, outside(&figures, &limits)),
        (Rule::Trend, trend(&figures)),
        (Rule::OuterThird, outer_third(&figures, &limits)),
        (Rule::Side, side(&figures, &limits)),
    ];
    let found = || asked.into_iter().filter_map(|(rule, found)| found.map(|(way, from)| (rule, way, from)));
    // the first rule says which way; of those that say so, the one that has held longest says since when
    let way = found().next().map(|(_, way, _)| way);
    let found = found().filter(|own| Some(own.1) == way).min_by_key(|own| own.2);
    Some(Tested {
        variation: match found {
            Some((_, Ordering::Greater, _)) => Variation::Improving,
            Some(_) => Variation::Concerning,
            None => Variation::NoChange,
        },
        by: found.map(|(rule, _, from)| (rule, from)),
        mean: limits.at(0)?,
        lower: limits.at(-LIMITS)?,
        upper: limits.at(LIMITS)?,
    })
}

/// Mean and average moving range, each as a sum and a count.
struct Limits {
    sum: i128,
    count: i128,
    ranges: i128,
    ranged: i128,
}

impl Limits {
    fn of(figures: &[i128]) -> Option<Self> {
        let ranges: Vec<i128> = figures.iter().zip(figures.get(1..)?).map(|(a, b)| (b - a).abs()).collect();
        let (all, count) = (ranges.iter().sum::<i128>(), i128::try_from(ranges.len()).ok()?);
        let kept = ranges.iter().filter(|range| **range * count * 1000 <= all * SCREEN);
        let (ranges, ranged) = kept.fold((0, 0), |(sum, n), range| (sum + range, n + 1));
        let count = i128::try_from(figures.len()).ok()?;
        (ranged > 0).then(|| Self { sum: figures.iter().sum(), count, ranges, ranged })
    }

    /// The mean and so many hundredths of the average moving range.
    fn at(&self, hundredths: i128) -> Option<Percent> {
        let part = self.sum * self.ranged * 100 + hundredths * self.ranges * self.count;
        let whole = self.count * self.ranged * 100 * 100;
        let decimal = |value: i128, places| Decimal::try_from_i128_with_scale(value, places).ok();
        Percent::of(Money::new(decimal(part, PLACES)?), Money::new(decimal(whole, 0)?))
    }

    /// On which side of the mean a figure lies.
    fn side(&self, figure: i128) -> Ordering {
        (figure * self.count).cmp(&self.sum)
    }

    /// The side on which it lies beyond so many thirds of the way to the limit; `Equal` where it does not.
    fn beyond(&self, figure: i128, thirds: i128) -> Ordering {
        let away = (figure * self.count - self.sum) * self.ranged * 100 * 3;
        let limit = thirds * LIMITS * self.ranges * self.count;
        if away.abs() > limit { away.cmp(&0) } else { Ordering::Equal }
    }
}

/// A way and the first figure from which it holds.
type Found = Option<(Ordering, usize)>;

/// The run of the last figures that all lie on the side of the last one; `None` where that lies on none.
fn last_run(sides: &[Ordering]) -> Found {
    let last = sides.last().copied().filter(|side| side.is_ne())?;
    let run = sides.iter().rev().take_while(|side| **side == last).count();
    Some((last, sides.len() - run))
}

fn outside(figures: &[i128], limits: &Limits) -> Found {
    let sides: Vec<Ordering> = figures.iter().map(|figure| limits.beyond(*figure, 3)).collect();
    last_run(&sides)
}

fn trend(figures: &[i128]) -> Found {
    let steps: Vec<Ordering> =
        figures.iter().zip(figures.get(1..)?).map(|(one, next)| next.cmp(one)).collect();
    last_run(&steps).filter(|(_, from)| steps.len() - from >= RUN - 1)
}

fn outer_third(figures: &[i128], limits: &Limits) -> Found {
    let first = figures.len().checked_sub(3)?;
    let sides: Vec<Ordering> = figures.get(first..)?.iter().map(|figure| limits.beyond(*figure, 2)).collect();
    let last = sides.last().copied().filter(|side| side.is_ne())?;
    let at = sides.iter().position(|side| *side == last)?;
    (at + 1 < sides.len()).then_some((last, first + at))
}

fn side(figures: &[i128], limits: &Limits) -> Found {
    let sides: Vec<Ordering> = figures.iter().map(|figure| limits.side(*figure)).collect();
    last_run(&sides).filter(|(_, from)| sides.len() - from >= RUN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn percent(value: i64) -> Percent {
        Percent::of(Money::new(value.into()), Money::new(100.into())).unwrap()
    }

    fn tested(figures: &[i64]) -> Tested {
        test(&figures.iter().map(|figure| percent(*figure)).collect::<Vec<_>>()).unwrap()
    }

    fn limits(own: &Tested) -> [String; 3] {
        [own.mean, own.lower, own.upper].map(|share| share.rounded(2).to_string())
    }

    /// Worked by hand: the sum of 12 figures is 1070, their mean 89.17; the 11 moving ranges are 4, 6, 2, 8, 4, 6, 2,
    /// 4, 6, 2, 0: 44, their average 4; none is above 13.068; the limits are 89.17 ± 10.64.
    const BY_HAND: [i64; 12] = [88, 92, 86, 88, 96, 92, 86, 88, 92, 86, 88, 88];

    #[test]
    fn limits_by_hand() {
        let own = tested(&BY_HAND);
        assert_eq!(limits(&own), ["89.17", "78.53", "99.81"]);
        assert_eq!((own.variation, own.by), (Variation::NoChange, None));
    }

    /// A range of 40 among ten of 2: their average is 60/11 = 5.45, and 40 is above 3.267 × that, 17.8. Without
    /// it the average is 2, so that the limits are the mean ± 5.32.
    #[test]
    fn a_great_range_is_screened_out_once() {
        let own = tested(&[100, 102, 100, 102, 100, 102, 62, 60, 62, 60, 62, 60]);
        assert_eq!(limits(&own), ["81.00", "75.68", "86.32"]);
        assert_eq!(own.by, Some((Rule::Outside, 6)), "from the month in which it fell out of them");
        assert_eq!(own.variation, Variation::Concerning);
    }

    #[test]
    fn each_rule_alone() {
        let around = [100, 90, 100, 90, 100, 90, 100, 90, 100, 90, 100];
        for (last, expected) in [
            (&[150][..], Some((Rule::Outside, Variation::Improving, 11))),
            (&[40], Some((Rule::Outside, Variation::Concerning, 11))),
            (&[97, 90], None),
            (&[118], None),
            (&[118, 118], Some((Rule::OuterThird, Variation::Improving, 11))),
            (&[118, 118, 100], None),
            (&[90, 91, 92, 93, 94, 95, 96], Some((Rule::Trend, Variation::Improving, 11))),
            (&[91, 92, 93, 94, 95, 96], None),
            (&[96, 97, 96, 97, 96, 97, 96, 97], Some((Rule::Side, Variation::Improving, 10))),
            (&[92, 93, 92, 93, 92, 93, 92], Some((Rule::Side, Variation::Concerning, 11))),
            (&[92, 93, 92, 93, 92, 93, 92, 100], None),
        ] {
            let own = tested(&[&around[..], last].concat());
            let found = own.by.map(|(rule, from)| (rule, own.variation, from));
            assert_eq!(found, expected, "{last:?} {:?}", limits(&own));
        }
    }

    /// The sum is 20490 and the mean 1707.5; the moving ranges come to 31625, their average is 2875, and 2.66 × that
    /// is 7647.5: 9355 is the upper limit itself.
    #[test]
    fn what_lies_on_a_limit_is_not_outside() {
        let around = [0, 2227, 0, 2227, 0, 2227, 0, 2227, 0, 2227, 0];
        for (last, expected) in [(9355, None), (9356, Some((Rule::Outside, 11)))] {
            assert_eq!(tested(&[&around[..], &[last]].concat()).by, expected, "{last}");
        }
    }

    #[test]
    fn what_is_no_percentage_of_a_plan_is_not_tested() {
        let most = 10_i64.pow(16);
        let figures = |last: i64| [&[percent(90); 11][..], &[percent(last)]].concat();
        assert!(test(&figures(most)).is_some() && test(&figures(-most)).is_some());
        assert_eq!([most + 1, -most - 1].map(|last| test(&figures(last))), [None, None]);
    }

    #[test]
    fn eleven_months_are_too_few_and_equal_ones_do_not_change() {
        assert_eq!(test(&[percent(90); 11]), None);
        let own = tested(&[90; 12]);
        assert_eq!((own.variation, limits(&own)), (Variation::NoChange, ["90.00"; 3].map(str::to_owned)));
    }

    proptest! {
        /// What is better upside down is worse; where all is moved or stretched alike nothing else changes.
        #[test]
        fn upside_down_moved_and_stretched(
            figures in proptest::collection::vec(-300_i64..300, FEWEST..40), by in 1_i64..50
        ) {
            let own = tested(&figures);
            let turned = tested(&figures.iter().map(|figure| -figure).collect::<Vec<_>>());
            prop_assert_eq!(turned.by, own.by);
            let opposite = match own.variation {
                Variation::Improving => Variation::Concerning,
                Variation::Concerning => Variation::Improving,
                Variation::NoChange => Variation::NoChange,
            };
            prop_assert_eq!(turned.variation, opposite);
            let moved = tested(&figures.iter().map(|figure| figure + by).collect::<Vec<_>>());
            prop_assert_eq!((moved.by, moved.variation), (own.by, own.variation));
            let stretched = tested(&figures.iter().map(|figure| figure * by).collect::<Vec<_>>());
            prop_assert_eq!((stretched.by, stretched.variation), (own.by, own.variation));
            let (lower, upper) = (own.lower.rounded(4), own.upper.rounded(4));
            prop_assert!(lower <= own.mean.rounded(4) && own.mean.rounded(4) <= upper);
        }
    }
}
