//! Tables as they are read and surveyed: those stacked in one sheet made one, those on their side turned,
//! rows of figures gathered by subject, the sheets of months with their month.

use super::aside::Aside;
use super::{Note, Options, Role, figures_down, stacked, tabs, turned};
use crate::location::Sources;
use crate::problem::Problem;
use crate::read::Grid;
use std::sync::Arc;

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
