//! Which tables may stand otherwise than row by row: on their side, one under the other, or with rows of figures.

use super::Role;
use crate::read::{Form, Grid};
use crate::write::RECORD;

/// Whether a table of so many rows at most may stand otherwise than row by row: what is submitted, and neither JSON nor
/// in the form of rows that name their tables.
pub(super) fn may_be_shaped(grid: &Grid, role: Role, longest: usize) -> bool {
    let names_tables = || {
        let first = (0..grid.len()).find(|row| !grid.is_blank(*row));
        first.is_some_and(|row| grid.text(row, 0).trim() == RECORD)
    };
    role == Role::Submission
        && !matches!(grid.form, Form::Json(_))
        && grid.len() <= longest
        && !names_tables()
}
