//! From the paths of a command line to the inputs that are to be read, in the order in which they are
//! taken: a folder's files, standard input, a workbook or a sheet of it.

use super::folder::{Folder, folder_name, stem};
use super::kept_stdin::KeptStdin;
use crate::location::{Source, SourceId, Sources};
use crate::output::Failure;
use crate::plan::assembly::Role;
use crate::read::workbook::{SheetRange, split_range};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Folders within folders that are followed.
const DEEPEST: usize = 16;

/// What standard input is called.
pub const STDIN: &str = "<stdin>";

pub(super) struct Input<'i> {
    /// What the user calls it.
    pub(super) name: String,
    /// The hint at what table it is.
    pub(super) stem: String,
    pub(super) role: Role,
    /// Its number, which is kept for it.
    pub(super) source: SourceId,
    /// What groups its tables with others into one plan.
    pub(super) group: u32,
    /// The name that gives an organisation which no cell names.
    pub(super) owner: String,
    /// Whether it lies in a folder that is a plan.
    pub(super) in_folder: bool,
    pub(super) origin: Origin<'i>,
}

/// Where the bytes of an input come from.
pub(super) enum Origin<'i> {
    File(PathBuf),
    Memory(Cow<'i, [u8]>),
    Stdin(Mutex<KeptStdin>),
    /// A workbook of which a sheet or an area is read, and the argument that names it.
    SheetRange {
        path: PathBuf,
        range: SheetRange,
        argument: String,
    },
}

impl Input<'_> {
    /// How many bytes there are to read; `None` where that is not known beforehand.
    pub(super) fn size(&self) -> Option<u64> {
        match &self.origin {
            Origin::File(path) | Origin::SheetRange { path, .. } => {
                Some(fs::metadata(path).map_or(0, |file| file.len()))
            }
            Origin::Memory(bytes) => Some(bytes.len() as u64),
            Origin::Stdin(_) => None,
        }
    }
}

/// The hint at what table an input is, and the name that gives an organisation which no cell names.
fn stem_of(name: &str) -> String {
    stem(Path::new(name.trim_start_matches('<').trim_end_matches('>')))
}

#[derive(Default)]
pub(super) struct Listing<'i> {
    pub(super) inputs: Vec<Input<'i>>,
    pub(super) sources: Sources,
    pub(super) notes: Vec<String>,
    /// The first group that no input has.
    pub(super) next_group: u32,
    /// What is listed already: real paths, and sheets of workbooks.
    seen: BTreeSet<PathBuf>,
    /// What paths are called, where that is not themselves.
    pub(super) called: BTreeMap<PathBuf, String>,
    /// Workbooks of which sheets or areas are read.
    in_part: BTreeMap<PathBuf, (SourceId, u32)>,
}

impl<'i> Listing<'i> {
    /// Adds the inputs that a path stands for.
    pub(super) fn add(&mut self, path: &Path, role: Role) -> Result<(), Failure> {
        let name = path.to_string_lossy().into_owned();
        if name == "-" {
            if !self.seen.insert(path.to_owned()) {
                return Err(Failure::usage("standard input (-) is given twice"));
            }
            let origin = Origin::Stdin(Mutex::new(KeptStdin::new()));
            self.add_loose(STDIN.to_owned(), stem_of(STDIN), role, origin, None);
            return Ok(());
        }
        let what = match (fs::metadata(path), split_range(&name)) {
            // no file has the argument's whole name
            (Err(error), (file, Some(range))) if error.kind() == io::ErrorKind::NotFound => {
                return self.add_range((Path::new(file), range), &name, role);
            }
            (what, _) => what.map_err(|error| Failure::unreadable(&name, &error))?,
        };
        if what.is_dir() {
            if role != Role::Submission {
                return Err(Failure::usage(format!("{name} is a folder; give the file itself")));
            }
            let before = self.inputs.len();
            let called = self.called(path, &name);
            self.add_folder(path, called.trim_end_matches(['/', '\\']), 0)?;
            if self.inputs.len() == before {
                return Err(Failure::usage(format!(
                    "{name} holds no plan file (csv, tsv, json, jsonl, xlsx, xlsm, xls or ods)"
                )));
            }
            return Ok(());
        }
        self.once(path, &name)?;
        let called = self.called(path, &name);
        let stem = stem_of(&called);
        self.add_loose(called, stem, role, Origin::File(path.to_owned()), None);
        Ok(())
    }

