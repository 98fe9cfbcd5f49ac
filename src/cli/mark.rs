//! The options of `qipp mark`.

use super::{JudgingArgs, ReadingArgs};
use clap::Args;
use std::path::PathBuf;

/// How a run ends.
pub const AFTER: &str = "\
Exit status:
  0  marked: the submission is sound, whatever its colours
  2  wrong usage or policy
  3  the submission is unsound, and so marked; or it cannot be marked: it cannot
     be read, or is signed, encrypted or protected
  4  a fault of the machine or of the program";

/// What to mark, and where to put the copy.
#[derive(Debug, Args)]
pub struct MarkArgs {
    /// Plan files or folders that are one submission; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The marked copy, never the file itself; of a workbook with its ending (.xlsx, .xlsm)
    #[arg(long, short, value_name = "COPY.xlsx", required = true, help_heading = "Output")]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
}
