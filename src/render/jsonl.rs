//! JSON lines: one object a line, its `kind` first, each with the organisation it is about.

use super::cut::Cut;
use super::json::Keys;
use super::side_by_side::write_each;
use super::views::{brief, mix};
use super::{json, select};
use crate::money::Money;
use crate::parallel::Threads;
use crate::report::{
    Closes, Comparison, Control, Coverage, Movement, PipelineReport, PlanHead, PlanReport, Report,
};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// Writes the report: header, each organisation with its lines, roll-up, findings, summary; the lines of
/// organisations by several threads.
pub fn write(report: &Report, cut: Cut, threads: Threads, out: &mut impl Write) -> io::Result<()> {
    let mut lines = Lines { out: BufWriter::with_capacity(1 << 16, out), cut, is_of_rollup: false };
    lines.put("report", &report.head)?;
    let of_plan = |plan: &PlanReport, out: &mut Vec<u8>| {
        let mut lines = Lines { out, cut, is_of_rollup: false };
        lines.plan(plan)
    };
    write_each(threads, &report.plans, of_plan, &mut lines.out)?;
    let criteria = select::Criteria::default();
    let of_criteria = |plan: &PlanReport, out: &mut Vec<u8>| {
        let mut lines = Lines { out, cut, is_of_rollup: false };
        let all = criteria.of(plan, &select::Filter::default());
        all.iter().try_for_each(|line| lines.put("expectation", line))
    };
    if cut.holds_kind("expectation") {
        write_each(threads, &report.plans, of_criteria, &mut lines.out)?;
    }
    lines.is_of_rollup = cut.holds_rollup();
    if let Some(rollup) = &report.rollup {
        rollup.report_card.iter().try_for_each(|line| lines.put("report_card", line))?;
        rollup.finance.iter().try_for_each(|line| lines.put("finance", line))?;
        rollup.years.iter().try_for_each(|line| lines.put("year", line))?;
        rollup.months.iter().try_for_each(|line| lines.put("month", line))?;
        rollup.xmr.iter().try_for_each(|line| lines.put("xmr", line))?;
        rollup.headroom.iter().try_for_each(|row| lines.put("headroom", row))?;
        mix::lines_over(report).try_for_each(|line| lines.put("mix", &line))?;
        rollup.shares.iter().try_for_each(|line| lines.put("share", line))?;
        rollup.bridge.iter().try_for_each(|line| lines.put("bridge", line))?;
        rollup.not_submitted.iter().try_for_each(|own| lines.put("not_submitted", own))?;
        rollup.late.iter().try_for_each(|name| lines.own("late", name, &()))?;
        rollup.no_region.iter().try_for_each(|name| lines.own("no_region", name, &()))?;
    }
    if let Some(rollup) = &report.rollup {
        brief::sentences("", &rollup.brief).try_for_each(|line| lines.put("brief", &line))?;
    }
    lines.is_of_rollup = false;
    report.peers.iter().try_for_each(|line| lines.put("peer", line))?;
    if let Some(own) = &report.movement {
        movement(&mut lines, own)?;
    }
    if let Some(gate) = &report.gate {
        gate.rules.iter().try_for_each(|rule| lines.put("gate", rule))?;
    }
    report.problems.iter().try_for_each(|problem| lines.put("problem", problem))?;
    report.findings.iter().try_for_each(|finding| lines.put("finding", finding))?;
    lines.put("summary", &report.summary)?;
    lines.out.flush()
}

/// Writes a comparison: its head, then what moved.
pub fn write_comparison(comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let mut lines =
        Lines { out: BufWriter::with_capacity(1 << 16, out), cut: Cut(None), is_of_rollup: false };
    lines.put("comparison", &without(comparison, &["movement", "series"])?)?;
    movement(&mut lines, &comparison.movement)?;
    if let Some(series) = &comparison.series {
        lines.put("series", &without(series, &["subjects", "withdrawn", "xmr"])?)?;
        series.subjects.iter().try_for_each(|own| lines.put("path", own))?;
        series.withdrawn.iter().try_for_each(|own| lines.put("withdrawn", own))?;
        series.xmr.iter().try_for_each(|own| lines.put("xmr", own))?;
    }
    lines.out.flush()
}

fn movement<W: Write>(lines: &mut Lines<'_, W>, movement: &Movement) -> io::Result<()> {
    let lists = ["subjects", "milestones", "findings", "expectations"];
    lines.put("movement", &without(movement, &lists)?)?;
    movement.subjects.iter().try_for_each(|own| lines.put("moved_subject", own))?;
    movement.milestones.iter().try_for_each(|own| lines.put("moved_milestone", own))?;
    movement.findings.iter().try_for_each(|own| lines.put("moved_finding", own))?;
    movement.expectations.iter().try_for_each(|own| lines.put("moved_expectation", own))
}

struct Lines<'v, W: Write> {
    out: W,
    cut: Cut<'v>,
    /// Whether what is written is of the roll-up, and all of that is asked for.
    is_of_rollup: bool,
}

