//! Words of a column in the spellings in which they come: the word itself, what else people call it, an
//! abbreviation, and each of these with a qualifier before or behind it (`Plans in progress`, `High Risk`,
//! `Pay - Agency`). Two words in one cell are never chosen between.

use crate::names::fold_spaces;
use crate::plan::vocabulary::cells::{CHANGERS, SYNONYMS};
use crate::plan::vocabulary::is_unidentified;

/// What a text says in a column of fixed words.
#[derive(Debug, PartialEq, Eq)]
pub enum Said<W> {
    /// One of the words, in whatever spelling.
    Word(W),
    /// One of the words, and more about it.
    Qualified(W, Box<str>),
    /// Two of the words.
    Several(W, W),
    /// One of the words beside one that changes it: `Not high`, `Part delivered`.
    Changed(W, &'static str),
    /// None of them.
    Nothing,
}

/// Words beside a known one between the same marks, and in all: with more it is a sentence.
const BESIDE: usize = 3;
const IN_ALL: usize = 12;

/// Abbreviations, which count alone between two marks only.
const SHORT: usize = 2;

/// A way to write a word, in plain words.
struct Spelling<W> {
    plain: Vec<String>,
    word: W,
}

/// What a text says in a column of these words.
pub fn of_words(text: &str, words: &[&'static str]) -> Said<&'static str> {
    if let Some(word) = words.iter().find(|word| **word == text) {
        return Said::Word(word);
    }
    let others = words.iter().flat_map(|word| {
        let known = SYNONYMS.iter().filter(move |(ours, _)| ours == word);
        known.flat_map(|(_, theirs)| theirs.iter()).map(move |theirs| (*theirs, *word))
    });
    let said = of(text, words.iter().map(|word| (*word, *word)).chain(others));
    let to_be_found = || words.iter().find(|word| **word == "unidentified" && is_unidentified(text));
    match said {
        Said::Qualified(word, said) => Said::Qualified(word, kept(word, said)),
        Said::Nothing | Said::Changed(..) if to_be_found().is_some() => {
            to_be_found().map_or(Said::Nothing, |word| Said::Word(word))
        }
        said => said,
    }
}

/// A qualifier without the word that `convert` writes before it: `pay (Pay - Agency)`.
pub fn kept(word: &str, said: Box<str>) -> Box<str> {
    let rest = said.strip_prefix(word).and_then(|rest| rest.strip_prefix(" (")?.strip_suffix(')'));
    rest.map_or_else(|| said.clone(), Into::into)
}

/// What a text says, of words each with its meaning.
pub fn of<'w, W: Copy + PartialEq>(text: &str, words: impl Iterator<Item = (&'w str, W)>) -> Said<W> {
    let given = text.to_lowercase();
    let plain = tokens(&given);
    let mut spellings = Vec::new();
    for (spelt, word) in words {
        let own = tokens(spelt);
        if given == spelt || !own.is_empty() && own == plain {
            return Said::Word(word);
        }
        if !own.is_empty() {
            spellings.push(Spelling { plain: own, word });
        }
    }
    let mut found: Option<W> = None;
    for part in parts(&given) {
        let tokens = tokens(part);
        let mut at = 0;
        while at < tokens.len() {
            let fits = |spelling: &&Spelling<W>| {
                let is_short = spelling.plain.concat().chars().count() <= SHORT;
                tokens.get(at..).is_some_and(|rest| rest.starts_with(&spelling.plain))
                    && (!is_short || spelling.plain.len() == tokens.len())
            };
            let Some(spelling) = spellings.iter().filter(fits).max_by_key(|spelling| spelling.plain.len())
            else {
                at += 1;
                continue;
            };
            if let Some(known) = found.filter(|known| *known != spelling.word) {
                return Said::Several(known, spelling.word);
            }
            if tokens.len() > spelling.plain.len() + BESIDE || plain.len() > IN_ALL {
                return Said::Nothing;
            }
            found = Some(spelling.word);
            let (before, behind) = (&tokens[..at], &tokens[at + spelling.plain.len()..]);
            if let Some(changer) = changer(before, behind).or(partial(part)) {
                return Said::Changed(spelling.word, changer);
            }
            at += spelling.plain.len();
        }
    }
    found.map_or(Said::Nothing, |word| Said::Qualified(word, fold_spaces(text)))
}

/// The word between the same marks that makes another word of one.
fn changer(before: &[String], behind: &[String]) -> Option<&'static str> {
    let has = |tokens: &[String], word: &str| tokens.join(" ").split(' ').any(|token| token == word);
    let negated = before.last().filter(|word| *word == "non").map(|_| "non");
    negated.or_else(|| {
        CHANGERS.iter().copied().find(|changer| match changer.split_once(' ') {
            Some(_) => format!(" {} ", before.join(" ")).contains(&format!(" {changer} ")),
            None => has(before, changer) || has(behind, changer),
        })
    })
}

