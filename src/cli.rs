//! The command line: every command and option, with what it does and its default.

use crate::output::Colour;
use crate::parallel::Threads;
use crate::render::{By, Format, View};
use crate::report::Scope;
use crate::words::words;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod values;
mod writing;

pub use values::{Pair, ReportFile, Views};
use values::{
    as_at, encoding, gate, jobs, mapping, page_or_json, pair, report_file, separator, unit, views, word,
};
pub use writing::{CompletionsArgs, ConvertArgs, FormArg, SchemaArgs, TemplateArgs};

/// From how many bytes of input on several threads are quicker than one.
const MUCH: u64 = 1 << 20;

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
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read savings plans, judge them and print the result
    ///
    /// `qipp assess plan.csv` needs no option and no configuration. The result goes to standard
    /// output; notes and errors go to standard error.
    #[command(after_help = STATUS)]
    Assess(Box<AssessArgs>),
    /// Why a scheme, workstream, organisation or row has its colour
    ///
    /// The rule with its source and bounds, the sums, every cell they rest on with its place, what
    /// was left out and why, and the distance to the next colour in pounds.
    #[command(after_help = STATUS)]
    Why(Box<WhyArgs>),
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
    /// The policy in force: every value with its source and origin
    ///
    /// What it prints is itself a policy file.
    Policy(PolicyArgs),
    /// The JSON Schema of the plan format, or of the report
    Schema(SchemaArgs),
    /// What a shell needs to complete the command line
    Completions(CompletionsArgs),
}

/// Which policy, and what is changed in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct PolicyArgs {
    /// A policy file, or a built-in policy: nao-2011, strict, current, treasury, prudent [default:
    /// qipp.toml in the current folder, else nao-2011]
    #[arg(long, value_name = "FILE|NAME", help_heading = "Policy")]
    pub policy: Option<String>,
    /// Set one value of the policy, such as finance_red_from=10; may be repeated [default: none; see
    /// `qipp policy`]
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, help_heading = "Policy")]
    pub set: Vec<Pair>,
}

/// How plans are read; shared by every command that reads one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ReadingArgs {
    /// Which policy.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// What their heading or row label means here, such as "Opportunity=identified"; may be repeated
    /// [default: headings are matched by name and alias]
    #[arg(long, value_name = "THEIRS=OURS", value_parser = mapping, help_heading = "Reading")]
    pub map: Vec<Pair>,
    /// The sign in which savings are written [default: the plan's own, else positive]
    #[arg(long, value_enum, help_heading = "Reading")]
    pub sign: Option<Sign>,
    /// The amounts are savings, whatever the headings say [default: headings that speak of spending
    /// stop the run]
    #[arg(long, value_enum, help_heading = "Reading")]
    pub measure: Option<Measure>,
    /// The organisation of rows that name none [default: the one named in the input, else the folder
    /// or file]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub org: Option<String>,
    /// The organisation that they report to [default: as the input says]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub parent: Option<String>,
    /// The format of the input [default: its content decides]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Reading")]
    pub input_format: Option<InputFormat>,
    /// The separator of CSV input: a character of ASCII, or `tab` [default: comma, semicolon, tab or pipe,
    /// whichever the text shows]
    #[arg(long, value_name = "CHAR", value_parser = separator, help_heading = "Reading")]
    pub separator: Option<u8>,
    /// The encoding of the input, such as windows-1252 [default: a byte-order mark decides, else
    /// UTF-8, else windows-1252 with a note]
    #[arg(long, value_name = "NAME", value_parser = encoding, help_heading = "Reading")]
    pub encoding: Option<String>,
    /// How large an input may be: cell, text, part or expansion in bytes (kB, MB, GB), columns,
    /// cells, sparse, nesting, sheets or parts in numbers; may be repeated [default: cell=1MB,
    /// text=1GB, part=256MB, expansion=512MB, columns=16384, cells=50000000, sparse=20000000,
    /// nesting=64, sheets=1000, parts=10000]
    #[arg(long, value_name = "NAME=VALUE", value_parser = crate::read::limits::parse, help_heading = "Reading")]
    pub limit: Vec<(crate::read::Limit, u64)>,
    /// How many threads read and judge; the result is the same [default: one for each processor, and
    /// one alone for less than a megabyte]
    #[arg(long, value_name = "N", value_parser = jobs, help_heading = "Reading")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// No notes on standard error; errors are always printed [default: notes are printed]
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
}

