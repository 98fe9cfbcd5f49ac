//! Folding the files of a run by several threads: one large file in chunks, many files one by one.
//! What comes of it does not depend on how many threads there are.

use super::header::{Head, beginning};
use super::{Job, is_regular};
use crate::assess::folded::{Folded, OrganisationSums, Reread, organisations};
use crate::commands::input::KeptStdin;
use crate::commands::progress::Progress;
use crate::figures::folding::{Columns, Fold, PartialTracker, Tracker};
use crate::location::SourceId;
use crate::output::Failure;
use crate::read::chunks::{Chunk, Chunks, Filled};
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub(super) enum File {
    /// A tracker whose schemes are still wanted.
    Whole(Folded),
    /// The sums of its organisations, where nothing else is wanted of it.
    Summed(Vec<OrganisationSums>),
}

impl File {
    pub(super) fn organisations(&self) -> Box<dyn Iterator<Item = (&str, Option<&str>)> + '_> {
        match self {
            Self::Whole(folded) => Box::new(
                folded.tracker.organisations.iter().map(|own| (own.name.as_str(), own.region.as_deref())),
            ),
            Self::Summed(sums) => Box::new(sums.iter().map(|own| (own.name.as_str(), own.region.as_deref()))),
        }
    }
}

/// What becomes of a file: nothing, where the ordinary reader is to read it.
type Result<T> = std::result::Result<Option<T>, Failure>;

/// Folds every file; `None` where one of them is to be read by the ordinary reader.
pub(super) fn fold(
    job: &Job,
    paths: &[PathBuf],
    stdin: Option<&mut KeptStdin>,
    progress: &Progress,
) -> Result<Vec<File>> {
    let folded = match (paths, stdin) {
        (_, Some(stdin)) => {
            one(job, progress.counting(stdin)).map_err(|error| Failure::unreadable("<stdin>", &error))
        }
        ([path], None) => {
            let failed = |error: io::Error| Failure::unreadable(&path.display().to_string(), &error);
            let file = fs::File::open(path).map_err(failed)?;
            one(job, progress.counting(file)).map_err(failed)
        }
        (several, None) => return many(job, several, progress),
    };
    Ok(folded?.map(|folded| vec![File::Whole(folded)]))
}

/// Folds one input, its chunks by several threads.
fn one(job: &Job, mut input: impl Read + Send) -> io::Result<Option<Folded>> {
    let Some(head) = Head::read(&mut input, job, SourceId(0))? else { return Ok(None) };
    let Head { columns, bytes, first, .. } = head;
    let parts = chunks(job, &columns, Cursor::new(bytes).chain(input), first)?;
    Ok(parts.map(|parts| Folded { tracker: Tracker::of(parts), weight: columns.weight() }))
}

/// Folds the chunks of an input; `None` where they are not regular.
fn chunks(
    job: &Job,
    columns: &Columns,
    input: impl Read + Send,
    first: usize,
) -> io::Result<Option<Vec<PartialTracker>>> {
    let chunks = Mutex::new(Chunks::new(input, columns.separator()));
    let stop = AtomicBool::new(false);
    let work = || -> io::Result<Option<PartialTracker>> {
        let mut fold = Fold::new(columns, job.terms);
        let mut chunk = Chunk::default();
        while !stop.load(Ordering::Relaxed) {
            let filled = chunks.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut chunk)?;
            let from = if chunk.number == 0 { first } else { 0 };
            let is_regular = match filled {
                Filled::End => return Ok(Some(fold.finish())),
                Filled::Endless => false,
                Filled::Chunk => fold.chunk(chunk.number, chunk.bytes(), from).is_ok(),
            };
            if !is_regular {
                stop.store(true, Ordering::Relaxed);
            }
        }
        Ok(None)
    };
    let parts: Vec<io::Result<Option<PartialTracker>>> = job.threads.each(work);
    parts.into_iter().collect()
}

/// Folds many files, each by one thread.
fn many(job: &Job, paths: &[PathBuf], progress: &Progress) -> Result<Vec<File>> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    // amounts with a unit and amounts without one never enter one sum
    let units = [AtomicBool::new(false), AtomicBool::new(false)];
    let work = || -> io::Result<Vec<(usize, File)>> {
        let mut done = Vec::new();
        let mut known = Known::default();
        let mut chunk = Chunk::default();
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(at) else { break };
            match whole_file(job, path, (&mut known, &mut chunk), progress) {
                Ok(Some(file)) => {
                    let has_unit = known.columns.as_ref().is_some_and(Columns::has_unit);
                    units[usize::from(has_unit)].store(true, Ordering::Relaxed);
                    done.push((at, file));
                }
                // what is wrong with a file the ordinary reader says
                Ok(None) | Err(_) => stop.store(true, Ordering::Relaxed),
            }
        }
        Ok(done)
    };
    let done = job.threads.each(work);
    if stop.load(Ordering::Relaxed) || units.iter().all(|seen| seen.load(Ordering::Relaxed)) {
        return Ok(None);
    }
    let done: io::Result<Vec<Vec<(usize, File)>>> = done.into_iter().collect();
    let mut files: Vec<(usize, File)> =
        done.map_err(|error| Failure::machine(error.to_string()))?.into_iter().flatten().collect();
    files.sort_by_key(|(at, _)| *at);
    Ok(Some(files.into_iter().map(|(_, file)| file).collect()))
}

/// The headings that were understood last, and their columns: files of one making share them.
#[derive(Default)]
struct Known {
    headings: Vec<u8>,
    columns: Option<Columns>,
}

/// Folds a file; its schemes are dropped where only sums of it are wanted and all of it is regular.
fn whole_file(
    job: &Job,
    path: &Path,
    (known, chunk): (&mut Known, &mut Chunk),
    progress: &Progress,
) -> io::Result<Option<File>> {
    let mut file = progress.counting(fs::File::open(path)?);
    let (bytes, is_whole) = beginning(&mut file)?;
    let is_known = !known.headings.is_empty() && bytes.starts_with(&known.headings);
    let mut first = known.headings.len();
    if !is_known || known.columns.is_none() {
        let Some(head) = Head::of(bytes.clone(), is_whole, job, SourceId(0)) else { return Ok(None) };
        if !head.layout.notes.is_empty() || head.line != 1 {
            return Ok(None);
        }
        first = head.first;
        known.headings = head.headings.into_bytes();
        known.columns = Some(head.columns);
    }
    let Some(columns) = &known.columns else { return Ok(None) };
    let mut fold = Fold::new(columns, job.terms);
    let mut chunks = Chunks::new(Cursor::new(bytes).chain(file), columns.separator());
    loop {
        match chunks.fill(chunk)? {
            Filled::End => break,
            Filled::Endless => return Ok(None),
            Filled::Chunk => {
                let from = if chunk.number == 0 { first } else { 0 };
                if fold.chunk(chunk.number, chunk.bytes(), from).is_err() {
                    return Ok(None);
                }
            }
        }
    }
    let tracker = Tracker::of(vec![fold.finish()]);
    let folded = Folded { tracker, weight: columns.weight() };
    if job.keep.schemes || !is_regular(&folded.tracker) {
        return Ok(Some(File::Whole(folded)));
    }
    Ok(Some(File::Summed(organisations(&folded, 0, &Reread::default(), job.keep))))
}
