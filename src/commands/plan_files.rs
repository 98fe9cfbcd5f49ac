//! Tables to files: which form a path asks for, and the files written whole or not at all.

use super::input::is_read_of_a_folder;
use crate::cli::FormArg;
use crate::output::{Failure, Files, to_stdout};
use crate::write::workbook::{self, Front};
use crate::write::{Table, csv, json};
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::Path;

/// The form a path asks for: by its ending; a folder where it ends in a slash or has no ending.
pub fn form_of(path: &Path) -> Result<FormArg, Failure> {
    let shown = path.to_string_lossy();
    if shown.ends_with(['/', '\\']) || path.is_dir() {
        return Ok(FormArg::Folder);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(match ending.as_deref() {
        None => FormArg::Folder,
        Some("ndjson") => FormArg::Jsonl,
        Some(ending) => {
            let form = FormArg::from_str(ending, false).ok().filter(|form| *form != FormArg::Folder);
            form.ok_or_else(|| Failure::usage(format!(
                "{shown}: .{ending} is no form that is written; name it .csv, .json, .jsonl or .xlsx, or a folder with a slash behind it"
            )))?
        }
    })
}

/// A file that is about to be written.
pub struct PlanFile {
    /// Its name in a folder; where the form is one file, its path has the name.
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

impl PlanFile {
    /// A file that is not part of a folder.
    pub fn of(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Self, Failure> {
        Self::named(None, write)
    }

    fn named(
        name: Option<String>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        match write(&mut bytes) {
            Ok(()) => Ok(Self { name, bytes }),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(Failure::unsound(format!(
                "error: {error}; nothing was written\n  mend: choose another form"
            ))),
            Err(error) => Err(Failure::machine(format!("the result cannot be written: {error}"))),
        }
    }
}

/// The files of a form; a workbook may have a sheet before its tables.
///
/// # Errors
/// Where the form cannot hold the tables.
pub fn files(tables: &[Table], front: Option<&Front>, form: FormArg) -> Result<Vec<PlanFile>, Failure> {
    let file = match form {
        FormArg::Folder => {
            let file = |table: &Table| PlanFile::named(Some(file_name(table)), |out| csv::table(table, out));
            return tables.iter().map(file).collect();
        }
        FormArg::Csv => PlanFile::of(|out| csv::records(tables, out)),
        FormArg::Json => PlanFile::of(|out| json::object(tables, out)),
        FormArg::Jsonl => PlanFile::of(|out| json::lines(tables, out)),
        FormArg::Xlsx => PlanFile::of(|out| workbook::write(front, tables, out)),
    };
    file.map(|file| vec![file])
}

/// The file of a table in a folder.
pub fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// Whether a form is text of one file, as standard output takes it.
///
/// # Errors
/// The caller's mistake.
pub fn refuse_stdout(form: FormArg) -> Result<(), Failure> {
    match form {
        FormArg::Folder => Err(Failure::usage("a folder needs a name: -o FOLDER/")),
        FormArg::Xlsx => Err(Failure::usage("a workbook is no text: give a file with -o FILE.xlsx")),
        FormArg::Csv | FormArg::Json | FormArg::Jsonl => Ok(()),
    }
}

/// Writes the files to where they belong, all or none: standard output without a path.
pub fn keep(plan_files: &[PlanFile], path: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = path else {
        return plan_files.iter().try_for_each(|file| to_stdout(|out| out.write_all(&file.bytes)));
    };
    let mut files = Files::default();
    for file in plan_files {
        let target = match &file.name {
            Some(name) => {
                make_folder(path)?;
                path.join(name)
            }
            None => path.to_owned(),
        };
        files.stage(&target, |out| out.write_all(&file.bytes))?;
    }
    files.commit()
}

/// Makes a folder where there is none.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path)
        .map_err(|error| Failure::usage(format!("{} cannot be made a folder: {error}", path.display())))
}

/// A folder that holds plan files already would be read as a mixture of the old and the new.
pub fn refuse_mixture(folder: &Path) -> Result<(), Failure> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    let known = entries.flatten().map(|entry| entry.path()).find(|path| is_read_of_a_folder(path));
    known.map_or(Ok(()), |known| {
        Err(Failure::usage(format!("{} lies there already; give a new or an empty folder", known.display())))
    })
}
