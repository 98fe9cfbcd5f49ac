//! Lines of every month that schemes give, and the chart test of what is delivered by month: workstreams and the
//! organisation; over organisations their sums.

use super::Run;
use crate::figures::PlanFigures;
use crate::figures::hierarchy::replaced_by;
use crate::figures::months::{self, MonthAmounts, MonthSums};
use crate::figures::rolled::Together;
use crate::plan::Plan;
use crate::report::{Level, MonthLine, Share, Whose, XmrLine, YearLine};
use std::sync::Arc;

type Lines = (Vec<MonthLine>, Vec<XmrLine>);

/// The lines of a plan.
pub(super) fn lines(run: &Run, (plan, figures): (&Plan, &PlanFigures), whose: &Arc<Whose>) -> Lines {
    let own = MonthLine {
        whose: Arc::clone(whose),
        replaced_by: replaced_by(run.submission, run.bodies(), run.policy, &plan.organisation),
        ..MonthLine::default()
    };
    let mut lines = Lines::default();
    if run.is_its_members(plan) {
        return lines;
    }
    let months = figures.months(plan);
    for (workstream, sums) in months.workstreams.iter() {
        let workstream = workstream.to_owned();
        add(&mut lines, &MonthLine { level: Level::Workstream, workstream, ..own.clone() }, sums);
    }
    add(&mut lines, &MonthLine { level: Level::Organisation, ..own }, &months.all);
    lines
}

/// The lines over several organisations: their workstreams, and all of it.
pub(super) fn over(
    run: &Run,
    [of_workstreams, of_all]: [Level; 2],
    body: &YearLine,
    own: &Together,
) -> Lines {
    let months = own.months(run.submission, run.figures);
    let about = |level: Level, workstream: &str| MonthLine {
        level,
        whose: Arc::clone(&body.whose),
        workstream: workstream.to_owned(),
        replaced_by: body.replaced_by.clone(),
        ..MonthLine::default()
    };
    let mut lines = Lines::default();
    for (name, sums) in months.workstreams.iter() {
        add(&mut lines, &about(of_workstreams, name), sums);
    }
    add(&mut lines, &about(of_all, ""), &months.all);
    lines
}

/// Adds the months of a level's sums, and their test.
fn add((lines, tests): &mut Lines, about: &MonthLine, sums: &MonthSums) {
    lines.extend(sums.iter().map(|own| MonthLine {
        month: own.month.to_string(),
        plan: own.plan,
        actual: own.actual,
        forecast: own.forecast,
        unreported: own.unreported,
        incomplete: own.incomplete,
        ..about.clone()
    }));
    tests.extend(line(about, sums.iter()));
}

/// The chart test of some months; `None` where too few run on.
pub fn line(about: &MonthLine, months: impl Iterator<Item = MonthAmounts>) -> Option<XmrLine> {
    let run = months::delivered(months);
    let (tested, (first, _), (last, latest)) = (months::tested(&run)?, run.first()?, run.last()?);
    let since = tested.by.and_then(|(_, from)| run.get(from)).map(|(month, _)| month.to_string());
    let share = |percent| Share::of(percent, &[]);
    Some(XmrLine {
        level: about.level,
        whose: Arc::clone(&about.whose),
        workstream: about.workstream.clone(),
        result: tested.variation,
        rule: tested.by.map(|(rule, _)| rule),
        since,
        first: first.to_string(),
        last: last.to_string(),
        points: run.len(),
        latest: share(*latest),
        mean: share(tested.mean),
        lower: share(tested.lower),
        upper: share(tested.upper),
    })
}
