//! A scheme as it is held against others.

use super::ceiling::Ceiling;
use crate::figures::SchemeFigures;
use crate::money::Money;
use crate::plan::{Plan, Scheme};
use std::ops::Range;

/// A thing that is said, and how many lines say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fact(pub u32);

/// A scheme that enters a total, in numbers: what is looked at of every pair.
pub(super) struct Line {
    /// Its organisation's index among the bodies.
    pub body: u32,
    /// Its region's number; all that are of none share one.
    pub region: u32,
    /// The number of its workstream's name; `None` where it has none.
    pub workstream: Option<u32>,
    /// The number of its name among the names of all lines.
    pub named: u32,
    pub is_replaced: bool,
    /// Whether it says something of the kinds of `lines::FACTS`, or has an investment.
    pub says_more: bool,
    /// Where its amounts begin among those of all lines, and how many there are.
    pub entries: (u32, u32),
    /// How its plan falls in months; `None` where it is not by month.
    pub profile: Option<Fact>,
    /// The number of the years that it has amounts of, and the most that those say.
    pub years: u32,
    pub ceiling: Ceiling,
    /// About what it has delivered to date, where that is not what was planned.
    pub delivered: i64,
}

impl Line {
    /// Where its amounts are among those of all lines.
    pub fn range(&self) -> Range<usize> {
        let (first, count) = (self.entries.0 as usize, self.entries.1 as usize);
        first..first + count
    }
}

/// What else a line says of itself, and whose it is.
pub(super) struct Stated<'a> {
    /// What it has delivered to date, where that is not what was planned.
    pub actual: Money,
    /// In the order of `lines::FACTS`.
    pub facts: [Option<Fact>; 5],
    /// The words of its description that its name does not have.
    pub description: Box<[u32]>,
    pub investment: Option<Money>,
    pub plan: &'a Plan,
    pub scheme: &'a Scheme,
    pub figures: &'a SchemeFigures,
}
