//! Tables to files: which form a path asks for, and the files written whole or not at all.

use super::input::is_read_of_a_folder;
use crate::cli::FormArg;
use crate::output::{Failure, Files, to_stdout};
use crate::write::workbook::{self, Front};
use crate::write::{Table, csv, json};
use std::io::{self, Write};
use std::path::Path;

/// What is written.
pub struct Book {
    /// The tables.
    pub tables: Vec<Table>,
    /// The first sheet of a workbook.
    pub front: Option<Front>,
}

/// The form a path asks for: by its ending; a folder where it ends in a slash or has no ending.
pub fn form_of(path: &Path) -> Result<FormArg, Failure> {
    let shown = path.to_string_lossy();
    if shown.ends_with(['/', '\\']) || path.is_dir() {
        return Ok(FormArg::Folder);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(match ending.as_deref() {
        None => FormArg::Folder,
        Some("csv") => FormArg::Csv,
        Some("json") => FormArg::Json,
        Some("jsonl" | "ndjson") => FormArg::Jsonl,
        Some("xlsx") => FormArg::Xlsx,
        Some(ending) => {
            return Err(Failure::usage(format!(
                "{shown}: .{ending} is no form that is written; name it .csv, .json, .jsonl or .xlsx, or a folder with a slash behind it"
            )));
        }
    })
}

/// A file of what is written, before it is kept.
pub struct Part {
    /// Its name in a folder; where the form is one file, its path has the name.
    pub name: Option<String>,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl Part {
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

impl Book {
    /// The files of a form.
    ///
    /// # Errors
    /// Where the form cannot hold the tables.
    pub fn parts(&self, form: FormArg) -> Result<Vec<Part>, Failure> {
        let tables = self.tables.as_slice();
        let part = match form {
            FormArg::Folder => {
                let file = |table: &Table| Part::named(Some(file_name(table)), |out| csv::table(table, out));
                return tables.iter().map(file).collect();
            }
            FormArg::Csv => Part::of(|out| csv::records(tables, out)),
            FormArg::Json => Part::of(|out| json::object(tables, out)),
            FormArg::Jsonl => Part::of(|out| json::lines(tables, out)),
            FormArg::Xlsx => Part::of(|out| workbook::write(self.front.as_ref(), tables, out)),
        };
        part.map(|part| vec![part])
    }
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
pub fn keep(parts: &[Part], path: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = path else {
        return parts.iter().try_for_each(|part| to_stdout(|out| out.write_all(&part.bytes)));
    };
    let mut files = Files::default();
    for part in parts {
        let target = match &part.name {
            Some(name) => {
                make_folder(path)?;
                path.join(name)
            }
            None => path.to_owned(),
        };
        files.stage(&target, |out| out.write_all(&part.bytes))?;
    }
    files.commit()
}

fn make_folder(path: &Path) -> Result<(), Failure> {
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
