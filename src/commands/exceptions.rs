//! `qipp assess --write-exceptions`: today's shortfalls and findings as a sheet of exceptions to fill in.

use super::template::put_new;
use crate::assess::shortfalls::{self, Judged};
use crate::criteria;
use crate::output::{Failure, say};
use crate::plan::fields::words::ExceptionKind;
use crate::plan::fields::{REVIEW_NOTES, TableId};
use crate::plan::tables;
use crate::policy::Policy;
use crate::report::Report;
use crate::words::count;
use crate::write::{Cell, Column, Holds, Table};
use std::path::Path;

/// Writes the sheet to a file that does not exist.
///
/// # Errors
/// A file that exists, or a fault of the machine.
pub fn write(report: &Report, policy: &Policy, path: &Path) -> Result<(), Failure> {
    let sheet = sheet(report, policy);
    put_new(std::slice::from_ref(&sheet), None, path)?;
    let (rows, path) = (count(sheet.rows.len(), "shortfall"), path.display());
    say(&format!(
        "{rows} written to {path}: take out what nobody accepts, fill in the rest, and give it with --exceptions"
    ));
    Ok(())
}

fn sheet(report: &Report, policy: &Policy) -> Table {
    let mut table = tables::blank(TableId::Exceptions);
    let notes = REVIEW_NOTES.into_iter().filter(|(name, _)| *name != "look_for");
    table.columns.extend(notes.map(|(name, note)| Column {
        name,
        note: note.to_owned(),
        required: false,
        holds: Holds::Text,
    }));
    let is_alone = report.plans.len() == 1;
    for plan in &report.plans {
        // the name of a single one may be its file's, which changes from month to month
        let named = if is_alone { "" } else { plan.organisation.as_str() };
        let findings = report.findings.iter().filter(|finding| finding.organisation == plan.organisation);
        let judged = shortfalls::of_plan(plan, policy).into_iter();
        let short = judged.chain(findings.map(shortfalls::of_finding)).filter(|of| of.is_short);
        let row = |of: Judged| {
            let cell = |column: &Column| cell(column.name, named, &of, plan.unit.is_some());
            table.columns.iter().map(cell).collect()
        };
        let rows: Vec<Vec<Cell>> = short.map(row).collect();
        table.rows.extend(rows);
    }
    table
}

fn cell(column: &str, organisation: &str, of: &Judged, in_pounds: bool) -> Cell {
    let text = match column {
        "organisation" => organisation.to_owned(),
        "scheme" => of.scheme.to_owned(),
        "code" => of.code.to_owned(),
        "kind" => ExceptionKind::Accepted.word().to_owned(),
        "up_to" => of.shortfall.limit(in_pounds).unwrap_or_default(),
        "fingerprint" => of.fingerprint.unwrap_or_default().to_owned(),
        "asks" => criteria::by_id(of.code).map_or("", |criterion| criterion.asks).to_owned(),
        "data_shows" => {
            let place = of.places.first().map_or_else(String::new, |place| format!(" [{place}]"));
            format!("{}: {}{place}", of.computed, of.reason)
        }
        _ => String::new(),
    };
    if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
}
