//! How to assess: what is asked, and what of the report is read.

use super::{ControlTotal, Expected};
use crate::calendar::Date;
use crate::location::Source;
use crate::money::Unit;
use crate::names::same;
use crate::parallel::Threads;
use crate::plan::Submission;
use crate::report::{Lists, NotRead, Scope};

/// How to assess.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is assessed.
    pub scope: Scope,
    /// The reporting date given on the command line.
    pub as_at: Option<Date>,
    /// The unit in which tables show amounts.
    pub unit: Option<Unit>,
    /// Codes of criteria and findings to assess; empty for all.
    pub select: Vec<String>,
    /// Codes to leave out.
    pub ignore: Vec<String>,
    /// What the command line said of all this, for the report to repeat.
    pub given: Vec<String>,
    /// Organisations dropped because they could not be read (with `--keep-going`).
    pub dropped: usize,
    /// The problems of what could not be read, as printed (with `--keep-going`).
    pub problems: Vec<String>,
    /// The same as data.
    pub not_read: Vec<NotRead>,
    /// Organisations that are expected.
    pub expected: Vec<Expected>,
    /// The files that list them.
    pub lists_of_expected: Vec<Source>,
    /// Totals that the sums are held against.
    pub controls: Vec<ControlTotal>,
    /// The lists that are read of the report.
    pub lists: Lists,
    /// How many threads share the work.
    pub threads: Threads,
}

impl Options {
    /// The lists that are worked out: an exception may be about anything in them.
    pub(super) fn lists(&self, submission: &Submission) -> Lists {
        if submission.exceptions.is_empty() { self.lists } else { Lists::ALL }
    }

    /// Whether a criterion or finding is wanted.
    pub(super) fn wants(&self, code: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|wanted| same(wanted, code));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}
