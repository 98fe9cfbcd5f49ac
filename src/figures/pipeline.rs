//! The pipeline (North Cumbria): ideas and scoped schemes, what of them is not yet counted against the
//! challenge, and which to bring forward to close what is short, the cheapest first.

use super::basis::{self, UsedCell};
use super::contribution::Contribution;
use super::hierarchy::in_total;
use super::{PlanFigures, SchemeFigures, savings};
use crate::calendar::{Date, FinancialYear};
use crate::location::Place;
use crate::money::Money;
use crate::plan::fields::words::Stage;
use crate::plan::fields::{TableId, milestones, schemes};
use crate::plan::{Measure, Outside, Plan, Scheme};
use crate::policy::{Key, Policy};
use crate::words::words;
use std::cmp::Ordering;
use std::collections::BTreeMap;

words! {
    /// What the pipeline is to close.
    #[derive(Default)]
    pub enum Closes {
        /// Nothing is known to be short.
        #[default]
        Nothing = "nothing",
        /// Risk-adjusted savings fall short of the challenge, over all its years.
        RiskAdjusted = "risk-adjusted shortfall",
        /// Headroom is not assessed; the year's forecast is short of its plan.
        Slippage = "forecast slippage",
    }
}

/// Planned savings of a year, and what of them is not counted yet.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Uncounted {
    /// Planned savings.
    pub value: Money,
    /// What they add to the risk-adjusted basis at the weight of their stage: nil of a scheme that is
    /// counted at that weight already.
    pub weighted: Money,
    /// What they add once they are approved.
    pub approved: Money,
}

impl Uncounted {
    fn add(&mut self, other: Self) {
        self.value = self.value + other.value;
        self.weighted = self.weighted + other.weighted;
        self.approved = self.approved + other.approved;
    }
}

/// A scheme of the pipeline.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its index in [`Plan::schemes`].
    pub at: usize,
    pub stage: Stage,
    /// Over the years that what is to be closed is over.
    pub uncounted: Uncounted,
    /// The weight of its stage, as a setting of the policy.
    pub weight: Key,
    /// The day from which it could deliver: its start, its first planned saving, else its last milestone.
    pub from: Option<Date>,
    /// What it costs; `None` where nothing says so.
    pub investment: Option<Money>,
    /// What makes it ready that is not there.
    pub lacks: Vec<&'static str>,
    /// What is still short once it is brought forward; `None` where it is not needed, or nothing is short.
    pub remains: Option<Money>,
    /// The cells of its planned savings.
    pub places: Vec<Place>,
}

impl Candidate {
    /// How many of [`READY`] it has.
    pub fn readiness(&self) -> usize {
        READY.len() - self.lacks.len()
    }
}

/// A thing that makes a scheme ready, and whether a scheme has it.
type Ready = (&'static str, fn(&Scheme) -> bool);

/// What makes a scheme of the pipeline ready, and whether a scheme has it.
pub const READY: [Ready; 4] = [
    ("scope", |scheme| scheme.stage() != Some(Stage::Idea)),
    ("approved brief", |scheme| scheme.row.date(schemes::BRIEF_APPROVED).is_some()),
    ("quality assessment", Scheme::is_quality_assessed),
    ("manager", |scheme| scheme.row.text(schemes::MANAGER).is_some()),
];

#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    pub closes: Closes,
    /// How much is short; `None` where nothing is known to be.
    pub gap: Option<Money>,
    /// What is still short once every scheme needed is brought forward.
    pub remains: Option<Money>,
    /// By year, in the years that what is to be closed is over.
    pub years: BTreeMap<FinancialYear, Uncounted>,
    /// In the order in which they are to be brought forward: the least cost for a pound of saving, then the
    /// readiest, then the greatest.
    pub candidates: Vec<Candidate>,
}

impl Pipeline {
    pub fn of(plan: &Plan, figures: &PlanFigures, policy: &Policy) -> Self {
        let total = figures.headroom.total.as_ref();
        let short = total.and_then(|total| Some(total.challenge - total.risk_adjusted?));
        let slippage = || {
            let year = figures.totals.all.sums.full_year()?;
            Some(year.plan - year.actual)
        };
        let is_short = |amount: &Money| amount.is_positive();
        let (closes, gap) = match (short, slippage().filter(is_short)) {
            (Some(short), _) if short.is_positive() => (Closes::RiskAdjusted, Some(short)),
            (None, Some(slippage)) => (Closes::Slippage, Some(slippage)),
            _ => (Closes::Nothing, None),
        };
        let of_challenge: Vec<FinancialYear> =
            figures.headroom.years.iter().filter_map(|line| line.year).collect();
        let concerns = |year: FinancialYear| match closes {
            Closes::Slippage => figures.year == Some(year),
            _ => of_challenge.is_empty() || of_challenge.contains(&year),
        };
        let years = of_challenge.iter().copied().filter(|year| concerns(*year));
        let years = years.map(|year| (year, Uncounted::default())).collect();
        let mut pipeline = Self { closes, gap, years, ..Self::default() };
        for (at, (scheme, own)) in plan.schemes.iter().zip(&figures.schemes).enumerate() {
            let Some(stage) = stage(scheme) else { continue };
            let mut sum = Uncounted::default();
            for (year, uncounted) in uncounted(scheme, own, policy, figures.as_at.date) {
                if concerns(year) {
                    sum.add(uncounted);
                    pipeline.years.entry(year).or_default().add(uncounted);
                }
            }
            if sum.approved.is_positive() {
                pipeline.candidates.push(candidate(plan, at, scheme, own, stage, sum));
            }
        }
        pipeline.candidates.sort_by(cheapest_first);
        pipeline.bring_forward();
        pipeline
    }

