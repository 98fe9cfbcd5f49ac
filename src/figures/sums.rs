//! The sums of a level, made in one way for a workstream, an organisation, a region and the whole.

use super::finance::with_forecast;
use super::hierarchy::in_total;
use super::{PlanFigures, Position, SchemeFigures};
use crate::money::Money;
use crate::names::{ByName, Spellings};
use crate::plan::{Plan, Scheme};
use crate::policy::Policy;
use crate::rating::Rating;
use std::ops::Add;

#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    /// Plan against actual, to date.
    pub to_date: Position,
    /// Plan against forecast for the year, a scheme without a forecast at its plan.
    pub year: Position,
    /// Planned saving of the year; `None` where nothing says what is planned.
    pub plan_year: Option<Money>,
    /// The variances to date of the schemes behind plan and of the others, as far as they report; `None`
    /// where none does.
    pub behind_and_ahead: Option<(Money, Money)>,
    pub schemes: usize,
    pub(super) has_forecast: bool,
}

impl Sums {
    pub fn add(&mut self, figures: &SchemeFigures) {
        self.to_date = self.to_date + figures.to_date;
        self.year = self.year + figures.year_in_sums();
        self.has_forecast |= figures.full_year.is_some();
        self.plan_year = of_known(self.plan_year, figures.plan_year);
        let sides = figures.to_date.reported_variance().map(sides);
        self.behind_and_ahead = both(self.behind_and_ahead, sides);
        self.schemes += 1;
    }

    /// Whether anything it rests on could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.to_date.incomplete || self.year.incomplete
    }

    /// The year's position, where any scheme gives a forecast.
    pub fn full_year(&self) -> Option<Position> {
        self.has_forecast.then_some(self.year)
    }

    /// The colour of finance on the sums.
    pub fn rating(&self, policy: &Policy) -> Rating {
        with_forecast(policy, self.to_date.rate(policy).rating, self.full_year())
    }
}

/// What is added up: money, or whole hundredths of one unit.
pub trait Summand: Copy + Default + Add<Output = Self> {}

impl Summand for Money {}

impl Summand for i64 {}

/// What is added up over levels.
pub trait Summed: Default {
    /// Adds that of a part.
    fn join(&mut self, other: &Self);

    /// Marks it as lacking something that could not be read.
    fn lack(&mut self);
}

impl Summed for Sums {
    fn join(&mut self, other: &Self) {
        self.to_date = self.to_date + other.to_date;
        self.year = self.year + other.year;
        self.has_forecast |= other.has_forecast;
        self.plan_year = of_known(self.plan_year, other.plan_year);
        self.behind_and_ahead = both(self.behind_and_ahead, other.behind_and_ahead);
        self.schemes += other.schemes;
    }

    fn lack(&mut self) {
        self.to_date.incomplete = true;
        self.year.incomplete = true;
    }
}

/// What is added up of a level, and of each of its workstreams; schemes of none are in no workstream's.
#[derive(Debug, Clone, Default)]
pub struct Parted<S> {
    pub all: S,
    pub workstreams: ByName<S>,
}

impl<S: Default> Parted<S> {
    /// That of the workstream of a scheme; of all, where it has none.
    pub(super) fn part<'p>(&mut self, scheme: &'p Scheme, known: &mut Spellings<'p>) -> &mut S {
        match scheme.workstream() {
            Some(name) => self.workstreams.of_many(name, known),
            None => &mut self.all,
        }
    }

    /// What is made of each.
    pub(super) fn map<T>(self, made: impl Fn(S) -> T) -> Parted<T> {
        Parted { all: made(self.all), workstreams: self.workstreams.map(made) }
    }
}

impl<S: Summed> Summed for Parted<S> {
    fn join(&mut self, other: &Self) {
        self.all.join(&other.all);
        self.workstreams.with_each(&other.workstreams, S::join);
    }

    /// What is lacking may belong to any workstream.
    fn lack(&mut self) {
        self.all.lack();
        self.workstreams.iter_mut().for_each(|(_, own)| own.lack());
    }
}

/// A variance as what is behind and what is ahead.
pub fn sides(variance: Money) -> (Money, Money) {
    (variance.min(Money::ZERO), variance.max(Money::ZERO))
}

/// What is behind and what is ahead of both.
pub fn both(one: Option<(Money, Money)>, other: Option<(Money, Money)>) -> Option<(Money, Money)> {
    one.zip(other).map(|(one, other)| (one.0 + other.0, one.1 + other.1)).or(one).or(other)
}

/// The sum of what is known; `None` where neither is.
pub fn of_known<A: Summand>(one: Option<A>, other: Option<A>) -> Option<A> {
    one.zip(other).map(|(one, other)| one + other).or(one).or(other)
}

/// The schemes that enter the sums of their organisation, with their figures.
pub fn counted<'p>(
    plan: &'p Plan,
    figures: &'p PlanFigures,
) -> impl Iterator<Item = (&'p Scheme, &'p SchemeFigures)> {
    plan.schemes.iter().zip(&figures.schemes).filter(|(scheme, _)| in_total(scheme))
}
