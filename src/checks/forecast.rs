//! FO: forecasts that the position to date does not bear out.

use super::sums;
use super::{Check, Found, Severity, apart, shown};
use crate::calendar::Date;
use crate::criteria::{PlanView, SchemeView};
use crate::figures::Position;
use crate::figures::forecast::Doubts;
use crate::location::Place;
use crate::money::{Money, Percent, round};
use crate::plan::fields::schemes;
use crate::policy::Key;
use crate::rating::Rating;
use rust_decimal::Decimal;

pub const CHECK: Check = Check {
    code: "FO",
    title: "Forecast",
    finds: "a forecast held at plan while the scheme is behind, below what is delivered, that needs a rate far above \
            the one achieved, or far ahead of plan",
    how: "per scheme that is under way: behind by {finance_amber_from} with the forecast equal to the year's \
          plan within rounding; a forecast below the actual to date; behind to date, and the rate needed for \
          the rest of the year over {run_rate_most} times the monthly rate so far; a forecast ahead of \
          plan by {ahead_from} or more. One finding a scheme",
    passes: "24% behind to date, and the forecast lowered to match",
    fails: "24% behind to date, and the forecast still the £757,900 planned",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let schemes = (0..view.plan.schemes.len()).filter_map(|at| view.scheme(at));
    schemes.filter(|scheme| scheme.scheme.in_sums() && scheme.figures.under_way).filter_map(finding).collect()
}

fn finding(scheme: SchemeView) -> Option<Found> {
    let view = scheme.of;
    let to_date = scheme.figures.to_date;
    let full = scheme.figures.full_year.filter(|full| !full.incomplete && full.periods_unreported == 0)?;
    let known = to_date.rate(view.policy).rating != Rating::Grey && to_date.periods_reported > 0;
    let mut remarks: Vec<Remark> = Vec::new();
    if known {
        let doubts = Doubts::of(view.policy, scheme.scheme, scheme.figures, view.as_at());
        remarks.extend(doubts.held_at_plan.then(|| held_at_plan(view, to_date, full)));
        remarks.extend(doubts.below_delivered.then(|| below_delivered(view, to_date, full)));
        remarks.extend(run_rate(scheme, to_date, full));
    }
    remarks.extend(far_ahead(view, full));
    let first = remarks.first()?;
    let (severity, worth) = (first.severity, first.worth);
    let join = |text: fn(&Remark) -> &str| remarks.iter().map(text).collect::<Vec<_>>().join("; ");
    let finding = CHECK.finding(severity, join(|r| &r.found), join(|r| &r.expected), first.action);
    Some(finding.about(scheme.scheme).at(places(scheme)).worth(worth))
}

/// One thing that is odd about a forecast.
struct Remark {
    severity: Severity,
    found: String,
    expected: String,
    worth: Money,
    action: &'static str,
}

fn held_at_plan(view: &PlanView, to_date: Position, full: Position) -> Remark {
    let behind = to_date.variance().unwrap_or_default();
    let percent = to_date.shown_percent(view.policy);
    let percent =
        percent.map_or_else(String::new, |percent| format!("{}% ", percent.trim_start_matches('-')));
    let shown = shown(view, &[full.plan, behind]);
    Remark {
        severity: Severity::Warning,
        found: format!(
            "forecast held at the year's plan of {} while {percent}behind to date",
            shown.in_words(full.plan)
        ),
        expected: format!(
            "a forecast that takes the {} behind into account, or how it is to be recovered",
            shown.in_words(behind.abs())
        ),
        worth: behind,
        action: "Forecast the year again from what is delivered.",
    }
}

fn below_delivered(view: &PlanView, to_date: Position, full: Position) -> Remark {
    let shown = apart(view, full.actual, to_date.actual);
    Remark {
        severity: Severity::Warning,
        found: format!(
            "forecast of {} for the year, with {} delivered already",
            shown.in_words(full.actual),
            shown.in_words(to_date.actual)
        ),
        expected: "a forecast not below what is delivered".to_owned(),
        worth: to_date.actual - full.actual,
        action: "Correct the forecast, or say what will be lost again.",
    }
}

/// Months of the scheme's year that have ended since it started, and those still to come.
fn months(scheme: SchemeView) -> Option<(u32, u32)> {
    let (year, as_at): (_, Date) = scheme.figures.year.zip(scheme.of.as_at())?;
    let started = |end: Date| scheme.figures.starts.is_none_or(|starts| starts <= end);
    let months = || year.months().filter(|month| started(month.end()));
    let past = months().filter(|month| month.end() <= as_at).count();
    let left = months().count() - past;
    Some((u32::try_from(past).ok()?, u32::try_from(left).ok()?))
}

