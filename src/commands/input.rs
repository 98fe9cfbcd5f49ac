//! The only place that opens files: files, folders and standard input become grids of located cells,
//! each with the plan it belongs to and the name that gives it.

use super::template;
use super::tracker::Spool;
use super::written::Part;
use crate::cli::{JudgingArgs, ReadingArgs};
use crate::commands::progress::Progress;
use crate::location::{Place, Source, SourceId, Sources};
use crate::output::Failure;
use crate::parallel::Threads;
use crate::plan::assembly::Role;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Grid, Limit, Limits, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

mod book;
mod listing;
mod loading;
mod sniff;
mod streaming;

pub use listing::{Folder, is_input, is_read_of_a_folder, lies_in_input};
use loading::{Content, Held, Input, Loaded};

/// Folders within folders that are followed.
const DEEPEST: usize = 16;

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

impl Gathered {
    /// Reads plan files, then judgements and exceptions: all are listed, loaded side by side, and taken
    /// in the order given.
    pub fn read(
        paths: &[PathBuf],
        args: &ReadingArgs,
        judging: &JudgingArgs,
        spool: Option<Spool>,
    ) -> Result<Self, Failure> {
        let mut gathered = Self { spool, ..Self::default() };
        let mut inputs: Vec<Input> = Vec::new();
        let given = [
            (paths, Role::Submission),
            (judging.judgements.as_slice(), Role::Review),
            (judging.exceptions.as_slice(), Role::Exceptions),
        ];
        for (path, role) in given.into_iter().flat_map(|(paths, role)| paths.iter().map(move |p| (p, role))) {
            gathered.list(path, role, &mut inputs)?;
        }
        gathered.load(&inputs, args)?;
        Ok(gathered)
    }

    /// Reads the files of a plan that are not kept yet, as if they lay in a folder of their own, within
    /// the limits of the run.
    ///
    /// # Errors
    /// As for files, though what is in memory can be read.
    pub fn of_parts(parts: &[Part], limit: &[(Limit, u64)]) -> Result<Self, Failure> {
        let mut gathered = Self::default();
        let args = ReadingArgs { limit: limit.to_vec(), ..ReadingArgs::default() };
        let group = gathered.take_group();
        let mut inputs: Vec<Input> = Vec::new();
        for part in parts {
            let name = part.name.clone().unwrap_or_else(|| "the result".to_owned());
            let held = Held::Bytes(Cow::Borrowed(&part.bytes));
            inputs.push(gathered.input(name, Role::Submission, held, (group, "plan")));
        }
        gathered.load(&inputs, &args)?;
        Ok(gathered)
    }

