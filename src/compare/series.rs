//! Three submissions or more: the path of each subject from one to the next, what its forecasts were worth, and
//! the chart test over the months of all of them.

use super::bridge::together;
use super::matching::{self, PlanPair};
use super::snapshot::Snapshot;
use super::{UnitsDiffer, head, milestones, same_unit, shown, subjects};
use crate::calendar::FinancialYear;
use crate::money::{Money, Unit};
use crate::names::{ByName, same};
use crate::policy::Policy;
use crate::rating::Rating;
use crate::report::{
    Level, MilestoneChange, Move, PathPoint, Series, SeriesStep, SubjectMovement, SubjectPath, Withdrawn,
};
use indexmap::IndexMap;

mod charts;
mod record;

use record::{Outcomes, PastYears, record};

/// The series of submissions, oldest first; `unit` is the one in which tables are to show amounts.
///
/// # Errors
/// Where amounts with a unit would be held against amounts without one: the number of the later submission.
pub fn series(
    snapshots: &[Snapshot],
    policy: &Policy,
    unit: Option<Unit>,
) -> Result<Series, (usize, UnitsDiffer)> {
    let mut paths = Paths::default();
    let mut withdrawn = Vec::new();
    let several = snapshots.iter().any(|own| own.plans.len() > 1);
    for (at, (from, to)) in snapshots.iter().zip(snapshots.iter().skip(1)).enumerate() {
        same_unit(from, to).map_err(|differ| (at + 1, differ))?;
        let pairs = matching::organisations(from, to);
        let changes: Vec<MilestoneChange> = pairs.iter().flat_map(milestones::of).collect();
        let moved = subjects::all((from, to), &pairs, &changes, (policy, several));
        withdrawn.extend(moved.iter().filter_map(|own| gone(own, at + 2, to)));
        paths.step(at, (from, to), &pairs, &moved);
    }
    withdrawn.sort_by_key(|own| (own.submission, std::cmp::Reverse(own.amount)));
    let last = paths.last;
    let subjects: Vec<SubjectPath> = paths.tracks.into_iter().map(settle).collect();
    let whole = last.and_then(|at| subjects.get(at));
    let whole = whole.filter(|last| matches!(last.level, Level::Organisation | Level::Nation)).cloned();
    let mut series = Series {
        submissions: snapshots.iter().map(head).collect(),
        notes: out_of_order(snapshots),
        whole,
        subjects,
        withdrawn,
        xmr: charts::tested(snapshots),
        ..Series::default()
    };
    if let (Some(first), Some(last)) = (snapshots.first(), snapshots.last()) {
        let largest = series.whole.as_ref().map(|whole| {
            let amounts = [whole.bridge.plan.opening, whole.bridge.plan.closing];
            let to_date = whole.points.iter().flat_map(|point| [point.plan_ytd, point.plan_year]);
            amounts.into_iter().chain(to_date.flatten()).map(Money::abs).max().unwrap_or_default()
        });
        series.shown = shown((last, first), largest.unwrap_or_default(), unit);
    }
    Ok(series)
}

/// A subject while it is followed, and what later submissions say of its past years.
#[derive(Default)]
struct Track {
    path: SubjectPath,
    outcomes: Outcomes,
}

/// The subjects of all submissions while they are followed.
#[derive(Default)]
struct Paths {
    tracks: Vec<Track>,
    /// Where a subject stands, by what the latest submission that holds it calls it.
    at: IndexMap<String, usize>,
    /// The last subject of the last step.
    last: Option<usize>,
}

impl Paths {
    fn step(
        &mut self,
        at: usize,
        (from, to): (&Snapshot, &Snapshot),
        pairs: &[PlanPair],
        moved: &[SubjectMovement],
    ) {
        let was = Names::of(pairs);
        let mut known: IndexMap<String, usize> = IndexMap::with_capacity(moved.len());
        let (dated_from, dated_to, past) = (Dated::of(from), Dated::of(to), PastYears::of(to));
        for own in moved {
            let earlier = was.key(own);
            let track = self.at.swap_remove(&earlier).unwrap_or_else(|| {
                self.tracks.push(Track::default());
                self.tracks.len() - 1
            });
            known.insert(own.key(), track);
            self.last = Some(track);
            let Some(Track { path, outcomes }) = self.tracks.get_mut(track) else { continue };
            outcomes.extend(past.of_subject(own).map(|(year, amount)| (year, (at + 2, amount))));
            path.subject = own.subject.clone();
            if at == 0 {
                path.points.extend(point(own, 1, &dated_from, was.organisation(own)));
            }
            path.points.extend(point(own, at + 2, &dated_to, &own.organisation));
            path.steps.push(SeriesStep { to: at + 2, bridge: own.total.clone() });
        }
        // what is gone may come back
        for (name, track) in std::mem::take(&mut self.at) {
            known.entry(name).or_insert(track);
        }
        self.at = known;
    }
}

/// What subjects of the later submission are called in the earlier one.
struct Names<'p> {
    pairs: ByName<(&'p PlanPair<'p>, ByName<&'p str>)>,
}

