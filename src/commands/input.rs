//! The only place that opens files: files, folders and standard input become grids of located cells,
//! each with the plan it belongs to and the name that gives it.

use crate::cli::{JudgingArgs, ReadingArgs};
use crate::commands::progress::Progress;
use crate::location::{Place, SourceId, Sources};
use crate::output::Failure;
use crate::parallel::Threads;
use crate::plan::assembly::{self, Role};
use crate::plan::folding::Folded;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Form, Grid, Limit, Limits, chunks, json, workbook};
use crate::render::{BOOK, MARKS, copied_from};
use indexmap::IndexSet;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

mod folder;
mod folding;
mod kept_stdin;
mod listing;
mod loading;
mod sniff;
mod streaming;

pub use folder::{Folder, is_read_of_a_folder, lies_in_input, refuse_input};
use folder::{folder_name, stem};
use folding::Folding;
pub use listing::STDIN;
use listing::{Input, Listing, Origin};
use streaming::{Content, Loaded};

/// The title of the sheet that explains a template; a table that begins with it is that sheet.
pub const GUIDE: &str = "A savings plan for qipp";

/// Every table that was read, before anything is understood.
#[derive(Default)]
pub struct InputTables {
    pub grids: Vec<(Grid, Role)>,
    /// The folded rows of tables of savings, of which the grids hold the rest.
    pub folded: BTreeMap<SourceId, Folded>,
    /// The inputs and the names that places refer to.
    pub sources: Sources,
    /// What could not be read.
    pub problems: Vec<Problem>,
    pub notes: Vec<String>,
    /// For each input of the submission: the groups (folder, file or JSON object) it belongs to.
    pub groups: BTreeMap<SourceId, BTreeSet<u32>>,
    /// The workbooks of the submission as files, where they are kept.
    pub books: Books,
    next_group: u32,
    /// The inputs that are folded, to be read again where all their rows are wanted.
    inputs: Vec<Input<'static>>,
    /// JSON documents that gave no table.
    bare: BTreeSet<SourceId>,
}

/// Workbooks as files.
#[derive(Default)]
pub struct Books {
    are_kept: bool,
    /// The inputs of the submission.
    pub inputs: BTreeSet<SourceId>,
    /// The bytes of each that is a workbook.
    pub bytes: BTreeMap<SourceId, Vec<u8>>,
    /// The sheets on which an earlier `qipp mark` lists what it marked.
    pub lists: BTreeMap<SourceId, String>,
}

impl Books {
    /// The workbook, where it is all there is of the submission.
    pub fn only(&self) -> Option<(SourceId, &[u8])> {
        let (source, bytes) = self.bytes.iter().next().filter(|_| self.inputs.len() == 1)?;
        Some((*source, bytes))
    }
}

impl InputTables {
    /// Reads plan files, then what a reviewer gives beside them: all are listed, loaded side by side, and taken
    /// in the order given. Tables of savings may be folded, and the digests of long ones be wanted.
    pub fn read(
        paths: &[PathBuf],
        args: &ReadingArgs,
        judging: &JudgingArgs,
        keeps_books: bool,
        folding: Option<(&assembly::Options, bool)>,
    ) -> Result<Self, Failure> {
        let mut listing = Listing::default();
        listing.called.clone_from(&args.called);
        let given = [
            (paths, Role::Submission),
            (judging.judgements.as_slice(), Role::Review),
            (judging.exceptions.as_slice(), Role::Exceptions),
            (judging.departmental.as_slice(), Role::Departmental),
        ];
        for (path, role) in given.into_iter().flat_map(|(paths, role)| paths.iter().map(move |p| (p, role))) {
            listing.add(path, role)?;
        }
        let (tables, mut inputs) = Self::load(listing, args, keeps_books, folding)?;
        inputs.retain(|input| tables.folded.contains_key(&input.source));
        Ok(Self { inputs, ..tables })
    }

