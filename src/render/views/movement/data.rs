//! The columns of what moved, and of bridges.

use super::amount;
use crate::money::Money;
use crate::render::cells::{Cell, columns};
use crate::report::{BridgeYear, ForecastSteps, Move, SubjectMovement};

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
}

/// A year of a subject's bridge, or all years together.
pub struct BridgeLine<'m> {
    pub(super) own: &'m SubjectMovement,
    pub(super) bridge: &'m BridgeYear,
    pub(super) is_total: bool,
}

columns! {
    BridgeLine<'_>, line:
    level = line.own.level,
    organisation = line.own.organisation.as_str(),
    region = line.own.region.as_str(),
    workstream = line.own.workstream.as_str(),
    scheme = line.own.scheme.as_str(),
    name = line.own.name.as_str(),
    year = if line.is_total { Cell::Word("total") } else { line.bridge.year.map_or(Cell::Blank, Cell::Year) },
    plan_opening = line.bridge.plan.opening,
    re_based_up = line.bridge.plan.re_based_up,
    re_based_down = line.bridge.plan.re_based_down,
    new = line.bridge.plan.new,
    dropped = line.bridge.plan.dropped,
    re_profiled = line.bridge.plan.re_profiled,
    moved = line.bridge.plan.moved,
    plan_closing = line.bridge.plan.closing,
    forecast_opening = line.forecast(|own| own.opening),
    forecast_delivery = line.forecast(|own| own.delivery),
    forecast_changes = line.forecast(|own| own.changes),
    forecast_new = line.forecast(|own| own.new),
    forecast_dropped = line.forecast(|own| own.dropped),
    forecast_moved = line.forecast(|own| own.moved),
    forecast_closing = line.forecast(|own| own.closing),
    cluster = line.own.cluster.as_str(),
}

impl BridgeLine<'_> {
    fn forecast(&self, step: fn(&ForecastSteps) -> Money) -> Option<Money> {
        self.bridge.forecast.as_ref().map(step)
    }
}

/// Its words, one behind the other.
fn words_of(own: &SubjectMovement) -> String {
    own.words.iter().map(|moved| moved.word.word()).collect::<Vec<_>>().join("; ")
}
