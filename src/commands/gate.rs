//! `--fail-on`: when a run is to end with status 1. Pure: from a report, the accepted departures and
//! the rules to what failed. The format of the report plays no part.

use crate::calendar::{Date, parse_date};
use crate::checks::CHECKS;
use crate::names::same;
use crate::nearest::{did_you_mean, nearest};
use crate::plan::Row;
use crate::plan::fields::exceptions as columns;
use crate::plan::fields::words::ExceptionKind;
use crate::rating::Rating;
use crate::report::{PlanReport, Report};
use crate::words::{Words, words};
use std::fmt;

mod items;

use items::{Item, items};

words! {
    /// How bad a colour must be to fail.
    pub enum Level {
        /// Red, or grey, which counts as red.
        Red = "red",
        /// Anything short of green.
        Amber = "amber",
        Grey = "grey",
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
                rule.code = codes.iter().copied().find(|code| code.eq_ignore_ascii_case(given));
                rule.code.ok_or_else(|| unknown("finding", given, &codes))?;
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
            Level::Owed | Level::Finding => false,
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

/// A departure that somebody has accepted, complete and in due form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    organisation: Option<String>,
    scheme: Option<String>,
    code: String,
    from: Option<Date>,
    until: Date,
}

impl Accepted {
    /// The accepted departures of a table of exceptions: of kind `accepted`, with a reason, an owner,
    /// an approver who is not the owner, and an end.
    pub fn of(rows: &[Row]) -> Vec<Self> {
        rows.iter().filter_map(Self::of_row).collect()
    }

    fn of_row(row: &Row) -> Option<Self> {
        let (owner, approver) = (row.text(columns::OWNER)?, row.text(columns::APPROVER)?);
        row.text(columns::REASON)?;
        let in_form = row.word(columns::KIND) == Some(ExceptionKind::Accepted) && !same(owner, approver);
        in_form.then_some(Self {
            organisation: row.text(columns::ORGANISATION).map(str::to_owned),
            scheme: row.text(columns::SCHEME).map(str::to_owned),
            code: row.text(columns::CODE)?.to_owned(),
            from: row.date(columns::FROM),
            until: row.date(columns::UNTIL)?,
        })
    }

    /// Whether it covers a code of a scheme (blank: of the organisation) on the reporting date. A
    /// blank organisation is the only one.
    fn covers(&self, plan: &PlanReport, alone: bool, scheme: &str, code: &str) -> bool {
        let Some(date) = plan.as_at.as_deref().and_then(|date| parse_date(date).ok()) else { return false };
        let of_plan = self.organisation.as_ref().map_or(alone, |name| {
            same(name, &plan.organisation) || plan.code.as_ref().is_some_and(|code| same(name, code))
        });
        of_plan
            && self.code.eq_ignore_ascii_case(code)
            && same(self.scheme.as_deref().unwrap_or(""), scheme)
            && self.from.is_none_or(|from| from <= date)
            && date <= self.until
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
}

/// Applies the rules to a report.
pub fn judge(report: &Report, accepted: &[Accepted], rules: &[Rule]) -> Vec<Verdict> {
    rules.iter().map(|rule| verdict(report, accepted, *rule)).collect()
}

fn verdict(report: &Report, accepted: &[Accepted], rule: Rule) -> Verdict {
    let alone = report.plans.len() == 1;
    let mut verdict = Verdict { rule, failed: Vec::new(), accepted: Vec::new(), looked_at: 0 };
    for plan in &report.plans {
        let is_covered = |scheme: &str, code: &str| {
            accepted.iter().any(|accepted| accepted.covers(plan, alone, scheme, code))
        };
        for Item { name, says, fails, held_by } in items(report, plan, rule) {
            verdict.looked_at += 1;
            if !fails {
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
