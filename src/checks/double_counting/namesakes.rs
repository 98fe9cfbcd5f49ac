//! What two names say of each other, worked out once: a large register writes few names again and again.

use super::chance::Bits;
use std::cell::RefCell;

/// The most names of which each two are remembered.
const MOST: usize = 512;

/// How two names are alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// All words of the one are words of the other.
    #[default]
    Same,
    /// They share some words.
    Near,
    Otherwise,
}

/// What is known of every two names, within an organisation and across two.
pub(super) struct Known {
    names: usize,
    said: RefCell<Vec<Option<(Bits, Named)>>>,
}

impl Known {
    /// Nothing yet of so many names; nothing is remembered where they are many, or most lines have their own.
    pub fn among(names: usize, lines: usize) -> Self {
        let is_kept = names <= MOST && names * 2 <= lines;
        let said = if is_kept { vec![None; names * names * 2] } else { Vec::new() };
        Self { names, said: RefCell::new(said) }
    }

    /// Whether anything is remembered.
    pub fn is_kept(&self) -> bool {
        !self.said.borrow().is_empty()
    }

    /// What is known, else what is now worked out.
    pub fn once(
        &self,
        [one, other]: [usize; 2],
        is_abroad: bool,
        work_out: impl FnOnce() -> (Bits, Named),
    ) -> (Bits, Named) {
        let at = (one * self.names + other) * 2 + usize::from(is_abroad);
        if let Some(Some(known)) = self.said.borrow().get(at) {
            return *known;
        }
        let said = work_out();
        if let Some(own) = self.said.borrow_mut().get_mut(at) {
            *own = Some(said);
        }
        said
    }
}