/// How plans are judged; shared by every command that judges one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct JudgingArgs {
    /// A file of a reviewer's judgements; they count in full; may be repeated [default: none; those
    /// inside a submission are self-assessed]
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub judgements: Vec<PathBuf>,
    /// A file of accepted departures; may be repeated [default: none; never taken from a submission]
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub exceptions: Vec<PathBuf>,
    /// What is assessed: money is the 5% rule and headroom, delivery adds Figure 13, plan is
    /// everything; auto goes by the tables supplied
    #[arg(long, value_parser = word::<Scope>(), default_value_t, help_heading = "Judging")]
    pub scope: Scope,
    /// The reporting date: a date, or a month for its last day [default: the plan's own, else the
    /// last month with an actual, else the day of submission]
    #[arg(long, value_name = "DATE", value_parser = as_at, help_heading = "Judging")]
    pub as_at: Option<crate::calendar::Date>,
    /// Criteria and findings to judge, by code, comma separated [default: all]
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Judging")]
    pub select: Vec<String>,
    /// Criteria and findings to leave out, by code, comma separated [default: none]
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Judging")]
    pub ignore: Vec<String>,
    /// Judge what could be read of an unsound submission; the exit status is still 3 [default: with
    /// any error nothing is assessed]
    #[arg(long, help_heading = "Reading")]
    pub keep_going: bool,
}

/// `qipp assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Plan files or folders; `-` is standard input. Each subfolder of a folder is a plan
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How plans are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// How they are judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// Which colours another policy (a file or a name) would change; may be repeated [default: none]
    #[arg(long, value_name = "FILE|NAME", help_heading = "Policy")]
    pub also: Vec<String>,
    /// What to show, comma separated: summary, criteria, report-card, finance, headroom, mix, rollup,
    /// findings, reading, all
    #[arg(
        long, value_name = "VIEWS", value_delimiter = ',', value_parser = views,
        default_value = "summary", help_heading = "Output"
    )]
    pub view: Vec<Views>,
    /// The lines of the finance and report-card views [default: workstream; with --scheme: scheme]
    #[arg(long, value_parser = word::<By>(), value_name = "LEVEL", help_heading = "Output")]
    pub by: Option<By>,
    /// The format of the result; json and jsonl hold the whole report whatever the views
    #[arg(long, value_parser = word::<Format>(), value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub format: Format,
    /// Write the result to a file, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Write the same result to a further file in this format; may be repeated [default: none]
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
    /// Exit with status 1 when: red (red or grey), amber (anything short of green), grey, owed (a
    /// reader's judgements), finding or finding:CODE. Of: plan (the overall rating), row, scheme,
    /// workstream, finance, forecast, headroom, as in red:scheme; the default is plan. Comma
    /// separated, may be repeated [default: no gate]
    #[arg(
        long, value_name = "LEVEL[:SUBJECT]", value_delimiter = ',', value_parser = gate,
        help_heading = "Gate"
    )]
    pub fail_on: Vec<crate::commands::gate::Rule>,
}

/// `qipp why`.
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// Paths that exist (and `-`) are plans; of the rest the first is the subject (a scheme, by id or
    /// name, a workstream, an organisation, an Appendix One row), the second a code [default subject:
    /// the only organisation; default code: F13-FIN-5]
    #[arg(required = true, value_name = "FILE… SUBJECT [CODE]")]
    pub words: Vec<std::ffi::OsString>,
    /// How plans are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// How they are judged.
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

/// `qipp explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A criterion or finding, such as F13-FIN-5 or ST [default: the list of all]
    pub code: Option<String>,
    /// Which policy the thresholds are shown of.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// The format
    #[arg(long, value_parser = word::<TextOrJson>(), value_name = "FORMAT", default_value_t)]
    pub format: TextOrJson,
}

/// The sign in which savings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sign {
    /// A saving is positive.
    Positive,
    /// A saving is negative, or in brackets.
    Negative,
}

/// What the amounts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// Savings.
    Savings,
}

/// Formats of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Separated text.
    Csv,
    /// One JSON document.
    Json,
    /// A JSON object on each line.
    Jsonl,
}

words! {
    /// `explain --format`.
    #[derive(Default)]
    pub enum TextOrJson {
        /// For people.
        #[default]
        Text = "text",
        /// For programs.
        Json = "json",
    }
}

impl ReadingArgs {
    /// The limits of the run: those given, the last of each, and the defaults.
    pub fn limits(&self) -> crate::read::Limits {
        let given = self.limit.iter();
        given.fold(crate::read::Limits::DEFAULT, |limits, (limit, value)| limits.with(*limit, *value))
    }

    /// How many threads share the work on so many bytes of input. Where the user does not say, it is one
    /// if waking others would take longer than to read and judge them.
    pub fn threads(&self, bytes: u64) -> Threads {
        let own = || (bytes >= MUCH).then(std::thread::available_parallelism)?.ok();
        self.jobs.or_else(own).map_or(Threads::ONE, Threads::from)
    }
}

impl AssessArgs {
    /// The level of finance and report-card lines: a scheme alone is shown as a scheme.
    pub fn by(&self) -> By {
        let default = if self.scheme.is_some() { By::Scheme } else { By::Workstream };
        self.by.unwrap_or(default)
    }

    /// The views asked for, each once, in the order given.
    pub fn views(&self) -> Vec<View> {
        let mut views: Vec<View> = Vec::new();
        for view in self.view.iter().flat_map(|views| &views.0) {
            if !views.contains(view) {
                views.push(*view);
            }
        }
        views
    }
}
