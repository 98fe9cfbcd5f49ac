//! Figure 13, milestones: whether what is to be done is set out, and is done when it was due.

use super::shown::{Examination, cell};
use crate::calendar::{Date, FinancialYear, Month, show_date};
use crate::criteria::{Criterion, Evidence, SchemeView, Set, Test};
use crate::figures::savings;
use crate::plan::Row;
use crate::plan::fields::words::MilestoneStatus;
use crate::plan::fields::{TableId, milestones as columns};
use crate::policy::Key;

mod progress;

pub use progress::put_off;
use progress::{progress, status};

const AREA: &str = "Milestones";
const IDENTIFIED: &str = "Appropriate milestones identified";
const PROGRESS: &str = "Progress against milestones";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-MIL-1",
        asks: "The scheme has milestones, and somebody is named to deliver each",
        how: "at least one milestone, and an owner for every one",
        reads: &[columns::OWNER],
        test: Test::Scheme(owners),
        passes: "Three milestones, each owned by Priya Nair",
        fails: "The milestone 'Board approval' has no owner",
        ..Criterion::of(Set::Figure13, AREA, IDENTIFIED)
    },
    Criterion {
        id: "F13-MIL-2",
        asks: "The milestones are detailed and good enough to manage the scheme by",
        how: "without cancelled ones, at least {milestones_least} milestones, each with a due date, the first due \
              by the end of the first month with a planned saving (else of the start, else of the current year's \
              April), none due after {horizon_year}",
        reads: &[columns::DUE],
        test: Test::Scheme(detail),
        passes: "Four dated milestones, the first due before the first saving in April 2011",
        fails: "Two milestones, one of them without a date",
        ..Criterion::of(Set::Figure13, AREA, IDENTIFIED)
    },
    Criterion {
        id: "F13-MIL-3",
        asks: "Milestones are reached in the number and at the time they were planned",
        how: "of the milestones due by the reporting date, against their original due dates: met when none is \
              overdue and {milestones_on_time} were on time (done within {milestone_grace_days} days of the day); partly \
              when none is overdue by more than {milestone_overdue_days} days and {milestones_done} are done; else \
              unmet. Done late counts as done; done without a date, as not on time; a cancelled one counts against \
              unless it names its replacement: a milestone of the scheme or its workstream that is not cancelled \
              and is due within {replacement_days} days of the day; with an undated milestone, unevidenced at best; n/a \
              before the scheme starts and while none is due",
        decisive: true,
        reads: &[columns::DUE, columns::COMPLETED],
        test: Test::Scheme(progress),
        passes: "All five milestones due by 30 September 2011 were done by their due dates",
        fails: "The milestone 'Board approval' is 41 days overdue",
        ..Criterion::of(Set::Figure13, AREA, PROGRESS)
    },
    Criterion {
        id: "F13-MIL-4",
        asks: "What is said of each milestone is up to date, and what is done is marked so",
        how: "none past due without a status, none done without a completion date, none completed but not marked \
              done, none completed after the reporting date; n/a before the scheme starts and while none is due",
        reads: &[columns::DUE, columns::STATUS, columns::COMPLETED],
        test: Test::Scheme(status),
        passes: "Every milestone past its due date says 'done' and when, or 'late'",
        fails: "The milestone 'Board approval' was due on 20 August 2011 and has no status",
        ..Criterion::of(Set::Figure13, AREA, PROGRESS)
    },
];

fn owners(view: &SchemeView) -> Evidence {
    let mut seen = Examination::default();
    let mut any = false;
    for row in view.rows(TableId::Milestones) {
        any = true;
        if row.text(columns::OWNER).is_some() {
            seen.holds(cell(row, columns::OWNER));
        } else {
            seen.short(format!("no owner for milestone '{}'", name(row)), [row.place_of(columns::OWNER)]);
        }
    }
    if any { seen.met_or_unmet() } else { none_given() }
}

fn detail(view: &SchemeView) -> Evidence {
    let all: Vec<&Row> = view.rows(TableId::Milestones).collect();
    if all.is_empty() {
        return none_given();
    }
    let rows: Vec<&Row> = all.iter().copied().filter(|row| !is_cancelled(row)).collect();
    let mut seen = Examination::default();
    let least = view.of.policy.count(Key::MilestonesLeast);
    if rows.len() < least {
        let reason = format!("{} of at least {least} milestones", rows.len());
        seen.short(reason, all.iter().map(|row| row.place));
    }
    let horizon = view.of.figures.horizon.map(FinancialYear::end);
    let mut first: Option<(Date, &Row)> = None;
    for row in &rows {
        let place = row.place_of(columns::DUE);
        let Some(due) = row.date(columns::DUE) else {
            seen.short(format!("no due date for milestone '{}'", name(row)), [place]);
            continue;
        };
        if first.is_none_or(|(known, _)| due < known) {
            first = Some((due, row));
        }
        match horizon {
            Some(horizon) if due > horizon => {
                let reason = format!("milestone '{}' is due after {}", name(row), show_date(horizon));
                seen.short(reason, [place]);
            }
            _ => seen.holds([place]),
        }
    }
    if let Some((due, row)) = first {
        let place = row.place_of(columns::DUE);
        match savings_begin(view) {
            Some(month) if due > month.end() => {
                let reason = format!(
                    "the first milestone, '{}', is due on {}, after savings begin in {month}",
                    name(row),
                    show_date(due)
                );
                seen.short(reason, [place]);
            }
            Some(_) => {}
            None => seen
                .short("nothing says when savings begin, so the first milestone cannot be placed", [place]),
        }
    }
    seen.met_or_unmet()
}

