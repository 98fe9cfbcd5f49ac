//! What moved between two submissions: a snapshot of a report is that of its JSON, bridges close at every level,
//! and a comparison the other way round says the opposite.

mod commands;
pub mod pairs;

use crate::agreement::fixtures;
use crate::generated::config;
use pairs::programme;
use proptest::prelude::*;
use qipp::inside::compare::{Compared, Snapshot, compare, read};
use qipp::inside::money::Money;
use qipp::inside::names::same;
use qipp::inside::render::{Format, Options, render};
use qipp::inside::report::{
    BridgeYear, Direction, Level, Move, Movement, Report, Subject, SubjectMovement, YearLine,
};

fn snapshot(report: &Report) -> Snapshot {
    Snapshot::from(report)
}

fn compared(from: &Report, to: &Report) -> Movement {
    let policy = qipp::inside::policy::Policy::default();
    let Compared { movement, .. } = compare(&snapshot(from), &snapshot(to), &policy, None).unwrap();
    movement
}

/// The JSON of a report, read again.
fn of_json(report: &Report) -> Snapshot {
    let mut json = Vec::new();
    render(report, Format::Json, &Options::default(), &mut json).unwrap();
    read(str::from_utf8(&json).unwrap()).expect("a report").unwrap()
}

#[test]
fn a_snapshot_of_every_fixture_is_that_of_its_json() {
    let mut compared = 0;
    for (name, submitted) in fixtures() {
        let Some(report) = submitted.assess_sound() else { continue };
        assert_eq!(of_json(&report), snapshot(&report), "{name}");
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn nothing_moved_between_a_plan_and_itself() {
    for (name, submitted) in fixtures() {
        let Some(report) = submitted.assess_sound() else { continue };
        let movement = compared(&report, &report);
        assert!(movement.is_empty(), "{name}: {movement:#?}");
    }
}

/// What a bridge lacks to close, by what it is of.
fn open_bridges(movement: &Movement) -> Vec<String> {
    let mut open = Vec::new();
    for own in movement.subjects.iter().chain(&movement.whole) {
        let about = format!("{} {} {} {}", own.level, own.organisation, own.workstream, own.scheme);
        for bridge in own.years.iter().chain([&own.total]) {
            let plan = bridge.plan;
            let steps = plan.re_based_up
                + plan.re_based_down
                + plan.new
                + plan.dropped
                + plan.re_profiled
                + plan.moved;
            if plan.opening + steps != plan.closing {
                open.push(format!("{about} {:?}: plan {plan:?}", bridge.year));
            }
            if let Some(forecast) = bridge.forecast {
                let steps =
                    forecast.delivery + forecast.changes + forecast.new + forecast.dropped + forecast.moved;
                if forecast.opening + steps != forecast.closing {
                    open.push(format!("{about} {:?}: forecast {forecast:?}", bridge.year));
                }
            }
        }
        for change in &own.headroom {
            let steps = change.by_challenge.zip(change.by_identified).map(|(one, other)| one + other);
            if let (Some(steps), Some(moved)) = (steps, change.headroom.change)
                && steps != moved
            {
                open.push(format!("{about} {}: headroom {change:?}", change.year));
            }
            // the years add up to the total, those that one submission does not challenge among them
            if change.year == "total" && own.headroom.len() > 1 {
                let years = own.headroom.iter().filter(|own| own.year != "total");
                let of_years: Option<Money> = years.map(|own| own.by_challenge).sum();
                if of_years != change.by_challenge {
                    open.push(format!("{about}: challenge by year {of_years:?} {change:?}"));
                }
            }
        }
        let profiled: Money = own.years.iter().map(|bridge| bridge.plan.re_profiled).sum();
        if !profiled.is_zero() || !own.total.plan.re_profiled.is_zero() {
            open.push(format!("{about}: re-profiled {profiled:?}"));
        }
    }
    open
}

/// The opening and closing plan of every subject above schemes, against the report's own years.
fn strange_ends(movement: &Movement, from: &Report, to: &Report) -> Vec<String> {
    let mut strange = Vec::new();
    for own in movement.subjects.iter().filter(|own| own.level != Level::Scheme) {
        let was = own.was.as_deref().filter(|_| own.level.is_of_workstreams());
        for bridge in &own.years {
            let opening = planned(from, own, was.unwrap_or(&own.workstream), bridge);
            let closing = planned(to, own, &own.workstream, bridge);
            if (opening, closing) != (bridge.plan.opening, bridge.plan.closing) {
                strange.push(format!("{} {opening:?} {closing:?} {bridge:?}", named(own)));
            }
        }
    }
    strange
}

/// What the years of a report plan for a subject. A single organisation is the whole of its submission.
fn planned(report: &Report, own: &Subject, workstream: &str, of: &BridgeYear) -> Money {
    let is_in = |name: &str, other: &str| name.is_empty() || same(name, other);
    let of_plans = report.plans.iter().flat_map(|plan| &plan.years);
    let of_alone = if own.level.is_of_workstreams() { Level::Workstream } else { Level::Organisation };
    let lines: Vec<&YearLine> = match (&report.rollup, own.level.is_own()) {
        (Some(rollup), false) => rollup.years.iter().filter(|line| line.level == own.level).collect(),
        (None, false) => of_plans.filter(|line| line.level == of_alone).collect(),
        (_, true) => {
            of_plans.filter(|line| line.level == own.level && line.organisation == own.organisation).collect()
        }
    };
    let over = !own.level.is_own();
    let lines = lines.into_iter().filter(|line| {
        let is_there = !over || is_in(&own.region, &line.region) && is_in(&own.cluster, &line.cluster);
        line.year == of.year && is_there && same(&line.workstream, workstream)
    });
    lines.filter_map(|line| line.plan).sum()
}

/// Up or down; what is new one way round is gone the other.
fn way(direction: Direction) -> i8 {
    match direction {
        Direction::Up => 1,
        Direction::Down => -1,
        Direction::New | Direction::Unknown | Direction::Same => 0,
    }
}

/// What a subject says the other way round, as far as it has an opposite.
fn mirrored(own: &SubjectMovement) -> String {
    let word = |of: Move| own.words.iter().find(|moved| moved.word == of).map(|moved| moved.amount);
    let minus = |amount: Option<Option<Money>>| amount.map(|own| own.map(|own| -own));
    let years: Vec<_> = own
        .years
        .iter()
        .map(|bridge| {
            let (plan, forecast) = (bridge.plan, bridge.forecast);
            let plan = [
                plan.closing,
                plan.opening,
                -plan.re_based_down,
                -plan.re_based_up,
                -plan.dropped,
                -plan.new,
                -plan.re_profiled,
                -plan.moved,
            ];
            let forecast = forecast.map(|own| {
                let steps = [own.closing, own.opening, -own.delivery, -own.changes];
                [steps, [-own.dropped, -own.new, -own.moved, Money::ZERO]].concat()
            });
            (bridge.year, plan, forecast)
        })
        .collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {years:?} {:?} {:?} {:?}",
        -way(own.direction),
        -way(own.direction_progress),
        minus(word(Move::Dropped)),
        minus(word(Move::New)),
        minus(word(Move::ReBased)),
        (word(Move::ReProfiled), word(Move::Moved).is_some(), word(Move::Renamed).is_some()),
        own.variance_ytd.change.map(|change| -change),
        [minus(word(Move::ChallengeCut)), minus(word(Move::ChallengeRaised))],
        own.headroom.iter().map(|own| own.by_identified.map(|step| -step)).collect::<Vec<_>>(),
    )
}

fn as_it_is(own: &SubjectMovement) -> String {
    let word = |of: Move| own.words.iter().find(|moved| moved.word == of).map(|moved| moved.amount);
    let years: Vec<_> = own
        .years
        .iter()
        .map(|bridge| {
            let (plan, forecast) = (bridge.plan, bridge.forecast);
            let plan = [
                plan.opening,
                plan.closing,
                plan.re_based_up,
                plan.re_based_down,
                plan.new,
                plan.dropped,
                plan.re_profiled,
                plan.moved,
            ];
            let forecast = forecast.map(|own| {
                let steps = [own.opening, own.closing, own.delivery, own.changes];
                [steps, [own.new, own.dropped, own.moved, Money::ZERO]].concat()
            });
            (bridge.year, plan, forecast)
        })
        .collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {years:?} {:?} {:?} {:?}",
        way(own.direction),
        way(own.direction_progress),
        word(Move::New),
        word(Move::Dropped),
        word(Move::ReBased),
        (word(Move::ReProfiled), word(Move::Moved).is_some(), word(Move::Renamed).is_some()),
        own.variance_ytd.change,
        [word(Move::ChallengeRaised), word(Move::ChallengeCut)],
        own.headroom.iter().map(|own| own.by_identified).collect::<Vec<_>>(),
    )
}

