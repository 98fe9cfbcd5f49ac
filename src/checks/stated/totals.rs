//! Totals as stated, in the submission's total rows and columns and in its `totals` table, against
//! the sum of the cells they are over.

use super::super::{Found, Severity, apart, in_total, rollup, sums};
use super::sums::Sum;
use super::{CHECK, differs, variances, years};
use crate::calendar::Period;
use crate::criteria::PlanView;
use crate::figures::{Figures, PlanFigures};
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::names::{ByName, same};
use crate::plan::fields::{ColumnId, TableId, savings, schemes};
use crate::plan::{Lost, Measure, Plan, Scheme, StatedTotal, Submission, TotalOver, Value};
use crate::policy::Policy;
use rust_decimal::Decimal;
use std::collections::HashSet;

const ACTION: &str = "Correct the total, or the figure that is missing from it or counted twice.";

/// A plan with its figures: what a total may be over.
type Body<'a> = (&'a Plan, &'a PlanFigures);

pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    // what a region prints over its members is held against them by the roll-up
    let over_members = rollup::totals(view.plan).filter(|_| !view.members.is_empty());
    let mut seen: HashSet<Place> = over_members.map(|(total, ..)| total.place).collect();
    let mut found = Vec::new();
    for total in &view.plan.stated {
        if !is_across(&total.over) && seen.insert(total.place) {
            let body = (view.plan, own);
            let (alone, nothing) = ([body], ByName::default());
            let own = candidates(&alone, &nothing, total);
            if view.members.is_empty() || !matches!(total.over, TotalOver::Plan | TotalOver::Workstream(_)) {
                found.extend(check(view, total, own));
                continue;
            }
            let bodies: Vec<Body> = std::iter::once(body).chain(view.members.iter().copied()).collect();
            found.extend(check(view, total, own.chain(candidates(&bodies, &nothing, total))));
        }
    }
    found
}

/// Totals over several organisations ([`Submission::stated`]): a total column across organisations, a
/// grand total of everything read. They belong to no organisation.
pub fn across(submission: &Submission, figures: &Figures, policy: &Policy) -> Vec<Found> {
    let bodies: Vec<Body> = submission.plans.iter().zip(&figures.plans).collect();
    let is_whole = submission.left_out.is_empty();
    let Some((plan, own)) = bodies.first().filter(|_| is_whole && !submission.stated.is_empty()) else {
        return Vec::new();
    };
    let view = PlanView::new(plan, own, policy, Vec::new());
    let named = by_name(&bodies);
    let mut found = Vec::new();
    for total in submission.stated.iter().filter(|total| is_across(&total.over)) {
        found.extend(check(&view, total, candidates(&bodies, &named, total)));
    }
    found
}

fn is_across(over: &TotalOver) -> bool {
    matches!(over, TotalOver::Organisations(_) | TotalOver::AllOrganisations)
}

/// What a total may rightly be.
enum Computed {
    Sum(Sum),
    /// A percentage of variance, of these sums of plan and actual.
    Percent(Box<(Sum, Sum)>),
}

impl Computed {
    fn is_given(&self) -> bool {
        match self {
            Self::Sum(sum) => sum.is_given(),
            Self::Percent(of) => of.0.is_given() && of.1.is_given(),
        }
    }

    /// The sum or the percentage itself is stated, or its opposite where signs may be flipped.
    fn agrees(&self, stated: Amount, column: ColumnId) -> bool {
        let turned = Amount { value: -stated.value, ..stated };
        match self {
            Self::Sum(sum) => sum.agrees(stated) || is_variance(column) && sum.agrees(turned),
            Self::Percent(of) => {
                let Some((least, most)) = variances::percent_range(&of.0, &of.1) else { return true };
                let half = stated.half_digit().decimal();
                let fits = |stated: Decimal| least - half <= stated && stated <= most + half;
                fits(stated.value.decimal()) || fits(turned.value.decimal())
            }
        }
    }
}

