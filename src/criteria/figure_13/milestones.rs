//! Figure 13, milestones: whether what is to be done is set out, and is done when it was due.

use super::shown::{Looked, cell, days, not_under_way, plain, share, without_date};
use crate::calendar::{Date, FinancialYear, Month, days_between, show_date};
use crate::criteria::{Criterion, Evidence, Kind, Outcome, SchemeView, Set, Test};
use crate::figures::savings;
use crate::location::Place;
use crate::plan::Row;
use crate::plan::fields::{TableId, milestones as columns};
use crate::policy::Key;
use std::cmp::Reverse;

const AREA: &str = "Milestones";
const IDENTIFIED: &str = "Appropriate milestones identified";
const PROGRESS: &str = "Progress against milestones";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-MIL-1",
        set: Set::Figure13,
        area: AREA,
        row: IDENTIFIED,
        item: 1,
        asks: "The scheme has milestones, and somebody is named to deliver each",
        how: "at least one milestone, and an owner for every one",
        kind: Kind::Computed,
        decisive: false,
        reads: &[columns::OWNER],
        test: Test::Scheme(owners),
        passes: "Three milestones, each owned by Priya Nair",
        fails: "The milestone 'Board approval' has no owner",
    },
    Criterion {
        id: "F13-MIL-2",
        set: Set::Figure13,
        area: AREA,
        row: IDENTIFIED,
        item: 2,
        asks: "The milestones are detailed and good enough to manage the scheme by",
        how: "without cancelled ones, at least `milestones_least` milestones, each with a due date, the first due \
              by the end of the first month with a planned saving (else of the start, else of the current year's \
              April), none due after `horizon_year`",
        kind: Kind::Computed,
        decisive: false,
        reads: &[columns::DUE],
        test: Test::Scheme(detail),
        passes: "Four dated milestones, the first due before the first saving in April 2011",
        fails: "Two milestones, one of them without a date",
    },
    Criterion {
        id: "F13-MIL-3",
        set: Set::Figure13,
        area: AREA,
        row: PROGRESS,
        item: 1,
        asks: "Milestones are reached in the number and at the time they were planned",
        how: "of the milestones due by the reporting date, against their original due dates: met when none is \
              overdue and `milestones_on_time` were on time; partly when none is overdue by more than \
              `milestone_overdue_days` and `milestones_done` are done; else unmet. Done late counts as done; done \
              without a date, as not on time; a cancelled one counts against unless it names another milestone \
              that replaces it; n/a before the scheme starts and while none is due",
        kind: Kind::Computed,
        decisive: true,
        reads: &[columns::DUE, columns::COMPLETED],
        test: Test::Scheme(progress),
        passes: "All five milestones due by 30 September 2011 were done by their due dates",
        fails: "The milestone 'Board approval' is 41 days overdue",
    },
    Criterion {
        id: "F13-MIL-4",
        set: Set::Figure13,
        area: AREA,
        row: PROGRESS,
        item: 2,
        asks: "What is said of each milestone is up to date, and what is done is marked so",
        how: "none past due without a status, none done without a completion date, none completed but not marked \
              done, none completed after the reporting date; n/a before the scheme starts and while none is due",
        kind: Kind::Computed,
        decisive: false,
        reads: &[columns::DUE, columns::STATUS, columns::COMPLETED],
        test: Test::Scheme(status),
        passes: "Every milestone past its due date says 'done' and when, or 'late'",
        fails: "The milestone 'Board approval' was due on 20 August 2011 and has no status",
    },
];

fn owners(view: &SchemeView) -> Evidence {
    let mut looked = Looked::default();
    let mut any = false;
    for row in view.rows(TableId::Milestones) {
        any = true;
        if row.named(columns::OWNER).is_some() {
            looked.holds(cell(row, columns::OWNER));
        } else {
            looked.short(format!("no owner for milestone '{}'", name(row)), [row.place_of(columns::OWNER)]);
        }
    }
    if any { looked.met_or_unmet() } else { none_given() }
}

