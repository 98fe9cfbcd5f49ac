//! Why a colour: the rule and its bounds, the sums, the cells they rest on, what was left out, and how
//! far the next colour is. A value like the report, made from it and from the plans, figures and policy
//! behind it; rendered as text, Markdown or JSON.

use crate::location::Place;
use crate::money::Money;
use crate::plan::{Outside, Plan, Scheme, Submission};
use crate::policy::{Key, Policy, Setting};
use crate::report::{Level, PlanReport, PolicyUsed, Report, Scope, Tool};
use schemars::JsonSchema;
use serde::Serialize;
use subject::Subject;
use thiserror::Error;

mod cells;
mod finance;
mod headroom;
mod judged;
mod overall;
pub mod subject;

pub use cells::{Cell, Cited, Tables, text_at};
pub use finance::{
    Finance, OrganisationSums, RestOfYear, SchemeSums, StatedFigure, StatedValue, Sums, YearPart,
};
pub use headroom::{Contributed, Contribution, Contributions, Headroom, HeadroomYear, Move};
pub use judged::{CriterionExplained, FindingExplained, Judged, Judgement, results_of};
pub use overall::{Overall, Part};

/// The version of the schema of an explanation as JSON.
pub const SCHEMA: &str = "qipp-why/2";

/// Why a subject has its colour.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Explanation {
    /// The version of this schema: `qipp-why/2`.
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The policy in force.
    pub policy: PolicyUsed,
    /// Whose colour it is.
    pub subject: About,
    /// The unit of the amounts: pounds, or null where they are as read and no unit is stated.
    pub unit: Option<&'static str>,
    /// The overall colour, where that was asked about; null else.
    pub overall: Option<Overall>,
    /// What is explained, and why it is so.
    pub because: Because,
}

/// Whose colour is explained.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct About {
    /// What it is.
    pub level: Level,
    /// The organisation; the region's name; blank for all organisations.
    pub organisation: String,
    /// The workstream of a workstream or a scheme.
    pub workstream: Option<String>,
    /// The scheme's id.
    pub scheme: Option<String>,
    /// The scheme's name.
    pub name: Option<String>,
    /// How many organisations were submitted.
    pub organisations: usize,
}

/// What is explained.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Because {
    /// The 5% rule.
    Finance(Box<Finance>),
    /// Headroom over the challenge.
    Headroom(Box<Headroom>),
    /// Criteria and findings.
    Judged(Judged),
}

/// What may be asked of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Its overall colour, with finance beneath it.
    Overall,
    /// Its finance colour.
    Finance,
    /// Its headroom.
    Headroom,
    /// A row of Appendix One.
    Row,
    /// A criterion or finding, by its code.
    Code(&'static str),
}

/// Why there is nothing to explain.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unexplained {
    /// Regions have no results.
    #[error("criteria and findings are judged of an organisation; of a region: finance or headroom")]
    OfRegion,
    /// The subject has no result of that code in the scope.
    #[error("{what} is not judged of this subject (scope {scope}; another: --scope)")]
    NotJudged {
        /// The code.
        what: &'static str,
        /// The scope.
        scope: Scope,
    },
}

/// A value of the policy that decides, with its source.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Threshold {
    /// The setting.
    pub name: &'static str,
    /// Its value in force.
    pub value: String,
    /// The built-in value.
    pub built_in: &'static str,
    /// Who set it.
    pub origin: String,
    /// Where the built-in value comes from: `published`, `inferred` or `chosen`.
    pub ground: &'static str,
    /// The paper and place, or the reason.
    pub source: &'static str,
}

/// Something that belongs to the subject and does not enter its sums.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// The amount, where it is one figure.
    pub amount: Option<Money>,
    /// Where it stands.
    pub place: Option<String>,
}

/// The JSON Schema (2020-12) of an explanation.
#[must_use]
pub fn schema() -> serde_json::Value {
    crate::report::schema_of::<Explanation>("The explanation of qipp why --format json", SCHEMA)
}

/// What explanations are made from.
#[derive(Debug, Clone, Copy)]
pub struct Assessed<'a> {
    /// What was submitted.
    pub submission: &'a Submission,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The reporting date that the user gave.
    pub as_at: Option<crate::calendar::Date>,
    /// The assessment.
    pub report: &'a Report,
    /// The tables as they stand in the files.
    pub tables: &'a Tables,
}