/// A share of less than all: `50% delivered`.
fn partial(part: &str) -> Option<&'static str> {
    (part.contains('%') && !part.contains("100%")).then_some("%")
}

/// The parts of a text between marks; a hyphen within a word is none.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| "–—/()[]:;,|+&\n".contains(c);
    text.split(is_mark).flat_map(|part| part.split(" -").flat_map(|part| part.split("- ")))
}

/// The plain words of a text.
fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fields::words::{Category, DeliveryRisk, Effect, Maturity, RESULTS, Stage};

    fn reads(text: &str, words: &[&'static str]) -> String {
        match of_words(text, words) {
            Said::Word(word) => word.to_owned(),
            Said::Qualified(word, said) => format!("{word} ({said})"),
            Said::Several(one, other) => format!("{one} or {other}"),
            Said::Changed(word, by) => format!("{by} {word}"),
            Said::Nothing => String::new(),
        }
    }

    #[test]
    fn a_known_word_in_todays_spellings() {
        for (text, words, read) in [
            ("FD", Maturity::WORDS, "fully developed"),
            ("Fully Developed", Maturity::WORDS, "fully developed"),
            ("in_progress", Maturity::WORDS, "in progress"),
            ("In development", Maturity::WORDS, "in progress"),
            ("PIP", Maturity::WORDS, "in progress"),
            ("Not yet identified", Maturity::WORDS, "unidentified"),
            ("To be found", Maturity::WORDS, "unidentified"),
            ("Med", DeliveryRisk::WORDS, "medium"),
            ("M", DeliveryRisk::WORDS, "medium"),
            ("Non Pay", Category::WORDS, "non-pay"),
            ("Non-cash releasing", Effect::WORDS, "productivity"),
            ("In delivery", Stage::WORDS, "delivering"),
        ] {
            assert_eq!(reads(text, words), read, "{text}");
        }
    }

    #[test]
    fn a_qualifier_is_kept_beside_its_word() {
        for (text, words, read) in [
            (
                "Fully developed - delivery started",
                Maturity::WORDS,
                "fully developed (Fully developed - delivery started)",
            ),
            ("FD (live)", Maturity::WORDS, "fully developed (FD (live))"),
            ("High Risk", DeliveryRisk::WORDS, "high (High Risk)"),
            ("Plans In-Progress", Maturity::WORDS, "in progress (Plans In-Progress)"),
            ("Risk: Med", DeliveryRisk::WORDS, "medium (Risk: Med)"),
            ("Very high", DeliveryRisk::WORDS, "high (Very high)"),
            ("high (likely)", DeliveryRisk::WORDS, "high (likely)"),
            ("high (High (likely))", DeliveryRisk::WORDS, "high (High (likely))"),
            ("Pay - Agency", Category::WORDS, "pay (Pay - Agency)"),
            ("Pay/agency", Category::WORDS, "pay (Pay/agency)"),
            ("Non-pay – drugs", Category::WORDS, "non-pay (Non-pay – drugs)"),
            ("Agency pay", Category::WORDS, "pay (Agency pay)"),
            ("H (high)", DeliveryRisk::WORDS, "high (H (high))"),
            (
                "Fully developed - not yet started",
                Maturity::WORDS,
                "fully developed (Fully developed - not yet started)",
            ),
        ] {
            assert_eq!(reads(text, words), read, "{text}");
        }
    }

    #[test]
    fn two_words_and_a_changed_one_are_not_guessed_at() {
        for (text, words, read) in [
            ("High/Medium", DeliveryRisk::WORDS, "high or medium"),
            ("med-high", DeliveryRisk::WORDS, "medium or high"),
            ("Pay and non-pay", Category::WORDS, "pay or non-pay"),
            ("Opportunity - unidentified", Maturity::WORDS, "opportunity or unidentified"),
            ("Not fully developed", Maturity::WORDS, "not fully developed"),
            ("Part delivered", Stage::WORDS, "part delivered"),
            ("50% delivered", Stage::WORDS, "% delivered"),
            ("To be approved", Stage::WORDS, "to be approved"),
            ("Met in part", RESULTS, "part met"),
            ("Non-high", DeliveryRisk::WORDS, "non high"),
            // an abbreviation is a word only where it stands alone
            ("M and A", DeliveryRisk::WORDS, ""),
            ("Hospital", DeliveryRisk::WORDS, ""),
            ("aproved", Stage::WORDS, ""),
        ] {
            assert_eq!(reads(text, words), read, "{text}");
        }
        assert_eq!(reads("Not met", RESULTS), "unmet");
    }
}