/// What names a subject in both submissions: of two names of a workstream the first in the alphabet.
fn named(own: &SubjectMovement) -> String {
    let was = own.was.as_deref().filter(|_| own.level.is_of_workstreams());
    let workstream = was.unwrap_or(&own.workstream).min(&own.workstream);
    let above = if own.level.is_own() { "" } else { own.region.as_str() };
    format!("{} {} {above} {} {workstream} {}", own.level, own.organisation, own.cluster, own.scheme)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bridges_close_and_the_other_way_round_is_the_opposite(
        (from, to) in (programme(), programme())
    ) {
        let (before, after) = (from.submit().assess(), to.submit().assess());
        let movement = compared(&before, &after);
        prop_assert_eq!(open_bridges(&movement), Vec::<String>::new());
        prop_assert_eq!(strange_ends(&movement, &before, &after), Vec::<String>::new());
        prop_assert!(compared(&before, &before).is_empty());
        let back = compared(&after, &before);
        let key = |own: &SubjectMovement| match own.level {
            // a scheme stands under the workstream it is in now
            Level::Scheme => format!("{} {}", own.organisation, own.scheme),
            Level::Workstream | Level::Organisation => named(own).replace(&own.cluster, ""),
            _ => named(own),
        };
        for own in &movement.subjects {
            let other = back.subjects.iter().find(|other| other.level == own.level && key(other) == key(own));
            prop_assert!(other.is_some(), "{}", named(own));
            prop_assert_eq!(as_it_is(own), mirrored(other.unwrap()), "{}", named(own));
        }
        prop_assert_eq!(movement.subjects.len(), back.subjects.len());
        let count = |movement: &Movement, new| movement.findings.iter().filter(|own| own.new == new).count();
        prop_assert_eq!(count(&movement, true), count(&back, false));
        prop_assert_eq!(movement.expectations.len(), back.expectations.len());
    }
}
