//! A comparison as a workbook: the same tables as its CSV, a sheet each.

use super::{CompareOptions, CompareView, table};
use crate::render::book::{Listed, Said, TITLE, gathered, how_to_read, line, made};
use crate::render::text as texts;
use crate::report::{Comparison, SubmissionHead};
use std::io::{self, Write};

/// The title of a table, and what it is about.
fn about(view: CompareView) -> (&'static str, &'static str) {
    match view {
        CompareView::Series => ("Series", "Every subject in every submission, oldest first."),
        CompareView::Bridge => (
            "Bridges",
            "From the plan and forecast of the earlier submission to those of the later, year by year.",
        ),
        CompareView::Milestones => ("Milestones", "What moved, in days, against the date first given."),
        CompareView::Findings => ("Findings", "Those that are new and those that are cleared."),
        CompareView::Expectations => ("Expectations", "Those whose result is another."),
        CompareView::Summary | CompareView::Movement | CompareView::All => {
            ("Movement", "Every subject that moved, with each word and its amount.")
        }
    }
}

/// The tables that a view asks for: all for the first screen.
fn wanted(view: CompareView) -> Vec<CompareView> {
    match view {
        CompareView::Summary | CompareView::All => CompareView::ALL
            .iter()
            .copied()
            .filter(|own| !matches!(own, CompareView::Summary | CompareView::All))
            .collect(),
        one => vec![one],
    }
}

/// Writes the workbook.
///
/// # Errors
/// Whatever the writer reports.
pub fn write(comparison: &Comparison, options: &CompareOptions, out: &mut impl Write) -> io::Result<()> {
    let moved = &comparison.movement;
    let are_pounds = moved.shown.unit.is_some();
    let (mut listed, mut empty): (Vec<Listed>, Vec<&str>) = (Vec::new(), Vec::new());
    for view in wanted(options.view) {
        let (title, about) = about(view);
        let own =
            gathered((view.word(), title, about), are_pounds, |to| table(comparison, view, options.by, to))?;
        if own.is_empty() { empty.push(view.word()) } else { listed.push(own) }
    }
    let of = |head: &SubmissionHead| {
        let date = head.as_at.as_deref().unwrap_or("a date not stated");
        format!(
            "{}, as at {date}; policy {}, SHA-256 {}",
            texts::clean(&head.name),
            head.policy,
            head.policy_hash
        )
    };
    let mut before = vec![line("From", of(&moved.from)), line("To", of(&moved.to))];
    before.extend(moved.notes.iter().map(|note| line("Note", texts::clean(note).into_owned())));
    let mut after = how_to_read(are_pounds);
    if !empty.is_empty() {
        after.push(line("Without a sheet", format!("Nothing to show: {}", empty.join(", "))));
    }
    after.push(Said::Heading("How it was made"));
    let Comparison { tool, schema, policy, .. } = comparison;
    after.push(line("Program", format!("{} {}, comparison {schema}", tool.name, tool.version)));
    after.push(line("Policy", format!("{}, SHA-256 {}", policy.name, policy.hash)));
    let title =
        format!("{TITLE}: from {} to {}", texts::clean(&moved.from.name), texts::clean(&moved.to.name));
    let bytes = made(&title, &[before, after], &listed, Vec::new()).map_err(io::Error::other)?;
    out.write_all(&bytes)
}
