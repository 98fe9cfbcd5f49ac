//! Lines of every year: schemes, workstreams and the organisation; over organisations their sums.

use super::Run;
use crate::figures::PlanFigures;
use crate::figures::hierarchy::replaced_by;
use crate::figures::years::YearSums;
use crate::plan::Plan;
use crate::report::{Level, Whose, YearLine};
use std::sync::Arc;
use thin_vec::ThinVec;

/// The lines of a plan, in the order of its finance lines.
pub(super) fn lines(
    run: &Run,
    (plan, figures): (&Plan, &PlanFigures),
    whose: &Arc<Whose>,
) -> ThinVec<YearLine> {
    let own = YearLine {
        whose: Arc::clone(whose),
        replaced_by: replaced_by(run.submission, run.bodies(), run.policy, &plan.organisation),
        ..YearLine::default()
    };
    let mut lines = ThinVec::new();
    for (scheme, figures) in plan.schemes.iter().zip(&figures.schemes).filter(|(s, _)| s.in_sums()) {
        let about = YearLine {
            workstream: scheme.workstream().unwrap_or("").to_owned(),
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            ..own.clone()
        };
        lines.extend(of(Level::Scheme, &about, &YearSums::of(scheme, figures)));
    }
    if run.is_its_members(plan) {
        return lines;
    }
    for (workstream, totals) in figures.totals.workstreams.iter() {
        let workstream = workstream.to_owned();
        lines.extend(of(Level::Workstream, &YearLine { workstream, ..own.clone() }, &totals.years));
    }
    lines.extend(of(Level::Organisation, &own, &figures.totals.all.years));
    lines
}

/// The lines of a level's sums, one a year.
pub(super) fn of<'s>(
    level: Level,
    about: &'s YearLine,
    sums: &'s YearSums,
) -> impl Iterator<Item = YearLine> + 's {
    sums.iter().map(move |(year, own)| YearLine {
        level,
        year,
        plan: own.plan,
        actual: own.actual,
        forecast: own.forecast,
        incomplete: own.incomplete,
        ..about.clone()
    })
}
