//! Whose tables are read, and how.

use super::Code;
use crate::location::SourceId;
use crate::money::Unit;
use crate::parallel::Threads;
use crate::plan::fields::TableId;
use crate::plan::recognise::Said;
use crate::plan::reference::Reference;
use crate::read::Grid;
use std::fmt;

/// Whose words a grid holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The submission's.
    Submission,
    /// A reviewer's judgements.
    Review,
    /// Accepted departures.
    Exceptions,
    /// The Department's figures, as a reviewer gives them.
    Departmental,
}

impl Role {
    /// The table that is expected; of a submission any.
    pub(super) fn expected(self) -> Option<TableId> {
        match self {
            Self::Submission => None,
            Self::Review => Some(TableId::Judgements),
            Self::Exceptions => Some(TableId::Exceptions),
            Self::Departmental => Some(TableId::Years),
        }
    }

    /// The same in words.
    pub(super) fn expects(self) -> &'static str {
        match self {
            Self::Submission => "a plan's tables",
            Self::Review => "a reviewer's judgements",
            Self::Exceptions => "exceptions",
            Self::Departmental => "the Department's figures by year",
        }
    }
}

/// How a submission is to be read.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The submission's own headings and row labels, and what they mean here.
    pub mapping: &'a [Said],
    /// The inputs of other submissions of the same run: what is said of one of them is no concern of this one.
    pub beside: &'a [String],
    /// Whether savings are written as negatives; `None` where the plan is to say it.
    pub savings_are_negative: Option<bool>,
    /// Whether a lone dash in an amount column is nil; else it is blank.
    pub dash_is_nil: bool,
    /// The organisation of rows that name none.
    pub organisation: Option<String>,
    /// The organisation they report to.
    pub parent: Option<String>,
    /// Whether the user says that the amounts are savings whatever the headings say.
    pub measure_is_savings: bool,
    /// The unit of amounts that nothing else gives one.
    pub amounts_in: Option<Unit>,
    /// The ids that judgements and exceptions may name.
    pub codes: &'a [Code],
    /// The lists of bodies that names and codes are held against.
    pub reference: Reference,
    /// How many threads share the work.
    pub threads: Threads,
    /// Gives the whole of a table again that is folded, where its rows have to be looked through.
    pub whole: Whole<'a>,
}

/// How the whole of a table is read again.
#[derive(Clone, Copy, Default)]
pub struct Whole<'a>(pub Option<&'a (dyn Fn(SourceId) -> Option<Grid> + Sync)>);

impl Whole<'_> {
    pub(super) fn of(self, source: SourceId) -> Option<Grid> {
        self.0.and_then(|read| read(source))
    }
}

impl fmt::Debug for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Whole").field(&self.0.is_some()).finish()
    }
}
