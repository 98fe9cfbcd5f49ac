//! What the headline figures are made of: gathered from one plan, and added up over several.

use super::part::Part;
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::basis::{self, UsedCell};
use crate::figures::contribution::Contribution;
use crate::figures::headroom::{year_row, yearly};
use crate::figures::recurrence::Recurrence;
use crate::figures::savings::unidentified;
use crate::figures::sums::counted;
use crate::figures::workforce::PayPerWte;
use crate::figures::{Basis, PlanFigures, SchemeFigures};
use crate::location::Place;
use crate::money::Money;
use crate::plan::fields::words::{DeliveryRisk, Maturity, RiskStatus};
use crate::plan::fields::{ColumnId, TableId, risks, schemes, years};
use crate::plan::{Plan, Scheme};
use crate::policy::Policy;
use crate::policy::choices::RiskWeights;
use crate::rating::Rating;

/// The weights of the risk adjustments, in the order of [`Gathered::adjusted`].
pub(super) const WEIGHTS: [RiskWeights; 3] = [RiskWeights::Rating, RiskWeights::Stage, RiskWeights::Maturity];

/// What is planned by month or quarter.
#[derive(Debug, Clone, Default)]
pub(super) struct Phased {
    pub schemes: usize,
    pub plan: Money,
    pub second_half: Part,
    pub last_quarter: Part,
    /// The last quarter on forecast.
    pub forecast: Part,
}

/// An amount of the `years` table, with the planned savings of those that give it.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    pub part: Part,
    pub planned: Part,
    /// How many plans with planned savings give it.
    pub plans: usize,
}

/// The sums of one plan, or of several.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// How many plans plan a saving.
    pub(super) plans: usize,
    pub(super) whole: Part,
    pub(super) full_year: Part,
    pub(super) recurrent: Part,
    pub(super) non_recurrent: Part,
    pub(super) recurrence_unsaid: Part,
    /// By maturity, the last of those that say none.
    pub(super) maturity: [Part; 5],
    pub(super) says_maturity: bool,
    pub(super) says_delivery_risk: bool,
    pub(super) high_risk_or_unidentified: Part,
    pub(super) phased: Phased,
    pub(super) allocation: Base,
    pub(super) turnover: Base,
    /// The challenge of the year after.
    pub(super) need: Base,
    pub(super) gross: Part,
    pub(super) mitigated: Part,
    pub(super) posts: PayPerWte,
    /// After risk, by each of [`WEIGHTS`], and whether a scheme says what they weigh by.
    pub(super) adjusted: [(Part, bool); 3],
    /// Whether what could not be read may be of any of it.
    pub(super) lacks: bool,
}

/// A scheme with the figures and the cells of its year.
struct Planned<'p> {
    scheme: &'p Scheme,
    own: &'p SchemeFigures,
    cells: Vec<UsedCell>,
    plan: Money,
}

impl Planned<'_> {
    fn places(&self) -> impl Iterator<Item = Place> {
        self.cells.iter().map(|cell| cell.place)
    }

    /// The cells of a column of it.
    fn cells_of(&self, column: ColumnId) -> impl Iterator<Item = Place> {
        self.scheme.row.cells_of(column).map(|cell| cell.place)
    }

    /// What nobody has found yet of the year.
    fn unfound(&self) -> Money {
        unidentified(self.scheme, self.own.reporting_year, self.own.reporting_year, self.plan)
    }

    /// The maturity; of an unidentified line that.
    fn maturity(&self) -> Option<Maturity> {
        if self.scheme.unidentified {
            return Some(Maturity::Unidentified);
        }
        self.scheme.row.word(schemes::MATURITY)
    }

    fn is_high_risk(&self) -> bool {
        self.scheme.row.word(schemes::DELIVERY_RISK) == Some(DeliveryRisk::High)
    }

    /// Whether its plan of the year is given by month or quarter.
    fn is_phased(&self) -> bool {
        !self.cells.is_empty()
            && self.cells.iter().all(|cell| {
                cell.period.is_some_and(|p| p.year().is_some() && p.first_month().plus(11) != p.last_month())
            })
    }
}

impl Gathered {
    /// That of a plan.
    pub fn of(view: &PlanView) -> Self {
        Self::of_plan(view.plan, view.figures, view.policy)
    }

