//! What lies in a folder, in the order in which it is read.

use crate::output::{Failure, folder_of};
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that are read of a folder.
const ENDINGS: [&str; 8] = ["csv", "tsv", "json", "jsonl", "xlsx", "xlsm", "xls", "ods"];

/// The entries of a folder by name, without those that are hidden or of a program's own making.
#[derive(Default)]
pub struct Folder {
    /// The files that are read, with their names.
    pub files: Vec<(String, PathBuf)>,
    pub folders: Vec<(String, PathBuf)>,
    /// The names of the other files, and of what is none: a pipe may never end.
    pub others: Vec<String>,
}

impl Folder {
    /// Lists a folder; `name` is what the user calls it.
    ///
    /// # Errors
    /// Where it, or something in it, cannot be looked at.
    pub fn of(path: &Path, name: &str) -> Result<Self, Failure> {
        let mut folder = Self::default();
        for entry in fs::read_dir(path).map_err(|error| Failure::unreadable(name, &error))? {
            let entry = entry.map_err(|error| Failure::unreadable(name, &error))?;
            let file = entry.file_name().to_string_lossy().into_owned();
            if file.starts_with(['.', '~']) {
                continue;
            }
            let failed = |error| Failure::unreadable(&format!("{name}/{file}"), &error);
            let kind = entry.file_type().map_err(failed)?;
            // a link is what it leads to
            let kind = if kind.is_symlink() {
                fs::metadata(entry.path()).map_err(failed)?.file_type()
            } else {
                kind
            };
            if kind.is_dir() {
                folder.folders.push((file, entry.path()));
            } else if kind.is_file() && is_read_of_a_folder(Path::new(&file)) {
                folder.files.push((file, entry.path()));
            } else {
                folder.others.push(file);
            }
        }
        folder.files.sort();
        folder.folders.sort();
        folder.others.sort();
        Ok(folder)
    }
}

/// A file's name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// A folder's own name, also where it is given as `.` or `..`.
pub(super) fn folder_name(path: &Path) -> String {
    let own = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    own(path).or_else(|| own(&path.canonicalize().ok()?)).unwrap_or_else(|| "plan".to_owned())
}

/// Whether a file of this name is read where it lies in a folder that is given.
pub fn is_read_of_a_folder(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Refuses to write a file that is one of the inputs, or was read of a folder that is one.
pub fn refuse_input(path: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(real) = path.canonicalize().ok().filter(|path| path.is_file()) else { return Ok(()) };
    let is_in = |folder: &PathBuf| real.starts_with(folder) && is_read_of_a_folder(&real);
    let mut inputs = inputs.iter().filter_map(|input| input.canonicalize().ok());
    if inputs.any(|input| input == real || is_in(&input)) {
        let path = path.display();
        return Err(Failure::usage(format!("{path} is an input; give the result another name")));
    }
    Ok(())
}

/// Whether what is to be written would lie in a folder that is an input, and be read with it.
pub fn lies_in_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let Some(folder) = path.canonicalize().or_else(|_| folder_of(path).canonicalize()).ok() else {
        return false;
    };
    inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| folder.starts_with(input))
}
