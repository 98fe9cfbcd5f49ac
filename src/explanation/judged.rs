//! Why criteria and findings are as they are: what each asks, its result, the reason, and the cells it
//! rests on.

use super::subject::Subject;
use super::{Assessed, Cited, Question, Threshold, Unexplained};
use crate::criteria::{self, Criterion};
use crate::names::same;
use crate::plan::Plan;
use crate::policy::{Key, SETTINGS};
use crate::rating::Rating;
use crate::report::{ExpectationReport, Finding, Places, PlanReport};
use schemars::JsonSchema;
use serde::Serialize;

/// What is judged of a subject.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Judged {
    /// The row of Appendix One, where one was asked for.
    pub row: Option<RowExplained>,
    /// For a scheme and a criterion that is judged of the plan: whether the scheme falls short.
    pub scheme_falls_short: Option<SchemeFallsShort>,
    /// The criteria.
    pub criteria: Vec<CriterionExplained>,
    /// The findings.
    pub findings: Vec<FindingExplained>,
}

/// A row of Appendix One.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowExplained {
    /// The published area.
    pub area: &'static str,
    /// The published row.
    pub row: &'static str,
    /// Its colour.
    pub rating: Rating,
    /// One in how many expectations makes it red.
    pub red_one_in: String,
    /// Whether nothing of it was supplied, so that it stays out of the colours.
    pub not_supplied: bool,
}

/// Whether a scheme is one of those for which the plan falls short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemeFallsShort {
    /// The scheme's id.
    pub scheme: String,
    /// Whether it is.
    pub falls_short: bool,
}

/// A criterion with its results.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CriterionExplained {
    /// Its id.
    pub code: &'static str,
    /// `computed` or `judged`.
    pub kind: &'static str,
    /// Whether failing it alone makes its row red.
    pub decisive: bool,
    /// What it asks.
    pub asks: &'static str,
    /// Where it is published.
    pub source: String,
    /// How it is read here.
    pub how: String,
    /// The settings it reads.
    pub thresholds: Vec<Threshold>,
    /// Its results.
    pub results: Vec<Judgement>,
}

/// A result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Judgement {
    /// The scheme; blank for the plan's own.
    pub scheme: String,
    /// The result, as in the report.
    pub result: ExpectationReport,
    /// The cells it rests on.
    pub cells: Vec<Cited>,
}

/// A finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingExplained {
    /// The finding, as in the report.
    pub finding: Finding,
    /// The cells it rests on.
    pub cells: Vec<Cited>,
}

/// Every result of a code in a plan, with the scheme (blank for the plan's own).
pub fn results_of<'r>(
    plan: &'r PlanReport,
    code: &'r str,
) -> impl Iterator<Item = (&'r str, &'r ExpectationReport)> {
    let own = plan.appendix_one.iter().flat_map(|row| &row.expectations).chain(&plan.integrated_plan);
    let own = own.map(|expectation| ("", expectation));
    let schemes = plan.figure_13.iter().flat_map(|judged| {
        judged.expectations.iter().map(|expectation| (judged.scheme.as_str(), expectation))
    });
    own.chain(schemes).filter(move |(_, expectation)| expectation.code == code)
}

/// What is judged of a subject: a row with all its expectations, or the results of a code.
pub(super) fn of(
    of: &Assessed,
    plan: &Plan,
    report: &PlanReport,
    subject: &Subject,
    question: Question,
) -> Result<Judged, Unexplained> {
    let mut judged =
        Judged { row: None, scheme_falls_short: None, criteria: Vec::new(), findings: Vec::new() };
    let what = match (subject, question) {
        (_, Question::Code(code)) => {
            let is_own = |scheme: &str| concerns(plan, subject, scheme);
            let results = results_of(report, code).filter(|(scheme, _)| is_own(scheme));
            judged.criteria = of.criteria(results);
            let findings = of.report.findings.iter().filter(|finding| {
                finding.code == code && finding.organisation == plan.organisation && is_own(&finding.scheme)
            });
            judged.findings = findings
                .map(|finding| FindingExplained {
                    finding: finding.clone(),
                    cells: of.all_cited(&finding.places),
                })
                .collect();
            judged.scheme_falls_short = falls_short(plan, subject, &judged.criteria);
            code
        }
        (Subject::Row(_, area, row), _) => {
            let own = report.appendix_one.iter().find(|own| own.area == *area && own.row == *row);
            judged.row = own.map(|own| RowExplained {
                area,
                row,
                rating: own.rating,
                red_one_in: of.policy.word(Key::RowRedOneIn).to_owned(),
                not_supplied: own.not_supplied,
            });
            let results = own.into_iter().flat_map(|own| &own.expectations);
            judged.criteria = of.criteria(results.map(|expectation| ("", expectation)));
            "that"
        }
        _ => "that",
    };
    if judged.criteria.is_empty() && judged.findings.is_empty() {
        return Err(Unexplained::NotJudged { what, scope: report.scope });
    }
    Ok(judged)
}

/// Whether the result of a scheme (blank for the plan's own) concerns the subject.
fn concerns(plan: &Plan, subject: &Subject, scheme: &str) -> bool {
    match subject {
        Subject::Scheme(_, at) => {
            plan.schemes.get(*at).is_some_and(|own| scheme.is_empty() || *own.id == *scheme)
        }
        Subject::Workstream(_, name) => plan
            .scheme(scheme)
            .and_then(|scheme| scheme.workstream())
            .map_or(scheme.is_empty(), |own| same(own, name)),
        _ => true,
    }
}

/// Whether the scheme asked for is one for which the plan falls short, where the plan is judged.
fn falls_short(plan: &Plan, subject: &Subject, criteria: &[CriterionExplained]) -> Option<SchemeFallsShort> {
    let Subject::Scheme(_, at) = subject else { return None };
    let scheme = plan.schemes.get(*at)?.id.to_string();
    let criterion = criteria.first().filter(|criterion| !criterion.code.starts_with("F13"))?;
    let first = criterion.results.first().filter(|judgement| judgement.scheme.is_empty())?;
    Some(SchemeFallsShort { falls_short: first.result.schemes.contains(&scheme), scheme })
}

impl Assessed<'_> {
    fn all_cited(&self, places: &Places) -> Vec<Cited> {
        places.places().iter().map(|place| self.cited(*place)).collect()
    }

    /// Results with what their criterion asks, those of one criterion together.
    fn criteria<'r>(
        &self,
        results: impl Iterator<Item = (&'r str, &'r ExpectationReport)>,
    ) -> Vec<CriterionExplained> {
        let mut all: Vec<CriterionExplained> = Vec::new();
        for (scheme, result) in results {
            if all.last().is_none_or(|last| last.code != result.code) {
                all.extend(criteria::by_id(result.code).map(|criterion| self.criterion(criterion)));
            }
            let cells = self.all_cited(&result.places);
            if let Some(last) = all.last_mut() {
                last.results.push(Judgement { scheme: scheme.to_owned(), result: result.clone(), cells });
            }
        }
        all
    }

    fn criterion(&self, criterion: &Criterion) -> CriterionExplained {
        let read = SETTINGS.iter().filter(|setting| setting.read_by.contains(&criterion.id));
        CriterionExplained {
            code: criterion.id,
            kind: criterion.kind.word(),
            decisive: criterion.decisive,
            asks: criterion.asks,
            source: criterion.source(),
            how: self.policy.fill(criterion.how),
            thresholds: read.map(|setting| self.threshold(setting)).collect(),
            results: Vec::new(),
        }
    }
}
