//! Sums done once: positions to date and for the year, phasing, the reporting date, headroom.
//! Everything is exact, and every sum can name the cells it came from.

use crate::calendar::{Date, FinancialYear};
use crate::money::Money;
use crate::names::Spellings;
use crate::parallel::Threads;
use crate::plan::fields::{plan as columns, schemes};
use crate::plan::{Plan, Scheme, Submission};
use crate::policy::{Key, Policy};
use std::sync::OnceLock;

pub mod as_at;
pub mod basis;
pub mod by_period;
pub mod contribution;
pub mod distance;
pub mod finance;
mod finest;
pub mod forecast;
pub mod headroom;
pub mod hierarchy;
pub mod identified;
pub mod months;
pub mod pipeline;
pub mod recurrence;
pub mod rolled;
pub mod savings;
pub mod sums;
mod totals;
pub mod workforce;
pub mod xmr;
pub mod years;

pub use as_at::{AsAt, AsAtBasis};
pub use basis::Basis;
use basis::Positions;
pub use finance::{Position, Rated};
use headroom::Brought;
pub use headroom::{Headroom, HeadroomLine};
pub use hierarchy::Bodies;
use hierarchy::{Lacking, in_total};
use identified::Identified;
use months::MonthSums;
pub use rolled::Rolled;
use sums::Parted;
pub use sums::{Summed, Sums};
use totals::Totals;
use years::YearSums;

/// The figures of everything submitted.
#[derive(Debug, Clone)]
pub struct Figures {
    /// By plan, in the order of [`Submission::plans`].
    pub plans: Vec<PlanFigures>,
    /// The date given, else the latest that every organisation with actuals has reached.
    pub common_as_at: Option<Date>,
    /// Who reports to whom.
    pub bodies: Bodies,
    /// The figures of those plans at that date that stand at another.
    at_common: Vec<Option<Box<PlanFigures>>>,
}

/// The figures of one organisation.
#[derive(Debug, Clone)]
pub struct PlanFigures {
    /// The reporting date and where it was taken from.
    pub as_at: AsAt,
    /// The year before the plan's first.
    pub baseline: Option<FinancialYear>,
    /// The plan's last year.
    pub horizon: Option<FinancialYear>,
    /// The current year of the organisation: that of the reporting date, else the first with savings.
    pub year: Option<FinancialYear>,
    /// By scheme, in the order of [`Plan::schemes`].
    pub schemes: Vec<SchemeFigures>,
    /// Challenge and headroom; of a region with that of its members.
    pub headroom: Headroom,
    /// A region's own, without its members'; `None` of any other.
    alone: Option<Box<Headroom>>,
    /// The sums of the schemes that enter those of the organisation.
    pub totals: Parted<Totals>,
    /// What they identify.
    pub identified: Identified,
    /// Their months, once asked for.
    months: OnceLock<Box<Parted<MonthSums>>>,
}

#[derive(Debug, Clone)]
pub struct SchemeFigures {
    /// The day on which it starts; `None` where nothing says so: it has started.
    pub starts: Option<Date>,
    /// Whether it has started: its day has come, or it reports an actual.
    pub started: bool,
    /// Whether its progress is judged: the plan is being delivered and the scheme has started.
    pub under_way: bool,
    /// Its own current year: the organisation's, or its first with savings where it has not started.
    pub year: Option<FinancialYear>,
    /// The organisation's current year, which its position to date and for the year are for.
    pub reporting_year: Option<FinancialYear>,
    /// The reporting date of the organisation.
    pub as_at: Option<Date>,
    /// Plan against actual, year to date.
    pub to_date: Position,
    /// Plan against forecast for the year; `None` where no forecast is given.
    pub full_year: Option<Position>,
    /// Planned saving of the year; `None` where nothing says what is planned.
    pub plan_year: Option<Money>,
    /// Whether a cell of that could not be read.
    pub plan_incomplete: bool,
    /// Planned savings over all years.
    pub planned: Money,
    /// Whether a cell of those could not be read.
    pub planned_incomplete: bool,
    /// Whether any planned saving is stated.
    pub planned_stated: bool,
}

impl SchemeFigures {
    /// The colour of its position to date; not applicable before it is under way.
    pub fn rated(&self, policy: &Policy) -> Rated {
        if self.under_way { self.to_date.rate(policy) } else { Rated::NOT_APPLICABLE }
    }

