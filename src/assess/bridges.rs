//! The bridges of every body, worked out once: the roll-up shows them, finding RU and the alignment of plans to
//! their region's go by them. And who was expected and has not submitted.

use super::{Options, Run, level_of};
use crate::calendar::FinancialYear;
use crate::checks::Found;
use crate::checks::double_counting::Twice;
use crate::checks::rollup::{self, Body, Bridge, Members, Part, bridge, workstreams};
use crate::figures::hierarchy::{Standing, replaced, replaces};
use crate::figures::{Bodies, Figures};
use crate::money::{Amount, Unit};
use crate::names::same;
use crate::nearest::{did_you_mean, nearest};
use crate::plan::fields::TableId;
use crate::plan::reference::{Reference, members_of};
use crate::plan::{Plan, Submission};
use crate::policy::Policy;
use crate::report::{BridgeLine, Bridged, Finding, Level, NotSubmitted};

/// A total that is printed somewhere, and that the sums are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlTotal {
    /// The organisation or body; `None` for all together.
    pub body: Option<String>,
    pub year: FinancialYear,
    pub amount: Amount,
}

/// The bridges of one body.
pub(super) struct OfBody {
    level: Level,
    /// Blank for the nation.
    pub(super) name: String,
    /// Whether a plan of its own is read.
    has_plan: bool,
    /// Whether that plan states a figure or has schemes.
    is_planned: bool,
    unit: Option<Unit>,
    pub(super) bridges: Vec<Bridge>,
}

#[derive(Default)]
pub(super) struct Bridges {
    pub(super) all: Vec<OfBody>,
    pub(super) not_submitted: Vec<NotSubmitted>,
}

impl Bridges {
    /// Whether there may be any.
    pub(super) fn may_be(figures: &Figures, options: &Options) -> bool {
        figures.bodies.leading().next().is_some() || !options.controls.is_empty()
    }

    pub(super) fn of(
        (submission, figures): (&Submission, &Figures),
        policy: &Policy,
        options: &Options,
        twice: &[Twice],
    ) -> Self {
        let not_submitted = not_submitted(submission, &figures.bodies, &options.expected);
        let plans = Plans { submission, figures, policy };
        let mut all = Vec::new();
        for (at, body) in figures.bodies.leading() {
            let own = body.plan.and_then(|at| plans.body(at));
            let missing = missing(submission, &not_submitted, &figures.bodies, Some(&body.name));
            let parts = plans.parts(at);
            let members = Members { parts: &parts, missing: &missing, twice };
            let mut bridges = own.map_or_else(Vec::new, |own| rollup::bridges(own, members, policy));
            for control in options.controls.iter().filter(|own| own.is_of(&body.name)) {
                bridges.extend(control.over(own, members, policy));
            }
            all.push(OfBody {
                level: level_at(body.standing),
                name: body.name.clone(),
                has_plan: own.is_some(),
                is_planned: own.is_some_and(|(plan, _)| {
                    !plan.schemes.is_empty() || !plan.rows(TableId::Years).is_empty()
                }),
                unit: plans.unit(at),
                bridges,
            });
        }
        for control in &options.controls {
            let plan = submission.plans.iter().zip(&figures.plans).find(|(plan, _)| {
                control.body.as_deref().is_some_and(|name| plan.is_called(name))
                    && !figures.bodies.leads(plan)
            });
            let (plan, own) = match (plan, &control.body) {
                (Some(found), _) => found,
                (None, Some(_)) => continue,
                (None, None) => {
                    let missing = missing(submission, &not_submitted, &figures.bodies, None);
                    let parts: Vec<Part> = figures.bodies.roots().filter_map(|at| plans.part(at)).collect();
                    let members = Members { parts: &parts, missing: &missing, twice };
                    let bridges = control.over(None, members, policy);
                    let unit = submission.plans.iter().find_map(|plan| plan.unit);
                    all.push(OfBody {
                        level: Level::Nation,
                        name: String::new(),
                        has_plan: false,
                        is_planned: false,
                        unit,
                        bridges,
                    });
                    continue;
                }
            };
            all.push(OfBody {
                level: level_of(&figures.bodies, plan),
                name: plan.organisation.clone(),
                has_plan: true,
                is_planned: false,
                unit: plan.unit,
                bridges: vec![workstreams::of_organisation(
                    control.year,
                    control.stated(),
                    (plan, own),
                    twice,
                )],
            });
        }
        Self { all, not_submitted }
    }

