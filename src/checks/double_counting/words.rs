//! The words of names and descriptions as double counting compares them: without case, plurals, endings, small
//! words and references, and alike where one is a slip, a short form or the initials of the other.

use super::wording::{APART, ENDINGS, GENERIC, SHORT, SMALL};
use crate::names;
use std::cell::RefCell;
use std::collections::HashMap;

/// The letters a word must have before an ending is taken from it.
const STEM: usize = 4;

/// The words that two texts share, each as the one and as the other writes it.
type Shared = Vec<(u32, u32)>;

/// The words of every name and description, each with the lines that have it.
#[derive(Default)]
pub(super) struct Lexicon {
    ids: HashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// How many lines have some words together, as far as that has been asked.
    counted: RefCell<HashMap<(Part, Shared), usize>>,
    /// Whether two words are one, as far as that has been asked.
    slips: RefCell<HashMap<(u32, u32), bool>>,
}

struct Word {
    text: Box<str>,
    is_generic: bool,
    /// The family of words that set savings apart, where it is of one.
    family: Option<usize>,
    /// The lines whose names have it, and those whose descriptions have, in order.
    lines: [Vec<u32>; 2],
}

/// What of a line has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Name,
    Description,
}

impl Word {
    fn of(&self, part: Part) -> &[u32] {
        let [names, descriptions] = &self.lines;
        if part == Part::Name { names } else { descriptions }
    }

    fn of_mut(&mut self, part: Part) -> &mut Vec<u32> {
        let [names, descriptions] = &mut self.lines;
        if part == Part::Name { names } else { descriptions }
    }
}

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Said {
    /// Its words, each once, in order.
    pub words: Vec<u32>,
    /// Numbers, letters and numerals that tell one of a row of things from the next: `Ward 3`, `Phase II`.
    pub labels: Vec<String>,
}

/// What of two texts is alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Alike {
    /// The words that both have, each as the first and as the other writes it.
    pub both: Vec<(u32, u32)>,
    /// The words that only the one has, and only the other.
    pub alone: [Vec<u32>; 2],
}

impl Lexicon {
    /// A lexicon that knows the generic words and those that set apart.
    pub fn new() -> Self {
        let mut lexicon = Self::default();
        for word in GENERIC.split(' ') {
            let id = lexicon.id(stem(word));
            lexicon.word_mut(id, |word| word.is_generic = true);
        }
        for (family, words) in APART.iter().enumerate() {
            for word in *words {
                let id = lexicon.id(stem(word));
                lexicon.word_mut(id, |word| word.family = Some(family));
            }
        }
        lexicon
    }

    fn word_mut(&mut self, id: u32, change: impl FnOnce(&mut Word)) {
        if let Some(word) = self.words.get_mut(id as usize) {
            change(word);
        }
    }

    fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.into(), id);
        self.words.push(Word {
            text: text.into(),
            is_generic: false,
            family: None,
            lines: [Vec::new(), Vec::new()],
        });
        id
    }

    /// Reads a text; `own` are the words of its organisation's name, which every name of it may have.
    pub fn read(&mut self, text: &str, own: &[u32]) -> Said {
        let mut lower = names::key(text).replace(['’', '\''], "");
        for (short, long) in SHORT {
            lower = in_full(lower, short, long);
        }
        let mut said = Said::default();
        let all: Vec<&str> = without_reference(&lower)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        for (at, word) in all.iter().enumerate() {
            if is_label(word, at + 1 == all.len()) {
                said.labels.push((*word).to_owned());
            } else if SMALL.split_whitespace().all(|small| small != *word && small != stem_plural(word)) {
                let id = self.id(stem(word));
                if !said.words.contains(&id) {
                    said.words.push(id);
                }
            }
        }
        if said.words.iter().any(|word| !own.contains(word)) {
            said.words.retain(|word| !own.contains(word));
        }
        said.labels.sort_unstable();
        said.labels.dedup();
        said
    }

    /// Remembers that a part of a line has these words; lines come in order.
    pub fn remember(&mut self, part: Part, said: &Said, line: u32) {
        for id in &said.words {
            self.word_mut(*id, |word| word.of_mut(part).push(line));
        }
    }

    fn word(&self, id: u32) -> Option<&Word> {
        self.words.get(id as usize)
    }

    fn text(&self, id: u32) -> &str {
        self.word(id).map_or("", |word| &word.text)
    }

    /// Whether schemes of every plan have it in their names.
    pub fn is_generic(&self, id: u32) -> bool {
        self.word(id).is_some_and(|word| word.is_generic)
    }

    /// How many lines have all of these words, each in the one writing or the other.
    pub fn lines_with(&self, part: Part, both: &[(u32, u32)], has: impl Fn(u32, u32) -> bool) -> usize {
        let mut asked = both.to_vec();
        asked.sort_unstable();
        if let Some(known) = self.counted.borrow().get(&(part, asked.clone())) {
            return *known;
        }
        let lines = self.count_with(part, both, has);
        self.counted.borrow_mut().insert((part, asked), lines);
        lines
    }

    fn count_with(&self, part: Part, both: &[(u32, u32)], has: impl Fn(u32, u32) -> bool) -> usize {
        let lines = |id: u32| self.word(id).map_or(&[][..], |word| word.of(part));
        let size = |(one, other): (u32, u32)| lines(one).len() + lines(other).len();
        let Some(rarest) = both.iter().copied().min_by_key(|pair| size(*pair)) else { return 0 };
        let mut with: Vec<u32> = lines(rarest.0).iter().chain(lines(rarest.1)).copied().collect();
        with.sort_unstable();
        with.dedup();
        with.retain(|line| both.iter().all(|(one, other)| has(*line, *one) || has(*line, *other)));
        with.len()
    }

    /// Holds two texts against each other.
    pub fn compare(&self, one: &Said, other: &Said) -> Alike {
        let mut alike = Alike { both: Vec::new(), alone: [Vec::new(), other.words.clone()] };
        for word in &one.words {
            match alike.alone[1].iter().position(|theirs| theirs == word) {
                Some(at) => {
                    alike.alone[1].remove(at);
                    alike.both.push((*word, *word));
                }
                None => alike.alone[0].push(*word),
            }
        }
        let mut left = Vec::new();
        for word in std::mem::take(&mut alike.alone[0]) {
            let slip = |theirs: &u32| self.is_slip(word, *theirs);
            match alike.alone[1].iter().position(slip) {
                Some(at) => alike.both.push((word, alike.alone[1].remove(at))),
                None => left.push(word),
            }
        }
        alike.alone[0] = left;
        self.initials(&mut alike, one, other);
        alike
    }

    fn is_slip(&self, one: u32, other: u32) -> bool {
        let asked = || is_one_word(self.text(one), self.text(other));
        *self.slips.borrow_mut().entry((one.min(other), one.max(other))).or_insert_with(asked)
    }

    /// Takes a word of the one for the words of the other whose initials it is (`LTC`).
    fn initials(&self, alike: &mut Alike, one: &Said, other: &Said) {
        for (short, long, said) in [(0, 1, other), (1, 0, one)] {
            let words = alike.alone[short].clone();
            for word in words.into_iter().filter(|word| (3..=5).contains(&self.text(*word).len())) {
                let letters: Vec<char> = self.text(word).chars().collect();
                let mut windows = said.words.windows(letters.len());
                let begins = |window: &&[u32]| {
                    window.iter().zip(&letters).all(|(id, letter)| self.text(*id).starts_with(*letter))
                        && window.iter().any(|id| alike.alone[long].contains(id))
                };
                if let Some(window) = windows.find(begins).map(<[u32]>::to_vec) {
                    alike.alone[short].retain(|own| *own != word);
                    alike.alone[long].retain(|own| !window.contains(own));
                    alike
                        .both
                        .extend(window.into_iter().map(|id| if long == 1 { (word, id) } else { (id, word) }));
                }
            }
        }
    }

    /// Those of the words of a text that are meant, as it writes them.
    pub fn quoted(&self, text: &str, meant: &[u32]) -> String {
        let lower = names::key(text);
        let is_meant = |word: &&str| self.ids.get(stem(word)).is_some_and(|id| meant.contains(id));
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(is_meant);
        let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
        if words.is_empty() { "their words".to_owned() } else { words.join(", ") }
    }

    /// Whether something in the names sets two savings apart: another number, or `north` and `south`.
    pub fn are_apart(&self, one: &Said, other: &Said, alike: &Alike) -> bool {
        let labels = !one.labels.is_empty() && !other.labels.is_empty() && one.labels != other.labels;
        let family = |id: &u32| self.word(*id).and_then(|word| word.family);
        let [own, theirs] = &alike.alone;
        labels || own.iter().filter_map(family).any(|of| theirs.iter().filter_map(family).any(|it| it == of))
    }
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
fn stem(word: &str) -> &str {
    let is_plural = word.len() > 2 && ["ss", "us", "is"].iter().all(|ending| !word.ends_with(ending));
    let word = if is_plural { word.strip_suffix('s').unwrap_or(word) } else { word };
    let long_enough = |rest: &&str| rest.chars().count() >= STEM;
    let rest =
        ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(long_enough)).unwrap_or(word);
    ["e", "y", "i"].iter().find_map(|ending| rest.strip_suffix(ending).filter(long_enough)).unwrap_or(rest)
}

