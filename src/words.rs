//! Types whose values are fixed words: each word is written once, beside its value, and the command
//! line, JSON, the JSON Schema, CSV and pages all take it from there.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// A type whose every value is a word.
pub trait Words: Copy + Eq + 'static {
    /// Every value, in the order in which they are listed.
    const ALL: &'static [Self];
    /// Their words, likewise.
    const WORDS: &'static [&'static str];

    /// The word of a value.
    fn word(self) -> &'static str;

    /// The value of a word; the first, where several share it.
    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }

    /// The words, each once, as JSON Schema lists them.
    fn schema() -> schemars::Schema {
        let mut words: Vec<&str> = Vec::new();
        for word in Self::WORDS {
            if !words.contains(word) {
                words.push(word);
            }
        }
        schemars::json_schema!({ "type": "string", "enum": words })
    }
}

/// Reads the word of a value, as a report of an earlier run holds it.
pub fn read<'de, W: Words, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
    let word = Cow::<str>::deserialize(deserializer)?;
    W::of_word(&word).ok_or_else(|| D::Error::unknown_variant(&word, W::WORDS))
}

/// A count with its noun: `1 scheme`, `41 schemes`, `1,200 rows`.
pub fn count(n: usize, one: &str) -> String {
    format!("{} {one}{}", crate::money::group(&n.to_string()), if n == 1 { "" } else { "s" })
}

/// How many names a sentence gives before it counts the rest.
const NAMED: usize = 8;

/// Names as a sentence gives them: `a`, `a and b`, `a, b and c`, and after eight how many more.
pub fn listed(names: &[impl AsRef<str>]) -> String {
    let mut shown: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    let more = match names.len().saturating_sub(NAMED) {
        0 => None,
        more => Some(format!("{more} more")),
    };
    shown.extend(more.as_deref());
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A key of ours in words: `actual_ytd` is `actual to date`, `plan_year` is `plan of the year`.
pub fn in_words(key: &str) -> String {
    let of_year = key.strip_suffix("_year").map(|own| format!("{own} of the year"));
    of_year.unwrap_or_else(|| key.to_owned()).replace("_ytd", " to date").replace('_', " ")
}

/// A word of a command line as it is typed: in quotes where a shell would take it apart.
pub fn typed(word: &str) -> Cow<'_, str> {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '\\' | ':' | '#' | '=' | ',');
    if word.chars().all(plain) { word.into() } else { format!("'{}'", word.replace('\'', "'\\''")).into() }
}

/// Declares a type of fixed words.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $(#[doc = concat!("`", $word, "`")] $(#[$doc])* $value,)+ }

        impl $name {
            /// Every value, in the order in which they are listed.
            $vis const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// Their words, likewise.
            $vis const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word.
            $vis const fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }
        }

        impl $crate::words::Words for $name {
            const ALL: &'static [Self] = Self::ALL;
            const WORDS: &'static [&'static str] = Self::WORDS;

            fn word(self) -> &'static str {
                self.word()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::words::read(deserializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <Self as $crate::words::Words>::schema()
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    #[test]
    fn counts_have_their_nouns() {
        let said = [0, 1, 2, 1200].map(|n| super::count(n, "cell"));
        assert_eq!(said, ["0 cells", "1 cell", "2 cells", "1,200 cells"]);
    }

    #[test]
    fn long_lists_end_in_a_count() {
        assert_eq!(super::listed(&["a"]), "a");
        let many: Vec<String> = (1..=10).map(|n| n.to_string()).collect();
        assert_eq!(super::listed(&many), "1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
    }
}
