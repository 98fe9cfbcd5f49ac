//! What fell short in an earlier submission, for `--new`: schemes and codes, each with its result.

use super::items::{Pair, holds};
use super::{Level, Rule};
use crate::compare::Snapshot;
use crate::compare::snapshot::{SnapExpectation, SnapPlan, SnapRatings};
use crate::criteria::Outcome;
use crate::criteria::{COVERS_CHALLENGE, FIVE_PERCENT_RULE};
use crate::names::key;
use crate::rating::Rating;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// What an earlier submission held of schemes and codes.
#[derive(Debug, Default)]
pub struct Before {
    plans: IndexMap<String, Plan>,
    /// Its only organisation, whatever it is called.
    only: Option<String>,
}

#[derive(Debug, Default)]
struct Plan {
    ratings: SnapRatings,
    /// By scheme (blank for the organisation) and code.
    results: HashMap<(String, String), Outcome>,
    findings: HashSet<(String, String)>,
}

impl Before {
    /// Of an earlier submission.
    pub fn of(snapshot: &Snapshot) -> Self {
        let folded = |name: &str| key(name).into_owned();
        let mut before = Self::default();
        for plan in &snapshot.plans {
            before.plans.insert(folded(&plan.organisation), Plan::of(plan));
        }
        if let [only] = snapshot.plans.as_slice() {
            before.only = Some(folded(&only.organisation));
        }
        for finding in &snapshot.findings {
            let pair = (folded(&finding.scheme), finding.code.clone());
            // one across organisations is everybody's
            match before.plans.get_mut(&folded(&finding.organisation)) {
                Some(plan) => {
                    plan.findings.insert(pair);
                }
                None => {
                    for (_, plan) in &mut before.plans {
                        plan.findings.insert(pair.clone());
                    }
                }
            }
        }
        before
    }

    /// Whether all that holds a subject short held it short at that colour before.
    pub(super) fn knows(&self, rule: &Rule, organisation: &str, held_by: &[Pair]) -> bool {
        let by_name = self.plans.get(key(organisation).as_ref());
        let Some(plan) = by_name.or_else(|| self.plans.get(self.only.as_ref()?)) else { return false };
        !held_by.is_empty() && held_by.iter().all(|pair| plan.knows(rule, &pair.scheme, &pair.code))
    }
}

impl Plan {
    fn of(plan: &SnapPlan) -> Self {
        let mut results = HashMap::new();
        let mut add = |scheme: &str, all: &[SnapExpectation]| {
            for own in all {
                results.insert((key(scheme).into_owned(), own.code.0.to_owned()), own.result);
            }
        };
        plan.appendix_one.iter().for_each(|row| add("", &row.expectations));
        add("", &plan.integrated_plan);
        plan.figure_13.iter().for_each(|own| add(&own.scheme, &own.expectations));
        Self { ratings: plan.ratings, results, findings: HashSet::new() }
    }

    fn knows(&self, rule: &Rule, scheme: &str, code: &str) -> bool {
        let pair = (key(scheme).into_owned(), code.to_owned());
        let was = |rating: Rating| rule.fails(rating);
        match rule.level {
            Level::Finding => self.findings.contains(&pair),
            Level::Owed => self.results.get(&pair) == Some(&Outcome::Unreviewed),
            Level::Worse => false,
            Level::Red | Level::Amber | Level::Grey => match (scheme, code) {
                ("", FIVE_PERCENT_RULE) => was(self.ratings.finance) || was(self.ratings.forecast),
                ("", COVERS_CHALLENGE) if !self.results.contains_key(&pair) => was(self.ratings.headroom),
                _ => self.results.get(&pair).is_some_and(|result| holds(*result, rule)),
            },
        }
    }
}
