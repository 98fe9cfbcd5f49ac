//! Which plan read is green where another is short of it, with the most similar schemes (NAO September 2011,
//! paragraph 2.8). Similar is what plans its savings in the same workstreams (of each the lesser of the two
//! shares) and calls its schemes alike (the share of planned savings that those hold); both are added.

use super::Run;
use crate::criteria::{Outcome, PlanView, Set, by_id};
use crate::rating::Rating;
use crate::report::{
    AlikeSchemes, CardColumn, ExpectationReport, Level, PeerLine, PeerPractice, PlanReport, Share,
};
use likeness::{Alike, Numbers, Profile, Written, percent};
use std::cmp::Reverse;
use std::collections::BTreeMap;

mod likeness;
mod practice;

/// The plans green in a row whose schemes are compared: those with most savings in the same workstreams.
const COMPARED: usize = 8;

/// The pairs of schemes alike that a line names.
const NAMED: usize = 5;

/// What is compared between plans: a row of Appendix One, or a column of the report card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    /// By its area and name.
    Row(&'static str, &'static str),
    Column(CardColumn),
}

/// A plan with what is asked of it here.
struct Body<'a> {
    view: &'a PlanView<'a>,
    report: &'a PlanReport,
    profile: Profile,
    ratings: BTreeMap<Subject, Rating>,
}

/// Every row and column short of green, plan by plan, with its peer.
pub(super) fn of(run: &Run, views: &[PlanView], plans: &[PlanReport]) -> Vec<PeerLine> {
    if plans.len() < 2 {
        return Vec::new();
    }
    // a body that is its members alone has no rows and columns of its own
    let own = |(_, report): &(_, &PlanReport)| report.level.is_own();
    let own: Vec<(&PlanView, &PlanReport)> = views.iter().zip(plans).filter(own).collect();
    let drawn: Vec<(Written, _)> =
        run.options.threads.map(&own, |(view, report)| (Written::of(view), ratings(report)));
    let mut numbers = Numbers::default();
    let mut bodies: Vec<Body> = Vec::with_capacity(own.len());
    for ((view, report), (written, ratings)) in own.into_iter().zip(drawn) {
        bodies.push(Body { view, report, profile: written.numbered(&mut numbers), ratings });
    }
    // a column that not every plan has a colour in compares nothing
    let columns = CardColumn::counted().map(Subject::Column);
    let uneven: Vec<Subject> =
        columns.filter(|column| bodies.iter().any(|body| !body.ratings.contains_key(column))).collect();
    for body in &mut bodies {
        body.ratings.retain(|subject, _| !uneven.contains(subject));
    }
    let bodies = &bodies;
    let all: Vec<usize> = (0..bodies.len()).collect();
    run.options.threads.map(&all, |at| of_body(run, bodies, *at)).into_iter().flatten().collect()
}

/// The colours of a plan's rows, as far as they are rated, and of its columns.
fn ratings(plan: &PlanReport) -> BTreeMap<Subject, Rating> {
    let rows = plan.appendix_one.iter().filter(|row| !row.not_supplied);
    let rows = rows.map(|row| (Subject::Row(row.area, row.row), row.rating));
    let whole = plan.report_card.iter().filter(|line| line.level == Level::Organisation);
    let columns =
        whole.flat_map(|line| CardColumn::counted().map(|column| (Subject::Column(column), line[column])));
    rows.chain(columns).filter(|(_, rating)| *rating != Rating::NotApplicable).collect()
}

fn of_body(run: &Run, bodies: &[Body], at: usize) -> Vec<PeerLine> {
    let Some(own) = bodies.get(at) else { return Vec::new() };
    let rows = own.report.appendix_one.iter().map(|row| Subject::Row(row.area, row.row));
    let subjects = rows.chain(CardColumn::counted().map(Subject::Column));
    let rated = subjects.filter_map(|subject| Some((subject, *own.ratings.get(&subject)?)));
    let short: Vec<_> = rated.filter(|(_, rating)| *rating != Rating::Green).collect();
    if short.is_empty() {
        return Vec::new();
    }
    let overlaps = bodies.iter().map(|body| own.profile.overlap(&body.profile)).collect();
    let mut known = Known { overlaps, alike: BTreeMap::new() };
    short.into_iter().map(|of| line(run, (bodies, at), own, of, &mut known)).collect()
}

/// What is known of how a plan compares with others, by their indices.
struct Known {
    /// How much they plan in the same workstreams.
    overlaps: Vec<i64>,
    /// Which schemes are alike, of those that were looked at.
    alike: BTreeMap<usize, Alike>,
}

