//! The options of how plans are read and judged, shared by every command that reads or judges one.

use super::values::{Pair, as_at, encoding, jobs, mapping, pair, separator, sign, unit, word};
use crate::parallel::Threads;
use crate::policy::Policy;
use crate::policy::choices::Sign;
use crate::report::Scope;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// From how many bytes of input on several threads are quicker than one.
const MUCH: u64 = 1 << 20;

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
    /// The policy of a report, in place of any other.
    #[arg(skip)]
    pub of_report: Option<Policy>,
}

/// How plans are read; shared by every command that reads one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ReadingArgs {
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// What their heading or row label means here, such as "Opportunity=identified"; may be repeated
    /// [default: headings are matched by name and alias]
    #[arg(long, value_name = "THEIRS=OURS", value_parser = mapping, help_heading = "Reading")]
    pub map: Vec<Pair>,
    /// The sign in which savings are written [default: the plan's own, else positive]
    #[arg(long, value_parser = sign(), help_heading = "Reading")]
    pub sign: Option<Sign>,
    /// The unit of amounts that no cell, heading, title or plan states one of [default: they print as
    /// they are; beside others that have a unit they stop the run]
    #[arg(long, value_name = "£|£000|£m", value_parser = unit, help_heading = "Reading")]
    pub amounts_in: Option<crate::money::Unit>,
    /// The amounts are savings, whatever the headings say [default: headings that speak of spending
    /// stop the run]
    #[arg(long, value_enum, help_heading = "Reading")]
    pub measure: Option<AmountKind>,
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
    /// What inputs are called where that is not their path: as a report calls them.
    #[arg(skip)]
    pub called: BTreeMap<PathBuf, String>,
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
    /// A file of the Department's figures, by organisation and year: departmental_allocation,
    /// departmental_challenge; may be repeated [default: none; those that a plan types itself serve,
    /// and are marked]
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub departmental: Vec<PathBuf>,
    /// What is assessed: money is the 5% rule and headroom, delivery adds Figure 13, plan is
    /// everything; auto goes by the tables supplied
    #[arg(long, value_parser = word::<Scope>(), default_value_t, help_heading = "Judging")]
    pub scope: Scope,
    /// The reporting date: a date, or a month for its last day [default: the plan's own, else the
    /// last month with an actual, else the day of submission]
    #[arg(long, value_name = "DATE", value_parser = as_at, help_heading = "Judging")]
    pub as_at: Option<crate::calendar::Date>,
    /// Criteria and findings to judge, by code or by how codes begin (A1-FIN), comma separated [default: all]
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Judging")]
    pub select: Vec<String>,
    /// Criteria and findings to leave out, likewise [default: none]
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Judging")]
    pub ignore: Vec<String>,
    /// Judge what could be read of an unsound submission; the exit status is still 3 [default: with
    /// any error nothing is assessed]
    #[arg(long, help_heading = "Reading")]
    pub keep_going: bool,
    /// With --keep-going: write the rows that are left out as they stand, each with its file, place and
    /// reason, to a CSV file [default: none]
    #[arg(long, value_name = "FILE", requires = "keep_going", help_heading = "Reading")]
    pub rejects: Option<PathBuf>,
}

impl JudgingArgs {
    /// The files that a reviewer gives beside the submission.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.judgements.iter().chain(&self.exceptions).chain(&self.departmental)
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

/// What the amounts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AmountKind {
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
