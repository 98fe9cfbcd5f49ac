//! The amounts of lines as they are held against each other.

use super::amounts::Entry;
use super::chance::Bits;
use super::size::Size;
use crate::calendar::FinancialYear;

/// An amount as it is quickly held against others, and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub size: Size,
    /// Its place among the amounts of its region and year.
    pub rank: u32,
    pub year: Option<FinancialYear>,
    /// How surprising it is that another line plans as much in the year, among the lines that are read.
    pub rare: Bits,
    /// The most it says beside the same amount of the year before, which it may be made from; `None` where nothing
    /// shows that.
    pub grown: Option<Bits>,
}

impl Near {
    pub fn of(entry: &Entry) -> Self {
        Self { size: Size::of(entry), rank: 0, year: entry.year, rare: Bits::NONE, grown: None }
    }
}
