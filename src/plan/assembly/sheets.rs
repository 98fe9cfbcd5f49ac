//! What only workbooks have: sheets that are no tables, and sheets that give one table twice.

use super::reading::{Called, input, mapping_of};
use super::{Note, Options, Role, organisation_column};
use crate::location::{Place, SourceId, Sources};
use crate::names::key;
use crate::plan::fields::{ColumnId, TableId, plan, risks, savings, schemes, workstreams, years};
use crate::plan::recognise::{Layout, Mapping, RowMeaning, Shape};
use crate::plan::vocabulary::names_a_total;
use crate::problem::{Choice, Problem, ProblemKind, Question};
use crate::read::{Form, Grid};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether problems say that a grid is no table of a plan, and not that a table is unsound.
fn is_no_table(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| match &problem.kind {
        ProblemKind::MissingColumn { .. } | ProblemKind::NoTable { .. } => true,
        ProblemKind::Open { question, .. } => *question == Question::UnreadAmounts,
        _ => false,
    })
}

/// A grid, whose words it holds, and how it is understood.
pub(super) type Understood = (Arc<Grid>, Role, Layout);

/// A sheet that could not be understood.
pub(super) struct Failed {
    /// Its workbook, if it is a sheet.
    sheet: Option<SourceId>,
    place: Place,
    problems: Vec<Problem>,
    spare: bool,
}

impl Failed {
    pub(super) fn new(grid: &Grid, problems: Vec<Problem>) -> Self {
        let is_sheet = matches!(grid.form, Form::Sheet(_));
        let named = TableId::by_name(&grid.hint).is_some();
        Self {
            sheet: is_sheet.then_some(grid.source),
            place: grid.place(0, 0),
            spare: is_sheet && !named && is_no_table(&problems),
            problems,
        }
    }
}

/// A sheet that is no table is a note where its workbook has one that is; else its problems stand.
pub(super) fn leave_out(failed: Vec<Failed>, understood: &[Understood]) -> (Vec<Problem>, Vec<Note>) {
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let unsound = failed.iter().filter(|sheet| !sheet.spare).filter_map(|sheet| sheet.sheet);
    let tables: BTreeSet<SourceId> = understood.iter().map(|(grid, ..)| grid.source).chain(unsound).collect();
    for sheet in failed {
        if sheet.spare && sheet.sheet.is_some_and(|source| tables.contains(&source)) {
            let lacks = sheet.problems.iter().find_map(|problem| match &problem.kind {
                ProblemKind::MissingColumn { table, column, .. } => {
                    Some(format!(" (for the table {table} it lacks the column `{column}`)"))
                }
                _ => None,
            });
            let lacks = lacks.unwrap_or_default();
            let text = format!("this sheet is no table of a savings plan and is left out{lacks}");
            notes.push(Note { place: sheet.place, text });
        } else {
            problems.extend(sheet.problems);
        }
    }
    (problems, notes)
}

/// The sheet of a place, as it is named on the command line: `book.xlsx#'M6 (Sep)'`.
fn argument(sources: &Sources, place: Place) -> String {
    let shown = sources.show(place);
    shown.rsplit_once('!').map_or(shown.clone(), |(sheet, _)| sheet.to_owned())
}

/// Takes out sheets of one workbook that give the same table with the same ids, or a table of schemes
/// and its sums by workstream: one problem for all of them, not one for each row.
pub(super) fn take_repeated(
    understood: &mut Vec<Understood>,
    options: &Options,
    sources: &Sources,
) -> Vec<Problem> {
    let mut tables: BTreeMap<(SourceId, Option<TableId>), Vec<usize>> = BTreeMap::new();
    for (at, (grid, role, layout)) in understood.iter().enumerate() {
        let table = layout.shape.table();
        if *role == Role::Submission && matches!(grid.form, Form::Sheet(_)) {
            tables.entry((grid.source, table)).or_default().push(at);
        }
    }
    let mut problems = Vec::new();
    let mut out: BTreeSet<usize> = BTreeSet::new();
    for ((_, table), sheets) in tables.into_iter().filter(|(_, sheets)| sheets.len() > 1) {
        let keys: Vec<(usize, BTreeSet<String>)> = sheets
            .iter()
            .filter_map(|at| Some((*at, keys(understood.get(*at)?, options, sources))))
            .collect();
        let word = table.map_or("record", |table| table.declaration().name);
        let found = repeated(&keys, understood, word, sources).or_else(|| {
            summary(&keys, understood, options, sources).filter(|_| table == Some(TableId::Schemes))
        });
        if let Some((sheets, problem)) = found {
            out.extend(sheets);
            problems.push(problem);
        }
    }
    let mut at = 0..;
    understood.retain(|_| at.next().is_none_or(|at| !out.contains(&at)));
    problems
}

