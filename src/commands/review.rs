//! `qipp template --review`: the judgements that a reader still owes, as a sheet to fill in.

use super::reading::{self, ReadPlans};
use super::why::texts::Texts;
use crate::assess::{Scope, assess};
use crate::cli::TemplateArgs;
use crate::criteria::{self, Criterion, Outcome, PlanView, Test};
use crate::figures::Figures;
use crate::output::{Failure, Files, Status, say, to_stdout};
use crate::plan::fields::judgements::COLUMNS;
use crate::report::PlanReport;
use std::io::{self, Write};

/// The columns beside those of the table of judgements; they are notes for the reader.
const HELP: [&str; 3] = ["asks", "look_for", "data_shows"];

/// How many places the data is quoted from.
const QUOTED: usize = 3;

/// Runs the command.
pub fn run(args: &TemplateArgs) -> Result<Status, Failure> {
    if args.words.is_empty() {
        return Err(Failure::usage("--review needs a plan: a file or a folder"));
    }
    let mut read = reading::read(&args.words, &args.reading, Some(&args.judging), true)?;
    if read.options.scope == Scope::Auto {
        // what a reader owes is asked of the whole plan, whatever is supplied
        read.options.scope = Scope::Plan;
    }
    let report = assess(&read.submission, &read.policy, &read.options);
    let rows = rows(&read, &report.plans);
    if rows.is_empty() {
        say("no judgement is owed");
    }
    match args.output.as_deref() {
        None => to_stdout(|out| sheet(&rows, out))?,
        Some(path) => {
            let mut files = Files::default();
            files.stage(path, |out| sheet(&rows, out))?;
            files.commit()?;
        }
    }
    Ok(read.status())
}

struct Owed {
    organisation: String,
    scheme: String,
    criterion: &'static Criterion,
    shows: String,
    places: Vec<String>,
}

fn rows(read: &ReadPlans, plans: &[PlanReport]) -> Vec<Owed> {
    let figures = Figures::of(&read.submission, &read.policy, read.options.as_at);
    let mut rows = Vec::new();
    for ((plan, figures), report) in read.submission.plans.iter().zip(&figures.plans).zip(plans) {
        let view = PlanView::new(plan, figures, &read.policy, Vec::new());
        let own = report.appendix_one.iter().flat_map(|row| &row.expectations);
        let own = own.chain(&report.integrated_plan).map(|expectation| ("", expectation));
        let schemes = report.figure_13.iter().flat_map(|judged| {
            judged.expectations.iter().map(|expectation| (judged.scheme.as_str(), expectation))
        });
        for (scheme, expectation) in own.chain(schemes).filter(|(_, e)| e.result == "unreviewed") {
            let Some(criterion) = criteria::by_id(expectation.code) else { continue };
            let (shows, places) = evidence(criterion, &view, read);
            let organisation = plan.organisation.clone();
            rows.push(Owed { organisation, scheme: scheme.to_owned(), criterion, shows, places });
        }
    }
    let quoted = rows.iter().flat_map(|row| row.places.iter().take(QUOTED));
    let texts = Texts::of(&read.grids, &read.submission.sources, quoted);
    for row in &mut rows {
        for place in row.places.iter().take(QUOTED) {
            row.shows.push_str(&format!("; {place}: {}", texts.get(place).unwrap_or("")));
        }
        if row.places.len() > QUOTED {
            row.shows.push_str(&format!("; and {} more", row.places.len() - QUOTED));
        }
    }
    rows
}

/// What the data shows of a criterion that a reader is to judge, and where.
fn evidence(criterion: &Criterion, view: &PlanView, read: &ReadPlans) -> (String, Vec<String>) {
    let Test::Plan(test) = criterion.test else {
        return ("nothing that a program can read".to_owned(), Vec::new());
    };
    let evidence = test(view);
    let shows = match evidence.outcome {
        Outcome::Met => "what must be there first is there".to_owned(),
        other => format!("{}: {}", other.word(), evidence.reason),
    };
    (shows, evidence.places.iter().map(|place| read.submission.sources.show(*place)).collect())
}

fn sheet(rows: &[Owed], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.iter().map(|column| column.name).chain(HELP))?;
    for owed in rows {
        let cells = COLUMNS.iter().map(|column| match column.name {
            "organisation" => owed.organisation.as_str(),
            "scheme" => owed.scheme.as_str(),
            "criterion" => owed.criterion.id,
            _ => "",
        });
        let help = [owed.criterion.asks, owed.criterion.how, owed.shows.as_str()];
        writer.write_record(cells.chain(help).map(neutral))?;
    }
    writer.flush()
}

/// Text that a spreadsheet would take for a formula is quoted.
fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
