//! The most that the amounts of a line can say of any pair it is in, so that most pairs need not be weighed.

use super::chance::{Bits, DIFFERS, MOST_GROWN};
use super::near::Near;

/// The most that amounts can say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ceiling {
    /// Where another has amounts of the same years and comes behind it, in quarters of a bit.
    same: i16,
    any: i16,
}

impl Ceiling {
    pub fn of(near: &[Near]) -> Self {
        let any = near.iter().fold(Bits::NONE, |most, near| most + near.rare);
        if near.iter().any(|near| near.size.net) {
            return Self::at_most(any, any);
        }
        let later = |near: &Near| {
            let half = near.rare.part(1, 2);
            let Some(grown) = near.grown else { return near.rare };
            // a year between that differs leaves the growth open, and speaks against
            half.min(grown).max(half.min(MOST_GROWN) - DIFFERS).max(Bits::NONE)
        };
        let (mut same, mut behind) = (Bits::NONE, Bits::NONE);
        for near in near.iter().rev() {
            same = same.max(near.rare + behind);
            behind += later(near);
        }
        Self::at_most(same, any)
    }

    /// What is more than its numbers hold is more than is asked of any pair.
    fn at_most(same: Bits, any: Bits) -> Self {
        let [same, any] = [same, any].map(|bits| i16::try_from(bits.in_quarters()).unwrap_or(i16::MAX));
        Self { same, any }
    }

    /// The most that the amounts of two lines say.
    #[inline]
    pub fn with(self, other: Self, are_of_same_years: bool) -> Bits {
        let own = if are_of_same_years { self.same } else { self.any };
        Bits::quarters(own.min(other.any).into())
    }
}