    /// Whether what a body states is what its members add up to; `None` where it states nothing.
    pub(super) fn agrees(&self, name: &str) -> Option<bool> {
        let own = self.all.iter().find(|own| own.is_planned && same(&own.name, name))?;
        Some(own.bridges.iter().filter(|bridge| !bridge.control).all(|bridge| bridge.agrees))
    }

    /// The findings RU of one organisation.
    pub(super) fn found(&self, organisation: &str) -> Vec<Found> {
        let own = self.all.iter().filter(|own| own.has_plan && same(&own.name, organisation));
        own.flat_map(|own| rollup::found(&own.bridges, own.unit)).collect()
    }

    /// Those of bodies without a plan of their own and of the whole; and who has not submitted.
    pub(super) fn found_of_no_plan(&self, run: &Run) -> Vec<Finding> {
        let of_bodies = self.all.iter().filter(|own| !own.has_plan);
        let mut found: Vec<Finding> = of_bodies
            .flat_map(|own| {
                rollup::found(&own.bridges, own.unit).into_iter().map(|one| run.finding(&own.name, one))
            })
            .collect();
        let mut regions: Vec<&str> = self.not_submitted.iter().map(|own| own.region.as_str()).collect();
        regions.dedup();
        regions.sort_unstable();
        regions.dedup();
        for region in regions {
            let of_region = || self.not_submitted.iter().filter(|own| own.region == region);
            let names: Vec<String> = of_region()
                .map(|own| match &own.near {
                    Some(near) => format!("{} ({})", own.organisation, did_you_mean(near)),
                    None => own.organisation.clone(),
                })
                .collect();
            let what = format!("not submitted: {}", names.join(", "));
            let expected = "a plan of every organisation that is expected (--expect-org)";
            let action = "Ask for it; the sums are without it.";
            let one = rollup::CHECK.warning(what, expected, action);
            found.push(run.finding(region, one));
        }
        found
    }

    /// The lines of every bridge.
    pub(super) fn lines(&self, run: &Run) -> Vec<BridgeLine> {
        let of_body = self.all.iter().flat_map(|own| own.bridges.iter().map(move |bridge| (own, bridge)));
        let lines =
            of_body.flat_map(|(own, bridge)| bridge.steps.iter().map(move |step| (own, bridge, step)));
        lines
            .map(|(own, bridge, step)| BridgeLine {
                level: own.level,
                body: own.name.clone(),
                figure: bridge.figure,
                year: bridge.year,
                workstream: bridge.workstream.clone(),
                control: bridge.control,
                step: step.step,
                of: step.of.clone(),
                amount: step.amount,
                note: step.note.clone(),
                places: run.places(&step.sum.places),
            })
            .collect()
    }
}

fn level_at(standing: Standing) -> Level {
    match standing {
        Standing::Nation => Level::Nation,
        Standing::Region => Level::Region,
        Standing::Cluster => Level::Cluster,
        Standing::Organisation => Level::Organisation,
    }
}

impl ControlTotal {
    fn is_of(&self, name: &str) -> bool {
        self.body.as_deref().is_some_and(|own| same(own, name))
    }

    fn stated(&self) -> crate::checks::Sum {
        crate::checks::Sum::stated(self.amount)
    }

    /// Over the members of a body with its own schemes, or over these alone where they replace its members'; by
    /// member and by workstream.
    fn over(&self, own: Option<Body>, members: Members, policy: &Policy) -> Vec<Bridge> {
        let is_alone = own.is_some_and(|(plan, _)| replaces(plan, policy));
        let members = if is_alone { Members { parts: &[], ..members } } else { members };
        let schemes = own.map(|own| bridge::planned(own, self.year, |scheme| scheme.outside().is_none()));
        let about = (Bridged::Plan, self.year, true);
        let by_member = bridge::over(about, self.stated(), schemes.unwrap_or_default(), members);
        std::iter::once(by_member)
            .chain(workstreams::of_members(about, self.stated(), own, members))
            .collect()
    }
}

