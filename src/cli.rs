//! The command line: every command and option, with what it does and its default.

use crate::output::Colour;
use crate::render::{By, Format, View};
use crate::words::words;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

mod compare;
mod given;
mod map;
mod mark;
mod reading;
mod several;
mod values;
mod verify;
mod writing;

pub use compare::CompareArgs;
pub use given::{again, is_of_gate};
pub use map::MapArgs;
pub use mark::MarkArgs;
pub use reading::{AmountKind, InputFormat, JudgingArgs, PolicyArgs, ReadingArgs};
pub use several::{ControlArg, SeveralArgs};
pub use values::{ReportFile, Views};
use values::{page_or_json, report_file, unit, view_names, views, word};
pub use verify::VerifyArgs;
pub use writing::{CompletionsArgs, ConvertArgs, FormArg, ManArgs, SchemaArgs, TemplateArgs};

const STATUS: &str = "Exit status:
  0  assessed, and the gate (if any) passed
  1  assessed, and the gate failed
  2  wrong usage or policy
  3  the submission could not be read or is unsound
  4  a fault of the machine or of the program";

/// Assesses NHS savings plans (QIPP) against the published green-rating criteria and the 5% rule
#[derive(Debug, Parser)]
#[command(name = "qipp", version, after_help = STATUS, term_width = 80, max_term_width = 80)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read savings plans, judge them and print the result
    ///
    /// `qipp assess plan.csv` needs no option and no configuration. The result goes to standard
    /// output; notes and errors go to standard error.
    #[command(after_help = STATUS)]
    Assess(Box<AssessArgs>),
    /// What each column and row will be taken for, and what is open
    ///
    /// Per table its shape, headings and unit; of each column and special row three samples, how many
    /// amounts and their sum, what it is taken for and on what evidence; and what only you can say. Works
    /// where `qipp assess` refuses. With -o the reading is kept as a policy file: call it qipp.toml and
    /// every command in that folder reads so, this month and next.
    #[command(after_help = map::AFTER)]
    Map(Box<MapArgs>),
    /// Why a scheme, workstream, organisation or row has its colour
    ///
    /// The rule with its source and bounds, the sums, every cell they rest on with its place, what
    /// was left out and why, and the distance to the next colour in pounds.
    #[command(after_help = STATUS)]
    Why(Box<WhyArgs>),
    /// What moved between submissions, with bridges that close
    ///
    /// Direction, what worsened and recovered and by how much, what is new, dropped, re-based or renamed,
    /// milestones in days against their original dates, findings new and cleared, and a bridge from the
    /// earlier plan and forecast to the later ones, of every level and year. Each argument is one
    /// submission: plan files are assessed alike, the JSON of an earlier run stands as it is. Of several the
    /// last two are compared.
    #[command(after_help = STATUS)]
    Compare(Box<CompareArgs>),
    /// The submitter's own workbook back, marked where it needs work
    ///
    /// Every problem, finding and expectation short of met is marked at its cell with a fill and a note (what,
    /// why, how to mend, the code), and a last sheet `qipp` lists them all, the worst first, with a link to
    /// each cell and the money at stake. Nothing else in the workbook changes: formulas, charts, lists,
    /// notes of others, hidden sheets and buttons stay. Works where `qipp assess` refuses: then the problems
    /// are marked. CSV, JSON, XLS and ODS, and several files, get a fresh workbook with their cells and the
    /// same marks. Marking a marked copy again replaces the marks.
    #[command(after_help = mark::AFTER)]
    Mark(Box<MarkArgs>),
    /// What a criterion or finding asks, and how it is judged
    ///
    /// The source row, the columns and thresholds it reads, an example that passes and one that
    /// fails. Without a code: the list of all.
    Explain(ExplainArgs),
    /// Blank tables, a worked plan, or the judgements that are owed
    ///
    /// Without a table: the list of tables. With one: the blank table on standard output. With -o:
    /// every table (or those named) as a workbook (.xlsx: a sheet for each table, with notes and
    /// drop-down lists), one CSV, JSON, or a folder of CSV files. With --example: the same filled in
    /// with a worked plan. With --review: the judgements that a reader still owes the plan, with what
    /// to look for and what the data shows; fill in `result` and `evidence` and give it back with
    /// `qipp assess --judgements`. Nothing that exists is replaced.
    Template(Box<TemplateArgs>),
    /// A plan in any form to any other, without loss
    ///
    /// One CSV with a `record` column, a folder of CSV files, JSON, JSON Lines or a workbook. What is
    /// written is read back first: where it would not be the same plan, nothing is written. In a workbook
    /// an amount is a number, which keeps no zeros at its end: 98.50 is 98.5.
    #[command(after_help = STATUS)]
    Convert(Box<ConvertArgs>),
    /// Whether a report is what comes of its files
    ///
    /// Assesses the files again under the report's own policy, scope and date, and says that all is
    /// reproduced, or what differs: inputs by name, size and SHA-256, the policy, then the first figures that
    /// moved, with what the report says and what comes of it now. What a file is called does not matter.
    #[command(after_help = verify::STATUS)]
    Verify(VerifyArgs),
    /// The policy in force: every value with its source and origin
    ///
    /// What it prints is itself a policy file.
    Policy(PolicyArgs),
    /// The JSON Schema of the plan format, or of the report
    Schema(SchemaArgs),
    /// What a shell needs to complete the command line
    Completions(CompletionsArgs),
    /// The manual pages
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Plan files or folders; `-` is standard input. Each subfolder of a folder is a plan
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub several: SeveralArgs,
    /// Which colours another policy (a file or a name) would change; may be repeated [default: none]
    #[arg(long, value_name = "FILE|NAME", help_heading = "Policy")]
    pub also: Vec<String>,
    #[arg(
        long, value_name = "VIEWS", value_delimiter = ',', value_parser = views,
        help = format!("What to show, comma separated: {} [default: summary; json, jsonl and xlsx hold everything]", view_names()), help_heading = "Output"
    )]
    pub view: Vec<Views>,
    /// The lines of the finance and report-card views [default: workstream; with --scheme: scheme;
    /// xlsx: all]
    #[arg(long, value_parser = word::<By>(), value_name = "LEVEL", help_heading = "Output")]
    pub by: Option<By>,
    /// The format of the result; of json and jsonl the views leave their own parts, where any is asked for
    #[arg(long, value_parser = word::<Format>(), value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub format: Format,
    /// Write the result to a file, whole or not at all; csv and html to a folder, too: FOLDER/ [default: standard
    /// output]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Write the same result to a further file in this format, csv:finance=FILE with these views alone; may be
    /// repeated [default: none]
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_file, help_heading = "Output")]
    pub report: Vec<ReportFile>,
    /// The unit in which tables show amounts: £, £k, £m, £bn [default: the one that fits the plan]
    #[arg(long, value_name = "UNIT", value_parser = unit, help_heading = "Output")]
    pub unit: Option<crate::money::Unit>,
    /// Show this workstream alone; what is rated stays the same [default: all]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub workstream: Option<String>,
    /// Show this scheme (id or name) alone; what is rated stays the same [default: all]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub scheme: Option<String>,
    /// Colour ratings: auto only on a terminal, and never where NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, help_heading = "Output")]
    pub color: Colour,
    /// An earlier submission of the same: a plan file or folder, or the JSON of an earlier run. Fills every
    /// direction, the view movement and the gate's `worse` and --new [default: none]
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub previous: Option<PathBuf>,
    /// Exit with status 1 when: red (red or grey), amber (anything short of green), grey, owed (a
    /// reader's judgements), worse (than --previous), finding, finding:error (warning, note) or finding:CODE (S for
    /// all that begin so). Of: plan (the overall rating), row, scheme, workstream, delivery, finance, forecast,
    /// headroom, as in red:scheme; the default is plan. What is absent or not assessed fails, too. Comma separated,
    /// may be repeated [default: no gate]
    #[arg(
        long, value_name = "LEVEL[:SUBJECT]", value_delimiter = ',', value_parser = crate::gate::Rule::parse,
        help_heading = "Gate"
    )]
    pub fail_on: Vec<crate::gate::Rule>,
    /// Write today's shortfalls and findings as a file of exceptions to fill in: reason, owner, approver and date
    /// are blank, and the file is refused until they are not; how far each goes is today's value [default: none]
    #[arg(long, value_name = "FILE", help_heading = "Gate")]
    pub write_exceptions: Option<PathBuf>,
    /// With red, amber and grey: what had that colour in --previous for the same codes passes [default: it counts, too]
    #[arg(long, help_heading = "Gate")]
    pub new: bool,
    /// What of these options decides what is in the report, as it was typed.
    #[arg(skip)]
    pub given: Vec<String>,
    /// What of them makes the policy, likewise.
    #[arg(skip)]
    pub given_policy: Vec<String>,
}

