//! Every expectation of a plan and of its schemes, judged by data and readers.

use super::{Run, Scope};
use crate::criteria::judging::{Judged, Judgement, judge};
use crate::criteria::{
    Criterion, Outcome, PlanView, SchemeView, Test, appendix_one, figure_13, integrated_plan,
};
use crate::names::{key, same};
use crate::plan::Row;
use crate::plan::fields::{TableId, judgements};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::ExpectationReport;
use std::collections::HashMap;

/// The judgements of a plan: the reviewer's, else its own.
pub(super) struct Readers<'a> {
    by_key: HashMap<(String, String), Judgement<'a>>,
}

impl<'a> Readers<'a> {
    pub(super) fn of(run: &Run<'a>, view: &PlanView<'a>) -> Self {
        let mut by_key = HashMap::new();
        let mut take = |row: &'a Row, self_assessed: bool| {
            if let Some(criterion) = row.text(judgements::CRITERION) {
                let scheme = row.text(judgements::SCHEME).unwrap_or("");
                by_key.insert(
                    (key(criterion).into_owned(), key(scheme).into_owned()),
                    Judgement { row, self_assessed },
                );
            }
        };
        for row in view.rows(TableId::Judgements) {
            take(row, true);
        }
        let only = run.submission.plans.len() == 1;
        for row in &run.submission.reviewed {
            let mine =
                row.text(judgements::ORGANISATION).map_or(only, |name| same(name, &view.plan.organisation));
            if mine {
                take(row, false);
            }
        }
        Self { by_key }
    }

    fn find(&self, criterion: &Criterion, scheme: &str) -> Option<Judgement<'a>> {
        if self.by_key.is_empty() {
            return None;
        }
        let of = |scheme: &str| self.by_key.get(&(key(criterion.id).into_owned(), key(scheme).into_owned()));
        of(scheme).or_else(|| of("")).copied()
    }
}

/// Appendix One, in published order.
pub(super) fn of_plan(run: &Run, view: &PlanView, readers: &Readers) -> Vec<Judged> {
    if run.scope != Scope::Plan {
        return Vec::new();
    }
    let mut results: Vec<Judged> = appendix_one::SECTIONS
        .iter()
        .flat_map(|section| section.iter())
        .filter(|criterion| run.options.wants(criterion.id))
        .map(|criterion| on_plan(criterion, view, readers, run.policy))
        .collect();
    appendix_one::structure::settle(&mut results);
    results
}

/// Paragraph 2.6, where the policy asks for it.
pub(super) fn of_integrated_plan(
    run: &Run,
    view: &PlanView,
    readers: &Readers,
    of_plan: &[Judged],
) -> Vec<Judged> {
    let asked = run.policy.flag(Key::IntegratedPlan) && run.scope == Scope::Plan;
    let criteria = integrated_plan::CRITERIA.iter().filter(|c| asked && run.options.wants(c.id));
    let mut results: Vec<Judged> =
        criteria.map(|criterion| on_plan(criterion, view, readers, run.policy)).collect();
    integrated_plan::settle(&mut results, of_plan);
    results
}

fn on_plan(criterion: &'static Criterion, view: &PlanView, readers: &Readers, policy: &Policy) -> Judged {
    let data = match criterion.test {
        Test::Plan(test) => test(view),
        Test::Scheme(_) | Test::Reader => crate::criteria::Evidence::met(Vec::new()),
    };
    judge(criterion, data, readers.find(criterion, ""), policy)
}

/// Figure 13 for one scheme; in scope `money` the 5% rule alone.
pub(super) fn of_scheme(run: &Run, scheme: &SchemeView, readers: &Readers) -> Vec<Judged> {
    figure_13::SECTIONS
        .iter()
        .flat_map(|section| section.iter())
        .filter(|criterion| run.scope != Scope::Money || criterion.id == "F13-FIN-5")
        .filter(|criterion| run.options.wants(criterion.id))
        .filter_map(|criterion| {
            let Test::Scheme(test) = criterion.test else { return None };
            Some(judge(criterion, test(scheme), readers.find(criterion, &scheme.scheme.id), run.policy))
        })
        .collect()
}

/// The colour of a row: green when every applicable expectation is met; red when a decisive one fails
/// or at least half fail; grey when nothing is said; else amber.
pub(super) fn row_colour(results: &[&Judged], policy: &Policy) -> Rating {
    let outcomes: Vec<Outcome> = results.iter().map(|judged| judged.outcome).collect();
    colour(&outcomes, results.iter().any(|judged| judged.decides_red()), policy)
}

pub(super) fn colour(outcomes: &[Outcome], decided: bool, policy: &Policy) -> Rating {
    let applicable: Vec<Outcome> =
        outcomes.iter().copied().filter(|outcome| *outcome != Outcome::NotApplicable).collect();
    if applicable.is_empty() {
        return Rating::NotApplicable;
    }
    if applicable.iter().all(|outcome| *outcome == Outcome::Met) {
        return Rating::Green;
    }
    if decided {
        return Rating::Red;
    }
    if applicable.iter().all(|outcome| *outcome == Outcome::Unevidenced) {
        return Rating::Grey;
    }
    let failing =
        applicable.iter().filter(|outcome| matches!(outcome, Outcome::Unmet | Outcome::Unevidenced)).count();
    if failing * policy.count(Key::RowRedOneIn) >= applicable.len() { Rating::Red } else { Rating::Amber }
}

/// Whether nothing at all was supplied for a row or column: no expectation says anything, and no
/// reader has looked.
pub(super) fn nothing_supplied<'j>(mut results: impl Iterator<Item = &'j Judged> + Clone) -> bool {
    let silent = |judged: &Judged| match judged.outcome {
        Outcome::Unevidenced | Outcome::NotApplicable => true,
        Outcome::Unreviewed => matches!(judged.criterion.test, Test::Reader),
        _ => false,
    };
    let mut all = results.clone();
    all.all(silent) && results.any(|judged| judged.outcome == Outcome::Unevidenced)
}

pub(super) fn report(run: &Run, view: &PlanView, judged: &Judged) -> ExpectationReport {
    ExpectationReport {
        code: judged.criterion.id,
        result: judged.outcome,
        kind: judged.criterion.kind,
        basis: judged.basis,
        places: run.places(&judged.places),
        evidence: judged.evidence.clone(),
        reason: judged.reason.clone(),
        amount: judged.data.amount,
        schemes: judged
            .data
            .failing
            .iter()
            .filter_map(|at| view.plan.schemes.get(*at))
            .map(|scheme| scheme.id.to_string())
            .collect(),
    }
}
