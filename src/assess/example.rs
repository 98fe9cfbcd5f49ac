//! The assessment of a small plan, for tests.

use super::{Options, Scope, assess};
use crate::calendar::parse_date;
use crate::location::{Source, Sources};
use crate::plan::Submission;
use crate::plan::example::Example;
use crate::policy::Policy;
use crate::report::PlanReport;

/// The report of one plan as at 30 September 2011, in scope `delivery`.
pub fn assessed(plan: &Example) -> PlanReport {
    let mut sources = Sources::default();
    sources.add(Source { name: "plan.csv".to_owned(), ..Source::default() });
    let submission =
        Submission { sources: sources.into(), plans: vec![plan.made()], ..Submission::default() };
    let as_at = parse_date("2011-09-30").ok();
    let options = Options { scope: Scope::Delivery, as_at, ..Options::default() };
    assess(&submission, &Policy::default(), &options).plans.remove(0)
}
