//! What of an organisation was not assessed, and why.

use super::overall::PlanRow;
use super::{Run, Scope};
use crate::figures::Headroom;
use crate::rating::Rating;
use crate::report::{CardColumn, NotAssessed, Part, Ratings};
use std::borrow::Cow;

const NOTHING_SUPPLIED: &str = "nothing of it is supplied";

pub(super) fn of(
    run: &Run,
    ratings: &Ratings,
    headroom: &Headroom,
    rows: &[PlanRow],
    columns: &[CardColumn],
) -> Vec<NotAssessed> {
    fn part(part: Part, name: &'static str, why: impl Into<Cow<'static, str>>) -> NotAssessed {
        NotAssessed { part, name, why: why.into() }
    }
    let mut all = Vec::new();
    if ratings.finance == Rating::NotApplicable {
        all.push(part(Part::Finance, "finance", "nothing is planned to date"));
    }
    if ratings.forecast == Rating::NotApplicable {
        all.push(part(Part::Forecast, "forecast", "no forecast of a planned year is given"));
    }
    if let Some(why) = headroom.not_assessed() {
        all.push(part(Part::Headroom, "headroom", why));
    } else if headroom.rating == Rating::NotApplicable {
        all.push(part(Part::Headroom, "headroom", "there is nothing to hold the savings against"));
    }
    let outside = match run.scope {
        Scope::Money => "scope money does not judge it",
        Scope::Delivery => "scope delivery does not judge it",
        Scope::Plan | Scope::Auto => "",
    };
    if run.scope == Scope::Money {
        all.push(part(Part::Delivery, "delivery", outside));
    } else if ratings.delivery == Rating::NotApplicable {
        all.push(part(Part::Delivery, "delivery", "no scheme is rated"));
    }
    if run.scope != Scope::Plan {
        all.push(part(Part::Row, "Appendix One", outside));
    }
    let absent = rows.iter().filter(|row| row.not_supplied);
    all.extend(absent.map(|row| part(Part::Row, row.row, NOTHING_SUPPLIED)));
    all.extend(columns.iter().map(|column| part(Part::Column, column.name(), NOTHING_SUPPLIED)));
    all.shrink_to_fit();
    all
}
