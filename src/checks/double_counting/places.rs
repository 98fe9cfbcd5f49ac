//! Where the cells of amounts stand that are found twice.

use super::super::sums::CellPlaces;
use super::amounts::Entry;
use super::drawn::entries;
use super::lines::{Register, Stated};
use crate::location::Place;

/// Where the cells of the amounts of some lines stand, as far as a sum remembers them.
pub(super) struct Places<'g> {
    lines: &'g [u32],
    of: Vec<Vec<(Entry, CellPlaces)>>,
}

impl<'g> Places<'g> {
    /// Those of lines that stand in order.
    pub fn of(register: &Register, lines: &'g [u32]) -> Self {
        let of = |own: &Stated| entries(own.scheme, own.figures).collect();
        Self { lines, of: lines.iter().map(|at| register.stated(*at).map_or_else(Vec::new, of)).collect() }
    }

    /// Those of an amount of one of the lines.
    pub fn at(&self, line: u32, entry: &Entry) -> &[Place] {
        let own = self.lines.binary_search(&line).ok().and_then(|at| self.of.get(at));
        let found = own.and_then(|own| own.iter().find(|(own, _)| own.is_of(entry.year, entry.net)));
        found.map_or(&[], |(_, places)| places)
    }
}
