//! How a subject stands in one submission: its colours, its finance line, its headroom.

use super::matching::SchemeShot;
use super::snapshot::{SnapCard, SnapFinance, SnapHeadroomYear, SnapPlan, Snapshot};
use crate::names::same;
use crate::rating::Rating;
use crate::report::{Body, Level, MilestoneChange, Position};

/// Milestones of a subject that slipped, and the most days.
#[derive(Debug, Clone, Copy, Default)]
pub struct Slips {
    pub milestones: usize,
    pub days: Option<i32>,
}

impl Slips {
    pub fn add(&mut self, change: &MilestoneChange) {
        self.milestones += 1;
        self.days = self.days.max(change.days);
    }

    /// Adds those of a part.
    pub fn join(&mut self, other: Self) {
        self.milestones += other.milestones;
        self.days = self.days.max(other.days);
    }
}

/// How a subject stands in one submission.
#[derive(Debug, Clone, Default)]
pub struct Standing<'s> {
    /// The overall colour; of regions and the nation that of their report card.
    pub rating: Rating,
    /// The card and both its halves, where there is one.
    pub card: Option<Rating>,
    pub development: Option<Rating>,
    pub progress: Option<Rating>,
    pub line: Option<&'s SnapFinance>,
    pub sign_off: Option<Position>,
    /// Every year, then the total.
    pub headroom: Vec<&'s SnapHeadroomYear>,
    pub incomplete: bool,
}

impl<'s> Standing<'s> {
    /// What has a card, else its finance line alone.
    pub fn of(card: Option<&'s SnapCard>, line: Option<&'s SnapFinance>) -> Option<Self> {
        let alone = || line.map_or(Rating::NotApplicable, |line| line.rating);
        (card.is_some() || line.is_some()).then(|| Self {
            rating: card.map_or_else(alone, |card| card.overall),
            card: card.map(|card| card.overall),
            development: card.map(|card| card.development),
            progress: card.map(|card| card.progress),
            line,
            incomplete: line.is_some_and(|line| line.incomplete),
            ..Self::default()
        })
    }

    pub fn of_scheme(scheme: Option<SchemeShot<'s>>) -> Option<Self> {
        scheme.and_then(|scheme| Self::of(scheme.card, scheme.finance))
    }

    pub fn of_plan(plan: Option<&'s SnapPlan>) -> Option<Self> {
        let plan = plan?;
        Some(Self {
            rating: plan.rating,
            sign_off: plan.sign_off.map(|own| own.position),
            headroom: plan.headroom.years.iter().chain(&plan.headroom.total).collect(),
            incomplete: plan.incomplete,
            ..Self::of(plan.card(), plan.whole()).unwrap_or_default()
        })
    }

    /// A body over organisations, or a workstream of it. A single organisation is the whole of its submission.
    pub fn over(snapshot: &'s Snapshot, of: &Body) -> Option<Self> {
        let Some(rollup) = &snapshot.rollup else {
            let [plan] = snapshot.plans.as_slice() else { return None };
            return Self::of_only(plan, of);
        };
        let line = rollup.line(of)?;
        let headroom = rollup.headroom(of).collect();
        Some(Self { headroom, ..Self::of(rollup.card(of), Some(line)).unwrap_or_default() })
    }

    fn of_only(plan: &'s SnapPlan, of: &Body) -> Option<Self> {
        let is_in = |body: &str, own: &str| body.is_empty() || same(body, own);
        if !is_in(&of.region, plan.region()) || !is_in(&of.cluster, plan.cluster()) {
            return None;
        }
        if of.level.is_of_workstreams() {
            let is_own = |level: Level, name: &str| level == Level::Workstream && same(name, &of.workstream);
            let card = plan.report_card.iter().find(|card| is_own(card.level, &card.workstream));
            return Self::of(card, plan.finance.iter().find(|line| is_own(line.level, &line.workstream)));
        }
        Some(Self {
            rating: Self::of(plan.card(), plan.whole()).unwrap_or_default().rating,
            sign_off: None,
            ..Self::of_plan(Some(plan)).unwrap_or_default()
        })
    }
}
