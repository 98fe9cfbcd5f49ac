//! The amounts of all lines in order of size, so that only near ones meet, and how rare each is.

use super::amounts::{Entry, unusual};
use super::chance::Bits;
use super::glance::Glance;
use super::line::Line;
use super::near::Near;
use super::size::Size;
use crate::calendar::FinancialYear;

/// What a line plans in a year.
pub(super) struct Planned {
    /// The number of its region and year.
    pub group: u32,
    pub line: u32,
    /// Its place among the amounts of all lines.
    pub entry: u32,
    /// How many places on the next of its group stands whose line has the same name; nought where none does.
    pub namesake: u32,
    pub size: Size,
    /// What is looked at first of its line.
    pub glance: Glance,
}

/// An amount by which it is put in order: its group, about how much it is, its line and its place.
type Key = (u32, i64, u32, u32);

/// The amounts by region and year, in order of size.
pub(super) fn order(lines: &[Line], entries: &[Entry], near: &[Near], names: usize) -> Vec<Planned> {
    let mut years: Vec<Option<FinancialYear>> = entries.iter().map(|entry| entry.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut keys: Vec<Key> = Vec::with_capacity(near.len());
    for (own, line) in lines.iter().zip(0..) {
        let region = own.region as usize * years.len();
        for entry in own.range() {
            let Some(near) = near.get(entry) else { continue };
            let year = years.binary_search(&near.year).unwrap_or(0);
            let [group, entry] = [region + year, entry].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            keys.push((group, near.size.units, line, entry));
        }
    }
    let exact = |entry: u32| entries.get(entry as usize).map(|entry| (entry.value, entry.net));
    keys.sort_unstable_by(|one, other| {
        let quick = (one.0, one.1).cmp(&(other.0, other.1));
        quick.then_with(|| exact(one.3).cmp(&exact(other.3))).then(one.2.cmp(&other.2))
    });
    let planned = |(group, _, line, entry): Key| {
        let (size, own) = (near.get(entry as usize)?.size, lines.get(line as usize)?);
        Some(Planned { group, line, entry, namesake: 0, size, glance: own.glance })
    };
    let mut all: Vec<Planned> = Vec::with_capacity(keys.len());
    all.extend(keys.into_iter().filter_map(planned));
    let mut last: Vec<(u32, u32)> = vec![(u32::MAX, 0); names];
    for (at, own) in all.iter_mut().enumerate().rev() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let Some(last) = last.get_mut(own.glance.named as usize) else { continue };
        own.namesake = if last.0 == own.group { last.1 - at } else { 0 };
        *last = (own.group, at);
    }
    all
}

/// How rare every amount is: how unusual, and how many other lines than two plan it in the year.
pub(super) fn rarities(entries: &[Entry], near: &[Near], lines: usize) -> Vec<Bits> {
    let mut order: Vec<(Option<FinancialYear>, i64, u32)> =
        near.iter().zip(0..).map(|(near, at)| (near.year, near.size.units, at)).collect();
    let entry = |at: u32| entries.get(at as usize);
    let value = |at: u32| entry(at).map(|entry| entry.value);
    order.sort_unstable_by(|one, other| {
        (one.0, one.1).cmp(&(other.0, other.1)).then_with(|| value(one.2).cmp(&value(other.2)))
    });
    let is_same = |one: &(_, i64, u32), other: &(_, i64, u32)| {
        (one.0, one.1) == (other.0, other.1) && value(one.2) == value(other.2)
    };
    let mut all = vec![Bits::NONE; near.len()];
    for same in order.chunk_by(is_same) {
        let Some(value) = same.first().and_then(|own| value(own.2)) else { continue };
        let gross = same.iter().filter(|own| entry(own.2).is_some_and(|entry| !entry.net)).count();
        let rare = unusual(value).at_most(lines, gross.saturating_sub(2));
        for (.., at) in same {
            all.get_mut(*at as usize).into_iter().for_each(|own| *own = rare);
        }
    }
    all
}
