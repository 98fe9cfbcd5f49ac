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
use std::fmt;

mod items;

use items::{Item, items};

/// How bad a colour must be to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Red, or grey, which counts as red.
    Red,
    /// Anything short of green.
    Amber,
    /// Grey alone.
    Grey,
    /// Judgements that a reader owes.
    Owed,
    /// A finding, of this code where one is given.
    Finding(Option<&'static str>),
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The overall rating of every organisation.
    Plan,
    /// Every row of Appendix One.
    Row,
    /// Every scheme.
    Scheme,
    /// Every workstream.
    Workstream,
    /// Finance of every organisation, to date.
    Finance,
    /// Finance of every organisation, on the year's forecast.
    Forecast,
    /// Headroom of every organisation.
    Headroom,
}

const SUBJECTS: [(&str, Subject); 7] = [
    ("plan", Subject::Plan),
    ("row", Subject::Row),
    ("scheme", Subject::Scheme),
    ("workstream", Subject::Workstream),
    ("finance", Subject::Finance),
    ("forecast", Subject::Forecast),
    ("headroom", Subject::Headroom),
];

const LEVELS: [&str; 5] = ["red", "amber", "grey", "owed", "finding"];

/// One rule of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// How bad.
    pub level: Level,
    /// Of what.
    pub subject: Subject,
}

impl Rule {
    /// Reads `LEVEL[:SUBJECT]` or `finding[:CODE]`.
    ///
    /// # Errors
    /// What was expected, with the nearest known word.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (level, subject) = text.trim().split_once(':').map_or((text.trim(), None), |(l, s)| (l, Some(s)));
        let unknown = |what: &str, given: &str, known: &[&str]| {
            let near = nearest(given, known.iter().copied());
            let near = near.map_or_else(String::new, |near| did_you_mean(&near) + " ");
            format!("`{given}` is not a {what}; {near}write one of {}", known.join(", "))
        };
        let level = match level {
            "red" => Level::Red,
            "amber" => Level::Amber,
            "grey" => Level::Grey,
            "owed" if subject.is_none_or(|subject| subject == "plan") => Level::Owed,
            "owed" => return Err("`owed` takes no subject".to_owned()),
            "finding" => {
                let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
                let code = |given: &str| {
                    let known = CHECKS.iter().find(|check| check.code.eq_ignore_ascii_case(given));
                    known.map(|check| check.code).ok_or_else(|| unknown("finding", given, &codes))
                };
                let level = Level::Finding(subject.map(code).transpose()?);
                return Ok(Self { level, subject: Subject::Plan });
            }
            other => return Err(unknown("level", other, &LEVELS)),
        };
        let subject = match subject {
            None => Subject::Plan,
            Some(given) => {
                let names = SUBJECTS.map(|(name, _)| name);
                let known = SUBJECTS.iter().find(|(name, _)| *name == given);
                known.map(|(_, subject)| *subject).ok_or_else(|| unknown("subject", given, &names))?
            }
        };
        Ok(Self { level, subject })
    }

    /// Whether a colour fails the rule. What is not applicable passes.
    pub fn fails(self, rating: Rating) -> bool {
        match self.level {
            Level::Red => rating.counts_as_red(),
            Level::Amber => rating.rank() >= Rating::Amber.rank(),
            Level::Grey => rating == Rating::Grey,
            Level::Owed | Level::Finding(_) => false,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Red => "red",
            Level::Amber => "amber",
            Level::Grey => "grey",
            Level::Owed => return f.write_str("owed"),
            Level::Finding(None) => return f.write_str("finding"),
            Level::Finding(Some(code)) => return write!(f, "finding:{code}"),
        };
        let name = SUBJECTS.iter().find(|(_, subject)| *subject == self.subject).map_or("", |(name, _)| name);
        write!(f, "{level}:{name}")
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
