//! JUnit XML: a suite a plan, a case an expectation, so that a pipeline shows what passed, failed and was skipped.

use super::{conformance, text, words};
use crate::criteria::Outcome;
use crate::report::{ExpectationReport, GateReport, NotRead, PlanReport, Report, SchemeReport};
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// Writes the suites.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut all = BytesStart::new("testsuites");
    let cases = || report.plans.iter().flat_map(cases);
    all.push_attribute(("name", "qipp"));
    let gates = report.gate.iter().flat_map(|gate| &gate.rules);
    let (rules, failed) = (gates.clone().count(), gates.filter(|rule| !rule.passed).count());
    let own = Others { rules, failed, errors: report.problems.len() };
    counts(&mut all, cases(), &own);
    writer.write_event(Event::Start(all))?;
    if !report.problems.is_empty() {
        not_read(&report.problems, &mut writer)?;
    }
    for plan in &report.plans {
        suite(plan, &mut writer)?;
    }
    if let Some(own) = &report.gate {
        gate(own, &mut writer)?;
    }
    ran(report, &mut writer)?;
    writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
    writer.get_mut().write_all(b"\n")
}

/// An expectation of a plan: the scheme's id (blank for the plan's own), and what was found.
type Case<'r> = (&'r str, &'r ExpectationReport);

fn cases(plan: &PlanReport) -> impl Iterator<Item = Case<'_>> {
    let rows = plan.appendix_one.iter().filter(|row| !row.not_supplied);
    let own = rows.flat_map(|row| &row.expectations).chain(&plan.integrated_plan).map(|found| ("", found));
    own.chain(plan.figure_13.iter().flat_map(of_scheme))
}

fn of_scheme(own: &SchemeReport) -> impl Iterator<Item = Case<'_>> {
    own.expectations.iter().map(|found| (own.scheme.as_str(), found))
}

fn is_failed(found: &ExpectationReport) -> bool {
    matches!(found.result, Outcome::Unmet | Outcome::Unevidenced | Outcome::Partly)
}

fn is_skipped(found: &ExpectationReport) -> bool {
    matches!(found.result, Outcome::Unreviewed | Outcome::NotApplicable)
}

/// Cases that are no expectations: rules of a gate, so many of them failed, and what could not be read.
#[derive(Default)]
struct Others {
    rules: usize,
    failed: usize,
    errors: usize,
}

fn counts<'r>(element: &mut BytesStart<'_>, cases: impl Iterator<Item = Case<'r>>, others: &Others) {
    let [mut tests, mut failures, mut skipped] = [others.rules + others.errors, others.failed, 0];
    for (_, found) in cases {
        tests += 1;
        failures += usize::from(is_failed(found));
        skipped += usize::from(is_skipped(found));
    }
    for (name, n) in
        [("tests", tests), ("failures", failures), ("skipped", skipped), ("errors", others.errors)]
    {
        // the schema of Jenkins knows no count of skipped cases over all suites
        if name != "skipped" || element.name().as_ref() != "testsuites" {
            element.push_attribute((name, n.to_string().as_str()));
        }
    }
}

