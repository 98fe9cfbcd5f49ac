//! From arguments to a submission that may be assessed: read, build, and say what is unsound. Shared
//! by every command that reads plans.

use super::codes::{codes_named, known_codes};
use super::input::{Books, InputTables, refuse_input};
use super::keep_going::rows::Rows;
use super::keep_going::{Kept, keep_going};
use super::policy_in_force::{in_force, policy_for};
use super::rejects::Rejects;
use crate::assess::Options;
use crate::calendar::{Date, FinancialYear, show_date};
use crate::checks::token_evidence::set_aside;
use crate::cli::{JudgingArgs, ReadingArgs};
use crate::figures::AsAt;
use crate::location::Sources;
use crate::output::{Failure, Files, Status, say};
use crate::plan::assembly::{self, Code, Role, Whole, build, build_with};
use crate::plan::recognise::Said;
use crate::plan::{Note, Submission, notes};
use crate::policy::Policy;
use crate::problem::{MOST_SAID, Problem, fold, said};
use crate::read::Grid;
use crate::report::{List, Lists, NotRead};
use crate::write::RECORD;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub mod beside;

/// What an unsound submission ends with, by what was to be done with it.
pub const ASSESSED: &str = "nothing was assessed";
const WRITTEN: &str = "nothing was written";

/// A submission that may be assessed, and how.
pub struct ReadPlans {
    pub submission: Submission,
    pub policy: Policy,
    pub options: Options,
    /// The tables as they stand in the files, where they were asked for.
    pub grids: Vec<(Arc<Grid>, Role)>,
    /// What could not be read (with `--keep-going`).
    pub problems: Vec<Problem>,
    /// What the user says of tables and is another submission's.
    excused: Vec<Said>,
}

impl ReadPlans {
    /// The exit status of a run that got to its end.
    pub fn status(&self) -> Status {
        if self.problems.is_empty() { Status::Fine } else { Status::Unsound }
    }

    /// The same tables read under another policy.
    ///
    /// # Errors
    /// What that policy says of headings and rows that no table has.
    pub fn read_again(&self, policy: &Policy, args: &ReadingArgs) -> Result<Submission, Failure> {
        let sources = Sources::clone(&self.submission.sources);
        let codes = known_codes();
        let options = options(args, policy, &codes, sources.bytes());
        let (mut submission, problems) = build(self.grids.clone(), sources, &options);
        let is_excused = |problem: &Problem| {
            problem
                .entry()
                .and_then(|at| policy.mapping.get(at))
                .is_some_and(|own| self.excused.contains(own))
        };
        let mut vain: Vec<Problem> =
            problems.into_iter().filter(|own| own.is_usage() && !is_excused(own)).collect();
        if vain.is_empty() {
            settle(&mut submission, self.options.as_at);
            set_aside(&mut submission, policy, self.options.as_at);
            return Ok(submission);
        }
        say_problems(&mut vain, &submission.sources);
        Err(Failure { status: Status::Usage, ..unsound(&vain, ASSESSED) })
    }
}

pub fn options<'a>(
    args: &ReadingArgs,
    policy: &'a Policy,
    codes: &'a [Code],
    bytes: u64,
) -> assembly::Options<'a> {
    assembly::Options {
        organisation: args.org.clone(),
        parent: args.parent.clone(),
        codes,
        threads: args.threads(bytes),
        ..policy.reading()
    }
}

/// Gives every organisation the parent it has on its reporting date.
fn settle(submission: &mut Submission, as_at: Option<Date>) {
    for plan in &mut submission.plans {
        let date = AsAt::of(plan, as_at).date;
        plan.settle_parent(date);
    }
}

/// A submission of which nothing may be assessed: what is wrong with it, and how the run ends.
pub struct Unread {
    pub failure: Failure,
    pub policy: Policy,
    pub problems: Vec<Problem>,
    pub sources: Arc<Sources>,
    /// The tables as they stand in the files, where they were asked for.
    pub grids: Vec<(Arc<Grid>, Role)>,
}

impl Unread {
    fn of(
        failure: Failure,
        policy: Policy,
        problems: Vec<Problem>,
        submission: &Submission,
        grids: Vec<(Arc<Grid>, Role)>,
    ) -> Box<Self> {
        Box::new(Self { failure, policy, problems, sources: Arc::clone(&submission.sources), grids })
    }
}

/// What besides a submission is wanted of reading it.
pub struct Wanted {
    /// The digests of the files, also of those that are long.
    pub hashes: bool,
    /// The tables as they stand in the files.
    pub grids: bool,
    /// The workbooks as files.
    pub books: bool,
    /// Whether what is printed holds the notes on one plan, on the terminal on which they would be said.
    pub shows_notes: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { hashes: true, grids: false, books: false, shows_notes: false }
    }
}

/// Reads plans, to be judged or (without options on judging) to be written. Problems are printed; with
/// any, and without `--keep-going`, the run ends here.
pub fn read(
    paths: &[PathBuf],
    args: &ReadingArgs,
    judging: Option<&JudgingArgs>,
    wanted: Wanted,
) -> Result<ReadPlans, Failure> {
    Opened::of(paths, args, judging, wanted)?.built(Vec::new()).finish()
}

