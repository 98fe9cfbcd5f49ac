//! Dropping any column a criterion says it reads loses its pass.

use super::{assess, policy};
use crate::worked_plan::{Folder, results};
use qipp::inside::criteria::{Set, all};
use qipp::inside::plan::fields::{
    ColumnId, assumptions, engagement, inputs, kpis, milestones, risks, savings, schemes, workstreams, years,
};
use std::collections::BTreeMap;

/// Columns of which one will do: all of them are dropped together.
const ALTERNATIVES: &[(&str, &[ColumnId])] = &[
    ("A1-ALL-2", &[risks::SCORE, risks::LIKELIHOOD, risks::IMPACT]),
    ("A1-ALL-3", &[years::ALLOCATION, years::EXPENDITURE]),
    ("A1-ALL-7", &[years::DEPARTMENTAL_CHALLENGE, years::ALLOCATION, years::EXPENDITURE]),
    ("A1-PRD-1", &[schemes::EFFECT, schemes::DRIVER]),
    ("A1-INP-5", &[inputs::VOLUME, inputs::COST, inputs::NIL]),
    ("A1-OPP-2", &[savings::PLAN, schemes::PLAN_YEAR, schemes::PLAN_YTD]),
    ("A1-OPP-3", &[assumptions::RATIONALE, assumptions::SCHEME, schemes::ASSUMPTIONS]),
    ("A1-OPP-4", &[savings::PLAN, years::IDENTIFIED]),
    ("A1-NAT-1", &[schemes::NATIONAL_WORKSTREAM, workstreams::NATIONAL_WORKSTREAM]),
    ("A1-KPI-1", &[kpis::TARGET, milestones::DELIVERS_KPIS]),
    ("A1-ENG-3", &[engagement::DATE, engagement::ACTIVITY, engagement::EVIDENCE]),
    ("A1-ENG-4", &[engagement::DATE, engagement::ACTIVITY, engagement::EVIDENCE]),
    ("F13-GOV-1", &[schemes::GOVERNANCE, workstreams::GOVERNANCE]),
    ("F13-KPI-3", &[kpis::BASELINE, kpis::TRAJECTORY]),
    ("F13-FIN-1", &[assumptions::RATIONALE, schemes::ASSUMPTIONS]),
    ("F13-FIN-5", &[savings::ACTUAL, schemes::ACTUAL_YTD]),
    ("F13-FIN-5", &[savings::PLAN, schemes::PLAN_YTD]),
    ("F13-FIN-6", &[savings::ACTUAL, schemes::ACTUAL_YTD]),
    ("F13-FIN-6", &[savings::PLAN, schemes::PLAN_YTD]),
    ("F13-FIN-2", &[savings::INVESTMENT, schemes::INVESTMENT]),
];

/// Results by code, with the scheme.
type Results = BTreeMap<String, String>;

/// The results without these columns.
fn without(columns: &[ColumnId]) -> Results {
    let blank = |plan: Folder, column: &ColumnId| {
        plan.blank(&format!("{}.{}", column.table.declaration().name, column.name()))
    };
    let plan = columns.iter().fold(super::changes::integrated_plan_base(), blank);
    results(&assess(&plan, &policy(&[("integrated_plan", "true")])))
}

/// How many subjects meet a criterion.
fn met(results: &Results, id: &str) -> usize {
    results.iter().filter(|(key, result)| key.split(' ').next() == Some(id) && *result == "met").count()
}

#[test]
fn dropping_a_column_that_a_criterion_reads_loses_its_pass() {
    let mut wrong = Vec::new();
    let base = without(&[]);
    let mut known: BTreeMap<&[ColumnId], Results> = BTreeMap::new();
    for criterion in all() {
        let before = met(&base, criterion.id);
        for column in criterion.reads {
            // a required column cannot be blank: a table without it is an error before it is assessed
            if column.declaration().required {
                continue;
            }
            let of =
                ALTERNATIVES.iter().find(|(id, columns)| *id == criterion.id && columns.contains(column));
            let together = of.map_or(std::slice::from_ref(column), |(_, columns)| *columns);
            let after = met(known.entry(together).or_insert_with(|| without(together)), criterion.id);
            let lost = if criterion.set == Set::Figure13 { after < before } else { after == 0 };
            if before == 0 || !lost {
                wrong.push(format!("{} keeps its pass without {column}: {before} to {after}", criterion.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn alternatives_are_of_columns_the_criterion_reads() {
    for (id, columns) in ALTERNATIVES {
        let criterion = qipp::inside::criteria::by_id(id).unwrap();
        for column in *columns {
            assert!(criterion.reads.contains(column), "{id} does not read {column}");
        }
        let alone = |column: &ColumnId| met(&without(&[*column]), id) > 0;
        assert!(columns.iter().any(alone), "{id}: each of these columns loses the pass alone");
    }
}