impl<'p> Names<'p> {
    fn of(pairs: &'p [PlanPair<'p>]) -> Self {
        let mut names = ByName::default();
        for pair in pairs {
            let Some(plan) = pair.plan.latest() else { continue };
            let mut schemes = ByName::default();
            for (from, to) in pair.schemes.iter().filter_map(|own| Some((own.from?, own.to?))) {
                schemes.insert(to.id, from.id);
            }
            names.insert(&plan.organisation, (pair, schemes));
        }
        Self { pairs: names }
    }

    fn organisation<'n>(&'n self, own: &'n SubjectMovement) -> &'n str {
        let pair = self.pairs.get(&own.organisation);
        pair.and_then(|(pair, _)| pair.plan.from).map_or(&own.organisation, |plan| &plan.organisation)
    }

    fn key(&self, own: &SubjectMovement) -> String {
        let pair = self.pairs.get(&own.organisation);
        let workstream = pair.and_then(|(pair, _)| pair.workstream_was(&own.workstream));
        let scheme = pair.and_then(|(_, schemes)| schemes.get(&own.scheme).copied());
        let workstream = own.was.as_deref().filter(|_| own.level.is_of_workstreams()).or(workstream);
        own.key_of(
            self.organisation(own),
            workstream.unwrap_or(&own.workstream),
            scheme.unwrap_or(&own.scheme),
        )
    }
}

/// The dates and years of a submission.
struct Dated<'s> {
    plans: ByName<(Option<&'s str>, Option<FinancialYear>)>,
    all: (Option<&'s str>, Option<FinancialYear>),
}

impl<'s> Dated<'s> {
    fn of(snapshot: &'s Snapshot) -> Self {
        let mut plans = ByName::default();
        for plan in &snapshot.plans {
            plans.insert(&plan.organisation, (plan.as_at.as_deref(), plan.year));
        }
        let years: Vec<_> = snapshot.plans.iter().map(|plan| plan.year).collect();
        let first = years.first().copied().flatten();
        let year = first.filter(|_| years.iter().all(|year| *year == first));
        Self { plans, all: (snapshot.as_at(), year) }
    }
}

/// How a subject stands in the earlier (of the first step) or the later submission; `None` where it is not there.
fn point(own: &SubjectMovement, submission: usize, dated: &Dated, organisation: &str) -> Option<PathPoint> {
    let is_later = submission > 1;
    let pick = |amounts: crate::report::Amounts| if is_later { amounts.to } else { amounts.from };
    let percent = if is_later { &own.percent_ytd.to } else { &own.percent_ytd.from };
    let rating = if is_later { own.rating.to } else { own.rating.from };
    let (as_at, year) = match own.level.is_own() {
        true => dated.plans.get(organisation).copied()?,
        false => dated.all,
    };
    let point = PathPoint {
        submission,
        as_at: as_at.map(str::to_owned),
        rating,
        plan_ytd: pick(own.plan_ytd),
        actual_ytd: pick(own.actual_ytd),
        variance_ytd: pick(own.variance_ytd),
        percent_ytd: percent.clone(),
        year,
        plan_year: pick(own.plan_year),
        forecast_year: pick(own.forecast_year),
        error: None,
    };
    let amounts = [point.plan_ytd, point.actual_ytd, point.plan_year, point.forecast_year];
    (rating != Rating::NotApplicable || amounts.iter().any(Option::is_some)).then_some(point)
}

/// A scheme of which less is delivered to date than before.
fn gone(own: &SubjectMovement, submission: usize, to: &Snapshot) -> Option<Withdrawn> {
    let amount = own.word(Move::Withdrawn).filter(|_| own.level == Level::Scheme)?.amount?;
    let plan = to.plans.iter().find(|plan| same(&plan.organisation, &own.organisation));
    Some(Withdrawn {
        submission,
        as_at: plan.and_then(|plan| plan.as_at.clone()),
        organisation: own.organisation.clone(),
        workstream: own.workstream.clone(),
        scheme: own.scheme.clone(),
        name: own.name.clone(),
        from: own.actual_ytd.from?,
        to: own.actual_ytd.to?,
        amount: -amount,
    })
}

/// What is known of a path once it is whole: its bridge, and what its forecasts were worth.
fn settle(Track { mut path, outcomes }: Track) -> SubjectPath {
    path.bridge = together(path.steps.iter().map(|step| &step.bridge));
    if path.level == Level::Scheme {
        path.steps.clear();
    }
    let mut years: Vec<Option<FinancialYear>> = path.points.iter().map(|point| point.year).collect();
    years.sort_unstable();
    years.dedup();
    path.record = years.into_iter().filter_map(|year| record(&mut path.points, year, &outcomes)).collect();
    path
}

/// Submissions that are not in the order of their dates.
fn out_of_order(snapshots: &[Snapshot]) -> Vec<String> {
    let pairs = snapshots.iter().zip(snapshots.iter().skip(1));
    let wrong =
        pairs.filter(|(one, next)| one.as_at().zip(next.as_at()).is_some_and(|(one, next)| one > next));
    wrong
        .map(|(one, next)| {
            format!(
                "{} is of a later date than {}, which is given after it: give the oldest first",
                one.label, next.label
            )
        })
        .collect()
}
