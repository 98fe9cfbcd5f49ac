use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::example::from_baseline;
use crate::plan::example::Example;

const YEARS: [&str; 3] = ["2011/12", "2012/13", "2013/14"];

fn shows(organisation: &str, points: &[&str], forecast: &[&str]) -> Example {
    points.iter().fold(from_baseline(organisation), |sample, point| {
        let cells = |kind| [("point_of_delivery", *point), ("kind", kind), ("volume", "100")];
        sample.in_years("activity", &["2010/11"], &cells("actual")).in_years(
            "activity",
            forecast,
            &cells("forecast"),
        )
    })
}

#[test]
fn activity_reaches_the_horizon_at_every_point_of_delivery() {
    assert_eq!(shows("A", &["Elective", "Day case"], &YEARS).shows("A1-ACT-1").outcome, Met);
    assert_eq!(
        shows("A", &["Elective"], &YEARS[..2]).says("A1-ACT-1"),
        (Unmet, "no forecast activity for 2013/14".to_owned())
    );
    let cells = [("point_of_delivery", "Day case"), ("kind", "forecast"), ("volume", "7")];
    let (outcome, reason) =
        shows("A", &["Elective"], &YEARS).in_years("activity", &YEARS, &cells).says("A1-ACT-1");
    assert_eq!(
        (outcome, reason.as_str()),
        (Partly, "a baseline actual or a year's forecast is missing for Day case")
    );
    assert_eq!(from_baseline("A").shows("A1-ACT-1").outcome, Unevidenced);
}

#[test]
fn a_region_shows_activity_by_member() {
    let full = || shows("B", &["Elective"], &YEARS);
    let bare = || from_baseline("C");
    let region = || shows("Region", &["Elective"], &YEARS);
    assert_eq!(from_baseline("Region").member(full()).shows("A1-ACT-1").outcome, Met);
    assert_eq!(
        region().member(bare()).says("A1-ACT-1"),
        (Partly, "activity is shown in total only, for no member".to_owned())
    );
    assert_eq!(
        from_baseline("Region").member(full()).member(bare()).says("A1-ACT-1"),
        (Unmet, "current and forecast activity is not shown in full by C".to_owned())
    );
    assert_eq!(from_baseline("Region").member(bare()).shows("A1-ACT-1").outcome, Unevidenced);
    let by_one = "current and forecast activity is not shown in full by C".to_owned();
    assert_eq!(region().member(full()).member(bare()).says("A1-ACT-1"), (Partly, by_one.clone()));
    let short = shows("Region", &["Elective"], &YEARS[..2]);
    assert_eq!(short.member(bare()).says("A1-ACT-1"), (Unmet, by_one), "its totals are not shown in full");
}

#[test]
fn assumptions_hold_for_every_forecast_year() {
    let growth = |years: &[&str], rationale| {
        from_baseline("A").in_years(
            "assumptions",
            years,
            &[("topic", "demographic"), ("value", "0.9"), ("unit", "%"), ("rationale", rationale)],
        )
    };
    assert_eq!(growth(&YEARS, "projections").shows("A1-ACT-3").outcome, Met);
    assert_eq!(growth(&[""], "projections").shows("A1-ACT-3").outcome, Met);
    assert_eq!(growth(&YEARS[..1], "projections").shows("A1-ACT-3").outcome, Unmet);
    assert_eq!(growth(&YEARS, "").shows("A1-ACT-3").outcome, Unmet);
    assert_eq!(growth(&[], "").shows("A1-ACT-3").outcome, Unevidenced);
}

#[test]
fn the_floor_of_activity_assumptions_asks_for_both_topics() {
    let stated = |sample: Example, topic| {
        sample
            .row("assumptions", &[("topic", topic), ("value", "0.6"), ("unit", "%"), ("rationale", "trend")])
    };
    let one = stated(from_baseline("A"), "cost pressure");
    assert_eq!(one.shows("A1-ACT-2").outcome, Unmet);
    assert_eq!(stated(one, "commissioning intention").shows("A1-ACT-2").outcome, Met);
}