    /// Adds the inputs that a path stands for.
    fn list(&mut self, path: &Path, role: Role, inputs: &mut Vec<Input>) -> Result<(), Failure> {
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
            let held = Held::Bytes(Cow::Owned(bytes));
            inputs.push(self.loose("<stdin>".to_owned(), "stdin".to_owned(), role, held, None));
            return Ok(());
        }
        let what = match (fs::metadata(path), book::part_of(path)) {
            (Err(error), Some(part)) if error.kind() == io::ErrorKind::NotFound => {
                inputs.push(self.list_part(part, &name, role)?);
                return Ok(());
            }
            (what, _) => what.map_err(|error| unreadable(&name, &error))?,
        };
        if what.is_dir() {
            if role != Role::Submission {
                return Err(Failure::usage(format!("{name} is a folder; give the file itself")));
            }
            let before = inputs.len();
            self.list_folder(path, name.trim_end_matches(['/', '\\']), 0, inputs)?;
            if inputs.len() == before {
                return Err(Failure::usage(format!(
                    "{name} holds no plan file (csv, tsv, json, jsonl, xlsx, xlsm, xls or ods)"
                )));
            }
            return Ok(());
        }
        self.once(path, &name)?;
        inputs.push(self.loose(name, stem(path), role, Held::File(path.to_owned()), None));
        Ok(())
    }

    /// A folder is a plan; each of its subfolders is another.
    fn list_folder(
        &mut self,
        path: &Path,
        name: &str,
        depth: usize,
        inputs: &mut Vec<Input>,
    ) -> Result<(), Failure> {
        if depth > DEEPEST {
            return Err(Failure::usage(format!("{name}: folders lie more than {DEEPEST} deep")));
        }
        self.once(path, name)?;
        let Folder { files, folders, others, .. } = Folder::of(path, name)?;
        if !others.is_empty() && !files.is_empty() {
            self.notes.push(format!("{name}: not read: {}", others.join(", ")));
        }
        let (owner, group) = (folder_name(path), self.take_group());
        for (file, path) in files {
            let held = Held::File(path);
            inputs.push(self.input(format!("{name}/{file}"), Role::Submission, held, (group, &owner)));
        }
        for (folder, path) in folders {
            self.list_folder(&path, &format!("{name}/{folder}"), depth + 1, inputs)?;
        }
        Ok(())
    }

    /// An input that lies in a folder or with others, whose group and name it shares.
    fn input<'i>(
        &mut self,
        name: String,
        role: Role,
        held: Held<'i>,
        (group, owner): (u32, &str),
    ) -> Input<'i> {
        let source = self.sources.add(Source { name: name.clone(), ..Source::default() });
        let (stem, owner) = (stem(Path::new(&name)), owner.to_owned());
        Input { name, stem, role, source, group, owner, in_folder: true, held }
    }

    /// An input by itself; a further part of a workbook shares the number and group of the first.
    fn loose<'i>(
        &mut self,
        name: String,
        stem: String,
        role: Role,
        held: Held<'i>,
        known: Option<(SourceId, u32)>,
    ) -> Input<'i> {
        let (source, group) = known.unwrap_or_else(|| {
            (self.sources.add(Source { name: name.clone(), ..Source::default() }), self.take_group())
        });
        Input { name, owner: stem.clone(), stem, role, source, group, in_folder: false, held }
    }

    /// Reads what was listed.
    fn load(&mut self, inputs: &[Input], args: &ReadingArgs) -> Result<(), Failure> {
        let limits = args.limits();
        let bytes = inputs.iter().map(Input::size).sum();
        let progress = Progress::over(Some(bytes), args.quiet);
        let threads = args.threads(bytes);
        // what is loaded is taken before too much of it waits
        let at_once = if threads == Threads::ONE { 1 } else { 16 * threads.count().min(64) };
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(inputs.len());
        for inputs in inputs.chunks(at_once) {
            let loaded = threads.map(inputs, |input| input.load(args, &progress));
            for (input, loaded) in inputs.iter().zip(loaded) {
                let first = self.grids.len();
                self.keep(input, loaded.map_err(|error| unreadable(&input.name, &error))?, &limits)?;
                ranges.push(first..self.grids.len());
            }
        }
        progress.end();
        self.name_objects(inputs, &ranges);
        self.tell_apart(inputs, &ranges);
        Ok(())
    }

    /// Takes what an input holds.
    fn keep(&mut self, input: &Input, loaded: Loaded, limits: &Limits) -> Result<(), Failure> {
        let source = input.source;
        self.sources.describe(source, loaded.bytes, loaded.sha256);
        if input.role == Role::Submission {
            self.groups.entry(source).or_default().insert(input.group);
        }
        if let Some(assumed) = loaded.assumed {
            self.notes
                .push(format!("{}: not UTF-8; read as {assumed} (another: --encoding NAME)", input.name));
        }
        match (loaded.content, &input.held) {
            (Content::Workbook(bytes), _) => self.workbook(input, &bytes, limits),
            (_, Held::Part { argument, .. }) => {
                let name = &input.name;
                return Err(Failure::usage(format!("{argument}: {name} is no workbook, and has no sheets")));
            }
            (Content::Unread(kind), _) => self.problems.push(Problem::new(Place::File(source), kind)),
            (Content::Json(text), _) => self.json(input, &text, limits),
            (Content::Table(grid, problems), _) => {
                self.problems.extend(problems);
                self.take(grid, input.role);
            }
        }
        Ok(())
    }

    /// A JSON document: its flat rows belong to the file's group, each object of tables to its own.
    fn json(&mut self, input: &Input, text: &str, limits: &Limits) {
        let (source, first) = (input.source, self.next_group);
        let (grids, problems) = json::read(&mut self.sources, source, text, &input.stem, first, limits);
        if grids.is_empty() && problems.is_empty() {
            let kind = ProblemKind::Layout {
                what: "the JSON holds no table".to_owned(),
                mend: "a plan is an object with a key per table, each an array of objects".to_owned(),
            };
            self.problems.push(Problem::new(Place::File(source), kind));
        }
        self.problems.extend(problems);
        let mut objects: Vec<u32> = Vec::new();
        for mut grid in grids {
            self.next_group = self.next_group.max(grid.group + 1);
            if grid.group == first {
                grid.group = input.group;
                input.owner.clone_into(&mut grid.owner);
            } else {
                if !objects.contains(&grid.group) {
                    objects.push(grid.group);
                }
                let at = objects.iter().position(|object| *object == grid.group).unwrap_or(0);
                grid.owner = numbered(&input.owner, at);
            }
            if input.role == Role::Submission {
                self.groups.entry(source).or_default().insert(grid.group);
            }
            self.take(grid, input.role);
        }
    }

    /// Several JSON plans in one folder cannot all take its name.
    fn name_objects(&mut self, inputs: &[Input], ranges: &[Range<usize>]) {
        let inputs: Vec<(&Input, &Range<usize>)> = inputs.iter().zip(ranges).collect();
        // the files of a folder are listed one behind the other
        for folder in inputs.chunk_by(|(one, _), (next, _)| one.group == next.group) {
            let [(input, first), ..] = folder else { continue };
            let end = folder.last().map_or(first.end, |(_, last)| last.end);
            let Some(grids) = self.grids.get_mut(first.start..end).filter(|_| input.in_folder) else {
                continue;
            };
            let is_object = |grid: &Grid| grid.group != input.group;
            let objects: BTreeSet<u32> =
                grids.iter().filter(|(grid, _)| is_object(grid)).map(|(grid, _)| grid.group).collect();
            if objects.len() < 2 {
                continue;
            }
            let mut numbers: BTreeMap<SourceId, Vec<u32>> = BTreeMap::new();
            for (grid, _) in grids.iter_mut().filter(|(grid, _)| is_object(grid)) {
                let of_file = numbers.entry(grid.source).or_default();
                if !of_file.contains(&grid.group) {
                    of_file.push(grid.group);
                }
                let at = of_file.iter().position(|group| *group == grid.group).unwrap_or(0);
                let file = Path::new(self.sources.file_name(grid.source));
                grid.owner = numbered(&stem(file), at);
            }
        }
    }

    /// Files of one name in several folders take the folders' names.
    fn tell_apart(&mut self, inputs: &[Input], ranges: &[Range<usize>]) {
        let is_loose = |input: &Input| {
            input.role == Role::Submission && !input.in_folder && matches!(input.held, Held::File(_))
        };
        let mut named: HashMap<&str, usize> = HashMap::new();
        for input in inputs.iter().filter(|input| is_loose(input)) {
            *named.entry(&input.stem).or_default() += 1;
        }
        for (input, range) in inputs.iter().zip(ranges).filter(|(input, _)| is_loose(input)) {
            let own = input.stem.as_str();
            let is_shared = named.get(own).is_some_and(|files| *files > 1);
            let folder = Path::new(&input.name).parent().map(folder_name).filter(|_| is_shared);
            let (Some(folder), Some(grids)) = (folder, self.grids.get_mut(range.clone())) else { continue };
            for (grid, _) in grids {
                let number = grid.owner.strip_prefix(own).unwrap_or("").to_owned();
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
