//! What was judged against what, and what was not and why: the same in every format.

use super::{Coverage, PlanReport, Scope};
use crate::criteria::EDITION;
use schemars::JsonSchema;
use serde::Serialize;

/// What ran, and what did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Conformance {
    /// The edition of the criteria.
    pub criteria: &'static str,
    /// The scope in force; null where nothing was assessed.
    pub scope: Option<Scope>,
    /// Expectations of all organisations by how they were decided.
    pub coverage: Coverage,
    /// Codes that were judged alone (`--select`); empty for all.
    pub selected: Vec<String>,
    /// Codes that were left out (`--ignore`).
    pub ignored: Vec<String>,
    /// What was not assessed, and why.
    pub not_assessed: Vec<LeftUnjudged>,
    /// Organisations that could not be read (with `--keep-going`).
    pub not_read: usize,
}

/// A part that was not assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftUnjudged {
    /// Which: `headroom`, or the name of a row or column.
    pub what: String,
    /// Why.
    pub why: String,
    /// Of how many organisations.
    pub organisations: usize,
}

impl Conformance {
    /// What ran for these organisations.
    pub fn of(plans: &[PlanReport], [selected, ignored]: [&[String]; 2], not_read: usize) -> Self {
        let mut own = Self {
            criteria: EDITION,
            scope: plans.first().map(|plan| plan.scope),
            selected: selected.to_vec(),
            ignored: ignored.to_vec(),
            not_read,
            ..Self::default()
        };
        for plan in plans {
            own.coverage = own.coverage.with(plan.coverage);
            for part in plan.not_assessed.iter() {
                let what = if part.name.is_empty() { part.part.word() } else { part.name };
                let known = own.not_assessed.iter_mut().find(|own| own.what == what && own.why == part.why);
                match known {
                    Some(known) => known.organisations += 1,
                    None => own.not_assessed.push(LeftUnjudged {
                        what: what.to_owned(),
                        why: part.why.clone().into_owned(),
                        organisations: 1,
                    }),
                }
            }
        }
        own
    }
}
