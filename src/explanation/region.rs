//! Why finance has its colour over organisations: a region or the whole, with its members.

use crate::figures::distance::Bound;
use crate::figures::hierarchy::{Regions, at_common, in_total, replaced};
use crate::figures::{Figures, Position, Rated};
use crate::names::same;
use crate::plan::{Plan, Submission};
use crate::policy::Policy;
use crate::rating::Rating;

/// Why finance has its colour over several organisations.
#[derive(Debug, Clone)]
pub struct Region<'a> {
    /// Plan against actual, to date.
    pub to_date: Position,
    /// Its colour.
    pub rated: Rated,
    /// Plan against forecast for the year, where there is a forecast, and its colour.
    pub full_year: Option<(Position, Rated)>,
    /// The bounds between colours, from green to red.
    pub bounds: Vec<Bound>,
    /// The organisations whose schemes enter the sums, the furthest behind first.
    pub members: Vec<MemberPlan<'a>>,
    /// Organisations that belong here and whose schemes do not count.
    pub replaced: Vec<&'a str>,
}

/// An organisation that enters the sums.
#[derive(Debug, Clone)]
pub struct MemberPlan<'a> {
    /// The organisation.
    pub plan: &'a Plan,
    /// Its position to date, at the common month.
    pub to_date: Position,
    /// Its colour.
    pub rating: Rating,
    /// Its position for the year; without a forecast, the plan.
    pub year: Position,
    /// How many schemes enter.
    pub schemes: usize,
    /// How many of them give no forecast.
    pub without_forecast: usize,
}

/// Explains a region by its name, or the whole.
#[must_use]
pub fn region<'a>(
    submission: &'a Submission,
    figures: &'a Figures,
    policy: &Policy,
    name: Option<&str>,
) -> Region<'a> {
    let (mut to_date, mut year) = (Position::default(), Position::default());
    let mut has_forecast = false;
    let (mut members, mut out) = (Vec::new(), Vec::new());
    let regions = Regions::of(submission);
    for (plan, figures) in at_common(submission, figures, policy) {
        let own = regions.of_plan(plan);
        if name.is_some_and(|name| !own.is_some_and(|own| same(own, name))) {
            continue;
        }
        if replaced(submission, policy, plan) {
            out.push(plan.organisation.as_str());
            continue;
        }
        let mut member = MemberPlan {
            plan,
            to_date: Position::default(),
            rating: Rating::NotApplicable,
            year: Position::default(),
            schemes: 0,
            without_forecast: 0,
        };
        for (_, own) in plan.schemes.iter().zip(&figures.schemes).filter(|(scheme, _)| in_total(scheme)) {
            member.to_date = member.to_date + own.to_date;
            member.year = member.year + own.year_in_sums();
            member.schemes += 1;
            member.without_forecast += usize::from(own.full_year.is_none());
        }
        member.rating = member.to_date.rate(policy).rating;
        has_forecast |= member.without_forecast < member.schemes;
        to_date = to_date + member.to_date;
        year = year + member.year;
        if member.schemes > 0 {
            members.push(member);
        }
    }
    members.sort_by_key(|member| member.to_date.variance());
    Region {
        rated: to_date.rate(policy),
        full_year: has_forecast.then(|| (year, year.rate(policy))),
        bounds: Bound::all(policy, &to_date),
        to_date,
        members,
        replaced: out,
    }
}
