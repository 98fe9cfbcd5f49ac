//! Financial progress: the 5% rule on a scheme, and whether its tracking keeps up.

use super::show;
use crate::calendar::{Date, FinancialYear, show_date};
use crate::criteria::figure_13::shown::{Looked, cell, not_under_way, without_date};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::figures::{Position, finance, savings};
use crate::location::Place;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Point};
use crate::policy::Key;
use crate::rating::Rating;

/// The cells a position to date rests on, and what they leave open.
struct ToDate<'a> {
    /// The year and date up to which periods count; `None` where the columns to date stand alone.
    until: Option<(FinancialYear, Date)>,
    actual: Vec<Place>,
    plan: Vec<Place>,
    /// Ended periods with a plan and without an actual.
    missing: Vec<&'a Point>,
    /// Whether what was planned to date is not said at all, though savings are reported.
    plan_unknown: bool,
}

impl<'a> ToDate<'a> {
    /// Periods where the year has any that ended, else the columns to date: the same choice as
    /// [`finance::to_date`].
    fn of(view: &SchemeView<'a>) -> Self {
        let until = view.figures.year.zip(view.of.as_at());
        until
            .and_then(|(year, as_at)| Self::by_period(view, year, as_at))
            .unwrap_or_else(|| Self::columns(view))
    }

    fn by_period(view: &SchemeView<'a>, year: FinancialYear, as_at: Date) -> Option<Self> {
        let ended = |measure| {
            savings::finest(view.scheme, measure, year).filter(move |point| point.period.has_ended(as_at))
        };
        let actual: Vec<Place> = ended(Measure::Actual).map(|point| point.place).collect();
        let plan: Vec<&Point> = ended(Measure::Plan).collect();
        if actual.is_empty() && plan.is_empty() {
            return None;
        }
        let nil = |point: &Point| point.amount.is_none_or(|amount| amount.value.is_zero());
        let missing = plan.iter().copied();
        let missing = missing.filter(|point| !nil(point) && !finance::is_reported(view.scheme, point.period));
        let begun = |point: &Point| point.period.first_month().start() <= as_at;
        let mut planned = savings::finest(view.scheme, Measure::Plan, year).peekable();
        let plan_unknown = plan.is_empty() && (planned.peek().is_none() || planned.any(begun));
        Some(Self {
            until: Some((year, as_at)),
            actual,
            missing: missing.collect(),
            plan: plan.iter().map(|point| point.place).collect(),
            plan_unknown,
        })
    }

    fn columns(view: &SchemeView<'a>) -> Self {
        let row = &view.scheme.row;
        let column = |column| cell(row, column).into_iter().collect::<Vec<_>>();
        let (actual, plan) = (column(schemes::ACTUAL_YTD), column(schemes::PLAN_YTD));
        let plan_unknown = plan.is_empty() && !actual.is_empty();
        Self { until: None, actual, plan, missing: Vec::new(), plan_unknown }
    }

    fn places(&self) -> Vec<Place> {
        let missing = self.missing.iter().map(|point| point.place);
        missing.chain(self.actual.iter().copied()).chain(self.plan.iter().copied()).collect()
    }

    /// `September 2011`, or how many, or `the year to date`.
    fn missing_in_words(&self) -> String {
        match self.missing.as_slice() {
            [] => "the year to date".to_owned(),
            [one] => one.period.to_string(),
            [first, .., last] => {
                format!("{} periods from {} to {}", self.missing.len(), first.period, last.period)
            }
        }
    }
}

/// The position to date where it can be judged, or what is to be said where it cannot.
fn judged<'a>(view: &SchemeView<'a>) -> Result<(Position, ToDate<'a>), Evidence> {
    if let Some(evidence) = not_under_way(view) {
        return Err(evidence);
    }
    let (position, cells) = (view.figures.to_date, ToDate::of(view));
    if cells.plan_unknown && !position.incomplete {
        let reason = "savings are reported, but nothing says what was planned to date";
        return Err(Evidence::new(Outcome::Unevidenced, reason, cells.places()).not_decisive());
    }
    if position.is_empty() && !position.incomplete {
        let undated = view.of.as_at().is_none() && view.scheme.points(Measure::Plan).next().is_some();
        return Err(if undated {
            without_date()
        } else {
            Evidence::not_applicable("not started: nothing is planned to date")
        });
    }
    Ok((position, cells))
}

