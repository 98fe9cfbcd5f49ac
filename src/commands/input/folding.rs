//! A table of savings whose rows are folded as they are read, by several threads, and never stand in memory as
//! cells. What comes of it does not depend on how many threads there are.

use super::sniff::{self, BEGINNING, MARK};
use super::streaming::{Content, LONG, Loaded};
use crate::cli::ReadingArgs;
use crate::location::Sources;
use crate::location::hex;
use crate::parallel::Threads;
use crate::plan::assembly::{self, foldable};
use crate::plan::folding::{Columns, Fold, Folded, Part};
use crate::plan::recognise::{Layout, SAMPLE};
use crate::read::chunks::{Chunk, Chunks, Filled};
use crate::read::records::{Span, split};
use crate::read::{Grid, Limits, csv};
use crate::write::RECORD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Chain, Cursor, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

#[cfg(test)]
mod tests;

/// From how many bytes on a file is read so: what is less is quicker read as a whole.
pub(super) const LEAST: u64 = 1 << 14;
/// Of how many records there must be more regular ones than odd ones.
const TRIED: usize = 1000;

/// How tables of savings are folded.
#[derive(Clone, Copy)]
pub(super) struct Folding<'a> {
    pub(super) options: &'a assembly::Options<'a>,
    pub(super) sources: &'a Sources,
    /// Whether the digests of long inputs are wanted.
    pub(super) hashes: bool,
    /// How many threads share one input.
    pub(super) threads: Threads,
    /// How much of it is read at a time, in bytes.
    pub(super) chunk: usize,
}

/// The bytes of an input, counted and hashed as they are cut into pieces.
struct Input<R> {
    chunks: Chunks<Chain<Cursor<Vec<u8>>, R>>,
    /// Nothing, where the input is long and its digest is not wanted.
    hash: Option<Sha256>,
    /// Whether it is wanted however long the input is.
    hashes: bool,
    bytes: u64,
}

impl<R: Read> Input<R> {
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<Filled> {
        let filled = self.chunks.fill(chunk)?;
        if filled == Filled::Chunk {
            self.bytes += chunk.bytes().len() as u64;
            self.hash = self.hash.take().filter(|_| self.hashes || self.bytes < LONG);
            self.hash.iter_mut().for_each(|hash| hash.update(chunk.bytes()));
        }
        Ok(filled)
    }
}

/// The beginning of a table that can be folded.
struct Head {
    columns: Columns,
    layout: Layout,
    /// Its heading row and the rows that show what the columns are.
    grid: Grid,
    /// Where the first record behind the headings begins, and on which line.
    first: (usize, u32),
}

/// Reads a table of savings into its folded rows and an empty grid into those that are not; `None` for anything
/// else, which is read as a whole.
pub(super) fn read(
    grid: Grid,
    mut input: impl Read + Send,
    args: &ReadingArgs,
    folding: Folding,
) -> io::Result<Option<Loaded>> {
    let mut beginning = Vec::new();
    input.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    if beginning.starts_with(MARK) {
        beginning.drain(..MARK.len());
        hash.update(MARK);
        bytes += MARK.len() as u64;
    }
    let shown = sniff::table(&beginning, args).filter(|_| args.encoding.is_none());
    let Some(shown) = shown.filter(|shown| csv::named_separator(shown).is_none()) else { return Ok(None) };
    let separator = args.separator.unwrap_or_else(|| csv::sniff(shown));
    let chunks = Chunks::of_size(Cursor::new(beginning).chain(input), separator, folding.chunk);
    let mut input = Input { chunks, hash: Some(hash), hashes: folding.hashes, bytes };
    let mut chunk = Chunk::default();
    if input.fill(&mut chunk)? != Filled::Chunk {
        return Ok(None);
    }
    let limits = args.limits();
    let Some(Head { columns, layout, grid, first }) = head(grid, chunk.bytes(), separator, folding, &limits)
    else {
        return Ok(None);
    };
    let mut fold = Fold::new(&columns);
    if fold.chunk(chunk.bytes(), first.0, first.1).is_err() || !fold.is_worth_it(TRIED) {
        return Ok(None);
    }
    // what is so short is no work for several
    let is_short = chunk.bytes().len() < folding.chunk / 2;
    let threads = if is_short { Threads::ONE } else { folding.threads };
    let input = Mutex::new(input);
    let Some(mut parts) = rest(&input, &columns, (fold, chunk), threads)? else { return Ok(None) };
    let source = grid.source;
    parts.sort_by_key(|(first, _)| *first);
    let parts = parts.into_iter().map(|(_, part)| part).collect();
    let mut folded = Folded::new(source, columns, layout, parts);
    let Some(table) = with_odd_rows(grid, &mut folded, separator, folding, &limits) else { return Ok(None) };
    let Input { hash, bytes, .. } = input.into_inner().unwrap_or_else(PoisonError::into_inner);
    let content = Content::Folded(table, Box::new(folded));
    let sha256 = hash.map_or_else(String::new, |hash| hex(&hash.finalize()));
    Ok(Some(Loaded { bytes, sha256, assumed: None, content }))
}

