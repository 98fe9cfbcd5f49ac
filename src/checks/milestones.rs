//! MI: milestones and money that tell different stories. That a scheme has milestones at all is
//! A1-MIL-1, that they are on time F13-MIL-3.

use super::{Check, Found, count, in_total, shown, sums};
use crate::calendar::show_date;
use crate::criteria::figure_13::milestones::put_off as milestones_put_off;
use crate::criteria::{PlanView, SchemeView};
use crate::plan::Row;
use crate::plan::fields::words::MilestoneStatus;
use crate::plan::fields::{TableId, milestones};

/// Milestones against savings.
pub const CHECK: Check = Check {
    code: "MI",
    title: "Milestones against savings",
    finds: "schemes that have done every milestone due and deliver nothing, schemes that deliver though none of \
            their due milestones is done, and milestones that were due and are put off by being replaced",
    how: "per scheme, over its milestones due by as_at that are not cancelled: all done, with a plan to date and an \
          actual of nil; or none done, with an actual saving to date. And those due by as_at that are cancelled and \
          replaced by one due after it, which F13-MIL-3 passes over",
    passes: "Both milestones due are done, and £41k is delivered",
    fails: "List validation: every milestone done, £50k planned to date, nothing delivered",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let schemes = (0..view.plan.schemes.len()).filter_map(|at| view.scheme(at));
    let schemes = schemes.filter(|scheme| in_total(scheme.scheme));
    schemes.flat_map(|scheme| finding(scheme).into_iter().chain(put_off(scheme))).collect()
}

/// Milestones that were due, and of which nothing is said to be overdue: another, later one replaces them.
fn put_off(scheme: SchemeView) -> Option<Found> {
    let as_at = scheme.of.as_at()?;
    let rows = milestones_put_off(&scheme);
    let longest = rows.iter().filter_map(|(_, days)| usize::try_from(*days).ok()).max()?;
    let finding = CHECK.warning(
        format!(
            "{} due by {} replaced by what is due later, by up to {}",
            count(rows.len(), "milestone"),
            show_date(as_at),
            count(longest, "day")
        ),
        "milestones done by the day first set for them",
        "Say why each was put off, and what of it is done.",
    );
    let places = rows.iter().map(|(row, _)| row.place_of(milestones::REPLACED_BY));
    Some(finding.about(scheme.scheme).at(places).worth(scheme.figures.to_date.plan))
}

fn finding(scheme: SchemeView) -> Option<Found> {
    let as_at = scheme.of.as_at()?;
    let to_date = scheme.figures.to_date;
    let known = to_date.periods_reported > 0 && to_date.periods_unreported == 0 && !to_date.incomplete;
    let due: Vec<&Row> = scheme
        .rows(TableId::Milestones)
        .filter(|row| row.word(milestones::STATUS) != Some(MilestoneStatus::Cancelled))
        .filter(|row| row.date(milestones::DUE).is_some_and(|due| due <= as_at))
        .collect();
    if due.is_empty() || !known {
        return None;
    }
    let is_done = |row: &&&Row| {
        row.word(milestones::STATUS) == Some(MilestoneStatus::Done) || row.filled(milestones::COMPLETED)
    };
    let done = due.iter().filter(is_done).count();
    let (plan, actual) = sums::to_date(scheme.scheme, scheme.figures, scheme.of.as_at());
    let shown = shown(scheme.of, &[to_date.plan, to_date.actual]);
    let (found, expected, action, worth) =
        if done == due.len() && to_date.actual.is_zero() && to_date.plan.is_positive() {
            (
                format!(
                    "every milestone due is done ({done}), and none of the {} planned to date is delivered",
                    shown.in_words(to_date.plan)
                ),
                "savings once the milestones are done",
                "Find out why what was done saves nothing, or report the saving.",
                to_date.plan,
            )
        } else if done == 0 && to_date.actual.is_positive() {
            (
                format!(
                    "{} delivered, and none of the {} due done",
                    shown.in_words(to_date.actual),
                    count(due.len(), "milestone")
                ),
                "milestones done before their savings are booked",
                "Bring the milestones up to date, or check what the saving rests on.",
                to_date.actual,
            )
        } else {
            return None;
        };
    let finding = CHECK.warning(found, expected, action);
    Some(
        finding
            .about(scheme.scheme)
            .at(due.iter().map(|row| row.place_of(milestones::STATUS)))
            .at(actual.places.iter().chain(&plan.places).take(2).copied())
            .worth(worth),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    fn plan(status: [&str; 2], actual: &str) -> Vec<Found> {
        let example =
            example().dated("2011-09-30").scheme("S", &[("plan_ytd", "50"), ("actual_ytd", actual)]).row(
                "milestones",
                &[("scheme", "S"), ("milestone", "later"), ("due", "2011-10-01"), ("status", "on track")],
            );
        status
            .into_iter()
            .fold(example, |example, status| {
                let cells = [("scheme", "S"), ("milestone", "m"), ("due", "2011-09-30"), ("status", status)];
                example.row("milestones", &cells)
            })
            .run(&CHECK)
    }

    #[test]
    fn all_done_and_nothing_delivered() {
        assert_eq!(plan(["done", "done"], "0").len(), 1);
        assert!(plan(["done", "late"], "0").is_empty());
        assert!(plan(["done", "done"], "1").is_empty());
    }

    #[test]
    fn due_and_put_off_by_being_replaced() {
        let plan = |due: &str| {
            let cells = |name, due, status, by| {
                [("scheme", "S"), ("milestone", name), ("due", due), ("status", status), ("replaced_by", by)]
            };
            let example = example().dated("2011-09-30").scheme("S", &[("plan_ytd", "50")]);
            let example =
                example.row("milestones", &cells("Go live", "2011-07-31", "cancelled", "Go live again"));
            example.row("milestones", &cells("Go live again", due, "on track", "")).run(&CHECK)
        };
        assert_eq!(
            plan("2011-10-01")[0].found,
            "1 milestone due by 30 Sep 2011 replaced by what is due later, by up to 62 days"
        );
        assert!(plan("2011-09-30").is_empty(), "due by then, and judged");
        assert!(plan("2011-12-31").is_empty(), "no replacement: F13-MIL-3 says so");
    }

    #[test]
    fn delivered_and_nothing_done() {
        assert_eq!(
            plan(["late", "not started"], "41")[0].found,
            "£41 delivered, and none of the 2 milestones due done"
        );
        assert!(plan(["late", "done"], "41").is_empty());
    }
}
