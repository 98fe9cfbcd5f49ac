//! What two names say of each other, worked out once: a large register writes few names again and again.

use super::chance::Bits;
use super::lines::Register;
use super::slips::Marks;
use super::words::{Known, Part, Said};

/// How two names are alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// All words of the one are words of the other.
    #[default]
    Same,
    /// They share some words.
    Near,
    Otherwise,
}

/// The most that names say.
pub(super) const MOST_NAMED: Bits = Bits::whole(15);

/// The other lines that may have a name before it is one that plans have again and again.
pub(super) const FEW_NAMESAKES: usize = 3;

/// What another number or a contrary word in the names says against.
const APART: Bits = Bits::whole(10);

/// The most that two names can say, or what they say, as far as that is known; in a number of few bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Held(u16);

impl Held {
    const EXACT: u16 = 1 << 15;

    /// What stands for nothing said.
    const NONE: i32 = 1 << 14;

    fn at_most(bits: Bits) -> Self {
        Self(u16::try_from(bits.in_quarters() + Self::NONE).unwrap_or(0) & !Self::EXACT)
    }

    fn exactly(bits: Bits) -> Self {
        Self(Self::at_most(bits).0 | Self::EXACT)
    }

    fn is_known(self) -> bool {
        self.0 != 0
    }

    fn is_exact(self) -> bool {
        self.0 & Self::EXACT != 0
    }

    fn bits(self) -> Bits {
        Bits::quarters(i32::from(self.0 & !Self::EXACT) - Self::NONE)
    }
}

/// What is known of every two names, within an organisation and across two, where there are few.
pub(super) struct Namesakes {
    names: usize,
    held: Vec<Held>,
}

/// The names of which each two are remembered.
const MOST: usize = 2_048;

impl Namesakes {
    /// Nothing yet of so many names of so many lines; nothing is remembered where most lines have their own.
    pub fn among(names: usize, lines: usize) -> Self {
        let is_kept = names <= MOST && names.saturating_mul(4) <= lines;
        Self { names, held: vec![Held::default(); if is_kept { names * names * 2 } else { 0 }] }
    }

    #[inline]
    fn held(&mut self, [one, other]: [u32; 2], is_abroad: bool) -> Option<&mut Held> {
        self.held.get_mut((one as usize * self.names + other as usize) * 2 + usize::from(is_abroad))
    }

    /// Whether two names may say as much as is asked for.
    #[inline]
    pub fn may_say(&mut self, least: Bits, register: &Register, named: [u32; 2], is_abroad: bool) -> bool {
        let held = self.held(named, is_abroad).filter(|held| held.is_known()).map(|held| held.bits());
        held.unwrap_or_else(|| self.at_most(register, named, is_abroad)) >= least
    }

    /// The most that two names say, which is remembered.
    #[cold]
    fn at_most(&mut self, register: &Register, named: [u32; 2], is_abroad: bool) -> Bits {
        let most = at_most(register, named, is_abroad);
        self.held(named, is_abroad).into_iter().for_each(|held| *held = Held::at_most(most));
        most
    }

    /// What two names say.
    pub fn said(
        &mut self,
        register: &Register,
        known: &mut Known,
        named: [u32; 2],
        is_abroad: bool,
    ) -> Option<Bits> {
        if let Some(held) = self.held(named, is_abroad).filter(|held| held.is_exact()) {
            return Some(held.bits());
        }
        let (said, _) = compared(register, known, names(register, named)?, is_abroad);
        self.held(named, is_abroad).into_iter().for_each(|held| *held = Held::exactly(said));
        Some(said)
    }
}

fn names<'r>(register: &'r Register, named: [u32; 2]) -> Option<(&'r Said, &'r Said)> {
    register.name(named[0]).zip(register.name(named[1]))
}

/// How two names are alike.
pub(super) fn likeness(register: &Register, known: &mut Known, named: [u32; 2], is_abroad: bool) -> Named {
    names(register, named).map_or_else(Named::default, |names| compared(register, known, names, is_abroad).1)
}

