//! Milestones of two submissions, against the day on which each was first due: the earlier submission's, so that
//! a date that is written over is a slip.

use super::matching::PlanPair;
use super::snapshot::{SnapMilestone, SnapPlan};
use crate::calendar::{Date, days_between, parse_date};
use crate::names::ByName;
use crate::plan::fields::words::MilestoneStatus;
use crate::plan::ids_of;
use crate::report::{MilestoneChange, MilestoneMove};

/// The milestones of an organisation that moved. Those of schemes that are new or dropped go with them.
pub fn of(pair: &PlanPair) -> Vec<MilestoneChange> {
    let (Some(from), Some(to)) = (pair.plan.from, pair.plan.to) else { return Vec::new() };
    let schemes = Schemes::of(pair);
    let mut before: ByName<Vec<&SnapMilestone>> = ByName::default();
    for milestone in &from.milestones {
        if let Some(owner) = schemes.before(pair, milestone) {
            before.of(&format!("{owner}\u{1F}{}", milestone.milestone)).push(milestone);
        }
    }
    let mut seen: ByName<usize> = ByName::default();
    let mut changes = Vec::new();
    for milestone in &to.milestones {
        let Some(owner) = schemes.now(milestone) else { continue };
        let name = format!("{owner}\u{1F}{}", milestone.milestone);
        let nth = seen.of(&name);
        let was = before.get(&name).and_then(|all| all.get(*nth)).copied();
        *nth += 1;
        changes.extend(change(was.map(|was| (was, from)), Some((milestone, to)), &to.organisation));
    }
    for (name, all) in before.iter() {
        let known = seen.get(name).copied().unwrap_or(0);
        let gone = all.iter().skip(known);
        changes.extend(gone.filter_map(|was| change(Some((was, from)), None, &to.organisation)));
    }
    changes
}

/// The schemes of both submissions.
struct Schemes {
    /// What a scheme of the earlier one is called in the later one.
    now: ByName<String>,
    /// Those of the later one that were there before.
    known: ByName<()>,
}

impl Schemes {
    fn of(pair: &PlanPair) -> Self {
        let both = || pair.schemes.iter().filter_map(|pair| Some((pair.from?, pair.to?)));
        let mut schemes = Self { now: ByName::default(), known: ByName::default() };
        for (from, to) in both() {
            schemes.now.insert(from.id, to.id.to_owned());
            schemes.known.add(to.id);
        }
        schemes
    }

    /// Whose a milestone of the earlier submission is, as the later one calls it; `None` of dropped schemes.
    fn before(&self, pair: &PlanPair, milestone: &SnapMilestone) -> Option<String> {
        if milestone.scheme.is_empty() {
            return Some(pair.workstream_now(&milestone.workstream).to_owned());
        }
        let ids: Vec<&str> =
            ids_of(&milestone.scheme).filter_map(|id| self.now.get(id).map(String::as_str)).collect();
        (!ids.is_empty()).then(|| ids.join(";"))
    }

    /// Whose a milestone of the later submission is; `None` of new schemes.
    fn now(&self, milestone: &SnapMilestone) -> Option<String> {
        if milestone.scheme.is_empty() {
            return Some(milestone.workstream.clone());
        }
        let ids: Vec<&str> = ids_of(&milestone.scheme).filter(|id| self.known.contains(id)).collect();
        (!ids.is_empty()).then(|| ids.join(";"))
    }
}

/// How a milestone stands in a submission.
struct Stands {
    is_done: bool,
    /// The day on which it was done, or is expected: a day that is past is not; `None` where nothing says.
    day: Option<Date>,
}

impl Stands {
    /// `None` where it is cancelled.
    fn of(milestone: &SnapMilestone, plan: &SnapPlan) -> Option<Self> {
        let status = milestone.status.as_deref();
        if status == Some(MilestoneStatus::Cancelled.word()) {
            return None;
        }
        let completed = date(&milestone.completed);
        let is_done = completed.is_some() || status == Some(MilestoneStatus::Done.word());
        if is_done {
            return Some(Self { is_done, day: completed });
        }
        let expected = date(&milestone.revised_due).or_else(|| date(&milestone.due));
        let as_at = date(&plan.as_at);
        Some(Self { is_done, day: expected.map(|day| as_at.map_or(day, |as_at| day.max(as_at))) })
    }
}

fn date(iso: &Option<String>) -> Option<Date> {
    parse_date(iso.as_deref()?).ok()
}

type InPlan<'s> = (&'s SnapMilestone, &'s SnapPlan);

/// What became of a milestone; `None` where nothing did.
fn change(from: Option<InPlan>, to: Option<InPlan>, organisation: &str) -> Option<MilestoneChange> {
    let (own, _) = to.or(from)?;
    let due = from.and_then(|(own, _)| own.due.clone()).or_else(|| own.due.clone());
    let before = from.and_then(|(own, plan)| Stands::of(own, plan));
    let now = to.and_then(|(own, plan)| Stands::of(own, plan));
    let day = |stands: &Option<Stands>| stands.as_ref().and_then(|stands| stands.day);
    let days = day(&before).zip(day(&now)).map(|(before, now)| days_between(before, now));
    let days_late = date(&due).zip(day(&now)).map(|(due, now)| days_between(due, now));
    let was_done = before.as_ref().is_some_and(|before| before.is_done);
    let what = match (&before, &now) {
        (None, None) => return None,
        (None, Some(_)) => MilestoneMove::New,
        (Some(_), None) => MilestoneMove::Dropped,
        (Some(_), Some(now)) if now.is_done && !was_done => {
            if days_late.is_some_and(|days| days > 0) {
                MilestoneMove::DoneLate
            } else {
                MilestoneMove::Done
            }
        }
        (Some(_), Some(_)) => match days? {
            1.. => MilestoneMove::Slipped,
            0 => return None,
            _ => MilestoneMove::BroughtForward,
        },
    };
    let iso = |day: Option<Date>| day.map(|day| day.to_string());
    Some(MilestoneChange {
        organisation: organisation.to_owned(),
        workstream: own.workstream.clone(),
        scheme: own.scheme.clone(),
        milestone: own.milestone.clone(),
        what,
        due,
        from: iso(day(&before)),
        to: iso(day(&now)),
        days,
        days_late,
        places: own.places.clone(),
    })
}
