//! What a plan does of an expectation: the words of the cells that the criterion reads, where they stand, and the
//! evidence that a reader refers to.

use super::super::Run;
use crate::calendar::show_date;
use crate::criteria::{Criterion, PlanView};
use crate::location::Place;
use crate::plan::fields::{ColumnId, Kind, TableId, kpis};
use crate::plan::{Row, Value};
use crate::report::{ExpectationReport, PeerPractice};

/// Columns that say what a row is about, and nothing of what is done.
const ABOUT: [&str; 4] = ["organisation", "scheme", "workstream", "area"];

/// What a plan's cells say of a met expectation: of every table that the criterion reads one row, those of the
/// schemes that are asked for first. Where no cell has words, where its figures stand.
pub(super) fn of(
    run: &Run,
    view: &PlanView,
    (criterion, met): (&'static Criterion, &ExpectationReport),
    schemes: &[usize],
) -> Vec<PeerPractice> {
    let mut said = told(run, view, criterion, schemes, false);
    if said.is_empty() && !schemes.is_empty() {
        said = told(run, view, criterion, schemes, true);
    }
    if let Some(evidence) = &met.evidence {
        said.push(PeerPractice {
            code: criterion.id,
            scheme: String::new(),
            text: format!("judged met: {evidence}"),
            places: run.places(met.places.places().last().map_or(&[], std::slice::from_ref)),
        });
    }
    if said.is_empty() {
        said.push(PeerPractice {
            code: criterion.id,
            scheme: String::new(),
            text: "its figures meet it".to_owned(),
            places: run.places(met.places.places().get(..MOST).unwrap_or(met.places.places())),
        });
    }
    said
}

/// What the cells say, with those of other schemes than are asked for, where `others`.
fn told(
    run: &Run,
    view: &PlanView,
    criterion: &'static Criterion,
    schemes: &[usize],
    others: bool,
) -> Vec<PeerPractice> {
    let mut said = Vec::new();
    let mut tables: Vec<TableId> = criterion.reads.iter().map(|column| column.table).collect();
    tables.dedup();
    for table in tables {
        let columns: Vec<ColumnId> = criterion
            .reads
            .iter()
            .copied()
            .filter(|column| column.table == table && !ABOUT.contains(&column.name()))
            .collect();
        let told = rows(view, table, schemes, others || schemes.is_empty()).find_map(|(scheme, row)| {
            let cells: Vec<(String, Place)> = columns
                .iter()
                .filter_map(|column| Some((words(row, *column)?, row.place_of(*column))))
                .collect();
            (!cells.is_empty()).then_some((scheme, cells))
        });
        if let Some((scheme, cells)) = told {
            let (texts, places): (Vec<String>, Vec<Place>) = cells.into_iter().unzip();
            said.push(PeerPractice {
                code: criterion.id,
                scheme: scheme.unwrap_or_default().to_owned(),
                text: texts.join("; "),
                places: run.places(&places),
            });
        }
    }
    said
}

/// The cells of figures that are cited at most.
const MOST: usize = 6;

/// The rows of a table, those of some schemes first, each with its scheme where it is of one.
fn rows<'v>(
    view: &'v PlanView<'v>,
    table: TableId,
    schemes: &'v [usize],
    others: bool,
) -> Box<dyn Iterator<Item = (Option<&'v str>, &'v Row)> + 'v> {
    let plan = view.plan;
    let asked =
        move || schemes.iter().filter_map(move |at| plan.schemes.get(*at).map(|scheme| (*at, scheme)));
    match table {
        TableId::Schemes => {
            let rest = plan.schemes.iter().filter(move |scheme| others && scheme.is_judged());
            Box::new(
                asked().map(|(_, scheme)| scheme).chain(rest).map(|scheme| (Some(&*scheme.id), &scheme.row)),
            )
        }
        TableId::Plan => Box::new(std::iter::once((None, &plan.row))),
        TableId::Workstreams => {
            let of_schemes = asked().filter_map(move |(_, scheme)| plan.workstream(scheme.workstream()?));
            Box::new(of_schemes.chain(plan.rows(table)).map(|row| (None, row)))
        }
        table => {
            let of_schemes = asked().flat_map(move |(at, scheme)| {
                plan.links.rows(plan, table, at).map(move |row| (Some(&*scheme.id), row))
            });
            Box::new(of_schemes.chain(plan.rows(table).iter().map(|row| (None, row))))
        }
    }
}

/// What a cell says, with the name of its column; `None` where it has no words.
fn words(row: &Row, column: ColumnId) -> Option<String> {
    let cell = row.cell(column)?;
    let text = match (&cell.value, column.declaration().kind) {
        (Value::Text(text), Kind::Text | Kind::TextOrNone | Kind::Id | Kind::Ids) => text.to_string(),
        (Value::Word(word), _) => (*word).to_owned(),
        (Value::Date(date), _) => show_date(*date),
        _ => return None,
    };
    Some(match column {
        kpis::BETTER => format!("{text} is better"),
        _ => format!("{} {text}", column.declaration().name),
    })
}