/// What so many shared words say at most, of which so many tell something; in two organisations less, for every PCT
/// has its own medicines management.
fn most(told: usize, shared: usize, is_abroad: bool) -> Bits {
    match (told, is_abroad) {
        (0, false) if shared > 1 => Bits::whole(6),
        (0, false) => Bits::whole(3),
        (0, true) if shared > 1 => Bits::whole(5),
        (0, true) => Bits::quarters(10),
        (1, false) => Bits::whole(8),
        (1, true) => Bits::whole(7),
        (2, false) => Bits::whole(12),
        (2, true) => Bits::whole(10),
        (_, false) => MOST_NAMED,
        (_, true) => Bits::whole(11),
    }
}

/// What words that only one name has say against.
fn lacking(more: usize) -> Bits {
    Bits::quarters(2).part(more.min(4), 1)
}

/// What two names say at most, told without much work.
fn at_most(register: &Register, named: [u32; 2], is_abroad: bool) -> Bits {
    let [one, other] = named.map(|named| register.sketches.of_name(named));
    if [(one, other), (other, one)].into_iter().any(|(short, long)| may_have_initials(short, long)) {
        return MOST_NAMED;
    }
    let (mut told, mut shared, mut both, mut alone) = (0, 0, 0, [0, 0]);
    // which of the words of the other can be some of the one
    let mut met = 0_u128;
    for (word, own) in one {
        let (mut is_same, mut may_be_one) = (false, false);
        for ((theirs, its), at) in other.iter().zip(0_u32..) {
            if word == theirs || own.may_be_one(*its) {
                (is_same, may_be_one) = (is_same || word == theirs, true);
                met |= 1 << at.min(127);
            }
        }
        let weight = if is_same || !may_be_one { own.weight() } else { 2 };
        if may_be_one {
            (told, shared, both) = (told + weight - 1, shared + 1, both + weight);
        } else {
            alone[0] += weight;
        }
    }
    let is_alone = |at: u32| met & 1 << at.min(127) == 0;
    let theirs = other.iter().zip(0..).filter(|(_, at)| is_alone(*at));
    alone[1] = theirs.map(|((_, its), _)| its.weight()).sum();
    let least = alone[0].min(alone[1]);
    let more = alone[0] + alone[1];
    if both == 0 || least > both {
        return Bits::whole(-2);
    }
    let most = most(told, shared, is_abroad).part(both, both + least);
    if more == 0 { most.max(register.namesakes) } else { most - lacking(more) }
}

/// Whether a word of a text may be the initials of words of another.
fn may_have_initials(short: &[(u32, Marks)], long: &[(u32, Marks)]) -> bool {
    let firsts = long.iter().fold(0, |firsts, (_, marks)| firsts | marks.initial());
    short.iter().any(|(_, marks)| marks.may_be_initials(firsts, long.len()))
}

/// What names say: by how many words they share and how few other lines have those.
fn compared(
    register: &Register,
    known: &mut Known,
    (one, other): (&Said, &Said),
    is_abroad: bool,
) -> (Bits, Named) {
    let lexicon = &register.lexicon;
    let alike = lexicon.compare(known, one, other);
    let telling = |word: u32| !lexicon.is_generic(word);
    let weight = |word: u32| if telling(word) { 2 } else { 1 };
    let both: usize = alike.both.iter().map(|(own, theirs)| weight(*own).max(weight(*theirs))).sum();
    let alone = alike.alone.each_ref().map(|words| words.iter().map(|word| weight(*word)).sum::<usize>());
    let least = alone.iter().copied().min().unwrap_or(0);
    let apart = if lexicon.are_apart(one, other, &alike) { APART } else { Bits::NONE };
    if both == 0 || least > both {
        return (Bits::whole(-2) - apart, Named::Otherwise);
    }
    let told = alike.both.iter().filter(|(own, theirs)| telling(*own) && telling(*theirs)).count();
    let most = most(told, alike.both.len(), is_abroad);
    let of = |named: u32| Some((register.name(named)?.words.as_slice(), register.called(named)));
    let others = lexicon.lines_with(known, Part::Name, &alike.both, of).saturating_sub(2);
    let shared = most.at_most(register.lines.len(), others).part(both, both + least);
    let more: usize = alone.iter().sum();
    let named = if more == 0 { Named::Same } else { Named::Near };
    let is_one_name = named == Named::Same && one.labels == other.labels;
    let is_own = is_one_name && !is_abroad && told > 0 && others <= FEW_NAMESAKES;
    let shared = if is_own { shared.max(register.namesakes) } else { shared };
    (shared - lacking(more) - apart, named)
}
