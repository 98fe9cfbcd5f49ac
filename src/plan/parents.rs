//! Whom an organisation reports to. Where that changes, one row of the `plan` table says each parent and from
//! which day.

use super::Plan;
use super::circles::circles_of;
use super::fields::{ColumnId, plan};
use super::row::Row;
use crate::calendar::Date;
use crate::names::{ByName, same};
use std::collections::BTreeSet;

/// What a row that says no more than a parent may fill.
const OF_PARENT: [ColumnId; 5] =
    [plan::ORGANISATION, plan::CODE, plan::TIER, plan::PARENT, plan::PARENT_FROM];

/// Whether a row of the `plan` table says no more than which parent its organisation has from a day on.
pub(super) fn is_of_parent_alone(row: &Row) -> bool {
    row.filled(plan::PARENT) && row.cells.iter().all(|cell| OF_PARENT.contains(&cell.column))
}

impl Plan {
    /// Takes the parent that the organisation has on a day; without a day the last. A parent without a day
    /// holds until the first that has one; before that day there is none, where no row says so.
    pub fn settle_parent(&mut self, on: Option<Date>) {
        if self.parents_from().next().is_some() {
            let in_force = self.parent_row_on(on);
            self.parent = in_force.and_then(|row| row.text(plan::PARENT)).map(str::to_owned);
        }
    }

    /// The days from which it has another parent.
    fn parents_from(&self) -> impl Iterator<Item = Date> {
        self.parent_rows().filter_map(|row| row.date(plan::PARENT_FROM))
    }

    fn parent_rows(&self) -> impl Iterator<Item = &Row> {
        let own = std::iter::once(&self.row).filter(|row| row.filled(plan::PARENT));
        self.other_parents.iter().chain(own)
    }

    /// The row of the `plan` table that says its parent on a day.
    pub(super) fn parent_row_on(&self, on: Option<Date>) -> Option<&Row> {
        let mut rows: Vec<&Row> = self.parent_rows().collect();
        rows.sort_by_key(|row| row.date(plan::PARENT_FROM));
        let holds = |row: &&Row| row.date(plan::PARENT_FROM).zip(on).is_none_or(|(from, on)| from <= on);
        rows.into_iter().rev().find(holds)
    }

    /// The parent that it has on a day, as it is written.
    fn parent_on(&self, on: Option<Date>) -> Option<&str> {
        match self.parents_from().next() {
            Some(_) => self.parent_row_on(on)?.text(plan::PARENT),
            None => self.parent.as_deref(),
        }
    }
}

/// The organisations that may be named as a parent, by name or by code.
pub struct Parents<'p> {
    named: ByName<usize>,
    codes: ByName<&'p str>,
}

impl<'p> Parents<'p> {
    pub fn of(plans: impl IntoIterator<Item = &'p Plan>) -> Self {
        let (mut named, mut codes) = (ByName::default(), ByName::default());
        for (at, plan) in plans.into_iter().enumerate() {
            named.insert(&plan.organisation, at);
            if let Some(code) = plan.code() {
                codes.insert(code, &*plan.organisation);
            }
        }
        Self { named, codes }
    }

    /// A parent by its name, where it is named by its code.
    pub fn name<'n>(&self, parent: &'n str) -> &'n str
    where
        'p: 'n,
    {
        let coded = self.codes.get(parent).filter(|_| !self.named.contains(parent));
        coded.map_or(parent, |name| name)
    }
}

/// Organisations, by their index, each of which reports to the next and the last to the first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Circle {
    pub plans: Vec<usize>,
    /// The day on which they do, where they did not always.
    pub on: Option<Date>,
}

/// Every circle of parents, on whatever day. That a region's own rows name it as their region is none.
pub(super) fn circles(plans: &[&Plan]) -> Vec<Circle> {
    let parents = Parents::of(plans.iter().copied());
    let days: BTreeSet<Date> = plans.iter().flat_map(|plan| plan.parents_from()).collect();
    let before = days.first().and_then(|first| first.yesterday().ok());
    let mut found: Vec<Circle> = Vec::new();
    for on in before.into_iter().chain(days).map(Some).chain([None]) {
        let above = |plan: &Plan| {
            let parent = parents.name(plan.parent_on(on)?);
            let is_own = same(parent, &plan.organisation);
            let is_said = plan.parent_row_on(on).is_some();
            parents.named.get(parent).copied().filter(|_| !is_own || is_said)
        };
        let above: Vec<Option<usize>> = plans.iter().map(|plan| above(plan)).collect();
        for around in circles_of(&above) {
            if !found.iter().any(|known| known.plans == around) {
                let changes = around.iter().any(|at| plans[*at].parents_from().next().is_some());
                found.push(Circle { plans: around, on: on.filter(|_| changes) });
            }
        }
    }
    found
}
