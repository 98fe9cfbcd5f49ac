//! What becomes of a record: a row of its plan, a scheme or a saving.

use super::judgements::result_of_assurance;
use super::{Builder, Role};
use crate::location::Place;
use crate::money::Unit;
use crate::names::same;
use crate::plan::fields::{TableId, exceptions, judgements, plan, schemes, totals};
use crate::plan::layout::{Record, Sink};
use crate::plan::limit::Limit;
use crate::plan::recognise::{Recognised, organisation_column};
use crate::plan::stated;
use crate::plan::vocabulary::organisations::is_everybody;
use crate::plan::{Cell, Point, Row, Value};
use crate::problem::{Problem, ProblemKind};

impl Builder<'_> {
    /// An exception is about a code that exists.
    fn check_exception(&mut self, row: &Row) {
        let Some(id) = row.text(exceptions::CODE) else { return };
        let codes = self.options.codes.iter().map(|code| code.id);
        if !codes.clone().any(|known| same(known, id)) {
            self.problems.push(Problem::unknown(row.place_of(exceptions::CODE), "criterion", id, codes));
        }
        if let Some(text) = row.text(exceptions::UP_TO).filter(|text| Limit::read(text).is_none()) {
            let found = text.to_owned();
            let expected = "the most that is accepted".to_owned();
            let mend = "write an amount (`£412,000`) or a percentage (`14.1%`)".to_owned();
            let kind = ProblemKind::Cell { found, expected, mend };
            self.problems.push(Problem::new(row.place_of(exceptions::UP_TO), kind));
        }
    }

    pub(super) fn take_row(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        if let Some(unit) = record.fields.iter().find(|field| field.column == plan::UNIT) {
            let unit = Unit::parse(unit.text);
            self.drafts[draft].plan_unit = unit.or(self.drafts[draft].plan_unit);
        }
        let mut row = self.row(record, columns, draft);
        if record.table == TableId::Years {
            add_alike(&mut row);
        }
        if record.table == TableId::Judgements {
            self.problems.extend(result_of_assurance(&mut row));
        }
        if self.current.role == Role::Review
            && record.table == TableId::Judgements
            && row.cell(judgements::RESULT).is_none()
        {
            // a sheet of judgements owed comes back partly filled in
            self.current.reading.rows -= 1;
            self.current.reading.left_out.push((record.place, "no result yet".to_owned()));
            return;
        }
        self.ask_for_required(record, &row);
        if record.table == TableId::Totals && !row.filled(totals::STATED) && !row.filled(totals::RATING) {
            let lacks = format!("its `{}`", totals::STATED.name());
            self.problems.push(Problem::new(record.place, ProblemKind::Blank { lacks }));
        }
        match (self.current.role, record.table) {
            (Role::Review, TableId::Judgements) => {
                self.check_judgement(&row);
                self.submission.reviewed.push(row);
            }
            (Role::Exceptions, TableId::Exceptions) => {
                self.check_exception(&row);
                self.submission.exceptions.push(row);
            }
            (Role::Submission, TableId::Plan) => {
                let problem = self.drafts[draft].take_plan(row);
                self.problems.extend(problem);
            }
            (Role::Submission, TableId::Totals)
                if row.text(totals::ORGANISATION).is_some_and(is_everybody) =>
            {
                match stated::across_of_row(&row) {
                    Some(total) => self.submission.stated.push(total),
                    None => {
                        let text = "this total names no table and column of ours: it is not checked";
                        self.note(row.place, text.to_owned());
                    }
                }
            }
            (Role::Submission, table) => {
                if table == TableId::Judgements {
                    self.check_judgement(&row);
                }
                self.drafts[draft].tables.push(table, row);
            }
            (_, table) => self.refuse_table(table, row.place),
        }
    }

    /// A required cell that is blank.
    pub(super) fn ask_for_required(&mut self, record: &Record, row: &Row) {
        for column in record.table.declaration().columns {
            let blank = column.required && row.is_blank(column.id);
            if blank && organisation_column(record.table) != Some(column.id) {
                let said = match row.cell(column.id).map(|cell| &cell.value) {
                    Some(Value::Placeholder(text)) => format!(": `{text}` stands for what is to come"),
                    _ => String::new(),
                };
                let lacks = format!("its `{}`{said}", column.name);
                self.problems.push(Problem::new(record.place, ProblemKind::Blank { lacks }));
            }
        }
    }

    /// A table that is not one of those that its file is given for.
    pub(super) fn refuse_table(&mut self, table: TableId, place: Place) {
        let (name, expected) = (table.declaration().name, self.current.role.expects());
        let what = format!("this is the table {name}, and {expected} are expected");
        let mend = "give judgements with --judgements, exceptions with --exceptions, and the Department's \
                    figures with --departmental";
        self.problems.push(Problem::layout(place, what, mend));
    }

    /// A draft that only lends its unit to a reviewer's rows.
    pub(super) fn draft_of_review(&mut self, record: &Record) -> usize {
        if self.drafts.is_empty() { self.draft("", record.place) } else { 0 }
    }

    pub(super) fn take_scheme(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        let mut row = self.row(record, columns, draft);
        if let Some(name) = &record.named {
            let column = if row.is_blank(schemes::NAME) { schemes::SCHEME } else { schemes::NAME };
            row.cells.retain(|cell| cell.column != column);
            row.add(Cell { column, value: Value::Text(name.as_str().into()), place: record.place });
        }
        let points: Vec<Point> =
            record.series.iter().filter_map(|series| self.series(series, columns, draft)).collect();
        let (at, problems) = self.drafts[draft].take_scheme(row, points, record);
        self.problems.extend(problems);
        if self.current.taken.len() <= record.order {
            self.current.taken.resize_with(record.order + 1, Vec::new);
        }
        if let (Some(at), Some(taken)) = (at, self.current.taken.get_mut(record.order)) {
            taken.push((draft, at));
        }
        let grid = self.current.grid;
        self.drafts[draft].grids.insert(grid);
        if record.organisation.is_none() {
            self.current.counting.owned(record.place, draft);
        }
    }

    pub(super) fn take_saving(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        let row = self.row(record, columns, draft);
        let grid = self.current.grid;
        self.drafts[draft].grids.insert(grid);
        let (problems, note) = self.drafts[draft].take_saving(&row);
        self.problems.extend(problems);
        self.submission.notes.extend(note);
    }
}

/// Adds up what several rows that the user calls by one measure say of a year. The first cell holds the sum, and
/// the others stay behind it, so that each can be cited.
fn add_alike(row: &mut Row) {
    let mut kept: Vec<Cell> = Vec::with_capacity(row.cells.len());
    for cell in row.cells.drain(..) {
        let column = cell.column;
        match (kept.iter_mut().find(|known| known.column == column), &cell.value) {
            (Some(Cell { value: Value::Amount(known), .. }), Value::Amount(more)) => {
                known.value = known.value.checked_add(more.value).unwrap_or(known.value);
                known.last_digit = known.last_digit.max(more.last_digit);
                kept.push(Cell { value: Value::AddedIn, ..cell });
            }
            (Some(known), _) if known.value == Value::NoFigure => *known = cell,
            (Some(_), Value::NoFigure) => {}
            (Some(known), _) => known.value = Value::Unreadable,
            (None, _) => kept.push(cell),
        }
    }
    row.cells = kept;
}