/// The files of a submission, before they are understood.
pub struct Opened<'a> {
    args: &'a ReadingArgs,
    judging: JudgingArgs,
    policy: Policy,
    select: Vec<String>,
    ignore: Vec<String>,
    tables: InputTables,
    keeps_grids: bool,
    shows_notes: bool,
    /// What an unsound submission ends with.
    undone: &'static str,
}

impl<'a> Opened<'a> {
    pub fn of(
        paths: &[PathBuf],
        args: &'a ReadingArgs,
        judging: Option<&JudgingArgs>,
        wanted: Wanted,
    ) -> Result<Self, Failure> {
        let undone = if judging.is_some() { ASSESSED } else { WRITTEN };
        let judging = judging.cloned().unwrap_or_default();
        let policy = policy_for(args, in_force(&args.policy)?)?;
        let codes = |list: &[String]| -> Result<Vec<String>, Failure> {
            let named: Vec<Vec<&str>> =
                list.iter().map(|code| codes_named(code)).collect::<Result<_, _>>()?;
            Ok(named.concat().into_iter().map(str::to_owned).collect())
        };
        let (select, ignore) = (codes(&judging.select)?, codes(&judging.ignore)?);
        if let Some(path) = &judging.rejects {
            let inputs = paths.iter().chain(judging.files());
            refuse_input(path, &inputs.cloned().collect::<Vec<_>>())?;
        }
        let reading = options(args, &policy, &[], 0);
        // what goes back to the submitter, or is read again, is kept cell by cell
        let is_folded = !(wanted.grids || wanted.books || judging.keep_going);
        let folding = is_folded.then_some((&reading, wanted.hashes));
        let tables = InputTables::read(paths, args, &judging, wanted.books, folding)?;
        let Wanted { grids: keeps_grids, shows_notes, .. } = wanted;
        Ok(Self { args, judging, policy, select, ignore, tables, keeps_grids, shows_notes, undone })
    }

    /// What its files are called.
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.tables.sources.files().iter().map(|file| file.name.clone())
    }

    /// The plans they hold; `beside` are the files of other submissions of the run.
    pub fn built(mut self, beside: Vec<String>) -> Built<'a> {
        let grids = std::mem::take(&mut self.tables.grids);
        let grids: Vec<(Arc<Grid>, Role)> =
            grids.into_iter().map(|(grid, role)| (Arc::new(grid), role)).collect();
        let is_blank = grids.iter().all(|(grid, _)| is_blank(grid));
        let kept = if self.keeps_grids || self.judging.keep_going { grids.clone() } else { Vec::new() };
        let known = known_codes();
        let folded = std::mem::take(&mut self.tables.folded);
        let sources = match folded.is_empty() {
            true => std::mem::take(&mut self.tables.sources),
            false => self.tables.sources.clone(), // they say what a table was that is read again
        };
        let whole = |source| self.tables.whole(source, self.args);
        let options = options(self.args, &self.policy, &known, sources.bytes());
        let options = assembly::Options { beside: &beside, whole: Whole(Some(&whole)), ..options };
        let (submission, found) = build_with(grids, folded, sources, &options);
        let mut problems = std::mem::take(&mut self.tables.problems);
        problems.extend(found);
        Built { opened: self, beside, submission, problems, kept, is_blank, excused: Vec::new() }
    }
}

/// The plans of a submission, before what is wrong with them is said.
pub struct Built<'a> {
    opened: Opened<'a>,
    beside: Vec<String>,
    submission: Submission,
    problems: Vec<Problem>,
    kept: Vec<(Arc<Grid>, Role)>,
    is_blank: bool,
    /// What is said of tables and is another submission's.
    excused: Vec<Said>,
}

