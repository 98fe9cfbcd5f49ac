//! The whole report as JSON: indented as far as plans and their lists, one line a line of a table.
//! Characters that could disturb a terminal are escaped, so that the text is exact and safe.

use super::cut::Cut;
use super::side_by_side::write_each;
use super::text::is_unsafe;
use crate::parallel::Threads;
use crate::report::{
    Finding, GateReport, Movement, NotRead, PeerLine, PlanReport, Report, ReportHead, Rollup, Summary,
};
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::value::RawValue;
use std::io::{self, BufWriter, Write};

/// Objects nested deeper than this stand on one line.
const OBJECTS_OPEN_TO: usize = 4;
/// Arrays nested deeper than this stand on one line.
const ARRAYS_OPEN_TO: usize = 5;

/// Writes the document and a newline.
pub fn write(document: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Readable::default());
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes a report as [`write()`] does, its plans by several threads.
pub fn write_report(report: &Report, threads: Threads, out: &mut impl Write) -> io::Result<()> {
    let Report { head, plans, rollup, peers, movement, gate, problems, findings, summary } = report;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    write(&Before { head }, &mut before)?;
    write(&After { rollup, peers, movement, gate, problems, findings, summary }, &mut after)?;
    let mut out = BufWriter::with_capacity(1 << 16, out);
    out.write_all(before.strip_suffix(b"\n}\n").unwrap_or(&before))?;
    out.write_all(b",\n  \"plans\": [")?;
    let text = |plan: &PlanReport, text: &mut Vec<u8>| {
        let is_first = plans.first().is_some_and(|first| std::ptr::eq(first, plan));
        text.extend_from_slice(if is_first { b"\n    " } else { b",\n    " });
        let within = Readable { depth: 2, has_value: false };
        plan.serialize(&mut serde_json::Serializer::with_formatter(text, within))?;
        Ok(())
    };
    write_each(threads, plans, text, &mut out)?;
    out.write_all(if plans.is_empty() { b"]," } else { b"\n  ]," })?;
    out.write_all(after.strip_prefix(b"{").unwrap_or(&after))?;
    out.flush()
}

/// The part of a report before its plans.
#[derive(Serialize)]
struct Before<'r> {
    #[serde(flatten)]
    head: &'r ReportHead,
}

/// The part behind them.
#[derive(Serialize)]
struct After<'r> {
    rollup: &'r Option<Rollup>,
    peers: &'r [PeerLine],
    movement: &'r Option<Movement>,
    gate: &'r Option<GateReport>,
    problems: &'r [NotRead],
    findings: &'r [Finding],
    summary: &'r Summary,
}

/// Writes what views leave of a report: the values as they stand in the whole.
pub fn write_cut(report: &Report, cut: Cut, out: &mut impl Write) -> io::Result<()> {
    let mut whole = Vec::new();
    write(report, &mut whole)?;
    let mut document: Keys = serde_json::from_slice(&whole)?;
    document.retain(|key, _| cut.holds_key(key));
    let mut parts = IndexMap::new();
    for (key, value) in &document {
        let part = match key.as_str() {
            "plans" => Part::Many(cut_each(value, |key| cut.holds_key(key))?),
            "inputs" => Part::Many(cut_each(value, |key| cut.holds_key(key))?),
            "rollup" if value.get() != "null" => {
                let mut own: Keys = serde_json::from_str(value.get())?;
                own.retain(|key, _| cut.holds_key_of_rollup(key));
                Part::One(own)
            }
            _ => Part::Whole(value),
        };
        parts.insert(key, part);
    }
    write(&parts, out)
}

fn cut_each(list: &RawValue, holds: impl Fn(&str) -> bool) -> io::Result<Vec<Keys>> {
    let mut all: Vec<Keys> = serde_json::from_str(list.get())?;
    all.iter_mut().for_each(|own| own.retain(|key, _| holds(key)));
    Ok(all)
}

