//! A scheme as it is held against others.

use super::glance::Glance;
use crate::figures::SchemeFigures;
use crate::money::Money;
use crate::plan::{Plan, Scheme};
use std::ops::Range;

/// A thing that is said, and how many lines say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fact(pub u32);

/// A scheme that enters a total, in numbers.
pub(super) struct Line {
    /// What is looked at first.
    pub glance: Glance,
    /// Its region's number; all that are of none share one.
    pub region: u32,
    /// Where its amounts begin among those of all lines, and how many there are.
    pub entries: (u32, u32),
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
    /// Apart, as most trackers say nothing of it.
    more: Option<Box<More>>,
    pub plan: &'a Plan,
    pub scheme: &'a Scheme,
    pub figures: &'a SchemeFigures,
}

/// What a line says in further columns.
#[derive(Debug, PartialEq)]
pub(super) struct More {
    /// In the order of `lines::FACTS`.
    pub facts: [Option<Fact>; 5],
    /// The words of its description that its name does not have.
    pub description: Vec<u32>,
    pub investment: Option<Money>,
}

/// Of a line that says nothing in them.
static NOTHING_MORE: More = More { facts: [None; 5], description: Vec::new(), investment: None };

impl<'a> Stated<'a> {
    pub fn of(
        (plan, scheme, figures): (&'a Plan, &'a Scheme, &'a SchemeFigures),
        actual: Money,
        more: More,
    ) -> Self {
        let more = (more != NOTHING_MORE).then(|| Box::new(more));
        Self { actual, more, plan, scheme, figures }
    }

    /// What it says in further columns.
    pub fn more(&self) -> &More {
        self.more.as_deref().unwrap_or(&NOTHING_MORE)
    }
}
