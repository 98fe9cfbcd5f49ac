//! What of a plan stands in the report as data, for movement to compare: milestones, and schemes that enter no sum.

use super::Run;
use crate::figures::PlanFigures;
use crate::plan::fields::words::MilestoneStatus;
use crate::plan::fields::{TableId, milestones as columns};
use crate::plan::{Outside, Plan};
use crate::report::{MilestoneLine, NotCounted};

pub(super) fn milestones(run: &Run, plan: &Plan) -> Vec<MilestoneLine> {
    let read = [columns::DUE, columns::REVISED_DUE, columns::COMPLETED, columns::STATUS];
    let line = |row: &crate::plan::Row| {
        let text = |column| row.text(column).unwrap_or("").to_owned();
        let date = |column| row.date(column).map(|date| date.to_string());
        let places: Vec<_> =
            read.iter().filter(|column| row.filled(**column)).map(|column| row.place_of(*column)).collect();
        MilestoneLine {
            scheme: text(columns::SCHEME),
            workstream: text(columns::WORKSTREAM),
            milestone: text(columns::MILESTONE),
            due: date(columns::DUE),
            revised_due: date(columns::REVISED_DUE),
            completed: date(columns::COMPLETED),
            status: row.word(columns::STATUS).map(MilestoneStatus::word),
            places: run.places(&places),
        }
    };
    plan.rows(TableId::Milestones).iter().map(line).collect()
}

/// Schemes whose amounts are in no sum, with why.
pub(super) fn not_counted(run: &Run, plan: &Plan, figures: &PlanFigures) -> Vec<NotCounted> {
    let schemes = plan.schemes.iter().zip(&figures.schemes);
    schemes
        .filter_map(|(scheme, own)| {
            let outside = scheme.outside()?;
            let why = match outside {
                Outside::Idea => "an idea".to_owned(),
                Outside::CountedUnder(other) => format!("counted under {other}"),
                Outside::Total => return None,
            };
            Some(NotCounted {
                scheme: scheme.id.to_string(),
                name: scheme.name().to_owned(),
                workstream: scheme.workstream().unwrap_or("").to_owned(),
                why,
                is_counted_elsewhere: matches!(outside, Outside::CountedUnder(_)),
                planned: own.planned_stated.then_some(own.planned),
                places: run.places(&[scheme.row.place]),
            })
        })
        .collect()
}
