//! Double counting, measured: made regions of 2,000 schemes in ten PCTs in which 40 savings are counted twice.

use crate::run::{at, folder, run};
use generator::{KINDS, Region};

mod generator;
mod wording;

/// What the program finds in the region of a seed.
pub struct Measured {
    /// The doubles that are not found, each with its kind.
    pub missed: Vec<String>,
    /// The findings that name schemes that are not one saving.
    pub wrong: Vec<String>,
}

pub fn measure(seed: u64) -> Measured {
    let region = Region::of(seed);
    let (schemes, savings) = region.tables();
    let tables = folder(&[("schemes.csv", &schemes), ("savings.csv", &savings)]);
    let words = ["assess", &at(&tables, ""), "--select", "DC", "--scope", "money", "--format", "json"];
    let report = run(&words).ended(0).json();
    let said =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["found"].as_str().unwrap());
    let named: Vec<(Vec<String>, &str)> = said.map(|text| (ids(text), text)).collect();
    let is_found = |pair: &[String; 2]| named.iter().any(|(ids, _)| pair.iter().all(|id| ids.contains(id)));
    let missed = region.planted.iter().filter(|(pair, _)| !is_found(pair));
    let missed =
        missed.map(|(pair, kind)| format!("{kind}: {} | {}", region.line(&pair[0]), region.line(&pair[1])));
    let is_right =
        |ids: &[String]| region.planted.iter().any(|(pair, _)| ids.iter().all(|id| pair.contains(id)));
    let wrong = named.iter().filter(|(ids, _)| !is_right(ids)).map(|(_, text)| (*text).to_owned());
    Measured { missed: missed.collect(), wrong: wrong.collect() }
}

/// The ids of schemes in a text: `P3-0417`.
fn ids(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let is_id = |word: &&str| word.len() == 7 && word.starts_with('P') && word.get(2..3) == Some("-");
    words.filter(is_id).map(str::to_owned).collect()
}

#[track_caller]
fn holds(seed: u64) {
    let Measured { missed, wrong } = measure(seed);
    assert!(missed.len() <= 4, "{} of 40 missed\n{}", missed.len(), missed.join("\n"));
    assert!(wrong.len() <= 10, "{} found that are none\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn doubles_are_found_in_the_region_of_seed_101() {
    holds(101);
}

#[test]
fn doubles_are_found_in_the_region_of_seed_202() {
    holds(202);
}

#[test]
fn doubles_are_found_in_the_region_of_seed_303() {
    holds(303);
}

#[test]
fn a_made_region_is_what_it_says() {
    let region = Region::of(1);
    assert_eq!((region.len(), region.planted.len()), (2_000, 40));
    for kind in KINDS {
        assert!(region.planted.iter().any(|(_, own)| *own == kind), "{kind}");
    }
    let (again, other) = (Region::of(1).tables(), Region::of(2).tables());
    assert_eq!(region.tables(), again);
    assert_ne!(region.tables(), other);
}
