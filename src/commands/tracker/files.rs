//! The files of a run, in the order in which the ordinary reader takes them.

use crate::commands::input::is_read_of_a_folder;
use std::fs;
use std::path::{Path, PathBuf};

/// The files given and those of the folders given; `None` where one is no text file by its name, lies
/// in a folder beside files that are not read, or cannot be looked at: the ordinary reader says so.
pub(super) fn list(given: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in given {
        if path.as_os_str() == "-" {
            files.push(path.clone());
            continue;
        }
        let what = fs::metadata(path).ok()?;
        if what.is_dir() {
            folder(path, &mut files)?;
        } else if what.is_file() {
            files.push(path.clone());
        } else {
            return None; // a pipe can be read once only
        }
    }
    (given.len() == 1 || given.iter().all(|path| path.as_os_str() != "-")).then_some(files)
}

fn folder(path: &Path, files: &mut Vec<PathBuf>) -> Option<()> {
    let (mut own, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['.', '~']) {
            continue;
        }
        let kind = entry.file_type().ok()?;
        let is_text = Path::new(&name)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv"));
        if kind.is_dir() {
            folders.push((name, entry.path()));
        } else if kind.is_file() && is_text && is_read_of_a_folder(Path::new(&name)) {
            own.push((name, entry.path()));
        } else {
            return None;
        }
    }
    own.sort();
    folders.sort();
    files.extend(own.into_iter().map(|(_, path)| path));
    folders.into_iter().try_for_each(|(_, path)| folder(&path, files))
}
