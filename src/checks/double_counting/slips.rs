//! Whether one word is a slip of another or a short form of it, and whether that can be, told from few marks.

use crate::wording::is_generic;

/// What is quickly held against another word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Its letters, as a set; some share a place.
    letters: u32,
    initial: u32,
    first: u8,
    chars: u8,
    is_short: bool,
    /// Whether schemes of every plan have it in their names.
    pub is_generic: bool,
}

impl Marks {
    pub fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |letters, letter| letters | of_letter(letter));
        Self {
            letters,
            initial: word.chars().next().map_or(0, of_letter),
            first: word.bytes().next().unwrap_or(0),
            chars: u8::try_from(word.chars().count()).unwrap_or(u8::MAX),
            is_short: (3..=5).contains(&word.len()),
            is_generic: is_generic(word),
        }
    }

    /// Whether it can be the initials of others.
    pub fn is_short(self) -> bool {
        self.is_short
    }

    /// Its first letter, as a set.
    pub fn initial(self) -> u32 {
        self.initial
    }

    /// Whether it can be the initials of some of so many words with such first letters.
    pub fn may_be_initials(self, firsts: u32, words: usize) -> bool {
        self.is_short && usize::from(self.chars) <= words && self.letters & !firsts == 0
    }

    /// How much it tells of what is named.
    pub fn weight(self) -> usize {
        if self.is_generic { 1 } else { 2 }
    }

    /// Whether one word can be the other written otherwise.
    pub fn may_be_one(self, other: Self) -> bool {
        let least = self.chars.min(other.chars);
        let more = self.chars.abs_diff(other.chars);
        // a slip changes two letters of the set at most
        let differ = || (self.letters ^ other.letters).count_ones();
        if self.first != other.first {
            return least >= 6 && more <= 1 && differ() <= 2;
        }
        let both = self.letters & other.letters;
        let is_short_form = least >= 3 && (both == self.letters || both == other.letters);
        let slips = most_slips(least);
        is_short_form || more <= slips && differ() <= 2 * u32::from(slips)
    }
}

fn of_letter(letter: char) -> u32 {
    1 << (u32::from(letter) % 32)
}

/// How many slips of a word with so many letters are still that word.
fn most_slips(letters: u8) -> u8 {
    if letters >= 7 { 2 } else { u8::from(letters >= 4) }
}

/// Whether one word is a slip of the other (a letter wrong, missing or turned round) or a short form of it.
pub(super) fn is_one_word(one: &str, other: &str) -> bool {
    let size = |word: &str| (word.len(), word.chars().count());
    let (short, long) = if size(one) <= size(other) { (one, other) } else { (other, one) };
    let (least, most) = (short.chars().count(), long.chars().count());
    if short.chars().next() != long.chars().next() {
        return least >= 6 && strsim::osa_distance(short, long) == 1;
    }
    let prefix = least >= 3 && long.starts_with(short) && (least >= 4 || most >= 2 * least);
    let skeleton = least >= 3 && least * 2 <= most + 1 && {
        let mut letters = long.chars();
        short.chars().all(|letter| letters.any(|own| own == letter))
    };
    let slips = usize::from(most_slips(u8::try_from(least).unwrap_or(u8::MAX)));
    let is_near = most.checked_sub(least).is_some_and(|more| more <= slips);
    prefix || skeleton || is_near && strsim::osa_distance(short, long) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_word_may_be_one() {
        let words = [
            "pathwa",
            "pathwya",
            "pathawy",
            "attende",
            "attend",
            "management",
            "mgmt",
            "med",
            "medicine",
            "ltc",
            "statin",
            "station",
            "stationer",
            "cataract",
            "catract",
            "ward",
            "wards",
            "warfarin",
            "physio",
            "physiotherapy",
            "xataract",
            "élan",
            "elan",
            "dermatolog",
            "derm",
            "a",
            "ab",
            "abc",
            "bac",
        ];
        let mut met = 0;
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
            if is_one_word(one, other) {
                met += 1;
                assert!(Marks::of(one).may_be_one(Marks::of(other)), "{one} {other}");
            }
        }
        assert!(met > words.len());
        for (one, other) in [("ward", "clinic"), ("statin", "stroke"), ("outpatient", "emergenc")] {
            assert!(!Marks::of(one).may_be_one(Marks::of(other)), "{one} {other}");
        }
    }
}