    /// What the whole pipeline comes to.
    pub fn total(&self) -> Uncounted {
        let mut total = Uncounted::default();
        self.years.values().for_each(|year| total.add(*year));
        total
    }

    /// The ideas alone.
    pub fn ideas(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.stage == Stage::Idea)
    }

    /// Takes one after the other until nothing is short.
    fn bring_forward(&mut self) {
        let Some(mut short) = self.gap else { return };
        for candidate in &mut self.candidates {
            if !short.is_positive() {
                break;
            }
            short = (short - candidate.uncounted.approved).max(Money::ZERO);
            candidate.remains = Some(short);
        }
        self.remains = Some(short);
    }
}

/// The stage of a scheme of the pipeline: an idea, or scoped and counted under no other.
fn stage(scheme: &Scheme) -> Option<Stage> {
    let stage = scheme.stage().filter(|stage| matches!(stage, Stage::Idea | Stage::Scoped))?;
    let elsewhere = matches!(scheme.outside(), Some(Outside::CountedUnder(_)))
        || scheme.row.filled(schemes::COUNTED_UNDER);
    (!elsewhere && !scheme.unidentified).then_some(stage)
}

/// The weight of a stage of the pipeline.
fn weight(stage: Stage) -> Key {
    if stage == Stage::Idea { Key::WeightIdea } else { Key::WeightScoped }
}

/// What of a scheme is not counted yet, year by year.
fn uncounted(
    scheme: &Scheme,
    figures: &SchemeFigures,
    policy: &Policy,
    as_at: Option<Date>,
) -> Vec<(FinancialYear, Uncounted)> {
    let (today, approved) =
        (weight(stage(scheme).unwrap_or(Stage::Idea)), policy.number(Key::WeightApproved));
    let of_year = |(year, value): (FinancialYear, Money)| {
        let own = if in_total(scheme) {
            let counted = Contribution::of(scheme, figures, year, value, policy, as_at);
            let more = counted.outstanding.percent(approved) - counted.weighted;
            Uncounted { value, weighted: Money::ZERO, approved: more.max(Money::ZERO) }
        } else {
            let weighted = value.percent(policy.number(today));
            Uncounted { value, weighted, approved: value.percent(approved) }
        };
        (year, own)
    };
    savings::planned_by_year(scheme, figures.reporting_year).into_iter().map(of_year).collect()
}

fn candidate(
    plan: &Plan,
    at: usize,
    scheme: &Scheme,
    figures: &SchemeFigures,
    stage: Stage,
    uncounted: Uncounted,
) -> Candidate {
    let last_milestone = || {
        let rows = plan.links.rows(plan, TableId::Milestones, at);
        rows.filter_map(|row| row.date(milestones::REVISED_DUE).or_else(|| row.date(milestones::DUE))).max()
    };
    let of_periods = scheme.points(Measure::Investment).filter_map(|point| point.amount);
    let of_periods = of_periods.map(|amount| amount.value).reduce(|sum, own| sum + own);
    let years = savings::planned_years(scheme, figures.reporting_year).into_iter();
    let cells =
        years.flat_map(|year| basis::planned_cells::<UsedCell>(scheme, Some(year), figures.reporting_year));
    Candidate {
        at,
        stage,
        uncounted,
        weight: weight(stage),
        from: figures.starts.or_else(last_milestone),
        investment: scheme.row.money(schemes::INVESTMENT).or(of_periods),
        lacks: READY.iter().filter(|(_, has)| !has(scheme)).map(|(what, _)| *what).collect(),
        remains: None,
        places: cells.map(|cell| cell.place).collect(),
    }
}

