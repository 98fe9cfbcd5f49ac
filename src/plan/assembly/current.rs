//! The grid being read.

use super::Role;
use super::account::Counting;
use crate::plan::Reading;

/// What is known of the grid being read.
pub(super) struct Current {
    pub(super) grid: usize,
    pub(super) role: Role,
    pub(super) reading: Reading,
    pub(super) last_organisation: Option<(String, usize)>,
    /// The draft of rows that name no organisation, once one was read.
    pub(super) nameless: Option<usize>,
    /// The schemes of each row of schemes, by draft.
    pub(super) taken: Vec<Vec<(usize, u32)>>,
    /// The first organisation whose rows stand in it.
    pub(super) first: Option<usize>,
    pub(super) counting: Counting,
}

impl Current {
    pub(super) fn new(grid: usize, role: Role, reading: Reading) -> Self {
        Self {
            grid,
            role,
            reading,
            last_organisation: None,
            nameless: None,
            taken: Vec::new(),
            first: None,
            counting: Counting::default(),
        }
    }
}