    /// Whether something that its positions rest on could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.to_date.incomplete || self.year_in_sums().incomplete
    }

    /// The position of the year as it enters the sums of a level: without a forecast, the plan.
    pub fn year_in_sums(&self) -> Position {
        let at_plan = || self.plan_year.map_or_else(Position::default, |plan| Position::of(plan, plan));
        self.full_year.unwrap_or_else(|| Position { incomplete: self.plan_incomplete, ..at_plan() })
    }
}

impl Figures {
    /// Works out the figures. `as_at` is the date given on the command line.
    pub fn of(submission: &Submission, policy: &Policy, as_at: Option<Date>, threads: Threads) -> Self {
        let plans = threads.map(&submission.plans, |plan| PlanFigures::of(plan, policy, as_at));
        let latest_common =
            || plans.iter().filter(|figures| figures.as_at.reports()).filter_map(|f| f.as_at.date).min();
        let stated = || {
            let with_schemes =
                submission.plans.iter().zip(&plans).filter(|(plan, _)| !plan.schemes.is_empty());
            let mut dates = with_schemes.map(|(_, own)| own.as_at.date);
            let first = dates.next().flatten()?;
            dates.all(|date| date == Some(first)).then_some(first)
        };
        let common_as_at = as_at.or_else(latest_common).or_else(stated);
        let all: Vec<(&Plan, &PlanFigures)> = submission.plans.iter().zip(&plans).collect();
        let at_common = threads.map(&all, |(plan, own)| {
            let differs = own.as_at.reports() && own.as_at.date != common_as_at;
            differs.then(|| Box::new(PlanFigures::of(plan, policy, common_as_at)))
        });
        let bodies = Bodies::of(submission);
        let mut figures = Self { plans, common_as_at, bodies, at_common };
        let lacking = Lacking::of(submission, &figures.bodies);
        let leading = figures.bodies.leading().filter_map(|(at, body)| {
            Some((body.plan?, hierarchy::headroom_of(at, (submission, &figures), &lacking, policy)))
        });
        for (at, headroom) in leading.collect::<Vec<_>>() {
            if let Some(region) = figures.plans.get_mut(at) {
                region.alone = Some(Box::new(std::mem::replace(&mut region.headroom, headroom)));
            }
        }
        figures
    }

    /// The figures of a plan at the month that all have reached.
    pub fn at_common(&self, at: usize) -> Option<&PlanFigures> {
        self.at_common.get(at).and_then(Option::as_deref).or_else(|| self.plans.get(at))
    }
}

impl PlanFigures {
    /// Works out the figures of one plan.
    pub fn of(plan: &Plan, policy: &Policy, given: Option<Date>) -> Self {
        let as_at = AsAt::of(plan, given);
        let baseline = policy.year(Key::BaselineYear).or_else(|| plan.row.year(columns::BASELINE_YEAR));
        let horizon = policy.year(Key::HorizonYear).or_else(|| plan.row.year(columns::HORIZON_YEAR));
        let first_year = || plan.schemes.iter().filter_map(savings::first_year).min();
        let reporting_year = as_at.reporting_year(plan).or(plan.titled_year);
        let year = if plan.planning() {
            first_year().or(reporting_year)
        } else {
            reporting_year.or_else(first_year)
        };
        let mut schemes = Vec::with_capacity(plan.schemes.len());
        let (mut totals, mut brought) = (Parted::<Totals>::default(), Brought::default());
        let (mut known, mut years) = (Spellings::default(), YearSums::default());
        for scheme in &plan.schemes {
            let (own, planned) = SchemeFigures::of(scheme, plan, as_at.date, year);
            if in_total(scheme) {
                years.put(scheme, &own, &planned);
                brought.add((scheme, &own), &planned, &years, policy, as_at.date);
                totals.all.sums.add(&own);
                let part = totals.part(scheme, &mut known);
                part.years.join(&years);
                if scheme.workstream().is_some() {
                    part.sums.add(&own);
                }
            }
            schemes.push(own);
        }
        totals.workstreams.shrink_to_fit();
        let of_workstreams = totals.workstreams.iter();
        of_workstreams.for_each(|(_, own)| totals.all.years.join(&own.years));
        if plan.lost.schemes {
            totals.lack();
        }
        let headroom = Headroom::of(plan, policy, &brought, baseline);
        let identified = Identified::of_schemes(plan, &headroom, &brought);
        let (alone, months) = (None, OnceLock::new());
        Self { as_at, baseline, horizon, year, schemes, headroom, alone, totals, identified, months }
    }

