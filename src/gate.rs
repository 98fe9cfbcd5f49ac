//! `--fail-on`: when a run is to end with status 1. Pure: from a report and the rules to what failed. The format of
//! the report plays no part. What is absent, n/a or not assessed fails: deleting a table never opens a gate.

use crate::assess::shortfalls::{self, Judged, of_finding};
use crate::checks::CHECKS;
use crate::nearest::{did_you_mean, nearest};
use crate::policy::choices::GateMissing;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{
    ExceptionReport, Finding, GateHold, GateItem, GateReport, GateRule, PlanReport, Report, Severity,
};
use crate::words::{Words, words};
use std::collections::HashMap;
use std::fmt;

mod before;
mod items;
mod worse;

pub use before::Before;
use items::{Item, Pair, Standing, findings_of, items};

words! {
    /// How bad a colour must be to fail.
    pub enum Level {
        /// Red, or grey, which counts as red.
        Red = "red",
        /// Anything short of green.
        Amber = "amber",
        Grey = "grey",
        /// Worse than in the earlier submission; short of green where there was no colour.
        Worse = "worse",
        /// Judgements that a reader owes.
        Owed = "owed",
        Finding = "finding",
    }
}

words! {
    /// What is looked at.
    pub enum Subject {
        /// The overall rating of every organisation.
        Plan = "plan",
        Row = "row",
        Scheme = "scheme",
        Workstream = "workstream",
        /// Figure 13 and the 5% rule, of every organisation.
        Delivery = "delivery",
        /// Finance of every organisation, to date.
        Finance = "finance",
        /// Finance of every organisation, on the year's forecast.
        Forecast = "forecast",
        Headroom = "headroom",
    }
}

/// One rule of the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How bad.
    pub level: Level,
    /// Of what.
    pub subject: Subject,
    /// Which findings fail.
    pub findings: Findings,
}

/// Which findings a rule is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Findings {
    #[default]
    Any,
    Severity(Severity),
    /// Those whose code begins so: a whole code, or a letter.
    Codes(String),
}

impl Rule {
    /// Reads `LEVEL[:SUBJECT]` or `finding[:CODE]`.
    ///
    /// # Errors
    /// What was expected, with the nearest known word.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (level, subject) = text.split_once(':').map_or((text, None), |(level, of)| (level, Some(of)));
        let unknown = |what: &str, given: &str, known: &[&str]| {
            let near = nearest(given, known.iter().copied());
            let near = near.map_or_else(String::new, |near| did_you_mean(&near) + " ");
            format!("`{given}` is not a {what}; {near}write one of {}", known.join(", "))
        };
        let level = Level::of_word(level).ok_or_else(|| unknown("level", level, Level::WORDS))?;
        let mut rule = Self { level, subject: Subject::Plan, findings: Findings::Any };
        match (level, subject) {
            (_, None) => {}
            (Level::Owed, Some(given)) if given != Subject::Plan.word() => {
                return Err("`owed` takes no subject".to_owned());
            }
            (Level::Finding, Some(given)) => {
                let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
                let prefix = given.trim().to_ascii_uppercase();
                let is_known = !prefix.is_empty() && codes.iter().any(|code| code.starts_with(&prefix));
                let severity = Severity::of_word(&given.to_ascii_lowercase());
                let known: Vec<&str> = Severity::WORDS.iter().copied().chain(codes).collect();
                rule.findings = match severity {
                    Some(severity) => Findings::Severity(severity),
                    None if is_known => Findings::Codes(prefix),
                    None => return Err(unknown("finding", given, &known)),
                };
            }
            (Level::Worse, Some(given))
                if [Subject::Row, Subject::Delivery].map(Subject::word).contains(&given) =>
            {
                return Err(
                    "`worse` is of plan, scheme, workstream, finance, forecast or headroom".to_owned()
                );
            }
            (_, Some(given)) => {
                let subject = Subject::of_word(given);
                rule.subject = subject.ok_or_else(|| unknown("subject", given, Subject::WORDS))?;
            }
        }
        Ok(rule)
    }

    /// Whether a finding is one that fails.
    pub fn counts(&self, finding: &Finding) -> bool {
        match &self.findings {
            Findings::Any => true,
            Findings::Severity(severity) => finding.severity == *severity,
            Findings::Codes(prefix) => finding.code.starts_with(prefix.as_str()),
        }
    }

    /// Whether a colour fails the rule. What is not applicable passes.
    pub fn fails(&self, rating: Rating) -> bool {
        match self.level {
            Level::Red => rating.counts_as_red(),
            Level::Amber => rating.rank() >= Rating::Amber.rank(),
            Level::Grey => rating == Rating::Grey,
            Level::Worse | Level::Owed | Level::Finding => false,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.level, &self.findings) {
            (Level::Owed, _) | (Level::Finding, Findings::Any) => f.write_str(self.level.word()),
            (Level::Finding, Findings::Severity(severity)) => write!(f, "{}:{severity}", self.level),
            (Level::Finding, Findings::Codes(codes)) => write!(f, "{}:{codes}", self.level),
            _ => write!(f, "{}:{}", self.level, self.subject),
        }
    }
}

