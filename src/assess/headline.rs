//! The headline figures of a plan: pairs, mix, phasing, run rate, risks and posts, each summed once from the
//! cells it names.

use super::Run;
use super::finance::folded;
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::basis::{self, UsedCell};
use crate::figures::contribution::Contribution;
use crate::figures::headroom::{year_row, yearly};
use crate::figures::recurrence::Recurrence;
use crate::figures::savings::unidentified;
use crate::figures::sums::counted;
use crate::figures::workforce::PayPerWte;
use crate::figures::{Basis, SchemeFigures};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::fields::words::{DeliveryRisk, Maturity, RiskStatus};
use crate::plan::fields::{ColumnId, TableId, risks, schemes, years};
use crate::plan::{Row, Scheme};
use crate::policy::choices::RiskWeights;
use crate::rating::Rating;
use crate::report::{Headline, HeadlineFigure, Places, Share};
use crate::words::count;
use rust_decimal::Decimal;

/// A sum with its cells.
#[derive(Debug, Clone, Default)]
struct Part {
    amount: Money,
    places: Vec<Place>,
    /// How many schemes or rows gave something.
    given: usize,
    lacks: bool,
}

impl Part {
    fn add(&mut self, amount: Money, places: impl IntoIterator<Item = Place>) {
        self.amount = self.amount + amount;
        self.places.extend(places);
        self.given += 1;
    }

    fn add_cell(&mut self, row: &Row, column: ColumnId) {
        if let Some(amount) = row.money(column) {
            self.add(amount, row.cells_of(column).map(|cell| cell.place));
        }
        self.lacks |= row.unreadable(column);
    }

    fn join(mut self, other: &Self) -> Self {
        self.amount = self.amount + other.amount;
        self.places.extend(&other.places);
        self.given += other.given;
        self.lacks |= other.lacks;
        self
    }
}

/// The lines while they are gathered.
struct Lines<'a, 'r> {
    run: &'a Run<'r>,
    lines: Vec<Headline>,
    lacks: bool,
}

impl Lines<'_, '_> {
    fn put(&mut self, figure: HeadlineFigure, part: &Part, of: Option<(Money, String)>) {
        let share = of.as_ref().and_then(|(whole, _)| Percent::of(part.amount, *whole));
        self.lines.push(Headline {
            figure,
            amount: part.amount,
            share: share.map(|share| Share::of(share, &[])),
            of: of.map(|(_, of)| of),
            incomplete: self.lacks || part.lacks,
            places: self.places(&part.places),
        });
    }

