//! A percentage as it is shown.

use crate::money::Percent;
use rust_decimal::Decimal;

/// Decimals of a percentage in machine formats.
const MACHINE_PLACES: u32 = 4;

/// A percentage as shown: exact until it is written, then rounded once, on its own side of every
/// bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share(Box<Bounded>);

/// Apart from the lines that hold it: most lines of a long report have no percentage, and room for it all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bounded {
    percent: Percent,
    bounds: [Decimal; 2],
    bounded: usize,
}

impl Share {
    /// A percentage that stays on its side of up to two bounds.
    pub fn of(percent: Percent, bounds: &[Decimal]) -> Self {
        let bound = |at: usize| bounds.get(at).copied().unwrap_or_default();
        Self(Box::new(Bounded { percent, bounds: [bound(0), bound(1)], bounded: bounds.len().min(2) }))
    }

    /// With one decimal (more where rounding would cross a bound), for tables.
    pub fn text(&self) -> String {
        self.show(1)
    }

    /// With four decimals, for machine formats.
    pub fn digits(&self) -> String {
        self.show(MACHINE_PLACES)
    }

    fn show(&self, places: u32) -> String {
        let mut text = String::new();
        self.write(&mut text, places);
        text
    }

    fn write(&self, buffer: &mut String, places: u32) {
        let Bounded { percent, bounds, bounded } = &*self.0;
        percent.write(buffer, places, bounds.get(..*bounded).unwrap_or_default());
    }

    /// [`Share::digits`] into a buffer.
    pub fn write_digits(&self, buffer: &mut String) {
        self.write(buffer, MACHINE_PLACES);
    }
}
