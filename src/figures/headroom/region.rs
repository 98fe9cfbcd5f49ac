//! The headroom of a region: its members' and its own schemes added. A figure that its own `years` give
//! stands in place of its members', year by year; what those leave blank gives nothing.

use super::{Headroom, HeadroomLine, of_known, stressed, total, yearly};
use crate::calendar::FinancialYear;
use crate::figures::hierarchy::replaces;
use crate::money::Money;
use crate::plan::Plan;
use crate::plan::fields::years;
use crate::policy::Policy;
use crate::rating::Rating;
use std::collections::{BTreeMap, BTreeSet};

impl Headroom {
    /// The same for the sum of several organisations, year by year.
    pub fn sum<'h>(parts: impl Iterator<Item = &'h Self> + Clone, policy: &Policy) -> Self {
        let mut by_year: BTreeMap<Option<FinancialYear>, HeadroomLine> = BTreeMap::new();
        let mut headroom = Self::default();
        for part in parts {
            headroom.unidentified = headroom.unidentified + part.unidentified;
            headroom.planned = headroom.planned + part.planned;
            headroom.given_up = headroom.given_up + part.given_up;
            headroom.miss(part);
            let total = part.total.as_deref().into_iter().filter(|_| part.years.is_empty());
            for line in part.years.iter().chain(total) {
                by_year.entry(line.year).and_modify(|sum| sum.add(line)).or_insert_with(|| line.clone());
            }
        }
        let lines: Vec<HeadroomLine> = by_year.into_values().collect();
        headroom.total = total(lines.clone());
        let years = lines.into_iter().filter(|line| line.year.is_some()).collect();
        headroom.rate(years, policy);
        headroom.hold();
        headroom
    }

    /// The same as a part of a sum; where it gives no challenge, that is missed there.
    pub fn into_part(mut self, plan: Option<usize>) -> Self {
        self.without.extend(plan.filter(|_| self.total.is_none()));
        self
    }

    /// Takes over what a part misses.
    fn miss(&mut self, part: &Self) {
        self.without.extend_from_slice(&part.without);
        self.left_out = of_known(self.left_out, part.left_out);
    }

    /// What is not known is not green: a sum that misses a challenge is amber at best.
    fn hold(&mut self) {
        if self.without.is_empty() {
            return;
        }
        self.without.sort_unstable();
        let of_lines = self.years.iter_mut().chain(self.total.as_deref_mut()).map(|line| &mut line.rating);
        let bases = [&mut self.rating, &mut self.on_forecast, &mut self.on_risk, &mut self.on_stress];
        let green = of_lines.chain(bases).filter(|rating| **rating == Rating::Green);
        green.for_each(|rating| *rating = Rating::Amber);
    }

    /// That of a region, of its members and of its own plan, where it has one.
    pub fn of_region(own: Option<(&Plan, &Self)>, members: &[&Self], policy: &Policy) -> Self {
        let Some((plan, own)) = own else { return Self::sum(members.iter().copied(), policy) };
        if own.years.is_empty() && own.total.is_some() {
            return own.clone(); // a challenge of a span of years alone
        }
        let replaces = replaces(plan, policy);
        let bodies = || members.iter().copied().chain([own]);
        let counted = || members.iter().copied().filter(|_| !replaces).chain([own]);
        let years: BTreeSet<FinancialYear> =
            bodies().flat_map(|body| &body.years).filter_map(|line| line.year).collect();
        let of_year = |year: &FinancialYear| {
            let line = own.in_region(*year, members, replaces);
            match yearly(plan, years::IDENTIFIED, *year) {
                Some(identified) => HeadroomLine {
                    identified: Some(identified),
                    stressed: Some(stressed(identified, policy)),
                    forecast: None,
                    risk_adjusted: None,
                    from_schemes: false,
                    ..line
                },
                None => line,
            }
        };
        let lines: Vec<HeadroomLine> = years.iter().map(of_year).collect();
        let sum = |pick: fn(&Self) -> Money| counted().map(pick).sum();
        let mut headroom = Self {
            unidentified: sum(|body| body.unidentified),
            planned: sum(|body| body.planned),
            given_up: sum(|body| body.given_up),
            ..Self::default()
        };
        headroom.total = total(lines.clone());
        headroom.rate(lines, policy);
        if own.total.is_none() {
            members.iter().for_each(|member| headroom.miss(member));
        }
        headroom.hold();
        headroom
    }

    /// Whether a region's own `years` give every figure of the years that they speak of.
    pub fn restates_all(&self, plan: &Plan) -> bool {
        let is_given = |line: &HeadroomLine| {
            line.year.is_some_and(|year| yearly(plan, years::IDENTIFIED, year).is_some())
        };
        self.total.is_some() && self.years.iter().all(is_given)
    }

    /// A year of the region that this is of: its own challenge, else its members'; what schemes and members
    /// say is identified. Against its own challenge stand the savings of members that give none, too. Where
    /// its schemes replace its members', those give a challenge alone.
    fn in_region(&self, year: FinancialYear, members: &[&Self], replaces: bool) -> HeadroomLine {
        let own = self.line_of(year);
        let is_restated = self.years.iter().any(|line| line.year == Some(year));
        let of_members = members.iter().filter_map(|body| {
            let line = body.line_of(year)?;
            (is_restated || body.years.iter().any(|line| line.year == Some(year))).then_some(line)
        });
        let said = of_members.chain(own.filter(|line| line.identified.is_some()));
        let challenge = match own.filter(|_| is_restated) {
            Some(line) => line.challenge,
            None => said.clone().map(|line| line.challenge).sum(),
        };
        if replaces {
            let line =
                own.cloned().unwrap_or_else(|| HeadroomLine { year: Some(year), ..HeadroomLine::default() });
            return HeadroomLine { challenge, ..line };
        }
        let mut said = said.cloned();
        let mut sum = said.next().or_else(|| own.cloned()).unwrap_or_default();
        said.for_each(|line| sum.add(&line));
        let incomplete = sum.incomplete || own.is_some_and(|line| line.incomplete);
        HeadroomLine { challenge, incomplete, ..sum }
    }

    /// What is said of a year, whether it has a challenge or not.
    fn line_of(&self, year: FinancialYear) -> Option<&HeadroomLine> {
        self.years.iter().chain(&self.unchallenged).find(|line| line.year == Some(year))
    }
}
