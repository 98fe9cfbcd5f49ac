//! The headline figures of a plan, or of several together: pairs, mix, phasing, run rate, risks and posts, each
//! summed once from the cells it names.

use super::Run;
use super::finance::folded;
use crate::calendar::FinancialYear;
use crate::figures::hierarchy::replaces;
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::report::{FinanceLine, Headline, HeadlineFigure, HeadlineOver, Places, Share};
use crate::words::count;
pub use gathered::Gathered;
use part::Part;

mod gathered;
mod part;

/// The lines while they are gathered.
struct Lines<'a, 'r> {
    run: &'a Run<'r>,
    sum: &'a Gathered,
    year: Option<FinancialYear>,
    lines: Vec<Headline>,
}

/// Every headline for which something is said; `year` is theirs, where they have one.
pub(super) fn of(run: &Run, sum: &Gathered, year: Option<FinancialYear>) -> Vec<Headline> {
    let mut lines = Lines { run, sum, year, lines: Vec::new() };
    if sum.whole.amount.is_zero() {
        return Vec::new();
    }
    lines.put(HeadlineFigure::InYear, &sum.whole, None);
    lines.full_year();
    lines.recurrence();
    lines.maturity();
    lines.phasing();
    for (figure, base, name) in [
        (HeadlineFigure::OfAllocation, &sum.allocation, "allocation"),
        (HeadlineFigure::OfTurnover, &sum.turnover, "turnover"),
    ] {
        if base.plans > 0 {
            let mut against = base.planned.clone();
            against.places.extend(&base.part.places);
            let said = format!("{}{}", lines.of_year(name, year), of_some(base.plans, sum.plans));
            lines.put(figure, &against, Some((base.part.amount, said)));
        }
    }
    lines.open_risks();
    lines.posts();
    lines.adjusted();
    lines.lines
}

/// That some of the plans alone give it.
fn of_some(plans: usize, all: usize) -> String {
    if plans >= all { String::new() } else { format!(" of {plans} of {}", count(all, "plan")) }
}

impl Lines<'_, '_> {
    fn put(&mut self, figure: HeadlineFigure, part: &Part, of: Option<(Money, String)>) {
        let share = of.as_ref().and_then(|(whole, _)| Percent::of(part.amount, *whole));
        self.lines.push(Headline {
            figure,
            amount: part.amount,
            share: share.map(|share| Share::of(share, &[])),
            of: of.map(|(_, of)| of),
            incomplete: self.sum.lacks || part.lacks,
            places: self.places(&part.places),
        });
    }

    fn places(&self, places: &[Place]) -> Places {
        let mut once = places.to_vec();
        // what stands in order stands there once
        if !places.is_sorted_by(|one, next| one < next) {
            let mut seen = hashbrown::HashSet::new();
            once.retain(|place| seen.insert(*place));
        }
        self.run.places(&folded(once))
    }

    fn of_year(&self, name: &str, year: Option<FinancialYear>) -> String {
        year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"))
    }

    /// The year's plan, for a share of it.
    fn of_plan(&self) -> Option<(Money, String)> {
        Some((self.sum.whole.amount, self.of_year("plan", self.year)))
    }

    fn full_year(&mut self) {
        let (full, all) = (&self.sum.full_year, self.sum.whole.given);
        if full.given > 0 {
            // of all schemes it is of the plan; of some it stands alone
            let of = if full.given == all {
                self.of_plan()
            } else {
                Some((Money::ZERO, format!("{} of {}", full.given, count(all, "scheme"))))
            };
            self.put(HeadlineFigure::FullYear, full, of);
        }
    }

    fn recurrence(&mut self) {
        let Gathered { recurrent, non_recurrent, recurrence_unsaid, .. } = self.sum;
        if recurrent.given + non_recurrent.given == 0 {
            return;
        }
        self.put(HeadlineFigure::Recurrent, recurrent, self.of_plan());
        self.put(HeadlineFigure::NonRecurrent, non_recurrent, self.of_plan());
        if recurrence_unsaid.given > 0 {
            self.put(HeadlineFigure::RecurrenceNotStated, recurrence_unsaid, self.of_plan());
        }
    }

    fn maturity(&mut self) {
        let Gathered { says_maturity, says_delivery_risk, maturity, .. } = self.sum;
        let figures = [
            HeadlineFigure::FullyDeveloped,
            HeadlineFigure::InProgress,
            HeadlineFigure::Opportunity,
            HeadlineFigure::Unidentified,
            HeadlineFigure::MaturityNotStated,
        ];
        for (figure, part) in figures.into_iter().zip(maturity).filter(|_| *says_maturity) {
            if part.given > 0 {
                self.put(figure, part, self.of_plan());
            }
        }
        if *says_maturity || *says_delivery_risk {
            let part = &self.sum.high_risk_or_unidentified;
            self.put(HeadlineFigure::HighRiskOrUnidentified, part, self.of_plan());
        }
    }