    fn places(&self, places: &[Place]) -> Places {
        let mut once = Vec::with_capacity(places.len());
        let mut seen = std::collections::HashSet::new();
        once.extend(places.iter().copied().filter(|place| seen.insert(*place)));
        self.run.places(&folded(once))
    }
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

/// Every headline for which the plan says something.
pub(super) fn of(run: &Run, view: &PlanView) -> Vec<Headline> {
    let (plan, figures) = (view.plan, view.figures);
    let planned: Vec<Planned> = counted(plan, figures)
        .filter_map(|(scheme, own)| {
            let cells = basis::planned(scheme, own.reporting_year, own.reporting_year);
            Some(Planned { scheme, own, cells, plan: own.plan_year? })
        })
        .collect();
    let lacks = plan.lost.schemes || planned.iter().any(|own| own.own.plan_incomplete);
    let mut lines = Lines { run, lines: Vec::new(), lacks };
    let mut whole = Part::default();
    planned.iter().for_each(|own| whole.add(own.plan, own.places()));
    if whole.amount.is_zero() {
        return Vec::new();
    }
    let said = figures.year.map_or_else(|| "plan".to_owned(), |year| format!("plan {year}"));
    let of_plan = || Some((whole.amount, said.clone()));
    lines.put(HeadlineFigure::InYear, &whole, None);
    full_year(&mut lines, &planned, whole.amount, &said);
    recurrence(&mut lines, &planned, &of_plan);
    maturity(&mut lines, &planned, &of_plan);
    phasing(&mut lines, view, &planned);
    if let Some(year) = figures.year {
        let row = year_row(plan, year);
        for (figure, column) in
            [(HeadlineFigure::OfAllocation, years::ALLOCATION), (HeadlineFigure::OfTurnover, years::TURNOVER)]
        {
            if let Some((base, row)) = yearly(plan, column, year).zip(row).filter(|(base, _)| !base.is_zero())
            {
                let places = [row.place_of(column)];
                let against = whole.clone().join(&Part { places: places.to_vec(), ..Part::default() });
                lines.put(figure, &against, Some((base, format!("{} {year}", column.name()))));
            }
        }
    }
    open_risks(&mut lines, view, &of_plan);
    posts(&mut lines, &planned);
    adjusted(&mut lines, view, &planned, &of_plan);
    lines.lines
}

fn full_year(lines: &mut Lines, planned: &[Planned], whole: Money, said: &str) {
    let mut full = Part::default();
    planned.iter().for_each(|own| full.add_cell(&own.scheme.row, schemes::FULL_YEAR_EFFECT));
    if full.given > 0 {
        // of all schemes it is of the plan; of some it stands alone
        let of = if full.given == planned.len() {
            (whole, said.to_owned())
        } else {
            (Money::ZERO, format!("{} of {}", full.given, count(planned.len(), "scheme")))
        };
        lines.put(HeadlineFigure::FullYear, &full, Some(of));
    }
}

fn recurrence(lines: &mut Lines, planned: &[Planned], of_plan: &impl Fn() -> Option<(Money, String)>) {
    let (mut recurs, mut once, mut unsaid) = (Part::default(), Part::default(), Part::default());
    for own in planned {
        let Some(parts) = Recurrence::of(own.scheme, own.own) else {
            unsaid.add(own.plan, own.places());
            continue;
        };
        let cell = || own.scheme.row.cells_of(schemes::RECURRENT_PLAN).map(|cell| cell.place);
        if parts.by_amount {
            recurs.add(parts.recurrent, cell());
            once.add(parts.non_recurrent, own.places().chain(cell()));
        } else if parts.recurrent.is_zero() {
            once.add(parts.non_recurrent, own.places());
        } else {
            recurs.add(parts.recurrent, own.places());
        }
    }
    if recurs.given + once.given == 0 {
        return;
    }
    lines.put(HeadlineFigure::Recurrent, &recurs, of_plan());
    lines.put(HeadlineFigure::NonRecurrent, &once, of_plan());
    if unsaid.given > 0 {
        lines.put(HeadlineFigure::RecurrenceNotStated, &unsaid, of_plan());
    }
}

fn maturity(lines: &mut Lines, planned: &[Planned], of_plan: &impl Fn() -> Option<(Money, String)>) {
    let mut parts = [const { None::<Part> }; 5];
    let mut at_risk = Part::default();
    let (mut is_said, mut has_risk) = (false, false);
    for own in planned {
        is_said |= own.scheme.row.filled(schemes::MATURITY);
        has_risk |= own.scheme.row.filled(schemes::DELIVERY_RISK);
        let unfound = own.unfound();
        let part_place = || own.scheme.row.cells_of(schemes::UNIDENTIFIED_PLAN).map(|cell| cell.place);
        let is_part = !own.scheme.unidentified && !unfound.is_zero();
        let mut put = |at: usize, amount: Money, places: Vec<Place>| {
            if let Some(part) = parts.get_mut(at) {
                part.get_or_insert_default().add(amount, places);
            }
        };
        let at = own.maturity().map_or(4, |maturity| maturity as usize);
        let found = if is_part { own.plan - unfound } else { own.plan };
        put(at, found, own.places().chain(part_place().filter(|_| is_part)).collect());
        if is_part {
            put(Maturity::Unidentified as usize, unfound, part_place().collect());
        }
        if own.is_high_risk() || own.maturity() == Some(Maturity::Unidentified) {
            at_risk.add(own.plan, own.places());
        } else if is_part {
            at_risk.add(unfound, part_place());
        }
    }
    let figures = [
        HeadlineFigure::FullyDeveloped,
        HeadlineFigure::InProgress,
        HeadlineFigure::Opportunity,
        HeadlineFigure::Unidentified,
        HeadlineFigure::MaturityNotStated,
    ];
    if is_said {
        for (figure, part) in figures.into_iter().zip(&parts) {
            if let Some(part) = part {
                lines.put(figure, part, of_plan());
            }
        }
    }
    if is_said || has_risk {
        lines.put(HeadlineFigure::HighRiskOrUnidentified, &at_risk, of_plan());
    }
}

/// Back-loading and the rate at which the year ends, of what is planned by month or quarter.
fn phasing(lines: &mut Lines, view: &PlanView, planned: &[Planned]) {
    let Some(year) = view.figures.year else { return };
    let from = |cells: &[UsedCell], month: i32| -> Part {
        let mut part = Part::default();
        let first = year.april().plus(month);
        let late =
            cells.iter().filter(|cell| cell.period.is_some_and(|period| period.first_month() >= first));
        late.for_each(|cell| {
            part.add(cell.amount.map(|amount| amount.value).unwrap_or_default(), [cell.place])
        });
        part
    };
    let phased: Vec<&Planned> =
        planned.iter().filter(|own| own.is_phased() && own.own.reporting_year == Some(year)).collect();
    if phased.is_empty() {
        return;
    }
    let whole: Money = phased.iter().map(|own| own.plan).sum();
    let cells: Vec<UsedCell> = phased.iter().flat_map(|own| own.cells.iter().copied()).collect();
    let of = if phased.len() == planned.len() {
        format!("plan {year}")
    } else {
        format!("plan {year} of the {} that give it by month", count(phased.len(), "scheme"))
    };
    lines.put(HeadlineFigure::SecondHalf, &from(&cells, 6), Some((whole, of.clone())));
    let quarter = from(&cells, 9);
    lines.put(HeadlineFigure::LastQuarter, &quarter, Some((whole, of)));
    let next = year.plus(1);
    let need = yearly(view.plan, years::CHALLENGE, next);
    let of_need = || need.map(|need| (need, format!("challenge {next}")));
    let four_times = |part: Part| Part { amount: part.amount.percent(Decimal::from(400)), ..part };
    lines.put(HeadlineFigure::ExitRunRate, &four_times(quarter), of_need());
    let as_at = view.figures.as_at.date;
    let forecasts: Vec<UsedCell> = phased
        .iter()
        .map(|own| Basis::year(own.scheme, Some(year), as_at))
        .filter(|basis| basis.is_given)
        .flat_map(|basis| basis.actual)
        .collect();
    let last = from(&forecasts, 9);
    if last.given > 0 {
        lines.put(HeadlineFigure::ExitRunRateForecast, &four_times(last), of_need());
    }
    if let Some((need, row)) = need.zip(year_row(view.plan, next)) {
        let mut part = Part::default();
        part.add(need, [row.place_of(years::CHALLENGE)]);
        lines.put(HeadlineFigure::NextYearsNeed, &part, None);
    }
}

fn open_risks(lines: &mut Lines, view: &PlanView, of_plan: &impl Fn() -> Option<(Money, String)>) {
    let (mut gross, mut mitigated) = (Part::default(), Part::default());
    let open =
        view.rows(TableId::Risks).iter().filter(|row| row.word(risks::STATUS) != Some(RiskStatus::Closed));
    for row in open {
        gross.add_cell(row, risks::GROSS);
        mitigated.add_cell(row, risks::MITIGATED);
    }
    if gross.given == 0 {
        return;
    }
    lines.put(HeadlineFigure::GrossRisk, &gross, of_plan());
    lines.put(HeadlineFigure::MitigatedRisk, &mitigated, Some((gross.amount, "gross risk".to_owned())));
    let mut net = gross.join(&mitigated);
    net.amount = net.amount - mitigated.amount - mitigated.amount;
    lines.put(HeadlineFigure::NetRisk, &net, of_plan());
}

fn posts(lines: &mut Lines, planned: &[Planned]) {
    let mut all = PayPerWte::default();
    planned.iter().filter_map(|own| PayPerWte::of(own.scheme, own.own)).for_each(|own| all.add(own));
    let Some(cost) = all.cost() else { return };
    let over = Some((Money::ZERO, format!("{} WTE", all.wte.normalize())));
    let part = |amount: Money| Part { amount, places: all.places.clone(), ..Part::default() };
    lines.put(HeadlineFigure::PaySavings, &part(all.pay), over.clone());
    lines.put(HeadlineFigure::CostOfOneWte, &part(cost), over);
}

/// The year's plan after risk, by each of the weights that the plan says something for.
fn adjusted(
    lines: &mut Lines,
    view: &PlanView,
    planned: &[Planned],
    of_plan: &impl Fn() -> Option<(Money, String)>,
) {
    let year: Option<FinancialYear> = view.figures.year;
    let as_at = view.figures.as_at.date;
    for (figure, by, says) in [
        (HeadlineFigure::AdjustedByRating, RiskWeights::Rating, None),
        (HeadlineFigure::AdjustedByStage, RiskWeights::Stage, Some(schemes::STAGE)),
        (HeadlineFigure::AdjustedByMaturity, RiskWeights::Maturity, Some(schemes::MATURITY)),
    ] {
        let is_said = |own: &Planned| match says {
            Some(column) => own.scheme.row.filled(column),
            None => own.own.rated(view.policy).rating != Rating::NotApplicable,
        };
        if !planned.iter().any(is_said) {
            continue;
        }
        let mut part = Part::default();
        for own in planned.iter().filter(|own| !own.scheme.unidentified) {
            let Some(year) = own.own.reporting_year.or(year) else { continue };
            let found = own.plan - own.unfound();
            let added = Contribution::weighed_by(by, own.scheme, own.own, year, found, view.policy, as_at);
            part.add(added.risk_adjusted(), own.places());
        }
        lines.put(figure, &part, of_plan());
    }
}
