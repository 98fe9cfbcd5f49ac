//! Tables as they are read and surveyed: those stacked in one sheet made one, those on their side turned,
//! rows of figures gathered by subject, the sheets of months with their month.

use super::aside::Aside;
use super::{Note, Options, Role, figures_down, stacked, tabs, turned};
use crate::location::Sources;
use crate::problem::Problem;
use crate::read::{Form, Grid};
use crate::write::RECORD;
use std::sync::Arc;

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

/// Tables ready to be understood, and what was found meanwhile.
pub(super) struct Prepared {
    pub(super) grids: Vec<(Arc<Grid>, Role)>,
    pub(super) asides: Vec<Aside>,
    pub(super) problems: Vec<Problem>,
    pub(super) notes: Vec<Note>,
}

impl Prepared {
    pub(super) fn of(mut grids: Vec<(Arc<Grid>, Role)>, options: &Options, sources: &Sources) -> Self {
        let mut of_shapes = stacked::unstack(&mut grids, options, sources);
        of_shapes.extend(turned::turn(&mut grids, options, sources));
        of_shapes.extend(figures_down::gather(&mut grids, options, sources));
        let tabs::Joined { problems, asides } = tabs::join(&mut grids, options, sources);
        Self { grids, asides, problems, notes: of_shapes }
    }
}
