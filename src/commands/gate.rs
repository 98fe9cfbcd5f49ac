//! `--fail-on`: when a run is to end with status 1. Pure: from a report and the rules to what failed. The format of the report plays no part.

use crate::checks::CHECKS;
use crate::names::same;
use crate::nearest::{did_you_mean, nearest};
use crate::rating::Rating;
use crate::report::{ExceptionReport, Report};
use crate::words::{Words, words};
use std::fmt;

mod before;
mod items;
mod worse;

pub use before::Before;
use items::{Item, items};

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
        /// Finance of every organisation, to date.
        Finance = "finance",
        /// Finance of every organisation, on the year's forecast.
        Forecast = "forecast",
        Headroom = "headroom",
    }
}

/// One rule of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// How bad.
    pub level: Level,
    /// Of what.
    pub subject: Subject,
    /// The code of the findings that fail; any where none is given.
    pub code: Option<&'static str>,
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
        let mut rule = Self { level, subject: Subject::Plan, code: None };
        match (level, subject) {
            (_, None) => {}
            (Level::Owed, Some(given)) if given != Subject::Plan.word() => {
                return Err("`owed` takes no subject".to_owned());
            }
            (Level::Finding, Some(given)) => {
                let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
                rule.code = codes.iter().copied().find(|code| same(code, given));
                rule.code.ok_or_else(|| unknown("finding", given, &codes))?;
            }
            (Level::Worse, Some(given)) if given == Subject::Row.word() => {
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

    /// Whether a colour fails the rule. What is not applicable passes.
    pub fn fails(self, rating: Rating) -> bool {
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
        match (self.level, self.code) {
            (Level::Owed, _) | (Level::Finding, None) => f.write_str(self.level.word()),
            (Level::Finding, Some(code)) => write!(f, "{}:{code}", self.level),
            _ => write!(f, "{}:{}", self.level, self.subject),
        }
    }
}

/// What came of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The rule.
    pub rule: Rule,
    /// What failed, in words.
    pub failed: Vec<String>,
    /// What would have failed and is accepted.
    pub accepted: Vec<String>,
    /// How many subjects were looked at.
    pub looked_at: usize,
    /// How many are short for the same reasons as in the earlier submission (`--new`).
    pub known: usize,
}

/// Applies the rules to a report: the exceptions it has in force pass.
/// With an earlier submission (`--new`) what was of that colour there for the same codes passes, too.
pub fn judge(report: &Report, rules: &[Rule], before: Option<&Before>) -> Vec<Verdict> {
    rules.iter().map(|rule| verdict(report, *rule, before)).collect()
}

fn verdict(report: &Report, rule: Rule, before: Option<&Before>) -> Verdict {
    let alone = report.plans.len() == 1;
    let mut verdict = Verdict { rule, failed: Vec::new(), accepted: Vec::new(), looked_at: 0, known: 0 };
    for plan in &report.plans {
        let is_covered = |scheme: &str, code: &str| {
            let about = |one: &&ExceptionReport| same(&one.code, code) && same(&one.scheme, scheme);
            plan.exceptions.iter().filter(about).any(|one| one.in_force)
        };
        let looked_at = match rule.level {
            Level::Worse => worse::items(report, plan, rule),
            _ => items(report, plan, rule),
        };
        for Item { name, says, fails, held_by } in looked_at {
            verdict.looked_at += 1;
            if !fails {
                continue;
            }
            if before.is_some_and(|before| before.knows(rule, &plan.organisation, &held_by)) {
                verdict.known += 1;
                continue;
            }
            let of = if alone || name == plan.organisation {
                String::new()
            } else {
                format!("{}, ", plan.organisation)
            };
            let words = format!("{of}{name}: {says}");
            let excused =
                !held_by.is_empty() && held_by.iter().all(|(scheme, code)| is_covered(scheme, code));
            if excused { &mut verdict.accepted } else { &mut verdict.failed }.push(words);
        }
    }
    verdict
}

#[cfg(test)]
mod tests;
