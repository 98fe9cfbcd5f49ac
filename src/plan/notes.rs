//! Remarks on how the input was understood: each said once, with all the places that it holds for.

use super::Note;
use crate::cutting::{MOST, and_more};
use crate::location::{Place, Sources};
use std::collections::{HashMap, HashSet};

/// A remark and where it holds.
pub struct Remark<'n> {
    place: Place,
    text: &'n str,
    /// Where else.
    again: Vec<Place>,
}

/// Remarks in their order, those that say the same as one.
pub fn fold<'n>(notes: impl Iterator<Item = &'n Note>) -> Vec<Remark<'n>> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut seen: HashSet<(&str, Place)> = HashSet::new();
    let mut remarks: Vec<Remark> = Vec::new();
    for note in notes.filter(|note| seen.insert((&note.text, note.place))) {
        let at = *first.entry(&note.text).or_insert(remarks.len());
        match remarks.get_mut(at) {
            Some(known) => known.again.push(note.place),
            None => remarks.push(Remark { place: note.place, text: &note.text, again: Vec::new() }),
        }
    }
    remarks
}

impl Remark<'_> {
    /// `a.csv:2:5: "TBC" is no figure (again at a.csv:4:5, a.csv:9:5)`: the first ten places.
    pub fn said(&self, sources: &Sources) -> String {
        let (place, text) = (sources.show(self.place), self.text);
        if self.again.is_empty() {
            return format!("{place}: {text}");
        }
        let again: Vec<String> = self.again.iter().take(MOST).map(|place| sources.show(*place)).collect();
        format!("{place}: {text} (again at {}{})", again.join(", "), and_more(self.again.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Source;

    #[test]
    fn what_is_the_same_is_one_remark_with_its_places() {
        let mut sources = Sources::default();
        let of = |name: &str| Source { name: name.to_owned(), ..Source::default() };
        let (a, b) = (sources.add(of("a.csv")), sources.add(of("b.csv")));
        let note = |source, line, text: &str| Note {
            place: Place::Cell { source, line, column: 1 },
            text: text.to_owned(),
        };
        let notes = [note(a, 1, "x"), note(a, 2, "y"), note(b, 1, "x"), note(a, 1, "x"), note(b, 3, "x")];
        let said: Vec<String> = fold(notes.iter()).iter().map(|own| own.said(&sources)).collect();
        assert_eq!(said, ["a.csv:1:1: x (again at b.csv:1:1, b.csv:3:1)", "a.csv:2:1: y"]);
    }
}
