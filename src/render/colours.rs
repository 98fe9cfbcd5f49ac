//! The colours of ratings: dark letters on a light ground, told apart in print and by the word beside them.
//! Source: NHS design system, tags (7.4:1 and more).

use crate::rating::Rating;

/// The colours of a tag, as `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Of its letters.
    pub ink: u32,
    pub ground: u32,
}

/// The ratings that have a colour.
pub const COLOURED: [(Rating, Pair); 4] = [
    (Rating::Green, Pair { ink: 0x00_4C23, ground: 0xCC_E5D8 }),
    (Rating::Amber, Pair { ink: 0x4D_3708, ground: 0xFF_DC8E }),
    (Rating::Red, Pair { ink: 0x6A_140E, ground: 0xF7_D4D1 }),
    (Rating::Grey, Pair { ink: 0x35_4550, ground: 0xDB_E0E3 }),
];

/// The colours of a rating; `None` where it has none.
pub fn of(rating: Rating) -> Option<Pair> {
    COLOURED.iter().find(|(own, _)| *own == rating).map(|(_, pair)| *pair)
}
