//! Appendix One: engagement with the NHS and other partners.

use super::gaps::Gaps;
use crate::calendar::years_before;
use crate::criteria::{Criterion, Evidence, Kind, PlanView, Set, Test};
use crate::plan::Row;
use crate::plan::fields::{TableId, engagement};
use crate::policy::Key;

const AREA: &str = "Engagement";
const ROW: &str = "NHS and other partners";

/// The groups the source names in its first sentence.
const GROUPS: [&str; 6] =
    ["commissioners", "providers", "clinicians", "management", "patients", "service users"];

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-ENG-1",
        asks: "The plan shows that it was made with those who commission, provide, manage and use care",
        how: "`engagement` has a row with evidence, dated in the {engagement_years} years up to the reporting \
              date, for each of commissioners, providers, \
              clinicians, management, patients and service users",
        reads: &[engagement::GROUP, engagement::DATE, engagement::EVIDENCE],
        test: Test::Plan(six_groups),
        passes: "Each of the six groups has a meeting with its date and the page of the minutes",
        fails: "Nothing is recorded with patients or service users",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ENG-2",
        asks: "Any help planned for commissioners and providers to deliver is sketched",
        how: "A reader judges it and refers to the page; no figure can show it",
        kind: Kind::Judged,
        passes: "A reviewer finds the support to practices described on page 40 and judges it met",
        fails: "The reviewer finds no word on support and judges it unmet",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ENG-3",
        asks: "The plan says how staff are or will be involved",
        how: "`engagement` has a row of group workforce that says when, what or on which evidence",
        reads: &[engagement::GROUP, engagement::DATE, engagement::ACTIVITY, engagement::EVIDENCE],
        test: Test::Plan(workforce),
        passes: "A meeting with staff side on redeployment is recorded",
        fails: "No row is of group workforce",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ENG-4",
        asks: "Other partners, such as councils, are or will be involved",
        how: "`engagement` has a row of group local authority or other partner that says when, what or on \
              which evidence",
        reads: &[engagement::GROUP, engagement::DATE, engagement::ACTIVITY, engagement::EVIDENCE],
        test: Test::Plan(others),
        passes: "Joint priorities with the council's adult services are recorded",
        fails: "No row is of group local authority or other partner",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
];

fn of_groups<'a>(view: &PlanView<'a>, groups: &'a [&'a str]) -> impl Iterator<Item = &'a Row> {
    view.rows(TableId::Engagement)
        .iter()
        .filter(move |row| row.text(engagement::GROUP).is_some_and(|group| groups.contains(&group)))
}

fn six_groups(view: &PlanView) -> Evidence {
    let Some(as_at) = view.as_at() else {
        return Evidence::unevidenced("no reporting date is stated or shown, and this depends on one");
    };
    let since = years_before(as_at, view.policy.count(Key::EngagementYears));
    let recent = |date| (since..=as_at).contains(&date);
    let complete = |row: &Row| {
        row.date(engagement::DATE).is_some_and(recent) && row.text(engagement::EVIDENCE).is_some()
    };
    let mut gaps = Gaps::default();
    for group in GROUPS {
        let what = "recent dated engagement with evidence";
        gaps.look_for(what, group, of_groups(view, &[group]), engagement::EVIDENCE, complete);
    }
    gaps.evidence("no group")
}

fn workforce(view: &PlanView) -> Evidence {
    engaged(view, &["workforce"], "no engagement with the workforce")
}

fn others(view: &PlanView) -> Evidence {
    engaged(
        view,
        &["local authority", "other partner"],
        "no engagement with a local authority or another partner",
    )
}

/// Whether a row of one of the groups says when, what or on which evidence.
fn engaged(view: &PlanView, groups: &[&str], nothing: &str) -> Evidence {
    let says = |row: &&Row| {
        row.date(engagement::DATE).is_some()
            || row.text(engagement::ACTIVITY).is_some()
            || row.text(engagement::EVIDENCE).is_some()
    };
    let (with, without): (Vec<&Row>, Vec<&Row>) = of_groups(view, groups).partition(says);
    let places = |rows: Vec<&Row>| rows.iter().map(|row| row.place_of(engagement::GROUP)).collect();
    if !with.is_empty() {
        Evidence::met(places(with))
    } else if !without.is_empty() {
        Evidence::unmet(format!("{nothing} says when or what"), places(without))
    } else {
        Evidence::unevidenced(nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Outcome::{Met, Unevidenced, Unmet};
    use crate::criteria::example::from_baseline;
    use crate::plan::example::Example;

    fn with(groups: &[&str], date: &str, evidence: &str) -> Example {
        groups.iter().fold(from_baseline("A").dated("2011-09-30"), |plan, group| {
            let cells = [("group", *group), ("date", date), ("evidence", evidence)];
            plan.row("engagement", &cells)
        })
    }

    #[test]
    fn all_six_groups_are_engaged_with_dates_and_evidence() {
        assert_eq!(with(&GROUPS, "2011-01-12", "minutes, page 2").shows("A1-ENG-1").outcome, Met);
        let (outcome, reason) = with(&GROUPS[..4], "2011-01-12", "minutes, page 2").says("A1-ENG-1");
        assert_eq!(
            (outcome, reason.as_str()),
            (Unmet, "no recent dated engagement with evidence for patients and service users")
        );
        assert_eq!(with(&GROUPS, "2011-01-12", "").shows("A1-ENG-1").outcome, Unmet);
        assert_eq!(with(&["workforce"], "2011-01-12", "letter").shows("A1-ENG-1").outcome, Unevidenced);
        let dated = |day| with(&GROUPS, day, "minutes, page 2").shows("A1-ENG-1").outcome;
        assert_eq!(dated("2009-09-30"), Met, "two years before");
        assert_eq!(dated("2009-09-29"), Unmet);
        assert_eq!(dated("2011-10-01"), Unmet, "after the reporting date");
    }

    #[test]
    fn a_bare_group_says_nothing_of_how_it_is_engaged() {
        assert_eq!(with(&["workforce"], "2011-01-12", "").shows("A1-ENG-3").outcome, Met);
        assert_eq!(with(&["workforce"], "", "").shows("A1-ENG-3").outcome, Unmet);
        assert_eq!(with(&["other partner"], "", "letter").shows("A1-ENG-4").outcome, Met);
        assert_eq!(with(&["patients"], "", "letter").shows("A1-ENG-4").outcome, Unevidenced);
    }
}
