//! One person under several spellings, whose time is then counted as several people's.

use super::{Look, Token};
use crate::names::person;
use crate::plan::fields::schemes;
use crate::words::count;
use std::collections::{BTreeMap, BTreeSet};

/// A manager's name, taken apart.
struct Name<'a> {
    scheme: usize,
    written: &'a str,
    first: String,
    middle: String,
    last: String,
}

/// Managers whose names can be one person's: the same surname, and first names that are the same or an
/// initial of each other. Titles, case and spaces tell nobody apart, here or where time is added up.
pub(super) fn spellings(look: &Look) -> Option<Token> {
    let managers = look.plan.schemes.iter().enumerate();
    let managers = managers.filter_map(|(at, own)| Name::of(at, own.row.text(schemes::MANAGER)?));
    let mut by_initial: BTreeMap<(Option<char>, String), Vec<Name>> = BTreeMap::new();
    for name in managers {
        by_initial.entry((name.first.chars().next(), name.last.clone())).or_default().push(name);
    }
    let mut written: Vec<String> = Vec::new();
    let mut all: BTreeSet<usize> = BTreeSet::new();
    for names in by_initial.into_values() {
        for people in of_one_first_name(&names) {
            let told_apart: BTreeSet<String> = people.iter().map(|name| person(name.written)).collect();
            if told_apart.len() > 1 {
                let spellings: BTreeSet<&str> = people.iter().map(|name| name.written).collect();
                written.push(spellings.into_iter().collect::<Vec<_>>().join(" / "));
                all.extend(people.iter().map(|name| name.scheme));
            }
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

/// The names of one surname and initial, by person: with two full first names a bare initial can be
/// either's, and different middle names are different people.
fn of_one_first_name<'n, 'a>(names: &'n [Name<'a>]) -> Vec<Vec<&'n Name<'a>>> {
    let given = |part: fn(&'n Name<'a>) -> &'n str, least: usize| -> BTreeSet<&'n str> {
        let parts = names.iter().map(part);
        parts.filter(|part| part.chars().count() >= least).collect()
    };
    let first_names: Vec<&str> = given(|name| &name.first, 2).into_iter().collect();
    let of = |first: &str| names.iter().filter(|name| name.first == first).collect::<Vec<_>>();
    let people = match first_names.as_slice() {
        [] | [_] => vec![names.iter().collect()],
        several => several.iter().map(|first| of(first)).collect(),
    };
    let middles = |people: &Vec<&Name>| {
        let initials = people.iter().filter_map(|name| name.middle.chars().next());
        initials.collect::<BTreeSet<char>>().len()
    };
    people.into_iter().filter(|people| middles(people) <= 1).collect()
}

impl<'a> Name<'a> {
    /// `Dr Priya K Nair`, `Nair, Priya` or `P Nair, programme manager`; `None` for a single word.
    fn of(scheme: usize, written: &'a str) -> Option<Self> {
        let (before, after) = written.split_once(',').unwrap_or((written, ""));
        let (surname, rest) = (words(before), words(after));
        let words = if surname.len() == 1 { [rest, surname].concat() } else { surname };
        let (first, more) = words.split_first()?;
        let (last, middle) = more.split_last()?;
        Some(Self { scheme, written, first: first.clone(), middle: middle.concat(), last: last.clone() })
    }
}

/// The words of a name without titles, folded.
fn words(name: &str) -> Vec<String> {
    let plain = name.replace('.', " ");
    plain.split_whitespace().map(person).filter(|word| !word.is_empty()).collect()
}
