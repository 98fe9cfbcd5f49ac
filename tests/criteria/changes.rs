//! A small change of the worked plan for every expectation that loses `met`, and one that leaves it
//! unevidenced where that can be, each with the exact list of everything that changes,
//! kept in `tests/golden/changes/`.

use super::{Change, assess, effects, policy};
use crate::golden::assert_kept;
use crate::worked_plan::{Folder, results};
use qipp::inside::criteria::Test;
use qipp::inside::policy::Policy;
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
pub use progress::{overdue, short};

/// The criterion that a change is for, what is changed, and the change. Every result that it changes, then
/// every finding, is kept in `tests/golden/changes/`.
type Case = (&'static str, &'static str, Change);

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
        name: "integrated-plan",
        base: integrated_plan::base,
        policy: integrated_plan::policy,
        cases: integrated_plan::CASES,
    },
    of_anytown("estimate", estimate::CASES),
];

impl Suite {
    fn golden(&self) -> String {
        format!("tests/golden/changes/{}.txt", self.name)
    }

    fn check(&self) {
        let policy = (self.policy)();
        let before = assess(&(self.base)(), &policy);
        let mut found = String::new();
        for (criterion, what, change) in self.cases {
            let after = assess(&change((self.base)()), &policy);
            found.push_str(&format!("@ {criterion} | {what}\n"));
            effects(&before, &after).iter().for_each(|line| found.push_str(&format!("    {line}\n")));
        }
        assert_kept(&self.golden(), &found);
    }
}

#[test]
fn every_change_has_the_effects_that_are_kept() {
    std::thread::scope(|scope| SUITES.iter().for_each(|suite| drop(scope.spawn(|| suite.check()))));
}

#[test]
fn every_suite_starts_from_a_plan_without_a_shortfall_in_what_it_changes() {
    for suite in SUITES {
        let results = results(&assess(&(suite.base)(), &(suite.policy)()));
        for (criterion, ..) in suite.cases {
            let own = |key: &str| key.split(' ').next() == Some(*criterion);
            let of: BTreeSet<&str> =
                results.iter().filter(|(key, _)| own(key)).map(|(_, result)| result.as_str()).collect();
            assert!(of.contains("met"), "{criterion} is not met before it is changed");
            assert!(of.iter().all(|result| matches!(*result, "met" | "n/a")), "{criterion}: {of:?}");
        }
    }
}

#[test]
fn every_criterion_has_a_change_that_loses_met_and_one_that_leaves_it_unevidenced() {
    let mut outcomes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for kept in SUITES.iter().map(|suite| std::fs::read_to_string(suite.golden()).unwrap()) {
        for case in kept.split("@ ").skip(1) {
            let (what, lines) = case.split_once('\n').unwrap();
            let criterion = what.split(' ').next().unwrap();
            let own = lines.lines().map(str::trim).filter(|line| {
                line.split([' ', ':']).next() == Some(criterion) && line.contains(": met -> ")
            });
            let lost: Vec<String> = own.map(|line| line.rsplit(" -> ").next().unwrap().to_owned()).collect();
            assert!(!lost.is_empty(), "{what}: keeps met");
            outcomes.entry(criterion.to_owned()).or_default().extend(lost);
        }
    }
    for criterion in qipp::inside::criteria::all() {
        let after = outcomes.get(criterion.id).cloned().unwrap_or_default();
        assert!(!after.is_empty(), "{} has no change that loses met", criterion.id);
        // what a reader alone judges the plan cannot leave unsaid
        let by_reader = matches!(criterion.test, Test::Reader);
        assert_eq!(after.contains("unevidenced"), !by_reader, "{} and unevidenced", criterion.id);
        let falls = after.iter().any(|result| matches!(result.as_str(), "partly" | "unmet" | "unreviewed"));
        assert!(falls || ONLY_UNEVIDENCED.contains(&criterion.id), "{} only falls silent", criterion.id);
    }
}

/// Criteria of one answer: it is there, or nothing is said.
const ONLY_UNEVIDENCED: &[&str] = &["A1-RSK-2", "F13-LED-1"];
