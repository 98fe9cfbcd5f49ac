//! What was read: files, their tables and columns, and the amounts that nothing is read from.

use crate::location::Sources;
use crate::money::Unit;
use crate::plan::account::Unused;
use crate::plan::{NAMED_BY_FILE, Plan, Submission};
use crate::report::{Input, InputColumn, InputTable, LeftOut, UnusedAmounts};

/// Columns and rows of amounts that nothing is read from.
pub(super) fn unused_amounts(unused: &[Unused], sources: &Sources) -> Vec<UnusedAmounts> {
    let said = |unused: &Unused| UnusedAmounts {
        line: unused.line.word(),
        name: unused.name(),
        place: sources.kept(unused.place),
        cells: unused.amounts.cells,
        sum: unused.amounts.sum,
        unit: unused.unit.map(Unit::label),
    };
    unused.iter().map(said).collect()
}

/// The files that were read, each with its tables.
pub(super) fn of(submission: &Submission) -> Vec<Input> {
    let sources = &submission.sources;
    let tables = |at: usize| {
        let own = submission.readings.iter().filter(move |reading| reading.place.source().0 as usize == at);
        own.map(|reading| InputTable {
            place: sources.kept(reading.place),
            table: reading.table.declaration().name.to_owned(),
            rows: reading.rows,
            totals: reading.totals,
            columns: reading
                .columns
                .iter()
                .map(|column| InputColumn {
                    place: sources.kept(column.place),
                    heading: column.heading.clone(),
                    ours: column.ours.clone(),
                    unit: column.unit.map(Unit::label),
                    cells: column.cells,
                })
                .collect(),
            left_out: reading
                .left_out
                .iter()
                .map(|(place, reason)| LeftOut { place: sources.kept(*place), reason: reason.clone() })
                .collect(),
            amounts: reading.account.into(),
            unused_amounts: unused_amounts(&reading.unused, sources),
        })
        .collect()
    };
    let names = |at: usize| {
        let by_file = |plan: &&Plan| plan.named_by.as_deref().is_some_and(|by| NAMED_BY_FILE.contains(&by));
        let own = submission
            .plans
            .iter()
            .filter(by_file)
            .filter(move |plan| plan.row.place.source().0 as usize == at);
        own.map(|plan| plan.organisation.clone()).collect()
    };
    sources
        .files()
        .iter()
        .enumerate()
        .map(|(at, file)| Input {
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            names: names(at),
            tables: tables(at),
        })
        .collect()
}
