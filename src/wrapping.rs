//! How wide text is on a page, and how it is broken into lines: the one place where text for people is
//! wrapped.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

/// The greatest width of a line of text on a page of no width of its own: a file, a pipe.
pub const WIDTH: usize = 80;
/// The greatest width on a terminal: in a line that is longer an eye loses its place.
const WIDEST: usize = 140;

/// How wide text is on a terminal of so many columns.
pub fn on_terminal(columns: u16) -> usize {
    usize::from(columns).clamp(WIDTH, WIDEST)
}

/// The columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The text broken at blanks into lines of at most `limit` columns, those after the first indented; a
/// word that is longer than a line is cut.
pub fn wrap(text: &str, limit: usize, indent: usize) -> Vec<String> {
    if width(text) <= limit {
        return vec![text.to_owned()];
    }
    let indent = " ".repeat(indent.min(limit / 2));
    let options = Options::new(limit)
        .subsequent_indent(&indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = textwrap::wrap(text, options).into_iter();
    lines.filter(|line| !line.trim().is_empty()).map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_used_within_bounds() {
        assert_eq!([0, 60, 80, 117, 140, 400].map(on_terminal), [80, 80, 80, 117, 140, 140]);
    }

    #[test]
    fn lines_are_broken_at_blanks_and_never_too_long() {
        assert_eq!(wrap("one two three four", 9, 2), ["one two", "  three", "  four"]);
        assert_eq!(wrap("  one two three", 9, 4), ["  one two", "    three"]);
        assert_eq!(wrap("well-known", 6, 0), ["well-k", "nown"]);
        assert!(wrap(&"x".repeat(50), 20, 4).iter().all(|line| width(line) <= 20));
        assert!(wrap(&"\u{206D}漢字漢字\u{206F} ".repeat(9), 20, 4).iter().all(|line| width(line) <= 20));
    }
}
