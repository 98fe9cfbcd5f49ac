//! What of an organisation was not assessed, and why.

use super::overall::PlanRow;
use super::{Run, Scope};
use crate::figures::Headroom;
use crate::rating::Rating;
use crate::report::{CardColumn, NotAssessed, Part, Ratings};

const NOTHING_SUPPLIED: &str = "nothing of it is supplied";

pub(super) fn of(
    run: &Run,
    ratings: &Ratings,
    headroom: &Headroom,
    rows: &[PlanRow],
    columns: &[CardColumn],
) -> Vec<NotAssessed> {
    let part =
        |part: Part, name: &str, why: &str| NotAssessed { part, name: name.to_owned(), why: why.to_owned() };
    let mut all = Vec::new();
    if ratings.finance == Rating::NotApplicable {
        all.push(part(Part::Finance, "finance", "nothing is planned to date"));
    }
    if ratings.forecast == Rating::NotApplicable {
        all.push(part(Part::Forecast, "forecast", "no forecast of a planned year is given"));
    }
    if let Some(why) = headroom.not_assessed() {
        all.push(part(Part::Headroom, "headroom", &why));
    } else if headroom.rating == Rating::NotApplicable {
        all.push(part(Part::Headroom, "headroom", "there is nothing to hold the savings against"));
    }
    let outside = format!("scope {} does not judge it", run.scope);
    if run.scope == Scope::Money {
        all.push(part(Part::Delivery, "delivery", &outside));
    } else if ratings.delivery == Rating::NotApplicable {
        all.push(part(Part::Delivery, "delivery", "no scheme is rated"));
    }
    if run.scope != Scope::Plan {
        all.push(part(Part::Row, "Appendix One", &outside));
    }
    let absent = rows.iter().filter(|row| row.not_supplied);
    all.extend(absent.map(|row| part(Part::Row, row.row, NOTHING_SUPPLIED)));
    all.extend(columns.iter().map(|column| part(Part::Column, column.name(), NOTHING_SUPPLIED)));
    all
}