    /// The whole of a table that is folded; `None` where it is no longer what it was.
    pub fn whole(&self, source: SourceId, args: &ReadingArgs) -> Option<Grid> {
        let input = self.inputs.iter().find(|input| input.source == source)?;
        let loaded = input.load(args, &Progress::over(None, true), None).ok()?;
        let known = self.sources.files().get(source.0 as usize)?;
        // the digest of a long input may not have been wanted
        let is_same = match known.sha256.is_empty() {
            true => known.bytes == loaded.bytes,
            false => known.sha256 == loaded.sha256,
        };
        match loaded.content {
            Content::Table(grid, _) if is_same => Some(grid),
            _ => None,
        }
    }

    /// Reads files that are in memory, each with its name, as if they lay in a folder of their own,
    /// within the limits of the run.
    ///
    /// # Errors
    /// As for files, though what is in memory can be read.
    pub fn of_files<'i>(
        files: impl IntoIterator<Item = (String, &'i [u8])>,
        limit: &[(Limit, u64)],
    ) -> Result<Self, Failure> {
        let mut listing = Listing::default();
        listing.add_files(files);
        let (tables, _) = Self::load(
            listing,
            &ReadingArgs { limit: limit.to_vec(), ..ReadingArgs::default() },
            false,
            None,
        )?;
        Ok(tables)
    }

