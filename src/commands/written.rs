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
                "{shown}: .{ending} is no form of a plan; name it .csv, .json, .jsonl or .xlsx, or a folder with a slash behind it"
            )));
        }
    })
}

impl Book {
    /// Writes the form that is one file.
    fn file(&self, form: FormArg, out: &mut dyn Write) -> io::Result<()> {
        match (form, self.tables.as_slice()) {
            (FormArg::Json, tables) => json::object(tables, out),
            (FormArg::Jsonl, tables) => json::lines(tables, out),
            (FormArg::Xlsx, tables) => workbook::write(self.front.as_ref(), tables, out),
            (FormArg::Csv | FormArg::Folder, tables) => csv::records(tables, out),
        }
    }

    /// Writes one file to standard output.
    pub fn to_stdout(&self, form: FormArg) -> Result<(), Failure> {
        match form {
            FormArg::Folder => Err(Failure::usage("a folder needs a name: -o FOLDER/")),
            FormArg::Xlsx => Err(Failure::usage("a workbook is no text: give a file with -o FILE.xlsx")),
            form => to_stdout(|out| self.file(form, out)),
        }
    }

    /// Writes a file, or a file for each table into a folder.
    pub fn to_path(&self, form: FormArg, path: &Path) -> Result<(), Failure> {
        let mut files = Files::default();
        if form == FormArg::Folder {
            make_folder(path)?;
            for table in &self.tables {
                files.stage(&path.join(format!("{}.csv", table.name)), |out| csv::table(table, out))?;
            }
        } else {
            files.stage(path, |out| self.file(form, out))?;
        }
        files.commit()
    }
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