/// Understands the beginning of a table; `None` where it cannot be folded.
fn head(mut grid: Grid, bytes: &[u8], separator: u8, folding: Folding, limits: &Limits) -> Option<Head> {
    let (mut at, mut cells, mut records) = (0, Vec::new(), 0);
    let mut first = None;
    // as many rows as are looked at of the cells of a table that is read whole
    while at < bytes.len() && records <= SAMPLE {
        let next = split(bytes, at, separator, &mut cells).ok()?;
        let is_filled = cells.iter().any(|span| !span.text(bytes).trim_ascii().is_empty());
        records += usize::from(is_filled);
        at = next;
        if is_filled && first.is_none() {
            // a whole plan in one table is no table of savings
            let is_of_tables = |span: &Span| span.text(bytes).trim_ascii() == RECORD.as_bytes();
            if cells.first().is_some_and(is_of_tables) {
                return None;
            }
            first = Some(at);
        }
    }
    let text = std::str::from_utf8(bytes.get(..at)?).ok()?;
    if !csv::read_on(&mut grid, text, 1, separator, limits).is_empty() {
        return None;
    }
    let (columns, layout) = foldable(&grid, separator, folding.options, folding.sources)?;
    let first = first?;
    let line = 1 + u32::try_from(crate::read::chunks::lines(bytes.get(..first)?)).ok()?;
    Some(Head { columns, layout, grid, first: (first, line) })
}

/// Folds the rest of an input by several threads; `None` where it is not regular. Each part comes with the number
/// of its first chunk.
fn rest<R: Read + Send>(
    input: &Mutex<Input<R>>,
    columns: &Columns,
    begun: (Fold, Chunk),
    threads: Threads,
) -> io::Result<Option<Vec<(u32, Part)>>> {
    let stop = AtomicBool::new(false);
    let begun = Mutex::new(Some(begun));
    let work = || -> io::Result<Option<(u32, Part)>> {
        let begun = begun.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut first = if begun.is_some() { 0 } else { u32::MAX };
        let (mut fold, mut chunk) = begun.unwrap_or_else(|| (Fold::new(columns), Chunk::default()));
        while !stop.load(Ordering::Relaxed) {
            let filled = input.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut chunk)?;
            let is_regular = match filled {
                Filled::End => return Ok(Some((first, fold.finish()))),
                Filled::Endless => false,
                Filled::Chunk => {
                    first = first.min(chunk.number);
                    fold.chunk(chunk.bytes(), 0, chunk.line).is_ok()
                }
            };
            if !is_regular {
                stop.store(true, Ordering::Relaxed);
            }
        }
        Ok(None)
    };
    threads.each(work).into_iter().collect()
}

/// Adds the rows that are not folded to those that show what the columns are; `None` where all together are
/// understood in another way.
fn with_odd_rows(
    mut grid: Grid,
    folded: &mut Folded,
    separator: u8,
    folding: Folding,
    limits: &Limits,
) -> Option<(Grid, Vec<crate::problem::Problem>)> {
    let shown = grid.len();
    let last = grid.line(shown.saturating_sub(1));
    let mut problems = Vec::new();
    let mut odd: BTreeSet<u32> = BTreeSet::new();
    for (line, record) in folded.odd() {
        if line > last {
            let text = std::str::from_utf8(record).ok()?;
            problems.extend(csv::read_on(&mut grid, text, line, separator, limits));
        } else {
            odd.insert(line);
        }
    }
    if grid.len() > shown || !problems.is_empty() {
        let (columns, layout) = foldable(&grid, separator, folding.options, folding.sources)?;
        if !columns.reads_like(&folded.columns) {
            return None;
        }
        folded.layout = layout;
    }
    let samples: BTreeSet<usize> = (1..shown).filter(|row| !odd.contains(&grid.line(*row))).collect();
    Some((without_most(&grid, &samples), problems))
}

/// A table without the rows that only show what its columns are, but for those that tell which are filled: there
/// may be a great many tables.
fn without_most(grid: &Grid, samples: &BTreeSet<usize>) -> Grid {
    let mut less = grid.alike(&grid.hint);
    let mut filled: BTreeSet<usize> = BTreeSet::new();
    for row in 0..grid.len() {
        if samples.contains(&row) {
            let own = grid.row(row).enumerate().filter(|(_, text)| !text.is_empty());
            let before = filled.len();
            filled.extend(own.map(|(column, _)| column));
            if filled.len() == before {
                continue;
            }
            less.samples.push(less.len());
        }
        less.push_row(grid, row);
    }
    less.shrink();
    less
}