fn detail(view: &SchemeView) -> Evidence {
    let all: Vec<&Row> = view.rows(TableId::Milestones).collect();
    if all.is_empty() {
        return none_given();
    }
    let rows: Vec<&Row> = all.iter().copied().filter(|row| !is_cancelled(row)).collect();
    let mut looked = Looked::default();
    let least = view.of.policy.count(Key::MilestonesLeast);
    if rows.len() < least {
        let reason = format!("{} of at least {least} milestones", rows.len());
        looked.short(reason, all.iter().map(|row| row.place));
    }
    let horizon = view.of.figures.horizon.map(FinancialYear::end);
    let mut first: Option<(Date, &Row)> = None;
    for row in &rows {
        let place = row.place_of(columns::DUE);
        let Some(due) = row.date(columns::DUE) else {
            looked.short(format!("no due date for milestone '{}'", name(row)), [place]);
            continue;
        };
        if first.is_none_or(|(known, _)| due < known) {
            first = Some((due, row));
        }
        match horizon {
            Some(horizon) if due > horizon => {
                let reason = format!("milestone '{}' is due after {}", name(row), show_date(horizon));
                looked.short(reason, [place]);
            }
            _ => looked.holds([place]),
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
                looked.short(reason, [place]);
            }
            Some(_) => {}
            None => looked
                .short("nothing says when savings begin, so the first milestone cannot be placed", [place]),
        }
    }
    looked.met_or_unmet()
}

/// The month by whose end the first milestone is wanted: that of the first planned saving, else of
/// the start, else April of the year the scheme's yearly figures are for.
fn savings_begin(view: &SchemeView) -> Option<Month> {
    savings::first_saving(view.scheme)
        .or(view.figures.starts)
        .map(Month::of)
        .or_else(|| view.figures.year.map(FinancialYear::april))
}

/// A milestone that was due by the reporting date.
struct Due<'a> {
    row: &'a Row,
    state: State<'a>,
}

/// How a milestone that was due stands.
enum State<'a> {
    /// Done, so many days after it was due (nil or fewer: on time); `None` without a date.
    Done(Option<i32>),
    /// Not done by the reporting date, so many days after it was due; and why it is not, where the
    /// row says more than nothing.
    Overdue(i32, Why<'a>),
}

enum Why<'a> {
    NotDone,
    CompletedLater(Date),
    Cancelled,
    ReplacementMissing(&'a str),
}

/// The milestones due by the reporting date, or what is to be said where there are none. A
/// cancelled one whose replacement is a milestone of the plan is left to its replacement.
fn due<'a>(view: &SchemeView<'a>) -> Result<(Date, Vec<Due<'a>>), Evidence> {
    if let Some(evidence) = not_under_way(view) {
        return Err(evidence);
    }
    let rows: Vec<&Row> = view.rows(TableId::Milestones).collect();
    if rows.is_empty() {
        return Err(none_given());
    }
    let as_at = view.of.as_at().ok_or_else(without_date)?;
    let mut due = Vec::new();
    let mut undated: Vec<&Row> = Vec::new();
    for row in rows {
        match row.date(columns::DUE) {
            Some(day) if day <= as_at => {
                due.extend(state(view, row, day, as_at).map(|state| Due { row, state }))
            }
            Some(_) => {}
            None => undated.push(row),
        }
    }
    match (due.is_empty(), undated.first()) {
        (false, _) => Ok((as_at, due)),
        (true, None) => Err(Evidence::not_applicable(format!("no milestone is due by {}", show_date(as_at)))),
        (true, Some(row)) => {
            let reason =
                format!("no due date for milestone '{}', so nothing says whether it is due", name(row));
            let places = undated.iter().map(|row| row.place).collect();
            Err(Evidence::new(Outcome::Unevidenced, reason, places).not_decisive())
        }
    }
}

/// How a milestone stands at the reporting date; `None` where another one replaces it.
fn state<'a>(view: &SchemeView<'a>, row: &'a Row, due: Date, as_at: Date) -> Option<State<'a>> {
    let overdue = |why| Some(State::Overdue(days_between(due, as_at), why));
    if is_cancelled(row) {
        let Some(replacement) = row.named(columns::REPLACED_BY) else { return overdue(Why::Cancelled) };
        let is_it = |other: &Row| name(other).eq_ignore_ascii_case(replacement);
        let known = !is_it(row) && view.of.rows(TableId::Milestones).iter().any(is_it);
        return if known { None } else { overdue(Why::ReplacementMissing(replacement)) };
    }
    match row.date(columns::COMPLETED) {
        Some(completed) if completed > as_at => overdue(Why::CompletedLater(completed)),
        Some(completed) => Some(State::Done(Some(days_between(due, completed)))),
        None if is_done(row) => Some(State::Done(None)),
        None => overdue(Why::NotDone),
    }
}

