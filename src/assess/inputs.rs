//! What was read: files, their tables and columns, and the amounts that nothing is read from.

use super::Options;
use crate::location::{Source, Sources};
use crate::money::Unit;
use crate::plan::account::Unused;
use crate::plan::{NAMED_BY_FILE, Plan, Reading, Submission, TakenFor};
use crate::report::{Input, InputColumn, InputTable, LeftOut, List, UnusedAmounts};

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

/// The files that were read, each with its tables where those are read; then the lists of who is expected, which
/// have none.
pub(super) fn of(submission: &Submission, options: &Options) -> Vec<Input> {
    let sources = &submission.sources;
    // there may be a great many files, and in one of them a great many tables
    let mut read: Vec<Vec<&Reading>> = sources.files().iter().map(|_| Vec::new()).collect();
    let has_tables = options.lists(submission).has(List::Tables);
    for reading in submission.readings.iter().filter(|_| has_tables) {
        read.get_mut(reading.place.source().0 as usize).into_iter().for_each(|own| own.push(reading));
    }
    let mut named: Vec<Vec<String>> = sources.files().iter().map(|_| Vec::new()).collect();
    let by_file = |plan: &&Plan| plan.named_by.as_deref().is_some_and(|by| NAMED_BY_FILE.contains(&by));
    for plan in submission.plans.iter().filter(by_file) {
        let own = named.get_mut(plan.row.place.source().0 as usize);
        own.into_iter().for_each(|own| own.push(plan.organisation.clone()));
    }
    let tables = |read: &[&Reading]| {
        let table = |reading: &&Reading| InputTable {
            place: sources.kept(reading.place),
            table: reading.table.declaration().name.to_owned(),
            rows: reading.rows,
            totals: reading.totals,
            columns: reading
                .columns
                .iter()
                .map(|column| InputColumn {
                    place: sources.kept(column.place),
                    heading: column.heading.to_string(),
                    ours: column.ours.as_ref().map(TakenFor::to_string),
                    unit: column.unit.map(Unit::label),
                    cells: column.cells,
                })
                .collect(),
            left_out: reading
                .left_out
                .iter()
                .map(|(place, reason)| LeftOut { place: sources.kept(*place), reason: reason.clone() })
                .collect(),
            amounts: (&reading.account).into(),
            unused_amounts: unused_amounts(&reading.unused, sources),
        };
        read.iter().map(table).collect()
    };
    let input = |file: &Source| {
        let Source { name, bytes, sha256 } = file.clone();
        Input { name, bytes, sha256, ..Input::default() }
    };
    let files = sources.files().iter().zip(read).zip(named);
    let files = files.map(|((file, read), names)| Input { names, tables: tables(&read), ..input(file) });
    files.chain(options.lists_of_expected.iter().map(input)).collect()
}
