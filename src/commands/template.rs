//! `qipp template`: the blank tables, from their declaration; with `--example` a worked plan in them;
//! with `--review` the sheet of judgements that a reader owes.

use super::codes::known_codes;
use super::input::GUIDE;
use super::plan_files::{PlanFile, file_name, files, form_of, keep};
use super::review;
use crate::cli::{FormArg, JudgingArgs, ReadingArgs, TemplateArgs};
use crate::location::{Source, Sources};
use crate::nearest::{nearest, offer};
use crate::output::{Failure, Status, say, to_stdout};
use crate::plan::assembly::{Options, Role, build};
use crate::plan::fields::{TABLES, Table, TableId};
use crate::plan::tables;
use crate::read::{Limits, json};
use crate::write::workbook::{Front, FrontLine};
use crate::write::{self, csv};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The worked plan, in its one copy.
const EXAMPLE: &str = include_str!("../../fixtures/anytown.json");

pub fn run(args: &TemplateArgs) -> Result<Status, Failure> {
    if args.review {
        let (sheet, status) = review::sheet(args)?;
        put(vec![sheet], None, args)?;
        return Ok(status);
    }
    refuse_reading(args)?;
    let names: Vec<String> = args.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let wanted = names.iter().map(|name| table(name)).collect::<Result<Vec<_>, Failure>>()?;
    if wanted.is_empty() && args.output.is_none() && !args.example {
        to_stdout(list)?;
        return Ok(Status::Fine);
    }
    let mut tables = if args.example { example()? } else { tables::blanks().collect() };
    // exceptions are no part of a submission: their table is given where it is asked for
    let is_wanted = |table: &write::Table| {
        let is_named = wanted.iter().any(|wanted| wanted.name == table.name);
        is_named || wanted.is_empty() && table.name != exceptions()
    };
    tables.retain(is_wanted);
    if tables.is_empty() {
        return Err(Failure::usage(format!("the worked plan has no table {}", names.join(", "))));
    }
    let front = front(args.example, &tables);
    put(tables, Some(front), args)?;
    Ok(Status::Fine)
}

/// Writes the tables to where they belong.
fn put(tables: Vec<write::Table>, front: Option<Front>, args: &TemplateArgs) -> Result<(), Failure> {
    let Some(path) = args.output.as_deref() else {
        let file = match tables.as_slice() {
            [one] => PlanFile::of(|out| csv::table(one, out)),
            _ if args.example => PlanFile::of(|out| csv::records(&tables, out)),
            _ => Err(Failure::usage(
                "several tables are several files: give a folder with -o DIR/, or a workbook with -o FILE.xlsx",
            )),
        }?;
        return keep(&[file], None);
    };
    put_new(&tables, front.as_ref(), path)?;
    if !args.reading.quiet {
        say(&format!("written to {}", path.display()));
    }
    Ok(())
}

/// Writes tables to fill in to a file or folder that does not exist.
pub fn put_new(tables: &[write::Table], front: Option<&Front>, path: &Path) -> Result<(), Failure> {
    let form = form_of(path)?;
    refuse_replacing(form, path, tables)?;
    let files = match (tables, form) {
        ([one], FormArg::Csv) => vec![PlanFile::of(|out| csv::table(one, out))?],
        _ => files(tables, front, form)?,
    };
    keep(&files, Some(path))
}

fn exceptions() -> &'static str {
    TableId::Exceptions.declaration().name
}

/// The tables of the worked plan.
fn example() -> Result<Vec<write::Table>, Failure> {
    let mut sources = Sources::default();
    let name = "the worked plan";
    let source = sources.add(Source { name: name.to_owned(), bytes: 0, sha256: String::new() });
    let (grids, mut problems) = json::read(&mut sources, source, EXAMPLE, name, 0, &Limits::DEFAULT);
    let grids = grids.into_iter().map(|grid| (grid, Role::Submission)).collect();
    let options = Options { codes: &known_codes(), ..Options::default() };
    let (submission, found) = build(grids, sources, &options);
    problems.extend(found);
    match problems.first() {
        Some(problem) => Err(Failure::machine(problem.message(&submission.sources))),
        None => Ok(tables::of(&submission).0),
    }
}