/// The month by whose end the first milestone is wanted: that of the first planned saving, else of
/// the start, else April of the year the scheme's yearly figures are for.
fn savings_begin(view: &SchemeView) -> Option<Month> {
    savings::first_saving(view.scheme)
        .or(view.figures.starts)
        .map(Month::of)
        .or_else(|| view.figures.year.map(FinancialYear::april))
}

fn none_given() -> Evidence {
    Evidence::unevidenced("no milestone is given")
}

/// Whether a milestone is still to be reached.
fn is_open(row: &Row) -> bool {
    !is_done(row) && !is_cancelled(row) && !row.filled(columns::COMPLETED)
}

/// The next milestone to come after the reporting date, with its day: the revised one where there is one.
pub fn coming<'a>(view: &SchemeView<'a>) -> Option<(&'a Row, Date)> {
    let open = view.rows(TableId::Milestones).filter(|row| is_open(row));
    let dated = open.filter_map(|row| {
        let date = row.date(columns::REVISED_DUE).or_else(|| row.date(columns::DUE))?;
        view.of.as_at().is_none_or(|as_at| date > as_at).then_some((row, date))
    });
    dated.min_by_key(|(_, date)| *date)
}

/// Milestones that are past due and have a new day to come.
pub fn put_back<'a>(view: &SchemeView<'a>) -> Vec<(&'a Row, Date)> {
    let Some(as_at) = view.of.as_at() else { return Vec::new() };
    let late = view.rows(TableId::Milestones).filter(|row| is_open(row));
    let late = late.filter(|row| row.date(columns::DUE).is_some_and(|due| due <= as_at));
    late.filter_map(|row| Some((row, row.date(columns::REVISED_DUE).filter(|date| *date > as_at)?))).collect()
}

fn name(row: &Row) -> &str {
    row.text(columns::MILESTONE).unwrap_or("without a name")
}

fn is_done(row: &Row) -> bool {
    row.word(columns::STATUS) == Some(MilestoneStatus::Done)
}

fn is_cancelled(row: &Row) -> bool {
    row.word(columns::STATUS) == Some(MilestoneStatus::Cancelled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;
    use crate::plan::example::Example;

    /// A scheme that saves from June with milestones: name, due, revised.
    fn with(milestones: &[[&str; 3]]) -> Example {
        let plan = scheme(&[]).own(&[("as_at", "2011-09-30"), ("horizon_year", "2013/14")]);
        milestones.iter().fold(plan.months("plan", &[0, 0, 100]), |plan, [name, due, revised]| {
            plan.of_scheme("milestones", &[("milestone", name), ("due", due), ("revised_due", revised)])
        })
    }

    #[test]
    fn milestones_lie_within_the_plan_and_the_first_before_savings_begin() {
        let reason = |due: &str| {
            with(&[["Approval", "2011-04-30", ""], ["Opening", due, ""]]).shows("F13-MIL-2").reason
        };
        assert!(!reason("2014-03-31").contains("is due after"));
        assert!(reason("2014-04-01").contains("milestone 'Opening' is due after 31 Mar 2014"));
        let first =
            |due: &str| with(&[["Approval", due, ""], ["Opening", due, ""]]).shows("F13-MIL-2").reason;
        assert!(!first("2011-06-30").contains("the first milestone"), "in the month of the first saving");
        let late = "the first milestone, 'Approval', is due on 1 Jul 2011, after savings begin in 2011-06";
        assert!(first("2011-07-01").contains(late), "of two on a day the first: {}", first("2011-07-01"));
    }

    #[test]
    fn what_is_to_come_is_after_the_reporting_date() {
        let next = |due: &str, revised: &str| {
            with(&[["Approval", due, revised]]).see(|view| coming(view).map(|(_, date)| date.to_string()))
        };
        assert_eq!(next("2011-09-30", ""), None, "the reporting date has come");
        assert_eq!(next("2011-10-01", "").as_deref(), Some("2011-10-01"));
        assert_eq!(next("2011-09-01", "2011-12-01").as_deref(), Some("2011-12-01"));
        let moved =
            |due: &str, revised: &str| with(&[["Approval", due, revised]]).see(|view| put_back(view).len());
        assert_eq!(moved("2011-09-30", "2011-10-01"), 1);
        assert_eq!(moved("2011-09-30", "2011-09-30"), 0, "its new day has come");
        assert_eq!(moved("2011-10-01", "2011-12-01"), 0, "it was not due");
    }
}