    /// That of a plan with other figures than its own.
    pub fn of_plan(plan: &Plan, figures: &PlanFigures, policy: &Policy) -> Self {
        let mut sum = Self::default();
        let planned: Vec<Planned> = counted(plan, figures)
            .filter_map(|(scheme, own)| {
                let cells = basis::planned(scheme, own.reporting_year, own.reporting_year);
                Some(Planned { scheme, own, cells, plan: own.plan_year? })
            })
            .collect();
        sum.lacks = plan.lost.schemes || planned.iter().any(|own| own.own.plan_incomplete);
        for own in &planned {
            sum.whole.add(own.plan, own.places());
            sum.full_year.add_cell(&own.scheme.row, schemes::FULL_YEAR_EFFECT);
            sum.add_recurrence(own);
            sum.add_maturity(own);
            sum.add_adjusted(own, figures, policy);
            PayPerWte::of(own.scheme, own.own).into_iter().for_each(|own| sum.posts.add(own));
        }
        sum.plans = usize::from(!sum.whole.amount.is_zero());
        if let Some(year) = figures.year {
            sum.phased = Phased::of(&planned, figures, year);
            sum.add_years(plan, year);
        }
        sum.add_risks(plan);
        sum
    }

    fn add_recurrence(&mut self, own: &Planned) {
        let Some(parts) = Recurrence::of(own.scheme, own.own) else {
            self.recurrence_unsaid.add(own.plan, own.places());
            return;
        };
        if parts.by_amount {
            self.recurrent.add(parts.recurrent, own.cells_of(schemes::RECURRENT_PLAN));
            let cells = own.places().chain(own.cells_of(schemes::RECURRENT_PLAN));
            self.non_recurrent.add(parts.non_recurrent, cells);
        } else if parts.recurrent.is_zero() {
            self.non_recurrent.add(parts.non_recurrent, own.places());
        } else {
            self.recurrent.add(parts.recurrent, own.places());
        }
    }

    fn add_maturity(&mut self, own: &Planned) {
        self.says_maturity |= own.scheme.row.filled(schemes::MATURITY);
        self.says_delivery_risk |= own.scheme.row.filled(schemes::DELIVERY_RISK);
        let unfound = own.unfound();
        let part_place = || own.cells_of(schemes::UNIDENTIFIED_PLAN);
        let is_part = !own.scheme.unidentified && !unfound.is_zero();
        let mut put = |at: usize, amount: Money, places: Vec<Place>| {
            if let Some(part) = self.maturity.get_mut(at) {
                part.add(amount, places);
            }
        };
        let at = own.maturity().map_or(4, |maturity| maturity as usize);
        let found = if is_part { own.plan - unfound } else { own.plan };
        put(at, found, own.places().chain(part_place().filter(|_| is_part)).collect());
        if is_part {
            put(Maturity::Unidentified as usize, unfound, part_place().collect());
        }
        if own.is_high_risk() || own.maturity() == Some(Maturity::Unidentified) {
            self.high_risk_or_unidentified.add(own.plan, own.places());
        } else if is_part {
            self.high_risk_or_unidentified.add(unfound, part_place());
        }
    }

    /// The year's plan after risk, by each of the weights.
    fn add_adjusted(&mut self, own: &Planned, figures: &PlanFigures, policy: &Policy) {
        let year = own.own.reporting_year.or(figures.year).filter(|_| !own.scheme.unidentified);
        for ((part, says), by) in self.adjusted.iter_mut().zip(WEIGHTS) {
            *says |= match by {
                RiskWeights::Rating => own.own.rated(policy).rating != Rating::NotApplicable,
                RiskWeights::Stage => own.scheme.row.filled(schemes::STAGE),
                RiskWeights::Maturity => own.scheme.row.filled(schemes::MATURITY),
            };
            let Some(year) = year else { continue };
            let found = own.plan - own.unfound();
            let as_at = figures.as_at.date;
            let added = Contribution::weighed_by(by, own.scheme, own.own, year, found, policy, as_at);
            part.add(added.risk_adjusted(), own.places());
        }
    }

