//! JSON lines: one object a line, its `kind` first, each with the organisation it is about.

use super::select::CriterionLine;
use super::views::mix;
use super::{json, select};
use crate::criteria::Set;
use crate::rating::Rating;
use crate::report::{
    Control, Coverage, ExpectationReport, Input, PlanHead, PlanReport, PolicyUsed, Report, Tool,
};
use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Map, Value};
use std::io::{self, BufWriter, Write};

/// Writes the report: header, each organisation with its lines, roll-up, findings, summary.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let mut lines = Lines { out: BufWriter::with_capacity(1 << 16, out) };
    let header =
        Header { schema: report.schema, tool: &report.tool, policy: &report.policy, inputs: &report.inputs };
    lines.put("report", &header)?;
    for plan in &report.plans {
        lines.plan(plan)?;
    }
    for line in select::criteria(report, &select::Filter::default()) {
        let found = expectation(line.found)?;
        let CriterionLine { organisation, scheme, set, row, rating, .. } = line;
        lines.put("expectation", &Expectation { organisation, scheme, set, row, rating, found })?;
    }
    if let Some(rollup) = &report.rollup {
        rollup.finance.iter().try_for_each(|line| lines.put("finance", line))?;
        rollup.headroom.iter().try_for_each(|row| lines.put("headroom", row))?;
        rollup.late.iter().try_for_each(|text| lines.put("late", &Late { organisation: text }))?;
        rollup.no_region.iter().try_for_each(|text| lines.put("no_region", &Late { organisation: text }))?;
    }
    report.findings.iter().try_for_each(|finding| lines.put("finding", finding))?;
    lines.put("summary", &report.summary)?;
    lines.out.flush()
}

struct Lines<W: Write> {
    out: W,
}

impl<W: Write> Lines<W> {
    fn put<T: Serialize>(&mut self, kind: &'static str, body: &T) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.out, Safe);
        Tagged { kind, body }.serialize(&mut serializer)?;
        self.out.write_all(b"\n")
    }

    fn own<T: Serialize>(&mut self, kind: &'static str, organisation: &str, body: &T) -> io::Result<()> {
        self.put(kind, &Own { organisation, body })
    }

    fn plan(&mut self, plan: &PlanReport) -> io::Result<()> {
        let name = plan.organisation.as_str();
        let headroom = without(&plan.headroom, &["years", "total"])?;
        let PlanReport { head, coverage, control, notes, .. } = plan;
        self.put("plan", &Plan { head, headroom, coverage, control, notes })?;
        for row in &plan.appendix_one {
            self.own("row", name, &without(row, &["expectations"])?)?;
        }
        plan.report_card.iter().try_for_each(|line| self.put("report_card", line))?;
        plan.finance.iter().try_for_each(|line| self.put("finance", line))?;
        plan.headroom.rows().try_for_each(|row| self.put("headroom", row))?;
        mix::lines(std::slice::from_ref(plan)).try_for_each(|line| self.put("mix", &line))?;
        plan.to_green.iter().try_for_each(|item| self.own("to_green", name, item))
    }
}

/// Escapes what could disturb a terminal.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        json::write_safe(writer, text)
    }
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
struct Own<'a, T> {
    organisation: &'a str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
struct Header<'a> {
    schema: &'static str,
    tool: &'a Tool,
    policy: &'a PolicyUsed,
    inputs: &'a [Input],
}

/// An organisation without what has lines of its own.
#[derive(Serialize)]
struct Plan<'a> {
    #[serde(flatten)]
    head: &'a PlanHead,
    headroom: Map<String, Value>,
    coverage: &'a Coverage,
    control: &'a Control,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Expectation<'a> {
    organisation: &'a str,
    scheme: &'a str,
    set: Set,
    row: &'a str,
    rating: Rating,
    #[serde(flatten)]
    found: Map<String, Value>,
}

/// The keys of a part of the report, in their order.
fn keys<T: Serialize>(part: &T) -> io::Result<impl Iterator<Item = (String, Value)>> {
    let Value::Object(keys) = serde_json::to_value(part)? else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    Ok(keys.into_iter())
}

/// A part of the report without the lists that have lines of their own.
fn without<T: Serialize>(part: &T, lists: &[&str]) -> io::Result<Map<String, Value>> {
    Ok(keys(part)?.filter(|(key, _)| !lists.contains(&key.as_str())).collect())
}

/// An expectation: its own kind (`computed`, `judged`) is `test` here, as `kind` is the line's.
fn expectation(found: &ExpectationReport) -> io::Result<Map<String, Value>> {
    let renamed = |key: String| if key == "kind" { "test".to_owned() } else { key };
    Ok(keys(found)?.map(|(key, value)| (renamed(key), value)).collect())
}

#[derive(Serialize)]
struct Late<'a> {
    organisation: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn every_line_is_an_object_with_its_kind_first() {
        let mut out = Vec::new();
        write(&sample::anytown(), &mut out).unwrap();
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
                "row",
                "report_card",
                "finance",
                "headroom",
                "mix",
                "to_green",
                "expectation",
                "finding",
                "summary"
            ]
        );
        assert!(text.starts_with("{\"kind\":\"report\",\"schema\":\"qipp-report/1\",\"tool\":{"));
    }
}
