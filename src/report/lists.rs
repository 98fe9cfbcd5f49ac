//! The long lists of a report: those that a view reads are worked out, and no others.

/// A list of a report that takes time or room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum List {
    /// The sentences on each plan.
    Brief,
    /// Lines of schemes and workstreams on the report card, and the card of the roll-up.
    Card,
    ExceptionReport,
    Figure13,
    /// The digest of each input.
    Hashes,
    /// Whatever is judged or found: results, colours above finance, findings. Without it a report holds sums alone.
    Judgement,
    /// Finance lines of schemes.
    Finance,
    /// The mix of savings, and headline figures.
    Mix,
    /// Every month, and the chart test.
    Months,
    Peers,
    Pipeline,
    Practice,
    Risks,
    Shares,
    /// What was read of each table of the inputs.
    Tables,
    ToGreen,
    /// Finance lines of workstreams.
    Workstreams,
    Years,
}

impl List {
    /// What else it is made from.
    fn made_from(self) -> &'static [Self] {
        match self {
            Self::Brief => &[Self::Finance, Self::ToGreen, Self::Workstreams],
            Self::Finance => &[Self::Workstreams],
            Self::Peers => &[Self::Card, Self::Figure13],
            _ => &[],
        }
    }

    fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// Which lists of a report are worked out: every one, where nobody says which are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lists(u32);

impl Default for Lists {
    fn default() -> Self {
        Self::ALL
    }
}

impl Lists {
    /// Every one.
    pub const ALL: Self = Self(u32::MAX);
    /// None.
    pub const NONE: Self = Self(0);

    /// Some lists, with what they are made from.
    pub fn of(lists: &[List]) -> Self {
        let all = lists.iter().flat_map(|list| [*list].into_iter().chain(list.made_from().iter().copied()));
        Self(all.fold(0, |all, list| all | list.bit()))
    }

    /// These and others.
    #[must_use]
    pub fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These but one.
    #[must_use]
    pub fn without(self, list: List) -> Self {
        Self(self.0 & !list.bit())
    }

    /// Whether a list is among them.
    pub fn has(self, list: List) -> bool {
        self.0 & list.bit() != 0
    }
}
