//! `qipp assess --view finance --format csv` over trackers: the same lines as of any plan, from
//! schemes folded as their rows are read, by several threads. What is not regular is read by the
//! ordinary reader; where a whole file is not, so is the whole run.

use super::codes::known_codes;
use super::input::KeptStdin;
use super::policy_in_force::{in_force, policy_for};
use super::progress::Progress;
use super::reading::{ASSESSED, options, say_notes, say_nothing_falls_on, say_problems, unsound};
use crate::assess::folded::{Folded, Keep, OrganisationSums, Reread, TrackerFinance, organisations};
use crate::calendar::Date;
use crate::cli::{AssessArgs, InputFormat, JudgingArgs, SeveralArgs};
use crate::figures::folding::{Terms, Tracker};
use crate::names::{Names, same};
use crate::output::{Failure, Files, Status, to_stdout};
use crate::parallel::Threads;
use crate::plan::assembly::build_recognised;
use crate::plan::recognise::{Guidance, Mapping};
use crate::plan::reference::Reference;
use crate::policy::choices::{Dash, Sign};
use crate::policy::{Key, Policy};
use crate::problem::Problem;
use crate::render::{By, Format, View, levels};
use crate::report::Scope;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod files;
mod folding;
mod header;
mod rereading;
mod writing;

/// What every file is read under.
struct Job<'a> {
    args: &'a AssessArgs,
    mapping: &'a Mapping,
    measure_is_savings: bool,
    reference: Reference,
    terms: Terms,
    threads: Threads,
    keep: Keep,
}

impl Job<'_> {
    fn guidance(&self) -> Guidance<'_> {
        let (mapping, measure_is_savings) = (self.mapping, self.measure_is_savings);
        Guidance { mapping, measure_is_savings, year: None, expected: None, reference: self.reference }
    }
}

pub enum Outcome {
    Done(Status),
    /// The ordinary way is to be taken, with what was read of standard input.
    Ordinary(Option<KeptStdin>),
}

/// Runs the command where it can be run this way.
pub fn run(args: &AssessArgs) -> Result<Outcome, Failure> {
    let Some(as_at) = is_asked(args) else { return Ok(Outcome::Ordinary(None)) };
    let Some(paths) = files::list(&args.files) else { return Ok(Outcome::Ordinary(None)) };
    let mut stdin = (paths == [Path::new("-")]).then(KeptStdin::new);
    Ok(match try_run(args, as_at, &paths, stdin.as_mut())? {
        Some(status) => Outcome::Done(status),
        None => Outcome::Ordinary(stdin),
    })
}

fn try_run(
    args: &AssessArgs,
    as_at: Date,
    paths: &[PathBuf],
    mut stdin: Option<&mut KeptStdin>,
) -> Result<Option<Status>, Failure> {
    let policy = policy_for(&args.reading, in_force(&args.reading.policy)?)?;
    if policy.reading().amounts_in.is_some() {
        return Ok(None);
    }
    let mapping = Mapping::new(&policy.mapping);
    let by = args.by();
    let size = |path: &PathBuf| path.metadata().map_or(0, |file| file.len());
    let bytes: Option<u64> = stdin.is_none().then(|| paths.iter().map(size).sum());
    let job = Job {
        args,
        mapping: &mapping,
        measure_is_savings: policy.reading().measure_is_savings,
        reference: policy.choice(Key::Reference).unwrap_or_default(),
        terms: Terms::of(
            as_at,
            policy.choice(Key::Sign) == Some(Sign::Negative),
            policy.choice(Key::Dash) == Some(Dash::Nil),
        ),
        threads: args.reading.threads(bytes.unwrap_or(u64::MAX)),
        keep: Keep {
            workstreams: matches!(by, None | Some(By::Workstream | By::All)),
            schemes: matches!(by, Some(By::Scheme | By::All)),
        },
    };
    let progress = Progress::over(bytes, args.reading.quiet);
    let folded = folding::fold(&job, paths, stdin.as_deref_mut(), &progress)?;
    progress.end();
    let Some(folded) = folded else { return Ok(None) };
    finish(&job, (&policy, as_at), folded, paths, stdin)
}

