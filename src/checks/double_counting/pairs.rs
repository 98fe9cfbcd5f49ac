//! Which lines are held against each other: those with an amount that is equal in a year. Amounts stand in order,
//! so that only near ones meet.

use super::amounts::{Entry, are_equal};
use super::evidence::may_weigh;
use super::lines::{Line, Register};
use crate::calendar::FinancialYear;
use crate::money::Money;
use rust_decimal::Decimal;

/// The lines one amount is held against at most; of a commoner amount, those of the same name.
const MOST_EQUAL: usize = 200;

/// The lines of the same name one amount is held against at most.
const MOST_NAMED: usize = 2_000;

/// Pairs of lines in two workstreams, or in two organisations of a region, that plan an equal amount in a year, in order.
pub(super) fn candidates(register: &Register) -> Vec<(u32, u32)> {
    let mut all: Vec<Planned> = register.lines.iter().zip(0_u32..).flat_map(planned).collect();
    all.sort_unstable_by_key(|own| (own.region, own.year, own.value, own.entry.net, own.line));
    let mut pairs = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let Some(own) = register.line(one.line) else { continue };
        let most = farthest(one.entry);
        let near = all.get(at + 1..).unwrap_or_default().iter();
        let near = near
            .take_while(|other| other.region == one.region && other.year == one.year && other.value <= most);
        let near = near.take(MOST_NAMED).enumerate();
        for (_, other) in near.filter(|(met, other)| *met < MOST_EQUAL || one.named == other.named) {
            let Some(theirs) = register.line(other.line) else { continue };
            let is_wanted = !(one.entry.net && other.entry.net) && differ(own, theirs);
            let in_order = one.line < other.line;
            let (first, second) = if in_order { (own, theirs) } else { (theirs, own) };
            if is_wanted && are_equal(one.entry, other.entry) && may_weigh(register, first, second) {
                pairs.push((one.line.min(other.line), one.line.max(other.line)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What a line plans in a year.
struct Planned<'a> {
    region: usize,
    year: Option<FinancialYear>,
    value: Money,
    entry: &'a Entry,
    line: u32,
    /// The number of the line's name.
    named: usize,
}

fn planned<'a>((own, line): (&'a Line<'_>, u32)) -> impl Iterator<Item = Planned<'a>> {
    let (region, named) = (own.region, own.named);
    own.entries.iter().map(move |entry| {
        let (year, value) = (entry.year, entry.value);
        Planned { region, year, value, entry, line, named }
    })
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