/// The least cost for a pound of saving first, by cross-multiplication; then the readiest, then the greatest.
fn cheapest_first(one: &Candidate, other: &Candidate) -> Ordering {
    let cost = match (one.investment, other.investment) {
        (Some(a), Some(b)) => {
            let of = |cost: Money, value: Money| cost.decimal().checked_mul(value.decimal());
            of(a, other.uncounted.value).cmp(&of(b, one.uncounted.value))
        }
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    cost.then_with(|| other.readiness().cmp(&one.readiness()))
        .then_with(|| other.uncounted.approved.cmp(&one.uncounted.approved))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::{Example, example};

    fn pipeline(plan: &Example) -> Vec<(String, String, Option<String>)> {
        let (plan, policy) = (plan.made(), Policy::default());
        let figures = PlanFigures::of(&plan, &policy, None);
        let pipeline = Pipeline::of(&plan, &figures, &policy);
        let said = |own: &Candidate| {
            let id = plan.schemes[own.at].id.to_string();
            (id, own.uncounted.approved.plain(), own.remains.map(Money::plain))
        };
        pipeline.candidates.iter().map(said).collect()
    }

    fn plan() -> Example {
        example()
            .dated("2011-09-30")
            .row("years", &[("year", "2012/13"), ("challenge", "1000")])
            .scheme("S", &[("stage", "delivering"), ("starts", "2012-04-01")])
            .saving("S", "2012/13", "plan", "900")
            .scheme("I", &[("stage", "idea"), ("investment", "50"), ("manager", "PM")])
            .saving("I", "2012/13", "plan", "100")
            .scheme("C", &[("stage", "scoped"), ("investment", "10"), ("starts", "2012-04-01")])
            .saving("C", "2012/13", "plan", "100")
    }

    /// 900 at 100% and 100 at 50% leave 50 short: approved, the scoped scheme adds 20 more, the idea 70.
    #[test]
    fn the_cheapest_is_brought_forward_first_and_what_is_counted_already_is_not_counted_again() {
        let entry = |id: &str, adds: &str, remains: Option<&str>| {
            (id.to_owned(), adds.to_owned(), remains.map(str::to_owned))
        };
        assert_eq!(pipeline(&plan()), [entry("C", "20", Some("30")), entry("I", "70", Some("0"))]);
        let cheaper = plan()
            .scheme("J", &[("stage", "idea"), ("investment", "5")])
            .saving("J", "2012/13", "plan", "100");
        assert_eq!(
            pipeline(&cheaper),
            [entry("J", "70", Some("0")), entry("C", "20", None), entry("I", "70", None),]
        );
    }

    #[test]
    fn a_cost_that_nobody_states_is_no_cost_of_nil_and_the_readier_of_two_alike_is_first() {
        let more = |id: &str, cells: &[(&str, &str)]| {
            plan().scheme(id, &[&[("stage", "idea")], cells].concat()).saving(id, "2012/13", "plan", "200")
        };
        let order = |plan: &Example| pipeline(plan).into_iter().map(|(id, ..)| id).collect::<Vec<_>>();
        assert_eq!(order(&more("J", &[])), ["C", "I", "J"]);
        assert_eq!(order(&more("J", &[("investment", "0")])), ["J", "C", "I"]);
        assert_eq!(order(&more("J", &[("investment", "100")])), ["C", "I", "J"], "with no manager");
        let ready = [("investment", "100"), ("manager", "PM"), ("brief_approved", "2011-05-01")];
        assert_eq!(order(&more("J", &ready)), ["C", "J", "I"]);
    }

    #[test]
    fn what_it_costs_by_period_is_added_up() {
        let plan = |costs: &[i64]| {
            let plan =
                example().dated("2011-09-30").scheme("S", &[("plan_year", "900"), ("forecast_year", "860")]);
            let plan = plan.scheme("I", &[("stage", "idea")]).saving("I", "2011/12", "plan", "50");
            plan.months("investment", costs)
        };
        let investment = |plan: &Example| {
            let (plan, policy) = (plan.made(), Policy::default());
            let figures = PlanFigures::of(&plan, &policy, None);
            Pipeline::of(&plan, &figures, &policy).candidates[0].investment.map(Money::plain)
        };
        assert_eq!(investment(&plan(&[10, 20, 5])), Some("35".to_owned()));
        assert_eq!(investment(&plan(&[])), None);
    }

    /// Without a challenge it closes what the year's forecast is short by, with that year's savings alone.
    #[test]
    fn a_slippage_is_closed_where_headroom_is_not_assessed() {
        let plan = example()
            .dated("2011-09-30")
            .scheme("S", &[("plan_year", "900"), ("forecast_year", "860")])
            .scheme("I", &[("stage", "idea")])
            .saving("I", "2011/12", "plan", "50")
            .saving("I", "2012/13", "plan", "500")
            .scheme("N", &[("stage", "idea"), ("counted_under", "I"), ("plan_year", "90")]);
        assert_eq!(pipeline(&plan), [("I".to_owned(), "35".to_owned(), Some("5".to_owned()))]);
    }
}
