//! The bytes of one input and what they hold, as far as that can be told of each by itself: many are
//! loaded side by side.

use super::sniff::Text;
use super::streaming;
use crate::assess::hex;
use crate::cli::ReadingArgs;
use crate::commands::progress::Progress;
use crate::location::SourceId;
use crate::plan::assembly::Role;
use crate::problem::{Problem, ProblemKind};
use crate::read::workbook::Part;
use crate::read::{Grid, csv, workbook};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::PathBuf;

/// An input that is to be read.
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
    pub(super) held: Held<'i>,
}

/// Where the bytes of an input are.
pub(super) enum Held<'i> {
    File(PathBuf),
    /// In memory.
    Bytes(Cow<'i, [u8]>),
    /// A part of a workbook, and the argument that names it.
    Part {
        path: PathBuf,
        part: Part,
        argument: String,
    },
}

/// An input whose bytes were read.
pub(super) struct Loaded {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// The encoding, where it was assumed.
    pub(super) assumed: Option<&'static str>,
    pub(super) content: Content,
}

/// What an input holds.
pub(super) enum Content {
    /// A table.
    Table(Grid, Vec<Problem>),
    /// A JSON document.
    Json(String),
    /// A workbook.
    Workbook(Vec<u8>),
    /// Nothing that can be read.
    Unread(ProblemKind),
}

impl Input<'_> {
    /// How many bytes there are to read, as far as that is known beforehand.
    pub(super) fn size(&self) -> u64 {
        match &self.held {
            Held::File(path) | Held::Part { path, .. } => fs::metadata(path).map_or(0, |file| file.len()),
            Held::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// Reads the bytes and, where they are a table of text, its cells.
    pub(super) fn load(&self, args: &ReadingArgs, progress: &Progress) -> io::Result<Loaded> {
        let bytes = match &self.held {
            Held::File(path) | Held::Part { path, .. } => {
                let mut file = File::open(path)?;
                let length = file.metadata()?.len();
                if length >= streaming::LONG {
                    if let Some(loaded) = streaming::load(self, progress.counting(&mut file), length, args)? {
                        return Ok(loaded);
                    }
                    progress.take_back(file.stream_position()?);
                    file.rewind()?;
                }
                let mut bytes = Vec::new();
                bytes.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
                progress.counting(file).read_to_end(&mut bytes)?;
                Cow::Owned(bytes)
            }
            Held::Bytes(bytes) => Cow::Borrowed(bytes.as_ref()),
        };
        let (length, sha256) = (bytes.len() as u64, hex(&Sha256::digest(&bytes)));
        let (assumed, content) = if workbook::is_workbook(&bytes) {
            (None, Content::Workbook(bytes.into_owned()))
        } else {
            match Text::of(&bytes, args) {
                Err(kind) => (None, Content::Unread(*kind)),
                Ok(Text { text, is_json: true, assumed }) => (assumed, Content::Json(text.into_owned())),
                Ok(Text { text, assumed, .. }) => (assumed, self.table(&text, args)),
            }
        };
        Ok(Loaded { bytes: length, sha256, assumed, content })
    }

    fn table(&self, text: &str, args: &ReadingArgs) -> Content {
        let limits = args.limits();
        let (mut grid, problems) =
            csv::read(self.source, text, args.separator, &self.stem, self.group, &limits);
        self.owner.clone_into(&mut grid.owner);
        Content::Table(grid, problems)
    }
}