fn place((grid, _, layout): &Understood) -> Place {
    grid.place(layout.heading_row, 0)
}

/// What is asked of sheets of which one only can count: the likeliest to be meant, and which of them is
/// left out.
fn problem(
    at: Place,
    what: String,
    sheets: &[&Understood],
    likeliest: &Understood,
    sources: &Sources,
) -> Problem {
    let called = Called::of(sources);
    let choice = |sheet: &&Understood| {
        let (grid, ..) = sheet;
        let says = format!("the sheet `{}` is left out", sheet_name(grid, sources));
        Choice::map(format!("{}:{}", input(grid, (sources, &called)), lines(sheet)), "ignore", says)
    };
    Problem::open(at, Question::Layout, what, sheets.iter().map(choice).collect())
        .instead(format!("give the one that is meant: {}", argument(sources, place(likeliest))))
}

/// The rows of a table, as they are typed.
fn lines((grid, _, layout): &Understood) -> String {
    let (first, last) = (grid.line(layout.first_row), grid.line(grid.len().saturating_sub(1)));
    format!("line {first}-{last}")
}

/// The sheets that share ids with another, and the problem that they do.
fn repeated(
    keys: &[(usize, BTreeSet<String>)],
    understood: &[Understood],
    table: &str,
    sources: &Sources,
) -> Option<(Vec<usize>, Problem)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys.iter().flat_map(|(_, keys)| keys) {
        *counts.entry(key).or_default() += 1;
    }
    let is_shared = |key: &String| counts.get(key.as_str()).is_some_and(|count| *count > 1);
    // an id or two of many are a slip, and named as such
    let repeats = |keys: &BTreeSet<String>| {
        let shared = keys.iter().filter(|key| is_shared(key)).count();
        2 * shared > keys.len()
    };
    let sheets: Vec<usize> = keys.iter().filter(|(_, keys)| repeats(keys)).map(|(at, _)| *at).collect();
    let second = understood.get(*sheets.get(1)?)?;
    let names: Vec<String> = sheets
        .iter()
        .filter_map(|at| understood.get(*at))
        .map(|(grid, ..)| format!("`{}`", sheet_name(grid, sources)))
        .collect();
    let repeated = counts.values().filter(|count| **count > 1).count();
    let what = format!(
        "the sheets {} give the table {table} with the same ids: {repeated} {}",
        names.join(", "),
        if repeated == 1 { "repeats" } else { "repeat" }
    );
    // the last is the likeliest
    let all: Vec<&Understood> = sheets.iter().filter_map(|at| understood.get(*at)).collect();
    let problem = problem(place(second), what, &all, all.last()?, sources);
    Some((sheets, problem))
}

/// The name of a sheet; of a month's tab its hint is the table.
fn sheet_name(grid: &Grid, sources: &Sources) -> String {
    let shown = argument(sources, grid.place(0, 0));
    let name = shown.rsplit_once('#').map_or(shown.as_str(), |(_, name)| name);
    name.trim_matches('\'').to_owned()
}

