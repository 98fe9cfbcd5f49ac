//! A nation of ten regions with every table of a plan: its first screen is a screen, every level adds up to the
//! next, and what moved is said in one page.

use crate::run::{Says, at, folder, run};
use made::Nation;
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

#[path = "../benches/nation.rs"]
mod made;

/// Twenty of the PCTs, with twelve schemes each, so many months of whose year are reported.
pub fn nation(reported: usize) -> TempDir {
    let mut made = Nation::WHOLE;
    (made.pcts, made.schemes, made.reported) = (20, 12, reported);
    let tables = made.tables();
    folder(&tables.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

#[test]
fn the_first_screen_of_a_nation_is_a_screen() {
    let input = nation(6);
    let out = run(&["assess", &at(&input, "")]).ended(0).out;
    out.as_str().says(&["10 regions, 20 organisations", "read: 240 schemes", "REGIONS", "Total"]);
    assert!(out.lines().count() <= 45, "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

/// The sums of a level: plan and actual to date, plan and forecast of the year.
type Sums = [i64; 4];

#[test]
fn every_level_of_a_nation_adds_up_to_the_next() {
    let input = nation(6);
    let words = ["assess", &at(&input, ""), "--view", "finance", "--by", "all", "--format", "csv", "--quiet"];
    let out = run(&words).ended(0).out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let [level, region, organisation] = ["level", "region", "organisation"].map(column);
    let amounts = ["plan_ytd", "actual_ytd", "plan_year", "forecast_year"].map(column);
    let (mut whole, mut of_region): (BTreeMap<String, Sums>, BTreeMap<(String, String), Sums>) =
        Default::default();
    let mut organisations = BTreeSet::new();
    for row in reader.records().map(Result::unwrap) {
        let (of, own) = (row[level].to_owned(), amounts.map(|at| row[at].parse::<i64>().unwrap()));
        let add = |sums: &mut Sums| sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        add(whole.entry(of.clone()).or_default());
        if !of.starts_with("nation") {
            add(of_region.entry((row[region].to_owned(), of)).or_default());
            organisations.insert(row[organisation].to_owned());
        }
    }
    let levels = [
        "nation",
        "nation_workstream",
        "organisation",
        "region",
        "region_workstream",
        "scheme",
        "workstream",
    ];
    assert_eq!(whole.keys().collect::<Vec<_>>(), levels);
    assert!(
        whole.values().all(|sums| *sums == whole["nation"] && sums.iter().all(|sum| *sum > 0)),
        "{whole:?}"
    );
    let regions: BTreeSet<&String> = of_region.keys().map(|(region, _)| region).collect();
    assert_eq!((regions.len(), organisations.len()), (10, 21), "one line is of no organisation");
    for ((region, level), sums) in &of_region {
        assert_eq!(*sums, of_region[&(region.clone(), "scheme".to_owned())], "{region}, {level}");
    }
}

#[test]
fn what_moved_in_a_nation_is_one_page() {
    let (then, now) = (nation(6), nation(7));
    let out = run(&["compare", &at(&then, ""), &at(&now, "")]).ended(0).out;
    out.as_str().says(&["from 30 Sep 2011", "to 31 Oct 2011"]);
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(out.lines().count() <= 120, "{} lines\n{out}", out.lines().count());
}
