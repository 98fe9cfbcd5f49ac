//! The options of the commands that write plans: templates, conversion, schemas, completions.

use super::{JudgingArgs, ReadingArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// Tables, such as schemes; with --review, plan files or folders [default: the list of tables]
    #[arg(value_name = "TABLE|FILE")]
    pub words: Vec<PathBuf>,
    /// The sheet of judgements that a reader still owes these plans [default: blank tables]
    #[arg(long, conflicts_with = "example")]
    pub review: bool,
    /// A worked plan, Anytown PCT, green throughout [default: blank tables]
    #[arg(long)]
    pub example: bool,
    /// The file (.xlsx, .csv, .json, .jsonl) or folder for the tables, or the file for the sheet
    /// [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
}

#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// Plan files or folders; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The file, or the folder with a slash behind it; its ending says the form: .csv, .json, .jsonl,
    /// .xlsx [default: standard output, with --to]
    #[arg(long, short, value_name = "OUT", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// The form, where the ending does not say it [default: by the ending]
    #[arg(long, value_enum, value_name = "FORM", help_heading = "Output")]
    pub to: Option<FormArg>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of the JSON report [default: of the plan format]
    #[arg(long)]
    pub report: bool,
    /// Of the JSON explanation of `qipp why` [default: of the plan format]
    #[arg(long, conflicts_with = "report")]
    pub why: bool,
    /// Of the JSON of `qipp compare` [default: of the plan format]
    #[arg(long, conflicts_with_all = ["report", "why", "map"])]
    pub compare: bool,
    /// Of the JSON of `qipp map` [default: of the plan format]
    #[arg(long, conflicts_with_all = ["report", "why"])]
    pub map: bool,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// A folder for the pages of the program and of every command: qipp.1, qipp-assess.1 and so on [default: the
    /// program's page to standard output]
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// The forms of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// One CSV whose column `record` names each row's table.
    Csv,
    /// A folder with a CSV for each table.
    Folder,
    /// One JSON object with a key for each table.
    Json,
    /// A JSON object on a line for each row.
    Jsonl,
    /// A workbook with a sheet for each table.
    Xlsx,
}
