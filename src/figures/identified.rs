//! What a body says is identified of every year, whether a challenge is given for it or not, and the budget that
//! it is a share of (NAO September 2011, Figures 1 and 7).

use super::headroom::Brought;
use super::hierarchy::replaces;
use super::{Figures, Headroom, PlanFigures};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::plan::fields::{TableId, plan as columns, years};
use crate::plan::{Plan, Submission};
use crate::policy::Policy;

/// Savings identified by year, without unidentified lines: those of schemes where any has an amount for the year,
/// else `years.identified`. The year is `None` where nothing says which.
#[derive(Debug, Clone, Default)]
pub struct Identified {
    /// In the order of the years.
    by_year: Vec<(Option<FinancialYear>, Money)>,
    /// Whether a cell it rests on could not be read.
    pub incomplete: bool,
}

impl Identified {
    /// That of a body with all beneath it, by its number. What its own `years` give of a year where others report
    /// to it stands in place of what they say.
    pub fn of_body(at: usize, (submission, figures): (&Submission, &Figures), policy: &Policy) -> Self {
        let Some(body) = figures.bodies.get(at) else { return Self::default() };
        let own = body.plan.and_then(|at| submission.plans.get(at).zip(figures.plans.get(at)));
        let mut sum = own.map(|(_, figures)| figures.identified.clone()).unwrap_or_default();
        if !own.is_some_and(|(plan, _)| replaces(plan, policy)) {
            for part in &body.parts {
                sum.join(&Self::of_body(*part, (submission, figures), policy));
            }
        }
        let Some((plan, figures)) = own else { return sum };
        for (year, amount) in given(plan, figures.baseline) {
            let has_parts = !body.parts.is_empty();
            match sum.at(year) {
                Ok(known) if has_parts => sum.by_year[known].1 = amount,
                Ok(_) => {}
                Err(free) => sum.by_year.insert(free, (year, amount)),
            }
        }
        sum
    }

    /// That of a plan's own schemes.
    pub(super) fn of_schemes(plan: &Plan, headroom: &Headroom, brought: &Brought) -> Self {
        let incomplete = plan.lost.schemes || brought.incomplete;
        let mut sum = Self { incomplete, ..Self::default() };
        for line in headroom.of_schemes() {
            if let Some(identified) = line.identified {
                sum.add(line.year, identified);
            }
            sum.incomplete |= line.incomplete;
        }
        if let Some(undated) = brought.undated {
            sum.add(None, undated);
        }
        sum
    }

    /// The place of a year, or where it would stand.
    fn at(&self, year: Option<FinancialYear>) -> Result<usize, usize> {
        self.by_year.binary_search_by_key(&year, |(own, _)| *own)
    }

    fn add(&mut self, year: Option<FinancialYear>, amount: Money) {
        match self.at(year) {
            Ok(known) => self.by_year[known].1 = self.by_year[known].1 + amount,
            Err(free) => {
                // as long as it is: there may be a great many of a year or two
                self.by_year.reserve_exact(1);
                self.by_year.insert(free, (year, amount));
            }
        }
    }

    /// Adds that of another.
    pub fn join(&mut self, other: &Self) {
        for (year, amount) in &other.by_year {
            self.add(*year, *amount);
        }
        self.incomplete |= other.incomplete;
    }

    /// Every year with what is identified.
    pub fn iter(&self) -> impl Iterator<Item = (Option<FinancialYear>, Money)> {
        self.by_year.iter().copied()
    }

    /// All years together; `None` where nothing says what is identified.
    pub fn total(&self) -> Option<Money> {
        (!self.by_year.is_empty()).then(|| self.by_year.iter().map(|(_, amount)| *amount).sum())
    }
}

/// What the `years` table gives as identified after the baseline; a row of several years where none is of one.
fn given(plan: &Plan, baseline: Option<FinancialYear>) -> Vec<(Option<FinancialYear>, Money)> {
    let rows = || plan.rows(TableId::Years).iter();
    let of_year = rows().filter_map(|row| {
        let year = row.year(years::YEAR).filter(|year| baseline.is_none_or(|baseline| *year > baseline))?;
        Some((Some(year), row.money(years::IDENTIFIED)?))
    });
    let of_years: Vec<_> = of_year.collect();
    if !of_years.is_empty() {
        return of_years;
    }
    let spans = rows().filter(|row| row.year(years::YEAR).is_none() && row.period(years::YEAR).is_some());
    spans.filter_map(|row| Some((None, row.money(years::IDENTIFIED)?))).take(1).collect()
}

/// The budget of a body for the first year after the baseline: as its plan gives it, else its allocation of that
/// year, else that of all who report to it.
pub fn budget(at: usize, (submission, figures): (&Submission, &Figures)) -> Option<Money> {
    let body = figures.bodies.get(at)?;
    let own = body.plan.and_then(|at| submission.plans.get(at).zip(figures.plans.get(at)));
    own.and_then(|(plan, figures)| own_budget(plan, figures)).or_else(|| {
        let parts = body.parts.iter().map(|part| budget(*part, (submission, figures)));
        let all: Option<Vec<Money>> = parts.collect();
        all.filter(|all| !all.is_empty()).map(|all| all.into_iter().sum())
    })
}

fn own_budget(plan: &Plan, figures: &PlanFigures) -> Option<Money> {
    plan.row.money(columns::BUDGET).or_else(|| {
        let first = figures.baseline?.plus(1);
        super::headroom::yearly(plan, years::ALLOCATION, first)
    })
}
