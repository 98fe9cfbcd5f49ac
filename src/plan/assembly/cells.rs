//! The cells of a record: what each says, in the unit and with the sign that hold for it.

use super::Builder;
use crate::cutting::cell;
use crate::location::Place;
use crate::plan::fields::{ColumnId, Kind, TableId, savings, schemes};
use crate::plan::layout::{Field, Record, Series, Sink};
use crate::plan::recognise::Recognised;
use crate::plan::values::{self, Context};
use crate::plan::{Cell, Point, Row, Value};
use crate::problem::Problem;

/// Columns whose amounts are savings and turn with the sign.
fn is_saving(column: ColumnId) -> bool {
    column.declaration().kind == Kind::Amount
        && matches!(column.table, TableId::Schemes | TableId::Savings)
        && ![schemes::INVESTMENT, savings::INVESTMENT].contains(&column)
}

impl Builder<'_> {
    /// Reads the cells of a record into a row of its table.
    pub(super) fn row(&mut self, record: &Record, columns: &[Recognised], draft: usize) -> Row {
        let mut cells = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            let value = self.value(field, field.column, columns, draft);
            if let Some(value) = value {
                cells.push(Cell { column: field.column, value, place: field.place });
            }
        }
        Row::new(record.place, cells)
    }

    /// Reads one cell; a cell that cannot be read is a problem and stays marked.
    fn value(
        &mut self,
        field: &Field,
        column: ColumnId,
        columns: &[Recognised],
        draft: usize,
    ) -> Option<Value> {
        if let Some(read) = self.current.reading.columns.get_mut(field.from) {
            read.cells += 1;
        }
        let of_plan = || self.drafts.get(draft).and_then(|draft| draft.plan_unit);
        let unit = field.unit.or_else(of_plan).or(self.options.amounts_in);
        let context = Context {
            unit,
            dash_is_nil: self.options.dash_is_nil,
            ambiguous: field.ambiguous,
            year: field.year,
        };
        let heading = columns.get(field.from).map_or("", |column| column.heading.raw.as_str());
        match values::read(column.declaration(), field.text, context) {
            Ok(read) => {
                let mut value = read.value?;
                if let Value::Amount(amount) = &mut value {
                    let is_total = self.current.is_total();
                    let draft = &mut self.drafts[draft];
                    let amounts = (amount.value, is_total);
                    draft.units.note(read.own_unit, unit, amounts, column, (field.place, heading));
                    if is_saving(column) && draft.negative(self.options.savings_are_negative) {
                        amount.value = -amount.value;
                    }
                    self.current.count(column, amount.value);
                }
                if value == Value::NoFigure && field.text.chars().any(char::is_alphanumeric) {
                    let (text, heading) = (cell(field.text), cell(heading));
                    self.note(field.place, format!("`{text}` under \"{heading}\" is no figure"));
                }
                Some(value)
            }
            Err(kind) => {
                // a quote that is not closed is named by the reader already
                let named = matches!(field.place, Place::Cell { .. }) && field.text.starts_with('"');
                if !named {
                    self.problems.push(Problem::new(field.place, kind).under(heading));
                }
                Some(Value::Unreadable)
            }
        }
    }

    pub(super) fn series(&mut self, series: &Series, columns: &[Recognised], draft: usize) -> Option<Point> {
        let amount = match self.value(&series.cell, series.measure.column(), columns, draft)? {
            Value::Amount(amount) => Some(amount),
            Value::Unreadable => None,
            _ => return None,
        };
        Some(Point { period: series.period, measure: series.measure, amount, place: series.cell.place })
    }
}