/// Whether one word is a slip of the other (a letter wrong, missing or turned round) or a short form of it.
fn is_one_word(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (least, most) = (short.chars().count(), long.chars().count());
    if short.chars().next() != long.chars().next() {
        return least >= 6 && strsim::osa_distance(short, long) == 1;
    }
    let slips = if least >= 7 { 2 } else { usize::from(least >= 4) };
    let prefix = least >= 3 && long.starts_with(short) && (least >= 4 || most >= 2 * least);
    let skeleton = least >= 3 && least * 2 <= most + 1 && {
        let mut letters = long.chars();
        short.chars().all(|letter| letters.any(|own| own == letter))
    };
    prefix || skeleton || most - least <= slips && strsim::osa_distance(short, long) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(one: &str, other: &str) -> (Alike, bool) {
        let mut lexicon = Lexicon::new();
        let (one, other) = (lexicon.read(one, &[]), lexicon.read(other, &[]));
        let alike = lexicon.compare(&one, &other);
        let apart = lexicon.are_apart(&one, &other, &alike);
        (alike, apart)
    }

    #[test]
    fn names_of_one_saving_have_one_set_of_words() {
        for (one, other) in [
            ("Falls prevention and bone health", "Bone health, falls-prevention project"),
            ("Medicines management", "Meds mgmt"),
            ("Reducing emergency admissions", "Reduction of emergency admission"),
            ("Long-term conditions case management", "LTC case management"),
            ("A&E frequent attenders", "Accident and emergency frequent attendees"),
            ("Ambulatory DVT pathway", "Ambulatory DVT pathwya"),
            ("PC-05 Cataract pathway", "UC-17 Cataract pathway"),
            ("Dermatology outpatient follow ups", "Derm OP F/U"),
            ("Prescribing of statins", "Statins prescription"),
            ("Children's continence service", "Childrens continence services"),
        ] {
            let (alike, apart) = compared(one, other);
            assert!(alike.alone.iter().all(Vec::is_empty), "{one} | {other} {alike:?}");
            assert!(!apart && !alike.both.is_empty(), "{one} | {other}");
        }
    }

    #[test]
    fn other_savings_have_other_words() {
        for (one, other) in [
            ("Cataract pathway", "Cardiac rehabilitation"),
            ("Statins", "Stationery"),
            ("Ward closure", "Warfarin clinic"),
            ("Contract review", "Continence"),
        ] {
            assert!(compared(one, other).0.both.is_empty(), "{one} | {other}");
        }
    }

    #[test]
    fn numbers_and_contrary_words_set_savings_apart() {
        for (one, other) in [
            ("Ward 3 closure", "Closure of ward 4"),
            ("Skill mix phase I", "Skill mix phase II"),
            ("District nursing north", "District nursing south"),
            ("Ward A", "Ward B"),
        ] {
            assert!(compared(one, other).1, "{one} | {other}");
        }
        assert!(!compared("Ward closure 2011", "Ward closure").1);
    }

    #[test]
    fn an_organisations_own_name_is_no_word_of_its_schemes() {
        let mut lexicon = Lexicon::new();
        let own = lexicon.read("Anytown PCT", &[]).words;
        let said = lexicon.read("Anytown falls prevention", &own);
        assert_eq!(said, lexicon.read("Falls prevention", &[]));
        assert!(!lexicon.read("Anytown", &own).words.is_empty(), "a name that says nothing else keeps it");
    }
}
