//! Every expectation of a plan and of its schemes, judged by data and readers.

use super::{Run, Scope};
use crate::checks::data;
use crate::criteria::coverage::{Verdict, Verdicts};
use crate::criteria::judging::{Judged, Judgement, judge};
use crate::criteria::{
    Criterion, Evidence, FIVE_PERCENT_RULE, Outcome, PlanView, SchemeView, Set, Test, appendix_one, by_id,
    figure_13, integrated_plan,
};
use crate::names::key;
use crate::plan::fields::{ColumnId, TableId, judgements};
use crate::plan::{Plan, Row};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{ExpectationReport, Finding};
use crate::words::Words;
use std::collections::HashMap;

/// The judgements of a plan. Who wins, first to last: the reviewer on the scheme, the reviewer on the
/// plan or on every scheme, the submission on the scheme, the submission on the plan.
#[derive(Default)]
pub(super) struct Readers<'a> {
    reviewer: HashMap<About, Judgement<'a>>,
    submission: HashMap<About, Judgement<'a>>,
}

/// A criterion and a scheme, without regard to case and spaces; the scheme is blank for the plan.
type About = (String, String);

impl<'a> Readers<'a> {
    pub(super) fn of(run: &Run<'a>, view: &PlanView<'a>) -> Self {
        let by_key = |rows: &mut dyn Iterator<Item = &'a Row>, self_assessed: bool| {
            let keyed = rows.filter_map(|row| {
                let criterion = row.text(judgements::CRITERION)?;
                let scheme = row.text(judgements::SCHEME).unwrap_or("");
                Some((about(criterion, scheme), Judgement { row, self_assessed }))
            });
            keyed.collect()
        };
        let reviewed = run.reviewed.get(view.plan.organisation.as_str());
        Self {
            reviewer: by_key(&mut reviewed.into_iter().flatten().copied(), false),
            submission: by_key(&mut view.rows(TableId::Judgements).iter(), true),
        }
    }

    /// Whether anything is judged of Figure 13.
    pub(super) fn judge_schemes(&self) -> bool {
        let of_figure_13 =
            |(id, _): &About| by_id(id).is_some_and(|criterion| criterion.set == Set::Figure13);
        self.reviewer.keys().chain(self.submission.keys()).any(of_figure_13)
    }

    fn find(&self, criterion: &Criterion, scheme: &str) -> Option<Judgement<'a>> {
        let whoever = [&self.reviewer, &self.submission].into_iter().filter(|given| !given.is_empty());
        whoever
            .filter_map(|given| {
                given.get(&about(criterion.id, scheme)).or_else(|| given.get(&about(criterion.id, "")))
            })
            .next()
            .copied()
    }

    /// What is judged of single schemes, of a criterion that is a test of schemes for the plan.
    fn verdicts(&self, criterion: &Criterion, plan: &Plan) -> Verdicts {
        let id = key(criterion.id);
        let of = |given: &HashMap<About, Judgement>| {
            let own = given.iter().filter(|((criterion, scheme), _)| *criterion == id && !scheme.is_empty());
            let verdicts = own.filter_map(|(_, judgement)| {
                Some(Verdict {
                    scheme: plan.scheme_index(judgement.row.text(judgements::SCHEME)?)?,
                    said: Outcome::of_word(judgement.row.text(judgements::RESULT)?)?,
                    self_assessed: judgement.self_assessed,
                    place: judgement.row.place_of(judgements::RESULT),
                })
            });
            let mut verdicts: Vec<Verdict> = verdicts.collect();
            verdicts.sort_by_key(|verdict| verdict.scheme);
            verdicts
        };
        // the reviewer's come first, and the first is found
        Verdicts::of([of(&self.reviewer), of(&self.submission)].concat())
    }
}

fn about(criterion: &str, scheme: &str) -> About {
    (key(criterion).into_owned(), key(scheme).into_owned())
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
        .map(|judged| judged.without(|column| view.plan.sets_aside(column)))
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
    let judgement = readers.find(criterion, "");
    match criterion.test {
        Test::Plan(test) => judge(criterion, test(view), judgement, policy),
        Test::Coverage(test) => {
            let verdicts = readers.verdicts(criterion, view.plan);
            let mut judged = judge(criterion, test(view, &verdicts), judgement, policy);
            if let Some(verdict) = verdicts.met_among(&judged.data.failing)
                && let Some(scheme) = view.plan.schemes.get(verdict.scheme)
            {
                judged.places.push(verdict.place);
                let conflict = format!("a reader judged it met for {}; the data does not show it", scheme.id);
                judged.conflict = Some(conflict.into());
            }
            judged
        }
        Test::Scheme(_) | Test::Reader => judge(criterion, Evidence::met(Vec::new()), judgement, policy),
    }
}

/// What is asked of every scheme: Figure 13; in scope `money` the 5% rule alone.
pub(super) fn asked_of_schemes(run: &Run) -> Vec<&'static Criterion> {
    let all = figure_13::SECTIONS.iter().flat_map(|section| section.iter());
    let asked = all.filter(|criterion| run.scope != Scope::Money || criterion.id == FIVE_PERCENT_RULE);
    asked.filter(|criterion| run.options.wants(criterion.id)).collect()
}

/// The results of what is asked, for one scheme.
pub(super) fn of_scheme(
    run: &Run,
    asked: &[&'static Criterion],
    scheme: &SchemeView,
    readers: &Readers,
) -> Vec<Judged> {
    let plan = scheme.of.plan;
    let is_aside = |column: ColumnId| {
        let mut rows = scheme.rows(column.table).chain([&scheme.scheme.row]);
        plan.sets_aside(column) && rows.any(|row| row.is_set_aside(column))
    };
    // there may be a great many schemes: none holds room for more
    let mut results = Vec::with_capacity(asked.len());
    results.extend(asked.iter().filter_map(|criterion| {
        let Test::Scheme(test) = criterion.test else { return None };
        let judged = judge(criterion, test(scheme), readers.find(criterion, &scheme.scheme.id), run.policy);
        Some(judged.without(is_aside))
    }));
    results
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
        // what is set aside was supplied
        _ if !judged.aside.is_empty() => false,
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
        evidence: judged.evidence.as_deref().map(str::to_owned),
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

/// A reader's judgement that the data contradicts.
pub(super) fn conflict(run: &Run, plan: &Plan, at: Option<usize>, judged: &Judged) -> Option<Finding> {
    let conflict = judged.conflict.as_ref()?;
    let found = data::CHECK.warning(
        format!("{}: {conflict}", judged.criterion.id),
        "a judgement that the plan's data bear out",
        "Look again, or complete the data the criterion rests on.",
    );
    let found = found.at(judged.places.last().copied());
    let found = match at.and_then(|at| plan.schemes.get(at)) {
        Some(scheme) => found.about(scheme),
        None => found,
    };
    Some(run.finding(&plan.organisation, found))
}
