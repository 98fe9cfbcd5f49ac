//! `qipp template --review`: the judgements that a reader still owes, as a sheet to fill in.

use super::reading::{self, ReadPlans, Wanted};
use crate::assess::{Scope, assess};
use crate::cli::TemplateArgs;
use crate::criteria::coverage::Verdicts;
use crate::criteria::{self, Criterion, Outcome, PlanView, Test};
use crate::explanation::text_at;
use crate::figures::Figures;
use crate::location::Place;
use crate::output::{Failure, Status, say};
use crate::plan::fields::{REVIEW_NOTES, TableId};
use crate::plan::tables;
use crate::report::PlanReport;
use crate::write::{Cell, Column, Holds, Table};

/// How many places the data is quoted from.
const QUOTED: usize = 3;

/// The sheet, and the exit status of having read the plans.
pub fn sheet(args: &TemplateArgs) -> Result<(Table, Status), Failure> {
    if args.words.is_empty() {
        return Err(Failure::usage("--review needs a plan: a file or a folder"));
    }
    let wanted = Wanted { grids: true, ..Wanted::default() };
    let mut read = reading::read(&args.words, &args.reading, Some(&args.judging), wanted)?;
    if read.options.scope == Scope::Auto {
        // what a reader owes is asked of the whole plan, whatever is supplied
        read.options.scope = Scope::Plan;
    }
    let report = assess(&read.submission, &read.policy, &read.options);
    let rows = rows(&read, &report.plans);
    if rows.is_empty() {
        say("no judgement is owed");
    }
    let mut table = tables::blank(TableId::Judgements);
    let notes = REVIEW_NOTES.map(|(name, note)| Column {
        name,
        note: note.to_owned(),
        required: false,
        holds: Holds::Text,
    });
    table.columns.extend(notes);
    table.rows =
        rows.iter().map(|owed| table.columns.iter().map(|column| owed.cell(column.name)).collect()).collect();
    Ok((table, read.status()))
}

struct Owed {
    organisation: String,
    scheme: String,
    criterion: &'static Criterion,
    look_for: String,
    shows: String,
    places: Vec<Place>,
}

fn rows(read: &ReadPlans, plans: &[PlanReport]) -> Vec<Owed> {
    let figures = Figures::of(&read.submission, &read.policy, read.options.as_at, read.options.threads);
    let mut rows = Vec::new();
    for ((plan, figures), report) in read.submission.plans.iter().zip(&figures.plans).zip(plans) {
        let view = PlanView::new(plan, figures, &read.policy, Vec::new());
        let own = report.appendix_one.iter().flat_map(|row| &row.expectations);
        let own = own.chain(&report.integrated_plan).map(|expectation| ("", expectation));
        let schemes = report.figure_13.iter().flat_map(|judged| {
            judged.expectations.iter().map(|expectation| (judged.scheme.as_str(), expectation))
        });
        for (scheme, expectation) in own.chain(schemes).filter(|(_, e)| e.result == Outcome::Unreviewed) {
            let Some(criterion) = criteria::by_id(expectation.code) else { continue };
            let (shows, places) = evidence(criterion, &view);
            let organisation = plan.organisation.clone();
            let look_for = read.policy.fill(criterion.how);
            rows.push(Owed { organisation, scheme: scheme.to_owned(), criterion, look_for, shows, places });
        }
    }
    for row in &mut rows {
        for place in row.places.iter().take(QUOTED) {
            let text = text_at(&read.grids, *place).unwrap_or("");
            row.shows.push_str(&format!("; {}: {text}", read.submission.sources.show(*place)));
        }
        if row.places.len() > QUOTED {
            row.shows.push_str(&format!("; and {} more", row.places.len() - QUOTED));
        }
    }
    rows
}

/// What the data shows of a criterion that a reader is to judge, and where.
fn evidence(criterion: &Criterion, view: &PlanView) -> (String, Vec<Place>) {
    let evidence = match criterion.test {
        Test::Plan(test) => test(view),
        Test::Coverage(test) => test(view, &Verdicts::default()),
        Test::Scheme(_) | Test::Reader => {
            return ("nothing that a program can read".to_owned(), Vec::new());
        }
    };
    let shows = match evidence.outcome {
        Outcome::Met => "what must be there first is there".to_owned(),
        other => format!("{}: {}", other.word(), evidence.reason),
    };
    (shows, evidence.places)
}

impl Owed {
    /// The cell of a column of the sheet.
    fn cell(&self, column: &str) -> Cell {
        let text = match column {
            "organisation" => self.organisation.as_str(),
            "scheme" => self.scheme.as_str(),
            "criterion" => self.criterion.id,
            "asks" => self.criterion.asks,
            "look_for" => self.look_for.as_str(),
            "data_shows" => self.shows.as_str(),
            _ => "",
        };
        if text.is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) }
    }
}
