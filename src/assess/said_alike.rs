//! What is said of organisations in the same words: there may be a great many of them.

use crate::alike::Alike;
use crate::report::NotAssessed;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

/// Lists that organisations have in the same words, each kept once.
#[derive(Debug, Default)]
pub(super) struct SaidAlike {
    said: Mutex<Alike<Cow<'static, str>>>,
    not_assessed: Mutex<Alike<NotAssessed>>,
}

impl SaidAlike {
    /// What is said, in the list that says the same.
    pub(super) fn said(&self, list: Vec<Cow<'static, str>>) -> Arc<[Cow<'static, str>]> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).of(list)
    }

    /// What was not assessed, likewise.
    pub(super) fn not_assessed(&self, list: Vec<NotAssessed>) -> Arc<[NotAssessed]> {
        self.not_assessed.lock().unwrap_or_else(PoisonError::into_inner).of(list)
    }
}
