//! A small change of the worked plan for every expectation that loses `met`, and one that leaves it
//! unevidenced where that can be, each with the exact list of everything that changes.

use super::{Cells, Change, all, any, assess, effects, every, is, policy};
use crate::worked_plan::{Folder, results};
use qipp::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};

mod capacity;
mod estimate;
mod finance;
mod implementation;
mod integrated_plan;
mod opportunities;
mod progress;
mod scheme;
mod structure;

pub use integrated_plan::base as integrated_plan_base;

/// A change and all that follows from it.
struct Case {
    /// The criterion it is for.
    criterion: &'static str,
    /// What is changed.
    what: &'static str,
    change: Change,
    /// Every result that changes, then every finding.
    expect: &'static [&'static str],
}

/// Cases that start from the same plan and policy.
struct Suite {
    name: &'static str,
    base: fn() -> Folder,
    policy: fn() -> Policy,
    cases: &'static [Case],
}

const fn of_anytown(name: &'static str, cases: &'static [Case]) -> Suite {
    Suite { name, base: Folder::anytown, policy: Policy::default, cases }
}

const SUITES: &[Suite] = &[
    of_anytown("finance", finance::CASES),
    of_anytown("opportunities", opportunities::CASES),
    of_anytown("implementation", implementation::CASES),
    of_anytown("structure", structure::CASES),
    Suite { name: "capacity", base: capacity::base, policy: Policy::default, cases: capacity::CASES },
    of_anytown("scheme", scheme::CASES),
    of_anytown("progress", progress::CASES),
    Suite {
        name: "integrated plan",
        base: integrated_plan::base,
        policy: integrated_plan::policy,
        cases: integrated_plan::CASES,
    },
    of_anytown("estimate", estimate::CASES),
];

/// Criteria that no change of the plan leaves unevidenced, and why.
const NEVER_UNEVIDENCED: &[(&str, &str)] = &[
    ("A1-VIS-1", "a reader alone judges it"),
    ("A1-GOV-5", "a reader alone judges it"),
    ("A1-CAP-2", "a reader alone judges it"),
    ("A1-CAP-3", "a reader alone judges it"),
    ("A1-ENG-2", "a reader alone judges it"),
    ("IP-1", "a reader alone judges it"),
    ("IP-4", "a reader alone judges it"),
    ("IP-5", "a reader alone judges it"),
    ("IP-6", "a reader alone judges it"),
    ("IP-7", "a reader alone judges it"),
];

/// Runs a suite; all that differs from what is written down is reported together.
fn check(suite: &Suite) {
    let policy = (suite.policy)();
    let before = assess(&(suite.base)(), &policy);
    let mut wrong = String::new();
    for case in suite.cases {
        let after = assess(&(case.change)((suite.base)()), &policy);
        let found = effects(&before, &after);
        if found != case.expect {
            wrong.push_str(&format!("\n@ {} | {}\n", case.criterion, case.what));
            found.iter().for_each(|line| wrong.push_str(&format!("    {line}\n")));
        }
    }
    assert!(wrong.is_empty(), "{}: other changes than written down:\n{wrong}", suite.name);
}

#[test]
fn finance_and_background() {
    check(&SUITES[0]);
}

#[test]
fn opportunities() {
    check(&SUITES[1]);
}

#[test]
fn implementation() {
    check(&SUITES[2]);
}

#[test]
fn structure_engagement_and_risks() {
    check(&SUITES[3]);
}

#[test]
fn capacity_or_the_support_that_is_needed() {
    check(&SUITES[4]);
}

#[test]
fn what_a_scheme_sets_out() {
    check(&SUITES[5]);
}

#[test]
fn how_a_scheme_progresses() {
    check(&SUITES[6]);
}

#[test]
fn the_integrated_plan() {
    check(&SUITES[7]);
}

#[test]
fn what_a_scheme_is_to_save_and_how_it_is_measured() {
    check(&SUITES[8]);
}

#[test]
fn every_suite_starts_from_a_plan_without_a_shortfall_in_what_it_changes() {
    for suite in SUITES {
        let results = results(&assess(&(suite.base)(), &(suite.policy)()));
        for case in suite.cases {
            let own = |key: &str| key.split(' ').next() == Some(case.criterion);
            let of: BTreeSet<&str> =
                results.iter().filter(|(key, _)| own(key)).map(|(_, result)| result.as_str()).collect();
            assert!(of.contains("met"), "{} is not met before it is changed", case.criterion);
            assert!(of.iter().all(|result| matches!(*result, "met" | "n/a")), "{}: {of:?}", case.criterion);
        }
    }
}

#[test]
fn every_criterion_has_a_change_that_loses_met_and_one_that_leaves_it_unevidenced() {
    let mut outcomes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in SUITES.iter().flat_map(|suite| suite.cases) {
        let own = case.expect.iter().filter(|line| {
            line.split([' ', ':']).next() == Some(case.criterion) && line.contains(": met -> ")
        });
        let lost: Vec<&str> = own.map(|line| line.rsplit(" -> ").next().unwrap()).collect();
        assert!(!lost.is_empty(), "{}, {}: keeps met", case.criterion, case.what);
        outcomes.entry(case.criterion).or_default().extend(lost);
    }
    for criterion in qipp::criteria::all() {
        let after = outcomes.get(criterion.id).cloned().unwrap_or_default();
        assert!(!after.is_empty(), "{} has no change that loses met", criterion.id);
        let never = NEVER_UNEVIDENCED.iter().any(|(id, _)| *id == criterion.id);
        assert_eq!(after.contains("unevidenced"), !never, "{} and unevidenced", criterion.id);
        let falls = after.iter().any(|result| matches!(*result, "partly" | "unmet" | "unreviewed"));
        assert!(falls || ONLY_UNEVIDENCED.contains(&criterion.id), "{} only falls silent", criterion.id);
    }
}

/// Criteria of one answer: it is there, or nothing is said.
const ONLY_UNEVIDENCED: &[&str] = &["A1-RSK-2"];
