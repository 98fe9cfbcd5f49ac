//! DA: what a plan says in one cell and takes back in another: a start after the first actual, a phase of
//! planning beside actuals, a stage of delivered beside milestones to come, an indicator that is better on the
//! side where its target does not lie, a national workstream that is none.

use super::CHECK;
use crate::calendar::show_date;
use crate::checks::{Found, count, in_total, names};
use crate::criteria::PlanView;
use crate::criteria::appendix_one::opportunities::national::unknown_words;
use crate::criteria::figure_13::kpis::contradicts_its_aim;
use crate::figures::SchemeFigures;
use crate::money::Money;
use crate::plan::fields::words::{MilestoneStatus, Stage};
use crate::plan::fields::{TableId, kpis, milestones, plan, schemes};
use crate::plan::ids_of;

pub(super) fn check(view: &PlanView) -> Vec<Found> {
    let mut found = started_before(view);
    found.extend(planning_and_reporting(view));
    found.extend(delivered_and_not_done(view));
    found.extend(turned_indicators(view));
    found.extend(unknown_workstreams(view));
    found
}

/// Schemes that start after the reporting date and report an actual by then: they have started.
fn started_before(view: &PlanView) -> Vec<Found> {
    let Some(as_at) = view.as_at() else { return Vec::new() };
    let of_scheme = view.plan.schemes.iter().zip(&view.figures.schemes).filter_map(|(scheme, figures)| {
        let starts = scheme.row.date(schemes::STARTS).filter(|starts| *starts > as_at && figures.started)?;
        let finding = CHECK.warning(
            format!("starts on {} and reports an actual by {}", show_date(starts), show_date(as_at)),
            "a start on or before the first actual",
            "Correct the start, or the actuals; the scheme is taken to have started.",
        );
        Some(finding.about(scheme).at([scheme.row.place_of(schemes::STARTS)]))
    });
    of_scheme.collect()
}

/// A plan that says that it is in planning and reports actuals: its progress is not judged.
fn planning_and_reporting(view: &PlanView) -> Option<Found> {
    let as_at = view.as_at().filter(|_| view.plan.planning())?;
    let delivered = |own: &&SchemeFigures| !own.to_date.actual.is_zero();
    let counted = view.plan.schemes.iter().zip(&view.figures.schemes).filter(|(scheme, _)| in_total(scheme));
    let reporting: Vec<&SchemeFigures> = counted.map(|(_, own)| own).filter(delivered).collect();
    let actual: Money = reporting.iter().map(|own| own.to_date.actual).sum();
    let finding = CHECK.warning(
        format!(
            "the plan is in planning, so that no progress is judged, and {} actuals by {}",
            match reporting.len() {
                1 => "1 scheme reports".to_owned(),
                several => format!("{several} schemes report"),
            },
            show_date(as_at)
        ),
        "a plan that reports actuals in delivery",
        "Say that the plan is in delivery, or take the actuals out.",
    );
    let row = &view.plan.row;
    (!reporting.is_empty()).then(|| finding.at([row.place_of(plan::PHASE)]).worth(actual))
}

/// Schemes that are delivered, so that their risks and their managers' time are over, and whose own milestones
/// are not all done.
fn delivered_and_not_done(view: &PlanView) -> Vec<Found> {
    let delivered = view.judged().filter(|scheme| scheme.scheme.stage() == Some(Stage::Delivered));
    let of_scheme = delivered.filter_map(|scheme| {
        let left = scheme.rows(TableId::Milestones).filter(|row| {
            let own = row.text(milestones::SCHEME).is_some_and(|ids| ids_of(ids).count() == 1);
            let status = row.word(milestones::STATUS);
            own && !matches!(status, Some(MilestoneStatus::Done | MilestoneStatus::Cancelled))
        });
        let left: Vec<_> = left.map(|row| row.place_of(milestones::STATUS)).collect();
        let finding = CHECK.warning(
            format!("stage delivered, and {} not done", count(left.len(), "milestone")),
            "every milestone of a delivered scheme done",
            "Bring the milestones up to date, or the stage back to delivering.",
        );
        (!left.is_empty()).then(|| finding.about(scheme.scheme).at(left).worth(scheme.figures.planned))
    });
    of_scheme.collect()
}

