//! The words of names and descriptions as double counting compares them: alike where one is a slip, a short form
//! or the initials of the other.

use super::slips::{Marks, is_one_word};
use crate::names;
use crate::wording::{APART, Text, Token, stem};
use std::collections::HashMap;
use std::ops::Range;

/// The words of every name and description, each with the lines that have it.
#[derive(Default)]
pub(super) struct Lexicon {
    ids: HashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// What tells of each word.
    marks: Vec<Marks>,
}

/// What was worked out of words and may be asked again.
#[derive(Default)]
pub(super) struct Known {
    /// How many lines have some words together, each as the one and as the other writes it.
    counted: HashMap<(Part, Vec<(u32, u32)>), usize>,
    /// Whether two words are one.
    slips: HashMap<(u32, u32), bool>,
}

struct Word {
    text: Box<str>,
    /// The family of words that set savings apart, where it is of one.
    family: Option<usize>,
    /// The names that have it, and the lines whose descriptions have, in order.
    texts: [Vec<u32>; 2],
}

/// What of a line has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Name,
    Description,
}

impl Said {
    /// The same without the words of an organisation's name; `None` where it has none of them, or none else.
    pub fn without(&self, own: &[u32]) -> Option<Self> {
        let words: Vec<u32> = self.words.iter().filter(|word| !own.contains(word)).copied().collect();
        let is_less = !words.is_empty() && words.len() < self.words.len();
        is_less.then(|| Self { words, labels: self.labels.clone() })
    }
}

impl Word {
    fn of(&self, part: Part) -> &[u32] {
        let [names, descriptions] = &self.texts;
        if part == Part::Name { names } else { descriptions }
    }

    fn of_mut(&mut self, part: Part) -> &mut Vec<u32> {
        let [names, descriptions] = &mut self.texts;
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
        self.marks.push(Marks::of(text));
        self.words.push(Word { text: text.into(), family: None, texts: [Vec::new(), Vec::new()] });
        id
    }

    /// Reads a text.
    pub fn read(&mut self, text: &str) -> Said {
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
        said.labels.sort_unstable();
        said.labels.dedup();
        said
    }

    /// Remembers that a name, or the description of a line, has these words; they come in order.
    pub fn remember(&mut self, part: Part, words: &[u32], text: u32) {
        for id in words {
            self.word_mut(*id, |word| word.of_mut(part).push(text));
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
        self.marks(id).is_some_and(|marks| marks.is_generic)
    }

    /// How many lines have all of these words, each in the one writing or the other; `of` gives the words of a
    /// text, and how many lines have it.
    pub fn lines_with<'t>(
        &self,
        known: &mut Known,
        part: Part,
        both: &[(u32, u32)],
        of: impl Fn(u32) -> Option<(&'t [u32], usize)>,
    ) -> usize {
        let mut asked = both.to_vec();
        asked.sort_unstable();
        let count = |(_, both): &(Part, Vec<(u32, u32)>)| {
            let texts = |id: u32| self.word(id).map_or(&[][..], |word| word.of(part));
            let size = |(one, other): (u32, u32)| texts(one).len() + texts(other).len();
            let Some(rarest) = both.iter().copied().min_by_key(|pair| size(*pair)) else { return 0 };
            let mut with: Vec<u32> = texts(rarest.0).iter().chain(texts(rarest.1)).copied().collect();
            with.sort_unstable();
            with.dedup();
            let has =
                |words: &[u32]| both.iter().all(|(one, other)| words.contains(one) || words.contains(other));
            with.into_iter().filter_map(&of).filter(|(words, _)| has(words)).map(|(_, lines)| lines).sum()
        };
        *known.counted.entry((part, asked)).or_insert_with_key(count)
    }

    /// Holds two texts against each other.
    pub fn compare(&self, known: &mut Known, one: &Said, other: &Said) -> Alike {
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
            let slip = |theirs: &u32| self.is_slip(known, word, *theirs);
            match alike.alone[1].iter().position(slip) {
                Some(at) => alike.both.push((word, alike.alone[1].remove(at))),
                None => left.push(word),
            }
        }
        alike.alone[0] = left;
        self.initials(&mut alike, one, other);
        alike
    }

    fn marks(&self, id: u32) -> Option<Marks> {
        self.marks.get(id as usize).copied()
    }

    /// The words of a text, each with what tells of it.
    pub fn marked(&self, said: &Said) -> impl Iterator<Item = (u32, Marks)> {
        said.words.iter().filter_map(|id| Some((*id, self.marks(*id)?)))
    }

    /// Whether one word can be the other, or the other written otherwise.
    fn may_be_one(&self, one: u32, other: u32) -> bool {
        one == other
            || self.marks(one).zip(self.marks(other)).is_some_and(|(one, other)| one.may_be_one(other))
    }

    fn is_slip(&self, known: &mut Known, one: u32, other: u32) -> bool {
        let asked = || is_one_word(self.text(one), self.text(other));
        self.may_be_one(one, other)
            && *known.slips.entry((one.min(other), one.max(other))).or_insert_with(asked)
    }

    /// Where in a text words stand whose initials a word is (`LTC`).
    fn window_of(&self, word: u32, said: &Said) -> impl Iterator<Item = Range<usize>> {
        let is_short = self.marks(word).is_some_and(Marks::is_short);
        let letters = if is_short { self.text(word) } else { "" }.chars();
        let count = if is_short { letters.clone().count() } else { usize::MAX };
        let windows = said.words.windows(count).zip(0..);
        let begins = move |window: &[u32]| {
            let mut words = window.iter().zip(letters.clone());
            words.all(|(id, letter)| self.text(*id).starts_with(letter))
        };
        windows.filter(move |(window, _)| begins(window)).map(move |(_, at)| at..at + count)
    }

    /// Takes a word of the one for the words of the other whose initials it is (`LTC`).
    fn initials(&self, alike: &mut Alike, one: &Said, other: &Said) {
        for (short, long, said) in [(0, 1, other), (1, 0, one)] {
            let words = alike.alone[short].clone();
            for word in words {
                let mut windows = self.window_of(word, said).filter_map(|at| said.words.get(at));
                let is_alone = |window: &&[u32]| window.iter().any(|id| alike.alone[long].contains(id));
                if let Some(window) = windows.find(is_alone).map(<[u32]>::to_vec) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(one: &str, other: &str) -> (Alike, bool) {
        let mut lexicon = Lexicon::new();
        let (one, other) = (lexicon.read(one), lexicon.read(other));
        let alike = lexicon.compare(&mut Known::default(), &one, &other);
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
        let own = lexicon.read("Anytown PCT").words;
        let said = lexicon.read("Anytown falls prevention").without(&own);
        assert_eq!(said, Some(lexicon.read("Falls prevention")));
        assert_eq!(lexicon.read("Anytown").without(&own), None, "a name that says nothing else keeps it");
    }
}
