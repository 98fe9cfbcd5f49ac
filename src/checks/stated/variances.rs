//! Stated variances and percentages of schemes against actual (or forecast) less plan.

use super::super::{Found, apart, sums};
use super::sums::{Sum, within};
use crate::criteria::PlanView;
use crate::figures::{PlanFigures, SchemeFigures};
use crate::location::Place;
use crate::money::{Amount, Money, Percent, power_of_ten};
use crate::plan::Scheme;
use crate::plan::fields::{ColumnId, schemes};
use rust_decimal::Decimal;

/// The columns in which a submission states a variance, and what each is of.
pub(in crate::checks) const COLUMNS: [(ColumnId, Of, bool); 4] = [
    (schemes::VARIANCE_YTD, Of::ToDate, false),
    (schemes::PERCENT_YTD, Of::ToDate, true),
    (schemes::VARIANCE_FORECAST, Of::Year, false),
    (schemes::PERCENT_FORECAST, Of::Year, true),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Of {
    /// Actual less plan, year to date.
    ToDate,
    /// Forecast less plan, for the year.
    Year,
}

/// How a stated variance stands to the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Agrees,
    /// Its opposite: plan less actual.
    Flipped,
    /// Both: next to nothing.
    Either,
    Differs,
}

/// A stated variance with what it is compared with.
struct StatedVariance<'a> {
    scheme: &'a Scheme,
    place: Place,
    verdict: Verdict,
    /// Plan and actual (or forecast) that the submission gives.
    plan: Sum,
    actual: Sum,
}

/// Stated variances that are not what the figures make. A column whose signs are all flipped is one
/// finding of DA and is compared with its signs turned.
pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    COLUMNS.into_iter().flat_map(|column| column_findings(view, own, column)).collect()
}

fn column_findings(
    view: &PlanView,
    own: &PlanFigures,
    (column, of, percent): (ColumnId, Of, bool),
) -> Vec<Found> {
    let lines = lines(view, own, (column, of, percent));
    let turned = is_flipped(&lines);
    let wrong = |verdict: Verdict| match verdict {
        Verdict::Differs => true,
        Verdict::Flipped => !turned,
        Verdict::Agrees | Verdict::Either => false,
    };
    lines.iter().filter(|line| wrong(line.verdict)).map(|line| finding(view, line, column, of)).collect()
}

fn finding(view: &PlanView, line: &StatedVariance, column: ColumnId, of: Of) -> Found {
    let computed = line.actual.value - line.plan.value;
    let (what, actual) = match of {
        Of::ToDate => ("variance to date", "actual"),
        Of::Year => ("forecast variance", "forecast"),
    };
    let shown = apart(view, line.actual.value, line.plan.value);
    let sum = format!(
        "{actual} {} less plan {}",
        shown.in_words(line.actual.value),
        shown.in_words(line.plan.value)
    );
    let (stated, expected, worth) = if let Some(stated) = line.scheme.row.money(column) {
        let shown = apart(view, stated, computed);
        (shown.in_words(stated), format!("{}, {sum}", shown.in_words(computed)), stated - computed)
    } else {
        let stated = line.scheme.row.number(column).unwrap_or_default();
        let percent = Percent::of(computed, line.plan.value.abs());
        let percent = percent.map_or_else(|| "no percentage".to_owned(), |p| format!("{}%", p.show(1, &[])));
        (format!("{stated}%"), format!("{percent}, {sum}"), Money::ZERO)
    };
    let found = super::CHECK
        .error(
            format!("{what} is stated as {stated}"),
            expected,
            "Correct the stated variance, or the figure it is taken from.",
        )
        .about(line.scheme)
        .at([line.place])
        .at(line.actual.places.iter().chain(&line.plan.places).copied());
    if worth.is_zero() { found } else { found.worth(worth) }
}

/// The places of a column in which every variance is stated as plan less actual.
pub(in crate::checks) fn flipped(
    view: &PlanView,
    own: &PlanFigures,
    column: (ColumnId, Of, bool),
) -> Option<Vec<Place>> {
    let lines = lines(view, own, column);
    is_flipped(&lines).then(|| {
        lines.iter().filter(|line| line.verdict == Verdict::Flipped).map(|line| line.place).collect()
    })
}

fn is_flipped(lines: &[StatedVariance]) -> bool {
    let any = |verdict: Verdict| lines.iter().any(|line| line.verdict == verdict);
    any(Verdict::Flipped) && !any(Verdict::Agrees)
}