fn is_variance(column: ColumnId) -> bool {
    variances::COLUMNS.iter().any(|(variance, _, _)| *variance == column)
}

fn check(
    view: &PlanView,
    total: &StatedTotal,
    candidates: impl Iterator<Item = (Computed, &'static str)>,
) -> Option<Found> {
    let mut given = candidates.filter(|(computed, _)| computed.is_given());
    let (first, _) = given.next()?;
    if first.agrees(total.amount, total.column) {
        return None;
    }
    let other = given.find(|(computed, _)| computed.agrees(total.amount, total.column));
    if other.as_ref().is_some_and(|(_, remark)| remark.is_empty()) {
        return None;
    }
    let what = label(total);
    let mut finding = match &first {
        Computed::Sum(sum) => {
            let made = format!("the sum of {}", super::super::count(sum.cells, "figure"));
            differs(view, &what, (total.amount.value, total.place), sum, &made, ACTION)
        }
        Computed::Percent(of) => {
            let (plan, actual) = &**of;
            let shown = apart(view, actual.value, plan.value);
            let percent = crate::money::Percent::of(actual.value - plan.value, plan.value.abs())?;
            CHECK
                .error(
                    format!("{what} is stated as {}%", total.amount.value),
                    format!(
                        "{}%, {} against a plan of {}",
                        percent.show(1, &[]),
                        shown.in_words(actual.value),
                        shown.in_words(plan.value)
                    ),
                    ACTION,
                )
                .at([total.place])
        }
    };
    if let Some((_, remark)) = &other {
        finding.severity = Severity::Warning;
        finding.found.push_str(remark);
    }
    Some(match &total.over {
        TotalOver::Workstream(workstream) => finding.in_workstream(workstream),
        _ => finding,
    })
}

fn label(total: &StatedTotal) -> String {
    let mut text = format!("total of {}", total.column.name());
    if let Some(period) = total.period {
        text.push_str(&format!(" for {period}"));
    }
    match &total.over {
        TotalOver::Workstream(name) => text.push_str(&format!(" in {name}")),
        TotalOver::Organisations(name) => text.push_str(&format!(" of {name} over all organisations")),
        TotalOver::AllOrganisations => text.push_str(" over all organisations"),
        _ => {}
    }
    text
}

const WITH_OTHERS: &str = "; ideas, lines counted under another or lines outside the total are in it";

/// Schemes by the index of their plan and their own.
type Lines = Vec<(usize, usize)>;

fn lines(bodies: &[Body], pick: impl Fn(&Scheme) -> bool) -> Lines {
    let mut lines = Lines::new();
    for (body, (plan, _)) in bodies.iter().enumerate() {
        let picked = plan.schemes.iter().enumerate().filter(|(_, scheme)| pick(scheme));
        lines.extend(picked.map(|(at, _)| (body, at)));
    }
    lines
}

/// Schemes by their name and id: what a total over organisations names.
fn by_name(bodies: &[Body]) -> ByName<Lines> {
    let mut index: ByName<Lines> = ByName::default();
    for (body, (plan, _)) in bodies.iter().enumerate() {
        for (at, scheme) in plan.schemes.iter().enumerate() {
            if !same(&scheme.id, scheme.name()) {
                index.of(&scheme.id).push((body, at));
            }
            index.of(scheme.name()).push((body, at));
        }
    }
    index
}

/// The sums that a total may rightly be, worked out as they are asked for; where only a later one with
/// a remark agrees, it says so.
fn candidates(
    bodies: &[Body],
    named: &ByName<Lines>,
    total: &StatedTotal,
) -> impl Iterator<Item = (Computed, &'static str)> {
    let of_schemes = matches!(total.column.table, TableId::Schemes | TableId::Savings);
    // what lacks something that could not be read is compared with no total
    let lacks = |lost: Lost| if of_schemes { lost.schemes } else { lost.years };
    let bodies = if bodies.iter().any(|(plan, _)| lacks(plan.lost)) { &[] } else { bodies };
    let lines = if of_schemes { over(bodies, named, total) } else { Vec::new() };
    let computed = lines
        .into_iter()
        .map(|(lines, remark)| (compute(bodies, &lines, total.column, total.period), remark));
    let rows = (!of_schemes).then(|| {
        let workstream = match &total.over {
            TotalOver::Workstream(name) => Some(&**name),
            _ => None,
        };
        (Computed::Sum(rows_sum(bodies, total.column, total.period, workstream)), "")
    });
    computed.chain(rows)
}

/// The schemes that a total may rightly be over.
fn over(bodies: &[Body], named: &ByName<Lines>, total: &StatedTotal) -> Vec<(Lines, &'static str)> {
    match &total.over {
        TotalOver::Plan | TotalOver::AllOrganisations => vec![
            (lines(bodies, in_total), ""),
            (lines(bodies, |scheme| !scheme.outside_total), WITH_OTHERS),
            (lines(bodies, |_| true), WITH_OTHERS),
        ],
        TotalOver::Workstream(name) => {
            let inside = |scheme: &Scheme| scheme.workstream().is_some_and(|own| same(own, name));
            vec![
                (lines(bodies, |scheme| inside(scheme) && in_total(scheme)), ""),
                (lines(bodies, |scheme| inside(scheme) && scheme.in_sums()), ""),
                (lines(bodies, inside), WITH_OTHERS),
            ]
        }
        TotalOver::Schemes(over) => {
            let over: Lines = over.iter().map(|at| (0, *at as usize)).collect();
            let scheme = |at: usize| bodies.first().and_then(|(plan, _)| plan.schemes.get(at));
            let counted = over.iter().copied().filter(|(_, at)| scheme(*at).is_some_and(in_total)).collect();
            vec![(over, ""), (counted, "")]
        }
        TotalOver::SchemeAllPeriods(one) => vec![(vec![(0, *one as usize)], "")],
        TotalOver::Organisations(name) => {
            vec![(named.get(name).cloned().unwrap_or_default(), "")]
        }
        TotalOver::AllYears => Vec::new(),
    }
}

/// The sum of a column of any other table, over a workstream and a period where they are named.
fn rows_sum(bodies: &[Body], column: ColumnId, period: Option<Period>, workstream: Option<&str>) -> Sum {
    if column.table == TableId::Years {
        return bodies.iter().map(|(plan, _)| years::column_sum(plan, column, period)).collect();
    }
    let table = column.table.declaration();
    let of = |name: &str| table.column(name).map(|column| column.id);
    let (of_year, of_workstream) = (of("year"), of("workstream"));
    let mut sum = Sum::default();
    for row in bodies.iter().flat_map(|(plan, _)| plan.rows(column.table)) {
        let year = of_year.and_then(|column| row.year(column));
        let own = of_workstream.and_then(|column| row.text(column));
        let in_period = match period {
            None => true,
            Some(Period::Span(first, last)) => year.is_some_and(|year| first <= year && year <= last),
            Some(period) => year.is_some() && period.year() == year,
        };
        let in_workstream = workstream.is_none_or(|workstream| own.is_some_and(|own| same(own, workstream)));
        if !in_period || !in_workstream {
            continue;
        }
        match row.cell(column).map(|cell| &cell.value) {
            Some(Value::Number(number)) => {
                let last_digit = i8::try_from(number.scale()).map_or(i8::MIN, |scale| -scale);
                sum.add(Amount { value: Money::new(*number), last_digit }, row.place_of(column));
            }
            _ => sum.add_cell(row, column),
        }
    }
    sum
}

/// The column over these schemes.
fn compute(bodies: &[Body], lines: &[(usize, usize)], column: ColumnId, period: Option<Period>) -> Computed {
    let over = |figure: &dyn Fn(&Scheme, &PlanFigures, usize) -> Sum| -> Sum {
        let mut sum = Sum::default();
        for (body, at) in lines {
            let Some((plan, figures)) = bodies.get(*body) else { continue };
            if let Some(scheme) = plan.schemes.get(*at) {
                sum.merge(&figure(scheme, figures, *at));
            }
        }
        sum
    };
    let figures = |column: ColumnId| over(&|scheme, figures, at| figure(scheme, figures, at, column));
    let stated = |column: ColumnId| over(&|scheme, _, _| sums::cell(&scheme.row, column));
    // of a variance every side is read, of every scheme in it
    let sides = |plan: ColumnId, actual: ColumnId| {
        let side = |column: ColumnId, other: ColumnId| {
            over(&|scheme, figures, at| {
                let (own, other) = (figure(scheme, figures, at, column), figure(scheme, figures, at, other));
                let unreadable = own.unreadable || own.is_given() != other.is_given();
                Sum { unreadable, ..own }
            })
        };
        (side(plan, actual), side(actual, plan))
    };
    let to_date = || sides(schemes::PLAN_YTD, schemes::ACTUAL_YTD);
    let of_year = || sides(schemes::PLAN_YEAR, schemes::FORECAST_YEAR);
    let variance = |(plan, actual): (Sum, Sum)| {
        let as_stated = Some(stated(column)).filter(|sum| sum.cells == lines.len()).unwrap_or_default();
        difference(actual, &plan, || as_stated)
    };
    let percent = |of: (Sum, Sum)| Computed::Percent(Box::new(of));
    let measure = |measure: Measure| over(&|scheme, _, _| sums::over(scheme, measure, period));
    match column {
        savings::PLAN => Computed::Sum(measure(Measure::Plan)),
        savings::ACTUAL => Computed::Sum(measure(Measure::Actual)),
        savings::FORECAST => Computed::Sum(measure(Measure::Forecast)),
        savings::INVESTMENT => Computed::Sum(measure(Measure::Investment)),
        schemes::VARIANCE_YTD => variance(to_date()),
        schemes::VARIANCE_FORECAST => variance(of_year()),
        schemes::PERCENT_YTD => percent(to_date()),
        schemes::PERCENT_FORECAST => percent(of_year()),
        _ => {
            let sum = stated(column);
            let from_periods = sum.cells == 0 && !sum.unreadable;
            Computed::Sum(if from_periods { figures(column) } else { sum })
        }
    }
}

/// A variance of sums; where a side of one is not given, the sum of the variances as stated.
fn difference(actual: Sum, plan: &Sum, stated: impl FnOnce() -> Sum) -> Computed {
    Computed::Sum(if actual.is_given() && plan.is_given() { actual.less(plan) } else { stated() })
}

/// A figure of a scheme: its cell, else what its periods make.
fn figure(scheme: &Scheme, figures: &PlanFigures, at: usize, column: ColumnId) -> Sum {
    let cell = sums::cell(&scheme.row, column);
    if cell.cells > 0 || cell.unreadable {
        return cell;
    }
    let Some(own) = figures.schemes.get(at) else { return cell };
    let as_at = figures.as_at.date;
    let by_period = match column {
        schemes::PLAN_YTD => sums::by_period_to_date(scheme, own, as_at).map(|(plan, _)| plan),
        schemes::ACTUAL_YTD => sums::by_period_to_date(scheme, own, as_at).map(|(_, actual)| actual),
        schemes::PLAN_YEAR => own.year.map(|year| sums::of_year(scheme, Measure::Plan, year)),
        schemes::FORECAST_YEAR => sums::forecast_by_period(scheme, own, as_at),
        schemes::INVESTMENT => Some(sums::over(scheme, Measure::Investment, None)),
        _ => None,
    };
    by_period.unwrap_or(cell)
}
