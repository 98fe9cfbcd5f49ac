//! What people write where they have nothing to say yet, and how a plan says that there is rightly
//! nothing. The one list: what is a placeholder to one reader is one to every other.

use std::borrow::Cow;

/// Whole texts that stand for what is not known yet, in lower case, without dots and with single spaces.
pub const PLACEHOLDERS: &[&str] = &[
    "tbc",
    "tbd",
    "tba",
    "to be confirmed",
    "to be determined",
    "to be decided",
    "to be agreed",
    "to be advised",
    "to be completed",
    "to follow",
    "n/a",
    "na",
    "not applicable",
    "not available",
    "not known",
    "not yet known",
    "not known yet",
    "unknown",
    "vacant",
    "vacancy",
    "post vacant",
    "vacant post",
    "pending",
    "awaited",
    "none yet",
    "see above",
    "see below",
    "as above",
    "ditto",
    "placeholder",
    "place holder",
    "lorem ipsum",
];

/// What is a placeholder beside the words of [`PLACEHOLDERS`], for those who ask.
pub const FORMS: &str = "dots, dashes, question marks or other signs alone; a lone letter, or one letter repeated; \
     noughts alone (where a value is asked for, 0 is a value)";

/// No placeholder is longer than this many bytes.
const LONGEST: usize = 40;

/// Whether a text is blank or a placeholder.
pub fn is_placeholder(text: &str) -> bool {
    is_sign(text) || text.trim().bytes().all(|byte| byte == b'0') || is_placeholder_word(text)
}

/// Whether a text is a placeholder where 0 is a value.
pub fn is_placeholder_value(text: &str) -> bool {
    is_sign(text) || is_placeholder_word(text)
}

/// Whether a text is a placeholder where a letter or a digit is a word of its own: a rating, a date.
pub fn is_placeholder_code(text: &str) -> bool {
    text.chars().all(is_idle) || is_placeholder_word(text)
}

/// Whether a text is a placeholder in words: `T.B.C.`, `(to follow)`.
pub fn is_placeholder_word(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    // most texts begin with another letter
    if !inner.starts_with(|c: char| "TtNnUuVvPpAaSsDdLl".contains(c)) {
        return false;
    }
    let mut words = String::with_capacity(inner.len());
    for c in inner.chars().filter(|c| *c != '.') {
        match c.is_whitespace() {
            true if words.ends_with(' ') => {}
            true => words.push(' '),
            false => words.extend(c.to_lowercase()),
        }
    }
    PLACEHOLDERS.contains(&words.as_str())
}

/// Whether a sign says nothing by itself (`%` and `£` do).
fn is_idle(c: char) -> bool {
    c.is_whitespace() || ".…?!-–—−_~*/\\|;:,'\"‘’“”()[]".contains(c)
}

/// Whether a text holds no word at all: signs, or one letter, once or again and again.
fn is_sign(text: &str) -> bool {
    let mut first = None;
    for c in text.chars().filter(|c| !is_idle(*c)).flat_map(char::to_lowercase) {
        if !c.is_alphabetic() || first.is_some_and(|known| known != c) {
            return false;
        }
        first = Some(c);
    }
    true
}

/// A text that says that there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing<'t> {
    /// And no more than that: `none`, `None identified`, `none: TBC`.
    Bare,
    /// And why: `none: premises only`, `None, the policy stands on its own`.
    Because(&'t str),
}

/// First words that say that there is nothing.
const NONE: [&str; 2] = ["none", "nil"];

/// Words behind them that give no reason.
const NO_REASON: [&str; 12] = [
    "identified",
    "not needed",
    "not required",
    "not relevant",
    "required",
    "needed",
    "known",
    "expected",
    "anticipated",
    "applicable",
    "stated",
    "at present",
];

/// Words that begin a reason.
const BECAUSE: [&str; 3] = ["because", "as", "since"];

impl<'t> Nothing<'t> {
    /// Reads a text as a stated nothing; `None` where it says something else.
    pub fn of(text: &'t str) -> Option<Self> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”'));
        let head = NONE.iter().find_map(|word| {
            Some(text.split_at_checked(word.len())?).filter(|(head, _)| head.eq_ignore_ascii_case(word))
        });
        let (_, rest) = head?;
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let reason = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let parted = rest.trim_start().starts_with(|c: char| !c.is_alphanumeric());
        let given = strip_because(reason);
        if !parted && given.is_none() && !says_too_little(reason) {
            return None;
        }
        let reason = given.unwrap_or(reason).trim();
        Some(if says_too_little(reason) { Self::Bare } else { Self::Because(reason) })
    }
}

fn strip_because(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    BECAUSE.iter().any(|known| known.eq_ignore_ascii_case(word)).then_some(rest)
}

/// Whether a text gives no reason.
fn says_too_little(text: &str) -> bool {
    let words: Cow<str> = text.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase().into();
    is_placeholder(text) || NO_REASON.contains(&&*words) || NONE.contains(&&*words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_something_to_come_is_a_placeholder() {
        let yes = [
            "",
            " ",
            "TBC",
            "T.B.C.",
            "tbd",
            "n/a",
            "n.a.",
            "N.A",
            "?",
            "???",
            "...",
            "…",
            "-",
            "–",
            "— —",
            "x",
            "X.",
            "xx",
            "zz",
            "ZZZ",
            "0",
            "00",
            "to follow",
            "To be  confirmed.",
            "(TBC)",
            "[tbc]",
            "Vacant",
            "pending",
            "Not known",
            "none yet",
            "see above",
            ";",
            "; ;",
            "/",
        ];
        for text in yes {
            assert!(is_placeholder(text), "{text:?}");
        }
        let no = [
            "%",
            "£",
            "Priya Nair",
            "PN",
            "TBC by March",
            "10",
            "1",
            "none",
            "A1",
            "Vacant land sale",
            "see page 4",
            "No",
        ];
        for text in no {
            assert!(!is_placeholder(text), "{text:?}");
        }
        assert!(!is_placeholder_value("0") && is_placeholder_value("x") && is_placeholder_value("TBC"));
        for word in PLACEHOLDERS {
            assert!(word.len() <= LONGEST && is_placeholder_word(word), "{word}");
        }
    }

    #[test]
    fn a_stated_nothing_counts_with_a_reason_that_says_something() {
        let because = |text: &'static str| match Nothing::of(text) {
            Some(Nothing::Because(reason)) => reason,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(because("none: premises only"), "premises only");
        assert_eq!(because("None, the policy stands on its own"), "the policy stands on its own");
        assert_eq!(because("None - stands alone"), "stands alone");
        assert_eq!(because("None – stands alone"), "stands alone");
        assert_eq!(because("none because it is premises only"), "it is premises only");
        assert_eq!(because("Nil (premises only)"), "premises only");
        let bare = [
            "none",
            "None.",
            "nil",
            "none:",
            "none: -",
            "none: TBC",
            "none: x",
            "none: none",
            "None, to follow",
            "None identified",
            "none because x",
            "none: 0",
            "none: required",
            "none: not needed",
        ];
        for text in bare {
            assert_eq!(Nothing::of(text), Some(Nothing::Bare), "{text}");
        }
        for text in ["nonetheless", "None of the wards close", "Nilesh Patel", "PC-01; PC-02", ""] {
            assert_eq!(Nothing::of(text), None, "{text}");
        }
    }
}
