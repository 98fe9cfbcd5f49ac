//! The sums of every body that others report to, and of the whole, at the month that all have reached.

use super::hierarchy::{Lacking, headroom_of, replaced};
use super::months::MonthSums;
use super::years::YearSums;
use super::{Figures, Headroom, Summed, Sums};
use crate::calendar::FinancialYear;
use crate::names::ByName;
use crate::plan::Submission;
use crate::policy::Policy;

/// The sums of all.
#[derive(Debug, Default)]
pub struct Rolled {
    /// By body, of those that others report to.
    bodies: Vec<Option<Together>>,
    /// Of every organisation.
    pub all: Together,
}

/// The sums of several organisations.
#[derive(Debug, Default)]
pub struct Together {
    pub sums: Sums,
    pub workstreams: ByName<Sums>,
    pub years: YearSums,
    pub years_of_workstreams: ByName<YearSums>,
    pub months: MonthSums,
    pub months_of_workstreams: ByName<MonthSums>,
    pub headroom: Headroom,
    /// The year of them all; `None` where they differ.
    pub year: Option<FinancialYear>,
    /// How many organisations they are of: those without schemes of their own aside.
    pub organisations: usize,
}

impl Rolled {
    pub fn of(submission: &Submission, figures: &Figures, policy: &Policy) -> Self {
        let bodies = &figures.bodies;
        let lacking = Lacking::of(submission, bodies);
        let mut rolled = Self::default();
        for (at, body) in bodies.leading() {
            let mut own = Together::of(Some(at), (submission, figures), policy);
            own.headroom = headroom_of(at, (submission, figures), &lacking, policy);
            if lacking.contains(&body.name) {
                own.lack();
            }
            rolled.bodies.resize_with(at + 1, || None);
            rolled.bodies[at] = Some(own);
        }
        rolled.all = Together::of(None, (submission, figures), policy);
        let roots = bodies.roots().map(|at| headroom_of(at, (submission, figures), &lacking, policy));
        rolled.all.headroom = Headroom::sum(roots.collect::<Vec<_>>().iter(), policy);
        if lacking.any {
            rolled.all.lack();
            rolled.all.headroom.lack();
        }
        rolled
    }

    /// The sums of a body that others report to.
    pub fn body(&self, at: usize) -> Option<&Together> {
        self.bodies.get(at)?.as_ref()
    }
}

impl Together {
    /// Those of a body and of all beneath it; of every organisation, where none is named.
    fn of(body: Option<usize>, (submission, figures): (&Submission, &Figures), policy: &Policy) -> Self {
        let plans = figures.bodies.plans_within(body, submission);
        let mut all = Self::default();
        let mut years = Vec::new();
        for (plan, own) in plans.iter().filter_map(|at| submission.plans.get(*at).zip(figures.at_common(*at)))
        {
            if replaced(submission, &figures.bodies, policy, (plan, body)) {
                continue;
            }
            let sums = Sums::of_plan(plan, own);
            if sums.schemes > 0 || !figures.bodies.leads(plan) {
                years.push(own.year);
                all.organisations += 1;
            }
            all.sums.join(&sums);
            all.years.join(&YearSums::of_plan(plan, own));
            all.months.join(&MonthSums::of_plan(plan, own));
            for (name, sums) in Sums::by_workstream(plan, own) {
                all.workstreams.of(&name).join(&sums);
            }
            for (name, sums) in YearSums::by_workstream(plan, own) {
                all.years_of_workstreams.of(&name).join(&sums);
            }
            for (name, sums) in MonthSums::by_workstream(plan, own) {
                all.months_of_workstreams.of(&name).join(&sums);
            }
        }
        let first = years.first().copied().flatten();
        all.year = first.filter(|_| years.iter().all(|year| *year == first));
        all
    }

    fn lack(&mut self) {
        self.sums.lack();
        self.years.lack();
        self.workstreams.iter_mut().for_each(|(_, sums)| sums.lack());
        self.years_of_workstreams.iter_mut().for_each(|(_, sums)| sums.lack());
        self.months.lack();
        self.months_of_workstreams.iter_mut().for_each(|(_, sums)| sums.lack());
    }
}