/// What was judged against what, and what was not: properties of a suite without cases.
fn ran(report: &Report, writer: &mut Writer<impl Write>) -> io::Result<()> {
    let mut element = BytesStart::new("testsuite");
    element.push_attribute(("name", "conformance"));
    counts(&mut element, std::iter::empty(), &Others::default());
    writer.write_event(Event::Start(element))?;
    writer.write_event(Event::Start(BytesStart::new("properties")))?;
    for (label, said) in conformance::of(report) {
        let mut property = BytesStart::new("property");
        property.push_attribute(("name", label));
        property.push_attribute(("value", said.as_str()));
        writer.write_event(Event::Empty(property))?;
    }
    writer.write_event(Event::End(BytesEnd::new("properties")))?;
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

/// What could not be read: a case each, in error.
fn not_read(problems: &[NotRead], writer: &mut Writer<impl Write>) -> io::Result<()> {
    let mut element = BytesStart::new("testsuite");
    element.push_attribute(("name", "not read"));
    counts(&mut element, std::iter::empty(), &Others { errors: problems.len(), ..Others::default() });
    writer.write_event(Event::Start(element))?;
    for problem in problems {
        let mut case = BytesStart::new("testcase");
        case.push_attribute(("classname", "not read"));
        case.push_attribute(("name", text::clean(&problem.place.to_string()).as_ref()));
        writer.write_event(Event::Start(case))?;
        let mut error = BytesStart::new("error");
        error.push_attribute(("message", text::clean(&problem.what).as_ref()));
        error.push_attribute(("type", problem.code));
        writer.write_event(Event::Start(error))?;
        writer.write_event(Event::Text(BytesText::new(&text::clean(&problem.mend))))?;
        writer.write_event(Event::End(BytesEnd::new("error")))?;
        writer.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

/// The gate: a case a rule.
fn gate(gate: &GateReport, writer: &mut Writer<impl Write>) -> io::Result<()> {
    let mut element = BytesStart::new("testsuite");
    element.push_attribute(("name", "gate"));
    let failed = gate.rules.iter().filter(|rule| !rule.passed).count();
    counts(&mut element, std::iter::empty(), &Others { rules: gate.rules.len(), failed, errors: 0 });
    writer.write_event(Event::Start(element))?;
    for rule in &gate.rules {
        let mut case = BytesStart::new("testcase");
        case.push_attribute(("classname", "gate"));
        case.push_attribute(("name", rule.rule.as_str()));
        if rule.passed {
            writer.write_event(Event::Empty(case))?;
            continue;
        }
        let says = rule.failed.iter().map(|item| {
            let of = if item.subject == item.organisation { "" } else { item.subject.as_str() };
            let name = [item.organisation.as_str(), of].join(" ");
            format!("{}: {}", text::clean(name.trim()), text::clean(&item.says))
        });
        let says: Vec<String> = says.collect();
        writer.write_event(Event::Start(case))?;
        let mut failure = BytesStart::new("failure");
        failure.push_attribute(("message", format!("{} of {}", rule.failed.len(), rule.looked_at).as_str()));
        failure.push_attribute(("type", "gate"));
        writer.write_event(Event::Start(failure))?;
        writer.write_event(Event::Text(BytesText::new(&says.join("\n"))))?;
        writer.write_event(Event::End(BytesEnd::new("failure")))?;
        writer.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn suite(plan: &PlanReport, writer: &mut Writer<impl Write>) -> io::Result<()> {
    let mut element = BytesStart::new("testsuite");
    element.push_attribute(("name", words::organisation(plan).as_str()));
    counts(&mut element, cases(plan), &Others::default());
    writer.write_event(Event::Start(element))?;
    for (scheme, found) in cases(plan) {
        let class = match text::clean(scheme) {
            scheme if scheme.is_empty() => text::clean(&plan.organisation).into_owned(),
            scheme => format!("{}.{scheme}", text::clean(&plan.organisation)),
        };
        let mut case = BytesStart::new("testcase");
        case.push_attribute(("classname", class.as_str()));
        case.push_attribute(("name", found.code));
        let reason = text::clean(&found.reason).into_owned();
        let child = match () {
            () if is_failed(found) => Some("failure"),
            () if is_skipped(found) => Some("skipped"),
            () => None,
        };
        let Some(child) = child else {
            writer.write_event(Event::Empty(case))?;
            continue;
        };
        writer.write_event(Event::Start(case))?;
        let mut inner = BytesStart::new(child);
        inner.push_attribute(("message", format!("{}: {reason}", found.result).trim_end_matches(": ")));
        if child == "failure" {
            inner.push_attribute(("type", found.result.to_string().as_str()));
        }
        writer.write_event(Event::Start(inner))?;
        let places: Vec<_> = found.places.iter().take(10).map(|place| text::clean(place)).collect();
        writer.write_event(Event::Text(BytesText::new(&places.join("\n"))))?;
        writer.write_event(Event::End(BytesEnd::new(child)))?;
        writer.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}
