//! The grid that is being read, and what is known of it so far.

use super::Role;
use super::account::Counting;
use crate::plan::Reading;
use crate::plan::recognise::Titled;

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
    /// The year and the day that its titles state.
    pub(super) titled: Titled,
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
            titled: Titled::default(),
            counting: Counting::default(),
        }
    }
}
