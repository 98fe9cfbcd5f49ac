//! A report of sums alone, for results that show nothing that is judged.

use super::{Run, finance, rollup, years};
use crate::figures::PlanFigures;
use crate::plan::Plan;
use crate::report::{List, PlanReport, Report};

/// The report of sums alone.
pub(super) fn report(run: &Run, is_rolled_up: bool) -> Report {
    let submission = run.submission;
    let all: Vec<_> = submission.plans.iter().zip(&run.figures.plans).collect();
    Report {
        plans: run.options.threads.map(&all, |(plan, own)| of_plan(run, plan, own)),
        rollup: is_rolled_up.then(|| rollup::roll_up(run, &[], &[])),
        ..Report::default()
    }
}

/// The report of an organisation's sums alone.
fn of_plan(run: &Run, plan: &Plan, figures: &PlanFigures) -> PlanReport {
    let (own, whose) = ((plan, figures), finance::whose(run.bodies(), plan));
    PlanReport {
        is_nil: finance::is_nil(plan, figures),
        finance: finance::lines(run, own, &whose, &figures.totals.all.sums),
        years: run.list(List::Years, || years::lines(run, own, &whose)),
        ..PlanReport::default()
    }
}