pub(super) fn on_track(view: &SchemeView) -> Evidence {
    let (position, cells) = match judged(view) {
        Ok(judged) => judged,
        Err(evidence) => return evidence,
    };
    let policy = view.of.policy;
    let rated = position.rate(policy);
    let mut rating = rated.rating;
    let to = cells.until.map_or("to date".to_owned(), |(_, as_at)| format!("to {}", show_date(as_at)));
    let mut reason = compared(view, position, "actual", &to);
    let mut places = cells.places();
    if position.incomplete {
        reason.push_str("; a cell it rests on could not be read");
    } else if let Some((at_nil, at_plan)) = rated.missing {
        let (missing, amount) = (cells.missing_in_words(), show(view, position.unreported));
        let open = match rating {
            Rating::Grey if position.periods_reported == 0 => String::new(),
            Rating::Grey => format!(": {at_nil} if nothing was saved there, {at_plan} if all of it was"),
            rating => format!(": {rating} holds whatever is missing"),
        };
        reason.push_str(&format!("; no actual for {missing}, planned at {amount}{open}"));
    }
    if policy.flag(Key::ForecastRates)
        && let Some(forecast) = view.figures.full_year
    {
        let rated = forecast.rate(policy).rating;
        rating = rating.worse(rated);
        reason.push_str(&format!("; {} ({rated})", compared(view, forecast, "forecast", "for the year")));
        places.extend(forecast_cells(view));
    }
    match rating {
        Rating::Green => Evidence::new(Outcome::Met, reason, places),
        Rating::Amber => Evidence::partly(reason, places),
        Rating::Red => Evidence::unmet(reason, places),
        Rating::Grey => Evidence::new(Outcome::Unevidenced, reason, places).not_decisive(),
        Rating::NotApplicable => Evidence::not_applicable("nothing is planned and nothing is saved to date"),
    }
}

/// Plan against actual or forecast, with the variance and its percentage.
fn compared(view: &SchemeView, position: Position, what: &str, when: &str) -> String {
    let policy = view.of.policy;
    let bounds = [policy.number(Key::FinanceAmberFrom), policy.number(Key::FinanceRedFrom)];
    let percent =
        position.percent().map_or_else(String::new, |percent| format!(", {}%", percent.show(1, &bounds)));
    format!(
        "{what} {} against plan {} {when}: variance {}{percent}",
        show(view, position.actual),
        show(view, position.plan),
        show(view, position.variance())
    )
}

fn forecast_cells(view: &SchemeView) -> Vec<Place> {
    let by_period = view.figures.year.into_iter();
    let by_period = by_period.flat_map(|year| savings::finest(view.scheme, Measure::Forecast, year));
    let by_period: Vec<Place> = by_period.map(|point| point.place).collect();
    if by_period.is_empty() {
        cell(&view.scheme.row, schemes::FORECAST_YEAR).into_iter().collect()
    } else {
        by_period
    }
}