    /// Loads what is listed; gives the inputs too.
    fn load<'i>(
        listing: Listing<'i>,
        args: &ReadingArgs,
        keeps_books: bool,
        folding: Option<(&assembly::Options, bool)>,
    ) -> Result<(Self, Vec<Input<'i>>), Failure> {
        let Listing { inputs, sources, notes, next_group, .. } = listing;
        let books = Books { are_kept: keeps_books, ..Books::default() };
        let mut tables = Self { sources, notes, next_group, books, ..Self::default() };
        let limits = args.limits();
        let bytes = inputs.iter().map(Input::size).sum();
        let progress = Progress::over(bytes, args.quiet);
        let threads = args.threads(bytes.unwrap_or(u64::MAX));
        // what is loaded is taken before too much of it waits
        let at_once = if threads == Threads::ONE { 1 } else { 16 * threads.count().min(64) };
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(inputs.len());
        let of_one = if inputs.len() > 1 { Threads::ONE } else { threads };
        for inputs in inputs.chunks(at_once) {
            let folding = folding.map(|(options, hashes)| Folding {
                options,
                hashes,
                sources: &tables.sources,
                threads: of_one,
                chunk: chunks::CHUNK,
            });
            let loaded = threads.map(inputs, |input| input.load(args, &progress, folding));
            for (input, loaded) in inputs.iter().zip(loaded) {
                let first = tables.grids.len();
                let loaded = loaded.or_else(|error| refused(input, error))?;
                tables.keep(input, loaded, &limits)?;
                ranges.push(first..tables.grids.len());
            }
        }
        progress.end();
        tables.name_objects(&inputs, &ranges);
        tables.tell_apart(&inputs, &ranges);
        Ok((tables, inputs))
    }

    /// Takes what an input holds.
    fn keep(&mut self, input: &Input, loaded: Loaded, limits: &Limits) -> Result<(), Failure> {
        let source = input.source;
        self.sources.describe(source, loaded.bytes, loaded.sha256);
        if input.role == Role::Submission {
            self.groups.entry(source).or_default().insert(input.group);
            self.books.inputs.insert(source);
        }
        if let Some(assumed) = loaded.assumed {
            self.notes
                .push(format!("{}: not UTF-8; read as {assumed} (another: --encoding NAME)", input.name));
        }
        match (loaded.content, &input.origin) {
            (Content::Workbook(bytes), _) => {
                self.workbook(input, &bytes, limits);
                if self.books.are_kept && input.role == Role::Submission {
                    self.books.bytes.insert(source, bytes);
                }
            }
            (_, Origin::SheetRange { argument, .. }) => {
                let name = &input.name;
                return Err(Failure::usage(format!("{argument}: {name} is no workbook, and has no sheets")));
            }
            (Content::Unread(kind), _) => self.problems.push(Problem::new(Place::File(source), kind)),
            (Content::Json(text), _) => self.json(input, &text, limits),
            (Content::Table(grid, problems), _) => {
                self.problems.extend(problems);
                self.take(grid, input.role);
            }
            (Content::Folded((grid, problems), folded), _) => {
                self.problems.extend(problems);
                self.folded.insert(source, *folded);
                self.take(grid, input.role);
            }
        }
        Ok(())
    }

    fn workbook(&mut self, input: &Input, bytes: &[u8], limits: &Limits) {
        let range = if let Origin::SheetRange { range, .. } = &input.origin { Some(range) } else { None };
        let (grids, problems, notes) =
            workbook::read(&mut self.sources, input.source, bytes, range, input.group, limits);
        let is_report = grids.first().is_some_and(|cover| cover.text(0, 0).starts_with(BOOK));
        if is_report && input.role == Role::Submission {
            let kind = ProblemKind::Layout {
                what: "this is what qipp wrote of an assessment, and no plan".to_owned(),
                mend: "give the plan that was assessed; its cover names the files".to_owned(),
            };
            self.problems.push(Problem::new(Place::File(input.source), kind));
            return;
        }
        self.problems.extend(problems);
        self.notes.extend(notes);
        // a marked copy, which has a name of its own, is what it was copied from
        let list = grids.iter().find(|grid| grid.text(0, 0) == MARKS && !input.in_folder);
        let owner = list.and_then(|grid| copied_from(grid.text(1, 0))).unwrap_or(&input.owner).to_owned();
        for mut grid in grids {
            owner.clone_into(&mut grid.owner);
            self.take(grid, input.role);
        }
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
        if grids.is_empty() {
            self.bare.insert(source);
        }
        self.problems.extend(problems);
        let mut objects = Numbers::default();
        for mut grid in grids {
            self.next_group = self.next_group.max(grid.group + 1);
            if grid.group == first {
                grid.group = input.group;
                input.owner.clone_into(&mut grid.owner);
            } else {
                grid.owner = objects.name(&input.owner, grid.group);
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
            // beside documents that each hold a plan, one that cannot be read is a further plan, and takes nothing
            // from the others
            if !objects.is_empty() && grids.iter().all(|(grid, _)| is_object(grid)) {
                for (input, _) in folder.iter().filter(|(input, _)| self.bare.contains(&input.source)) {
                    self.groups.insert(input.source, BTreeSet::from([self.next_group]));
                    self.next_group += 1;
                }
            }
            if objects.len() < 2 {
                continue;
            }
            let mut objects: BTreeMap<SourceId, Numbers> = BTreeMap::new();
            for (grid, _) in grids.iter_mut().filter(|(grid, _)| is_object(grid)) {
                let file = stem(Path::new(self.sources.file_name(grid.source)));
                grid.owner = objects.entry(grid.source).or_default().name(&file, grid.group);
            }
        }
    }

    /// Files of one name in several folders take the folders' names.
    fn tell_apart(&mut self, inputs: &[Input], ranges: &[Range<usize>]) {
        let is_loose = |input: &Input| {
            input.role == Role::Submission && !input.in_folder && matches!(input.origin, Origin::File(_))
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

    /// Keeps a table; the sheet that explains a template is none, nor is that of `qipp mark`.
    fn take(&mut self, grid: Grid, role: Role) {
        match (grid.text(0, 0), grid.form) {
            (GUIDE, _) => {}
            (MARKS, Form::Sheet(name)) => {
                self.books.lists.insert(grid.source, self.sources.name(name).to_owned());
            }
            (MARKS, _) => {}
            _ => self.grids.push((grid, role)),
        }
    }
}

/// An input that may not be read is a problem like another: the rest is read.
fn refused(input: &Input, error: io::Error) -> Result<Loaded, Failure> {
    if error.kind() != io::ErrorKind::PermissionDenied {
        return Err(Failure::unreadable(&input.name, &error));
    }
    let kind = ProblemKind::syntax(
        "it may not be read: permission denied",
        "ask for the right to read it, or leave it out",
    );
    Ok(Loaded { bytes: 0, sha256: String::new(), assumed: None, content: Content::Unread(kind) })
}

/// The plans of one file, numbered as they come.
#[derive(Default)]
struct Numbers(IndexSet<u32>);

impl Numbers {
    /// The name of a plan: the file's for the first, then `plans#2`, `plans#3`.
    fn name(&mut self, file: &str, group: u32) -> String {
        let (at, _) = self.0.insert_full(group);
        if at == 0 { file.to_owned() } else { format!("{file}#{}", at + 1) }
    }
}