    /// The months of its schemes that enter the sums of the organisation.
    pub fn months(&self, plan: &Plan) -> &Parted<MonthSums> {
        self.months.get_or_init(|| Box::new(MonthSums::of_plan(plan, self)))
    }

    /// The headroom of its own plan, without its members'.
    pub fn headroom_alone(&self) -> &Headroom {
        self.alone.as_deref().unwrap_or(&self.headroom)
    }

    /// The forecast years: after the baseline, to the horizon.
    pub fn forecast_years(&self) -> impl Iterator<Item = FinancialYear> + use<> {
        let years = self.baseline.zip(self.horizon);
        years.into_iter().flat_map(|(baseline, horizon)| baseline.plus(1).to(horizon))
    }
}

impl SchemeFigures {
    /// The figures of a scheme, and what it plans by year.
    pub fn of(
        scheme: &Scheme,
        plan: &Plan,
        as_at: Option<Date>,
        year: Option<FinancialYear>,
    ) -> (Self, Vec<(FinancialYear, Money)>) {
        let first = || savings::first_year(scheme);
        let reporting_year = year.or_else(first);
        let Positions { to_date, of_year, reports, is_forecast, is_plan_lost } =
            Positions::of(scheme, reporting_year, as_at);
        let starts = scheme.row.date(schemes::STARTS).or_else(|| savings::first_saving(scheme));
        let started = reports || starts.zip(as_at).is_none_or(|(starts, as_at)| starts <= as_at);
        let by_year = savings::planned_by_year(scheme, reporting_year);
        let (planned, planned_stated) = savings::planned_total(scheme, &by_year);
        let own = Self {
            starts,
            started,
            under_way: started && !plan.planning(),
            year: if started { reporting_year } else { first().or(year) },
            reporting_year,
            as_at,
            to_date,
            full_year: Some(of_year).filter(|_| is_forecast),
            plan_year: of_year.known_plan(),
            plan_incomplete: scheme.lost || is_plan_lost,
            planned,
            planned_incomplete: scheme.has_lost_plans(),
            planned_stated,
        };
        (own, by_year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example_of;

    /// Two workstreams, one of them in two spellings, and a scheme of none; one plan is a month behind.
    fn submission() -> Submission {
        let plan = |name: &str, months: usize| {
            let actual = [90, 100, 110].get(..months).unwrap().to_vec();
            let scheme = |plan: crate::plan::example::Example, id: &str, workstream: &str| {
                let cells = [("workstream", workstream), ("forecast_year", "1150"), ("stage", "delivering")];
                plan.scheme(id, &cells[usize::from(workstream.is_empty())..])
                    .months("plan", &[100; 12])
                    .months("actual", &actual)
            };
            let plan = scheme(example_of(name).own(&[("parent", "North")]), "A", "Care");
            scheme(scheme(scheme(plan, "B", "Drugs"), "C", ""), "D", "CARE").made()
        };
        Submission { plans: vec![plan("One", 3), plan("Two", 2)], ..Submission::default() }
    }

    #[test]
    fn figures_do_not_depend_on_the_number_of_threads() {
        let (submission, policy) = (submission(), Policy::default());
        let of = |threads: usize| {
            let threads = Threads::from(std::num::NonZeroUsize::new(threads).unwrap());
            format!("{:?}", Figures::of(&submission, &policy, None, threads).plans)
        };
        assert_eq!(of(1), of(3));
    }

    #[test]
    fn what_is_of_no_workstream_is_of_all_and_a_body_has_what_its_members_have() {
        let (submission, policy) = (submission(), Policy::default());
        let figures = Figures::of(&submission, &policy, None, Threads::ONE);
        let rolled = Rolled::of(&submission, &figures, &policy, Threads::ONE);
        let together = rolled.body(figures.bodies.named("North").unwrap().0).unwrap();
        let (own, months) = (&figures.plans[0], figures.plans[0].months(&submission.plans[0]));
        let names: Vec<&str> = own.totals.workstreams.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Care", "Drugs"]);
        let year = |totals: &Totals| {
            totals.years.iter().map(|(_, own)| own.plan.unwrap().plain()).collect::<String>()
        };
        let of = |parted: &Parted<Totals>| {
            let parts = parted.workstreams.iter().map(|(_, own)| (own.sums.schemes, year(own)));
            parts.chain([(parted.all.sums.schemes, year(&parted.all))]).collect::<Vec<_>>()
        };
        let said =
            |all: &[(usize, &str)]| all.iter().map(|(n, sum)| (*n, (*sum).to_owned())).collect::<Vec<_>>();
        assert_eq!(of(&own.totals), said(&[(2, "2400"), (1, "1200"), (4, "4800")]));
        assert_eq!(of(&together.totals), said(&[(4, "4800"), (2, "2400"), (8, "9600")]));
        let first = |sums: &MonthSums| {
            sums.iter().next().map(|own| (own.plan.unwrap().plain(), own.actual.unwrap().plain()))
        };
        let pair = |plan: &str, actual: &str| Some((plan.to_owned(), actual.to_owned()));
        assert_eq!(first(&months.all), pair("400", "360"));
        assert_eq!(first(months.workstreams.get("care").unwrap()), pair("200", "180"));
        assert_eq!(first(&together.months(&submission, &figures).all), pair("800", "720"));
    }

    #[test]
    fn the_common_date_is_that_of_the_latest_reporter_else_one_that_all_state() {
        let policy = Policy::default();
        let plan = |name: &str, as_at: &str, months: &[i64]| {
            let plan = example_of(name).own(&[("as_at", as_at)]).scheme("A", &[]).months("plan", &[5; 12]);
            plan.months("actual", months).made()
        };
        let none = || example_of("None").own(&[("as_at", "2011-12-31")]).made();
        let common = |plans: Vec<Plan>| {
            let submission = Submission { plans, ..Submission::default() };
            let figures = Figures::of(&submission, &policy, None, Threads::ONE);
            let dates = (0..submission.plans.len()).map(|at| figures.at_common(at).unwrap().as_at.date);
            let dates: Vec<String> = [figures.common_as_at]
                .into_iter()
                .chain(dates)
                .map(|date| date.map_or_else(String::new, |own| own.to_string()))
                .collect();
            dates.join(" ")
        };
        let (april, may, june) = ("2011-04-30", "2011-05-31", "2011-06-30");
        let of = |dates: &[&str]| dates.join(" ");
        assert_eq!(common(vec![plan("A", "", &[5, 5, 5]), plan("B", "", &[5, 5])]), of(&[may, may, may]));
        // who reports no actual bounds nothing, and keeps its own date
        assert_eq!(
            common(vec![plan("A", june, &[5, 5, 5]), plan("B", april, &[])]),
            of(&[june, june, april])
        );
        assert_eq!(
            common(vec![plan("A", june, &[]), plan("B", june, &[]), none()]),
            of(&[june, june, june, "2011-12-31"])
        );
        assert_eq!(common(vec![plan("A", june, &[]), plan("B", may, &[])]), of(&["", june, may]));
    }

    #[test]
    fn a_scheme_is_under_way_once_it_has_started_in_a_plan_that_is_delivered() {
        let policy = Policy::default();
        let of = |own: &[(&str, &str)], starts: &str, actual: &[i64]| {
            let plan = example_of("A").own(own).scheme("S", &[("starts", starts)]).months("plan", &[5; 12]);
            let plan = plan.months("actual", actual).made();
            let own = PlanFigures::of(&plan, &policy, None).schemes.remove(0);
            (own.started, own.under_way)
        };
        let as_at = ("as_at", "2011-06-30");
        assert_eq!(of(&[as_at], "2011-06-30", &[]), (true, true), "on its day");
        assert_eq!(of(&[as_at], "2011-07-01", &[]), (false, false));
        assert_eq!(of(&[as_at], "2011-07-01", &[5]), (true, true), "it reports an actual");
        assert_eq!(of(&[as_at], "2011-07-01", &[0]), (false, false));
        assert_eq!(of(&[as_at, ("phase", "planning")], "2011-04-01", &[]), (true, false));
        assert_eq!(of(&[], "2011-07-01", &[]), (true, true), "nothing says what day it is");
    }
}
