//! The most that the amounts of a line can say of any pair it is in, so that most pairs need not be weighed.

use super::chance::{Bits, DIFFERS, MOST_GROWN};
use super::near::Near;

/// The most that amounts can say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ceiling {
    /// Where another has amounts of the same years and comes behind it.
    same: Bits,
    any: Bits,
}

impl Ceiling {
    pub fn of(near: &[Near]) -> Self {
        let any = near.iter().fold(Bits::NONE, |most, near| most + near.rare);
        if near.iter().any(|near| near.size.net) {
            return Self { same: any, any };
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
        Self { same, any }
    }

    /// The most that the amounts of two lines say.
    pub fn with(self, other: Self, are_of_same_years: bool) -> Bits {
        if are_of_same_years { self.same.min(other.any) } else { self.any.min(other.any) }
    }
}
