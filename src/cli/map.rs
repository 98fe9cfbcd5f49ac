//! The options of `qipp map`, and what can be said of a table.

use super::ReadingArgs;
use super::values::page_or_json;
use crate::output::Colour;
use crate::render::Format;
use clap::Args;
use std::path::PathBuf;

/// What `--map`, `[columns]` and `[rows]` may say.
pub const AFTER: &str = "\
What can be said of a table, as --map \"THEIRS=OURS\" or in a policy file:
  THEIRS  a heading or row label; #3 (the third column); line 15 (that row),
          line 3,7,11 or line 3-7 (several); with FILE: or FILE#Sheet: before
          it, of that input alone
  OURS    a column of ours           \"Forecast outturn=forecast_year\"
          with its unit              \"Lower=plan_year £m\"
          the plan of a year, month  \"Year one=2016/17\"
          another measure in one     \"To M3=actual Jun-16\"
          what periods a column has  \"Period=month\", \"Period=year\"
          a total, a sub-total       \"All themes=total\", \"line 7=subtotal\"
          a label of rows below      \"line 4=section\"
          a scheme, under a name     \"line 9=scheme\", \"line 9=scheme:Beds\"
          the challenge              \"Savings requirement=challenge\"
          savings identified         \"Opportunities=identified\"
          an organisation's amounts  \"BDUH=organisation:Bradford DUH\"
          the row of headings        \"line 6=heading\"
          nothing                    \"Notes=ignore\", \"line 20-25=ignore\"
  and the year of months that name none: \"year=2016/17\"

Exit status:
  0  nothing is open: qipp assess reads it so
  2  wrong usage or policy
  3  something is open, or cannot be read
  4  a fault of the machine or of the program";

/// What to survey, and where to keep it.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// Plan files or folders; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Keep the reading as a policy file, such as qipp.toml: columns, rows, unit, sign and measure, each
    /// line with its evidence, open questions as choices to uncomment [default: it is shown alone; with
    /// --ask: qipp.toml]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Put the open questions one at a time, with samples, and keep the answers; answers are read from
    /// standard input, a line each [default: the questions are listed]
    #[arg(long, help_heading = "Output")]
    pub ask: bool,
    /// The format of the survey
    #[arg(long, value_parser = page_or_json(), value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub format: Format,
    /// Colour: auto only on a terminal, and never where NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, help_heading = "Output")]
    pub color: Colour,
}