/// Applies the rules to a report: the exceptions it has in force pass.
/// With an earlier submission (`--new`) what was of that colour there for the same codes passes, too.
pub fn judge(report: &Report, rules: &[Rule], policy: &Policy, before: Option<&Before>) -> GateReport {
    let judged: Vec<HashMap<Pair, Judged>> =
        report.plans.iter().map(|plan| by_pair(report, plan, policy)).collect();
    let passes_missing = policy.choice(Key::GateMissing) == Some(GateMissing::Pass);
    let rules: Vec<GateRule> = rules
        .iter()
        .map(|rule| {
            let mut came = GateRule { rule: rule.to_string(), ..GateRule::default() };
            for (plan, judged) in report.plans.iter().zip(&judged) {
                let items = match rule.level {
                    Level::Worse => worse::items(report, plan, rule),
                    _ => items(report, plan, rule),
                };
                for item in items {
                    came.looked_at += usize::from(item.standing != Standing::Missing);
                    let known =
                        || before.is_some_and(|before| before.knows(rule, &plan.organisation, &item.held_by));
                    let list = match item.standing {
                        Standing::Fine => continue,
                        Standing::Missing if passes_missing => &mut came.not_looked_at,
                        Standing::Missing => &mut came.failed,
                        Standing::Short if known() => {
                            came.known += 1;
                            continue;
                        }
                        Standing::Short => {
                            let is_accepted = |pair: &Pair| accepted_by(plan, pair).is_some();
                            let all = !item.held_by.is_empty() && item.held_by.iter().all(is_accepted);
                            if all { &mut came.accepted } else { &mut came.failed }
                        }
                    };
                    list.push(reported(plan, item, judged));
                }
            }
            came.passed = came.failed.is_empty();
            came
        })
        .collect();
    GateReport { passed: rules.iter().all(|rule| rule.passed), rules }
}

/// What can hold a subject of an organisation short, by its scheme and code.
fn by_pair<'r>(report: &'r Report, plan: &'r PlanReport, policy: &Policy) -> HashMap<Pair, Judged<'r>> {
    let findings = findings_of(report, plan).map(|finding| (Pair::of_finding(finding), of_finding(finding)));
    let own = shortfalls::of_plan(plan, policy).into_iter();
    let own = own.map(|judged| (Pair::of(judged.scheme, judged.code), judged));
    // of a result and of a line under the same code the one that is short is what holds
    let mut all: HashMap<Pair, Judged> = findings.collect();
    for (pair, judged) in own {
        let is_kept = all.get(&pair).is_some_and(|kept| kept.is_short && !judged.is_short);
        if !is_kept {
            all.insert(pair, judged);
        }
    }
    all
}

fn accepted_by<'r>(plan: &'r PlanReport, pair: &Pair) -> Option<&'r ExceptionReport> {
    let passes = |one: &&ExceptionReport| one.passes(&pair.scheme, &pair.code, pair.fingerprint.as_deref());
    plan.exceptions.iter().find(passes)
}

/// A subject as the report has it.
fn reported(plan: &PlanReport, item: Item, judged: &HashMap<Pair, Judged>) -> GateItem {
    let hold = |pair: &Pair| {
        let of = judged.get(pair);
        GateHold {
            scheme: pair.scheme.clone(),
            code: pair.code.clone(),
            result: of.map_or_else(String::new, |of| of.computed.to_owned()),
            reason: of.map_or_else(|| plan.held.join("; "), |of| of.reason.clone().into_owned()),
            amount: of.and_then(|of| of.amount),
            places: of.map(|of| of.places.clone()).unwrap_or_default(),
            accepted: accepted_by(plan, pair).map(|one| one.words.clone()),
        }
    };
    GateItem {
        organisation: plan.organisation.clone(),
        missing: item.standing == Standing::Missing,
        held_by: item.held_by.iter().map(hold).collect(),
        subject: item.name,
        says: item.says,
    }
}

#[cfg(test)]
mod tests;
