//! Text from data, made safe and cut to size. Colour travels inside strings as invisible marks, which
//! [`clean`] takes out of all data and which the table format turns into terminal colours.

use crate::rating::Rating;
use std::borrow::Cow;

pub use crate::wrapping::{width, wrap};

/// The mark before bold text; like all marks of this file it takes no room on a line.
pub const BOLD: char = '\u{206A}';
/// The mark before green text.
pub const GREEN: char = '\u{206B}';
/// The mark before amber text.
pub const AMBER: char = '\u{206C}';
/// The mark before red text.
pub const RED: char = '\u{206D}';
/// The mark before grey text.
pub const GREY: char = '\u{206E}';
/// The mark after any of them.
pub const END: char = '\u{206F}';

pub fn is_mark(c: char) -> bool {
    (BOLD..=END).contains(&c)
}

/// Text marked with the colour of a rating.
pub fn coloured(rating: Rating, text: &str) -> String {
    let mark = match rating {
        Rating::Green => GREEN,
        Rating::Amber => AMBER,
        Rating::Red => RED,
        Rating::Grey => GREY,
        Rating::NotApplicable => return text.to_owned(),
    };
    format!("{mark}{text}{END}")
}

/// Text marked bold.
pub fn bold(text: &str) -> String {
    format!("{BOLD}{text}{END}")
}

/// Whether a character must never reach a terminal or a page: controls, marks, and those that
/// reorder or hide text.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Text as it may be shown: escape sequences and control characters taken out, line breaks and tabs
/// made blanks. Text without any is borrowed.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7F).contains(&b)) || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // where one control string has no end, none behind it has
    let mut may_end = true;
    while let Some(c) = chars.next() {
        match c {
            '\u{1B}' => match chars.next() {
                Some('[') => skip_csi(&mut chars),
                Some(']' | 'P' | 'X' | '^' | '_') => may_end = may_end && skip_string(&mut chars),
                Some(' '..='/') => drop(chars.next()),
                _ => {}
            },
            '\u{9B}' => skip_csi(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}' => may_end = may_end && skip_string(&mut chars),
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c if is_unsafe(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out.trim_end().to_owned())
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Skips a control sequence to its final character.
fn skip_csi(chars: &mut Chars<'_>) {
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    let _ = chars.next_if(|c| matches!(c, '@'..='~'));
}

/// Skips a control string to its terminator; where none comes, nothing more than the introducer: then `false`.
fn skip_string(chars: &mut Chars<'_>) -> bool {
    let mut ahead = chars.clone();
    while let Some(c) = ahead.next() {
        let ends = matches!(c, '\u{7}' | '\u{9C}') || (c == '\u{1B}' && ahead.next_if_eq(&'\\').is_some());
        if ends {
            *chars = ahead;
            return true;
        }
    }
    false
}

/// The most characters that are shown for a column: some take no room, and any number of them may stand on a letter.
const MOST_ON_A_COLUMN: usize = 16;

/// The text, cut to at most `limit` columns with `…` where it is longer. Marks are kept.
pub fn fit(text: &str, limit: usize) -> Cow<'_, str> {
    let most = MOST_ON_A_COLUMN * (limit + 1);
    let is_whole = text.len() <= most || text.chars().filter(|c| !is_mark(*c)).count() <= most;
    if is_whole && width(text) <= limit {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let (mut full, mut shown) = (false, 0);
    for c in text.chars() {
        if is_mark(c) {
            out.push(c);
        } else if !full {
            out.push(c);
            shown += 1;
            if width(&out) + 1 > limit || shown > most {
                out.pop();
                full = true;
                while out.ends_with(' ') {
                    out.pop();
                }
                if limit > 0 {
                    out.push('…');
                }
            }
        }
    }
    Cow::Owned(out)
}

/// The text over at most `most` lines: where it is longer, whole clauses (to `; `) with `…` behind them;
/// where not even the first clause fits, whole words.
pub fn wrap_to(text: &str, limit: usize, indent: usize, most: usize) -> Vec<String> {
    let lines = wrap(text, limit, indent);
    if lines.len() <= most {
        return lines;
    }
    let ends = |by: &'static str| text.rmatch_indices(by).map(|(at, _)| at);
    let cut = |at: usize, by: &str| format!("{}{by}…{}", text.get(..at).unwrap_or(""), open_end(text, at));
    let by_clause = ends("; ").map(|at| wrap(&cut(at, "; "), limit, indent));
    let by_word = ends(" ").map(|at| wrap(&cut(at, " "), limit, indent));
    let mut fitting = by_clause.chain(by_word).filter(|lines| lines.len() <= most);
    fitting.next().unwrap_or_else(|| {
        let mut first: Vec<String> = lines.into_iter().take(most.max(1)).collect();
        if let Some(last) = first.pop() {
            first.push(fit(&format!("{last}{}", "…".repeat(limit)), limit).into_owned());
        }
        first
    })
}

/// The mark that ends a colour still open where a text is cut.
fn open_end(text: &str, at: usize) -> &'static str {
    let last = text.get(..at).unwrap_or("").chars().rev().find(|c| is_mark(*c));
    if last.is_some_and(|mark| mark != END) { "\u{206F}" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_controls_are_taken_out() {
        assert_eq!(clean("Plain £ text"), "Plain £ text");
        assert_eq!(clean("\u{1B}[31mred\u{1B}[0m"), "red");
        assert_eq!(clean("\u{1B}]8;;http://x\u{7}link\u{1B}]8;;\u{1B}\\"), "link");
        assert_eq!(clean("a\u{9B}2Jb\u{7}c\u{202E}d\u{206D}e"), "abcde");
        assert_eq!(clean("two\r\n lines\tand"), "two  lines and");
        assert_eq!(clean("\u{1B}]never ends"), "never ends");
    }

    #[test]
    fn long_text_is_cut_on_a_character_boundary() {
        assert_eq!(fit("Reducing drug spend", 10), "Reducing…");
        assert_eq!(fit("Planned care", 12), "Planned care");
        assert_eq!(fit("漢字漢字", 5), "漢字…");
        assert_eq!(width(&fit("e\u{301}e\u{301}e\u{301}", 2)), 2);
        assert_eq!(fit(&coloured(Rating::Red, "RED alert"), 4), format!("{RED}RED…{END}"));
        assert_eq!(width(&coloured(Rating::Red, "RED")), 3);
    }

    #[test]
    fn a_text_of_too_many_lines_ends_with_a_whole_clause() {
        let text = "one two; three four; five six";
        assert_eq!(wrap_to(text, 12, 0, 3), ["one two;", "three four;", "five six"]);
        assert_eq!(wrap_to(text, 12, 0, 2), ["one two; …"]);
        assert_eq!(wrap_to("one two three four", 9, 1, 2), ["one two", " three …"]);
        assert_eq!(wrap_to(&"x".repeat(30), 10, 0, 1), ["xxxxxxxxx…"]);
    }
}