fn run_rate(scheme: SchemeView, to_date: Position, full: Position) -> Option<Remark> {
    if !to_date.actual.is_positive() || !to_date.variance().is_some_and(Money::is_negative) {
        return None;
    }
    let most = scheme.of.policy.number(Key::RunRateMost);
    let (past, left) = months(scheme).filter(|(past, left)| *past > 0 && *left > 0)?;
    let (past, left) = (Decimal::from(past), Decimal::from(left));
    let rest = full.actual - to_date.actual;
    let needed = rest.decimal().checked_mul(past)?;
    let bearable = to_date.actual.decimal().checked_mul(left)?.checked_mul(most)?;
    if needed <= bearable {
        return None;
    }
    let monthly = |amount: Money, months: Decimal| {
        amount.decimal().checked_div(months).map(|rate| Money::new(round(rate, 0)))
    };
    let (needed, achieved) = (monthly(rest, left)?, monthly(to_date.actual, past)?);
    let shown = apart(scheme.of, needed, achieved);
    let extra = rest.decimal() - to_date.actual.decimal().checked_div(past)?.checked_mul(left)?;
    Some(Remark {
        severity: Severity::Warning,
        found: format!(
            "the forecast needs {} a month from here, {} a month achieved so far",
            shown.in_words(needed),
            shown.in_words(achieved)
        ),
        expected: format!("at most {most} times the rate achieved"),
        worth: Money::new(round(extra, 2)),
        action: "Say what will raise the rate, or lower the forecast.",
    })
}

fn far_ahead(view: &PlanView, full: Position) -> Option<Remark> {
    let bound = view.policy.number(Key::AheadFrom);
    let variance = full.variance()?;
    let percent = Percent::of(variance, full.plan)
        .filter(|percent| full.plan.is_positive() && !percent.under(bound))?;
    let shown = shown(view, &[full.actual, full.plan]);
    Some(Remark {
        severity: Severity::Note,
        found: format!(
            "forecast of {} is {}% ahead of the year's plan of {}",
            shown.in_words(full.actual),
            percent.show(1, &[bound]),
            shown.in_words(full.plan)
        ),
        expected: format!("a forecast less than {bound}% ahead of plan"),
        worth: variance,
        action: "Check the forecast; if it holds, phase the plan again.",
    })
}

fn places(scheme: SchemeView) -> Vec<Place> {
    let row = &scheme.scheme.row;
    let (plan, actual) = sums::to_date(scheme.scheme, scheme.figures, scheme.of.as_at());
    let forecast = sums::forecast_by_period(scheme.scheme, scheme.figures, scheme.of.as_at());
    let mut places: Vec<Place> = Vec::new();
    if row.filled(schemes::FORECAST_YEAR) {
        places.push(row.place_of(schemes::FORECAST_YEAR));
    }
    places.extend(forecast.into_iter().flat_map(|sum| sum.places));
    places.extend(actual.places.into_iter().chain(plan.places).take(2));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    fn scheme(plan_ytd: &str, actual: &str, plan: &str, forecast: &str) -> Vec<Found> {
        example()
            .dated("2011-09-30")
            .scheme(
                "S",
                &[
                    ("plan_ytd", plan_ytd),
                    ("actual_ytd", actual),
                    ("plan_year", plan),
                    ("forecast_year", forecast),
                ],
            )
            .run(&CHECK)
    }

    #[test]
    fn held_at_plan_while_behind() {
        let found = scheme("1000", "950", "2000", "2000");
        assert_eq!(found.len(), 1, "exactly 5% is behind");
        assert!(found[0].found.starts_with("forecast held at the year's plan of £2,000 while 5.0% behind"));
        assert!(scheme("1000", "951", "2000", "2000").is_empty(), "4.9% behind");
        assert!(scheme("1000", "950", "2000", "1998").is_empty(), "lowered");
        assert_eq!(scheme("1000", "950", "2000.40", "2000").len(), 1, "the plan rounded");
        assert!(scheme("1000", "950", "2000", "1999").is_empty(), "a pound lower is another figure");
    }

    #[test]
    fn below_what_is_delivered() {
        assert_eq!(scheme("1000", "1000", "2000", "998").len(), 1);
        assert!(scheme("1000", "1000", "2000", "1000").is_empty());
    }

    #[test]
    fn a_rate_over_half_as_much_again() {
        assert!(scheme("1000", "800", "2000", "2001")[0].found.contains("needs £200 a month"));
        let found = scheme("1000", "720", "2500", "1801");
        assert_eq!(found.len(), 1, "180.17 against 120");
        assert!(scheme("1000", "720", "2500", "1800").is_empty(), "exactly 1.5 times");
        assert!(scheme("1000", "1000", "9000", "8000").is_empty(), "on plan: the phasing is the plan's");
    }

    #[test]
    fn far_ahead_of_plan() {
        assert_eq!(scheme("1000", "1000", "2000", "2400")[0].severity, Severity::Note);
        assert!(scheme("1000", "1000", "2000", "2399").is_empty());
    }
}
