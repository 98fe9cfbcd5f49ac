//! The half of an entry that is theirs: a heading or label, the third column (`#3`), physical lines
//! (`line 15`, `line 3,7,11`), each with an optional `FILE:` or `FILE#Sheet:` before it.

use super::InputName;
use crate::plan::heading::{Heading, plain};

/// What an entry speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Theirs {
    /// A heading or a label: plain, and as it is written.
    Words(String, String),
    /// A column, counted from 0.
    Column(usize),
    /// Physical lines, each from its first to its last.
    Lines(Vec<(u32, u32)>),
}

impl Theirs {
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        let column = text.strip_prefix('#').and_then(|number| number.trim().parse::<usize>().ok());
        if let Some(at) = column.and_then(|number| number.checked_sub(1)) {
            return Self::Column(at);
        }
        match lines(text) {
            Some(lines) => Self::Lines(lines),
            None => Self::Words(plain(text).into_owned(), text.to_owned()),
        }
    }

    /// Whether it names a place and no words.
    pub(super) fn is_place(&self) -> bool {
        !matches!(self, Self::Words(..))
    }

    pub(super) fn is_column(&self, at: usize) -> bool {
        matches!(self, Self::Column(own) if *own == at)
    }

    pub(super) fn is_line(&self, line: u32) -> bool {
        matches!(self, Self::Lines(lines) if lines.iter().any(|(first, last)| (*first..=*last).contains(&line)))
    }

    /// Whether these are the words of a heading or label, with or without its unit. Words without letters
    /// and digits are compared as they stand.
    pub(super) fn is_heading(&self, heading: &Heading) -> bool {
        let Self::Words(words, text) = self else { return false };
        if words.is_empty() {
            return !text.is_empty() && *text == heading.raw;
        }
        *words == heading.plain || *words == plain(&heading.raw)
    }

    pub(super) fn is_words(&self, plain: &str) -> bool {
        matches!(self, Self::Words(words, _) if words == plain)
    }
}

/// `line 15`, `lines 3, 7-9`.
fn lines(text: &str) -> Option<Vec<(u32, u32)>> {
    let lower = text.to_ascii_lowercase();
    let numbers = lower.strip_prefix("lines ").or_else(|| lower.strip_prefix("line "))?;
    let range = |part: &str| -> Option<(u32, u32)> {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
    };
    numbers.split(',').map(range).collect()
}

/// What stands behind the name of the input, where the text begins with that: `FILE:`, `FILE#Sheet:`. The
/// file is named as it was given, or without its folder.
pub(super) fn bound<'t>(theirs: &'t str, input: InputName) -> Option<&'t str> {
    behind(theirs, input.file).find_map(|behind| match behind.strip_prefix('#') {
        Some(sheet) => of_sheet(sheet, input.sheet),
        None => behind.strip_prefix(':'),
    })
}

/// Whether the text begins with the name of a file: `FILE:`, `FILE#Sheet:`.
pub fn names_input(theirs: &str, file: &str) -> bool {
    behind(theirs, file).any(|behind| behind.starts_with([':', '#']))
}

/// What stands behind a file's name: as it was given, and without its folder.
fn behind<'t>(theirs: &'t str, file: &str) -> impl Iterator<Item = &'t str> {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let standard = (file == "<stdin>").then_some("-");
    let names = [Some(file), Some(last), standard];
    names.map(|name| theirs.trim_start().strip_prefix(name?)).into_iter().flatten()
}

/// What stands behind `Sheet:` or `'Sheet':`.
fn of_sheet<'t>(text: &'t str, sheet: &str) -> Option<&'t str> {
    let quoted = text.strip_prefix('\'').and_then(|text| text.strip_prefix(sheet)?.strip_prefix("':"));
    quoted.or_else(|| text.strip_prefix(sheet)?.strip_prefix(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_words() {
        assert_eq!(Theirs::of("#3"), Theirs::Column(2));
        assert_eq!(Theirs::of("line 15"), Theirs::Lines(vec![(15, 15)]));
        assert_eq!(Theirs::of("Line 3,7, 11-13"), Theirs::Lines(vec![(3, 3), (7, 7), (11, 13)]));
        for words in ["line", "line of work", "#", "#0", "#n/a", "Line 3 managers", "Plan #3"] {
            assert!(!Theirs::of(words).is_place(), "{words}");
        }
        assert!(Theirs::of("Plan £000").is_heading(&Heading::new("Plan (£000)")));
        assert!(Theirs::of("£000").is_heading(&Heading::new("£000")));
        assert!(Theirs::of("…").is_heading(&Heading::new("…")));
        assert!(!Theirs::of("…").is_heading(&Heading::new("")));
    }

    #[test]
    fn an_entry_is_bound_by_the_name_of_its_input() {
        let book = InputName { file: "papers/book.xlsx", sheet: "M6 (Sep)" };
        for (theirs, behind) in [
            ("papers/book.xlsx:Plan", Some("Plan")),
            ("book.xlsx:Plan: total", Some("Plan: total")),
            ("book.xlsx#M6 (Sep):#3", Some("#3")),
            ("book.xlsx#'M6 (Sep)':line 4", Some("line 4")),
            ("book.xlsx#M7:Plan", None),
            ("other.xlsx:Plan", None),
            ("Plan: total", None),
        ] {
            assert_eq!(bound(theirs, book), behind, "{theirs}");
        }
        assert_eq!(bound("-:Plan", InputName { file: "<stdin>", sheet: "" }), Some("Plan"));
    }
}
