//! The only place that opens files: files, folders and standard input become grids of located cells,
//! each with the plan it belongs to and the name that gives it.

use super::template;
use super::tracker::Spool;
use super::written::Part;
use crate::assess::hex;
use crate::cli::{InputFormat, JudgingArgs, ReadingArgs};
use crate::location::{Place, Source, SourceId, Sources};
use crate::output::Failure;
use crate::plan::build::Role;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Grid, Limit, Limits, csv, encoding, json, workbook};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

mod book;
mod sniff;

use sniff::Content;

/// Folders within folders that are followed.
const DEEPEST: usize = 16;

/// Endings of the files that are read of a folder.
const ENDINGS: [&str; 8] = ["csv", "tsv", "json", "jsonl", "xlsx", "xlsm", "xls", "ods"];

/// Everything that was read, before anything is understood.
#[derive(Default)]
pub struct Gathered {
    /// The tables.
    pub grids: Vec<(Grid, Role)>,
    /// The inputs and the names that places refer to.
    pub sources: Sources,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Remarks for the user.
    pub notes: Vec<String>,
    /// For each input of the submission: the groups (folder, file or JSON object) it belongs to.
    pub groups: BTreeMap<SourceId, BTreeSet<u32>>,
    next_group: u32,
    seen: BTreeSet<PathBuf>,
    /// What was read of standard input before.
    spool: Option<Spool>,
    /// Workbooks of which parts are read.
    parts: BTreeMap<PathBuf, (SourceId, u32)>,
}

/// What a file is read as.
struct Whole<'f> {
    name: &'f str,
    stem: &'f str,
    bytes: &'f [u8],
    role: Role,
    /// The group and name of the folder the file is part of.
    folder: Option<(u32, &'f str)>,
}

impl Gathered {
    /// Reads plan files, then judgements and exceptions.
    pub fn read(
        paths: &[PathBuf],
        args: &ReadingArgs,
        judging: &JudgingArgs,
        spool: Option<Spool>,
    ) -> Result<Self, Failure> {
        let mut gathered = Self { spool, ..Self::default() };
        let mut loose: Vec<(&Path, usize, usize)> = Vec::new();
        for path in paths {
            let first = gathered.grids.len();
            gathered.path(path, Role::Submission, args)?;
            if path.is_file() {
                loose.push((path, first, gathered.grids.len()));
            }
        }
        gathered.tell_apart(&loose);
        for path in &judging.judgements {
            gathered.path(path, Role::Review, args)?;
        }
        for path in &judging.exceptions {
            gathered.path(path, Role::Exceptions, args)?;
        }
        Ok(gathered)
    }

    /// Reads the files of a plan that are not kept yet, as if they lay in a folder of their own, within
    /// the limits of the run.
    pub fn of_parts(parts: &[Part], limit: &[(Limit, u64)]) -> Self {
        let mut gathered = Self::default();
        let args = ReadingArgs { limit: limit.to_vec(), ..ReadingArgs::default() };
        let group = gathered.take_group();
        for part in parts {
            let name = part.name.as_deref().unwrap_or("the result");
            let stem = stem(Path::new(name));
            let folder = Some((group, "plan"));
            let whole = Whole { name, stem: &stem, bytes: &part.bytes, role: Role::Submission, folder };
            gathered.file(&whole, &args);
        }
        gathered
    }

    fn path(&mut self, path: &Path, role: Role, args: &ReadingArgs) -> Result<(), Failure> {
        let name = shown(path);
        if name == "-" {
            if !self.seen.insert(path.to_owned()) {
                return Err(Failure::usage("standard input (-) is given twice"));
            }
            let mut bytes = Vec::new();
            let read = match self.spool.as_mut() {
                Some(spool) => spool.again().and_then(|mut input| input.read_to_end(&mut bytes)),
                None => io::stdin().lock().read_to_end(&mut bytes),
            };
            read.map_err(|error| unreadable("<stdin>", &error))?;
            self.file(&Whole { name: "<stdin>", stem: "stdin", bytes: &bytes, role, folder: None }, args);
            return Ok(());
        }
        let what = match (fs::metadata(path), book::part_of(path)) {
            (Err(error), Some((file, part))) if error.kind() == io::ErrorKind::NotFound => {
                return self.part((&file, &part), &name, role, &args.limits());
            }
            (what, _) => what.map_err(|error| unreadable(&name, &error))?,
        };
        if what.is_dir() {
            if role != Role::Submission {
                return Err(Failure::usage(format!("{name} is a folder; give the file itself")));
            }
            let before = self.sources.files().len();
            self.folder(path, name.trim_end_matches(['/', '\\']), args, 0)?;
            if self.sources.files().len() == before {
                return Err(Failure::usage(format!(
                    "{name} holds no plan file (csv, tsv, json, jsonl, xlsx, xlsm, xls or ods)"
                )));
            }
            return Ok(());
        }
        self.once(path, &name)?;
        let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
        let stem = stem(path);
        self.file(&Whole { name: &name, stem: &stem, bytes: &bytes, role, folder: None }, args);
        Ok(())
    }

