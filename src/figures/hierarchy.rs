//! Organisations above one another: nation, region (SHA), cluster, and those that report to them; and what
//! of their plans enters the sums.

use super::{Figures, Headroom};
use crate::names::{ByName, same};
use crate::plan::fields::plan as columns;
use crate::plan::fields::words::Tier;
use crate::plan::parents::Parents;
use crate::plan::reference::{self, is_nation};
use crate::plan::{LeftOut, Plan, Scheme, Submission};
use crate::policy::choices::OwnSchemes;
use crate::policy::{Key, Policy};
use thin_vec::ThinVec;

/// The body that an organisation reports to.
fn parent_of(plan: &Plan) -> Option<&str> {
    plan.parent.as_deref().filter(|parent| !same(parent, &plan.organisation))
}

/// Where a body stands among those above and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody reports to it.
    Organisation,
    /// Others report to it, and it to a region.
    Cluster,
    /// Others report to it, and it to nobody or to the nation.
    Region,
    /// Regions report to it.
    Nation,
}

/// An organisation, or a body that others name as theirs.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its name as first written.
    pub name: String,
    /// Its plan, by its index in [`Submission::plans`]; `None` where others alone name it.
    pub plan: Option<usize>,
    /// The body it reports to.
    above: Option<usize>,
    /// The bodies that report to it.
    pub parts: ThinVec<usize>,
    pub standing: Standing,
}

/// Every body of a submission, in the order in which they are first named.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    all: Vec<Body>,
    named: ByName<usize>,
}

impl Bodies {
    pub fn of(submission: &Submission) -> Self {
        let parents = Parents::of(&submission.plans);
        let mut bodies = Self::with_capacity(submission.plans.len());
        for (at, plan) in submission.plans.iter().enumerate() {
            let own = bodies.add(&plan.organisation);
            bodies.all[own].plan = Some(at);
        }
        for plan in &submission.plans {
            let Some(parent) = parent_of(plan) else { continue };
            let (own, above) = (bodies.add(&plan.organisation), bodies.add(parents.name(parent)));
            if own != above {
                bodies.all[own].above = Some(above);
            }
        }
        bodies.open_circles();
        for at in 0..bodies.all.len() {
            if let Some(above) = bodies.all[at].above {
                bodies.all[above].parts.push(at);
            }
        }
        for at in 0..bodies.all.len() {
            if bodies.all[at].above.is_none() {
                bodies.stand(at, submission, None);
            }
        }
        bodies
    }

    /// None yet, with room for so many.
    fn with_capacity(bodies: usize) -> Self {
        Self { all: Vec::with_capacity(bodies), named: ByName::with_capacity(bodies) }
    }

    fn add(&mut self, name: &str) -> usize {
        let at = self.all.len();
        let own = *self.named.or_insert_with(name, || at);
        if own == at {
            let (name, standing) = (name.to_owned(), Standing::Organisation);
            self.all.push(Body { name, plan: None, above: None, parts: ThinVec::new(), standing });
        }
        own
    }

    /// Nobody reports to itself by way of others: the bodies of such a circle, which is a problem of its own
    /// and is met here with `--keep-going` alone, report to nobody.
    fn open_circles(&mut self) {
        let all = self.all.len();
        let returns = |at: &usize| self.upwards(*at).skip(1).take(all).any(|above| above == *at);
        for at in (0..all).filter(returns).collect::<Vec<_>>() {
            self.all[at].above = None;
        }
    }