pub(super) fn tracked(view: &SchemeView) -> Evidence {
    let (position, cells) = match judged(view) {
        Ok(judged) => judged,
        Err(evidence) => return evidence,
    };
    if position.incomplete {
        return Evidence::new(Outcome::Unevidenced, "a cell it rests on could not be read", cells.places());
    }
    let mut looked = Looked::default();
    if position.periods_unreported > 0 {
        let reason = format!("no actual for {}", cells.missing_in_words());
        if position.periods_reported == 0 {
            return Evidence::new(Outcome::Unevidenced, reason, cells.places());
        }
        looked.short(reason, cells.missing.iter().map(|point| point.place));
    }
    let colour = finance::colour(view.of.policy, position.plan, position.actual);
    if matches!(colour, Rating::Amber | Rating::Red) {
        let forecast = forecast_cells(view);
        match view.figures.full_year {
            None => looked.short("behind plan and no forecast for the year", []),
            Some(year) if year.incomplete => {
                looked.short("a cell of the forecast could not be read", forecast)
            }
            Some(year) if year.actual == year.plan => {
                let plan = show(view, year.plan);
                looked.short(
                    format!("behind plan, yet the forecast for the year is still the plan of {plan}"),
                    forecast,
                );
            }
            Some(year) if year.actual < position.actual => {
                let reason = format!(
                    "the forecast of {} for the year is below the {} already delivered",
                    show(view, year.actual),
                    show(view, position.actual)
                );
                looked.short(reason, forecast);
            }
            Some(_) => looked.holds(forecast),
        }
    }
    looked.holds(cells.places());
    looked.met_or_unmet()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::figure_13::shown::example::{Example, scheme};

    fn year(actuals: &[i64]) -> Example {
        scheme(&[]).months(Measure::Plan, &[100; 12]).months(Measure::Actual, actuals)
    }

    #[test]
    fn missing_months_leave_it_open_unless_the_colour_holds() {
        let judge = |actuals: &[i64]| year(actuals).judge("F13-FIN-5");
        assert_eq!(
            judge(&[96; 6]).reason,
            "actual £576 against plan £600 to 30 Sep 2011: variance -£24, -4.0%"
        );
        assert_eq!(judge(&[95; 6]).outcome, Outcome::Partly, "exactly 5% short");
        let open = judge(&[100; 5]);
        assert_eq!((open.outcome, open.decisive_here), (Outcome::Unevidenced, false));
        assert!(
            open.reason.ends_with("amber if nothing was saved there, green if all of it was"),
            "{}",
            open.reason
        );
        let holds = judge(&[10; 5]);
        assert_eq!(holds.outcome, Outcome::Unmet);
        assert!(holds.reason.ends_with("red holds whatever is missing"), "{}", holds.reason);
        assert_eq!(judge(&[]).outcome, Outcome::Unevidenced);
    }

    #[test]
    fn a_plan_that_is_withheld_is_not_a_plan_of_nil() {
        let unplanned = scheme(&[]).months(Measure::Actual, &[100; 6]);
        assert_eq!(unplanned.judge("F13-FIN-5").outcome, Outcome::Unevidenced);
        let unphased = scheme(&[]).months(Measure::Actual, &[100; 6]).point("2011/12", Measure::Plan, 9_000);
        assert_eq!(unphased.judge("F13-FIN-5").outcome, Outcome::Unevidenced);
        let early = scheme(&[(schemes::STARTS, "2011-04-01")]).months(Measure::Actual, &[100; 6]).point(
            "M9 2011-12",
            Measure::Plan,
            100,
        );
        assert_eq!(early.judge("F13-FIN-5").outcome, Outcome::Met, "ahead of a plan that begins in December");
    }

    #[test]
    fn columns_to_date_stand_without_a_date() {
        let register =
            |actual| scheme(&[(schemes::PLAN_YTD, "600"), (schemes::ACTUAL_YTD, actual)]).undated();
        assert_eq!(register("590").judge("F13-FIN-5").outcome, Outcome::Met);
        assert_eq!(register("400").judge("F13-FIN-5").outcome, Outcome::Unmet);
        assert_eq!(register("590").judge("F13-FIN-6").outcome, Outcome::Met);
        let planned = scheme(&[]).months(Measure::Plan, &[100; 12]).undated();
        assert_eq!(planned.judge("F13-FIN-5").outcome, Outcome::Unevidenced);
    }

    #[test]
    fn the_forecast_rates_only_where_the_policy_says_so() {
        let slipping = || year(&[100; 6]).months(Measure::Forecast, &[0; 12]);
        assert_eq!(slipping().judge("F13-FIN-5").outcome, Outcome::Met);
        assert_eq!(slipping().set("forecast_rates", "true").judge("F13-FIN-5").outcome, Outcome::Unmet);
    }

    #[test]
    fn a_forecast_follows_a_shortfall() {
        let judge = |forecast: &[i64]| year(&[80; 6]).months(Measure::Forecast, forecast).judge("F13-FIN-6");
        assert_eq!(judge(&[]).reason, "behind plan and no forecast for the year");
        assert_eq!(judge(&[80; 12]).outcome, Outcome::Met);
        let held = judge(&[0, 0, 0, 0, 0, 0, 120, 120, 120, 120, 120, 120]);
        assert_eq!(held.reason, "behind plan, yet the forecast for the year is still the plan of £1,200");
        assert_eq!(judge(&[0, 0, 0, 0, 0, 0, -20, -20, -20, -20, -20, -20]).outcome, Outcome::Unmet);
        assert_eq!(
            year(&[96; 6]).judge("F13-FIN-6").outcome,
            Outcome::Met,
            "under 5% short needs no forecast"
        );
        assert_eq!(year(&[100; 5]).judge("F13-FIN-6").outcome, Outcome::Unmet);
    }
}