/// The plans of a submission with their figures.
struct Plans<'a> {
    submission: &'a Submission,
    figures: &'a Figures,
    policy: &'a Policy,
}

impl<'a> Plans<'a> {
    fn body(&self, at: usize) -> Option<Body<'a>> {
        self.submission.plans.get(at).zip(self.figures.plans.get(at))
    }

    /// A body as a member of the one above it.
    fn part(&self, at: usize) -> Option<Part<'a>> {
        let body = self.figures.bodies.get(at)?;
        let bodies = &self.figures.bodies;
        let all: Vec<Body> = bodies.plans_of(at).into_iter().filter_map(|at| self.body(at)).collect();
        let is_in = |(plan, _): &&Body| !replaced(self.submission, bodies, self.policy, (plan, Some(at)));
        let plans: Vec<Body> = all.iter().filter(is_in).copied().collect();
        let leads = body.plan.filter(|_| !body.parts.is_empty()).and_then(|at| self.body(at));
        let leading = all.iter().map(|(plan, _)| *plan).filter(|plan| self.figures.bodies.leads(plan));
        let leading = leading.map(|plan| plan.organisation.as_str()).collect();
        Some(Part { name: &body.name, leads, plans, all, leading })
    }

    fn parts(&self, at: usize) -> Vec<Part<'a>> {
        let parts = self.figures.bodies.get(at).map_or(&[][..], |body| &body.parts);
        parts.iter().filter_map(|part| self.part(*part)).collect()
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        let plans = self.figures.bodies.plans_of(at);
        plans.into_iter().filter_map(|at| self.submission.plans.get(at)).find_map(|plan| plan.unit)
    }
}

/// The organisations of a body (of any, where none is named) of which no plan is read.
fn missing(
    submission: &Submission,
    not_submitted: &[NotSubmitted],
    bodies: &Bodies,
    body: Option<&str>,
) -> Vec<String> {
    let is_of =
        |region: &str| body.is_none_or(|name| bodies.chain(region).any(|(_, above)| same(&above.name, name)));
    let expected = not_submitted.iter().filter(|own| is_of(&own.region)).map(|own| own.organisation.clone());
    let unread = submission.left_out.iter().filter_map(|out| {
        out.region.as_deref().filter(|region| is_of(region))?;
        out.organisation.clone()
    });
    let mut all: Vec<String> = expected.collect();
    for name in unread {
        if !all.iter().any(|known| same(known, &name)) {
            all.push(name);
        }
    }
    all
}

/// Of the organisations that were expected, by name or code, or as the members of a region on the lists, those
/// that are not among the plans.
fn not_submitted(submission: &Submission, bodies: &Bodies, expected: &[Expected]) -> Vec<NotSubmitted> {
    let mut all: Vec<NotSubmitted> = Vec::new();
    let region_named = |name: &str| {
        let own = bodies
            .leading()
            .find(|(_, body)| Reference::Of2011.is_one(&body.name, name) || same(&body.name, name));
        own.map_or_else(|| name.to_owned(), |(_, body)| body.name.clone())
    };
    let is_read = |name: &str| submission.plans.iter().any(|plan| plan.is_called(name));
    let mut add = |name: &str, code: Option<&str>, region: &str| {
        let known = code.is_some_and(is_read) || is_read(name);
        if known || all.iter().any(|own| same(&own.organisation, name)) {
            return;
        }
        let names = submission.plans.iter().map(|plan: &Plan| plan.organisation.as_str());
        all.push(NotSubmitted {
            organisation: name.to_owned(),
            code: code.map(str::to_owned),
            region: region_named(region),
            near: nearest(name, names),
        });
    };
    for Expected { name, code } in expected {
        let listed = Reference::Of2011.body(code.as_deref().unwrap_or(name));
        match members_of(name) {
            Some(members) => members.iter().for_each(|body| add(body.name, Some(body.code), name)),
            None => add(name, code.as_deref(), listed.map_or("", |body| body.above)),
        }
    }
    all
}

/// An organisation that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// Its name or code; or a region whose members on the lists are meant.
    pub name: String,
    pub code: Option<String>,
}
