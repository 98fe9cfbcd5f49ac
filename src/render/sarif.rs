//! SARIF 2.1.0 (OASIS): what is short or found as results that code hosts and editors show at their lines.

use super::notices::{self, MOST, NOT_READ, Notice};
use super::{Options, json, text};
use crate::location::PlaceAt;
use crate::report::catalogue::Asked;
use crate::report::{Report, Severity};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Places of one result.
const PLACES: usize = 10;

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Value,
    invocations: [Value; 1],
    artifacts: Vec<Value>,
    results: Vec<SarifResult>,
    column_kind: &'static str,
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Value,
    locations: Vec<Value>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Value,
}

/// Writes the log.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let all = notices::all(report);
    let shown = all.get(..all.len().min(MOST)).unwrap_or_default();
    let codes: BTreeSet<&str> = shown.iter().map(|notice| notice.code).collect();
    let asked = report.criteria.iter().filter(|asked| codes.contains(asked.code));
    let mut rules: Vec<(&str, Value)> = asked.map(|asked| (asked.code, rule(asked))).collect();
    let problems: BTreeSet<&str> =
        shown.iter().filter(|own| own.result == NOT_READ).map(|own| own.code).collect();
    rules.extend(problems.into_iter().map(|code| (code, rule_of_problem(code))));
    let at: BTreeMap<&str, usize> =
        rules.iter().enumerate().map(|(index, (code, _))| (*code, index)).collect();
    let results = shown.iter().map(|notice| result(notice, at.get(notice.code).copied().unwrap_or_default()));
    let left = all.len() - shown.len();
    let told: Vec<Value> = (left > 0)
        .then(|| json!({"level": "note", "message": {"text": format!("{left} more results are left out: the least serious, with the least money")}}))
        .into_iter()
        .collect();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: json!({"driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "rules": rules.iter().map(|(_, rule)| rule).collect::<Vec<_>>(),
            }}),
            invocations: [json!({
                "executionSuccessful": report.problems.is_empty(),
                "commandLine": options.command_hint,
                "toolExecutionNotifications": told,
            })],
            artifacts: report
                .inputs
                .iter()
                .map(|input| {
                    json!({
                        "location": {"uri": uri(&input.name)},
                        "length": input.bytes,
                        "hashes": {"sha-256": input.sha256},
                    })
                })
                .collect(),
            results: results.collect(),
            column_kind: "unicodeCodePoints",
            properties: json!({
                "schema": report.schema,
                "policy": report.policy.name,
                "policyHash": report.policy.hash,
                "options": report.options,
                "conformance": report.conformance,
                "plans": report.plans.iter().map(|plan| json!({
                    "organisation": plan.organisation,
                    "rating": plan.rating,
                    "asAt": plan.as_at,
                    "scope": plan.scope,
                    "notSupplied": plan.not_supplied,
                })).collect::<Vec<_>>(),
            }),
        }],
    };
    json::write_compact(&log, out)
}

/// A kind of problem: something of the submission that could not be read.
fn rule_of_problem(code: &str) -> Value {
    json!({
        "id": code,
        "name": "Not read",
        "shortDescription": {"text": "Something of the submission could not be read"},
        "help": {"text": "Nothing is assessed while it stands (with --keep-going: not what rests on it)."},
        "defaultConfiguration": {"level": "error"},
    })
}

fn rule(asked: &Asked) -> Value {
    let level = if asked.decisive { "error" } else { "warning" };
    json!({
        "id": asked.code,
        "name": asked.row,
        "shortDescription": {"text": asked.asks},
        "fullDescription": {"text": asked.how},
        "help": {
            "text": format!("{}. {}. Source: {}", asked.asks, asked.how, asked.source),
            "markdown": format!("**{}**\n\n{}\n\nSource: {}", asked.asks, asked.how, asked.source),
        },
        "defaultConfiguration": {"level": level},
    })
}

fn result(notice: &Notice<'_>, rule_index: usize) -> SarifResult {
    let level = match notice.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    SarifResult {
        rule_id: notice.code,
        rule_index,
        level,
        message: json!({"text": notice.sentence()}),
        locations: notice.places.at().take(PLACES).map(|place| location(&place)).collect(),
        partial_fingerprints: BTreeMap::from([("qipp/v1", notice.fingerprint.clone())]),
        properties: json!({
            "organisation": notice.organisation,
            "scheme": notice.scheme,
            "result": notice.result,
            "amount": notice.amount,
        }),
    }
}

/// A region of a text file; of a workbook the cell as a logical place; of JSON the pointer, and its line.
fn location(place: &PlaceAt<'_>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&place.file)}});
    if let Some(line) = place.line {
        let mut region = json!({"startLine": line});
        place.last_line.into_iter().for_each(|last| region["endLine"] = last.into());
        place.column.into_iter().for_each(|column| region["startColumn"] = column.into());
        physical["region"] = region;
    }
    let mut location = json!({"physicalLocation": physical});
    let shown = place.to_string();
    let is_within = place.sheet.is_some() || place.pointer.is_some();
    if let Some((_, within)) = shown.split_once('#').filter(|_| is_within) {
        location["logicalLocations"] = json!([{"fullyQualifiedName": text::clean(within)}]);
    }
    location
}

/// A file's name as the address of an artifact: what is no plain character is written in percent.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.starts_with('/') {
        // a whole path is an address of its own, not one beneath that of the run
        out.push_str("file://");
    }
    for byte in name.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn an_address_is_plain() {
        assert_eq!(uri("plans/Q1 plan (ü).csv"), "plans/Q1%20plan%20%28%C3%BC%29.csv");
        assert_eq!(uri("a\\b.csv"), "a/b.csv");
        assert_eq!(uri("/plans/a.csv"), "file:///plans/a.csv", "beneath no other address");
    }
}
