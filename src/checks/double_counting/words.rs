//! The words of names and descriptions as double counting compares them: alike where one is a slip, a short form
//! or the initials of the other.

use crate::names;
use crate::wording::{self, APART, Text, Token, stem};
use std::cell::RefCell;
use std::collections::HashMap;

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
    /// A lexicon that knows the words that set apart.
    pub fn new() -> Self {
        let mut lexicon = Self::default();
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
            is_generic: wording::is_generic(text),
            family: None,
            lines: [Vec::new(), Vec::new()],
        });
        id
    }

    /// Reads a text; `own` are the words of its organisation's name, which every name of it may have.
    pub fn read(&mut self, text: &str, own: &[u32]) -> Said {
        let mut said = Said::default();
        for token in Text::of(text).tokens() {
            match token {
                Token::Label(label) => said.labels.push(label.to_owned()),
                Token::Word(word) => {
                    let id = self.id(word);
                    if !said.words.contains(&id) {
                        said.words.push(id);
                    }
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
        let (own, theirs) = (self.text(one), self.text(other));
        let asked = || is_one_word(own, theirs);
        can_be_one_word(own, theirs)
            && *self.slips.borrow_mut().entry((one.min(other), one.max(other))).or_insert_with(asked)
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

/// Whether one word can be the other written otherwise, as far as first letters and lengths tell.
fn can_be_one_word(one: &str, other: &str) -> bool {
    let least = one.len().min(other.len());
    one.as_bytes().first() == other.as_bytes().first()
        || least >= 6 && one.len().abs_diff(other.len()) <= char::MAX.len_utf8()
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
