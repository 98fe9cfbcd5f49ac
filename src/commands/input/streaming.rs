//! A long table of text, read piece by piece: its bytes are never held beside its cells.

use super::sniff::{self, BEGINNING};
use crate::cli::ReadingArgs;
use crate::location::hex;
use crate::plan::folding::Folded;
use crate::problem::{Problem, ProblemKind};
use crate::read::chunks::{Chunk, Chunks, Filled};
use crate::read::{Grid, csv};
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Read};

/// From how many bytes on a file is read so.
pub(super) const LONG: u64 = 32 << 20;

/// An input whose bytes were read.
pub(super) struct Loaded {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) assumed: Option<&'static str>,
    pub(super) content: Content,
}

pub(super) enum Content {
    Table(Grid, Vec<Problem>),
    /// A table of savings: what is not folded, what is wrong with that, and what is.
    Folded((Grid, Vec<Problem>), Box<Folded>),
    Json(String),
    Workbook(Vec<u8>),
    /// Nothing that can be read.
    Unread(ProblemKind),
}

/// Reads a long table of UTF-8 into an empty grid; `None` for anything else, which is read as a whole.
pub(super) fn read(
    grid: Grid,
    mut file: impl Read,
    length: u64,
    args: &ReadingArgs,
) -> io::Result<Option<Loaded>> {
    let mut beginning = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let Some(shown) = sniff::table(&beginning, args).filter(|_| args.encoding.is_none()) else {
        return Ok(None);
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut pieces = csv::Pieces::new(grid, shown, args.separator, length, &args.limits());
    let separator = pieces.separator();
    let mut chunks = Chunks::new(Cursor::new(beginning).chain(file), separator);
    let (mut chunk, mut hash, mut bytes) = (Chunk::default(), Sha256::new(), 0);
    loop {
        match chunks.fill(&mut chunk)? {
            Filled::End => break,
            Filled::Endless => return Ok(None),
            Filled::Chunk => {}
        }
        let Some(text) = std::str::from_utf8(chunk.bytes()).ok().filter(|text| !text.contains('\0')) else {
            return Ok(None);
        };
        hash.update(text);
        bytes += text.len() as u64;
        pieces.push(text);
    }
    let (grid, problems) = pieces.finish();
    let content = Content::Table(grid, problems);
    Ok(Some(Loaded { bytes, sha256: hex(&hash.finalize()), assumed: None, content }))
}
