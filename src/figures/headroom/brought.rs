//! What schemes bring to the headroom of their plan.

use crate::calendar::{Date, FinancialYear};
use crate::figures::SchemeFigures;
use crate::figures::contribution::Contribution;
use crate::figures::recurrence::Recurrence;
use crate::figures::savings::unidentified as unfound;
use crate::figures::sums::of_known;
use crate::figures::years::YearSums;
use crate::money::Money;
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::policy::choices::RiskWeights;
use crate::policy::{Key, Policy};
use std::collections::BTreeMap;

/// What the schemes inside the total of a plan bring, added up one after the other.
#[derive(Debug, Default)]
pub struct Brought {
    pub(super) by_year: BTreeMap<FinancialYear, Bases>,
    /// By year, what of the year before does not recur: of the reporting year by amount or by a yes or no, of any
    /// other by a yes or no.
    pub(super) reopened: BTreeMap<FinancialYear, Money>,
    /// Unidentified lines, all years.
    pub(super) unidentified: Money,
    /// Planned savings, unidentified lines included, all years.
    pub(super) planned: Money,
    /// Planned savings of closed schemes that no longer count, all years.
    pub(super) given_up: Money,
    /// What is identified of no year; `None` where nothing is.
    pub undated: Option<Money>,
    /// Whether a planned saving could not be read.
    pub incomplete: bool,
}

/// A year's sums on each basis.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bases {
    pub(super) plan: Money,
    pub(super) forecast: Money,
    pub(super) risk_adjusted: Money,
    pub(super) unidentified: Money,
}

impl Brought {
    /// Adds a scheme with what it plans by year, and all it gives by year.
    pub fn add(
        &mut self,
        (scheme, figures): (&Scheme, &SchemeFigures),
        planned: &[(FinancialYear, Money)],
        years: &YearSums,
        policy: &Policy,
        as_at: Option<Date>,
    ) {
        let by = policy.choice(Key::RiskWeights).unwrap_or(RiskWeights::Rating);
        let reporting = figures.reporting_year;
        let unidentified = unfound(scheme, None, reporting, figures.planned);
        self.planned = self.planned + figures.planned;
        self.unidentified = self.unidentified + unidentified;
        self.incomplete |= figures.planned_incomplete;
        if planned.is_empty() && !scheme.unidentified && figures.planned_stated {
            self.undated = of_known(self.undated, Some(figures.planned - unidentified));
        }
        let recurs = scheme.row.yes(schemes::RECURRENT);
        for (year, saving) in planned {
            let sum = self.by_year.entry(*year).or_default();
            let part = unfound(scheme, Some(*year), reporting, *saving);
            sum.unidentified = sum.unidentified + part;
            if !scheme.unidentified {
                let own = (scheme, figures);
                let in_year = |measure| years.given(measure, *year);
                let added = Contribution::given(by, own, *year, *saving - part, policy, as_at, in_year);
                sum.plan = sum.plan + added.plan;
                self.given_up = self.given_up + added.given_up;
                sum.forecast = sum.forecast + added.forecast;
                sum.risk_adjusted = sum.risk_adjusted + added.risk_adjusted();
            }
            let of_year = (reporting == Some(*year)).then(|| Recurrence::of(scheme, figures)).flatten();
            let whole = || recurs.map(|recurs| if recurs { Money::ZERO } else { *saving });
            if let Some(once) = of_year.map(|parts| parts.non_recurrent).or_else(whole) {
                let sum = self.reopened.entry(year.plus(1)).or_default();
                *sum = *sum + once;
            }
        }
    }
}
