//! The options of `qipp compare`.

use super::values::{page_or_data, unit, word};
use super::{JudgingArgs, ReadingArgs};
use crate::output::Colour;
use crate::render::{By, CompareView, Format};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Submissions, oldest first, at least two: a plan file, a folder that is one submission, or the JSON of an
    /// earlier `qipp assess --format json`
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// What to show: summary is the first screen; series, of three or more, has the path of every subject; movement has every subject, bridge every year; milestones,
    /// findings and expectations list theirs. json and jsonl hold everything
    #[arg(long, value_parser = word::<CompareView>(), value_name = "VIEW", default_value_t, help_heading = "Output")]
    pub view: CompareView,
    /// The subjects of the movement and bridge views [default: workstream and above]
    #[arg(long, value_parser = word::<By>(), value_name = "LEVEL", help_heading = "Output")]
    pub by: Option<By>,
    /// The format of the result
    #[arg(long, value_parser = page_or_data(), value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub format: Format,
    /// Write the result to a file, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// The unit in which tables show amounts: £, £k, £m, £bn [default: the one that fits the plan]
    #[arg(long, value_name = "UNIT", value_parser = unit, help_heading = "Output")]
    pub unit: Option<crate::money::Unit>,
    /// Colour ratings: auto only on a terminal, and never where NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, help_heading = "Output")]
    pub color: Colour,
}
