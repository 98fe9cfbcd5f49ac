//! The files of a run, in the order in which the ordinary reader takes them.

use crate::commands::input::Folder;
use std::fs;
use std::path::{Path, PathBuf};

/// The files given and those of the folders given; `None` where one is no text file by its name, lies
/// in a folder beside files that are not read, is a pipe, or cannot be looked at: the ordinary reader
/// says so.
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
    let own = Folder::of(path, "").ok().filter(|own| own.others.is_empty() && !own.has_pipes)?;
    let is_text = |name: &String| {
        let ending = Path::new(name).extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv"))
    };
    if !own.files.iter().all(|(name, _)| is_text(name)) {
        return None;
    }
    files.extend(own.files.into_iter().map(|(_, path)| path));
    own.folders.into_iter().try_for_each(|(_, path)| folder(&path, files))
}
