//! The sums of every body that others report to, and of the whole, at the month that all have reached.

use super::hierarchy::{Lacking, headroom_of, replaced};
use super::months::MonthSums;
use super::sums::Parted;
use super::totals::Totals;
use super::{Figures, Headroom, Summed};
use crate::calendar::FinancialYear;
use crate::parallel::Threads;
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
    pub totals: Parted<Totals>,
    pub headroom: Headroom,
    /// The year of them all; `None` where they differ.
    pub year: Option<FinancialYear>,
    /// How many organisations they are of: those without schemes of their own aside.
    pub organisations: usize,
    /// The plans whose schemes they are of, by their index.
    counted: Vec<usize>,
    /// Whether something that could not be read may be of them.
    lacks: bool,
}

impl Rolled {
    pub fn of(submission: &Submission, figures: &Figures, policy: &Policy, threads: Threads) -> Self {
        let bodies = &figures.bodies;
        let lacking = Lacking::of(submission, bodies);
        let of_bodies = || {
            let mut of_bodies = Vec::new();
            for (at, body) in bodies.leading() {
                let mut own = Together::of(Some(at), (submission, figures), policy);
                own.headroom = headroom_of(at, (submission, figures), &lacking, policy);
                if lacking.contains(&body.name) {
                    own.lack();
                }
                of_bodies.resize_with(at + 1, || None);
                of_bodies[at] = Some(own);
            }
            of_bodies
        };
        let (all, bodies_rolled) =
            threads.beside(|| Together::of(None, (submission, figures), policy), of_bodies);
        let mut rolled = Self { bodies: bodies_rolled, all };
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
        for at in plans {
            let Some((plan, own)) = submission.plans.get(at).zip(figures.at_common(at)) else { continue };
            if replaced(submission, &figures.bodies, policy, (plan, body)) {
                continue;
            }
            if own.totals.all.sums.schemes > 0 || !figures.bodies.leads(plan) {
                years.push(own.year);
                all.organisations += 1;
            }
            all.totals.join(&own.totals);
            all.counted.push(at);
        }
        let first = years.first().copied().flatten();
        all.year = first.filter(|_| years.iter().all(|year| *year == first));
        all
    }

    /// Their months.
    pub fn months(&self, submission: &Submission, figures: &Figures) -> Parted<MonthSums> {
        let mut all = Parted::default();
        for at in &self.counted {
            if let Some((plan, own)) = submission.plans.get(*at).zip(figures.at_common(*at)) {
                all.join(own.months(plan));
            }
        }
        if self.lacks {
            all.lack();
        }
        all
    }

    fn lack(&mut self) {
        self.totals.lack();
        self.lacks = true;
    }
}