    /// A body and those above it, the nearest first.
    fn upwards(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |at| self.all.get(*at).and_then(|body| body.above))
    }

    fn stand(&mut self, at: usize, submission: &Submission, above: Option<Standing>) {
        let parts = self.all[at].parts.clone();
        let declares = |at: usize, tier: Tier| {
            let Some(plan) = self.all[at].plan.and_then(|plan| submission.plans.get(plan)) else {
                return false;
            };
            let known = plan.known.is_some_and(|body| body.tier == reference::Tier::Region);
            plan.row.word::<Tier>(columns::TIER).map_or(known && tier == Tier::Region, |own| own == tier)
        };
        let leads = |at: &usize| !self.all[*at].parts.is_empty();
        let standing = match above {
            _ if parts.is_empty() => Standing::Organisation,
            Some(Standing::Region | Standing::Cluster) => Standing::Cluster,
            Some(Standing::Nation) => Standing::Region,
            _ if declares(at, Tier::Region) => Standing::Region,
            _ if declares(at, Tier::Nation) || is_nation(&self.all[at].name) => Standing::Nation,
            // two floors of bodies below it are regions and clusters
            _ if parts.iter().any(|part| declares(*part, Tier::Region))
                || parts
                    .iter()
                    .filter(|part| leads(part))
                    .any(|part| self.all[*part].parts.iter().any(leads)) =>
            {
                Standing::Nation
            }
            _ => Standing::Region,
        };
        self.all[at].standing = standing;
        for part in parts {
            self.stand(part, submission, Some(standing));
        }
    }

    pub fn get(&self, at: usize) -> Option<&Body> {
        self.all.get(at)
    }

    /// The body of this name.
    pub fn named(&self, name: &str) -> Option<(usize, &Body)> {
        let at = *self.named.get(name)?;
        Some((at, self.all.get(at)?))
    }

    /// The bodies that report to none.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.all.len()).filter(|at| self.all[*at].above.is_none())
    }

    /// The bodies that others report to, with their number.
    pub fn leading(&self) -> impl Iterator<Item = (usize, &Body)> {
        self.all.iter().enumerate().filter(|(_, body)| !body.parts.is_empty())
    }

    /// Whether others report to an organisation.
    pub fn leads(&self, plan: &Plan) -> bool {
        self.named(&plan.organisation).is_some_and(|(_, body)| !body.parts.is_empty())
    }

    /// The body and those above it, the nearest first.
    pub fn chain(&self, name: &str) -> impl Iterator<Item = (usize, &Body)> {
        let own = self.named.get(name).into_iter();
        own.flat_map(|at| self.upwards(*at)).filter_map(|at| Some((at, self.all.get(at)?)))
    }

    /// The region an organisation belongs to, or is.
    pub fn region_of(&self, name: &str) -> Option<&str> {
        self.chain(name).find(|(_, body)| body.standing == Standing::Region).map(|(_, body)| &*body.name)
    }

    /// The cluster of its region that an organisation belongs to, or is.
    pub fn cluster_of(&self, name: &str) -> Option<&str> {
        let clusters = self.chain(name).filter(|(_, body)| body.standing == Standing::Cluster);
        clusters.last().map(|(_, body)| &*body.name)
    }

    /// Whether a body stands alone at its level: of clusters within clusters the outermost does.
    pub fn is_outermost(&self, body: &Body) -> bool {
        body.standing != Standing::Cluster || self.cluster_of(&body.name) == Some(&*body.name)
    }

    /// The plans of a body and of all beneath it, by index, in the order of the submission.
    pub fn plans_of(&self, at: usize) -> Vec<usize> {
        let (mut plans, mut open) = (Vec::new(), vec![at]);
        while let Some(body) = open.pop().and_then(|at| self.all.get(at)) {
            plans.extend(body.plan);
            open.extend(&body.parts);
        }
        plans.sort_unstable();
        plans
    }

    /// The plans of a body and of all beneath it; all, where none is named.
    pub fn plans_within(&self, body: Option<usize>, submission: &Submission) -> Vec<usize> {
        body.map_or_else(|| (0..submission.plans.len()).collect(), |at| self.plans_of(at))
    }
}

/// Whether a body's plan brings no schemes of its own to the sums, so that it is its members' alone.
pub fn is_its_members(bodies: &Bodies, plan: &Plan) -> bool {
    bodies.leads(plan) && !plan.schemes.iter().any(in_total)
}