impl<W: Write> Lines<'_, W> {
    fn put<T: Serialize>(&mut self, kind: &'static str, body: &T) -> io::Result<()> {
        if !self.is_of_rollup && !self.cut.holds_kind(kind) {
            return Ok(());
        }
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.out, json::OneLine);
        Tagged { kind, body }.serialize(&mut serializer)?;
        self.out.write_all(b"\n")
    }

    fn own<T: Serialize>(&mut self, kind: &'static str, organisation: &str, body: &T) -> io::Result<()> {
        self.put(kind, &OfOrganisation { organisation, body })
    }

    fn plan(&mut self, plan: &PlanReport) -> io::Result<()> {
        let name = plan.organisation.as_str();
        let headroom = without(&plan.headroom, &["years", "total"])?;
        let PlanReport { head, coverage, control, notes, .. } = plan;
        self.put("plan", &Plan { head, headroom, coverage, control, notes })?;
        brief::of_plan(plan).try_for_each(|line| self.put("brief", &line))?;
        for row in &plan.appendix_one {
            self.own("row", name, &without(row, &["expectations"])?)?;
        }
        plan.report_card.iter().try_for_each(|line| self.put("report_card", line))?;
        plan.finance.iter().try_for_each(|line| self.put("finance", line))?;
        plan.years.iter().try_for_each(|line| self.put("year", line))?;
        plan.months.iter().try_for_each(|line| self.put("month", line))?;
        plan.xmr.iter().try_for_each(|line| self.put("xmr", line))?;
        plan.headroom.rows().try_for_each(|row| self.put("headroom", row))?;
        plan.milestones.iter().try_for_each(|line| self.own("milestone", name, line))?;
        plan.not_counted.iter().try_for_each(|line| self.own("not_counted", name, line))?;
        mix::lines(std::slice::from_ref(plan)).try_for_each(|line| self.put("mix", &line))?;
        plan.exception_report.iter().try_for_each(|line| self.put("exception", line))?;
        plan.exceptions.iter().try_for_each(|of| self.own("departure", name, of))?;
        plan.best_practice.examples.iter().try_for_each(|line| self.put("practice", line))?;
        plan.risk_log.iter().try_for_each(|line| self.put("risk", line))?;
        if !plan.pipeline.schemes.is_empty() {
            let PipelineReport { closes, gap, remains, .. } = &plan.pipeline;
            self.own("pipeline", name, &PipelineHead { closes, gap, remains })?;
        }
        plan.pipeline.years.iter().try_for_each(|line| self.own("pipeline_year", name, line))?;
        plan.pipeline.schemes.iter().try_for_each(|line| self.put("pipeline_scheme", line))?;
        plan.to_green.iter().try_for_each(|item| self.own("to_green", name, item))
    }
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
struct OfOrganisation<'a, T> {
    organisation: &'a str,
    #[serde(flatten)]
    body: &'a T,
}

/// An organisation without what has lines of its own.
#[derive(Serialize)]
struct Plan<'a> {
    #[serde(flatten)]
    head: &'a PlanHead,
    headroom: Keys,
    coverage: &'a Coverage,
    control: &'a Control,
    notes: &'a [Cow<'static, str>],
}

/// What a pipeline is to close.
#[derive(Serialize)]
struct PipelineHead<'a> {
    closes: &'a Closes,
    gap: &'a Option<Money>,
    remains: &'a Option<Money>,
}

/// A part of the report without the lists that have lines of their own.
fn without<T: Serialize>(part: &T, lists: &[&str]) -> io::Result<Keys> {
    let mut keys: Keys = serde_json::from_str(&serde_json::to_string(part)?)?;
    keys.retain(|key, _| !lists.contains(&key.as_str()));
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn every_line_is_an_object_with_its_kind_first() {
        let mut out = Vec::new();
        write(&sample::anytown(), Cut(None), Threads::ONE, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut kinds = Vec::new();
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let (first, kind) = value.as_object().unwrap().iter().next().unwrap();
            assert_eq!(first, "kind");
            let kind = kind.as_str().unwrap().to_owned();
            let whole = ["report", "summary"].contains(&kind.as_str());
            assert!(whole || value["organisation"].is_string(), "{line}");
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        assert_eq!(
            kinds,
            [
                "report",
                "plan",
                "brief",
                "row",
                "report_card",
                "finance",
                "year",
                "headroom",
                "mix",
                "exception",
                "to_green",
                "expectation",
                "finding",
                "summary"
            ]
        );
        assert!(text.starts_with("{\"kind\":\"report\",\"schema\":\"qipp-report/2\",\"tool\":{"));
        assert!(text.contains(
            "{\"kind\":\"expectation\",\"organisation\":\"Anytown PCT\",\"scheme\":\"PC1\",\"set\":\"figure_13\",\"row\":"
        ));
        assert!(
            text.contains(",\"result\":\"unreviewed\",\"test\":\"judged\",\"basis\":\"none\",\"places\":[")
        );
    }
}
