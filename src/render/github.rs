//! Annotations of a GitHub workflow: the worst at their lines, as many as a step shows, and a line for the rest.

use super::notices::{self, Notice};
use super::{Options, conformance, text, words};
use crate::report::{Report, Severity};
use crate::words::listed;
use std::io::{self, BufWriter, Write};

/// Annotations of each kind that one step shows.
const MOST: usize = 10;

/// Writes the commands of the workflow.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for rule in report.gate.iter().flat_map(|gate| &gate.rules).filter(|rule| !rule.passed) {
        let failed: Vec<&str> = rule.failed.iter().map(|item| item.subject.as_str()).collect();
        let said = format!("gate {} failed: {}", rule.rule, text::clean(&listed(&failed)));
        writeln!(out, "::error title=qipp gate::{}", data(&said))?;
    }
    let all = notices::all(report);
    let mut rest = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let own = all.iter().filter(|notice| notice.severity == severity);
        for (at, notice) in own.enumerate() {
            if at < MOST - 1 {
                writeln!(out, "{}", annotation(notice))?;
            } else {
                rest += 1;
            }
        }
    }
    if rest > 0 {
        let command = data(&options.command_hint);
        writeln!(out, "::notice title=qipp::{rest} more: {command} --view criteria,findings")?;
    }
    for plan in &report.plans {
        let rated = format!("{}: {}", words::organisation(plan), plan.rating.word().to_uppercase());
        writeln!(out, "::notice title=qipp::{}", data(&rated))?;
    }
    let ran: Vec<String> =
        conformance::of(report).into_iter().map(|(label, said)| format!("{label}: {said}")).collect();
    writeln!(out, "::notice title=qipp conformance::{}", data(&ran.join("; ")))?;
    out.flush()
}

fn annotation(notice: &Notice<'_>) -> String {
    let kind = match notice.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = notice.places.at().next().map(|place| {
        let part = |name: &str, of: Option<u32>| of.map_or_else(String::new, |of| format!("{name}={of},"));
        let file = property(&place.file);
        let (line, column) = (part("line", place.line), part("col", place.column));
        format!("file={file},{line}{}{column}", part("endLine", place.last_line))
    });
    format!(
        "::{kind} {}title={}::{}",
        place.unwrap_or_default(),
        property(notice.code),
        data(&notice.sentence())
    )
}

/// Text of a message: nothing in it ends the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn no_name_ends_a_command() {
        assert_eq!(data("a\n::error::b 5%"), "a%0A::error::b 5%25");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