    /// Adds files that are in memory, as if they lay in a folder of their own.
    pub(super) fn add_files(&mut self, files: impl IntoIterator<Item = (String, &'i [u8])>) {
        let group = self.take_group();
        for (name, bytes) in files {
            self.add_file(name, Origin::Memory(Cow::Borrowed(bytes)), group, "plan");
        }
    }

    /// A folder is a plan; each of its subfolders is another.
    fn add_folder(&mut self, path: &Path, name: &str, depth: usize) -> Result<(), Failure> {
        if depth > DEEPEST {
            return Err(Failure::usage(format!("{name}: folders lie more than {DEEPEST} deep")));
        }
        self.once(path, name)?;
        let Folder { files, folders, others, .. } = Folder::of(path, name)?;
        if !others.is_empty() && !files.is_empty() {
            self.notes.push(format!("{name}: not read: {}", others.join(", ")));
        }
        let (owner, group) = (self.owner(path, name), self.take_group());
        for (file, path) in files {
            self.add_file(format!("{name}/{file}"), Origin::File(path), group, &owner);
        }
        for (folder, path) in folders {
            self.add_folder(&path, &format!("{name}/{folder}"), depth + 1)?;
        }
        Ok(())
    }

    /// What a path is called.
    fn called(&self, path: &Path, name: &str) -> String {
        self.called.get(path).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// The name that a folder gives to its plan.
    fn owner(&self, path: &Path, name: &str) -> String {
        let is_called = !self.called.is_empty() && Path::new(name).file_name().is_some();
        folder_name(if is_called { Path::new(name) } else { path })
    }

    /// A sheet of a workbook, or an area of it. Several of one workbook are one input.
    fn add_range(
        &mut self,
        (path, range): (&Path, SheetRange),
        argument: &str,
        role: Role,
    ) -> Result<(), Failure> {
        let name = path.to_string_lossy().into_owned();
        if fs::metadata(path).map_err(|error| Failure::unreadable(&name, &error))?.is_dir() {
            return Err(Failure::usage(format!("{name} is a folder, and no workbook with sheets")));
        }
        let real = path.canonicalize().map_err(|error| Failure::unreadable(&name, &error))?;
        if self.seen.contains(&real) {
            return Err(Failure::usage(format!("{argument}: {name} is given whole, too")));
        }
        let mut key = real.clone().into_os_string();
        key.push(format!("#{}!{:?}", range.sheet.as_deref().unwrap_or("").to_lowercase(), range.area));
        if !self.seen.insert(PathBuf::from(key)) {
            return Err(Failure::usage(format!("{argument} is given twice")));
        }
        let known = self.in_part.get(&real).copied();
        let origin = Origin::SheetRange { path: path.to_owned(), range, argument: argument.to_owned() };
        let called = self.called(path, &name);
        let stem = stem_of(&called);
        let own = self.add_loose(called, stem, role, origin, known);
        self.in_part.insert(real, own);
        Ok(())
    }

    /// An input that lies in a folder or with others, whose group and name it shares.
    fn add_file(&mut self, name: String, origin: Origin<'i>, group: u32, owner: &str) {
        let source = self.sources.add(Source { name: name.clone(), ..Source::default() });
        let (stem, owner) = (stem(Path::new(&name)), owner.to_owned());
        let role = Role::Submission;
        self.inputs.push(Input { name, stem, role, source, group, owner, in_folder: true, origin });
    }

    /// An input by itself; a further sheet of a workbook shares the number and group of the first.
    fn add_loose(
        &mut self,
        name: String,
        stem: String,
        role: Role,
        origin: Origin<'i>,
        known: Option<(SourceId, u32)>,
    ) -> (SourceId, u32) {
        let (source, group) = known.unwrap_or_else(|| {
            (self.sources.add(Source { name: name.clone(), ..Source::default() }), self.take_group())
        });
        let owner = stem.clone();
        self.inputs.push(Input { name, owner, stem, role, source, group, in_folder: false, origin });
        (source, group)
    }

    fn take_group(&mut self) -> u32 {
        self.next_group += 1;
        self.next_group - 1
    }

    /// Refuses a file that is listed already: its rows would count twice.
    fn once(&mut self, path: &Path, name: &str) -> Result<(), Failure> {
        let real = path.canonicalize().map_err(|error| Failure::unreadable(name, &error))?;
        if !self.in_part.contains_key(&real) && self.seen.insert(real) {
            Ok(())
        } else {
            Err(Failure::usage(format!("{name} is given twice")))
        }
    }
}