/// Blank tables never replace what somebody has filled in.
fn refuse_replacing(form: FormArg, path: &Path, tables: &[write::Table]) -> Result<(), Failure> {
    let paths: Vec<PathBuf> = match form {
        FormArg::Folder => tables.iter().map(|table| path.join(file_name(table))).collect(),
        _ => vec![path.to_owned()],
    };
    paths.iter().find(|path| path.exists()).map_or(Ok(()), |path| {
        Err(Failure::usage(format!("{} exists; a template would replace it", path.display())))
    })
}

/// The first sheet of a workbook: what it is and how it is filled in.
fn front(is_example: bool, tables: &[write::Table]) -> Front {
    let what = if is_example {
        "A worked plan, Anytown PCT: invented, and green throughout. Change it and see what changes."
    } else {
        "Fill in the sheets you have something for and leave the others blank. Nothing else has to be set up."
    };
    let steps = [
        (
            "Start",
            "with the sheets plan, years, schemes and savings: they are enough for the 5% rule and the headroom. The other sheets hold what the criteria of Appendix One and Figure 13 ask for.",
        ),
        (
            "Rows",
            "Below its headings, every row of a sheet is one thing: an organisation, a scheme, a month of a scheme. Do not type totals among them; the sheet totals is for totals that are to be checked.",
        ),
        (
            "Columns",
            "Rest the pointer on a heading to read what the column means. Where only certain words are meant, the cell offers them as a list. Columns may be left blank, moved or deleted.",
        ),
        (
            "Money",
            "Savings are positive. State the unit of all amounts once, on the sheet plan: \u{a3}, \u{a3}000 or \u{a3}m.",
        ),
        (
            "Time",
            "A day is a date. A financial year is written 2011/12, a quarter Q1 2011/12, a month 2011-04.",
        ),
        (
            "Organisations",
            "With one organisation, only the sheet plan has to name it; with several, every row does.",
        ),
        ("Then", "run: qipp assess FILE.xlsx"),
    ];
    let mut lines =
        vec![FrontLine::Text(what.to_owned(), String::new()), FrontLine::Heading("How to fill it in")];
    lines.extend(steps.map(|(label, text)| FrontLine::Text(label.to_owned(), text.to_owned())));
    lines.extend([
        FrontLine::Heading("Headings"),
        FrontLine::Colour(true, "Every row that is filled in needs this column.".to_owned()),
        FrontLine::Colour(false, "This column may be blank.".to_owned()),
        FrontLine::Heading("The sheets"),
    ]);
    let declared = tables.iter().filter_map(|table| TableId::by_name(table.name)).map(TableId::declaration);
    lines.extend(declared.map(|table| FrontLine::Sheet(table.name, table.meaning.trim().to_owned())));
    Front { name: "Read me", title: GUIDE, lines }
}

/// Options that say how plans are read and judged have nothing to do with a blank table.
fn refuse_reading(args: &TemplateArgs) -> Result<(), Failure> {
    let reading = ReadingArgs { quiet: false, ..args.reading.clone() };
    if reading == ReadingArgs::default() && args.judging == JudgingArgs::default() {
        return Ok(());
    }
    Err(Failure::usage("options on how plans are read and judged belong to --review"))
}

fn table(name: &str) -> Result<&'static Table, Failure> {
    TableId::by_name(name).map(TableId::declaration).ok_or_else(|| {
        let near = offer(nearest(name, TABLES.iter().map(|table| table.name)));
        let review = if Path::new(name).exists() { " (a plan is given with --review)" } else { "" };
        Failure::usage(format!("there is no table `{name}`{near}{review}"))
    })
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for table in TABLES {
        writeln!(out, "{:<13}{}", table.name, table.meaning.trim())?;
    }
    writeln!(
        out,
        "\n`qipp template schemes` prints a blank table; `qipp template -o FILE.xlsx` writes them all\n\
         as a workbook, `-o DIR/` as CSV files; `--example` fills them with a worked plan."
    )
}
