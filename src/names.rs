//! Names as people write them. A workstream, a scheme or an organisation is one in any case and with
//! any spaces between its words; it is printed as it is first written.

use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::HashMap;

/// A name in the form in which names are compared: spaces folded, case folded as Unicode does
/// (`ÉLAN` and `élan`, `STRASSE` and `Straße` are one).
pub fn key(name: &str) -> Cow<'_, str> {
    let is_key = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase() || byte == b' ';
    if name.bytes().all(is_key) && is_even(name) && name.trim().len() == name.len() {
        return Cow::Borrowed(name);
    }
    let spaced = fold_spaces(name);
    Cow::Owned(if spaced.is_ascii() {
        spaced.to_ascii_lowercase()
    } else {
        // by way of the capitals: letters that share one are the same letter
        spaced.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
    })
}

/// Whether two texts are the same name, or the same code of a criterion or finding.
pub fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        // most differ in their first word: no form of them is made
        let (mut words, mut others) = (one.split_whitespace(), other.split_whitespace());
        return loop {
            match (words.next(), others.next()) {
                (Some(word), Some(other)) if word.eq_ignore_ascii_case(other) => {}
                (None, None) => break true,
                _ => break false,
            }
        };
    }
    one == other || key(one) == key(other)
}

/// Titles before a person's name, in the form in which names are compared.
const TITLES: [&str; 11] =
    ["dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "dame", "rev", "cllr"];

/// A person's name in the form in which people are told apart: without case, spaces, dots and titles.
pub fn person(name: &str) -> String {
    let words = key(name).replace(['.', ','], " ");
    words.split_whitespace().filter(|word| !TITLES.contains(word)).collect()
}

/// A name with its spaces folded.
pub fn fold_spaces(text: &str) -> Box<str> {
    let text = text.trim();
    if is_even(text) { text.into() } else { text.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// Whether no space of a text needs folding, but those at its ends.
pub(crate) fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    let is_odd = |one: u8, next: u8| (one == b' ' && next == b' ') || (one == 0xC2 && next == 0xA0);
    let is_gap = |byte: &u8| matches!(byte, 0x09..=0x0D);
    // without an early end, many bytes are compared at once
    !bytes.iter().fold(false, |odd, byte| odd | is_gap(byte))
        & !bytes.iter().zip(next).fold(false, |odd, (one, next)| odd | is_odd(*one, *next))
}

/// What stands under names, in the order in which the names are first used.
#[derive(Debug, Clone)]
pub struct ByName<T>(IndexMap<Box<str>, (String, T), DefaultHashBuilder>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(IndexMap::default())
    }
}

impl<T> ByName<T> {
    /// Nothing yet, with room for so many names.
    pub fn with_capacity(names: usize) -> Self {
        Self(IndexMap::with_capacity_and_hasher(names, DefaultHashBuilder::default()))
    }

    /// What stands under a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(key(name).as_ref()).map(|(_, own)| own)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0.get_mut(key(name).as_ref()).map(|(_, own)| own)
    }

    /// The place of a name among all, by first use.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.get_index_of(key(name).as_ref())
    }

    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Gives what stands under a name, made first where the name is new.
    pub fn or_insert_with(&mut self, name: &str, new: impl FnOnce() -> T) -> &mut T {
        let key = key(name);
        let known = self.0.get_index_of(key.as_ref());
        let at = known.unwrap_or_else(|| {
            self.make_room();
            self.0.insert_full(key.into(), (name.to_owned(), new())).0
        });
        &mut self.0[at].1
    }

    /// Gives back the room for more: there may be a great many of a name or two.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Does something with what stands under each name of others, made first where the name is new, and with theirs.
    pub fn with_each<U>(&mut self, others: &ByName<U>, mut work: impl FnMut(&mut T, &U))
    where
        T: Default,
    {
        for (key, (name, other)) in &others.0 {
            let known = self.0.get_index_of(key);
            let at = known.unwrap_or_else(|| self.0.insert_full(key.clone(), (name.clone(), T::default())).0);
            work(&mut self.0[at].1, other);
        }
    }

    /// Makes room for a name: for the first of them alone, as there may be a great many of a name or two.
    fn make_room(&mut self) {
        if self.0.is_empty() {
            self.0.reserve_exact(1);
        }
    }

    /// Puts something under a name, and gives what stood there.
    pub fn insert(&mut self, name: &str, own: T) -> Option<T> {
        self.make_room();
        match self.0.entry(key(name).into_owned().into_boxed_str()) {
            indexmap::map::Entry::Occupied(mut known) => Some(std::mem::replace(&mut known.get_mut().1, own)),
            indexmap::map::Entry::Vacant(free) => {
                free.insert((name.to_owned(), own));
                None
            }
        }
    }

    /// The names as first written, with what stands under each.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> + Clone {
        self.0.values().map(|(name, own)| (name.as_str(), own))
    }

    /// The same, each to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        self.0.values_mut().map(|(name, own)| (name.as_str(), own))
    }

    /// What is made of what stands under each.
    pub fn map<U>(self, made: impl Fn(T) -> U) -> ByName<U> {
        ByName(self.0.into_iter().map(|(key, (name, own))| (key, (name, made(own)))).collect())
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Default> ByName<T> {
    /// What stands under a name, empty where it is new.
    pub fn of(&mut self, name: &str) -> &mut T {
        self.or_insert_with(name, T::default)
    }

    /// The same for one of many names, of which few are different.
    pub fn of_many<'n>(&mut self, name: &'n str, known: &mut Spellings<'n>) -> &mut T {
        let at = *known.0.entry(name).or_insert_with(|| {
            self.of(name);
            self.position(name).unwrap_or_default()
        });
        &mut self.0[at].1
    }
}