fn line(
    run: &Run,
    (bodies, at): (&[Body], usize),
    own: &Body,
    (subject, rating): (Subject, Rating),
    known: &mut Known,
) -> PeerLine {
    let is_green = |body: &Body| body.ratings.get(&subject) == Some(&Rating::Green);
    let others = bodies.iter().zip(&known.overlaps).enumerate();
    let mut green: Vec<(i64, usize)> = others
        .filter(|(other, (body, _))| *other != at && is_green(body))
        .map(|(other, (_, overlap))| (*overlap, other))
        .collect();
    let (set, row) = match subject {
        Subject::Row(area, row) => (Set::AppendixOne, format!("{area}: {row}")),
        Subject::Column(column) => (Set::Figure13, column.name().to_owned()),
    };
    let mut line = PeerLine {
        organisation: own.report.organisation.clone(),
        set,
        row,
        rating,
        green: green.len(),
        peer: None,
        same_workstreams: None,
        schemes_alike: 0,
        alike_share: None,
        alike: Vec::new(),
        does: Vec::new(),
    };
    green.sort_by_key(|(overlap, other)| (Reverse(*overlap), *other));
    let similar = green.into_iter().take(COMPARED).filter_map(|(overlap, other)| {
        let body = bodies.get(other)?;
        let alike = known.alike.entry(other).or_insert_with(|| own.profile.alike(&body.profile));
        Some((overlap + own.profile.units(alike.planned), Reverse(other), overlap))
    });
    let Some((_, Reverse(best), overlap)) = similar.max() else { return line };
    let (Some(peer), Some(alike)) = (bodies.get(best), known.alike.get(&best)) else { return line };
    let share = |units: i64| percent(units).map(|percent| Share::of(percent, &[]));
    let planned = own.profile.is_planned() && peer.profile.is_planned();
    line.peer = Some(peer.report.organisation.clone());
    line.same_workstreams = share(overlap).filter(|_| planned);
    line.schemes_alike = alike.pairs.len();
    line.alike_share = share(own.profile.units(alike.planned)).filter(|_| planned);
    line.alike = named(own, peer, alike);
    line.does = does(run, own, peer, subject, alike);
    line
}

/// The schemes called alike, the greatest saving first.
fn named(own: &Body, peer: &Body, alike: &Alike) -> Vec<AlikeSchemes> {
    let saves = |at: usize| own.view.figures.schemes.get(at).map(|figures| figures.planned);
    let mut pairs = alike.pairs.clone();
    pairs.sort_by_key(|(at, _)| (Reverse(saves(*at)), *at));
    let pair = |(at, its): (usize, usize)| {
        let (scheme, other) = (own.view.plan.schemes.get(at)?, peer.view.plan.schemes.get(its)?);
        Some(AlikeSchemes {
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            peer_scheme: other.id.to_string(),
            peer_name: other.name().to_owned(),
        })
    };
    pairs.into_iter().take(NAMED).filter_map(pair).collect()
}

/// What the peer does: of each expectation that the plan falls short of and the peer meets; where it meets
/// none of those (they do not apply to it), of the others of the row.
fn does(run: &Run, own: &Body, peer: &Body, subject: Subject, alike: &Alike) -> Vec<PeerPractice> {
    match subject {
        Subject::Row(area, row) => {
            let of = |plan: &'_ PlanReport| -> Vec<ExpectationReport> {
                let rows = plan.appendix_one.iter().filter(|own| (own.area, own.row) == (area, row));
                rows.flat_map(|row| row.expectations.clone()).collect()
            };
            let short: Vec<&'static str> = of(own.report)
                .iter()
                .filter(|found| found.result.is_short())
                .map(|found| found.code)
                .collect();
            let met: Vec<ExpectationReport> =
                of(peer.report).into_iter().filter(|found| found.result == Outcome::Met).collect();
            let schemes: Vec<usize> = alike.pairs.iter().map(|(_, its)| *its).collect();
            let wanted = |found: &&ExpectationReport| short.contains(&found.code);
            let none = !met.iter().any(|found| wanted(&found));
            let told = met.iter().filter(|found| none || wanted(found));
            told.filter_map(|found| Some((by_id(found.code)?, found)))
                .flat_map(|found| practice::of(run, peer.view, found, &schemes))
                .collect()
        }
        Subject::Column(column) => column_does(run, own, peer, column, alike),
    }
}

/// Of a column: for each of its criteria that schemes of the plan fall short of, the peer's scheme that is most
/// like one of those, else its first, that meets it.
fn column_does(run: &Run, own: &Body, peer: &Body, column: CardColumn, alike: &Alike) -> Vec<PeerPractice> {
    let result =
        |plan: &'_ PlanReport, code: &str, outcome: &dyn Fn(Outcome) -> bool| -> Vec<(usize, usize)> {
            let all = plan.figure_13.iter().enumerate();
            all.flat_map(|(scheme, own)| {
                let found = own.expectations.iter().enumerate();
                let found = found.filter(|(_, found)| found.code == code && outcome(found.result));
                found.map(|(at, _)| (scheme, at)).collect::<Vec<_>>()
            })
            .collect()
        };
    let index = |body: &Body, scheme: usize| {
        let id = body.report.figure_13.get(scheme).map(|own| own.scheme.as_str());
        id.and_then(|id| body.view.plan.scheme_index(id))
    };
    let mut said = Vec::new();
    for code in column.criteria() {
        let short: Vec<usize> = result(own.report, code, &Outcome::is_short)
            .iter()
            .filter_map(|(scheme, _)| index(own, *scheme))
            .collect();
        let Some(criterion) = by_id(code).filter(|_| !short.is_empty()) else { continue };
        let met = result(peer.report, code, &|outcome| outcome == Outcome::Met);
        let is_like = |scheme: usize| {
            let its = index(peer, scheme);
            alike.pairs.iter().any(|(at, other)| Some(*other) == its && short.contains(at))
        };
        let best = met.iter().find(|(scheme, _)| is_like(*scheme)).or(met.first());
        let Some((scheme, at)) = best else { continue };
        let found = peer.report.figure_13.get(*scheme).and_then(|own| own.expectations.get(*at));
        if let Some((found, at)) = found.zip(index(peer, *scheme)) {
            said.extend(practice::of(run, peer.view, (criterion, found), &[at]));
        }
    }
    said
}
