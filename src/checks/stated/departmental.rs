//! The Department's figures that a plan types itself, against those that a reviewer gives.

use super::super::{Found, sums};
use super::differs;
use crate::criteria::PlanView;
use crate::plan::departmental::COLUMNS;
use crate::plan::fields::{ColumnId, TableId, years};

pub(super) fn run(view: &PlanView) -> Vec<Found> {
    let rows = view.rows(TableId::Years).iter();
    let pairs = rows.flat_map(|row| COLUMNS.map(|column| (row, column)));
    let found = pairs.filter_map(|(row, column)| {
        let (year, typed) = (row.year(years::YEAR)?, row.amount(column)?);
        let theirs = view.plan.departmental_of_reviewer(column, year)?;
        let mut sum = sums::Sum::default();
        sum.add(theirs.amount, theirs.place);
        let what = format!("the Department's {} of {year}", word(column));
        let stated = (typed.value, row.place_of(column));
        let action =
            "Take the Department's figure into the plan, or show that the reviewer's is out of date.";
        (!sum.agrees(typed)).then(|| differs(view, &what, stated, &sum, "as the reviewer gives it", action))
    });
    found.collect()
}

fn word(column: ColumnId) -> &'static str {
    if column == years::DEPARTMENTAL_ALLOCATION { "allocation" } else { "challenge" }
}
