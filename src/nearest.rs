//! "Did you mean": the nearest known name, and the words that offer it.

use crate::names::key;
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The longest text that is compared, in characters: nobody means a name by more.
const LONGEST: usize = 80;

/// The most work that is done for the names of one list, in names looked at: where more are asked for, the rest are
/// told none.
const MOST_WORK: usize = 50_000_000;
/// As how many names looked at one counts that is compared letter by letter.
const COMPARED: usize = 100;

/// The known name nearest to `given`, when one is near enough to be meant.
pub fn nearest<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    is_comparable(given).then(|| Known::of(known)).and_then(|known| known.nearest(given))
}

/// Names that others are held against, so many that they are looked at once.
pub struct Known<'n> {
    names: Vec<(Cow<'n, str>, Form)>,
    /// What work is left to be done for them; `None` of names that are few.
    left: Option<AtomicUsize>,
}

/// How a name is compared.
struct Form {
    key: String,
    /// Its length as it is written, and in the form that is compared.
    lengths: (usize, usize),
    letters: u64,
}

impl Form {
    /// `None` of a name that is too long to be meant.
    fn of(name: &str) -> Option<Self> {
        let written = length(name);
        if written > LONGEST {
            return None;
        }
        let key = key(name).into_owned();
        let letters = key.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64));
        let lengths = (written, key.chars().count());
        Some(Self { key, lengths, letters })
    }

    /// The most letters that may differ where this is meant.
    fn most(&self) -> usize {
        (self.lengths.0 / 3).max(1)
    }

    /// Whether so few letters may differ, told from their number and kinds.
    fn may_be(&self, other: &Self) -> bool {
        let (own, theirs) = (self.letters & !other.letters, other.letters & !self.letters);
        let kinds = own.count_ones().max(theirs.count_ones()) as usize;
        self.lengths.1.abs_diff(other.lengths.1) <= self.most() && kinds <= self.most()
    }
}

impl<'n> Known<'n> {
    /// A list of names that an input gives.
    pub fn of(names: impl IntoIterator<Item = &'n str>) -> Self {
        let left = Some(AtomicUsize::new(MOST_WORK));
        Self { left, ..Self::few(names) }
    }

    /// A list of names of our own, which are few.
    pub fn few(names: impl IntoIterator<Item: Into<Cow<'n, str>>>) -> Self {
        let names = names.into_iter().map(Into::into);
        let names = names.filter_map(|name: Cow<'n, str>| Form::of(&name).map(|form| (name, form)));
        Self { names: names.collect(), left: None }
    }

    /// The name nearest to `given`, when one is near enough to be meant.
    pub fn nearest(&self, given: &str) -> Option<String> {
        let given = is_comparable(given).then(|| Form::of(given)).flatten()?;
        self.take(self.names.len())?;
        let mut best: Option<(usize, &str)> = None;
        for (name, form) in self.names.iter().filter(|(_, form)| form.may_be(&given)) {
            self.take(COMPARED)?;
            let distance = strsim::damerau_levenshtein(&given.key, &form.key);
            if distance <= form.most() && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, name));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }

    /// Takes so much of the work that is left; `None` where there is not so much.
    fn take(&self, work: usize) -> Option<()> {
        let Some(own) = &self.left else { return Some(()) };
        own.store(own.load(Ordering::Relaxed).checked_sub(work)?, Ordering::Relaxed);
        Some(())
    }
}

fn length(text: &str) -> usize {
    text.chars().take(LONGEST + 1).count()
}

fn is_comparable(given: &str) -> bool {
    (3..=LONGEST).contains(&length(given))
}

/// The question that offers a name.
pub fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// The same as the end of a message, where there is a name to offer.
pub fn offer(near: Option<impl AsRef<str>>) -> String {
    near.map_or_else(String::new, |near| format!("; {}", did_you_mean(near.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_offered() {
        assert_eq!(nearest("sponser", ["sponsor", "manager"]).as_deref(), Some("sponsor"));
        assert_eq!(nearest("weather", ["sponsor", "manager"]), None);
        assert_eq!(nearest("type", ["fye", "stage"]), None);
        assert_eq!(nearest("pod", ["pid"]).as_deref(), Some("pid"));
        assert_eq!(nearest("pm", ["rm"]), None, "too short to tell");
        let long = "sponsor ".repeat(11);
        assert_eq!(nearest(&long, [long.as_str()]), None, "no name is as long");
        let done = Known { left: Some(AtomicUsize::new(0)), ..Known::of(["sponsor"]) };
        assert_eq!(done.nearest("sponser"), None, "no work is left for it");
        assert_eq!(offer(Some("sponsor")), "; did you mean `sponsor`?");
        assert_eq!(offer(None::<&str>), "");
    }
    #[test]
    fn what_is_quickly_told_apart_is_apart_letter_by_letter() {
        let letters = ["a", "b", "ab", "ba", "abc", "x1", "é"];
        let words: Vec<String> = letters
            .iter()
            .flat_map(|one| letters.iter().map(move |other| format!("{one}{other}")))
            .flat_map(|word| letters.iter().map(move |last| format!("{word}{last}")))
            .collect();
        for given in words.iter().step_by(17).filter(|word| is_comparable(word)) {
            let apart = |name: &str| strsim::damerau_levenshtein(&key(given), &key(name));
            let near = words.iter().filter(|name| apart(name) <= (length(name) / 3).max(1));
            let slow = near.min_by_key(|name| apart(name)).cloned();
            assert_eq!(nearest(given, words.iter().map(String::as_str)), slow, "{given}");
        }
    }
}