/// The keys of an object in order, with what they hold as it is written.
pub type Keys = IndexMap<String, Box<RawValue>>;

/// A part of a report that is cut.
#[derive(Serialize)]
#[serde(untagged)]
enum Part<'r> {
    Whole(&'r RawValue),
    One(Keys),
    Many(Vec<Keys>),
}

/// Writes the document on one line.
pub fn write_compact(document: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, OneLine);
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// On one line, with what could disturb a terminal escaped.
pub struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        write_safe(writer, text)
    }
}

/// Writes a fragment of a string, with control and direction characters beyond ASCII escaped.
pub fn write_safe<W: ?Sized + Write>(writer: &mut W, fragment: &str) -> io::Result<()> {
    if fragment.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return writer.write_all(fragment.as_bytes());
    }
    let mut from = 0;
    for (at, c) in fragment.char_indices() {
        if is_unsafe(c) {
            writer.write_all(fragment.get(from..at).unwrap_or_default().as_bytes())?;
            c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
            from = at + c.len_utf8();
        }
    }
    writer.write_all(fragment.get(from..).unwrap_or_default().as_bytes())
}

/// Indents the outer levels.
#[derive(Debug, Default)]
struct Readable {
    depth: usize,
    has_value: bool,
}

impl Readable {
    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8], to: usize) -> io::Result<()> {
        let open = self.depth <= to && self.has_value;
        self.depth = self.depth.saturating_sub(1);
        if open {
            self.line(writer)?;
        }
        self.has_value = true;
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, writer: &mut W, first: bool, to: usize) -> io::Result<()> {
        let comma: &[u8] = match (first, self.depth <= to) {
            (true, _) => b"",
            (false, true) => b",",
            (false, false) => b", ",
        };
        writer.write_all(comma)?;
        if self.depth <= to { self.line(writer) } else { Ok(()) }
    }
}

impl Formatter for Readable {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]", ARRAYS_OPEN_TO)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, ARRAYS_OPEN_TO)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}", OBJECTS_OPEN_TO)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, OBJECTS_OPEN_TO)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        write_safe(writer, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use crate::report::Report;
    use std::num::NonZeroUsize;

    fn json(report: &Report) -> String {
        let mut out = Vec::new();
        write(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_document_is_the_report_and_ends_in_a_newline() {
        let text = json(&sample::anytown());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value, serde_json::to_value(sample::anytown()).unwrap());
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "schema",
                "tool",
                "policy",
                "options",
                "inputs",
                "conformance",
                "plans",
                "rollup",
                "peers",
                "movement",
                "gate",
                "problems",
                "findings",
                "summary"
            ]
        );
        assert!(text.ends_with("}\n"));
        assert!(text.lines().any(|line| line.starts_with("        {\"level\": \"workstream\"")));
    }

    #[test]
    fn plans_written_by_threads_stand_as_in_one_document() {
        let one = sample::anytown();
        let plans = [&one.plans[..], &one.plans[..], &one.plans[..]].concat();
        for plans in [Vec::new(), one.plans.clone(), plans] {
            let report = Report { plans, ..one.clone() };
            for threads in [1, 3] {
                let mut out = Vec::new();
                write_report(&report, NonZeroUsize::new(threads).unwrap().into(), &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), json(&report));
            }
        }
    }

    #[test]
    fn text_that_disturbs_a_terminal_is_escaped_and_exact() {
        let mut report = sample::anytown();
        report.plans[0].head.organisation =
            "A\u{9B}2J\u{1B}[0m\u{202E}\u{200B}\u{FFF9}\u{AD}\u{E0041}".to_owned();
        let text = json(&report);
        assert!(text.contains("\"A\\u009b2J\\u001b[0m\\u202e\\u200b\\ufff9\\u00ad\\udb40\\udc41\""));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let name = "A\u{9B}2J\u{1B}[0m\u{202E}\u{200B}\u{FFF9}\u{AD}\u{E0041}";
        assert_eq!(value["plans"][0]["organisation"], name);
    }
}
