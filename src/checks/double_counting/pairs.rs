//! Which lines are held against each other: those with an amount that is equal in a year. Amounts stand in order,
//! so that only near ones meet.

use super::amounts::{Entry, are_equal};
use super::lines::{Line, Register};
use crate::money::Money;
use rust_decimal::Decimal;

/// The lines one amount is held against at most; of a commoner amount, those of the same name.
const MOST_EQUAL: usize = 200;

/// The lines of the same name one amount is held against at most.
const MOST_NAMED: usize = 2_000;

/// Pairs of lines in two workstreams, or in two organisations of a region, that plan an equal amount in a year, in order.
pub(super) fn candidates(register: &Register) -> Vec<(u32, u32)> {
    let numbered = || register.lines.iter().zip(0_u32..);
    let mut all: Vec<(usize, &Entry, u32)> = numbered()
        .flat_map(|(line, at)| line.entries.iter().map(move |entry| (line.region, entry, at)))
        .collect();
    all.sort_unstable_by_key(|(region, entry, at)| (*region, entry.year, entry.value, entry.net, *at));
    let mut pairs = Vec::new();
    for (at, (region, one, line)) in all.iter().enumerate() {
        let Some(own) = register.line(*line) else { continue };
        let most = farthest(one);
        let near = all.get(at + 1..).unwrap_or_default().iter();
        let near = near.take_while(|(theirs, other, _)| {
            theirs == region && other.year == one.year && other.value <= most
        });
        for (met, (_, other, theirs)) in near.take(MOST_NAMED).enumerate() {
            let Some(their_own) = register.line(*theirs) else { continue };
            let is_wanted = met < MOST_EQUAL || own.name == their_own.name;
            if is_wanted && !(one.net && other.net) && differ(own, their_own) && are_equal(one, other) {
                pairs.push((*line.min(theirs), *line.max(theirs)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The greatest amount that can be equal within rounding.
fn farthest(entry: &Entry) -> Money {
    let rounded = entry.value.percent(Decimal::new(6, 1));
    entry.value + rounded.max(entry.slack + entry.slack) + Money::new(Decimal::ONE)
}

/// Whether two lines are in two workstreams of one organisation, or in two organisations of which both enter the
/// total above them.
fn differ(one: &Line, other: &Line) -> bool {
    if one.body != other.body {
        return !one.is_replaced && !other.is_replaced;
    }
    let named = !one.workstream.is_empty() && !other.workstream.is_empty();
    named && one.workstream != other.workstream
}