fn progress(view: &SchemeView) -> Evidence {
    let (_, mut due) = match due(view) {
        Ok(due) => due,
        Err(evidence) => return evidence,
    };
    due.sort_by_key(|milestone| match milestone.state {
        State::Overdue(days, _) => (Reverse(1), Reverse(days)),
        State::Done(late) => (Reverse(0), Reverse(late.unwrap_or(i32::MAX))),
    });
    let mut looked = Looked::default();
    let (mut done, mut on_time, mut longest) = (0, 0, None);
    for Due { row, state } in &due {
        let places =
            [columns::DUE, columns::STATUS, columns::COMPLETED].into_iter().filter_map(|c| cell(row, c));
        let name = name(row);
        match state {
            State::Overdue(days_over, why) => {
                longest = longest.max(Some(*days_over));
                looked.short(why.said(name, *days_over), places);
            }
            State::Done(late) => {
                done += 1;
                match late {
                    Some(late) if *late <= 0 => {
                        on_time += 1;
                        looked.holds(places);
                    }
                    Some(late) => {
                        looked.short(format!("milestone '{name}' was done {} late", days(*late)), places)
                    }
                    None => looked.short(
                        format!("milestone '{name}' is done without a date, so it counts as not on time"),
                        places,
                    ),
                }
            }
        }
    }
    let policy = view.of.policy;
    let enough = |count, key| share(count, due.len()).is_some_and(|share| !share.under(policy.number(key)));
    let outcome = if longest.is_none() && enough(on_time, Key::MilestonesOnTime) {
        Outcome::Met
    } else if longest.is_none_or(|days| days <= policy.days(Key::MilestoneOverdueDays))
        && enough(done, Key::MilestonesDone)
    {
        Outcome::Partly
    } else {
        Outcome::Unmet
    };
    let count = |key| plain(policy.number(key));
    let mut evidence = looked.into(outcome);
    if longest.is_none() && outcome == Outcome::Partly {
        evidence.reason = format!(
            "{on_time} of {} were on time, under {}%: {}",
            due.len(),
            count(Key::MilestonesOnTime),
            evidence.reason
        );
    }
    evidence
}

impl Why<'_> {
    fn said(&self, name: &str, overdue: i32) -> String {
        let overdue = if overdue == 0 {
            "due on the reporting date and not done".to_owned()
        } else {
            format!("{} overdue", days(overdue))
        };
        match self {
            Self::NotDone => format!("milestone '{name}' is {overdue}"),
            Self::CompletedLater(day) => {
                format!("milestone '{name}' is {overdue}: {} lies after the reporting date", show_date(*day))
            }
            Self::Cancelled => format!("milestone '{name}' was cancelled and names no replacement"),
            Self::ReplacementMissing(other) => {
                format!(
                    "milestone '{name}' was cancelled and its replacement '{other}' is not another milestone"
                )
            }
        }
    }
}

fn status(view: &SchemeView) -> Evidence {
    let (as_at, _) = match due(view) {
        Ok(due) => due,
        Err(evidence) => return evidence,
    };
    let mut looked = Looked::default();
    for row in view.rows(TableId::Milestones) {
        let past_due = row.date(columns::DUE).is_some_and(|due| due <= as_at);
        let name = name(row);
        let places: Vec<Place> = [columns::STATUS, columns::COMPLETED]
            .into_iter()
            .filter_map(|column| cell(row, column))
            .collect();
        let reason = match row.date(columns::COMPLETED) {
            Some(day) if day > as_at => Some(format!(
                "milestone '{name}' is completed on {}, after the reporting date",
                show_date(day)
            )),
            Some(_) if !is_done(row) => Some(format!("milestone '{name}' is completed but not marked done")),
            None if is_done(row) => Some(format!("milestone '{name}' is done without a completion date")),
            None if past_due && !row.filled(columns::STATUS) => {
                Some(format!("milestone '{name}' is past due without a status"))
            }
            _ => None,
        };
        match reason {
            Some(reason) if places.is_empty() => looked.short(reason, [row.place_of(columns::DUE)]),
            Some(reason) => looked.short(reason, places),
            None => looked.holds(places),
        }
    }
    looked.met_or_unmet()
}

fn none_given() -> Evidence {
    Evidence::unevidenced("no milestone is given")
}

fn name(row: &Row) -> &str {
    row.text(columns::MILESTONE).unwrap_or("without a name")
}

fn is_done(row: &Row) -> bool {
    row.text(columns::STATUS) == Some("done")
}

