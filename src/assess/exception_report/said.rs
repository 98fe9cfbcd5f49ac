//! What a plan says of something that is short of green: why, and what is being done.

use crate::calendar::{Date, show_date};
use crate::criteria::figure_13::milestones::{coming, put_back};
use crate::criteria::figure_13::risks::needs_action;
use crate::criteria::judging::Judged;
use crate::criteria::{FIVE_PERCENT_RULE, Outcome, PlanView, SchemeView};
use crate::location::Place;
use crate::names::same;
use crate::plan::Row;
use crate::plan::fields::{TableId, milestones, risks};
use crate::report::FinanceLine;

/// Criteria whose reasons say what was missed: a milestone, an indicator.
const MISSED: [&str; 2] = ["F13-MIL-3", "F13-KPI-3"];
/// Criteria that repeat the figures, or the risks that are given in full.
const GIVEN_ELSEWHERE: [&str; 2] = [FIVE_PERCENT_RULE, "F13-RSK-2"];

/// What is said, and where.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) reasons: Vec<String>,
    pub(super) found: Vec<String>,
    pub(super) actions: Vec<String>,
    /// The next milestone and its day.
    pub(super) next: Option<(String, Date)>,
    pub(super) places: Vec<Place>,
}

impl Said {
    /// Of a scheme: its figures, missed milestones and indicators, risks that call for action, what else the
    /// criteria find, late milestones that have a new date.
    pub(super) fn of_scheme(view: &SchemeView, results: &[Judged], line: Option<&FinanceLine>) -> Self {
        let mut said = Self::default();
        if let Some(line) = line {
            said.places.extend(line.places.places());
        }
        let short = results.iter().filter(|judged| judged.outcome.is_short());
        for judged in short.filter(|judged| judged.outcome != Outcome::Unreviewed) {
            let id = judged.criterion.id;
            if MISSED.contains(&id) && judged.outcome != Outcome::Unevidenced {
                said.reasons.push(judged.reason.clone());
                said.places.extend(judged.places.first());
            } else if !GIVEN_ELSEWHERE.contains(&id) {
                said.found.push(judged.reason.clone());
            }
        }
        view.rows(TableId::Risks).for_each(|row| said.add_risk(view.of, row));
        for (row, date) in put_back(view) {
            let name = row.text(milestones::MILESTONE).unwrap_or("");
            said.actions.push(format!("milestone '{name}' is now due on {}", show_date(date)));
            said.places.push(row.place_of(milestones::REVISED_DUE));
        }
        said.next = coming(view).map(|(row, date)| {
            said.places.push(row.place_of(milestones::MILESTONE));
            (row.text(milestones::MILESTONE).unwrap_or("").to_owned(), date)
        });
        said
    }

    /// Of a workstream: the risks that name it and no scheme.
    pub(super) fn of_workstream(view: &PlanView, workstream: &str) -> Self {
        let is_own = |row: &&Row| {
            !row.filled(risks::SCHEME)
                && row.text(risks::WORKSTREAM).is_some_and(|name| same(name, workstream))
        };
        Self::of_risks(view, view.rows(TableId::Risks).iter().filter(is_own))
    }

    /// Of a plan: the risks that name neither scheme nor workstream.
    pub(super) fn of_plan(view: &PlanView) -> Self {
        let is_own = |row: &&Row| !row.filled(risks::SCHEME) && !row.filled(risks::WORKSTREAM);
        Self::of_risks(view, view.rows(TableId::Risks).iter().filter(is_own))
    }

    fn of_risks<'r>(view: &PlanView, rows: impl Iterator<Item = &'r Row>) -> Self {
        let mut said = Self::default();
        rows.for_each(|row| said.add_risk(view, row));
        said
    }

    /// A risk that calls for action: what it is, and what is done about it, by whom.
    fn add_risk(&mut self, view: &PlanView, row: &Row) {
        if !needs_action(row, view.policy) {
            return;
        }
        let id = row.text(risks::RISK).unwrap_or("");
        if let Some(what) = row.text(risks::DESCRIPTION) {
            self.reasons.push(format!("risk {id}: {what}"));
            self.places.push(row.place_of(risks::DESCRIPTION));
        }
        if let Some(mitigation) = row.text(risks::MITIGATION) {
            let beside = [risks::MITIGATION_STATUS, risks::OWNER].map(|column| row.text(column));
            let beside: Vec<&str> = beside.into_iter().flatten().collect();
            let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join(", ")) };
            self.actions.push(format!("{id}: {mitigation}{beside}"));
            self.places.push(row.place_of(risks::MITIGATION));
        }
    }
}
