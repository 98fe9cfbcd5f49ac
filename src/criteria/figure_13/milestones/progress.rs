//! Progress against milestones: what was due, what was done and when, and what is said of it.

use super::super::shown::{Examination, cells, days, not_under_way, plain, share, without_date};
use super::{is_cancelled, is_done, name, none_given};
use crate::calendar::{Date, days_between, show_date};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::names::same;
use crate::plan::Row;
use crate::plan::fields::{TableId, milestones as columns};
use crate::policy::Key;
use std::cmp::Reverse;

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
    /// Cancelled, and what it names does not replace it: the name, and why not.
    NotReplaced(&'a str, &'static str),
}

/// The milestones due by the reporting date, and those of which nothing says whether they are; or what is
/// to be said where none is known to be due. A cancelled one whose replacement is a milestone of the plan
/// is left to its replacement.
struct AllDue<'a> {
    as_at: Date,
    due: Vec<Due<'a>>,
    undated: Vec<&'a Row>,
}

/// That nothing says whether these milestones are due: as bad as unmet, but for deciding alone.
fn undated(rows: &[&Row]) -> Option<Evidence> {
    let reason =
        format!("no due date for milestone '{}', so nothing says whether it is due", name(rows.first()?));
    let places = rows.iter().map(|row| row.place).collect();
    Some(Evidence::new(Outcome::Unevidenced, reason, places).not_decisive())
}

fn due<'a>(view: &SchemeView<'a>) -> Result<AllDue<'a>, Evidence> {
    if let Some(evidence) = not_under_way(view) {
        return Err(evidence);
    }
    let rows: Vec<&Row> = view.rows(TableId::Milestones).collect();
    if rows.is_empty() {
        return Err(none_given());
    }
    let as_at = view.of.as_at().ok_or_else(without_date)?;
    let mut due = Vec::new();
    let mut without_day: Vec<&Row> = Vec::new();
    for row in rows {
        match row.date(columns::DUE) {
            Some(day) if day <= as_at => {
                due.extend(state(view, row, day, as_at).map(|state| Due { row, state }))
            }
            Some(_) => {}
            None => without_day.push(row),
        }
    }
    if !due.is_empty() {
        return Ok(AllDue { as_at, due, undated: without_day });
    }
    let none = || Evidence::not_applicable(format!("no milestone is due by {}", show_date(as_at)));
    Err(undated(&without_day).unwrap_or_else(none))
}

/// The milestones of a scheme or its workstream that a cancelled one names as its replacement.
fn named<'a>(view: &SchemeView<'a>, row: &Row, replacement: &str) -> Vec<&'a Row> {
    let own = |other: &&Row| !std::ptr::eq(*other, row) && same(name(other), replacement);
    view.rows(TableId::Milestones).filter(own).collect()
}

/// The milestones due by the reporting date that are cancelled and replaced by one that is due after it, with
/// by how many days they are put off: nothing is overdue, and nothing is done.
pub fn put_off<'a>(view: &SchemeView<'a>) -> Vec<(&'a Row, i32)> {
    let Some(as_at) = view.of.as_at() else { return Vec::new() };
    let put_off = |row: &'a Row| {
        let due = row.date(columns::DUE).filter(|due| *due <= as_at)?;
        let replacement = row.text(columns::REPLACED_BY).filter(|_| is_cancelled(row))?;
        if why_not_replaced(view, row, due, replacement).is_some() {
            return None;
        }
        let days = named(view, row, replacement).into_iter().filter_map(|other| other.date(columns::DUE));
        let first = days.min().filter(|first| *first > as_at)?;
        Some((row, days_between(due, first)))
    };
    view.rows(TableId::Milestones).filter_map(put_off).collect()
}

/// Why a milestone that a cancelled one names does not replace it; `None` where it does.
fn why_not_replaced(view: &SchemeView, row: &Row, due: Date, replacement: &str) -> Option<&'static str> {
    let named = named(view, row, replacement);
    let most = view.of.policy.days(Key::ReplacementDays);
    let in_time =
        |other: &Row| other.date(columns::DUE).is_some_and(|day| days_between(due, day).abs() <= most);
    if named.is_empty() {
        Some("is not another milestone of the scheme or its workstream")
    } else if named.iter().all(|other| is_cancelled(other)) {
        Some("is cancelled itself")
    } else if !named.iter().any(|other| !is_cancelled(other) && in_time(other)) {
        Some("is not due near the day on which it was due")
    } else {
        None
    }
}

/// How a milestone stands at the reporting date; `None` where another one replaces it.
fn state<'a>(view: &SchemeView<'a>, row: &'a Row, due: Date, as_at: Date) -> Option<State<'a>> {
    let overdue = |why| Some(State::Overdue(days_between(due, as_at), why));
    if is_cancelled(row) {
        let Some(replacement) = row.text(columns::REPLACED_BY) else { return overdue(Why::Cancelled) };
        return match why_not_replaced(view, row, due, replacement) {
            Some(why) => overdue(Why::NotReplaced(replacement, why)),
            None => None,
        };
    }
    match row.date(columns::COMPLETED) {
        Some(completed) if completed > as_at => overdue(Why::CompletedLater(completed)),
        Some(completed) => Some(State::Done(Some(days_between(due, completed)))),
        None if is_done(row) => Some(State::Done(None)),
        None => overdue(Why::NotDone),
    }
}

