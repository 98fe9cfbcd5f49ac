//! Bridges as tables: the steps below one another, a column a year.

use super::subject;
use crate::money::Money;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::{text, words};
use crate::report::{BridgeYear, ForecastSteps, HeadroomChange, Level, PlanSteps, Shown, SubjectMovement};

type Step<T> = (&'static str, fn(&T) -> Money);

const PLAN: [Step<PlanSteps>; 8] = [
    ("opening plan", |own| own.opening),
    ("re-based up", |own| own.re_based_up),
    ("re-based down", |own| own.re_based_down),
    ("new", |own| own.new),
    ("dropped", |own| own.dropped),
    ("re-profiled between years", |own| own.re_profiled),
    ("moved", |own| own.moved),
    ("closing plan", |own| own.closing),
];

const FORECAST: [Step<ForecastSteps>; 7] = [
    ("opening forecast", |own| own.opening),
    ("delivery since against plan", |own| own.delivery),
    ("forecast changes", |own| own.changes),
    ("new", |own| own.new),
    ("dropped", |own| own.dropped),
    ("moved", |own| own.moved),
    ("closing forecast", |own| own.closing),
];

/// What is said where lines do not add up as they are shown.
const ROUNDED: &str = "(rounded: the lines add up before rounding)";

/// A step of headroom; null where it is not assessed in both submissions.
type HeadroomStep = (&'static str, fn(&HeadroomChange) -> Option<Money>);

const HEADROOM: [HeadroomStep; 4] = [
    ("opening headroom", |own| own.headroom.from),
    ("by the financial challenge", |own| own.by_challenge),
    ("by savings identified", |own| own.by_identified),
    ("closing headroom", |own| own.headroom.to),
];

/// The bridges of the whole.
pub fn of_whole(whole: &SubjectMovement, shown: Shown) -> Vec<Block> {
    let mut blocks = plan(whole, "PLAN BRIDGE", shown);
    blocks.extend(forecast(whole, "FORECAST BRIDGE", shown));
    blocks.extend(headroom(whole, "HEADROOM BRIDGE", shown));
    blocks
}

/// The bridges of several subjects, and what their steps mean.
pub fn of<'m>(subjects: impl Iterator<Item = &'m SubjectMovement>, shown: Shown) -> Vec<Block> {
    let mut blocks = vec![
        Block::line(
            "Re-profiled is what a scheme gains in one year and loses in another, in the order of years; the rest \
             of what it gains or loses is re-based. What moved with a scheme is gained after the move and lost \
             before it.",
        ),
        Block::line(
            "Delivery is the change of the variance to date, as far as it is reported; forecast changes are the \
             rest. A scheme without a forecast stands at its plan.",
        ),
        Block::line(
            "Headroom is savings identified less the financial challenge: a challenge that is raised lowers it.",
        ),
    ];
    for own in subjects {
        let moves = own.total.plan.moves()
            || own.years.iter().any(|year| year.plan.moves())
            || own.total.forecast.is_some_and(|forecast| forecast.moves())
            || own.headroom.iter().any(HeadroomChange::moves);
        if !moves {
            continue;
        }
        blocks.push(Block::part(heading(own)));
        blocks.extend(plan(own, "PLAN", shown));
        blocks.extend(forecast(own, "FORECAST", shown));
        blocks.extend(headroom(own, "HEADROOM", shown));
    }
    blocks
}

/// What a bridge is of: `workstream Care of region North SHA`.
fn heading(own: &SubjectMovement) -> String {
    let [organisation, cluster, region] =
        [&own.organisation, &own.cluster, &own.region].map(|name| text::clean(name));
    let workstream = text::clean(&own.workstream);
    match own.level {
        Level::Scheme => format!("scheme {} of {organisation}", subject(own)),
        Level::Workstream => format!("workstream {workstream} of {organisation}"),
        Level::ClusterWorkstream => format!("workstream {workstream} of cluster {cluster}"),
        Level::RegionWorkstream => format!("workstream {workstream} of region {region}"),
        Level::NationWorkstream => format!("workstream {workstream} of all organisations"),
        Level::Nation => "all organisations".to_owned(),
        Level::Organisation | Level::Cluster | Level::Region => format!("{} {}", own.level, subject(own)),
    }
}

fn plan(own: &SubjectMovement, title: &str, shown: Shown) -> Vec<Block> {
    let years: Vec<&BridgeYear> = own.years.iter().collect();
    let holds = |bridge: &BridgeYear| PLAN.iter().any(|(_, step)| !step(&bridge.plan).is_zero());
    if !years.iter().any(|bridge| holds(bridge)) {
        return Vec::new();
    }
    table(title, own, shown, &PLAN, |bridge| Some(&bridge.plan))
}

fn forecast(own: &SubjectMovement, title: &str, shown: Shown) -> Vec<Block> {
    if own.total.forecast.is_none() {
        return Vec::new();
    }
    table(title, own, shown, &FORECAST, |bridge| bridge.forecast.as_ref())
}

/// Of headroom that is assessed in both submissions and moved.
fn headroom(own: &SubjectMovement, title: &str, shown: Shown) -> Vec<Block> {
    let is_known = own.headroom.last().is_some_and(|total| total.by_challenge.is_some());
    if !is_known || !own.headroom.iter().any(HeadroomChange::moves) {
        return Vec::new();
    }
    let mut columns = vec![Column::text(&words::with_unit(title, shown), Room::Cut(20))];
    let one_year = own.headroom.len() == 2;
    let all: Vec<&HeadroomChange> = own.headroom.iter().take(if one_year { 1 } else { usize::MAX }).collect();
    columns.extend(all.iter().map(|change| Column::number(&change.year)));
    let mut grid = Grid::new(columns);
    grid.continues = true;
    let casts = |change: &&HeadroomChange| match HEADROOM.map(|(_, step)| step(change)) {
        [parts @ .., Some(closing)] => shown.casts(parts.into_iter().flatten(), closing),
        _ => true,
    };
    let is_cast = all.iter().all(casts);
    for (name, step) in HEADROOM {
        let cells = all.iter().map(|change| shown.known(step(change)));
        grid.row(std::iter::once(name.to_owned()).chain(cells).collect());
    }
    if !is_cast {
        grid.across(ROUNDED.to_owned());
    }
    vec![Block::Gap, Block::Grid(grid)]
}

fn table<T>(
    title: &str,
    own: &SubjectMovement,
    shown: Shown,
    steps: &[Step<T>],
    of: fn(&BridgeYear) -> Option<&T>,
) -> Vec<Block> {
    let mut columns = vec![Column::text(&words::with_unit(title, shown), Room::Cut(20))];
    let several = own.years.len() > 1;
    let all: Vec<&BridgeYear> = own.years.iter().chain(Some(&own.total).filter(|_| several)).collect();
    columns.extend(own.years.iter().map(|bridge| Column::number(&words::of_year(bridge.year))));
    if several {
        columns.push(Column::number("total"));
    }
    let mut grid = Grid::new(columns);
    grid.continues = true;
    let casts = |steps_of: &T| match steps.split_last() {
        Some(((_, closing), parts)) => {
            shown.casts(parts.iter().map(|(_, step)| step(steps_of)), closing(steps_of))
        }
        None => true,
    };
    let is_cast = all.iter().filter_map(|bridge| of(bridge)).all(casts);
    for (at, (name, step)) in steps.iter().enumerate() {
        let amounts: Vec<Option<Money>> = all.iter().map(|bridge| of(bridge).map(step)).collect();
        let is_end = at == 0 || at + 1 == steps.len();
        if !is_end && amounts.iter().flatten().all(|amount| amount.is_zero()) {
            continue;
        }
        let cells = amounts.into_iter().map(|amount| shown.known(amount));
        grid.row(std::iter::once((*name).to_owned()).chain(cells).collect());
    }
    if !is_cast {
        grid.across(ROUNDED.to_owned());
    }
    vec![Block::Gap, Block::Grid(grid)]
}
