//! How a plan grows from one year to the next, and how many lines grow alike: an amount that is made from that of
//! the year before says little beside it.

use super::amounts::{Entry, share};
use super::chance::{Bits, MOST_GROWN};
use crate::money::Money;
use std::collections::HashMap;

/// How many lines grow by so much from one year to the next, in two hundredths.
#[derive(Default)]
pub(super) struct Growths {
    lines: usize,
    counts: HashMap<i64, usize>,
}

impl Growths {
    pub fn of<'e>(lines: impl ExactSizeIterator<Item = &'e [Entry]>) -> Self {
        let mut growths = Self { lines: lines.len(), counts: HashMap::new() };
        for growth in lines.flat_map(grown).filter_map(|(_, growth)| growth) {
            *growths.counts.entry(growth).or_insert(0) += 1;
        }
        growths
    }

    /// The most that every amount of a line says beside the one before it; `None` where nothing shows how the two stand.
    pub fn weigh(&self, entries: &[Entry]) -> Vec<Option<Bits>> {
        let mut all = vec![None; entries.len()];
        for (at, growth) in grown(entries) {
            all.get_mut(at).into_iter().for_each(|own| *own = growth.map(|growth| self.most_of(growth)));
        }
        all
    }

    /// The most that an amount says beside an earlier one; `None` where nothing shows how the two stand.
    pub fn most(&self, one: Money, next: Money) -> Option<Bits> {
        growth(one, next).map(|growth| self.most_of(growth))
    }

    fn most_of(&self, growth: i64) -> Bits {
        let near = (growth - 1)..=(growth + 1);
        let others = near.filter_map(|growth| self.counts.get(&growth)).sum::<usize>().saturating_sub(2);
        let most = if is_simple(growth) { Bits::whole(1) } else { MOST_GROWN };
        most.at_most(self.lines, others)
    }
}

/// How one amount stands to another.
fn growth(one: Money, next: Money) -> Option<i64> {
    share(next, one, 200)
}

/// How the amounts of a line stand to those of the year before, each with its place.
fn grown(entries: &[Entry]) -> impl Iterator<Item = (usize, Option<i64>)> {
    let gross = || entries.iter().enumerate().filter(|(_, entry)| !entry.net);
    gross().zip(gross().skip(1)).map(|((_, one), (at, next))| (at, growth(one.value, next.value)))
}

/// Whether a year is the year before it again, or twice, half, three times it: in two hundredths.
fn is_simple(growth: i64) -> bool {
    [50, 67, 100, 133, 150, 200, 300, 400, 600, 800].iter().any(|simple| (simple - growth).abs() <= 1)
}
