//! `qipp template`: the blank tables, from their declaration; with `--review` the sheet of
//! judgements that a reader owes.

use super::review;
use crate::cli::{ReadingArgs, TemplateArgs};
use crate::nearest::nearest;
use crate::output::{Failure, Files, Status, say, to_stdout};
use crate::plan::fields::{TABLES, Table, TableId};
use std::io::{self, Write};
use std::path::Path;

/// Runs the command.
pub fn run(args: &TemplateArgs) -> Result<Status, Failure> {
    if args.review {
        return review::run(&args.words, &args.reading, args.output.as_deref());
    }
    refuse_reading(&args.reading)?;
    let names: Vec<String> = args.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let tables = names.iter().map(|name| table(name)).collect::<Result<Vec<_>, Failure>>()?;
    match (tables.as_slice(), &args.output) {
        ([], None) => to_stdout(list)?,
        ([one], None) => to_stdout(|out| blank(one, out))?,
        (_, None) => {
            return Err(Failure::usage("several tables are several files: give a folder with -o DIR"));
        }
        (tables, Some(folder)) => into(folder, tables)?,
    }
    Ok(Status::Fine)
}

/// Options that say how plans are read have nothing to do with a blank table.
fn refuse_reading(args: &ReadingArgs) -> Result<(), Failure> {
    let is_default = format!("{args:?}") == format!("{:?}", ReadingArgs::default());
    if is_default || args.quiet {
        return Ok(());
    }
    Err(Failure::usage("options on how plans are read and judged belong to --review"))
}

fn table(name: &str) -> Result<&'static Table, Failure> {
    TableId::by_name(name).map(TableId::declaration).ok_or_else(|| {
        let near = nearest(name, TABLES.iter().map(|table| table.name));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let review = if Path::new(name).exists() { " (a plan is given with --review)" } else { "" };
        Failure::usage(format!("there is no table `{name}`{near}{review}"))
    })
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for table in TABLES {
        writeln!(out, "{:<13}{}", table.name, table.meaning.trim())?;
    }
    writeln!(out, "\n`qipp template schemes` prints a blank table; `qipp template -o DIR` writes them all.")
}

/// The heading row.
fn blank(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(names)?;
    writer.flush()
}

fn into(folder: &Path, tables: &[&Table]) -> Result<(), Failure> {
    let shown = folder.display();
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::usage(format!("{shown} cannot be made a folder: {error}")))?;
    let all: Vec<&Table> = TABLES.iter().collect();
    let mut files = Files::default();
    for table in if tables.is_empty() { &all } else { tables } {
        let path = folder.join(format!("{}.csv", table.name));
        if path.exists() {
            return Err(Failure::usage(format!("{} exists; a blank table would replace it", path.display())));
        }
        files.stage(&path, |out| blank(table, out))?;
    }
    files.commit()?;
    say(&format!("written to {shown}"));
    Ok(())
}