/// A sheet whose schemes are the workstreams of another: its amounts are sums of the other's.
fn summary(
    keys: &[(usize, BTreeSet<String>)],
    understood: &[Understood],
    options: &Options,
    sources: &Sources,
) -> Option<(Vec<usize>, Problem)> {
    keys.iter().find_map(|(at, names)| {
        let sums = understood.get(*at)?;
        keys.iter().filter(|(other, _)| other != at).find_map(|(other, _)| {
            let parts = understood.get(*other)?;
            let groups =
                values(parts, &[schemes::ORGANISATION, schemes::WORKSTREAM], &mapping(parts, options, sources));
            if names.is_empty() || !names.is_subset(&groups) {
                return None;
            }
            let what = format!(
                "the sheet `{}` gives by workstream what the sheet `{}` gives by scheme: it would count twice",
                sheet_name(&sums.0, sources),
                sheet_name(&parts.0, sources)
            );
            Some((vec![*at, *other], problem(place(sums), what, &[sums, parts], parts, sources)))
        })
    })
}

/// What must be unique in a table: ids of a sheet's rows, with their organisation.
fn keys(understood: &Understood, options: &Options, sources: &Sources) -> BTreeSet<String> {
    let (_, _, layout) = understood;
    let mapping = &mapping(understood, options, sources);
    let (table, ids): (TableId, &[ColumnId]) = match layout.shape {
        Shape::Rows(TableId::Plan) => (TableId::Plan, &[]),
        Shape::Rows(TableId::Schemes) if layout.column(schemes::SCHEME).is_some() => {
            (TableId::Schemes, &[schemes::SCHEME])
        }
        Shape::Rows(TableId::Schemes) => (TableId::Schemes, &[schemes::NAME]),
        Shape::Rows(TableId::Savings) => (TableId::Savings, &[savings::SCHEME, savings::PERIOD]),
        Shape::Rows(TableId::Years) => (TableId::Years, &[years::YEAR]),
        Shape::Rows(TableId::Workstreams) => (TableId::Workstreams, &[workstreams::WORKSTREAM]),
        Shape::Rows(TableId::Risks) => (TableId::Risks, &[risks::RISK]),
        Shape::MeasuresDown | Shape::OrganisationsAcross => return labels(understood, mapping),
        Shape::Rows(_) | Shape::Records => return BTreeSet::new(),
    };
    let organisation =
        if table == TableId::Plan { Some(plan::ORGANISATION) } else { organisation_column(table) };
    let columns: Vec<ColumnId> = organisation.into_iter().chain(ids.iter().copied()).collect();
    values(understood, &columns, mapping)
}

/// The values that rows have in some columns together. Rows of one cell label others; totals repeat
/// rightly.
fn values((grid, _, layout): &Understood, columns: &[ColumnId], mapping: &Mapping) -> BTreeSet<String> {
    let at: Vec<Option<usize>> = columns.iter().map(|column| layout.column(*column)).collect();
    let mut found = BTreeSet::new();
    for row in layout.first_row..grid.len() {
        if grid.row(row).filter(|text| !text.is_empty()).count() < 2 || is_ignored(grid, row, mapping) {
            continue;
        }
        let cell = |at: &Option<usize>| at.map_or(String::new(), |at| key(grid.text(row, at)).into_owned());
        let own: Vec<String> = at.iter().map(cell).collect();
        let last = own.last().map_or("", String::as_str);
        if !last.is_empty() && !own.iter().any(|part| names_a_total(part)) {
            found.insert(own.join("\n"));
        }
    }
    found
}

fn mapping((grid, role, _): &Understood, options: &Options, sources: &Sources) -> Mapping {
    mapping_of(grid, *role, options, sources)
}

/// Whether the user says that a row is left out.
fn is_ignored(grid: &Grid, row: usize, mapping: &Mapping) -> bool {
    let label = || grid.row(row).find(|text| !text.is_empty()).unwrap_or_default();
    mapping.row(grid.line(row), label()) == Some(RowMeaning::Ignore)
}

fn labels((grid, _, layout): &Understood, mapping: &Mapping) -> BTreeSet<String> {
    let rows = (layout.first_row..grid.len()).filter(|row| !is_ignored(grid, *row, mapping));
    let labels = rows.map(|row| key(grid.text(row, 0)).into_owned());
    labels.filter(|label| !label.is_empty() && !names_a_total(label)).collect()
}
