//! The assessment: criteria, finance, headroom and findings of every plan, and the colours and
//! positions that follow. Pure: from a submission, a policy and options to a report.

use crate::calendar::Date;
use crate::money::Unit;
use crate::plan::Submission;
use crate::policy::Policy;
use crate::report::Report;

/// What is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// What the tables given allow: see [`Scope`]'s other values.
    #[default]
    Auto,
    /// The 5% rule and headroom.
    Money,
    /// Figure 13 too.
    Delivery,
    /// Everything.
    Plan,
}

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
    /// Organisations dropped because they could not be read (with `--keep-going`).
    pub dropped: usize,
    /// The problems of what could not be read, as printed (with `--keep-going`).
    pub problems: Vec<String>,
}

/// Assesses a submission.
#[must_use]
pub fn assess(submission: &Submission, policy: &Policy, options: &Options) -> Report {
    let _ = (submission, policy, options);
    Report::default()
}