fn is_cancelled(row: &Row) -> bool {
    row.text(columns::STATUS) == Some("cancelled")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::figure_13::shown::example::{Example, scheme};

    /// Milestones by name, due date, status and completion date; a blank is left out.
    fn with(milestones: &[[&'static str; 4]]) -> Example {
        let read = [columns::MILESTONE, columns::DUE, columns::STATUS, columns::COMPLETED];
        milestones.iter().fold(scheme(&[]), |example, cells| {
            let cells: Vec<_> = read.into_iter().zip(*cells).filter(|(_, text)| !text.is_empty()).collect();
            example.row(TableId::Milestones, &cells)
        })
    }

    #[test]
    fn progress_is_judged_against_the_day_first_due() {
        let progress = |milestones: &[[&'static str; 4]]| with(milestones).judge("F13-MIL-3");
        let done = ["A", "2011-05-31", "done", "2011-05-31"];
        let ahead = ["Z", "2012-01-31", "on track", ""];
        assert_eq!(progress(&[done, ahead]).outcome, Outcome::Met);
        let late = progress(&[done, ["B", "2011-06-30", "done", "2011-07-24"]]);
        assert_eq!(late.outcome, Outcome::Partly);
        assert!(late.reason.ends_with("milestone 'B' was done 24 days late"), "{}", late.reason);
        let overdue = progress(&[done, ["Board approval", "2011-08-20", "on track", ""]]);
        assert_eq!(overdue.outcome, Outcome::Unmet);
        assert_eq!(overdue.reason, "milestone 'Board approval' is 41 days overdue");
        let four = [done, done, done, done];
        let slipping = ["B", "2011-08-31", "late", ""];
        assert_eq!(
            progress(&[&four[..], &[slipping]].concat()).outcome,
            Outcome::Partly,
            "30 days, 80% done"
        );
        assert_eq!(progress(&[&four[..3], &[slipping]].concat()).outcome, Outcome::Unmet, "75% done");
        assert_eq!(
            progress(&[["B", "2011-08-31", "done", ""]]).outcome,
            Outcome::Partly,
            "done, but no date"
        );
        assert_eq!(
            progress(&[["B", "2011-09-30", "done", "2011-10-04"]]).outcome,
            Outcome::Unmet,
            "not done yet"
        );
    }

    #[test]
    fn what_is_not_due_and_what_is_not_said_are_told_apart() {
        let due_later = with(&[["Z", "2012-01-31", "", ""]]).judge("F13-MIL-3");
        assert_eq!(due_later.outcome, Outcome::NotApplicable);
        let none = scheme(&[]).judge("F13-MIL-3");
        assert_eq!((none.outcome, none.decisive_here), (Outcome::Unevidenced, true));
        let undated = with(&[["Z", "", "on track", ""]]).judge("F13-MIL-3");
        assert_eq!((undated.outcome, undated.decisive_here), (Outcome::Unevidenced, false));
        let no_date = with(&[["A", "2011-05-31", "", ""]]).undated().judge("F13-MIL-3");
        assert_eq!((no_date.outcome, no_date.decisive_here), (Outcome::Unevidenced, false));
    }

    #[test]
    fn a_cancelled_milestone_counts_against_unless_another_replaces_it() {
        let cancelled = |replacement| {
            with(&[["A", "2011-05-31", "done", "2011-05-31"], ["C", "2011-12-01", "", ""]])
                .row(
                    TableId::Milestones,
                    &[
                        (columns::MILESTONE, "B"),
                        (columns::DUE, "2011-06-30"),
                        (columns::STATUS, "cancelled"),
                        (columns::REPLACED_BY, replacement),
                    ],
                )
                .judge("F13-MIL-3")
                .outcome
        };
        assert_eq!(cancelled("c"), Outcome::Met);
        assert_eq!(cancelled("B"), Outcome::Unmet, "itself");
        assert_eq!(cancelled("D"), Outcome::Unmet, "no such milestone");
        assert_eq!(cancelled("none: no longer needed"), Outcome::Unmet);
    }

    #[test]
    fn status_is_wanted_of_what_is_past_due_and_a_date_of_what_is_done() {
        let status = |cells| with(&[cells]).judge("F13-MIL-4");
        assert_eq!(status(["A", "2011-05-31", "late", ""]).outcome, Outcome::Met);
        assert_eq!(status(["A", "2011-05-31", "", ""]).reason, "milestone 'A' is past due without a status");
        assert_eq!(status(["A", "2011-05-31", "done", ""]).outcome, Outcome::Unmet);
        assert_eq!(status(["A", "2011-05-31", "on track", "2011-05-31"]).outcome, Outcome::Unmet);
        assert_eq!(status(["A", "2011-05-31", "done", "2011-10-01"]).outcome, Outcome::Unmet);
    }
}
