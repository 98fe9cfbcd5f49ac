//! What bears on the understanding of a grid, and what was made of its columns.

use super::{Options, Role};
use crate::calendar::FinancialYear;
use crate::location::{Place, Sources};
use crate::plan::TakenFor;
use crate::plan::fields::totals;
use crate::plan::layout::{Field, Record};
use crate::plan::recognise::{Guidance, InputName, Layout, Mapping, Use};
use crate::plan::vocabulary::organisations::is_everybody;
use crate::problem::Problem;
use crate::read::{Form, Grid};
use std::collections::HashMap;

/// What the user says that bears on a grid: of a reviewer's tables only what names them.
pub(super) fn mapping_of(grid: &Grid, role: Role, options: &Options, sources: &Sources) -> Mapping {
    let sheet = if let Form::Sheet(name) = grid.form { sources.name(name) } else { &grid.hint };
    let input = InputName { file: sources.file_name(grid.source), sheet };
    Mapping::of_input(options.mapping, input, role == Role::Submission)
}

/// What bears on the understanding of a grid.
pub(super) fn guidance<'m>(
    mapping: &'m Mapping,
    options: &Options,
    role: Role,
    year: Option<FinancialYear>,
) -> Guidance<'m> {
    let expected = role.expected();
    let (measure_is_savings, reference) = (options.measure_is_savings, options.reference);
    Guidance { mapping, measure_is_savings, year, expected, reference }
}

/// What a column was taken for, in words for the reading view.
pub(super) fn ours(used: &Use) -> Option<TakenFor> {
    let words: Box<str> = match used {
        Use::Field(id) => return Some(TakenFor::Field(*id)),
        Use::Series(measure, period) => format!("savings.{} {period}", measure.word()).into(),
        Use::Organisation(name) => format!("schemes.plan_year of {name}").into(),
        Use::Across(period) => format!("years of {period}").into(),
        Use::Labels => "years: the measures".into(),
        Use::Challenge => "years.challenge, added up".into(),
        Use::Total(_) => "a stated total".into(),
        Use::Year => "the year of the month".into(),
        Use::Record => "record".into(),
        Use::Stated => "a part of a total, or a running sum: compared, not added".into(),
        Use::Ignored | Use::Other | Use::Unused => return None,
    };
    Some(TakenFor::Else(words))
}

/// Which columns have neither a use, a heading nor a cell: commas at the end of every row.
pub(super) fn blank_columns(grid: &Grid, layout: &Layout) -> Vec<bool> {
    let is_blank = |at: usize| {
        let blank = |row: usize| grid.text(row, at).trim().is_empty();
        (layout.heading_row..grid.len()).all(blank)
    };
    let columns = layout.columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            ours(&column.used).is_none() && column.heading.raw.trim().is_empty() && is_blank(at)
        })
        .collect()
}

/// Whether a row of the `totals` table is over every organisation.
pub(super) fn is_over_everybody(record: &Record) -> bool {
    let is_so = |field: &Field| field.column == totals::ORGANISATION && is_everybody(field.text);
    record.fields.iter().any(is_so)
}

/// The problem that a file is empty.
pub(super) fn holds_nothing(grid: &Grid) -> Problem {
    let mend = "give a file with a row of headings and rows below it";
    Problem::layout(Place::File(grid.source), "the file holds nothing", mend)
}

/// A sheet as it is named behind its file.
pub(super) fn sheet_quoted(sheet: &str) -> String {
    let quote = if sheet.chars().all(|c| c.is_alphanumeric() || c == '_') { "" } else { "'" };
    format!("{quote}{sheet}{quote}")
}

/// How many files have each name, without their folders.
pub(super) struct Called<'s>(HashMap<&'s str, usize>);

impl<'s> Called<'s> {
    pub(super) fn of(sources: &'s Sources) -> Self {
        let mut called = HashMap::new();
        for file in sources.files() {
            *called.entry(without_folder(&file.name)).or_default() += 1;
        }
        Self(called)
    }
}

fn without_folder(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// A table as it is named before a heading or line. The file is named without its folder where no other is
/// called so.
pub(super) fn input(grid: &Grid, (sources, called): (&Sources, &Called)) -> String {
    let file = sources.file_name(grid.source);
    let own = without_folder(file);
    let file = match file {
        "<stdin>" => "-",
        _ if called.0.get(own) == Some(&1) => own,
        _ => file,
    };
    match grid.form {
        Form::Sheet(name) => format!("{file}#{}", sheet_quoted(sources.name(name))),
        _ => format!("{file}#{}", sheet_quoted(&grid.hint)),
    }
}