impl Assessed<'_> {
    /// Explains a subject.
    ///
    /// # Errors
    /// [`Unexplained`].
    pub fn explain(&self, subject: &Subject, question: Question) -> Result<Explanation, Unexplained> {
        let because = match (self.plan_of(subject), question) {
            (Some((plan, report)), Question::Overall | Question::Finance) if !report.level.is_own() => {
                Because::Finance(Box::new(finance::over_organisations(self, Some(&plan.organisation))))
            }
            (Some((plan, _)), Question::Overall | Question::Finance) => {
                Because::Finance(Box::new(finance::of_plan(self, plan, subject)))
            }
            (Some((plan, report)), Question::Headroom) => {
                Because::Headroom(Box::new(headroom::of_plan(self, plan, report)))
            }
            (Some((plan, report)), question) => {
                Because::Judged(judged::of(self, plan, report, subject, question)?)
            }
            (None, Question::Overall | Question::Finance) => {
                Because::Finance(Box::new(finance::over_organisations(self, subject.region())))
            }
            (None, Question::Headroom) => {
                Because::Headroom(Box::new(headroom::over_organisations(self, subject.region())))
            }
            (None, Question::Row | Question::Code(_)) => return Err(Unexplained::OfRegion),
        };
        let plans = &self.submission.plans;
        let of_finance = matches!(because, Because::Finance(_));
        let plan = self.plan_of(subject).map(|(plan, _)| plan);
        let level = self.plan_of(subject).map_or(Level::Organisation, |(_, report)| report.level);
        let has_unit =
            plan.map_or_else(|| plans.iter().all(|plan| plan.unit.is_some()), |plan| plan.unit.is_some());
        Ok(Explanation {
            schema: SCHEMA,
            tool: self.report.tool.clone(),
            policy: self.report.policy.clone(),
            subject: About { organisations: plans.len(), ..about((plan, level), subject, of_finance) },
            unit: has_unit.then_some("£"),
            overall: self
                .plan_of(subject)
                .filter(|_| question == Question::Overall)
                .and_then(|(plan, report)| overall::of((plan, report), subject, self.policy)),
            because,
        })
    }

    fn plan_of(&self, subject: &Subject) -> Option<(&Plan, &PlanReport)> {
        let at = subject.plan()?;
        self.submission.plans.get(at).zip(self.report.plans.get(at))
    }

    fn place(&self, place: Place) -> String {
        self.submission.sources.show(place)
    }

    /// A threshold as it is in force.
    fn threshold(&self, setting: &'static Setting) -> Threshold {
        let (ground, source) = setting.ground.parts();
        Threshold {
            name: setting.name,
            value: self.policy.word(setting.key).to_owned(),
            built_in: setting.default,
            origin: self.policy.origin(setting.key).to_string(),
            ground,
            source,
        }
    }

    fn thresholds(&self, keys: &[Key]) -> Vec<Threshold> {
        keys.iter().map(|key| self.threshold(key.setting())).collect()
    }

    /// A scheme that stays out of the sums, with the reason.
    fn left_out(&self, scheme: &Scheme) -> Option<LeftOut> {
        let why = match scheme.outside()? {
            Outside::Idea => "an idea: pipeline only".to_owned(),
            Outside::CountedUnder(other) => format!("counted under {other}"),
            Outside::Total => "outside the plan's total".to_owned(),
        };
        let what = format!("{} {}", scheme.id, scheme.name());
        Some(LeftOut { what, why, amount: None, place: Some(self.place(scheme.row.place)) })
    }
}

/// Whose colour it is: headroom, criteria and findings are an organisation's.
fn about((plan, level): (Option<&Plan>, Level), subject: &Subject, of_finance: bool) -> About {
    let organisation = plan.map(|plan| plan.organisation.as_str()).or(subject.region()).unwrap_or("");
    let mut about = About {
        level,
        organisation: organisation.to_owned(),
        workstream: None,
        scheme: None,
        name: None,
        organisations: 0,
    };
    match subject {
        Subject::Region(_, level) => about.level = *level,
        Subject::Nation => about.level = Level::Nation,
        Subject::Scheme(_, at) if of_finance => {
            let scheme = plan.and_then(|plan| plan.schemes.get(*at));
            about.level = Level::Scheme;
            about.workstream = scheme.and_then(Scheme::workstream).map(str::to_owned);
            about.scheme = scheme.map(|scheme| scheme.id.to_string());
            about.name = scheme.map(|scheme| scheme.name().to_owned());
        }
        Subject::Workstream(_, name) if of_finance => {
            about.level = Level::Workstream;
            about.workstream = Some(name.clone());
        }
        _ => {}
    }
    about
}