    /// A folder is a plan; each of its subfolders is another.
    fn folder(&mut self, path: &Path, name: &str, args: &ReadingArgs, depth: usize) -> Result<(), Failure> {
        if depth > DEEPEST {
            return Err(Failure::usage(format!("{name}: folders lie more than {DEEPEST} deep")));
        }
        self.once(path, name)?;
        let (mut files, mut folders, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for entry in fs::read_dir(path).map_err(|error| unreadable(name, &error))? {
            let entry = entry.map_err(|error| unreadable(name, &error))?;
            let file = entry.file_name().to_string_lossy().into_owned();
            if file.starts_with(['.', '~']) {
                continue;
            }
            let what =
                fs::metadata(entry.path()).map_err(|error| unreadable(&format!("{name}/{file}"), &error))?;
            if what.is_dir() {
                folders.push((file, entry.path()));
            } else if is_read_of_a_folder(Path::new(&file)) {
                files.push((file, entry.path()));
            } else {
                others.push(file);
            }
        }
        files.sort();
        folders.sort();
        others.sort();
        if !others.is_empty() && !files.is_empty() {
            self.notes.push(format!("{name}: not read: {}", others.join(", ")));
        }
        let owner = folder_name(path);
        let group = self.take_group();
        let first = self.grids.len();
        for (file, path) in files {
            let name = format!("{name}/{file}");
            let bytes = fs::read(&path).map_err(|error| unreadable(&name, &error))?;
            let stem = stem(&path);
            let folder = Some((group, owner.as_str()));
            let whole = Whole { name: &name, stem: &stem, bytes: &bytes, role: Role::Submission, folder };
            self.file(&whole, args);
        }
        self.name_objects(first, group);
        for (folder, path) in folders {
            self.folder(&path, &format!("{name}/{folder}"), args, depth + 1)?;
        }
        Ok(())
    }

    /// Several JSON plans in one folder cannot all take its name.
    fn name_objects(&mut self, first: usize, folder: u32) {
        let Some(grids) = self.grids.get_mut(first..) else { return };
        let objects: BTreeSet<u32> =
            grids.iter().map(|(grid, _)| grid.group).filter(|group| *group != folder).collect();
        if objects.len() < 2 {
            return;
        }
        let mut numbers: BTreeMap<SourceId, Vec<u32>> = BTreeMap::new();
        for (grid, _) in grids.iter_mut().filter(|(grid, _)| grid.group != folder) {
            let of_file = numbers.entry(grid.source).or_default();
            if !of_file.contains(&grid.group) {
                of_file.push(grid.group);
            }
            let at = of_file.iter().position(|group| *group == grid.group).unwrap_or(0);
            let file = Path::new(self.sources.file_name(grid.source));
            grid.owner = numbered(&stem(file), at);
        }
    }

    /// Files of one name in several folders take the folders' names.
    fn tell_apart(&mut self, loose: &[(&Path, usize, usize)]) {
        let mut named: HashMap<String, usize> = HashMap::new();
        for (path, ..) in loose {
            *named.entry(stem(path)).or_default() += 1;
        }
        for (path, first, end) in loose {
            let own = stem(path);
            let is_shared = named.get(&own).is_some_and(|files| *files > 1);
            let folder = path.parent().map(folder_name).filter(|_| is_shared);
            let (Some(folder), Some(grids)) = (folder, self.grids.get_mut(*first..*end)) else { continue };
            for (grid, _) in grids {
                let number = grid.owner.strip_prefix(&own).unwrap_or("").to_owned();
                grid.owner = format!("{folder}{number}");
            }
        }
    }

    /// Keeps a table; the sheet that explains a template is none.
    fn take(&mut self, grid: Grid, role: Role) {
        if grid.text(0, 0) != template::TITLE {
            self.grids.push((grid, role));
        }
    }

    fn take_group(&mut self) -> u32 {
        self.next_group += 1;
        self.next_group - 1
    }

    /// Refuses a file that is read already: its rows would count twice.
    fn once(&mut self, path: &Path, name: &str) -> Result<(), Failure> {
        let real = path.canonicalize().map_err(|error| unreadable(name, &error))?;
        if !self.parts.contains_key(&real) && self.seen.insert(real) {
            Ok(())
        } else {
            Err(Failure::usage(format!("{name} is given twice")))
        }
    }

    /// Takes a file among the inputs, with the group of its tables.
    fn source(&mut self, whole: &Whole) -> (SourceId, u32) {
        let source = self.sources.add(Source {
            name: whole.name.to_owned(),
            bytes: whole.bytes.len() as u64,
            sha256: hex(&Sha256::digest(whole.bytes)),
        });
        let group = whole.folder.map_or_else(|| self.take_group(), |(group, _)| group);
        if whole.role == Role::Submission {
            self.groups.entry(source).or_default().insert(group);
        }
        (source, group)
    }

    fn file(&mut self, whole: &Whole, args: &ReadingArgs) {
        let (source, group) = self.source(whole);
        let limits = args.limits();
        if workbook::is_workbook(whole.bytes) {
            self.workbook(whole, source, group, None, &limits);
            return;
        }
        let content = match Content::of(whole.bytes, args) {
            Ok(content) => content,
            Err(kind) => {
                self.problems.push(Problem::new(Place::File(source), *kind));
                return;
            }
        };
        if let Some(assumed) = content.assumed {
            self.notes
                .push(format!("{}: not UTF-8; read as {assumed} (another: --encoding NAME)", whole.name));
        }
        let owner = whole.folder.map_or(whole.stem, |(_, name)| name);
        if content.is_json {
            self.json(whole, (source, &content.text), group, owner, &limits);
            return;
        }
        let (mut grid, problems) =
            csv::read(source, &content.text, args.separator, whole.stem, group, &limits);
        owner.clone_into(&mut grid.owner);
        self.problems.extend(problems);
        self.take(grid, whole.role);
    }

    /// A JSON document: its flat rows belong to the file's group, each object of tables to its own.
    fn json(
        &mut self,
        whole: &Whole,
        (source, text): (SourceId, &str),
        group: u32,
        owner: &str,
        limits: &Limits,
    ) {
        let first = self.next_group;
        let (grids, problems) = json::read(&mut self.sources, source, text, whole.stem, first, limits);
        if grids.is_empty() && problems.is_empty() {
            let kind = ProblemKind::Layout {
                what: "the JSON holds no table".to_owned(),
                mend: "a plan is an object with a key per table, each an array of objects".to_owned(),
            };
            self.problems.push(Problem::new(Place::File(source), kind));
        }
        self.problems.extend(problems);
        let mut objects: Vec<u32> = Vec::new();
        for (mut grid, role) in grids.into_iter().map(|grid| (grid, whole.role)) {
            self.next_group = self.next_group.max(grid.group + 1);
            if grid.group == first {
                grid.group = group;
                owner.clone_into(&mut grid.owner);
            } else {
                if !objects.contains(&grid.group) {
                    objects.push(grid.group);
                }
                let at = objects.iter().position(|object| *object == grid.group).unwrap_or(0);
                grid.owner = numbered(owner, at);
            }
            if role == Role::Submission {
                self.groups.entry(source).or_default().insert(grid.group);
            }
            self.take(grid, role);
        }
    }
}

/// Whether a file of this name is read where it lies in a folder that is given.
pub fn is_read_of_a_folder(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether a file that is to be written is one of the inputs, or was read of a folder that is one.
pub fn is_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let Some(path) = path.canonicalize().ok().filter(|path| path.is_file()) else { return false };
    let is_in = |folder: &PathBuf| path.starts_with(folder) && is_read_of_a_folder(&path);
    inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| input == path || is_in(&input))
}

/// Whether what is to be written would lie in a folder that is an input, and be read with it.
pub fn lies_in_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(folder) = path.canonicalize().or_else(|_| folder.canonicalize()).ok() else { return false };
    inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| folder.starts_with(input))
}

/// `--input-format`, as the reader needs it.
fn forced(args: &ReadingArgs) -> Option<bool> {
    args.input_format.map(|format| format != InputFormat::Csv)
}

/// The name of the second and later plans of one file: `plans#2`.
fn numbered(name: &str, at: usize) -> String {
    if at == 0 { name.to_owned() } else { format!("{name}#{}", at + 1) }
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// A folder's own name, also where it is given as `.` or `..`.
fn folder_name(path: &Path) -> String {
    let own = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    own(path).or_else(|| own(&path.canonicalize().ok()?)).unwrap_or_else(|| "plan".to_owned())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Why an input cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(format!("{name}: there is no such file or folder")),
        io::ErrorKind::PermissionDenied => {
            Failure::unsound(format!("{name}: error: may not be read: {error}"))
        }
        _ => Failure::machine(format!("{name} cannot be read: {error}")),
    }
}
