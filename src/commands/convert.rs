//! `qipp convert`: a plan in any form to any other, without loss. What is written is read back before
//! it is kept: where it would not be the same plan, nothing is written.

use super::input::lies_in_input;
use super::reading::{self, ReadPlans};
use super::written::{Book, form_of, refuse_mixture};
use crate::cli::{ConvertArgs, FormArg, ReadingArgs, ScopeArg};
use crate::location::{Source, Sources};
use crate::output::{Failure, Status, say};
use crate::plan::build::{Options, Role, build};
use crate::plan::tables;
use crate::policy::Policy;
use crate::read::{Form, Grid};
use crate::write::Table;

/// Runs the command.
pub fn run(args: &ConvertArgs) -> Result<Status, Failure> {
    refuse_judging(&args.reading)?;
    let form = match (args.to, &args.output) {
        (Some(form), _) => form,
        (None, Some(path)) => form_of(path)?,
        (None, None) => {
            return Err(Failure::usage("say where to: -o FILE, or --to csv for standard output"));
        }
    };
    if let Some(path) = args.output.as_deref() {
        if lies_in_input(path, &args.files) {
            let path = path.display();
            return Err(Failure::usage(format!(
                "{path} is an input or lies in one; give the result another name"
            )));
        }
        if form == FormArg::Folder {
            refuse_mixture(path)?;
        }
    }
    let read = reading::read(&args.files, &args.reading, false)?;
    let (tables, left_out) = tables::of(&read.submission);
    if !args.reading.quiet {
        for note in &left_out {
            say(&format!("note: {}: {}", read.submission.sources.show(note.place), note.text));
        }
    }
    read_back(&tables, &read, &args.reading)?;
    let book = Book { tables, front: None };
    match args.output.as_deref() {
        None => book.to_stdout(form)?,
        Some(path) => {
            book.to_path(form, path)?;
            if !args.reading.quiet {
                say(&format!("written to {}: {}", path.display(), counted(&book.tables)));
            }
        }
    }
    Ok(Status::Fine)
}

/// Options on judging have nothing to do with what is written.
fn refuse_judging(args: &ReadingArgs) -> Result<(), Failure> {
    let given = [
        ("--judgements", !args.judgements.is_empty()),
        ("--exceptions", !args.exceptions.is_empty()),
        ("--scope", args.scope != ScopeArg::Auto),
        ("--as-at", args.as_at.is_some()),
        ("--select", !args.select.is_empty()),
        ("--ignore", !args.ignore.is_empty()),
        ("--keep-going", args.keep_going),
    ];
    given.iter().find(|(_, is_given)| *is_given).map_or(Ok(()), |(option, _)| {
        Err(Failure::usage(format!("{option} has nothing to do with converting; give it to `qipp assess`")))
    })
}

/// "1 plan, 46 schemes, 233 savings".
fn counted(tables: &[Table]) -> String {
    let counts = tables.iter().map(|table| {
        let name = if table.rows.len() == 1 { table.one } else { table.name };
        format!("{} {name}", table.rows.len())
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// The tables, read as a user would read them, are the same tables again.
fn read_back(tables: &[Table], read: &ReadPlans, args: &ReadingArgs) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let mut grids = Vec::new();
    for table in tables {
        let source = Source { name: table.name.to_owned(), bytes: 0, sha256: String::new() };
        let mut grid = Grid::new(sources.add(source), Form::Text, table.name, 0);
        let headings = (0u32..).zip(table.columns.iter().map(|column| column.name.into()));
        headings.for_each(|(at, heading): (u32, std::borrow::Cow<str>)| grid.push_cell(&heading, 1, at + 1));
        grid.end_row();
        for (line, row) in (2u32..).zip(&table.rows) {
            (1u32..).zip(row).for_each(|(at, cell)| grid.push_cell(&cell.text(), line, at));
            grid.end_row();
        }
        grids.push((grid, Role::Submission));
    }
    let codes = reading::known_codes();
    let options = Options {
        policy: &Policy::default(),
        organisation: None,
        parent: None,
        measure_is_savings: args.measure.is_some(),
        codes: &codes,
    };
    let (again, problems) = build(grids, sources, &options);
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

/// The first table that is not the same.
fn difference(tables: &[Table], again: &[Table]) -> Option<String> {
    let differs = tables.iter().find(|table| !again.contains(table));
    let more = || again.iter().find(|table| !tables.contains(table));
    differs.or_else(more).map(|table| {
        let same = again.iter().find(|other| other.name == table.name);
        let rows = same.map(|other| table.rows.iter().zip(&other.rows));
        let row = rows.and_then(|mut rows| rows.position(|(one, other)| one != other));
        row.map_or_else(|| table.name.to_owned(), |row| format!("{}, row {}", table.name, row + 1))
    })
}
