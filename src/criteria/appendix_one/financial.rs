//! Appendix One: financial. Allocations and the challenge, activity, productivity and inputs; and
//! what they share: assumptions that hold a value, its unit and why it is right.

use super::gaps::Gaps;
use super::yearly::{no_years, years};
use crate::criteria::{Evidence, PlanView};
use crate::plan::Row;
use crate::plan::fields::words::Topic;
use crate::plan::fields::{TableId, assumptions};

pub mod activity;
pub mod allocation;
pub mod inputs;

/// The assumptions of a topic, of the plan and of its schemes.
fn of_topic<'a>(view: &PlanView<'a>, topic: Topic) -> impl Iterator<Item = &'a Row> {
    view.rows(TableId::Assumptions).iter().filter(move |row| row.word(assumptions::TOPIC) == Some(topic))
}

/// Whether an assumption has a value, a unit and a rationale.
fn is_complete(row: &Row) -> bool {
    row.filled(assumptions::VALUE)
        && row.text(assumptions::UNIT).is_some()
        && row.text(assumptions::RATIONALE).is_some()
}

/// A complete assumption of a topic for every forecast year; one without a year holds for them all.
fn assumed_every_year(view: &PlanView, topic: Topic, what: &'static str) -> Evidence {
    let Some((_, forecast)) = years(view) else { return no_years() };
    let mut gaps = Gaps::default();
    for year in forecast {
        let holds =
            |row: &&Row| row.cell(assumptions::YEAR).is_none() || row.year(assumptions::YEAR) == Some(year);
        gaps.look_for(what, year, of_topic(view, topic).filter(holds), assumptions::VALUE, is_complete);
    }
    for row in of_topic(view, topic).take(1) {
        gaps.said(row.place);
    }
    gaps.evidence("no forecast year")
}
