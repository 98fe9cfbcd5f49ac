//! The words of names and descriptions, as texts are compared: without case, plurals, endings, small words and
//! references, short forms in full.

use crate::names;
use hashbrown::HashSet;
pub use lists::APART;
use lists::{ENDINGS, GENERIC, SHORT, SMALL};
use std::sync::LazyLock;

mod lists;

/// The letters a word must have before an ending is taken from it.
const STEM: usize = 4;

/// A text of which the words are read.
#[derive(Debug)]
pub struct Text(String);

/// What stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'t> {
    /// A word without its ending.
    Word(&'t str),
    /// A number, letter or numeral that tells one of a row of things from the next: `Ward 3`, `Phase II`.
    Label(&'t str),
}

impl Text {
    pub fn of(text: &str) -> Self {
        let lower = names::key(text).replace(['’', '\''], "");
        Self(SHORT.iter().fold(lower, |text, (short, long)| in_full(text, short, long)))
    }

    /// Its words and labels in order, without small words.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        let mut all =
            without_reference(&self.0).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut next = all.next();
        std::iter::from_fn(move || {
            let word = next?;
            next = all.next();
            Some((word, next.is_none()))
        })
        .filter_map(|(word, is_last)| match word {
            label if is_label(label, is_last) => Some(Token::Label(label)),
            small if is_small(small) => None,
            word => Some(Token::Word(stem(word))),
        })
    }
}

/// How much a word of a name, without its ending, tells of what is named: one that schemes of every plan have in
/// their names half as much as another.
pub fn weight(stem: &str) -> usize {
    if is_generic(stem) { 1 } else { 2 }
}

/// Whether schemes of every plan have a word, without its ending, in their names.
pub fn is_generic(stem: &str) -> bool {
    static STEMS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| GENERIC.split_whitespace().map(self::stem).collect());
    STEMS.contains(stem)
}

fn is_small(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.split_whitespace().collect());
    WORDS.contains(word) || WORDS.contains(stem_plural(word))
}

/// The text with a short form written in full.
fn in_full(text: String, short: &str, long: &str) -> String {
    if !text.contains(short) {
        return text;
    }
    let mut full = String::with_capacity(text.len() + long.len());
    let mut rest = text.as_str();
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    while let Some(at) = rest.find(short) {
        let (before, behind) = (rest.get(..at).unwrap_or(""), rest.get(at + short.len()..).unwrap_or(""));
        let is_within = is_part(before.chars().next_back()) || is_part(behind.chars().next());
        full.push_str(before);
        full.push_str(if is_within { short } else { long });
        rest = behind;
    }
    full + rest
}

/// A name without the reference it begins with: `PC-05 Falls prevention`.
fn without_reference(text: &str) -> &str {
    let (first, rest) = text.trim().split_once([' ', ':']).unwrap_or((text, ""));
    let has_letters = rest.chars().filter(|c| c.is_alphabetic()).count() >= STEM;
    if has_letters && first.chars().any(|c| c.is_ascii_digit()) { rest } else { text }
}

/// Whether a word is a number, a letter or a numeral that tells things of one kind apart.
fn is_label(word: &str, is_last: bool) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        || word.len() == 1 && (word != "a" || is_last)
        || matches!(word, "ii" | "iii" | "iv" | "vi")
}

fn stem_plural(word: &str) -> &str {
    word.strip_suffix("ies").or_else(|| word.strip_suffix('s')).unwrap_or(word)
}

/// A word without its ending.
pub fn stem(word: &str) -> &str {
    let is_plural = word.len() > 2 && ["ss", "us", "is"].iter().all(|ending| !word.ends_with(ending));
    let word = if is_plural { word.strip_suffix('s').unwrap_or(word) } else { word };
    let long_enough = |rest: &&str| rest.chars().count() >= STEM;
    let rest =
        ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(long_enough)).unwrap_or(word);
    ["e", "y", "i"].iter().find_map(|ending| rest.strip_suffix(ending).filter(long_enough)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_words_without_reference_endings_and_small_words() {
        let text = Text::of("PC-05 Reducing the children's A&E attendances, phase II");
        let word = Token::Word;
        assert_eq!(
            text.tokens().collect::<Vec<_>>(),
            [
                word("reduc"),
                word("children"),
                word("accident"),
                word("emergenc"),
                word("attend"),
                word("phas"),
                Token::Label("ii")
            ]
        );
        assert_eq!(["reduc", "children"].map(weight), [1, 2]);
    }
}
