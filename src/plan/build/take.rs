//! What becomes of a record: a row of its plan, a scheme, a saving, or a total as stated.

use super::{Builder, Role, savings_column};
use crate::money::Unit;
use crate::plan::fields::{ColumnId, TableId, exceptions, judgements, plan, schemes};
use crate::plan::layout::{Record, RecordKind, Sink};
use crate::plan::recognise::{Recognised, Use, organisation_column};
use crate::plan::values::fold;
use crate::plan::{Point, Row, StatedTotal, TotalOver, Value};
use crate::problem::{Problem, ProblemKind};

impl Builder<'_> {
    /// Keeps what a total row or column states.
    pub(super) fn stated(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        let row = self.row(record, columns, draft);
        let label =
            record.fields.iter().find(|field| field.column == schemes::SCHEME).map_or("", |field| field.text);
        let across = record.kind == RecordKind::AcrossTotal;
        let organisations =
            record.organisation.is_none() && columns.iter().any(|c| matches!(c.used, Use::Organisation(_)));
        let over = match (record.kind, record.table) {
            (RecordKind::GrandTotal, _) if organisations => TotalOver::AllOrganisations,
            (_, TableId::Schemes) if organisations => TotalOver::Organisations(fold(label)),
            (_, TableId::Years) => TotalOver::AllYears,
            (RecordKind::GrandTotal, _) => TotalOver::Plan,
            _ if across => match self.drafts[draft].index_of(label) {
                Some(at) => TotalOver::SchemeAllPeriods(at),
                None => return,
            },
            _ => TotalOver::Schemes(std::mem::take(&mut self.drafts[draft].since_total)),
        };
        let mut stated: Vec<StatedTotal> = Vec::new();
        for cell in &row.cells {
            if let Value::Amount(amount) = cell.value {
                stated.push(StatedTotal {
                    over: over.clone(),
                    column: cell.column,
                    period: None,
                    amount,
                    place: cell.place,
                });
            }
        }
        for point in record.series.iter().filter_map(|series| self.series(series, columns, draft)) {
            stated.extend(point.amount.map(|amount| StatedTotal {
                over: over.clone(),
                column: savings_column(point.measure),
                period: Some(point.period),
                amount,
                place: point.place,
            }));
        }
        if matches!(over, TotalOver::Organisations(_) | TotalOver::AllOrganisations) {
            self.submission.stated.extend(stated);
        } else {
            self.drafts[draft].stated.extend(stated);
        }
    }

    /// A row of judgements or exceptions: its code must exist.
    fn check_code(&mut self, row: &Row, column: ColumnId) {
        let Some(code) = row.text(column) else { return };
        if !self.options.codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
            self.problems.push(Problem::new(
                row.place_of(column),
                ProblemKind::Unknown {
                    what: "criterion",
                    found: code.to_owned(),
                    near: crate::nearest::nearest(code, self.options.codes.iter().copied()),
                },
            ));
        }
    }

    pub(super) fn take_row(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        if let Some(unit) = record.fields.iter().find(|field| field.column == plan::UNIT) {
            let unit = Unit::parse(unit.text);
            self.drafts[draft].plan_unit = unit.or(self.drafts[draft].plan_unit);
        }
        let row = self.row(record, columns, draft);
        if self.current.role == Role::Review
            && record.table == TableId::Judgements
            && row.cell(judgements::RESULT).is_none()
        {
            // a sheet of judgements owed comes back partly filled in
            self.current.reading.rows -= 1;
            self.left_out(record.place, "no result yet".to_owned(), false);
            return;
        }
        for column in record.table.declaration().columns {
            let blank = column.required && row.cell(column.id).is_none();
            if blank && organisation_column(record.table) != Some(column.id) {
                self.problems.push(
                    Problem::new(
                        record.place,
                        ProblemKind::Cell {
                            found: String::new(),
                            expected: format!("the row's {}", column.name),
                            mend: "fill the cell, or delete the row".to_owned(),
                        },
                    )
                    .under(column.name),
                );
            }
        }
        match (self.current.role, record.table) {
            (Role::Review, TableId::Judgements) => {
                self.check_code(&row, judgements::CRITERION);
                self.submission.reviewed.push(row);
            }
            (Role::Exceptions, TableId::Exceptions) => {
                self.check_code(&row, exceptions::CODE);
                self.submission.exceptions.push(row);
            }
            (Role::Submission, TableId::Plan) => {
                let problem = self.drafts[draft].take_plan(row);
                self.problems.extend(problem);
            }
            (Role::Submission, table) => {
                if table == TableId::Judgements {
                    self.check_code(&row, judgements::CRITERION);
                }
                self.drafts[draft].tables[table as usize].push(row);
            }
            (role, table) => self.problems.push(Problem::new(
                row.place,
                ProblemKind::Layout {
                    what: format!(
                        "this is the table {} where {role:?} is expected",
                        table.declaration().name
                    ),
                    mend: "give judgements with --judgements and exceptions with --exceptions".to_owned(),
                },
            )),
        }
    }

    /// A draft that only lends its unit to a reviewer's rows.
    pub(super) fn draft_of_review(&mut self, record: &Record) -> usize {
        if self.drafts.is_empty() { self.draft("", record.place) } else { 0 }
    }

    pub(super) fn take_scheme(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        let row = self.row(record, columns, draft);
        let points: Vec<Point> =
            record.series.iter().filter_map(|series| self.series(series, columns, draft)).collect();
        let outside = record.kind == RecordKind::OutsideTotal;
        let problems = self.drafts[draft].take_scheme(row, points, record.section, outside);
        self.problems.extend(problems);
    }

    pub(super) fn take_saving(&mut self, record: &Record, columns: &[Recognised], draft: usize) {
        self.current.reading.rows += 1;
        let row = self.row(record, columns, draft);
        let (problems, note) = self.drafts[draft].take_saving(&row);
        self.problems.extend(problems);
        self.submission.notes.extend(note);
    }
}