/// Which sums over organisations lack what could not be read (with `--keep-going`).
#[derive(Debug, Default)]
pub struct Lacking {
    /// Whether anything is lacking at all.
    pub any: bool,
    /// Whether it may be of any body.
    everywhere: bool,
    bodies: ByName<()>,
}

impl Lacking {
    pub fn of(submission: &Submission, bodies: &Bodies) -> Self {
        let mut lacking = Self::default();
        for plan in submission.plans.iter().filter(|plan| plan.lost.schemes) {
            lacking.add(bodies, Some(&plan.organisation));
        }
        for LeftOut { organisation, region } in &submission.left_out {
            let own = organisation.as_deref().filter(|name| bodies.named(name).is_some());
            lacking.add(bodies, own.or(region.as_deref()));
        }
        lacking
    }

    /// Something of a body, or of one that nothing names.
    fn add(&mut self, bodies: &Bodies, name: Option<&str>) {
        self.any = true;
        let Some(name) = name else {
            self.everywhere = true;
            return;
        };
        self.bodies.insert(name, ());
        for (_, body) in bodies.chain(name) {
            self.bodies.insert(&body.name, ());
        }
    }

    pub fn contains(&self, body: &str) -> bool {
        self.everywhere || self.bodies.contains(body)
    }
}

/// The headroom of a body: its own, where nobody reports to it; else with that of its members at the month
/// that all have reached.
pub fn headroom_of(
    at: usize,
    (submission, figures): (&Submission, &Figures),
    lacking: &Lacking,
    policy: &Policy,
) -> Headroom {
    let Some(body) = figures.bodies.get(at) else { return Headroom::default() };
    let own = body.plan.and_then(|at| submission.plans.get(at).zip(figures.at_common(at)));
    let own = own.map(|(plan, own)| (plan, own.headroom_alone()));
    if let (true, Some((_, own))) = (body.parts.is_empty(), own) {
        return own.clone().into_part(body.plan);
    }
    let members: Vec<Headroom> =
        body.parts.iter().map(|part| headroom_of(*part, (submission, figures), lacking, policy)).collect();
    let mut sum = Headroom::of_region(own, &members.iter().collect::<Vec<_>>(), policy);
    if lacking.contains(&body.name) && !own.is_some_and(|(plan, own)| own.restates_all(plan)) {
        sum.lack();
    }
    sum
}

/// Whether a plan's schemes are replaced, in the sums of a body (`None`: of all), by those of a body above it that
/// enters them too (policy `own`).
pub fn replaced(
    submission: &Submission,
    bodies: &Bodies,
    policy: &Policy,
    (plan, within): (&Plan, Option<usize>),
) -> bool {
    let mut is_in = true;
    let upwards = bodies.chain(&plan.organisation);
    let within = upwards.take_while(|(at, _)| std::mem::replace(&mut is_in, within != Some(*at)));
    replacing(submission, policy, within).is_some()
}

/// The name of the nearest body above one whose schemes replace what it has.
pub fn replaced_by(submission: &Submission, bodies: &Bodies, policy: &Policy, body: &str) -> Option<String> {
    replacing(submission, policy, bodies.chain(body)).map(|above| above.organisation.clone())
}

/// The first behind the first of a chain upwards whose schemes replace what those beneath it have.
fn replacing<'s, 'b>(
    submission: &'s Submission,
    policy: &Policy,
    upwards: impl Iterator<Item = (usize, &'b Body)>,
) -> Option<&'s Plan> {
    let mut above = upwards.skip(1).filter_map(|(_, body)| submission.plans.get(body.plan?));
    above.find(|plan| replaces(plan, policy))
}

/// Whether a region's own schemes replace its members' (policy `own`).
pub fn replaces(region: &Plan, policy: &Policy) -> bool {
    policy.choice(Key::Own) == Some(OwnSchemes::Replace) && region.schemes.iter().any(in_total)
}

/// Whether a scheme enters the sums of its organisation.
pub fn in_total(scheme: &Scheme) -> bool {
    scheme.outside().is_none()
}