/// The reporting date, where the run asks for the lines of the finance view and nothing else.
fn is_asked(args: &AssessArgs) -> Option<Date> {
    let (reading, judging) = (&args.reading, &args.judging);
    let own = JudgingArgs { scope: Scope::default(), as_at: None, ..judging.clone() };
    let is_plain = args.format == Format::Csv
        && args.views() == [View::Finance]
        && args.report.is_empty()
        && args.also.is_empty()
        && args.several == SeveralArgs::default()
        && args.fail_on.is_empty()
        && args.workstream.is_none()
        && args.scheme.is_none()
        && own == JudgingArgs::default()
        && reading.org.is_none()
        && reading.parent.is_none()
        && reading.amounts_in.is_none()
        && reading.encoding.is_none()
        && reading.limit.is_empty()
        && matches!(reading.input_format, None | Some(InputFormat::Csv));
    judging.as_at.filter(|_| is_plain)
}

/// Reads what is odd, and writes the lines.
fn finish(
    job: &Job,
    (policy, as_at): (&Policy, Date),
    folded: Vec<folding::File>,
    paths: &[PathBuf],
    stdin: Option<&mut KeptStdin>,
) -> Result<Option<Status>, Failure> {
    if !stand_alone(&folded, job.reference) {
        return Ok(None);
    }
    let Some(rereading::Read { tables, sources, mut problems }) =
        rereading::read(job, &folded, paths, stdin)?
    else {
        return Ok(None);
    };
    let codes = known_codes();
    let options = options(&job.args.reading, policy, &codes, sources.bytes());
    let (submission, found) = build_recognised(tables, sources, &options);
    problems.extend(found);
    say_problems(&mut problems, &submission.sources);
    if !job.args.reading.quiet {
        say_notes(&[], submission.notes.iter(), &submission.sources, &problems);
    }
    if !problems.is_empty() {
        return Err(unsound(&problems, ASSESSED));
    }
    let reread = Reread::of(submission, policy, as_at);
    let mut sums: Vec<OrganisationSums> = Vec::new();
    let mut trackers: Vec<Folded> = Vec::new();
    for file in folded {
        match file {
            folding::File::Summed(own) => sums.extend(own),
            folding::File::Whole(folded) => {
                sums.extend(organisations(&folded, trackers.len(), &reread, job.keep));
                if job.keep.schemes {
                    trackers.push(folded);
                }
            }
        }
    }
    let finance = TrackerFinance::of(policy, as_at, &trackers, &reread, &sums);
    if !job.args.reading.quiet && finance.is_nil() {
        say_nothing_falls_on(as_at);
    }
    let by = job.args.by();
    if by.is_none() && !finance.has_workstreams() {
        return Ok(None); // schemes are shown, and were not kept
    }
    let levels = levels(by.unwrap_or(By::Workstream));
    match &job.args.output {
        Some(path) => {
            let mut files = Files::default();
            files.stage(path, |out| writing::write(&finance, levels, job.threads, out))?;
            files.commit()?;
        }
        None => to_stdout(|out| writing::write(&finance, levels, job.threads, out))?,
    }
    Ok(Some(Status::Fine))
}

/// Whether every file holds its own organisations, and none of them is the region of another: else
/// rows of one file bear on those of another.
fn stand_alone(files: &[folding::File], reference: Reference) -> bool {
    let (mut names, mut regions) = (Names::default(), Names::default());
    let mut bodies: BTreeMap<&str, String> = BTreeMap::new();
    // a body under two names, or a code for a name, is settled by the ordinary reader
    let mut is_plain = |name: &str| {
        reference.body(name).is_none_or(|body| {
            let first = bodies.entry(body.code).or_insert_with(|| name.to_owned());
            same(first, name) && reference.named(name).is_some()
        })
    };
    let belongs = |name: &str, region: &str| {
        let pair = reference.named(name).zip(reference.named(region));
        pair.is_none_or(|(own, region)| own.tier <= region.tier || own.above == region.name)
    };
    for (name, region) in files.iter().flat_map(folding::File::organisations) {
        let as_listed = region.is_none_or(|region| is_plain(region) && belongs(name, region));
        if !names.add(name) || !is_plain(name) || !as_listed {
            return false;
        }
        if let Some(region) = region {
            regions.add(region);
        }
    }
    !names.is_empty() && regions.iter().all(|(region, ())| !names.contains(region))
}

/// The problems of a file that were found before its rows were understood.
type Problems = Vec<Problem>;

/// Whether a tracker holds nothing that the ordinary reader must read.
fn is_regular(tracker: &Tracker) -> bool {
    tracker.oddities().is_none()
}
