//! The words of what moved, each with its amount.

use super::bridge::Bridges;
use super::direction;
use super::headroom;
use super::snapshot::SnapFinance;
use super::standing::{Slips, Standing};
use crate::figures::finance::bounds;
use crate::money::{Money, Percent};
use crate::policy::Policy;
use crate::rating::Rating;
use crate::report::{
    AmountOf, Amounts, Colours, Level, Move, Moved, Share, Shares, SignOffs, SubjectMovement,
};
use std::cmp::Ordering;

type Both<'s> = (Option<Standing<'s>>, Option<Standing<'s>>);

/// What is added up of a subject.
pub struct Sums<'b> {
    pub bridges: &'b Bridges,
    pub slips: Slips,
    /// The plan that moves with it, where it moves.
    pub moved: Money,
}

/// A subject above schemes with all that moved of it.
pub fn fill(subject: SubjectMovement, both: Both<'_>, sums: &Sums, policy: &Policy) -> SubjectMovement {
    let there = (both.0.is_some(), both.1.is_some());
    fill_scheme(subject, both, sums, (there, policy))
}

/// A subject with all that moved of it. A scheme may be there and outside the total.
pub fn fill_scheme(
    subject: SubjectMovement,
    (from, to): Both<'_>,
    Sums { bridges, slips, moved }: &Sums,
    (there, policy): ((bool, bool), &Policy),
) -> SubjectMovement {
    let line =
        |standing: &Option<Standing<'_>>| standing.as_ref().and_then(|standing| standing.line).cloned();
    let (before, now) = (line(&from), line(&to));
    let variance = before.as_ref().zip(now.as_ref());
    let way = variance.map_or((Ordering::Equal, AmountOf::VarianceToDate), |(from, to)| {
        direction::of_variances(from, to, policy)
    });
    let colours = |pick: &dyn Fn(&Standing<'_>) -> Rating| {
        let of = |standing: &Option<Standing<'_>>| standing.as_ref().map_or(Rating::NotApplicable, pick);
        Colours { from: of(&from), to: of(&to) }
    };
    let of_line = |pick: &dyn Fn(&SnapFinance) -> Rating| {
        colours(&|standing| standing.line.map_or(Rating::NotApplicable, pick))
    };
    let amounts = |pick: &dyn Fn(&SnapFinance) -> Option<Money>| {
        Amounts::of(before.as_ref().and_then(pick), now.as_ref().and_then(pick))
    };
    let shares = |pick: &dyn Fn(&SnapFinance) -> Option<Percent>| {
        let of = |line: Option<&SnapFinance>| {
            line.and_then(pick).map(|percent| Share::of(percent, &bounds(policy)))
        };
        Shares { from: of(before.as_ref()), to: of(now.as_ref()) }
    };
    let half = |pick: &dyn Fn(&Standing<'_>) -> Option<Rating>, variance: Ordering| {
        let of = |standing: &Option<Standing<'_>>| standing.as_ref().and_then(pick);
        direction::of(of(&from), of(&to), variance)
    };
    let none = Rating::NotApplicable;
    let mut filled = SubjectMovement {
        direction: half(&|own| Some(own.rating), way.0),
        direction_card: half(&|own| own.card, way.0),
        direction_development: half(&|own| own.development, Ordering::Equal),
        direction_progress: half(&|own| own.progress, way.0),
        rating: colours(&|own| own.rating),
        development: colours(&|own| own.development.unwrap_or(none)),
        progress: colours(&|own| own.progress.unwrap_or(none)),
        finance: of_line(&|line| line.rating),
        forecast: of_line(&|line| line.rating_forecast),
        sign_off: SignOffs {
            from: from.as_ref().and_then(|own| own.sign_off),
            to: to.as_ref().and_then(|own| own.sign_off),
        },
        plan_ytd: amounts(&|line| line.plan_ytd),
        actual_ytd: amounts(&|line| line.actual_ytd),
        variance_ytd: amounts(&|line| line.variance_ytd),
        percent_ytd: shares(&SnapFinance::percent_ytd),
        plan_year: amounts(&|line| line.plan_year),
        forecast_year: amounts(&|line| line.forecast_year),
        variance_forecast: amounts(&|line| line.variance_forecast),
        percent_forecast: shares(&SnapFinance::percent_forecast),
        headroom: headroom::of(from.as_ref(), to.as_ref()),
        years: bridges.years(),
        total: bridges.total(),
        milestones_slipped: slips.milestones,
        days: slips.days,
        incomplete: [&from, &to].into_iter().flatten().any(|own| own.incomplete),
        ..subject
    };
    filled.words = words(&filled, there, (way, *moved));
    let years = before.as_ref().and_then(|own| own.year).zip(now.as_ref().and_then(|own| own.year));
    if filled.level == Level::Scheme && years.is_none_or(|(from, to)| from == to) {
        filled.words.extend(withdrawn(&filled));
    }
    filled
}