fn turned_indicators(view: &PlanView) -> Option<Found> {
    let turned: Vec<_> = view.rows(TableId::Kpis).iter().filter(|row| contradicts_its_aim(row)).collect();
    let named = names(turned.iter().filter_map(|row| row.text(kpis::KPI)));
    let finding = CHECK.error(
        format!("{} better on the side where the target does not lie: {named}", count(turned.len(), "KPI")),
        "better on the side of the baseline on which the target lies",
        "Correct `better`, the baseline or the target.",
    );
    (!turned.is_empty()).then(|| finding.at(turned.iter().map(|row| row.place_of(kpis::BETTER))))
}

fn unknown_workstreams(view: &PlanView) -> Option<Found> {
    let unknown = unknown_words(view);
    let named = names(unknown.iter().map(|(name, _)| *name));
    let finding = CHECK.note(
        format!("no national workstream, and counted as local: {named}"),
        "a national workstream by its name or one of its other names, or `local`",
        "Write the workstream's name, or `local`.",
    );
    (!unknown.is_empty()).then(|| finding.at(unknown.iter().map(|(_, place)| *place)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;
    use crate::report::Severity;

    #[test]
    fn a_scheme_that_reports_has_started() {
        let plan = |actual: &str| {
            example()
                .dated("2011-09-30")
                .scheme("S1", &[("starts", "2012-04-01")])
                .saving("S1", "2011-05", "plan", "10")
                .saving("S1", "2011-05", "actual", actual)
        };
        let found = plan("5").run(&CHECK);
        assert_eq!(found[0].found, "starts on 1 Apr 2012 and reports an actual by 30 Sep 2011");
        assert!(plan("0").run(&CHECK).is_empty());
    }

    #[test]
    fn a_plan_in_planning_reports_nothing() {
        let plan = |phase: &str, actual: &str| {
            let own = example().own(&[("phase", phase), ("as_at", "2011-09-30")]).scheme("S1", &[]);
            own.saving("S1", "2011-09", "plan", "10").saving("S1", "2011-09", "actual", actual).run(&CHECK)
        };
        let found = plan("planning", "5");
        assert_eq!(
            found[0].found,
            "the plan is in planning, so that no progress is judged, and 1 scheme reports actuals by 30 Sep 2011"
        );
        assert!(plan("planning", "0").is_empty() && plan("delivery", "5").is_empty());
    }

    #[test]
    fn a_delivered_scheme_has_done_its_milestones() {
        let plan = |stage, status| {
            let scheme = example().scheme("S1", &[("stage", stage)]);
            scheme.row("milestones", &[("scheme", "S1"), ("milestone", "M"), ("status", status)]).run(&CHECK)
        };
        assert_eq!(plan("delivered", "on track")[0].found, "stage delivered, and 1 milestone not done");
        assert!(plan("delivered", "done").is_empty() && plan("delivering", "on track").is_empty());
    }

    #[test]
    fn an_indicator_is_better_where_its_target_lies() {
        let kpi = |better| {
            let cells = [("kpi", "Admissions"), ("baseline", "740"), ("target", "600"), ("better", better)];
            example().row("kpis", &cells).run(&CHECK)
        };
        assert_eq!(kpi("higher")[0].severity, Severity::Error);
        assert!(kpi("lower").is_empty() && kpi("").is_empty());
    }

    #[test]
    fn a_word_that_is_no_national_workstream_is_named() {
        let named = |name| example().scheme("S1", &[("national_workstream", name)]).run(&CHECK);
        assert_eq!(named("Excellence")[0].found, "no national workstream, and counted as local: Excellence");
        assert!(named("LTC; local").is_empty());
    }
}