fn lines<'a>(
    view: &PlanView<'a>,
    own: &PlanFigures,
    (column, of, percent): (ColumnId, Of, bool),
) -> Vec<StatedVariance<'a>> {
    let mut lines = Vec::new();
    // A column of a workbook may hold percentages as fractions: -0.141 for -14.1%.
    let fractions = percent
        && view.plan.schemes.iter().filter_map(|s| s.row.number(column)).all(|p| p.abs() <= Decimal::ONE);
    for (scheme, figures) in view.plan.schemes.iter().zip(&own.schemes) {
        if !scheme.row.filled(column) {
            continue;
        }
        let judge = |(plan, actual): &(Sum, Sum)| {
            if percent {
                scheme.row.number(column).map(|stated| percent_verdict(stated, fractions, plan, actual))
            } else {
                scheme.row.amount(column).map(|stated| verdict(stated, plan, actual))
            }
        };
        let pairs = pairs(scheme, figures, own.as_at.date, of);
        let best = pairs.iter().filter_map(|pair| judge(pair).map(|verdict| (verdict, pair))).min_by_key(
            |(verdict, _)| match verdict {
                Verdict::Agrees | Verdict::Either => 0,
                Verdict::Flipped => 1,
                Verdict::Differs => 2,
            },
        );
        let Some((verdict, (plan, actual))) = best else { continue };
        // A percentage of a plan of nil cannot be checked.
        if verdict == Verdict::Differs && percent && plan.value.is_zero() {
            continue;
        }
        lines.push(StatedVariance {
            scheme,
            place: scheme.row.place_of(column),
            verdict,
            plan: plan.clone(),
            actual: actual.clone(),
        });
    }
    lines
}

/// Plan and actual (or forecast) as the columns and as the periods give them.
fn pairs(
    scheme: &Scheme,
    figures: &SchemeFigures,
    as_at: Option<crate::calendar::Date>,
    of: Of,
) -> Vec<(Sum, Sum)> {
    let columns = match of {
        Of::ToDate => (schemes::PLAN_YTD, schemes::ACTUAL_YTD),
        Of::Year => (schemes::PLAN_YEAR, schemes::FORECAST_YEAR),
    };
    let columns = (sums::cell(&scheme.row, columns.0), sums::cell(&scheme.row, columns.1));
    let periods = match of {
        Of::ToDate => sums::by_period_to_date(scheme, figures, as_at),
        Of::Year => {
            let plan = figures.year.map(|year| sums::of_year(scheme, crate::plan::Measure::Plan, year));
            plan.zip(sums::forecast_by_period(scheme, figures, as_at))
        }
    };
    let mixed = periods.as_ref().map(|(plan, _)| (plan.clone(), columns.1.clone()));
    [Some(columns), periods, mixed]
        .into_iter()
        .flatten()
        .filter(|(plan, actual)| actual.is_given() && plan.is_given())
        .collect()
}

fn verdict(stated: Amount, plan: &Sum, actual: &Sum) -> Verdict {
    let variance = actual.value - plan.value;
    let slack = plan.slack + actual.slack + stated.half_digit();
    of_both(within(stated.value - variance, slack), within(stated.value + variance, slack))
}

fn of_both(agrees: bool, flipped: bool) -> Verdict {
    match (agrees, flipped) {
        (true, true) => Verdict::Either,
        (true, false) => Verdict::Agrees,
        (false, true) => Verdict::Flipped,
        (false, false) => Verdict::Differs,
    }
}

/// Compares a stated percentage with every one that figures within rounding of the printed ones can
/// make.
fn percent_verdict(stated: Decimal, fractions: bool, plan: &Sum, actual: &Sum) -> Verdict {
    let Some((least, most)) = percent_range(plan, actual) else { return Verdict::Differs };
    let half = Decimal::new(5, 1)
        .saturating_mul(power_of_ten(i8::try_from(stated.scale()).map_or(i8::MIN, |scale| -scale)));
    let hundred = Decimal::ONE_HUNDRED;
    let fits = |stated: Decimal, half: Decimal| least - half <= stated && stated <= most + half;
    let either = |stated: Decimal| fits(stated, half) || fractions && fits(stated * hundred, half * hundred);
    of_both(either(stated), either(-stated))
}

/// The least and the greatest percentage that the printed figures can stand for.
pub(super) fn percent_range(plan: &Sum, actual: &Sum) -> Option<(Decimal, Decimal)> {
    let (low, high) = (plan.value - plan.slack, plan.value + plan.slack);
    if !(low.is_positive() || high.is_negative()) {
        return None;
    }
    let mut range: Option<(Decimal, Decimal)> = None;
    for plan in [low, high] {
        for actual in [actual.value - actual.slack, actual.value + actual.slack] {
            let percent = (actual - plan)
                .decimal()
                .checked_mul(Decimal::ONE_HUNDRED)?
                .checked_div(plan.abs().decimal())?;
            range = Some(
                range.map_or((percent, percent), |(least, most)| (least.min(percent), most.max(percent))),
            );
        }
    }
    range
}