fn words(
    subject: &SubjectMovement,
    there: (bool, bool),
    (way, crossing): ((Ordering, AmountOf), Money),
) -> Vec<Moved> {
    let steps = subject.total.plan;
    let first_known = |known: &[Option<Money>]| known.iter().copied().flatten().find(|own| !own.is_zero());
    let closing = first_known(&[Some(steps.closing), subject.plan_year.to, subject.plan_ytd.to]);
    let opening = first_known(&[Some(steps.opening), subject.plan_year.from, subject.plan_ytd.from]);
    let moved = |word, amount, amount_of| Moved { word, amount, amount_of };
    match there {
        (false, true) => return vec![moved(Move::New, closing, AmountOf::Plan)],
        (true, false) => return vec![moved(Move::Dropped, opening.map(|own| -own), AmountOf::Plan)],
        _ => {}
    }
    // of both variances the one that goes the way of the word
    let amount = |better: bool| {
        let of = [
            (subject.variance_ytd.change, AmountOf::VarianceToDate),
            (subject.variance_forecast.change, AmountOf::VarianceForecast),
        ];
        let goes = |own: Money| if better { own.is_positive() } else { own.is_negative() };
        let first = of.into_iter().filter(|(_, of)| way.0.is_eq() || *of == way.1).chain(of);
        // where it is not the money that moved it, the whole of it is at stake
        let by_money = way.0.is_ne() || subject.finance.differs() || subject.forecast.differs();
        let first = first.filter(|_| by_money);
        let mut found = first.filter_map(|(own, of)| own.filter(|own| goes(*own)).map(|own| (Some(own), of)));
        found.next().unwrap_or((closing, AmountOf::Plan))
    };
    let with = |word: Move, better: bool| {
        let (amount, amount_of) = amount(better);
        Moved { word, amount, amount_of }
    };
    let Colours { from, to } = subject.rating;
    let mut words = Vec::new();
    words.extend(match (direction::of_colours(from, to), way.0) {
        (Some(Ordering::Less), _) => Some(with(Move::Worsened, false)),
        (Some(Ordering::Greater), _) if to == Rating::Green => Some(with(Move::Recovered, true)),
        (Some(Ordering::Greater), _) | (Some(Ordering::Equal), Ordering::Greater) => {
            Some(with(Move::Improved, true))
        }
        (Some(Ordering::Equal), Ordering::Less) => Some(with(Move::Slipped, false)),
        _ => None,
    });
    if subject.milestones_slipped > 0 && words.iter().all(|own| own.word != Move::Slipped) {
        words.push(with(Move::Slipped, false));
    }
    if subject.moved_from.is_some() {
        let plan = first_known(&[Some(crossing), subject.plan_year.to, subject.plan_ytd.to]);
        words.push(moved(Move::Moved, plan, AmountOf::Plan));
    }
    let re_based = steps.re_based_up + steps.re_based_down;
    if !steps.re_based_up.is_zero() || !steps.re_based_down.is_zero() {
        words.push(moved(Move::ReBased, Some(re_based), AmountOf::PlanChange));
    }
    let between_years: Money =
        subject.years.iter().map(|own| own.plan.re_profiled).filter(|own| own.is_positive()).sum();
    if !between_years.is_zero() {
        words.push(moved(Move::ReProfiled, Some(between_years), AmountOf::BetweenYears));
    }
    let challenge = subject.headroom.last().and_then(|own| own.challenge.change);
    if let Some(change) = challenge.filter(|change| !change.is_zero()) {
        let word = if change.is_positive() { Move::ChallengeRaised } else { Move::ChallengeCut };
        words.push(moved(word, Some(change), AmountOf::ChallengeChange));
    }
    if subject.was.is_some() {
        words.push(moved(Move::Renamed, closing, AmountOf::Plan));
    }
    words
}

/// Delivered savings that are reported no more.
fn withdrawn(subject: &SubjectMovement) -> Option<Moved> {
    let amount = subject.actual_ytd.change.filter(|change| change.is_negative())?;
    Some(Moved { word: Move::Withdrawn, amount: Some(amount), amount_of: AmountOf::ActualToDate })
}

/// Whether anything of a subject is another than it was.
pub fn moves(subject: &SubjectMovement) -> bool {
    let amounts = [
        subject.plan_ytd,
        subject.actual_ytd,
        subject.plan_year,
        subject.forecast_year,
        subject.variance_ytd,
        subject.variance_forecast,
    ];
    let colours = [subject.rating, subject.development, subject.progress, subject.finance, subject.forecast];
    let steps = |own: &crate::report::BridgeYear| {
        own.plan.moves() || own.forecast.is_some_and(|forecast| forecast.moves())
    };
    !subject.words.is_empty()
        || subject.moved_from.is_some()
        || amounts.iter().any(Amounts::differs)
        || colours.into_iter().any(Colours::differs)
        || subject.sign_off.from != subject.sign_off.to
        || subject.headroom.iter().any(|own| own.moves() || own.rating.differs())
        || subject.years.iter().any(steps)
}