    fn add_years(&mut self, plan: &Plan, year: FinancialYear) {
        let of = |column: ColumnId, year: FinancialYear| {
            let (amount, row) = yearly(plan, column, year).zip(year_row(plan, year))?;
            let mut part = Part::default();
            part.add(amount, [row.place_of(column)]);
            Some(Base { part, planned: self.whole.clone(), plans: self.plans })
        };
        let is_given = |base: &Base| !base.part.amount.is_zero();
        let allocation = of(years::ALLOCATION, year).filter(is_given);
        let turnover = of(years::TURNOVER, year).filter(is_given);
        let need = of(years::CHALLENGE, year.plus(1));
        let bases = [&mut self.allocation, &mut self.turnover, &mut self.need];
        for (base, given) in bases.into_iter().zip([allocation, turnover, need]) {
            given.into_iter().for_each(|given| *base = given);
        }
    }

    fn add_risks(&mut self, plan: &Plan) {
        let open = plan.rows(TableId::Risks).iter();
        for row in open.filter(|row| row.word(risks::STATUS) != Some(RiskStatus::Closed)) {
            self.gross.add_cell(row, risks::GROSS);
            self.mitigated.add_cell(row, risks::MITIGATED);
        }
    }

    /// Adds that of another.
    pub fn join(&mut self, other: &Self) {
        self.plans += other.plans;
        self.says_maturity |= other.says_maturity;
        self.says_delivery_risk |= other.says_delivery_risk;
        self.lacks |= other.lacks;
        self.phased.schemes += other.phased.schemes;
        self.phased.plan = self.phased.plan + other.phased.plan;
        self.posts.add(other.posts.clone());
        for ((_, says), (_, others)) in self.adjusted.iter_mut().zip(&other.adjusted) {
            *says |= others;
        }
        for (base, others) in self.bases().into_iter().zip([&other.allocation, &other.turnover, &other.need])
        {
            base.plans += others.plans;
        }
        let mut others = other.clone();
        for (part, other) in self.parts().into_iter().zip(others.parts()) {
            part.join(other);
        }
    }

    /// The same, with what a body's own `years` give in place of what those beneath it give.
    pub fn with_years_of(mut self, plan: &Plan, year: Option<FinancialYear>) -> Self {
        year.into_iter().for_each(|year| self.add_years(plan, year));
        self
    }

    /// The same without the cells, for the sums over plans.
    pub fn without_places(mut self) -> Self {
        self.parts().into_iter().for_each(|part| part.places = Vec::new());
        self.posts.places = Vec::new();
        self
    }

    fn bases(&mut self) -> [&mut Base; 3] {
        [&mut self.allocation, &mut self.turnover, &mut self.need]
    }

    /// Every sum.
    fn parts(&mut self) -> Vec<&mut Part> {
        let Self { phased, allocation, turnover, need, maturity, adjusted, .. } = self;
        let mut parts = vec![
            &mut self.whole,
            &mut self.full_year,
            &mut self.recurrent,
            &mut self.non_recurrent,
            &mut self.recurrence_unsaid,
            &mut self.high_risk_or_unidentified,
            &mut phased.second_half,
            &mut phased.last_quarter,
            &mut phased.forecast,
            &mut self.gross,
            &mut self.mitigated,
        ];
        for base in [allocation, turnover, need] {
            parts.extend([&mut base.part, &mut base.planned]);
        }
        parts.extend(maturity);
        parts.extend(adjusted.iter_mut().map(|(part, _)| part));
        parts
    }
}

impl Phased {
    fn of(planned: &[Planned], figures: &PlanFigures, year: FinancialYear) -> Self {
        let mut sum = Self::default();
        let of_year = |own: &&Planned| own.is_phased() && own.own.reporting_year == Some(year);
        let (second_half, last_quarter) = (year.april().plus(6), year.april().plus(9));
        for own in planned.iter().filter(of_year) {
            sum.schemes += 1;
            sum.plan = sum.plan + own.plan;
            let forecast = Basis::year(own.scheme, Some(year), figures.as_at.date);
            let forecast = Some(forecast).filter(|basis| basis.is_given);
            let of_forecast = forecast.iter().flat_map(|basis| &basis.actual);
            sum.second_half.add_cells_from(second_half, &own.cells);
            sum.last_quarter.add_cells_from(last_quarter, &own.cells);
            sum.forecast.add_cells_from(last_quarter, of_forecast);
        }
        sum
    }
}
