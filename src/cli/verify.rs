//! The options of `qipp verify`.

use clap::Args;
use std::path::PathBuf;

pub const STATUS: &str = "Exit status:
  0  reproduced: the same inputs, policy and figures
  1  something differs
  2  wrong usage
  3  the report or a file could not be read or is unsound
  4  a fault of the machine or of the program";

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The report: what `qipp assess --format json` or `--report json=…` wrote
    #[arg(value_name = "REPORT.json")]
    pub report: PathBuf,
    /// Every file and folder that was assessed, with judgements, exceptions, the Department's figures and lists of
    /// who is expected, in any order
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Every result that moved [default: the first 20]
    #[arg(long)]
    pub all: bool,
}