#[derive(Debug, Args)]
pub struct WhyArgs {
    /// Paths that exist (and `-`) are plans; of the rest the first is the subject (a scheme, by id or
    /// name, a workstream, an organisation, an Appendix One row), the second a code [default subject:
    /// the only organisation; default code: F13-FIN-5]
    #[arg(required = true, value_name = "FILE… SUBJECT [CODE]")]
    pub words: Vec<std::ffi::OsString>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// The format of the explanation
    #[arg(long, value_parser = page_or_json(), value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub format: Format,
    /// Write it to a file, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Colour ratings: auto only on a terminal, and never where NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, help_heading = "Output")]
    pub color: Colour,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A criterion or finding, such as F13-FIN-5 or ST, or `placeholders` [default: the list of all]
    pub code: Option<String>,
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// The format
    #[arg(long, value_parser = word::<TextOrJson>(), value_name = "FORMAT", default_value_t)]
    pub format: TextOrJson,
}

words! {
    /// `explain --format`.
    #[derive(Default)]
    pub enum TextOrJson {
        #[default]
        Text = "text",
        Json = "json",
    }
}

impl AssessArgs {
    /// The level of finance and report-card lines, where one is asked for: a scheme alone is shown as a
    /// scheme.
    pub fn by(&self) -> Option<By> {
        self.by.or(self.scheme.is_some().then_some(By::Scheme))
    }

    /// The views asked for, each once, in the order given.
    pub fn views(&self) -> Vec<View> {
        if self.view.is_empty() {
            return vec![View::Summary];
        }
        let mut views: Vec<View> = Vec::new();
        for view in self.view.iter().flat_map(|views| &views.0) {
            if !views.contains(view) {
                views.push(*view);
            }
        }
        views
    }
}
