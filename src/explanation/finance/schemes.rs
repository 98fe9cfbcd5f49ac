//! Finance of a scheme, a workstream or an organisation: the schemes that enter the sums, with their cells.

use super::{BestMonth, Finance, Needed, RestOfYear, SchemeSums, Sums, YearPart};
use crate::calendar::Date;
use crate::criteria::FIVE_PERCENT_RULE;
use crate::explanation::cells::Time;
use crate::explanation::subject::Subject;
use crate::explanation::{Assessed, LeftOut};
use crate::figures::basis::{self, UsedCell};
use crate::figures::distance::Rest;
use crate::figures::{AsAtBasis, Basis, PlanFigures, SchemeFigures, savings, sums};
use crate::names::same;
use crate::plan::{Measure, Plan, Scheme};
use crate::rating::Rating;

/// Explains finance of a scheme, a workstream or the organisation of a plan.
pub(in crate::explanation) fn of_plan(of: &Assessed, plan: &Plan, subject: &Subject) -> Finance {
    let figures = PlanFigures::of(plan, of.policy, of.as_at);
    let alone = matches!(subject, Subject::Scheme(..));
    let mut all = sums::Sums::default();
    let mut rated = all.to_date.rate(of.policy);
    let (mut members, mut entered, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (scheme, own)) in plan.schemes.iter().zip(&figures.schemes).enumerate() {
        let belongs = match subject {
            Subject::Scheme(_, wanted) => at == *wanted,
            Subject::Workstream(_, name) => {
                scheme.workstream().is_some_and(|workstream| same(workstream, name))
            }
            _ => true,
        };
        if !belongs {
            continue;
        }
        // a scheme's own line is always explained
        if let Some(out) = of.left_out(scheme).filter(|_| !alone) {
            left_out.push(out);
            continue;
        }
        all.add(own);
        rated = if alone { own.rated(of.policy) } else { all.to_date.rate(of.policy) };
        left_out.extend(of.coarse(scheme, own));
        members.push(of.scheme_sums(scheme, own, figures.as_at.date, alone));
        entered.push(scheme);
    }
    let rest = Rest::of(entered, &figures, of.policy, &all.to_date)
        .filter(|_| !all.to_date.plan.is_zero() && rated.rating != Rating::NotApplicable);
    let mut finance = of.finance(&all, rated);
    finance.of_year = figures.year;
    finance.as_at = figures.as_at.date.map(|date| date.to_string());
    finance.as_at_from = match figures.as_at.basis {
        AsAtBasis::Given => "--as-at",
        AsAtBasis::Stated => "the plan's own date",
        AsAtBasis::LastActual => "the last month with an actual",
        AsAtBasis::Submitted => "the day of submission",
        AsAtBasis::Common => "latest common month",
        AsAtBasis::NotStated => "",
    };
    finance.rest_of_year = rest.filter(|rest| !rest.needed.is_empty()).map(|rest| rest_of_year(&rest));
    finance.stated = of.stated(plan, subject, finance.to_date.rating);
    finance.left_out = left_out;
    finance.schemes = members;
    if let Subject::Scheme(plan_at, at) = subject
        && let Some(scheme) = plan.schemes.get(*at)
    {
        let report = of.report.plans.get(*plan_at);
        let judged = report.iter().flat_map(|report| &report.figure_13);
        let own = judged.filter(|judged| judged.scheme == *scheme.id).flat_map(|judged| &judged.expectations);
        let short = own.filter(|found| found.result.is_short() && found.code != FIVE_PERCENT_RULE);
        finance.also_short = short.cloned().collect();
    }
    finance
}

impl Assessed<'_> {
    /// A scheme with the cells of its position; alone, with those of its year.
    fn scheme_sums(
        &self,
        scheme: &Scheme,
        own: &SchemeFigures,
        as_at: Option<Date>,
        alone: bool,
    ) -> SchemeSums {
        let to_date: Vec<UsedCell> =
            Basis::to_date(scheme, own.reporting_year, as_at).cells().copied().collect();
        let year = own.year_in_sums();
        let (year_plan, year_forecast) = if alone {
            let basis = Basis::year(scheme, own.reporting_year, as_at);
            let listed: Vec<UsedCell> = to_date.iter().chain(&basis.plan).copied().collect();
            let plan = self.parts(&basis.plan, &to_date, |_| ("to date, above", "the rest"));
            (plan, self.parts(&basis.actual, &listed, forecast_part))
        } else {
            (Vec::new(), Vec::new())
        };
        SchemeSums {
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            to_date: Sums::of(&own.to_date, own.rated(self.policy)),
            cells: self.cells(&to_date, Time::ToDate),
            year: Sums::of(&year, year.rate(self.policy)),
            has_forecast: own.full_year.is_some(),
            year_plan,
            year_forecast,
        }
    }

    /// The cells of a year, parted by what they are: named by whether they are listed before.
    fn parts(
        &self,
        cells: &[UsedCell],
        listed: &[UsedCell],
        name: fn(&UsedCell) -> (&'static str, &'static str),
    ) -> Vec<YearPart> {
        let mut parts: Vec<(&'static str, bool, Vec<UsedCell>)> = Vec::new();
        for cell in cells {
            let listed_above = listed.iter().any(|other| other.place == cell.place);
            let what = if listed_above { name(cell).0 } else { name(cell).1 };
            match parts.iter_mut().find(|(known, ..)| *known == what) {
                Some((.., own)) => own.push(*cell),
                None => parts.push((what, listed_above, vec![*cell])),
            }
        }
        let part = |(what, listed_above, own): (&'static str, bool, Vec<UsedCell>)| YearPart {
            what,
            amount: basis::sum(&own),
            listed_above,
            cells: self.cells(&own, Time::Year),
        };
        parts.into_iter().map(part).collect()
    }

    /// Amounts of the year that are totals over finer ones.
    fn coarse(&self, scheme: &Scheme, own: &SchemeFigures) -> Vec<LeftOut> {
        let Some(year) = own.reporting_year else { return Vec::new() };
        let of = |measure: Measure| {
            savings::coarse(scheme, measure, year).map(move |point| LeftOut {
                what: format!("{} {} {}", scheme.id, measure.word(), point.period),
                why: "a total over finer periods: compared, not added".to_owned(),
                amount: point.amount.map(|amount| amount.value),
                place: Some(self.place(point.place)),
            })
        };
        of(Measure::Plan).chain(of(Measure::Actual)).collect()
    }
}

/// What a cell of the forecast is, where it is listed before, and where not.
fn forecast_part(cell: &UsedCell) -> (&'static str, &'static str) {
    match (cell.measure, cell.period) {
        (Measure::Actual, _) => ("actual to date, above", "actual to date"),
        (Measure::Plan, _) => ("no forecast: plan taken", "no forecast: plan taken"),
        (_, None) => ("as forecast", "as forecast"),
        _ => ("forecast of the rest", "forecast of the rest"),
    }
}

fn rest_of_year(rest: &Rest) -> RestOfYear {
    RestOfYear {
        month: rest.next,
        month_plan: rest.next_plan,
        months: rest.months,
        plan: rest.plan,
        best: rest.best.map(|(month, actual)| BestMonth { month, actual }),
        needed: rest
            .needed
            .iter()
            .map(|needed| Needed {
                rating: needed.rating,
                next_month: needed.next,
                each_month: rest.a_month(needed.rest),
                not_recoverable: needed.not_recoverable,
            })
            .collect(),
    }
}
