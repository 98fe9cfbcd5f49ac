//! JSON lines: one object a line, its `kind` first, each with the organisation it is about.

use super::{json, select};
use crate::criteria::judging::Basis;
use crate::criteria::{Kind, Outcome, Set};
use crate::figures::AsAtBasis;
use crate::money::Money;
use crate::rating::Rating;
use crate::report::{
    Coverage, HeadroomBases, Input, Places, PlanReport, PolicyUsed, Ratings, Report, Scope, Share, SignOff,
    Tool,
};
use serde::Serialize;
use serde_json::ser::Formatter;
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
    select::each_criterion(report, &select::Filter::default(), &mut |line| {
        let about = Expectation {
            organisation: line.organisation,
            scheme: line.scheme,
            set: line.set,
            row: line.row,
            rating: line.rating,
            code: line.found.code,
            result: line.found.result,
            test: line.found.kind,
            basis: line.found.basis,
            places: &line.found.places,
            evidence: line.found.evidence.as_deref(),
            reason: &line.found.reason,
            amount: line.found.amount,
            schemes: &line.found.schemes,
        };
        lines.put("expectation", &about)
    })?;
    if let Some(rollup) = &report.rollup {
        rollup.finance.iter().try_for_each(|line| lines.put("finance", line))?;
        rollup.headroom.iter().try_for_each(|row| lines.put("headroom", row))?;
        rollup.bridges.iter().try_for_each(|bridge| lines.put("bridge", bridge))?;
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
        self.put("plan", &Plan::of(plan))?;
        for row in &plan.appendix_one {
            self.own(
                "row",
                name,
                &Row { area: row.area, row: row.row, rating: row.rating, not_supplied: row.not_supplied },
            )?;
        }
        plan.report_card.iter().try_for_each(|line| self.put("report_card", line))?;
        plan.finance.iter().try_for_each(|line| self.put("finance", line))?;
        plan.headroom
            .years
            .iter()
            .chain(&plan.headroom.total)
            .try_for_each(|row| self.put("headroom", row))?;
        for (by, line) in plan.mix.iter().flat_map(|mix| mix.lines.iter().map(|line| (mix.by, line))) {
            self.own("mix", name, &Mix { by, line })?;
        }
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

/// What is said of an organisation once.
#[derive(Serialize)]
struct Plan<'a> {
    organisation: &'a str,
    code: Option<&'a str>,
    tier: Option<&'a str>,
    parent: Option<&'a str>,
    title: Option<&'a str>,
    period: Option<&'a str>,
    as_at: Option<&'a str>,
    as_at_basis: AsAtBasis,
    scope: Scope,
    not_supplied: &'a [String],
    unit: Option<&'static str>,
    rating: Rating,
    ratings: Ratings,
    held: &'a [String],
    sign_off: Option<&'a SignOff>,
    headroom: Headroom<'a>,
    coverage: Coverage,
    control: &'a crate::report::Control,
    notes: &'a [String],
}

impl<'a> Plan<'a> {
    fn of(plan: &'a PlanReport) -> Self {
        let headroom = &plan.headroom;
        Self {
            organisation: &plan.organisation,
            code: plan.code.as_deref(),
            tier: plan.tier.as_deref(),
            parent: plan.parent.as_deref(),
            title: plan.title.as_deref(),
            period: plan.period.as_deref(),
            as_at: plan.as_at.as_deref(),
            as_at_basis: plan.as_at_basis,
            scope: plan.scope,
            not_supplied: &plan.not_supplied,
            unit: plan.unit,
            rating: plan.rating,
            ratings: plan.ratings,
            held: &plan.held,
            sign_off: plan.sign_off.as_ref(),
            headroom: Headroom {
                bases: headroom.bases,
                break_even: headroom.break_even.as_ref(),
                delivery_rate: headroom.delivery_rate.as_ref(),
                unidentified: headroom.unidentified,
                unidentified_percent: headroom.unidentified_percent.as_ref(),
                rating: headroom.rating,
            },
            coverage: plan.coverage,
            control: &plan.control,
            notes: &plan.notes,
        }
    }
}

/// The headroom without its years, which have lines of their own.
#[derive(Serialize)]
struct Headroom<'a> {
    bases: HeadroomBases,
    break_even: Option<&'a Share>,
    delivery_rate: Option<&'a Share>,
    unidentified: Money,
    unidentified_percent: Option<&'a Share>,
    rating: Rating,
}

#[derive(Serialize)]
struct Row {
    area: &'static str,
    row: &'static str,
    rating: Rating,
    not_supplied: bool,
}

/// The expectation's own kind (`computed`, `judged`) is `test` here: `kind` is the line's.
#[derive(Serialize)]
struct Expectation<'a> {
    organisation: &'a str,
    scheme: &'a str,
    set: Set,
    row: &'a str,
    rating: Rating,
    code: &'static str,
    result: Outcome,
    test: Kind,
    basis: Basis,
    places: &'a Places,
    evidence: Option<&'a str>,
    reason: &'a str,
    amount: Option<Money>,
    schemes: &'a [String],
}

#[derive(Serialize)]
struct Mix<'a> {
    by: &'static str,
    #[serde(flatten)]
    line: &'a crate::report::MixLine,
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