pub(super) fn progress(view: &SchemeView) -> Evidence {
    let AllDue { mut due, undated: without_day, .. } = match due(view) {
        Ok(all) => all,
        Err(evidence) => return evidence,
    };
    due.sort_by_key(|milestone| match milestone.state {
        State::Overdue(days, _) => (Reverse(1), Reverse(days)),
        State::Done(late) => (Reverse(0), Reverse(late.unwrap_or(i32::MAX))),
    });
    let mut seen = Examination::default();
    let (mut done, mut on_time, mut longest) = (0, 0, None);
    let grace = view.of.policy.days(Key::MilestoneGraceDays);
    for Due { row, state } in &due {
        let places = cells(row, &[columns::DUE, columns::STATUS, columns::COMPLETED]);
        let name = name(row);
        match state {
            State::Overdue(days_over, why) => {
                longest = longest.max(Some(*days_over));
                seen.short(why.said(name, *days_over), places);
            }
            State::Done(late) => {
                done += 1;
                match late {
                    Some(late) if *late <= grace => {
                        on_time += 1;
                        seen.holds(places);
                    }
                    Some(late) => {
                        seen.short(format!("milestone '{name}' was done {} late", days(*late)), places)
                    }
                    None => seen.short(
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
    if outcome != Outcome::Unmet
        && let Some(evidence) = undated(&without_day)
    {
        return evidence;
    }
    let count = |key| plain(policy.number(key));
    let mut evidence = seen.into(outcome);
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
            Self::NotReplaced(other, why) => {
                format!("milestone '{name}' was cancelled and its replacement '{other}' {why}")
            }
        }
    }
}

pub(super) fn status(view: &SchemeView) -> Evidence {
    let AllDue { as_at, .. } = match due(view) {
        Ok(all) => all,
        Err(evidence) => return evidence,
    };
    let mut seen = Examination::default();
    for row in view.rows(TableId::Milestones) {
        let past_due = row.date(columns::DUE).is_some_and(|due| due <= as_at);
        let name = name(row);
        let places = cells(row, &[columns::STATUS, columns::COMPLETED]);
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
            Some(reason) if places.is_empty() => seen.short(reason, [row.place_of(columns::DUE)]),
            Some(reason) => seen.short(reason, places),
            None => seen.holds(places),
        }
    }
    seen.met_or_unmet()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;
    use crate::plan::example::Example;

    /// Milestones by name, due date, status and completion date; a blank is left out.
    fn with(milestones: &[[&str; 4]]) -> Example {
        let read = ["milestone", "due", "status", "completed"];
        milestones.iter().fold(scheme(&[]), |example, cells| {
            let cells: Vec<_> = read.into_iter().zip(*cells).filter(|(_, text)| !text.is_empty()).collect();
            example.of_scheme("milestones", &cells)
        })
    }

    #[test]
    fn progress_is_judged_against_the_day_first_due() {
        let progress = |milestones: &[[&str; 4]]| with(milestones).shows("F13-MIL-3");
        let done = ["Step A", "2011-05-31", "done", "2011-05-31"];
        let ahead = ["Step Z", "2012-01-31", "on track", ""];
        assert_eq!(progress(&[done, ahead]).outcome, Outcome::Met);
        let late = progress(&[done, ["Step B", "2011-06-30", "done", "2011-07-24"]]);
        assert_eq!(late.outcome, Outcome::Partly);
        assert!(late.reason.ends_with("milestone 'Step B' was done 24 days late"), "{}", late.reason);
        let overdue = progress(&[done, ["Board approval", "2011-08-20", "on track", ""]]);
        assert_eq!(overdue.outcome, Outcome::Unmet);
        assert_eq!(overdue.reason, "milestone 'Board approval' is 41 days overdue");
        let four = [done, done, done, done];
        let slipping = ["Step B", "2011-08-31", "late", ""];
        assert_eq!(
            progress(&[&four[..], &[slipping]].concat()).outcome,
            Outcome::Partly,
            "30 days, 80% done"
        );
        assert_eq!(progress(&[&four[..3], &[slipping]].concat()).outcome, Outcome::Unmet, "75% done");
        assert_eq!(
            progress(&[["Step B", "2011-08-31", "done", ""]]).outcome,
            Outcome::Partly,
            "done, but no date"
        );
        assert_eq!(
            progress(&[["Step B", "2011-09-30", "done", "2011-10-04"]]).outcome,
            Outcome::Unmet,
            "not done yet"
        );
    }

    #[test]
    fn what_is_not_due_and_what_is_not_said_are_told_apart() {
        let due_later = with(&[["Step Z", "2012-01-31", "", ""]]).shows("F13-MIL-3");
        assert_eq!(due_later.outcome, Outcome::NotApplicable);
        let none = scheme(&[]).shows("F13-MIL-3");
        assert_eq!((none.outcome, none.decisive_here), (Outcome::Unevidenced, true));
        let undated = with(&[["Step Z", "", "on track", ""]]).shows("F13-MIL-3");
        assert_eq!((undated.outcome, undated.decisive_here), (Outcome::Unevidenced, false));
        let no_date = with(&[["Step A", "2011-05-31", "", ""]]).own(&[]).shows("F13-MIL-3");
        assert_eq!((no_date.outcome, no_date.decisive_here), (Outcome::Unevidenced, false));
    }

    #[test]
    fn a_cancelled_milestone_counts_against_unless_another_replaces_it() {
        let plan = |replacement: &str, of: &[(&str, &str)]| {
            let cancelled = [
                ("milestone", "Step B"),
                ("due", "2011-06-30"),
                ("status", "cancelled"),
                ("replaced_by", replacement),
            ];
            with(&[["Step A", "2011-05-31", "done", "2011-05-31"]])
                .of_scheme("milestones", &cancelled)
                .of_scheme("milestones", of)
        };
        let by = |due| [("milestone", "Step C"), ("due", due)];
        let cancelled = |replacement: &str, due| plan(replacement, &by(due)).shows("F13-MIL-3");
        assert_eq!(cancelled("step c", "2011-09-28").outcome, Outcome::Unmet, "due then, and not done");
        assert_eq!(cancelled("step c", "2011-12-01").outcome, Outcome::Unmet, "154 days later");
        let later = || plan("step c", &by("2011-10-01"));
        assert_eq!(later().shows("F13-MIL-3").outcome, Outcome::Unmet, "93 days later");
        let allowed = later().policy("replacement_days", "93");
        assert_eq!(allowed.shows("F13-MIL-3").outcome, Outcome::Met, "and not due yet");
        assert_eq!(cancelled("Step B", "2011-07-31").outcome, Outcome::Unmet, "itself");
        assert_eq!(cancelled("Step D", "2011-07-31").outcome, Outcome::Unmet, "no such milestone");
        assert_eq!(cancelled("none: no longer needed", "2011-07-31").outcome, Outcome::Unmet);
        let circle = [
            ("milestone", "Step C"),
            ("due", "2011-07-31"),
            ("status", "cancelled"),
            ("replaced_by", "Step B"),
        ];
        let circle = plan("Step C", &circle).shows("F13-MIL-3");
        assert!(circle.reason.contains("is cancelled itself"), "{}", circle.reason);
    }

    #[test]
    fn an_undated_milestone_beside_others_may_be_due() {
        let beside = |day| {
            let plan = with(&[["Step A", "2011-05-31", "done", day]]);
            plan.of_scheme("milestones", &[("milestone", "Step B"), ("status", "done")]).shows("F13-MIL-3")
        };
        let on_time = beside("2011-05-31");
        assert_eq!((on_time.outcome, on_time.decisive_here), (Outcome::Unevidenced, false));
        assert_eq!(on_time.reason, "no due date for milestone 'Step B', so nothing says whether it is due");
        assert_eq!(beside("2011-06-30").outcome, Outcome::Unevidenced, "late");
        assert_eq!(beside("2011-10-31").outcome, Outcome::Unmet, "overdue at the reporting date");
    }

    #[test]
    fn another_schemes_milestone_replaces_nothing() {
        let elsewhere = with(&[["Step A", "2011-05-31", "done", "2011-05-31"]])
            .of_scheme(
                "milestones",
                &[
                    ("milestone", "Step B"),
                    ("due", "2011-08-30"),
                    ("status", "cancelled"),
                    ("replaced_by", "Step C"),
                ],
            )
            .scheme("S2", &[])
            .row("milestones", &[("scheme", "S2"), ("milestone", "Step C"), ("due", "2011-10-31")]);
        assert_eq!(elsewhere.shows("F13-MIL-3").outcome, Outcome::Unmet);
    }

    #[test]
    fn a_few_days_late_are_on_time() {
        let done = |day| with(&[["Step A", "2011-05-31", "done", day]]).shows("F13-MIL-3").outcome;
        assert_eq!(done("2011-06-07"), Outcome::Met, "7 days");
        assert_eq!(done("2011-06-08"), Outcome::Partly, "8 days");
    }

    #[test]
    fn status_is_wanted_of_what_is_past_due_and_a_date_of_what_is_done() {
        let status = |cells| with(&[cells]).shows("F13-MIL-4");
        assert_eq!(status(["Step A", "2011-05-31", "late", ""]).outcome, Outcome::Met);
        assert_eq!(
            status(["Step A", "2011-05-31", "", ""]).reason,
            "milestone 'Step A' is past due without a status"
        );
        assert_eq!(status(["Step A", "2011-05-31", "done", ""]).outcome, Outcome::Unmet);
        assert_eq!(status(["Step A", "2011-05-31", "on track", "2011-05-31"]).outcome, Outcome::Unmet);
        assert_eq!(status(["Step A", "2011-05-31", "done", "2011-10-01"]).outcome, Outcome::Unmet);
    }
}
