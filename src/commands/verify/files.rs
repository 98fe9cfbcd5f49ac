//! Which of the files given stands for which input of a report, whatever it is called here.

use crate::commands::input::{Folder, STDIN};
use crate::compare::verified::{Made, MadeOf};
use crate::location::hex;
use crate::output::Failure;
use crate::read::workbook::split_range;
use crate::report::files_of;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders within folders that are looked into.
const DEEPEST: usize = 16;

/// The files of an assessment that is made again.
#[derive(Debug, Default)]
pub struct Files {
    /// The plans, in the order in which the report has them.
    pub plans: Vec<PathBuf>,
    /// What options name: the option with its file.
    pub named: Vec<(String, PathBuf)>,
    /// The other options of the report.
    pub options: Vec<String>,
    /// What the report calls each path.
    pub called: BTreeMap<PathBuf, String>,
}

impl Files {
    pub fn of(given: &[PathBuf], report: &Made) -> Result<Self, Failure> {
        let mut files = Self::default();
        let mut left: Vec<(PathBuf, String)> = Vec::new();
        let mut taken = BTreeSet::new();
        for path in given {
            let name = name_of(path, &report.inputs, &mut taken)?;
            left.push((path.clone(), name.unwrap_or_else(|| path.to_string_lossy().into_owned())));
        }
        let is_input = |name: &str| report.inputs.iter().any(|own| own.name == name);
        let (of_options, others) = files_of(&report.options, is_input);
        files.options = others.into_iter().cloned().collect();
        for file in of_options {
            let is_it = |(path, name): &(PathBuf, String)| *name == file.name || is_called(path, &file.name);
            match left.iter().position(is_it) {
                Some(at) => {
                    let (path, _) = left.remove(at);
                    files.called.insert(path.clone(), file.name);
                    files.named.push((file.option, path));
                }
                None if file.option == "--previous" => {
                    return Err(Failure::usage(format!(
                        "the report was held against an earlier submission, {}; give it, too",
                        file.name
                    )));
                }
                // told as an input that is missing
                None => {}
            }
        }
        let position = |name: &String| {
            let is_it = |own: &MadeOf| own.name == *name || own.name.starts_with(&format!("{name}/"));
            report.inputs.iter().position(is_it).unwrap_or(usize::MAX)
        };
        left.sort_by_key(|(_, name)| position(name));
        for (path, name) in left {
            files.called.insert(plain(&path), name);
            files.plans.push(path);
        }
        if files.plans.is_empty() {
            return Err(Failure::usage("no plan is among the files; give every file of the report"));
        }
        Ok(files)
    }
}

/// A path without the sheet or area that stands behind it.
fn plain(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    match split_range(&text) {
        (file, Some(_)) if !path.exists() => PathBuf::from(file),
        _ => path.to_owned(),
    }
}

/// What the report calls a path: a file by its bytes, else by its name; a folder by the files in it.
fn name_of(path: &Path, inputs: &[MadeOf], taken: &mut BTreeSet<String>) -> Result<Option<String>, Failure> {
    let path = plain(path);
    let shown = path.to_string_lossy();
    if shown == "-" {
        return Ok(Some(STDIN.to_owned()));
    }
    if path.is_dir() {
        return folder_of(&path, inputs);
    }
    let bytes = fs::read(&path).map_err(|error| Failure::unreadable(&shown, &error))?;
    let hash = hex(&Sha256::digest(&bytes));
    let free = || inputs.iter().filter(|own| !taken.contains(&own.name));
    let same = free().find(|own| own.sha256 == hash && is_called(&path, &own.name));
    let same = same.or_else(|| free().find(|own| own.sha256 == hash));
    let same = same.or_else(|| free().find(|own| own.name == shown));
    let name = same.or_else(|| free().find(|own| is_called(&path, &own.name))).map(|own| own.name.clone());
    taken.extend(name.clone());
    Ok(name)
}

/// Whether a path and a name of the report end in the same.
fn is_called(path: &Path, name: &str) -> bool {
    let last = |text: &str| text.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().map(str::to_owned);
    last(&path.to_string_lossy()) == last(name)
}

/// The folder of the report that has most files of one that is given.
fn folder_of(path: &Path, inputs: &[MadeOf]) -> Result<Option<String>, Failure> {
    let mut files = Vec::new();
    list(path, "", 0, &mut files)?;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &files {
        let folder = |own: &'_ MadeOf| {
            own.name.len().checked_sub(file.len() + 1).filter(|at| own.name.is_char_boundary(*at))
        };
        for own in inputs {
            let Some((folder, behind)) = folder(own).map(|at| own.name.split_at(at)) else { continue };
            if behind.strip_prefix(['/', '\\']) == Some(file) {
                *found.entry(folder).or_default() += 1;
            }
        }
    }
    let most = found.into_iter().max_by_key(|(folder, files)| (*files, is_called(path, folder)));
    Ok(most.map(|(folder, _)| folder.to_owned()))
}

/// The files in a folder, each by its path within it.
fn list(path: &Path, within: &str, depth: usize, files: &mut Vec<String>) -> Result<(), Failure> {
    if depth > DEEPEST {
        return Ok(());
    }
    let folder = Folder::of(path, &path.to_string_lossy())?;
    files.extend(folder.files.into_iter().map(|(name, _)| format!("{within}{name}")));
    folder
        .folders
        .into_iter()
        .try_for_each(|(name, path)| list(&path, &format!("{within}{name}/"), depth + 1, files))
}
