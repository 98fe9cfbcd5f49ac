//! The rows that are not regular, handed to the ordinary reader with their places.

use super::folding::File;
use super::header::Head;
use super::{Job, Problems};
use crate::commands::input::KeptStdin;
use crate::figures::folding::Oddities;
use crate::location::{Source, SourceId, Sources};
use crate::output::Failure;
use crate::plan::recognise::Layout;
use crate::read::chunks::{Chunk, Chunks, Filled};
use crate::read::records::split;
use crate::read::{Form, Grid, csv};
use std::fs;
use std::io::{self, Cursor, Read as _};
use std::path::PathBuf;

/// What is left to the ordinary reader.
pub(super) struct Read {
    /// The odd rows of each file that has some, or of whose headings there is a remark.
    pub(super) tables: Vec<(Grid, Layout)>,
    pub(super) sources: Sources,
    /// What is wrong with the odd rows before they are understood.
    pub(super) problems: Problems,
}

/// Reads the odd rows of every file; `None` where a file is not what it was.
pub(super) fn read(
    job: &Job,
    files: &[File],
    paths: &[PathBuf],
    mut stdin: Option<&mut KeptStdin>,
) -> Result<Option<Read>, Failure> {
    let mut read = Read { tables: Vec::new(), sources: Sources::default(), problems: Vec::new() };
    for (file, path) in files.iter().zip(paths) {
        let name = if stdin.is_some() { "<stdin>".to_owned() } else { path.display().to_string() };
        let source = read.sources.add(Source { name: name.clone(), bytes: 0, sha256: String::new() });
        let File::Whole(folded) = file else { continue };
        let oddities = folded.tracker.oddities();
        let failed = |error: io::Error| Failure::unreadable(&name, &error);
        if oddities.is_none() && files.len() > 1 {
            continue;
        }
        let found = match stdin.as_deref_mut() {
            Some(stdin) => {
                let input = stdin.rewound().map_err(failed)?;
                odd_rows(job, (input, "stdin"), source, oddities.as_ref())
            }
            None => {
                let input = fs::File::open(path).map_err(failed)?;
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                odd_rows(job, (input, &stem), source, oddities.as_ref())
            }
        };
        let Some((grid, layout, problems)) = found.map_err(failed)? else { return Ok(None) };
        if oddities.is_some() || !layout.notes.is_empty() {
            read.tables.push((grid, layout));
        }
        read.problems.extend(problems);
    }
    Ok(Some(read))
}

/// The heading row of a file and its odd rows, as a grid.
fn odd_rows(
    job: &Job,
    (mut input, stem): (impl io::Read, &str),
    source: SourceId,
    oddities: Option<&Oddities>,
) -> io::Result<Option<(Grid, Layout, Problems)>> {
    let Some(Head { columns, layout, bytes, first, headings, line }) = Head::read(&mut input, job, source)?
    else {
        return Ok(None);
    };
    let mut grid = Grid::new(source, Form::Text, stem, source.0);
    stem.clone_into(&mut grid.owner);
    let separator = columns.separator();
    let mut problems = csv::read_on(&mut grid, &headings, line, separator);
    let Some(oddities) = oddities else { return Ok(Some((grid, layout, problems))) };
    let mut line = lines(bytes.get(..first).unwrap_or_default()) + 1;
    let mut chunks = Chunks::new(Cursor::new(bytes).chain(input), columns.separator());
    let (mut chunk, mut cells) = (Chunk::default(), Vec::new());
    while chunks.fill(&mut chunk)? == Filled::Chunk {
        let bytes = chunk.bytes();
        let mut at = if chunk.number == 0 { first } else { 0 };
        // what lies between odd rows is counted at once
        let mut counted = at;
        while at < bytes.len() {
            let (next, is_odd) = match split(bytes, at, columns.separator(), &mut cells) {
                Ok(next) => (next, oddities.has(&columns, bytes, &cells)),
                Err(next) => (next, true),
            };
            if is_odd {
                line += lines(bytes.get(counted..at).unwrap_or_default());
                counted = at;
                let text = String::from_utf8_lossy(bytes.get(at..next).unwrap_or_default());
                problems.extend(csv::read_on(&mut grid, &text, line, separator));
            }
            at = next;
        }
        line += lines(bytes.get(counted..).unwrap_or_default());
    }
    Ok(Some((grid, layout, problems)))
}

/// How many lines end in a text: with a line feed, a carriage return, or both.
fn lines(bytes: &[u8]) -> u32 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let lone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    u32::try_from(feeds + lone).unwrap_or(u32::MAX)
}