    /// Back-loading and the rate at which the year ends, of what is planned by month or quarter.
    fn phasing(&mut self) {
        let Gathered { phased, whole, need, plans, .. } = self.sum;
        if phased.schemes == 0 {
            return;
        }
        let mut of = self.of_year("plan", self.year);
        if phased.schemes != whole.given {
            of = format!("{of} of the {} that give it by month", count(phased.schemes, "scheme"));
        }
        self.put(HeadlineFigure::SecondHalf, &phased.second_half, Some((phased.plan, of.clone())));
        self.put(HeadlineFigure::LastQuarter, &phased.last_quarter, Some((phased.plan, of)));
        // the need of some is nothing to hold the run rate of all against
        let challenge = self.of_year("challenge", self.year.map(|year| year.plus(1)));
        let of_need = || (need.plans >= *plans).then(|| (need.part.amount, challenge.clone()));
        self.put(HeadlineFigure::ExitRunRate, &phased.last_quarter.times_four(), of_need());
        if phased.forecast.given > 0 {
            self.put(HeadlineFigure::ExitRunRateForecast, &phased.forecast.times_four(), of_need());
        }
        if need.plans > 0 {
            let some = of_some(need.plans, *plans);
            let of = (!some.is_empty()).then(|| (Money::ZERO, format!("{challenge}{some}")));
            self.put(HeadlineFigure::NextYearsNeed, &need.part, of);
        }
    }

    fn open_risks(&mut self) {
        let Gathered { gross, mitigated, .. } = self.sum;
        if gross.given == 0 {
            return;
        }
        self.put(HeadlineFigure::GrossRisk, gross, self.of_plan());
        self.put(HeadlineFigure::MitigatedRisk, mitigated, Some((gross.amount, "gross risk".to_owned())));
        let mut net = gross.clone();
        net.join(mitigated);
        let net = net.with_amount(gross.amount - mitigated.amount);
        self.put(HeadlineFigure::NetRisk, &net, self.of_plan());
    }

    fn posts(&mut self) {
        let all = &self.sum.posts;
        let Some(cost) = all.cost() else { return };
        let over = Some((Money::ZERO, format!("{} WTE", all.wte.normalize())));
        let part = |amount: Money| Part { amount, places: all.places.clone(), ..Part::default() };
        self.put(HeadlineFigure::PaySavings, &part(all.pay), over.clone());
        self.put(HeadlineFigure::CostOfOneWte, &part(cost), over);
    }

    /// The year's plan after risk, by each of the weights that something is said for.
    fn adjusted(&mut self) {
        let figures = [
            HeadlineFigure::AdjustedByRating,
            HeadlineFigure::AdjustedByStage,
            HeadlineFigure::AdjustedByMaturity,
        ];
        for (figure, (part, says)) in figures.into_iter().zip(&self.sum.adjusted) {
            if *says {
                self.put(figure, part, self.of_plan());
            }
        }
    }
}

/// What the headlines of bodies are made of, of each plan by its index; the cells stand in the plans' own lines.
pub(super) struct Bodies<'a, 'r> {
    run: &'a Run<'r>,
    plans: Vec<Gathered>,
}

impl<'a, 'r> Bodies<'a, 'r> {
    /// From what was gathered of the plans; of one whose own date is later than that of all it is gathered again.
    pub(super) fn of(run: &'a Run<'r>, gathered: &[Option<&Gathered>]) -> Self {
        let figures = run.figures;
        let of_plan = |(at, plan)| {
            let common = figures.at_common(at)?;
            let is_own = figures.plans.get(at).is_some_and(|own| std::ptr::eq(own, common));
            let known = gathered.get(at).copied().flatten().filter(|_| is_own);
            let sum = known.cloned().unwrap_or_else(|| Gathered::of_plan(plan, common, run.policy));
            Some(sum.without_places())
        };
        let plans = run.submission.plans.iter().enumerate();
        Self { run, plans: plans.map(|own| of_plan(own).unwrap_or_default()).collect() }
    }

    /// That of a body with those beneath it: their sums, and what its own `years` give in place of theirs.
    fn body(&self, at: usize) -> Gathered {
        let Some(body) = self.run.bodies().get(at) else { return Gathered::default() };
        let own = body.plan.and_then(|at| self.plans.get(at)).cloned().unwrap_or_default();
        let plan = body.plan.and_then(|at| self.run.submission.plans.get(at));
        if body.parts.is_empty() || plan.is_some_and(|plan| replaces(plan, self.run.policy)) {
            return own;
        }
        let mut sum = own;
        body.parts.iter().for_each(|part| sum.join(&self.body(*part)));
        match plan {
            Some(plan) => sum.with_years_of(plan, self.run.rolled.body(at).and_then(|own| own.year)),
            None => sum,
        }
    }

    /// The lines of a body, of all where none is named.
    pub(super) fn lines(&self, about: &FinanceLine, at: Option<usize>) -> Vec<HeadlineOver> {
        let run = self.run;
        let together = at.map_or(Some(&run.rolled.all), |at| run.rolled.body(at));
        let roots = || run.bodies().roots().collect();
        let mut sum = Gathered::default();
        at.map_or_else(roots, |at| vec![at]).into_iter().for_each(|at| sum.join(&self.body(at)));
        let lines = of(run, &sum, together.and_then(|own| own.year)).into_iter();
        let over = |headline: Headline| HeadlineOver {
            level: about.level,
            region: about.region.clone(),
            cluster: about.cluster.clone(),
            headline,
        };
        lines.map(over).collect()
    }
}
