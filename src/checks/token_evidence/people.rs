//! One person under several spellings, whose time is then counted as several people's.

use super::{Look, Token};
use crate::names::person;
use crate::plan::fields::schemes;
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// Managers whose names differ only in that a first name is shortened to its initial, or in titles,
/// case and spaces.
pub(super) fn spellings(look: &Look) -> Option<Token> {
    let mut by_initial: BTreeMap<(char, String), Vec<(usize, &str)>> = BTreeMap::new();
    for (at, scheme) in look.plan.schemes.iter().enumerate() {
        if let Some(name) = scheme.row.text(schemes::MANAGER)
            && let Some(initialled) = initialled(name)
        {
            by_initial.entry(initialled).or_default().push((at, name));
        }
    }
    let mut written: Vec<String> = Vec::new();
    let mut all: BTreeSet<usize> = BTreeSet::new();
    for managed in by_initial.into_values() {
        let people: BTreeSet<String> = managed.iter().map(|(_, name)| person(name)).collect();
        let shortened = managed.iter().any(|(_, name)| is_initialled(name));
        if people.len() > 1 && shortened {
            let names: BTreeSet<&str> = managed.iter().map(|(_, name)| *name).collect();
            written.push(names.into_iter().collect::<Vec<_>>().join(" / "));
            all.extend(managed.iter().map(|(at, _)| *at));
        }
    }
    (!all.is_empty()).then(|| Token {
        found: format!(
            "{} under several spellings ({})",
            count(written.len(), "manager"),
            written.join("; ")
        ),
        expected: "one spelling for one person, so that their time can be added up",
        action: "Write each name in one way.",
        cells: all.iter().map(|at| (*at, schemes::MANAGER)).collect(),
        schemes: all,
        can_be_set_aside: false,
    })
}

fn words(name: &str) -> Vec<String> {
    let plain = name.replace('.', " ");
    plain.split_whitespace().map(person).filter(|word| !word.is_empty()).collect()
}

/// The initial of the first name, and the surname.
fn initialled(name: &str) -> Option<(char, String)> {
    let words = words(name);
    let (first, last) = words.first().zip(words.last()).filter(|_| words.len() > 1)?;
    Some((first.chars().next()?, last.clone()))
}

fn is_initialled(name: &str) -> bool {
    words(name).first().is_some_and(|first| first.chars().count() == 1)
}
