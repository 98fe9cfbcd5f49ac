//! What is looked at first of two lines with an equal amount: numbers that stand beside every amount, one after the
//! other in memory, and tell of most pairs that they cannot be one saving.

use super::ceiling::Ceiling;
use super::chance::Bits;

/// A line in a few numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance {
    /// Its organisation's index among the bodies.
    pub body: u32,
    /// The number of its workstream's name, [`Glance::NONE`] where it has none.
    pub workstream: u32,
    /// The number of its name among the names of all lines.
    pub named: u32,
    /// How its plan falls in months, [`Glance::NONE`] where it is not by month.
    pub profile: u32,
    /// The number of the years that it has amounts of, and the most that those say.
    pub years: u32,
    pub ceiling: Ceiling,
    /// The last digits of what it has delivered to date, which others may share; nought where that is what was planned.
    pub delivered: u32,
    pub is_replaced: bool,
    /// Whether it says something of the kinds of `lines::FACTS`, or has an investment.
    pub says_more: bool,
}

impl Glance {
    /// The number of what a line does not have.
    pub const NONE: u32 = u32::MAX;

    /// Whether two lines are in two workstreams of one organisation, or in two organisations of which both enter the
    /// total above them.
    #[inline]
    pub fn differs(&self, other: &Self) -> bool {
        let in_two =
            self.workstream != other.workstream && self.workstream.max(other.workstream) != Self::NONE;
        let both_enter = !(self.is_replaced | other.is_replaced);
        if self.body == other.body { in_two } else { both_enter }
    }

    /// Whether other columns may say something that both fill.
    #[inline]
    pub fn may_say_more(&self, other: &Self) -> bool {
        self.says_more & other.says_more | (self.delivered > 0) & (self.delivered == other.delivered)
    }

    /// Whether two lines have one name and fall alike over the months: in two workstreams of an organisation, or in
    /// the same workstream of two.
    #[inline]
    pub fn are_alike(&self, other: &Self) -> bool {
        let is_phased_alike = (self.profile == other.profile) & (self.profile != Self::NONE);
        let is_placed_so = (self.body == other.body) | (self.workstream == other.workstream);
        (self.named == other.named) & is_phased_alike & is_placed_so
    }

    /// The phasing that two lines have in common; none of its own where they are phased otherwise.
    pub fn phasing(&self, other: &Self) -> Option<Option<u32>> {
        let both = self.profile.max(other.profile) != Self::NONE;
        both.then(|| (self.profile == other.profile).then_some(self.profile))
    }

    /// The most that the amounts of two lines say, the earlier line first.
    #[inline]
    pub fn most(&self, other: &Self) -> Bits {
        self.ceiling.with(other.ceiling, self.years == other.years)
    }
}
