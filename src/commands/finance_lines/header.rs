//! The head of a tracker: its separator and headings, understood as the ordinary reader does.

use super::Job;
use crate::figures::folding::Columns;
use crate::location::SourceId;
use crate::plan::recognise::{Layout, recognise};
use crate::read::chunks::last_end;
use crate::read::records::{Span, split};
use crate::read::{Limits, csv};
use std::io::{self, Read};

/// How much of a file is looked at, in bytes.
const HEAD: usize = 1 << 16;
/// What a text of Unicode may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// What files begin with that are no text in UTF-8, or that name their separator.
const OTHERS: [&[u8]; 9] =
    [b"PK", b"\xD0\xCF", b"%PDF", b"\x1F\x8B", b"\xFE\xFF", b"\xFF\xFE", b"{", b"[", b"sep="];

/// The head of a file that can be folded.
pub(super) struct Head {
    pub(super) columns: Columns,
    pub(super) layout: Layout,
    /// The bytes that were read, without a mark of Unicode.
    pub(super) bytes: Vec<u8>,
    /// Where its first record lies behind the headings.
    pub(super) first: usize,
    /// Its heading row, as it stands.
    pub(super) headings: String,
    /// The physical line of its heading row.
    pub(super) line: u32,
}

impl Head {
    /// Reads the head of a file; `None` where the file is to be read by the ordinary reader.
    pub(super) fn read(input: &mut impl Read, job: &Job, source: SourceId) -> io::Result<Option<Self>> {
        let (bytes, is_whole) = beginning(input)?;
        Ok(Self::of(bytes, is_whole, job, source))
    }

    /// Understands the head of a file.
    pub(super) fn of(bytes: Vec<u8>, is_whole: bool, job: &Job, source: SourceId) -> Option<Self> {
        let start = bytes.iter().position(|mark| !mark.is_ascii_whitespace() && *mark != b'"')?;
        let begins = bytes.get(start..)?;
        if OTHERS.iter().any(|other| begins.get(..other.len()).is_some_and(|b| b.eq_ignore_ascii_case(other)))
        {
            return None;
        }
        let given = job.args.reading.separator;
        let end = if is_whole { bytes.len() } else { memchr::memrchr(b'\n', &bytes)? + 1 };
        let separator = given.unwrap_or_else(|| {
            csv::sniff(std::str::from_utf8(bytes.get(..end).unwrap_or_default()).unwrap_or_default())
        });
        let end = if is_whole { bytes.len() } else { last_end(&bytes, separator) };
        let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let (grid, problems) = csv::read(source, text, Some(separator), "", 0, &Limits::DEFAULT);
        if !problems.is_empty() {
            return None;
        }
        let layout = recognise(&grid, job.guidance()).ok()?;
        if !job.mapping.is_all_in(&layout) {
            return None; // what is said speaks of rows, of one file of several, or of nothing
        }
        let is_blank =
            |at: usize| (layout.first_row..grid.len()).all(|row| grid.text(row, at).trim().is_empty());
        if (0..layout.columns.len()).any(|at| layout.is_unread(at) && is_blank(at)) {
            return None; // amounts may stand in it further down
        }
        let columns = Columns::of(&layout, separator)?;
        let (heading, first) = heading_row(&bytes, separator)?;
        let line = u32::try_from(memchr::memchr_iter(b'\n', bytes.get(..heading)?).count()).ok()? + 1;
        let headings = std::str::from_utf8(bytes.get(heading..first)?).ok()?.to_owned();
        Some(Self { columns, layout, first, headings, line, bytes })
    }
}

/// The bytes a file begins with, without a mark of Unicode, and whether they are all of it.
pub(super) fn beginning(input: &mut impl Read) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::with_capacity(HEAD);
    input.take(HEAD as u64).read_to_end(&mut bytes)?;
    let is_whole = bytes.len() < HEAD;
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    Ok((bytes, is_whole))
}

/// Where the first record lies that holds anything, and where it ends.
fn heading_row(bytes: &[u8], separator: u8) -> Option<(usize, usize)> {
    let mut cells: Vec<Span> = Vec::new();
    let mut at = 0;
    loop {
        let next = split(bytes, at, separator, &mut cells).ok()?;
        let is_blank = cells.iter().all(|span| span.text(bytes).iter().all(u8::is_ascii_whitespace));
        if !is_blank {
            return Some((at, next));
        }
        if next >= bytes.len() {
            return None;
        }
        at = next;
    }
}
