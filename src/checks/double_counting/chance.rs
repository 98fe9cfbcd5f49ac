//! How surprising a likeness is: in bits, of which each one more makes chance half as likely. Whole quarters of
//! a bit, worked out in whole numbers.

use std::ops::{Add, AddAssign, Sub};

/// Evidence, in quarters of a bit; less than nothing speaks against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Bits(i32);

/// Of how many a likeness is one where fewer are there: a few lines do not show how rare a thing is.
const FEW: usize = 256;

impl Bits {
    pub const NONE: Self = Self(0);

    pub const fn whole(bits: i32) -> Self {
        Self(bits * 4)
    }

    pub const fn quarters(quarters: i32) -> Self {
        Self(quarters)
    }

    pub fn in_quarters(self) -> i32 {
        self.0
    }

    /// How surprising it is to meet what `some` of `all` have.
    pub fn of(all: usize, some: usize) -> Self {
        let fourth = |n: usize| (n.clamp(1, 0xFFFF_FFFF) as u128).pow(4);
        let (all, some) = (fourth(all), fourth(some));
        Self((all / some).checked_ilog2().and_then(|log| i32::try_from(log).ok()).unwrap_or(0))
    }

    /// The same, where it is as usual as this: `others` of `all` have it beside these two.
    pub fn at_most(self, all: usize, others: usize) -> Self {
        if others == 0 { self } else { self.min(Self::of(all.max(FEW), others)) }
    }

    /// The same, of few as of many.
    pub fn at_most_of(self, all: usize, others: usize) -> Self {
        if others == 0 { self } else { self.min(Self::of(all, others)) }
    }

    /// This share of it.
    pub fn part(self, part: usize, of: usize) -> Self {
        let (part, of) = (i32::try_from(part).unwrap_or(0), i32::try_from(of).unwrap_or(1).max(1));
        Self(self.0 * part / of)
    }

    pub fn is_for(self) -> bool {
        self.0 > 0
    }
}

impl Add for Bits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Bits {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Bits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// The most that an amount says beside an earlier one that it may be made from.
pub(super) const MOST_GROWN: Bits = Bits::whole(8);
/// What a year in which both plan something else says against.
pub(super) const DIFFERS: Bits = Bits::whole(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likeness_is_as_surprising_as_it_is_rare() {
        assert_eq!(Bits::of(1024, 1), Bits::whole(10));
        assert_eq!(Bits::of(1024, 1024), Bits::NONE);
        assert_eq!(Bits::of(12, 8), Bits::quarters(2));
        assert_eq!(Bits::whole(8).at_most(2000, 0), Bits::whole(8));
        assert_eq!(Bits::whole(8).at_most(64, 16), Bits::whole(4));
        assert_eq!(Bits::whole(9).part(2, 3), Bits::whole(6));
    }
}