impl Built<'_> {
    /// Prints what is wrong, and gives what may be assessed.
    pub fn finish(self) -> Result<ReadPlans, Failure> {
        self.ended().map_err(|unread| unread.failure)
    }

    /// The workbooks of the submission as files, where they were asked for.
    pub fn take_books(&mut self) -> Books {
        std::mem::take(&mut self.opened.tables.books)
    }

    /// The same; what may not be assessed comes with what is wrong with it.
    pub fn ended(self) -> Result<ReadPlans, Box<Unread>> {
        let Self { opened, mut submission, mut problems, kept, is_blank, excused, .. } = self;
        let Opened { args, judging, policy, select, ignore, tables, shows_notes, undone, .. } = opened;
        let InputTables { notes, groups, .. } = tables;
        let bytes = submission.sources.bytes();
        let messages = say_problems(&mut problems, &submission.sources);
        if !args.quiet {
            let is_read = problems.is_empty() || judging.keep_going;
            let shown = submission.plans.first().filter(|_| shows_notes && is_read);
            let shown = shown.filter(|_| submission.plans.len() == 1);
            let source = shown.map(|plan| plan.row.place.source());
            let rest = submission.notes.iter().filter(|note| Some(note.place.source()) != source);
            say_notes(&notes, rest, &submission.sources, &problems);
        }
        // what is wrong with a reviewer's own file is the caller's mistake
        let is_callers = |own: &Problem| own.is_usage() || !groups.contains_key(&own.place.source());
        if problems.iter().any(is_callers) {
            let failure = Failure { status: Status::Usage, ..unsound(&problems, undone) };
            return Err(Unread::of(failure, policy, problems, &submission, kept));
        }
        let mut went = Kept::default();
        if judging.keep_going {
            if !problems.is_empty() {
                went = keep_going(&mut submission, &problems, &groups, &Rows::of(&kept));
            }
            if let Err(failure) = keep_rejects(&judging, &problems, &went, (&kept, &submission)) {
                return Err(Unread::of(failure, policy, problems, &submission, kept));
            }
        }
        if !problems.is_empty() {
            if !judging.keep_going || submission.plans.is_empty() {
                return Err(Unread::of(unsound(&problems, undone), policy, problems, &submission, kept));
            }
            say(&format!("{}; {}", counted(&problems), went.words(submission.plans.len())));
        }
        if submission.plans.is_empty() {
            return Err(Unread::of(holds_no_plan(is_blank, undone), policy, problems, &submission, kept));
        }
        if undone == ASSESSED {
            settle(&mut submission, judging.as_at);
            set_aside(&mut submission, &policy, judging.as_at);
        }
        let options = Options {
            scope: judging.scope,
            as_at: judging.as_at,
            unit: None,
            select,
            ignore,
            dropped: went.out(),
            not_read: problems.iter().map(|own| NotRead::of(own, &submission.sources)).collect(),
            problems: messages,
            threads: args.threads(bytes),
            lists: Lists::ALL.without(List::Peers),
            ..Options::default()
        };
        Ok(ReadPlans { submission, policy, options, grids: kept, problems, excused })
    }
}

fn holds_no_plan(is_blank: bool, undone: &str) -> Failure {
    let mend =
        "fill in rows, such as schemes with what they save; `qipp template` says what each column means";
    Failure::unsound(if is_blank {
        format!(
            "error: the tables are blank: no row below their headings is filled in; {undone}\n  mend: {mend}"
        )
    } else {
        format!("error: the input holds no plan; {undone}")
    })
}

/// Writes the rows left out, where they are asked for.
fn keep_rejects(
    judging: &JudgingArgs,
    problems: &[Problem],
    went: &Kept,
    (grids, submission): (&[(Arc<Grid>, Role)], &Submission),
) -> Result<(), Failure> {
    let Some(path) = &judging.rejects else { return Ok(()) };
    let rows = Rows::of(grids); // which plans there are has changed
    let rejects = Rejects::of(problems, went, &rows, submission);
    let mut files = Files::default();
    files.stage(path, |out| rejects.write(&rows, submission, out))?;
    files.commit()
}

/// Whether a table has headings and nothing below them.
fn is_blank(grid: &Grid) -> bool {
    let first = usize::from(grid.text(0, 0) == RECORD);
    let is_empty = |row: usize| (first..grid.width(row)).all(|column| grid.text(row, column).is_empty());
    (1..grid.len()).all(is_empty)
}

/// Prints the problems, what is the same once and what matters most first, and gives their messages.
pub fn say_problems(problems: &mut Vec<Problem>, sources: &Sources) -> Vec<String> {
    fold(problems);
    let messages = said(problems, sources);
    if !messages.is_empty() {
        say(&messages.join("\n\n"));
        say("");
    }
    messages
}

/// Prints the remarks on how the input was understood, each once; they bear on what is wrong with it too.
pub fn say_notes<'n>(
    of_files: &[String],
    notes: impl Iterator<Item = &'n Note>,
    sources: &Sources,
    problems: &[Problem],
) {
    let folded = notes::fold(notes);
    let said = folded.iter().map(|remark| remark.said(sources));
    let all: Vec<String> = of_files.iter().cloned().chain(said).collect();
    let mut bytes = 0;
    for (at, note) in all.iter().enumerate() {
        bytes += note.len();
        if bytes > MOST_SAID && at > 0 {
            say(&format!("note: and {} further on", crate::words::count(all.len() - at, "note")));
            break;
        }
        say(&format!("note: {note}"));
    }
    if !all.is_empty() && !problems.is_empty() {
        say(""); // the end of the run is said apart
    }
}

/// The end of a run over an unsound submission, with the words for what was not done.
pub fn unsound(problems: &[Problem], undone: &str) -> Failure {
    Failure::unsound(format!("{}; {undone}", counted(problems)))
}

/// Says that a date given lies outside what was read: every finance figure is nil.
pub fn say_nothing_falls_on(as_at: Date) {
    let (date, year) = (show_date(as_at), FinancialYear::of(as_at));
    say(&format!(
        "note: nothing is planned, reported or forecast in {year}, the year of --as-at {date}: every finance figure is nil; check the date"
    ));
}

/// "6 problems in 2 files".
fn counted(problems: &[Problem]) -> String {
    let files: BTreeSet<_> = problems.iter().map(|problem| problem.place.source()).collect();
    format!(
        "{} in {}",
        crate::words::count(problems.iter().map(Problem::count).sum(), "problem"),
        crate::words::count(files.len(), "file")
    )
}
