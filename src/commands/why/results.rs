//! The page that explains criteria: what each asks, its result, why, and the cells it rests on.

use super::{ReadPlans, Texts, coloured};
use crate::criteria::{self, Criterion};
use crate::explanation::subject::Subject;
use crate::names::same;
use crate::output::{Failure, wrapped};
use crate::policy::{Key, SETTINGS};
use crate::render::clean;
use crate::report::{ExpectationReport, Finding, PlanReport, Report};
use std::io::{self, Write};

/// How many cells of one result are shown.
const SHOWN: usize = 40;

/// Every result of a code in a plan, with the scheme (blank for the plan's own).
pub(super) fn of_code<'r>(
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

/// Everything the page shows.
pub(super) struct Page<'a> {
    pub(super) read: &'a ReadPlans,
    pub(super) report: &'a Report,
    pub(super) plan: &'a PlanReport,
    pub(super) is_coloured: bool,
}

/// What a page shows, in order.
pub(super) enum Line<'a> {
    /// Plain text.
    Text(String),
    /// The result of a criterion; the scheme, blank for the plan's own.
    Result(&'a str, &'a ExpectationReport),
    /// A finding.
    Finding(&'a Finding),
}

impl<'a> Page<'a> {
    /// What there is to show of a subject and a code (for a row: all its expectations).
    pub(super) fn lines(
        &self,
        subject: &Subject,
        code: Option<&'static str>,
    ) -> Result<Vec<Line<'a>>, Failure> {
        let mut lines = match (subject, code) {
            (Subject::Row(_, area, row), None) => self.row(area, row),
            (_, Some(code)) => self.code(subject, code),
            (_, None) => Vec::new(),
        };
        if lines.iter().all(|line| matches!(line, Line::Text(_))) {
            let what = code.unwrap_or("that");
            let scope = self.plan.scope;
            return Err(Failure::usage(format!(
                "{what} is not judged of this subject (scope {scope}; another: --scope)"
            )));
        }
        if let (Subject::Scheme(at, index), Some(code)) = (subject, code) {
            let plan = self.read.submission.plans.get(*at);
            let id = plan.and_then(|plan| plan.schemes.get(*index)).map_or("", |scheme| &*scheme.id);
            if let Some(Line::Result("", found)) = lines.first()
                && !code.starts_with("F13")
            {
                let part = if found.schemes.iter().any(|scheme| scheme == id) {
                    format!("{id} is one of the schemes that fall short")
                } else {
                    format!("judged of the plan; {id} is not one of the schemes that fall short")
                };
                lines.insert(0, Line::Text(part));
            }
        }
        Ok(lines)
    }

    fn row(&self, area: &str, row: &str) -> Vec<Line<'a>> {
        let Some(judged) =
            self.plan.appendix_one.iter().find(|judged| judged.area == area && judged.row == row)
        else {
            return Vec::new();
        };
        let mut lines = vec![
            Line::Text(format!("{area} / {row}: {}", coloured(judged.rating, self.is_coloured))),
            Line::Text(format!(
                "a row is green when every applicable expectation is met; red when a decisive one fails, or \
                 when at least one in {} fails; else amber",
                self.read.policy.word(Key::RowRedOneIn)
            )),
        ];
        if judged.not_supplied {
            lines.push(Line::Text("nothing of it was supplied: it stays out of the colours".to_owned()));
        }
        lines.extend(judged.expectations.iter().map(|expectation| Line::Result("", expectation)));
        lines
    }

    fn code(&self, subject: &Subject, code: &'static str) -> Vec<Line<'a>> {
        let plan = self.plan;
        let wanted = |scheme: &str| -> bool {
            let of = self.read.submission.plans.iter();
            match subject {
                Subject::Scheme(at, index) => of
                    .clone()
                    .nth(*at)
                    .and_then(|plan| plan.schemes.get(*index))
                    .is_some_and(|own| scheme.is_empty() || *own.id == *scheme),
                Subject::Workstream(at, name) => of
                    .clone()
                    .nth(*at)
                    .and_then(|plan| plan.scheme(scheme))
                    .and_then(|scheme| scheme.workstream())
                    .map_or(scheme.is_empty(), |own| same(own, name)),
                Subject::Organisation(_) | Subject::Region(_) | Subject::Nation | Subject::Row(..) => true,
            }
        };
        let results = of_code(plan, code).filter(|(scheme, _)| wanted(scheme));
        let results = results.map(|(scheme, expectation)| Line::Result(scheme, expectation));
        let findings = self.report.findings.iter().filter(|finding| {
            finding.code == code && finding.organisation == plan.organisation && wanted(&finding.scheme)
        });
        results.chain(findings.map(Line::Finding)).collect()
    }

    /// Writes the page.
    pub(super) fn write(&self, lines: &[Line], out: &mut dyn Write) -> io::Result<()> {
        let places = lines.iter().flat_map(|line| match line {
            Line::Text(_) => [].iter(),
            Line::Result(_, result) => result.places.iter(),
            Line::Finding(finding) => finding.places.iter(),
        });
        let texts = Texts::of(&self.read.grids, &self.read.submission.sources, places);
        writeln!(out, "{}", clean(&self.plan.organisation))?;
        let mut last = "";
        for line in lines {
            match line {
                Line::Text(text) => wrapped(out, "", text)?,
                Line::Result(scheme, result) => {
                    if last != result.code
                        && let Some(criterion) = criteria::by_id(result.code)
                    {
                        self.criterion(criterion, out)?;
                    }
                    last = result.code;
                    self.result(scheme, result, &texts, out)?;
                }
                Line::Finding(finding) => Self::finding(finding, &texts, out)?,
            }
        }
        Ok(())
    }

    fn criterion(&self, criterion: &Criterion, out: &mut dyn Write) -> io::Result<()> {
        let decisive = if criterion.decisive { ", decisive" } else { "" };
        writeln!(out)?;
        let kind = criterion.kind.word();
        wrapped(out, "", &format!("{} ({kind}{decisive}): {}", criterion.id, criterion.asks))?;
        wrapped(out, "  source: ", &criterion.source())?;
        wrapped(out, "  judged: ", criterion.how)?;
        for setting in SETTINGS.iter().filter(|setting| setting.read_by.contains(&criterion.id)) {
            let (word, ground) = setting.ground.parts();
            let value = self.read.policy.word(setting.key);
            wrapped(out, &format!("  {} = {value} ", setting.name), &format!("({word}: {ground})"))?;
        }
        Ok(())
    }

    fn result(
        &self,
        scheme: &str,
        result: &ExpectationReport,
        texts: &Texts,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let of = if scheme.is_empty() { String::new() } else { format!("{scheme}: ") };
        let reason = if result.reason.is_empty() { String::new() } else { format!(": {}", result.reason) };
        let label = format!("  {}{} (by {})", clean(&of), result.result, result.basis);
        wrapped(out, &label, &clean(&reason))?;
        if let Some(evidence) = &result.evidence {
            wrapped(out, "    evidence: ", &clean(evidence))?;
        }
        if !result.schemes.is_empty() {
            wrapped(out, "    short: ", &clean(&result.schemes.join(", ")))?;
        }
        if let Some(amount) = result.amount {
            writeln!(out, "    planned savings of those: {}", super::parts::exact(amount))?;
        }
        places(&result.places, texts, out)
    }

    fn finding(finding: &Finding, texts: &Texts, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        let label = format!("{} ({}): ", finding.code, finding.severity);
        wrapped(out, &label, &clean(&finding.found))?;
        if !finding.expected.is_empty() {
            wrapped(out, "  expected: ", &clean(&finding.expected))?;
        }
        if let Some(amount) = finding.amount {
            writeln!(out, "  at stake: {}", super::parts::exact(amount))?;
        }
        wrapped(out, "  do: ", &clean(&finding.action))?;
        places(&finding.places, texts, out)
    }
}

fn places(places: &[String], texts: &Texts, out: &mut dyn Write) -> io::Result<()> {
    for place in places.iter().take(SHOWN) {
        match texts.get(place) {
            Some(text) if !text.is_empty() => writeln!(out, "    {}: {}", clean(place), clean(text))?,
            _ => writeln!(out, "    {}", clean(place))?,
        }
    }
    if places.len() > SHOWN {
        writeln!(out, "    and {} more", places.len() - SHOWN)?;
    }
    Ok(())
}
