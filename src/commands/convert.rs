//! `qipp convert`: a plan in any form to any other, without loss. What is written is read back before
//! it is kept: where it would not be the same plan, nothing is written.

use super::codes::known_codes;
use super::input::{InputTables, lies_in_input};
use super::plan_files::{PlanFile, files, form_of, keep, refuse_mixture, refuse_stdout};
use super::reading::{self, ReadPlans, Wanted};
use crate::cli::{ConvertArgs, FormArg, ReadingArgs};
use crate::output::{Failure, Status, say};
use crate::plan::assembly::{Options, build};
use crate::plan::tables;
use crate::write::{Cell, Table};

pub fn run(args: &ConvertArgs) -> Result<Status, Failure> {
    let form = match (args.to, &args.output) {
        (Some(form), _) => form,
        (None, Some(path)) => form_of(path)?,
        (None, None) => {
            return Err(Failure::usage("say where to: -o FILE, or --to csv for standard output"));
        }
    };
    match args.output.as_deref() {
        None => refuse_stdout(form)?,
        Some(path) if lies_in_input(path, &args.files) => {
            let path = path.display();
            return Err(Failure::usage(format!(
                "{path} is an input or lies in one; give the result another name"
            )));
        }
        Some(path) if form == FormArg::Folder => refuse_mixture(path)?,
        Some(_) => {}
    }
    let read = reading::read(&args.files, &args.reading, None, Wanted::default())?;
    let (tables, left_out) = tables::of(&read.submission);
    if !args.reading.quiet {
        for note in &left_out {
            say(&format!("note: {}: {}", read.submission.sources.show(note.place), note.text));
        }
    }
    // what a workbook does not keep is no difference
    let written = if form == FormArg::Xlsx { with_workbook_numbers(&tables) } else { tables.clone() };
    let write = |tables: &[Table]| {
        let files = files(tables, None, form)?;
        read_back(&files, &written, &read, &args.reading)?;
        Ok(files)
    };
    let mut files = write(&tables);
    // a scheme called as a total is one where its row says what it is; in these forms it says so anyway
    if files.is_err() && !matches!(form, FormArg::Csv | FormArg::Jsonl) {
        files = write(&tables.iter().map(Table::recorded).collect::<Vec<_>>()).or(files);
    }
    let files: Vec<PlanFile> = files?;
    keep(&files, args.output.as_deref())?;
    if let Some(path) = args.output.as_deref().filter(|_| !args.reading.quiet) {
        say(&format!("written to {}: {}", path.display(), counted(&tables)));
    }
    Ok(Status::Fine)
}

/// "1 plan, 46 schemes, 233 savings".
fn counted(tables: &[Table]) -> String {
    let counts = tables.iter().map(|table| {
        let name = if table.rows.len() == 1 { table.one } else { table.name };
        format!("{} {name}", table.rows.len())
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// The tables as a workbook keeps them: its numbers end in no zero after the point.
fn with_workbook_numbers(tables: &[Table]) -> Vec<Table> {
    let mut tables = tables.to_vec();
    for cell in tables.iter_mut().flat_map(|table| &mut table.rows).flatten() {
        if let Cell::Number(digits) = cell
            && digits.contains('.')
        {
            *digits = digits.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
    }
    tables
}

/// The files, read as a user would have them read, give the same tables again.
fn read_back(
    files: &[PlanFile],
    tables: &[Table],
    read: &ReadPlans,
    args: &ReadingArgs,
) -> Result<(), Failure> {
    let named = files.iter().map(|file| {
        let name = file.name.clone().unwrap_or_else(|| "the result".to_owned());
        (name, file.bytes.as_slice())
    });
    let InputTables { grids, sources, mut problems, .. } = InputTables::of_files(named, &args.limit)?;
    let options = Options {
        measure_is_savings: args.measure.is_some(),
        codes: &known_codes(),
        threads: args.threads(sources.bytes()),
        ..Options::default()
    };
    let (again, found) = build(grids, sources, &options);
    problems.extend(found);
    let unlike = match problems.first() {
        Some(problem) => Some(problem.message(&again.sources)),
        None => difference(tables, &tables::of(&again).0),
    };
    let Some(unlike) = unlike else { return Ok(()) };
    let names: Vec<&str> = read.submission.plans.iter().map(|plan| plan.organisation.as_str()).collect();
    Err(Failure::unsound(format!(
        "error: {} cannot be written so that it is read as the same plan; nothing is written: {unlike}",
        names.join(", ")
    )))
}

/// The first cell that is not the same: where it is, what stands there and what would.
fn difference(tables: &[Table], again: &[Table]) -> Option<String> {
    let table = tables.iter().find(|table| !again.contains(table));
    let Some(table) = table else {
        let more = again.iter().find(|table| !tables.contains(table))?;
        return Some(format!("there would be a table {}", more.name));
    };
    let Some(other) = again.iter().find(|other| other.name == table.name) else {
        return Some(format!("there would be no table {}", table.name));
    };
    if table.columns != other.columns {
        return Some(format!("the table {} would have other columns", table.name));
    }
    let mut rows = (1..).zip(table.rows.iter().zip(&other.rows));
    let cell = rows.find_map(|(row, (one, other))| {
        let mut cells = table.columns.iter().zip(one.iter().zip(other));
        let (column, (one, other)) = cells.find(|(_, (one, other))| one != other)?;
        let (name, heading) = (table.name, column.name);
        Some(format!("{name}, row {row}, {heading}: `{}` would be `{}`", one.text(), other.text()))
    });
    let counted = || format!("{}: {} rows would be {}", table.name, table.rows.len(), other.rows.len());
    Some(cell.unwrap_or_else(counted))
}
