//! The published tables and the plans kept as examples, worked out again in whole pence from their cells by a reading
//! of its own, and held against every line of the report.

mod cases;
mod held;
mod reading;
mod sums;

use crate::agreement::{as_asked, fixtures};
use crate::run::exact;
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use cases::{Case, cases};
use held::Held;
use serde_json::Value;
use std::collections::BTreeSet;
use sums::{Key, Rule};

/// A plan as it is read, with what has to be said of it.
fn submitted(name: &str) -> Submitted {
    let path = fixture(name);
    if name.starts_with("northfold") {
        let files = ["ambulance.csv", "community.csv", "hospitals.csv", "icb.csv"];
        return files
            .iter()
            .fold(Submitted::default(), |all, file| all.and_fixture(&format!("{name}/{file}")));
    }
    if path.is_dir() { Submitted::folder(name) } else { as_asked(name) }
}

/// The report of a plan under a rule, with every digit of it.
fn report(name: &str, rule: Rule) -> Value {
    let percents = [
        ("finance_amber_from", rule.amber),
        ("finance_red_from", rule.red),
        ("headroom_amber_under", rule.thin),
        ("stress_loss", rule.loss),
    ];
    let own = percents.iter().fold(submitted(name), |own, (key, value)| own.set(key, &value.to_string()));
    exact(&serde_json::to_string(&own.assess()).unwrap())
}

/// Holds the report of a plan against its cells.
fn hold(held: &mut Held, case: &Case, name: &str, rule: Rule) {
    let (report, before, mut keys) = (report(name, rule), held.wrong.len(), Vec::new());
    for plan in report["plans"].as_array().unwrap() {
        keys.extend(held.part(case, plan, rule));
        held.plan(case, plan, rule);
    }
    if !report["rollup"].is_null() {
        keys.extend(held.part(case, &report["rollup"], rule));
        let of: BTreeSet<&str> = case.years.iter().map(|own| own.0.as_str()).collect();
        let rows = report["rollup"]["headroom"].as_array().unwrap();
        for rows in rows.chunk_by(|one, next| one["level"] == next["level"]) {
            held.room(case, &of.iter().copied().collect::<Vec<_>>(), rows.iter().collect(), rule);
        }
    }
    let whole = case.years.iter().map(|own| ["organisation", &own.0, "", ""].map(str::to_owned));
    let expected: BTreeSet<Key> = case.counted().flat_map(|own| own.keys(case)).chain(whole).collect();
    let printed: BTreeSet<Key> = keys.into_iter().collect();
    for key in expected.symmetric_difference(&printed) {
        held.wrong.push(format!("{key:?} is not in both"));
    }
    held.wrong[before..].iter_mut().for_each(|own| *own = format!("{name}: {own}"));
}

fn hold_all(rule: Rule) {
    let mut held = Held::default();
    for case in cases() {
        case.names.iter().for_each(|name| hold(&mut held, &case, name, rule));
    }
    assert!(held.wrong.is_empty(), "{} wrong\n{}", held.wrong.len(), held.wrong.join("\n"));
    assert!(held.lines > 5_400 && held.figures > 24_000, "{} lines, {} figures", held.lines, held.figures);
}

#[test]
fn every_published_line_is_what_whole_pence_say() {
    hold_all(Rule { amber: 5, red: 20, thin: 5, loss: 20 });
}

/// Bounds that part the tables elsewhere.
#[test]
fn every_published_line_is_what_whole_pence_say_under_other_bounds() {
    hold_all(Rule { amber: 3, red: 11, thin: 15, loss: 10 });
}

/// Plans that are refused as they stand, or give no amount of a plan: colours alone, gross and net.
const NOT_HELD: [&str; 7] = [
    "messy/tracker-300-rows.csv",
    "messy/year-to-date-tabs.xlsx",
    "papers/southampton-2013.csv",
    "published/nao-2011-09-sha-shares/as-published.csv",
    "published/nhs-london-2011-02/as-published-milestones.csv",
    "published/nhs-london-2011-02/as-published-rag.csv",
    "published/nhs-london-2011-02/as-published-raw.csv",
];

#[test]
fn no_plan_is_forgotten() {
    let known: BTreeSet<String> = cases().into_iter().flat_map(|case| case.names).collect();
    let there = fixtures().into_iter().map(|(name, _)| name.trim_start_matches("./").to_owned());
    let papers = std::fs::read_dir(fixture("papers")).unwrap().map(|entry| entry.unwrap().file_name());
    let there = there.chain(papers.map(|name| format!("papers/{}", name.to_str().unwrap())));
    let forgotten = there.filter(|name| !known.contains(name) && !NOT_HELD.contains(&name.as_str()));
    assert_eq!(forgotten.collect::<Vec<_>>(), Vec::<String>::new());
}
