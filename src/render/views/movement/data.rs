//! The columns of what moved, and of bridges.

use super::amount;
use crate::money::Money;
use crate::render::cells::{Cell, columns};
use crate::report::{
    BridgeYear, ForecastSteps, HeadroomChange, HeadroomRow, Move, PlanSteps, SubjectMovement,
};

columns! {
    SubjectMovement, own:
    level, organisation, code = own.code.as_deref().unwrap_or(""), region, workstream, scheme, name,
    direction, direction_development, direction_progress,
    words = words_of(own).as_str(),
    worsened = amount(own, Move::Worsened),
    recovered = amount(own, Move::Recovered),
    improved = amount(own, Move::Improved),
    slipped = amount(own, Move::Slipped),
    new = amount(own, Move::New),
    dropped = amount(own, Move::Dropped),
    re_based = amount(own, Move::ReBased),
    renamed_from = own.was.as_deref().unwrap_or(""),
    moved_from = own.moved_from.as_deref().unwrap_or(""),
    rating_from = own.rating.from, rating_to = own.rating.to,
    development_from = own.development.from, development_to = own.development.to,
    progress_from = own.progress.from, progress_to = own.progress.to,
    finance_from = own.finance.from, finance_to = own.finance.to,
    forecast_rating_from = own.forecast.from, forecast_rating_to = own.forecast.to,
    plan_ytd_from = own.plan_ytd.from, plan_ytd_to = own.plan_ytd.to,
    actual_ytd_from = own.actual_ytd.from, actual_ytd_to = own.actual_ytd.to,
    variance_ytd_from = own.variance_ytd.from, variance_ytd_to = own.variance_ytd.to,
    percent_ytd_from = own.percent_ytd.from.as_ref().map_or(Cell::Blank, Cell::Share),
    percent_ytd_to = own.percent_ytd.to.as_ref().map_or(Cell::Blank, Cell::Share),
    plan_year_from = own.plan_year.from, plan_year_to = own.plan_year.to,
    forecast_year_from = own.forecast_year.from, forecast_year_to = own.forecast_year.to,
    variance_forecast_from = own.variance_forecast.from, variance_forecast_to = own.variance_forecast.to,
    percent_forecast_from = own.percent_forecast.from.as_ref().map_or(Cell::Blank, Cell::Share),
    percent_forecast_to = own.percent_forecast.to.as_ref().map_or(Cell::Blank, Cell::Share),
    headroom_from = own.headroom.last().and_then(|own| own.headroom.from),
    headroom_to = own.headroom.last().and_then(|own| own.headroom.to),
    milestones_slipped, incomplete,
    re_profiled = amount(own, Move::ReProfiled),
    moved = amount(own, Move::Moved),
    renamed = amount(own, Move::Renamed),
    withdrawn = amount(own, Move::Withdrawn),
    cluster,
    challenge_raised = amount(own, Move::ChallengeRaised),
    challenge_cut = amount(own, Move::ChallengeCut),
    headroom_by_challenge = own.headroom.last().and_then(|own| own.by_challenge),
    headroom_by_identified = own.headroom.last().and_then(|own| own.by_identified),
}

/// A year of a subject's bridges, or all years together.
pub struct BridgeLine<'m> {
    own: &'m SubjectMovement,
    /// `None` of a year that has headroom alone.
    bridge: Option<&'m BridgeYear>,
    headroom: Option<&'m HeadroomChange>,
    is_total: bool,
}

/// The lines of a subject: every year of its bridges, years that have headroom alone, then the total.
pub fn bridge_lines(own: &SubjectMovement) -> impl Iterator<Item = BridgeLine<'_>> {
    let year = |bridge: &BridgeYear| bridge.year.map(|year| year.to_string());
    let headroom = move |wanted: &str| own.headroom.iter().find(|change| change.year == wanted);
    let of_plan = own.years.iter().map(move |bridge| {
        let headroom = year(bridge).and_then(|year| headroom(&year));
        BridgeLine { own, bridge: Some(bridge), headroom, is_total: false }
    });
    let has_bridge =
        move |wanted: &str| own.years.iter().any(|bridge| year(bridge).as_deref() == Some(wanted));
    let alone = own
        .headroom
        .iter()
        .filter(move |change| change.year != HeadroomRow::TOTAL && !has_bridge(&change.year));
    let alone =
        alone.map(move |change| BridgeLine { own, bridge: None, headroom: Some(change), is_total: false });
    let of_all = headroom(HeadroomRow::TOTAL);
    let total = BridgeLine { own, bridge: Some(&own.total), headroom: of_all, is_total: true };
    of_plan.chain(alone).chain([total])
}

columns! {
    BridgeLine<'_>, line:
    level = line.own.level,
    organisation = line.own.organisation.as_str(),
    region = line.own.region.as_str(),
    workstream = line.own.workstream.as_str(),
    scheme = line.own.scheme.as_str(),
    name = line.own.name.as_str(),
    year = line.year(),
    plan_opening = line.plan(|own| own.opening),
    re_based_up = line.plan(|own| own.re_based_up),
    re_based_down = line.plan(|own| own.re_based_down),
    new = line.plan(|own| own.new),
    dropped = line.plan(|own| own.dropped),
    re_profiled = line.plan(|own| own.re_profiled),
    moved = line.plan(|own| own.moved),
    plan_closing = line.plan(|own| own.closing),
    forecast_opening = line.forecast(|own| own.opening),
    forecast_delivery = line.forecast(|own| own.delivery),
    forecast_changes = line.forecast(|own| own.changes),
    forecast_new = line.forecast(|own| own.new),
    forecast_dropped = line.forecast(|own| own.dropped),
    forecast_moved = line.forecast(|own| own.moved),
    forecast_closing = line.forecast(|own| own.closing),
    cluster = line.own.cluster.as_str(),
    headroom_opening = line.headroom.and_then(|own| own.headroom.from),
    headroom_by_challenge = line.headroom.and_then(|own| own.by_challenge),
    headroom_by_identified = line.headroom.and_then(|own| own.by_identified),
    headroom_closing = line.headroom.and_then(|own| own.headroom.to),
}

impl BridgeLine<'_> {
    fn year(&self) -> Cell<'_> {
        match (self.bridge, self.headroom) {
            _ if self.is_total => Cell::Word(HeadroomRow::TOTAL),
            (Some(bridge), _) => bridge.year.map_or(Cell::Blank, Cell::Year),
            (None, headroom) => headroom.map_or(Cell::Blank, |own| Cell::Text(&own.year)),
        }
    }

    fn plan(&self, step: fn(&PlanSteps) -> Money) -> Option<Money> {
        self.bridge.map(|own| step(&own.plan))
    }

    fn forecast(&self, step: fn(&ForecastSteps) -> Money) -> Option<Money> {
        self.bridge?.forecast.as_ref().map(step)
    }
}

/// Its words, one behind the other.
fn words_of(own: &SubjectMovement) -> String {
    own.words.iter().map(|moved| moved.word.word()).collect::<Vec<_>>().join("; ")
}