/// The places of names by how they are written, so that each spelling is compared but once.
#[derive(Default)]
pub struct Spellings<'n>(HashMap<&'n str, usize, DefaultHashBuilder>);

impl<T> IntoIterator for ByName<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoValues<Box<str>, (String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_values()
    }
}

/// Names, each once, in the order in which they are first used.
pub type Names = ByName<()>;

impl Names {
    /// Adds a name; `false` where it is known already.
    pub fn add(&mut self, name: &str) -> bool {
        self.insert(name, ()).is_none()
    }

    /// The name, where there is but one.
    pub fn only(&self) -> Option<&str> {
        let mut names = self.iter().map(|(name, ())| name);
        names.next().filter(|_| self.len() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_in_any_case_and_spacing() {
        for (one, other) in [
            ("ÉLAN", "élan"),
            (" Planned  care", "planned CARE"),
            ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
            ("STRASSE", "Straße"),
        ] {
            assert!(same(one, other), "{one} {other}");
            assert!(!same(one, "other"));
        }
        assert!(!same("PC-01", "PC01"));
    }

    #[test]
    fn names_are_one_as_their_keys_are() {
        let names = ["", " ", "a", "A", "ab", "a b", " A \t\x0b b", "a  B ", "a\u{a0}b", "a b c", "é", "É"];
        for one in names {
            for other in names {
                assert_eq!(same(one, other), key(one) == key(other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn names_stand_in_their_order_and_as_first_written() {
        let mut named: ByName<Vec<u8>> = ByName::default();
        for (name, mark) in [("Été", 1), ("Care", 2), ("ÉTÉ", 3), ("care", 4)] {
            named.of(name).push(mark);
        }
        let all: Vec<(&str, &Vec<u8>)> = named.iter().collect();
        assert_eq!(all, [("Été", &vec![1, 3]), ("Care", &vec![2, 4])]);
        assert_eq!((named.get("CARE"), named.get("other")), (Some(&vec![2, 4]), None));
    }
}
